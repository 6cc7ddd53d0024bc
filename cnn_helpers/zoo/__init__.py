"""The classic architectures as specs, by name: torchvision's names where torchvision has the network.

>>> spec("resnet50").output
'fc'
>>> sum(name.startswith("vgg") for name in names())
4

Each module also has the functions that build its networks and their blocks, for other numbers of classes.
"""

from __future__ import annotations

import functools

from cnn_helpers._suggestions import did_you_mean
from cnn_helpers.spec import Spec
from cnn_helpers.zoo import alexnet, googlenet, lenet, mobile, resnet, senet, vgg, xception

NETWORKS = {name: build for module in (lenet, alexnet, vgg, googlenet, resnet, xception, senet, mobile)
            for name, build in module.NETWORKS.items()}


def names() -> tuple[str, ...]:
    """The names of all networks, family by family."""
    return tuple(NETWORKS)


@functools.cache
def spec(name: str) -> Spec:
    """The network of that name, with the classes it was made for.

    Raises
    ------
    ValueError
        Where there is none; the message suggests names that are alike.

    Examples
    --------
    >>> spec("vgg-17")
    Traceback (most recent call last):
    ...
    ValueError: there is no network 'vgg-17' in the zoo; did you mean vgg19, vgg16 or vgg13?
    """
    if name not in NETWORKS:
        suggestion = did_you_mean(name.lower().replace("-", ""), NETWORKS)
        raise ValueError(f"there is no network {name!r} in the zoo{suggestion}")
    return NETWORKS[name]()
