"""All of MNIST, from IDX files: the form in which it was published."""

from __future__ import annotations

import numpy as np

from cnn_helpers.data._store import DataError, DataSet, contents

_PLACES = ("https://ossci-datasets.s3.amazonaws.com/mnist/", "https://storage.googleapis.com/cvdf-datasets/mnist/")
_MNIST_FILES = {
    "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
}
MNIST = DataSet(
    name="mnist",
    folder="mnist",
    files=_MNIST_FILES,
    addresses=tuple(tuple(f"{place}{name}.gz" for place in _PLACES) for name in _MNIST_FILES),
    megabytes=55,
)



def mnist() -> tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
    """All of MNIST: 60,000 images for training and 10,000 for testing, in the order of the original files.

    LeCun, Bottou, Bengio and Haffner 1998, doi:10.1109/5.726791. The files are looked for in the folder that the
    environment variable ``CNN_COURSE_DATA`` names (IDX files, as they are or in gzip form, there or in its folder
    ``mnist``), then in the user's cache, and else downloaded into it, 11 MB; in all three places their contents
    are checked.

    Returns
    -------
    tuple
        ``(images, labels), (test images, test labels)``: float32 (60000, 28, 28, 1), from 0 (paper) to 1 (ink), and
        int64 (60000,), from 0 to 9; the same with 10000.

    Raises
    ------
    DataError
        Where the files cannot be had or are not the original ones; the message says what to do.
    """
    files = contents(MNIST)
    images, labels, test_images, test_labels = (_idx(name, files[name]) for name in MNIST.files)
    return _scaled(images, labels), _scaled(test_images, test_labels)


def _scaled(images, labels):
    return images[..., None].astype(np.float32) / 255, labels.astype(np.int64)


def _idx(name: str, content: bytes) -> np.ndarray:
    """The array in an IDX file of unsigned bytes: 0, 0, 8, the number of axes, each length in four bytes, the data."""
    axes = content[3]
    if content[:3] != b"\x00\x00\x08":
        raise DataError(f"mnist: {name} is not an IDX file of unsigned bytes: it begins with {content[:3]!r}")
    shape = np.frombuffer(content, ">u4", count=axes, offset=4)
    return np.frombuffer(content, np.uint8, offset=4 + 4 * axes).reshape(shape)
