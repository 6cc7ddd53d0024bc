"""`cnn-ledger` as it is typed: the table, JSON, CSV, the list, a file of one's own, and messages for mistakes."""

import csv
import io
import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from cnn_helpers import ledger_command, zoo

ROOT = Path(__file__).resolve().parents[2]
MY_NET = """
input = [16, 16, 3]
layers = [{op = "conv", filters = 8, kernel = 3}, {op = "global_avg_pool"}, {op = "dense", units = 2}]
"""


def printed(capsys, *arguments):
    ledger_command.main(list(arguments))
    return capsys.readouterr().out


def refused(capsys, *arguments):
    with pytest.raises(SystemExit) as stopped:
        ledger_command.main(list(arguments))
    assert stopped.value.code == 2
    output = capsys.readouterr()
    assert output.out == "" and "Traceback" not in output.err
    return output.err


def test_the_project_installs_it():
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["scripts"]
    assert scripts["cnn-ledger"] == "cnn_helpers.ledger_command:main"


def test_a_network_of_the_zoo(capsys):
    text = printed(capsys, "resnet50", "--input", "224", "224", "3")
    assert text.startswith("resnet50, input 224×224×3\n") and "25,557,032" in text and "4,089,184,256" in text


def test_another_input(capsys):
    assert json.loads(printed(capsys, "resnet18", "--input", "64", "96", "3", "--json"))["layers"][0][
        "output_shape"] == [32, 48, 64]


def test_json(capsys):
    read = json.loads(printed(capsys, "vgg16", "--json", "--batch", "2"))
    assert read["totals"]["parameters"] == read["totals"]["trainable_parameters"] == 138_357_544
    assert read["totals"]["macs"] == 15_470_264_320
    assert read["totals"]["activation_bytes"] == sum(layer["activation_bytes"] for layer in read["layers"])


def test_csv(capsys):
    rows = list(csv.DictReader(io.StringIO(printed(capsys, "lenet5", "--csv"))))
    assert [row["name"] for row in rows][:3] == ["C1", "C1_relu", "S2"]
    assert sum(int(row["parameters"]) for row in rows) == 61_706


def test_the_list_has_every_network_with_its_totals(capsys):
    lines = printed(capsys, "--list").splitlines()
    by_name = {line.split()[0]: line.split()[-3:] for line in lines[1:lines.index("")]}
    assert list(by_name) == list(zoo.names())
    assert by_name["resnet50"] == ["224×224×3", "25,557,032", "4,089,184,256"]
    assert by_name["resnet50_keras"][1] == "25,636,712"
    assert "multiply-accumulates" in lines[-1]


def test_a_file_of_ones_own(capsys, tmp_path):
    path = tmp_path / "my_net.toml"
    path.write_text(MY_NET)
    text = printed(capsys, str(path))
    assert text.startswith("my_net, input 16×16×3\n") and f"{14 * 14 * 27 * 8 + 16:,}" in text


@pytest.mark.parametrize(("name", "suggested"), [("resnet5", "resnet50"), ("ResNet-50", "resnet50"),
                                                 ("googlnet", "googlenet"), ("alexnet_papr", "alexnet_paper")])
def test_an_unknown_name_is_answered_with_one_that_is_alike(capsys, name, suggested):
    message = refused(capsys, name)
    assert f"no network {name!r}" in message and suggested in message and "--list" in message


def test_a_mistake_in_the_file_is_named_with_the_file_and_the_layer(capsys, tmp_path):
    path = tmp_path / "my_net.toml"
    path.write_text(MY_NET.replace("kernel = 3", "kernel = 30"))
    assert "layer conv1: conv: the kernel spans 30 positions" in refused(capsys, str(path))


def test_files_that_are_not_there_or_have_another_name(capsys, tmp_path):
    assert "nowhere.toml: No such file" in refused(capsys, str(tmp_path / "nowhere.toml"))
    path = tmp_path / "my_net.txt"
    path.write_text(MY_NET)
    assert "must end in .toml" in refused(capsys, str(path))


@pytest.mark.parametrize(("arguments", "message"), [
    ([], "give either a network"),
    (["resnet50", "--list"], "give either a network"),
    (["--list", "--batch", "2"], "--input and --batch are for one network"),
    (["resnet50", "--json", "--csv"], "not allowed with"),
    (["resnet50", "--input", "224"], "expected 3 arguments"),
    (["resnet50", "--input", "0", "224", "3"], "height must be at least 1"),
    (["resnet50", "--batch", "0"], "batch must be at least 1"),
    (["lenet5", "--input", "8", "8", "1"], "lenet5, layer C3: conv: the kernel spans 5"),
])
def test_wrong_arguments(capsys, arguments, message):
    assert message in refused(capsys, *arguments)


def test_a_reader_that_stops_early_sees_no_traceback():
    """The output is longer than what a pipe holds."""
    command = f"{sys.executable} -m cnn_helpers.ledger_command resnet152 --json | head -n 1"
    run = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=ROOT, timeout=60)
    assert run.stdout.startswith('{"network": "resnet152"') and run.stderr == ""
