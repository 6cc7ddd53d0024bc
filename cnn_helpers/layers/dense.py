"""Fully connected layers, and the flattening before them."""

from __future__ import annotations

import numpy as np

from cnn_helpers import functional as F
from cnn_helpers.arrays import integer
from cnn_helpers.functional.dense import dense_backward_parameters
from cnn_helpers.initializers import he_normal
from cnn_helpers.layers.base import Operation, Weighted


class Dense(Weighted):
    """A fully connected layer, ``(N, in_features) -> (N, units)``: ``x @ w + b``; see ``functional.dense``.

    Parameters
    ----------
    in_features, units
        How many numbers come in and go out.
    bias, rng, initializer, dtype
        As for :class:`Conv2D`.

    Examples
    --------
    >>> Dense(784, 10, rng=0).parameter_count
    7850
    """

    function = staticmethod(F.dense)
    function_backward = staticmethod(F.dense_backward)
    function_backward_parameters = staticmethod(dense_backward_parameters)

    def __init__(self, in_features, units, *, bias=True, rng, initializer=he_normal, dtype=np.float32):
        in_features = integer("Dense", "in_features", in_features, minimum=1)
        units = integer("Dense", "units", units, minimum=1)
        super().__init__({"w": ((in_features, units), in_features, units)}, units if bias else None,
                         rng=rng, initializer=initializer, dtype=dtype)
        self.in_features, self.units = in_features, units

    def output_shape(self, input_shape):
        (features,) = self._check_input(input_shape, "D")
        if features != self.in_features:
            raise ValueError(f"Dense: the layer was made for {self.in_features} inputs, "
                             f"but input_shape = {tuple(input_shape)} has {features}")
        return (self.units,)


class Flatten(Operation):
    """``(N, ...) -> (N, product)``, in C order: channel by channel, then column by column, then row by row.

    Examples
    --------
    >>> Flatten().output_shape((7, 7, 64))
    (3136,)
    """

    function = staticmethod(F.flatten)
    function_backward = staticmethod(F.flatten_backward)

    def __init__(self):
        super().__init__()

    def output_shape(self, input_shape):
        return (int(np.prod(input_shape)),)
