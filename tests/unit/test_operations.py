"""Each operation of a spec promises the shapes that the functions of cnn_helpers make, and counts what they compute."""

import dataclasses

import numpy as np
import pytest

from cnn_helpers import functional as F
from cnn_helpers.operations import (
    ACTIVATIONS,
    KINDS,
    Activation,
    AdaptiveAvgPool,
    Add,
    AvgPool,
    BatchNorm,
    Concatenate,
    Conv,
    Dense,
    DepthwiseConv,
    Dropout,
    Flatten,
    GlobalAvgPool,
    GlobalMaxPool,
    LocalResponseNorm,
    MaxPool,
    PadChannels,
    RadialBasis,
    Scale,
    SeparableConv,
    Subsample,
    TableConv,
)

MAPS = (11, 9, 4)
TABLE = [[1, 0, 1], [0, 1, 1], [1, 1, 1], [0, 0, 1]]


def called(operation, function, shape, names):
    """What `function` makes of ones of the operation's shapes, with the operation's options of these names."""
    weights = {name: np.ones(weight) for name, weight in operation.parameters((shape,)).items()}
    options = {name: getattr(operation, name) for name in names}
    return function(np.ones((1, *shape)), **weights, **options)[0]


WINDOW = ("stride", "padding", "dilation")
CASES = [
    (Conv(6, 3), F.conv2d, (*WINDOW, "groups")),
    (Conv(6, (3, 2), stride=(2, 1), padding="same", dilation=2, bias=False), F.conv2d, (*WINDOW, "groups")),
    (Conv(6, 3, padding=((0, 1), (2, 0)), groups=2), F.conv2d, (*WINDOW, "groups")),
    (DepthwiseConv(3, stride=2, padding="same", multiplier=2), F.depthwise_conv2d, WINDOW),
    (DepthwiseConv(3, dilation=2, bias=False), F.depthwise_conv2d, WINDOW),
    (SeparableConv(5, 3, stride=2, padding=1, multiplier=3), F.separable_conv2d, WINDOW),
    (MaxPool(3, stride=2, ceil_mode=True), F.max_pool2d, ("size", "stride", "padding", "ceil_mode")),
    (MaxPool((2, 3), padding=1), F.max_pool2d, ("size", "stride", "padding", "ceil_mode")),
    (AvgPool(2, padding="same", count_padding=True), F.avg_pool2d,
     ("size", "stride", "padding", "count_padding", "ceil_mode")),
    (GlobalAvgPool(), F.global_avg_pool2d, ()),
    (GlobalMaxPool(), F.global_max_pool2d, ()),
    (BatchNorm(epsilon=1e-3), F.batch_norm, ("epsilon",)),
    (LocalResponseNorm(depth_radius=1), F.local_response_norm, ("depth_radius", "bias", "alpha", "beta")),
    (Flatten(), F.flatten, ()),
]


@pytest.mark.parametrize(("operation", "function", "names"), CASES,
                         ids=lambda case: getattr(case, "__name__", None) or str(case))
def test_shapes_are_those_of_the_function_with_the_promised_weights(operation, function, names):
    assert operation.output_shape((MAPS,)) == called(operation, function, MAPS, names).shape


def test_dense_takes_a_vector():
    assert Dense(7).output_shape(((12,),)) == called(Dense(7), F.dense, (12,), ()).shape


@pytest.mark.parametrize("operation", [Conv(6, (3, 2), stride=2, bias=False), Conv(6, 3, groups=2, bias=False),
                                       Conv(6, 2, dilation=3, bias=False)])
def test_multiply_accumulates_of_a_convolution_are_its_products_on_ones(operation):
    """A sum of products of ones counts them."""
    products = called(operation, F.conv2d, MAPS, (*WINDOW, "groups")).sum()
    assert operation.macs((MAPS,), operation.output_shape((MAPS,))) == products


def test_multiply_accumulates_count_taps_in_the_padding():
    operation, w = Conv(6, 3, padding=1), np.ones((3, 3, 4, 6))
    products = F.conv2d(np.ones((1, 13, 11, 4)), w).sum()  # the padded image, of ones too
    assert operation.macs((MAPS,), (11, 9, 6)) == products


