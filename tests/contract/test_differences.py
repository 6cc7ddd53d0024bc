"""Where TensorFlow or Keras and PyTorch differ by default or under the same words, and whom cnn_helpers follows."""

import inspect

import keras
import numpy as np
import pytest
import tensorflow as tf
import torch
from numpy.testing import assert_allclose
from torch.nn import functional as F

from cnn_helpers import functional

RNG = np.random.default_rng(0)


def first(x):
    """Channels first, as PyTorch has its images."""
    return torch.tensor(np.moveaxis(x, -1, 1))


def last(y):
    return np.moveaxis(y.numpy(), 1, -1)


def kernel_first(w):
    return torch.tensor(w.transpose(3, 2, 0, 1))


def differ(a, b):
    return np.shape(a) != np.shape(b) or not np.allclose(a, b)


def default(function, name):
    return inspect.signature(function).parameters[name].default


def test_same_padding_with_a_stride_starts_elsewhere():
    """At stride 2 TensorFlow's SAME puts its one zero after an even image, PyTorch's padding=1 puts one before it."""
    x, w = RNG.normal(size=(1, 8, 8, 2)), RNG.normal(size=(3, 3, 2, 3))
    in_tensorflow = tf.nn.conv2d(x, w, 2, "SAME").numpy()
    in_pytorch = last(F.conv2d(first(x), kernel_first(w), stride=2, padding=1))
    assert in_tensorflow.shape == in_pytorch.shape and differ(in_tensorflow, in_pytorch)
    assert_allclose(functional.conv2d(x, w, stride=2, padding="same"), in_tensorflow)
    assert_allclose(functional.conv2d(x, w, stride=2, padding=1), in_pytorch)
    assert_allclose(functional.conv2d(x, w, stride=2, padding=((0, 1), (0, 1))), in_tensorflow)


def test_same_padding_of_an_odd_image_is_symmetric_in_both():
    """An odd image, an odd kernel and stride 2 need as many zeros before as after: here SAME and padding=1 agree."""
    x, w = RNG.normal(size=(1, 7, 7, 2)), RNG.normal(size=(3, 3, 2, 3))
    assert_allclose(tf.nn.conv2d(x, w, 2, "SAME"), last(F.conv2d(first(x), kernel_first(w), stride=2, padding=1)))


@pytest.mark.filterwarnings("ignore:Using padding='same' with even kernel:UserWarning")
def test_same_padding_of_an_even_kernel():
    """At stride 1 both put the odd zero of an even kernel after the image; no symmetric padding keeps the size."""
    x, w = RNG.normal(size=(1, 5, 5, 1)), RNG.normal(size=(2, 2, 1, 1))
    in_tensorflow = tf.nn.conv2d(x, w, 1, "SAME").numpy()
    in_pytorch = last(F.conv2d(first(x), kernel_first(w), padding="same"))
    assert_allclose(in_tensorflow, in_pytorch)
    assert_allclose(functional.conv2d(x, w, padding=((0, 1), (0, 1))), in_tensorflow)
    assert [F.conv2d(first(x), kernel_first(w), padding=p).shape[2] for p in (0, 1)] == [4, 6]


def test_pytorch_refuses_same_padding_with_a_stride():
    """padding='same' is for stride 1 in PyTorch; TensorFlow and cnn_helpers take it with any stride."""
    with pytest.raises(RuntimeError, match="padding='same' is not supported for strided convolutions"):
        F.conv2d(torch.ones(1, 1, 4, 4), torch.ones(1, 1, 3, 3), stride=2, padding="same")


def test_average_pooling_at_the_border():
    """TensorFlow leaves padding out of the mean, PyTorch counts its zeros unless it is told not to."""
    x = np.ones((1, 3, 3, 1))
    in_tensorflow = tf.nn.avg_pool2d(x, 3, 1, "SAME").numpy()
    in_pytorch = last(F.avg_pool2d(first(x), 3, 1, padding=1))
    assert in_tensorflow[0, 0, 0, 0] == 1 and in_pytorch[0, 0, 0, 0] == pytest.approx(4 / 9)
    assert_allclose(last(F.avg_pool2d(first(x), 3, 1, padding=1, count_include_pad=False)), in_tensorflow)
    assert_allclose(functional.avg_pool2d(x, 3, stride=1, padding=1), in_tensorflow)
    assert_allclose(functional.avg_pool2d(x, 3, stride=1, padding=1, count_padding=True), in_pytorch)


def test_local_response_norm_divides_alpha_by_the_window():
    """PyTorch takes the mean of the squares and the window's size, TensorFlow their sum and the window's radius."""
    x = RNG.normal(size=(1, 2, 2, 7)).astype(np.float32)
    in_tensorflow = tf.nn.local_response_normalization(x, depth_radius=2, bias=1, alpha=0.5, beta=0.75).numpy()
    assert differ(in_tensorflow, last(F.local_response_norm(first(x), size=5, k=1, alpha=0.5, beta=0.75)))
    in_pytorch = last(F.local_response_norm(first(x), size=5, k=1, alpha=5 * 0.5, beta=0.75))
    assert_allclose(in_pytorch, in_tensorflow, rtol=1e-5)
    ours = functional.local_response_norm(x, depth_radius=2, bias=1, alpha=0.5, beta=0.75)
    assert_allclose(ours, in_tensorflow, rtol=1e-5)


