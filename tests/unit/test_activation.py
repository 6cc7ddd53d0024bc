"""Activations: values worked by hand, no overflow at ±1000, wrong calls."""

import math

import numpy as np
import pytest

from cnn_helpers import functional, naive

both = pytest.mark.parametrize("F", [functional, naive], ids=["functional", "naive"])
every = pytest.mark.parametrize("name", ["relu", "relu6", "leaky_relu", "sigmoid", "tanh", "softmax"])
S = 1 / (1 + math.exp(-2))


@both
@pytest.mark.parametrize(("name", "options", "x", "y", "slope"), [
    ("relu", {}, [-1000, -2, 0, 3, 1000], [0, 0, 0, 3, 1000], [0, 0, 0, 1, 1]),
    ("relu6", {}, [-1000, 0, 3, 6, 1000], [0, 0, 3, 6, 6], [0, 0, 1, 0, 0]),
    ("leaky_relu", {}, [-1000, -2, 0, 3, 1000], [-10, -0.02, 0, 3, 1000], [0.01, 0.01, 0.01, 1, 1]),
    ("leaky_relu", {"negative_slope": 2}, [-2, 0, 3], [-4, 0, 3], [2, 2, 1]),
    ("leaky_relu", {"negative_slope": 0.3}, [-1, 0.7], [-0.3, 0.7], [0.3, 1]),
    ("sigmoid", {}, [-1000, -2, 0, 2, 1000], [0, 1 - S, 0.5, S, 1], [0, S * (1 - S), 0.25, S * (1 - S), 0]),
    ("tanh", {}, [-1000, 0, 1, 1000], [-1, 0, 2 * S - 1, 1], [0, 1, 1 - (2 * S - 1) ** 2, 0]),
])
def test_values_and_slopes(F, name, options, x, y, slope):
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        np.testing.assert_allclose(getattr(F, name)(x, **options), y, rtol=1e-14, atol=1e-300)
        dx = getattr(F, f"{name}_backward")(np.full(len(x), 3.0), x, **options)
        np.testing.assert_allclose(dx, np.multiply(slope, 3), rtol=1e-14, atol=1e-300)


@both
@pytest.mark.parametrize("x", [-40.0, 40.0])
def test_the_slope_of_a_saturated_sigmoid_keeps_its_digits(F, x):
    """s (1 - s) is exp(-40) here; computed from a rounded s near 1 it would be 0."""
    assert F.sigmoid_backward(1.0, x) == pytest.approx(math.exp(-40), rel=1e-12, abs=0)
    assert F.tanh_backward(1.0, x / 2) == pytest.approx(4 * math.exp(-40), rel=1e-12, abs=0)


@both
def test_softmax(F):
    third = [1 / 3] * 3
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        np.testing.assert_allclose(F.softmax([[1000, 1000, 1000], [-1000, -1000, -1000]]), [third, third])
        np.testing.assert_array_equal(F.softmax([-1000, 1000]), [0, 1])
    np.testing.assert_allclose(F.softmax([0, math.log(3)]), [0.25, 0.75], rtol=1e-15)
    np.testing.assert_allclose(F.softmax([[0, 5], [math.log(3), 5]], axis=0), [[0.25, 0.5], [0.75, 0.5]], rtol=1e-15)


@both
@pytest.mark.parametrize("axis", range(-3, 3))
def test_softmax_sums_to_1_along_its_axis_and_ignores_a_shift(F, axis):
    x, dy = np.random.default_rng(0).normal(size=(2, 2, 3, 4))
    y = F.softmax(x, axis=axis)
    np.testing.assert_allclose(y.sum(axis=axis), 1, rtol=1e-14)
    np.testing.assert_allclose(F.softmax(x + 100, axis=axis), y, rtol=1e-12)
    np.testing.assert_allclose(F.softmax_backward(dy, x, axis=axis).sum(axis=axis), 0, atol=1e-15)


@both
def test_the_gradient_of_softmax(F):
    """At p = (1/4, 3/4), dy = (1, 0): p (dy - 1/4) = (3/16, -3/16)."""
    np.testing.assert_allclose(F.softmax_backward([1, 0], [0, math.log(3)]), [3 / 16, -3 / 16], rtol=1e-14)


@both
@every
def test_a_nan_is_not_hidden(F, name):
    assert np.isnan(getattr(F, name)([np.nan, 1.0])[0])


@both
@pytest.mark.parametrize("name", ["relu", "relu6", "leaky_relu", "sigmoid", "tanh"])
@pytest.mark.parametrize("shape", [(), (0,), (2, 3, 1)])
def test_any_shape(F, name, shape):
    x = np.ones(shape)
    assert np.shape(getattr(F, name)(x)) == np.shape(getattr(F, f"{name}_backward")(x, x)) == shape


@both
@every
@pytest.mark.parametrize(("x", "error", "message"), [
    ("text", TypeError, "x must hold real numbers, but its dtype is <U4 (x.shape = ())"),
    (np.array([1j]), TypeError, "x must hold real numbers, but its dtype is complex128 (x.shape = (1,))"),
])
def test_x_holds_real_numbers(F, name, x, error, message):
    with pytest.raises(error) as raised:
        getattr(F, name)(x)
    assert str(raised.value) == f"{name}: {message}"


@both
@every
def test_dy_has_the_shape_of_the_output(F, name):
    with pytest.raises(ValueError) as raised:
        getattr(F, f"{name}_backward")(np.zeros(3), np.zeros((2, 3)))
    assert str(raised.value) == (f"{name}_backward: dy must have shape (2, 3), the shape of the output, "
                                 f"but dy.shape = (3,)")


@both
@pytest.mark.parametrize(("slope", "error", "message"), [
    (np.inf, ValueError, "negative_slope must be finite, but negative_slope = inf was given"),
    (True, TypeError, "negative_slope must be a number, but negative_slope = True was given"),
    (None, TypeError, "negative_slope must be a number, but negative_slope = None was given"),
])
def test_a_wrong_slope_is_told(F, slope, error, message):
    with pytest.raises(error) as raised:
        F.leaky_relu(np.ones(2), negative_slope=slope)
    assert str(raised.value) == f"leaky_relu: {message}"
    with pytest.raises(error) as raised:
        F.leaky_relu_backward(np.ones(2), np.ones(2), negative_slope=slope)
    assert str(raised.value) == f"leaky_relu_backward: {message}"


@both
@pytest.mark.parametrize(("x", "axis", "error", "message"), [
    (np.ones((2, 3)), 2, ValueError, "axis must be below 2, but axis = 2 was given (x.shape = (2, 3))"),
    (np.ones((2, 3)), -3, ValueError, "axis must be at least -2, but axis = -3 was given"),
    (np.ones((2, 3)), (0, 1), TypeError, "axis must be a whole number, but axis = (0, 1) was given"),
    (np.ones((2, 0)), -1, ValueError, "x must have at least one value along axis -1, but x.shape = (2, 0)"),
    (1.0, -1, ValueError, "x must have at least one axis, but x.shape = ()"),
])
def test_a_wrong_axis_is_told(F, x, axis, error, message):
    with pytest.raises(error) as raised:
        F.softmax(x, axis=axis)
    assert str(raised.value) == f"softmax: {message}"
    with pytest.raises(error) as raised:
        F.softmax_backward(x, x, axis=axis)
    assert str(raised.value) == f"softmax_backward: {message}"
