"""A figure shows the numbers it was given, each in its place, and no text lies on other text."""

import itertools

import matplotlib.pyplot as plt
import numpy as np
import pytest

from cnn_helpers import figures
from cnn_helpers.figures.matrices import HEAD
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
    """The text in each cell, by its (row, column), for arrays as tall as the figure; titles stand above the cells."""
    cells = {}
    for text in axes.texts:
        x, y = text.get_position()
        if y > HEAD and text.get_text():
            cells[int(y - HEAD), int(x)] = text.get_text()
    return cells


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


def test_rows_of_matrices_stand_below_each_other_without_overlap():
    row = [figures.Matrix(IMAGE, "image"), figures.Matrix(KERNEL, "kernel"), figures.Matrix(KERNEL, "result")]
    figure = figures.matrix_rows([row, row], between=[["⋆", "="]] * 2)
    assert overlapping(figure) == []
    titles = [t.get_position()[1] for t in figure.axes[0].texts if t.get_text() == "image"]
    assert titles[1] - titles[0] == pytest.approx(5 + HEAD)


def test_windows_on_a_line_marks_what_each_output_reads():
    figure = figures.windows_on_a_line(13, 6, stride=5, padding="same")
    left_edges = sorted(p.get_x() for p in figure.axes[0].patches if p.get_width() < 1 and p.get_y() < 2)
    assert [round(x) for x in left_edges] == list(range(-1, 5))  # output 0: one padding cell, positions 0 to 4
    assert [t.get_text() for t in figure.axes[0].texts][-3:] == ["output 0", "output 1", "output 2"]
    assert overlapping(figure) == []


def test_count_maps_prints_each_count_and_hatches_zeros():
    figure = figures.count_maps([np.array([[0, 2], [1, 0]])], ["seen"])
    cells = {(int(t.get_position()[1]), int(t.get_position()[0])): t.get_text() for t in figure.axes[0].texts}
    assert cells == {(0, 1): "2", (1, 0): "1"}
    assert [bool(p.get_hatch()) for p in figure.axes[0].patches] == [True, False, False, True]


def test_receptive_field_stack_has_a_row_for_each_layer_and_says_what_it_sees():
    figure = figures.receptive_field_stack([{"kernel": 3}, {"kernel": 2, "stride": 2}, {"kernel": 3}])
    assert [t.get_text() for t in figure.axes[0].texts] == [
        "input", "layer 1: each sees 3", "layer 2: each sees 4", "layer 3: each sees 8"]
    heights = [round(p.get_y(), 3) for p in figure.axes[0].patches if hasattr(p, "get_y")]
    assert [heights.count(y) for y in sorted(set(heights), reverse=True)] == [8, 6, 3, 1]


def test_matrices_wants_a_sign_between_neighbours():
    with pytest.raises(ValueError, match="between must have 1 signs for 2 arrays, but 2 were given"):
        figures.matrices([figures.Matrix(IMAGE)] * 2, between=["+", "="])


@pytest.mark.parametrize(("stride", "padding", "steps"), [(1, 0, 9), (2, 0, 4), (2, 1, 9), (3, "same", 4)])
def test_steps_draws_each_output_with_its_sum(stride, padding, steps):
    figure = figures.cross_correlation_steps(IMAGE, KERNEL, stride=stride, padding=padding, columns=5)
    titles = [t.get_text() for axes in figure.axes for t in axes.texts if t.get_text().startswith("y[")]
    assert len(titles) == steps
    before = {0: 0, 1: 1, "same": 0}[padding]  # 3-wide windows, 3 apart, on 5: SAME adds one zero, after
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
