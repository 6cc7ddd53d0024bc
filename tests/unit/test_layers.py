"""Layers: their functions and options, gradients, shapes, weights and errors."""

import numpy as np
import pytest

from cnn_helpers import functional as F
from cnn_helpers.gradients import numeric_gradient
from cnn_helpers.initializers import glorot_uniform, he_normal
from cnn_helpers.layers import (
    AvgPool2D,
    BatchNorm,
    Branch,
    Conv1D,
    Conv2D,
    Conv2DTranspose,
    Dense,
    DepthwiseConv2D,
    Dropout,
    Flatten,
    GlobalAvgPool2D,
    GlobalMaxPool2D,
    LeakyReLU,
    LocalResponseNorm,
    MaxPool2D,
    ReLU,
    ReLU6,
    Residual,
    SeparableConv2D,
    Sequential,
    Sigmoid,
    Softmax,
    Tanh,
)

DRAWN = {"rng": 0, "dtype": np.float64}

# A layer, the shape of its input, and the call of cnn_helpers.functional that it stands for.
OPERATIONS = [
    (lambda: Conv2D(2, 4, (3, 2), stride=(2, 1), padding=((1, 0), (0, 1)), dilation=(1, 2), groups=2, **DRAWN),
     (2, 6, 5, 2),
     lambda x, p: F.conv2d(x, p["w"], p["b"], stride=(2, 1), padding=((1, 0), (0, 1)), dilation=(1, 2), groups=2)),
    (lambda: Conv2D(2, 3, 3, padding="same", bias=False, **DRAWN), (1, 4, 4, 2),
     lambda x, p: F.conv2d(x, p["w"], padding="same")),
    (lambda: Conv1D(2, 4, 3, stride=2, padding=(2, 0), dilation=2, groups=2, **DRAWN), (2, 7, 2),
     lambda x, p: F.conv1d(x, p["w"], p["b"], stride=2, padding=(2, 0), dilation=2, groups=2)),
    (lambda: Conv2DTranspose(4, 2, 3, stride=2, padding=1, output_padding=1, dilation=2, groups=2, **DRAWN),
     (2, 3, 2, 4),
     lambda x, p: F.conv_transpose2d(x, p["w"], p["b"], stride=2, padding=1, output_padding=1, dilation=2, groups=2)),
    (lambda: DepthwiseConv2D(2, 3, multiplier=2, stride=2, padding="same", dilation=2, **DRAWN), (2, 5, 4, 2),
     lambda x, p: F.depthwise_conv2d(x, p["w"], p["b"], stride=2, padding="same", dilation=2)),
    (lambda: SeparableConv2D(2, 3, 3, multiplier=2, stride=2, padding=2, dilation=2, **DRAWN), (2, 5, 4, 2),
     lambda x, p: F.separable_conv2d(x, p["w_depthwise"], p["w_pointwise"], p["b"], stride=2, padding=2, dilation=2)),
    (lambda: Dense(4, 3, **DRAWN), (2, 4), lambda x, p: F.dense(x, p["w"], p["b"])),
    (lambda: MaxPool2D(3, stride=(2, 1), padding=1, ceil_mode=True), (2, 6, 5, 2),
     lambda x, p: F.max_pool2d(x, 3, stride=(2, 1), padding=1, ceil_mode=True)),
    (lambda: AvgPool2D((2, 3), padding="same", count_padding=True), (2, 5, 4, 2),
     lambda x, p: F.avg_pool2d(x, (2, 3), padding="same", count_padding=True)),
    (lambda: AvgPool2D(2, stride=3, padding=1, ceil_mode=True), (2, 5, 4, 2),
     lambda x, p: F.avg_pool2d(x, 2, stride=3, padding=1, ceil_mode=True)),
    (GlobalAvgPool2D, (2, 3, 4, 2), lambda x, p: F.global_avg_pool2d(x)),
    (GlobalMaxPool2D, (2, 3, 4, 2), lambda x, p: F.global_max_pool2d(x)),
    (lambda: BatchNorm(2, epsilon=0.1, dtype=np.float64), (3, 4, 3, 2),
     lambda x, p: F.batch_norm(x, p["gamma"], p["beta"], np.zeros(2), np.ones(2), epsilon=0.1)),
    (lambda: LocalResponseNorm(depth_radius=1, bias=2.0, alpha=0.5, beta=0.75), (2, 2, 2, 4),
     lambda x, p: F.local_response_norm(x, depth_radius=1, bias=2.0, alpha=0.5, beta=0.75)),
    (lambda: Dropout(0.4, rng=0), (3, 8), lambda x, p: x),
    (ReLU, (2, 3, 2), lambda x, p: F.relu(x)),
    (ReLU6, (2, 3, 2), lambda x, p: F.relu6(x)),
    (lambda: LeakyReLU(negative_slope=0.3), (2, 3, 2), lambda x, p: F.leaky_relu(x, negative_slope=0.3)),
    (Sigmoid, (2, 3), lambda x, p: F.sigmoid(x)),
    (Tanh, (2, 3), lambda x, p: F.tanh(x)),
    (Softmax, (2, 3), lambda x, p: F.softmax(x)),
    (lambda: Softmax(axis=1), (2, 3, 2), lambda x, p: F.softmax(x, axis=1)),
    (Flatten, (2, 3, 2, 2), lambda x, p: F.flatten(x)),
]


