"""What a framework cannot judge: which cases, why, and how it shows.

A limit is not taken on trust. Where it says that the framework refuses, every case that it covers is tried and must be
refused; where it says that the framework computes something else, at least one case of a run must come out
different. So a limit that a new release lifts, or that is wider than the truth, fails the contract.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import tensorflow as tf

from .case import Case, pair


@dataclass(frozen=True)
class Limit:
    """One thing that `framework` cannot do in `operations`.

    Attributes
    ----------
    applies
        From a case and a dtype to whether it falls under the limit.
    stops
        "value" where there is no result, "gradient" where only that is missing.
    error
        What the framework raises, or None where it computes something else instead.
    """

    framework: str
    operations: tuple[str, ...]
    reason: str
    applies: Callable[[Case, type], bool]
    stops: str = "value"
    error: type[Exception] | tuple[type[Exception], ...] | None = None


def grouped(case, dtype):
    return case.options["groups"] > 1


def dilated(case, dtype):
    return max(pair(case.options["dilation"])) > 1


def unequal_strides(case, dtype):
    vertical, horizontal = pair(case.options["stride"])
    return vertical != horizontal


def strided_and_dilated(case, dtype):
    return max(pair(case.options["stride"])) > 1 and dilated(case, dtype)


def same_with_output_padding(case, dtype):
    return case.options["padding"] == "same" and max(pair(case.options["output_padding"])) > 0


def incomplete_windows(case, dtype):
    """SAME leaves no window incomplete."""
    return case.options["ceil_mode"] and case.options["padding"] != "same"


def double_precision(case, dtype):
    return dtype == np.float64


def slope_of_double_precision(case, dtype):
    slope = case.options["negative_slope"]
    return dtype == np.float64 and slope != float(np.float32(slope))


def one_value_a_channel(case, dtype):
    return case.arrays["mean"] is None and np.prod(case.arrays["x"].shape[:-1]) == 1


REFUSED = tf.errors.InvalidArgumentError

LIMITS = (
    Limit("TensorFlow", ("conv2d", "conv1d"), "no CPU kernel for the gradient of a dilated convolution",
          dilated, stops="gradient", error=REFUSED),
    Limit("TensorFlow", ("conv2d", "conv1d"), "no CPU kernel for the gradient of a grouped convolution",
          grouped, stops="gradient", error=REFUSED),
    Limit("TensorFlow", ("conv_transpose2d",), "no CPU kernel for a dilated transposed convolution",
          dilated, error=REFUSED),
    Limit("TensorFlow", ("conv_transpose2d",), "no CPU kernel for a grouped transposed convolution",
          grouped, error=REFUSED),
    Limit("TensorFlow", ("conv_transpose2d",), "SAME allows one output size only, stride times the input's",
          same_with_output_padding, error=REFUSED),
    Limit("TensorFlow", ("depthwise_conv2d", "separable_conv2d"), "depthwise strides must be equal",
          unequal_strides, error=REFUSED),
    Limit("TensorFlow", ("depthwise_conv2d", "separable_conv2d"), "depthwise strides are applied within the dilation",
          strided_and_dilated),
    Limit("TensorFlow", ("max_pool2d", "avg_pool2d"), "no pooling over incomplete windows", incomplete_windows),
    Limit("TensorFlow", ("local_response_norm",), "no float64 kernel for local response normalisation",
          double_precision, error=REFUSED),
    Limit("TensorFlow", ("leaky_relu",), "the slope is kept in float32, whatever x is", slope_of_double_precision),
    Limit("PyTorch", ("batch_norm",), "no training on a single value a channel", one_value_a_channel, error=ValueError),
)


def limits_of(framework: str, operation: str) -> list[Limit]:
    return [limit for limit in LIMITS if limit.framework == framework and operation in limit.operations]
