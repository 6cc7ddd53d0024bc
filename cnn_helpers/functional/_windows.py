"""Sliding a window along one axis, by slices: no copy of the windows, and no copy of the padded input."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np


def taps(axis, length, size, stride, before, outputs) -> Iterator[tuple[tuple, tuple]]:
    """For each position of the window, the outputs whose window has it inside the input, and the inputs met there.

    Both are indices of a whole array, of the output and of the input, that select along `axis`.

    Examples
    --------
    Windows of 2 on 4 values, with one zero in front: the first position lies in the padding for output 0.

    >>> list(taps(0, length=4, size=2, stride=2, before=1, outputs=2))
    [((slice(1, 2, None),), (slice(1, 2, 2),)), ((slice(0, 2, None),), (slice(0, 3, 2),))]
    """
    others = (slice(None),) * axis
    for tap in range(size):
        offset = tap - before
        first = max(-(offset // stride), 0)
        last = min((length - 1 - offset) // stride, outputs - 1)
        if first <= last:
            inputs = slice(first * stride + offset, last * stride + offset + 1, stride)
            yield (*others, slice(first, last + 1)), (*others, inputs)


def slide_max(x, axis, size, stride, before, outputs):
    """The maximum of each window along `axis`; NaN where a window holds one."""
    y = np.full(_with_length(x, axis, outputs), -np.inf, x.dtype)
    for out, at in taps(axis, x.shape[axis], size, stride, before, outputs):
        np.maximum(y[out], x[at], out=y[out])
    return y


def slide_max_backward(dy, x, y, axis, size, stride, before):
    """Give each value of `dy` to the first input of its window that equals the maximum `y`."""
    dx = np.zeros_like(x)
    waiting = np.ones(y.shape, bool)  # the windows whose maximum has not been met
    holds_nan = np.isnan(y).any()
    for out, at in taps(axis, x.shape[axis], size, stride, before, y.shape[axis]):
        values = x[at]
        takes = values == y[out]
        if holds_nan:
            takes |= np.isnan(values)  # a NaN is its window's maximum
        takes &= waiting[out]
        waiting[out] ^= takes
        dx[at] += dy[out] * takes
    return dx


def slide_sum(x, axis, size, stride, before, outputs):
    """The sum of each window along `axis`."""
    y = np.zeros(_with_length(x, axis, outputs), x.dtype)
    for out, at in taps(axis, x.shape[axis], size, stride, before, outputs):
        y[out] += x[at]
    return y


def slide_sum_backward(dy, length, axis, size, stride, before):
    """Give each value of `dy` to every input of its window."""
    dx = np.zeros(_with_length(dy, axis, length), dy.dtype)
    for out, at in taps(axis, length, size, stride, before, dy.shape[axis]):
        dx[at] += dy[out]
    return dx


def _with_length(x, axis, length):
    return (*x.shape[:axis], length, *x.shape[axis + 1:])