def sequential():
    return Sequential(Conv2D(1, 2, 3, **DRAWN), BatchNorm(2, dtype=np.float64), ReLU(), MaxPool2D(2), Flatten(),
                      Dropout(0.3, rng=0), Dense(8, 3, **DRAWN))


def residual():
    main = Sequential(Conv2D(2, 3, 3, stride=2, padding=1, **DRAWN), Tanh(), Conv2D(3, 3, 1, rng=1, dtype=np.float64))
    return Residual(main, Conv2D(2, 3, 1, stride=2, rng=2, dtype=np.float64), ReLU())


def identity_residual():
    return Residual(Conv2D(2, 2, 3, padding="same", **DRAWN))


def branch():
    return Branch(Conv2D(2, 3, 1, **DRAWN), Conv2D(2, 1, 3, padding="same", **DRAWN),
                  MaxPool2D(3, stride=1, padding="same"))


CONTAINERS = [(sequential, (3, 6, 6, 1)), (residual, (2, 5, 4, 2)), (identity_residual, (2, 3, 3, 2)),
              (branch, (2, 3, 4, 2))]
EVERY_LAYER = [(make, shape) for make, shape, _ in OPERATIONS] + CONTAINERS


def names(makers):
    return [type(make()).__name__ for make in makers]


NAMES = names(make for make, _ in EVERY_LAYER)


def normal(*shape, seed=1):
    return np.random.default_rng(seed).normal(size=shape)


@pytest.mark.parametrize(("make", "shape", "function"), OPERATIONS, ids=names(case[0] for case in OPERATIONS))
def test_forward_is_the_function_with_the_layers_parameters_and_options(make, shape, function):
    layer, x = make(), normal(*shape)
    for array in layer.parameters.values():
        array += normal(*array.shape, seed=2)  # biases of zero would hide that they are not used
    np.testing.assert_array_equal(layer.forward(x), function(x, layer.parameters))


@pytest.mark.parametrize(("make", "shape"), EVERY_LAYER, ids=NAMES)
def test_output_shape_is_that_of_the_output(make, shape):
    layer = make()
    assert (shape[0], *layer.output_shape(shape[1:])) == layer.forward(normal(*shape)).shape


@pytest.mark.parametrize("training", [False, True], ids=["inference", "training"])
@pytest.mark.parametrize(("make", "shape"), EVERY_LAYER, ids=NAMES)
def test_gradients_are_the_numeric_ones(make, shape, training):
    layer, x = make(), normal(*shape)

    def forward(x):
        layer.reseed(np.random.default_rng(3))  # the same dropout mask each time
        return layer.forward(x, training=training)

    dy = normal(*forward(x).shape, seed=4)
    dx = layer.backward(dy)
    gradients = dict(layer.gradients)
    assert gradients.keys() == layer.parameters.keys()
    assert dx.dtype == np.float64
    np.testing.assert_allclose(dx, numeric_gradient(lambda x: np.sum(forward(x) * dy), x), rtol=1e-6, atol=1e-8)
    for name, array in layer.parameters.items():
        at = array.copy()

        def by_parameter(values, array=array):
            array[...] = values
            return np.sum(forward(x) * dy)

        np.testing.assert_allclose(gradients[name], numeric_gradient(by_parameter, at), rtol=1e-6, atol=1e-8,
                                   err_msg=name)
        array[...] = at


