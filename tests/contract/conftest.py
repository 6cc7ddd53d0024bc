"""How many configurations the contract draws.

With CNN_COURSE_QUICK=1 in the environment it draws few of them.
"""

from hypothesis import settings

# A few are drawn twice: 250 leave more than 200 that differ.
settings.register_profile("contract", max_examples=250, deadline=None, derandomize=True, database=None)
settings.register_profile("quick", settings.get_profile("contract"), max_examples=32)
