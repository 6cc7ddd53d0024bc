"""The arithmetic of sizes, against windows that are laid one by one, and the numbers of the course."""

from itertools import product

import pytest

from cnn_helpers import shapes

SIZES, KERNELS, STRIDES, DILATIONS = range(1, 12), range(1, 5), range(1, 5), range(1, 4)


def laid(size, kernel, stride, before, after, dilation):
    """The positions of each window that lies wholly in the padded input, 0 being the input's first."""
    windows, first = [], -before
    while first + dilation * (kernel - 1) < size + after:
        windows.append([first + tap * dilation for tap in range(kernel)])
        first += stride
    return windows


@pytest.mark.parametrize("padding", [(0, 0), (1, 1), (0, 2), (2, 1)])
def test_output_size_counts_the_windows_and_left_out_the_rest(padding):
    for size, kernel, stride, dilation in product(SIZES, KERNELS, STRIDES, DILATIONS):
        windows = laid(size, kernel, stride, *padding, dilation)
        options = dict(stride=stride, padding=padding, dilation=dilation)
        if not windows:
            with pytest.raises(ValueError, match=r"^output_size: the kernel spans"):
                shapes.output_size(size, kernel, **options)
            continue
        assert shapes.output_size(size, kernel, **options) == len(windows)
        assert shapes.left_out(size, kernel, **options) == size + padding[1] - 1 - windows[-1][-1]
        for index, window in enumerate(windows):
            assert shapes.input_range(index, kernel, stride=stride, before=padding[0], dilation=dilation) == (
                window[0], window[-1])


