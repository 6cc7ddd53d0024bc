"""The layer that computes an operation of a spec, with weights: :func:`layer`.

Most are those of :mod:`cnn_helpers.layers`. What only one architecture or another needs is written here, as are the
joints, whose ``forward`` takes several inputs and whose ``backward`` gives a gradient for each.
"""

from __future__ import annotations

import numpy as np

from cnn_helpers import functional as F
from cnn_helpers import layers
from cnn_helpers import operations as ops
from cnn_helpers.initializers import he_normal
from cnn_helpers.layers.base import Layer, Operation, Weighted


def layer(operation: ops.Operation, inputs: ops.Shapes, *, rng: np.random.Generator, dtype) -> Layer:
    """The layer for `operation` on `inputs`, the shapes of one example; its weights are drawn from `rng`."""
    drawn = dict(rng=rng, dtype=dtype)
    channels = inputs[0][-1]
    match operation:
        case ops.Conv(filters=filters, kernel=kernel):
            return layers.Conv2D(channels, filters, kernel, **_window(operation), groups=operation.groups,
                                 dilation=operation.dilation, bias=operation.bias, **drawn)
        case ops.DepthwiseConv(kernel=kernel):
            return layers.DepthwiseConv2D(channels, kernel, **_window(operation), multiplier=operation.multiplier,
                                          dilation=operation.dilation, bias=operation.bias, **drawn)
        case ops.SeparableConv(filters=filters, kernel=kernel):
            return layers.SeparableConv2D(channels, filters, kernel, **_window(operation), dilation=operation.dilation,
                                          multiplier=operation.multiplier, bias=operation.bias, **drawn)
        case ops.TableConv():
            return TableConv2D(operation, channels, **drawn)
        case ops.MaxPool(size=size):
            return layers.MaxPool2D(size, **_window(operation), ceil_mode=operation.ceil_mode)
        case ops.AvgPool(size=size):
            return layers.AvgPool2D(size, **_window(operation), ceil_mode=operation.ceil_mode,
                                    count_padding=operation.count_padding)
        case ops.AdaptiveAvgPool():
            return AdaptiveAvgPool2D(operation)
        case ops.Subsample(size=size):
            return Subsample2D(channels, size, **drawn)
        case ops.BatchNorm(epsilon=epsilon, momentum=momentum):
            return layers.BatchNorm(channels, epsilon=epsilon, momentum=momentum, dtype=dtype)
        case ops.LocalResponseNorm(depth_radius=radius, bias=bias, alpha=alpha, beta=beta):
            return layers.LocalResponseNorm(depth_radius=radius, bias=bias, alpha=alpha, beta=beta)
        case ops.Dropout(rate=rate):
            return layers.Dropout(rate, rng=rng)
        case ops.Activation(function=function):
            return ACTIVATIONS[function]()
        case ops.Dense(units=units, bias=bias):
            return layers.Dense(channels, units, bias=bias, **drawn)
        case ops.RadialBasis(units=units):
            return RadialBasis(channels, units, **drawn)
        case ops.PadChannels():
            return PadChannels(operation.channels)
    return WITHOUT_OPTIONS[type(operation)]()


def _window(operation):
    return {"stride": operation.stride, "padding": operation.padding}


class ScaledTanh(Operation):
    """``1.7159 tanh(2x / 3)``."""

    def __init__(self):
        super().__init__()

    def function(self, x):
        amplitude, slope = ops.SCALED_TANH
        return amplitude * F.tanh(slope * x)

    def function_backward(self, dy, x):
        amplitude, slope = ops.SCALED_TANH
        return amplitude * slope * F.tanh_backward(dy, slope * x)


class TableConv2D(Weighted):
    """``conv2d`` with the kernel that holds `w` at the connected pairs and 0 elsewhere."""

    def __init__(self, operation: ops.TableConv, channels: int, *, rng, dtype):
        taps = operation.kernel[0] * operation.kernel[1]
        self.inputs, self.outputs = np.array(operation.connections).T
        self.kernel = (*operation.kernel, channels, operation.filters)
        connections = len(operation.connections)
        w = (*operation.kernel, connections), taps * connections // operation.filters, taps * connections // channels
        super().__init__({"w": w}, operation.filters if operation.bias else None, rng=rng, initializer=he_normal,
                         dtype=dtype, **_window(operation))

    def _full(self, w):
        full = np.zeros(self.kernel, w.dtype)
        full[:, :, self.inputs, self.outputs] = w
        return full

    def function(self, x, w, b=None, **options):
        return F.conv2d(x, self._full(w), b, **options)

    def function_backward(self, dy, x, w, b=None, **options):
        dx, dw, db = F.conv2d_backward(dy, x, self._full(w), b, **options)
        return dx, dw[:, :, self.inputs, self.outputs], db


