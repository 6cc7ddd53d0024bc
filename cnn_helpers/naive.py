"""Every operation as its formula reads, in loops: slow, and easy to check by eye.

Each function here has the name, the arguments, the errors and, but for rounding, the results of the one in
:mod:`cnn_helpers.functional`, whose documentation tells the shapes. What a function does before its loops is always
the same: `as_floats` turns its arrays into floats of one kind, and a check raises an error where an argument is wrong.

The letters are those of the course: image ``n`` of N, row ``i`` and column ``j`` of the output, input channel ``c`` of
C, output channel ``k`` of C_out. ``for n, i, j, k in np.ndindex(y.shape)`` is four loops in one line: over every
position of `y`, the last index fastest.
"""

from __future__ import annotations

import numpy as np

from cnn_helpers._checks import (
    check_axis,
    check_batch_norm,
    check_conv1d,
    check_conv2d,
    check_conv_transpose2d,
    check_dense,
    check_depthwise_conv2d,
    check_dropout,
    check_dy,
    check_flatten,
    check_global_pool2d,
    check_labels,
    check_local_response_norm,
    check_loss_dy,
    check_pool2d,
    check_separable_conv2d,
    check_spread,
    check_statistics,
    check_targets,
    flag,
    number,
)
from cnn_helpers.arrays import as_floats
from cnn_helpers.shapes import effective_kernel

# Convolutions


def conv2d(x, w, b=None, *, stride=1, padding="valid", dilation=1, groups=1):
    """Lay the kernel on every window of the image, multiply value by value, and sum.

    ``y[n, i, j, k] = b[k] + sum(window * w[:, :, :, k])``, where the window begins at row ``i * stride`` and column
    ``j * stride`` of the padded image, takes every `dilation`-th row and column, and has the channels of k's group.

    Examples
    --------
    >>> x = np.arange(9).reshape(1, 3, 3, 1)
    >>> w = np.ones((2, 2, 1, 1))
    >>> conv2d(x, w)[0, :, :, 0]
    array([[ 8., 12.],
           [20., 24.]])
    """
    x, w, b = as_floats("conv2d", x=x, w=w, b=b)
    windows = check_conv2d("conv2d", x, w, b, stride, padding, dilation, groups)
    padded = _pad(x, windows)
    N, (H_out, W_out), (KH, KW, C, C_out) = len(x), windows.outputs, w.shape
    (down, right), (row_step, column_step) = windows.stride, windows.dilation
    y = np.zeros((N, H_out, W_out, C_out), x.dtype)
    for n in range(N):
        for i in range(H_out):
            for j in range(W_out):
                for k in range(C_out):
                    group = k // (C_out // groups)
                    rows = slice(i * down, i * down + KH * row_step, row_step)
                    columns = slice(j * right, j * right + KW * column_step, column_step)
                    channels = slice(group * C, (group + 1) * C)
                    window = padded[n, rows, columns, channels]
                    y[n, i, j, k] = np.sum(window * w[:, :, :, k])
                    if b is not None:
                        y[n, i, j, k] += b[k]
    return y


def conv2d_backward(dy, x, w, b=None, *, stride=1, padding="valid", dilation=1, groups=1):
    """Each output's gradient goes to all that made it: times the kernel to its window, times its window to the kernel.

    ``dwindow += dy[n, i, j, k] * w[:, :, :, k]``, ``dw[:, :, :, k] += dy[n, i, j, k] * window``,
    ``db[k] += dy[n, i, j, k]``.
    """
    dy, x, w, b = as_floats("conv2d_backward", dy=dy, x=x, w=w, b=b)
    windows = check_conv2d("conv2d_backward", x, w, b, stride, padding, dilation, groups)
    check_dy("conv2d_backward", dy, (len(x), *windows.outputs, w.shape[3]))
    padded = _pad(x, windows)
    C, C_out = w.shape[2:]
    dpadded, dw, db = np.zeros_like(padded), np.zeros_like(w), np.zeros(C_out, w.dtype)
    for n, i, j, k in np.ndindex(dy.shape):
        group = k // (C_out // groups)
        window = (n, *_window(i, j, windows), slice(group * C, (group + 1) * C))
        dpadded[window] += dy[n, i, j, k] * w[:, :, :, k]
        dw[:, :, :, k] += dy[n, i, j, k] * padded[window]
        db[k] += dy[n, i, j, k]
    return _crop(dpadded, windows, x), dw, None if b is None else db


