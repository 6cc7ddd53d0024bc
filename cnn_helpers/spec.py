"""An architecture as one immutable, declarative spec: a graph of named operations without weights.

A network is written as blocks, which are values and can be named, repeated and nested:

>>> from cnn_helpers.spec import Activation, BatchNorm, Conv, Dense, GlobalAvgPool, chain, network, residual
>>> relu = Activation("relu")
>>> block = residual(chain(Conv(16, 3, padding="same", bias=False), BatchNorm(), relu,
...                        Conv(16, 3, padding="same", bias=False), BatchNorm()), after=relu)
>>> spec = network("small", (32, 32, 3), chain(stem=Conv(16, 3, padding="same"), block1=block, block2=block,
...                                            pool=GlobalAvgPool(), fc=Dense(10)))
>>> [node.name for node in spec.nodes][:5]
['stem', 'block1.conv1', 'block1.batch_norm1', 'block1.relu1', 'block1.conv2']
>>> spec.shapes()["block2.add"]
(32, 32, 16)

Whoever builds a model walks over ``spec.nodes``, which are in an order in which they can be computed, and gives each
operation the values of its ``inputs``; the name ``"input"`` stands for the images.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from graphlib import CycleError, TopologicalSorter

from cnn_helpers._suggestions import did_you_mean
from cnn_helpers.arrays import integer, is_sequence
from cnn_helpers.operations import (
    Activation,
    AdaptiveAvgPool,
    Add,
    AvgPool,
    BatchNorm,
    Concatenate,
    Conv,
    Dense,
    DepthwiseConv,
    Dropout,
    Flatten,
    GlobalAvgPool,
    GlobalMaxPool,
    LocalResponseNorm,
    MaxPool,
    Operation,
    PadChannels,
    RadialBasis,
    Scale,
    SeparableConv,
    Shape,
    Shapes,
    Subsample,
    TableConv,
    times,
)

__all__ = [
    "INPUT",
    "Activation",
    "AdaptiveAvgPool",
    "Add",
    "AvgPool",
    "BatchNorm",
    "Block",
    "Concatenate",
    "Conv",
    "Dense",
    "DepthwiseConv",
    "Dropout",
    "Flatten",
    "GlobalAvgPool",
    "GlobalMaxPool",
    "LocalResponseNorm",
    "MaxPool",
    "Node",
    "Operation",
    "PadChannels",
    "RadialBasis",
    "Scale",
    "SeparableConv",
    "Spec",
    "Subsample",
    "TableConv",
    "auxiliary",
    "branches",
    "chain",
    "network",
    "residual",
    "scaled",
]

INPUT = "input"


@dataclass(frozen=True)
class Node:
    """An operation at its place in a network.

    Attributes
    ----------
    name
        Unique in the network; dots part it, such as ``layer1.0.conv1``.
    operation
        What is computed.
    inputs
        The names of the nodes whose outputs it takes, in order; ``"input"`` is the network's input.
    """

    name: str
    operation: Operation
    inputs: tuple[str, ...]


@dataclass(frozen=True)
class Spec:
    """A network: what :func:`network` makes of blocks, or a graph given node by node.

    Parameters
    ----------
    name
        Such as ``resnet50``.
    input_shape
        ``(height, width, channels)`` that the network was made for.
    nodes
        In any order; they are kept in one in which each comes after its inputs.
    output
        The name of the node that gives the scores; None for the last.
    auxiliary
        The names of the nodes that give further scores in training, as in GoogLeNet.
    description
        One line: where the network is from.
    count_statistics
        Whether batch normalisation's running statistics count as (untrained) parameters, as Keras counts them.

    Raises
    ------
    ValueError
        Where the network is impossible; the message names the layer and says why.

    Examples
    --------
    >>> Spec("odd", (8, 8, 3), (Node("a", Conv(4, 3), ("input",)), Node("b", Conv(4, 9), ("a",))))
    ... # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ValueError: odd, layer b: conv: the kernel spans 9 positions but the padded input has only 6 (size 6, ...
    """

    name: str
    input_shape: Shape
    nodes: tuple[Node, ...]
    output: str | None = None
    auxiliary: tuple[str, ...] = ()
    description: str = field(default="", kw_only=True)
    count_statistics: bool = field(default=False, kw_only=True)

    def __post_init__(self):
        nodes = tuple(self.nodes)
        if not nodes:
            raise ValueError(f"{self.name}: a network needs at least one layer, but it has none")
        output = nodes[-1].name if self.output is None else self.output
        values = dict(input_shape=_input_shape(self.name, self.input_shape), auxiliary=tuple(self.auxiliary),
                      output=output)
        _check_names(self.name, nodes, (output, *values["auxiliary"]))
        for name, value in {**values, "nodes": _in_order(self.name, nodes)}.items():
            object.__setattr__(self, name, value)
        self._check_used()
        self.shapes()

    @property
    def outputs(self) -> tuple[str, ...]:
        """The names of the nodes that give scores, first the output, then the auxiliary ones."""
        return (self.output, *self.auxiliary)

    def __getitem__(self, name: str) -> Node:
        """The node of that name."""
        for node in self.nodes:
            if node.name == name:
                return node
        raise KeyError(f"{self.name}: there is no layer {name!r}{did_you_mean(name, [n.name for n in self.nodes])}")

    def needed(self, names: Iterable[str]) -> list[Node]:
        """The nodes that must be computed for those named, and these themselves, in order.

        Raises
        ------
        ValueError
            Where there is no node of a name; the message suggests names that are alike.

        Examples
        --------
        >>> exit = chain(pool=GlobalAvgPool(), fc=Dense(10))
        >>> spec = network("n", (8, 8, 1), chain(conv=Conv(4, 3), aux=auxiliary(exit), fc=exit))
        >>> [node.name for node in spec.needed([spec.output])]
        ['conv', 'fc.pool', 'fc.fc']
        """
        wanted, known = set(names), [node.name for node in self.nodes]
        for name in sorted(wanted.difference(known)):
            raise ValueError(f"{self.name}: there is no layer {name!r}{did_you_mean(name, known)}")
        result = []
        for node in reversed(self.nodes):
            if node.name in wanted:
                result.append(node)
                wanted.update(node.inputs)
        return result[::-1]

    def shapes(self, input_shape: Shape | None = None) -> dict[str, Shape]:
        """The shape of each node's output for one example, by name; that of ``"input"`` too.

        Parameters
        ----------
        input_shape
            ``(height, width, channels)``; None for the network's own.

        Raises
        ------
        ValueError
            Where a layer has no output for such an input; the message names it.
        """
        shapes = {INPUT: self.input_shape if input_shape is None else _input_shape(self.name, input_shape)}
        for node in self.nodes:
            try:
                shapes[node.name] = node.operation.output_shape(self.input_shapes(node, shapes))
            except ValueError as error:
                sizes = " and ".join(f"{name} is {times(shapes[name])}" for name in node.inputs)
                raise ValueError(f"{self.name}, layer {node.name}: {error}; {sizes}") from None
        return shapes

    @staticmethod
    def input_shapes(node: Node, shapes: Mapping[str, Shape]) -> Shapes:
        """The shapes that go into `node`, given what :meth:`shapes` returned."""
        return tuple(shapes[name] for name in node.inputs)

    def parameters(self, input_shape: Shape | None = None) -> dict[str, Shape]:
        """``node.weight`` to shape for everything that training changes, in the order of the nodes.

        Examples
        --------
        >>> network("tiny", (8, 8, 1), chain(conv=Conv(4, 3), norm=BatchNorm())).parameters()
        {'conv.w': (3, 3, 1, 4), 'conv.b': (4,), 'norm.gamma': (4,), 'norm.beta': (4,)}
        """
        return self._weights("parameters", input_shape)

    def state(self, input_shape: Shape | None = None) -> dict[str, Shape]:
        """As :meth:`parameters`, for what is stored and not trained: running statistics, fixed codes."""
        return self._weights("state", input_shape)

    def weights(self, input_shape: Shape | None = None) -> dict[str, Shape]:
        """:meth:`parameters`, then :meth:`state`: the names and shapes of what a model's ``get_weights`` gives."""
        return self.parameters(input_shape) | self.state(input_shape)

    def _weights(self, which, input_shape):
        shapes = self.shapes(input_shape)
        return {f"{node.name}.{name}": shape for node in self.nodes
                for name, shape in getattr(node.operation, which)(self.input_shapes(node, shapes)).items()}

    def resized(self, input_shape: Shape) -> Spec:
        """The same network for images of another size; dense layers after a flatten change theirs with it."""
        return replace(self, input_shape=input_shape)

    def _check_used(self):
        used = {name for node in self.nodes for name in node.inputs} | set(self.outputs)
        unused = [node.name for node in self.nodes if node.name not in used]
        if unused:
            raise ValueError(f"{self.name}: nothing uses what {_listed(unused)} gives: name it among the inputs of a "
                             f"later layer, as the output or as an auxiliary output, or leave it out")


