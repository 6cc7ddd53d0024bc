"""What a chapter's file must be, besides true: nbval executes it and compares, this reads it."""

import ast
import json
import re
import tomllib
from pathlib import Path

import nbformat
import pytest

from tests.notebooks.prose import broken_lines

ROOT = Path(__file__).parents[2]
CHAPTERS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "book").glob("*/*.ipynb"))
REPOSITORY = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["urls"]["Repository"]
COLAB_CELL = f"""\
# On Google Colab this installs the course's package; anywhere else it does nothing.
import sys

if "google.colab" in sys.modules:
    %pip install -q "cnn-course[data] @ git+{REPOSITORY}"
"""
# Folders that exist on one machine: a reader's differ, and the next run's may.
MACHINE_PATH = re.compile(r"/(?:home|root|tmp|Users)/|[A-Z]:\\\\|site-packages|" + re.escape(str(ROOT)))


@pytest.fixture(params=CHAPTERS)
def path(request):
    return ROOT / request.param


@pytest.fixture
def notebook(path):
    return nbformat.read(path, as_version=nbformat.NO_CONVERT)


@pytest.fixture
def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def outputs(code, *kinds):
    """The cells' numbers, cells and outputs, those of the given kinds."""
    for number, cell in enumerate(code, start=1):
        for output in cell.outputs:
            if output.output_type in kinds:
                yield number, cell, output


def images(cell):
    return [o for o in cell.outputs if any(mime.startswith("image/") for mime in o.get("data", {}))]


def test_format(path):
    notebook = json.loads(path.read_text())  # nbformat.read would repair an id that is missing or there twice
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(ids) == len(set(ids)), "two cells share an id"
    nbformat.validate(nbformat.from_dict(notebook))


def test_metadata_is_the_same_on_every_machine(notebook):
    assert notebook.metadata.keys() == {"kernelspec", "language_info"}
    assert notebook.metadata.kernelspec.name == "python3"
    assert notebook.metadata.language_info == {"name": "python"}
    left = {key for cell in notebook.cells if cell.cell_type == "code" for key in cell.metadata}
    assert left <= {"mystnb", "tags"}, "metadata of cells that the book does not read"


def test_executed_once_from_the_top(code):
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))


def test_nothing_on_stderr(code):
    loud = {number: output.text for number, _, output in outputs(code, "stream") if output.name == "stderr"}
    assert not loud, f"code cells write to stderr: {loud}"


def test_errors_are_meant_and_happen(code):
    raised = {cell.id for _, cell, _ in outputs(code, "error")}
    meant = {cell.id for cell in code if "raises-exception" in cell.metadata.get("tags", [])}
    assert raised == meant, "cells that raise, and cells tagged raises-exception"


def test_no_path_of_a_machine(code):
    for number, _, output in outputs(code, "stream", "display_data", "execute_result", "error"):
        for mime, text in output.get("data", {"": json.dumps(output)}).items():
            found = None if mime.startswith("image/") else MACHINE_PATH.search(json.dumps(text))
            assert not found, f"code cell {number} shows a folder of this machine, {found[0]!r}"


def test_no_widget(code):
    for number, _, output in outputs(code, "display_data", "execute_result"):
        widgets = [mime for mime in output.data if "widget" in mime]
        assert not widgets, f"code cell {number} shows a widget, which is dead on a page"


def test_every_image_has_alt_text(notebook, code):
    for number, cell in enumerate(code, start=1):
        if shown := images(cell):
            assert len(shown) == 1, f"code cell {number} shows {len(shown)} images, and alt text is for one"
            alt = cell.metadata.get("mystnb", {}).get("image", {}).get("alt", "")
            assert len(alt.split()) >= 4, f"code cell {number}: metadata mystnb.image.alt is {alt!r}, which says little"
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            assert "![](" not in cell.source, f"an image without alt text in cell {cell.id}"


def test_size(path):
    assert path.stat().st_size < 1_500_000


def test_first_code_cell_is_for_colab(code):
    assert code[0].source == COLAB_CELL.rstrip()
    assert not code[0].outputs


def test_code_fits_the_page(code):
    """The page's column holds 84 characters, longer lines scroll sideways; up to 88 that hides next to nothing."""
    long = [
        f"code cell {number}, {len(line)} characters: {line}"
        for number, cell in enumerate(code[1:], start=2)  # the first is the Colab cell, the same in all chapters
        for line in cell.source.splitlines()
        if len(line) > 88
    ]
    assert not long, "\n".join(["lines that scroll sideways on the page, which holds 84 characters:", *long])


def test_one_sentence_a_line(notebook):
    broken = [
        f"cell {cell.id}, line {number}: {what}"
        for cell in notebook.cells
        if cell.cell_type == "markdown"
        for number, what in broken_lines(cell.source)
    ]
    assert not broken, "\n".join(broken)


def names(cell, context):
    """The names that a cell's code binds (ast.Store) or reads (ast.Load), the modules that it imports included."""
    found = set()
    for node in ast.walk(ast.parse(cell.source)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, context):
            found.add(node.id)
        elif context is ast.Store and isinstance(node, ast.alias):
            found.add((node.asname or node.name).partition(".")[0])
        elif context is ast.Store and isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
    return found


def test_keras_and_pytorch_stand_side_by_side(notebook):
    """The page shows the two cells as tabs, and a reader may take the second alone."""
    tagged = [
        (number, tag)
        for number, cell in enumerate(notebook.cells)
        for tag in cell.metadata.get("tags", [])
        if tag in ("keras", "pytorch")
    ]
    assert [tag for _, tag in tagged] == ["keras", "pytorch"] * (len(tagged) // 2)
    for (number, _), (next_number, _) in zip(tagged[::2], tagged[1::2], strict=True):
        first, second = notebook.cells[number], notebook.cells[next_number]
        assert next_number == number + 1, f"cells {first.id}, tagged keras, and {second.id}, pytorch, are no neighbours"
        needed = names(second, ast.Load) & (names(first, ast.Store) - names(second, ast.Store))
        assert not needed, f"cell {second.id}, tagged pytorch, needs {needed} of {first.id}, tagged keras"