def conv1d(x, w, b=None, *, stride=1, padding="valid", dilation=1, groups=1):
    """``y[n, i, k] = b[k] + sum(window * w[:, :, k])``: :func:`conv2d` with one axis less."""
    x, w, b = as_floats("conv1d", x=x, w=w, b=b)
    windows = check_conv1d("conv1d", x, w, b, stride, padding, dilation, groups)
    padded = np.pad(x, ((0, 0), windows.padding, (0, 0)))
    size, C, C_out = w.shape
    y = np.zeros((len(x), windows.outputs, C_out), x.dtype)
    for n, i, k in np.ndindex(y.shape):
        group = k // (C_out // groups)
        positions = slice(i * stride, i * stride + size * dilation, dilation)
        window = padded[n, positions, group * C:(group + 1) * C]
        y[n, i, k] = np.sum(window * w[:, :, k])
        if b is not None:
            y[n, i, k] += b[k]
    return y


def conv1d_backward(dy, x, w, b=None, *, stride=1, padding="valid", dilation=1, groups=1):
    """``dwindow += dy[n, i, k] * w[:, :, k]``, ``dw[:, :, k] += dy[n, i, k] * window``, ``db[k] += dy[n, i, k]``."""
    dy, x, w, b = as_floats("conv1d_backward", dy=dy, x=x, w=w, b=b)
    windows = check_conv1d("conv1d_backward", x, w, b, stride, padding, dilation, groups)
    check_dy("conv1d_backward", dy, (len(x), windows.outputs, w.shape[2]))
    before, after = windows.padding
    padded = np.pad(x, ((0, 0), (before, after), (0, 0)))
    size, C, C_out = w.shape
    dpadded, dw, db = np.zeros_like(padded), np.zeros_like(w), np.zeros(C_out, w.dtype)
    for n, i, k in np.ndindex(dy.shape):
        group = k // (C_out // groups)
        positions = slice(i * stride, i * stride + size * dilation, dilation)
        window = (n, positions, slice(group * C, (group + 1) * C))
        dpadded[window] += dy[n, i, k] * w[:, :, k]
        dw[:, :, k] += dy[n, i, k] * padded[window]
        db[k] += dy[n, i, k]
    return dpadded[:, before:before + x.shape[1]], dw, None if b is None else db


def conv_transpose2d(x, w, b=None, *, stride=1, padding="valid", output_padding=0, dilation=1, groups=1):
    """Paint the kernel onto a canvas at every position of the image, as strongly as the value there.

    ``canvas[window of i, j] += x[n, i, j, c] * w[:, :, :, c]``; where windows overlap, they add up. The padding is then
    cut off the canvas.
    """
    x, w, b = as_floats("conv_transpose2d", x=x, w=w, b=b)
    windows = check_conv_transpose2d("conv_transpose2d", x, w, b, stride, padding, output_padding, dilation, groups)
    K, C = w.shape[2:]
    canvas = _canvas(x, windows, K * groups)
    for n, i, j, c in np.ndindex(x.shape):
        group = c // (C // groups)
        window = (n, *_window(i, j, windows), slice(group * K, (group + 1) * K))
        canvas[window] += x[n, i, j, c] * w[:, :, :, c]
    (top, _), (left, _) = windows.padding
    H_out, W_out = windows.outputs
    y = canvas[:, top:top + H_out, left:left + W_out]
    return y if b is None else y + b


def conv_transpose2d_backward(dy, x, w, b=None, *, stride=1, padding="valid", output_padding=0, dilation=1, groups=1):
    """``dx[n, i, j, c] = sum(dwindow * w[:, :, :, c])``, ``dw[:, :, :, c] += x[n, i, j, c] * dwindow``.

    The first is :func:`conv2d` of `dy`, with the same kernel. ``db[k]`` is the sum of ``dy[:, :, :, k]``.
    """
    operation = "conv_transpose2d_backward"
    dy, x, w, b = as_floats(operation, dy=dy, x=x, w=w, b=b)
    windows = check_conv_transpose2d(operation, x, w, b, stride, padding, output_padding, dilation, groups)
    K, C = w.shape[2:]
    check_dy(operation, dy, (len(x), *windows.outputs, K * groups))
    dcanvas = _canvas(x, windows, K * groups)
    (top, _), (left, _) = windows.padding
    H_out, W_out = windows.outputs
    dcanvas[:, top:top + H_out, left:left + W_out] = dy
    dx, dw, db = np.zeros_like(x), np.zeros_like(w), np.zeros(K * groups, w.dtype)
    for n, i, j, c in np.ndindex(x.shape):
        group = c // (C // groups)
        dwindow = dcanvas[(n, *_window(i, j, windows), slice(group * K, (group + 1) * K))]
        dx[n, i, j, c] = np.sum(dwindow * w[:, :, :, c])
        dw[:, :, :, c] += x[n, i, j, c] * dwindow
    for n, i, j, k in np.ndindex(dy.shape):
        db[k] += dy[n, i, j, k]
    return dx, dw, None if b is None else db


