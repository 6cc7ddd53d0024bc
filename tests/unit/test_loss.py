"""Losses: values worked by hand, no overflow at ±1000, the two forms of labels, wrong calls."""

import math

import numpy as np
import pytest

from cnn_helpers import functional, naive

both = pytest.mark.parametrize("F", [functional, naive], ids=["functional", "naive"])

LOG2, LOG4 = math.log(2), math.log(4)
Z = np.array([[0, math.log(3)], [0, 0]])  # softmax: (1/4, 3/4) and (1/2, 1/2)


@both
@pytest.mark.parametrize(("logits", "labels", "loss", "gradient"), [
    (Z[:1], [0], LOG4, [[-3 / 4, 3 / 4]]),
    (Z[:1], [1], math.log(4 / 3), [[1 / 4, -1 / 4]]),
    (Z, [0, 1], (LOG4 + LOG2) / 2, [[-3 / 8, 3 / 8], [1 / 4, -1 / 4]]),
    (Z, [[1, 0], [0, 1]], (LOG4 + LOG2) / 2, [[-3 / 8, 3 / 8], [1 / 4, -1 / 4]]),
    (Z[:1], [[0.5, 0.5]], (LOG4 + math.log(4 / 3)) / 2, [[-1 / 4, 1 / 4]]),
    ([[0] * 5], [2], math.log(5), [[0.2, 0.2, -0.8, 0.2, 0.2]]),
    ([[1000, -1000]], [0], 0, [[0, 0]]),
    ([[1000, -1000]], [1], 2000, [[1, -1]]),
    ([[7]], [0], 0, [[0]]),
    ([[0, -np.inf]], [0], 0, [[0, 0]]),
])
def test_softmax_cross_entropy(F, logits, labels, loss, gradient):
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        assert F.softmax_cross_entropy(logits, labels) == pytest.approx(loss, rel=1e-14, abs=1e-300)
        dlogits = F.softmax_cross_entropy_backward(1, logits, labels)
    np.testing.assert_allclose(dlogits, gradient, rtol=1e-14, atol=1e-16)
    np.testing.assert_allclose(F.softmax_cross_entropy_backward(-2.0, logits, labels), -2 * dlogits, rtol=1e-14)


@both
@pytest.mark.parametrize(("logits", "targets", "loss", "gradient"), [
    ([0], [1], LOG2, [-0.5]),
    ([math.log(3)], [1], math.log(4 / 3), [-1 / 4]),
    ([math.log(3)], [0], LOG4, [3 / 4]),
    ([math.log(3)], [0.5], (LOG4 + math.log(4 / 3)) / 2, [1 / 4]),
    ([[0, 0], [0, 0]], [[1, 0], [0.5, 0.25]], LOG2, [[-1 / 8, 1 / 8], [0, 1 / 16]]),
    ([1000, -1000], [1, 0], 0, [0, 0]),
    ([1000, -1000], [0, 1], 1000, [0.5, -0.5]),
    (0, 1, LOG2, -0.5),
])
def test_binary_cross_entropy(F, logits, targets, loss, gradient):
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        assert F.binary_cross_entropy(logits, targets) == pytest.approx(loss, rel=1e-14, abs=1e-300)
        dlogits = F.binary_cross_entropy_backward(1, logits, targets)
    np.testing.assert_allclose(dlogits, gradient, rtol=1e-14, atol=1e-16)
    np.testing.assert_allclose(F.binary_cross_entropy_backward(-2.0, logits, targets), -2 * dlogits, rtol=1e-14)


@both
def test_a_large_negative_logit_keeps_its_digits(F):
    assert F.binary_cross_entropy([-40.0], [0]) == pytest.approx(math.exp(-40), rel=1e-12, abs=0)


@both
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("integer", [np.int8, np.uint8, np.int64])
def test_classes_leave_the_dtype_of_the_logits(F, dtype, integer):
    logits, labels = Z.astype(dtype), np.array([0, 1], integer)
    loss = F.softmax_cross_entropy(logits, labels)
    assert loss.dtype == dtype and loss.shape == ()
    assert F.softmax_cross_entropy_backward(1.0, logits, labels).dtype == dtype
    assert F.binary_cross_entropy_backward(loss, logits, np.ones_like(logits)).dtype == dtype


