"""Convolutions: hand-worked examples, PyTorch's numbers on a table of cases, dtypes, memory and errors."""

import tracemalloc

import numpy as np
import pytest
import torch

from cnn_helpers import functional as F
from cnn_helpers import shapes
from cnn_helpers.functional import _geometry


def draw(*shape, dtype=np.float64, seed=0):
    return np.random.default_rng(seed).standard_normal(shape).astype(dtype)


def image(rows):
    return np.array(rows, dtype=float)[None, :, :, None]


def kernel(rows):
    return np.array(rows, dtype=float)[:, :, None, None]


# Examples worked by hand


def test_five_by_five_image_and_three_by_three_kernel():
    x = image([[1, 2, 3, 4, 0],
               [2, 1, 0, 1, 2],
               [3, 0, 1, 1, 0],
               [0, 1, 2, 0, 1],
               [1, 0, 1, 2, 3]])
    w = kernel([[1, 0, 1],
                [1, 0, 1],
                [0, 1, 0]])
    np.testing.assert_array_equal(F.conv2d(x, w), image([[6, 9, 6],
                                                         [7, 5, 3],
                                                         [6, 3, 6]]))


@pytest.mark.parametrize(("padding", "expected"), [
    ("valid", [[4, 4], [4, 4]]),
    ("same", [[4, 4, 2], [4, 4, 2], [2, 2, 1]]),
    (((1, 0), (1, 0)), [[1, 2, 2], [2, 4, 4], [2, 4, 4]]),
    ((1, 0), [[2, 2], [4, 4], [4, 4], [2, 2]]),
    (1, [[1, 2, 2, 1], [2, 4, 4, 2], [2, 4, 4, 2], [1, 2, 2, 1]]),
])
def test_every_form_of_padding_on_ones(padding, expected):
    y = F.conv2d(np.ones((1, 3, 3, 1)), np.ones((2, 2, 1, 1)), padding=padding)
    np.testing.assert_array_equal(y, image(expected))


def test_the_kernel_is_not_flipped_and_height_comes_first():
    x = np.zeros((1, 3, 4, 1))
    x[0, 1, 2] = 1
    w = kernel([[1, 2, 3], [4, 5, 6]])
    np.testing.assert_array_equal(F.conv2d(x, w), image([[6, 5], [3, 2]]))


def test_stride_and_dilation():
    x = np.arange(6.0).reshape(1, 6, 1)
    w = np.ones((2, 1, 1))
    np.testing.assert_array_equal(F.conv1d(x, w, stride=2).ravel(), [1, 5, 9])
    np.testing.assert_array_equal(F.conv1d(x, w, dilation=3).ravel(), [3, 5, 7])


def test_groups_take_their_channels_in_order():
    x = np.array([1.0, 10, 100, 1000]).reshape(1, 1, 1, 4)
    y = F.conv2d(x, np.ones((1, 1, 2, 2)), groups=2)
    np.testing.assert_array_equal(y.ravel(), [11, 1100])


def test_depthwise_puts_the_outputs_of_a_channel_side_by_side():
    x = np.array([1.0, 10]).reshape(1, 1, 1, 2)
    w = np.array([[1.0, 2, 3], [4, 5, 6]]).reshape(1, 1, 2, 3)
    np.testing.assert_array_equal(F.depthwise_conv2d(x, w).ravel(), [1, 2, 3, 40, 50, 60])


# PyTorch's numbers

CASES = [  # x, w, options; every kind of padding, stride and dilation, square and not, and every path of the engine
    ((2, 7, 5, 3), (3, 3, 3, 4), dict()),
    ((1, 5, 9, 1), (3, 2, 1, 1), dict(padding="same")),
    ((2, 9, 8, 2), (2, 4, 2, 3), dict(padding="same", stride=(2, 3))),
    ((2, 8, 7, 5), (3, 3, 5, 4), dict(padding=((2, 0), (1, 3)), stride=(1, 2))),
    ((2, 9, 10, 4), (3, 2, 4, 3), dict(padding=2, dilation=(2, 3))),
    ((2, 9, 11, 6), (3, 3, 2, 9), dict(padding="same", dilation=2, groups=3)),
    ((2, 6, 6, 8), (3, 3, 4, 6), dict(padding=(0, 1), stride=2, groups=2)),
    ((3, 6, 7, 4), (3, 3, 1, 8), dict(padding="same", stride=2, groups=4)),
    ((3, 4, 5, 6), (1, 1, 6, 2), dict()),
    ((3, 4, 5, 6), (1, 1, 6, 2), dict(padding=(1, 0))),
    ((3, 5, 6, 3), (1, 1, 3, 2), dict(stride=(3, 2))),
    ((1, 2, 2, 2), (1, 1, 2, 3), dict(padding=3, stride=4)),
    ((1, 1, 1, 5), (3, 3, 5, 2), dict(padding="same")),
    ((2, 40, 50, 16), (5, 5, 16, 8), dict(padding="same")),
]


