"""Pooling: the maximum or the mean of each window, channel by channel.

A maximum over a rectangle is a maximum over its columns, then over its rows; a sum likewise. So a window
of KH × KW costs KH + KW passes over the data, and none of them copies the windows.
"""

from __future__ import annotations

import numpy as np

from cnn_helpers._checks import check_dy, check_global_pool2d, check_pool2d, flag
from cnn_helpers.arrays import as_floats
from cnn_helpers.functional._windows import slide_max, slide_max_backward, slide_sum, slide_sum_backward

__all__ = [
    "avg_pool2d", "avg_pool2d_backward",
    "global_avg_pool2d", "global_avg_pool2d_backward",
    "global_max_pool2d", "global_max_pool2d_backward",
    "max_pool2d", "max_pool2d_backward",
]  # fmt: skip


def max_pool2d(x, size=2, *, stride=None, padding="valid", ceil_mode=False):
    """The largest value of each window: ``y[n, i, j, c] = max(x[n, i·s : i·s + KH, j·s : j·s + KW, c])``.

    Padding never wins: it counts as minus infinity. A window that holds a NaN gives NaN, as ``np.max`` does.

    Parameters
    ----------
    x : array (N, H, W, C)
    size : int or (KH, KW)
    stride : int or (vertical, horizontal), optional
        `size` where it is not given.
    padding : "valid", "same", int, (vertical, horizontal) or ((top, bottom), (left, right))
        Below the window's size on each side.
    ceil_mode : bool
        Whether a last window that reaches beyond the padded image counts (over what it holds of it).

    Returns
    -------
    array (N, OH, OW, C) of the dtype of x
        ``OH, OW = shapes.output_size((H, W), size, …)``.

    Raises
    ------
    ValueError, TypeError
        Where an argument is of the wrong shape, range or kind; the message names it.

    See Also
    --------
    ``tf.nn.max_pool2d``, ``torch.nn.functional.max_pool2d``.

    Examples
    --------
    >>> x = np.arange(16.0).reshape(1, 4, 4, 1)
    >>> max_pool2d(x)[0, :, :, 0]
    array([[ 5.,  7.],
           [13., 15.]])
    """
    (x,) = as_floats("max_pool2d", x=x)
    windows = check_pool2d("max_pool2d", x, size, stride, padding, ceil_mode)
    vertical, horizontal = _axes(windows)
    rows = slide_max(x, 1, *vertical, windows.outputs[0])
    return slide_max(rows, 2, *horizontal, windows.outputs[1])


def max_pool2d_backward(dy, x, size=2, *, stride=None, padding="valid", ceil_mode=False):
    """The gradient of :func:`max_pool2d`: each value of `dy` goes to the maximum of its window.

    Of equal maxima the first in row-major order takes it all, as in TensorFlow and PyTorch.

    Parameters
    ----------
    dy : array (N, OH, OW, C)
    x, size, stride, padding, ceil_mode
        As they were given to :func:`max_pool2d`.

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
    >>> x = np.array([[1.0, 3.0], [3.0, 2.0]]).reshape(1, 2, 2, 1)
    >>> max_pool2d_backward(np.ones((1, 1, 1, 1)), x)[0, :, :, 0]
    array([[0., 1.],
           [0., 0.]])
    """
    dy, x = as_floats("max_pool2d_backward", dy=dy, x=x)
    windows = check_pool2d("max_pool2d_backward", x, size, stride, padding, ceil_mode)
    check_dy("max_pool2d_backward", dy, (x.shape[0], *windows.outputs, x.shape[3]))
    vertical, horizontal = _axes(windows)
    # Along each row first: of the rows of a window the first with the maximum wins, and in it the first column.
    rows = slide_max(x, 2, *horizontal, windows.outputs[1])
    y = slide_max(rows, 1, *vertical, windows.outputs[0])
    drows = slide_max_backward(dy, rows, y, 1, *vertical)
    return slide_max_backward(drows, x, rows, 2, *horizontal)