def test_multiply_accumulates_of_the_other_kinds():
    depthwise, separable = DepthwiseConv(3, multiplier=2), SeparableConv(5, 3, multiplier=2)
    assert depthwise.macs((MAPS,), (9, 7, 8)) == F.depthwise_conv2d(np.ones((1, *MAPS)), np.ones((3, 3, 4, 2))).sum()
    assert separable.macs((MAPS,), (9, 7, 5)) == depthwise.macs((MAPS,), (9, 7, 8)) + 9 * 7 * 8 * 5
    assert Dense(7).macs(((12,),), (7,)) == RadialBasis(7).macs(((12,),), (7,)) == 84
    free = [MaxPool(2), GlobalAvgPool(), BatchNorm(), Subsample(2), Activation("relu"), Flatten()]
    assert [operation.macs((MAPS,), operation.output_shape((MAPS,))) for operation in free] == [0] * len(free)


def test_a_table_stores_the_connections_that_exist_and_counts_them():
    conv = TableConv(TABLE, 3)
    dense = np.zeros((3, 3, 4, 3))
    for k, (channel, filter_) in enumerate(conv.connections):
        dense[:, :, channel, filter_] = np.ones(conv.parameters((MAPS,))["w"])[:, :, k]
    np.testing.assert_array_equal(dense[0, 0], TABLE)
    y = F.conv2d(np.ones((1, *MAPS)), dense)[0]
    assert conv.output_shape((MAPS,)) == y.shape
    assert conv.macs((MAPS,), y.shape) == y.sum()


def test_weights_and_state():
    assert Subsample(2).parameters((MAPS,)) == {"w": (4,), "b": (4,)}
    assert BatchNorm().state((MAPS,)) == {"running_mean": (4,), "running_variance": (4,)}
    assert RadialBasis(10).state(((84,),)) == {"codes": (84, 10)} and RadialBasis(10).parameters(((84,),)) == {}
    assert Conv(8, 1, bias=False).parameters((MAPS,)) == {"w": (1, 1, 4, 8)}


@pytest.mark.parametrize(("length", "outputs"), [(14, 4), (6, 6), (7, 3), (2, 5), (1, 7)])
def test_adaptive_windows_cover_the_input_and_are_pytorchs(length, outputs):
    """torch.nn.functional.adaptive_avg_pool1d: floor(i * n / m) to ceil((i + 1) * n / m)."""
    spans = AdaptiveAvgPool(outputs).spans(length)
    assert spans == tuple((int(np.floor(i * length / outputs)), int(np.ceil((i + 1) * length / outputs)))
                          for i in range(outputs))
    assert set().union(*(range(*span) for span in spans)) == set(range(length))
    assert AdaptiveAvgPool(outputs).output_shape(((length, length, 3),)) == (outputs, outputs, 3)


def test_operations_are_values():
    assert Conv(8, 3, padding=1) == Conv(8, (3, 3), padding=((1, 1), [1, 1])) != Conv(8, 3)
    assert len({Conv(8, 3), Conv(8, 3), TableConv(TABLE, 3), TableConv(TABLE, 3)}) == 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        Conv(8, 3).filters = 9


def test_every_kind_is_named_once():
    assert all(KINDS[kind].kind == kind for kind in KINDS)
    assert not KINDS.keys() & ACTIVATIONS.keys()
    assert [Activation(function).kind for function in ACTIVATIONS] == list(ACTIVATIONS)


@pytest.mark.parametrize(("operation", "text"), [
    (Conv(64, 7, stride=2, padding=3), "conv 7×7, 64, stride 2, padding 3"),
    (Conv(8, (3, 1), stride=(2, 1), padding=((0, 1), (0, 1)), dilation=2, groups=4, bias=False),
     "conv 3×1, 8, groups 4, stride 2×1, dilation 2, padding ((0, 1), (0, 1)), no bias"),
    (DepthwiseConv(5, padding="same", multiplier=2), "depthwise_conv 5×5, multiplier 2, padding same"),
    (TableConv(TABLE, 5), "table_conv 5×5, 3, 8 connections"),
    (MaxPool(3, stride=2, padding=(1, 0), ceil_mode=True), "max_pool 3×3, stride 2, padding (1, 0), ceil_mode"),
    (AvgPool(2, count_padding=True), "avg_pool 2×2, count_padding"),
    (AdaptiveAvgPool(7), "adaptive_avg_pool to 7×7"),
    (Dense(10, bias=False), "dense 10, no bias"), (Dropout(0.4), "dropout 0.4"), (BatchNorm(), "batch_norm"),
])
def test_a_line_says_what_is_not_the_default(operation, text):
    assert str(operation) == text