def in_torch(x, w, b, dy, *, stride=1, padding="valid", dilation=1, groups=1):
    """PyTorch's result and gradients, on zeros added as `shapes` says."""
    vertical, horizontal = shapes.padding_amounts(x.shape[1:3], w.shape[:2], stride=stride, padding=padding,
                                                  dilation=dilation)
    x, w, b = (torch.from_numpy(a).requires_grad_() for a in (x, w, b))
    padded = torch.nn.functional.pad(x.permute(0, 3, 1, 2), (*horizontal, *vertical))
    y = torch.nn.functional.conv2d(padded, w.permute(3, 2, 0, 1), b, stride=stride, dilation=dilation, groups=groups)
    y = y.permute(0, 2, 3, 1)
    gradients = torch.autograd.grad(y, (x, w, b), torch.from_numpy(dy))
    return [a.detach().numpy() for a in (y, *gradients)]


def assert_all_close(ours, theirs, tolerance=1e-10):
    for mine, other in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(mine, other, rtol=0, atol=tolerance * max(1, np.abs(other).max()))


def with_gradients(x, w, options):
    """The arguments that a case stands for, and our result and gradients."""
    x, w, b = draw(*x), draw(*w, seed=1), draw(w[3], seed=2)
    y = F.conv2d(x, w, b, **options)
    dy = draw(*y.shape, seed=3)
    return (x, w, b, dy), [y, *F.conv2d_backward(dy, x, w, b, **options)]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_conv2d_equals_torch(case):
    arguments, ours = with_gradients(*case)
    assert_all_close(ours, in_torch(*arguments, **case[2]))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_blocks_of_any_size_give_the_same(case, monkeypatch):
    whole = with_gradients(*case)[1]
    monkeypatch.setattr(_geometry, "BLOCK_BYTES", 512)
    monkeypatch.setattr(_geometry, "BLOCK_WINDOWS", 1)
    assert_all_close(with_gradients(*case)[1], whole)


@pytest.mark.parametrize("options", [
    dict(), dict(padding="same", stride=3), dict(padding=(0, 2), dilation=2), dict(padding=1, groups=2)], ids=str)
