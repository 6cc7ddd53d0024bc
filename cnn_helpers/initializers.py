"""Where weights begin: random draws whose spread follows from how many values a unit sums."""

from __future__ import annotations

import numpy as np


def he_normal(rng: np.random.Generator, shape: tuple[int, ...], *, fan_in: int, fan_out: int) -> np.ndarray:
    """Draw from a normal distribution of mean 0 and variance ``2 / fan_in``.

    With ReLU after each layer, the activations then neither grow nor fade with depth: He, Zhang, Ren and
    Sun, "Delving deep into rectifiers" (arXiv:1502.01852), section 2.2. Keras' initialiser of this name
    truncates the distribution at two standard deviations; the paper and this function do not.

    Parameters
    ----------
    rng
        What draws.
    shape
        Of the weights.
    fan_in
        How many inputs one output sums: ``KH * KW * C_in / groups`` for a convolution.
    fan_out
        Not used; it is there so that every initialiser is called in the same way.

    Returns
    -------
    ndarray
        Of `shape`, float64.

    Examples
    --------
    >>> w = he_normal(np.random.default_rng(0), (3, 3, 8, 16), fan_in=72, fan_out=144)
    >>> w.shape, bool(abs(w.std() - (2 / 72) ** 0.5) < 0.01)
    ((3, 3, 8, 16), True)
    """
    return rng.normal(0.0, np.sqrt(2 / fan_in), shape)


def glorot_uniform(rng: np.random.Generator, shape: tuple[int, ...], *, fan_in: int, fan_out: int) -> np.ndarray:
    """Draw uniformly between ``-limit`` and ``limit``, where ``limit = sqrt(6 / (fan_in + fan_out))``.

    Made for tanh and its like, and what Keras begins with: Glorot and Bengio, "Understanding the
    difficulty of training deep feedforward neural networks" (AISTATS 2010), equation 16.

    Parameters
    ----------
    rng
        What draws.
    shape
        Of the weights.
    fan_in
        How many inputs one output sums.
    fan_out
        How many outputs one input goes into.

    Returns
    -------
    ndarray
        Of `shape`, float64.

    Examples
    --------
    >>> w = glorot_uniform(np.random.default_rng(0), (50, 10), fan_in=50, fan_out=10)
    >>> w.shape, bool(abs(w).max() <= (6 / 60) ** 0.5)
    ((50, 10), True)
    """
    limit = np.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-limit, limit, shape)
