"""What a network costs, layer by layer: shapes, parameters, multiply-accumulates, memory, receptive field.

The conventions, which every form of the ledger states:

- Multiply-accumulates are those of convolutions and dense layers for one example, every tap counted, also where it
  lies in the padding; biases, pooling, normalisation, activations and sums are left out. VGG-16 at 224 × 224 has
  15,470,264,320 of them. Many papers call a multiply-accumulate a FLOP.
- Parameters are what training changes. Running statistics and fixed codes are `state`, and count as parameters only
  in networks that are compared with Keras, which counts running statistics (``Spec.count_statistics``).
- Activation memory is the output of every layer in float32 for the whole batch, nothing computed in place and
  nothing freed, as training by backpropagation keeps it; a flatten is a view and takes none. The network's input and
  the weights are left out.
- The receptive field is what one position of a layer's output sees of the input along each axis, and the effective
  stride how far apart two neighbours look; where branches meet, the largest of both. A field may reach beyond the
  image, into the padding.
"""

from __future__ import annotations

import csv
import io
import json
import math
from dataclasses import dataclass

from cnn_helpers.arrays import integer
from cnn_helpers.operations import Flatten, Shape, same_or_times, times
from cnn_helpers.shapes import ReceptiveField
from cnn_helpers.spec import INPUT, Node, Spec

FLOAT_BYTES = 4


@dataclass(frozen=True)
class Layer:
    """One line of a ledger.

    Attributes
    ----------
    name
        The node's.
    operation
        Its kind, such as ``"conv"``.
    text
        The operation with its options.
    inputs
        The names of the nodes whose outputs it takes.
    output_shape
        For one example.
    parameters
        As counted for this network.
    trainable_parameters
        Those that training changes; fewer where running statistics count.
    state
        How many numbers are stored and not trained, counted or not.
    macs
        Multiply-accumulates for one example.
    activation_bytes
        Of the output, for the batch.
    receptive_field
        (vertical, horizontal), in pixels of the input.
    effective_stride
        (vertical, horizontal), in pixels of the input.
    """

    name: str
    operation: str
    text: str
    inputs: tuple[str, ...]
    output_shape: Shape
    parameters: int
    trainable_parameters: int
    state: int
    macs: int
    activation_bytes: int
    receptive_field: tuple[int, int]
    effective_stride: tuple[int, int]


SUMMED = ("parameters", "trainable_parameters", "state", "macs", "activation_bytes")


@dataclass(frozen=True)
class Ledger:
    """A network's layers with their costs, and the totals.

    Attributes
    ----------
    spec
        The network.
    input_shape
        ``(height, width, channels)``.
    batch
        How many examples the activation memory is for.
    layers
        In the order of computation.
    """

    spec: Spec
    input_shape: Shape
    batch: int
    layers: tuple[Layer, ...]

    @property
    def totals(self) -> dict[str, int]:
        """``parameters``, ``trainable_parameters``, ``state``, ``macs`` and ``activation_bytes`` of all layers."""
        return {name: sum(getattr(layer, name) for layer in self.layers) for name in SUMMED}

    def __getitem__(self, name: str) -> Layer:
        """The layer of that name."""
        return next(layer for layer in self.layers if layer.name == self.spec[name].name)

    def to_json(self) -> str:
        """An object with ``network``, ``input``, ``batch``, ``layers`` and ``totals``; each layer has a line."""
        head = json.dumps({"network": self.spec.name, "input": self.input_shape, "batch": self.batch})[1:-1]
        layers = ",\n".join(f"  {json.dumps(vars(layer))}" for layer in self.layers)
        return f'{{{head},\n "layers": [\n{layers}],\n "totals": {json.dumps(self.totals)}}}'

    def to_csv(self) -> str:
        """A line for each layer under a line of headings; shapes as ``112×112×64``."""
        lines = io.StringIO()
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(Layer.__dataclass_fields__)
        for layer in self.layers:
            row = vars(layer) | {"inputs": " ".join(layer.inputs), "output_shape": times(layer.output_shape),
                                 "receptive_field": times(layer.receptive_field),
                                 "effective_stride": times(layer.effective_stride)}
            writer.writerow(row.values())
        return lines.getvalue()

    def to_text(self) -> str:
        """A table with aligned columns, the totals and the conventions.

        Examples
        --------
        >>> from cnn_helpers.spec import Activation, Conv, Dense, Flatten, MaxPool, chain, network
        >>> spec = network("small", (8, 8, 1), chain(Conv(4, 3), Activation("relu"), MaxPool(), Flatten(), Dense(10)))
        >>> print(ledger(spec).to_text())  # doctest: +ELLIPSIS
        small, input 8×8×1
        <BLANKLINE>
        layer      operation     output  parameters   MACs  memory  field  stride
        conv1      conv 3×3, 4    6×6×4          40  1,296   576 B      3       1
        relu1      relu           6×6×4           0      0   576 B      3       1
        max_pool1  max_pool 2×2   3×3×4           0      0   144 B      4       2
        flatten1   flatten           36           0      0     0 B      8       2
        dense1     dense 10          10         370    360    40 B      8       2
        total                                   410  1,656  1.3 kB
        <BLANKLINE>
        ...
        """
        rows = [("layer", "operation", "output", "parameters", "MACs", "memory", "field", "stride")]
        before = INPUT
        for layer in self.layers:
            sources = "" if layer.inputs == (before,) else f" of {', '.join(layer.inputs)}"
            rows.append((layer.name, layer.text + sources, times(layer.output_shape), f"{layer.parameters:,}",
                         f"{layer.macs:,}", memory(layer.activation_bytes), same_or_times(layer.receptive_field),
                         same_or_times(layer.effective_stride)))
            before = layer.name
        totals = self.totals
        rows.append(("total", "", "", f"{totals['parameters']:,}", f"{totals['macs']:,}",
                     memory(totals["activation_bytes"]), "", ""))
        batch = f", batch of {self.batch}" if self.batch > 1 else ""
        heading = f"{self.spec.name}, input {times(self.input_shape)}{batch}"
        return "\n".join([heading, *([self.spec.description] if self.spec.description else []), "",
                          *aligned(rows, left=2), "", *self._conventions()])

    def _conventions(self):
        totals = self.totals
        fixed = totals["parameters"] - totals["trainable_parameters"]
        if fixed:
            yield (f"parameters: {totals['trainable_parameters']:,} trainable, {fixed:,} not, "
                   f"as Keras counts running statistics")
        elif totals["state"]:
            yield (f"parameters: all trainable; {totals['state']:,} numbers are stored besides and not trained "
                   f"(running statistics, fixed codes)")
        else:
            yield "parameters: all trainable"
        if self.spec.auxiliary:
            yield f"with the auxiliary outputs {', '.join(self.spec.auxiliary)}, which are used in training alone"
        yield "MACs: multiply-accumulates of convolutions and dense layers, for one example, without biases"
        yield "memory: every layer's output in float32, nothing in place; field, stride: in pixels of the input"


