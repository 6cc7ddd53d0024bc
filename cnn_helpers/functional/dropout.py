"""Dropout: in training, values set to zero at random."""

from __future__ import annotations

import numpy as np

from cnn_helpers._checks import check_dropout, check_dy
from cnn_helpers.arrays import as_floats

__all__ = ["dropout", "dropout_backward"]


def dropout(x, rate=0.5, *, seed):
    """Inverted dropout: each value becomes 0 with probability `rate`, and is divided by ``1 - rate`` otherwise.

    The division keeps the expected value as it was, so that nothing is to be done at inference. The same
    seed always drops the same values: those where ``np.random.default_rng(seed).random(x.shape) < rate``.

    Srivastava and others, "Dropout: a simple way to prevent neural networks from overfitting" (JMLR 15, 2014).

    Parameters
    ----------
    x : array of any shape
    rate : float, at least 0 and below 1
        The part that is dropped (in TensorFlow too; the paper's p is the part that is kept).
    seed : int

    Returns
    -------
    array of the shape and dtype of x

    Raises
    ------
    ValueError, TypeError
        Where an argument is out of range or of the wrong kind; the message names it.

    Examples
    --------
    >>> dropout([1, 1, 1, 1, 1, 1], 0.5, seed=0)
    array([2., 0., 0., 0., 2., 2.])
    """
    (x,) = as_floats("dropout", x=x)
    rate, seed = check_dropout("dropout", rate, seed)
    return _keep(x, rate, seed)


def dropout_backward(dy, x, rate=0.5, *, seed):
    """The gradient of :func:`dropout`: ``dy / (1 - rate)`` where the value was kept, and 0 where it was dropped.

    Parameters
    ----------
    dy : array of the shape of x
    x, rate, seed
        As they were given to :func:`dropout`.

    Returns
    -------
    array of the shape of x
        dx.

    Raises
    ------
    ValueError, TypeError
        Where an argument is of the wrong shape, range or kind; the message names it.

    Examples
    --------
    >>> dropout_backward([1, 1, 1], [5, 6, 7], 0.5, seed=0)
    array([2., 0., 0.])
    """
    dy, x = as_floats("dropout_backward", dy=dy, x=x)
    rate, seed = check_dropout("dropout_backward", rate, seed)
    check_dy("dropout_backward", dy, x.shape)
    return _keep(dy, rate, seed)


def _keep(values, rate, seed):
    kept = np.random.default_rng(seed).random(values.shape) >= rate
    return values * kept / (1 - rate)
