"""The Keras layers that compute an operation of a spec: :func:`apply`.

Keras' own wherever it has one that computes the same. What it has not is written below, in ``keras.ops``; those layers
are registered, so that a saved model can be loaded. This module imports Keras: import it inside functions only.

Variables have Keras' names and the course's shapes, which are TensorFlow's.
"""

from __future__ import annotations

import math

import keras
from keras import layers

from cnn_helpers import operations as ops
from cnn_helpers.shapes import padding_amounts
from cnn_helpers.spec import Node

registered = keras.saving.register_keras_serializable("cnn_helpers")


def apply(node: Node, inputs: list):
    """The symbolic output of `node`, given those of its inputs.

    The layer that has the node's name gives it; before it there may be one called ``<name>_pad`` or
    ``<name>_reshape``.
    """
    name, operation, x = node.name, node.operation, inputs[0]
    match operation:
        case ops.Conv() | ops.DepthwiseConv() | ops.SeparableConv():
            return _convolution(operation, x, name)
        case ops.TableConv(table=table, kernel=kernel, stride=stride, bias=bias):
            x, padding = _zeros_around(x, operation.padding, name)
            return TableConv2D(table, kernel, strides=stride, padding=padding, use_bias=bias, name=name)(x)
        case ops.MaxPool():
            return _max_pool(operation, x, name)
        case ops.AvgPool():
            return _avg_pool(operation, x, name)
        case ops.AdaptiveAvgPool(size=size):
            layer = layers.AdaptiveAveragePooling2D(size, name=name)
        case ops.GlobalAvgPool():
            layer = layers.GlobalAveragePooling2D(name=name)
        case ops.GlobalMaxPool():
            layer = layers.GlobalMaxPooling2D(name=name)
        case ops.Subsample(size=size):
            layer = Subsampling2D(size, name=name)
        case ops.BatchNorm(epsilon=epsilon, momentum=momentum):
            layer = layers.BatchNormalization(epsilon=epsilon, momentum=momentum, name=name)
        case ops.LocalResponseNorm(depth_radius=radius, bias=bias, alpha=alpha, beta=beta):
            layer = LocalResponseNormalization(radius, bias, alpha, beta, name=name)
        case ops.Dropout(rate=rate):
            layer = layers.Dropout(rate, name=name)
        case ops.Activation(function="scaled_tanh"):
            layer = layers.Activation(scaled_tanh, name=name)
        case ops.Activation(function=function):
            layer = layers.Activation(function, name=name)
        case ops.Flatten():
            layer = layers.Flatten(name=name)
        case ops.Dense(units=units, bias=bias):
            layer = layers.Dense(units, use_bias=bias, name=name)
        case ops.RadialBasis(units=units):
            layer = RadialBasis(units, name=name)
        case ops.Add():
            return layers.Add(name=name)(inputs)
        case ops.Concatenate():
            return layers.Concatenate(name=name)(inputs)
        case ops.Scale():
            gate = layers.Reshape((1,) * (len(x.shape) - 2) + (x.shape[-1],), name=f"{name}_reshape")(inputs[1])
            return layers.Multiply(name=name)([x, gate])
        case ops.PadChannels(channels=channels):
            layer = Padding(((0, 0), (0, 0), (0, channels - x.shape[-1])), name=name)
    return layer(x)


def _convolution(operation, x, name):
    padding, stride, dilation = operation.padding, operation.stride, operation.dilation
    # Conv2D refuses a stride with a dilation, and TensorFlow has depthwise kernels for equal strides alone.
    stepped = max(dilation) > 1 or (stride[0] != stride[1] and not isinstance(operation, ops.Conv))
    stepped = stepped and max(stride) > 1
    if stepped and padding == "same":  # of the convolution with its stride
        padding = padding_amounts(x.shape[1:3], operation.kernel, stride=stride, dilation=dilation, padding=padding)
    x, padding = _zeros_around(x, padding, name)
    options = dict(padding=padding, dilation_rate=dilation, use_bias=operation.bias, name=name,
                   **({"steps": stride} if stepped else {"strides": stride}))
    match operation:
        case ops.Conv(filters=filters, kernel=kernel, groups=groups):
            kind = SteppedConv2D if stepped else layers.Conv2D if groups == 1 else GroupedConv2D
            return kind(filters, kernel, groups=groups, **options)(x)
        case ops.DepthwiseConv(kernel=kernel, multiplier=multiplier):
            kind = SteppedDepthwiseConv2D if stepped else layers.DepthwiseConv2D
            return kind(kernel, depth_multiplier=multiplier, **options)(x)
        case ops.SeparableConv(filters=filters, kernel=kernel, multiplier=multiplier):
            kind = SteppedSeparableConv2D if stepped else layers.SeparableConv2D
            return kind(filters, kernel, depth_multiplier=multiplier, **options)(x)


