"""What a layer of an architecture can be: operations as immutable values, each knowing its shapes, weights and costs.

An operation holds its options and no weights, so one value may stand at many places of a network. Shapes are those
of one example: ``(H, W, C)`` for maps, ``(D,)`` for vectors. Weights have the names and the layouts of the arguments
in :mod:`cnn_helpers.functional`: kernels ``(KH, KW, C_in / groups, C_out)``, matrices ``(D, M)``.

There is no softmax: a network ends in its scores (logits), and softmax belongs to the loss.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass, field
from typing import ClassVar

from cnn_helpers._checks import flag, number
from cnn_helpers.arrays import integer, is_sequence, pair
from cnn_helpers.shapes import output_size, padding_amounts

Shape = tuple[int, ...]
Shapes = tuple[Shape, ...]
Pair = tuple[int, int]
Padding = str | tuple[Pair, Pair]

SCALED_TANH = 1.7159, 2 / 3  # amplitude and slope: LeCun et al. (1998), appendix A
ACTIVATIONS = {
    "relu": "max(x, 0)",
    "relu6": "min(max(x, 0), 6)",
    "sigmoid": "1 / (1 + exp(-x))",
    "tanh": "tanh(x)",
    "scaled_tanh": "1.7159 tanh(2x / 3), LeNet-5's",
}


@dataclass(frozen=True)
class Window:
    """How an operation looks at its input along one axis; the arguments of ``shapes.ReceptiveField.after``."""

    kernel: int = 1
    stride: int = 1
    dilation: int = 1
    before: int = 0


class Operation:
    """What every operation can tell, given the shapes of its inputs.

    Attributes
    ----------
    kind
        Its name in a network's table and in a TOML file, such as ``"conv"``.
    """

    kind: ClassVar[str]
    arity: ClassVar[int | None] = 1  # None: two or more

    def output_shape(self, inputs: Shapes) -> Shape:
        """The shape of the output; ValueError where there can be none."""
        raise NotImplementedError

    def parameters(self, inputs: Shapes) -> dict[str, Shape]:
        """Name to shape of what training changes."""
        return {}

    def state(self, inputs: Shapes) -> dict[str, Shape]:
        """Name to shape of what is stored besides: running statistics, fixed codes."""
        return {}

    def macs(self, inputs: Shapes, output: Shape) -> int:
        """Multiply-accumulates for one example. Only convolutions and dense layers have any; biases are not counted."""
        return 0

    def windows(self, inputs: Shapes) -> tuple[Window, Window] | None:
        """What one output sees, vertically and horizontally; None for operations that see one position."""
        return None

    def __str__(self):
        return self.kind

    def _maps(self, inputs: Shapes) -> Shape:
        """The shape of the only input, which must have height, width and channels."""
        (shape,) = inputs
        if len(shape) != 3:
            raise ValueError(f"{self.kind} needs height, width and channels, but its input has the shape {shape}: "
                             f"it stands after a flatten, a dense or a global pooling")
        return shape

    def _vector(self, inputs: Shapes) -> int:
        """The length of the only input, which must be flat."""
        (shape,) = inputs
        if len(shape) != 1:
            raise ValueError(f"{self.kind} needs a vector, but its input has the shape {shape}: "
                             f"put a flatten or a global pooling before it")
        return shape[0]

    def _normalise(self, **values):
        """Set fields of a frozen dataclass, from __post_init__."""
        for name, value in values.items():
            object.__setattr__(self, name, value)


class Windowed(Operation):
    """An operation whose window slides over the maps: `kernel`, `stride`, `dilation` and `padding`."""

    dilation = (1, 1)  # of those that have no such option

    def _check_window(self, kernel, stride, padding, dilation=1, *, kernel_name="kernel"):
        explicit = padding_amounts((1, 1), (1, 1), padding=padding, operation=self.kind)
        self._normalise(padding=padding if isinstance(padding, str) else explicit,
                        stride=pair(self.kind, "stride", stride, minimum=1),
                        **{kernel_name: pair(self.kind, kernel_name, kernel, minimum=1)})
        return pair(self.kind, "dilation", dilation, minimum=1)

    def _extent(self) -> Pair:
        return self.kernel

    def _default_stride(self) -> Pair:
        return 1, 1

    def _output_size(self, shape: Shape, *, ceil_mode=False) -> Pair:
        return output_size(shape[:2], self._extent(), stride=self.stride, padding=self.padding,
                           dilation=self.dilation, ceil_mode=ceil_mode, operation=self.kind)

    def windows(self, inputs):
        amounts = padding_amounts(inputs[0][:2], self._extent(), stride=self.stride, padding=self.padding,
                                  dilation=self.dilation, operation=self.kind)
        axes = zip(self._extent(), self.stride, self.dilation, amounts, strict=True)
        return tuple(Window(kernel, stride, step, before) for kernel, stride, step, (before, _) in axes)

    def _options(self, *more: str) -> str:
        """``3×3, stride 2, padding same`` and `more`: what is not the default."""
        parts = [times(self._extent()), *more]
        if self.stride != self._default_stride():
            parts.append(f"stride {same_or_times(self.stride)}")
        if self.dilation != (1, 1):
            parts.append(f"dilation {same_or_times(self.dilation)}")
        if self.padding != "valid":
            parts.append(f"padding {padding_text(self.padding)}")
        return ", ".join(parts)


# Convolutions


@dataclass(frozen=True)
class Conv(Windowed):
    """A convolution: ``functional.conv2d``. ``Conv(64, 1)`` is a 1×1 convolution.

    Parameters
    ----------
    filters
        How many channels go out.
    kernel
        An int or a pair (height, width).
    stride, dilation
        An int or a pair (vertical, horizontal).
    padding
        ``"valid"``, ``"same"`` (TensorFlow's rule), an int, a pair, or ``((top, bottom), (left, right))``.
    groups
        Divides the input channels and the filters.
    bias
        Whether there is one.

    Raises
    ------
    ValueError, TypeError
        Where an argument is out of range or of the wrong kind.

    Examples
    --------
    >>> conv = Conv(64, 7, stride=2, padding=3, bias=False)
    >>> conv.output_shape(((224, 224, 3),)), conv.parameters(((224, 224, 3),))
    ((112, 112, 64), {'w': (7, 7, 3, 64)})
    >>> print(conv)
    conv 7×7, 64, stride 2, padding 3, no bias
    """

    kind = "conv"

    filters: int
    kernel: int | Pair
    stride: int | Pair = field(default=1, kw_only=True)
    padding: Padding = field(default="valid", kw_only=True)
    dilation: int | Pair = field(default=1, kw_only=True)
    groups: int = field(default=1, kw_only=True)
    bias: bool = field(default=True, kw_only=True)

    def __post_init__(self):
        filters = integer(self.kind, "filters", self.filters, minimum=1)
        groups = integer(self.kind, "groups", self.groups, minimum=1)
        if filters % groups:
            raise ValueError(f"{self.kind}: groups must divide the filters, "
                             f"but groups = {groups} and filters = {filters} were given")
        self._normalise(filters=filters, groups=groups, bias=flag(self.kind, "bias", self.bias),
                        dilation=self._check_window(self.kernel, self.stride, self.padding, self.dilation))

    def output_shape(self, inputs):
        height, width, channels = self._maps(inputs)
        if channels % self.groups:
            raise ValueError(f"{self.kind}: groups must divide the {channels} input channels, "
                             f"but groups = {self.groups}")
        return (*self._output_size((height, width)), self.filters)

    def parameters(self, inputs):
        return {"w": (*self.kernel, inputs[0][2] // self.groups, self.filters)} | _bias(self.bias, self.filters)

    def macs(self, inputs, output):
        return math.prod(output[:2]) * math.prod(self.parameters(inputs)["w"])

    def __str__(self):
        groups = (f"groups {self.groups}",) if self.groups > 1 else ()
        return f"{self.kind} {self._options(str(self.filters), *groups)}{_without(self.bias)}"


@dataclass(frozen=True)
class DepthwiseConv(Windowed):
    """A convolution of each channel by itself: ``functional.depthwise_conv2d``; output channel ``c * multiplier + m``.

    Parameters
    ----------
    kernel, stride, padding, dilation, bias
        As for :class:`Conv`.
    multiplier
        How many filters each channel has.

    Examples
    --------
    >>> DepthwiseConv(3, padding="same").parameters(((8, 8, 32),))
    {'w': (3, 3, 32, 1), 'b': (32,)}
    """

    kind = "depthwise_conv"

    kernel: int | Pair
    stride: int | Pair = field(default=1, kw_only=True)
    padding: Padding = field(default="valid", kw_only=True)
    dilation: int | Pair = field(default=1, kw_only=True)
    multiplier: int = field(default=1, kw_only=True)
    bias: bool = field(default=True, kw_only=True)

    def __post_init__(self):
        self._normalise(multiplier=integer(self.kind, "multiplier", self.multiplier, minimum=1),
                        bias=flag(self.kind, "bias", self.bias),
                        dilation=self._check_window(self.kernel, self.stride, self.padding, self.dilation))

    def output_shape(self, inputs):
        height, width, channels = self._maps(inputs)
        return (*self._output_size((height, width)), channels * self.multiplier)

    def parameters(self, inputs):
        channels = inputs[0][2]
        return {"w": (*self.kernel, channels, self.multiplier)} | _bias(self.bias, channels * self.multiplier)

    def macs(self, inputs, output):
        return math.prod(output) * math.prod(self.kernel)

    def __str__(self):
        multiplier = (f"multiplier {self.multiplier}",) if self.multiplier > 1 else ()
        return f"{self.kind} {self._options(*multiplier)}{_without(self.bias)}"


@dataclass(frozen=True)
class SeparableConv(Windowed):
    """A depthwise convolution without bias, then a 1×1 convolution: ``functional.separable_conv2d``.

    Parameters
    ----------
    filters, kernel, stride, padding, dilation, bias
        As for :class:`Conv`; the bias is that of the 1×1 convolution.
    multiplier
        How many depthwise filters each channel has.

    Examples
    --------
    >>> SeparableConv(128, 3, padding="same", bias=False).parameters(((8, 8, 64),))
    {'w_depthwise': (3, 3, 64, 1), 'w_pointwise': (1, 1, 64, 128)}
    """

    kind = "separable_conv"

    filters: int
    kernel: int | Pair
    stride: int | Pair = field(default=1, kw_only=True)
    padding: Padding = field(default="valid", kw_only=True)
    dilation: int | Pair = field(default=1, kw_only=True)
    multiplier: int = field(default=1, kw_only=True)
    bias: bool = field(default=True, kw_only=True)

    def __post_init__(self):
        self._normalise(filters=integer(self.kind, "filters", self.filters, minimum=1),
                        multiplier=integer(self.kind, "multiplier", self.multiplier, minimum=1),
                        bias=flag(self.kind, "bias", self.bias),
                        dilation=self._check_window(self.kernel, self.stride, self.padding, self.dilation))

    def output_shape(self, inputs):
        return (*self._output_size(self._maps(inputs)[:2]), self.filters)

    def parameters(self, inputs):
        channels = inputs[0][2]
        return {"w_depthwise": (*self.kernel, channels, self.multiplier),
                "w_pointwise": (1, 1, channels * self.multiplier, self.filters)} | _bias(self.bias, self.filters)

    def macs(self, inputs, output):
        weights = self.parameters(inputs)
        return math.prod(output[:2]) * (math.prod(weights["w_depthwise"]) + math.prod(weights["w_pointwise"]))

    def __str__(self):
        multiplier = (f"multiplier {self.multiplier}",) if self.multiplier > 1 else ()
        return f"{self.kind} {self._options(str(self.filters), *multiplier)}{_without(self.bias)}"


@dataclass(frozen=True)
class TableConv(Windowed):
    """A convolution with a connection table, LeNet-5's C3: each filter sees some of the input channels only.

    The weights that exist are stored and no others: ``w`` has shape ``(KH, KW, connections)``, and ``w[:, :, k]`` is
    what ``conv2d``'s kernel holds at the k-th entry of :attr:`connections`; the rest of that kernel is zero.
    LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document recognition" (Proc. IEEE 86(11),
    1998), section II.B and table I.

    Parameters
    ----------
    table
        A row for each input channel, a column for each filter: 1 where they are connected, 0 elsewhere.
    kernel, stride, padding, bias
        As for :class:`Conv`.

    Examples
    --------
    >>> conv = TableConv([[1, 0, 1], [0, 1, 1]], 5)
    >>> conv.connections
    ((0, 0), (0, 2), (1, 1), (1, 2))
    >>> conv.parameters(((14, 14, 2),))
    {'w': (5, 5, 4), 'b': (3,)}
    """

    kind = "table_conv"

    table: tuple[Shape, ...]
    kernel: int | Pair
    stride: int | Pair = field(default=1, kw_only=True)
    padding: Padding = field(default="valid", kw_only=True)
    bias: bool = field(default=True, kw_only=True)

    def __post_init__(self):
        self._normalise(table=self._check_table(), bias=flag(self.kind, "bias", self.bias))
        self._check_window(self.kernel, self.stride, self.padding)

    def _check_table(self):
        form = "a row for each input channel, in each a 0 or 1 for each filter"
        if not is_sequence(self.table) or not all(is_sequence(row) for row in self.table):
            raise TypeError(f"{self.kind}: table must be {form}, but table = {self.table!r} was given")
        table = tuple(tuple(int(entry) for entry in row) for row in self.table)
        if not table or not table[0] or len({len(row) for row in table}) > 1:
            raise ValueError(f"{self.kind}: table must be {form}, but its rows have the lengths "
                             f"{[len(row) for row in table]}")
        if any(entry not in (0, 1) for row in table for entry in row):
            raise ValueError(f"{self.kind}: table must hold 0 and 1 only, but table = {table} was given")
        blind = [number for number, column in enumerate(zip(*table, strict=True)) if not any(column)]
        if blind:
            raise ValueError(f"{self.kind}: each filter must be connected to an input channel, but the columns {blind} "
                             f"of table are all 0")
        return table

    @property
    def filters(self) -> int:
        """How many channels go out."""
        return len(self.table[0])

    @property
    def connections(self) -> tuple[Pair, ...]:
        """The connected pairs (input channel, filter), row by row of the table."""
        return tuple((i, o) for i, row in enumerate(self.table) for o, entry in enumerate(row) if entry)

    def output_shape(self, inputs):
        height, width, channels = self._maps(inputs)
        if channels != len(self.table):
            raise ValueError(f"{self.kind}: table has a row for each of {len(self.table)} channels, "
                             f"but the input has {channels}")
        return (*self._output_size((height, width)), self.filters)

    def parameters(self, inputs):
        return {"w": (*self.kernel, len(self.connections))} | _bias(self.bias, self.filters)

    def macs(self, inputs, output):
        return math.prod(output[:2]) * math.prod(self.kernel) * len(self.connections)

    def __str__(self):
        return f"{self.kind} {self._options(str(self.filters), f'{len(self.connections)} connections')}"


# Pooling


class _Pool(Windowed):
    def __post_init__(self):
        stride = self.size if self.stride is None else self.stride
        self._check_window(self.size, stride, self.padding, kernel_name="size")
        self._normalise(ceil_mode=flag(self.kind, "ceil_mode", self.ceil_mode))
        for axis, extent, amounts in zip(("vertical", "horizontal"), self.size, self.padding, strict=False):
            if not isinstance(self.padding, str) and max(amounts) >= extent:
                raise ValueError(f"{self.kind}: padding must be below the size of the window, or a window would hold "
                                 f"nothing but padding, but the {axis} padding is {amounts} and the size {extent}")

    def _extent(self):
        return self.size

    def _default_stride(self):
        return self.size

    def output_shape(self, inputs):
        height, width, channels = self._maps(inputs)
        return (*self._output_size((height, width), ceil_mode=self.ceil_mode), channels)

    def __str__(self):
        more = [name for name in ("count_padding", "ceil_mode") if getattr(self, name, False)]
        return ", ".join([f"{self.kind} {self._options()}", *more])


@dataclass(frozen=True)
class MaxPool(_Pool):
    """The greatest value of each window: ``functional.max_pool2d``.

    Parameters
    ----------
    size
        Of the window: an int or a pair.
    stride
        None means `size`.
    padding
        As for :class:`Conv`; padding never wins.
    ceil_mode
        Whether a last, incomplete window counts.

    Examples
    --------
    >>> MaxPool(3, stride=2, ceil_mode=True).output_shape(((112, 112, 64),))
    (56, 56, 64)
    """

    kind = "max_pool"

    size: int | Pair = 2
    stride: int | Pair | None = field(default=None, kw_only=True)
    padding: Padding = field(default="valid", kw_only=True)
    ceil_mode: bool = field(default=False, kw_only=True)


@dataclass(frozen=True)
class AvgPool(_Pool):
    """The mean of each window: ``functional.avg_pool2d``.

    Parameters
    ----------
    size, stride, padding, ceil_mode
        As for :class:`MaxPool`.
    count_padding
        Whether the zeros of the padding count in the mean.

    Examples
    --------
    >>> AvgPool(5, stride=3).output_shape(((14, 14, 512),))
    (4, 4, 512)
    """

    kind = "avg_pool"

    size: int | Pair = 2
    stride: int | Pair | None = field(default=None, kw_only=True)
    padding: Padding = field(default="valid", kw_only=True)
    count_padding: bool = field(default=False, kw_only=True)
    ceil_mode: bool = field(default=False, kw_only=True)

    def __post_init__(self):
        super().__post_init__()
        self._normalise(count_padding=flag(self.kind, "count_padding", self.count_padding))


@dataclass(frozen=True)
class AdaptiveAvgPool(Operation):
    """Means that make a map of a fixed size out of any: ``torch.nn.AdaptiveAvgPool2d``.

    Output i is the mean of the inputs from ``floor(i * H / OH)`` to ``ceil((i + 1) * H / OH) - 1``, along each axis.
    torchvision's AlexNet, VGG and auxiliary classifiers of GoogLeNet have it.

    Parameters
    ----------
    size
        Of the output: an int or a pair.

    Examples
    --------
    >>> AdaptiveAvgPool(4).spans(14)
    ((0, 4), (3, 7), (7, 11), (10, 14))
    """

    kind = "adaptive_avg_pool"

    size: int | Pair

    def __post_init__(self):
        self._normalise(size=pair(self.kind, "size", self.size, minimum=1))

    def spans(self, length: int, axis: int = 0) -> tuple[Pair, ...]:
        """(first, one past the last) of the inputs of each output along `axis`, for an input of `length`."""
        outputs = self.size[axis]
        return tuple((i * length // outputs, -(-(i + 1) * length // outputs)) for i in range(outputs))

    def output_shape(self, inputs):
        return (*self.size, self._maps(inputs)[2])

    def windows(self, inputs):
        """The widest window and the largest step, as windows may differ."""

        def widest(axis):
            spans = self.spans(inputs[0][axis], axis)
            steps = [after[0] - before[0] for before, after in itertools.pairwise(spans)]
            return Window(max(last - first for first, last in spans), max([1, *steps]))

        return widest(0), widest(1)

    def __str__(self):
        return f"{self.kind} to {times(self.size)}"


class _GlobalPool(Operation):
    def output_shape(self, inputs):
        return self._maps(inputs)[2:]

    def windows(self, inputs):
        height, width, _ = inputs[0]
        return Window(height), Window(width)


@dataclass(frozen=True)
class GlobalAvgPool(_GlobalPool):
    """The mean of each channel, ``(H, W, C) -> (C,)``: ``functional.global_avg_pool2d``.

    Examples
    --------
    >>> GlobalAvgPool().output_shape(((7, 7, 2048),))
    (2048,)
    """

    kind = "global_avg_pool"


@dataclass(frozen=True)
class GlobalMaxPool(_GlobalPool):
    """The greatest value of each channel, ``(H, W, C) -> (C,)``: ``functional.global_max_pool2d``."""

    kind = "global_max_pool"


@dataclass(frozen=True)
class Subsample(Windowed):
    """LeNet-5's S2 and S4: the sum of each window, times a coefficient, plus a bias, one of each a channel.

    ``y[..., c] = w[c] * (sum of the window of x[..., c]) + b[c]``; the windows lie side by side.
    LeCun et al. (1998), section II.B.

    Parameters
    ----------
    size
        Of the window: an int or a pair.

    Examples
    --------
    >>> Subsample(2).output_shape(((28, 28, 6),)), Subsample(2).parameters(((28, 28, 6),))
    ((14, 14, 6), {'w': (6,), 'b': (6,)})
    """

    kind = "subsample"
    padding: ClassVar[str] = "valid"

    size: int | Pair = 2

    def __post_init__(self):
        self._normalise(size=pair(self.kind, "size", self.size, minimum=1))

    @property
    def stride(self) -> Pair:
        """The size, as windows do not overlap."""
        return self.size

    def _extent(self):
        return self.size

    def output_shape(self, inputs):
        height, width, channels = self._maps(inputs)
        return (*self._output_size((height, width)), channels)

    def parameters(self, inputs):
        return {"w": inputs[0][2:], "b": inputs[0][2:]}

    def __str__(self):
        return f"{self.kind} {times(self.size)}"


# Normalisation, dropout, activation


@dataclass(frozen=True)
class BatchNorm(Operation):
    """Batch normalisation over all axes but the last: ``functional.batch_norm``.

    Parameters
    ----------
    epsilon
        Added to the variance before the root; 1e-5 in PyTorch, 1e-3 in Keras.
    momentum
        The share of the running statistics that is retained, as in Keras; PyTorch's ``momentum`` is one less this.

    Examples
    --------
    >>> BatchNorm().parameters(((8, 8, 64),)), BatchNorm().state(((8, 8, 64),))
    ({'gamma': (64,), 'beta': (64,)}, {'running_mean': (64,), 'running_variance': (64,)})
    """

    kind = "batch_norm"

    epsilon: float = field(default=1e-5, kw_only=True)
    momentum: float = field(default=0.9, kw_only=True)

    def __post_init__(self):
        self._normalise(epsilon=number(self.kind, "epsilon", self.epsilon, above=0),
                        momentum=number(self.kind, "momentum", self.momentum, minimum=0))
        if self.momentum > 1:
            raise ValueError(f"{self.kind}: momentum must be at most 1, the share of the running statistics that is "
                             f"retained, but momentum = {self.momentum:g} was given")

    def output_shape(self, inputs):
        return inputs[0]

    def parameters(self, inputs):
        return {"gamma": inputs[0][-1:], "beta": inputs[0][-1:]}

    def state(self, inputs):
        return {"running_mean": inputs[0][-1:], "running_variance": inputs[0][-1:]}


@dataclass(frozen=True)
class LocalResponseNorm(Operation):
    """Normalisation across neighbouring channels: ``functional.local_response_norm``, TensorFlow's convention.

    Parameters
    ----------
    depth_radius
        How many channels on each side; a window of n channels has the radius ``(n - 1) / 2``.
    bias, alpha, beta
        ``y = x / (bias + alpha * sum of squares) ** beta``. PyTorch and Caffe divide alpha by the window's channels.

    Examples
    --------
    >>> LocalResponseNorm(depth_radius=2, bias=2, alpha=1e-4, beta=0.75).output_shape(((55, 55, 96),))
    (55, 55, 96)
    """

    kind = "local_response_norm"

    depth_radius: int = field(default=5, kw_only=True)
    bias: float = field(default=1.0, kw_only=True)
    alpha: float = field(default=1.0, kw_only=True)
    beta: float = field(default=0.5, kw_only=True)

    def __post_init__(self):
        self._normalise(depth_radius=integer(self.kind, "depth_radius", self.depth_radius, minimum=0),
                        bias=number(self.kind, "bias", self.bias, above=0),
                        alpha=number(self.kind, "alpha", self.alpha, minimum=0),
                        beta=number(self.kind, "beta", self.beta, minimum=0))

    def output_shape(self, inputs):
        return self._maps(inputs)

    def __str__(self):
        return f"{self.kind} radius {self.depth_radius}"


@dataclass(frozen=True)
class Dropout(Operation):
    """Inverted dropout, in training alone: ``functional.dropout``.

    Parameters
    ----------
    rate
        The share of values set to zero; from 0 to below 1.

    Examples
    --------
    >>> print(Dropout(0.4))
    dropout 0.4
    """

    kind = "dropout"

    rate: float = 0.5

    def __post_init__(self):
        self._normalise(rate=number(self.kind, "rate", self.rate, minimum=0))
        if self.rate >= 1:
            raise ValueError(f"{self.kind}: rate must be below 1, but rate = {self.rate:g} was given")

    def output_shape(self, inputs):
        return inputs[0]

    def __str__(self):
        return f"{self.kind} {self.rate:g}"


@dataclass(frozen=True)
class Activation(Operation):
    """A function of each value alone.

    Parameters
    ----------
    function
        ``"relu"``, ``"relu6"`` (at most 6), ``"sigmoid"``, ``"tanh"`` or ``"scaled_tanh"``,
        ``1.7159 tanh(2x / 3)``, LeNet-5's (LeCun et al. 1998, appendix A).

    Examples
    --------
    >>> Activation("relu").kind
    'relu'
    >>> Activation("softmax")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ValueError: activation: a network ends in its scores; softmax belongs to the loss ...
    """

    function: str

    def __post_init__(self):
        if self.function == "softmax":
            raise ValueError("activation: a network ends in its scores; softmax belongs to the loss "
                             "(softmax_cross_entropy), and to whoever reads the scores as probabilities. Leave it out")
        if self.function not in ACTIVATIONS:
            raise ValueError(f"activation: function must be one of {', '.join(ACTIVATIONS)}, "
                             f"but {self.function!r} was given")

    @property
    def kind(self) -> str:
        """The function's name."""
        return self.function

    def output_shape(self, inputs):
        return inputs[0]


