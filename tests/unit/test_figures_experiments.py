"""Figures of experiments show each run, each mean and each interval where it belongs."""

import numpy as np
import pytest
from matplotlib.colors import to_rgba

from cnn_helpers import figures
from cnn_helpers.figures.style import BLUE, VERMILION

from .test_figures import overlapping

BEFORE, AFTER = np.array([80.0, 82.0, 84.0]), np.array([83.0, 81.0, 88.0])


def test_pairs_join_the_two_runs_of_a_pair_and_tell_the_risen_from_the_others():
    figure = figures.pairs(("plain", BEFORE), ("changed", AFTER), ylabel="accuracy, %")
    axes = figure.axes[0]
    joined = [line for line in axes.lines if list(line.get_xdata()) == [0, 1]]
    assert [tuple(line.get_ydata()) for line in joined] == [(80, 83), (82, 81), (84, 88)]
    assert [line.get_color() for line in joined] == [BLUE, VERMILION, BLUE]
    assert [line.get_linestyle() for line in joined] == ["-", "--", "-"]
    means = [tuple(line.get_ydata()) for line in axes.lines if line not in joined]
    assert means == [(82, 82), (84, 84)]
    assert [text.get_text() for text in axes.texts] == ["82.0", "84.0"]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["plain", "changed"]
    assert axes.get_ylabel() == "accuracy, %"
    assert overlapping(figure) == []


def test_pairs_wants_as_many_runs_on_both_sides():
    with pytest.raises(ValueError, match="shorter"):
        figures.pairs(("plain", BEFORE), ("changed", AFTER[:2]), ylabel="")


def test_differences_show_every_pair_and_whether_the_interval_holds_zero():
    values = {"a change": np.array([1.0, 2.0, 3.0]), "no change": np.array([-1.0, 0.5, 1.0])}
    intervals = {"no change": (0.2, 2.0), "a change": (2.0, 1.5)}  # in another order: the names decide
    figure = figures.differences(values, intervals, xlabel="gain, points")
    axes = figure.axes[0]
    dots = [list(line.get_xdata()) for line in axes.lines if len(line.get_xdata()) == 3]
    assert dots == [[1, 2, 3], [-1, 0.5, 1]]
    middles = [container.lines[0] for container in axes.containers]
    assert [line.get_xdata()[0] for line in middles] == [2.0, 0.2]
    assert [line.get_markerfacecolor() for line in middles] == [BLUE, "white"]
    bars = [container.lines[2][0].get_segments()[0][:, 0].tolist() for container in axes.containers]
    assert bars == [[0.5, 3.5], [-1.8, 2.2]]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["a change", "no change"]
    assert [list(line.get_xdata()) for line in axes.lines if list(line.get_ydata()) == [0, 1]] == [[0, 0]]
    bottom, top = axes.get_ylim()
    assert bottom > top, "the first row stands on top"


def test_by_layer_counts_layers_from_one_on_a_logarithmic_axis():
    values = {"fades": np.geomspace(1, 1e-6, 12), "stays": np.ones(12)}
    axes = figures.by_layer(values, ylabel="spread").axes[0]
    assert axes.get_yscale() == "log"
    for line, expected in zip(axes.lines, values.values(), strict=True):
        np.testing.assert_array_equal(line.get_xdata(), np.arange(1, 13))
        np.testing.assert_array_equal(line.get_ydata(), expected)
    assert [line.get_label() for line in axes.lines] == ["fades", "stays"]
    assert len({(to_rgba(line.get_color()), line.get_linestyle(), line.get_marker()) for line in axes.lines}) == 2
