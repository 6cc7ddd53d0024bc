"""How a chapter is executed into place:

    jupyter nbconvert --config nbconvert_config.py --to notebook --execute --inplace book/<part>/<chapter>.ipynb

What a run leaves in the file is the same every time: no timings, no version of Python, no notes of an editor, one
stream output where a cell printed in several goes.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from course import QUIET

os.environ.update(QUIET)

c = get_config()  # noqa: F821 - traitlets defines it

c.ExecutePreprocessor.timeout = 600  # seconds a cell
c.ExecutePreprocessor.record_timing = False
c.ExecutePreprocessor.store_widget_state = False
c.ExecutePreprocessor.extra_arguments = ["--log-level=ERROR"]  # else every kernel warns that TCP is not encrypted
c.NotebookExporter.preprocessors = [
    "nbconvert.preprocessors.CoalesceStreamsPreprocessor",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
]
c.ClearMetadataPreprocessor.preserve_cell_metadata_mask = {"mystnb", "tags"}
c.ClearMetadataPreprocessor.preserve_nb_metadata_mask = {"kernelspec", ("language_info", "name")}
