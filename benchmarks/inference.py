"""EfficientNet-Lite0 on one photograph of 224 × 224 pixels, in NumPy against PyTorch on the CPU, with the same threads.

``python -m benchmarks.inference [--threads N]`` prints the time of ours over PyTorch's (below 1: ours is faster). Both
models are built from the same spec with the same trained weights and name the same class; each takes the photograph
in its own natural layout. Runs alternate between the two, so that whatever else the machine does meets both, and
medians are compared.
"""

from __future__ import annotations

import numpy as np
import torch
from threadpoolctl import threadpool_limits

from benchmarks.timing import ratio, threads_of_each_side
from cnn_helpers import data, zoo
from cnn_helpers.frameworks.pretrained import efficientnet_lite0
from cnn_helpers.frameworks.torch import build, set_weights
from cnn_helpers.network import Network

SECONDS = 20.0


def main() -> None:
    threads = threads_of_each_side(__doc__)
    spec, weights = zoo.spec("efficientnet_lite0"), efficientnet_lite0()
    model, in_torch = Network(spec, rng=0), build(spec)
    model.set_weights(weights)
    set_weights(in_torch, weights)
    in_torch.eval()
    x = data.imagenet_input(data.picture("cat"))
    x_torch = torch.from_numpy(x).permute(0, 3, 1, 2).contiguous()
    with threadpool_limits(threads), torch.inference_mode():
        np.testing.assert_allclose(model.forward(x), in_torch(x_torch).numpy(), atol=1e-4)
        result = ratio(lambda: model.forward(x), lambda: in_torch(x_torch), seconds=SECONDS)
    print(f"EfficientNet-Lite0, one photograph, float32, {threads} thread{'s' * (threads != 1)}; "
          f"time of ours / PyTorch's: {result:.2f}")


if __name__ == "__main__":
    main()
