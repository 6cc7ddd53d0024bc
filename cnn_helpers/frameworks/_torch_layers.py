"""The PyTorch module that computes an operation of a spec, :func:`layer`, and its weights as the course has them.

PyTorch's own modules wherever they compute the same; what is written here they cannot do. Maps are ``(N, C, H, W)``,
vectors ``(N, D)``.
"""

from __future__ import annotations

import math
from operator import attrgetter

import torch
from torch import nn
from torch.nn import functional as F

from cnn_helpers import operations as ops
from cnn_helpers.shapes import output_size, padding_amounts


def layer(operation: ops.Operation, inputs: ops.Shapes) -> nn.Module:
    """The module for `operation` on `inputs`, the shapes ``(H, W, C)`` or ``(D,)`` of one example."""
    channels = inputs[0][-1]
    match operation:
        case ops.Conv(filters=filters, groups=groups, bias=bias):
            return conv2d(operation, channels, filters, groups=groups, bias=bias)
        case ops.DepthwiseConv(multiplier=multiplier, bias=bias):
            return conv2d(operation, channels, channels * multiplier, groups=channels, bias=bias)
        case ops.SeparableConv():
            return SeparableConv2d(operation, channels)
        case ops.TableConv():
            return TableConv2d(operation)
        case ops.MaxPool():
            return max_pool2d(operation)
        case ops.AvgPool():
            return avg_pool2d(operation)
        case ops.AdaptiveAvgPool(size=size):
            return nn.AdaptiveAvgPool2d(size)
        case ops.Subsample(size=size):
            return Subsample2d(channels, size)
        case ops.BatchNorm(epsilon=epsilon, momentum=momentum):
            norm = nn.BatchNorm2d if len(inputs[0]) == 3 else nn.BatchNorm1d
            return norm(channels, eps=epsilon, momentum=1 - momentum)  # PyTorch's is the share of the new
        case ops.LocalResponseNorm(depth_radius=radius, bias=bias, alpha=alpha, beta=beta):
            size = 2 * radius + 1  # by which PyTorch divides alpha
            return nn.LocalResponseNorm(size, alpha=alpha * size, beta=beta, k=bias)
        case ops.Dropout(rate=rate):
            return nn.Dropout(rate)
        case ops.Activation(function=function):
            return ACTIVATIONS[function]()
        case ops.Dense(units=units, bias=bias):
            return nn.Linear(channels, units, bias=bias)
        case ops.RadialBasis(units=units):
            return RadialBasis(channels, units)
        case ops.PadChannels(channels=after):
            return PadChannels(after - channels)
    return WITHOUT_OPTIONS[type(operation)]()


def weight(module: nn.Module, operation: ops.Operation, name: str, shape: ops.Shape) -> torch.Tensor:
    """The weight `name` of the module that :func:`layer` made for `operation`: a view, in the course's layout."""
    return _laid_out(_own(module, operation, name).detach(), shape)


def gradient(module: nn.Module, operation: ops.Operation, name: str, shape: ops.Shape) -> torch.Tensor:
    """The gradient by that weight as the last backward pass left it, in the same layout; zeros where there is none."""
    own = _own(module, operation, name)
    return _laid_out(torch.zeros_like(own) if own.grad is None else own.grad, shape)


def _own(module, operation, name):
    names = SEPARABLE_NAMES if isinstance(operation, ops.SeparableConv) else NAMES
    return attrgetter(names[name])(module)


def _laid_out(tensor, shape):
    return tensor.permute(AXES[tensor.ndim]).view(shape)


NAMES = {"w": "weight", "b": "bias", "gamma": "weight", "beta": "bias", "running_mean": "running_mean",
         "running_variance": "running_var", "codes": "codes"}
SEPARABLE_NAMES = {"w_depthwise": "depthwise.weight", "w_pointwise": "pointwise.weight", "b": "pointwise.bias"}

# Of vectors, matrices (out, in), kernels of a table (connection, KH, KW) and kernels (out, in, KH, KW)
AXES = {1: (0,), 2: (1, 0), 3: (1, 2, 0), 4: (2, 3, 1, 0)}


# Padding


def own_padding(kernel, stride, padding, dilation=(1, 1), most=(math.inf, math.inf)):
    """(vertical, horizontal), where PyTorch can pad so for images of any size: as much on both sides, not above `most`.

    None where it cannot.
    """
    if padding == "same" and stride != (1, 1):
        return None
    return _alike(padding_amounts((1, 1), kernel, padding=padding, dilation=dilation), most)