# Vectors


@dataclass(frozen=True)
class Flatten(Operation):
    """Maps as one vector, in C order, ``(H, W, C) -> (H * W * C,)``: ``functional.flatten``.

    Examples
    --------
    >>> Flatten().output_shape(((7, 7, 512),))
    (25088,)
    """

    kind = "flatten"

    def output_shape(self, inputs):
        return (math.prod(inputs[0]),)

    def windows(self, inputs):
        """The next layer sees all of it."""
        return (Window(inputs[0][0]), Window(inputs[0][1])) if len(inputs[0]) == 3 else None


@dataclass(frozen=True)
class Dense(Operation):
    """A fully connected layer, ``x @ w + b``: ``functional.dense``.

    Parameters
    ----------
    units
        How many values go out.
    bias
        Whether there is one.

    Examples
    --------
    >>> Dense(10).parameters(((84,),))
    {'w': (84, 10), 'b': (10,)}
    """

    kind = "dense"

    units: int
    bias: bool = field(default=True, kw_only=True)

    def __post_init__(self):
        self._normalise(units=integer(self.kind, "units", self.units, minimum=1),
                        bias=flag(self.kind, "bias", self.bias))

    def output_shape(self, inputs):
        self._vector(inputs)
        return (self.units,)

    def parameters(self, inputs):
        return {"w": (inputs[0][0], self.units)} | _bias(self.bias, self.units)

    def macs(self, inputs, output):
        return inputs[0][0] * self.units

    def __str__(self):
        return f"{self.kind} {self.units}{_without(self.bias)}"


