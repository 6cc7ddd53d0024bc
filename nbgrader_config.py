"""How nbgrader releases and grades the exercises: `nbgrader generate_assignment`, `autograde`, `formgrader`, …"""

c = get_config()  # noqa: F821 - nbgrader puts it there

c.CourseDirectory.course_id = "cnn-course"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"

# What a student finds in the place of a solution, and the marks around what a student must not see.
c.ClearSolutions.code_stub = {"python": 'raise NotImplementedError("write your code here")'}
c.ClearSolutions.text_stub = "*Write your answer here.*"
c.ClearSolutions.begin_solution_delimeter = "### BEGIN SOLUTION"
c.ClearSolutions.end_solution_delimeter = "### END SOLUTION"
c.ClearHiddenTests.begin_test_delimeter = "### BEGIN HIDDEN TESTS"
c.ClearHiddenTests.end_test_delimeter = "### END HIDDEN TESTS"

# A cell that never ends is interrupted and counts as failed; the cells after it still run.
c.Execute.timeout = 30  # seconds a cell
c.Execute.interrupt_on_timeout = True
c.Execute.error_on_timeout = {
    "ename": "CellTimeoutError",
    "evalue": "this cell ran for more than 30 seconds",
    "traceback": ["CellTimeoutError: this cell ran for more than 30 seconds"],
}
# On a busy machine a kernel starts slowly, and what a cell printed may arrive long after the cell has ended:
# by default nbgrader gives up on the submission after four seconds.
c.Execute.startup_timeout = 120
c.Execute.iopub_timeout = 60

# A deleted test cell is put back and graded; by default it would keep the mark it had, or none.
c.OverwriteCells.add_missing_cells = True

# By default a single line on stderr, such as a warning of a right answer, takes all the marks of the test cell that
# called it. An error still does.
c.IgnorePattern.enabled = True
c.IgnorePattern.pattern = r"(?s)."
