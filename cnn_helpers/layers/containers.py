"""Layers made of layers: one after another, around a shortcut, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from cnn_helpers.layers.base import Layer, Shape


class Container(Layer):
    """A layer made of others. Their parameters, gradients and state are its own, under ``child.name``."""

    def __init__(self, children: dict[str, Layer]):
        kind = type(self).__name__
        for name, child in children.items():
            if isinstance(child, Layer):
                continue
            hint = ""
            if isinstance(child, type) and issubclass(child, Layer):
                hint = f"; write {child.__name__}() with its brackets"
            elif isinstance(child, (list, tuple)):
                hint = f"; give the layers one by one, {kind}(*layers)"
            raise TypeError(f"{kind}: {name} must be a layer, but {child!r} was given{hint}")
        self.children = children
        first_place = {}
        for name, layer in self._walk():
            if id(layer) in first_place:
                raise ValueError(f"{kind}: the same {type(layer).__name__} stands at {first_place[id(layer)]} and at "
                                 f"{name}; a layer keeps what its backward pass needs, so each place needs its own")
            first_place[id(layer)] = name

    def __repr__(self):
        inside = ", ".join(f"{name}: {type(child).__name__}" for name, child in self.children.items())
        return f"{type(self).__name__}({inside})"

    @property
    def parameters(self):
        return self._gathered("parameters")

    @property
    def gradients(self):
        return self._gathered("gradients")

    @property
    def state(self):
        return self._gathered("state")

    def _gathered(self, attribute):
        return {f"{name}.{key}": array for name, child in self.children.items()
                for key, array in getattr(child, attribute).items()}

    def _weights(self):
        return {f"{name}.{key}": array for name, child in self.children.items()
                for key, array in child._weights().items()}

    def reseed(self, rng):
        for child in self.children.values():
            child.reseed(rng)

    def _walk(self) -> Iterator[tuple[str, Layer]]:
        """Every layer below this one with its path, such as ``2.main.0``."""
        for name, child in self.children.items():
            yield name, child
            if isinstance(child, Container):
                for path, layer in child._walk():
                    yield f"{name}.{path}", layer

    def _walk_shapes(self, input_shape: Shape) -> Iterator[tuple[str, Layer, Shape]]:
        """As :meth:`_walk`, with the shape that goes into each layer."""
        for name, shape in self._input_shapes(input_shape).items():
            child = self.children[name]
            yield name, child, shape
            if isinstance(child, Container):
                for path, layer, inner in child._walk_shapes(shape):
                    yield f"{name}.{path}", layer, inner

    def _input_shapes(self, input_shape: Shape) -> dict[str, Shape]:
        """For each child the shape that goes into it."""
        raise NotImplementedError

    @contextmanager
    def _at(self, name):
        """Add to an error where in the model it arose."""
        try:
            yield self.children[name]
        except (TypeError, ValueError, RuntimeError) as error:
            error.add_note(f"in {type(self).__name__} at {name}: {self.children[name]!r}")
            raise


class Sequential(Container):
    """Layers one after another.

    Parameters
    ----------
    *layers
        At least one. Their parameters are named ``0.w``, ``0.b``, ``3.w``, … by their places.

    Examples
    --------
    >>> from cnn_helpers.layers import Conv2D, Dense, Flatten, ReLU
    >>> rng = np.random.default_rng(0)
    >>> model = Sequential(Conv2D(1, 4, 3, rng=rng), ReLU(), Flatten(), Dense(144, 10, rng=rng))
    >>> model.forward(np.zeros((2, 8, 8, 1), np.float32)).shape
    (2, 10)
    >>> print(model.summary((8, 8, 1)))
       layer    output shape  parameters
    0  Conv2D      6 × 6 × 4          40
    1  ReLU        6 × 6 × 4           0
    2  Flatten           144           0
    3  Dense              10       1,450
    total                          1,490
    """

    def __init__(self, *layers: Layer):
        if not layers:
            raise ValueError("Sequential: at least one layer is needed, but none was given")
        super().__init__({str(place): layer for place, layer in enumerate(layers)})

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The layers in order; ``Sequential(*model.layers[:2])`` shares them, weights and all."""
        return tuple(self.children.values())

    def forward(self, x, *, training=False):
        for name in self.children:
            with self._at(name) as layer:
                x = layer.forward(x, training=training)
        return x

    def backward(self, dy):
        for name in reversed(self.children):
            with self._at(name) as layer:
                dy = layer.backward(dy)
        return dy

    def backward_parameters(self, dy):
        first = next((name for name, layer in self.children.items() if layer.parameters), None)
        for name in reversed(self.children):
            with self._at(name) as layer:
                if name == first:  # what stands before it has nothing to learn
                    layer.backward_parameters(dy)
                    return
                dy = layer.backward(dy)

    def output_shape(self, input_shape):
        for name in self.children:
            with self._at(name) as layer:
                input_shape = layer.output_shape(input_shape)
        return input_shape

    def _input_shapes(self, input_shape):
        inputs = {}
        for name in self.children:
            inputs[name] = input_shape
            with self._at(name) as layer:
                input_shape = layer.output_shape(input_shape)
        return inputs

    def summary(self, input_shape: Shape) -> str:
        """A table of the layers: output shape for one example of shape `input_shape`, and parameters.

        A layer made of others has its own line without a count, followed by the lines of what is in it.
        """
        rows = [("", "layer", "output shape", "parameters")]
        for path, layer, shape in self._walk_shapes(tuple(input_shape)):
            output = " × ".join(str(n) for n in layer.output_shape(shape))
            count = "" if isinstance(layer, Container) else f"{layer.parameter_count:,}"
            rows.append((path, type(layer).__name__, output, count))
        widths = [max(len(row[column]) for row in rows) for column in range(4)]
        lines = [f"{path:<{widths[0]}}  {kind:<{widths[1]}}  {output:>{widths[2]}}  {count:>{widths[3]}}".rstrip()
                 for path, kind, output, count in rows]
        totals = {"total": self.parameter_count}
        if self.state:
            totals["not trained besides"] = sum(array.size for array in self.state.values())
        return "\n".join(lines + [f"{label}{count:>{len(lines[0]) - len(label)},}" for label, count in totals.items()])