def depthwise_conv2d(x, w, b=None, *, stride=1, padding="valid", dilation=1):
    """Each channel has M kernels of its own: ``y[n, i, j, c * M + m] = b[c * M + m] + sum(window * w[:, :, c, m])``."""
    x, w, b = as_floats("depthwise_conv2d", x=x, w=w, b=b)
    windows = check_depthwise_conv2d("depthwise_conv2d", x, w, b, stride, padding, dilation)
    padded = _pad(x, windows)
    N, (H_out, W_out), (C, M) = len(x), windows.outputs, w.shape[2:]
    y = np.zeros((N, H_out, W_out, C * M), x.dtype)
    for n, i, j, c, m in np.ndindex(N, H_out, W_out, C, M):
        rows, columns = _window(i, j, windows)
        window = padded[n, rows, columns, c]
        y[n, i, j, c * M + m] = np.sum(window * w[:, :, c, m])
        if b is not None:
            y[n, i, j, c * M + m] += b[c * M + m]
    return y


def depthwise_conv2d_backward(dy, x, w, b=None, *, stride=1, padding="valid", dilation=1):
    """``dwindow += dy[n, i, j, c * M + m] * w[:, :, c, m]``, ``dw[:, :, c, m] += dy[n, i, j, c * M + m] * window``."""
    dy, x, w, b = as_floats("depthwise_conv2d_backward", dy=dy, x=x, w=w, b=b)
    windows = check_depthwise_conv2d("depthwise_conv2d_backward", x, w, b, stride, padding, dilation)
    N, (H_out, W_out), (C, M) = len(x), windows.outputs, w.shape[2:]
    check_dy("depthwise_conv2d_backward", dy, (N, H_out, W_out, C * M))
    padded = _pad(x, windows)
    dpadded, dw, db = np.zeros_like(padded), np.zeros_like(w), np.zeros(C * M, w.dtype)
    for n, i, j, c, m in np.ndindex(N, H_out, W_out, C, M):
        window = (n, *_window(i, j, windows), c)
        dpadded[window] += dy[n, i, j, c * M + m] * w[:, :, c, m]
        dw[:, :, c, m] += dy[n, i, j, c * M + m] * padded[window]
        db[c * M + m] += dy[n, i, j, c * M + m]
    return _crop(dpadded, windows, x), dw, None if b is None else db


def separable_conv2d(x, w_depthwise, w_pointwise, b=None, *, stride=1, padding="valid", dilation=1):
    """First each channel by itself (:func:`depthwise_conv2d`), then across the channels (a 1x1 :func:`conv2d`)."""
    arrays = as_floats("separable_conv2d", x=x, w_depthwise=w_depthwise, w_pointwise=w_pointwise, b=b)
    check_separable_conv2d("separable_conv2d", *arrays, stride, padding, dilation)
    x, w_depthwise, w_pointwise, b = arrays
    between = depthwise_conv2d(x, w_depthwise, stride=stride, padding=padding, dilation=dilation)
    return conv2d(between, w_pointwise, b)


def separable_conv2d_backward(dy, x, w_depthwise, w_pointwise, b=None, *, stride=1, padding="valid", dilation=1):
    """Back through the 1x1 convolution, then back through the depthwise one."""
    operation = "separable_conv2d_backward"
    dy, *arrays = as_floats(operation, dy=dy, x=x, w_depthwise=w_depthwise, w_pointwise=w_pointwise, b=b)
    windows = check_separable_conv2d(operation, *arrays, stride, padding, dilation)
    x, w_depthwise, w_pointwise, b = arrays
    check_dy(operation, dy, (len(x), *windows.outputs, w_pointwise.shape[3]))
    options = dict(stride=stride, padding=padding, dilation=dilation)
    between = depthwise_conv2d(x, w_depthwise, **options)
    dbetween, dw_pointwise, db = conv2d_backward(dy, between, w_pointwise, b)
    dx, dw_depthwise, _ = depthwise_conv2d_backward(dbetween, x, w_depthwise, **options)
    return dx, dw_depthwise, dw_pointwise, db


# Pooling


