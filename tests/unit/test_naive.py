"""The loops: convolutions worked by hand, and one example of every operation that the fast form must equal.

tests/contract compares on random configurations; the examples here say at once which rule is broken.
"""

import inspect

import numpy as np
import pytest

from cnn_helpers import functional, naive
from cnn_helpers.gradients import numeric_gradient

both = pytest.mark.parametrize("F", [functional, naive], ids=["functional", "naive"])

FIVE = [[3, 0, 1, 2, 7], [1, 5, 8, 9, 3], [2, 7, 2, 5, 1], [0, 1, 3, 1, 7], [4, 2, 1, 6, 2]]
VERTICAL_EDGE = [[1, 0, -1], [1, 0, -1], [1, 0, -1]]
TWO = [[1, 2], [3, 5]]
DIAGONAL = [[1, 0], [0, 10]]


def image(rows):
    return np.array(rows, float)[None, :, :, None]


def kernel(rows):
    return np.array(rows, float)[:, :, None, None]


@both
@pytest.mark.parametrize(("rows", "w", "options", "expected"), [
    (FIVE, VERTICAL_EDGE, {}, [[-5, -4, 0], [-10, -2, 2], [0, -2, -4]]),
    (FIVE, VERTICAL_EDGE, {"stride": 2}, [[-5, 0], [0, -4]]),
    (FIVE, VERTICAL_EDGE, {"stride": (1, 2)}, [[-5, 0], [-10, 2], [0, -4]]),
    (FIVE, VERTICAL_EDGE, {"dilation": 2}, [[9 - 10]]),
    (FIVE, VERTICAL_EDGE, {"padding": ((0, 0), (1, 0)), "stride": (2, 1)}, [[-12, -5, -4, 0], [-10, 0, -2, -4]]),
    # The kernel is not flipped: its 1 is at the upper left, its 10 at the lower right.
    (TWO, DIAGONAL, {"padding": "valid"}, [[51]]),
    (TWO, DIAGONAL, {"padding": "same"}, [[51, 2], [3, 5]]),
    (TWO, DIAGONAL, {"padding": 1}, [[10, 20, 0], [30, 51, 2], [0, 3, 5]]),
    (TWO, DIAGONAL, {"padding": (0, 1)}, [[30, 51, 2]]),
    (TWO, DIAGONAL, {"padding": ((1, 0), (1, 0))}, [[10, 20], [30, 51]]),
])
def test_conv2d(F, rows, w, options, expected):
    np.testing.assert_array_equal(F.conv2d(image(rows), kernel(w), **options)[0, :, :, 0], expected)
    np.testing.assert_array_equal(F.conv2d(image(rows), kernel(w), [100], **options)[0, :, :, 0],
                                  np.array(expected) + 100)


@both
def test_conv2d_sums_over_the_channels_of_a_group(F):
    x = np.array([1, 2, 3, 4]).reshape(1, 1, 1, 4)
    np.testing.assert_array_equal(F.conv2d(x, np.reshape([1, 10, 100, 1000], (1, 1, 4, 1))).ravel(), [4321])
    np.testing.assert_array_equal(F.conv2d(x, np.reshape([[1, 2], [10, 20]], (1, 1, 2, 2)), groups=2).ravel(), [21, 86])


@both
def test_the_gradients_of_one_window(F):
    dx, dw, db = F.conv2d_backward(image([[2]]), image(TWO), kernel(DIAGONAL), [0])
    np.testing.assert_array_equal(dx[0, :, :, 0], [[2, 0], [0, 20]])
    np.testing.assert_array_equal(dw[:, :, 0, 0], [[2, 4], [6, 10]])
    np.testing.assert_array_equal(db, [2])


@both
@pytest.mark.parametrize(("options", "expected"), [
    ({}, [21, 32, 43]),
    ({"stride": 2}, [21, 43]),
    ({"dilation": 2}, [31, 42]),
    ({"padding": "same"}, [21, 32, 43, 4]),
    ({"padding": 1}, [10, 21, 32, 43, 4]),
    ({"padding": (1, 0)}, [10, 21, 32, 43]),
])
def test_conv1d(F, options, expected):
    x, w = np.array([1, 2, 3, 4]).reshape(1, 4, 1), np.array([1, 10]).reshape(2, 1, 1)
    np.testing.assert_array_equal(F.conv1d(x, w, **options).ravel(), expected)


