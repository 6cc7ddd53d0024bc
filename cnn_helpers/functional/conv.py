"""Convolutions and their gradients.

One engine carries them all. :func:`conv1d` is :func:`conv2d` on images of height 1; :func:`conv_transpose2d` is the
input gradient of :func:`conv2d`, and has its forward as a gradient; :func:`separable_conv2d` is
:func:`depthwise_conv2d` and then a 1x1 convolution. The engine unfolds windows into a matrix and multiplies it by the
kernel, a block at a time (``_unfold.py`` tells how); where each channel is convolved by itself there is too little to
multiply, and the taps of the kernel are summed one after the other (``_depthwise.py``).

Besides arguments and results no more memory is held than one block (1 MiB, or where those are larger one row of
outputs or 256 windows) and, while dw is summed, a block's part of it.

`padding` is ``"valid"`` (none), ``"same"`` (``ceil(size / stride)`` outputs, the odd zero at the bottom and at the
right, as in TensorFlow), an int, a pair (vertical, horizontal), or ``((top, bottom), (left, right))``.
Rows and columns at the end that no window reaches are left out: :func:`cnn_helpers.shapes.left_out` counts them.
"""

from __future__ import annotations

import numpy as np

from cnn_helpers._checks import (
    check_conv1d,
    check_conv2d,
    check_conv_transpose2d,
    check_depthwise_conv2d,
    check_dy,
    check_separable_conv2d,
)
from cnn_helpers.arrays import as_floats
from cnn_helpers.functional import _depthwise, _unfold
from cnn_helpers.functional._geometry import Geometry


def conv2d(x, w, b=None, *, stride=1, padding="valid", dilation=1, groups=1):
    """Slide each kernel over the images; every window gives the sum of its products with the kernel.

    ``y[n, i, j, k] = b[k] + sum over u, v, c of x[n, i * stride + u * dilation, j * stride + v * dilation, c] *
    w[u, v, c, k]``, on the padded images: a cross-correlation, which deep learning calls convolution.
    With groups the channels of input and output are cut into as many equal parts, in order, and part k of the output
    is computed from part k of the input.

    Parameters
    ----------
    x : array (N, H, W, C_in)
        Images, float32 or float64; whole numbers become float64.
    w : array (KH, KW, C_in / groups, C_out)
        The kernels.
    b : array (C_out,), optional
        One bias for each output channel.
    stride, dilation : int or (vertical, horizontal)
        The step from window to window, and from tap to tap in a window.
    padding
        ``"valid"``, ``"same"``, an int, a pair, or ``((top, bottom), (left, right))``.
    groups : int
        Must divide C_in and C_out.

    Returns
    -------
    array (N, OH, OW, C_out)
        float32 if all arrays are, else float64; sizes as :func:`cnn_helpers.shapes.output_size` gives them.

    Raises
    ------
    ValueError
        Where a shape or the range of an option is wrong.
    TypeError
        Where an array does not hold real numbers or an option is of the wrong kind.

    References
    ----------
    Goodfellow, Bengio and Courville, "Deep Learning", 2016, section 9.1. Dumoulin and Visin, "A guide to convolution
    arithmetic for deep learning", arXiv:1603.07285.

    Examples
    --------
    >>> x, w = np.arange(9).reshape(1, 3, 3, 1), np.ones((2, 2, 1, 1))
    >>> conv2d(x, w)[0, :, :, 0]
    array([[ 8., 12.],
           [20., 24.]])
    """
    x, w, b = as_floats("conv2d", x=x, w=w, b=b)
    windows = check_conv2d("conv2d", x, w, b, stride, padding, dilation, groups)
    return _forward(x, w, b, _geometry(windows, x.shape[1:3]), groups)


def conv2d_backward(dy, x, w, b=None, *, stride=1, padding="valid", dilation=1, groups=1):
    """The gradients of :func:`conv2d`.

    ``dx`` gives each pixel the sum, over the windows that see it, of ``dy * w``; ``dw`` each weight the sum over all
    windows of ``dy`` times the pixel that it met; ``db[k] = sum(dy[:, :, :, k])``.

    Parameters
    ----------
    dy : array (N, OH, OW, C_out)
        The gradient of the loss with respect to the result.
    x, w, b, stride, padding, dilation, groups
        The arguments of :func:`conv2d`.

    Returns
    -------
    dx, dw, db
        In the shapes of x, w and b; ``db`` is None where b is.

    Raises
    ------
    ValueError, TypeError
        As :func:`conv2d` does, and where `dy` has not the shape of the result.

    Examples
    --------
    >>> x, w = np.arange(9).reshape(1, 3, 3, 1), np.ones((2, 2, 1, 1))
    >>> dx, dw, db = conv2d_backward(np.ones((1, 2, 2, 1)), x, w, np.zeros(1))
    >>> dx[0, :, :, 0]  # how many windows see each pixel
    array([[1., 2., 1.],
           [2., 4., 2.],
           [1., 2., 1.]])
    >>> dw[:, :, 0, 0], db
    (array([[ 8., 12.],
           [20., 24.]]), array([4.]))
    """
    dy, x, w, b, geometry = _checked_backward(dy, x, w, b, stride, padding, dilation, groups)
    return _gradients(dy, x, w, b, geometry, groups)


