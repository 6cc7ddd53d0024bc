"""Normalisation: over the batch, and across neighbouring channels."""

from __future__ import annotations

import numpy as np

from cnn_helpers._checks import (
    check_batch_norm,
    check_dy,
    check_local_response_norm,
    check_spread,
    check_statistics,
)
from cnn_helpers.arrays import as_floats
from cnn_helpers.functional._windows import slide_sum

__all__ = [
    "batch_norm", "batch_norm_backward", "batch_statistics",
    "local_response_norm", "local_response_norm_backward",
]  # fmt: skip


def batch_statistics(x):
    """The mean and the biased variance of each channel: over all axes but the last.

    Parameters
    ----------
    x : array (..., C)

    Returns
    -------
    mean, variance : arrays (C,) of the dtype of x
        The variance is divided by the number of values, not by one less.

    Raises
    ------
    ValueError, TypeError
        Where `x` has fewer than two axes, no values, or holds no real numbers.

    Examples
    --------
    >>> mean, variance = batch_statistics([[1, 10], [3, 10]])
    >>> mean, variance
    (array([ 2., 10.]), array([1., 0.]))
    """
    (x,) = as_floats("batch_statistics", x=x)
    check_statistics("batch_statistics", x)
    return _statistics(_rows(x))


def batch_norm(x, gamma, beta, mean=None, variance=None, *, epsilon=1e-5):
    """Batch normalisation: ``gamma * (x - mean) / sqrt(variance + epsilon) + beta``, channel by channel.

    Ioffe and Szegedy, "Batch normalization" (arXiv:1502.03167), algorithm 1.

    Parameters
    ----------
    x : array (..., C)
    gamma, beta : arrays (C,)
    mean, variance : arrays (C,), optional
        Both given: inference. Neither given: training, with the batch's own (:func:`batch_statistics`).
    epsilon : float, at least 0
        1e-5 as in PyTorch; Keras takes 1e-3.

    Returns
    -------
    array of the shape of x
        float32 where all arrays are, otherwise float64.

    Raises
    ------
    ValueError, TypeError
        Where an argument is of the wrong shape, range or kind, or `mean` is given without `variance`, or
        the other way round; the message names it.

    Examples
    --------
    >>> batch_norm([[1.0], [3.0]], [10.0], [5.0], epsilon=0)
    array([[-5.],
           [15.]])
    """
    x, gamma, beta, mean, variance = as_floats(
        "batch_norm", x=x, gamma=gamma, beta=beta, mean=mean, variance=variance)
    epsilon = check_batch_norm("batch_norm", x, gamma, beta, mean, variance, epsilon)
    if mean is None:
        mean, variance = _statistics(_rows(x))
    check_spread("batch_norm", variance, epsilon)
    y = x - mean
    y *= gamma / np.sqrt(variance + epsilon)
    y += beta
    return y


def batch_norm_backward(dy, x, gamma, beta, mean=None, variance=None, *, epsilon=1e-5):
    """The gradients of :func:`batch_norm`, with ``z = (x - mean) / sqrt(variance + epsilon)``.

    ``dgamma = sum(dy * z)`` and ``dbeta = sum(dy)``, both over all axes but the last. At inference
    ``dx = dy * gamma / sqrt(variance + epsilon)``; in training the statistics depend on `x` too, which takes
    ``mean(dy) + z * mean(dy * z)`` off `dy` first.

    Parameters
    ----------
    dy : array of the shape of x
    x, gamma, beta, mean, variance, epsilon
        As they were given to :func:`batch_norm`.

    Returns
    -------
    dx : array of the shape of x
    dgamma, dbeta : arrays (C,)

    Raises
    ------
    ValueError, TypeError
        Where an argument is of the wrong shape, range or kind; the message names it.

    Examples
    --------
    >>> dx, dgamma, dbeta = batch_norm_backward([[1.0], [2.0]], [[1.0], [3.0]], [10.0], [5.0], epsilon=0)
    >>> dx.ravel(), dgamma, dbeta
    (array([0., 0.]), array([1.]), array([3.]))
    """
    dy, x, gamma, beta, mean, variance = as_floats(
        "batch_norm_backward", dy=dy, x=x, gamma=gamma, beta=beta, mean=mean, variance=variance)
    epsilon = check_batch_norm("batch_norm_backward", x, gamma, beta, mean, variance, epsilon)
    check_dy("batch_norm_backward", dy, x.shape)
    rows, drows = _rows(x), _rows(dy)
    training = mean is None
    if training:
        mean, variance = _statistics(rows)
    check_spread("batch_norm_backward", variance, epsilon)
    inverse = 1 / np.sqrt(variance + epsilon)
    z = rows - mean
    z *= inverse
    dbeta = _sum(drows)
    dgamma = _sum(drows * z)
    if training:
        z *= dgamma / len(rows)
        z += dbeta / len(rows)
        drows = drows - z
    return (drows * (gamma * inverse)).reshape(x.shape), dgamma, dbeta


