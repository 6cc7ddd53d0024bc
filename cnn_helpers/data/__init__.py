"""Pictures and data sets.

What packages bring (extra ``data``: ``pip install "cnn-course[data]"``) needs no download: ``picture``,
``digits``, ``mnist_sample``. All of MNIST and CIFAR-10 is read from the folder that the environment variable
``CNN_COURSE_DATA`` names, from the user's cache, or downloaded into it: ``mnist``, ``cifar10``. What a network takes
and says that was trained on ImageNet: ``imagenet_input``, ``imagenet_classes``.
"""

from cnn_helpers.data._store import DataError
from cnn_helpers.data.cifar import CIFAR10_CLASSES, cifar10, cifar10_is_original
from cnn_helpers.data.digits import digits, mnist_sample, split
from cnn_helpers.data.idx import mnist
from cnn_helpers.data.imagenet import imagenet_classes, imagenet_input
from cnn_helpers.data.pictures import PICTURES, picture

__all__ = ["CIFAR10_CLASSES", "PICTURES", "DataError", "cifar10", "cifar10_is_original", "digits",
           "imagenet_classes", "imagenet_input", "mnist", "mnist_sample", "picture", "split"]
