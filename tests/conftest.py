"""What every test run needs, whichever part of tests/ it takes."""

import os

from course import QUIET

# Before any test imports a framework; kernels that tests start inherit it.
os.environ.update(QUIET)


def pytest_terminal_summary(terminalreporter):
    """Print what the contract compared; it stands here since pytest-xdist loads contract/conftest.py too late."""
    lines = [value for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
             for name, value in report.user_properties if name == "compared" and report.when == "call"]
    if lines:
        terminalreporter.section("contract: how many values + gradients each judge compared, in float32 and in float64")
        for line in lines:
            terminalreporter.write_line(line)
