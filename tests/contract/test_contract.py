"""Every operation, its value and its gradients, equals TensorFlow's, PyTorch's, the loops' and centred differences."""

import os
from collections import Counter
from functools import partial

import numpy as np
import pytest
import tensorflow as tf
import torch
from hypothesis import given, settings

from cnn_helpers import functional, naive

from . import in_tensorflow, in_torch, strategies
from .limits import LIMITS, limits_of
from .operations import OPERATIONS

FULL = settings.get_profile("contract")
CONTRACT = settings.get_profile("quick") if os.environ.get("CNN_COURSE_QUICK") == "1" else FULL
TOLERANCE = {np.float64: 1e-9, np.float32: 1e-4}


def in_numpy(module, name, arrays, options, differentiable):
    """(value, pull) from the functions `name` and `name`_backward of a module, as the frameworks' judges give them."""

    def pull(dy):
        gradients = getattr(module, f"{name}_backward")(dy, *arrays, **options)
        gradients = gradients if isinstance(gradients, tuple) else (gradients,)
        assert [g is None for g in gradients] == [a is None for a in arrays[:differentiable]]
        return [gradient for gradient in gradients if gradient is not None]

    return getattr(module, name)(*arrays, **options), pull


ours = partial(in_numpy, functional)
JUDGES = {"the loops": partial(in_numpy, naive), "TensorFlow": in_tensorflow.judge, "PyTorch": in_torch.judge}


@pytest.mark.filterwarnings("ignore:Using padding='same' with even kernel:UserWarning")
@pytest.mark.filterwarnings("ignore:When dilation rate is greater than 1:UserWarning")
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_every_judge_agrees(operation, record_property):
    counts, configurations = Counter(), set()

    @CONTRACT
    @given(operation.cases)
    def agree(case):
        configurations.add(repr(case))
        counts.update(case.features())
        for dtype in TOLERANCE:
            compare(operation, case, dtype, counts)
        if not case.has_ties():
            compare_with_differences(operation, case)
            counts["centred differences", "gradient"] += 1

    agree()
    record_property("compared", summary(operation, len(configurations), counts))
    assert len(configurations) >= 0.8 * CONTRACT.max_examples
    for judge, part, share in operation.shares():
        carried = counts[judge, part] / counts["comparisons"]
        if share < 1 and CONTRACT is not FULL:
            share /= 4  # of a few configurations the share varies more
        assert carried >= share, f"{judge} carried only {carried:.0%} of the {part}s of {operation.name}"
    if CONTRACT is FULL:
        missing = [feature for feature in operation.drawn if not counts[feature]]
        assert not missing, f"no configuration of {operation.name} has {missing}"
        missing = [limit.reason for limit in LIMITS if operation.name in limit.operations and not counts[limit]]
        assert not missing, f"no configuration of {operation.name} shows the limit: {missing}"


def compare(operation, case, dtype, counts):
    """One configuration in one dtype: ours against every judge that can be asked."""
    arrays = case.draw(dtype)
    question = operation.name, arrays, case.options, operation.differentiable
    value, pull = ours(*question)
    dy = case.upstream(np.shape(value), dtype)
    gradients = dict(zip(case.differentiable(operation.differentiable), pull(dy), strict=True))
    counts["comparisons"] += 1
    frameworks = 0
    for judge, answer in JUDGES.items():
        limits = [limit for limit in limits_of(judge, operation.name) if limit.applies(case, dtype)]
        if any(limit.stops == "value" for limit in limits):
            confirm(limits, partial(answer, *question), value, dtype, counts)
            continue
        their_value, their_pull = answer(*question)
        of_value, of_gradient = operation.magnitude
        assert_same(value, their_value, dtype, f"{operation.name}: the value is not that of {judge}", of_value)
        counts[judge, "value"] += 1
        if limits:
            confirm(limits, partial(their_pull, dy), value, dtype, counts)
            continue
        for (name, gradient), theirs in zip(gradients.items(), their_pull(dy), strict=True):
            assert_same(gradient, theirs, dtype, f"{operation.name}: the gradient of {name} is not that of {judge}",
                        of_gradient)
        counts[judge, "gradient"] += 1
        frameworks += judge != "the loops"
    assert frameworks, f"no framework judges the gradients of {case}"


