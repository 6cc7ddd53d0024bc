"""Figures of the chapter on decisions show the numbers they were given, each in its place."""

import numpy as np
import pytest

from cnn_helpers import figures

from .test_figures import overlapping


def test_road_shows_each_channel_on_the_scale_of_its_stage_and_each_probability():
    image, maps = np.arange(6.0).reshape(2, 3, 1), np.arange(20.0).reshape(2, 2, 5)
    figure = figures.road({"image": image, "maps": maps}, np.array([0.25, 0.75]))
    first, second, bars = figure.axes
    assert [axes.get_title() for axes in (first, second)] == ["image", "maps"]
    np.testing.assert_array_equal(first.images[0].get_array(), image[:, :, 0])
    shown = second.images[0].get_array()  # four maps and a line between neighbours, then the fifth below
    assert shown.shape == (5, 11)
    np.testing.assert_array_equal(shown[:2, 3:5], maps[:, :, 1])
    np.testing.assert_array_equal(shown[3:, :2], maps[:, :, 4])
    assert shown.mask[2].all() and shown.mask[:, 2].all() and shown.mask[3:, 2:].all()
    assert second.images[0].get_clim() == (0, 19)
    assert [bar.get_height() for bar in bars.patches] == [0.25, 0.75]
    assert [t.get_text() for t in bars.texts] == ["0.25", "0.75"]
    assert overlapping(figure) == []


def test_curves_draw_a_line_or_the_mean_of_runs_with_their_range_and_the_level():
    runs = np.array([[1.0, 4.0], [3.0, 8.0]])
    figure = figures.curves(np.arange(2), {"one": np.array([5.0, 6.0]), "runs": runs}, xlabel="x", ylabel="y",
                            level=("bound", 0.5))
    axes = figure.axes[0]
    one, mean, level = axes.lines
    np.testing.assert_array_equal(one.get_ydata(), [5, 6])
    np.testing.assert_array_equal(mean.get_ydata(), [2, 6])
    assert list(level.get_ydata()) == [0.5, 0.5]
    [band] = axes.collections
    assert {(0, 1), (0, 3), (1, 4), (1, 8)} <= {tuple(point) for point in band.get_paths()[0].vertices}
    assert [t.get_text() for t in figure.legends[0].get_texts()] == ["one", "runs", "bound"]


def test_confusion_matrix_has_true_classes_as_rows_and_leaves_empty_cells_blank():
    counts = np.array([[5, 2, 0], [0, 0, 4], [1, 0, 7]])
    axes = figures.confusion_matrix(counts, "abc").axes[0]
    cells = {(int(t.get_position()[1]), int(t.get_position()[0])): t.get_text() for t in axes.texts}
    assert cells == {(0, 0): "5", (0, 1): "2", (1, 1): "0", (1, 2): "4", (2, 0): "1", (2, 2): "7"}
    assert (axes.get_ylabel(), axes.get_xlabel()) == ("true class", "answer of the network")
    assert axes.yaxis_inverted()
    strength = {(int(p.get_y()), int(p.get_x())): p.get_alpha() for p in axes.patches if p.get_alpha() is not None}
    assert set(strength) == {(0, 1), (1, 2), (2, 0)}
    assert strength[1, 2] > strength[0, 1] > strength[2, 0]


def test_confusion_matrix_without_errors_is_drawn():
    axes = figures.confusion_matrix(np.diag([3, 4]), "ab").axes[0]
    assert [t.get_text() for t in axes.texts] == ["3", "4"]


def test_reliability_draws_accuracy_and_confidence_of_each_bin_that_is_not_empty():
    count, confidence, accuracy = np.array([0, 1, 0, 3]), np.array([0, 0.4, 0, 0.9]), np.array([0, 0.0, 0, 2 / 3])
    figure = figures.reliability({"one": (count, confidence, accuracy), "other": (count, confidence, accuracy)})
    upper, _, lower, _ = figure.axes
    assert [(bar.get_x(), bar.get_width(), bar.get_height()) for bar in upper.patches] == [
        (0.25, 0.25, 0), (0.75, 0.25, pytest.approx(2 / 3))]
    marks = upper.collections[0].get_segments()
    np.testing.assert_allclose(marks, [[[0.25, 0.4], [0.5, 0.4]], [[0.75, 0.9], [1, 0.9]]])
    assert [bar.get_height() for bar in lower.patches] == [0.25, 0.75]
    assert [axes.get_title() for axes in figure.axes[:2]] == ["one", "other"]
    assert overlapping(figure) == []
