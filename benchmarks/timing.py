"""What the benchmarks share: the number of threads, and the ratio of the times of two sides."""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable

import torch


def threads_of_each_side(documentation: str) -> int:
    """Read ``--threads`` from the command line, and set PyTorch to as many."""
    parser = argparse.ArgumentParser(description=documentation.partition("\n")[0])
    parser.add_argument("--threads", type=int, default=1, help="threads for each side (default 1)")
    threads = parser.parse_args().threads
    torch.set_num_threads(threads)
    return threads


def ratio(ours: Callable, theirs: Callable, *, seconds: float) -> float:
    """The median time of ours over that of theirs; the two alternate, for as many seconds in all."""
    times = [], []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        for run, record in zip((ours, theirs), times, strict=True):
            start = time.perf_counter()
            run()
            record.append(time.perf_counter() - start)
    return statistics.median(times[0]) / statistics.median(times[1])
