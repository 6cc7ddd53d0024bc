"""The dense layer and flattening: values worked by hand, wrong calls."""

import numpy as np
import pytest

from cnn_helpers import functional, naive

both = pytest.mark.parametrize("F", [functional, naive], ids=["functional", "naive"])

X = np.array([[1, 2, 3], [4, 5, 6]], float)
W = np.array([[1, 0], [0, 1], [2, -1]], float)


@both
def test_dense(F):
    np.testing.assert_array_equal(F.dense(X, W), [[7, -1], [16, -1]])
    np.testing.assert_array_equal(F.dense(X, W, [10, 20]), [[17, 19], [26, 19]])


@both
def test_the_gradients_of_dense(F):
    dx, dw, db = F.dense_backward([[1, 0], [1, 10]], X, W, [0, 0])
    np.testing.assert_array_equal(dx, [[1, 0, 2], [1, 10, -8]])
    np.testing.assert_array_equal(dw, [[5, 40], [7, 50], [9, 60]])
    np.testing.assert_array_equal(db, [2, 10])
    assert F.dense_backward([[1, 0], [1, 10]], X, W)[2] is None


@both
@pytest.mark.parametrize(("args", "message"), [
    ((X[0], W), "x must have 2 axes (N, D), but x.shape = (3,) has 1"),
    ((X, W[0]), "w must have 2 axes (D, M), but w.shape = (2,) has 1"),
    ((X, W.T), "x has 3 features but w expects 2 (w.shape = (2, 3))"),
    ((X, W, np.zeros(3)), "b must have shape (2,), one bias for each column of w, but b.shape = (3,)"),
    ((X, W, np.zeros((2, 2))), "b must have shape (2,), one bias for each column of w, but b.shape = (2, 2)"),
])
def test_a_wrong_call_of_dense_is_told_what_is_wrong(F, args, message):
    with pytest.raises(ValueError) as raised:
        F.dense(*args)
    assert str(raised.value) == f"dense: {message}"
    with pytest.raises(ValueError) as raised:
        F.dense_backward(np.zeros((2, 2)), *args)
    assert str(raised.value) == f"dense_backward: {message}"


@both
def test_the_kind_of_an_argument_of_dense_is_told(F):
    with pytest.raises(TypeError, match=r"^dense: w must hold real numbers, but its dtype is <U1 "):
        F.dense(X, ["w"])


@both
def test_flatten_is_in_c_order_and_back(F):
    x = np.arange(24.0).reshape(2, 3, 2, 2)
    y = F.flatten(x)
    np.testing.assert_array_equal(y, [range(12), range(12, 24)])
    np.testing.assert_array_equal(F.flatten_backward(y, x), x)
    np.testing.assert_array_equal(F.flatten(np.asfortranarray(x)), y)


@both
def test_flatten_of_an_empty_batch(F):
    x = np.zeros((0, 3, 2))
    assert F.flatten(x).shape == (0, 6)
    assert F.flatten_backward(np.zeros((0, 6)), x).shape == x.shape


@both
def test_flatten_needs_a_batch(F):
    message = r": x must have at least 2 axes, the first one the batch, but x\.shape = \(3,\)$"
    with pytest.raises(ValueError, match="^flatten" + message):
        F.flatten(np.zeros(3))
    with pytest.raises(ValueError, match="^flatten_backward" + message):
        F.flatten_backward(np.zeros(3), np.zeros(3))


@both
@pytest.mark.parametrize(("name", "args", "shape"), [
    ("dense", (X, W), (2, 2)),
    ("flatten", (np.zeros((2, 3, 4)),), (2, 12)),
])
def test_dy_has_the_shape_of_the_output(F, name, args, shape):
    with pytest.raises(ValueError) as raised:
        getattr(F, f"{name}_backward")(np.zeros((2, 5)), *args)
    assert str(raised.value) == (f"{name}_backward: dy must have shape {shape}, the shape of the output, "
                                 f"but dy.shape = (2, 5)")
