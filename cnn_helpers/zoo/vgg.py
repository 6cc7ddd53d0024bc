"""VGG-11, 13, 16 and 19, as torchvision has them; Keras' VGG-16 and VGG-19 are the same at 224 × 224.

Simonyan and Zisserman, "Very deep convolutional networks for large-scale image recognition", arXiv:1409.1556, table 1,
columns A, B, D and E. The number counts the layers with weights: 8, 10, 13 or 16 convolutions and three dense layers.
"""

from __future__ import annotations

from functools import partial

from cnn_helpers.spec import Activation, AdaptiveAvgPool, Conv, Dense, Dropout, Flatten, MaxPool, Spec, chain, network

RELU = Activation("relu")
WIDTHS = (64, 128, 256, 512, 512)
CONVOLUTIONS = {11: (1, 1, 2, 2, 2), 13: (2, 2, 2, 2, 2), 16: (2, 2, 3, 3, 3), 19: (2, 2, 4, 4, 4)}  # in each block


def vgg(depth: int, classes: int = 1000) -> Spec:
    """VGG of `depth` 11, 13, 16 or 19.

    Examples
    --------
    >>> sum(len(shape) == 4 for shape in vgg(16).parameters().values())
    13
    """
    blocks = {f"block{number}": chain(*[Conv(width, 3, padding=1), RELU] * count, pool=MaxPool(2))
              for number, (width, count) in enumerate(zip(WIDTHS, CONVOLUTIONS[depth], strict=True), start=1)}
    classifier = chain(Dense(4096), RELU, Dropout(0.5), Dense(4096), RELU, Dropout(0.5), Dense(classes))
    return network(f"vgg{depth}", (224, 224, 3),
                   chain(**blocks, avgpool=AdaptiveAvgPool(7), flatten=Flatten(), classifier=classifier),
                   description=f"VGG-{depth}, torchvision's")


NETWORKS = {f"vgg{depth}": partial(vgg, depth) for depth in CONVOLUTIONS}
