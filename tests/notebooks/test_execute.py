"""What `python3 course.py notebooks` does to a file: the same each time, and nothing at all where a cell fails."""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[2]
NBCONVERT = "-m nbconvert --config=nbconvert_config.py --to notebook --execute --inplace"
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}

pytestmark = pytest.mark.slow


def execute(path):
    command = [sys.executable, *NBCONVERT.split(), path]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)


def write(path, *sources, metadata=None):
    cells = [nbformat.v4.new_code_cell(source, id=f"cell-{number}") for number, source in enumerate(sources)]
    cells[0].metadata = {"tags": ["hide-input"], "collapsed": False, "mystnb": {"image": {"alt": "a curve"}}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL, **(metadata or {})}), path)


def test_twice_in_a_row_leaves_no_diff(tmp_path):
    path = tmp_path / "chapter.ipynb"
    write(
        path,
        "for i in range(3):\n    print(i, flush=True)",
        "import matplotlib.pyplot as plt\nprint('before', flush=True)\nplt.plot([1, 3, 2])\nplt.show()\nprint('after')",
        "from tqdm import tqdm\nsum(tqdm(range(3)))",
        metadata={"language_info": {"name": "python", "version": "3.9.1"}, "jupytext": {"main_language": "python"}},
    )
    assert execute(path).returncode == 0
    first = path.read_bytes()
    assert execute(path).returncode == 0
    assert path.read_bytes() == first

    notebook = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    assert notebook.metadata == {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    assert notebook.cells[0].metadata == {"tags": ["hide-input"], "mystnb": {"image": {"alt": "a curve"}}}
    counting, plotting, summing = (cell.outputs for cell in notebook.cells)
    assert [output.text for output in counting] == ["0\n1\n2\n"]
    assert [output.output_type for output in plotting] == ["stream", "display_data", "stream"]
    assert [output.output_type for output in summing] == ["execute_result"]


def test_a_failing_cell_is_named_and_the_file_stays(tmp_path):
    path = tmp_path / "chapter.ipynb"
    write(path, "width = 5", "width / 0")
    before = path.read_bytes()
    result = execute(path)
    assert result.returncode != 0
    assert str(path) in result.stderr
    assert "width / 0" in result.stderr
    assert "division by zero" in result.stderr
    assert path.read_bytes() == before
