"""Activations: functions of each value alone, and softmax, a function of the values along one axis."""

from __future__ import annotations

import numpy as np

from cnn_helpers._checks import check_axis, check_dy, number
from cnn_helpers.arrays import as_floats

__all__ = [
    "leaky_relu",
    "leaky_relu_backward",
    "relu",
    "relu6",
    "relu6_backward",
    "relu_backward",
    "sigmoid",
    "sigmoid_backward",
    "softmax",
    "softmax_backward",
    "tanh",
    "tanh_backward",
]  # fmt: skip


def relu(x):
    """Rectified linear unit: ``max(x, 0)``.

    Nair and Hinton, "Rectified linear units improve restricted Boltzmann machines" (ICML 2010).

    Parameters
    ----------
    x : array of any shape

    Returns
    -------
    array of the shape and dtype of x

    Raises
    ------
    TypeError
        Where `x` holds no real numbers.

    Examples
    --------
    >>> relu([-2, 0, 3])
    array([0., 0., 3.])
    """
    (x,) = as_floats("relu", x=x)
    return np.maximum(x, 0)


def relu_backward(dy, x):
    """The gradient of :func:`relu`: `dy` where ``x > 0``, and 0 elsewhere (at 0 too).

    Parameters
    ----------
    dy, x : arrays of one shape

    Returns
    -------
    array of that shape
        dx.

    Raises
    ------
    ValueError, TypeError
        Where the shapes differ, or an array holds no real numbers.

    Examples
    --------
    >>> relu_backward([1, 1, 1], [-2, 0, 3])
    array([0., 0., 1.])
    """
    dy, x = as_floats("relu_backward", dy=dy, x=x)
    check_dy("relu_backward", dy, x.shape)
    return dy * (x > 0)


def relu6(x):
    """``min(max(x, 0), 6)``: ReLU with a bound, so that few bits hold its values.

    Krizhevsky, "Convolutional deep belief networks on CIFAR-10" (2010); MobileNetV2 (arXiv:1801.04381) has it.

    Parameters
    ----------
    x : array of any shape

    Returns
    -------
    array of the shape and dtype of x

    Raises
    ------
    TypeError
        Where `x` holds no real numbers.

    Examples
    --------
    >>> relu6([-2, 3, 8])
    array([0., 3., 6.])
    """
    (x,) = as_floats("relu6", x=x)
    return np.clip(x, 0, 6)


def relu6_backward(dy, x):
    """The gradient of :func:`relu6`: `dy` where ``0 < x < 6``, and 0 elsewhere (at 0 and 6 too).

    Parameters
    ----------
    dy, x : arrays of one shape

    Returns
    -------
    array of that shape
        dx.

    Raises
    ------
    ValueError, TypeError
        Where the shapes differ, or an array holds no real numbers.

    Examples
    --------
    >>> relu6_backward([1, 1, 1], [-2, 3, 8])
    array([0., 1., 0.])
    """
    dy, x = as_floats("relu6_backward", dy=dy, x=x)
    check_dy("relu6_backward", dy, x.shape)
    return dy * ((x > 0) & (x < 6))


def leaky_relu(x, *, negative_slope=0.01):
    """``x`` where ``x > 0``, and ``negative_slope * x`` elsewhere.

    Maas, Hannun and Ng, "Rectifier nonlinearities improve neural network acoustic models" (ICML 2013).

    Parameters
    ----------
    x : array of any shape
    negative_slope : float
        0.01 as in PyTorch; ``tf.nn.leaky_relu`` takes 0.2 and Keras' layer 0.3 where none is given.

    Returns
    -------
    array of the shape and dtype of x

    Raises
    ------
    ValueError, TypeError
        Where `x` holds no real numbers or `negative_slope` is not a finite one.

    Examples
    --------
    >>> leaky_relu([-2, 0, 3], negative_slope=0.1)
    array([-0.2,  0. ,  3. ])
    """
    (x,) = as_floats("leaky_relu", x=x)
    negative_slope = number("leaky_relu", "negative_slope", negative_slope)
    return np.maximum(x, 0) + negative_slope * np.minimum(x, 0)


def leaky_relu_backward(dy, x, *, negative_slope=0.01):
    """The gradient of :func:`leaky_relu`: `dy` where ``x > 0``, and ``negative_slope * dy`` elsewhere.

    Parameters
    ----------
    dy, x : arrays of one shape
    negative_slope : float

    Returns
    -------
    array of that shape
        dx.

    Raises
    ------
    ValueError, TypeError
        Where the shapes differ, or an argument is of the wrong kind.

    Examples
    --------
    >>> leaky_relu_backward([1, 1, 1], [-2, 0, 3], negative_slope=0.1)
    array([0.1, 0.1, 1. ])
    """
    dy, x = as_floats("leaky_relu_backward", dy=dy, x=x)
    check_dy("leaky_relu_backward", dy, x.shape)
    negative_slope = number("leaky_relu_backward", "negative_slope", negative_slope)
    positive = dy * (x > 0)
    return positive + negative_slope * (dy - positive)