def local_response_norm(x, *, depth_radius=5, bias=1.0, alpha=1.0, beta=0.5):
    """Local response normalisation: ``y[..., c] = x[..., c] / (bias + alpha * s[..., c]) ** beta``.

    ``s[..., c]`` is the sum of the squares of the channels from ``c - depth_radius`` to ``c + depth_radius``, as
    many of them as there are. This is TensorFlow's convention; ``torch.nn.functional.local_response_norm``
    divides `alpha` by the number of channels in a window, ``2 * depth_radius + 1``.

    Krizhevsky, Sutskever and Hinton, "ImageNet classification with deep convolutional neural networks"
    (NIPS 2012), section 3.3.

    Parameters
    ----------
    x : array (N, H, W, C)
    depth_radius : int, at least 0
    bias : float, above 0
    alpha, beta : floats, at least 0

    Returns
    -------
    array (N, H, W, C) of the dtype of x

    Raises
    ------
    ValueError, TypeError
        Where an argument is of the wrong shape, range or kind; the message names it.

    Examples
    --------
    >>> x = np.array([1.0, 2.0, 2.0]).reshape(1, 1, 1, 3)
    >>> local_response_norm(x, depth_radius=1, bias=1, alpha=1, beta=1).ravel().round(4)
    array([0.1667, 0.2   , 0.2222])
    """
    (x,) = as_floats("local_response_norm", x=x)
    depth_radius, bias, alpha, beta = check_local_response_norm(
        "local_response_norm", x, depth_radius, bias, alpha, beta)
    return x * _scale(x, depth_radius, bias, alpha) ** -beta


def local_response_norm_backward(dy, x, *, depth_radius=5, bias=1.0, alpha=1.0, beta=0.5):
    """The gradient of :func:`local_response_norm`.

    With ``scale = bias + alpha * s``: ``dx = dy * scale ** -beta - 2 * alpha * beta * x * t``, where ``t[..., c]`` is
    the sum of ``dy * x * scale ** (-beta - 1)`` over the channels around c, since x[..., c] is in the scale of each.

    Parameters
    ----------
    dy : array (N, H, W, C)
    x, depth_radius, bias, alpha, beta
        As they were given to :func:`local_response_norm`.

    Returns
    -------
    array (N, H, W, C)
        dx.

    Raises
    ------
    ValueError, TypeError
        Where an argument is of the wrong shape, range or kind; the message names it.

    Examples
    --------
    >>> one = np.ones((1, 1, 1, 1))
    >>> local_response_norm_backward(one, one, depth_radius=0, beta=1.0).item()  # of x / (1 + x²), at 1
    0.0
    """
    dy, x = as_floats("local_response_norm_backward", dy=dy, x=x)
    depth_radius, bias, alpha, beta = check_local_response_norm(
        "local_response_norm_backward", x, depth_radius, bias, alpha, beta)
    check_dy("local_response_norm_backward", dy, x.shape)
    scale = _scale(x, depth_radius, bias, alpha)
    direct = dy * scale ** -beta
    through_scale = _around(direct * x / scale, depth_radius)
    return direct - 2 * alpha * beta * x * through_scale


def _rows(x):
    """The values of each channel in a column, for sums over all axes but the last."""
    return x.reshape(-1, x.shape[-1])


def _sum(rows):
    return np.ones(len(rows), rows.dtype) @ rows


def _statistics(rows):
    mean = _sum(rows) / len(rows)
    return mean, _sum((rows - mean) ** 2) / len(rows)


def _scale(x, depth_radius, bias, alpha):
    return bias + alpha * _around(x * x, depth_radius)


def _around(values, radius):
    """The sum over the channels around each one."""
    channels = values.shape[3]
    return slide_sum(values, 3, size=2 * radius + 1, stride=1, before=radius, outputs=channels)
