"""The checks that an operation's loops (`naive`) and its fast form (`functional`) share.

Arrays come in as :func:`cnn_helpers.arrays.as_floats` made them. A wrong argument raises an error that
names it; what comes back is ready to use.
"""

from __future__ import annotations

import math
import numbers
from dataclasses import dataclass

import numpy as np

from cnn_helpers.arrays import as_floats, check_axes, check_shape, integer, pair, real_array
from cnn_helpers.shapes import output_size, padding_amounts, transposed_output_size


@dataclass(frozen=True)
class Windows:
    """Where the windows of an operation lie; on two axes each field is a (vertical, horizontal) pair.

    Attributes
    ----------
    size, stride, dilation
        Of the window: its positions, the step from one window to the next, the step inside it.
    padding
        ``(before, after)`` on one axis, ``((top, bottom), (left, right))`` on two.
    outputs
        How many windows there are (of a transposed convolution: the size of its output).
    """

    size: int | tuple
    stride: int | tuple
    dilation: int | tuple
    padding: tuple
    outputs: int | tuple


def number(operation, name, value, *, minimum=-math.inf, above=-math.inf) -> float:
    """A finite real number of at least `minimum`, and above `above`."""
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, numbers.Real):
        raise TypeError(f"{operation}: {name} must be a number, but {name} = {value!r} was given")
    value = float(value)
    bounds = [f"{word} {bound:g}" for word, bound in (("at least", minimum), ("above", above)) if math.isfinite(bound)]
    if not (math.isfinite(value) and value >= minimum and value > above):
        raise ValueError(f"{operation}: {name} must be {' and '.join(bounds) or 'finite'}, "
                         f"but {name} = {value:g} was given")
    return value


def flag(operation, name, value) -> bool:
    """True or False, and nothing that is merely true or false in a condition."""
    if not isinstance(value, (bool, np.bool_)):
        raise TypeError(f"{operation}: {name} must be True or False, but {name} = {value!r} was given")
    return bool(value)


def check_dy(operation, dy, shape):
    """The gradient that comes from above has the shape of what the operation returned."""
    check_shape(operation, "dy", dy, shape, "the shape of the output")


def check_not_empty(operation, name, array, why):
    if array.size == 0:
        raise ValueError(f"{operation}: {name} must hold at least one value, {why}, "
                         f"but {name}.shape = {array.shape}")


# Convolutions


def check_conv2d(operation, x, w, b, stride, padding, dilation, groups) -> Windows:
    check_axes(operation, "x", x, "N H W C")
    check_axes(operation, "w", w, "KH KW C_in/groups C_out")
    _check_channels(operation, x, w, b, groups)
    return windows_2d(operation, x, w.shape[:2], stride, padding, dilation)


def check_conv1d(operation, x, w, b, stride, padding, dilation, groups) -> Windows:
    check_axes(operation, "x", x, "N L C")
    check_axes(operation, "w", w, "K C_in/groups C_out")
    _check_channels(operation, x, w, b, groups)
    stride = integer(operation, "stride", stride, minimum=1)
    dilation = integer(operation, "dilation", dilation, minimum=1)
    options = dict(stride=stride, padding=padding, dilation=dilation, operation=operation)
    _check_positions(operation, x, "position")
    length, size = x.shape[1], w.shape[0]
    return Windows(size, stride, dilation, padding_amounts(length, size, **options),
                   output_size(length, size, **options))