@both
@pytest.mark.parametrize(("options", "expected"), [
    ({}, [[1, 12, 20], [103, 1234, 2040], [300, 3400, 4000]]),
    ({"padding": 1}, [[1234]]),
    ({"padding": "same"}, [[1, 12], [103, 1234]]),
    ({"padding": ((1, 0), (0, 1))}, [[103, 1234], [300, 3400]]),
    ({"stride": 2}, [[1, 10, 2, 20], [100, 1000, 200, 2000], [3, 30, 4, 40], [300, 3000, 400, 4000]]),
    ({"stride": (1, 2)}, [[1, 10, 2, 20], [103, 1030, 204, 2040], [300, 3000, 400, 4000]]),
    ({"dilation": (1, 2)}, [[1, 2, 10, 20], [103, 204, 1030, 2040], [300, 400, 3000, 4000]]),
    ({"stride": (2, 3), "padding": 1, "output_padding": (1, 2)},
     [[1000, 0, 200, 2000, 0], [30, 0, 4, 40, 0], [3000, 0, 400, 4000, 0]]),
])
def test_conv_transpose2d_paints_the_kernel(F, options, expected):
    y = F.conv_transpose2d(image([[1, 2], [3, 4]]), kernel([[1, 10], [100, 1000]]), **options)
    np.testing.assert_array_equal(y[0, :, :, 0], expected)


@both
@pytest.mark.parametrize(("output_padding", "expected"), [(0, [1, 10, 102, 20]), ((0, 1), [1, 10, 102, 20, 200])])
def test_output_padding_adds_at_the_end_of_same(F, output_padding, expected):
    """What SAME cuts off in front stays as it is without output_padding: here nothing."""
    y = F.conv_transpose2d(image([[1, 2]]), kernel([[1, 10, 100]]), stride=(1, 2), padding="same",
                           output_padding=output_padding)
    np.testing.assert_array_equal(y.ravel(), expected)


@both
def test_conv_transpose2d_is_the_input_gradient_of_conv2d(F):
    rng = np.random.default_rng(0)
    options = dict(stride=2, padding="same", dilation=(1, 2), groups=2)
    x, w = rng.normal(size=(1, 6, 8, 4)), rng.normal(size=(3, 2, 2, 6))
    dy = rng.normal(size=(1, 3, 4, 6))
    np.testing.assert_allclose(F.conv_transpose2d(dy, w, **options), F.conv2d_backward(dy, x, w, **options)[0],
                               rtol=1e-12)


@both
def test_depthwise_channels_lie_side_by_side(F):
    x = np.array([1, 2]).reshape(1, 1, 1, 2)
    w = np.array([[3, 5], [7, 11]]).reshape(1, 1, 2, 2)
    np.testing.assert_array_equal(F.depthwise_conv2d(x, w, [0, 0, 0, 100]).ravel(), [3, 5, 14, 122])


@both
def test_separable_is_depthwise_then_pointwise(F):
    x = np.array([1, 2]).reshape(1, 1, 1, 2)
    w_depthwise = np.array([[3, 5], [7, 11]]).reshape(1, 1, 2, 2)
    w_pointwise = np.array([1, 10, 100, 1000]).reshape(1, 1, 4, 1)
    np.testing.assert_array_equal(F.separable_conv2d(x, w_depthwise, w_pointwise, [0.5]).ravel(), [23453.5])


X = (2, 5, 6, 4)  # the shape of the images below

