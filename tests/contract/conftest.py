"""How many configurations the contract draws, and the counts of what was compared, printed at the end of the run.

With CNN_COURSE_QUICK=1 in the environment it draws few of them.
"""

import os

from hypothesis import settings

# TensorFlow reads these once, when it is first imported.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

# A few are drawn twice: 250 leave more than 200 that differ.
settings.register_profile("contract", max_examples=250, deadline=None, derandomize=True, database=None)
settings.register_profile("quick", settings.get_profile("contract"), max_examples=32)


def pytest_terminal_summary(terminalreporter):
    lines = [value for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
             for name, value in report.user_properties if name == "compared" and report.when == "call"]
    if lines:
        terminalreporter.section("contract: how many values + gradients each judge compared, in float32 and in float64")
        for line in lines:
            terminalreporter.write_line(line)
