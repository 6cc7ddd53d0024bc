"""An exercise as its notebook has it, and a run of its tests that needs no kernel."""

import ast
import json
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOLUTIONS = ROOT / "solutions"
EXERCISES = ROOT / "exercises"

HIDDEN, END_OF_HIDDEN = "### BEGIN HIDDEN TESTS\n", "### END HIDDEN TESTS"


@dataclass(frozen=True)
class Part:
    """A function to write and the tests of it.

    Attributes
    ----------
    name
        The function, and the grade_id of its cell.
    solution, tests
        The sources of the two cells.
    points
        What the part is worth.
    """

    name: str
    solution: str
    tests: str
    points: float

    @property
    def is_value(self):
        """Whether the answer is a value: a function without arguments."""
        return f"def {self.name}()" in self.solution

    @property
    def visible(self):
        before, _, hidden = self.tests.partition(HIDDEN)
        return before + hidden.partition(END_OF_HIDDEN)[2]

    @property
    def hidden(self):
        """The hidden tests with the imports of their cell, and nothing else of it."""
        imports = [ast.unparse(node) for node in ast.parse(self.tests).body
                   if isinstance(node, (ast.Import, ast.ImportFrom))]
        return "\n".join([*imports, self.tests.partition(HIDDEN)[2].partition(END_OF_HIDDEN)[0]])


class Exercise:
    """One folder of solutions/.

    Attributes
    ----------
    name
        The folder's, and the notebook's.
    parts
        The parts that tests grade, by name, in the notebook's order.
    by_hand
        The points of the cells that a person grades, by grade_id.
    needed
        The sources of the cells that an answer may rely on and of the answers, by grade_id, in the notebook's order.
    """

    def __init__(self, name):
        self.name = name
        cells = json.loads((SOLUTIONS / name / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
        graded = [(cell["metadata"]["nbgrader"], "".join(cell["source"]))
                  for cell in cells if "nbgrader" in cell["metadata"]]
        sources = {about["grade_id"]: source for about, source in graded}
        points = {about["grade_id"]: about["points"] for about, _ in graded if about["grade"]}
        self.by_hand = {about["grade_id"]: about["points"] for about, _ in graded
                        if about["grade"] and about["solution"]}
        answers = [about["grade_id"] for about, _ in graded if about["solution"] and not about["grade"]]
        self.parts = {answer: Part(answer, sources[answer], sources[f"test_{answer}"], points[f"test_{answer}"])
                      for answer in answers}
        self.needed = {about["grade_id"]: source for about, source in graded if not about["grade"]}

    @property
    def points(self):
        return sum(part.points for part in self.parts.values()) + sum(self.by_hand.values())

    def functions(self, answers=()):
        """Return the function of each part, after running the cells in order, those in `answers` in place of theirs."""
        names = {}
        for grade_id, source in {**self.needed, **dict(answers)}.items():
            exec(compile(source, f"<{grade_id}>", "exec"), names)
        return {part: names[part] for part in self.parts}


def failure(tests, part, function):
    """Return what the tests say of a function, or None where they pass; they know no name but the part's own."""
    try:
        exec(compile(tests, f"<tests of {part.name}>", "exec"), {part.name: function})
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return None


NAMES = sorted(folder.name for folder in SOLUTIONS.iterdir() if folder.is_dir() and any(folder.glob("*.ipynb")))
EVERY = [Exercise(name) for name in NAMES]
