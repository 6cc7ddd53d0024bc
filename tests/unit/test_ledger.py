"""The ledger against what can be measured: bytes of outputs, pixels that reach an output, weights one by one."""

import csv
import io
import json
import time

import numpy as np
import pytest

from cnn_helpers import functional as F
from cnn_helpers import zoo
from cnn_helpers.ledger import SUMMED, aligned, ledger, memory
from cnn_helpers.spec import (
    Activation,
    AdaptiveAvgPool,
    AvgPool,
    BatchNorm,
    Conv,
    Dense,
    DepthwiseConv,
    Dropout,
    Flatten,
    GlobalAvgPool,
    MaxPool,
    RadialBasis,
    auxiliary,
    branches,
    chain,
    network,
    residual,
    scaled,
)

SMALL = network("small", (8, 8, 1), chain(Conv(4, 3), BatchNorm(), Activation("relu"), MaxPool(), Flatten(), Dense(10)))


def test_a_line_for_each_layer():
    conv, norm, relu, pool, flatten, dense = ledger(SMALL).layers
    assert (conv.output_shape, conv.parameters, conv.macs, conv.activation_bytes) == ((6, 6, 4), 40, 36 * 36, 576)
    assert (norm.parameters, norm.trainable_parameters, norm.state, norm.macs) == (8, 8, 8, 0)
    assert (relu.parameters, relu.activation_bytes) == (0, 36 * 4 * 4)
    assert (pool.output_shape, pool.receptive_field, pool.effective_stride) == ((3, 3, 4), (4, 4), (2, 2))
    assert (flatten.output_shape, flatten.activation_bytes) == ((36,), 0)
    assert (dense.parameters, dense.macs, dense.inputs) == (370, 360, ("flatten1",))


def test_totals_are_the_sums():
    assert ledger(SMALL).totals == {"parameters": 40 + 8 + 370, "trainable_parameters": 418, "state": 8,
                                    "macs": 1296 + 360, "activation_bytes": (144 * 3 + 36 + 10) * 4}


def test_keras_count_adds_the_running_statistics():
    keras = network("k", (8, 8, 1), chain(Conv(4, 3), BatchNorm()), count_statistics=True)
    assert (ledger(keras)["batch_norm1"].parameters, ledger(keras)["batch_norm1"].trainable_parameters) == (16, 8)
    assert "48 trainable, 8 not" in ledger(keras).to_text()


def test_fixed_codes_are_no_parameters():
    totals = ledger(network("r", (2, 2, 1), chain(Flatten(), RadialBasis(3)))).totals
    assert (totals["parameters"], totals["state"], totals["macs"]) == (0, 12, 12)


def test_the_batch_multiplies_the_memory_alone():
    one, eight = ledger(SMALL).totals, ledger(SMALL, batch=8).totals
    assert eight == {**one, "activation_bytes": 8 * one["activation_bytes"]}
    with pytest.raises(ValueError, match="batch must be at least 1"):
        ledger(SMALL, batch=0)


def test_another_input_changes_what_depends_on_it():
    larger = ledger(SMALL, (12, 10, 3))
    assert larger["conv1"].output_shape == (10, 8, 4) and larger["dense1"].parameters == 5 * 4 * 4 * 10 + 10
    assert larger.input_shape == (12, 10, 3) and SMALL.input_shape == (8, 8, 1)


def reaching(convolutions, size, position):
    """First and last pixel of each axis that change one output, found by the gradient of convolutions by ones."""
    x = np.zeros((1, *size, 1))
    inputs = []
    for options in convolutions:
        inputs.append(x)
        x = F.conv2d(x, np.ones((*options["kernel"], 1, 1)), **{k: v for k, v in options.items() if k != "kernel"})
    dy = np.zeros_like(x)
    dy[0, *position] = 1
    for x, options in zip(reversed(inputs), reversed(convolutions), strict=True):
        w = np.ones((*options["kernel"], 1, 1))
        dy = F.conv2d_backward(dy, x, w, None, **{k: v for k, v in options.items() if k != "kernel"})[0]
    return [(axis.min(), axis.max()) for axis in np.nonzero(dy)[1:3]]