def max_pool2d(x, size=2, *, stride=None, padding="valid", ceil_mode=False):
    """``y[n, i, j, c]`` is the largest value of the window's part that lies in the image.

    Examples
    --------
    >>> x = np.array([[1, 5, 2, 0], [3, 4, 8, 6]]).reshape(1, 2, 4, 1)
    >>> max_pool2d(x, 2).ravel()
    array([5., 8.])
    """
    (x,) = as_floats("max_pool2d", x=x)
    windows = check_pool2d("max_pool2d", x, size, stride, padding, ceil_mode)
    N, (H_out, W_out), C = len(x), windows.outputs, x.shape[3]
    y = np.zeros((N, H_out, W_out, C), x.dtype)
    for n, i, j, c in np.ndindex(y.shape):
        rows, columns = _window_in_image(i, j, windows)
        y[n, i, j, c] = np.max(x[n, rows, columns, c])
    return y


def max_pool2d_backward(dy, x, size=2, *, stride=None, padding="valid", ceil_mode=False):
    """The first maximum of each window, in row-major order, takes the whole of ``dy[n, i, j, c]``."""
    dy, x = as_floats("max_pool2d_backward", dy=dy, x=x)
    windows = check_pool2d("max_pool2d_backward", x, size, stride, padding, ceil_mode)
    check_dy("max_pool2d_backward", dy, (len(x), *windows.outputs, x.shape[3]))
    dx = np.zeros_like(x)
    for n, i, j, c in np.ndindex(dy.shape):
        rows, columns = _window_in_image(i, j, windows)
        window = x[n, rows, columns, c]
        row, column = np.unravel_index(np.argmax(window), window.shape)
        dx[n, rows.start + row, columns.start + column, c] += dy[n, i, j, c]
    return dx


def avg_pool2d(x, size=2, *, stride=None, padding="valid", count_padding=False, ceil_mode=False):
    """``y[n, i, j, c]`` is the sum of the window, divided by how many of its positions count."""
    (x,) = as_floats("avg_pool2d", x=x)
    windows = check_pool2d("avg_pool2d", x, size, stride, padding, ceil_mode)
    padded, counts = _pad(x, windows), _what_counts("avg_pool2d", x, windows, count_padding)
    N, (H_out, W_out), C = len(x), windows.outputs, x.shape[3]
    y = np.zeros((N, H_out, W_out, C), x.dtype)
    for n, i, j, c in np.ndindex(y.shape):
        rows, columns = _window(i, j, windows)
        y[n, i, j, c] = np.sum(padded[n, rows, columns, c]) / np.sum(counts[n, rows, columns, c])
    return y


def avg_pool2d_backward(dy, x, size=2, *, stride=None, padding="valid", count_padding=False, ceil_mode=False):
    """Every position of the window takes an equal share of ``dy[n, i, j, c]``."""
    dy, x = as_floats("avg_pool2d_backward", dy=dy, x=x)
    windows = check_pool2d("avg_pool2d_backward", x, size, stride, padding, ceil_mode)
    check_dy("avg_pool2d_backward", dy, (len(x), *windows.outputs, x.shape[3]))
    counts = _what_counts("avg_pool2d_backward", x, windows, count_padding)
    dpadded = np.zeros_like(counts)
    for n, i, j, c in np.ndindex(dy.shape):
        rows, columns = _window(i, j, windows)
        dpadded[n, rows, columns, c] += dy[n, i, j, c] / np.sum(counts[n, rows, columns, c])
    return _crop(dpadded, windows, x)


def global_avg_pool2d(x):
    """``y[n, c]`` is the mean of ``x[n, :, :, c]``."""
    (x,) = as_floats("global_avg_pool2d", x=x)
    check_global_pool2d("global_avg_pool2d", x)
    N, H, W, C = x.shape
    y = np.zeros((N, C), x.dtype)
    for n, c in np.ndindex(N, C):
        y[n, c] = np.sum(x[n, :, :, c]) / (H * W)
    return y


def global_avg_pool2d_backward(dy, x):
    """``dx[n, i, j, c] = dy[n, c] / (H * W)``."""
    dy, x = as_floats("global_avg_pool2d_backward", dy=dy, x=x)
    check_global_pool2d("global_avg_pool2d_backward", x)
    N, H, W, C = x.shape
    check_dy("global_avg_pool2d_backward", dy, (N, C))
    dx = np.zeros_like(x)
    for n, i, j, c in np.ndindex(N, H, W, C):
        dx[n, i, j, c] = dy[n, c] / (H * W)
    return dx


