"""Squeeze and excitation, in ResNet-50 and behind the modules of GoogLeNet.

Hu, Shen and Sun, "Squeeze-and-excitation networks", arXiv:1709.01507, section 3 and figures 2 and 3.
"""

from __future__ import annotations

from cnn_helpers.spec import Activation, Block, Dense, GlobalAvgPool, Spec, chain, scaled
from cnn_helpers.zoo import googlenet, resnet

REDUCTION = 16


def squeeze_excitation(channels: int, *, reduction: int = REDUCTION, bias: bool = False) -> Block:
    """Each channel times a gate from 0 to 1, which two dense layers make of the means of all channels.

    Parameters
    ----------
    channels
        How many come in.
    reduction
        By what the first dense layer narrows them.
    bias
        Whether the two have biases; the paper's count of parameters, equation 5, has none.

    Returns
    -------
    Block
    """
    return scaled(chain(squeeze=GlobalAvgPool(), reduce=Dense(channels // reduction, bias=bias),
                        relu=Activation("relu"), expand=Dense(channels, bias=bias), sigmoid=Activation("sigmoid")))


def se_resnet50(classes: int = 1000) -> Spec:
    """The paper's ResNet-50 with a block before each addition: 25,557,032 + 2,514,944 parameters."""
    unit = resnet.bottlenecks(stride_first=True, tail=squeeze_excitation)
    return resnet.build("se_resnet50", 50, unit, classes, "SE-ResNet-50 as in Hu et al. 2017, gates without biases")


def se_inception(classes: int = 1000) -> Spec:
    """torchvision's GoogLeNet with a block behind each of its nine modules, after figure 2.

    The paper's experiments have it in BN-Inception, a later and wider network.
    """
    return googlenet.torchvision_form("se_inception", classes=classes, after=squeeze_excitation,
                                      description="torchvision's GoogLeNet with squeeze and excitation")


NETWORKS = {"se_resnet50": se_resnet50, "se_inception": se_inception}
