"""What all layers share: parameters, gradients and state, and the call of one function."""

from __future__ import annotations

import numpy as np

from cnn_helpers import shapes
from cnn_helpers._checks import check_weights
from cnn_helpers.arrays import FLOATS

Shape = tuple[int, ...]


class Layer:
    """What every layer can do.

    Attributes
    ----------
    parameters
        Name to array: what training changes. The names are those of the arguments of the function in
        :mod:`cnn_helpers.functional` that the layer calls.
    gradients
        Name to array: the gradient by each parameter, as the last :meth:`backward` left it (not accumulated).
    state
        Name to array: what the layer remembers besides, such as the running mean of ``BatchNorm``.
    """

    parameters: dict[str, np.ndarray]
    gradients: dict[str, np.ndarray]
    state: dict[str, np.ndarray]

    def forward(self, x: np.ndarray, *, training: bool = False) -> np.ndarray:
        """The layer's output for a batch `x`, whose first axis counts the examples.

        `training` matters to ``Dropout`` and ``BatchNorm`` alone. What :meth:`backward` needs is
        kept until the next call; `x` itself is not copied.
        """
        raise NotImplementedError

    def backward(self, dy: np.ndarray) -> np.ndarray:
        """The gradient by the input of the last :meth:`forward`, given `dy`, that by its output.

        Sets ``gradients``.

        Raises
        ------
        RuntimeError
            Where there was no forward pass.
        """
        raise NotImplementedError

    def backward_parameters(self, dy: np.ndarray) -> None:
        """Set ``gradients`` as :meth:`backward` does, where nobody needs the gradient by the input.

        In training that is so before the first layer; some layers save the work.
        """
        self.backward(dy)

    def output_shape(self, input_shape: Shape) -> Shape:
        """The shape of the output for one example of shape `input_shape`, both without the batch axis."""
        raise NotImplementedError

    def reseed(self, rng: np.random.Generator) -> None:
        """Draw from `rng` from now on, where the forward pass draws at all (``Dropout``)."""

    @property
    def dtype(self) -> np.dtype | None:
        """The dtype of the parameters; None for a layer without any."""
        return next((array.dtype for array in self.parameters.values()), None)

    @property
    def parameter_count(self) -> int:
        """How many numbers training changes."""
        return sum(array.size for array in self.parameters.values())

    def get_weights(self) -> dict[str, np.ndarray]:
        """Copies of all parameters and all state, by name, layer by layer.

        Examples
        --------
        >>> from cnn_helpers.layers import Dense
        >>> {name: array.shape for name, array in Dense(3, 2, rng=0).get_weights().items()}
        {'w': (3, 2), 'b': (2,)}
        """
        return {name: array.copy() for name, array in self._weights().items()}

    def set_weights(self, weights: dict[str, np.ndarray]) -> None:
        """Copy `weights`, named as :meth:`get_weights` names them, into the layer; the layer's dtype stays.

        Raises
        ------
        ValueError
            Where a name is missing or unknown, or a shape differs; nothing is changed then.
        TypeError
            Where an array holds no real numbers; nothing is changed then either.
        """
        own = self._weights()
        arrays = check_weights(f"{type(self).__name__}.set_weights",
                               {name: array.shape for name, array in own.items()}, weights)
        for name, array in own.items():
            array[...] = arrays[name]

    def _weights(self) -> dict[str, np.ndarray]:
        return {**self.parameters, **self.state}


class Operation(Layer):
    """A layer that is one function: its parameters and options go into each call by name."""

    function = None  # of cnn_helpers.functional
    function_backward = None
    function_backward_parameters = None  # the same without the gradient by the input, where leaving it out saves work

    def __init__(self, **options):
        self.parameters, self.gradients, self.state = {}, {}, {}
        self.options = options
        self._last_call = None

    def forward(self, x, *, training=False):
        return self._call(x)

    def _call(self, x, **extra):
        self._last_call = x, extra
        return self.function(x, **self.parameters, **self.options, **extra)

    def backward(self, dy):
        gradients = self._call_backward(self.function_backward, dy)
        if not self.parameters:
            return gradients
        dx, *by_parameter = gradients
        self._set_gradients(by_parameter)
        return dx

    def backward_parameters(self, dy):
        if self.function_backward_parameters is None:
            self.backward(dy)
        else:
            self._set_gradients(self._call_backward(self.function_backward_parameters, dy))

    def _call_backward(self, function, dy):
        if self._last_call is None:
            raise RuntimeError(f"{type(self).__name__}.backward: there is no forward pass to go back through; "
                               f"call forward first")
        x, extra = self._last_call
        return function(dy, x, **self.parameters, **self.options, **extra)

    def _set_gradients(self, by_parameter):
        # The last is None where the layer has no bias, and thus no name for it.
        self.gradients = dict(zip(self.parameters, by_parameter, strict=False))

    def output_shape(self, input_shape):
        return tuple(input_shape)

    def __repr__(self):
        parts = [f"{name}: {array.shape}" for name, array in self.parameters.items()]
        parts += [f"{name}={value!r}" for name, value in self.options.items()]
        return f"{type(self).__name__}({', '.join(parts)})"

    def _check_input(self, input_shape, axes, channels=None):
        """`input_shape` as a tuple, after a check of its axes and its channels."""
        kind, input_shape, wanted = type(self).__name__, tuple(input_shape), axes.split()
        if len(input_shape) != len(wanted):
            raise ValueError(f"{kind}: input_shape must be ({', '.join(wanted)}) without the batch axis, "
                             f"but {input_shape} was given")
        if channels is not None and input_shape[-1] != channels:
            raise ValueError(f"{kind}: the layer was made for {channels} channels, but input_shape = {input_shape} "
                             f"has {input_shape[-1]}")
        return input_shape


class Weighted(Operation):
    """An operation with drawn weights and a bias of zeros."""

    def __init__(self, weights: dict[str, tuple[Shape, int, int]], bias: int | None, *, rng, initializer, dtype,
                 **options):
        """`weights`: for each name its shape, fan-in and fan-out; `bias`: how many, or None for no bias."""
        super().__init__(**options)
        rng, dtype = generator(self, rng), float_dtype(self, dtype)
        for name, (shape, fan_in, fan_out) in weights.items():
            drawn = initializer(rng, shape, fan_in=fan_in, fan_out=fan_out)
            self.parameters[name] = np.asarray(drawn).astype(dtype)
        if bias is not None:
            self.parameters["b"] = np.zeros(bias, dtype)


def generator(layer, rng):
    """A generator from a seed or a generator; None, which would draw something else each time, is refused."""
    if rng is None:
        raise TypeError(f"{type(layer).__name__}: rng must be a np.random.Generator or a seed, "
                        f"so that a run can be repeated, but None was given")
    return np.random.default_rng(rng)


def float_dtype(layer, dtype):
    """float32 or float64, as a dtype; TypeError for any other."""
    if np.dtype(dtype) not in FLOATS:
        raise TypeError(f"{type(layer).__name__}: dtype must be float32 or float64, but {dtype!r} was given")
    return np.dtype(dtype)


def windows(layer, size, kernel, **more):
    """The output size of a layer that slides a window over one or two axes."""
    given = {name: layer.options[name] for name in ("stride", "padding", "dilation") if name in layer.options}
    return shapes.output_size(size, kernel, **given, **more, operation=type(layer).__name__)