def test_conv1d_is_conv2d_of_height_1(options):
    x, w, b = draw(2, 11, 4), draw(3, 4 // options.get("groups", 1), 6), draw(6)
    flat = dict(options, stride=(1, options.get("stride", 1)), dilation=(1, options.get("dilation", 1)))
    if isinstance(options.get("padding", "valid"), (int, tuple)):
        flat["padding"] = ((0, 0), np.broadcast_to(options["padding"], 2).tolist())
    y = F.conv1d(x, w, b, **options)
    np.testing.assert_array_equal(y, F.conv2d(x[:, None], w[None], b, **flat)[:, 0])
    dy = draw(*y.shape)
    dx, dw, db = F.conv2d_backward(dy[:, None], x[:, None], w[None], b, **flat)
    assert_all_close(F.conv1d_backward(dy, x, w, b, **options), [dx[:, 0], dw[0], db])


@pytest.mark.parametrize("options", [
    dict(), dict(stride=2, output_padding=1), dict(stride=(2, 3), padding=(1, 2), output_padding=(0, 2)),
    dict(padding=2, dilation=(3, 2)), dict(stride=3, padding=1, groups=2)], ids=str)
def test_conv_transpose2d_equals_torch(options):
    groups = options.get("groups", 1)
    x, w, b = draw(2, 4, 5, 6), draw(3, 4, 4 // groups, 6), draw(4)
    ours = F.conv_transpose2d(x, w, b, **options)
    dy = draw(*ours.shape)

    leaves = [torch.from_numpy(a).requires_grad_() for a in (x, w, b)]
    theirs = dict(options, padding=options.get("padding", 0))
    y = torch.nn.functional.conv_transpose2d(leaves[0].permute(0, 3, 1, 2), leaves[1].permute(3, 2, 0, 1), leaves[2],
                                             **theirs).permute(0, 2, 3, 1)
    gradients = torch.autograd.grad(y, leaves, torch.from_numpy(dy))
    assert_all_close([ours, *F.conv_transpose2d_backward(dy, x, w, b, **options)],
                     [a.detach().numpy() for a in (y, *gradients)])


@pytest.mark.parametrize("options", [
    dict(padding="same"), dict(padding="same", stride=2), dict(padding=((1, 0), (2, 1)), stride=(1, 2), dilation=2)],
    ids=str)
def test_conv_transpose2d_is_the_adjoint_of_conv2d(options):
    """<conv(x), y> = <x, transposed(y)>, in the size that conv2d came from."""
    x, w = draw(2, 8, 12, 3), draw(3, 4, 3, 5)
    y = draw(*F.conv2d(x, w, **options).shape)
    transposed = F.conv_transpose2d(y, w, **options)
    x = x[:, :transposed.shape[1], :transposed.shape[2]]
    assert np.vdot(F.conv2d(x, w, **options), y) == pytest.approx(np.vdot(x, transposed))


@pytest.mark.parametrize("multiplier", [1, 3])
@pytest.mark.parametrize("options", [dict(), dict(padding="same", stride=2), dict(padding=2, dilation=(1, 2))], ids=str)
def test_depthwise_conv2d_equals_torch(options, multiplier):
    x, w, b = draw(2, 7, 6, 4), draw(3, 2, 4, multiplier), draw(4 * multiplier)
    y = F.depthwise_conv2d(x, w, b, **options)
    dy = draw(*y.shape)
    dx, dw, db = F.depthwise_conv2d_backward(dy, x, w, b, **options)
    grouped = w.reshape(3, 2, 1, -1)
    assert dw.shape == w.shape
    assert_all_close([y, dx, dw.reshape(grouped.shape), db], in_torch(x, grouped, b, dy, **options, groups=4))


def test_separable_conv2d_is_a_depthwise_and_a_pointwise_convolution():
    x, w_depthwise, w_pointwise, b = draw(2, 6, 7, 3), draw(3, 3, 3, 2), draw(1, 1, 6, 5), draw(5)
    options = dict(stride=2, padding="same")
    between = F.depthwise_conv2d(x, w_depthwise, **options)
    y = F.separable_conv2d(x, w_depthwise, w_pointwise, b, **options)
    np.testing.assert_array_equal(y, F.conv2d(between, w_pointwise, b))
    dy = draw(*y.shape)
    dbetween, dw_pointwise, db = F.conv2d_backward(dy, between, w_pointwise, b)
    dx, dw_depthwise, _ = F.depthwise_conv2d_backward(dbetween, x, w_depthwise, **options)
    ours = F.separable_conv2d_backward(dy, x, w_depthwise, w_pointwise, b, **options)
    assert_all_close(ours, [dx, dw_depthwise, dw_pointwise, db])


# What goes in and what comes out

CALLS = {  # the arguments of each operation, as shapes
    "conv2d": [(2, 5, 6, 4), (3, 3, 4, 6), (6,)],
    "conv1d": [(2, 5, 4), (3, 4, 6), (6,)],
    "conv_transpose2d": [(2, 5, 6, 4), (3, 3, 6, 4), (6,)],
    "depthwise_conv2d": [(2, 5, 6, 4), (3, 3, 4, 2), (8,)],
    "separable_conv2d": [(2, 5, 6, 4), (3, 3, 4, 2), (1, 1, 8, 3), (3,)],
}


def call(operation, arguments):
    """The result of an operation and its gradients, with ones from above."""
    y = getattr(F, operation)(*arguments)
    return y, getattr(F, operation + "_backward")(np.ones_like(y), *arguments)


@pytest.mark.parametrize("operation", CALLS)
@pytest.mark.parametrize(("given", "expected"), [
    (["f4", "f4"], "f4"), (["f8", "f8"], "f8"), (["f4", "f8"], "f8"), (["i4", "f4"], "f8"), (["u1", "i8"], "f8")])
def test_dtypes(operation, given, expected):
    first, others = given
    arguments = [np.ones(shape, first if i == 0 else others) for i, shape in enumerate(CALLS[operation])]
    y, gradients = call(operation, arguments)
    assert {a.dtype for a in (y, *gradients)} == {np.dtype(expected)}


@pytest.mark.parametrize("operation", CALLS)
def test_arguments_are_not_written_to_and_results_are_new(operation):
    arguments = [draw(*shape) for shape in CALLS[operation]]
    copies = [a.copy() for a in arguments]
    for a in arguments:
        a.flags.writeable = False
    y, gradients = call(operation, arguments)
    for argument, copy, gradient in zip(arguments, copies, gradients, strict=True):
        np.testing.assert_array_equal(argument, copy)
        assert gradient.shape == argument.shape
        assert not any(np.shares_memory(argument, result) for result in (y, *gradients))


@pytest.mark.parametrize("operation", CALLS)
def test_without_a_bias_its_gradient_is_none(operation):
    arguments = [draw(*shape) for shape in CALLS[operation][:-1]]
    y, gradients = call(operation, [*arguments, None])
    assert gradients[-1] is None
    with_zeros = getattr(F, operation)(*arguments, np.zeros(CALLS[operation][-1]))
    np.testing.assert_array_equal(y, with_zeros)


@pytest.mark.parametrize("operation", CALLS)
def test_an_empty_batch(operation):
    (_, *x), *others = CALLS[operation]
    y, (dx, *gradients) = call(operation, [np.ones((0, *x)), *(np.ones(shape) for shape in others)])
    assert len(y) == len(dx) == 0
    assert not any(gradient.any() for gradient in gradients)


@pytest.mark.parametrize("groups", [1, 2, 4])
@pytest.mark.parametrize("layout", [
    lambda a: np.asfortranarray(a), lambda a: a[:, ::-1], lambda a: np.repeat(a, 2, axis=3)[..., ::2]],
    ids=["columns first", "rows reversed", "every second channel"])
def test_arrays_may_lie_in_memory_in_any_way(layout, groups):
    x, w, b = draw(2, 6, 7, 4), draw(3, 3, 4 // groups, 8), draw(8)
    options = dict(padding="same", groups=groups)
    x_there, w_there = layout(x), layout(w)
    dy = draw(2, 6, 7, 8)
    dy_there = layout(dy)
    x, w, dy = (np.ascontiguousarray(a) for a in (x_there, w_there, dy_there))
    np.testing.assert_allclose(F.conv2d(x_there, w_there, b, **options), F.conv2d(x, w, b, **options), atol=1e-12)
    assert_all_close(F.conv2d_backward(dy_there, x_there, w_there, b, **options),
                     F.conv2d_backward(dy, x, w, b, **options))


def test_bias_gradient_of_many_float32_values_keeps_its_digits():
    x = np.zeros((8, 256, 256, 2), np.float32)
    dy = np.full_like(x, 0.1)
    _, _, db = F.conv2d_backward(dy, x, np.ones((1, 1, 2, 2), np.float32), np.zeros(2, np.float32))
    np.testing.assert_allclose(db, dy.astype(np.float64).sum(axis=(0, 1, 2)), rtol=1e-5)


@pytest.mark.parametrize(("x", "w", "options"), [
    ((8, 64, 64, 3), (3, 3, 3, 16), dict(padding="same")),
    ((4, 56, 56, 64), (3, 3, 64, 64), dict(padding="same")),
    ((1, 512, 512, 8), (5, 5, 8, 8), dict(padding="same", dilation=2)),
    ((1, 512, 512, 3), (7, 7, 3, 16), dict(padding=3, stride=2)),
    ((4, 64, 64, 32), (3, 3, 1, 32), dict(padding="same", groups=32)),
    ((4, 64, 64, 32), (3, 3, 8, 32), dict(padding="same", groups=4)),
], ids=str)
def test_memory_is_the_results_and_one_block(x, w, options):
    x, w, b = np.ones(x, np.float32), np.ones(w, np.float32), np.ones(w[3], np.float32)
    y, peak = peak_of(lambda: F.conv2d(x, w, b, **options))
    block = 1.25 * _geometry.BLOCK_BYTES  # the rows above and below the windows of a block, and small change
    assert peak < y.nbytes + block
    _, peak = peak_of(lambda: F.conv2d_backward(y, x, w, b, **options))
    assert peak < x.nbytes + 2 * w.nbytes + block


def peak_of(run):
    tracemalloc.start()
    result = run()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return result, peak


# Wrong calls


def ones(*shape):
    return np.ones(shape)


X, W = ones(2, 5, 6, 4), ones(3, 3, 4, 6)

WRONG = [
    (lambda: F.conv2d(ones(5, 6, 4), W), ValueError,
     "conv2d: x must have 4 axes (N, H, W, C), but x.shape = (5, 6, 4) has 3"),
    (lambda: F.conv2d(X, ones(3, 3, 4)), ValueError,
     "conv2d: w must have 4 axes (KH, KW, C_in/groups, C_out), but w.shape = (3, 3, 4) has 3"),
    (lambda: F.conv2d(ones(2, 5, 6, 3), W), ValueError,
     "conv2d: x has 3 channels but w expects 4 (w.shape = (3, 3, 4, 6))"),
    (lambda: F.conv2d(X, ones(3, 3, 4, 6), groups=2), ValueError,
     "conv2d: x has 2 channels in each of the 2 groups but w expects 4 (w.shape = (3, 3, 4, 6))"),
    (lambda: F.conv2d(ones(2, 5, 6, 0), ones(3, 3, 0, 6)), ValueError,
     "conv2d: w must have at least one input and one output channel, but w.shape = (3, 3, 0, 6)"),
    (lambda: F.conv2d(ones(2, 0, 6, 4), W), ValueError, "conv2d: x must have at least one pixel"),
    (lambda: F.conv2d(X, ones(0, 3, 4, 6)), ValueError, "conv2d: kernel must be at least 1, but kernel = 0 was given"),
    (lambda: F.conv2d(X, W, groups=3), ValueError,
     "conv2d: groups must divide the 4 input channels, but groups = 3 was given"),
    (lambda: F.conv2d(X, ones(3, 3, 1, 6), groups=4), ValueError,
     "conv2d: groups must divide the 6 output channels, but groups = 4 was given"),
    (lambda: F.conv2d(X, W, groups=0), ValueError, "conv2d: groups must be at least 1, but groups = 0 was given"),
    (lambda: F.conv2d(X, W, groups=2.0), TypeError,
     "conv2d: groups must be a whole number, but groups = 2.0 was given"),
    (lambda: F.conv2d(X, W, ones(4)), ValueError,
     "conv2d: b must have shape (6,), one bias for each output channel, but b.shape = (4,)"),
    (lambda: F.conv2d(X, W, stride=0), ValueError, "conv2d: stride must be at least 1, but stride = 0 was given"),
    (lambda: F.conv2d(X, W, stride=1.5), TypeError,
     "conv2d: stride must be a whole number, but stride = 1.5 was given"),
    (lambda: F.conv2d(X, W, stride=(1, 2, 2, 1)), ValueError,
     "conv2d: stride must be an int or a pair (vertical, horizontal), but stride = (1, 2, 2, 1) was given"),
    (lambda: F.conv2d(X, W, dilation=-1), ValueError,
     "conv2d: dilation must be at least 1, but dilation = -1 was given"),
    (lambda: F.conv2d(X, W, padding="SAME"), ValueError, 'conv2d: padding must be "valid", "same", an int'),
    (lambda: F.conv2d(X, W, padding=-1), ValueError, "conv2d: padding must be at least 0, but padding = -1 was given"),
    (lambda: F.conv2d(X, ones(7, 3, 4, 6)), ValueError,
     "conv2d: the kernel spans 7 positions but the padded input has only 5"),
    (lambda: F.conv2d(X.astype(complex), W), TypeError, "conv2d: x must hold real numbers, but its dtype is complex"),
    (lambda: F.conv2d([["a"]], W), TypeError, "conv2d: x must hold real numbers, but its dtype is <U1"),
    (lambda: F.conv2d_backward(ones(2, 5, 6, 6), X, W), ValueError,
     "conv2d_backward: dy must have shape (2, 3, 4, 6), the shape of the output, but dy.shape = (2, 5, 6, 6)"),
    (lambda: F.conv2d_backward(ones(2, 3, 4, 6), X, W, ones(1)), ValueError, "conv2d_backward: b must have shape (6,)"),
    (lambda: F.conv1d(X, ones(3, 4, 6)), ValueError, "conv1d: x must have 3 axes (N, L, C)"),
    (lambda: F.conv1d(ones(2, 5, 4), W), ValueError, "conv1d: w must have 3 axes (K, C_in/groups, C_out)"),
    (lambda: F.conv1d(ones(2, 5, 4), ones(3, 4, 6), stride=(1, 2)), TypeError,
     "conv1d: stride must be a whole number, but stride = (1, 2) was given"),
    (lambda: F.conv1d(ones(2, 5, 4), ones(3, 4, 6), padding="causal"), ValueError,
     'conv1d: padding must be "valid", "same", an int, or a pair (before, after)'),
    (lambda: F.conv1d_backward(ones(2, 5, 6), ones(2, 5, 4), ones(3, 4, 6)), ValueError,
     "conv1d_backward: dy must have shape (2, 3, 6)"),
    (lambda: F.conv_transpose2d(X, W), ValueError,
     "conv_transpose2d: x has 4 channels but w expects 6 (w.shape = (3, 3, 4, 6))"),
    (lambda: F.conv_transpose2d(X, ones(3, 3, 0, 4)), ValueError,
     "conv_transpose2d: w must have at least one input and one output channel"),
    (lambda: F.conv_transpose2d(X, ones(3, 3, 6, 4), ones(4)), ValueError,
     "conv_transpose2d: b must have shape (6,)"),
    (lambda: F.conv_transpose2d(X, ones(3, 3, 6, 4), stride=2, output_padding=2), ValueError,
     "conv_transpose2d: output_padding must be below the stride"),
    (lambda: F.conv_transpose2d(X, ones(3, 3, 6, 4), groups=3), ValueError,
     "conv_transpose2d: groups must divide the 4 input channels"),
    (lambda: F.conv_transpose2d(X, ones(3, 3, 6, 4), padding=9), ValueError,
     "conv_transpose2d: padding takes away all of the output"),
    (lambda: F.conv_transpose2d_backward(ones(2, 5, 6, 6), X, ones(3, 3, 6, 4)), ValueError,
     "conv_transpose2d_backward: dy must have shape (2, 7, 8, 6)"),
    (lambda: F.depthwise_conv2d(X, ones(3, 3, 3, 2)), ValueError,
     "depthwise_conv2d: x has 4 channels but w expects 3 (w.shape = (3, 3, 3, 2))"),
    (lambda: F.depthwise_conv2d(X, ones(3, 3, 4, 0)), ValueError,
     "depthwise_conv2d: w must have at least one input and one output channel"),
    (lambda: F.depthwise_conv2d(X, ones(3, 3, 4, 2), ones(4)), ValueError,
     "depthwise_conv2d: b must have shape (8,)"),
    (lambda: F.depthwise_conv2d_backward(ones(2, 3, 4, 4), X, ones(3, 3, 4, 2)), ValueError,
     "depthwise_conv2d_backward: dy must have shape (2, 3, 4, 8)"),
    (lambda: F.separable_conv2d(X, ones(3, 3, 3, 2), ones(1, 1, 6, 5)), ValueError,
     "separable_conv2d: x has 4 channels but w_depthwise expects 3"),
    (lambda: F.separable_conv2d(X, ones(3, 3, 4, 2), ones(1, 1, 4, 5)), ValueError,
     "separable_conv2d: w_pointwise must have shape (1, 1, 8, 5)"),
    (lambda: F.separable_conv2d(X, ones(3, 3, 4, 2), ones(1, 1, 8, 0)), ValueError,
     "separable_conv2d: w_pointwise must have at least one input and one output channel"),
    (lambda: F.separable_conv2d_backward(ones(2, 3, 4, 8), X, ones(3, 3, 4, 2), ones(1, 1, 8, 5)), ValueError,
     "separable_conv2d_backward: dy must have shape (2, 3, 4, 5)"),
]


@pytest.mark.parametrize(("wrong", "error", "message"), WRONG, ids=[message for _, _, message in WRONG])
def test_a_wrong_call_says_what_is_wrong(wrong, error, message):
    with pytest.raises(error) as raised:
        wrong()
    assert str(raised.value).startswith(message)