def conv2d_backward_parameters(dy, x, w, b=None, *, stride=1, padding="valid", dilation=1, groups=1):
    """dw and db of :func:`conv2d_backward` alone, for the first layer of a network."""
    dy, x, w, b, geometry = _checked_backward(dy, x, w, b, stride, padding, dilation, groups)
    return _parameter_gradients(dy, x, b, geometry, groups)


def _checked_backward(dy, x, w, b, stride, padding, dilation, groups):
    dy, x, w, b = as_floats("conv2d_backward", dy=dy, x=x, w=w, b=b)
    windows = check_conv2d("conv2d_backward", x, w, b, stride, padding, dilation, groups)
    check_dy("conv2d_backward", dy, (len(x), *windows.outputs, w.shape[3]))
    return dy, x, w, b, _geometry(windows, x.shape[1:3])


def conv1d(x, w, b=None, *, stride=1, padding="valid", dilation=1, groups=1):
    """Slide each kernel along sequences.

    ``y[n, i, k] = b[k] + sum over u, c of x[n, i * stride + u * dilation, c] * w[u, c, k]``, on the padded sequences.

    Parameters
    ----------
    x : array (N, L, C_in)
        Sequences, float32 or float64; whole numbers become float64.
    w : array (K, C_in / groups, C_out)
        The kernels.
    b : array (C_out,), optional
        One bias for each output channel.
    stride, dilation, groups : int
        As for :func:`conv2d`.
    padding
        ``"valid"``, ``"same"``, an int, or ``(before, after)``.

    Returns
    -------
    array (N, OL, C_out)
        float32 if all arrays are, else float64.

    Raises
    ------
    ValueError, TypeError
        As :func:`conv2d` does.

    Examples
    --------
    >>> x = np.array([1.0, 2.0, 4.0, 8.0]).reshape(1, 4, 1)
    >>> conv1d(x, np.array([-1.0, 1.0]).reshape(2, 1, 1)).ravel()
    array([1., 2., 4.])
    """
    x, w, b = as_floats("conv1d", x=x, w=w, b=b)
    windows = check_conv1d("conv1d", x, w, b, stride, padding, dilation, groups)
    return _forward(x[:, None], w[None], b, _geometry_1d(windows, x.shape[1]), groups)[:, 0]


def conv1d_backward(dy, x, w, b=None, *, stride=1, padding="valid", dilation=1, groups=1):
    """The gradients of :func:`conv1d`: those of :func:`conv2d` at height 1.

    Parameters
    ----------
    dy : array (N, OL, C_out)
        The gradient of the loss with respect to the result.
    x, w, b, stride, padding, dilation, groups
        The arguments of :func:`conv1d`.

    Returns
    -------
    dx, dw, db
        In the shapes of x, w and b; ``db`` is None where b is.

    Raises
    ------
    ValueError, TypeError
        As :func:`conv1d` does, and where `dy` has not the shape of the result.

    Examples
    --------
    >>> x = np.array([1.0, 2.0, 4.0, 8.0]).reshape(1, 4, 1)
    >>> dx, dw, db = conv1d_backward(np.ones((1, 3, 1)), x, np.array([-1.0, 1.0]).reshape(2, 1, 1))
    >>> dx.ravel(), dw.ravel(), db
    (array([-1.,  0.,  0.,  1.]), array([ 7., 14.]), None)
    """
    dy, x, w, b = as_floats("conv1d_backward", dy=dy, x=x, w=w, b=b)
    windows = check_conv1d("conv1d_backward", x, w, b, stride, padding, dilation, groups)
    check_dy("conv1d_backward", dy, (len(x), windows.outputs, w.shape[2]))
    dx, dw, db = _gradients(dy[:, None], x[:, None], w[None], b, _geometry_1d(windows, x.shape[1]), groups)
    return dx[:, 0], dw[0], db


