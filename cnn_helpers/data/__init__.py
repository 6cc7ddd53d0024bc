"""Pictures and data sets.

What packages bring (extra ``data``: ``pip install "cnn-course[data]"``) needs no download: ``picture``,
``digits``, ``mnist_sample``. All of MNIST and CIFAR-10 is read from the folder that the environment variable
``CNN_COURSE_DATA`` names, from the user's cache, or downloaded into it: ``mnist``, ``cifar10``.
"""

from cnn_helpers.data._store import DataError
from cnn_helpers.data.cifar import CIFAR10_CLASSES, cifar10, cifar10_is_original
from cnn_helpers.data.digits import digits, mnist_sample, split
from cnn_helpers.data.idx import mnist
from cnn_helpers.data.pictures import PICTURES, picture

__all__ = ["CIFAR10_CLASSES", "PICTURES", "DataError", "cifar10", "cifar10_is_original", "digits", "mnist",
           "mnist_sample", "picture", "split"]
