"""Gradients by measurement, to hold the derived ones against."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from cnn_helpers.arrays import real_array


def numeric_gradient(f: Callable[[np.ndarray], float], x, *, step: float = 1e-5) -> np.ndarray:
    """The gradient of `f` at `x` by centred differences: ``(f(x + step * e_i) - f(x - step * e_i)) / (2 * step)``.

    The error falls with the square of `step` until rounding takes over; near ``1e-5`` float64 leaves
    about ten correct digits where `f` is smooth. At a kink (ReLU at 0, a tie in max pooling) the result
    is the mean of the slopes on both sides, which is no gradient: keep `x` away from kinks.

    Parameters
    ----------
    f
        Takes an array of the shape of `x` in float64, returns one number. It is called ``2 * x.size`` times.
    x
        Any shape; is taken to float64 and left as it is.
    step
        How far to go to each side, greater than 0.

    Returns
    -------
    ndarray
        Of the shape of `x`, float64.

    Raises
    ------
    ValueError
        Where `step` is not positive, or `f` returns more than one number.

    Examples
    --------
    >>> numeric_gradient(lambda x: np.sum(x**2), [1.0, -3.0]).round(6)
    array([ 2., -6.])
    """
    if not step > 0:
        raise ValueError(f"numeric_gradient: step must be greater than 0, but step = {step} was given")
    x = real_array("numeric_gradient", "x", x).astype(np.float64)
    gradient = np.empty_like(x)
    for index in np.ndindex(x.shape):
        above, below = x.copy(), x.copy()
        above[index] += step
        below[index] -= step
        gradient[index] = (_number(f(above)) - _number(f(below))) / (2 * step)
    return gradient


def _number(value) -> float:
    if np.size(value) != 1:
        raise ValueError(f"numeric_gradient: f must return one number, but it returned an array of shape "
                         f"{np.shape(value)}; sum it, weighted by dy if there is one")
    return np.asarray(value, dtype=np.float64).item()