def test_local_response_norm_defaults():
    """TensorFlow's default alpha is 1 and its beta 0.5, PyTorch's 0.0001 and 0.75; cnn_helpers has TensorFlow's."""
    raw = tf.raw_ops.LRN
    in_tensorflow = {name: default(raw, name) for name in ("depth_radius", "bias", "alpha", "beta")}
    assert in_tensorflow == {"depth_radius": 5, "bias": 1, "alpha": 1, "beta": 0.5}
    assert (default(F.local_response_norm, "alpha"), default(F.local_response_norm, "beta")) == (1e-4, 0.75)
    assert {name: default(functional.local_response_norm, name) for name in in_tensorflow} == in_tensorflow


def test_batch_norm_momentum_is_the_part_that_is_kept_or_the_part_that_is_new():
    """Keras' momentum is the part of the running mean that is kept, 0.99; PyTorch's the part that is new, 0.1."""
    x = RNG.normal(size=(4, 3, 3, 2)).astype(np.float32)
    in_keras, in_torch = keras.layers.BatchNormalization(momentum=0.75), torch.nn.BatchNorm2d(2, momentum=0.25)
    in_keras(x, training=True)
    in_torch(first(x))
    assert_allclose(in_keras.moving_mean.numpy(), in_torch.running_mean.numpy(), rtol=1e-5)
    assert_allclose(in_keras.moving_mean.numpy(), 0.25 * x.mean(axis=(0, 1, 2)), rtol=1e-4)
    assert (keras.layers.BatchNormalization().momentum, torch.nn.BatchNorm2d(2).momentum) == (0.99, 0.1)


def test_batch_norm_running_variance():
    """Both normalise by the biased variance of the batch, but PyTorch remembers the unbiased one, Keras the biased."""
    x = RNG.normal(size=(4, 1, 1, 2)).astype(np.float32)
    in_keras, in_torch = keras.layers.BatchNormalization(momentum=0, epsilon=1e-5), torch.nn.BatchNorm2d(2, momentum=1)
    y = in_keras(x, training=True).numpy()
    assert_allclose(y, last(in_torch(first(x)).detach()), atol=1e-6)
    assert_allclose(in_keras.moving_variance.numpy(), x.var(axis=(0, 1, 2)), rtol=1e-5)
    assert_allclose(in_torch.running_var.numpy(), x.var(axis=(0, 1, 2), ddof=1), rtol=1e-5)
    assert_allclose(functional.batch_norm(x, np.ones(2, "f"), np.zeros(2, "f")), y, atol=1e-6)
    assert_allclose(functional.batch_statistics(x)[1], in_keras.moving_variance.numpy(), rtol=1e-5)


def test_batch_norm_epsilon():
    """Keras adds 0.001 to the variance, PyTorch 0.00001, and so does cnn_helpers."""
    assert keras.layers.BatchNormalization().epsilon == 1e-3
    assert torch.nn.BatchNorm2d(1).eps == default(functional.batch_norm, "epsilon") == 1e-5


def test_batch_norm_of_a_single_value():
    """PyTorch refuses to train on one value a channel; Keras normalises it to 0, and so does cnn_helpers."""
    x = np.full((1, 1, 1, 1), 5, np.float32)
    with pytest.raises(ValueError, match="more than 1 value per channel"):
        torch.nn.BatchNorm2d(1)(first(x))
    assert keras.layers.BatchNormalization()(x, training=True).numpy().item() == 0
    assert functional.batch_norm(x, np.ones(1, "f"), np.zeros(1, "f")).item() == 0


def test_leaky_relu_slope():
    """The default slope below zero is 0.3 in Keras' layer, 0.2 in tf.nn, and 0.01 in PyTorch and cnn_helpers."""
    assert keras.layers.LeakyReLU()(-np.ones(1, "f")).numpy().item() == pytest.approx(-0.3)
    assert tf.nn.leaky_relu(-1.0).numpy() == pytest.approx(-0.2)
    assert F.leaky_relu(torch.tensor(-1.0)).item() == pytest.approx(-0.01)
    assert functional.leaky_relu([-1.0]).item() == -0.01


def test_default_stride_of_pooling():
    """Without a stride tf.nn.pool steps by 1; Keras, PyTorch and cnn_helpers step by the window."""
    x = RNG.normal(size=(1, 6, 6, 1))
    assert tf.nn.pool(x, (2, 2), "MAX").shape == (1, 5, 5, 1)
    assert keras.layers.MaxPooling2D(2)(x).shape == (1, 3, 3, 1)
    assert F.max_pool2d(first(x), 2).shape == (1, 1, 3, 3)
    assert functional.max_pool2d(x, 2).shape == (1, 3, 3, 1)


