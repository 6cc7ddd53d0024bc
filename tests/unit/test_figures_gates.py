"""Figures of gates show each gate in its place, on one scale from 0 to 1."""

import numpy as np
import pytest

from cnn_helpers import figures

from .test_figures import overlapping

EARLY, LATE = np.array([[0.4, 0.6], [0.5, 0.5]]), np.linspace(0, 0.9, 40).reshape(2, 20)


def test_gates_has_a_row_for_each_case_and_one_scale_for_all_panels():
    figure = figures.gates({"early": EARLY, "late": LATE}, ["bright", "dark"], ylabel="mark")
    panels = [axes for axes in figure.axes if axes.get_title()]
    assert [axes.get_title() for axes in panels] == ["early", "late"]
    for axes, values in zip(panels, (EARLY, LATE), strict=True):
        [image] = axes.images
        assert np.array_equal(image.get_array(), values)
        assert image.get_clim() == (0, 1)
        assert [label.get_text() for label in axes.get_yticklabels()] == ["bright", "dark"]
        assert axes.get_ylabel() == "mark"
    assert list(panels[1].get_xticks()) == [0, 5, 10, 15]
    assert overlapping(figure) == []


def test_gates_wants_a_row_for_each_case():
    with pytest.raises(ValueError, match=r"each of the 3 cases, but 'early' has shape \(2, 2\)"):
        figures.gates({"early": EARLY}, ["a", "b", "c"])
