"""One configuration of one operation: the shapes and kinds of its arrays, its options, and the seed of its numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np


class Array(NamedTuple):
    """The shape of an argument and what its numbers are like (a key of KINDS)."""

    shape: tuple[int, ...]
    kind: str = "normal"


KINDS = {
    "normal": lambda rng, shape: rng.normal(size=shape),
    "shifted": lambda rng, shape: rng.normal(3, 2, size=shape),
    "large": lambda rng, shape: rng.normal(0, 1000, size=shape),
    "positive": lambda rng, shape: rng.uniform(0.1, 2, size=shape),
    "probabilities": lambda rng, shape: rng.dirichlet(np.ones(shape[-1]), size=shape[:-1]),
    "fractions": lambda rng, shape: rng.uniform(0, 1, size=shape),
    "bits": lambda rng, shape: rng.integers(0, 2, size=shape).astype(float),
    # few values, so that maxima are tied and zeros are exact
    "ties": lambda rng, shape: rng.integers(-2, 3, size=shape) / 2,
    # all distinct and none near zero, so that a small step crosses no kink
    "distinct": lambda rng, shape: (rng.permutation(np.prod(shape)).reshape(shape) - np.prod(shape) // 2 + 0.25) / 10,
}


@dataclass(frozen=True)
class Case:
    """What one call is given; the same seed gives the same numbers."""

    arrays: dict[str, Array | None]
    options: dict = field(default_factory=dict)
    seed: int = 0
    order: str = "C"

    def draw(self, dtype) -> list[np.ndarray | None]:
        """The arguments, read-only, so that a function that writes into its input raises."""
        rng = np.random.default_rng(self.seed)
        return [None if array is None else self._draw(rng, array, dtype) for array in self.arrays.values()]

    def _draw(self, rng, array, dtype):
        if array.kind.startswith("classes below "):
            numbers = rng.integers(0, int(array.kind.split()[-1]), size=array.shape)
        else:
            numbers = np.array(KINDS[array.kind](rng, array.shape), dtype=dtype, order=self.order)
        numbers.flags.writeable = False
        return numbers

    def differentiable(self, count: int) -> list[str]:
        """The names of those of the first `count` arrays that are given."""
        return [name for name in list(self.arrays)[:count] if self.arrays[name] is not None]

    def upstream(self, shape, dtype) -> np.ndarray:
        """A gradient with respect to the output, read-only too."""
        dy = np.array(np.random.default_rng([self.seed, 1]).normal(size=shape), dtype=dtype, order=self.order)
        dy.flags.writeable = False
        return dy

    def direction(self, name: str) -> np.ndarray:
        """A direction of length 1 in which to move the array of that name."""
        rng = np.random.default_rng([self.seed, 2, list(self.arrays).index(name)])
        step = rng.normal(size=self.arrays[name].shape)
        return step / np.linalg.norm(step)

    def has_ties(self) -> bool:
        """Whether the numbers lie on kinks, where a derivative is a convention and differences have no limit."""
        return any(array is not None and array.kind == "ties" for array in self.arrays.values())

    def features(self) -> set[str]:
        """What is special about it, in words that the counts are kept under."""
        options, shapes = self.options, {name: array.shape for name, array in self.arrays.items() if array is not None}
        found = {f"order {self.order}"} | {array.kind for array in self.arrays.values() if array is not None}
        found |= {f"no {name}" for name, array in self.arrays.items() if array is None}
        for name in ("stride", "dilation", "padding", "size"):
            if name in options:
                found.add(f"{name} {form(options[name])}")
        for name in ("stride", "dilation", "groups"):
            if np.max(options.get(name) or 1) > 1:
                found.add(f"{name} > 1")
        if np.max(options.get("stride") or 1) > 1 and np.max(options.get("dilation", 1)) > 1:
            found.add("stride > 1 with dilation > 1")
        found |= {name for name, value in options.items() if value is True}
        first = next(iter(shapes.values()))
        if len(first) == 4:
            batch, height, width, channels = first
            found |= {"batch of one"} if batch == 1 else set()
            found |= {"one channel"} if channels == 1 else set()
            found |= {"rectangular image"} if height != width else set()
        kernel = kernel_size(self)
        if kernel and len(set(kernel)) == 2:
            found.add("rectangular kernel")
        if kernel and any(k % 2 == 0 for k in kernel) and options.get("padding") == "same":
            found.add("same with an even kernel")
        return found


def form(value) -> str:
    """Which of the forms an argument takes: its name, an int, a pair, or a pair of pairs."""
    if value is None or isinstance(value, str):
        return str(value)
    if isinstance(value, int):
        return "int"
    return "pair" if isinstance(value[0], int) else "pair of pairs"


def kernel_size(case: Case) -> tuple[int, ...] | None:
    """The extent of the kernel or window, one number for each axis of the image."""
    if "size" in case.options:
        return pair(case.options["size"])
    kernel = case.arrays.get("w") or case.arrays.get("w_depthwise")
    return kernel.shape[:-2] if kernel and len(kernel.shape) > 2 else None


def pair(value) -> tuple[int, int]:
    """(vertical, horizontal) from an int or a pair."""
    return (value, value) if isinstance(value, int) else tuple(value)


def same_amounts(size: int, kernel: int, stride: int, dilation: int = 1) -> tuple[int, int]:
    """SAME as the documentation of ``tf.nn.convolution`` puts it, in its own words and not in those of cnn_helpers.

    If ``size % stride == 0``: ``total = max(span - stride, 0)``, else ``total = max(span - size % stride, 0)``;
    ``total // 2`` before, the rest after.
    """
    span = (kernel - 1) * dilation + 1
    total = max(span - (size % stride or stride), 0)
    return total // 2, total - total // 2


def amounts(padding, sizes=(), kernel=(), stride=1, dilation=1) -> tuple[tuple[int, int], tuple[int, int]]:
    """((top, bottom), (left, right)) of any form of padding; all but the padding itself matters to "same" alone."""
    if padding == "valid":
        return (0, 0), (0, 0)
    if padding == "same":
        vertical, horizontal = zip(sizes, kernel, pair(stride), pair(dilation), strict=True)
        return same_amounts(*vertical), same_amounts(*horizontal)
    if form(padding) == "pair of pairs":
        return padding
    vertical, horizontal = pair(padding)
    return (vertical, vertical), (horizontal, horizontal)
