"""Banks of answers: one module an exercise, ``solutions/02-convolution`` has ``convolution.py``.

A module holds two lists. ``WRONG`` has the answers that students really give, at least three a part; each must be
rejected by the visible tests, in a message that contains ``says``, and by the hidden tests alone. ``RIGHT`` has other
correct ways to the answer, which must get full marks; the one in the notebook is not repeated. A source is the whole
solution cell.
"""

import importlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Wrong:
    part: str
    name: str
    says: str
    source: str


@dataclass(frozen=True)
class Right:
    part: str
    name: str
    source: str


def bank(exercise_name):
    """Return the bank of the exercise, a module."""
    topic = exercise_name.partition("-")[2].replace("-", "_")
    return importlib.import_module(f".{topic}", __name__)
