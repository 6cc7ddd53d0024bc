"""The NumPy model of a spec: its graph of layers, forward and backward."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from cnn_helpers._network_layers import layer
from cnn_helpers.arrays import check_axes
from cnn_helpers.layers.base import Layer, Shape, float_dtype, generator
from cnn_helpers.layers.containers import Container
from cnn_helpers.spec import INPUT, Node, Spec


class Network(Layer):
    """A spec with weights: ``(N, H, W, C) -> (N, K)``, a layer like those of :mod:`cnn_helpers.layers`.

    ``parameters``, ``gradients`` and ``state`` are named ``node.weight``, as ``spec.parameters()`` and ``spec.state()``
    name them, and so are the arrays of ``get_weights`` and ``set_weights``; the PyTorch and the Keras model of the
    same spec take and give the same dictionaries (``cnn_helpers.frameworks``).

    Parameters
    ----------
    spec
        The architecture, of :mod:`cnn_helpers.spec` or from :func:`cnn_helpers.zoo.spec`.
    rng
        A ``np.random.Generator``, or a seed: what the weights are drawn from (``he_normal``; biases begin at 0), and
        dropout afterwards.
    dtype
        Of the weights: float32 or float64.

    Raises
    ------
    TypeError
        Where `dtype` is another, or `rng` is None.

    Examples
    --------
    >>> from cnn_helpers import zoo
    >>> network = Network(zoo.spec("lenet5"), rng=0)
    >>> network.forward(np.zeros((2, 32, 32, 1), np.float32)).shape, network.parameter_count
    ((2, 10), 61706)
    """

    def __init__(self, spec: Spec, *, rng, dtype=np.float32):
        self.spec = spec
        rng, dtype, shapes = generator(self, rng), float_dtype(self, dtype), spec.shapes()
        self._layers = Container({node.name: layer(node.operation, spec.input_shapes(node, shapes), rng=rng,
                                                   dtype=dtype) for node in spec.nodes})
        self._passed: list[Node] = []  # the nodes of the last forward pass, in order

    @property
    def parameters(self):
        return self._layers.parameters

    @property
    def gradients(self):
        return self._layers.gradients

    @property
    def state(self):
        return self._layers.state

    def _weights(self):
        return self._layers._weights()

    def reseed(self, rng):
        self._layers.reseed(rng)

    def output_shape(self, input_shape: Shape) -> Shape:
        return self.spec.shapes(input_shape)[self.spec.output]

    def forward(self, x, *, training=False):
        """The scores ``(N, K)`` of the images `x`, ``(N, H, W, C)``.

        In training the auxiliary outputs are computed too, so that :meth:`backward` can begin at them;
        :meth:`activations` gives their values.

        Raises
        ------
        ValueError
            Where `x` is no batch of images with the spec's channels, or too small; the message names the layer.
        """
        targets = self.spec.outputs if training else (self.spec.output,)
        return self._values(x, targets, training)[self.spec.output]

    def activations(self, x, names: Iterable[str], *, training=False) -> dict[str, np.ndarray]:
        """The outputs of the nodes `names` for the images `x`: feature maps and scores, by name.

        Parameters
        ----------
        x
            Array (N, H, W, C).
        names
            Of nodes of the spec.
        training
            As for :meth:`forward`.

        Raises
        ------
        ValueError
            Where there is no node of a name, and as :meth:`forward` does.

        Examples
        --------
        >>> from cnn_helpers import zoo
        >>> network = Network(zoo.spec("lenet5"), rng=0)
        >>> maps = network.activations(np.zeros((1, 32, 32, 1), np.float32), ["C1", "S4"])
        >>> {name: y.shape for name, y in maps.items()}
        {'C1': (1, 28, 28, 6), 'S4': (1, 5, 5, 16)}
        """
        names = tuple(names)
        values = self._values(x, names, training)
        return {name: values[name] for name in names}

    def backward(self, dy):
        """The gradient by the images of the last :meth:`forward`; sets ``gradients``.

        Parameters
        ----------
        dy
            The gradient by the scores, an array of their shape; or a dictionary of such arrays by the names of
            nodes, for a loss that has auxiliary outputs in it.

        Returns
        -------
        array (N, H, W, C)

        Raises
        ------
        RuntimeError
            Where there was no forward pass, or none through a node that `dy` names.
        """
        return self._back(dy, need_input=True)

    def backward_parameters(self, dy):
        self._back(dy, need_input=False)

    def _values(self, x, targets, training):
        x = np.asarray(x)
        check_axes(self.spec.name, "x", x, "N H W C")
        channels = self.spec.input_shape[2]
        if x.shape[3] != channels:
            raise ValueError(f"{self.spec.name}: x must have {channels} channels, the last axis, "
                             f"but x.shape = {x.shape}")
        self._passed = self.spec.needed(targets)
        values = {INPUT: x}
        for node in self._passed:
            with self._layers._at(node.name) as layer:
                values[node.name] = layer.forward(*(values[name] for name in node.inputs), training=training)
        return values

    def _back(self, dy, *, need_input):
        passed = {node.name for node in self._passed}
        gradients = dict(dy) if isinstance(dy, Mapping) else {self.spec.output: np.asarray(dy)}
        for name in gradients:
            if name not in passed:
                raise RuntimeError(f"{self.spec.name}.backward: the last forward pass did not come through {name}; "
                                   f"call forward first, with training=True for auxiliary outputs")
        for node in reversed(self.spec.nodes):
            with self._layers._at(node.name) as layer:
                if node.name not in gradients:  # nothing that was asked for depends on it
                    layer.gradients = {name: np.zeros_like(array) for name, array in layer.parameters.items()}
                    continue
                dy = gradients.pop(node.name)
                if node.inputs == (INPUT,) and not need_input:
                    layer.backward_parameters(dy)
                    continue
                by_input = layer.backward(dy)
            for name, dx in zip(node.inputs, by_input if len(node.inputs) > 1 else (by_input,), strict=True):
                gradients[name] = gradients[name] + dx if name in gradients else dx
        return gradients.get(INPUT)

    def __repr__(self):
        return f"Network({self.spec.name}: {len(self.spec.nodes)} layers, {self.parameter_count:,} parameters)"
