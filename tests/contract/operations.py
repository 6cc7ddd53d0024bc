"""The table of the contract: for each operation how it is drawn, and how much of it each framework must carry."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis.strategies import SearchStrategy

from . import strategies as draw
from .case import Case

IMAGES = frozenset({"order C", "order F", "batch of one", "one channel", "rectangular image"})
WINDOWS = IMAGES | {
    "padding valid", "padding same", "padding int", "padding pair", "padding pair of pairs",
    "stride int", "stride pair", "stride > 1", "rectangular kernel", "same with an even kernel",
}
CONVOLUTIONS = WINDOWS | {"dilation int", "dilation pair", "dilation > 1", "stride > 1 with dilation > 1", "no b"}
POOLING = WINDOWS | {"size int", "size pair", "stride None", "ceil_mode"}


@dataclass(frozen=True)
class Operation:
    """An operation of cnn_helpers, computed by the functions of its name in `in_tensorflow` and `in_torch`.

    Attributes
    ----------
    cases
        The strategy that draws a configuration.
    differentiable
        How many of its arrays, from the first, have a gradient.
    tensorflow, torch
        The least share of values, and of gradients, that the framework carries; the rest falls under `limits`.
    magnitude
        Of the terms that cancel in a value, and in a gradient, where its error is relative to them; 0 where the
        error is relative to the largest result.
    drawn
        What at least one of 200 configurations must have, in the words of `Case.features`.
    """

    name: str
    cases: SearchStrategy[Case]
    differentiable: int = 1
    tensorflow: tuple[float, float] = (1, 1)
    torch: tuple[float, float] = (1, 1)
    magnitude: tuple[float, float] = (0, 0)
    drawn: frozenset[str] = frozenset({"order C", "order F"})

    def shares(self):
        """(judge, part, least share) of each judge and part; the loops carry everything."""
        least = {"the loops": (1, 1), "TensorFlow": self.tensorflow, "PyTorch": self.torch}
        return [(judge, part, share) for judge, both in least.items()
                for part, share in zip(("value", "gradient"), both, strict=True)]


OPERATIONS = (
    Operation("conv2d", draw.conv2d(), 3, tensorflow=(1, 0.15), drawn=CONVOLUTIONS | {"groups > 1"}),
    Operation("conv1d", draw.conv1d(), 3, tensorflow=(1, 0.15)),
    Operation("conv_transpose2d", draw.conv_transpose2d(), 3, tensorflow=(0.15, 0.15),
              drawn=CONVOLUTIONS | {"groups > 1"}),
    Operation("depthwise_conv2d", draw.depthwise_conv2d(), 3, tensorflow=(0.4, 0.4), drawn=CONVOLUTIONS),
    Operation("separable_conv2d", draw.separable_conv2d(), 4, tensorflow=(0.4, 0.4), drawn=CONVOLUTIONS),
    Operation("max_pool2d", draw.max_pool2d(), tensorflow=(0.55, 0.55), drawn=POOLING | {"ties"}),
    Operation("avg_pool2d", draw.avg_pool2d(), tensorflow=(0.55, 0.55), drawn=POOLING | {"count_padding"}),
    Operation("global_avg_pool2d", draw.images(), drawn=IMAGES),
    Operation("global_max_pool2d", draw.images(kinds=("distinct", "ties")), drawn=IMAGES),
    Operation("batch_norm", draw.batch_norm(), 3, torch=(0.8, 0.8), magnitude=(1, 1)),
    Operation("local_response_norm", draw.local_response_norm(), tensorflow=(0.5, 0.5), magnitude=(0, 1), drawn=IMAGES),
    Operation("relu", draw.elementwise(kinds=("distinct", "ties", "large"))),
    Operation("relu6", draw.elementwise(kinds=("distinct", "ties", "large"))),
    Operation("leaky_relu", draw.leaky_relu(), tensorflow=(0.55, 0.55)),
    Operation("sigmoid", draw.elementwise(kinds=("normal", "large")), magnitude=(0, 1)),
    Operation("tanh", draw.elementwise(kinds=("normal", "large")), magnitude=(0, 1)),
    Operation("softmax", draw.softmax(), magnitude=(0, 1)),
    Operation("dense", draw.dense(), 3),
    Operation("flatten", draw.flatten()),
    Operation("dropout", draw.dropout()),
    Operation("softmax_cross_entropy", draw.softmax_cross_entropy(), magnitude=(0, 1)),
    Operation("binary_cross_entropy", draw.binary_cross_entropy()),
)