@both
@pytest.mark.parametrize(("logits", "labels", "error", "message"), [
    (Z[0], [0], ValueError, "logits must have 2 axes (N, K), but logits.shape = (2,) has 1"),
    (np.zeros((0, 3)), np.zeros(0, int), ValueError,
     "logits must hold at least one value, as a mean is taken over the batch, but logits.shape = (0, 3)"),
    (Z, [0, 1, 0], ValueError, "labels must have shape (2,), one class for each row of logits, "
                               "or (2, 2), one probability for each logit, but labels.shape = (3,)"),
    (Z, 1, ValueError, "labels must have shape (2,), one class for each row of logits, "
                       "or (2, 2), one probability for each logit, but labels.shape = ()"),
    (Z, [[0], [1]], ValueError,
     "labels must have shape (2, 2), one probability for each logit, but labels.shape = (2, 1)"),
    (Z, [0.0, 1.0], TypeError,
     "labels of shape (N,) must be whole numbers, the class of each row, but their dtype is float64"),
    (Z, [True, False], TypeError,
     "labels of shape (N,) must be whole numbers, the class of each row, but their dtype is bool"),
    (Z, ["a", "b"], TypeError, "labels must hold real numbers, but its dtype is <U1 (labels.shape = (2,))"),
    (Z, [1, 2], ValueError, "labels must be from 0 to 1 (logits has 2 columns), but labels[1] = 2"),
    (Z, [-1, 0], ValueError, "labels must be from 0 to 1 (logits has 2 columns), but labels[0] = -1"),
    (Z, [[0.5, 0.5], [1, 1]], ValueError,
     "labels given as probabilities must sum to 1 in each row, but row 1 sums to 2"),
    (Z, [[1.5, -0.5], [1, 0]], ValueError,
     "labels given as probabilities must not be negative, but the smallest is -0.5"),
])
def test_a_wrong_call_of_softmax_cross_entropy_is_told_what_is_wrong(F, logits, labels, error, message):
    with pytest.raises(error) as raised:
        F.softmax_cross_entropy(logits, labels)
    assert str(raised.value) == f"softmax_cross_entropy: {message}"
    with pytest.raises(error) as raised:
        F.softmax_cross_entropy_backward(1, logits, labels)
    assert str(raised.value) == f"softmax_cross_entropy_backward: {message}"


@both
@pytest.mark.parametrize(("logits", "targets", "error", "message"), [
    ([0.0, 1.0], [1], ValueError, "targets must have shape (2,), one target for each logit, but targets.shape = (1,)"),
    ([0.0, 1.0], [0, 2], ValueError, "targets must be probabilities, from 0 to 1, but they reach from 0 to 2"),
    ([], [], ValueError, "logits must hold at least one value, as a mean is taken, but logits.shape = (0,)"),
    ([0.0], ["yes"], TypeError, "targets must hold real numbers, but its dtype is <U3 (targets.shape = (1,))"),
])
def test_a_wrong_call_of_binary_cross_entropy_is_told_what_is_wrong(F, logits, targets, error, message):
    with pytest.raises(error) as raised:
        F.binary_cross_entropy(logits, targets)
    assert str(raised.value) == f"binary_cross_entropy: {message}"
    with pytest.raises(error) as raised:
        F.binary_cross_entropy_backward(1, logits, targets)
    assert str(raised.value) == f"binary_cross_entropy_backward: {message}"


@both
@pytest.mark.parametrize(("name", "labels"), [
    ("softmax_cross_entropy", [0, 1]),
    ("binary_cross_entropy", [[0, 1], [1, 0]]),
])
def test_dy_is_one_number(F, name, labels):
    with pytest.raises(ValueError) as raised:
        getattr(F, f"{name}_backward")(np.ones(2), Z, labels)
    message = "dy must have shape (), as the loss is one number, but dy.shape = (2,)"
    assert str(raised.value) == f"{name}_backward: {message}"
