"""Activations: what stands between layers that only add and multiply."""

from __future__ import annotations

from cnn_helpers import functional as F
from cnn_helpers.layers.base import Operation


class ReLU(Operation):
    """``max(x, 0)``.

    Examples
    --------
    >>> ReLU().forward([-1.0, 2.0])
    array([0., 2.])
    """

    function = staticmethod(F.relu)
    function_backward = staticmethod(F.relu_backward)

    def __init__(self):
        super().__init__()


class ReLU6(Operation):
    """``min(max(x, 0), 6)``.

    Examples
    --------
    >>> ReLU6().forward([-1.0, 8.0])
    array([0., 6.])
    """

    function = staticmethod(F.relu6)
    function_backward = staticmethod(F.relu6_backward)

    def __init__(self):
        super().__init__()


class LeakyReLU(Operation):
    """``x`` where it is positive, ``negative_slope * x`` elsewhere.

    Examples
    --------
    >>> LeakyReLU(negative_slope=0.1).forward([-1.0, 2.0])
    array([-0.1,  2. ])
    """

    function = staticmethod(F.leaky_relu)
    function_backward = staticmethod(F.leaky_relu_backward)

    def __init__(self, *, negative_slope=0.01):
        super().__init__(negative_slope=negative_slope)


class Sigmoid(Operation):
    """``1 / (1 + exp(-x))``.

    Examples
    --------
    >>> Sigmoid().forward([0.0])
    array([0.5])
    """

    function = staticmethod(F.sigmoid)
    function_backward = staticmethod(F.sigmoid_backward)

    def __init__(self):
        super().__init__()


class Tanh(Operation):
    """The hyperbolic tangent.

    Examples
    --------
    >>> Tanh().forward([0.0])
    array([0.])
    """

    function = staticmethod(F.tanh)
    function_backward = staticmethod(F.tanh_backward)

    def __init__(self):
        super().__init__()


class Softmax(Operation):
    """``exp(x) / sum(exp(x))`` along `axis`. The cross-entropy losses here take logits: leave this out before them.

    Examples
    --------
    >>> Softmax().forward([[0.0, 0.0]])
    array([[0.5, 0.5]])
    """

    function = staticmethod(F.softmax)
    function_backward = staticmethod(F.softmax_backward)

    def __init__(self, *, axis=-1):
        super().__init__(axis=axis)
