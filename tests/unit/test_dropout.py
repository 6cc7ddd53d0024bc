"""Dropout: what is dropped, what is kept, and that a seed says which."""

import numpy as np
import pytest

from cnn_helpers import functional, naive

both = pytest.mark.parametrize("F", [functional, naive], ids=["functional", "naive"])

X = np.random.default_rng(1).uniform(1, 2, size=(50, 40))


@both
@pytest.mark.parametrize("rate", [0.1, 0.5, 0.9])
def test_what_is_kept_is_divided_by_the_part_that_is_kept(F, rate):
    y = F.dropout(X, rate, seed=0)
    kept = y != 0
    np.testing.assert_allclose(y[kept], X[kept] / (1 - rate), rtol=1e-15)
    standard_deviation = np.sqrt(rate * (1 - rate) / X.size)
    assert abs(kept.mean() - (1 - rate)) < 4 * standard_deviation


@both
def test_the_seed_says_what_is_dropped(F):
    y = F.dropout(X, 0.5, seed=7)
    np.testing.assert_array_equal(F.dropout(X, 0.5, seed=7), y)
    assert (F.dropout(X, 0.5, seed=8) != y).any()
    np.testing.assert_array_equal(y == 0, np.random.default_rng(7).random(X.shape) < 0.5)
    np.testing.assert_array_equal(F.dropout(X.astype(np.float32), 0.5, seed=7) == 0, y == 0)


@both
def test_a_rate_of_0_keeps_everything(F):
    np.testing.assert_array_equal(F.dropout(X, 0, seed=0), X)


@both
def test_the_gradient_is_dropped_where_the_value_was(F):
    dy = np.ones_like(X)
    dx = F.dropout_backward(dy, X, 0.2, seed=3)
    np.testing.assert_array_equal(dx, np.where(F.dropout(X, 0.2, seed=3) != 0, 1 / (1 - 0.2), 0))


@both
@pytest.mark.parametrize(("rate", "seed", "error", "message"), [
    (1, 0, ValueError, "rate must be below 1, but rate = 1 was given: values kept are divided by 1 - rate, "
                       "and with a rate of 1 none is kept"),
    (1.5, 0, ValueError, "rate must be below 1, but rate = 1.5 was given: values kept are divided by 1 - rate, "
                         "and with a rate of 1 none is kept"),
    (-0.1, 0, ValueError, "rate must be at least 0, but rate = -0.1 was given"),
    (np.nan, 0, ValueError, "rate must be at least 0, but rate = nan was given"),
    ("half", 0, TypeError, "rate must be a number, but rate = 'half' was given"),
    (0.5, None, TypeError, "seed must be a whole number, but seed = None was given"),
    (0.5, -1, ValueError, "seed must be at least 0, but seed = -1 was given"),
])
def test_a_wrong_call_is_told_what_is_wrong(F, rate, seed, error, message):
    with pytest.raises(error) as raised:
        F.dropout(X, rate, seed=seed)
    assert str(raised.value) == f"dropout: {message}"
    with pytest.raises(error) as raised:
        F.dropout_backward(X, X, rate, seed=seed)
    assert str(raised.value) == f"dropout_backward: {message}"


@both
def test_the_seed_must_be_given(F):
    with pytest.raises(TypeError, match="seed"):
        F.dropout(X, 0.5)


@both
def test_dy_has_the_shape_of_the_output(F):
    with pytest.raises(ValueError, match=r"^dropout_backward: dy must have shape \(50, 40\), the shape of the output, "
                                         r"but dy\.shape = \(40,\)$"):
        F.dropout_backward(X[0], X, seed=0)
