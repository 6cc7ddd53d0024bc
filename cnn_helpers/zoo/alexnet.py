"""AlexNet three ways: the paper's with two groups, the same without groups, and torchvision's.

Krizhevsky, Sutskever and Hinton, "ImageNet classification with deep convolutional neural networks", NIPS 2012. The
paper says 224 × 224, but its first layer gives 55 × 55 maps only from 227 × 227 (or with padding).
"""

from __future__ import annotations

from cnn_helpers.spec import (
    Activation,
    AdaptiveAvgPool,
    Conv,
    Dense,
    Dropout,
    Flatten,
    LocalResponseNorm,
    MaxPool,
    Spec,
    chain,
    network,
)

RELU = Activation("relu")


def alexnet_paper(classes: int = 1000) -> Spec:
    """The network of 2012: what two GPUs held are the two groups of conv2, conv4 and conv5. 60,965,224 parameters."""
    return _with_groups("alexnet_paper", 2, classes, "AlexNet as in Krizhevsky et al. 2012, two groups for two GPUs")


def alexnet_ungrouped(classes: int = 1000) -> Spec:
    """The paper's network as if it had fitted one GPU, without groups. 62,378,344 parameters."""
    return _with_groups("alexnet_ungrouped", 1, classes, "AlexNet of 2012 without its two groups")


def _with_groups(name, groups, classes, description):
    # Section 3.3 of the paper: k = 2, n = 5, alpha = 1e-4, beta = 0.75; n channels are a radius of (n - 1) / 2.
    norm = LocalResponseNorm(depth_radius=2, bias=2, alpha=1e-4, beta=0.75)
    pool = MaxPool(3, stride=2)
    return network(name, (227, 227, 3), chain(
        conv1=Conv(96, 11, stride=4), relu1=RELU, norm1=norm, pool1=pool,
        conv2=Conv(256, 5, padding=2, groups=groups), relu2=RELU, norm2=norm, pool2=pool,
        conv3=Conv(384, 3, padding=1), relu3=RELU,
        conv4=Conv(384, 3, padding=1, groups=groups), relu4=RELU,
        conv5=Conv(256, 3, padding=1, groups=groups), relu5=RELU, pool5=pool, flatten=Flatten(),
        fc6=Dense(4096), relu6=RELU, dropout6=Dropout(0.5), fc7=Dense(4096), relu7=RELU, dropout7=Dropout(0.5),
        fc8=Dense(classes)), description=description)


def alexnet(classes: int = 1000) -> Spec:
    """torchvision's, which has no LRN, and filters of A. Krizhevsky, arXiv:1404.5997. 61,100,840 parameters."""
    pool = MaxPool(3, stride=2)
    features = chain(Conv(64, 11, stride=4, padding=2), RELU, pool, Conv(192, 5, padding=2), RELU, pool,
                     Conv(384, 3, padding=1), RELU, Conv(256, 3, padding=1), RELU, Conv(256, 3, padding=1), RELU, pool)
    classifier = chain(Dropout(0.5), Dense(4096), RELU, Dropout(0.5), Dense(4096), RELU, Dense(classes))
    return network("alexnet", (224, 224, 3),
                   chain(features=features, avgpool=AdaptiveAvgPool(6), flatten=Flatten(), classifier=classifier),
                   description="torchvision's AlexNet")


NETWORKS = {"alexnet": alexnet, "alexnet_paper": alexnet_paper, "alexnet_ungrouped": alexnet_ungrouped}
