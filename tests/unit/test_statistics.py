"""The interval of a mean: what SciPy says of the same numbers, and what it is for."""

import numpy as np
import pytest
from scipy import stats

from cnn_helpers.statistics import interval


@pytest.mark.parametrize("runs", [2, 5, 16])
def test_it_is_student_s_interval(runs):
    d = np.random.default_rng(runs).normal(1, 2, runs)
    mean, half = interval(d)
    low, high = stats.t.interval(0.95, df=runs - 1, loc=d.mean(), scale=stats.sem(d))
    np.testing.assert_allclose([mean - half, mean + half], [low, high])


def test_it_holds_the_true_mean_in_95_of_100_cases():
    rng = np.random.default_rng(0)
    held = [abs(mean) <= half for mean, half in (interval(rng.normal(size=5)) for _ in range(2000))]
    assert 0.935 < np.mean(held) < 0.965


@pytest.mark.parametrize("differences, message", [
    ([1.0], "differences must be at least two, .* but 1 was given"),
    (np.ones((2, 3)), "differences must have"),
])  # fmt: skip
def test_errors_say_what_is_needed(differences, message):
    with pytest.raises(ValueError, match=message):
        interval(differences)