def test_gradient_of_equal_maxima():
    """Max pooling gives all to the first of equal maxima in both; a global maximum as a reduction shares it in both."""
    x = np.ones((1, 2, 2, 1))
    gradients = {}
    for name, function in {"pool": lambda t: tf.nn.max_pool2d(t, 2, 2, "VALID"),
                           "reduce": lambda t: tf.reduce_max(t, axis=(1, 2))}.items():
        tensor = tf.constant(x)
        with tf.GradientTape() as tape:
            tape.watch(tensor)
            y = function(tensor)
        gradients[name] = tape.gradient(y, tensor).numpy().ravel().tolist()
    assert gradients == {"pool": [1, 0, 0, 0], "reduce": [0.25] * 4}
    for name, function in {"pool": lambda t: F.max_pool2d(t, 2), "reduce": lambda t: torch.amax(t, dim=(2, 3))}.items():
        tensor = first(x).requires_grad_()
        function(tensor).sum().backward()
        assert tensor.grad.ravel().tolist() == gradients[name]
    assert functional.max_pool2d_backward(np.ones((1, 1, 1, 1)), x).ravel().tolist() == gradients["pool"]
    assert functional.global_max_pool2d_backward(np.ones((1, 1)), x).ravel().tolist() == gradients["pool"]


def test_order_of_a_flattened_image():
    """Flattened, TensorFlow's image runs through the channels of a pixel first, PyTorch's through a whole channel."""
    x = np.arange(8.0).reshape(1, 2, 2, 2)
    in_tensorflow, in_pytorch = keras.layers.Flatten()(x).numpy(), torch.flatten(first(x), 1).numpy()
    assert in_tensorflow.tolist() == [[0, 1, 2, 3, 4, 5, 6, 7]] and in_pytorch.tolist() == [[0, 2, 4, 6, 1, 3, 5, 7]]
    assert_allclose(functional.flatten(x), in_tensorflow)


def test_stride_with_dilation_in_depthwise_convolution():
    """TensorFlow's depthwise convolution applies the stride within the dilation; its conv2d and PyTorch do not."""
    x, w = RNG.normal(size=(1, 8, 8, 1)), RNG.normal(size=(3, 3, 1, 1))
    with pytest.warns(UserWarning, match="dilation rate"):
        depthwise = tf.nn.depthwise_conv2d(x, w, (1, 2, 2, 1), "VALID", dilations=(2, 2)).numpy()
    in_pytorch = last(F.conv2d(first(x), kernel_first(w), stride=2, dilation=2))
    assert differ(depthwise, in_pytorch)
    assert_allclose(tf.nn.conv2d(x, w, 2, "VALID", dilations=2), in_pytorch)
    assert_allclose(functional.depthwise_conv2d(x, w, stride=2, dilation=2), in_pytorch)


def test_size_of_a_transposed_convolution():
    """TensorFlow's SAME multiplies the size by the stride; PyTorch's padding=1 of a 3x3 kernel leaves one row less."""
    x, w = RNG.normal(size=(1, 4, 4, 1)), RNG.normal(size=(3, 3, 1, 1))
    assert tf.nn.conv2d_transpose(x, w, (1, 8, 8, 1), 2, "SAME").shape == (1, 8, 8, 1)
    assert functional.conv_transpose2d(x, w, stride=2, padding="same").shape == (1, 8, 8, 1)
    assert F.conv_transpose2d(first(x), kernel_first(w), stride=2, padding=1).shape == (1, 1, 7, 7)
    assert functional.conv_transpose2d(x, w, stride=2, padding=1).shape == (1, 7, 7, 1)


def test_default_cross_entropy():
    """Keras' cross entropy takes probabilities unless it is told that they are logits, PyTorch's takes logits."""
    logits, label = np.array([[2.0, 0.5, -1.0]]), np.array([0])
    of_logits = F.cross_entropy(torch.tensor(logits), torch.tensor(label)).item()
    in_keras = {flag: keras.losses.SparseCategoricalCrossentropy(from_logits=flag)(label, logits).numpy().item()
                for flag in (True, False)}
    assert in_keras[True] == pytest.approx(of_logits) != pytest.approx(in_keras[False])
    assert default(keras.losses.SparseCategoricalCrossentropy, "from_logits") is False
    assert functional.softmax_cross_entropy(logits, label) == pytest.approx(of_logits)
    probabilities = functional.softmax(logits)
    assert keras.losses.SparseCategoricalCrossentropy()(label, probabilities).numpy().item() == pytest.approx(of_logits)


def test_slope_of_leaky_relu_is_kept_in_single_precision():
    """tf.nn.leaky_relu rounds its slope to float32 even where x is float64; PyTorch and cnn_helpers do not."""
    x = np.array([-1.0])
    assert tf.nn.leaky_relu(x, alpha=0.3).numpy().item() == -float(np.float32(0.3)) != -0.3
    assert F.leaky_relu(torch.tensor(x), 0.3).item() == functional.leaky_relu(x, negative_slope=0.3).item() == -0.3
