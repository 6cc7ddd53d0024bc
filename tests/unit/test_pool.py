"""Pooling: values worked by hand, ties, padding, incomplete windows, and what a wrong call is told."""

import tracemalloc

import numpy as np
import pytest

from cnn_helpers import functional, naive

both = pytest.mark.parametrize("F", [functional, naive], ids=["functional", "naive"])

FOUR = [[1, 5, 2, 0], [3, 4, 8, 6], [7, 0, 1, 1], [2, 9, 3, 4]]
THREE = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
NAN, INF = np.nan, np.inf


def image(rows):
    return np.array(rows, float)[None, :, :, None]


def pooled(y):
    return y[0, :, :, 0]


@both
@pytest.mark.parametrize(("rows", "size", "options", "expected"), [
    (FOUR, 2, {}, [[5, 8], [9, 4]]),
    (FOUR, 3, {"stride": 1}, [[8, 8], [9, 9]]),
    (FOUR, (1, 4), {}, [[5], [8], [7], [9]]),
    (FOUR, (4, 2), {"stride": (1, 1)}, [[9, 9, 8]]),
    (FOUR, 1, {"stride": 3}, [[1, 0], [2, 4]]),
    (THREE, 2, {}, [[5]]),
    (THREE, 2, {"padding": "same"}, [[5, 6], [8, 9]]),
    (THREE, 2, {"ceil_mode": True}, [[5, 6], [8, 9]]),
    (THREE, 2, {"padding": 1}, [[1, 3], [7, 9]]),
    (THREE, 2, {"padding": (1, 0)}, [[2], [8]]),
    (THREE, 2, {"padding": ((0, 1), (1, 0))}, [[4, 6], [7, 9]]),
    ([[-1, -2], [-3, -4]], 3, {"stride": 1, "padding": 1}, [[-1, -1], [-1, -1]]),
    ([[-INF, -INF]], (1, 2), {}, [[-INF]]),
    ([[1, NAN, 3, 4]], (1, 2), {}, [[NAN, 4]]),
])
def test_max_pool(F, rows, size, options, expected):
    np.testing.assert_array_equal(pooled(F.max_pool2d(image(rows), size, **options)), expected)


@both
@pytest.mark.parametrize(("rows", "size", "options", "expected"), [
    (FOUR, 2, {}, [[3.25, 4], [4.5, 2.25]]),
    (THREE, 3, {}, [[5]]),
    (THREE, (1, 3), {}, [[2], [5], [8]]),
    (THREE, 2, {"padding": "same"}, [[3, 4.5], [7.5, 9]]),
    (THREE, 2, {"padding": "same", "count_padding": True}, [[3, 2.25], [3.75, 2.25]]),
    (THREE, 3, {"padding": 1, "stride": 2}, [[3, 4], [6, 7]]),
    (THREE, 3, {"padding": 1, "stride": 2, "count_padding": True}, [[12 / 9, 16 / 9], [24 / 9, 28 / 9]]),
    (THREE, 2, {"padding": ((1, 0), (0, 1))}, [[1.5, 3], [6, 7.5]]),
    # What a last window holds beyond the padded image never counts.
    (THREE, 2, {"ceil_mode": True}, [[3, 4.5], [7.5, 9]]),
    (THREE, 2, {"ceil_mode": True, "count_padding": True}, [[3, 4.5], [7.5, 9]]),
])
def test_avg_pool(F, rows, size, options, expected):
    np.testing.assert_allclose(pooled(F.avg_pool2d(image(rows), size, **options)), expected, rtol=1e-14)


@both
@pytest.mark.parametrize("name", ["max_pool2d", "avg_pool2d"])
def test_the_forms_of_padding_say_the_same(F, name):
    pool = getattr(F, name)
    x = np.random.default_rng(0).normal(size=(2, 5, 5, 3))
    one = pool(x, 3, padding=1)
    for form in ((1, 1), ((1, 1), (1, 1)), [[1, 1], [1, 1]]):
        np.testing.assert_array_equal(pool(x, 3, padding=form), one)
    np.testing.assert_array_equal(pool(x, 2, padding="same"), pool(x, 2, padding=((0, 1), (0, 1))))
    np.testing.assert_array_equal(pool(x, 2, padding="valid"), pool(x, 2, padding=0))


