"""Figures that compare networks show the counts and the runs that they were given."""

import numpy as np
import pytest

from cnn_helpers import figures

from .test_figures import overlapping

NETWORKS = {"first": {"a": (1000, 1000), "b": (50, 50)}, "second": {"c": (9, 9 * 1024)}}


def test_weights_and_work_marks_both_counts_of_each_layer():
    axes = figures.weights_and_work(NETWORKS).axes[0]
    names = {tick: text.get_text() for tick, text in zip(axes.get_yticks(), axes.get_yticklabels(), strict=True)}
    marks = {"o": {}, "s": {}}
    for line in axes.lines:
        if line.get_marker() in marks:
            [(x, y)] = line.get_xydata()
            marks[line.get_marker()][names[y]] = x
    assert marks == {"o": {"a": 1000, "b": 50, "c": 9}, "s": {"a": 1000, "b": 50, "c": 9216}}
    assert axes.get_xscale() == "log"


def test_weights_and_work_says_how_often_a_shared_weight_is_used():
    figure = figures.weights_and_work(NETWORKS)
    assert [t.get_text() for t in figure.axes[0].texts] == ["first", "second", "× 1,024"]
    assert overlapping(figure) == []


def test_runs_by_size_draws_each_run_and_the_medians():
    sizes = np.array([100, 1000])
    figure = figures.runs_by_size(sizes, {"a": np.array([[10.0, 40.0], [20.0, 50.0], [60.0, 90.0]])},
                                  xlabel="size", ylabel="accuracy")
    axes = figure.axes[0]
    medians, runs = axes.lines[:2]
    np.testing.assert_array_equal(medians.get_xydata(), [[100, 20], [1000, 50]])
    dots = sorted(map(tuple, runs.get_xydata()))
    assert dots == [(100, 10), (100, 20), (100, 60), (1000, 40), (1000, 50), (1000, 90)]
    assert [t.get_text() for t in axes.get_xticklabels()] == ["100", "1,000"]
    assert [t.get_text() for t in figure.legends[0].get_texts()] == ["a"]


@pytest.mark.parametrize("cases", [2, 9])
def test_runs_by_size_has_room_for_any_number_of_cases(cases):
    values = {f"case {number}": np.array([[1.0, 2.0]]) for number in range(cases)}
    figure = figures.runs_by_size(np.array([1, 10]), values, xlabel="x", ylabel="y")
    assert [t.get_text() for t in figure.legends[0].get_texts()] == list(values)
