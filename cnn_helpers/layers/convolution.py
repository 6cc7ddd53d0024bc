"""Convolutions: one and two axes, transposed, depthwise and separable."""

from __future__ import annotations

import numpy as np

from cnn_helpers import functional as F
from cnn_helpers import shapes
from cnn_helpers.arrays import integer, pair
from cnn_helpers.functional.conv import conv2d_backward_parameters
from cnn_helpers.initializers import he_normal
from cnn_helpers.layers.base import Weighted, windows


class Conv2D(Weighted):
    """Two-dimensional convolution, ``(N, H, W, in_channels) -> (N, OH, OW, filters)``; see ``functional.conv2d``.

    Parameters
    ----------
    in_channels, filters
        How many channels come in and go out; both divisible by `groups`.
    kernel_size
        An int or a pair (height, width).
    stride, padding, dilation, groups
        As for ``functional.conv2d``.
    bias
        Whether there is one; it begins as zeros.
    rng
        A ``np.random.Generator``, or a seed: what the weights are drawn from.
    initializer
        Of :mod:`cnn_helpers.initializers`, or a function with their arguments.
    dtype
        Of the parameters: float32 or float64.

    Raises
    ------
    ValueError, TypeError
        Where an argument is out of range or of the wrong kind.

    Examples
    --------
    >>> layer = Conv2D(3, 8, 5, stride=2, padding="same", rng=0)
    >>> layer.forward(np.zeros((1, 32, 32, 3), np.float32)).shape, layer.parameter_count
    ((1, 16, 16, 8), 608)
    """

    function = staticmethod(F.conv2d)
    function_backward = staticmethod(F.conv2d_backward)
    function_backward_parameters = staticmethod(conv2d_backward_parameters)

    def __init__(self, in_channels, filters, kernel_size, *, stride=1, padding="valid", dilation=1, groups=1,
                 bias=True, rng, initializer=he_normal, dtype=np.float32):
        in_channels, filters, groups = _channels("Conv2D", in_channels, filters, groups)
        kernel = _kernel("Conv2D", kernel_size, stride, padding, dilation)
        seen = kernel[0] * kernel[1]
        w = (*kernel, in_channels // groups, filters), seen * in_channels // groups, seen * filters // groups
        super().__init__({"w": w}, filters if bias else None, rng=rng, initializer=initializer, dtype=dtype,
                         stride=stride, padding=padding, dilation=dilation, groups=groups)
        self.in_channels, self.filters, self.kernel_size = in_channels, filters, kernel

    def output_shape(self, input_shape):
        *size, _ = self._check_input(input_shape, "H W C", self.in_channels)
        return (*windows(self, size, self.kernel_size), self.filters)


class Conv1D(Weighted):
    """One-dimensional convolution, ``(N, L, in_channels) -> (N, OL, filters)``; see ``functional.conv1d``.

    Parameters
    ----------
    in_channels, filters, stride, padding, dilation, groups, bias, rng, initializer, dtype
        As for :class:`Conv2D`; a pair as `padding` means (before, after).
    kernel_size
        An int.

    Examples
    --------
    >>> Conv1D(2, 4, 3, rng=0).output_shape((100, 2))
    (98, 4)
    """

    function = staticmethod(F.conv1d)
    function_backward = staticmethod(F.conv1d_backward)

    def __init__(self, in_channels, filters, kernel_size, *, stride=1, padding="valid", dilation=1, groups=1,
                 bias=True, rng, initializer=he_normal, dtype=np.float32):
        in_channels, filters, groups = _channels("Conv1D", in_channels, filters, groups)
        kernel = integer("Conv1D", "kernel_size", kernel_size, minimum=1)
        shapes.padding_amounts(1, kernel, stride=stride, padding=padding, dilation=dilation, operation="Conv1D")
        w = (kernel, in_channels // groups, filters), kernel * in_channels // groups, kernel * filters // groups
        super().__init__({"w": w}, filters if bias else None, rng=rng, initializer=initializer, dtype=dtype,
                         stride=stride, padding=padding, dilation=dilation, groups=groups)
        self.in_channels, self.filters, self.kernel_size = in_channels, filters, kernel

    def output_shape(self, input_shape):
        length, _ = self._check_input(input_shape, "L C", self.in_channels)
        return windows(self, length, self.kernel_size), self.filters


class Conv2DTranspose(Weighted):
    """Transposed convolution, ``(N, H, W, in_channels) -> (N, OH, OW, filters)``; see ``functional.conv_transpose2d``.

    Parameters
    ----------
    in_channels, filters, kernel_size, stride, padding, dilation, groups, bias, rng, initializer, dtype
        As for :class:`Conv2D`.
    output_padding
        What is added to the end of the output, below `stride`.

    Examples
    --------
    >>> layer = Conv2DTranspose(8, 4, 3, stride=2, padding="same", rng=0)
    >>> layer.output_shape((7, 7, 8)), layer.parameters["w"].shape
    ((14, 14, 4), (3, 3, 4, 8))
    """

    function = staticmethod(F.conv_transpose2d)
    function_backward = staticmethod(F.conv_transpose2d_backward)

    def __init__(self, in_channels, filters, kernel_size, *, stride=1, padding="valid", output_padding=0, dilation=1,
                 groups=1, bias=True, rng, initializer=he_normal, dtype=np.float32):
        in_channels, filters, groups = _channels("Conv2DTranspose", in_channels, filters, groups)
        kernel = _kernel("Conv2DTranspose", kernel_size, stride, padding, dilation)
        seen = kernel[0] * kernel[1]
        w = (*kernel, filters // groups, in_channels), seen * in_channels // groups, seen * filters // groups
        super().__init__({"w": w}, filters if bias else None, rng=rng, initializer=initializer, dtype=dtype,
                         stride=stride, padding=padding, output_padding=output_padding, dilation=dilation,
                         groups=groups)
        self.in_channels, self.filters, self.kernel_size = in_channels, filters, kernel

    def output_shape(self, input_shape):
        *size, _ = self._check_input(input_shape, "H W C", self.in_channels)
        names = ("stride", "padding", "output_padding", "dilation")
        options = {name: self.options[name] for name in names}
        return (*shapes.transposed_output_size(size, self.kernel_size, **options, operation="Conv2DTranspose"),
                self.filters)


class DepthwiseConv2D(Weighted):
    """Each channel convolved by itself, ``(N, H, W, C) -> (N, OH, OW, C * multiplier)``.

    See ``functional.depthwise_conv2d``.

    Parameters
    ----------
    in_channels, kernel_size, stride, padding, dilation, bias, rng, initializer, dtype
        As for :class:`Conv2D`.
    multiplier
        How many kernels each channel has.

    Examples
    --------
    >>> DepthwiseConv2D(8, 3, multiplier=2, rng=0).output_shape((10, 10, 8))
    (8, 8, 16)
    """

    function = staticmethod(F.depthwise_conv2d)
    function_backward = staticmethod(F.depthwise_conv2d_backward)

    def __init__(self, in_channels, kernel_size, *, multiplier=1, stride=1, padding="valid", dilation=1, bias=True,
                 rng, initializer=he_normal, dtype=np.float32):
        in_channels = integer("DepthwiseConv2D", "in_channels", in_channels, minimum=1)
        multiplier = integer("DepthwiseConv2D", "multiplier", multiplier, minimum=1)
        kernel = _kernel("DepthwiseConv2D", kernel_size, stride, padding, dilation)
        seen, filters = kernel[0] * kernel[1], in_channels * multiplier
        w = (*kernel, in_channels, multiplier), seen, seen * multiplier
        super().__init__({"w": w}, filters if bias else None, rng=rng, initializer=initializer, dtype=dtype,
                         stride=stride, padding=padding, dilation=dilation)
        self.in_channels, self.filters, self.kernel_size = in_channels, filters, kernel

    def output_shape(self, input_shape):
        *size, _ = self._check_input(input_shape, "H W C", self.in_channels)
        return (*windows(self, size, self.kernel_size), self.filters)


class SeparableConv2D(Weighted):
    """A depthwise, then a 1×1 convolution, ``(N, H, W, in_channels) -> (N, OH, OW, filters)``.

    See ``functional.separable_conv2d``. The two have no activation between them and one bias after.

    Parameters
    ----------
    in_channels, filters, kernel_size, stride, padding, dilation, bias, rng, initializer, dtype
        As for :class:`Conv2D`; the initialiser draws both kernels.
    multiplier
        How many kernels each channel has in the depthwise part.

    Examples
    --------
    >>> SeparableConv2D(8, 16, 3, rng=0).parameter_count  # 3*3*8 + 8*16 + 16
    216
    """

    function = staticmethod(F.separable_conv2d)
    function_backward = staticmethod(F.separable_conv2d_backward)

    def __init__(self, in_channels, filters, kernel_size, *, multiplier=1, stride=1, padding="valid", dilation=1,
                 bias=True, rng, initializer=he_normal, dtype=np.float32):
        in_channels, filters, _ = _channels("SeparableConv2D", in_channels, filters, 1)
        multiplier = integer("SeparableConv2D", "multiplier", multiplier, minimum=1)
        kernel = _kernel("SeparableConv2D", kernel_size, stride, padding, dilation)
        seen, between = kernel[0] * kernel[1], in_channels * multiplier
        weights = {"w_depthwise": ((*kernel, in_channels, multiplier), seen, seen * multiplier),
                   "w_pointwise": ((1, 1, between, filters), between, filters)}
        super().__init__(weights, filters if bias else None, rng=rng, initializer=initializer, dtype=dtype,
                         stride=stride, padding=padding, dilation=dilation)
        self.in_channels, self.filters, self.kernel_size = in_channels, filters, kernel

    def output_shape(self, input_shape):
        *size, _ = self._check_input(input_shape, "H W C", self.in_channels)
        return (*windows(self, size, self.kernel_size), self.filters)


def _channels(operation, in_channels, filters, groups):
    in_channels = integer(operation, "in_channels", in_channels, minimum=1)
    filters = integer(operation, "filters", filters, minimum=1)
    groups = integer(operation, "groups", groups, minimum=1)
    if in_channels % groups or filters % groups:
        raise ValueError(f"{operation}: groups must divide in_channels and filters, but groups = {groups}, "
                         f"in_channels = {in_channels} and filters = {filters} were given")
    return in_channels, filters, groups


def _kernel(operation, kernel_size, stride, padding, dilation):
    kernel = pair(operation, "kernel_size", kernel_size, minimum=1)
    # On any size: this raises where stride, padding or dilation has no meaning.
    shapes.padding_amounts((1, 1), kernel, stride=stride, padding=padding, dilation=dilation, operation=operation)
    return kernel