def check_conv_transpose2d(operation, x, w, b, stride, padding, output_padding, dilation, groups) -> Windows:
    check_axes(operation, "x", x, "N H W C")
    check_axes(operation, "w", w, "KH KW C_out/groups C_in")
    _check_not_without_channels(operation, "w", w)
    groups = integer(operation, "groups", groups, minimum=1)
    channels = x.shape[3]
    if w.shape[3] != channels:
        raise ValueError(f"{operation}: x has {channels} channels but w expects {w.shape[3]} (w.shape = {w.shape})")
    _check_groups(operation, "input", channels, groups)
    _check_bias(operation, b, w.shape[2] * groups)
    _check_positions(operation, x, "pixel")
    stride = pair(operation, "stride", stride, minimum=1)
    dilation = pair(operation, "dilation", dilation, minimum=1)
    size, kernel = x.shape[1:3], w.shape[:2]
    options = dict(stride=stride, padding=padding, dilation=dilation, operation=operation)
    outputs = transposed_output_size(size, kernel, output_padding=output_padding, **options)
    # Only SAME looks at a size: that of the output without the rows that output_padding adds.
    same_size = tuple(n * s for n, s in zip(size, stride, strict=True))
    return Windows(kernel, stride, dilation, padding_amounts(same_size, kernel, **options), outputs)


def check_depthwise_conv2d(operation, x, w, b, stride, padding, dilation, *, name="w") -> Windows:
    check_axes(operation, "x", x, "N H W C")
    check_axes(operation, name, w, "KH KW C M")
    _check_not_without_channels(operation, name, w)
    if x.shape[3] != w.shape[2]:
        raise ValueError(f"{operation}: x has {x.shape[3]} channels but {name} expects {w.shape[2]} "
                         f"({name}.shape = {w.shape})")
    _check_bias(operation, b, w.shape[2] * w.shape[3])
    return windows_2d(operation, x, w.shape[:2], stride, padding, dilation)


def check_separable_conv2d(operation, x, w_depthwise, w_pointwise, b, stride, padding, dilation) -> Windows:
    windows = check_depthwise_conv2d(operation, x, w_depthwise, None, stride, padding, dilation, name="w_depthwise")
    check_axes(operation, "w_pointwise", w_pointwise, "1 1 C*M C_out")
    between = w_depthwise.shape[2] * w_depthwise.shape[3]
    check_shape(operation, "w_pointwise", w_pointwise, (1, 1, between, w_pointwise.shape[3]),
                f"a 1x1 kernel on the C*M = {between} channels that w_depthwise makes")
    _check_not_without_channels(operation, "w_pointwise", w_pointwise)
    _check_bias(operation, b, w_pointwise.shape[3])
    return windows


def windows_2d(operation, x, size, stride, padding, dilation=1, ceil_mode=False) -> Windows:
    """The windows of `size` on the images `x`."""
    _check_positions(operation, x, "pixel")
    stride = pair(operation, "stride", stride, minimum=1)
    dilation = pair(operation, "dilation", dilation, minimum=1)
    options = dict(stride=stride, padding=padding, dilation=dilation, operation=operation)
    return Windows(size, stride, dilation, padding_amounts(x.shape[1:3], size, **options),
                   output_size(x.shape[1:3], size, ceil_mode=ceil_mode, **options))


def _check_positions(operation, x, position):
    if 0 in x.shape[1:-1]:
        raise ValueError(f"{operation}: x must have at least one {position}, but x.shape = {x.shape}")


def _check_channels(operation, x, w, b, groups):
    _check_not_without_channels(operation, "w", w)
    groups = integer(operation, "groups", groups, minimum=1)
    channels, (expected, outputs) = x.shape[-1], w.shape[-2:]
    _check_groups(operation, "input", channels, groups)
    if channels != expected * groups:
        each = f" in each of the {groups} groups" if groups > 1 else ""
        raise ValueError(f"{operation}: x has {channels // groups} channels{each} but w expects {expected} "
                         f"(w.shape = {w.shape})")
    _check_groups(operation, "output", outputs, groups)
    _check_bias(operation, b, outputs)


def _check_not_without_channels(operation, name, w):
    if 0 in w.shape[-2:]:
        raise ValueError(f"{operation}: {name} must have at least one input and one output channel, "
                         f"but {name}.shape = {w.shape}")


def _check_groups(operation, which, channels, groups):
    if channels % groups:
        raise ValueError(f"{operation}: groups must divide the {channels} {which} channels, "
                         f"but groups = {groups} was given")


