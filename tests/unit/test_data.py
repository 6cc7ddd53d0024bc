"""Pictures and digits come as documented, and a wrong request is told what there is."""

import builtins
import importlib

import numpy as np
import pytest

from cnn_helpers import data


@pytest.mark.parametrize("name", data.PICTURES)
def test_a_picture_is_brightness_from_0_to_1(name):
    picture = data.picture(name)
    assert picture.dtype == np.float64
    assert picture.ndim == 2 or (picture.ndim == 3 and picture.shape[2] == 3)
    assert 0 <= picture.min() < 0.5 < picture.max() <= 1
    assert data.picture(name, grey=True).shape == picture.shape[:2]


def test_grey_is_a_weighted_mean_of_the_colours():
    colour, grey = data.picture("cat"), data.picture("cat", grey=True)
    assert (grey <= colour.max(axis=2) + 1e-12).all()
    assert (grey >= colour.min(axis=2) - 1e-12).all()
    red, green, blue = colour[0, 0]
    np.testing.assert_allclose(grey[0, 0], 0.2125 * red + 0.7154 * green + 0.0721 * blue)


def test_an_unknown_picture_lists_the_known_ones():
    with pytest.raises(ValueError, match=r"picture: name must be one of astronaut, .*camera.*'lena' was given"):
        data.picture("lena")


def test_digits_are_ink_on_paper_with_their_labels():
    images, labels = data.digits()
    assert images.shape == (1797, 8, 8, 1) and images.dtype == np.float32
    assert images.min() == 0 and images.max() == 1
    assert sorted(np.unique(labels)) == list(range(10))


def test_mnist_sample_has_500_of_each_digit():
    images, labels = data.mnist_sample()
    assert images.shape == (5000, 28, 28, 1) and images.dtype == np.float32
    assert images.min() == 0 and images.max() == 1
    assert (np.bincount(labels) == 500).all()
    # MNIST's digits lie in the middle of a margin four pixels wide.
    assert images[:, 0].max() == 0 or images[:, 0].mean() < 0.01


def test_split_keeps_pairs_together_and_loses_none():
    images, labels = np.arange(50), np.arange(50) * 2
    (x, y), (x_test, y_test) = data.split(images, labels, test=20, seed=3)
    assert len(x_test) == 20 and len(x) == 30
    assert (y == 2 * x).all() and (y_test == 2 * x_test).all()
    assert sorted([*x, *x_test]) == list(images)
    assert not np.array_equal(x_test, data.split(images, labels, test=20, seed=4)[1][0])


@pytest.mark.parametrize(("count", "test", "error", "message"), [
    (9, 3, ValueError, "images and labels must be as many, but 10 images and 9 labels"),
    (10, 10, ValueError, "test must be below the number of images, 10, but test = 10"),
    (10, 0, ValueError, "test must be at least 1"),
    (10, 0.2, TypeError, "test must be a whole number, but test = 0.2"),
])
def test_split_says_what_is_wrong(count, test, error, message):
    with pytest.raises(error, match=message):
        data.split(np.arange(10), np.arange(count), test=test)


def test_a_missing_package_is_named_with_the_command_that_installs_it(monkeypatch):
    def without_scikit_image(name, *args, **kwargs):
        if name.startswith("skimage"):
            raise ModuleNotFoundError(f"No module named {name!r}")
        return builtins.__import__(name, *args, **kwargs)

    monkeypatch.setattr(importlib, "import_module", without_scikit_image)
    with pytest.raises(ModuleNotFoundError, match=r'needs the package scikit-image.*pip install "cnn-course\[data\]"'):
        data.picture("camera")
