"""Each operation as TensorFlow computes it, under the name and with the arguments that cnn_helpers has."""

from __future__ import annotations

import numpy as np
import tensorflow as tf

from .case import amounts, form, pair


def judge(name, arrays, options, differentiable):
    """(value, pull): the result, and the function from an upstream gradient to the gradients of the first arrays."""
    tensors = [None if array is None else tf.constant(array) for array in arrays]
    inputs = [tensor for tensor in tensors[:differentiable] if tensor is not None]
    with tf.GradientTape() as tape:
        tape.watch(inputs)
        value = globals()[name](*tensors, **options)

    def pull(dy):
        found = tape.gradient(value, inputs, output_gradients=tf.constant(dy), unconnected_gradients="zero")
        return [gradient.numpy() for gradient in found]

    return value.numpy(), pull


def conv2d(x, w, b, *, stride, padding, dilation, groups):
    # the number of groups is what the shapes say
    return plus(tf.nn.conv2d(x, w, pair(stride), form_of_padding(padding), dilations=pair(dilation)), b)


def conv1d(x, w, b, *, stride, padding, dilation, groups):
    if not isinstance(padding, str):  # tf.nn.conv1d has the two words only
        x, padding = tf.pad(x, [(0, 0), pair(padding), (0, 0)]), "valid"
    return plus(tf.nn.conv1d(x, w, stride, padding.upper(), dilations=dilation), b)


def conv_transpose2d(x, w, b, *, stride, padding, output_padding, dilation, groups):
    shape = x.shape[0], *transposed_sizes(x, w, stride, padding, output_padding, dilation), w.shape[2] * groups
    y = tf.nn.conv2d_transpose(x, w, shape, pair(stride), form_of_padding(padding), dilations=pair(dilation))
    return plus(y, b)


def transposed_sizes(x, w, stride, padding, output_padding, dilation):
    """The output shape, which TensorFlow has to be told."""
    for size, kernel, s, d, extra, (before, after) in zip(
            x.shape[1:3], w.shape[:2], pair(stride), pair(dilation), pair(output_padding),
            ((0, 0), (0, 0)) if padding == "same" else amounts(padding), strict=True):
        yield extra + (size * s if padding == "same" else (size - 1) * s + (kernel - 1) * d + 1 - before - after)


def depthwise_conv2d(x, w, b, *, stride, padding, dilation):
    y = tf.nn.depthwise_conv2d(x, w, (1, *pair(stride), 1), form_of_padding(padding), dilations=pair(dilation))
    return plus(y, b)


def separable_conv2d(x, w_depthwise, w_pointwise, b, *, stride, padding, dilation):
    y = tf.nn.separable_conv2d(x, w_depthwise, w_pointwise, (1, *pair(stride), 1), form_of_padding(padding),
                               dilations=pair(dilation))
    return plus(y, b)


def max_pool2d(x, *, size, stride, padding, ceil_mode):
    stride = size if stride is None else stride
    return tf.nn.max_pool2d(x, pair(size), pair(stride), form_of_padding(padding))


def avg_pool2d(x, *, size, stride, padding, count_padding, ceil_mode):
    size, stride = pair(size), pair(size if stride is None else stride)
    if padding in ("valid", "same") and not count_padding:
        return tf.nn.avg_pool2d(x, size, stride, padding.upper())
    # tf.nn.avg_pool2d takes no explicit padding and never counts it: the mean over the padded image counts it,
    # and over the mean of padded ones it does not
    around = [(0, 0), *amounts(padding, x.shape[1:3], size, stride), (0, 0)]
    mean, share = (tf.nn.avg_pool2d(tf.pad(a, around), size, stride, "VALID") for a in (x, tf.ones_like(x)))
    return mean if count_padding else mean / share


def global_avg_pool2d(x):
    return tf.reduce_mean(x, axis=(1, 2))


def global_max_pool2d(x):
    return tf.nn.max_pool2d(x, x.shape[1:3], 1, "VALID")[:, 0, 0]


def batch_norm(x, gamma, beta, mean, variance, *, epsilon):
    if mean is None:
        mean, variance = tf.nn.moments(x, axes=list(range(x.ndim - 1)))
    return tf.nn.batch_normalization(x, mean, variance, beta, gamma, epsilon)


def local_response_norm(x, *, depth_radius, bias, alpha, beta):
    return tf.nn.local_response_normalization(x, depth_radius, bias, alpha, beta)


def relu(x):
    return tf.nn.relu(x)


def relu6(x):
    return tf.nn.relu6(x)


def leaky_relu(x, *, negative_slope):
    return tf.nn.leaky_relu(x, alpha=negative_slope)


def sigmoid(x):
    return tf.nn.sigmoid(x)


def tanh(x):
    return tf.nn.tanh(x)


def softmax(x, *, axis):
    return tf.nn.softmax(x, axis=axis)


def dense(x, w, b):
    return plus(x @ w, b)


def flatten(x):
    return tf.reshape(x, (x.shape[0], -1))


def dropout(x, *, rate, seed):
    # TensorFlow draws other numbers from the same seed: it is given the mask, and scales
    kept = np.random.default_rng(seed).random(x.shape) >= rate
    return tf.where(kept, x / (1 - rate), 0)


def softmax_cross_entropy(logits, labels):
    of_kind = "sparse_softmax_cross_entropy_with_logits" if labels.ndim == 1 else "softmax_cross_entropy_with_logits"
    return tf.reduce_mean(getattr(tf.nn, of_kind)(labels=labels, logits=logits))


def binary_cross_entropy(logits, targets):
    return tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=targets, logits=logits))


def plus(y, b):
    return y if b is None else y + b


def form_of_padding(padding):
    if form(padding) in ("valid", "same"):
        return padding.upper()
    return [(0, 0), *amounts(padding), (0, 0)]
