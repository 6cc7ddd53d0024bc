"""What the exercises' test cells are made of: silent where an answer is right, one clear sentence where it is not.

An answer is a function of arrays and numbers that returns an array, a number or a tuple of numbers. It gets copies of
its arguments, and only what it returns counts: so it may as well run in another process.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Mapping

import numpy as np

# float32 is precise enough, and the order in which numbers are added does not matter.
TOLERANCE = 1e-5

NOT_FINITE = "The result holds nan or infinite numbers: was something divided by 0?"


def check(answer, *arguments, expected, mistakes: Mapping[str, object] | None = None) -> None:
    """Call ``answer(*arguments)`` and fail with a message unless it returns what is expected.

    Parameters
    ----------
    answer
        The student's function.
    *arguments
        Arrays and numbers; each array is copied, so that an answer cannot change the test's own.
    expected
        An array of any shape, a number, or a tuple of numbers. An answer must be of the same kind and shape, and
        differ nowhere by more than 1e-5 of the largest number expected.
    mistakes
        What is said of a mistake, and the value to which that mistake leads. The first whose value is the one
        returned is named. Some are recognised without being listed: a wrong sign, axes in another order, numbers cut
        off to integers.

    Raises
    ------
    AssertionError
        Where the answer is wrong, or stops with an error; the message begins with the call.
    NotImplementedError
        Where the answer has not been written yet.

    Examples
    --------
    >>> def total(x):
    ...     return x[:-1].sum()
    >>> check(total, np.array([1, 2, 4]), expected=7, mistakes={"the last number is left out": 3})
    Traceback (most recent call last):
    ...
    AssertionError: total(array of shape (3,)): the last number is left out. Expected is 7, yours is 3.
    """
    call_text = _call_text(answer, arguments)
    got = _run(call_text, answer, arguments)
    wanted = np.asarray(expected)
    numbers = _numbers(call_text, got, kind=type(expected) if isinstance(expected, (tuple, np.ndarray)) else float)
    if _equal(numbers, wanted):
        return
    recognised = itertools.chain((mistakes or {}).items(), _usual_mistakes(numbers, wanted))
    for says, wrong in recognised:
        if _equal(numbers, np.asarray(wrong)):
            raise AssertionError(f"{call_text}: {says}. {_difference(numbers, wanted)}")
    raise AssertionError(f"{call_text}: {_difference(numbers, wanted)}")


def call(answer, *arguments, shape: tuple[int, ...], kind: type | None = None) -> np.ndarray:
    """Call ``answer(*arguments)`` and return its result, where many are right, as an array of floats.

    Parameters
    ----------
    answer, *arguments
        As for :func:`check`.
    shape
        The shape that the result must have; ``()`` for a number.
    kind
        ``tuple`` where the result is to be a tuple of numbers; otherwise it is an array, or a number.

    Returns
    -------
    array of float64
        The result, finite and of that shape.

    Raises
    ------
    AssertionError, NotImplementedError
        As :func:`check` does.

    Examples
    --------
    >>> call(lambda: np.eye(2), shape=(3, 3))
    Traceback (most recent call last):
    ...
    AssertionError: <lambda>(): the result must have the shape (3, 3), but yours has (2, 2).
    """
    call_text = _call_text(answer, arguments)
    numbers = _numbers(call_text, _run(call_text, answer, arguments), kind=kind or (np.ndarray if shape else float))
    if numbers.shape != shape:
        raise AssertionError(f"{call_text}: the result must have the shape {shape}, but yours has {numbers.shape}.")
    if not np.isfinite(numbers).all():
        raise AssertionError(f"{call_text}: {NOT_FINITE}")
    return numbers.astype(np.float64)


def generator(part: str) -> np.random.Generator:
    """The random numbers of one part's tests: the same at every run, unless the grader sets ``CNN_COURSE_SEED``.

    Examples
    --------
    >>> bool(generator("convolve").integers(10) == generator("convolve").integers(10))
    True
    """
    seed = os.environ.get("CNN_COURSE_SEED", "")
    return np.random.default_rng(list(f"{part} {seed}".encode()))


def _call_text(answer, arguments) -> str:
    name = getattr(answer, "__name__", "the answer")
    return f"{name}({', '.join(_describe(argument) for argument in arguments)})"


def _describe(argument) -> str:
    return f"array of shape {argument.shape}" if isinstance(argument, np.ndarray) else repr(argument)


def _run(call_text: str, answer, arguments):
    if not callable(answer):
        raise AssertionError(f"a function is expected, but {answer!r} is none: "
                             "has its name been given to something else?")
    copies = [argument.copy() if isinstance(argument, np.ndarray) else argument for argument in arguments]
    try:
        with np.errstate(all="ignore"):  # what counts is the result: an overflow on the way may be meant
            return answer(*copies)
    except NotImplementedError:
        raise
    except Exception as error:
        raise AssertionError(f"{call_text} stopped with {type(error).__name__}: {error}. {_hint(error)}"
                             "The traceback above shows the line.") from error


def _hint(error: Exception) -> str:
    if isinstance(error, IndexError):
        return ("A position lies outside an array: are rows and columns swapped (a shape is rows, then columns), "
                "or does a loop run too far? ")
    if isinstance(error, ValueError) and "broadcast" in str(error):
        return ("Two arrays do not fit each other: are rows and columns swapped (a shape is rows, then columns), "
                "or does a window stick out? ")
    if isinstance(error, ValueError) and "setting an array element" in str(error):
        return "An array stands where one number belongs: is a sum missing, or does it leave out an axis? "
    if isinstance(error, ValueError) and ("matmul" in str(error) or "not aligned" in str(error)):
        return "Is a matrix product (@, np.dot) meant, or * for a product number by number? "
    return ""


def _numbers(call_text: str, got, *, kind: type) -> np.ndarray:
    """`got` as an array, where it is what `kind` (np.ndarray, tuple, or float for a number) asks for."""
    if got is None:
        raise AssertionError(f"{call_text} returned None: does it end with `return` and the result?")
    fits = {np.ndarray: isinstance(got, np.ndarray),
            tuple: isinstance(got, (tuple, list)),
            float: not isinstance(got, (tuple, list, str)) and np.ndim(got) == 0}
    if not fits[kind]:
        wanted = {np.ndarray: "an array (np.array makes one)", tuple: "a tuple of numbers", float: "one number"}[kind]
        given = f"an {_describe(got)}" if isinstance(got, np.ndarray) else f"of type {type(got).__name__}"
        raise AssertionError(f"{call_text} must return {wanted}, but its result is {given}.")
    try:
        numbers = np.asarray(got)
    except ValueError:  # a tuple of parts of different lengths
        numbers = np.asarray(None)
    if numbers.dtype.kind not in "iuf":
        raise AssertionError(f"{call_text} must return real numbers, but it returned {got!r}.")
    return numbers


def _equal(numbers: np.ndarray, wanted: np.ndarray) -> bool:
    return numbers.shape == wanted.shape and bool(_close(numbers, wanted).all())


def _close(numbers: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Where two arrays of one shape agree: what is near 0 by cancellation is measured by the size of the rest."""
    scale = np.abs(wanted[np.isfinite(wanted)]).max(initial=0)
    tolerance = TOLERANCE * scale if scale else TOLERANCE
    return np.isclose(numbers, wanted, rtol=0, atol=tolerance, equal_nan=True)  # a mistake may lead to nan