def _check_bias(operation, b, channels):
    if b is not None:
        check_shape(operation, "b", b, (channels,), "one bias for each output channel")


# Pooling


def check_pool2d(operation, x, size, stride, padding, ceil_mode) -> Windows:
    check_axes(operation, "x", x, "N H W C")
    size = pair(operation, "size", size, minimum=1)
    windows = windows_2d(operation, x, size, size if stride is None else stride, padding,
                         ceil_mode=flag(operation, "ceil_mode", ceil_mode))
    for axis, extent, amounts in zip(("vertical", "horizontal"), size, windows.padding, strict=True):
        if max(amounts) >= extent:
            raise ValueError(f"{operation}: padding must be below the size of the window, or a window would hold "
                             f"nothing but padding, but the {axis} padding is {amounts} and the size {extent}")
    return windows


def check_global_pool2d(operation, x):
    check_axes(operation, "x", x, "N H W C")
    _check_positions(operation, x, "pixel")


# Normalisation


def check_statistics(operation, x):
    if x.ndim < 2:
        raise ValueError(f"{operation}: x must have at least 2 axes, the last one the channels, "
                         f"but x.shape = {x.shape}")
    check_not_empty(operation, "x", x, "as a mean is taken")


def check_batch_norm(operation, x, gamma, beta, mean, variance, epsilon) -> float:
    """Check all arguments, and return `epsilon` as a float."""
    if (mean is None) != (variance is None):
        given, missing = ("variance", "mean") if mean is None else ("mean", "variance")
        raise ValueError(f"{operation}: mean and variance must be given both or neither, "
                         f"but {given} was given without {missing}")
    check_statistics(operation, x)
    parameters = {"gamma": gamma, "beta": beta, "mean": mean, "variance": variance}
    for name, value in parameters.items():
        if value is not None:
            check_shape(operation, name, value, x.shape[-1:], "one value for each channel of x")
    if variance is not None and (variance < 0).any():
        raise ValueError(f"{operation}: variance must not be negative, but its smallest value is {variance.min():g}")
    return number(operation, "epsilon", epsilon, minimum=0)


def check_spread(operation, variance, epsilon):
    """What is divided by, sqrt(variance + epsilon), must not be 0."""
    flat = variance + epsilon == 0
    if flat.any():
        raise ValueError(f"{operation}: epsilon must be above 0 where a variance is 0, "
                         f"but epsilon = 0 and channel {int(np.argmax(flat))} has variance 0")


def check_local_response_norm(operation, x, depth_radius, bias, alpha, beta):
    """Check all arguments, and return the four options, ready to use."""
    check_axes(operation, "x", x, "N H W C")
    return (integer(operation, "depth_radius", depth_radius, minimum=0),
            number(operation, "bias", bias, above=0),
            number(operation, "alpha", alpha, minimum=0),
            number(operation, "beta", beta, minimum=0))


# Activations, dense layers, dropout, losses


def check_axis(operation, x, axis) -> int:
    """`axis` as an index of an axis of `x`."""
    if x.ndim == 0:
        raise ValueError(f"{operation}: x must have at least one axis, but x.shape = ()")
    axis = integer(operation, "axis", axis, minimum=-x.ndim)
    if axis >= x.ndim:
        raise ValueError(f"{operation}: axis must be below {x.ndim}, but axis = {axis} was given (x.shape = {x.shape})")
    if x.shape[axis] == 0:
        raise ValueError(f"{operation}: x must have at least one value along axis {axis}, but x.shape = {x.shape}")
    return axis


def check_dense(operation, x, w, b):
    check_axes(operation, "x", x, "N D")
    check_axes(operation, "w", w, "D M")
    if x.shape[1] != w.shape[0]:
        raise ValueError(f"{operation}: x has {x.shape[1]} features but w expects {w.shape[0]} (w.shape = {w.shape})")
    if b is not None:
        check_shape(operation, "b", b, w.shape[1:], "one bias for each column of w")


