"""Figures of the chapter on pooling: results have the shade of their windows, distances and errors are as given."""

import numpy as np
import pytest
from matplotlib.colors import to_rgb, to_rgba

from cnn_helpers import figures
from cnn_helpers.figures.style import BLUE, FAINT, SEEN, VERMILION

from .test_figures import overlapping

IMAGE = np.array([[1, 3, 2, 0], [5, 4, 1, 2], [0, 2, 7, 6], [1, 1, 3, 8]])
LARGEST = np.array([[5, 2], [2, 8]])


def numbers(axes):
    """Text and weight of each cell, by its (row, column); titles stand above the first row."""
    return {(t.get_position()[1] - 0.5, t.get_position()[0] - 0.5): (t.get_text(), t.get_weight())
            for t in axes.texts if t.get_text().isdigit()}


def test_pooling_windows_show_the_image_and_set_the_first_largest_in_bold():
    figure = figures.pooling_windows(IMAGE, {"largest": LARGEST})
    cells = numbers(figure.axes[0])
    assert {place: cells[place][0] for place in np.ndindex(4, 4)} == {
        place: str(value) for place, value in np.ndenumerate(IMAGE)}
    assert {place for place in np.ndindex(4, 4) if cells[place][1] == "bold"} == {(1, 0), (0, 2), (2, 1), (3, 3)}
    assert overlapping(figure) == []


def test_pooling_windows_shade_a_result_as_its_window():
    axes = figures.pooling_windows(IMAGE, {"largest": LARGEST}).axes[0]
    shaded = {(p.get_y(), p.get_x()) for p in axes.patches if p.get_facecolor() == to_rgba(SEEN)}
    in_image = {place for place in np.ndindex(4, 4) if (place[0] < 2) == (place[1] < 2)}
    assert {place for place in shaded if place[1] < 4} == in_image
    cells = numbers(axes)
    assert sorted(cells[place][0] for place in shaded - in_image) == ["5", "8"]


def test_pooling_windows_stand_over_each_window_as_large_as_it_is():
    results = {"mean": np.ones((2, 2)), "max": np.ones((2, 2))}
    axes = figures.pooling_windows(np.arange(24).reshape(4, 6), results).axes[0]
    frames = {(p.get_x(), p.get_y()) for p in axes.patches if (p.get_width(), p.get_height()) == (3, 2)}
    assert frames == {(0, 0), (3, 0), (0, 2), (3, 2)}


@pytest.mark.parametrize("shapes", [[(3, 2)], [(2, 3)], [(2, 2), (2, 1)]])
def test_pooling_windows_want_results_that_cut_the_image_evenly(shapes):
    results = {str(number): np.zeros(shape) for number, shape in enumerate(shapes)}
    with pytest.raises(ValueError, match=r"results must have one shape that divides \(4, 4\)"):
        figures.pooling_windows(IMAGE, results)


def test_changes_draw_each_line_and_the_reference_at_one():
    figure = figures.changes([0, 2, 4], {"none": [0, 0.5, 1.3], "max": [0, 0.2, 0.9]}, xlabel="shift", ylabel="change",
                             reference="another digit")
    axes = figure.axes[0]
    none, largest, reference = axes.lines
    np.testing.assert_array_equal(none.get_xydata(), [[0, 0], [2, 0.5], [4, 1.3]])
    np.testing.assert_array_equal(largest.get_ydata(), [0, 0.2, 0.9])
    assert none.get_linestyle() != largest.get_linestyle() and none.get_marker() != largest.get_marker()
    assert list(reference.get_ydata()) == [1, 1]
    assert axes.get_ylim()[0] == 0 and axes.get_ylim()[1] > 1.3
    assert [t.get_text() for t in figure.legends[0].get_texts()] == ["none", "max"]


def test_mask_errors_colour_what_is_wrongly_in_and_wrongly_out():
    truth = np.array([[True, True], [False, False]])
    guess = np.array([[True, False], [True, False]])
    figure = figures.mask_errors(truth, {"guess": guess})
    shown = figure.axes[0].images[0].get_array()
    expected = [[FAINT, BLUE], [VERMILION, "white"]]
    np.testing.assert_allclose(shown, [[to_rgb(colour) for colour in row] for row in expected])
    labels = [t.get_text() for t in figure.legends[0].get_texts()]
    colours = [to_rgb(patch.get_facecolor()) for patch in figure.legends[0].get_patches()]
    assert dict(zip(labels, colours, strict=True)) == {
        "right": to_rgb(FAINT), "wrongly in": to_rgb(VERMILION), "wrongly out": to_rgb(BLUE)}