def test_same_gives_ceil_of_size_over_stride_with_the_odd_zero_at_the_end():
    for size, kernel, stride, dilation in product(SIZES, KERNELS, STRIDES, DILATIONS):
        options = dict(stride=stride, padding="same", dilation=dilation)
        assert shapes.output_size(size, kernel, **options) == -(-size // stride)
        before, after = shapes.padding_amounts(size, kernel, **options)
        assert after - before in (0, 1)
        if before + after:  # one zero less would lose a window
            assert len(laid(size, kernel, stride, before, after, dilation)) == -(-size // stride)
            assert len(laid(size, kernel, stride, before, after - 1, dilation)) < -(-size // stride)


def test_valid_is_no_padding():
    assert shapes.padding_amounts(13, 6, stride=5, padding="valid") == (0, 0)
    assert shapes.padding_amounts((13, 9), 3) == ((0, 0), (0, 0))


@pytest.mark.parametrize(("size", "kernel", "options", "expected"), [
    (28, 3, {}, 26),
    (28, 5, {"padding": "same"}, 28),
    (13, 6, {"stride": 5, "padding": "valid"}, 2),
    (13, 6, {"stride": 5, "padding": "same"}, 3),
    (227, 11, {"stride": 4}, 55),  # AlexNet's first layer
    (224, 7, {"stride": 2, "padding": 3}, 112),  # ResNet's
    (7, 3, {"dilation": 2}, 3),
    (5, 2, {"stride": 2}, 2),
    (5, 2, {"stride": 2, "ceil_mode": True}, 3),
    (4, 1, {"stride": 5, "ceil_mode": True}, 1),  # a second window would begin beyond the input
    (2, 2, {"stride": 3, "padding": 1, "ceil_mode": True}, 1),
    ((28, 14), (3, 5), {"stride": (1, 3)}, (26, 4)),
    ([28, 14], 3, {"padding": "same", "stride": 2}, (14, 7)),
    ((5, 5), 3, {"padding": ((1, 0), (2, 1))}, (4, 6)),
    ((5, 5), 3, {"padding": (1, 0)}, (5, 3)),
])
def test_output_sizes(size, kernel, options, expected):
    assert shapes.output_size(size, kernel, **options) == expected


@pytest.mark.parametrize(("padding", "expected"), [
    (2, ((2, 2), (2, 2))),
    ((1, 2), ((1, 1), (2, 2))),
    (((1, 2), (3, 4)), ((1, 2), (3, 4))),
    ([[1, 2], [3, 4]], ((1, 2), (3, 4))),
    ("same", ((1, 1), (0, 1))),
])
def test_the_forms_of_padding_on_two_axes(padding, expected):
    assert shapes.padding_amounts((6, 6), (3, 2), padding=padding) == expected


@pytest.mark.parametrize(("padding", "expected"), [(2, (2, 2)), ((1, 2), (1, 2)), ("same", (0, 1)), ("valid", (0, 0))])
def test_the_forms_of_padding_on_one_axis(padding, expected):
    assert shapes.padding_amounts(6, 2, padding=padding) == expected


@pytest.mark.parametrize("padding", ["valid", "same", 1, (0, 2)])
def test_a_convolution_takes_a_transposed_output_back(padding):
    for size, kernel, stride, dilation in product(SIZES, KERNELS, STRIDES, DILATIONS):
        options = dict(stride=stride, padding=padding, dilation=dilation)
        for extra in range(stride if padding != "same" else 1):
            try:
                output = shapes.transposed_output_size(size, kernel, output_padding=extra, **options)
            except ValueError as error:
                assert "padding takes away all of the output" in str(error)
                continue
            assert shapes.output_size(output, kernel, **options) == size


@pytest.mark.parametrize(("size", "kernel", "options", "expected"), [
    (3, 2, {"stride": 2}, 6),
    (3, 3, {"stride": 2}, 7),
    (3, 5, {"stride": 2, "padding": "same"}, 6),
    (3, 3, {"stride": 2, "padding": 1}, 5),
    (3, 3, {"stride": 2, "padding": 1, "output_padding": 1}, 6),
    (3, 3, {"stride": 2, "padding": "same", "output_padding": 1}, 7),
    ((3, 4), (2, 3), {"stride": (2, 1), "output_padding": (1, 0)}, (7, 6)),
])
def test_transposed_output_sizes(size, kernel, options, expected):
    assert shapes.transposed_output_size(size, kernel, **options) == expected


CHAINS = [
    ([], (1, 1, 0)),
    ([{"kernel": 3}], (3, 1, 0)),
    ([{"kernel": 3}, {"kernel": 3}], (5, 1, 0)),
    ([{"kernel": 3}, {"kernel": 2, "stride": 2}, {"kernel": 3}], (8, 2, 0)),
    ([{"kernel": 3, "before": 1}, {"kernel": 3, "stride": 2, "before": 1}, {"kernel": 3, "before": 1}], (9, 2, -4)),
    ([{"kernel": 3, "dilation": 2}, {"kernel": 3, "dilation": 4}], (13, 1, 0)),
    ([{"kernel": 1, "stride": 3}, {"kernel": 2}], (4, 3, 0)),
]


@pytest.mark.parametrize(("layers", "expected"), CHAINS)
def test_receptive_field(layers, expected):
    assert shapes.receptive_field(layers) == shapes.ReceptiveField(*expected)


@pytest.mark.parametrize("layers", [layers for layers, _ in CHAINS])
@pytest.mark.parametrize("output", [0, 3])
def test_receptive_field_is_what_walking_back_finds(layers, output):
    first = last = output
    for layer in reversed(layers):
        first, last = shapes.input_range(first, **layer)[0], shapes.input_range(last, **layer)[1]
    field = shapes.receptive_field(layers)
    assert first == field.start + output * field.stride
    assert last - first + 1 == field.size


def test_effective_kernel():
    assert [shapes.effective_kernel(3, dilation) for dilation in (1, 2, 3)] == [3, 5, 7]
    assert shapes.effective_kernel(1, 5) == 1


FORMS = 'padding must be "valid", "same", an int, a pair (vertical, horizontal), or ((top, bottom), (left, right))'


@pytest.mark.parametrize(("call", "error", "message"), [
    (lambda: shapes.output_size(2, 3), ValueError,
     "output_size: the kernel spans 3 positions but the padded input has only 2 "
     "(size 2, padding 0 before and 0 after)"),
    (lambda: shapes.output_size(0, 1), ValueError, "output_size: size must be at least 1, but size = 0 was given"),
    (lambda: shapes.output_size(5, 0), ValueError, "output_size: kernel must be at least 1, but kernel = 0 was given"),
    (lambda: shapes.output_size(5, 3, stride=1.5), TypeError,
     "output_size: stride must be a whole number, but stride = 1.5 was given"),
    (lambda: shapes.output_size(5, 3, dilation=0), ValueError,
     "output_size: dilation must be at least 1, but dilation = 0 was given"),
    (lambda: shapes.output_size((5, 5, 5), 3), ValueError,
     "output_size: size must be an int or a pair (vertical, horizontal), but size = (5, 5, 5) was given"),
    (lambda: shapes.output_size(5, 3, operation="conv1d", padding="full"), ValueError,
     'conv1d: padding must be "valid", "same", an int, or a pair (before, after), but padding = \'full\' was given'),
    (lambda: shapes.padding_amounts((5, 5), 3, padding="SAME"), ValueError,
     f"padding_amounts: {FORMS}, but padding = 'SAME' was given"),
    (lambda: shapes.padding_amounts((5, 5), 3, padding=(1, 2, 3)), ValueError,
     f"padding_amounts: {FORMS}, but padding = (1, 2, 3) was given"),
    (lambda: shapes.padding_amounts((5, 5), 3, padding=((1, 2), 3)), ValueError,
     f"padding_amounts: {FORMS}, but padding = ((1, 2), 3) was given"),
    (lambda: shapes.padding_amounts((5, 5), 3, padding=-1), ValueError,
     "padding_amounts: padding must be at least 0, but padding = -1 was given"),
    (lambda: shapes.padding_amounts((5, 5), 3, padding=None), TypeError,
     "padding_amounts: padding must be a whole number, but padding = None was given"),
    (lambda: shapes.transposed_output_size(3, 3, stride=2, output_padding=2), ValueError,
     "transposed_output_size: output_padding must be below the stride, "
     "but output_padding = 2 and stride = 2 were given"),
    (lambda: shapes.transposed_output_size(1, 2, padding=1), ValueError,
     "transposed_output_size: padding takes away all of the output "
     "(size 1, kernel 2, stride 1, padding 1 before and 1 after)"),
])
def test_the_message_of_an_error(call, error, message):
    with pytest.raises(error) as raised:
        call()
    assert str(raised.value) == message
