"""exercises/ is what solutions/ gives, and plain nbgrader grades a class by it.

What plain nbgrader cannot do: it runs answers and hidden tests in one process, and so believes a student who tampers
with what the tests are made of; and it refuses a notebook in which a test cell is there twice, or is deleted together
with its answer: it names the student, marks the submission as one that needs a person, and goes on, but its CSV export
writes 0 for it.
"""

import copy
import csv
import os
import re
import sys
from pathlib import Path
from shutil import copytree

import nbformat
import pytest
from bs4 import BeautifulSoup
from traitlets.config import PyFileConfigLoader

from .banks import bank
from .exercise import EVERY, EXERCISES, ROOT, SOLUTIONS


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The project's course in a folder of its own, with its settings, every exercise released from its solution."""
    from nbgrader.apps import NbGraderAPI  # takes three seconds

    folder = tmp_path_factory.mktemp("course")
    copytree(SOLUTIONS, folder / "solutions")
    config = PyFileConfigLoader("nbgrader_config.py", path=str(ROOT)).load_config()
    config.CourseDirectory.root = str(folder)
    config.Exchange.root = str(folder / "exchange")
    with pytest.MonkeyPatch.context() as patch:
        # nbgrader starts alembic, which makes its database, by name
        patch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
        api = NbGraderAPI(config=config)
        for exercise in EVERY:
            succeeded(api.generate_assignment(exercise.name))
        yield api


def succeeded(result):
    assert result["success"], f"{result.get('error')}\n{result.get('log')}"


@pytest.mark.parametrize("exercise", EVERY, ids=lambda exercise: exercise.name)
def test_exercises_are_what_solutions_give(course, exercise):
    released = Path(course.coursedir.root, "exercises", exercise.name)
    for file in released.rglob("*"):
        assert (EXERCISES / exercise.name / file.name).read_bytes() == file.read_bytes(), (
            f"{file.name} is not what solutions/ gives: run `python3 course.py exercises`")


def test_every_exercise_has_a_solution():
    assert [folder.name for folder in sorted(EXERCISES.iterdir())] == [exercise.name for exercise in EVERY]


class Student:
    """One who has been handed the released notebook, and what it should be worth once it is handed in."""

    def __init__(self, course, exercise):
        released = Path(course.coursedir.root, "exercises", exercise.name, f"{exercise.name}.ipynb")
        self.notebook = nbformat.read(released, as_version=4)
        self.exercise = exercise
        self.marks = {part: 0.0 for part in exercise.parts}
        self.is_told = []
        self.is_refused = False

    def cell(self, grade_id):
        return next(cell for cell in self.notebook.cells
                    if cell.metadata.get("nbgrader", {}).get("grade_id") == grade_id)

    def answers(self, part, source, marks):
        self.cell(part).source = source
        self.marks[part] = float(marks)

    def answers_wrongly(self, wrong):
        self.answers(wrong.part, wrong.source, 0)
        self.is_told.append(wrong.says)

    def answers_all(self):
        for part in self.exercise.parts.values():
            self.answers(part.name, part.solution, part.points)
        for text in self.exercise.by_hand:
            self.cell(text).source = "Because the kernel is learned."

    def deletes(self, grade_id):
        self.notebook.cells.remove(self.cell(grade_id))


def full(student):
    student.answers_all()


def blank(student):
    student.is_told.append("NotImplementedError: write your code here")


def broken_cell(student):
    student.answers_all()
    first = next(iter(student.exercise.parts))
    student.answers(first, f"def {first}(:\n    return 0", 0)
    student.is_told.append("SyntaxError: invalid syntax")


def deleted_tests(student):
    """A deleted test cell neither saves a wrong answer nor costs a right one."""
    student.answers_all()
    (wrong, *_), (*_, right) = bank(student.exercise.name).WRONG, student.exercise.parts
    student.answers_wrongly(wrong)
    student.deletes(f"test_{wrong.part}")
    student.deletes(f"test_{right}")


def changed_tests(student):
    """Test cells that a student has emptied, or made worth more, are what they were."""
    student.answers_all()
    wrong = bank(student.exercise.name).WRONG[0]
    student.answers_wrongly(wrong)
    test = student.cell(f"test_{wrong.part}")
    test.source, test.metadata.nbgrader["points"] = "pass", 100