def global_max_pool2d(x):
    """``y[n, c]`` is the largest value of ``x[n, :, :, c]``."""
    (x,) = as_floats("global_max_pool2d", x=x)
    check_global_pool2d("global_max_pool2d", x)
    N, _, _, C = x.shape
    y = np.zeros((N, C), x.dtype)
    for n, c in np.ndindex(N, C):
        y[n, c] = np.max(x[n, :, :, c])
    return y


def global_max_pool2d_backward(dy, x):
    """The first maximum of each channel, in row-major order, takes the whole of ``dy[n, c]``."""
    dy, x = as_floats("global_max_pool2d_backward", dy=dy, x=x)
    check_global_pool2d("global_max_pool2d_backward", x)
    N, H, W, C = x.shape
    check_dy("global_max_pool2d_backward", dy, (N, C))
    dx = np.zeros_like(x)
    for n, c in np.ndindex(N, C):
        row, column = np.unravel_index(np.argmax(x[n, :, :, c]), (H, W))
        dx[n, row, column, c] = dy[n, c]
    return dx


# Normalisation


def batch_statistics(x):
    """``mean[c]`` and ``variance[c]`` of all values of channel c."""
    (x,) = as_floats("batch_statistics", x=x)
    check_statistics("batch_statistics", x)
    C = x.shape[-1]
    mean, variance = np.zeros(C, x.dtype), np.zeros(C, x.dtype)
    for c in range(C):
        values = x[..., c]
        mean[c] = np.sum(values) / values.size
        variance[c] = np.sum((values - mean[c]) ** 2) / values.size
    return mean, variance


def batch_norm(x, gamma, beta, mean=None, variance=None, *, epsilon=1e-5):
    """``gamma[c] * (x - mean[c]) / sqrt(variance[c] + epsilon) + beta[c]`` for every value x of channel c."""
    arrays = as_floats("batch_norm", x=x, gamma=gamma, beta=beta, mean=mean, variance=variance)
    epsilon = check_batch_norm("batch_norm", *arrays, epsilon)
    x, gamma, beta, mean, variance = arrays
    if mean is None:
        mean, variance = batch_statistics(x)
    check_spread("batch_norm", variance, epsilon)
    y = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        c = index[-1]
        y[index] = gamma[c] * (x[index] - mean[c]) / np.sqrt(variance[c] + epsilon) + beta[c]
    return y


def batch_norm_backward(dy, x, gamma, beta, mean=None, variance=None, *, epsilon=1e-5):
    """The chain rule, step by step, as in section 3 of Ioffe and Szegedy (arXiv:1502.03167)."""
    operation = "batch_norm_backward"
    dy, *arrays = as_floats(operation, dy=dy, x=x, gamma=gamma, beta=beta, mean=mean, variance=variance)
    epsilon = check_batch_norm(operation, *arrays, epsilon)
    x, gamma, beta, mean, variance = arrays
    check_dy(operation, dy, x.shape)
    training = mean is None
    if training:
        mean, variance = batch_statistics(x)
    check_spread(operation, variance, epsilon)
    dx, dgamma, dbeta = np.zeros_like(x), np.zeros_like(gamma), np.zeros_like(beta)
    for c in range(x.shape[-1]):
        centred = x[..., c] - mean[c]
        deviation = np.sqrt(variance[c] + epsilon)
        dgamma[c] = np.sum(dy[..., c] * centred / deviation)
        dbeta[c] = np.sum(dy[..., c])
        dnormalised = dy[..., c] * gamma[c]
        dx[..., c] = dnormalised / deviation
        if training:  # the mean and the variance are functions of x too
            dvariance = np.sum(dnormalised * centred) * -0.5 * deviation ** -3
            dmean = -np.sum(dnormalised) / deviation
            dx[..., c] += dvariance * 2 * centred / centred.size + dmean / centred.size
    return dx, dgamma, dbeta


def local_response_norm(x, *, depth_radius=5, bias=1.0, alpha=1.0, beta=0.5):
    """``x[c] / (bias + alpha * sum(around ** 2)) ** beta``, where `around` are the channels around c, c among them."""
    (x,) = as_floats("local_response_norm", x=x)
    radius, bias, alpha, beta = check_local_response_norm("local_response_norm", x, depth_radius, bias, alpha, beta)
    y = np.zeros_like(x)
    for n, i, j, c in np.ndindex(x.shape):
        around = x[n, i, j, max(c - radius, 0):c + radius + 1]
        y[n, i, j, c] = x[n, i, j, c] / (bias + alpha * np.sum(around ** 2)) ** beta
    return y


