"""How far a comparison of a few runs can be chance."""

from __future__ import annotations

import numpy as np

from cnn_helpers.arrays import check_axes, real_array
from cnn_helpers.data._packages import bringing


def interval(differences) -> tuple[float, float]:
    """The mean of differences and the half width of its 95 % interval, ``t s / sqrt(R)``.

    s is their standard deviation with R - 1 in the denominator, t the 97.5 % quantile of Student's distribution with
    R - 1 degrees of freedom: Student, "The probable error of a mean" (Biometrika 6(1), 1908).

    Parameters
    ----------
    differences
        Array (R,): one for each pair of runs, at least two.

    Returns
    -------
    tuple
        The mean and the half width, of the unit of the differences.

    Raises
    ------
    ValueError
        Where there are fewer than two, or several axes.
    ModuleNotFoundError
        Where SciPy is not installed.

    Examples
    --------
    >>> mean, half = interval([1, 2, 0, 3, 1])
    >>> round(mean, 2), round(half, 2)
    (1.4, 1.42)
    """
    d = real_array("interval", "differences", differences)
    check_axes("interval", "differences", d, "R")
    if len(d) < 2:
        raise ValueError(f"interval: differences must be at least two, one alone has no spread, "
                         f"but {len(d)} was given")
    t = bringing("interval", "scipy.stats", "scipy").t.ppf(0.975, df=len(d) - 1)
    return float(d.mean()), float(t * d.std(ddof=1) / np.sqrt(len(d)))
