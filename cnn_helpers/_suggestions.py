"""Names like one that is not there, for error messages."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """``; did you mean conv1 or conv2?``, or nothing where no known name is alike.

    Examples
    --------
    >>> did_you_mean("kernels", ["filters", "kernel"]), did_you_mean("x", ["filters", "kernel"])
    ('; did you mean kernel?', '')
    """
    close = difflib.get_close_matches(name, list(known), n=3)
    if not close:
        return ""
    options = close[0] if len(close) == 1 else f"{', '.join(close[:-1])} or {close[-1]}"
    return f"; did you mean {options}?"