def avg_pool2d(x, size=2, *, stride=None, padding="valid", count_padding=False, ceil_mode=False):
    """The mean of each window: ``y[n, i, j, c] = mean(x[n, i·s : i·s + KH, j·s : j·s + KW, c])``.

    Parameters
    ----------
    x : array (N, H, W, C)
    size : int or (KH, KW)
    stride : int or (vertical, horizontal), optional
        `size` where it is not given.
    padding : "valid", "same", int, (vertical, horizontal) or ((top, bottom), (left, right))
        Below the window's size on each side.
    count_padding : bool
        Whether the zeros of the padding count in the mean. TensorFlow never counts them; PyTorch does, unless
        ``count_include_pad=False``.
    ceil_mode : bool
        Whether a last window that reaches beyond the padded image counts (over what it holds of it).

    Returns
    -------
    array (N, OH, OW, C) of the dtype of x
        ``OH, OW = shapes.output_size((H, W), size, …)``.

    Raises
    ------
    ValueError, TypeError
        Where an argument is of the wrong shape, range or kind; the message names it.

    See Also
    --------
    ``tf.nn.avg_pool2d``, ``torch.nn.functional.avg_pool2d``.

    Examples
    --------
    >>> x = np.array([[1.0, 2.0], [3.0, 6.0]]).reshape(1, 2, 2, 1)
    >>> avg_pool2d(x).item()
    3.0
    >>> avg_pool2d(x, stride=1, padding=((1, 0), (0, 0)))[0, :, :, 0]
    array([[1.5],
           [3. ]])
    >>> avg_pool2d(x, stride=1, padding=((1, 0), (0, 0)), count_padding=True)[0, :, :, 0]
    array([[0.75],
           [3.  ]])
    """
    (x,) = as_floats("avg_pool2d", x=x)
    windows = check_pool2d("avg_pool2d", x, size, stride, padding, ceil_mode)
    counts = _counts("avg_pool2d", x, windows, count_padding)
    vertical, horizontal = _axes(windows)
    rows = slide_sum(x, 1, *vertical, windows.outputs[0])
    y = slide_sum(rows, 2, *horizontal, windows.outputs[1])
    y /= counts
    return y


def avg_pool2d_backward(dy, x, size=2, *, stride=None, padding="valid", count_padding=False, ceil_mode=False):
    """The gradient of :func:`avg_pool2d`: each value of `dy` is shared equally among its window.

    Parameters
    ----------
    dy : array (N, OH, OW, C)
    x, size, stride, padding, count_padding, ceil_mode
        As they were given to :func:`avg_pool2d`.

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
    >>> avg_pool2d_backward(np.ones((1, 1, 1, 1)), np.zeros((1, 2, 2, 1)))[0, :, :, 0]
    array([[0.25, 0.25],
           [0.25, 0.25]])
    """
    dy, x = as_floats("avg_pool2d_backward", dy=dy, x=x)
    windows = check_pool2d("avg_pool2d_backward", x, size, stride, padding, ceil_mode)
    counts = _counts("avg_pool2d_backward", x, windows, count_padding)
    check_dy("avg_pool2d_backward", dy, (x.shape[0], *windows.outputs, x.shape[3]))
    vertical, horizontal = _axes(windows)
    drows = slide_sum_backward(dy / counts, x.shape[2], 2, *horizontal)
    return slide_sum_backward(drows, x.shape[1], 1, *vertical)


def global_avg_pool2d(x):
    """The mean of each channel over the whole image: ``y[n, c] = mean(x[n, :, :, c])``.

    Lin, Chen and Yan, "Network in network" (arXiv:1312.4400), section 3.2.

    Parameters
    ----------
    x : array (N, H, W, C)

    Returns
    -------
    array (N, C) of the dtype of x

    Raises
    ------
    ValueError, TypeError
        Where `x` has other axes, no pixel, or holds no real numbers.

    Examples
    --------
    >>> global_avg_pool2d(np.arange(8).reshape(1, 2, 2, 2))
    array([[3., 4.]])
    """
    (x,) = as_floats("global_avg_pool2d", x=x)
    check_global_pool2d("global_avg_pool2d", x)
    return x.mean(axis=(1, 2))


