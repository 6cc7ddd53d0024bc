"""Figures of the chapter on images show the numbers they were given, each in its place."""

import numpy as np
import pytest
from matplotlib.colors import to_rgba

from cnn_helpers import figures
from cnn_helpers.figures.style import CARD

from .test_figures import overlapping


def test_pixel_numbers_show_the_window_and_where_it_lies():
    picture = np.arange(80, dtype=np.uint8).reshape(8, 10) * 3
    figure = figures.pixel_numbers(picture, (2, 5, 3, 4))
    whole, part = figure.axes
    np.testing.assert_array_equal(part.images[0].get_array(), picture[2:5, 5:9])
    shown = {(int(t.get_position()[1]), int(t.get_position()[0])): t.get_text() for t in part.texts}
    assert shown == {(r, c): str(picture[2 + r, 5 + c]) for r, c in np.ndindex(3, 4)}
    assert [t.get_text() for t in part.get_yticklabels()] == ["2", "3", "4"]
    assert [t.get_text() for t in part.get_xticklabels()] == ["5", "6", "7", "8"]
    mark = whole.patches[0]
    assert (mark.get_x(), mark.get_y(), mark.get_width(), mark.get_height()) == (4.5, 1.5, 4, 3)
    assert whole.images[0].get_clim() == (0, 255)


def test_row_major_shows_the_array_and_the_line():
    figure = figures.row_major(3, 5, (1, 2))
    axes = figure.axes[0]
    cells = {tuple(t.get_position()): t.get_text() for t in axes.texts if t.get_text().isdigit()}
    column, line = min(x for x, y in cells if y == 0.5), max(y for _, y in cells)
    assert cells == {(column + c, r + 0.5): str(5 * r + c) for r, c in np.ndindex(3, 5)} | {
        (place + 0.5, line): str(place) for place in range(15)}
    assert {"right: 1 on", "below: 5 on"} <= {t.get_text() for t in axes.texts}
    assert overlapping(figure) == []


def test_row_major_marks_the_pixel_and_its_neighbours_in_both():
    patches = figures.row_major(3, 5, (1, 1)).axes[0].patches
    marked = [patch.get_xy() for patch in patches if patch.get_facecolor() != to_rgba(CARD)]
    column, line = patches[0].get_x(), patches[1].get_y()
    expected = [(column + 1, 1), (column + 2, 1), (column + 1, 2), (6, line), (7, line), (11, line)]
    assert sorted(marked) == sorted(expected)


@pytest.mark.parametrize("pixel", [(2, 0), (0, 4), (-1, 0)])
def test_row_major_wants_a_pixel_with_neighbours(pixel):
    with pytest.raises(ValueError, match="row_major: pixel must have a neighbour to the right and one below"):
        figures.row_major(3, 5, pixel)


def test_weight_maps_leave_places_without_a_weight_blank():
    matrix = np.array([[0.0, 2.0], [-1.0, 0.0]])
    figure = figures.weight_maps([matrix], ["two weights"], xlabel="pixel", ylabel="output")
    shown = figure.axes[0].images[0].get_array()
    np.testing.assert_array_equal(shown.mask, matrix == 0)
    np.testing.assert_array_equal(shown.compressed(), [2, -1])


def test_growth_draws_its_lines_and_marks_the_point():
    sides = np.array([8, 16, 32])
    axes = figures.growth(sides, {"square": sides**2, "nine": np.full(3, 9)}, mark=(16, 256), xlabel="side",
                          ylabel="weights").axes[0]
    np.testing.assert_array_equal(axes.lines[0].get_xydata(), np.stack([sides, sides**2], axis=1))
    np.testing.assert_array_equal(axes.lines[2].get_xydata(), [[16, 256]])
    assert [t.get_text() for t in axes.texts] == ["square", "nine", "256"]


def test_runs_draw_each_run_and_the_mean():
    cases = {"a": np.array([90.0, 92.0, 97.0]), "b": np.array([95.0, 95.0])}
    axes = figures.runs(cases, xlabel="accuracy").axes[0]
    np.testing.assert_array_equal(axes.lines[0].get_xdata(), cases["a"])
    np.testing.assert_array_equal(axes.lines[1].get_xdata(), [93, 93])
    assert [t.get_text() for t in axes.texts] == ["93.0", "95.0"]
    assert [t.get_text() for t in axes.get_yticklabels()] == ["a", "b"]


def test_runs_along_draws_means_and_the_band_between_lowest_and_highest():
    values = np.array([[90.0, 40.0], [94.0, 60.0]])
    figure = figures.runs_along(np.arange(2), {"a": values}, xlabel="shift", ylabel="accuracy")
    axes = figure.axes[0]
    np.testing.assert_array_equal(axes.lines[0].get_ydata(), [92, 50])
    band = axes.collections[0].get_paths()[0].vertices
    assert {(0, 90), (0, 94), (1, 40), (1, 60)} <= {tuple(point) for point in band}
    assert [t.get_text() for t in figure.legends[0].get_texts()] == ["a"]


def test_no_case_is_left_out_where_there_are_more_than_looks():
    many = {f"case {number}": np.array([[1.0, 2.0], [3.0, 4.0]]) for number in range(9)}
    along = figures.runs_along(np.array([0, 1]), many, xlabel="x", ylabel="y")
    assert [line.get_label() for line in along.axes[0].lines] == list(many)
    grown = figures.growth(np.array([1, 2]), {name: case[0] for name, case in many.items()}, mark=(1, 1),
                           xlabel="x", ylabel="y")
    assert {t.get_text() for t in grown.axes[0].texts} >= set(many)
    rows = figures.runs({name: case[0] for name, case in many.items()}, xlabel="x")
    assert len([t for t in rows.axes[0].texts if t.get_text() == "1.5"]) == len(many)