def conv_transpose2d(x, w, b=None, *, stride=1, padding="valid", output_padding=0, dilation=1, groups=1):
    """Spread each value of `x` over a window of the output, weighted by the kernel; windows that overlap add.

    ``y[n, i * stride + u * dilation, j * stride + v * dilation, k] += x[n, i, j, c] * w[u, v, k, c]`` for all i, j, u,
    v, c, then the padding is taken off and ``b[k]`` added: the input gradient of the :func:`conv2d` that has the same
    kernel and options, as ``tf.nn.conv2d_transpose`` has it (the kernel is not flipped).

    Parameters
    ----------
    x : array (N, H, W, C_in)
        Maps, float32 or float64; whole numbers become float64.
    w : array (KH, KW, C_out / groups, C_in)
        The kernel of that conv2d, whose input has C_out channels.
    b : array (C_out,), optional
        One bias for each output channel.
    stride, dilation : int or (vertical, horizontal)
        The step from window to window, and from tap to tap in a window.
    padding
        Of that conv2d: ``"valid"``, ``"same"``, an int, a pair, or ``((top, bottom), (left, right))``.
    output_padding : int or (vertical, horizontal)
        Rows and columns added at the bottom and at the right, fewer than the stride.
    groups : int
        Must divide C_in and C_out.

    Returns
    -------
    array (N, OH, OW, C_out)
        float32 if all arrays are, else float64; sizes as :func:`cnn_helpers.shapes.transposed_output_size` gives them.

    Raises
    ------
    ValueError, TypeError
        As :func:`conv2d` does.

    References
    ----------
    Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", arXiv:1603.07285, chapter 4.

    Examples
    --------
    >>> x, w = np.array([1.0, 10.0]).reshape(1, 1, 2, 1), np.array([1.0, 2.0, 3.0]).reshape(1, 3, 1, 1)
    >>> conv_transpose2d(x, w, stride=2).ravel()
    array([ 1.,  2., 13., 20., 30.])
    """
    operation = "conv_transpose2d"
    x, w, b = as_floats(operation, x=x, w=w, b=b)
    windows = check_conv_transpose2d(operation, x, w, b, stride, padding, output_padding, dilation, groups)
    y = _input_gradient(x, w, _geometry_transposed(windows, x.shape[1:3]), groups)
    if b is not None:
        y += b
    return y


def conv_transpose2d_backward(dy, x, w, b=None, *, stride=1, padding="valid", output_padding=0, dilation=1, groups=1):
    """The gradients of :func:`conv_transpose2d`: dx is :func:`conv2d` of `dy` with the same kernel.

    ``dw`` gives each weight the sum over all windows of ``x`` times the value of ``dy`` that it met;
    ``db[k] = sum(dy[:, :, :, k])``.

    Parameters
    ----------
    dy : array (N, OH, OW, C_out)
        The gradient of the loss with respect to the result.
    x, w, b, stride, padding, output_padding, dilation, groups
        The arguments of :func:`conv_transpose2d`.

    Returns
    -------
    dx, dw, db
        In the shapes of x, w and b; ``db`` is None where b is.

    Raises
    ------
    ValueError, TypeError
        As :func:`conv_transpose2d` does, and where `dy` has not the shape of the result.

    Examples
    --------
    >>> x, w = np.array([1.0, 10.0]).reshape(1, 1, 2, 1), np.array([1.0, 2.0, 3.0]).reshape(1, 3, 1, 1)
    >>> dx, dw, db = conv_transpose2d_backward(np.arange(5).reshape(1, 1, 5, 1), x, w, stride=2)
    >>> dx.ravel(), dw.ravel()
    (array([ 8., 20.]), array([20., 31., 42.]))
    """
    operation = "conv_transpose2d_backward"
    dy, x, w, b = as_floats(operation, dy=dy, x=x, w=w, b=b)
    windows = check_conv_transpose2d(operation, x, w, b, stride, padding, output_padding, dilation, groups)
    check_dy(operation, dy, (len(x), *windows.outputs, w.shape[2] * groups))
    geometry = _geometry_transposed(windows, x.shape[1:3])
    return _forward(dy, w, None, geometry, groups), _kernel_gradient(x, dy, geometry, groups), _bias_gradient(dy, b)