def assert_same(mine, theirs, dtype, message, magnitude):
    """Same dtype, same shape, and values that differ by rounding only."""
    mine, theirs = np.asarray(mine), np.asarray(theirs)
    assert mine.dtype == theirs.dtype == dtype, f"{message}: dtype {mine.dtype}, not {theirs.dtype}"
    assert mine.shape == theirs.shape, f"{message}: shape {mine.shape}, not {theirs.shape}"
    # sums of terms of both signs: an error is small beside the largest result, not beside each
    smallest_normal = np.finfo(np.float32).tiny
    largest = max(np.abs(theirs).max(initial=0), magnitude)
    np.testing.assert_allclose(mine, theirs, rtol=TOLERANCE[dtype], atol=TOLERANCE[dtype] * largest + smallest_normal,
                               err_msg=message)


def confirm(limits, ask, value, dtype, counts):
    """Ask nevertheless: what is said to be refused must be refused, what is said to differ is counted where it does."""
    try:
        answer = ask()
    except Exception as error:
        for limit in limits:
            if limit.error is not None:
                assert isinstance(error, limit.error), f"{limit.framework} ({limit.reason}) raised {error!r}"
                counts[limit] += 1
        return
    for limit in limits:
        assert limit.error is None, f"{limit.framework} has mended a limit, remove it: {limit.reason}"
        theirs = answer[0]
        counts[limit] += theirs.shape != value.shape or not np.allclose(theirs, value, rtol=TOLERANCE[dtype])


def compare_with_differences(operation, case, step=1e-6):
    """The slope along a random direction, of each array in turn, against (f(x + step) - f(x - step)) / (2 * step)."""
    arrays = case.draw(np.float64)
    question = operation.name, arrays, case.options, operation.differentiable
    value, pull = ours(*question)
    dy = case.upstream(np.shape(value), np.float64)
    rounding = 1e-14 * np.linalg.norm(dy) * max(np.abs(value).max(), 1) / step
    for name, gradient in zip(case.differentiable(operation.differentiable), pull(dy), strict=True):
        at, direction = list(case.arrays).index(name), case.direction(name)
        above, below = (ours(operation.name, [*arrays[:at], arrays[at] + move * direction, *arrays[at + 1:]],
                             case.options, operation.differentiable)[0] for move in (step, -step))
        np.testing.assert_allclose(
            np.vdot(gradient, direction), np.vdot(dy, above - below) / (2 * step),
            rtol=0, atol=1e-6 * np.linalg.norm(gradient) + rounding,
            err_msg=f"{operation.name}: the gradient of {name} is not the slope that centred differences measure")


def summary(operation, configurations, counts):
    """One line of the table that ends the run."""
    columns = [f"{operation.name:22}{configurations:4} configurations, {counts['comparisons']} comparisons"]
    columns += [f"{judge} {counts[judge, 'value']} + {counts[judge, 'gradient']}" for judge in JUDGES]
    columns += [f"differences {counts['centred differences', 'gradient']}"]
    return "; ".join(columns)


@CONTRACT
@given(strategies.batch_norm())
def test_batch_statistics(case):
    for dtype in TOLERANCE:
        x = case.draw(dtype)[0]
        axes = tuple(range(x.ndim - 1))
        judges = {"the loops": naive.batch_statistics(x), "TensorFlow": tf.nn.moments(x, axes),
                  "PyTorch": torch.var_mean(torch.tensor(x), axes, correction=0)[::-1]}
        for judge, theirs in judges.items():
            for name, mine, other in zip(("mean", "variance"), functional.batch_statistics(x), theirs, strict=True):
                assert_same(mine, other, dtype, f"batch_statistics: the {name} is not that of {judge}", magnitude=1)


def test_every_operation_is_in_the_table():
    differentiable = {name.removesuffix("_backward") for name in functional.__all__ if name.endswith("_backward")}
    assert differentiable == {operation.name for operation in OPERATIONS}