def global_avg_pool2d_backward(dy, x):
    """The gradient of :func:`global_avg_pool2d`: ``dx[n, i, j, c] = dy[n, c] / (H·W)``.

    Parameters
    ----------
    dy : array (N, C)
    x : array (N, H, W, C)
        As it was given to :func:`global_avg_pool2d`.

    Returns
    -------
    array (N, H, W, C)
        dx.

    Raises
    ------
    ValueError, TypeError
        Where an argument is of the wrong shape or kind; the message names it.

    Examples
    --------
    >>> global_avg_pool2d_backward([[2.0]], np.zeros((1, 1, 2, 1))).ravel()
    array([1., 1.])
    """
    dy, x = as_floats("global_avg_pool2d_backward", dy=dy, x=x)
    check_global_pool2d("global_avg_pool2d_backward", x)
    check_dy("global_avg_pool2d_backward", dy, (x.shape[0], x.shape[3]))
    share = dy / (x.shape[1] * x.shape[2])
    return np.broadcast_to(share[:, None, None, :], x.shape).copy()


def global_max_pool2d(x):
    """The largest value of each channel over the whole image: ``y[n, c] = max(x[n, :, :, c])``.

    Parameters
    ----------
    x : array (N, H, W, C)

    Returns
    -------
    array (N, C) of the dtype of x

    Raises
    ------
    ValueError, TypeError
        Where `x` has other axes, no pixel, or holds no real numbers.

    Examples
    --------
    >>> global_max_pool2d(np.arange(8).reshape(1, 2, 2, 2))
    array([[6., 7.]])
    """
    (x,) = as_floats("global_max_pool2d", x=x)
    check_global_pool2d("global_max_pool2d", x)
    return x.max(axis=(1, 2))


def global_max_pool2d_backward(dy, x):
    """The gradient of :func:`global_max_pool2d`: `dy` goes to each channel's first maximum in row-major order.

    TensorFlow and PyTorch share it among equal maxima instead (``tf.reduce_max``, ``torch.amax``); without
    ties the three agree.

    Parameters
    ----------
    dy : array (N, C)
    x : array (N, H, W, C)
        As it was given to :func:`global_max_pool2d`.

    Returns
    -------
    array (N, H, W, C)
        dx.

    Raises
    ------
    ValueError, TypeError
        Where an argument is of the wrong shape or kind; the message names it.

    Examples
    --------
    >>> global_max_pool2d_backward([[2.0]], np.array([[5.0, 7.0]]).reshape(1, 1, 2, 1)).ravel()
    array([0., 2.])
    """
    dy, x = as_floats("global_max_pool2d_backward", dy=dy, x=x)
    check_global_pool2d("global_max_pool2d_backward", x)
    check_dy("global_max_pool2d_backward", dy, (x.shape[0], x.shape[3]))
    batch, height, width, channels = x.shape
    first = x.reshape(batch, height * width, channels).argmax(axis=1)
    dx = np.zeros((batch, height * width, channels), x.dtype)
    np.put_along_axis(dx, first[:, None, :], dy[:, None, :], axis=1)
    return dx.reshape(x.shape)


def _axes(windows):
    """(size, stride, zeros before) of the vertical and of the horizontal axis."""
    before = [amounts[0] for amounts in windows.padding]
    return list(zip(windows.size, windows.stride, before, strict=True))


def _counts(operation, x, windows, count_padding):
    """How many positions the mean of each window is taken over, as an array (OH, OW, 1)."""
    count_padding = flag(operation, "count_padding", count_padding)
    rows, columns = (
        _positions(length, size, stride, amounts, outputs, count_padding)
        for length, size, stride, amounts, outputs in zip(
            x.shape[1:3], windows.size, windows.stride, windows.padding, windows.outputs, strict=True)
    )
    return np.multiply.outer(rows, columns)[..., None].astype(x.dtype)


def _positions(length, size, stride, amounts, outputs, count_padding):
    """How many positions each window along one axis holds, of the image or of the padded image."""
    before, after = amounts
    low, high = (-before, length + after) if count_padding else (0, length)
    first = np.arange(outputs) * stride - before
    return np.minimum(first + size, high) - np.maximum(first, low)
