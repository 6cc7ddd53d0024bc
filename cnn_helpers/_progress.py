"""The bar that a training run shows."""

from __future__ import annotations


def progress_bar(steps: int, progress: bool | None = None):
    """tqdm's bar over so many batches, on stderr; `progress` None means: where stderr is a terminal."""
    from tqdm import tqdm  # here, so that importing the package stays fast

    # For tqdm, disable=None means: unless stderr is a terminal. (tqdm.auto would store a widget in a notebook.)
    return tqdm(total=steps, unit="batch", disable=None if progress is None else not progress)
