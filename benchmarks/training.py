"""A training step of the network of "A CNN from nothing", in NumPy against PyTorch on the CPU, with the same threads.

``python -m benchmarks.training [--threads N]`` prints, for each batch size and optimiser, the time of ours over
PyTorch's (below 1: ours is faster) for forward, loss, backward and the optimiser's step, and their geometric mean.
Both sides work in float32, in their own natural layout, and begin at the same weights. Repetitions alternate between
the two, so that whatever else the machine does meets both, and medians are compared.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable

import numpy as np
import torch
from threadpoolctl import threadpool_limits
from torch import nn

from benchmarks.timing import ratio, threads_of_each_side
from cnn_helpers import functional as F
from cnn_helpers.layers import Conv2D, Dense, Flatten, MaxPool2D, ReLU, Sequential
from cnn_helpers.training import SGD, Adam

BATCHES = (32, 128)
OPTIMIZERS = {
    "SGD, momentum": (lambda: SGD(0.01, momentum=0.9), lambda p: torch.optim.SGD(p, lr=0.01, momentum=0.9)),
    "Adam": (lambda: Adam(0.001), lambda p: torch.optim.Adam(p, lr=0.001)),
}
SECONDS_PER_CASE = 5.0
STEPS_COMPARED = 5


def main() -> None:
    threads = threads_of_each_side(__doc__)
    print(f"One training step of LeNet, float32, {threads} thread{'s' * (threads != 1)}; time of ours / PyTorch's")
    print(f"{'batch':>5}  {'optimiser':16}{'ratio':>8}")
    ratios = []
    with threadpool_limits(threads):
        for batch in BATCHES:
            for name in OPTIMIZERS:
                ratios.append(ratio(*_sides(batch, *OPTIMIZERS[name]), seconds=SECONDS_PER_CASE))
                print(f"{batch:>5}  {name:16}{ratios[-1]:>8.2f}", flush=True)
    print(f"{'geometric mean':23}{statistics.geometric_mean(ratios):>8.2f}")


def _sides(batch: int, make: Callable, make_theirs: Callable) -> tuple[Callable, Callable]:
    """Ours and PyTorch's step on the same images, after some steps in which their losses are checked to agree."""
    random = np.random.default_rng(0)
    x, y = random.random((batch, 28, 28, 1), dtype=np.float32), random.integers(10, size=batch)
    x_torch, y_torch = torch.from_numpy(x).permute(0, 3, 1, 2).contiguous(), torch.from_numpy(y)
    model = _ours()
    in_torch = _theirs(model.get_weights())
    optimizer, torch_optimizer = make(), make_theirs(in_torch.parameters())

    def ours():
        logits = model.forward(x, training=True)
        loss = F.softmax_cross_entropy(logits, y)
        model.backward_parameters(F.softmax_cross_entropy_backward(1.0, logits, y))
        optimizer.step(model)
        return loss

    def theirs():
        loss = nn.functional.cross_entropy(in_torch(x_torch), y_torch)
        torch_optimizer.zero_grad()
        loss.backward()
        torch_optimizer.step()
        return loss

    for _ in range(STEPS_COMPARED):
        np.testing.assert_allclose(ours(), theirs().item(), rtol=1e-4)
    return ours, theirs


def _ours() -> Sequential:
    rng = np.random.default_rng(0)
    return Sequential(Conv2D(1, 6, 5, padding="same", rng=rng), ReLU(), MaxPool2D(2),
                      Conv2D(6, 16, 5, rng=rng), ReLU(), MaxPool2D(2), Flatten(),
                      Dense(400, 120, rng=rng), ReLU(), Dense(120, 84, rng=rng), ReLU(), Dense(84, 10, rng=rng))


def _theirs(weights: dict[str, np.ndarray]) -> nn.Sequential:
    """The same network in PyTorch, with the same weights: its places are those of ours."""
    model = nn.Sequential(nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
                          nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
                          nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10))
    # Ours flattens (H, W, C), PyTorch (C, H, W).
    weights["7.w"] = weights["7.w"].reshape(5, 5, 16, 120).transpose(2, 0, 1, 3).reshape(400, 120)
    with torch.no_grad():
        for place in (0, 3, 7, 9, 11):
            w = torch.from_numpy(weights[f"{place}.w"])
            model[place].weight.copy_(w.permute(3, 2, 0, 1) if w.ndim == 4 else w.T)
            model[place].bias.copy_(torch.from_numpy(weights[f"{place}.b"]))
    return model


if __name__ == "__main__":
    main()
