"""How the receptive field grows from layer to layer."""

from __future__ import annotations

from collections.abc import Sequence

import matplotlib.pyplot as plt
from matplotlib.figure import Figure
from matplotlib.patches import Polygon, Rectangle

from cnn_helpers import shapes
from cnn_helpers.figures.style import BLUE, CARD, FAINT, SEEN, drawn


@drawn
def receptive_field_stack(layers: Sequence[dict], *, cell: float = 0.42) -> Figure:
    """One output of a stack of layers along one axis, and what it sees in every layer below it.

    The input is as wide as the receptive field of the last layer's one output; each row above it holds a
    layer's outputs without padding.

    Parameters
    ----------
    layers
        From the input on, one dictionary a layer with ``kernel`` and, where it is not 1, ``stride``.
    cell
        The width of an input, in inches.

    Returns
    -------
    Figure
    """
    sizes, fields = [shapes.receptive_field(layers).size], [shapes.ReceptiveField()]
    for layer in layers:
        sizes.append(shapes.output_size(sizes[-1], layer["kernel"], stride=layer.get("stride", 1)))
        fields.append(fields[-1].after(**layer))
    height = 1.9  # of a layer, in cells
    figure, axes = plt.subplots(figsize=(cell * (sizes[0] + 7), cell * (height * len(sizes))), layout="none")
    axes.set_position([0, 0, 1, 1])
    for level, (size, field) in enumerate(zip(sizes, fields, strict=True)):
        y = height * (len(sizes) - 1 - level)
        # A value stands over the middle of what it sees.
        middles = [i * field.stride + (field.size - 1) / 2 + 0.5 for i in range(size)]
        for x in middles:
            axes.add_patch(Rectangle((x - 0.4, y), 0.8, 0.8, facecolor=SEEN if level else CARD,
                                     edgecolor=BLUE if level else FAINT, linewidth=1.4))
        if level + 1 < len(sizes):
            above = fields[level + 1]
            reach = layers[level]["kernel"] - 1
            for i in range(sizes[level + 1]):
                x = i * above.stride + (above.size - 1) / 2 + 0.5
                first = i * layers[level].get("stride", 1)
                left, right = middles[first] - 0.4, middles[first + reach] + 0.4
                foot = y - height + 0.8
                axes.add_patch(Polygon([(x - 0.4, foot), (x + 0.4, foot), (right, y), (left, y)],
                                       facecolor=BLUE, alpha=0.12, edgecolor=BLUE, linewidth=0.6))
        name = "input" if level == 0 else f"layer {level}: each sees {field.size}"
        axes.text(sizes[0] + 0.4, y + 0.4, name, ha="left", va="center", fontsize=9.5)
    axes.set(xlim=(-0.3, sizes[0] + 6.6), ylim=(height * len(sizes) - 0.8, -0.3), aspect="equal")
    axes.axis("off")
    return figure
