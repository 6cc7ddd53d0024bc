"""Xception, as Keras has it: depthwise separable convolutions between shortcuts.

Chollet, "Xception: deep learning with depthwise separable convolutions", arXiv:1610.02357, figure 5.
"""

from __future__ import annotations

from cnn_helpers.spec import (
    Activation,
    BatchNorm,
    Block,
    Conv,
    Dense,
    GlobalAvgPool,
    MaxPool,
    SeparableConv,
    Spec,
    chain,
    network,
    residual,
)

RELU = Activation("relu")
NORM = BatchNorm(epsilon=1e-3, momentum=0.99)


def _separable(filters: int) -> Block:
    return chain(conv=SeparableConv(filters, 3, padding="same", bias=False), bn=NORM)


def _shrinking(first: int, second: int, *, relu_first: bool = True) -> Block:
    """Two separable convolutions and a pool with stride 2, around them a 1×1 convolution with the same stride."""
    main = chain(**({"act1": RELU} if relu_first else {}), sepconv1=_separable(first), act2=RELU,
                 sepconv2=_separable(second), pool=MaxPool(3, stride=2, padding="same"))
    return residual(main, chain(conv=Conv(second, 1, stride=2, padding="same", bias=False), bn=NORM))


def xception(classes: int = 1000) -> Spec:
    """Xception: 22,910,480 parameters as Keras counts them, 22,855,952 of them trainable."""
    middle = residual(chain(act1=RELU, sepconv1=_separable(728), act2=RELU, sepconv2=_separable(728),
                            act3=RELU, sepconv3=_separable(728)))
    return network("xception", (299, 299, 3), chain(
        block1=chain(conv1=Conv(32, 3, stride=2, bias=False), bn1=NORM, act1=RELU,
                     conv2=Conv(64, 3, bias=False), bn2=NORM, act2=RELU),
        block2=_shrinking(128, 128, relu_first=False), block3=_shrinking(256, 256), block4=_shrinking(728, 728),
        **{f"block{number}": middle for number in range(5, 13)},
        block13=_shrinking(728, 1024),
        block14=chain(sepconv1=_separable(1536), act1=RELU, sepconv2=_separable(2048), act2=RELU),
        avgpool=GlobalAvgPool(), fc=Dense(classes)), description="Keras' Xception", count_statistics=True)


NETWORKS = {"xception": xception}
