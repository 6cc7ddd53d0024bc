"""A figure shows the numbers it was given, each in its place, and no text lies on other text."""

import itertools

import matplotlib.pyplot as plt
import numpy as np
import pytest

from cnn_helpers import figures
from cnn_helpers.figures.style import format_number

IMAGE = np.arange(25).reshape(5, 5) % 7
KERNEL = np.array([[1, 0, 1], [1, 0, 1], [0, 1, 0]])


def texts(figure):
    return [t for axes in figure.axes for t in [*axes.texts, axes.title] if t.get_text()]


def overlapping(figure):
    figure.canvas.draw()
    boxes = [(t.get_text(), t.get_window_extent()) for t in texts(figure)]
    return [(a, b) for (a, box), (b, other) in itertools.combinations(boxes, 2)
            if min(box.x1, other.x1) - max(box.x0, other.x0) > 0.5  # pixels
            and min(box.y1, other.y1) - max(box.y0, other.y0) > 0.5]


def cell_texts(axes):
    """The text in each cell, by its (row, column)."""
    return {(int(t.get_position()[1]), int(t.get_position()[0])): t.get_text() for t in axes.texts
            if t.get_position()[1] % 1 == 0.5}


def test_matrices_shows_every_number_in_its_cell():
    figure = figures.matrices([figures.Matrix(IMAGE, "image"), figures.Matrix(KERNEL, "kernel")], between=["⋆"])
    cells = cell_texts(figure.axes[0])
    assert all(cells[r, c] == str(IMAGE[r, c]) for r, c in np.ndindex(5, 5))
    assert overlapping(figure) == []


def test_matrices_hides_what_is_not_shown():
    shown = np.zeros((3, 3), bool)
    shown[1, 2] = True
    figure = figures.matrices([figures.Matrix(KERNEL, shown=shown)])
    assert cell_texts(figure.axes[0]) == {(1, 2): "1"}


def test_matrices_wants_a_sign_between_neighbours():
    with pytest.raises(ValueError, match="between must have 1 signs for 2 arrays, but 2 were given"):
        figures.matrices([figures.Matrix(IMAGE)] * 2, between=["+", "="])


@pytest.mark.parametrize(("stride", "padding", "steps"), [(1, 0, 9), (2, 0, 4), (2, 1, 9), (1, "same", 25)])
def test_steps_draws_each_output_with_its_sum(stride, padding, steps):
    figure = figures.cross_correlation_steps(IMAGE, KERNEL, stride=stride, padding=padding, columns=5)
    titles = [t.get_text() for axes in figure.axes for t in axes.texts if t.get_text().startswith("y[")]
    assert len(titles) == steps
    before = {0: 0, 1: 1, "same": 1}[padding]
    padded = np.pad(IMAGE, before)
    assert titles[0] == f"y[0, 0] = {(padded[:3, :3] * KERNEL).sum()}"
    assert overlapping(figure) == []


def test_matrix_image_leaves_zeros_blank():
    figure = figures.matrix_image(np.array([[0, 2, 0], [0, 0, -1]]))
    cells = {(int(t.get_position()[1]), int(t.get_position()[0])): t.get_text() for t in figure.axes[0].texts}
    assert cells == {(0, 1): "2", (1, 2): "-1"}


def test_a_picture_is_drawn_pixel_by_pixel_on_a_scale_that_keeps_white_at_one():
    picture = np.linspace(0, 0.5, 12).reshape(3, 4)
    shown = figures.pictures([picture], ["half"]).axes[0].images[0]
    np.testing.assert_array_equal(shown.get_array(), picture)
    assert shown.get_clim() == (0, 1)


def test_a_signed_map_is_centred_on_zero():
    shown = figures.pictures([np.array([[-1.0, 0.5]])], ["edges"]).axes[0].images[0]
    assert shown.get_clim() == (-1, 1)


def test_titles_must_match_the_images():
    with pytest.raises(ValueError, match="2 titles and 1 images were given"):
        figures.pictures([IMAGE], ["a", "b"])


def test_no_figure_stays_open():
    figures.matrices([figures.Matrix(IMAGE)])
    figures.pictures([IMAGE], ["a"])
    assert plt.get_fignums() == []


@pytest.mark.parametrize(("value", "text"), [
    (3.0, "3"), (-2, "-2"), (0.25, "0.25"), (1 / 9, "1/9"), (2 / 9, "2/9"), (0.123, "0.12"), (1 / 16, "1/16"),
])
def test_numbers_read_as_a_person_writes_them(value, text):
    assert format_number(value) == text