@pytest.mark.parametrize(("make", "shape"), EVERY_LAYER, ids=NAMES)
def test_backward_parameters_leaves_the_gradients_of_backward_to_the_bit(make, shape):
    layer = make()
    dy = normal(*layer.forward(normal(*shape)).shape, seed=4)
    layer.backward(dy)
    expected = dict(layer.gradients)
    layer.backward(-dy)  # so that what is found below cannot be left from before
    assert layer.backward_parameters(dy) is None
    assert layer.gradients.keys() == expected.keys()
    for name, array in expected.items():
        np.testing.assert_array_equal(layer.gradients[name], array)


@pytest.mark.parametrize("make", [lambda: Conv2D(1, 1, 3, rng=0), lambda: Dense(4, 3, rng=0)])
def test_backward_parameters_needs_a_forward_pass(make):
    with pytest.raises(RuntimeError, match="there is no forward pass to go back through"):
        make().backward_parameters(np.zeros((1, 3)))


def test_in_front_of_the_first_parameters_no_gradient_is_computed(monkeypatch):
    def fail(*args, **options):
        raise AssertionError("a gradient by the input of the network was computed")

    monkeypatch.setattr("cnn_helpers.functional._unfold.input_gradient", fail)
    convolution = Sequential(Conv2D(1, 2, 3, rng=0), Flatten(), Dense(8, 3, rng=0))
    convolution.backward_parameters(convolution.forward(np.ones((2, 4, 4, 1))))
    with pytest.raises(AssertionError, match="gradient by the input"):
        convolution.backward(np.ones((2, 3)))

    pooled = Sequential(MaxPool2D(2), Flatten(), Dense(4, 3, rng=0))
    y = pooled.forward(np.ones((2, 4, 4, 1)))
    for layer in pooled.layers[:2]:
        monkeypatch.setattr(layer, "backward", fail)
    pooled.backward_parameters(y)
    assert pooled.gradients.keys() == pooled.parameters.keys()


@pytest.mark.parametrize(("make", "shape"), EVERY_LAYER, ids=NAMES)
def test_backward_before_forward_is_an_error(make, shape):
    layer = make()
    with pytest.raises(RuntimeError, match="no forward pass to go back through; call forward first"):
        layer.backward(normal(shape[0], *layer.output_shape(shape[1:])))


@pytest.mark.parametrize("make", [make for make, _ in EVERY_LAYER], ids=NAMES)
def test_repr_names_the_layer(make):
    assert repr(make()).startswith(type(make()).__name__ + "(")


# Weights


def test_the_default_dtype_is_float32_throughout():
    layer = Sequential(Conv2D(1, 2, 3, rng=0), BatchNorm(2), SeparableConv2D(2, 2, 3, rng=0), Flatten(),
                       Dense(8, 2, rng=0))
    y = layer.forward(normal(2, 6, 6, 1).astype(np.float32), training=True)
    dx = layer.backward(np.ones_like(y))
    arrays = [y, dx, *layer.get_weights().values(), *layer.gradients.values()]
    assert {a.dtype for a in arrays} == {np.dtype(np.float32)}


def test_the_same_seed_draws_the_same_weights_and_another_seed_others():
    first, again, other = (Conv2D(3, 4, 3, rng=seed).parameters["w"] for seed in (0, 0, 1))
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)


def test_one_generator_draws_different_weights_for_each_layer():
    rng = np.random.default_rng(0)
    assert not np.array_equal(Dense(3, 4, rng=rng).parameters["w"], Dense(3, 4, rng=rng).parameters["w"])


@pytest.mark.parametrize(("layer", "fan_in"), [
    (Conv2D(8, 400, 3, groups=2, rng=0), 36),
    (Conv1D(8, 400, 5, rng=0), 40),
    (Conv2DTranspose(40, 100, 3, groups=2, rng=0), 180),
    (DepthwiseConv2D(400, 5, rng=0), 25),
    (Dense(100, 200, rng=0), 100),
], ids=lambda value: type(value).__name__)
def test_weights_are_drawn_with_the_variance_of_he_and_biases_are_zero(layer, fan_in):
    assert layer.parameters["w"].std() == pytest.approx((2 / fan_in) ** 0.5, rel=0.03)
    assert not layer.parameters["b"].any()