def depthwise_conv2d(x, w, b=None, *, stride=1, padding="valid", dilation=1):
    """Convolve each channel by itself with its own M kernels.

    ``y[n, i, j, c * M + m] = b[c * M + m] + sum over u, v of
    x[n, i * stride + u * dilation, j * stride + v * dilation, c] * w[u, v, c, m]``, on the padded images, as
    ``tf.nn.depthwise_conv2d`` has it: :func:`conv2d` with as many groups as channels.

    Parameters
    ----------
    x : array (N, H, W, C)
        Images, float32 or float64; whole numbers become float64.
    w : array (KH, KW, C, M)
        M kernels for each channel; M is called the depth multiplier.
    b : array (C * M,), optional
        One bias for each output channel.
    stride, padding, dilation
        As for :func:`conv2d`.

    Returns
    -------
    array (N, OH, OW, C * M)
        float32 if all arrays are, else float64.

    Raises
    ------
    ValueError, TypeError
        As :func:`conv2d` does.

    References
    ----------
    Howard et al., "MobileNets: Efficient convolutional neural networks for mobile vision applications",
    arXiv:1704.04861, section 3.1.

    Examples
    --------
    >>> x = np.array([[1.0, 10.0], [2.0, 20.0]]).reshape(1, 1, 2, 2)
    >>> depthwise_conv2d(x, np.array([1.0, -1.0]).reshape(1, 1, 2, 1))[0, 0]
    array([[  1., -10.],
           [  2., -20.]])
    """
    x, w, b = as_floats("depthwise_conv2d", x=x, w=w, b=b)
    windows = check_depthwise_conv2d("depthwise_conv2d", x, w, b, stride, padding, dilation)
    return _forward(x, _grouped(w), b, _geometry(windows, x.shape[1:3]), groups=x.shape[3])


def depthwise_conv2d_backward(dy, x, w, b=None, *, stride=1, padding="valid", dilation=1):
    """The gradients of :func:`depthwise_conv2d`.

    Parameters
    ----------
    dy : array (N, OH, OW, C * M)
        The gradient of the loss with respect to the result.
    x, w, b, stride, padding, dilation
        The arguments of :func:`depthwise_conv2d`.

    Returns
    -------
    dx, dw, db
        In the shapes of x, w and b; ``db`` is None where b is.

    Raises
    ------
    ValueError, TypeError
        As :func:`depthwise_conv2d` does, and where `dy` has not the shape of the result.

    Examples
    --------
    >>> x = np.array([[1.0, 10.0], [2.0, 20.0]]).reshape(1, 1, 2, 2)
    >>> dx, dw, db = depthwise_conv2d_backward(np.ones((1, 1, 2, 2)), x, np.ones((1, 1, 2, 1)))
    >>> dw.ravel()
    array([ 3., 30.])
    """
    operation = "depthwise_conv2d_backward"
    dy, x, w, b = as_floats(operation, dy=dy, x=x, w=w, b=b)
    windows = check_depthwise_conv2d(operation, x, w, b, stride, padding, dilation)
    check_dy(operation, dy, (len(x), *windows.outputs, w.shape[2] * w.shape[3]))
    dx, dw, db = _gradients(dy, x, _grouped(w), b, _geometry(windows, x.shape[1:3]), groups=x.shape[3])
    return dx, dw.reshape(w.shape), db


def separable_conv2d(x, w_depthwise, w_pointwise, b=None, *, stride=1, padding="valid", dilation=1):
    """A :func:`depthwise_conv2d`, and then a 1x1 :func:`conv2d` that mixes the channels.

    Parameters
    ----------
    x : array (N, H, W, C)
        Images, float32 or float64; whole numbers become float64.
    w_depthwise : array (KH, KW, C, M)
        M kernels for each channel.
    w_pointwise : array (1, 1, C * M, C_out)
        The weights of the 1x1 convolution.
    b : array (C_out,), optional
        One bias for each output channel.
    stride, padding, dilation
        Of the depthwise convolution, as for :func:`conv2d`.

    Returns
    -------
    array (N, OH, OW, C_out)
        float32 if all arrays are, else float64.

    Raises
    ------
    ValueError, TypeError
        As :func:`conv2d` does.

    References
    ----------
    Chollet, "Xception: Deep learning with depthwise separable convolutions", arXiv:1610.02357, section 2.

    Examples
    --------
    >>> x = np.array([[1.0, 10.0], [2.0, 20.0]]).reshape(1, 1, 2, 2)
    >>> separable_conv2d(x, np.ones((1, 1, 2, 1)), np.ones((1, 1, 2, 1))).ravel()
    array([11., 22.])
    """
    arrays = as_floats("separable_conv2d", x=x, w_depthwise=w_depthwise, w_pointwise=w_pointwise, b=b)
    check_separable_conv2d("separable_conv2d", *arrays, stride, padding, dilation)
    x, w_depthwise, w_pointwise, b = arrays
    between = depthwise_conv2d(x, w_depthwise, stride=stride, padding=padding, dilation=dilation)
    return conv2d(between, w_pointwise, b)


