"""How the arguments of each operation are drawn: small, and with every form that an argument may take."""

from __future__ import annotations

from hypothesis import strategies as st

from .case import Array, Case, pair

LARGEST_IMAGE = 8
LARGEST_KERNEL = 4

seeds = st.integers(0, 2**32 - 1)
orders = st.sampled_from("CF")
batches = st.integers(1, 3)
channels = st.integers(1, 4)
sides = st.integers(1, LARGEST_IMAGE)


def int_or_pair(low: int, high: int):
    numbers = st.integers(low, high)
    return st.one_of(numbers, st.tuples(numbers, numbers))


# half of them 1, since TensorFlow has no gradients of dilated convolutions to compare with
dilations = st.one_of(st.just(1), int_or_pair(1, 3))


def case(draw, arrays, **options) -> Case:
    return Case(arrays, options, seed=draw(seeds), order=draw(orders))


def optional(draw, array: Array) -> Array | None:
    return array if draw(st.booleans()) else None


def padding_2d(draw, most: tuple[int, int]):
    """One of the five forms, with at most so many zeros on each side of each axis."""
    kind = draw(st.sampled_from(["valid", "same", "int", "pair", "pair of pairs"]))
    if kind == "int":
        return draw(st.integers(0, min(most)))
    if kind == "pair":
        return tuple(draw(st.integers(0, m)) for m in most)
    if kind == "pair of pairs":
        return tuple((draw(st.integers(0, m)), draw(st.integers(0, m))) for m in most)
    return kind


def sizes_that_fit(draw, spans, padding):
    """A (height, width) into which windows of these spans fit."""
    if padding == "same":
        spans = (1, 1)
    around = ((0, 0), (0, 0)) if isinstance(padding, str) else sides_of(padding)
    smallest = [max(span - before - after, 1) for span, (before, after) in zip(spans, around, strict=True)]
    return tuple(draw(st.integers(low, max(low, LARGEST_IMAGE))) for low in smallest)


def sides_of(padding):
    return tuple(p if isinstance(p, tuple) else (p, p) for p in pair(padding))