@both
@pytest.mark.parametrize(("rows", "size", "options", "dy", "expected"), [
    ([[0, 1], [1, 0]], 2, {}, [[1]], [[0, 1], [0, 0]]),
    ([[0, 0], [1, 1]], 2, {}, [[1]], [[0, 0], [1, 0]]),
    ([[5, 5, 5]], (1, 2), {"stride": 1}, [[1, 10]], [[1, 10, 0]]),
    ([[1, 3, 2]], (1, 2), {"stride": 1}, [[1, 10]], [[0, 11, 0]]),
    ([[2, 2], [2, 2]], 2, {"padding": 1, "stride": 1}, [[1, 2, 3], [4, 5, 6], [7, 8, 9]], [[12, 9], [15, 9]]),
    ([[1, 2, 3]], (1, 2), {"stride": 3}, [[7]], [[0, 7, 0]]),
    ([[-INF, -INF]], (1, 2), {"padding": ((0, 0), (1, 0)), "stride": 1}, [[1, 2]], [[3, 0]]),
    ([[3, NAN, NAN]], (1, 3), {}, [[1]], [[0, 1, 0]]),
])
def test_max_pool_gives_its_gradient_to_the_first_maximum(F, rows, size, options, dy, expected):
    dx = F.max_pool2d_backward(image(dy), image(rows), size, **options)
    np.testing.assert_array_equal(pooled(dx), expected)


@both
@pytest.mark.parametrize(("shape", "size", "options", "dy", "expected"), [
    ((2, 2), 2, {}, [[4]], [[1, 1], [1, 1]]),
    ((1, 3), (1, 2), {"stride": 1}, [[2, 20]], [[1, 11, 10]]),
    ((1, 3), (1, 2), {"padding": "same"}, [[2, 20]], [[1, 1, 20]]),
    ((1, 3), (1, 2), {"padding": "same", "count_padding": True}, [[2, 20]], [[1, 1, 10]]),
    ((1, 3), (1, 2), {"ceil_mode": True, "count_padding": True}, [[2, 20]], [[1, 1, 20]]),
    ((1, 3), (1, 2), {}, [[2]], [[1, 1, 0]]),
])
def test_avg_pool_shares_its_gradient(F, shape, size, options, dy, expected):
    dx = F.avg_pool2d_backward(image(dy), np.zeros((1, *shape, 1)), size, **options)
    np.testing.assert_array_equal(pooled(dx), expected)


@both
def test_global_pools(F):
    x = np.stack([image(THREE), image(np.transpose(THREE) * 2)], axis=-1)[..., 0, :]
    np.testing.assert_array_equal(F.global_avg_pool2d(x), [[5, 10]])
    np.testing.assert_array_equal(F.global_max_pool2d(x), [[9, 18]])
    np.testing.assert_array_equal(F.global_avg_pool2d_backward([[9, 18]], x)[0, 1], [[1, 2]] * 3)
    dx = F.global_max_pool2d_backward([[7, 8]], x)
    np.testing.assert_array_equal(dx[0, 2, 2], [7, 8])
    assert np.count_nonzero(dx) == 2


@both
def test_global_max_pool_gives_its_gradient_to_the_first_maximum(F):
    dx = F.global_max_pool2d_backward([[1]], image([[0, 4], [4, 0]]))
    np.testing.assert_array_equal(pooled(dx), [[0, 1], [0, 0]])


@both
@pytest.mark.parametrize("name", ["max_pool2d", "avg_pool2d", "global_avg_pool2d", "global_max_pool2d"])
def test_an_empty_batch_gives_an_empty_batch(F, name):
    x = np.zeros((0, 4, 4, 3))
    y = getattr(F, name)(x)
    assert y.shape[0] == 0 and y.shape[-1] == 3
    assert getattr(F, f"{name}_backward")(y, x).shape == x.shape


@pytest.mark.parametrize("name", ["max_pool2d", "avg_pool2d"])
def test_the_windows_are_never_copied(name):
    x = np.zeros((8, 64, 64, 16))
    tracemalloc.start()
    getattr(functional, name)(x, 5, stride=1, padding="same")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2.2 * x.nbytes, "more than the output and one array between the two axes"


X = np.zeros((2, 5, 6, 3))


