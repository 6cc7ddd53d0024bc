"""The fully connected layer, and flattening, which leads to it."""

from __future__ import annotations

import math

from cnn_helpers._checks import check_dense, check_dy, check_flatten
from cnn_helpers.arrays import as_floats

__all__ = ["dense", "dense_backward", "flatten", "flatten_backward"]


def dense(x, w, b=None):
    """Every output from every input: ``y[n, m] = b[m] + sum(x[n, d] * w[d, m] for d in range(D))``.

    Parameters
    ----------
    x : array (N, D)
    w : array (D, M)
    b : array (M,), optional

    Returns
    -------
    array (N, M)
        float32 where all arrays are, otherwise float64.

    Raises
    ------
    ValueError, TypeError
        Where an argument is of the wrong shape or kind; the message names it.

    Examples
    --------
    >>> dense([[1, 2]], [[3, 0], [0, 4]], [10, 20])
    array([[13., 28.]])
    """
    x, w, b = as_floats("dense", x=x, w=w, b=b)
    check_dense("dense", x, w, b)
    y = x @ w
    if b is not None:
        y += b
    return y


def dense_backward(dy, x, w, b=None):
    """The gradients of :func:`dense`: ``dx = dy wᵀ``, ``dw = xᵀ dy``, ``db = sum(dy)`` over the batch.

    Parameters
    ----------
    dy : array (N, M)
    x, w, b
        As they were given to :func:`dense`.

    Returns
    -------
    dx : array (N, D)
    dw : array (D, M)
    db : array (M,), or None where `b` is None

    Raises
    ------
    ValueError, TypeError
        Where an argument is of the wrong shape or kind; the message names it.

    Examples
    --------
    >>> dx, dw, db = dense_backward([[1, 1]], [[1, 2]], [[3, 0], [0, 4]], [10, 20])
    >>> dx
    array([[3., 4.]])
    >>> dw
    array([[1., 1.],
           [2., 2.]])
    >>> db
    array([1., 1.])
    """
    dy, x, w, b = _checked_backward(dy, x, w, b)
    return dy @ w.T, *_parameter_gradients(dy, x, b)


def dense_backward_parameters(dy, x, w, b=None):
    """dw and db of :func:`dense_backward` alone, for the first layer of a network."""
    dy, x, w, b = _checked_backward(dy, x, w, b)
    return _parameter_gradients(dy, x, b)


def _checked_backward(dy, x, w, b):
    dy, x, w, b = as_floats("dense_backward", dy=dy, x=x, w=w, b=b)
    check_dense("dense_backward", x, w, b)
    check_dy("dense_backward", dy, (x.shape[0], w.shape[1]))
    return dy, x, w, b


def _parameter_gradients(dy, x, b):
    return x.T @ dy, None if b is None else dy.sum(axis=0)


def flatten(x):
    """Each example's values in one row, in C order: the last axis varies fastest.

    Parameters
    ----------
    x : array (N, ...)

    Returns
    -------
    array (N, prod) of the dtype of x
        A view of `x` where its memory allows, as ``np.reshape`` gives.

    Raises
    ------
    ValueError, TypeError
        Where `x` has fewer than two axes or holds no real numbers.

    Examples
    --------
    >>> flatten([[[1, 2], [3, 4]]])
    array([[1., 2., 3., 4.]])
    """
    (x,) = as_floats("flatten", x=x)
    check_flatten("flatten", x)
    return x.reshape(x.shape[0], math.prod(x.shape[1:]))


def flatten_backward(dy, x):
    """The gradient of :func:`flatten`: `dy` in the shape of `x`.

    Parameters
    ----------
    dy : array (N, prod)
    x : array (N, ...)
        As it was given to :func:`flatten`.

    Returns
    -------
    array of the shape of x
        dx, a view of `dy` where its memory allows.

    Raises
    ------
    ValueError, TypeError
        Where an argument is of the wrong shape or kind; the message names it.

    Examples
    --------
    >>> flatten_backward([[1, 2, 3, 4]], [[[0, 0], [0, 0]]])
    array([[[1., 2.],
            [3., 4.]]])
    """
    dy, x = as_floats("flatten_backward", dy=dy, x=x)
    check_flatten("flatten_backward", x)
    check_dy("flatten_backward", dy, (x.shape[0], math.prod(x.shape[1:])))
    return dy.reshape(x.shape)
