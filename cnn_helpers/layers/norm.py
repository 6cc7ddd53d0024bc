"""Normalisation: by the batch, and across neighbouring channels."""

from __future__ import annotations

import numpy as np

from cnn_helpers import functional as F
from cnn_helpers._checks import number
from cnn_helpers.arrays import integer
from cnn_helpers.layers.base import Operation, float_dtype


class BatchNorm(Operation):
    """Batch normalisation over all axes but the last; see ``functional.batch_norm``.

    Training normalises by the batch's own mean and variance and moves the running ones towards them:
    ``running = momentum * running + (1 - momentum) * batch``; otherwise the running ones are used.

    `momentum` has Keras' meaning, the share that is retained; ``momentum=0.99`` here is
    ``momentum=0.01`` in PyTorch, where it is the share of the new. Like Keras, and unlike PyTorch, the
    running variance takes the biased variance of the batch (divided by the count, not by one less).
    Keras' own epsilon is 1e-3, PyTorch's 1e-5. Ioffe and Szegedy, arXiv:1502.03167.

    Parameters
    ----------
    channels
        Length of the last axis.
    momentum
        From 0 to 1.
    epsilon
        Added to the variance before the root; above 0.
    dtype
        float32 or float64.

    Examples
    --------
    >>> layer = BatchNorm(1, momentum=0.5)
    >>> y = layer.forward(np.array([[1.0], [3.0]]), training=True)
    >>> layer.state["running_mean"], layer.state["running_variance"]
    (array([1.], dtype=float32), array([1.], dtype=float32))
    """

    function = staticmethod(F.batch_norm)
    function_backward = staticmethod(F.batch_norm_backward)

    def __init__(self, channels, *, momentum=0.99, epsilon=1e-5, dtype=np.float32):
        channels = integer("BatchNorm", "channels", channels, minimum=1)
        momentum = number("BatchNorm", "momentum", momentum, minimum=0)
        if momentum > 1:
            raise ValueError(f"BatchNorm: momentum must be at most 1, but momentum = {momentum:g} was given: "
                             f"it is the share of the running mean and variance that is retained")
        super().__init__(epsilon=number("BatchNorm", "epsilon", epsilon, above=0))
        dtype = float_dtype(self, dtype)
        self.channels, self.momentum = channels, momentum
        self.parameters = {"gamma": np.ones(channels, dtype), "beta": np.zeros(channels, dtype)}
        self.state = {"running_mean": np.zeros(channels, dtype), "running_variance": np.ones(channels, dtype)}

    def forward(self, x, *, training=False):
        if not training:
            return self._call(x, mean=self.state["running_mean"].copy(),
                              variance=self.state["running_variance"].copy())
        y = self._call(x)
        for running, batch in zip(self.state.values(), F.batch_statistics(x), strict=True):
            running += (1 - self.momentum) * (batch - running)
        return y

    def output_shape(self, input_shape):
        axes = " ".join("HWC"[-len(input_shape):]) if 1 <= len(input_shape) <= 3 else "H W C"
        return self._check_input(input_shape, axes, self.channels)


class LocalResponseNorm(Operation):
    """AlexNet's normalisation across neighbouring channels; see ``functional.local_response_norm``.

    Examples
    --------
    >>> LocalResponseNorm(depth_radius=2, alpha=1e-4, beta=0.75).output_shape((55, 55, 96))
    (55, 55, 96)
    """

    function = staticmethod(F.local_response_norm)
    function_backward = staticmethod(F.local_response_norm_backward)

    def __init__(self, *, depth_radius=5, bias=1.0, alpha=1.0, beta=0.5):
        super().__init__(depth_radius=depth_radius, bias=bias, alpha=alpha, beta=beta)

    def output_shape(self, input_shape):
        return self._check_input(input_shape, "H W C")