def _usual_mistakes(numbers: np.ndarray, wanted: np.ndarray):
    """What is said of a mistake and the value that it leads to, for the mistakes of every exercise."""
    yield "every number has the wrong sign", -wanted
    if numbers.dtype.kind in "iu":
        yield (f"the numbers are cut off to {numbers.dtype}: is the result made with the dtype of an argument? "
               "np.zeros(shape) holds floats"), wanted.astype(np.int64).astype(numbers.dtype)
    if 2 <= wanted.ndim <= 4:
        for order in itertools.permutations(range(wanted.ndim)):
            yield ("rows and columns of the result are swapped" if wanted.ndim == 2 else
                   f"the axes of the result are in the wrong order, {order} of the right one"), wanted.transpose(order)


def _difference(numbers: np.ndarray, wanted: np.ndarray) -> str:
    if numbers.shape != wanted.shape:
        return f"The shape expected is {wanted.shape}, yours is {numbers.shape}."
    if wanted.ndim == 0:
        return f"Expected is {_short(wanted)}, yours is {_short(numbers)}."
    if not np.isfinite(numbers).all():
        return NOT_FINITE
    differs = ~_close(numbers, wanted)
    first = tuple(int(i) for i in np.argwhere(differs)[0])
    return (f"{differs.sum()} of {differs.size} numbers differ, the first at {list(first)}: "
            f"expected is {_short(wanted[first])}, yours is {_short(numbers[first])}.")


def _short(number) -> str:
    return f"{float(number):.6g}"
