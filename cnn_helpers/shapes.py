"""The arithmetic of sizes: outputs, padding, what a window sees, receptive fields.

Every function works on one axis, given plain integers, or on two, given ``(height, width)`` pairs.
Dumoulin and Visin, "A guide to convolution arithmetic for deep learning" (arXiv:1603.07285), derive
the formulas; TensorFlow's rule for SAME is in the documentation of ``tf.nn.convolution``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cnn_helpers.arrays import integer, is_sequence, pair

PADDING_FORMS = '"valid", "same", an int, a pair (vertical, horizontal), or ((top, bottom), (left, right))'
PADDING_FORMS_1D = '"valid", "same", an int, or a pair (before, after)'


def effective_kernel(kernel: int, dilation: int = 1) -> int:
    """How many input positions a dilated kernel spans: ``dilation * (kernel - 1) + 1``.

    Examples
    --------
    >>> effective_kernel(3, dilation=2)
    5
    """
    return dilation * (kernel - 1) + 1


def padding_amounts(size, kernel, *, stride=1, padding="valid", dilation=1, operation="padding_amounts"):
    """How many zeros are added before and after each axis.

    SAME follows TensorFlow: the output has ``ceil(size / stride)`` positions, so
    ``total = max((ceil(size / stride) - 1) * stride + effective_kernel - size, 0)`` zeros are needed,
    of which ``total // 2`` go before and the rest, one more where `total` is odd, after.

    Parameters
    ----------
    size, kernel, stride, dilation
        Ints for one axis, or (for `kernel`, `stride` and `dilation`, an int or) a pair for two axes.
    padding
        ``"valid"``, ``"same"``, an int, a pair, or ``((top, bottom), (left, right))``. For one axis a
        pair means ``(before, after)``; for two it means ``(vertical, horizontal)``, the same on both sides.
    operation
        The name that an error message begins with.

    Returns
    -------
    tuple
        ``(before, after)`` for one axis, ``((top, bottom), (left, right))`` for two.

    Raises
    ------
    ValueError, TypeError
        Where an argument is out of range or of the wrong kind.

    Examples
    --------
    >>> padding_amounts(13, 6, stride=5, padding="same")
    (1, 2)
    >>> padding_amounts((5, 5), (3, 3), padding=(1, 0))
    ((1, 1), (0, 0))
    """
    if not is_sequence(size):
        size, kernel, stride, dilation = _one_axis(operation, size, kernel, stride, dilation)
        forms = _padding_forms(operation, padding, axes=1)
        return _amounts(size, kernel, stride, dilation, forms[0])
    size, kernel, stride, dilation = _two_axes(operation, size, kernel, stride, dilation)
    forms = _padding_forms(operation, padding, axes=2)
    return tuple(_amounts(*axis) for axis in zip(size, kernel, stride, dilation, forms, strict=True))


def output_size(size, kernel, *, stride=1, padding="valid", dilation=1, ceil_mode=False, operation="output_size"):
    """How many positions a window takes: ``floor((size + before + after - effective_kernel) / stride) + 1``.

    With ``ceil_mode`` the quotient is rounded up, and a last window that would begin beyond the input
    and its leading padding is left out, as PyTorch's pooling does.

    Parameters
    ----------
    size, kernel, stride, padding, dilation, operation
        As for :func:`padding_amounts`.
    ceil_mode
        Whether a last, incomplete window counts.

    Returns
    -------
    int or tuple of int
        One size for one axis, ``(height, width)`` for two.

    Raises
    ------
    ValueError
        Where the window does not fit into the padded input.

    Examples
    --------
    >>> output_size(13, 6, stride=5, padding="same")
    3
    >>> output_size((28, 28), 3)
    (26, 26)
    >>> output_size(2, 3)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ValueError: output_size: the kernel spans 3 positions but the padded input has only 2 (size 2, padding 0 ...
    """
    if not is_sequence(size):
        before, after = padding_amounts(size, kernel, stride=stride, padding=padding, dilation=dilation,
                                        operation=operation)
        return _positions(operation, size, kernel, stride, dilation, before, after, ceil_mode)
    amounts = padding_amounts(size, kernel, stride=stride, padding=padding, dilation=dilation, operation=operation)
    size, kernel, stride, dilation = _two_axes(operation, size, kernel, stride, dilation)
    return tuple(_positions(operation, *axis, *amount, ceil_mode)
                 for *axis, amount in zip(size, kernel, stride, dilation, amounts, strict=True))


def left_out(size, kernel, *, stride=1, padding="valid", dilation=1, operation="left_out"):
    """How many of the last rows (columns) of the padded input no window reaches.

    Examples
    --------
    >>> left_out(13, 6, stride=5)
    2
    >>> left_out((13, 11), 6, stride=5)
    (2, 0)
    """
    options = dict(stride=stride, padding=padding, dilation=dilation, operation=operation)
    outputs, amounts = output_size(size, kernel, **options), padding_amounts(size, kernel, **options)
    if not is_sequence(size):
        return _left_out(size, kernel, stride, dilation, outputs, amounts)
    size, kernel, stride, dilation = _two_axes(operation, size, kernel, stride, dilation)
    return tuple(_left_out(*axis) for axis in zip(size, kernel, stride, dilation, outputs, amounts, strict=True))


def transposed_output_size(size, kernel, *, stride=1, padding="valid", dilation=1, output_padding=0,
                           operation="transposed_output_size"):
    """The size that a transposed convolution makes, which a convolution of the same options takes back to `size`.

    VALID: ``(size - 1) * stride + effective_kernel``; explicit padding takes ``before + after`` off that;
    SAME: ``size * stride``, with the padding that a convolution on that size has. `output_padding`
    (below the stride) adds to the end of any of the three.

    Returns
    -------
    int or tuple of int

    Examples
    --------
    >>> transposed_output_size(3, 2, stride=2), transposed_output_size(3, 5, stride=2, padding="same")
    (6, 6)
    """
    if not is_sequence(size):
        size, kernel, stride, dilation = _one_axis(operation, size, kernel, stride, dilation)
        extra = integer(operation, "output_padding", output_padding, minimum=0)
        return _transposed(operation, size, kernel, stride, dilation,
                           _padding_forms(operation, padding, axes=1)[0], extra)
    size, kernel, stride, dilation = _two_axes(operation, size, kernel, stride, dilation)
    extra = pair(operation, "output_padding", output_padding, minimum=0)
    forms = _padding_forms(operation, padding, axes=2)
    return tuple(_transposed(operation, *axis)
                 for axis in zip(size, kernel, stride, dilation, forms, extra, strict=True))


def input_range(index: int, kernel: int, *, stride: int = 1, before: int = 0, dilation: int = 1) -> tuple[int, int]:
    """The first and the last input position, both included, that output position `index` sees.

    ``first = index * stride - before``, ``last = first + effective_kernel - 1``; positions below 0 or
    beyond the input lie in the padding.

    Examples
    --------
    >>> input_range(2, 3, stride=2)
    (4, 6)
    >>> input_range(0, 3, before=1)
    (-1, 1)
    """
    first = index * stride - before
    return first, first + effective_kernel(kernel, dilation) - 1


@dataclass(frozen=True)
class ReceptiveField:
    """What one position of a layer's output sees of the network's input, along one axis.

    Attributes
    ----------
    size
        How many input positions it sees, in pixels.
    stride
        How many input positions lie between two neighbouring outputs (the effective stride), in pixels.
    start
        The first input position that output 0 sees; negative where it lies in the padding.
    """

    size: int = 1
    stride: int = 1
    start: int = 0

    def after(self, kernel: int, *, stride: int = 1, dilation: int = 1, before: int = 0) -> ReceptiveField:
        """The receptive field after one more layer.

        ``size + (effective_kernel - 1) * self.stride``, ``self.stride * stride``,
        ``start - before * self.stride`` (Araujo, Norris and Sim, Distill 2019, doi:10.23915/distill.00021).

        Examples
        --------
        >>> ReceptiveField().after(3).after(3)
        ReceptiveField(size=5, stride=1, start=0)
        """
        return ReceptiveField(size=self.size + (effective_kernel(kernel, dilation) - 1) * self.stride,
                              stride=self.stride * stride,
                              start=self.start - before * self.stride)


def receptive_field(layers: Iterable[dict]) -> ReceptiveField:
    """The receptive field of a chain of layers, along one axis.

    Parameters
    ----------
    layers
        From the input on, one dictionary a layer with ``kernel`` and, where they are not 1, 1 and 0,
        ``stride``, ``dilation`` and ``before`` (zeros added in front).

    Examples
    --------
    >>> receptive_field([{"kernel": 3}, {"kernel": 2, "stride": 2}, {"kernel": 3}]).size
    8
    """
    field = ReceptiveField()
    for layer in layers:
        field = field.after(**layer)
    return field


def _one_axis(operation, size, kernel, stride, dilation):
    named = {"size": size, "kernel": kernel, "stride": stride, "dilation": dilation}
    return tuple(integer(operation, name, value, minimum=1) for name, value in named.items())


def _two_axes(operation, size, kernel, stride, dilation):
    named = {"size": size, "kernel": kernel, "stride": stride, "dilation": dilation}
    return tuple(pair(operation, name, value, minimum=1) for name, value in named.items())


def _padding_forms(operation, padding, *, axes):
    """One of "valid", "same" or (before, after) for each axis."""
    if isinstance(padding, str):
        if padding in ("valid", "same"):
            return (padding,) * axes
    elif not is_sequence(padding):
        amount = integer(operation, "padding", padding, minimum=0)
        return ((amount, amount),) * axes
    elif axes == 1 and len(padding) == 2 and not any(is_sequence(p) for p in padding):
        return (pair(operation, "padding", padding, minimum=0),)
    elif axes == 2 and len(padding) == 2:
        if not any(is_sequence(p) for p in padding):
            return tuple((p, p) for p in pair(operation, "padding", padding, minimum=0))
        if all(is_sequence(p) and len(p) == 2 for p in padding):
            return tuple(pair(operation, "padding", p, minimum=0) for p in padding)
    forms = PADDING_FORMS_1D if axes == 1 else PADDING_FORMS
    raise ValueError(f"{operation}: padding must be {forms}, but padding = {padding!r} was given")


def _amounts(size, kernel, stride, dilation, form):
    if form == "valid":
        return 0, 0
    if form == "same":
        outputs = -(-size // stride)
        total = max((outputs - 1) * stride + effective_kernel(kernel, dilation) - size, 0)
        return total // 2, total - total // 2
    return form


def _positions(operation, size, kernel, stride, dilation, before, after, ceil_mode):
    room = size + before + after - effective_kernel(kernel, dilation)
    if room < 0:
        raise ValueError(f"{operation}: the kernel spans {effective_kernel(kernel, dilation)} positions but the "
                         f"padded input has only {size + before + after} "
                         f"(size {size}, padding {before} before and {after} after)")
    if not ceil_mode:
        return room // stride + 1
    outputs = -(-room // stride) + 1
    begins_outside = (outputs - 1) * stride >= size + before
    return outputs - 1 if begins_outside else outputs


def _left_out(size, kernel, stride, dilation, outputs, amounts):
    reached = (outputs - 1) * stride + effective_kernel(kernel, dilation)
    return max(size + sum(amounts) - reached, 0)


def _transposed(operation, size, kernel, stride, dilation, form, extra):
    if extra >= stride and extra > 0:
        raise ValueError(f"{operation}: output_padding must be below the stride, "
                         f"but output_padding = {extra} and stride = {stride} were given")
    if form == "same":
        return size * stride + extra
    before, after = (0, 0) if form == "valid" else form
    outputs = (size - 1) * stride + effective_kernel(kernel, dilation) - before - after + extra
    if outputs < 1:
        raise ValueError(f"{operation}: padding takes away all of the output "
                         f"(size {size}, kernel {kernel}, stride {stride}, padding {before} before and {after} after)")
    return outputs