# For each operation the shapes of the arrays that have a gradient, then the rest of its arguments.
EXAMPLES = {
    "conv2d": ([X, (3, 2, 2, 6), (6,)], dict(stride=(2, 1), padding=((1, 2), (0, 1)), dilation=(1, 2), groups=2)),
    "conv1d": ([(2, 7, 4), (3, 2, 6), (6,)], dict(stride=2, padding=(2, 1), dilation=2, groups=2)),
    "conv_transpose2d": ([(2, 3, 2, 4), (3, 2, 3, 4), (6,)],
                         dict(stride=(2, 3), padding=(1, 0), output_padding=(1, 2), dilation=(1, 2), groups=2)),
    "depthwise_conv2d": ([X, (3, 2, 4, 2), (8,)], dict(stride=2, padding="same", dilation=(1, 2))),
    "separable_conv2d": ([X, (3, 2, 4, 2), (1, 1, 8, 3), (3,)], dict(stride=2, padding=1)),
    "max_pool2d": ([X], dict(size=(3, 2), stride=2, padding="same")),
    "avg_pool2d": ([X], dict(size=(3, 2), stride=2, padding=1, ceil_mode=True, count_padding=True)),
    "global_avg_pool2d": ([X], {}),
    "global_max_pool2d": ([X], {}),
    "batch_norm": ([X, (4,), (4,)], {}),
    "local_response_norm": ([X], dict(depth_radius=1, alpha=0.7, beta=0.6)),
    "relu": ([X], {}),
    "relu6": ([X], {}),
    "leaky_relu": ([X], dict(negative_slope=0.2)),
    "sigmoid": ([X], {}),
    "tanh": ([X], {}),
    "softmax": ([X], dict(axis=1)),
    "dense": ([(3, 4), (4, 2), (2,)], {}),
    "flatten": ([X], {}),
    "dropout": ([X], dict(rate=0.3, seed=5)),
    "softmax_cross_entropy": ([(3, 4)], dict(labels=np.array([0, 3, 1]))),
    "binary_cross_entropy": ([(3, 4)], dict(targets=np.float32([[0, 0.25, 0.5, 1]] * 3))),
}
every = pytest.mark.parametrize("name", EXAMPLES)


