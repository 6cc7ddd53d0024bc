"""A TOML file describes the same network as the blocks do, and a mistake in it is answered with what to write."""

import re

import pytest

from cnn_helpers import spec_file
from cnn_helpers.operations import KINDS, TableConv
from cnn_helpers.spec import Activation, Add, AvgPool, BatchNorm, Conv, Dense, Dropout, GlobalAvgPool, Node, Spec

EVERYTHING = """
name = "mine"
description = "an example"
input = [32, 24, 3]
output = "scores"
auxiliary = ["early"]
count_statistics = true

[[layers]]
op = "conv"
filters = 16
kernel = [3, 5]
padding = [[1, 1], [2, 2]]
bias = false

[[layers]]
op = "batch_norm"
epsilon = 1e-3

[[layers]]
name = "unit.conv1"
op = "conv"
filters = 16
kernel = 3
padding = "same"

[[layers]]
name = "unit.add"
op = "add"
inputs = ["unit.conv1", "batch_norm1"]

[[layers]]
name = "unit.out"
op = "relu"

[[layers]]
name = "pool"
op = "avg_pool"
size = 2
stride = 1

[[layers]]
op = "global_avg_pool"

[[layers]]
op = "dropout"
rate = 0.4

[[layers]]
name = "scores"
op = "dense"
units = 10

[[layers]]
op = "global_avg_pool"
inputs = ["unit.out"]

[[layers]]
name = "early"
op = "dense"
units = 10
"""


def test_a_file_is_the_network_that_its_nodes_make(tmp_path):
    path = tmp_path / "my_net.toml"
    path.write_text(EVERYTHING, encoding="utf-8")
    assert spec_file.read(path) == Spec("mine", (32, 24, 3), (
        Node("conv1", Conv(16, (3, 5), padding=(1, 2), bias=False), ("input",)),
        Node("batch_norm1", BatchNorm(epsilon=1e-3), ("conv1",)),
        Node("unit.conv1", Conv(16, 3, padding="same"), ("batch_norm1",)),
        Node("unit.add", Add(), ("unit.conv1", "batch_norm1")),
        Node("unit.out", Activation("relu"), ("unit.add",)),
        Node("pool", AvgPool(2, stride=1), ("unit.out",)),
        Node("global_avg_pool1", GlobalAvgPool(), ("pool",)),
        Node("dropout1", Dropout(0.4), ("global_avg_pool1",)),
        Node("scores", Dense(10), ("dropout1",)),
        Node("global_avg_pool2", GlobalAvgPool(), ("unit.out",)),
        Node("early", Dense(10), ("global_avg_pool2",)),
    ), "scores", ("early",), description="an example", count_statistics=True)


def test_the_format_in_the_documentation_is_a_network():
    example = re.search(r"::\n\n(.*?)\n\nA layer", spec_file.__doc__, re.DOTALL)[1]
    spec = spec_file.parse(example)
    assert spec["sum"].inputs == ("conv2", "relu1") and spec.output == "dense1"


def test_the_file_names_a_network_without_a_name(tmp_path):
    path = tmp_path / "my_net.toml"
    path.write_text('input = [8, 8, 1]\nlayers = [{op = "relu"}]')
    assert spec_file.read(path).name == "my_net"


def test_a_table_comes_as_lists():
    spec = spec_file.parse('input = [8, 8, 2]\nlayers = [{op = "table_conv", table = [[1, 0], [1, 1]], kernel = 3}]')
    assert spec["table_conv1"].operation == TableConv([[1, 0], [1, 1]], 3)


@pytest.mark.parametrize(("text", "message"), [
    ("input = [8, 8\ninput", r"^this is no valid TOML: .*line 2"),
    ('layers = [{op = "relu"}]', r"^the file: input is missing: the shape of an image, such as input = \[32, 32, 3\]"),
    ("input = [8, 8, 1]", r"^the file: layers is missing: begin each layer with a line \[\[layers\]\]"),
    ('inputs = [8, 8, 1]\nlayers = [{op = "relu"}]', r"^the file: there is no 'inputs'; did you mean input\?"),
    ('input = [8, 8, 1]\n[layers]\nop = "relu"', r"^layers must be a list of tables: .* in two pairs of brackets"),
    ('input = [8, 8]\nlayers = [{op = "relu"}]', r"shape must be \(height, width, channels\)"),
    ('input = [8, 8, 1]\nlayers = [{kernel = 3}]', r'^layer 1: op is missing: .* such as op = "conv"'),
    ('input = [8, 8, 1]\nlayers = [{op = "cnov"}]', r"^layer cnov1: there is no op 'cnov'; did you mean conv"),
    ('input = [8, 8, 1]\nlayers = [{op = "softmax"}]', r"softmax belongs to the loss"),
    ('input = [8, 8, 1]\nlayers = [{op = "conv", filters = 4}]', r"^layer conv1 \(conv\): kernel is missing"),
    ('input = [8, 8, 1]\nlayers = [{op = "conv", filters = 4, kernel = 3, strides = 2}]',
     r"^layer conv1 \(conv\): there is no 'strides'; did you mean stride\? \(there are: filters, kernel, stride"),
    ('input = [8, 8, 1]\nlayers = [{op = "relu", rate = 2}]',
     r"^layer relu1: there is no 'rate' \(it has no options\)"),
    ('input = [8, 8, 1]\nlayers = [{op = "conv", filters = "4", kernel = 3}]',
     r"^layer conv1: conv: filters must be a"),
    ('input = [8, 8, 1]\nlayers = [{op = "conv", filters = 4, kernel = 3, padding = "full"}]',
     r"^layer conv1: conv: padding must be"),
    ('input = [8, 8, 1]\nlayers = [{name = 3, op = "relu"}]', r"^layer 3: name must be a text in quotation marks"),
    ('input = [8, 8, 1]\nlayers = [{op = "relu", inputs = "input"}]', r"^layer relu1: inputs must be a list of names"),
    ('input = [8, 8, 1]\ncount_statistics = "yes"\nlayers = [{op = "relu"}]',
     r"count_statistics must be true or false"),
    ('input = [8, 8, 1]\nlayers = [{op = "max_pool", size = 9}]', r"^network, layer max_pool1: max_pool: the kernel"),
    ('input = [8, 8, 1]\nlayers = [{op = "relu", inputs = ["relu2"]}, {op = "relu"}]', r"comes back to it as an input"),
])
def test_mistakes(text, message):
    with pytest.raises((TypeError, ValueError), match=message):
        spec_file.parse(text)


def test_a_file_that_is_no_text_is_named(tmp_path):
    path = tmp_path / "picture.toml"
    path.write_bytes(b"\xff\xd8\xff\xe0")
    with pytest.raises(ValueError, match=r"picture\.toml: a TOML file is text in UTF-8"):
        spec_file.read(path)


def test_an_error_begins_with_the_file(tmp_path):
    path = tmp_path / "my_net.toml"
    path.write_text("input = [8, 8, 1]")
    with pytest.raises(ValueError, match=r"my_net\.toml: the file: layers is missing"):
        spec_file.read(path)


@pytest.mark.parametrize("kind", KINDS)
def test_no_option_of_an_operation_hides_a_key_of_the_layer(kind):
    assert not set(spec_file.OF_A_LAYER) & set(KINDS[kind].__dataclass_fields__)
