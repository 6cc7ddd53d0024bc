"""Augmentation moves pixels to where it says, and draws what it says."""

import numpy as np
import pytest
from scipy import ndimage

from cnn_helpers.augmentation import flip, random_flip, random_rotation, random_shift, rotate, shift

RNG = np.random.default_rng
IMAGES = RNG(0).normal(size=(5, 6, 7, 3))


def test_shift_moves_each_image_by_its_own_amount_and_fills_with_zeros():
    amounts = np.array([[0, 0], [2, 0], [0, -3], [-1, 4], [6, 7]])
    moved = shift(IMAGES, amounts)
    for image, (down, right), result in zip(IMAGES, amounts, moved, strict=True):
        np.testing.assert_array_equal(result, ndimage.shift(image, (down, right, 0), order=0, mode="constant"))
    assert not moved[4].any()


@pytest.mark.parametrize("degrees", [0, 10, -33.3, 90, 145, 360])
@pytest.mark.parametrize("size", [(6, 7), (5, 5), (1, 4)])
def test_rotate_is_scipys(degrees, size):
    images = RNG(1).normal(size=(2, *size, 2))
    # With no mode of its own for the border, SciPy interpolates towards zeros that lie outside: "grid-constant".
    expected = ndimage.rotate(images, degrees, axes=(1, 2), reshape=False, order=1, mode="grid-constant")
    np.testing.assert_allclose(rotate(images, np.full(2, degrees)), expected, rtol=0, atol=1e-12)


def test_rotate_turns_each_image_by_its_own_angle():
    square = IMAGES[:4, :6, :6]
    turned = rotate(square, [0, 90, 180, -90])
    for image, quarters, result in zip(square, (0, 1, 2, -1), turned, strict=True):
        np.testing.assert_allclose(result, np.rot90(image, quarters), rtol=0, atol=1e-12)


def test_flip_mirrors_left_and_right_in_an_array_of_its_own():
    mirrored = flip(IMAGES)
    np.testing.assert_array_equal(mirrored, np.flip(IMAGES, axis=2))
    assert not np.shares_memory(mirrored, IMAGES)


def test_random_shift_draws_every_amount_evenly():
    lit = np.zeros((9000, 5, 5, 1))
    lit[:, 2, 2] = 1
    places = np.argwhere(random_shift(lit, RNG(0), pixels=1))[:, 1:3]
    assert len(places) == 9000
    found, counts = np.unique(places, axis=0, return_counts=True)
    assert found.tolist() == [[i, j] for i in (1, 2, 3) for j in (1, 2, 3)]
    assert counts.min() > 900
    assert counts.max() < 1100


def test_random_rotation_stays_within_its_degrees_and_goes_both_ways():
    lit = np.zeros((2000, 3, 41, 1))
    lit[:, 1, 40] = 1  # 20 pixels from the centre
    lit = np.pad(lit, ((0, 0), (19, 19), (0, 0), (0, 0)))
    turned = random_rotation(lit, RNG(0), degrees=30)[:, :, :, 0]
    rows, columns = (np.indices((41, 41)) - 20)[:, None]
    weight = turned.sum(axis=(1, 2))
    angles = np.rad2deg(np.arctan2(-(turned * rows).sum(axis=(1, 2)) / weight,
                                   (turned * columns).sum(axis=(1, 2)) / weight))
    assert -30.5 < angles.min() < -29
    assert 29 < angles.max() < 30.5
    assert abs(angles.mean()) < 1.5
    assert angles.std() == pytest.approx(30 / np.sqrt(3), rel=0.05)


def test_random_flip_flips_about_half_and_leaves_the_rest():
    images = RNG(0).normal(size=(2000, 2, 3, 1))
    result = random_flip(images, RNG(1))
    flipped = (result == flip(images)).all(axis=(1, 2, 3))
    kept = (result == images).all(axis=(1, 2, 3))
    assert (flipped ^ kept).all()
    assert 900 < flipped.sum() < 1100


RANDOM = {
    "random_shift": lambda images, rng: random_shift(images, rng, pixels=2),
    "random_rotation": lambda images, rng: random_rotation(images, rng, degrees=40),
    "random_flip": random_flip,
}


@pytest.mark.parametrize("name", RANDOM)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_same_generator_draws_the_same_and_shape_dtype_and_input_stay(name, dtype):
    images = IMAGES.astype(dtype)
    before = images.copy()
    result = RANDOM[name](images, RNG(3))
    np.testing.assert_array_equal(result, RANDOM[name](images, RNG(3)))
    assert (result != RANDOM[name](images, RNG(4))).any()
    assert (result.shape, result.dtype) == (images.shape, dtype)
    np.testing.assert_array_equal(images, before)
    assert RANDOM[name](images[:0], RNG(3)).shape == images[:0].shape


def test_an_amount_of_zero_changes_nothing():
    np.testing.assert_array_equal(random_shift(IMAGES, RNG(0), pixels=0), IMAGES)
    np.testing.assert_allclose(random_rotation(IMAGES, RNG(0), degrees=0), IMAGES, rtol=0, atol=1e-15)


@pytest.mark.parametrize(("call", "error", "message"), [
    (lambda: shift(IMAGES[0], [[0, 0]]), ValueError, r"shift: images must have 4 axes \(N, H, W, C\)"),
    (lambda: shift(IMAGES, [1, 1]), ValueError, r"shift: amounts must have shape \(5, 2\), \(down, right\) for each"),
    (lambda: shift(IMAGES, np.zeros((5, 2))), TypeError, "shift: amounts must be whole numbers .* float64"),
    (lambda: rotate(IMAGES, 10), ValueError, r"rotate: degrees must have shape \(5,\), one angle for each image"),
    (lambda: rotate(IMAGES, ["a"] * 5), TypeError, "rotate: degrees must hold real numbers"),
    (lambda: flip("image"), TypeError, "flip: images must hold real numbers"),
    (lambda: random_shift(IMAGES, RNG(0), pixels=-1), ValueError, "random_shift: pixels must be at least 0"),
    (lambda: random_shift(IMAGES, RNG(0), pixels=1.5), TypeError, "random_shift: pixels must be a whole number"),
    (lambda: random_rotation(IMAGES, RNG(0), degrees=-1), ValueError, "random_rotation: degrees must be at least 0"),
    (lambda: random_flip(IMAGES[0], RNG(0)), ValueError, "random_flip: images must have 4 axes"),
])
def test_a_wrong_argument_is_named(call, error, message):
    with pytest.raises(error, match=message):
        call()