@dataclass(frozen=True)
class RadialBasis(Operation):
    """LeNet-5's output: the squared distance to a fixed code for each class, ``y[k] = sum((x - codes[:, k]) ** 2)``.

    The codes of -1 and +1 are given, not trained, so they are state and no parameters; the smallest output names the
    class. LeCun et al. (1998), section II.B, equation 7.

    Parameters
    ----------
    units
        How many classes.

    Examples
    --------
    >>> RadialBasis(10).state(((84,),)), RadialBasis(10).parameters(((84,),))
    ({'codes': (84, 10)}, {})
    """

    kind = "radial_basis"

    units: int

    def __post_init__(self):
        self._normalise(units=integer(self.kind, "units", self.units, minimum=1))

    def output_shape(self, inputs):
        self._vector(inputs)
        return (self.units,)

    def state(self, inputs):
        return {"codes": (inputs[0][0], self.units)}

    def macs(self, inputs, output):
        """A square and an addition for each code's value, as a dense layer has."""
        return inputs[0][0] * self.units

    def __str__(self):
        return f"{self.kind} {self.units}"


# Several inputs, and what prepares them


@dataclass(frozen=True)
class Add(Operation):
    """The sum of inputs of one shape.

    Examples
    --------
    >>> Add().output_shape(((8, 8, 64), (8, 8, 32)))
    Traceback (most recent call last):
    ...
    ValueError: add: the inputs must have one shape, but they have 64 and 32 channels
    """

    kind = "add"
    arity = None

    def output_shape(self, inputs):
        if len(set(inputs)) > 1:
            if len({shape[:-1] for shape in inputs}) == 1:
                wrong = f"{' and '.join(str(shape[-1]) for shape in inputs)} channels"
            else:
                wrong = " and ".join(times(shape) for shape in inputs)
            raise ValueError(f"add: the inputs must have one shape, but they have {wrong}")
        return inputs[0]


