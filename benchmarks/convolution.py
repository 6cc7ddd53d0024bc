"""Convolution in NumPy against PyTorch on the CPU: forward and all gradients, with the same number of threads.

``python -m benchmarks.convolution [--threads N]`` prints, for each layer, the time of ours over PyTorch's (below 1:
ours is faster), their geometric mean, and the memory that ours allocated. Both sides work in float32 and are given
their own natural layout: channels last for ours, contiguous channels first for PyTorch. Repetitions alternate
between the two, so that whatever else the machine does meets both, and medians are compared.
"""

from __future__ import annotations

import statistics
import tracemalloc
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import torch
from threadpoolctl import threadpool_limits

from benchmarks.timing import ratio, threads_of_each_side
from cnn_helpers.functional._geometry import BLOCK_BYTES
from cnn_helpers.functional.conv import conv2d, conv2d_backward

SECONDS_PER_LAYER = 2.0


class Layer(NamedTuple):
    """A convolution of square images; `padding` is the same on all four sides."""

    name: str
    batch: int
    size: int
    channels: int
    outputs: int
    kernel: int
    stride: int = 1
    padding: int = 0


LAYERS = (
    Layer("MNIST, first layer", batch=32, size=28, channels=1, outputs=32, kernel=3),
    Layer("MNIST, second layer", batch=32, size=13, channels=32, outputs=64, kernel=3),
    Layer("CIFAR-10, first layer", batch=32, size=32, channels=3, outputs=16, kernel=3, padding=1),
    Layer("CIFAR-10, second layer", batch=32, size=32, channels=16, outputs=32, kernel=3, padding=1),
    Layer("ResNet, stem", batch=2, size=224, channels=3, outputs=64, kernel=7, stride=2, padding=3),
    Layer("ResNet, 3x3", batch=4, size=56, channels=64, outputs=64, kernel=3, padding=1),
    Layer("ResNet, 3x3, stride 2", batch=4, size=56, channels=64, outputs=128, kernel=3, stride=2, padding=1),
    Layer("ResNet, 1x1", batch=4, size=28, channels=256, outputs=64, kernel=1),
)


def main() -> None:
    threads = threads_of_each_side(__doc__)
    print(f"Forward + backward (dx, dw, db), float32, {threads} thread{'s' * (threads != 1)}; time of ours / PyTorch's")
    print(f"{'layer':24}{'input':>18}{'output':>18}{'kernel':>8}{'stride':>8}{'ratio':>8}{'memory':>8}")
    ratios = []
    with threadpool_limits(threads):
        for layer in LAYERS:
            ours, theirs, (x, w, y) = _sides(layer)
            ratios.append(ratio(ours, theirs, seconds=SECONDS_PER_LAYER))
            kernel = f"{layer.kernel}x{layer.kernel}"
            memory = _peak(ours) / (x.nbytes + y.nbytes + 2 * w.nbytes + BLOCK_BYTES)
            print(f"{layer.name:24}{_shape(x):>18}{_shape(y):>18}{kernel:>8}{layer.stride:>8}"
                  f"{ratios[-1]:>8.2f}{memory:>8.2f}", flush=True)
    print(f"{'geometric mean':84}{statistics.geometric_mean(ratios):>8.2f}")
    print(f"memory: the most that ours allocated at once, results included, over input + output + 2 kernels "
          f"(dw and a block's part of it) + a block of {BLOCK_BYTES / 2**20:g} MiB")


def _sides(layer: Layer) -> tuple[Callable, Callable, tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Ours and PyTorch's forward + backward on the same numbers, checked to agree, and x, w and y."""
    random = np.random.default_rng(0)
    x = random.standard_normal((layer.batch, layer.size, layer.size, layer.channels), dtype=np.float32)
    w = random.standard_normal((layer.kernel, layer.kernel, layer.channels, layer.outputs), dtype=np.float32)
    b = random.standard_normal(layer.outputs, dtype=np.float32)
    options = dict(stride=layer.stride, padding=layer.padding)
    y = conv2d(x, w, b, **options)
    dy = random.standard_normal(y.shape, dtype=np.float32)

    leaves = [_channels_first(x), torch.from_numpy(w.transpose(3, 2, 0, 1)).contiguous(), torch.from_numpy(b.copy())]
    leaves = [leaf.requires_grad_() for leaf in leaves]
    torch_dy = _channels_first(dy)

    def ours():
        return conv2d(x, w, b, **options), *conv2d_backward(dy, x, w, b, **options)

    def theirs():
        result = torch.nn.functional.conv2d(*leaves, **options)
        return result, *torch.autograd.grad(result, leaves, torch_dy)

    result, dx, dw, db = theirs()
    expected = [_channels_last(result), _channels_last(dx), dw.numpy().transpose(2, 3, 1, 0), db.numpy()]
    for mine, other in zip(ours(), expected, strict=True):
        np.testing.assert_allclose(mine, other, rtol=0, atol=1e-4 * np.abs(other).max())
    return ours, theirs, (x, w, y)


def _peak(run: Callable) -> int:
    tracemalloc.start()
    run()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def _channels_first(images: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(images).permute(0, 3, 1, 2).contiguous()


def _channels_last(images: torch.Tensor) -> np.ndarray:
    return images.detach().permute(0, 2, 3, 1).numpy()


def _shape(images: np.ndarray) -> str:
    return "x".join(map(str, images.shape))


if __name__ == "__main__":
    main()