def test_both_kernels_of_a_separable_convolution_are_drawn_for_what_they_sum():
    weights = SeparableConv2D(300, 50, 3, multiplier=2, rng=0).parameters
    assert weights["w_depthwise"].std() == pytest.approx((2 / 9) ** 0.5, rel=0.03)
    assert weights["w_pointwise"].std() == pytest.approx((2 / 600) ** 0.5, rel=0.03)


def test_he_initialisation_keeps_the_scale_of_activations_through_twenty_relu_layers():
    rng = np.random.default_rng(0)
    deep = Sequential(*(layer for _ in range(20) for layer in (Dense(256, 256, rng=rng), ReLU())))
    x = normal(100, 256)
    assert 0.3 < np.mean(deep.forward(x) ** 2) / np.mean(x**2) < 3


def test_glorot_uniform_stays_within_its_limit_and_fills_it():
    w = Conv2D(8, 16, 3, groups=2, rng=0, initializer=glorot_uniform).parameters["w"]
    limit = (6 / (9 * 4 + 9 * 8)) ** 0.5
    assert 0.98 * limit < np.abs(w).max() <= np.float32(limit)


def test_float64_and_float32_weights_of_a_seed_are_the_same_numbers():
    single, double = (Dense(5, 5, rng=0, dtype=dtype).parameters["w"] for dtype in (np.float32, np.float64))
    np.testing.assert_array_equal(single, double.astype(np.float32))
    np.testing.assert_array_equal(
        double, he_normal(np.random.default_rng(0), (5, 5), fan_in=5, fan_out=5))


def test_weights_move_from_one_model_to_another_with_running_statistics():
    trained, fresh = sequential(), sequential()
    for array in trained.parameters.values():
        array += 1
    trained.forward(normal(3, 6, 6, 1), training=True)
    x = normal(2, 6, 6, 1, seed=5)
    assert not np.allclose(trained.forward(x), fresh.forward(x))
    fresh.set_weights(trained.get_weights())
    np.testing.assert_array_equal(trained.forward(x), fresh.forward(x))


def test_weights_are_named_by_place_and_copied():
    model = sequential()
    weights = model.get_weights()
    assert list(weights) == ["0.w", "0.b", "1.gamma", "1.beta", "1.running_mean", "1.running_variance", "6.w", "6.b"]
    weights["6.b"] += 1
    assert not model.parameters["6.b"].any()
    assert list(residual().get_weights()) == ["main.0.w", "main.0.b", "main.2.w", "main.2.b", "shortcut.w",
                                              "shortcut.b"]


@pytest.mark.parametrize(("change", "message"), [
    (lambda w: w.pop("b"), r"Dense.set_weights: .* \['b'\] are missing and \[\] are unknown"),
    (lambda w: w.update(c=0), r"\[\] are missing and \['c'\] are unknown"),
    (lambda w: w.update(b=np.zeros(3)), r"b must have shape \(2,\), but \(3,\) was given"),
    (lambda w: w.update(b=0.0), r"b must have shape \(2,\), but \(\) was given"),
])
def test_weights_that_do_not_fit_are_refused_and_nothing_changes(change, message):
    layer = Dense(3, 2, rng=0)
    before, weights = layer.get_weights(), layer.get_weights()
    weights["w"] += 1
    change(weights)
    with pytest.raises(ValueError, match=message):
        layer.set_weights(weights)
    np.testing.assert_array_equal(layer.parameters["w"], before["w"])


# Batch normalisation and dropout


def batches_of_two_channels(count=5):
    return [normal(4, 3, 3, 2, seed=seed) * (3, 0.5) + (1, -2) for seed in range(count)]