@dataclass(frozen=True)
class Concatenate(Operation):
    """The inputs one after another along the channels.

    Examples
    --------
    >>> Concatenate().output_shape(((8, 8, 64), (8, 8, 32)))
    (8, 8, 96)
    """

    kind = "concatenate"
    arity = None

    def output_shape(self, inputs):
        if len({shape[:-1] for shape in inputs}) > 1:
            raise ValueError(f"concatenate: the inputs must agree in height and width, "
                             f"but they are {' and '.join(times(shape) for shape in inputs)}")
        return (*inputs[0][:-1], sum(shape[-1] for shape in inputs))


@dataclass(frozen=True)
class Scale(Operation):
    """The first input's channels, each times its value in the second, a vector: ``x * gate``.

    The last step of a squeeze-and-excitation block: Hu, Shen and Sun, arXiv:1709.01507, equation 4.

    Examples
    --------
    >>> Scale().output_shape(((8, 8, 64), (64,)))
    (8, 8, 64)
    """

    kind = "scale"
    arity = 2

    def output_shape(self, inputs):
        x, gate = inputs
        if gate != x[-1:]:
            raise ValueError(f"scale: the second input must be a vector with a value for each of the {x[-1]} channels "
                             f"of the first, but its shape is {gate}")
        return x


@dataclass(frozen=True)
class PadChannels(Operation):
    """Channels of zeros after those that are there: the shortcut without parameters of ResNet.

    He, Zhang, Ren and Sun, arXiv:1512.03385, section 3.3, option A.

    Parameters
    ----------
    channels
        How many there are afterwards.

    Examples
    --------
    >>> PadChannels(128).output_shape(((28, 28, 64),))
    (28, 28, 128)
    """

    kind = "pad_channels"

    channels: int

    def __post_init__(self):
        self._normalise(channels=integer(self.kind, "channels", self.channels, minimum=1))

    def output_shape(self, inputs):
        shape = self._maps(inputs)
        if shape[2] > self.channels:
            raise ValueError(f"pad_channels: channels must be at least the {shape[2]} of the input, "
                             f"but channels = {self.channels}")
        return (*shape[:2], self.channels)

    def __str__(self):
        return f"{self.kind} to {self.channels}"


