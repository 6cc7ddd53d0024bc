"""Every exercise's notebooks: the form they have, and a run of each in a kernel."""

import copy
import os
import re

import nbformat
import pytest
from nbclient import NotebookClient

from .exercise import EVERY, EXERCISES, HIDDEN, SOLUTIONS

each_exercise = pytest.mark.parametrize("exercise", EVERY, ids=lambda exercise: exercise.name)


def notebook(folder, exercise):
    return nbformat.read(folder / exercise.name / f"{exercise.name}.ipynb", as_version=4)


def about(cell):
    """What nbgrader knows of a cell; of one that it does not know, that it is neither graded nor locked."""
    return {"grade": False, "solution": False, "locked": False, **cell.metadata.get("nbgrader", {})}


def run(nb, folder):
    """Run a notebook to its end in a kernel of its own; return the errors, each with its cell's id."""
    nb = copy.deepcopy(nb)
    NotebookClient(nb, timeout=60, allow_errors=True, resources={"metadata": {"path": str(folder)}}).execute()
    return [(cell.id, output) for cell in nb.cells if cell.cell_type == "code"
            for output in cell.outputs if output.output_type == "error"]


@each_exercise
def test_the_parts_are_five_to_seven_the_last_graded_by_hand(exercise):
    assert 5 <= len(exercise.parts) + len(exercise.by_hand) <= 7
    assert len(exercise.by_hand) == 1
    graded = [cell for cell in notebook(SOLUTIONS, exercise).cells if about(cell)["grade"]]
    assert graded[-1].metadata.nbgrader.grade_id in exercise.by_hand
    assert graded[-1].cell_type == "markdown"


@each_exercise
def test_each_answer_is_followed_by_its_tests(exercise):
    """Where a test cell is deleted, nbgrader puts it back after the cell that came before it, which is its answer."""
    ids = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in notebook(SOLUTIONS, exercise).cells]
    for part in exercise.parts:
        assert ids[ids.index(part) + 1] == f"test_{part}"


@each_exercise
def test_each_part_has_visible_and_hidden_tests_and_a_stub(exercise):
    students = {about(cell).get("grade_id"): cell.source for cell in notebook(EXERCISES, exercise).cells}
    for part in exercise.parts.values():
        assert part.tests.count(HIDDEN) == 1
        assert re.search(r"^(check\(|assert |    check\(|    assert )", part.visible, re.MULTILINE)
        assert students[f"test_{part.name}"].strip() == part.visible.strip()
        assert students[part.name].count('raise NotImplementedError("write your code here")') == 1
        assert "SOLUTION" in part.solution and "SOLUTION" not in students[part.name]


@each_exercise
def test_what_the_text_says_of_points_holds(exercise):
    cells = notebook(SOLUTIONS, exercise).cells
    text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    points = [part.points for part in exercise.parts.values()] + list(exercise.by_hand.values())
    headings = re.findall(r"^## \d+\. .*\((\d+) points?\)$", text, re.MULTILINE)
    assert [int(number) for number in headings] == points
    assert f"{exercise.points} points" in text.partition("\n## ")[0]


@each_exercise
def test_the_source_has_no_outputs_and_ids_that_people_can_read(exercise):
    for cell in notebook(SOLUTIONS, exercise).cells:
        assert not cell.get("outputs") and not cell.get("execution_count")
        assert cell.id == about(cell).get("grade_id", cell.id)
        assert not re.fullmatch(r"[0-9a-f]{8}", cell.id), f"{cell.id} is an id that a machine drew"


@pytest.mark.slow
@each_exercise
def test_the_solution_runs_without_an_error_and_soon(exercise, tmp_path):
    before = os.times()
    assert run(notebook(SOLUTIONS, exercise), tmp_path) == []
    after = os.times()  # the processor's time, since a wall clock also counts what else the machine does
    assert after.children_user + after.children_system - before.children_user - before.children_system < 20


@pytest.mark.slow
@each_exercise
def test_nothing_but_the_stubs_raises_in_a_blank_exercise(exercise, tmp_path):
    errors = run(notebook(EXERCISES, exercise), tmp_path)
    assert {(error.ename, error.evalue) for _, error in errors} == {("NotImplementedError", "write your code here")}
    assert {f"test_{part}" for part in exercise.parts} <= {cell_id for cell_id, _ in errors}