def warning(student):
    """A right answer that writes to stderr is a right answer."""
    student.answers_all()
    for part in student.exercise.parts.values():
        lines = part.solution.replace("### BEGIN SOLUTION",
                                      "import sys; print('slow, but working', file=sys.stderr)")
        student.answers(part.name, lines, part.points)


def duplicated_test(student):
    student.answers_all()
    again = copy.deepcopy(student.cell(f"test_{next(iter(student.exercise.parts))}"))
    again.id += "-again"
    student.notebook.cells.append(again)
    student.is_refused = True


def deleted_part(student):
    student.answers_all()
    part = next(iter(student.exercise.parts))
    student.deletes(part)
    student.deletes(f"test_{part}")
    student.is_refused = True


def wrong_answers(number):
    """One who gives the wrong answer of that number to every part, or the right one where the bank has none left."""

    def hands_in(student):
        student.answers_all()
        for part in student.exercise.parts:
            wrong = [answer for answer in bank(student.exercise.name).WRONG if answer.part == part]
            if number < len(wrong):
                student.answers_wrongly(wrong[number])

    return hands_in


def class_of(exercise):
    """Everybody in the class, by name. test_banks.py gives every wrong answer of the bank to the same tests."""
    return {"full": full, "blank": blank, "broken-cell": broken_cell, "deleted-tests": deleted_tests,
            "changed-tests": changed_tests, "warning": warning,
            "duplicated-test": duplicated_test, "deleted-part": deleted_part,
            "wrong-0": wrong_answers(0), "wrong-1": wrong_answers(1)}


@pytest.mark.slow
@pytest.mark.parametrize("exercise", EVERY, ids=lambda exercise: exercise.name)
def test_a_class_is_graded(course, exercise):
    root = Path(course.coursedir.root)
    students = {}
    for name, hands_in in class_of(exercise).items():
        students[name] = Student(course, exercise)
        hands_in(students[name])
        submission = root / "submitted" / name / exercise.name / f"{exercise.name}.ipynb"
        submission.parent.mkdir(parents=True)
        nbformat.write(students[name].notebook, submission)

    log = course.autograde(exercise.name, "*")["log"]
    refused = {name for name, student in students.items() if student.is_refused}
    assert set(re.findall(r"error processing assignment '.*' for student '(.*)'", log)) == refused, log

    text, text_points = next(iter(exercise.by_hand.items()))
    with course.gradebook as gradebook:
        for name, student in students.items():
            grades = {grade.name: grade for notebook in gradebook.find_submission(exercise.name, name).notebooks
                      for grade in notebook.grades}
            marks = {part: grades[f"test_{part}"].auto_score for part in exercise.parts}
            assert marks == (dict.fromkeys(exercise.parts) if student.is_refused else student.marks), name
            assert grades[text].needs_manual_grade == (name != "blank"), name
        gradebook.find_grade(text, exercise.name, exercise.name, "full").manual_score = text_points
        gradebook.db.commit()

    succeeded(course.generate_feedback(exercise.name, "*"))
    for name in students.keys() - refused:
        feedback = text_of(root / "feedback" / name / exercise.name / f"{exercise.name}.html")
        assert [says for says in students[name].is_told if says not in feedback] == [], name

    expected = {name: 0 if name in refused else sum(student.marks.values()) for name, student in students.items()}
    expected["full"] = exercise.points
    # The export has a line for everybody in the gradebook, and 0 points for who has handed in nothing here.
    table = exported(course, exercise)
    assert {name: table[name] for name in students} == {name: (score, exercise.points)
                                                        for name, score in expected.items()}
    assert {score for name, (score, _) in table.items() if name not in students} <= {0.0}


def text_of(page):
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").get_text()


def exported(course, exercise):
    """The score and the highest score possible of each student, as nbgrader's CSV export has them."""
    from nbgrader.plugins import CsvExportPlugin

    file = Path(course.coursedir.root, "grades.csv")
    with course.gradebook as gradebook:
        CsvExportPlugin(to=str(file), assignment=[exercise.name]).export(gradebook)
    with file.open(newline="", encoding="utf-8") as rows:
        return {row["student_id"]: (float(row["score"]), float(row["max_score"])) for row in csv.DictReader(rows)}
