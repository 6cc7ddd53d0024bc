"""How far a new training run may be from the stored one."""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from tests.notebooks.spread import within_spread

ROOT = Path(__file__).parents[2]
ROW = "two pools  93,322 parameters  98.70 % 99.10 % 98.90 %  median 98.90 %\n"


@pytest.mark.parametrize("fresh, same", [
    (ROW, True),
    (ROW.replace("98.70", "98.31"), True),  # the stored row spreads over 0.40
    (ROW.replace("98.70", "98.29"), False),
    (ROW.replace("99.10", "99.51"), False),
    (ROW.replace("98.90", "98.95"), True),
    (ROW.replace("93,322", "93,323"), False),
    (ROW.replace("two", "three"), False),
    (ROW + "another row\n", False),
    (ROW.replace(" median 98.90 %", ""), False),
])
def test_a_row_of_seeds(fresh, same):
    assert within_spread(ROW, fresh) is same


@pytest.mark.parametrize("stored, fresh, same", [
    ("accuracy 66.30 %", "accuracy 67.60 %", True),
    ("accuracy 66.30 %", "accuracy 67.70 %", False),
    ("loss 0.05", "loss 0.14", True),
    ("loss 0.05", "loss 0.16", False),
    ("98.90 % 98.90 % 98.90 %", "98.81 % 98.90 % 98.90 %", True),
    ("98.90 % 98.90 % 98.90 %", "98.79 % 98.90 % 98.90 %", False),
    ("shape (5, 3)", "shape (3, 5)", False),
])
def test_other_numbers(stored, fresh, same):
    assert within_spread(stored, fresh) is same


@pytest.mark.slow
@pytest.mark.parametrize("measured, passes", [("98.95", True), ("97.00", False)])
def test_nbval_judges_by_it(tmp_path, measured, passes):
    """A stored row from one run, and a cell that now measures something else."""
    cell = nbformat.v4.new_code_cell(f"print('three seeds  98.70 % {measured} % 98.90 %')", id="row", execution_count=1)
    cell.outputs = [nbformat.v4.new_output("stream", name="stdout", text="three seeds  98.70 % 99.10 % 98.90 %\n")]
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    path = tmp_path / "page-full-size.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[cell], metadata={"kernelspec": kernel}), path)
    command = [sys.executable, "-m", "pytest", "-p", "tests.notebooks.spread", "--nbval", "-q", path]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert (result.returncode == 0) is passes, result.stdout
