"""Figures of a network at work show the arrays they were given, each in its place, and no text lies on other text."""

import numpy as np
import pytest

from cnn_helpers import figures
from cnn_helpers.figures import Stage

from .test_figures import overlapping

RNG = np.random.default_rng(0)
IMAGE, MAPS, VECTOR, LAST = RNG.random((8, 8, 1)), RNG.random((8, 8, 3)), RNG.random(40), RNG.random(10)
ROWS = [[Stage("", IMAGE), Stage("convolution,\nReLU", MAPS)], [Stage("flatten", VECTOR), Stage("dense", LAST)]]


def drawn_arrays(figure):
    return [np.asarray(image.get_array()) for axes in figure.axes for image in axes.images]


def test_stages_draws_every_channel_with_the_first_in_front_and_every_vector():
    figure = figures.stages(ROWS)
    images = {image.get_array().tobytes(): image for image in figure.axes[0].images}
    assert len(images) == 1 + 3 + 2
    channels = [images[np.ascontiguousarray(MAPS[:, :, c]).tobytes()] for c in range(3)]
    orders = [image.get_zorder() for image in channels]
    assert orders == sorted(orders, reverse=True)
    assert {image.get_clim() for image in channels} == {(0, MAPS.max())}
    assert VECTOR.tobytes() in images
    assert LAST.tobytes() in images


def test_stages_draws_all_maps_to_one_scale_and_a_named_shape_under_each():
    axes = figures.stages(ROWS).axes[0]
    sizes = {np.asarray(i.get_array()).shape: i.get_extent() for i in axes.images if i.get_array().shape == (8, 8)}
    left, right, bottom, top = sizes[8, 8]
    assert (right - left, bottom - top) == (8, 8)
    written = [text.get_text() for text in axes.texts]
    assert [t for t in written if "×" in t] == ["8 × 8 × 1", "8 × 8 × 3"]
    assert [written.count(t) for t in ("40", "10", "flatten")] == [1, 1, 1]
    assert [t for t in written if len(t) == 1] == list("0123456789")  # the last vector's indices


def test_stages_is_without_overlapping_text():
    assert overlapping(figures.stages(ROWS)) == []


def test_stages_has_an_arrow_for_each_step_and_none_before_the_input():
    arrows = [text for text in figures.stages(ROWS).axes[0].texts if getattr(text, "arrow_patch", None)]
    assert len(arrows) == 3


def test_a_stage_of_zeros_is_black():
    figure = figures.stages([[Stage("", np.zeros((4, 4, 1)))]])
    image = figure.axes[0].images[0]
    low, high = image.get_clim()
    assert (low, image.norm(0.0)) == (0, 0)
    assert high > 0


def test_tiles_shows_each_map_in_order_and_on_the_scale_of_its_group():
    bright, dark = [np.full((2, 2), v) for v in (3.0, 1.0)], [np.full((2, 2), 0.5)]
    figure = figures.tiles({"bright": bright, "dark": dark}, columns=2)
    images = [image for part in figure.subfigs for axes in part.axes for image in axes.images]
    assert [image.get_array()[0, 0] for image in images] == [3.0, 1.0, 0.5]
    assert [image.get_clim() for image in images] == [(0, 3.0), (0, 3.0), (0, 0.5)]
    assert [part.get_suptitle() for part in figure.subfigs] == ["bright", "dark"]


def test_signed_tiles_share_one_scale_that_is_centred_on_zero():
    figure = figures.tiles({"a": [np.array([[-2.0, 1.0]])], "b": [np.array([[0.5, 1.0]])]}, signed=True)
    images = [image for part in figure.subfigs for axes in part.axes for image in axes.images]
    assert [image.get_clim() for image in images] == [(-2.0, 2.0)] * 2


def test_tiles_goes_on_in_a_new_row_and_leaves_the_rest_of_it_blank():
    figure = figures.tiles({"five": [np.eye(2)] * 5}, columns=3)
    axes = figure.subfigs[0].axes
    assert [len(one.images) for one in axes] == [1, 1, 1, 1, 1, 0]
    assert [one.axison for one in axes] == [True] * 5 + [False]


def test_learning_curves_begin_at_epoch_one_with_one_legend_for_all_panels():
    figure = figures.learning_curves({"loss": {"training": [2.0, 1.0], "test": [2.5, 1.5]},
                                      "accuracy": {"training": [0.5, 0.75], "test": [0.25, 0.5]}})
    loss, accuracy = figure.axes
    assert (loss.get_ylabel(), accuracy.get_ylabel()) == ("loss", "accuracy")
    for axes, expected in ((loss, [[2.0, 1.0], [2.5, 1.5]]), (accuracy, [[0.5, 0.75], [0.25, 0.5]])):
        assert [line.get_xdata().tolist() for line in axes.lines] == [[1, 2]] * 2
        assert [list(line.get_ydata()) for line in axes.lines] == expected
        assert len({line.get_linestyle() for line in axes.lines}) == 2
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ["training", "test"]


def test_overlaid_curves_are_each_thinner_than_the_one_below():
    figure = figures.overlaid({"a": [3, 2, 1], "b": [3, 2, 1], "c": [3, 2, 1]}, xlabel="step", ylabel="loss")
    lines = figure.axes[0].lines
    assert [line.get_label() for line in lines] == ["a", "b", "c"]
    widths = [line.get_linewidth() for line in lines]
    assert widths == sorted(widths, reverse=True)
    assert len(set(widths)) == 3
    assert all(line.get_xdata().tolist() == [1, 2, 3] and list(line.get_ydata()) == [3, 2, 1] for line in lines)


def test_overlaid_has_looks_for_three():
    with pytest.raises(ValueError, match="looks for 3 curves, but 4 were given"):
        figures.overlaid({name: [1.0] for name in "abcd"}, xlabel="step", ylabel="loss")
