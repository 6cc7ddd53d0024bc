"""GoogLeNet as torchvision builds it and as its paper describes it, each with and without auxiliary classifiers.

Szegedy et al., "Going deeper with convolutions", arXiv:1409.4842. torchvision's has batch normalisation and a 3 × 3
convolution where the paper has 5 × 5 (pytorch/vision issue 906); it comes from a TensorFlow model.
"""

from __future__ import annotations

from functools import partial

from cnn_helpers.spec import (
    Activation,
    AdaptiveAvgPool,
    AvgPool,
    BatchNorm,
    Block,
    Conv,
    Dense,
    Dropout,
    Flatten,
    GlobalAvgPool,
    LocalResponseNorm,
    MaxPool,
    Operation,
    Spec,
    auxiliary,
    branches,
    chain,
    network,
)

RELU = Activation("relu")

# Table 1 of the paper: #1×1, #3×3 reduce, #3×3, #5×5 reduce, #5×5, pool proj.
INCEPTIONS = {
    "3a": (64, 96, 128, 16, 32, 32),
    "3b": (128, 128, 192, 32, 96, 64),
    "4a": (192, 96, 208, 16, 48, 64),
    "4b": (160, 112, 224, 24, 64, 64),
    "4c": (128, 128, 256, 24, 64, 64),
    "4d": (112, 144, 288, 32, 64, 64),
    "4e": (256, 160, 320, 32, 128, 128),
    "5a": (256, 160, 320, 32, 128, 128),
    "5b": (384, 192, 384, 48, 128, 128),
}


def conv_relu(filters: int, kernel: int, **options) -> Block:
    """The paper's convolution: with a bias, then ReLU."""
    return chain(conv=Conv(filters, kernel, **options), relu=RELU)


def conv_norm_relu(filters: int, kernel: int, **options) -> Block:
    """torchvision's: without a bias, batch normalisation, ReLU."""
    return chain(conv=Conv(filters, kernel, bias=False, **options), bn=BatchNorm(epsilon=1e-3), relu=RELU)


def inception(ones, reduce3, threes, reduce5, fives, project, *, conv, kernel=5) -> Block:
    """The module of figure 2b: 1×1, 3×3 and 5×5 convolutions and a pool, side by side, the maps stacked.

    Parameters
    ----------
    ones, reduce3, threes, reduce5, fives, project
        Filters of the 1×1 convolution, of that before the 3×3, of the 3×3, of that before the 5×5, of the 5×5, and of
        that after the pool.
    conv
        :func:`conv_relu` or :func:`conv_norm_relu`.
    kernel
        Of the third branch.

    Returns
    -------
    Block
    """
    return branches(conv(ones, 1),
                    chain(reduce=conv(reduce3, 1), main=conv(threes, 3, padding=1)),
                    chain(reduce=conv(reduce5, 1), main=conv(fives, kernel, padding=kernel // 2)),
                    chain(pool=MaxPool(3, stride=1, padding=1), project=conv(project, 1)))


def _googlenet(name, description, *, conv, kernel, pool4, norm, exits, exit_pool, dropout, after=None, classes):
    """`norm`: after pool1 and before pool2, or None; `exits`: whether there are auxiliary classifiers;
    `after`: a function from a module's channels to a block behind it, or None."""
    def module(place):
        filters = INCEPTIONS[place]
        block = inception(*filters, conv=conv, kernel=kernel)
        channels = filters[0] + filters[2] + filters[4] + filters[5]
        return {f"inception{place}": chain(module=block, se=after(channels)) if after else block}

    def exit_(number):
        block = chain(pool=exit_pool, conv=conv(128, 1), flatten=Flatten(), fc1=Dense(1024), relu=RELU,
                      dropout=Dropout(0.7), fc2=Dense(classes))
        return {f"aux{number}": auxiliary(block)} if exits else {}

    pool = MaxPool(3, stride=2, ceil_mode=True)
    first, second = ({"norm1": norm}, {"norm2": norm}) if norm else ({}, {})
    return network(name, (224, 224, 3), chain(**{
        "conv1": conv(64, 7, stride=2, padding=3), "maxpool1": pool, **first,
        "conv2": conv(64, 1), "conv3": conv(192, 3, padding=1), **second, "maxpool2": pool,
        **module("3a"), **module("3b"), "maxpool3": pool,
        **module("4a"), **exit_(1), **module("4b"), **module("4c"), **module("4d"), **exit_(2), **module("4e"),
        "maxpool4": MaxPool(pool4, stride=2, ceil_mode=True),
        **module("5a"), **module("5b"),
        "avgpool": GlobalAvgPool(), "dropout": Dropout(dropout), "fc": Dense(classes)}), description=description)


def googlenet(classes: int = 1000, *, exits: bool = False) -> Spec:
    """torchvision's: 6,624,904 parameters; with the auxiliary classifiers, `exits`, 13,004,888."""
    return torchvision_form("googlenet_aux" if exits else "googlenet", exits=exits, classes=classes,
                            description=f"torchvision's GoogLeNet{' with its auxiliary classifiers' if exits else ''}")


def googlenet_paper(classes: int = 1000, *, exits: bool = False) -> Spec:
    """The paper's: 5 × 5 convolutions, biases, local response normalisation, no batch normalisation.

    The paper leaves out the constants of the normalisation; they are those of the Caffe model (BVLC GoogLeNet).
    """
    norm = LocalResponseNorm(depth_radius=2, bias=1, alpha=1e-4 / 5, beta=0.75)  # Caffe divides alpha by 5 channels
    return _googlenet("googlenet_paper_aux" if exits else "googlenet_paper",
                      f"GoogLeNet as in Szegedy et al. 2014{', with its auxiliary classifiers' if exits else ''}",
                      conv=conv_relu, kernel=5, pool4=3, norm=norm, exits=exits, exit_pool=AvgPool(5, stride=3),
                      dropout=0.4, classes=classes)


def torchvision_form(name: str, *, classes: int, description: str, exits: bool = False, after=None) -> Spec:
    """torchvision's GoogLeNet, with a block ``after(channels)`` behind each module where `after` is given."""
    exit_pool: Operation = AdaptiveAvgPool(4)
    return _googlenet(name, description, conv=conv_norm_relu, kernel=3, pool4=2, norm=None, exits=exits,
                      exit_pool=exit_pool, dropout=0.2, after=after, classes=classes)


NETWORKS = {
    "googlenet": googlenet,
    "googlenet_aux": partial(googlenet, exits=True),
    "googlenet_paper": googlenet_paper,
    "googlenet_paper_aux": partial(googlenet_paper, exits=True),
}