def local_response_norm_backward(dy, x, *, depth_radius=5, bias=1.0, alpha=1.0, beta=0.5):
    """Each output has two gradients: on the value itself, and, through the scale, on all channels around it."""
    operation = "local_response_norm_backward"
    dy, x = as_floats(operation, dy=dy, x=x)
    radius, bias, alpha, beta = check_local_response_norm(operation, x, depth_radius, bias, alpha, beta)
    check_dy(operation, dy, x.shape)
    dx = np.zeros_like(x)
    for n, i, j, c in np.ndindex(x.shape):
        channels = slice(max(c - radius, 0), c + radius + 1)
        around = x[n, i, j, channels]
        scale = bias + alpha * np.sum(around ** 2)
        dscale = dy[n, i, j, c] * x[n, i, j, c] * -beta * scale ** (-beta - 1)
        dx[n, i, j, c] += dy[n, i, j, c] * scale ** -beta
        dx[n, i, j, channels] += dscale * alpha * 2 * around
    return dx


# Activations


def relu(x):
    """``max(x, 0)`` of every value."""
    (x,) = as_floats("relu", x=x)
    y = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        y[index] = max(x[index], 0)
    return y


def relu_backward(dy, x):
    """``dy`` where ``x > 0``, and 0 elsewhere."""
    dy, x = as_floats("relu_backward", dy=dy, x=x)
    check_dy("relu_backward", dy, x.shape)
    dx = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        dx[index] = dy[index] if x[index] > 0 else 0
    return dx


def relu6(x):
    """``min(max(x, 0), 6)`` of every value."""
    (x,) = as_floats("relu6", x=x)
    y = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        y[index] = min(max(x[index], 0), 6)
    return y


def relu6_backward(dy, x):
    """``dy`` where ``0 < x < 6``, and 0 elsewhere."""
    dy, x = as_floats("relu6_backward", dy=dy, x=x)
    check_dy("relu6_backward", dy, x.shape)
    dx = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        dx[index] = dy[index] if 0 < x[index] < 6 else 0
    return dx


def leaky_relu(x, *, negative_slope=0.01):
    """``x`` where ``x > 0``, and ``negative_slope * x`` elsewhere."""
    (x,) = as_floats("leaky_relu", x=x)
    negative_slope = number("leaky_relu", "negative_slope", negative_slope)
    y = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        y[index] = x[index] if x[index] > 0 else negative_slope * x[index]
    return y


def leaky_relu_backward(dy, x, *, negative_slope=0.01):
    """``dy`` where ``x > 0``, and ``negative_slope * dy`` elsewhere."""
    dy, x = as_floats("leaky_relu_backward", dy=dy, x=x)
    check_dy("leaky_relu_backward", dy, x.shape)
    negative_slope = number("leaky_relu_backward", "negative_slope", negative_slope)
    dx = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        dx[index] = dy[index] if x[index] > 0 else negative_slope * dy[index]
    return dx


def sigmoid(x):
    """``1 / (1 + exp(-x))`` of every value; below 0 as ``exp(x) / (1 + exp(x))``, which cannot overflow there."""
    (x,) = as_floats("sigmoid", x=x)
    y = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        if x[index] >= 0:
            y[index] = 1 / (1 + np.exp(-x[index]))
        else:
            y[index] = np.exp(x[index]) / (1 + np.exp(x[index]))
    return y


def sigmoid_backward(dy, x):
    """``dy * sigmoid(x) * sigmoid(-x)``: the sigmoid of -x is 1 less that of x."""
    dy, x = as_floats("sigmoid_backward", dy=dy, x=x)
    check_dy("sigmoid_backward", dy, x.shape)
    s, one_less_s = sigmoid(x), sigmoid(-x)
    dx = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        dx[index] = dy[index] * s[index] * one_less_s[index]
    return dx


def tanh(x):
    """``(exp(x) - exp(-x)) / (exp(x) + exp(-x))`` of every value, which NumPy knows as ``np.tanh``."""
    (x,) = as_floats("tanh", x=x)
    y = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        y[index] = np.tanh(x[index])
    return y


def tanh_backward(dy, x):
    """``dy * (1 - tanh(x) ** 2)``, which is ``4 * dy * sigmoid(2 * x) * sigmoid(-2 * x)``."""
    dy, x = as_floats("tanh_backward", dy=dy, x=x)
    check_dy("tanh_backward", dy, x.shape)
    s, one_less_s = sigmoid(2 * x), sigmoid(-2 * x)
    dx = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        dx[index] = 4 * dy[index] * s[index] * one_less_s[index]
    return dx


