"""The PyTorch model of a spec: its graph of modules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import torch
from torch import nn

from cnn_helpers.arrays import check_axes
from cnn_helpers.frameworks import _torch_layers
from cnn_helpers.spec import INPUT, Spec


class Network(nn.Module):
    """What :func:`cnn_helpers.frameworks.torch.build` returns."""

    def __init__(self, spec: Spec):
        super().__init__()
        self.spec = spec
        shapes = spec.shapes()
        _nest(self, {node.name: _torch_layers.layer(node.operation, spec.input_shapes(node, shapes))
                     for node in spec.nodes})
        self._steps = {targets: _steps(spec, targets) for targets in (spec.outputs, (spec.output,))}
        self._known_sizes = {spec.input_shape[:2]}

    def forward(self, x):
        targets = self.spec.outputs if self.training else (self.spec.output,)
        values = self._run(x, self._steps[targets])
        return tuple(values[name] for name in targets) if len(targets) > 1 else values[self.spec.output]

    def _run(self, x, steps) -> dict[str, torch.Tensor]:
        """The values that are left when all `steps` are done."""
        self._check(x)
        values = {INPUT: x}
        for name, inputs, finished in steps:
            values[name] = self.get_submodule(name)(*[values[source] for source in inputs])
            for source in finished:
                del values[source]
        return values

    def _check(self, x):
        name, (*size, channels) = self.spec.name, self.spec.input_shape
        if not isinstance(x, torch.Tensor) or not x.is_floating_point():
            given = f"a tensor of {x.dtype}" if isinstance(x, torch.Tensor) else f"an object of {type(x).__name__}"
            raise TypeError(f"{name}: x must be a tensor of floats, but {given} was given")
        check_axes(name, "x", x, "N C H W")
        if x.shape[1] != channels:
            hint = "; x.permute(0, 3, 1, 2) puts the channels first" if x.shape[3] == channels else ""
            raise ValueError(f"{name}: x must have {channels} channels, the second axis of (N, C, H, W), "
                             f"but x.shape = {tuple(x.shape)}{hint}")
        if x.shape[2:] not in self._known_sizes:
            self._check_size(tuple(x.shape[2:]), size, channels)
            self._known_sizes.add(tuple(x.shape[2:]))

    def _check_size(self, size, own_size, channels):
        """ValueError where a layer has no output for images of that size, or needs weights of other shapes."""
        shape = (*size, channels)
        needed = self.spec.weights(shape)
        for name, own in self.spec.weights().items():
            if needed[name] != own:
                raise ValueError(f"{self.spec.name}: x must hold images of {' × '.join(map(str, own_size))} pixels, "
                                 f"but they are {' × '.join(map(str, size))}, for which {name} would have the shape "
                                 f"{needed[name]} in place of {own}; build(spec.resized({shape})) makes such a model")


def _nest(root: nn.Module, modules: dict[str, nn.Module]) -> None:
    """Put each module where its name says: ``layer1.0.conv1`` is the ``conv1`` of the ``0`` of the ``layer1``."""
    placed = dict(modules)
    for name in modules:
        parent, parts = root, name.split(".")
        for depth, part in enumerate(parts, start=1):
            module = placed.setdefault(".".join(parts[:depth]), nn.Module())
            try:
                parent.add_module(part, module)
            except KeyError as error:
                raise ValueError(f"{root.spec.name}, layer {name}: a PyTorch model cannot have a part of the name "
                                 f"{part!r} ({error.args[0]}); rename the layer") from None
            parent = module


def _steps(spec: Spec, targets: Iterable[str]) -> list[tuple[str, Sequence[str], list[str]]]:
    """For each node that `targets` need: its name, its inputs, and the values that nothing after it needs."""
    nodes, needed, steps = spec.needed(targets), set(targets), []
    for node in reversed(nodes):
        finished = set(node.inputs) - needed
        needed |= finished
        steps.append((node.name, node.inputs, sorted(finished)))
    return steps[::-1]


def activations(model: Network, x: torch.Tensor, names: Sequence[str]) -> dict[str, torch.Tensor]:
    """The values of the nodes `names`; nothing that they do not need is computed."""
    values = model._run(x, _steps(model.spec, names))
    return {name: values[name] for name in names}


def weights(model: Network) -> dict[str, torch.Tensor]:
    """Views of all parameters and all state, by the names of the spec and in its layouts."""
    return _of_each(model, model.spec.weights(), _torch_layers.weight)


def gradients(model: Network) -> dict[str, torch.Tensor]:
    """The gradients by all parameters, by the names of the spec and in its layouts."""
    return _of_each(model, model.spec.parameters(), _torch_layers.gradient)


def _of_each(model, shapes, function):
    """``function(module, operation, weight's own name, shape)`` for each of `shapes`, ``node.weight`` to shape."""
    operations, result = {node.name: node.operation for node in model.spec.nodes}, {}
    for name, shape in shapes.items():
        node, _, own_name = name.rpartition(".")
        result[name] = function(model.get_submodule(node), operations[node], own_name, shape)
    return result
