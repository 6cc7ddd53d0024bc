"""Convolution as a product of matrices.

Unfolding writes every window of the images as a row of a matrix U, so that one product with the kernel gives all
outputs (Chellapilla, Puri and Simard, "High performance convolutional neural networks for document processing",
2006). A 2x2 kernel on a 3x3 image::

       x               U              w

     a b c          a b d e          w00
     d e f   --->   b c e f    @     w01    =    y, one row for each window,
     g h i          d e g h          w10         one column for each output channel
                    e f h i          w11

With several channels each letter stands for the C values of a pixel. From ``y = U w + b`` follow the gradients:
``dw = U.T dy``, and ``dU = dy w.T``, of which every value is added to the pixel that it came from.

U is KH * KW times as large as x, so it is never made whole:

- It is unfolded for a block of windows at a time, in one piece of scratch space that stays in the cache.
- What lies side by side in a row of the image lies side by side in memory: a window is copied as KH items of
  KW * C numbers each.
- dU is made for one tap of the kernel at a time, as ``dy w[u, v].T``, and added to the pixels that the tap meets.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from cnn_helpers.functional._geometry import Geometry

FEW_CHANNELS = 4  # below it the products of all taps are made at once: a matrix of few columns is slow to multiply


def forward(x, w, b, geometry: Geometry, groups: int):
    """``y = U w + b``, written block by block into the result."""
    outputs = w.shape[3]
    matrix = w.reshape(-1, outputs)
    y = np.empty((len(x), *geometry.outputs, outputs), x.dtype)
    for images, rows, group, windows in unfolded(x, geometry, groups):
        part = _channels(group, outputs // groups)
        out = y[images, rows].reshape(-1, outputs)[:, part]
        np.matmul(windows, matrix[:, part], out=out)
        if b is not None:
            out += b[part]
    return y


def kernel_gradient(dy, x, geometry: Geometry, groups: int):
    """``dw = U.T dy``, summed over the blocks."""
    channels, outputs = x.shape[3] // groups, dy.shape[3]
    dw = np.zeros((geometry.kernel[0] * geometry.kernel[1] * channels, outputs), x.dtype)
    for images, rows, group, windows in unfolded(x, geometry, groups):
        part = _channels(group, outputs // groups)
        dw[:, part] += windows.T @ dy[images, rows].reshape(-1, outputs)[:, part]
    return dw.reshape(*geometry.kernel, channels, outputs)


def input_gradient(dy, w, geometry: Geometry, groups: int):
    """``dU = dy w.T``, every value of it added to the pixel that it came from."""
    kernel_height, kernel_width, channels, outputs = w.shape
    at_once = kernel_height * kernel_width if channels < FEW_CHANNELS else 1
    dx = np.zeros((len(dy), *geometry.size, channels * groups), dy.dtype)
    columns = [geometry.seen(1, v, slice(0, geometry.outputs[1])) for v in range(kernel_width)]
    scratch = None
    for images, block_rows in geometry.blocks(len(dy), (at_once * channels + outputs) * dy.itemsize):
        rows = [geometry.seen(0, u, block_rows) for u in range(kernel_height)]
        dy_block = dy[images, block_rows]
        if scratch is None:  # no later block is larger
            scratch = np.empty(at_once * channels * dy_block[..., 0].size, dy.dtype)
        for group in range(groups):
            dx_block, part = dx[images, ..., _channels(group, channels)], _channels(group, outputs // groups)
            for u, v, channel, product in _tap_products(dy_block[..., part], w[..., part], scratch):
                (y_rows, x_rows), (y_columns, x_columns) = rows[u], columns[v]
                dx_block[:, x_rows, x_columns, channel] += product[:, y_rows, y_columns]
    return dx


def unfolded(x, geometry: Geometry, groups: int) -> Iterator[tuple[slice, slice, int, np.ndarray]]:
    """For each block and group: the images, the rows of the output, the group, and U, the windows as rows of a matrix.

    The matrix is overwritten when the next one is asked for.
    """
    channels = x.shape[3] // groups
    if geometry.kernel == geometry.stride == (1, 1) and geometry.outputs == geometry.size:  # the pixels themselves
        for images, rows in geometry.blocks(len(x), x.shape[3] * x.itemsize):
            for group in range(groups):
                yield images, rows, group, x[images, rows, :, _channels(group, channels)].reshape(-1, channels)
        return

    window = geometry.kernel[0] * geometry.kernel[1] * channels
    padded_pixels = geometry.stride[0] * geometry.stride[1] * channels
    scratch = None
    for images, rows in geometry.blocks(len(x), (window + padded_pixels) * x.itemsize):
        count, height = images.stop - images.start, rows.stop - rows.start
        if scratch is None:  # no later block is larger
            padded = np.zeros((count, geometry.extent(0, height), geometry.extent(1, geometry.outputs[1]), channels),
                              x.dtype)
            scratch = np.empty((count, height, geometry.outputs[1], window), x.dtype)
        matrix = scratch[:count, :height]
        for group in range(groups):
            _copy_padded(x[images, ..., _channels(group, channels)], padded, geometry, rows)
            _copy_windows(padded[:count], matrix, geometry)
            yield images, rows, group, matrix.reshape(-1, window)


def _copy_padded(images, padded, geometry, rows):
    """Copy what the windows of `rows` see; above and below it zeros, left and right of it `padded` has them already."""
    first = rows.start * geometry.stride[0] - geometry.before[0]
    left = geometry.before[1]
    extent = geometry.extent(0, rows.stop - rows.start)
    top = min(max(-first, 0), extent)
    bottom = max(min(geometry.size[0] - first, extent), top)
    width = max(min(geometry.size[1], padded.shape[2] - left), 0)
    padded = padded[:len(images), :extent]
    padded[:, :top] = padded[:, bottom:] = 0
    padded[:, top:bottom, left:left + width] = images[:, first + top:first + bottom, :width]


def _copy_windows(padded, matrix, geometry):
    """Copy the windows of `padded` into the rows of `matrix`, in items that are as long as possible."""
    run = geometry.kernel[1] if geometry.dilation[1] == 1 else 1  # how many neighbouring pixels a window has
    item = np.dtype((np.void, run * padded.shape[3] * padded.itemsize))
    image, row, column, _ = padded.strides
    windows = np.ndarray((*matrix.shape[:3], geometry.kernel[0], geometry.kernel[1] // run), item, padded, strides=(
        image, row * geometry.stride[0], column * geometry.stride[1],
        row * geometry.dilation[0], column * geometry.dilation[1]))
    matrix.view(item).reshape(windows.shape)[...] = windows


def _tap_products(dy, w, scratch):
    """For each tap (u, v): ``dy w[u, v].T``, in all channels or in one after the other, made in `scratch`."""
    kernel_height, kernel_width, channels, outputs = w.shape
    windows = dy.shape[:3]
    dy = dy.reshape(-1, outputs)
    if channels < FEW_CHANNELS:
        w = w.reshape(-1, outputs)
        products = scratch[:len(w) * len(dy)].reshape(len(w), len(dy))
        np.matmul(w, dy.T, out=products)
        taps = np.ndindex(kernel_height, kernel_width, channels)
        for (u, v, channel), product in zip(taps, products.reshape(-1, *windows), strict=True):
            yield u, v, channel, product
    else:
        product = scratch[:len(dy) * channels].reshape(len(dy), channels)
        for u, v in np.ndindex(kernel_height, kernel_width):
            np.matmul(dy, w[u, v].T, out=product)
            yield u, v, slice(None), product.reshape(*windows, channels)


def _channels(group, each):
    """The channels of a group, of which every group has `each`."""
    return slice(group * each, (group + 1) * each)
