"""Figures of the chapter on learning show the curves and numbers that they were given."""

import numpy as np
import pytest

from cnn_helpers import figures

from .test_figures import overlapping


def test_loss_slope_draws_the_curve_and_the_line_of_the_slope_through_the_point():
    weights = np.linspace(-1, 2, 31)
    axes = figures.loss_slope(weights, weights**2, (1.0, 1.0), 2.0, xlabel="w").axes[0]
    curve, tangent, point = axes.lines
    np.testing.assert_array_equal(curve.get_xydata(), np.stack([weights, weights**2], axis=1))
    np.testing.assert_allclose(tangent.get_ydata(), 1 + 2 * (tangent.get_xdata() - 1))
    np.testing.assert_array_equal(point.get_xydata(), [[1, 1]])
    assert [t.get_text() for t in axes.texts] == ["loss 1, slope 2"]


def test_loss_slope_keeps_the_line_within_the_weights():
    weights = np.linspace(0, 1, 11)
    tangent = figures.loss_slope(weights, weights, (1.0, 1.0), 1.0, xlabel="w").axes[0].lines[1]
    assert tangent.get_xdata()[0] > 0
    assert tangent.get_xdata()[1] == 1


def test_log_lines_draw_every_line_and_leave_a_gap_at_zero():
    positions = 10.0 ** np.arange(4)
    values = {"a": np.array([1.0, 0.1, 0.0, 0.001]), "b": np.array([4.0, 3.0, 2.0, 1.0])}
    figure = figures.log_lines(positions, values, xlabel="step", ylabel="loss")
    axes = figure.axes[0]
    assert (axes.get_xscale(), axes.get_yscale()) == ("log", "log")
    np.testing.assert_array_equal(axes.lines[0].get_ydata(), [1, 0.1, np.nan, 0.001])
    np.testing.assert_array_equal(axes.lines[1].get_xydata(), np.stack([positions, values["b"]], axis=1))
    assert [t.get_text() for t in figure.legends[0].get_texts()] == ["a", "b"]


def test_log_lines_mark_a_few_points_evenly_spread_over_the_logarithmic_axis():
    positions = np.arange(1.0, 257.0)
    line = figures.log_lines(positions, {"a": positions}, xlabel="step", ylabel="loss").axes[0].lines[0]
    np.testing.assert_array_equal(positions[line.get_markevery()], 2.0 ** np.arange(9))


def test_no_line_is_left_out_where_there_are_more_than_looks():
    many = {f"case {number}": np.array([1.0, 2.0]) for number in range(9)}
    axes = figures.log_lines(np.array([1, 2]), many, xlabel="x", ylabel="y").axes[0]
    assert [line.get_label() for line in axes.lines] == list(many)


def test_kernel_values_share_one_scale_and_show_each_number_in_its_cell():
    kernels = [np.array([[0.5, -2.0], [0.25, 1.0]]), np.array([[0.1, 0.2], [0.3, 0.4]])]
    figure = figures.kernel_values(kernels, ["first", "second"])
    for axes, kernel, title in zip(figure.axes, kernels, ["first", "second"], strict=True):
        shown = {(int(t.get_position()[1]), int(t.get_position()[0])): t.get_text() for t in axes.texts}
        assert shown == {place: f"{value:.2f}" for place, value in np.ndenumerate(kernel)}
        assert axes.images[0].get_clim() == (-2, 2)
        assert axes.get_title() == title
    assert overlapping(figure) == []


def test_kernel_values_wants_a_title_for_each_kernel():
    with pytest.raises(ValueError, match="titles must be as many as kernels"):
        figures.kernel_values([np.eye(2), np.eye(2)], ["only one"])
