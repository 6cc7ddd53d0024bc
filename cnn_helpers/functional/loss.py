"""Losses on logits: the last layer needs no softmax or sigmoid of its own."""

from __future__ import annotations

import numpy as np

from cnn_helpers._checks import check_labels, check_loss_dy, check_targets
from cnn_helpers.arrays import as_floats
from cnn_helpers.functional.activation import sigmoid, softmax

__all__ = [
    "binary_cross_entropy", "binary_cross_entropy_backward",
    "softmax_cross_entropy", "softmax_cross_entropy_backward",
]  # fmt: skip


def softmax_cross_entropy(logits, labels):
    """``-sum(p * log(softmax(logits)))`` of each row, where p is the row of labels; the mean over the rows.

    Computed as ``sum(p * (log(sum(exp(z))) - z))`` on ``z = logits - max(logits)``, which neither overflows nor
    takes the logarithm of 0.

    Parameters
    ----------
    logits : array (N, K)
        What the last layer gives, before any softmax.
    labels : array (N,) of ints from 0 to K - 1, or array (N, K) of probabilities
        Each row of probabilities sums to 1.

    Returns
    -------
    float32 or float64
        A scalar: float32 where the logits are, and the probabilities if labels are such.

    Raises
    ------
    ValueError, TypeError
        Where an argument is of the wrong shape, range or kind; the message names it.

    Examples
    --------
    >>> print(softmax_cross_entropy([[0, 0], [1000, 0]], [1, 0]))  # log(2) / 2
    0.34657359027997264
    """
    logits, p = check_labels("softmax_cross_entropy", logits, labels)
    z = logits - logits.max(axis=1, keepdims=True)
    surprise = np.log(np.exp(z).sum(axis=1, keepdims=True)) - z
    # A class that is excluded by a logit of minus infinity and a probability of 0 adds nothing.
    return np.multiply(p, surprise, out=np.zeros_like(z), where=p > 0).sum(axis=1).mean()


def softmax_cross_entropy_backward(dy, logits, labels):
    """The gradient of :func:`softmax_cross_entropy`: ``dy * (softmax(logits) - p) / N``.

    Parameters
    ----------
    dy : a number
    logits, labels
        As they were given to :func:`softmax_cross_entropy`.

    Returns
    -------
    array (N, K) of the dtype of the loss
        dlogits.

    Raises
    ------
    ValueError, TypeError
        Where an argument is of the wrong shape, range or kind; the message names it.

    Examples
    --------
    >>> softmax_cross_entropy_backward(1, [[0, 0]], [1])
    array([[ 0.5, -0.5]])
    """
    dy = check_loss_dy("softmax_cross_entropy_backward", dy)
    logits, p = check_labels("softmax_cross_entropy_backward", logits, labels)
    return dy / len(logits) * (softmax(logits) - p)


def binary_cross_entropy(logits, targets):
    """``-t * log(sigmoid(z)) - (1 - t) * log(1 - sigmoid(z))`` of each logit z and target t; their mean.

    Computed as ``max(z, 0) - z * t + log(1 + exp(-abs(z)))``, which neither overflows nor takes the logarithm of 0.

    Parameters
    ----------
    logits : array of any shape
        What the last layer gives, before any sigmoid.
    targets : array of the same shape, from 0 to 1

    Returns
    -------
    float32 or float64
        A scalar: float32 where both arrays are.

    Raises
    ------
    ValueError, TypeError
        Where an argument is of the wrong shape, range or kind; the message names it.

    Examples
    --------
    >>> print(binary_cross_entropy([0, 1000], [1, 1]))  # log(2) / 2
    0.34657359027997264
    """
    z, t = as_floats("binary_cross_entropy", logits=logits, targets=targets)
    check_targets("binary_cross_entropy", z, t)
    return (np.maximum(z, 0) - z * t + np.log1p(np.exp(-np.abs(z)))).mean()


def binary_cross_entropy_backward(dy, logits, targets):
    """The gradient of :func:`binary_cross_entropy`: ``dy * (sigmoid(z) - t) / size``.

    Parameters
    ----------
    dy : a number
    logits, targets
        As they were given to :func:`binary_cross_entropy`.

    Returns
    -------
    array of the shape of logits and the dtype of the loss
        dlogits.

    Raises
    ------
    ValueError, TypeError
        Where an argument is of the wrong shape, range or kind; the message names it.

    Examples
    --------
    >>> binary_cross_entropy_backward(1, [0, 1000], [1, 1])
    array([-0.25,  0.  ])
    """
    dy = check_loss_dy("binary_cross_entropy_backward", dy)
    z, t = as_floats("binary_cross_entropy_backward", logits=logits, targets=targets)
    check_targets("binary_cross_entropy_backward", z, t)
    return dy / z.size * (sigmoid(z) - t)
