"""Compare the measured numbers of a full-size page within the spread of their seeds; the rest nbval compares.

A pytest plugin: ``pytest -p tests.notebooks.spread --nbval book/…-full-size.ipynb``.

A training run ends elsewhere on another machine. On a line with three measured numbers or more, such as one network's
accuracies with three seeds and their median, a new number may lie outside the stored ones by as much as these spread.
On a line with fewer it may differ by a fiftieth. Numbers without a decimal point (shapes, counts) are compared exactly.
"""

import copy
import re

import pytest

MEASURED = re.compile(r"-?\d[\d,]*\.\d+")
SMALLEST_SLACK = 0.1
SHARE = 1 / 50  # where a line has too few numbers to show a spread


def within_spread(stored: str, fresh: str) -> bool:
    """Tell whether two outputs say the same, measured numbers being as close as their line's spread."""
    lines = stored.splitlines(), fresh.splitlines()
    return len(lines[0]) == len(lines[1]) and all(map(_same_line, *lines))


def _same_line(stored, fresh):
    blank = [" ".join(MEASURED.sub("#", line).split()) for line in (stored, fresh)]
    if blank[0] != blank[1]:
        return False
    before, after = ([float(number.replace(",", "")) for number in MEASURED.findall(line)] for line in (stored, fresh))
    if len(before) < 3:
        slack = [max(abs(number) * SHARE, SMALLEST_SLACK) for number in before]
        return all(abs(a - b) <= s for a, b, s in zip(after, before, slack, strict=True))
    spread = max(max(before) - min(before), SMALLEST_SLACK)
    return all(min(before) - spread <= number <= max(before) + spread for number in after)


def as_stored(fresh, stored):
    """Return fresh outputs in which each text that is within the spread has become the stored one."""
    fresh = copy.deepcopy(fresh)
    if len(fresh) == len(stored):
        for new, old in zip(fresh, stored, strict=True):
            if new.get("name") == old.get("name") == "stdout" and within_spread(old["text"], new["text"]):
                new["text"] = old["text"]
    return fresh


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if exact := getattr(item, "compare_outputs", None):  # a cell, as nbval collects it

            def compare(test, ref, skip_compare=None, exact=exact):
                return exact(as_stored(test, ref), ref, skip_compare)

            item.compare_outputs = compare
