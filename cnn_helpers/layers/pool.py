"""Pooling: the greatest value or the mean, of windows or of whole channels."""

from __future__ import annotations

from cnn_helpers import functional as F
from cnn_helpers import shapes
from cnn_helpers.arrays import pair
from cnn_helpers.layers.base import Operation, windows


class _Pool2D(Operation):
    def __init__(self, size, stride, padding, **options):
        kind = type(self).__name__
        self.size = pair(kind, "size", size, minimum=1)
        stride = pair(kind, "stride", self.size if stride is None else stride, minimum=1)
        shapes.padding_amounts((1, 1), self.size, stride=stride, padding=padding, operation=kind)
        super().__init__(size=self.size, stride=stride, padding=padding, **options)

    def output_shape(self, input_shape):
        *size, channels = self._check_input(input_shape, "H W C")
        return (*windows(self, size, self.size, ceil_mode=self.options["ceil_mode"]), channels)


class MaxPool2D(_Pool2D):
    """The greatest value of each window, channel by channel; see ``functional.max_pool2d``.

    Parameters
    ----------
    size
        Of the window: an int or a pair.
    stride
        None means `size`.
    padding, ceil_mode
        As for ``functional.max_pool2d``.

    Examples
    --------
    >>> MaxPool2D(2).output_shape((13, 13, 8)), MaxPool2D(2, ceil_mode=True).output_shape((13, 13, 8))
    ((6, 6, 8), (7, 7, 8))
    """

    function = staticmethod(F.max_pool2d)
    function_backward = staticmethod(F.max_pool2d_backward)

    def __init__(self, size=2, *, stride=None, padding="valid", ceil_mode=False):
        super().__init__(size, stride, padding, ceil_mode=ceil_mode)


class AvgPool2D(_Pool2D):
    """The mean of each window, channel by channel; see ``functional.avg_pool2d``.

    Parameters
    ----------
    size, stride, padding, ceil_mode
        As for :class:`MaxPool2D`.
    count_padding
        Whether the zeros of the padding count in the mean.

    Examples
    --------
    >>> import numpy as np
    >>> AvgPool2D(2).forward(np.arange(4.0).reshape(1, 2, 2, 1)).item()
    1.5
    """

    function = staticmethod(F.avg_pool2d)
    function_backward = staticmethod(F.avg_pool2d_backward)

    def __init__(self, size=2, *, stride=None, padding="valid", count_padding=False, ceil_mode=False):
        super().__init__(size, stride, padding, count_padding=count_padding, ceil_mode=ceil_mode)


class _GlobalPool2D(Operation):
    def __init__(self):
        super().__init__()

    def output_shape(self, input_shape):
        return self._check_input(input_shape, "H W C")[-1:]


class GlobalAvgPool2D(_GlobalPool2D):
    """The mean of each channel, ``(N, H, W, C) -> (N, C)``.

    Examples
    --------
    >>> GlobalAvgPool2D().output_shape((7, 7, 64))
    (64,)
    """

    function = staticmethod(F.global_avg_pool2d)
    function_backward = staticmethod(F.global_avg_pool2d_backward)


class GlobalMaxPool2D(_GlobalPool2D):
    """The greatest value of each channel, ``(N, H, W, C) -> (N, C)``.

    Examples
    --------
    >>> GlobalMaxPool2D().output_shape((7, 7, 64))
    (64,)
    """

    function = staticmethod(F.global_max_pool2d)
    function_backward = staticmethod(F.global_max_pool2d_backward)