# Blocks


@dataclass(frozen=True)
class Block:
    """A piece of a network: one input, one output, and names for what is in it. The functions below make them."""

    def place(self, graph: _Graph, path: str, source: str) -> str:
        """Add the block's nodes to `graph` under the name `path`, fed by `source`; return the name of its output."""
        raise NotImplementedError


def chain(*steps: Block | Operation, **named: Block | Operation) -> Block:
    """Blocks and operations one after another; without any it passes its input on.

    A named step keeps its name; the others have that of their kind and a running number: ``conv1``, ``conv2``.
    Where a name is no word of Python, give a dictionary: ``chain(**{"0": block})``.

    Examples
    --------
    >>> spec = network("n", (8, 8, 1), chain(Conv(4, 3), Activation("relu"), Conv(4, 3), pool=MaxPool()))
    >>> [node.name for node in spec.nodes]
    ['conv1', 'relu1', 'conv2', 'pool']
    """
    return _Chain(_named("chain", steps, named))


def residual(main: Block | Operation, shortcut: Block | Operation | None = None, *,
             after: Block | Operation | None = None) -> Block:
    """``after(main(x) + shortcut(x))``: He, Zhang, Ren and Sun, arXiv:1512.03385, equations 1 and 2.

    The steps of `main`, a chain, stand directly under the block's name and those of the shortcut under
    ``shortcut``; the sum is named ``add`` and what comes after it ``out``.

    Parameters
    ----------
    main
        At least one operation.
    shortcut
        None for the identity.
    after
        An activation, mostly; None for nothing.

    Examples
    --------
    >>> block = residual(chain(Conv(8, 3, padding="same")), Conv(8, 1), after=Activation("relu"))
    >>> [(node.name, node.inputs) for node in network("n", (8, 8, 1), chain(block=block)).nodes]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('block.conv1', ('input',)), ('block.shortcut', ('input',)), ('block.add', ('block.conv1', 'block.shortcut')),
     ('block.out', ('block.add',))]
    """
    return _Residual(*(_block("residual", part) for part in (main, shortcut or chain(), after or chain())))


