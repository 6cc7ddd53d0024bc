"""cnn_helpers.exercise_checks says what is wrong with an answer, and nothing of a right one."""

import numpy as np
import pytest

from cnn_helpers.exercise_checks import call, check, generator


def said_of(got, expected, mistakes=None, arguments=()):
    """What check says of an answer that returns `got`."""

    def answer(*_):
        return got

    with pytest.raises(AssertionError) as failed:
        check(answer, *arguments, expected=expected, mistakes=mistakes)
    return str(failed.value)


ROWS = np.array([[1.0, 2.5, 4.0], [8.0, -3.0, 0.5]])


@pytest.mark.parametrize("got, expected", [
    (ROWS.copy(), ROWS),
    (ROWS.astype(np.float32), ROWS),
    (ROWS * (1 + 1e-7), ROWS),
    (np.array([1e-9, 100.0]), np.array([0.0, 100.0])),
    (np.array([[4, 2]]), np.array([[4.0, 2.0]])),
    (np.zeros((0, 3)), np.zeros((0, 3))),
    (np.zeros(3), np.zeros(3)),
    (3, 3.0),
    (np.float32(3), 3),
    (np.array(3.0), 3),
    ((26, 26), (26, 26)),
    ([26, 26], (26, 26)),
])
def test_what_is_right_passes_in_silence(got, expected, capsys):
    assert check(lambda: got, expected=expected, mistakes={"everything": 0}) is None
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("got, expected, says", [
    (None, 3, "returned None: does it end with `return`"),
    ([[1.0]], np.ones((1, 1)), "must return an array (np.array makes one), but its result is of type list"),
    ("3", 3, "must return one number, but its result is of type str"),
    (np.ones(1), 1, "must return one number, but its result is an array of shape (1,)"),
    (np.ones(2), (1, 1), "must return a tuple of numbers, but its result is an array of shape (2,)"),
    (3, (3, 3), "must return a tuple of numbers, but its result is of type int"),
    ((3, "3"), (3, 3), "must return real numbers"),
    (([1, 2], [3]), (3, 3), "must return real numbers"),
    (True, 1, "must return real numbers, but it returned True"),
    (ROWS + 0j, ROWS, "must return real numbers"),
    (ROWS[:, :2], ROWS, "The shape expected is (2, 3), yours is (2, 2)."),
    ((26,), (26, 26), "The shape expected is (2,), yours is (1,)."),
    (4, 3, "Expected is 3, yours is 4."),
    (ROWS + np.eye(2, 3), ROWS, "2 of 6 numbers differ, the first at [0, 0]: expected is 1, yours is 2."),
    (ROWS * np.nan, ROWS, "nan or infinite"),
    (-ROWS, ROWS, "every number has the wrong sign"),
    (ROWS.T, ROWS, "rows and columns of the result are swapped"),
    (np.arange(24.0).reshape(2, 3, 4).transpose(1, 2, 0), np.arange(24.0).reshape(2, 3, 4),
     "the axes of the result are in the wrong order, (1, 2, 0) of the right one"),
    (ROWS.astype(np.int64), ROWS, "cut off to int64"),
    (np.array([44], dtype=np.uint8), np.array([300.0]), "cut off to uint8"),
])
def test_what_is_wrong_is_said(got, expected, says):
    assert says in said_of(got, expected)


def test_a_mistake_is_named_where_its_value_is_returned():
    mistakes = {"the mean is taken": ROWS / 2, "the last row is missing": ROWS[:1]}
    assert said_of(ROWS[:1], ROWS, mistakes) == (
        "answer(): the last row is missing. The shape expected is (2, 3), yours is (1, 3).")
    assert "mean" in said_of(ROWS / 2, ROWS, mistakes)
    assert said_of(ROWS + 1, ROWS, mistakes).startswith("answer(): 6 of 6 numbers differ")


def test_a_mistake_that_leads_to_nan_or_infinity_is_named_too():
    wrong = np.array([[np.nan, np.inf, 4.0], [8.0, -3.0, 0.5]])
    mistakes = {"it divides by 0": wrong}
    assert "it divides by 0" in said_of(wrong.copy(), ROWS, mistakes)
    assert "it divides by 0" not in said_of(np.where(np.isinf(wrong), -wrong, wrong), ROWS, mistakes)
    assert "it divides by 0" not in said_of(wrong + np.eye(2, 3)[::-1], ROWS, mistakes)
    assert "the logarithm of 0" in said_of(np.inf, 1000, {"the logarithm of 0": np.inf})