def check_flatten(operation, x):
    if x.ndim < 2:
        raise ValueError(f"{operation}: x must have at least 2 axes, the first one the batch, "
                         f"but x.shape = {x.shape}")


def check_dropout(operation, rate, seed) -> tuple[float, int]:
    rate = number(operation, "rate", rate, minimum=0)
    if rate >= 1:
        raise ValueError(f"{operation}: rate must be below 1, but rate = {rate:g} was given: "
                         f"values kept are divided by 1 - rate, and with a rate of 1 none is kept")
    return rate, integer(operation, "seed", seed, minimum=0)


def check_labels(operation, logits, labels) -> tuple[np.ndarray, np.ndarray]:
    """Return the logits, and the labels as probabilities of the same shape (N, K)."""
    axes = real_array(operation, "labels", labels).ndim
    if axes == 2:
        logits, labels = as_floats(operation, logits=logits, labels=labels)
    else:
        (logits,) = as_floats(operation, logits=logits)
    check_axes(operation, "logits", logits, "N K")
    check_not_empty(operation, "logits", logits, "as a mean is taken over the batch")
    if axes == 2:
        check_shape(operation, "labels", labels, logits.shape, "one probability for each logit")
        return logits, _check_probabilities(operation, labels)
    return logits, _one_hot(operation, logits, np.asarray(labels))


def _check_probabilities(operation, labels):
    if not (labels >= 0).all():
        raise ValueError(f"{operation}: labels given as probabilities must not be negative, "
                         f"but the smallest is {labels.min():g}")
    sums = labels.sum(axis=1)
    wrong = ~np.isclose(sums, 1, rtol=0, atol=1e-4)
    if wrong.any():
        row = int(np.argmax(wrong))
        raise ValueError(f"{operation}: labels given as probabilities must sum to 1 in each row, "
                         f"but row {row} sums to {sums[row]:g}")
    return labels


def _one_hot(operation, logits, labels):
    examples, classes = logits.shape
    check_shape(operation, "labels", labels, (examples,), "one class for each row of logits, "
                f"or {logits.shape}, one probability for each logit")
    if labels.dtype.kind not in "iu":
        raise TypeError(f"{operation}: labels of shape (N,) must be whole numbers, the class of each row, "
                        f"but their dtype is {labels.dtype}")
    outside = (labels < 0) | (labels >= classes)
    if outside.any():
        row = int(np.argmax(outside))
        raise ValueError(f"{operation}: labels must be from 0 to {classes - 1} (logits has {classes} columns), "
                         f"but labels[{row}] = {labels[row]}")
    probabilities = np.zeros_like(logits)
    probabilities[np.arange(examples), labels] = 1
    return probabilities


def check_targets(operation, logits, targets):
    check_not_empty(operation, "logits", logits, "as a mean is taken")
    check_shape(operation, "targets", targets, logits.shape, "one target for each logit")
    if not ((targets >= 0) & (targets <= 1)).all():
        raise ValueError(f"{operation}: targets must be probabilities, from 0 to 1, "
                         f"but they reach from {targets.min():g} to {targets.max():g}")


def check_loss_dy(operation, dy) -> float:
    """The gradient from above of a loss, which is one number."""
    (dy,) = as_floats(operation, dy=dy)
    check_shape(operation, "dy", dy, (), "as the loss is one number")
    return float(dy)


def check_weights(operation, own, weights) -> dict[str, np.ndarray]:
    """`weights` as arrays of real numbers, once their names and shapes are those of `own`, name to shape."""
    missing, unknown = own.keys() - weights.keys(), weights.keys() - own.keys()
    if missing or unknown:
        raise ValueError(f"{operation}: the names must be those of get_weights, "
                         f"but {sorted(missing)} are missing and {sorted(unknown)} are unknown")
    arrays = {name: real_array(operation, name, weights[name]) for name in own}
    for name, shape in own.items():
        if arrays[name].shape != shape:
            raise ValueError(f"{operation}: {name} must have shape {shape}, but {arrays[name].shape} was given")
    return arrays
