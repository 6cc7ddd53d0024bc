"""What real students hand in gets what it deserves, and is told why."""

import pytest

from .banks import bank
from .exercise import EVERY, failure


def every(kind):
    """One test case for each answer of the banks, all of one kind: WRONG or RIGHT."""
    return [pytest.param(exercise, answer, id=f"{exercise.name}: {answer.part}: {answer.name}")
            for exercise in EVERY for answer in getattr(bank(exercise.name), kind)]


EVERY_PART = [pytest.param(exercise, part, id=f"{exercise.name}: {part.name}")
              for exercise in EVERY for part in exercise.parts.values()]


@pytest.mark.parametrize("exercise, answer", every("WRONG"))
def test_a_wrong_answer_fails_its_part_alone_and_is_told_why(exercise, answer):
    functions = exercise.functions({answer.part: answer.source})
    part = exercise.parts[answer.part]

    assert answer.says in (failure(part.visible, part, functions[part.name]) or "the visible tests passed")
    assert failure(part.hidden, part, functions[part.name]), "the hidden tests alone let it pass"

    others = {name: failure(other.tests, other, functions[name])
              for name, other in exercise.parts.items() if other is not part}
    assert not any(others.values()), "a mistake in one part must cost nothing in another"


@pytest.mark.parametrize("exercise, answer", every("RIGHT"))
def test_another_right_answer_passes(exercise, answer):
    functions = exercise.functions({answer.part: answer.source})
    for name, part in exercise.parts.items():
        assert failure(part.tests, part, functions[name]) is None


@pytest.mark.parametrize("exercise, part", EVERY_PART)
def test_the_visible_and_the_hidden_tests_each_stand_alone(exercise, part):
    function = exercise.functions()[part.name]
    assert failure(part.visible, part, function) is None
    assert failure(part.hidden, part, function) is None


@pytest.mark.parametrize("exercise, part", [case for case in EVERY_PART if not case.values[1].is_value])
def test_answers_learnt_from_the_visible_tests_do_not_pass(exercise, part):
    """A constant, or a table of what the visible tests ask for, is no answer."""
    function = exercise.functions()[part.name]
    seen = {}

    def learning(*arguments):
        return seen.setdefault(repr(arguments), function(*arguments))

    def repeating(*arguments):
        return seen.get(repr(arguments), list(seen.values())[-1])

    assert failure(part.visible, part, learning) is None
    assert failure(part.visible, part, repeating) is None
    assert failure(part.tests, part, repeating)


@pytest.mark.parametrize("exercise, part", EVERY_PART)
def test_each_part_has_a_bank_worth_the_name(exercise, part):
    answers = bank(exercise.name)
    assert sum(answer.part == part.name for answer in answers.WRONG) >= 3
    assert sum(answer.part == part.name for answer in answers.RIGHT) >= 1


@pytest.mark.parametrize("exercise", EVERY, ids=lambda exercise: exercise.name)
def test_the_bank_names_parts_that_exist(exercise):
    answers = bank(exercise.name)
    assert {answer.part for answer in [*answers.WRONG, *answers.RIGHT]} == set(exercise.parts)