KINDS: dict[str, type[Operation]] = {
    operation.kind: operation
    for operation in (Conv, DepthwiseConv, SeparableConv, TableConv, MaxPool, AvgPool, AdaptiveAvgPool, GlobalAvgPool,
                      GlobalMaxPool, Subsample, BatchNorm, LocalResponseNorm, Dropout, Flatten, Dense, RadialBasis,
                      Add, Concatenate, Scale, PadChannels)
}  # every kind but the activations, whose kind is their function


def times(sizes: Shape) -> str:
    """``(28, 28, 6)`` as ``28×28×6``."""
    return "×".join(str(size) for size in sizes)


def same_or_times(sizes: Pair) -> str:
    """``(2, 2)`` as ``2``, ``(2, 1)`` as ``2×1``."""
    return str(sizes[0]) if sizes[0] == sizes[1] else times(sizes)


def padding_text(padding: Padding) -> str:
    """Padding as shortly as it can be said: ``same``, ``1``, ``(1, 0)``, ``((0, 1), (0, 1))``."""
    if isinstance(padding, str):
        return padding
    (top, bottom), (left, right) = padding
    if top == bottom and left == right:
        return str(top) if top == left else str((top, left))
    return str(padding)


def _bias(bias: bool, units: int) -> dict[str, Shape]:
    return {"b": (units,)} if bias else {}


def _without(bias: bool) -> str:
    return "" if bias else ", no bias"
