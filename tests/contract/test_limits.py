"""Forms that a framework does not have, around which `in_tensorflow` and `in_torch` go: each is refused here.

When one of these turns red, a new release has the form, and the detour can go. The limits that no detour helps with
are in `limits`, where every case that is drawn confirms them.
"""

import inspect

import pytest
import tensorflow as tf
import torch
from torch.nn import functional as F

IMAGE = tf.ones((1, 5, 5, 1))
X = torch.ones(1, 1, 5, 5)
KERNEL = torch.ones(1, 1, 3, 3)


def test_tensorflow_has_no_explicit_padding_for_conv1d():
    with pytest.raises(TypeError, match="padding"):
        tf.nn.conv1d(tf.ones((1, 5, 1)), tf.ones((3, 1, 1)), 1, [[0, 0], [1, 1], [0, 0]])


def test_tensorflow_has_no_explicit_padding_for_average_pooling():
    with pytest.raises(TypeError, match="padding"):
        tf.nn.avg_pool2d(IMAGE, 3, 2, [[0, 0], [1, 1], [1, 1], [0, 0]])


@pytest.mark.parametrize("pool", [tf.nn.max_pool2d, tf.nn.avg_pool2d])
def test_tensorflow_pools_have_no_ceil_mode(pool):
    assert not {"ceil_mode", "count_include_pad"} & set(inspect.signature(pool).parameters)


def test_pytorch_pads_both_sides_alike():
    with pytest.raises(RuntimeError, match="padding"):
        F.conv2d(X, KERNEL, padding=(0, 1, 1, 2))


@pytest.mark.parametrize("pool", [F.max_pool2d, F.avg_pool2d])
def test_pytorch_pools_pad_by_at_most_half_of_the_window(pool):
    pool(X, 3, padding=1)
    with pytest.raises(RuntimeError, match="pad should be at most half"):
        pool(X, 3, padding=2)


def test_pytorch_trains_no_kernel_that_is_not_contiguous():
    """Only on some paths: here float64, channels last, and a permuted kernel."""
    x, kernel = (torch.ones(shape, dtype=torch.float64, requires_grad=True) for shape in ((1, 1, 2, 2), (1, 2, 2, 1)))
    y = F.conv2d(x.movedim(-1, 1), kernel.permute(3, 2, 0, 1))
    with pytest.raises(RuntimeError, match="must be contiguous"):
        y.sum().backward()