def _zeros_around(x, padding, name):
    """`x` with explicit padding added, and the word for the padding that is left to do."""
    if isinstance(padding, str):
        return x, padding
    return (layers.ZeroPadding2D(padding, name=f"{name}_pad")(x) if any(map(any, padding)) else x), "valid"


def _max_pool(operation, x, name):
    padding = operation.padding
    if padding != "same":
        around = _joined(*_around(operation, x))
        if any(map(any, around)):
            x = Padding((*around, (0, 0)), -math.inf, name=f"{name}_pad")(x)
        padding = "valid"
    return layers.MaxPooling2D(operation.size, operation.stride, padding, name=name)(x)


def _avg_pool(operation, x, name):
    size, stride = operation.size, operation.stride
    zeros, missing = _around(operation, x)
    if not any(map(any, (*zeros, *missing))):
        return layers.AveragePooling2D(size, stride, "valid", name=name)(x)
    if operation.padding == "same" and not operation.count_padding:
        return layers.AveragePooling2D(size, stride, "same", name=name)(x)
    nothing = ((0, 0), (0, 0))
    counted, uncounted = (zeros, missing) if operation.count_padding else (nothing, _joined(zeros, missing))
    return CountingAveragePooling2D(size, stride, counted, uncounted, name=name)(x)


def _around(operation, x):
    """((top, bottom), (left, right)) of a pooling's padding, and of what its last windows lack with ``ceil_mode``."""
    _, height, width, channels = x.shape
    outputs = operation.output_shape(((height, width, channels),))
    zeros = padding_amounts((height, width), operation.size, stride=operation.stride, padding=operation.padding)
    axes = zip((height, width), zeros, operation.size, operation.stride, outputs, strict=False)
    return zeros, tuple((0, max((positions - 1) * stride + window - length - sum(amounts), 0))
                        for length, amounts, window, stride, positions in axes)


def _joined(first, second):
    """The sums of two paddings."""
    return tuple((before + more_before, after + more_after)
                 for (before, after), (more_before, more_after) in zip(first, second, strict=True))


@registered
def scaled_tanh(x):
    """``1.7159 tanh(2x / 3)``."""
    amplitude, slope = ops.SCALED_TANH
    return amplitude * keras.ops.tanh(slope * x)


# Convolutions


@registered
class GroupedConv2D(layers.Conv2D):
    """Keras' Conv2D, the groups convolved one after another.

    TensorFlow has no gradient of a grouped convolution on a CPU. Keras 3.15 has XLA compile one; it took six times as
    long as this for a training step of AlexNet's conv2, and is compiled again by each call outside a graph.
    """

    def convolution_op(self, inputs, kernel):
        parts = zip(keras.ops.split(inputs, self.groups, axis=-1), keras.ops.split(kernel, self.groups, axis=-1),
                    strict=True)
        return keras.ops.concatenate([super(GroupedConv2D, self).convolution_op(*part) for part in parts], axis=-1)


