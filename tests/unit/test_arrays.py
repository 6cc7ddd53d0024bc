"""The checks of arguments: what they return, and the message of each error."""

import numpy as np
import pytest

from cnn_helpers import arrays

F32, F64 = np.dtype(np.float32), np.dtype(np.float64)


@pytest.mark.parametrize(("dtypes", "expected"), [
    (("f4",), F32),
    (("f8",), F64),
    (("f4", "f4"), F32),
    (("f4", "f8"), F64),
    (("f4", "i4"), F64),
    (("i8", "u1"), F64),
    (("?",), F64),
    (("f2",), F64),
    (("f4", "f2"), F64),
])
def test_arrays_become_floats_of_one_dtype(dtypes, expected):
    named = {f"a{i}": np.ones(2, dtype) for i, dtype in enumerate(dtypes)}
    assert [a.dtype for a in arrays.as_floats("op", **named)] == [expected] * len(dtypes)


def test_none_stays_none_and_has_no_say_in_the_dtype():
    x, b = arrays.as_floats("op", x=np.ones(2, np.float32), b=None)
    assert x.dtype == F32 and b is None


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_an_array_that_is_right_is_not_copied(dtype):
    x = np.ones(3, dtype)
    assert arrays.as_floats("op", x=x)[0] is x


@pytest.mark.parametrize(("call", "error", "message"), [
    (lambda: arrays.as_floats("op", x=np.ones(2), w=[1j]), TypeError,
     "op: w must hold real numbers, but its dtype is complex128 (w.shape = (1,))"),
    (lambda: arrays.as_floats("op", x=None, w="abc"), TypeError,
     "op: w must hold real numbers, but its dtype is <U3 (w.shape = ())"),
    (lambda: arrays.as_floats("op", x=[{}]), TypeError,
     "op: x must hold real numbers, but its dtype is object (x.shape = (1,))"),
    (lambda: arrays.check_axes("op", "x", np.zeros((2, 3)), "N H W C"), ValueError,
     "op: x must have 4 axes (N, H, W, C), but x.shape = (2, 3) has 2"),
    (lambda: arrays.check_shape("op", "b", np.zeros((1, 4)), (4,), "one for each channel"), ValueError,
     "op: b must have shape (4,), one for each channel, but b.shape = (1, 4)"),
    (lambda: arrays.integer("op", "stride", 0, minimum=1), ValueError,
     "op: stride must be at least 1, but stride = 0 was given"),
    (lambda: arrays.integer("op", "stride", 2.0, minimum=1), TypeError,
     "op: stride must be a whole number, but stride = 2.0 was given"),
    (lambda: arrays.integer("op", "stride", True, minimum=1), TypeError,
     "op: stride must be a whole number, but stride = True was given"),
    (lambda: arrays.integer("op", "stride", None, minimum=1), TypeError,
     "op: stride must be a whole number, but stride = None was given"),
    (lambda: arrays.pair("op", "stride", (1,), minimum=1), ValueError,
     "op: stride must be an int or a pair (vertical, horizontal), but stride = (1,) was given"),
    (lambda: arrays.pair("op", "stride", (2, 0), minimum=1), ValueError,
     "op: stride must be at least 1, but stride = 0 was given"),
    (lambda: arrays.pair("op", "stride", "22", minimum=1), TypeError,
     "op: stride must be a whole number, but stride = '22' was given"),
])
def test_the_message_of_an_error(call, error, message):
    with pytest.raises(error) as raised:
        call()
    assert str(raised.value) == message


def test_rows_of_different_lengths():
    with pytest.raises(TypeError, match=r"^op: x must be an array of numbers, but it cannot be made into one"):
        arrays.real_array("op", "x", [[1, 2], [3]])


@pytest.mark.parametrize("value", [3, np.int8(3), np.array(3)])
def test_every_kind_of_whole_number(value):
    number = arrays.integer("op", "n", value, minimum=3)
    assert number == 3 and type(number) is int


@pytest.mark.parametrize(("value", "expected"), [
    (2, (2, 2)), ((1, 2), (1, 2)), ([1, 2], (1, 2)), (np.array([1, 2]), (1, 2)), (np.int64(4), (4, 4)),
])
def test_an_int_or_a_pair(value, expected):
    assert arrays.pair("op", "stride", value, minimum=1) == expected


@pytest.mark.parametrize(("value", "expected"), [
    ((), True), ([1], True), (((1, 2), 3), True),
    (np.zeros(2), True), ("same", False), (3, False), (np.array(3), False), (None, False),
])
def test_what_is_a_sequence(value, expected):
    assert arrays.is_sequence(value) is expected
