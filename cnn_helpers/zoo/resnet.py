"""ResNet-18, 34, 50, 101 and 152 in the paper's, torchvision's and Keras' variants, and two small relatives.

He, Zhang, Ren and Sun, "Deep residual learning for image recognition", arXiv:1512.03385, table 1. What differs:

- A bottleneck that halves the maps does so in its first, 1×1 convolution in the paper (footnote of its released
  models) and in Keras, and in its 3×3 convolution in torchvision: equal parameters, more multiply-accumulates.
- Where the channels grow, the paper's ResNet-18 and 34 compared with plain networks (table 2) pad with zeros, without
  parameters (option A); torchvision projects by a 1×1 convolution, as all do in the deeper ones (option B).
- Keras' convolutions have biases, and Keras has the three deeper ones alone.
"""

from __future__ import annotations

from functools import partial

from cnn_helpers.spec import (
    Activation,
    BatchNorm,
    Block,
    Conv,
    Dense,
    GlobalAvgPool,
    MaxPool,
    PadChannels,
    Spec,
    chain,
    network,
    residual,
)

RELU = Activation("relu")
UNITS = {18: (2, 2, 2, 2), 34: (3, 4, 6, 3), 50: (3, 4, 6, 3), 101: (3, 4, 23, 3), 152: (3, 8, 36, 3)}  # in each stage
WIDTHS = (64, 128, 256, 512)
EXPANSION = 4  # of a bottleneck's channels at its end

# torchvision's and the paper's batch normalisation, and Keras'
NORM, KERAS_NORM = BatchNorm(epsilon=1e-5, momentum=0.9), BatchNorm(epsilon=1.001e-5, momentum=0.99)


def basic_unit(width: int, *, stride: int = 1, shortcut: Block | None = None) -> Block:
    """Two 3×3 convolutions and a shortcut: figure 5, left; the unit of ResNet-18 and 34."""
    main = chain(conv1=Conv(width, 3, stride=stride, padding=1, bias=False), bn1=NORM, relu1=RELU,
                 conv2=Conv(width, 3, padding=1, bias=False), bn2=NORM)
    return residual(main, shortcut, after=RELU)


def bottleneck(width: int, *, strides: tuple[int, int] = (1, 1), shortcut: Block | None = None, bias: bool = False,
               norm: BatchNorm = NORM, tail: Block | None = None) -> Block:
    """1×1, 3×3 and 1×1 convolutions and a shortcut: figure 5, right; the unit of ResNet-50 and deeper.

    Parameters
    ----------
    width
        Filters of the first two; the last has four times as many.
    strides
        Of the first and of the second.
    shortcut
        None for the identity.
    bias
        Whether the convolutions have one.
    norm
        The batch normalisation.
    tail
        What comes before the addition; None for nothing.

    Returns
    -------
    Block
    """
    main = chain(conv1=Conv(width, 1, stride=strides[0], bias=bias), bn1=norm, relu1=RELU,
                 conv2=Conv(width, 3, stride=strides[1], padding=1, bias=bias), bn2=norm, relu2=RELU,
                 conv3=Conv(EXPANSION * width, 1, bias=bias), bn3=norm, **({"se": tail} if tail else {}))
    return residual(main, shortcut, after=RELU)


def projection(filters: int, stride: int, *, bias: bool = False, norm: BatchNorm = NORM) -> Block:
    """The shortcut of option B: a 1×1 convolution with a stride."""
    return chain(conv=Conv(filters, 1, stride=stride, bias=bias), bn=norm)


def zero_padding(filters: int, stride: int) -> Block:
    """The shortcut of option A: every `stride`-th pixel, then channels of zeros."""
    return chain(pick=MaxPool(1, stride=stride), pad=PadChannels(filters))


def resnet(depth: int, classes: int = 1000) -> Spec:
    """torchvision's ResNet of `depth` 18, 34, 50, 101 or 152."""
    unit = _basic(projection) if depth < 50 else bottlenecks(stride_first=False)
    return build(f"resnet{depth}", depth, unit, classes, f"torchvision's ResNet-{depth}")


def resnet_paper(depth: int, classes: int = 1000) -> Spec:
    """The paper's: 18 and 34 with shortcuts without parameters, the others with the stride in the first 1×1."""
    unit = _basic(zero_padding) if depth < 50 else bottlenecks(stride_first=True)
    return build(f"resnet{depth}_paper", depth, unit, classes, f"ResNet-{depth} as in He et al. 2015")


