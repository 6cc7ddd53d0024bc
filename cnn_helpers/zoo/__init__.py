"""The classic architectures as specs, by name: torchvision's names where torchvision has the network.

>>> spec("resnet50").output
'fc'
>>> sum(name.startswith("vgg") for name in names())
4

Each module also has the functions that build its networks and their blocks, for other numbers of classes.
"""

from __future__ import annotations

import difflib
import functools

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
    >>> spec("resnet5")
    Traceback (most recent call last):
    ...
    ValueError: there is no network 'resnet5' in the zoo; did you mean resnet50, resnet50_paper or resnet50_keras?
    """
    if name not in NETWORKS:
        close = difflib.get_close_matches(name.lower().replace("-", ""), NETWORKS, n=3)
        suggestion = f"; did you mean {_or(close)}?" if close else ""
        raise ValueError(f"there is no network {name!r} in the zoo{suggestion}")
    return NETWORKS[name]()


def _or(options) -> str:
    return options[0] if len(options) == 1 else f"{', '.join(options[:-1])} or {options[-1]}"
