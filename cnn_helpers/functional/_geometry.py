"""Where the windows of a convolution lie, and how its work is cut into blocks that fit the cache."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

BLOCK_BYTES = 2**20  # scratch space of one block: it stays in the L2 cache of a core
BLOCK_WINDOWS = 256  # but a block is whole rows of outputs and not smaller than this: BLAS needs a matrix of many rows


class Geometry(NamedTuple):
    """A convolution's sizes; every field is a (vertical, horizontal) pair.

    `before` is the padding above and to the left; what is below and to the right follows from `outputs`.
    """

    size: tuple[int, int]
    kernel: tuple[int, int]
    stride: tuple[int, int]
    dilation: tuple[int, int]
    before: tuple[int, int]
    outputs: tuple[int, int]

    def extent(self, axis: int, outputs: int) -> int:
        """How many positions of the padded image `outputs` neighbouring windows span.

        Examples
        --------
        >>> Geometry((5, 5), (3, 3), (2, 2), (1, 1), (0, 0), (2, 2)).extent(0, 2)
        5
        """
        return (outputs - 1) * self.stride[axis] + (self.kernel[axis] - 1) * self.dilation[axis] + 1

    def seen(self, axis: int, tap: int, outputs: slice) -> tuple[slice, slice]:
        """Which of the `outputs` have their `tap` on a pixel and not in the padding, and which pixels those are.

        The former are counted from the first of `outputs`.

        Examples
        --------
        Output i of a 3-wide kernel with one zero in front meets pixel i - 1 with its first tap:

        >>> Geometry((5, 5), (3, 3), (1, 1), (1, 1), (1, 1), (5, 5)).seen(0, 0, slice(0, 5))
        (slice(1, 5, None), slice(0, 4, 1))
        """
        stride = self.stride[axis]
        offset = tap * self.dilation[axis] - self.before[axis]  # output i meets pixel i * stride + offset
        first = max(outputs.start, -(offset // stride))
        last = min(outputs.stop - 1, (self.size[axis] - 1 - offset) // stride)
        if first > last:
            return slice(0, 0), slice(0, 0)
        return (slice(first - outputs.start, last - outputs.start + 1),
                slice(first * stride + offset, last * stride + offset + 1, stride))

    def blocks(self, batch: int, window_bytes: int) -> Iterator[tuple[slice, slice]]:
        """Cut the outputs of `batch` images into blocks: several whole images, or some rows of a single one.

        Examples
        --------
        >>> geometry = Geometry((100, 100), (1, 1), (1, 1), (1, 1), (0, 0), (100, 100))
        >>> list(geometry.blocks(1, window_bytes=BLOCK_BYTES // 6000))
        [(slice(0, 1, None), slice(0, 60, None)), (slice(0, 1, None), slice(60, 100, None))]
        """
        height, width = self.outputs
        rows = max(BLOCK_BYTES // (width * window_bytes), -(-BLOCK_WINDOWS // width))
        images = max(rows // height, 1)
        rows = min(rows, height)
        for image in range(0, batch, images):
            for row in range(0, height, rows):
                yield slice(image, min(image + images, batch)), slice(row, min(row + rows, height))
