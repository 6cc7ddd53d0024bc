"""Photographs are prepared as the trained network takes them, and its classes have their names."""

import numpy as np
import pytest

from cnn_helpers import data


def test_the_classes_are_a_thousand_different_names_in_the_known_order():
    classes = data.imagenet_classes()
    assert len(set(classes)) == len(classes) == 1000
    # Indices that every model card names: 1 goldfish, 281 tabby, 388 giant panda, 999 toilet tissue.
    assert [classes[k] for k in (1, 281, 388, 999)] == ["goldfish", "tabby", "giant panda", "toilet tissue"]


def test_brightness_is_centred():
    grey = np.full((64, 64, 3), 127 / 255)
    assert np.abs(data.imagenet_input(grey)).max() < 1e-6
    assert data.imagenet_input(np.zeros((64, 64, 3))).max() == pytest.approx(-127 / 128)
    assert data.imagenet_input(np.ones((64, 64, 3)), size=32).shape == (1, 32, 32, 3)


def test_the_square_at_the_centre_is_taken():
    """Of 300 × 451 pixels a square of 300 · 224 / 256 = 262.5: what lies outside does not matter."""
    photograph = np.zeros((300, 451, 3))
    photograph[15:285, 92:359] = 1  # the square and the few pixels around it that cubic interpolation reads
    np.testing.assert_allclose(data.imagenet_input(photograph), 1.0, rtol=1e-6)
    photograph[19:281] = 0
    assert data.imagenet_input(photograph).max() < 0.5


def test_left_and_right_stay():
    photograph = np.zeros((100, 100, 3))
    photograph[:, :50, 0] = 1  # red on the left
    x = data.imagenet_input(photograph)[0]
    assert x[112, 20, 0] == pytest.approx(1) and x[112, 200, 0] == pytest.approx(-127 / 128)
    assert x[112, 20, 1] == pytest.approx(-127 / 128)


@pytest.mark.parametrize("photograph, message", [
    (np.zeros((8, 8)), r"photograph must be \(H, W, 3\), but its shape is \(8, 8\)"),
    (np.full((8, 8, 3), 255.0), "brightnesses must be from 0 to 1, but they go from 255 to 255; divide by 255"),
    (np.full((8, 8, 3), np.nan), "brightnesses must be from 0 to 1"),
])  # fmt: skip
def test_errors_say_what_is_needed(photograph, message):
    with pytest.raises(ValueError, match=message):
        data.imagenet_input(photograph)
