"""Pictures and data sets that come with Python packages, so that nothing has to be downloaded.

All need the extra ``data``: ``pip install "cnn-course[data]"``.
"""

from cnn_helpers.data.digits import digits, mnist_sample, split
from cnn_helpers.data.pictures import PICTURES, picture

__all__ = ["PICTURES", "digits", "mnist_sample", "picture", "split"]
