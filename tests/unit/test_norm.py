"""Batch normalisation and local response normalisation: values worked by hand, identities, wrong calls."""

import numpy as np
import pytest

from cnn_helpers import functional, naive

both = pytest.mark.parametrize("F", [functional, naive], ids=["functional", "naive"])

# One channel holds 1, 2, 3, 4: mean 2.5, variance 1.25; the other is ten times as large.
X = np.array([[1, 10], [2, 20], [3, 30], [4, 40]], float).reshape(2, 2, 1, 2)


@both
def test_statistics_are_of_all_axes_but_the_last_and_biased(F):
    mean, variance = F.batch_statistics(X)
    np.testing.assert_allclose(mean, [2.5, 25], rtol=1e-15)
    np.testing.assert_allclose(variance, [1.25, 125], rtol=1e-15)
    assert mean.dtype == variance.dtype == X.dtype


@both
def test_a_large_mean_leaves_the_variance_right(F):
    x = (1000 + np.random.default_rng(0).normal(size=(500, 2))).astype(np.float32)
    np.testing.assert_allclose(F.batch_statistics(x)[1], x.astype(float).var(axis=0), rtol=1e-4)


@both
def test_training_uses_the_statistics_of_the_batch(F):
    y = F.batch_norm(X, [2, 1], [5, 0], epsilon=0)
    z = np.array([-1.5, -0.5, 0.5, 1.5]) / np.sqrt(1.25)
    np.testing.assert_allclose(y[..., 0].ravel(), 2 * z + 5, rtol=1e-14)
    np.testing.assert_allclose(y[..., 1].ravel(), z, rtol=1e-14)


@both
def test_inference_uses_the_statistics_given(F):
    y = F.batch_norm(X, [3, 1], [1, 0], [1, 10], [4, 25], epsilon=0)
    np.testing.assert_allclose(y[..., 0].ravel(), [1, 2.5, 4, 5.5], rtol=1e-14)  # 3 (x - 1) / 2 + 1
    np.testing.assert_allclose(y[..., 1].ravel(), [0, 2, 4, 6], rtol=1e-14)


@both
def test_epsilon_is_added_to_the_variance(F):
    assert F.batch_norm([[3.0]], [1], [0], [0], [0], epsilon=9).item() == 1
    assert F.batch_norm([[7.0], [7.0]], [1], [2], epsilon=1e-3).ravel().tolist() == [2, 2]


@both
def test_in_training_dx_is_blind_to_shift_and_scale(F):
    """The output is the same for x and for a x + b, so the gradient is at a right angle to 1 and to x."""
    rng = np.random.default_rng(0)
    x, dy = rng.normal(3, 2, size=(2, 6, 5, 4, 3))
    dx, dgamma, dbeta = F.batch_norm_backward(dy, x, [1, 2, 3], [0, 0, 0], epsilon=0)
    np.testing.assert_allclose(dx.sum(axis=(0, 1, 2)), 0, atol=1e-12)
    np.testing.assert_allclose((dx * x).sum(axis=(0, 1, 2)), 0, atol=1e-11)
    np.testing.assert_allclose(dbeta, dy.sum(axis=(0, 1, 2)), rtol=1e-12)
    z = (x - x.mean(axis=(0, 1, 2))) / x.std(axis=(0, 1, 2))
    np.testing.assert_allclose(dgamma, (dy * z).sum(axis=(0, 1, 2)), rtol=1e-10)


@both
def test_at_inference_the_statistics_are_constants(F):
    dx, dgamma, dbeta = F.batch_norm_backward([[1.0], [2.0]], [[3.0], [5.0]], [8.0], [0.0], [1.0], [4.0], epsilon=0)
    np.testing.assert_allclose(dx, [[4], [8]])  # dy gamma / 2
    np.testing.assert_allclose(dgamma, [5])  # 1 · (3 - 1) / 2 + 2 · (5 - 1) / 2
    np.testing.assert_allclose(dbeta, [3])


ONE = np.ones(2)