@both
@pytest.mark.parametrize("name", ["max_pool2d", "avg_pool2d"])
@pytest.mark.parametrize(("args", "options", "error", "message"), [
    ((X[0],), {}, ValueError, "x must have 4 axes (N, H, W, C), but x.shape = (5, 6, 3) has 3"),
    ((X.astype(str),), {}, TypeError, "x must hold real numbers, but its dtype is <U32 (x.shape = (2, 5, 6, 3))"),
    ((X, 0), {}, ValueError, "size must be at least 1, but size = 0 was given"),
    ((X, 2.0), {}, TypeError, "size must be a whole number, but size = 2.0 was given"),
    ((X, (2, 2, 2)), {}, ValueError,
     "size must be an int or a pair (vertical, horizontal), but size = (2, 2, 2) was given"),
    ((X, 6), {}, ValueError, "the kernel spans 6 positions but the padded input has only 5 "
                             "(size 5, padding 0 before and 0 after)"),
    ((X,), {"stride": 0}, ValueError, "stride must be at least 1, but stride = 0 was given"),
    ((X,), {"stride": (1, "2")}, TypeError, "stride must be a whole number, but stride = '2' was given"),
    ((X,), {"padding": -1}, ValueError, "padding must be at least 0, but padding = -1 was given"),
    ((X,), {"padding": "full"}, ValueError, 'padding must be "valid", "same", an int, a pair (vertical, horizontal), '
                                            "or ((top, bottom), (left, right)), but padding = 'full' was given"),
    ((X, (3, 2)), {"padding": 2}, ValueError,
     "padding must be below the size of the window, or a window would hold nothing but padding, "
     "but the horizontal padding is (2, 2) and the size 2"),
    ((X,), {"ceil_mode": 1}, TypeError, "ceil_mode must be True or False, but ceil_mode = 1 was given"),
    ((np.zeros((2, 0, 6, 3)),), {}, ValueError, "x must have at least one pixel, but x.shape = (2, 0, 6, 3)"),
])
def test_a_wrong_call_is_told_what_is_wrong(F, name, args, options, error, message):
    with pytest.raises(error) as raised:
        getattr(F, name)(*args, **options)
    assert str(raised.value) == f"{name}: {message}"
    with pytest.raises(error) as raised:
        getattr(F, f"{name}_backward")(np.zeros((2, 2, 3, 3)), *args, **options)
    assert str(raised.value) == f"{name}_backward: {message}"


@both
def test_count_padding_is_true_or_false(F):
    message = "^avg_pool2d{}: count_padding must be True or False, but count_padding = 'yes' was given$"
    with pytest.raises(TypeError, match=message.format("")):
        F.avg_pool2d(X, count_padding="yes")
    with pytest.raises(TypeError, match=message.format("_backward")):
        F.avg_pool2d_backward(np.zeros((2, 2, 3, 3)), X, count_padding="yes")


@both
@pytest.mark.parametrize("name", ["global_avg_pool2d", "global_max_pool2d"])
@pytest.mark.parametrize(("x", "message"), [
    (np.zeros((2, 3)), "x must have 4 axes (N, H, W, C), but x.shape = (2, 3) has 2"),
    (np.zeros((2, 0, 3, 4)), "x must have at least one pixel, but x.shape = (2, 0, 3, 4)"),
])
def test_a_wrong_image_is_told_to_the_global_pools(F, name, x, message):
    with pytest.raises(ValueError) as raised:
        getattr(F, name)(x)
    assert str(raised.value) == f"{name}: {message}"
    with pytest.raises(ValueError) as raised:
        getattr(F, f"{name}_backward")(np.zeros((2, 3)), x)
    assert str(raised.value) == f"{name}_backward: {message}"


@both
@pytest.mark.parametrize(("name", "shape"), [
    ("max_pool2d", (2, 2, 3, 3)), ("avg_pool2d", (2, 2, 3, 3)),
    ("global_avg_pool2d", (2, 3)), ("global_max_pool2d", (2, 3)),
])
def test_dy_has_the_shape_of_the_output(F, name, shape):
    with pytest.raises(ValueError) as raised:
        getattr(F, f"{name}_backward")(np.zeros((2, 1)), X)
    assert str(raised.value) == (f"{name}_backward: dy must have shape {shape}, the shape of the output, "
                                 f"but dy.shape = (2, 1)")