def branches(*parts: Block | Operation, join: Operation | None = None, **named: Block | Operation) -> Block:
    """Blocks side by side on the same input, joined along the channels (``concatenate``), or by `join`.

    Branches without a name are ``branch1``, ``branch2``, …

    Examples
    --------
    >>> block = branches(Conv(64, 1), chain(Conv(96, 1), Conv(128, 3, padding="same")))
    >>> [node.name for node in network("n", (8, 8, 1), chain(inception=block)).nodes]
    ['inception.branch1', 'inception.branch2.conv1', 'inception.branch2.conv2', 'inception.concatenate']
    """
    numbered = {f"branch{number}": part for number, part in enumerate(parts, start=1)}
    steps = _named("branches", (), {**numbered, **named})
    if len(steps) < 2:
        raise ValueError(f"branches: at least two are needed, but {len(steps)} was given")
    return _Branches(steps, join or Concatenate())


def scaled(gate: Block | Operation) -> Block:
    """``x * gate(x)``, channel by channel: squeeze and excitation, where `gate` makes a vector with a value a channel.

    Examples
    --------
    >>> gate = chain(GlobalAvgPool(), Dense(4), Activation("relu"), Dense(64), Activation("sigmoid"))
    >>> network("n", (8, 8, 64), chain(se=scaled(gate)))["se.scale"].inputs
    ('input', 'se.sigmoid1')
    """
    return _Scaled(_block("scaled", gate))


