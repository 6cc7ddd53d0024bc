"""Checks of arguments: each returns the value ready to use, or raises an error that names the argument.

Every check takes the name of the operation first, so that a message reads
``conv2d: stride must be at least 1, but stride = 0 was given``.
"""

from __future__ import annotations

import operator
from collections.abc import Sequence

import numpy as np

FLOATS = (np.dtype(np.float32), np.dtype(np.float64))


def as_floats(operation: str, **arrays) -> list[np.ndarray | None]:
    """Turn each named array into floats of one common dtype; ``None`` stays ``None``.

    float32 stays float32, float64 stays float64, integers and booleans become float64; arrays of
    different float dtypes are all taken to float64.

    Parameters
    ----------
    operation
        The name that an error message begins with.
    **arrays
        Array-likes under the names of the arguments they came in as.

    Returns
    -------
    list
        The arrays in the order given, each float32 or each float64.

    Raises
    ------
    TypeError
        Where an array does not hold real numbers.

    Examples
    --------
    >>> x, w = as_floats("conv2d", x=[1, 2], w=[0.5])
    >>> x.dtype, w.dtype
    (dtype('float64'), dtype('float64'))
    """
    checked = {name: None if value is None else real_array(operation, name, value)
               for name, value in arrays.items()}
    dtypes = {a.dtype for a in checked.values() if a is not None}
    common = np.float32 if dtypes == {FLOATS[0]} else np.float64
    return [None if a is None else a.astype(common, copy=False) for a in checked.values()]


def real_array(operation: str, name: str, value) -> np.ndarray:
    """Return `value` as a float32 or float64 array, or raise TypeError naming the argument.

    Examples
    --------
    >>> real_array("relu", "x", [1, 2]).dtype
    dtype('float64')
    """
    try:
        array = np.asarray(value)
    except ValueError as error:  # rows of different lengths
        raise TypeError(f"{operation}: {name} must be an array of numbers, "
                        f"but it cannot be made into one ({error})") from None
    if array.dtype in FLOATS:
        return array
    if array.dtype.kind in "buif":
        return array.astype(np.float64)
    raise TypeError(f"{operation}: {name} must hold real numbers, "
                    f"but its dtype is {array.dtype} ({name}.shape = {array.shape})")


def check_axes(operation: str, name: str, array: np.ndarray, axes: str) -> None:
    """Raise ValueError unless `array` has the axes that ``axes`` spells, such as ``"N H W C"``.

    Examples
    --------
    >>> check_axes("conv2d", "x", np.zeros((3, 3)), "N H W C")
    Traceback (most recent call last):
    ...
    ValueError: conv2d: x must have 4 axes (N, H, W, C), but x.shape = (3, 3) has 2
    """
    wanted = axes.split()
    if array.ndim != len(wanted):
        layout = f"({wanted[0]},)" if len(wanted) == 1 else f"({', '.join(wanted)})"
        raise ValueError(f"{operation}: {name} must have {len(wanted)} axes {layout}, "
                         f"but {name}.shape = {array.shape} has {array.ndim}")


def check_shape(operation: str, name: str, array: np.ndarray, shape: tuple[int, ...], why: str) -> None:
    """Raise ValueError unless ``array.shape == shape``; `why` says where that shape comes from.

    Examples
    --------
    >>> check_shape("dense", "b", np.zeros(3), (4,), "one bias for each column of w")
    Traceback (most recent call last):
    ...
    ValueError: dense: b must have shape (4,), one bias for each column of w, but b.shape = (3,)
    """
    if array.shape != tuple(shape):
        raise ValueError(f"{operation}: {name} must have shape {tuple(shape)}, {why}, "
                         f"but {name}.shape = {array.shape}")


def integer(operation: str, name: str, value, *, minimum: int) -> int:
    """Return `value` as an int of at least `minimum`.

    Raises
    ------
    TypeError
        Where `value` is not a whole number (a float, even 2.0, is not one; nor is a boolean).
    ValueError
        Where it is below `minimum`.

    Examples
    --------
    >>> integer("conv2d", "stride", 0, minimum=1)
    Traceback (most recent call last):
    ...
    ValueError: conv2d: stride must be at least 1, but stride = 0 was given
    """
    try:
        if isinstance(value, (bool, np.bool_)):
            raise TypeError
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{operation}: {name} must be a whole number, "
                        f"but {name} = {value!r} was given") from None
    if number < minimum:
        raise ValueError(f"{operation}: {name} must be at least {minimum}, "
                         f"but {name} = {number} was given")
    return number


def pair(operation: str, name: str, value, *, minimum: int) -> tuple[int, int]:
    """Return an int, or a pair of them, as ``(vertical, horizontal)``.

    Examples
    --------
    >>> pair("conv2d", "stride", 2, minimum=1)
    (2, 2)
    >>> pair("conv2d", "stride", (2, 1), minimum=1)
    (2, 1)
    >>> pair("conv2d", "stride", (1, 2, 2, 1), minimum=1)
    Traceback (most recent call last):
    ...
    ValueError: conv2d: stride must be an int or a pair (vertical, horizontal), but stride = (1, 2, 2, 1) was given
    """
    if not is_sequence(value):
        number = integer(operation, name, value, minimum=minimum)
        return number, number
    if len(value) != 2:
        raise ValueError(f"{operation}: {name} must be an int or a pair (vertical, horizontal), "
                         f"but {name} = {tuple(value)} was given")
    vertical, horizontal = (integer(operation, name, v, minimum=minimum) for v in value)
    return vertical, horizontal


def is_sequence(value) -> bool:
    """Whether `value` is a list, a tuple or a one-dimensional array (a string is not).

    Examples
    --------
    >>> is_sequence((1, 2)), is_sequence("same"), is_sequence(3)
    (True, False, False)
    """
    if isinstance(value, np.ndarray):
        return value.ndim > 0
    return isinstance(value, Sequence) and not isinstance(value, (str, bytes))