class Stepped:
    """Of a convolution's outputs with stride 1 every `steps`-th, which are those with stride `steps`."""

    def __init__(self, *args, steps, **kwargs):
        super().__init__(*args, **kwargs)
        self.steps = steps

    def call(self, inputs):
        vertical, horizontal = self.steps
        return super().call(inputs)[:, ::vertical, ::horizontal]

    def compute_output_shape(self, input_shape):
        batch, *size, channels = super().compute_output_shape(input_shape)
        return batch, *(-(-length // step) for length, step in zip(size, self.steps, strict=True)), channels

    def get_config(self):
        return {**super().get_config(), "steps": self.steps}


@registered
class SteppedConv2D(Stepped, GroupedConv2D):
    pass


@registered
class SteppedDepthwiseConv2D(Stepped, layers.DepthwiseConv2D):
    pass


@registered
class SteppedSeparableConv2D(Stepped, layers.SeparableConv2D):
    pass


@registered
class TableConv2D(layers.Layer):
    """A convolution whose kernel exists where `table`, (C_in, C_out), has a 1 and is zero elsewhere."""

    def __init__(self, table, kernel_size, *, strides, padding, use_bias, **kwargs):
        super().__init__(**kwargs)
        self.kernel_size, self.strides, self.padding, self.use_bias = kernel_size, strides, padding, use_bias
        self.channels, self.filters = len(table), len(table[0])
        self.places = [i * self.filters + o for i, row in enumerate(table) for o, entry in enumerate(row) if entry]

    def build(self, input_shape):
        self.kernel = self.add_weight(shape=(*self.kernel_size, len(self.places)), initializer=self._draw,
                                      name="kernel")
        self.bias = self.add_weight(shape=(self.filters,), initializer="zeros", name="bias") if self.use_bias else None

    def _draw(self, shape, dtype):
        """The connected entries of a whole kernel."""
        whole = keras.initializers.GlorotUniform()((*self.kernel_size, self.channels, self.filters), dtype=dtype)
        return keras.ops.take(keras.ops.reshape(whole, (*self.kernel_size, -1)), self.places, axis=-1)

    def call(self, inputs):
        entries = self.channels * self.filters
        spread = keras.ops.one_hot(self.places, entries, dtype=self.kernel.dtype)  # a product with it puts them there
        whole = keras.ops.reshape(keras.ops.matmul(self.kernel, spread),
                                  (*self.kernel_size, self.channels, self.filters))
        y = keras.ops.conv(inputs, whole, strides=tuple(self.strides), padding=self.padding)
        return y if self.bias is None else y + self.bias


# Padding and pooling


@registered
class Padding(layers.Layer):
    """A constant around the maps: `amounts` is (before, after) for height, width and channels."""

    def __init__(self, amounts, value=0.0, **kwargs):
        super().__init__(**kwargs)
        self.amounts, self.value = amounts, value

    def call(self, inputs):
        return keras.ops.pad(inputs, ((0, 0), *self.amounts), constant_values=self.value)


@registered
class CountingAveragePooling2D(layers.Layer):
    """The mean over those positions of a window that count: the maps and the `counted` zeros around them.

    Around these lie `uncounted` positions, which are in windows but not in their means.
    """

    def __init__(self, pool_size, strides, counted, uncounted, **kwargs):
        super().__init__(**kwargs)
        self.pool_size, self.strides = tuple(pool_size), tuple(strides)
        self.counted, self.uncounted = counted, uncounted

    def call(self, inputs):
        x = keras.ops.pad(inputs, ((0, 0), *self.counted, (0, 0)))
        ones = keras.ops.ones_like(x[:1, :, :, :1])
        mean, share = (keras.ops.average_pool(keras.ops.pad(a, ((0, 0), *self.uncounted, (0, 0))),
                                              self.pool_size, self.strides) for a in (x, ones))
        return mean / share


@registered
class Subsampling2D(layers.Layer):
    """``kernel[c] * (sum of the window) + bias[c]``; at the beginning the mean."""

    def __init__(self, pool_size, **kwargs):
        super().__init__(**kwargs)
        self.pool_size = tuple(pool_size)

    def build(self, input_shape):
        pixels = math.prod(self.pool_size)
        self.kernel = self.add_weight(shape=input_shape[-1:], name="kernel",
                                      initializer=keras.initializers.Constant(1 / pixels))
        self.bias = self.add_weight(shape=input_shape[-1:], name="bias", initializer="zeros")

    def call(self, inputs):
        sums = keras.ops.average_pool(inputs, self.pool_size) * math.prod(self.pool_size)
        return self.kernel * sums + self.bias


# The others


@registered
class LocalResponseNormalization(layers.Layer):
    """``x / (bias + alpha * sum of squares) ** beta``; tf.nn.local_response_normalization has no float64."""

    def __init__(self, depth_radius, bias, alpha, beta, **kwargs):
        super().__init__(**kwargs)
        self.depth_radius, self.bias, self.alpha, self.beta = depth_radius, bias, alpha, beta

    def call(self, inputs):
        radius, channels = self.depth_radius, inputs.shape[-1]
        squares = keras.ops.pad(keras.ops.square(inputs), (*[(0, 0)] * (len(inputs.shape) - 1), (radius, radius)))
        total = sum(squares[..., first:first + channels] for first in range(2 * radius + 1))
        return inputs / (self.bias + self.alpha * total) ** self.beta


@registered
class RadialBasis(layers.Layer):
    """``y[k] = sum((x - codes[:, k]) ** 2)``; the codes are drawn from -1 and 1, and not trained."""

    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units

    def build(self, input_shape):
        self.codes = self.add_weight(shape=(input_shape[-1], self.units), initializer=self._draw, trainable=False,
                                     name="codes")

    def _draw(self, shape, dtype):
        return keras.ops.sign(keras.initializers.RandomUniform(-1, 1)(shape, dtype=dtype))

    def call(self, inputs):
        return keras.ops.sum(keras.ops.square(inputs[:, :, None] - self.codes), axis=1)
