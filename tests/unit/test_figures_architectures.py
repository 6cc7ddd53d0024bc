"""Drawings of networks: every layer has its box, every edge its line, nothing lies on anything else."""

import itertools

import pytest
from matplotlib.colors import to_rgba
from matplotlib.patches import FancyBboxPatch

from cnn_helpers.figures.architectures import architecture, shares
from cnn_helpers.figures.style import SEEN
from cnn_helpers.ledger import ledger
from cnn_helpers.spec import Activation, Conv, Dense, Flatten, MaxPool, branches, chain, network, residual
from cnn_helpers.zoo import spec

from .test_figures import overlapping

RELU = Activation("relu")
UNIT = residual(chain(Conv(8, 3, padding="same"), RELU, Conv(8, 3, padding="same")), after=RELU)
SMALL = network("small", (16, 16, 8), chain(unit1=UNIT, unit2=UNIT, pool=MaxPool(),
                                            mix=branches(Conv(4, 1), chain(Conv(2, 1), RELU, Conv(4, 3, padding=1)))))


def boxes(figure):
    """(left, top, right, bottom) of each box, in the order they were drawn; inner frames are left out."""
    frames = [p.get_bbox() for p in figure.axes[0].patches if isinstance(p, FancyBboxPatch)]
    widest = max(frame.width for frame in frames)
    return [(f.x0, f.y0, f.x1, f.y1) for f in frames if f.width == widest]


def titles(figure):
    return [text.get_text() for text in figure.axes[0].texts if text.get_weight() == "bold"]


def test_each_layer_has_a_box_with_its_shape_and_its_operation():
    figure = architecture(SMALL)
    shapes = SMALL.shapes()
    assert len(boxes(figure)) == len(shapes) == len(SMALL.nodes) + 1
    assert sorted(titles(figure)) == sorted(
        ["input", *(f"{node.name}: {'×'.join(map(str, shapes[node.name]))}" for node in SMALL.nodes)])
    shown = [text.get_text() for text in figure.axes[0].texts]
    assert all(str(node.operation) in shown for node in SMALL.nodes)


def test_nothing_lies_on_anything_else():
    figure = architecture(SMALL)
    assert overlapping(figure) == []
    for a, b in itertools.combinations(boxes(figure), 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
    for line in figure.axes[0].lines:
        for (x, y), (u, v) in itertools.pairwise(line.get_xydata()):
            for left, top, right, bottom in boxes(figure):
                inside = [left < x + t * (u - x) < right and top + 1e-9 < y + t * (v - y) < bottom - 1e-9
                          for t in (0.1, 0.3, 0.5, 0.7, 0.9)]
                assert not any(inside)


def test_every_edge_has_a_line_from_the_foot_of_one_box_to_the_head_of_the_other():
    figure = architecture(SMALL)
    ends = {(round(x, 6), round(y, 6)) for box in boxes(figure) for x, y in [((box[0] + box[2]) / 2, box[1]),
                                                                              ((box[0] + box[2]) / 2, box[3])]}
    lines = [line.get_xydata() for line in figure.axes[0].lines]
    assert len(lines) == sum(len(node.inputs) for node in SMALL.nodes)
    assert all(tuple(line[end].round(6)) in ends for line in lines for end in (0, -1))
    assert all(line[0][1] < line[-1][1] for line in lines)


def test_a_chain_of_residual_units_stays_in_its_column():
    middles = {round((box[0] + box[2]) / 2, 6) for box in boxes(architecture(network(
        "deep", (16, 16, 8), chain(**{f"unit{n}": UNIT for n in range(5)}))))}
    assert len(middles) == 1


def test_depth_makes_one_box_of_a_stage():
    figure = architecture(spec("resnet50"), depth=1)
    assert titles(figure) == ["input", "conv1: 112×112×64", "bn1: 112×112×64", "relu: 112×112×64", "maxpool: 56×56×64",
                              "layer1: 56×56×256", "layer2: 28×28×512", "layer3: 14×14×1024", "layer4: 7×7×2048",
                              "avgpool: 2048", "fc: 1000"]
    assert "32 layers, 215,808 parameters" in [text.get_text() for text in figure.axes[0].texts]


def test_boxes_with_weights_are_shaded():
    figure = architecture(network("n", (8, 8, 1), chain(Conv(4, 3), RELU, Flatten(), Dense(2))))
    colours = [p.get_facecolor() for p in figure.axes[0].patches if isinstance(p, FancyBboxPatch)]
    assert len(colours) == 5
    assert {titles(figure)[n].split(":")[0] for n, colour in enumerate(colours) if colour == to_rgba(SEEN)} == {
        "conv1", "dense1"}


def test_a_network_that_is_too_long_asks_for_a_depth():
    with pytest.raises(ValueError, match="at most 60 boxes can be read, but resnet50 has 175: give a smaller depth"):
        architecture(spec("resnet50"))


def test_shares_are_those_of_the_ledger():
    costs = ledger(spec("alexnet_paper"))
    axes = shares(costs).axes[0]
    names = [label.get_text() for label in axes.get_yticklabels()]
    assert names == ["conv1", "conv2", "conv3", "conv4", "conv5", "fc6", "fc7", "fc8"]
    parameters, macs = ([bar.get_width() for bar in bars] for bars in axes.containers)
    assert sum(parameters) == pytest.approx(100) and sum(macs) == pytest.approx(100)
    assert parameters[5] == pytest.approx(100 * costs["fc6"].parameters / costs.totals["parameters"])
    assert macs[1] == pytest.approx(100 * costs["conv2"].macs / costs.totals["macs"])
    assert "61.9 %" in [text.get_text() for text in axes.texts]