def softmax(x, *, axis=-1):
    """``exp(x) / sum(exp(x))`` along one axis; less the maximum first, so that nothing overflows."""
    (x,) = as_floats("softmax", x=x)
    axis = check_axis("softmax", x, axis)
    y = np.zeros_like(x)
    x_lines, y_lines = np.moveaxis(x, axis, -1), np.moveaxis(y, axis, -1)
    for line in np.ndindex(x_lines.shape[:-1]):
        powers = np.exp(x_lines[line] - np.max(x_lines[line]))
        y_lines[line] = powers / np.sum(powers)
    return y


def softmax_backward(dy, x, *, axis=-1):
    """``dx = J dy``, where ``J[a, b] = p[a] * ((a == b) - p[b])`` is the derivative of output b by input a."""
    dy, x = as_floats("softmax_backward", dy=dy, x=x)
    axis = check_axis("softmax_backward", x, axis)
    check_dy("softmax_backward", dy, x.shape)
    dx = np.zeros_like(x)
    p_lines = np.moveaxis(softmax(x, axis=axis), axis, -1)
    dy_lines, dx_lines = np.moveaxis(dy, axis, -1), np.moveaxis(dx, axis, -1)
    for line in np.ndindex(p_lines.shape[:-1]):
        p = p_lines[line]
        jacobian = np.diag(p) - np.outer(p, p)
        dx_lines[line] = jacobian @ dy_lines[line]
    return dx


# Dense layers and dropout


def dense(x, w, b=None):
    """``y[n, m] = b[m] + sum(x[n, :] * w[:, m])``."""
    x, w, b = as_floats("dense", x=x, w=w, b=b)
    check_dense("dense", x, w, b)
    y = np.zeros((len(x), w.shape[1]), x.dtype)
    for n, m in np.ndindex(y.shape):
        y[n, m] = np.sum(x[n, :] * w[:, m])
        if b is not None:
            y[n, m] += b[m]
    return y


def dense_backward(dy, x, w, b=None):
    """``dx[n, :] += dy[n, m] * w[:, m]``, ``dw[:, m] += dy[n, m] * x[n, :]``, ``db[m] += dy[n, m]``."""
    dy, x, w, b = as_floats("dense_backward", dy=dy, x=x, w=w, b=b)
    check_dense("dense_backward", x, w, b)
    check_dy("dense_backward", dy, (len(x), w.shape[1]))
    dx, dw, db = np.zeros_like(x), np.zeros_like(w), np.zeros(w.shape[1], w.dtype)
    for n, m in np.ndindex(dy.shape):
        dx[n, :] += dy[n, m] * w[:, m]
        dw[:, m] += dy[n, m] * x[n, :]
        db[m] += dy[n, m]
    return dx, dw, None if b is None else db


def flatten(x):
    """The values of each example in one row, the last axis fastest."""
    (x,) = as_floats("flatten", x=x)
    check_flatten("flatten", x)
    positions = list(np.ndindex(x.shape[1:]))
    y = np.zeros((len(x), len(positions)), x.dtype)
    for column, position in enumerate(positions):
        y[:, column] = x[:, *position]
    return y


def flatten_backward(dy, x):
    """Every value back to the position that it came from."""
    dy, x = as_floats("flatten_backward", dy=dy, x=x)
    check_flatten("flatten_backward", x)
    positions = list(np.ndindex(x.shape[1:]))
    check_dy("flatten_backward", dy, (len(x), len(positions)))
    dx = np.zeros_like(x)
    for column, position in enumerate(positions):
        dx[:, *position] = dy[:, column]
    return dx


def dropout(x, rate=0.5, *, seed):
    """Draw a number from 0 to 1 for each value: below `rate` the value becomes 0, else ``x / (1 - rate)``."""
    (x,) = as_floats("dropout", x=x)
    rate, seed = check_dropout("dropout", rate, seed)
    random = np.random.default_rng(seed)
    y = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        y[index] = 0 if random.random() < rate else x[index] / (1 - rate)
    return y


def dropout_backward(dy, x, rate=0.5, *, seed):
    """``dy / (1 - rate)`` for the values that :func:`dropout` kept: the same seed draws the same numbers again."""
    dy, x = as_floats("dropout_backward", dy=dy, x=x)
    rate, seed = check_dropout("dropout_backward", rate, seed)
    check_dy("dropout_backward", dy, x.shape)
    random = np.random.default_rng(seed)
    dx = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        dx[index] = 0 if random.random() < rate else dy[index] / (1 - rate)
    return dx