class Subsample2D(Operation):
    """``w[c] * (sum of the window) + b[c]``; at the beginning the mean: ``w`` is one over the window's pixels."""

    def __init__(self, channels: int, size: ops.Pair, *, rng, dtype):
        super().__init__(size=size)
        self.pixels = size[0] * size[1]
        self.parameters = {"w": np.full(channels, 1 / self.pixels, dtype), "b": np.zeros(channels, dtype)}

    def function(self, x, w, b, *, size):
        return F.avg_pool2d(x, size) * (self.pixels * w) + b

    def function_backward(self, dy, x, w, b, *, size):
        dx = F.avg_pool2d_backward(dy * (self.pixels * w), x, size)
        return dx, (dy * F.avg_pool2d(x, size)).sum(axis=(0, 1, 2)) * self.pixels, dy.sum(axis=(0, 1, 2))


class AdaptiveAvgPool2D(Operation):
    """Means over spans: along each axis a product with a matrix whose rows are those means."""

    def __init__(self, operation: ops.AdaptiveAvgPool):
        super().__init__()
        self.operation = operation

    def function(self, x):
        rows, columns = self._means(x)
        return np.einsum("ih,nhwc,jw->nijc", rows, x, columns, optimize=True)

    def function_backward(self, dy, x):
        rows, columns = self._means(x)
        return np.einsum("ih,nijc,jw->nhwc", rows, dy, columns, optimize=True)

    def _means(self, x):
        for axis in (0, 1):
            spans = self.operation.spans(x.shape[1 + axis], axis)
            means = np.zeros((len(spans), x.shape[1 + axis]), x.dtype)
            for row, (first, end) in zip(means, spans, strict=True):
                row[first:end] = 1 / (end - first)
            yield means


class RadialBasis(Operation):
    """``y[k] = sum((x - codes[:, k]) ** 2)``; the codes are drawn from -1 and 1, and not trained."""

    def __init__(self, features: int, units: int, *, rng, dtype):
        super().__init__()
        self.state = {"codes": rng.choice([-1.0, 1.0], (features, units)).astype(dtype)}

    def function(self, x):
        return ((x[:, :, np.newaxis] - self.state["codes"]) ** 2).sum(axis=1)

    def function_backward(self, dy, x):
        return 2 * (x * dy.sum(axis=1, keepdims=True) - dy @ self.state["codes"].T)


class PadChannels(Operation):
    """Channels of zeros behind those that are there."""

    def __init__(self, channels: int):
        super().__init__()
        self.channels = channels

    def function(self, x):
        return np.pad(x, ((0, 0), (0, 0), (0, 0), (0, self.channels - x.shape[3])))

    def function_backward(self, dy, x):
        return dy[..., :x.shape[3]]


class Joint(Layer):
    """Several inputs, one output, no weights."""

    def __init__(self):
        self.parameters, self.gradients, self.state = {}, {}, {}


class Add(Joint):
    """The sum of the inputs."""

    def forward(self, *inputs, training=False):
        self._count = len(inputs)
        first, *others = inputs
        return sum(others, start=first)

    def backward(self, dy):
        return (dy,) * self._count


class Concatenate(Joint):
    """The inputs' channels, one after another."""

    def forward(self, *inputs, training=False):
        self._ends = np.cumsum([x.shape[-1] for x in inputs])[:-1]
        return np.concatenate(inputs, axis=-1)

    def backward(self, dy):
        return tuple(np.split(dy, self._ends, axis=-1))


class Scale(Joint):
    """Each channel of the first input times its value in the second."""

    def forward(self, x, gate, *, training=False):
        self._x, self._gate = x, gate.reshape(len(gate), *(1,) * (x.ndim - 2), -1)
        return x * self._gate

    def backward(self, dy):
        by_gate = (dy * self._x).sum(axis=tuple(range(1, dy.ndim - 1)))
        return dy * self._gate, by_gate


ACTIVATIONS = {"relu": layers.ReLU, "relu6": layers.ReLU6, "sigmoid": layers.Sigmoid, "tanh": layers.Tanh,
               "scaled_tanh": ScaledTanh}
WITHOUT_OPTIONS = {ops.GlobalAvgPool: layers.GlobalAvgPool2D, ops.GlobalMaxPool: layers.GlobalMaxPool2D,
                   ops.Flatten: layers.Flatten, ops.Add: Add, ops.Concatenate: Concatenate, ops.Scale: Scale}