@pytest.mark.parametrize("convolutions", [
    [dict(kernel=(3, 5)), dict(kernel=(2, 2), stride=(2, 1)), dict(kernel=(3, 3), dilation=(1, 2))],
    [dict(kernel=(7, 7), stride=(2, 2), padding=((3, 3), (3, 3))), dict(kernel=(3, 3), stride=(2, 2), padding="same"),
     dict(kernel=(3, 1), stride=(1, 2))],
    [dict(kernel=(1, 1), stride=(3, 2)), dict(kernel=(3, 3)), dict(kernel=(2, 3), dilation=(2, 1))],
])
def test_field_and_stride_are_those_of_the_pixels_that_reach_an_output(convolutions):
    size = (40, 44)
    spec = network("n", (*size, 1), chain(*(Conv(1, **options) for options in convolutions)))
    last = ledger(spec).layers[-1]
    middle = tuple(n // 2 for n in last.output_shape[:2])
    here = reaching(convolutions, size, (*middle, 0))
    beside = reaching(convolutions, size, (*(m + 1 for m in middle), 0))
    assert last.receptive_field == tuple(end - start + 1 for start, end in here)
    assert last.effective_stride == tuple(b - a for (a, _), (b, _) in zip(here, beside, strict=True))


def test_where_branches_meet_the_largest_field_counts():
    block = branches(Conv(4, 1), chain(Conv(4, 3, padding="same"), Conv(4, 5, padding="same")))
    costs = ledger(network("n", (16, 16, 1), chain(m=block, unit=residual(chain(DepthwiseConv(3, padding="same"))))))
    assert costs["m.branch1"].receptive_field == (1, 1) and costs["m.concatenate"].receptive_field == (7, 7)
    assert costs["unit.add"].receptive_field == (9, 9)


def test_a_gate_sees_the_whole_map():
    gate = chain(GlobalAvgPool(), Dense(4))
    costs = ledger(network("n", (16, 12, 4), chain(se=scaled(gate))))
    assert costs["se.dense1"].receptive_field == costs["se.scale"].receptive_field == (16, 12)


def test_pools_widen_the_field():
    costs = ledger(network("n", (14, 14, 1), chain(AvgPool(2, stride=1), AdaptiveAvgPool(4), Flatten(), Dropout())))
    # 13 -> 4: windows from 0, 3, 6, 9 to 4, 7, 10, 13
    assert [layer.receptive_field[0] for layer in costs.layers] == [2, 5, 14, 14]
    assert costs["adaptive_avg_pool1"].effective_stride == (3, 3)


@pytest.mark.parametrize(("name", "layer", "field"), [
    ("alexnet_paper", "pool5", 195), ("vgg16", "block5.pool", 212), ("mobilenet_v1", "block13.pw_relu", 315),
    ("resnet50_paper", "layer4.2.out", 483), ("resnet101_paper", "layer4.2.out", 1027),
    ("resnet152_paper", "layer4.2.out", 1507),
])
def test_fields_are_those_of_araujo_norris_and_sim(name, layer, field):
    """Distill 2019, doi:10.23915/distill.00021, the table of receptive fields; TF-slim's models, all of stride 32.

    TF-slim's ResNets stride last in a stage, the paper's first; the field is the same.
    """
    line = ledger(zoo.spec(name))[layer]
    assert (line.receptive_field, line.effective_stride) == ((field, field), (32, 32))


def test_json_has_layers_and_totals():
    costs = ledger(SMALL, batch=2)
    read = json.loads(costs.to_json())
    assert read["network"] == "small" and read["input"] == [8, 8, 1] and read["batch"] == 2
    assert read["totals"] == costs.totals
    assert [layer["name"] for layer in read["layers"]] == [layer.name for layer in costs.layers]
    assert read["layers"][0] == {
        "name": "conv1", "operation": "conv", "text": "conv 3×3, 4", "inputs": ["input"], "output_shape": [6, 6, 4],
        "parameters": 40, "trainable_parameters": 40, "state": 0, "macs": 1296, "activation_bytes": 1152,
        "receptive_field": [3, 3], "effective_stride": [1, 1]}


def test_csv_has_a_line_for_each_layer_and_sums_to_the_totals():
    costs = ledger(zoo.spec("googlenet"))
    rows = list(csv.DictReader(io.StringIO(costs.to_csv())))
    assert len(rows) == len(costs.layers)
    assert {name: sum(int(row[name]) for row in rows) for name in SUMMED} == costs.totals
    joint = next(row for row in rows if row["operation"] == "concatenate")
    assert joint["output_shape"] == "28×28×256" and len(joint["inputs"].split()) == 4


def test_the_table_is_aligned_and_names_inputs_that_are_not_the_line_before():
    text = ledger(zoo.spec("resnet18")).to_text()
    head, *lines = text.splitlines()[3:-4]
    ends = {column: head.index(column) + len(column) for column in ("output", "parameters", "MACs", "memory", "stride")}
    for line in lines:
        for column, end in ends.items():
            assert line[end:end + 1] in ("", " "), (column, line)
            assert line[end - 1:end].strip() or line.startswith("total"), (column, line)
    assert sum("add of " in line for line in lines) == 8
    assert "11,689,512" in lines[-1] and "1,814,073,344" in lines[-1]


def test_the_text_says_which_outputs_are_auxiliary():
    block = chain(aux=auxiliary(chain(pool=GlobalAvgPool())), pool=GlobalAvgPool())
    assert "with the auxiliary outputs aux.pool" in ledger(network("n", (4, 4, 2), block)).to_text()


def test_small_pieces_of_text():
    assert [memory(n) for n in (0, 999, 1000, 12_345_678, 2 * 10**9)] == ["0 B", "999 B", "1.0 kB", "12.3 MB", "2.0 GB"]
    assert aligned([("a", "bb"), ("ccc", "d")], left=1) == ["a    bb", "ccc   d"]


def test_resnet_152_takes_less_than_0_1_s():
    """Processor time, the best of three: what else runs on the machine has little part in it."""
    spec = zoo.spec("resnet152")

    def taken():
        start = time.process_time()
        ledger(spec).to_text()
        return time.process_time() - start
    assert min(taken() for _ in range(3)) < 0.1