# Losses


def softmax_cross_entropy(logits, labels):
    """The mean over n of ``-sum(p[n, k] * log(softmax(logits[n])[k]))``, where p are the labels as probabilities.

    The logarithm of ``exp(z[k]) / sum(exp(z))`` is ``z[k] - log(sum(exp(z)))``.
    """
    logits, p = check_labels("softmax_cross_entropy", logits, labels)
    N, K = logits.shape
    loss = 0.0
    for n in range(N):
        z = logits[n] - np.max(logits[n])
        for k in range(K):
            if p[n, k] > 0:
                loss -= p[n, k] * (z[k] - np.log(np.sum(np.exp(z)))) / N
    return logits.dtype.type(loss)


def softmax_cross_entropy_backward(dy, logits, labels):
    """``dlogits[n, k] = dy * (softmax(logits[n])[k] - p[n, k]) / N``."""
    dy = check_loss_dy("softmax_cross_entropy_backward", dy)
    logits, p = check_labels("softmax_cross_entropy_backward", logits, labels)
    q = softmax(logits)
    dlogits = np.zeros_like(logits)
    for n, k in np.ndindex(logits.shape):
        dlogits[n, k] = dy * (q[n, k] - p[n, k]) / len(logits)
    return dlogits


def binary_cross_entropy(logits, targets):
    """The mean of ``-t * log(sigmoid(z)) - (1 - t) * log(1 - sigmoid(z))`` over all logits z and their targets t.

    That is ``log(1 + exp(z)) - z * t``, and where z is large ``log(1 + exp(z))`` is written ``z + log(1 + exp(-z))``.
    """
    logits, targets = as_floats("binary_cross_entropy", logits=logits, targets=targets)
    check_targets("binary_cross_entropy", logits, targets)
    loss = 0.0
    for index in np.ndindex(logits.shape):
        z, t = logits[index], targets[index]
        loss += (max(z, 0) + np.log1p(np.exp(-abs(z))) - z * t) / logits.size
    return logits.dtype.type(loss)


def binary_cross_entropy_backward(dy, logits, targets):
    """``dlogits = dy * (sigmoid(z) - t) / size`` for every logit z and its target t."""
    dy = check_loss_dy("binary_cross_entropy_backward", dy)
    logits, targets = as_floats("binary_cross_entropy_backward", logits=logits, targets=targets)
    check_targets("binary_cross_entropy_backward", logits, targets)
    s = sigmoid(logits)
    dlogits = np.zeros_like(logits)
    for index in np.ndindex(logits.shape):
        dlogits[index] = dy * (s[index] - targets[index]) / logits.size
    return dlogits


# Windows and padding


def _pad(x, windows, value=0):
    """The images with their padding around them."""
    return np.pad(x, ((0, 0), *windows.padding, (0, 0)), constant_values=value)


def _crop(padded, windows, x):
    """The part of the padded images that the images `x` take."""
    (top, _), (left, _) = windows.padding
    _, H, W, _ = x.shape
    return padded[:, top:top + H, left:left + W, :]


def _window(i, j, windows):
    """The rows and columns of the padded image that output (i, j) sees."""
    return tuple(slice(index * stride, index * stride + size * dilation, dilation)
                 for index, stride, size, dilation in
                 zip((i, j), windows.stride, windows.size, windows.dilation, strict=True))


def _window_in_image(i, j, windows):
    """The rows and columns of the image that output (i, j) sees: its window without what lies in the padding."""
    first = [index * stride - before for index, stride, (before, _) in
             zip((i, j), windows.stride, windows.padding, strict=True)]
    return tuple(slice(max(start, 0), start + size) for start, size in zip(first, windows.size, strict=True))


def _what_counts(operation, x, windows, count_padding):
    """1 at every position of the padded images that counts in a mean, and 0 at the others."""
    return _pad(np.ones_like(x), windows, value=int(flag(operation, "count_padding", count_padding)))


def _canvas(x, windows, channels):
    """Zeros, large enough for the windows of every position of `x` and for the output with its padding in front."""
    reach = [(n - 1) * stride + effective_kernel(size, dilation) for n, stride, size, dilation in
             zip(x.shape[1:3], windows.stride, windows.size, windows.dilation, strict=True)]
    needed = [before + outputs for (before, _), outputs in zip(windows.padding, windows.outputs, strict=True)]
    return np.zeros((len(x), *np.maximum(reach, needed), channels), x.dtype)
