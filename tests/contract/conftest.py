"""How many configurations the contract draws.

With CNN_COURSE_QUICK=1 in the environment it draws few of them.
"""

import os

from hypothesis import settings

# TensorFlow reads these once, when it is first imported.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

# A few are drawn twice: 250 leave more than 200 that differ.
settings.register_profile("contract", max_examples=250, deadline=None, derandomize=True, database=None)
settings.register_profile("quick", settings.get_profile("contract"), max_examples=32)