def separable_conv2d_backward(dy, x, w_depthwise, w_pointwise, b=None, *, stride=1, padding="valid", dilation=1):
    """The gradients of :func:`separable_conv2d`: back through the 1x1 convolution, then through the depthwise one.

    Parameters
    ----------
    dy : array (N, OH, OW, C_out)
        The gradient of the loss with respect to the result.
    x, w_depthwise, w_pointwise, b, stride, padding, dilation
        The arguments of :func:`separable_conv2d`.

    Returns
    -------
    dx, dw_depthwise, dw_pointwise, db
        In the shapes of the arrays; ``db`` is None where b is.

    Raises
    ------
    ValueError, TypeError
        As :func:`separable_conv2d` does, and where `dy` has not the shape of the result.

    Examples
    --------
    >>> x = np.array([[1.0, 10.0], [2.0, 20.0]]).reshape(1, 1, 2, 2)
    >>> ones = np.ones((1, 1, 2, 1))
    >>> dx, dw_depthwise, dw_pointwise, db = separable_conv2d_backward(ones.reshape(1, 1, 2, 1), x, ones, 2 * ones)
    >>> dw_depthwise.ravel(), dw_pointwise.ravel()
    (array([ 6., 60.]), array([ 3., 30.]))
    """
    operation = "separable_conv2d_backward"
    dy, x, w_depthwise, w_pointwise, b = as_floats(
        operation, dy=dy, x=x, w_depthwise=w_depthwise, w_pointwise=w_pointwise, b=b)
    windows = check_separable_conv2d(operation, x, w_depthwise, w_pointwise, b, stride, padding, dilation)
    check_dy(operation, dy, (len(x), *windows.outputs, w_pointwise.shape[3]))
    options = dict(stride=stride, padding=padding, dilation=dilation)
    between = depthwise_conv2d(x, w_depthwise, **options)
    dbetween, dw_pointwise, db = conv2d_backward(dy, between, w_pointwise, b)
    dx, dw_depthwise, _ = depthwise_conv2d_backward(dbetween, x, w_depthwise, **options)
    return dx, dw_depthwise, dw_pointwise, db


def _geometry(windows, size):
    before = tuple(amounts[0] for amounts in windows.padding)
    return Geometry(size, windows.size, windows.stride, windows.dilation, before, windows.outputs)


def _geometry_1d(windows, length):
    return Geometry((1, length), (1, windows.size), (1, windows.stride), (1, windows.dilation),
                    (0, windows.padding[0]), (1, windows.outputs))


def _geometry_transposed(windows, size):
    """The geometry of the convolution whose input gradient it is: from the output back to `size`."""
    return _geometry(windows, windows.outputs)._replace(outputs=size)


def _grouped(w):
    """A depthwise kernel (KH, KW, C, M) as one of C groups."""
    return w.reshape(*w.shape[:2], 1, w.shape[2] * w.shape[3])


def _forward(x, w, b, geometry, groups):
    if _each_channel_by_itself(x.shape[3], groups):
        return _depthwise.forward(x, w, b, geometry)
    return _unfold.forward(x, w, b, geometry, groups)


def _gradients(dy, x, w, b, geometry, groups):
    return _input_gradient(dy, w, geometry, groups), *_parameter_gradients(dy, x, b, geometry, groups)


def _parameter_gradients(dy, x, b, geometry, groups):
    return _kernel_gradient(dy, x, geometry, groups), _bias_gradient(dy, b)


def _input_gradient(dy, w, geometry, groups):
    channels = w.shape[2] * groups
    if _each_channel_by_itself(channels, groups):
        return _depthwise.input_gradient(dy, w, geometry, channels)
    return _unfold.input_gradient(dy, w, geometry, groups)


def _kernel_gradient(dy, x, geometry, groups):
    if _each_channel_by_itself(x.shape[3], groups):
        return _depthwise.kernel_gradient(dy, x, geometry)
    return _unfold.kernel_gradient(dy, x, geometry, groups)


def _bias_gradient(dy, b):
    """``db[k] = sum(dy[:, :, :, k])``, an axis at a time: long sums of float32 lose digits."""
    if b is None:
        return None
    return (np.ones(dy.shape[2], dy.dtype) @ dy).sum(axis=1).sum(axis=0)


def _each_channel_by_itself(channels, groups):
    return groups == channels > 1