def auxiliary(block: Block | Operation) -> Block:
    """A side exit: `block`'s output is one of the network's auxiliary outputs, and the input is passed on.

    Examples
    --------
    >>> exit = chain(pool=GlobalAvgPool(), fc=Dense(10))
    >>> spec = network("n", (8, 8, 1), chain(conv=Conv(4, 3), aux=auxiliary(exit), pool=GlobalAvgPool(), fc=Dense(10)))
    >>> spec.output, spec.auxiliary
    ('fc', ('aux.fc',))
    """
    return _Auxiliary(_block("auxiliary", block))


def network(name: str, input_shape: Shape, body: Block | Operation, *, description: str = "",
            count_statistics: bool = False) -> Spec:
    """The spec of the network that `body` describes; for the arguments see :class:`Spec`.

    Examples
    --------
    >>> network("logistic regression", (8, 8, 1), chain(Flatten(), Dense(10))).parameters()
    {'dense1.w': (64, 10), 'dense1.b': (10,)}
    """
    graph = _Graph()
    output = _place(_block("network", body), graph, "", INPUT)
    if output == INPUT:
        raise ValueError(f"{name}: a network needs at least one layer, but it has none")
    return Spec(name, input_shape, tuple(graph.nodes), output, tuple(graph.auxiliary), description=description,
                count_statistics=count_statistics)


class _Graph:
    def __init__(self):
        self.nodes: list[Node] = []
        self.auxiliary: list[str] = []

    def add(self, name: str, operation: Operation, *inputs: str) -> str:
        self.nodes.append(Node(name, operation, inputs))
        return name


@dataclass(frozen=True)
class _Chain(Block):
    steps: tuple[tuple[str, Block | Operation], ...]
    kind = "chain"

    def place(self, graph, path, source):
        for name, step in self.steps:
            source = _place(step, graph, _joined(path, name), source)
        return source


@dataclass(frozen=True)
class _Residual(Block):
    main: Block | Operation
    shortcut: Block | Operation
    after: Block | Operation
    kind = "residual"

    def place(self, graph, path, source):
        main = _place_within(self.main, graph, path, "main", source)
        if main == source:
            raise ValueError(f"residual: main must hold at least one layer, but that of {path or 'the network'} is "
                             f"empty: the input would be added to itself")
        shortcut = _place(self.shortcut, graph, _joined(path, "shortcut"), source)
        total = graph.add(_joined(path, "add"), Add(), main, shortcut)
        return _place(self.after, graph, _joined(path, "out"), total)


@dataclass(frozen=True)
class _Branches(Block):
    parts: tuple[tuple[str, Block | Operation], ...]
    join: Operation
    kind = "branches"

    def place(self, graph, path, source):
        ends = [_place(part, graph, _joined(path, name), source) for name, part in self.parts]
        return graph.add(_joined(path, self.join.kind), self.join, *ends)


@dataclass(frozen=True)
class _Scaled(Block):
    gate: Block | Operation
    kind = "scaled"

    def place(self, graph, path, source):
        gate = _place_within(self.gate, graph, path, "gate", source)
        return graph.add(_joined(path, "scale"), Scale(), source, gate)