def arrays_of(name, dtype=np.float64):
    """Distinct values away from 0, read-only: a function that writes into its arguments raises."""
    rng, arrays = np.random.default_rng(1), []
    for shape in EXAMPLES[name][0]:
        size = int(np.prod(shape))
        values = (rng.permutation(size).reshape(shape) - size // 2 + 0.25) * (8 / size)
        arrays.append(np.ceil(values).astype(dtype) if np.issubdtype(dtype, np.integer) else values.astype(dtype))
        arrays[-1].flags.writeable = False
    return arrays


def options_of(name, dtype=np.float64):
    options = dict(EXAMPLES[name][1])
    if "targets" in options:
        options["targets"] = options["targets"].astype(dtype)
    return options


def value_and_gradients(F, name, arrays, options):
    y = getattr(F, name)(*arrays, **options)
    dy = np.cos(np.arange(np.size(y))).reshape(np.shape(y)).astype(y.dtype)
    dy.flags.writeable = False
    gradients = getattr(F, f"{name}_backward")(dy, *arrays, **options)
    return y, dy, gradients if isinstance(gradients, tuple) else (gradients,)


def test_every_operation_has_an_example():
    operations = {name for name in functional.__all__ if not name.endswith("_backward")}
    assert set(EXAMPLES) == operations - {"batch_statistics"}


@every
def test_the_loops_equal_the_fast_form(name):
    arrays, options = arrays_of(name), options_of(name)
    y, _, gradients = value_and_gradients(functional, name, arrays, options)
    y_loops, _, gradients_loops = value_and_gradients(naive, name, arrays, options)
    assert np.shape(y) == np.shape(y_loops)
    np.testing.assert_allclose(y_loops, y, rtol=1e-12, atol=1e-13)
    for array, fast, loops in zip(arrays, gradients, gradients_loops, strict=True):
        assert fast.shape == loops.shape == array.shape
        np.testing.assert_allclose(loops, fast, rtol=1e-11, atol=1e-13)


@every
def test_the_gradients_equal_centred_differences(name):
    arrays, options = arrays_of(name), options_of(name)
    _, dy, gradients = value_and_gradients(functional, name, arrays, options)
    for index, gradient in enumerate(gradients):

        def loss(values, index=index):
            changed = [*arrays[:index], values, *arrays[index + 1:]]
            return np.sum(getattr(functional, name)(*changed, **options) * dy)

        np.testing.assert_allclose(gradient, numeric_gradient(loss, arrays[index]), rtol=1e-6, atol=1e-7)


def test_the_gradients_of_batch_norm_at_inference_equal_centred_differences():
    arrays, (mean, variance) = arrays_of("batch_norm"), ([0.1, 0.2, 0.3, 0.4], [1, 2, 3, 4])
    dy = np.cos(np.arange(np.prod(X))).reshape(X)
    gradients = functional.batch_norm_backward(dy, *arrays, mean, variance)
    for index, gradient in enumerate(gradients):

        def loss(values, index=index):
            changed = [*arrays[:index], values, *arrays[index + 1:]]
            return np.sum(functional.batch_norm(*changed, mean, variance) * dy)

        np.testing.assert_allclose(gradient, numeric_gradient(loss, arrays[index]), rtol=1e-6, atol=1e-7)


@both
@every
@pytest.mark.parametrize(("given", "expected"), [
    (np.float32, np.float32), (np.float64, np.float64), (np.int64, np.float64), (np.float16, np.float64),
])
def test_what_becomes_of_a_dtype(F, name, given, expected):
    options = options_of(name, np.float32 if given == np.float32 else np.float64)
    y, _, gradients = value_and_gradients(F, name, arrays_of(name, given), options)
    assert y.dtype == expected
    assert {gradient.dtype for gradient in gradients} == {np.dtype(expected)}


@both
@pytest.mark.parametrize("name", [name for name, (shapes, _) in EXAMPLES.items() if len(shapes) > 1])
def test_floats_of_both_kinds_become_float64(F, name):
    first, *others = arrays_of(name, np.float32)
    y, _, gradients = value_and_gradients(F, name, [first, *(a.astype(np.float64) for a in others)], options_of(name))
    assert {y.dtype, *(gradient.dtype for gradient in gradients)} == {np.dtype(np.float64)}


@both
@pytest.mark.parametrize("name", [name for name in EXAMPLES if "conv" in name or name == "dense"])
def test_without_b_there_is_no_gradient_of_b(F, name):
    *arrays, b = arrays_of(name)
    y, _, gradients = value_and_gradients(F, name, arrays, options_of(name))
    assert gradients[-1] is None
    with_b, _, with_db = value_and_gradients(F, name, [*arrays, np.zeros_like(b)], options_of(name))
    np.testing.assert_array_equal(y, with_b)
    for without, other in zip(gradients[:-1], with_db[:-1], strict=True):
        np.testing.assert_array_equal(without, other)


@pytest.mark.parametrize("name", functional.__all__)
def test_the_loops_have_the_signature_of_the_fast_form(name):
    assert inspect.signature(getattr(naive, name)) == inspect.signature(getattr(functional, name))
    assert inspect.getdoc(getattr(naive, name))


def test_a_backward_takes_dy_and_then_what_the_forward_takes():
    for name in EXAMPLES:
        forward = inspect.signature(getattr(functional, name)).parameters
        dy, *others = inspect.signature(getattr(functional, f"{name}_backward")).parameters.items()
        assert dy[0] == "dy"
        assert others == list(forward.items())


@both
@pytest.mark.parametrize(("name", "arrays", "options", "message"), [
    ("conv2d", [(1, 5, 5, 3), (3, 3, 4, 8)], {}, "x has 3 channels but w expects 4 (w.shape = (3, 3, 4, 8))"),
    ("conv2d", [(5, 5, 3), (3, 3, 3, 8)], {}, "x must have 4 axes (N, H, W, C), but x.shape = (5, 5, 3) has 3"),
    ("conv2d", [(1, 5, 5, 3), (3, 3, 3)], {},
     "w must have 4 axes (KH, KW, C_in/groups, C_out), but w.shape = (3, 3, 3) has 3"),
    ("conv2d", [(1, 5, 5, 3), (3, 3, 3, 8), (7,)], {},
     "b must have shape (8,), one bias for each output channel, but b.shape = (7,)"),
    ("conv2d", [(1, 5, 5, 3), (3, 3, 3, 8)], {"stride": 0}, "stride must be at least 1, but stride = 0 was given"),
    ("conv2d", [(1, 5, 5, 3), (3, 3, 3, 8)], {"dilation": 0},
     "dilation must be at least 1, but dilation = 0 was given"),
    ("conv2d", [(1, 5, 5, 3), (3, 3, 3, 8)], {"groups": 0}, "groups must be at least 1, but groups = 0 was given"),
    ("conv2d", [(1, 2, 5, 3), (3, 3, 3, 8)], {},
     "the kernel spans 3 positions but the padded input has only 2 (size 2, padding 0 before and 0 after)"),
    ("conv2d", [(1, 5, 0, 3), (3, 3, 3, 8)], {}, "x must have at least one pixel, but x.shape = (1, 5, 0, 3)"),
    ("conv2d", [(1, 5, 5, 3), (3, 0, 3, 8)], {}, "kernel must be at least 1, but kernel = 0 was given"),
    ("conv1d", [(1, 0, 3), (3, 3, 8)], {}, "x must have at least one position, but x.shape = (1, 0, 3)"),
    ("conv_transpose2d", [(1, 0, 5, 3), (3, 3, 8, 3)], {},
     "x must have at least one pixel, but x.shape = (1, 0, 5, 3)"),
    ("conv1d", [(5, 3), (3, 3, 8)], {}, "x must have 3 axes (N, L, C), but x.shape = (5, 3) has 2"),
    ("conv1d", [(1, 5, 3), (3, 4, 8)], {}, "x has 3 channels but w expects 4 (w.shape = (3, 4, 8))"),
    ("conv_transpose2d", [(1, 5, 5, 3), (3, 3, 8, 4)], {},
     "x has 3 channels but w expects 4 (w.shape = (3, 3, 8, 4))"),
    ("conv_transpose2d", [(1, 5, 5, 3), (3, 3, 8, 3)], {"stride": 2, "output_padding": 2},
     "output_padding must be below the stride, but output_padding = 2 and stride = 2 were given"),
    ("depthwise_conv2d", [(1, 5, 5, 3), (3, 3, 4, 1)], {}, "x has 3 channels but w expects 4 (w.shape = (3, 3, 4, 1))"),
    ("separable_conv2d", [(1, 5, 5, 3), (3, 3, 4, 1), (1, 1, 4, 2)], {},
     "x has 3 channels but w_depthwise expects 4 (w_depthwise.shape = (3, 3, 4, 1))"),
    ("conv2d", [(1, 5, 5, 4), (3, 3, 3, 8)], {"groups": 2},
     "x has 2 channels in each of the 2 groups but w expects 3 (w.shape = (3, 3, 3, 8))"),
    ("conv2d", [(1, 5, 5, 4), (3, 3, 2, 8)], {"groups": 3},
     "groups must divide the 4 input channels, but groups = 3 was given"),
    ("conv2d", [(1, 5, 5, 4), (3, 3, 2, 5)], {"groups": 2},
     "groups must divide the 5 output channels, but groups = 2 was given"),
    ("conv_transpose2d", [(1, 5, 5, 3), (3, 3, 8, 3)], {"groups": 2},
     "groups must divide the 3 input channels, but groups = 2 was given"),
    ("separable_conv2d", [(1, 5, 5, 3), (3, 3, 3, 2), (1, 1, 5, 2)], {},
     "w_pointwise must have shape (1, 1, 6, 2), a 1x1 kernel on the C*M = 6 channels that w_depthwise makes, "
     "but w_pointwise.shape = (1, 1, 5, 2)"),
])
def test_a_wrong_call_of_a_convolution_is_told_what_is_wrong(F, name, arrays, options, message):
    arrays = [np.zeros(shape) for shape in arrays]
    with pytest.raises(ValueError) as raised:
        getattr(F, name)(*arrays, **options)
    assert str(raised.value) == f"{name}: {message}"
    with pytest.raises(ValueError) as raised:
        getattr(F, f"{name}_backward")(np.zeros((1, 3, 3, 8)), *arrays, **options)
    assert str(raised.value) == f"{name}_backward: {message}"