def padded(x, kernel, stride, padding, dilation=(1, 1), most=(math.inf, math.inf), value=0.0):
    """`x` and what PyTorch is to pad: all, or nothing where it cannot and the padding has been put around `x`."""
    amounts = padding_amounts(tuple(x.shape[2:]), kernel, stride=stride, padding=padding, dilation=dilation)
    own = _alike(amounts, most)
    if own is not None:
        return x, own
    (top, bottom), (left, right) = amounts
    return F.pad(x, (left, right, top, bottom), value=value), (0, 0)


def _alike(amounts, most):
    if all(before == after <= limit for (before, after), limit in zip(amounts, most, strict=True)):
        return tuple(before for before, _ in amounts)
    return None


# Convolutions


def conv2d(operation, channels: int, filters: int, *, groups: int, bias: bool) -> nn.Conv2d:
    """PyTorch's convolution, or one that pads by itself."""
    options = dict(stride=operation.stride, dilation=operation.dilation, groups=groups, bias=bias)
    own = own_padding(operation.kernel, operation.stride, operation.padding, operation.dilation)
    if own is None:
        return PaddedConv2d(channels, filters, operation.kernel, around=operation.padding, **options)
    return nn.Conv2d(channels, filters, operation.kernel, padding=own, **options)


class PaddedConv2d(nn.Conv2d):
    """A convolution with the padding `around` that differs from side to side, or follows from the image's size."""

    def __init__(self, *sizes, around: ops.Padding, **options):
        super().__init__(*sizes, **options)
        self.around = around

    def forward(self, x):
        x, own = padded(x, self.kernel_size, self.stride, self.around, self.dilation)
        return F.conv2d(x, self.weight, self.bias, self.stride, own, self.dilation, self.groups)

    def extra_repr(self):
        return f"{super().extra_repr()}, around={self.around!r}"


class SeparableConv2d(nn.Module):
    """A depthwise convolution without bias, then a 1×1 convolution."""

    def __init__(self, operation: ops.SeparableConv, channels: int):
        super().__init__()
        between = channels * operation.multiplier
        self.depthwise = conv2d(operation, channels, between, groups=channels, bias=False)
        self.pointwise = nn.Conv2d(between, operation.filters, 1, bias=operation.bias)

    def forward(self, x):
        return self.pointwise(self.depthwise(x))


class TableConv2d(nn.Module):
    """A convolution whose kernel holds ``weight``, (connections, KH, KW), at the connected pairs and 0 elsewhere."""

    def __init__(self, operation: ops.TableConv):
        super().__init__()
        self.operation = operation
        pairs = torch.tensor(operation.connections)
        self.register_buffer("inputs", pairs[:, 0], persistent=False)
        self.register_buffer("outputs", pairs[:, 1], persistent=False)
        # As PyTorch begins a convolution, filter by filter: uniform up to one over the root of the fan-in
        bound = (torch.tensor(operation.table).sum(0) * math.prod(operation.kernel)).rsqrt()
        uniform = 2 * torch.rand(len(pairs), *operation.kernel) - 1
        self.weight = nn.Parameter(uniform * bound[self.outputs, None, None])
        self.bias = nn.Parameter((2 * torch.rand(len(bound)) - 1) * bound) if operation.bias else None

    def forward(self, x):
        table, kernel, stride = self.operation.table, self.operation.kernel, self.operation.stride
        full = self.weight.new_zeros(len(table[0]), len(table), *kernel)
        full = full.index_put((self.outputs, self.inputs), self.weight)
        x, own = padded(x, kernel, stride, self.operation.padding)
        return F.conv2d(x, full, self.bias, stride, own)


# Pooling


def max_pool2d(operation: ops.MaxPool) -> nn.Module:
    """PyTorch's maximum pooling, or one that pads by itself."""
    own = own_padding(operation.size, operation.stride, operation.padding, most=_halves(operation.size))
    if own is None:
        return PaddedMaxPool2d(operation)
    return nn.MaxPool2d(operation.size, operation.stride, own, ceil_mode=operation.ceil_mode)


def avg_pool2d(operation: ops.AvgPool) -> nn.Module:
    """PyTorch's average pooling, or one that pads by itself."""
    own = own_padding(operation.size, operation.stride, operation.padding, most=_halves(operation.size))
    if own is None:
        return PaddedAvgPool2d(operation)
    return nn.AvgPool2d(operation.size, operation.stride, own, operation.ceil_mode, operation.count_padding)