def test_running_statistics_are_those_of_keras():
    import keras

    ours = BatchNorm(2, momentum=0.9, epsilon=1e-3, dtype=np.float64)
    theirs = keras.layers.BatchNormalization(momentum=0.9, epsilon=1e-3, dtype="float64")
    for x in batches_of_two_channels():
        np.testing.assert_allclose(ours.forward(x, training=True), theirs(x, training=True), rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(ours.state["running_mean"], theirs.moving_mean, rtol=1e-9)
    np.testing.assert_allclose(ours.state["running_variance"], theirs.moving_variance, rtol=1e-9)
    x = normal(2, 3, 3, 2, seed=9)
    np.testing.assert_allclose(ours.forward(x), theirs(x), rtol=1e-9, atol=1e-12)


def test_running_statistics_against_pytorch_differ_by_the_unbiased_variance_and_nothing_else():
    import torch

    ours = BatchNorm(2, momentum=0.9, dtype=np.float64)
    theirs = torch.nn.BatchNorm2d(2, momentum=0.1, dtype=torch.float64)
    unbiased = np.ones(2)
    for x in batches_of_two_channels():
        ours.forward(x, training=True)
        theirs(torch.from_numpy(x).permute(0, 3, 1, 2))
        unbiased = 0.9 * unbiased + 0.1 * x.var(axis=(0, 1, 2), ddof=1)
    np.testing.assert_allclose(ours.state["running_mean"], theirs.running_mean, rtol=1e-9)
    np.testing.assert_allclose(unbiased, theirs.running_var, rtol=1e-9)
    assert (theirs.running_var.numpy() > ours.state["running_variance"]).all()


def test_inference_leaves_the_running_statistics_as_they_are():
    layer = BatchNorm(2)
    layer.forward(normal(4, 3, 3, 2) + 5)
    np.testing.assert_array_equal(layer.state["running_mean"], [0, 0])
    np.testing.assert_array_equal(layer.state["running_variance"], [1, 1])


def test_dropout_draws_a_new_mask_each_time_and_the_same_ones_from_the_same_generator():
    layer, x = Dropout(0.5, rng=7), np.ones((4, 50))
    first, second = layer.forward(x, training=True), layer.forward(x, training=True)
    assert not np.array_equal(first, second)
    layer.reseed(np.random.default_rng(7))
    np.testing.assert_array_equal(layer.forward(x, training=True), first)


def test_reseed_reaches_dropout_inside_containers():
    model = Sequential(Residual(Sequential(Dropout(0.5, rng=0))), Dropout(0.5, rng=0))
    x, outputs = np.ones((4, 50)), []
    for _ in range(2):
        model.reseed(np.random.default_rng(1))
        outputs.append(model.forward(x, training=True))
    np.testing.assert_array_equal(*outputs)


# Containers


def test_residual_adds_and_branch_joins():
    x = normal(2, 4, 4, 2)
    block = residual()
    parts = block.children
    np.testing.assert_array_equal(block.forward(x),
                                  F.relu(parts["main"].forward(x) + parts["shortcut"].forward(x)))
    side_by_side = branch()
    np.testing.assert_array_equal(side_by_side.forward(x),
                                  np.concatenate([b.forward(x) for b in side_by_side.children.values()], axis=-1))


def test_a_part_of_a_model_shares_its_weights():
    model, x = sequential(), normal(2, 6, 6, 1)
    first_two = Sequential(*model.layers[:2])
    np.testing.assert_array_equal(first_two.forward(x), model.layers[1].forward(model.layers[0].forward(x)))
    model.parameters["0.b"][...] = 3
    assert (first_two.parameters["0.b"] == 3).all()


def test_summary_lists_every_layer_with_shape_parameters_and_totals():
    rng = np.random.default_rng(0)
    model = Sequential(
        Conv2D(1, 4, 3, padding="same", rng=rng),
        Residual(Sequential(BatchNorm(4), Conv2D(4, 8, 1, stride=2, rng=rng)), Conv2D(4, 8, 1, stride=2, rng=rng),
                 ReLU()),
        Branch(Conv2D(8, 4, 1, rng=rng), MaxPool2D(1)),
        GlobalAvgPool2D(), Dense(12, 1000, rng=rng))
    assert model.summary((8, 6, 1)) == """\
              layer            output shape  parameters
0             Conv2D              8 × 6 × 4          40
1             Residual            4 × 3 × 8
1.main        Sequential          4 × 3 × 8
1.main.0      BatchNorm           8 × 6 × 4           8
1.main.1      Conv2D              4 × 3 × 8          40
1.shortcut    Conv2D              4 × 3 × 8          40
1.activation  ReLU                4 × 3 × 8           0
2             Branch             4 × 3 × 12
2.0           Conv2D              4 × 3 × 4          36
2.1           MaxPool2D           4 × 3 × 8           0
3             GlobalAvgPool2D            12           0
4             Dense                    1000      13,000
total                                            13,164
not trained besides                                   8"""


# Errors


@pytest.mark.parametrize(("make", "error", "message"), [
    (lambda: Conv2D(0, 4, 3, rng=0), ValueError, "Conv2D: in_channels must be at least 1, but in_channels = 0"),
    (lambda: Conv2D(3, 4.0, 3, rng=0), TypeError, "Conv2D: filters must be a whole number, but filters = 4.0"),
    (lambda: Conv2D(3, 4, 0, rng=0), ValueError, "Conv2D: kernel_size must be at least 1"),
    (lambda: Conv2D(3, 4, (3, 3, 3), rng=0), ValueError, "Conv2D: kernel_size must be an int or a pair"),
    (lambda: Conv2D(3, 4, 3, stride=0, rng=0), ValueError, "Conv2D: stride must be at least 1"),
    (lambda: Conv2D(3, 4, 3, padding="full", rng=0), ValueError, "Conv2D: padding must be .* padding = 'full'"),
    (lambda: Conv2D(3, 4, 3, dilation=0, rng=0), ValueError, "Conv2D: dilation must be at least 1"),
    (lambda: Conv2D(3, 4, 3, groups=2, rng=0), ValueError,
     "Conv2D: groups must divide in_channels and filters, but groups = 2, in_channels = 3 and filters = 4"),
    (lambda: Conv2D(4, 3, 3, groups=2, rng=0), ValueError, "Conv2D: groups must divide in_channels and filters"),
    (lambda: Conv2D(3, 4, 3, rng=None), TypeError, "Conv2D: rng must be a np.random.Generator or a seed"),
    (lambda: Conv2D(3, 4, 3, rng=0, dtype=int), TypeError, "Conv2D: dtype must be float32 or float64"),
    (lambda: Conv1D(3, 4, (3, 3), rng=0), TypeError, "Conv1D: kernel_size must be a whole number"),
    (lambda: Conv1D(3, 4, 3, stride=0, rng=0), ValueError, "Conv1D: stride must be at least 1"),
    (lambda: Conv2DTranspose(3, 4, 3, stride=0, rng=0), ValueError, "Conv2DTranspose: stride must be at least 1"),
    (lambda: DepthwiseConv2D(3, 3, multiplier=0, rng=0), ValueError, "DepthwiseConv2D: multiplier must be at least"),
    (lambda: SeparableConv2D(3, 4, 3, multiplier=0, rng=0), ValueError, "SeparableConv2D: multiplier must be at"),
    (lambda: Dense(0, 3, rng=0), ValueError, "Dense: in_features must be at least 1"),
    (lambda: Dense(3, 0, rng=0), ValueError, "Dense: units must be at least 1"),
    (lambda: MaxPool2D(0), ValueError, "MaxPool2D: size must be at least 1"),
    (lambda: AvgPool2D(2, stride=0), ValueError, "AvgPool2D: stride must be at least 1"),
    (lambda: AvgPool2D(2, padding=-1), ValueError, "AvgPool2D: padding must be at least 0"),
    (lambda: BatchNorm(0), ValueError, "BatchNorm: channels must be at least 1"),
    (lambda: BatchNorm(3, momentum=1.5), ValueError, "BatchNorm: momentum must be at most 1, but momentum = 1.5"),
    (lambda: BatchNorm(3, epsilon=0), ValueError, "BatchNorm: epsilon must be above 0"),
    (lambda: Dropout(1.0, rng=0), ValueError, "Dropout: rate must be below 1, but rate = 1"),
    (lambda: Dropout(0.5, rng=None), TypeError, "Dropout: rng must be a np.random.Generator or a seed"),
    (lambda: Sequential(), ValueError, "Sequential: at least one layer is needed"),
    (lambda: Sequential(Flatten(), ReLU), TypeError, r"Sequential: 1 must be a layer, .* write ReLU\(\) with its"),
    (lambda: Sequential([ReLU()]), TypeError, r"Sequential: 0 must be a layer, .* Sequential\(\*layers\)"),
    (lambda: Residual(None), TypeError, "Residual: main must be a layer, but None was given"),
    (lambda: Branch(ReLU()), ValueError, "Branch: at least two branches are needed, but 1 was given"),
])
def test_a_layer_that_makes_no_sense_is_refused_when_it_is_made(make, error, message):
    with pytest.raises(error, match=message):
        make()


def test_a_layer_in_two_places_is_refused():
    relu = ReLU()
    with pytest.raises(ValueError, match=r"the same ReLU stands at 1 and at 2.main.0; .* each place needs its own"):
        Sequential(Flatten(), relu, Residual(Sequential(relu)))


@pytest.mark.parametrize(("layer", "shape", "message"), [
    (Conv2D(3, 4, 3, rng=0), (8, 8), r"Conv2D: input_shape must be \(H, W, C\) without the batch axis, but \(8, 8\)"),
    (Conv2D(3, 4, 3, rng=0), (8, 8, 1), "Conv2D: the layer was made for 3 channels, but input_shape = .* has 1"),
    (Conv2D(3, 4, 3, rng=0), (2, 8, 3), "Conv2D: the kernel spans 3 positions but the padded input has only 2"),
    (Dense(3, 4, rng=0), (4,), r"Dense: the layer was made for 3 inputs, but input_shape = \(4,\) has 4"),
    (BatchNorm(3), (8, 8, 1), "BatchNorm: the layer was made for 3 channels"),
    (MaxPool2D(2), (4,), "MaxPool2D: input_shape must be"),
    (Residual(MaxPool2D(2)), (4, 4, 1), r"Residual: main gives \(2, 2, 1\) but the input is \(4, 4, 1\); .* shortcut"),
    (Branch(MaxPool2D(2), ReLU()), (4, 4, 1), "Branch: the branches must agree in all axes but the last"),
], ids=str)
def test_output_shape_refuses_what_forward_would(layer, shape, message):
    with pytest.raises(ValueError, match=message):
        layer.output_shape(shape)
    with pytest.raises(ValueError):
        layer.forward(np.zeros((1, *shape)))


def test_residual_does_not_broadcast():
    with pytest.raises(ValueError, match=r"Residual: main gives \(2, 4, 4, 1\) but the input is \(2, 4, 4, 3\)"):
        Residual(Conv2D(3, 1, 1, rng=0)).forward(np.zeros((2, 4, 4, 3)))


def test_an_error_says_where_in_the_model_it_arose():
    model = Sequential(ReLU(), Residual(Sequential(Flatten(), Dense(5, 2, rng=0))))
    with pytest.raises(ValueError) as caught:
        model.forward(np.zeros((1, 2, 2, 1)))
    assert caught.value.__notes__ == [
        "in Sequential at 1: Dense(w: (5, 2), b: (2,))",
        "in Residual at main: Sequential(0: Flatten, 1: Dense)",
        "in Sequential at 1: Residual(main: Sequential)",
    ]


@pytest.mark.parametrize(("make", "message"), [
    (residual, "relu_backward: dy must have"),
    (branch, r"Branch.backward: dy must have the output's shape \(2, 4, 4, 6\), but dy.shape = \(2, 4, 4, 7\)"),
    (lambda: Conv2D(2, 3, 1, rng=0), "conv2d_backward: dy must have"),
], ids=["Residual", "Branch", "Conv2D"])
def test_a_gradient_of_the_wrong_shape_is_refused(make, message):
    layer = make()
    y = layer.forward(normal(2, 4, 4, 2))
    with pytest.raises(ValueError, match=message):
        layer.backward(np.zeros((*y.shape[:-1], y.shape[-1] + 1)))


# The numeric gradient itself


def test_numeric_gradient_of_a_cubic_is_exact_to_nine_digits_and_leaves_its_argument():
    x = normal(2, 3)
    before = x.copy()
    np.testing.assert_allclose(numeric_gradient(lambda x: np.sum(x**3), x), 3 * x**2, rtol=1e-8)
    np.testing.assert_array_equal(x, before)


def test_numeric_gradient_refuses_what_has_no_single_slope():
    with pytest.raises(ValueError, match=r"f must return one number, but it returned an array of shape \(2,\)"):
        numeric_gradient(lambda x: x, [1.0, 2.0])
    with pytest.raises(ValueError, match="step must be greater than 0, but step = 0"):
        numeric_gradient(np.sum, [1.0], step=0)
