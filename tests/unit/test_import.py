"""`import cnn_helpers` is fast, and brings neither a framework nor what draws or shows progress."""

import subprocess
import sys

import pytest

HEAVY = ("matplotlib", "tensorflow", "keras", "torch", "tqdm", "scipy", "skimage", "sklearn")


def in_a_fresh_interpreter(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60).stdout


def test_importing_takes_less_than_0_3_s():
    """Processor time, the best of three: what else runs on the machine has little part in it."""
    code = "import time; start = time.process_time(); import cnn_helpers; print(time.process_time() - start)"
    assert min(float(in_a_fresh_interpreter(code)) for _ in range(3)) < 0.3


def test_importing_brings_nothing_heavy():
    code = f"import sys, cnn_helpers; print([name for name in {HEAVY} if name in sys.modules])"
    assert in_a_fresh_interpreter(code).strip() == "[]"


@pytest.mark.parametrize("name", ["functional", "naive", "shapes"])
def test_what_is_there_after_the_import(name):
    assert in_a_fresh_interpreter(f"import cnn_helpers; print(cnn_helpers.{name}.__name__)").strip() == (
        f"cnn_helpers.{name}")