class Residual(Container):
    """``activation(main(x) + shortcut(x))``: He, Zhang, Ren and Sun, arXiv:1512.03385, equations 1 and 2.

    Parameters
    ----------
    main
        A layer, mostly a ``Sequential``.
    shortcut
        A layer that brings the input to the shape of ``main(x)``, such as a 1×1 convolution with a stride;
        None passes the input on as it is.
    activation
        A layer after the sum, such as ``ReLU()``; None for none.

    Raises
    ------
    ValueError
        In the forward pass and in ``output_shape``, where the two summands differ in shape.

    Examples
    --------
    >>> from cnn_helpers.layers import Conv2D, ReLU
    >>> block = Residual(Conv2D(4, 4, 3, padding="same", rng=0), activation=ReLU())
    >>> block.output_shape((8, 8, 4)), list(block.parameters)
    ((8, 8, 4), ['main.w', 'main.b'])
    """

    def __init__(self, main: Layer, shortcut: Layer | None = None, activation: Layer | None = None):
        parts = {"main": main, "shortcut": shortcut, "activation": activation}
        super().__init__({name: layer for name, layer in parts.items() if name == "main" or layer is not None})

    def forward(self, x, *, training=False):
        with self._at("main") as main:
            y = main.forward(x, training=training)
        straight = x
        if "shortcut" in self.children:
            with self._at("shortcut") as shortcut:
                straight = shortcut.forward(x, training=training)
        self._check_sum(np.shape(y), np.shape(straight))
        y = y + straight
        if "activation" in self.children:
            with self._at("activation") as activation:
                y = activation.forward(y, training=training)
        return y

    def backward(self, dy):
        if "activation" in self.children:
            with self._at("activation") as activation:
                dy = activation.backward(dy)
        with self._at("main") as main:
            dx = main.backward(dy)
        if "shortcut" not in self.children:
            return dx + dy
        with self._at("shortcut") as shortcut:
            return dx + shortcut.backward(dy)

    def output_shape(self, input_shape):
        with self._at("main") as main:
            summed = main.output_shape(input_shape)
        straight = tuple(input_shape)
        if "shortcut" in self.children:
            with self._at("shortcut") as shortcut:
                straight = shortcut.output_shape(input_shape)
        self._check_sum(summed, straight)
        return summed

    def _input_shapes(self, input_shape):
        summed = self.output_shape(input_shape)
        return {name: summed if name == "activation" else input_shape for name in self.children}

    def _check_sum(self, main, straight):
        if main != straight:
            which = "the shortcut" if "shortcut" in self.children else "the input"
            raise ValueError(f"Residual: main gives {main} but {which} is {straight}; the two are added and "
                             f"must have the same shape: give a shortcut that makes it so")


class Branch(Container):
    """Layers side by side on the same input, their outputs joined along the channels, as in Inception.

    Parameters
    ----------
    *branches
        At least two layers whose outputs agree in all axes but the last.

    Raises
    ------
    ValueError
        In the forward pass and in ``output_shape``, where the outputs do not agree.

    Examples
    --------
    >>> from cnn_helpers.layers import Conv2D
    >>> block = Branch(Conv2D(4, 8, 1, rng=0), Conv2D(4, 6, 3, padding="same", rng=1))
    >>> block.output_shape((8, 8, 4))
    (8, 8, 14)
    """

    def __init__(self, *branches: Layer):
        if len(branches) < 2:
            raise ValueError(f"Branch: at least two branches are needed, but {len(branches)} was given")
        super().__init__({str(place): branch for place, branch in enumerate(branches)})
        self._output_shapes = None

    def forward(self, x, *, training=False):
        outputs = []
        for name in self.children:
            with self._at(name) as branch:
                outputs.append(branch.forward(x, training=training))
        self._output_shapes = [y.shape for y in outputs]
        self._check_joint(self._output_shapes)
        return np.concatenate(outputs, axis=-1)

    def backward(self, dy):
        if self._output_shapes is None:
            raise RuntimeError("Branch.backward: there is no forward pass to go back through; call forward first")
        channels = [shape[-1] for shape in self._output_shapes]
        whole = (*self._output_shapes[0][:-1], sum(channels))
        if np.shape(dy) != whole:
            raise ValueError(f"Branch.backward: dy must have the output's shape {whole}, "
                             f"but dy.shape = {np.shape(dy)}")
        dx = 0
        for name, part in zip(self.children, np.split(dy, np.cumsum(channels)[:-1], axis=-1), strict=True):
            with self._at(name) as branch:
                dx = dx + branch.backward(part)
        return dx

    def output_shape(self, input_shape):
        outputs = []
        for name in self.children:
            with self._at(name) as branch:
                outputs.append(branch.output_shape(input_shape))
        self._check_joint(outputs)
        return (*outputs[0][:-1], sum(shape[-1] for shape in outputs))

    def _input_shapes(self, input_shape):
        return dict.fromkeys(self.children, input_shape)

    @staticmethod
    def _check_joint(outputs):
        if len({shape[:-1] for shape in outputs}) > 1:
            raise ValueError(f"Branch: the branches must agree in all axes but the last, but they give {outputs}")