def kernel_side(draw, dilation: int) -> int:
    return draw(st.integers(1, min(LARGEST_KERNEL, (LARGEST_IMAGE - 1) // dilation + 1)))


def convolution_window(draw):
    """Image size, kernel size and the options that a two-dimensional convolution shares with its relatives."""
    dilation = draw(dilations)
    kernel = tuple(kernel_side(draw, d) for d in pair(dilation))
    padding = padding_2d(draw, most=(3, 3))
    spans = tuple(d * (k - 1) + 1 for k, d in zip(kernel, pair(dilation), strict=True))
    size = sizes_that_fit(draw, spans, padding)
    return size, kernel, dict(stride=draw(int_or_pair(1, 3)), padding=padding, dilation=dilation)


def grouped_channels(draw):
    """(C_in, C_out, groups); most convolutions have one group."""
    groups = draw(st.sampled_from([1, 1, 1, 2, 3]))
    per_group = st.integers(1, 4 if groups == 1 else 2)
    return groups * draw(per_group), groups * draw(per_group), groups


@st.composite
def conv2d(draw):
    size, kernel, options = convolution_window(draw)
    c_in, c_out, groups = grouped_channels(draw)
    return case(draw, dict(x=Array((draw(batches), *size, c_in)), w=Array((*kernel, c_in // groups, c_out)),
                           b=optional(draw, Array((c_out,)))), **options, groups=groups)


@st.composite
def conv1d(draw):
    dilation = draw(st.sampled_from([1, 1, 2, 3]))
    kernel = kernel_side(draw, dilation)
    span = dilation * (kernel - 1) + 1
    some = st.integers(0, 3)
    padding = draw(st.one_of(st.just("valid"), st.just("same"), some, st.tuples(some, some)))
    zeros = {"valid": 0, "same": span}.get(padding) if isinstance(padding, str) else sum(pair(padding))
    smallest = max(span - zeros, 1)
    c_in, c_out, groups = grouped_channels(draw)
    length = draw(st.integers(smallest, LARGEST_IMAGE))
    return case(draw, dict(x=Array((draw(batches), length, c_in)), w=Array((kernel, c_in // groups, c_out)),
                           b=optional(draw, Array((c_out,)))),
                stride=draw(st.integers(1, 3)), padding=padding, dilation=dilation, groups=groups)


@st.composite
def conv_transpose2d(draw):
    stride, dilation = draw(int_or_pair(1, 3)), draw(dilations)
    kernel = tuple(kernel_side(draw, d) for d in pair(dilation))
    padding = padding_2d(draw, most=(2, 2))
    below = [st.integers(0, s - 1) for s in pair(stride)]
    extra = draw(st.one_of(st.integers(0, min(pair(stride)) - 1), st.tuples(*below)))
    taken = ((0, 0), (0, 0)) if isinstance(padding, str) else sides_of(padding)
    # the smallest input that leaves at least one row of output
    smallest = [max(1, -(-(1 + before + after - e - (d * (k - 1) + 1)) // s) + 1) for k, s, d, e, (before, after)
                in zip(kernel, pair(stride), pair(dilation), pair(extra), taken, strict=True)]
    size = tuple(draw(st.integers(low, max(low, 5))) for low in smallest)
    c_in, c_out, groups = grouped_channels(draw)
    return case(draw, dict(x=Array((draw(batches), *size, c_in)), w=Array((*kernel, c_out // groups, c_in)),
                           b=optional(draw, Array((c_out,)))),
                stride=stride, padding=padding, output_padding=extra, dilation=dilation, groups=groups)


def stride_for_depthwise(draw, options):
    """Mostly what TensorFlow has too: equal strides, and no stride together with a dilation."""
    if draw(st.sampled_from([True, True, False])):
        dilated = max(pair(options["dilation"])) > 1
        options["stride"] = 1 if dilated else draw(st.sampled_from([1, 2, 3, (1, 1), (2, 2), (3, 3)]))
    return options


@st.composite
def depthwise_conv2d(draw):
    size, kernel, options = convolution_window(draw)
    c, multiplier = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    return case(draw, dict(x=Array((draw(batches), *size, c)), w=Array((*kernel, c, multiplier)),
                           b=optional(draw, Array((c * multiplier,)))), **stride_for_depthwise(draw, options))


@st.composite
def separable_conv2d(draw):
    size, kernel, options = convolution_window(draw)
    c, multiplier, c_out = draw(st.integers(1, 3)), draw(st.integers(1, 2)), draw(channels)
    return case(draw, dict(x=Array((draw(batches), *size, c)), w_depthwise=Array((*kernel, c, multiplier)),
                           w_pointwise=Array((1, 1, c * multiplier, c_out)), b=optional(draw, Array((c_out,)))),
                **stride_for_depthwise(draw, options))


def pooling_window(draw, kinds):
    """The image and the options of a pooling; ceil_mode only with padding that PyTorch has, its one judge."""
    size = draw(int_or_pair(1, LARGEST_KERNEL))
    ceil_mode = draw(st.sampled_from([False, False, False, True]))
    if ceil_mode:
        halves = tuple(k // 2 for k in pair(size))
        padding = draw(st.sampled_from(["valid", "same", min(halves), halves, tuple((h, h) for h in halves)]))
    else:
        padding = padding_2d(draw, most=tuple(k - 1 for k in pair(size)))
    image = sizes_that_fit(draw, pair(size), padding)
    x = Array((draw(batches), *image, draw(channels)), draw(st.sampled_from(kinds)))
    stride = draw(st.one_of(st.none(), int_or_pair(1, 4)))
    return x, dict(size=size, stride=stride, padding=padding, ceil_mode=ceil_mode)


@st.composite
def max_pool2d(draw):
    x, options = pooling_window(draw, kinds=["distinct", "ties"])
    return case(draw, dict(x=x), **options)


@st.composite
def avg_pool2d(draw):
    x, options = pooling_window(draw, kinds=["normal"])
    return case(draw, dict(x=x), **options, count_padding=draw(st.booleans()))


@st.composite
def images(draw, kinds=("normal",)):
    shape = (draw(batches), draw(sides), draw(sides), draw(channels))
    return case(draw, dict(x=Array(shape, draw(st.sampled_from(kinds)))))


def shapes(least_axes: int, most_axes: int):
    return st.lists(st.integers(1, 5), min_size=least_axes, max_size=most_axes).map(tuple)


@st.composite
def batch_norm(draw):
    shape = draw(shapes(2, 4))
    per_channel = shape[-1:]
    inference = draw(st.booleans())
    statistics = dict(mean=Array(per_channel) if inference else None,
                      variance=Array(per_channel, "positive") if inference else None)
    return case(draw, dict(x=Array(shape, draw(st.sampled_from(["normal", "shifted"]))),
                           gamma=Array(per_channel), beta=Array(per_channel), **statistics),
                epsilon=draw(st.sampled_from([1e-5, 1e-3, 0.1])))


@st.composite
def local_response_norm(draw):
    shape = (draw(batches), draw(st.integers(1, 4)), draw(st.integers(1, 4)), draw(st.integers(1, 9)))
    return case(draw, dict(x=Array(shape)), depth_radius=draw(st.integers(0, 5)),
                bias=draw(st.sampled_from([0.5, 1.0, 2.0])), alpha=draw(st.sampled_from([1e-4, 0.125, 1.0])),
                beta=draw(st.sampled_from([0.5, 0.75, 1.0])))


@st.composite
def elementwise(draw, kinds):
    return case(draw, dict(x=Array(draw(shapes(1, 4)), draw(st.sampled_from(kinds)))))


@st.composite
def leaky_relu(draw):
    return case(draw, dict(x=Array(draw(shapes(1, 4)), draw(st.sampled_from(["distinct", "ties", "large"])))),
                negative_slope=draw(st.sampled_from([0.0, 0.01, 0.125, 0.25, 0.3])))


@st.composite
def softmax(draw):
    shape = draw(shapes(1, 4))
    return case(draw, dict(x=Array(shape, draw(st.sampled_from(["normal", "large"])))),
                axis=draw(st.integers(-len(shape), len(shape) - 1)))


@st.composite
def dense(draw):
    n, d, m = draw(batches), draw(st.integers(1, 9)), draw(st.integers(1, 9))
    return case(draw, dict(x=Array((n, d)), w=Array((d, m)), b=optional(draw, Array((m,)))))


@st.composite
def flatten(draw):
    return case(draw, dict(x=Array(draw(shapes(2, 4)))))


@st.composite
def dropout(draw):
    return case(draw, dict(x=Array(draw(shapes(1, 4)))), rate=draw(st.sampled_from([0.0, 0.1, 0.5, 0.75])),
                seed=draw(st.integers(0, 1000)))


@st.composite
def softmax_cross_entropy(draw):
    n, k = draw(batches), draw(st.integers(1, 6))
    labels = draw(st.sampled_from([Array((n,), f"classes below {k}"), Array((n, k), "probabilities")]))
    return case(draw, dict(logits=Array((n, k), draw(st.sampled_from(["normal", "large"]))), labels=labels))


@st.composite
def binary_cross_entropy(draw):
    shape = draw(shapes(1, 3))
    return case(draw, dict(logits=Array(shape, draw(st.sampled_from(["normal", "large"]))),
                           targets=Array(shape, draw(st.sampled_from(["bits", "fractions"])))))