def sigmoid(x):
    """The logistic function ``1 / (1 + exp(-x))``, without overflow for any `x`.

    Parameters
    ----------
    x : array of any shape

    Returns
    -------
    array of the shape and dtype of x

    Raises
    ------
    TypeError
        Where `x` holds no real numbers.

    Examples
    --------
    >>> sigmoid([-1000, 0, 1000])
    array([0. , 0.5, 1. ])
    """
    (x,) = as_floats("sigmoid", x=x)
    return np.exp(np.minimum(x, 0)) / (1 + np.exp(-np.abs(x)))  # exp(x) / (1 + exp(x)) below 0


def sigmoid_backward(dy, x):
    """The gradient of :func:`sigmoid`: ``dy * s * (1 - s)``, where ``s = sigmoid(x)``.

    Parameters
    ----------
    dy, x : arrays of one shape

    Returns
    -------
    array of that shape
        dx.

    Raises
    ------
    ValueError, TypeError
        Where the shapes differ, or an array holds no real numbers.

    Examples
    --------
    >>> sigmoid_backward([1, 1], [0, 1000])
    array([0.25, 0.  ])
    """
    dy, x = as_floats("sigmoid_backward", dy=dy, x=x)
    check_dy("sigmoid_backward", dy, x.shape)
    small = np.exp(-np.abs(x))
    return dy * small / (1 + small) ** 2  # s (1 - s), without the digits that 1 - s loses near 1


def tanh(x):
    """The hyperbolic tangent ``(exp(x) - exp(-x)) / (exp(x) + exp(-x))``, without overflow for any `x`.

    Parameters
    ----------
    x : array of any shape

    Returns
    -------
    array of the shape and dtype of x

    Raises
    ------
    TypeError
        Where `x` holds no real numbers.

    Examples
    --------
    >>> tanh([-1000, 0, 1000])
    array([-1.,  0.,  1.])
    """
    (x,) = as_floats("tanh", x=x)
    return np.tanh(x)


def tanh_backward(dy, x):
    """The gradient of :func:`tanh`: ``dy * (1 - tanh(x) ** 2)``.

    Parameters
    ----------
    dy, x : arrays of one shape

    Returns
    -------
    array of that shape
        dx.

    Raises
    ------
    ValueError, TypeError
        Where the shapes differ, or an array holds no real numbers.

    Examples
    --------
    >>> tanh_backward([1, 1], [0, 1000])
    array([1., 0.])
    """
    dy, x = as_floats("tanh_backward", dy=dy, x=x)
    check_dy("tanh_backward", dy, x.shape)
    small = np.exp(-2 * np.abs(x))
    return dy * 4 * small / (1 + small) ** 2  # 1 - tanh², without the digits that it loses near 0


def softmax(x, *, axis=-1):
    """``exp(x) / sum(exp(x))`` along `axis`, without overflow for any `x`.

    The largest value is first taken off, which changes nothing else: both sides of the fraction lose one factor.

    Parameters
    ----------
    x : array of any shape
    axis : int
        The axis along which the result sums to 1.

    Returns
    -------
    array of the shape and dtype of x

    Raises
    ------
    ValueError, TypeError
        Where `x` has no such axis, nothing along it, or holds no real numbers.

    Examples
    --------
    >>> softmax([1000, 1000])
    array([0.5, 0.5])
    """
    (x,) = as_floats("softmax", x=x)
    axis = check_axis("softmax", x, axis)
    return _softmax(x, axis)


def softmax_backward(dy, x, *, axis=-1):
    """The gradient of :func:`softmax`: ``p * (dy - sum(p * dy))``, where ``p = softmax(x)``.

    Parameters
    ----------
    dy, x : arrays of one shape
    axis : int

    Returns
    -------
    array of that shape
        dx.

    Raises
    ------
    ValueError, TypeError
        Where the shapes differ, `x` has no such axis, or an array holds no real numbers.

    Examples
    --------
    >>> softmax_backward([1, 0], [0, 0])
    array([ 0.25, -0.25])
    """
    dy, x = as_floats("softmax_backward", dy=dy, x=x)
    axis = check_axis("softmax_backward", x, axis)
    check_dy("softmax_backward", dy, x.shape)
    p = _softmax(x, axis)
    return p * (dy - (p * dy).sum(axis=axis, keepdims=True))


def _softmax(x, axis):
    powers = np.exp(x - x.max(axis=axis, keepdims=True))
    return powers / powers.sum(axis=axis, keepdims=True)
