"""Convolution of each channel by itself: too little to multiply for a matrix, so it is summed tap by tap.

``y += w[u, v] * x_shifted`` for every tap (u, v) of the kernel. With M outputs for a channel, output channel
``c * M + m`` belongs to channel c: all that have the same m are one pass.

NumPy's loops are fast where they are long: a row of pixels, W * C numbers that lie side by side, is one loop if the
weights are repeated for each pixel of the row.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from cnn_helpers.functional._geometry import Geometry


def forward(x, w, b, geometry: Geometry):
    """``y[c * M + m] = b + sum(w[u, v, 0, c * M + m] * x_shifted[c])`` over the taps."""
    channels, outputs = x.shape[3], w.shape[3]
    y = np.empty((len(x), *geometry.outputs, outputs), x.dtype)
    y[...] = 0 if b is None else b
    for m in _passes(channels, outputs):
        for u, v, x_part, y_part in _taps(len(x), channels, geometry, x.itemsize):
            y[..., m][y_part] += x[x_part] * _for_each_column(w[u, v, :, m], y_part)
    return y


def kernel_gradient(dy, x, geometry: Geometry):
    """``dw[u, v, 0, c * M + m] = sum(dy[c * M + m] * x_shifted[c])`` over the windows."""
    channels, outputs = x.shape[3], dy.shape[3]
    dw = np.zeros((*geometry.kernel, 1, outputs), x.dtype)
    for m in _passes(channels, outputs):
        for u, v, x_part, y_part in _taps(len(x), channels, geometry, x.itemsize):
            dw[u, v, 0, m] += (dy[..., m][y_part] * x[x_part]).sum(axis=(0, 1)).sum(axis=0)
    return dw


def input_gradient(dy, w, geometry: Geometry, channels: int):
    """``dx_shifted[c] += w[u, v, 0, c * M + m] * dy[c * M + m]`` for every tap and m."""
    dx = np.zeros((len(dy), *geometry.size, channels), dy.dtype)
    for m in _passes(channels, dy.shape[3]):
        for u, v, x_part, y_part in _taps(len(dy), channels, geometry, dy.itemsize):
            dx[x_part] += dy[..., m][y_part] * _for_each_column(w[u, v, :, m], y_part)
    return dx


def _for_each_column(w, y_part):
    """The weights (1, C) of a tap, repeated along a row of outputs: (columns, C)."""
    _, _, columns = y_part
    return np.repeat(w, columns.stop - columns.start, axis=0)


def _passes(channels, outputs):
    multiplier = outputs // channels
    return [slice(m, None, multiplier) for m in range(multiplier)]


def _taps(batch, channels, geometry, itemsize) -> Iterator[tuple[int, int, tuple, tuple]]:
    """For each block and tap (u, v): the pixels that the tap meets and the outputs to which it brings them."""
    for images, rows in geometry.blocks(batch, 3 * channels * itemsize):
        for u, v in np.ndindex(geometry.kernel):
            y_rows, x_rows = geometry.seen(0, u, rows)
            y_columns, x_columns = geometry.seen(1, v, slice(0, geometry.outputs[1]))
            y_rows = slice(y_rows.start + rows.start, y_rows.stop + rows.start)
            yield u, v, (images, x_rows, x_columns), (images, y_rows, y_columns)
