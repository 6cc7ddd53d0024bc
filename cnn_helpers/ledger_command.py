"""The command ``cnn-ledger``: what a network of the zoo, or one in a TOML file, costs."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from cnn_helpers import spec_file, zoo
from cnn_helpers.ledger import aligned, ledger
from cnn_helpers.operations import times
from cnn_helpers.spec import Spec

EXAMPLES = """\
examples:
  cnn-ledger resnet50 --input 224 224 3
  cnn-ledger vgg16 --json
  cnn-ledger my_net.toml --batch 32
  cnn-ledger --list

A TOML file describes a network of your own; `python -m pydoc cnn_helpers.spec_file` shows the format."""

LIST_CONVENTION = """\
Parameters as the network's source counts them: with running statistics where that is Keras.
MACs: multiply-accumulates of convolutions and dense layers, for one example, without biases."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the ledger, or end with status 2 and a message on stderr where there is none."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.list == (options.network is not None):
        parser.error("give either a network (a name of the zoo or a .toml file) or --list")
    if options.list and (options.input or options.batch != 1):
        parser.error("--list shows each network at its own input: --input and --batch are for one network")
    sys.stdout.reconfigure(errors="replace")  # × on a terminal that has none
    try:
        text = _list() if options.list else _ledger(options)
    except (OSError, TypeError, ValueError) as error:
        raise SystemExit(_failure(error)) from None
    try:
        print(text, flush=True)
    except BrokenPipeError:  # `cnn-ledger resnet152 | head` has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="cnn-ledger", formatter_class=argparse.RawDescriptionHelpFormatter, epilog=EXAMPLES,
        description="Shapes, parameters, multiply-accumulates, memory and receptive field of a network, by layer.")
    parser.add_argument("network", nargs="?", help="a name of the zoo, such as resnet50, or the path of a .toml file")
    parser.add_argument("--input", nargs=3, type=int, metavar=("HEIGHT", "WIDTH", "CHANNELS"),
                        help="the size of an example; without it the network's own")
    parser.add_argument("--batch", type=int, default=1, help="how many examples the memory is for (1)")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as an object with layers and totals")
    form.add_argument("--csv", action="store_true", help="a line for each layer")
    form.add_argument("--list", action="store_true", help="the networks of the zoo with their totals")
    return parser


def _ledger(options) -> str:
    costs = ledger(_spec(options.network), options.input, batch=options.batch)
    if options.json:
        return costs.to_json()
    return costs.to_csv().rstrip("\n") if options.csv else costs.to_text()


def _spec(network: str) -> Spec:
    if network.endswith(".toml"):
        return spec_file.read(network)
    try:
        return zoo.spec(network)
    except ValueError as error:
        if Path(network).is_file():
            raise ValueError(f"{network}: a network's file must end in .toml") from None
        raise ValueError(f"{error} (cnn-ledger --list shows all; a file of your own must end in .toml)") from None


def _list() -> str:
    rows = [("network", "what it is", "input", "parameters", "MACs")]
    for name in zoo.names():
        network = zoo.spec(name)
        totals = ledger(network).totals
        rows.append((name, network.description, times(network.input_shape), f"{totals['parameters']:,}",
                     f"{totals['macs']:,}"))
    return "\n".join([*aligned(rows, left=2), "", LIST_CONVENTION])


def _failure(error: Exception) -> int:
    message = f"{error.filename}: {error.strerror}" if isinstance(error, OSError) and error.filename else str(error)
    print(f"cnn-ledger: {message}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    main()