def ledger(spec: Spec, input_shape: Shape | None = None, *, batch: int = 1) -> Ledger:
    """The ledger of a network.

    Parameters
    ----------
    spec
        The network.
    input_shape
        ``(height, width, channels)`` of an example; None for the network's own.
    batch
        How many examples the activation memory is for.

    Returns
    -------
    Ledger

    Raises
    ------
    ValueError
        Where a layer has no output for such an input; the message names it.

    Examples
    --------
    >>> from cnn_helpers.spec import Conv, chain, network
    >>> ledger(network("n", (32, 32, 3), chain(Conv(8, 3), Conv(8, 3, stride=2)))).totals["macs"]
    307296
    """
    batch = integer("ledger", "batch", batch, minimum=1)
    shapes = spec.shapes(input_shape)
    fields = {INPUT: (ReceptiveField(), ReceptiveField())}
    layers = []
    for node in spec.nodes:
        fields[node.name] = _fields(node, spec.input_shapes(node, shapes), [fields[name] for name in node.inputs])
        layers.append(_layer(spec, node, shapes, fields[node.name], batch))
    return Ledger(spec, shapes[INPUT], batch, tuple(layers))


def _layer(spec, node: Node, shapes, fields, batch) -> Layer:
    operation, inputs, output = node.operation, spec.input_shapes(node, shapes), shapes[node.name]
    trainable = _count(operation.parameters(inputs))
    state = _count(operation.state(inputs))
    values = 0 if isinstance(operation, Flatten) else math.prod(output)
    return Layer(node.name, operation.kind, str(operation), node.inputs, output,
                 parameters=trainable + (state if spec.count_statistics else 0), trainable_parameters=trainable,
                 state=state, macs=operation.macs(inputs, output), activation_bytes=values * batch * FLOAT_BYTES,
                 receptive_field=tuple(field.size for field in fields),
                 effective_stride=tuple(field.stride for field in fields))


def _fields(node, inputs, sources) -> tuple[ReceptiveField, ReceptiveField]:
    """Vertical and horizontal: through the window, or the largest of the inputs' where there are several."""
    fields = [ReceptiveField(max(f.size for f in axis), max(f.stride for f in axis), min(f.start for f in axis))
              for axis in zip(*sources, strict=True)]
    windows = node.operation.windows(inputs)
    if windows is None:
        return tuple(fields)
    return tuple(field.after(window.kernel, stride=window.stride, dilation=window.dilation, before=window.before)
                 for field, window in zip(fields, windows, strict=True))


def _count(weights) -> int:
    return sum(math.prod(shape) for shape in weights.values())


def memory(size: int) -> str:
    """Bytes as a person reads them, in powers of 1000.

    Examples
    --------
    >>> memory(144), memory(12_845_056)
    ('144 B', '12.8 MB')
    """
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= factor:
            return f"{size / factor:.1f} {unit}"
    return f"{size} B"


def aligned(rows, *, left: int) -> list[str]:
    """Lines of columns of one width each: the first `left` of them flush left, the others right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return ["  ".join(cell.ljust(width) if column < left else cell.rjust(width)
                      for column, (cell, width) in enumerate(zip(row, widths, strict=True))).rstrip() for row in rows]