@both
@pytest.mark.parametrize(("args", "options", "error", "message"), [
    ((np.zeros(3), ONE, ONE), {}, ValueError,
     "x must have at least 2 axes, the last one the channels, but x.shape = (3,)"),
    ((np.zeros((0, 2)), ONE, ONE), {}, ValueError,
     "x must hold at least one value, as a mean is taken, but x.shape = (0, 2)"),
    ((X, np.ones(3), ONE), {}, ValueError,
     "gamma must have shape (2,), one value for each channel of x, but gamma.shape = (3,)"),
    ((X, ONE, 0.0), {}, ValueError, "beta must have shape (2,), one value for each channel of x, but beta.shape = ()"),
    ((X, ONE, ONE, ONE), {}, ValueError,
     "mean and variance must be given both or neither, but mean was given without variance"),
    ((X, ONE, ONE, None, ONE), {}, ValueError,
     "mean and variance must be given both or neither, but variance was given without mean"),
    ((X, ONE, ONE, ONE, np.ones(1)), {}, ValueError,
     "variance must have shape (2,), one value for each channel of x, but variance.shape = (1,)"),
    ((X, ONE, ONE, ONE, [1, -2]), {}, ValueError, "variance must not be negative, but its smallest value is -2"),
    ((X, ONE, ONE), {"epsilon": -1}, ValueError, "epsilon must be at least 0, but epsilon = -1 was given"),
    ((X, ONE, ONE), {"epsilon": np.nan}, ValueError, "epsilon must be at least 0, but epsilon = nan was given"),
    ((X, ONE, ONE), {"epsilon": "1e-5"}, TypeError, "epsilon must be a number, but epsilon = '1e-5' was given"),
    ((X * [1, 0], ONE, ONE), {"epsilon": 0}, ValueError,
     "epsilon must be above 0 where a variance is 0, but epsilon = 0 and channel 1 has variance 0"),
])
def test_a_wrong_call_of_batch_norm_is_told_what_is_wrong(F, args, options, error, message):
    with pytest.raises(error) as raised:
        F.batch_norm(*args, **options)
    assert str(raised.value) == f"batch_norm: {message}"
    with pytest.raises(error) as raised:
        F.batch_norm_backward(np.zeros_like(args[0]), *args, **options)
    assert str(raised.value) == f"batch_norm_backward: {message}"


@both
def test_statistics_of_nothing(F):
    with pytest.raises(ValueError, match=r"^batch_statistics: x must hold at least one value, as a mean is taken, "
                                         r"but x\.shape = \(2, 0\)$"):
        F.batch_statistics(np.zeros((2, 0)))


@both
@pytest.mark.parametrize(("options", "expected"), [
    # of 1, 2, 3: the squares are 1, 4, 9
    ({"depth_radius": 0, "beta": 1}, [1 / 2, 2 / 5, 3 / 10]),
    ({"depth_radius": 1, "beta": 1}, [1 / 6, 2 / 15, 3 / 14]),
    ({"depth_radius": 1, "bias": 2, "alpha": 0.5, "beta": 1}, [1 / 4.5, 2 / 9, 3 / 8.5]),
    ({"depth_radius": 9, "alpha": 2, "beta": 0.5}, [1 / 29 ** 0.5, 2 / 29 ** 0.5, 3 / 29 ** 0.5]),
    ({"alpha": 0}, [1, 2, 3]),
    ({"beta": 0}, [1, 2, 3]),
    ({}, [1 / 15 ** 0.5, 2 / 15 ** 0.5, 3 / 15 ** 0.5]),
])
def test_local_response_norm(F, options, expected):
    y = F.local_response_norm(np.array([1.0, 2, 3]).reshape(1, 1, 1, 3), **options)
    np.testing.assert_allclose(y.ravel(), expected, rtol=1e-14)


@both
def test_the_gradient_of_local_response_norm_reaches_the_neighbours(F):
    """y1 = x1 / (1 + x0² + x1²) at x = (1, 2): dy1/dx0 = -2·2·1 / 36, dy1/dx1 = (6 - 2·2·2) / 36."""
    x, dy = np.array([1.0, 2]).reshape(1, 1, 1, 2), np.array([0.0, 1]).reshape(1, 1, 1, 2)
    dx = F.local_response_norm_backward(dy, x, depth_radius=1, beta=1)
    np.testing.assert_allclose(dx.ravel(), [-4 / 36, -2 / 36], rtol=1e-14)


@both
@pytest.mark.parametrize(("x", "options", "error", "message"), [
    (X[0], {}, ValueError, "x must have 4 axes (N, H, W, C), but x.shape = (2, 1, 2) has 3"),
    (X, {"depth_radius": -1}, ValueError, "depth_radius must be at least 0, but depth_radius = -1 was given"),
    (X, {"depth_radius": 2.5}, TypeError, "depth_radius must be a whole number, but depth_radius = 2.5 was given"),
    (X, {"bias": 0}, ValueError, "bias must be above 0, but bias = 0 was given"),
    (X, {"alpha": -1e-4}, ValueError, "alpha must be at least 0, but alpha = -0.0001 was given"),
    (X, {"beta": np.inf}, ValueError, "beta must be at least 0, but beta = inf was given"),
    (X, {"beta": [0.75]}, TypeError, "beta must be a number, but beta = [0.75] was given"),
])
def test_a_wrong_call_of_local_response_norm_is_told_what_is_wrong(F, x, options, error, message):
    with pytest.raises(error) as raised:
        F.local_response_norm(x, **options)
    assert str(raised.value) == f"local_response_norm: {message}"
    with pytest.raises(error) as raised:
        F.local_response_norm_backward(x, x, **options)
    assert str(raised.value) == f"local_response_norm_backward: {message}"


@both
@pytest.mark.parametrize(("name", "args"), [("batch_norm", (X, ONE, ONE)), ("local_response_norm", (X,))])
def test_dy_has_the_shape_of_the_output(F, name, args):
    with pytest.raises(ValueError) as raised:
        getattr(F, f"{name}_backward")(np.zeros((2, 2)), *args)
    assert str(raised.value) == (f"{name}_backward: dy must have shape (2, 2, 1, 2), the shape of the output, "
                                 f"but dy.shape = (2, 2)")