def resnet_keras(depth: int, classes: int = 1000) -> Spec:
    """Keras' ResNet of `depth` 50, 101 or 152: with biases, the stride in the first 1×1."""
    unit = bottlenecks(stride_first=True, bias=True, norm=KERAS_NORM)
    return build(f"resnet{depth}_keras", depth, unit, classes, f"Keras' ResNet-{depth}", bias=True, norm=KERAS_NORM,
                 count_statistics=True)


def build(name, depth, unit, classes, description, *, bias=False, norm=NORM, count_statistics=False) -> Spec:
    """A ResNet from ``unit(width, stride, first)``, which makes a unit of a stage; `first` where it begins one."""
    stages = {}
    for number, (width, count) in enumerate(zip(WIDTHS, UNITS[depth], strict=True), start=1):
        units = [unit(width, 2 if place == 0 and number > 1 else 1, place == 0) for place in range(count)]
        stages[f"layer{number}"] = chain(**{str(place): block for place, block in enumerate(units)})
    return network(name, (224, 224, 3), chain(
        conv1=Conv(64, 7, stride=2, padding=3, bias=bias), bn1=norm, relu=RELU, maxpool=MaxPool(3, stride=2, padding=1),
        **stages, avgpool=GlobalAvgPool(), fc=Dense(classes)),
        description=description, count_statistics=count_statistics)


def _basic(shortcut):
    def unit(width, stride, first):
        return basic_unit(width, stride=stride, shortcut=shortcut(width, stride) if stride > 1 else None)
    return unit


def bottlenecks(*, stride_first, bias=False, norm=NORM, tail=None):
    """What :func:`build` calls for each unit; `tail` makes, from the channels, what comes before the addition."""

    def unit(width, stride, first):
        filters = EXPANSION * width
        return bottleneck(width, strides=(stride, 1) if stride_first else (1, stride), bias=bias, norm=norm,
                          shortcut=projection(filters, stride, bias=bias, norm=norm) if first else None,
                          tail=tail(filters) if tail else None)
    return unit


def resnet34_geron(classes: int = 10) -> Spec:
    """ResNet-34 as a Keras model of residual units, for ten classes.

    A. Géron, "Hands-On Machine Learning" (O'Reilly), chapter 14: torchvision's network, but for SAME padding, which
    lies otherwise where the stride is 2, and for Keras' epsilon and momentum.
    """
    norm = BatchNorm(epsilon=1e-3, momentum=0.99)

    def conv(filters, kernel, stride=1):
        return Conv(filters, kernel, stride=stride, padding="same", bias=False)

    units, before = {}, 64
    for number, width in enumerate([64] * 3 + [128] * 4 + [256] * 6 + [512] * 3, start=1):
        stride = 1 if width == before else 2
        main = chain(conv1=conv(width, 3, stride), bn1=norm, relu1=RELU, conv2=conv(width, 3), bn2=norm)
        shortcut = chain(conv=conv(width, 1, stride), bn=norm) if stride > 1 else None
        units[f"unit{number}"], before = residual(main, shortcut, after=RELU), width
    return network("resnet34_geron", (224, 224, 3), chain(
        conv=conv(64, 7, 2), bn=norm, relu=RELU, pool=MaxPool(3, stride=2, padding="same"),
        **units, avgpool=GlobalAvgPool(), fc=Dense(classes)),
        description="ResNet-34 as a Keras model (Géron), ten classes", count_statistics=True)


def resnet_small(classes: int = 10) -> Spec:
    """Three residual units without batch normalisation, for images of 32 × 32 pixels.

    Both convolutions of a unit are followed by ReLU, so its sum only ever adds to the input, which is not the
    paper's unit: there the second ReLU comes after the addition alone.
    """
    unit = residual(chain(conv1=Conv(64, 3, padding="same"), relu1=RELU, conv2=Conv(64, 3, padding="same"), relu2=RELU),
                    after=RELU)
    return network("resnet_small", (32, 32, 3), chain(
        conv=Conv(64, 3, padding="same"), relu=RELU, pool=MaxPool(2), unit1=unit, unit2=unit, unit3=unit,
        avgpool=GlobalAvgPool(), fc=Dense(classes)), description="three residual units for 32×32 images")


NETWORKS = {
    **{f"resnet{depth}": partial(resnet, depth) for depth in UNITS},
    **{f"resnet{depth}_paper": partial(resnet_paper, depth) for depth in UNITS},
    **{f"resnet{depth}_keras": partial(resnet_keras, depth) for depth in UNITS if depth >= 50},
    "resnet34_geron": resnet34_geron,
    "resnet_small": resnet_small,
}