@pytest.mark.parametrize(("make", "message"), [
    (lambda: Conv(0, 3), r"^conv: filters must be at least 1, but filters = 0"),
    (lambda: Conv(8, 0), r"^conv: kernel must be at least 1"),
    (lambda: Conv(8, 3, stride=0), r"^conv: stride must be at least 1"),
    (lambda: Conv(8, 3, padding="full"), r"^conv: padding must be .* but padding = 'full'"),
    (lambda: Conv(9, 3, groups=2), r"^conv: groups must divide the filters, but groups = 2 and filters = 9"),
    (lambda: MaxPool(2, padding=2), r"^max_pool: padding must be below the size .* vertical padding is \(2, 2\)"),
    (lambda: Dropout(1), r"^dropout: rate must be below 1"),
    (lambda: BatchNorm(momentum=1.5), r"^batch_norm: momentum must be at most 1"),
    (lambda: BatchNorm(epsilon=0), r"^batch_norm: epsilon must be above 0"),
    (lambda: LocalResponseNorm(bias=0), r"^local_response_norm: bias must be above 0"),
    (lambda: Activation("swish"), r"function must be one of relu, .* but 'swish'"),
    (lambda: Activation("softmax"), r"softmax belongs to the loss"),
    (lambda: TableConv([[1, 0], [1]], 3), r"^table_conv: table must be .* lengths \[2, 1\]"),
    (lambda: TableConv([[1, 2]], 3), r"^table_conv: table must hold 0 and 1 only"),
    (lambda: TableConv([[1, 0], [1, 0]], 3), r"^table_conv: each filter .* columns \[1\] of table are all 0"),
])
def test_wrong_options(make, message):
    with pytest.raises(ValueError, match=message):
        make()


@pytest.mark.parametrize("make", [lambda: Conv(8.0, 3), lambda: Conv(8, 3, bias=1), lambda: TableConv(3, 3),
                                  lambda: Dropout("half")])
def test_wrong_kinds(make):
    with pytest.raises(TypeError):
        make()


@pytest.mark.parametrize(("operation", "inputs", "message"), [
    (Conv(8, 3), ((2, 8, 3),), r"spans 3 positions but the padded input has only 2"),
    (Conv(8, 3, groups=2), ((8, 8, 3),), r"groups must divide the 3 input channels, but groups = 2"),
    (Conv(8, 3), ((10,),), r"conv needs height, width and channels, but its input has the shape \(10,\)"),
    (MaxPool(3), ((2, 2, 8),), r"max_pool: the kernel spans 3"),
    (Dense(8), ((4, 4, 8),), r"dense needs a vector, but its input has the shape \(4, 4, 8\): put a flatten"),
    (TableConv(TABLE, 3), ((8, 8, 3),), r"a row for each of 4 channels, but the input has 3"),
    (Add(), ((4, 4, 8), (4, 4, 6)), r"one shape, but they have 8 and 6 channels"),
    (Add(), ((4, 4, 8), (2, 2, 8)), r"one shape, but they have 4×4×8 and 2×2×8"),
    (Concatenate(), ((4, 4, 8), (4, 3, 8)), r"agree in height and width, but they are 4×4×8 and 4×3×8"),
    (Scale(), ((4, 4, 8), (4,)), r"a value for each of the 8 channels of the first, but its shape is \(4,\)"),
    (PadChannels(4), ((4, 4, 8),), r"at least the 8 of the input, but channels = 4"),
])
def test_inputs_that_do_not_fit(operation, inputs, message):
    with pytest.raises(ValueError, match=message):
        operation.output_shape(inputs)
