"""Branches side by side: each layer has its box in its column, and nothing lies on anything else."""

import pytest
from matplotlib.colors import to_rgba
from matplotlib.patches import FancyBboxPatch

from cnn_helpers.figures.branches import parallel_branches
from cnn_helpers.figures.style import SEEN
from cnn_helpers.spec import Conv, MaxPool, branches, chain, network
from cnn_helpers.zoo.googlenet import INCEPTIONS, inception

from .test_figures import overlapping

MODULE = network("module", (28, 28, 192), inception(*INCEPTIONS["3a"], conv=Conv))


def boxes(figure):
    return [patch for patch in figure.axes[0].patches if isinstance(patch, FancyBboxPatch)]


def middles(figure):
    return [round(box.get_x() + box.get_width() / 2, 6) for box in boxes(figure)]


def test_each_layer_has_a_box_and_its_shape_stands_in_it():
    figure = parallel_branches(MODULE)
    assert len(boxes(figure)) == len(MODULE.nodes) + 1
    shown = sorted(text.get_text() for text in figure.axes[0].texts if text.get_weight() == "bold")
    assert shown == sorted("×".join(map(str, shape)) for shape in MODULE.shapes().values())


def test_layers_of_one_branch_stand_below_each_other():
    assert [middles(parallel_branches(MODULE)).count(middle) for middle in sorted(set(middles(
        parallel_branches(MODULE))))] == [1, 2, 2, 2, 2]  # four branches, and the input with the joint between them


def test_layers_with_weights_are_shaded():
    shaded = [box for box in boxes(parallel_branches(MODULE)) if box.get_facecolor() == to_rgba(SEEN)]
    assert len(shaded) == 6


def test_text_stays_in_its_box_and_clear_of_other_text():
    figure = parallel_branches(MODULE)
    assert overlapping(figure) == []
    frames = [box.get_window_extent() for box in boxes(figure)]
    for text in figure.axes[0].texts:
        if text.get_text():
            extent = text.get_window_extent()
            assert any(f.x0 < extent.x0 and extent.x1 < f.x1 and f.y0 < extent.y0 and extent.y1 < f.y1 for f in frames)


def test_a_branch_without_a_layer_has_no_box():
    spec = network("shortcut", (8, 8, 4), branches(Conv(4, 1), chain()))
    assert len(boxes(parallel_branches(spec))) == 3


def test_the_shapes_are_those_of_the_size_given():
    shown = [text.get_text() for text in parallel_branches(MODULE, (14, 14, 192)).axes[0].texts]
    assert "14×14×256" in shown


def test_branches_in_a_branch_are_named():
    inner = chain(branches(Conv(4, 1), MaxPool(3, stride=1, padding=1)), Conv(4, 1))
    spec = network("nested", (8, 8, 4), branches(Conv(4, 1), inner))
    with pytest.raises(ValueError, match=r"branch2\.branches1\.concatenate of nested joins 2 layers"):
        parallel_branches(spec)
