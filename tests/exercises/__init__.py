"""The exercises, held to what they promise: every notebook in solutions/ is found and tested.

A new exercise needs three things.

1. ``solutions/<n-name>/<n-name>.ipynb``, in nbgrader's form and without outputs. Each part is two cells, one after the
   other: a solution cell whose ``grade_id`` is the name of the one function that it defines, and a test cell whose
   ``grade_id`` is ``test_`` and that name. An answer is a function of arrays and numbers that returns an array, a
   number or a tuple; where the answer is a value, the function has no argument. A test cell begins with its imports
   and uses no other name of the notebook than that function. Its visible tests, small enough to be done by hand, come
   first and name the usual mistakes (``cnn_helpers.exercise_checks.check``); then come the hidden ones, on random
   shapes and values that ``exercise_checks.generator`` draws, which use none of the visible ones' variables. Cells that
   a part needs (imports, given functions) are locked; cells without nbgrader's metadata are for looking at, and
   nothing needs them. One Markdown part, the last, is graded by hand.
2. ``python3 course.py exercises``, which writes exercises/.
3. ``banks/<name>.py``, what students hand in: see :mod:`banks`.
"""
