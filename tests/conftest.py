"""What every test run needs, whichever part of tests/ it takes."""

import os

from course import QUIET

# Before any test imports a framework; kernels that tests start inherit it.
os.environ.update(QUIET)
