"""A network in a TOML file, such as ``my_net.toml``::

    name = "my_net"
    input = [32, 32, 3]        # height, width, channels

    [[layers]]
    op = "conv"                # an operation of cnn_helpers.operations, by its kind
    filters = 16               # and its options, by their names there
    kernel = 3
    padding = "same"

    [[layers]]
    op = "relu"

    [[layers]]
    op = "conv"
    filters = 16
    kernel = 3
    padding = [[1, 1], [1, 1]] # a number, a pair, or [[top, bottom], [left, right]]

    [[layers]]
    name = "sum"
    op = "add"
    inputs = ["conv2", "relu1"]

    [[layers]]
    op = "global_avg_pool"

    [[layers]]
    op = "dense"
    units = 10

A layer without ``inputs`` takes what the layer before it gives; ``"input"`` is the network's input. A layer without
a ``name`` has that of its ``op`` and a running number: ``conv1``, ``conv2``. The order is free where ``inputs`` are
given. The last layer gives the scores, unless ``output`` names another one. At the top there may also be
``auxiliary``, a list of layers that give further scores in training, ``description``, one line, and
``count_statistics = true``, which counts batch normalisation's running statistics as parameters, as Keras does.
"""

from __future__ import annotations

import dataclasses
import tomllib
from pathlib import Path

from cnn_helpers._suggestions import did_you_mean
from cnn_helpers.arrays import is_sequence
from cnn_helpers.operations import ACTIVATIONS, KINDS, Activation, Operation
from cnn_helpers.spec import INPUT, Node, Spec

TOP = ("name", "input", "layers", "output", "auxiliary", "description", "count_statistics")
OF_A_LAYER = ("name", "op", "inputs")


def read(path: str | Path) -> Spec:
    """The network that a TOML file describes.

    Parameters
    ----------
    path
        Of the file; without a ``name`` in it, the network has the file's.

    Raises
    ------
    OSError
        Where the file cannot be read.
    ValueError
        Where it is no TOML, or describes no network that is possible; the message names the file and the layer.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: a TOML file is text in UTF-8, and this is not ({error})") from None
    try:
        return parse(text, path.stem)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{path}: {error}") from None


def parse(text: str, name: str = "network") -> Spec:
    """The network that a TOML text describes; `name` for one that has none in it.

    Raises
    ------
    ValueError, TypeError
        As for :func:`read`, without the file's name.

    Examples
    --------
    >>> parse('''
    ... input = [28, 28, 1]
    ... layers = [{op = "conv", filters = 8, kernel = 5}, {op = "relu"}, {op = "flatten"}, {op = "dense", units = 10}]
    ... ''').parameters()
    {'conv1.w': (5, 5, 1, 8), 'conv1.b': (8,), 'dense1.w': (4608, 10), 'dense1.b': (10,)}
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"this is no valid TOML: {error}") from None
    _check_keys("the file", table, TOP, ("input", "layers"))
    _check_kinds("the file", table, {"name": str, "description": str, "output": str, "count_statistics": bool})
    layers = table["layers"]
    if not isinstance(layers, list) or not all(isinstance(layer, dict) for layer in layers):
        raise ValueError("layers must be a list of tables: begin each layer with a line [[layers]], "
                         "in two pairs of brackets")
    return Spec(table.get("name", name), table["input"], tuple(_nodes(layers)), table.get("output"),
                _names("auxiliary", table.get("auxiliary", [])), description=table.get("description", ""),
                count_statistics=table.get("count_statistics", False))


def _nodes(layers):
    counts, before = {}, INPUT
    for place, layer in enumerate(layers, start=1):
        where = f"layer {layer.get('name', place)}"
        _check_kinds(where, layer, {"name": str, "op": str})
        kind = layer.get("op")
        if kind is None:
            raise ValueError(f"{where}: op is missing: say what the layer computes, such as op = \"conv\"")
        counts[kind] = counts.get(kind, 0) + 1
        name = layer.get("name", f"{kind}{counts[kind]}")
        where = f"layer {name}"
        options = {key: _frozen(value) for key, value in layer.items() if key not in OF_A_LAYER}
        yield Node(name, _operation(where, kind, options), _names(f"{where}: inputs", layer.get("inputs", [before])))
        before = name


def _operation(where, kind, options) -> Operation:
    if kind in ACTIVATIONS:
        _check_keys(where, options, ())
        return Activation(kind)
    if kind == "softmax":
        Activation(kind)  # raises the error that says why there is none
    if kind not in KINDS:
        known = [*KINDS, *ACTIVATIONS]
        raise ValueError(f"{where}: there is no op {kind!r}{did_you_mean(kind, known)} (there are: {', '.join(known)})")
    fields = dataclasses.fields(KINDS[kind])
    required = [field.name for field in fields if field.default is dataclasses.MISSING]
    _check_keys(f"{where} ({kind})", options, [field.name for field in fields], required)
    try:
        return KINDS[kind](**options)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{where}: {error}") from None


def _check_keys(where, table, known, required=()):
    for key in table:
        if key not in known:
            options = f" (there are: {', '.join(known)})" if known else " (it has no options)"
            raise ValueError(f"{where}: there is no {key!r}{did_you_mean(key, known)}{options}")
    for key in required:
        if key not in table:
            raise ValueError(f"{where}: {key} is missing{HINTS.get(key, '')}")


HINTS = {
    "input": ": the shape of an image, such as input = [32, 32, 3] for height, width, channels",
    "layers": ": begin each layer with a line [[layers]]",
}


def _check_kinds(where, table, kinds):
    words = {str: "a text in quotation marks", bool: "true or false"}
    for key, kind in kinds.items():
        if key in table and not isinstance(table[key], kind):
            raise ValueError(f"{where}: {key} must be {words[kind]}, but {key} = {table[key]!r} was given")


def _names(what, value) -> tuple[str, ...]:
    if not is_sequence(value) or not all(isinstance(name, str) for name in value):
        raise ValueError(f'{what} must be a list of names, such as ["conv1", "conv2"], but {value!r} was given')
    return tuple(value)


def _frozen(value):
    return tuple(_frozen(part) for part in value) if isinstance(value, list) else value