@dataclass(frozen=True)
class _Auxiliary(Block):
    block: Block | Operation
    kind = "auxiliary"

    def place(self, graph, path, source):
        graph.auxiliary.append(_place(self.block, graph, path, source))
        return source


def _place(block, graph, path, source):
    if isinstance(block, Block):
        return block.place(graph, path, source)
    return graph.add(path or block.kind, block, source)


def _place_within(block, graph, path, name, source):
    """A chain's steps go under the path itself; anything else needs a name of its own there."""
    return _place(block, graph, path if isinstance(block, _Chain) else _joined(path, name), source)


def _named(function, steps, named) -> tuple[tuple[str, Block | Operation], ...]:
    counts, result = {}, []
    for step in steps:
        kind = _block(function, step).kind
        counts[kind] = counts.get(kind, 0) + 1
        result.append((f"{kind}{counts[kind]}", step))
    return (*result, *((name, _block(function, step)) for name, step in named.items()))


def _block(function, value):
    if isinstance(value, (Block, Operation)):
        return value
    hint = ""
    if isinstance(value, type) and issubclass(value, Operation):
        hint = f"; write {value.__name__}() with its brackets"
    elif isinstance(value, (list, tuple)):
        hint = f"; give its members one by one, {function}(*blocks)"
    raise TypeError(f"{function}: a block or an operation is needed, but {value!r} was given{hint}")


def _joined(path, name):
    return f"{path}.{name}" if path else name


# Checks of the graph


def _input_shape(network, shape) -> Shape:
    if not is_sequence(shape) or len(shape) != 3:
        raise ValueError(f"{network}: the input's shape must be (height, width, channels), but {shape!r} was given")
    axes = ("the input's height", "the input's width", "the input's channels")
    return tuple(integer(network, axis, size, minimum=1) for axis, size in zip(axes, shape, strict=True))


def _check_names(network, nodes: Iterable[Node], outputs: Iterable[str]):
    names = set()
    for node in nodes:
        if node.name == INPUT:
            raise ValueError(f"{network}: no layer can be named {INPUT!r}: that is the name of the network's input")
        if node.name in names:
            raise ValueError(f"{network}, layer {node.name}: there are two layers of this name; each needs its own")
        names.add(node.name)
    for node in nodes:
        _check_arity(network, node)
        for source in node.inputs:
            if source not in names and source != INPUT:
                raise ValueError(f"{network}, layer {node.name}: there is no layer {source!r} to take as an input"
                                 f"{did_you_mean(source, [INPUT, *names])}")
    for name in outputs:
        if name not in names:
            raise ValueError(f"{network}: there is no layer {name!r} to be an output{did_you_mean(name, names)}")


def _check_arity(network, node):
    arity, given = node.operation.arity, len(node.inputs)
    if given != arity if arity is not None else given < 2:
        wanted = {None: "at least two inputs", 1: "one input", 2: "two inputs"}[arity]
        raise ValueError(f"{network}, layer {node.name}: {node.operation.kind} takes {wanted}, "
                         f"but {given} {'was' if given == 1 else 'were'} given"
                         f"{': ' + ', '.join(node.inputs) if node.inputs else ''}")


def _in_order(network, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The nodes, each after its inputs; as they were given where they are so already."""
    if all(_known_before(nodes)):
        return nodes
    by_name = {node.name: node for node in nodes}
    try:
        order = TopologicalSorter({node.name: node.inputs for node in nodes}).static_order()
        return tuple(by_name[name] for name in order if name != INPUT)
    except CycleError as error:
        cycle = error.args[1]  # each is an input of the next; the first stands at the end again
        raise ValueError(f"{network}, layer {cycle[-1]}: its output comes back to it as an input, "
                         f"{' -> '.join(cycle)}; a network must have no cycle") from None


def _known_before(nodes) -> Iterator[bool]:
    known = {INPUT}
    for node in nodes:
        yield known.issuperset(node.inputs)
        known.add(node.name)


def _listed(names) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
