"""Figures of many networks mark each at its place, and their names stay apart."""

import numpy as np
import pytest

from cnn_helpers import figures

from .test_figures import overlapping

ERRORS = {"2011 A": 25.8, "2012 B": 15.3, "2015 C": 3.57}
CROWD = {"one": {f"Network-{n}": (10.0 + n, 70.0 + n / 2) for n in range(5)}, "two": {"Far": (200.0, 90.0)}}


def test_winners_has_a_bar_for_each_entry_and_hatches_the_plain_ones():
    figure = figures.winners(ERRORS, plain=["2011 A"], line=("one person", 5.1), xlabel="error")
    axes = figure.axes[0]
    assert [bar.get_width() for bar in axes.patches] == list(ERRORS.values())
    assert [bool(bar.get_hatch()) for bar in axes.patches] == [True, False, False]
    assert [text.get_text() for text in axes.texts] == ["25.8 %", "15.3 %", "3.57 %", "one person, 5.1 %"]
    [line] = axes.lines
    assert set(line.get_xdata()) == {5.1}
    assert overlapping(figure) == []


def test_winners_knows_its_entries():
    with pytest.raises(ValueError, match="'2013 D' is none of them"):
        figures.winners(ERRORS, plain=["2013 D"], xlabel="error")


def test_tradeoff_marks_each_network_and_fills_all_but_the_hollow():
    axes = figures.tradeoff(CROWD, hollow=["Network-1"], xlabel="cost", ylabel="accuracy").axes[0]
    marks = [line for line in axes.lines if line.get_marker() not in ("", "None")]
    places = [place for networks in CROWD.values() for place in networks.values()]
    assert [tuple(*line.get_xydata()) for line in marks] == places
    assert [line.get_markerfacecolor() == "white" for line in marks] == [False, True, False, False, False, False]
    shapes = [line.get_marker() for line in marks]
    assert len(set(shapes[:5])) == 1 and shapes[5] != shapes[0]
    assert axes.get_xscale() == "log"


def test_tradeoff_puts_names_where_they_hide_no_name_and_no_mark():
    figure = figures.tradeoff(CROWD, xlabel="cost", ylabel="accuracy")
    assert overlapping(figure) == []
    axes = figure.axes[0]
    names = [text.get_window_extent() for text in axes.texts if text.get_text()]
    places = [axes.transData.transform(place) for networks in CROWD.values() for place in networks.values()]
    assert len(names) == len(places) == 6
    assert not any(name.contains(*place) for name in names for place in places)
    room = axes.get_window_extent()
    assert all(room.x0 <= name.x0 and name.x1 <= room.x1 for name in names)


def test_tradeoff_wants_no_more_families_than_it_has_shapes():
    with pytest.raises(ValueError, match="at most 10 families can be told apart, but 11 were given"):
        figures.tradeoff({f"f{n}": {f"n{n}": (1.0, n)} for n in range(11)}, xlabel="x", ylabel="y")


def test_stacked_shares_puts_the_kinds_after_each_other():
    rows = {"a": {"conv": 0.25, "dense": 0.75}, "b": {"conv": 0.95, "dense": 0.05}}
    figure = figures.stacked_shares(rows, xlabel="share")
    axes = figure.axes[0]
    bars = [(bar.get_x(), bar.get_width()) for bar in axes.patches]
    np.testing.assert_allclose(bars, [(0, 25), (0, 95), (25, 75), (95, 5)])
    assert [text.get_text() for text in axes.texts] == ["25", "95", "75"]
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ["conv", "dense"]


def test_fields_by_depth_draws_each_network_and_the_image():
    depths, fields = np.array([0, 1, 2]), np.array([1, 11, 300])
    figure = figures.fields_by_depth({"a": (depths, fields)}, size=224)
    line, image = figure.axes[0].lines
    np.testing.assert_array_equal(line.get_xydata(), [[0, 1], [1, 11], [2, 300]])
    assert set(image.get_ydata()) == {224}
    assert figure.axes[0].get_yscale() == "log"


def test_energy_draws_squares_around_the_middle():
    values = np.zeros((9, 9))
    values[4, 4] = 1.0
    axes = figures.energy(values, {"half": 1, "most": 5}).axes[0]
    np.testing.assert_array_equal(axes.images[0].get_array(), values)
    squares = [(*square.get_xy(), square.get_width(), square.get_height()) for square in axes.patches]
    assert squares == [(3.5, 3.5, 1, 1), (1.5, 1.5, 5, 5)]
    assert [text.get_text() for text in axes.texts] == ["half: 1", "most: 5"]