def test_an_overflow_on_the_way_to_a_right_result_is_no_mistake(recwarn):
    check(lambda x: 1 / (1 + np.exp(-x)), np.array([-1000.0, 0.0]), expected=np.array([0, 0.5]))
    assert not recwarn


def test_a_mistake_that_the_exercise_names_goes_before_the_usual_ones():
    assert "the kernel is turned" in said_of(-ROWS, ROWS, {"the kernel is turned": -ROWS})


def test_the_message_begins_with_the_call():
    assert said_of(4, 3, arguments=(ROWS, 2, "same")).startswith("answer(array of shape (2, 3), 2, 'same'): ")


@pytest.mark.parametrize("error, hint", [
    (IndexError("index 5 is out of bounds"), "outside an array"),
    (ValueError("operands could not be broadcast together with shapes (2,3) (3,2)"), "do not fit each other"),
    (ValueError("setting an array element with a sequence."), "is a sum missing"),
    (ValueError("matmul: Input operand 1 has a mismatch"), "Is a matrix product"),
    (ValueError("shapes (2,3) and (2,3) not aligned"), "Is a matrix product"),
    (ZeroDivisionError("division by zero"), "stopped with ZeroDivisionError: division by zero. The traceback"),
])
def test_an_error_of_the_answer_is_passed_on_with_a_hint(error, hint):
    def answer():
        raise error

    with pytest.raises(AssertionError) as failed:
        check(answer, expected=3)
    assert hint in str(failed.value)
    assert failed.value.__cause__ is error


def test_the_errors_that_numpy_raises_are_the_ones_that_hints_are_for():
    for answer, hint in [(lambda x: x * x.T, "do not fit"), (lambda x: x @ x, "matrix product"),
                         (lambda x: np.dot(x, x), "matrix product"), (lambda x: x[5, 5], "outside an array")]:
        with pytest.raises(AssertionError, match=hint):
            check(answer, ROWS, expected=ROWS)


def test_an_answer_not_yet_written_says_so_itself():
    def answer():
        raise NotImplementedError("write your code here")

    with pytest.raises(NotImplementedError, match="write your code here"):
        check(answer, expected=3)


def test_a_name_given_to_something_else_is_noticed():
    with pytest.raises(AssertionError, match="a function is expected, but 3 is none"):
        check(3, expected=3)


def test_an_answer_cannot_change_the_arrays_of_the_test():
    x = ROWS.copy()

    def answer(x):
        x[:] = 0
        return 0

    check(answer, x, expected=0)
    np.testing.assert_array_equal(x, ROWS)


def test_call_returns_floats_of_the_shape_asked_for():
    assert call(lambda: np.array([1, 2]), shape=(2,)).dtype == np.float64
    assert call(lambda: 3, shape=()) == 3
    assert call(lambda: (1, 2), shape=(2,), kind=tuple).tolist() == [1, 2]


@pytest.mark.parametrize("got, shape, says", [
    (np.ones((3, 1)), (3, 3), "must have the shape (3, 3), but yours has (3, 1)"),
    (np.full((2, 2), np.inf), (2, 2), "nan or infinite"),
    ([1, 2], (2,), "must return an array"),
    (None, (), "returned None"),
])
def test_call_says_what_is_wrong(got, shape, says):
    with pytest.raises(AssertionError) as failed:
        call(lambda: got, shape=shape)
    assert says in str(failed.value)


def test_a_grader_decides_what_is_drawn(monkeypatch):
    def drawn(part):
        return generator(part).integers(2**62)

    monkeypatch.delenv("CNN_COURSE_SEED", raising=False)
    usual = drawn("convolve")
    assert drawn("convolve") == usual
    assert drawn("window_sum") != usual
    monkeypatch.setenv("CNN_COURSE_SEED", "a secret, a student, an attempt")
    assert drawn("convolve") == drawn("convolve") != usual