def _halves(size):
    """The most that PyTorch lets a pooling pad."""
    return tuple(extent // 2 for extent in size)


class PaddedPool2d(nn.Module):
    """A pooling whose padding differs from side to side, is wider than PyTorch's, or follows from the image's size."""

    def __init__(self, operation: ops.MaxPool | ops.AvgPool):
        super().__init__()
        self.operation = operation

    def extra_repr(self):
        return str(self.operation)

    def _padded(self, x, value):
        options = self.operation
        return padded(x, options.size, options.stride, options.padding, most=_halves(options.size), value=value)

    def _without_excess(self, y, x):
        """PyTorch takes what was put around `x` for a part of it, in which one more window may begin."""
        options = self.operation
        height, width = output_size(tuple(x.shape[2:]), options.size, stride=options.stride, padding=options.padding,
                                    ceil_mode=options.ceil_mode)
        return y[:, :, :height, :width]


class PaddedMaxPool2d(PaddedPool2d):
    """Maximum pooling; padding is minus infinity, so that it never wins."""

    def forward(self, x):
        around, own = self._padded(x, -math.inf)
        options = self.operation
        y = F.max_pool2d(around, options.size, options.stride, own, ceil_mode=options.ceil_mode)
        return self._without_excess(y, x)


class PaddedAvgPool2d(PaddedPool2d):
    """Average pooling."""

    def forward(self, x):
        y = self._mean(x)
        if not self.operation.count_padding:  # the mean of ones is the share of a window that is no padding
            y = y / self._mean(x.new_ones(1, 1, *x.shape[2:]))
        return self._without_excess(y, x)

    def _mean(self, x):
        around, own = self._padded(x, 0.0)
        return F.avg_pool2d(around, self.operation.size, self.operation.stride, own, self.operation.ceil_mode)


class GlobalAvgPool2d(nn.Module):
    """The mean of each channel."""

    def forward(self, x):
        return x.mean((2, 3))


class GlobalMaxPool2d(nn.Module):
    """The greatest value of each channel; of equal ones the first has all of the gradient."""

    def forward(self, x):
        return F.adaptive_max_pool2d(x, 1).flatten(1)


class Subsample2d(nn.Module):
    """The sum of each window, times a weight and plus a bias of its channel; at the beginning the mean."""

    def __init__(self, channels: int, size: ops.Pair):
        super().__init__()
        self.size = size
        self.weight = nn.Parameter(torch.full((channels,), 1 / math.prod(size)))
        self.bias = nn.Parameter(torch.zeros(channels))

    def forward(self, x):
        sums = F.avg_pool2d(x, self.size, divisor_override=1)
        return sums * self.weight[:, None, None] + self.bias[:, None, None]


# The rest


class ScaledTanh(nn.Module):
    """``1.7159 tanh(2x / 3)``: LeCun et al. (1998), appendix A."""

    def forward(self, x):
        amplitude, slope = ops.SCALED_TANH
        return amplitude * torch.tanh(slope * x)


class Flatten(nn.Module):
    """Maps as vectors with the channels last, the order in which the course's dense weights are."""

    def forward(self, x):
        return (x.permute(0, 2, 3, 1) if x.ndim == 4 else x).flatten(1)


class RadialBasis(nn.Module):
    """The squared distance to each of ``codes``, (K, D), a buffer; they are drawn from -1 and 1."""

    def __init__(self, features: int, units: int):
        super().__init__()
        self.register_buffer("codes", 2 * torch.randint(2, (units, features), dtype=torch.get_default_dtype()) - 1)

    def forward(self, x):
        return (x[:, None] - self.codes).square().sum(2)


class Add(nn.Module):
    """The sum of the inputs."""

    def forward(self, first, *others):
        return sum(others, start=first)


class Concatenate(nn.Module):
    """The inputs' channels, one after another."""

    def forward(self, *inputs):
        return torch.cat(inputs, 1)


class Scale(nn.Module):
    """Each channel of the first input times its value in the second."""

    def forward(self, x, gate):
        return x * gate.view(*gate.shape, *(1,) * (x.ndim - 2))


class PadChannels(nn.Module):
    """`more` channels of zeros behind those that are there."""

    def __init__(self, more: int):
        super().__init__()
        self.more = more

    def forward(self, x):
        return F.pad(x, (0, 0, 0, 0, 0, self.more))


ACTIVATIONS = {"relu": nn.ReLU, "relu6": nn.ReLU6, "sigmoid": nn.Sigmoid, "tanh": nn.Tanh, "scaled_tanh": ScaledTanh}
WITHOUT_OPTIONS = {ops.GlobalAvgPool: GlobalAvgPool2d, ops.GlobalMaxPool: GlobalMaxPool2d, ops.Flatten: Flatten,
                   ops.Add: Add, ops.Concatenate: Concatenate, ops.Scale: Scale}
