"""Dropout, with masks from a generator of its own."""

from __future__ import annotations

from cnn_helpers import functional as F
from cnn_helpers._checks import check_dropout
from cnn_helpers.layers.base import Operation, generator


class Dropout(Operation):
    """Sets each value to 0 with probability `rate` in training, and divides the others by ``1 - rate``.

    Otherwise it passes its input on. Srivastava et al., JMLR 15 (2014), with the scaling done in training.

    Parameters
    ----------
    rate
        At least 0, below 1.
    rng
        A ``np.random.Generator``, or a seed: what the masks are drawn from. ``fit`` puts its own in its place.

    Examples
    --------
    >>> import numpy as np
    >>> layer = Dropout(0.5, rng=0)
    >>> sorted(set(layer.forward(np.ones((1, 100)), training=True).ravel().tolist()))
    [0.0, 2.0]
    """

    function = staticmethod(F.dropout)
    function_backward = staticmethod(F.dropout_backward)

    def __init__(self, rate=0.5, *, rng):
        super().__init__()
        self.rate, _ = check_dropout("Dropout", rate, seed=0)
        self._rng = generator(self, rng)

    def forward(self, x, *, training=False):
        rate = self.rate if training else 0.0
        return self._call(x, rate=rate, seed=int(self._rng.integers(2**32)) if rate else 0)

    def reseed(self, rng):
        self._rng = rng

    def __repr__(self):
        return f"Dropout(rate={self.rate})"
