"""Each operation as PyTorch computes it, under the name and with the arguments that cnn_helpers has."""

from __future__ import annotations

import numpy as np
import torch
from torch.nn import functional as F

from .case import amounts, form, pair

torch.set_num_threads(1)


def judge(name, arrays, options, differentiable):
    """(value, pull): the result, and the function from an upstream gradient to the gradients of the first arrays."""
    tensors = [None if array is None else torch.tensor(array) for array in arrays]
    inputs = [tensor.requires_grad_() for tensor in tensors[:differentiable] if tensor is not None]
    value = globals()[name](*tensors, **options)

    def pull(dy):
        return [gradient.numpy() for gradient in torch.autograd.grad(value, inputs, torch.tensor(dy))]

    return value.detach().numpy(), pull


def conv2d(x, w, b, *, stride, padding, dilation, groups):
    x, padding = padded(channels_first(x), w.shape[:2], stride, padding, dilation)
    return channels_last(F.conv2d(x, kernel_first(w), b, stride, padding, dilation, groups))


def padded(x, kernel, stride, padding, dilation):
    """PyTorch's own form of padding where it has one; otherwise the zeros are put around x beforehand."""
    if padding == "valid" or form(padding) in ("int", "pair") or (padding == "same" and pair(stride) == (1, 1)):
        return x, padding
    return surrounded(x, amounts(padding, x.shape[2:], kernel, stride, dilation)), 0


def conv1d(x, w, b, *, stride, padding, dilation, groups):
    one_row = dict(stride=(1, stride), dilation=(1, dilation), groups=groups)
    if not isinstance(padding, str):
        one_row["padding"] = ((0, 0), pair(padding))
    return conv2d(x[:, None], w[None], b, **{"padding": padding, **one_row})[:, 0]


def conv_transpose2d(x, w, b, *, stride, padding, output_padding, dilation, groups):
    full = F.conv_transpose2d(channels_first(x), kernel_first(w), None, stride, 0, 0, groups, dilation)
    sizes = [size * s for size, s in zip(x.shape[1:3], pair(stride), strict=True)]
    (top, bottom), (left, right) = amounts(padding, sizes, w.shape[:2], stride, dilation)
    height, width = sizes if padding == "same" else (full.shape[2] - top - bottom, full.shape[3] - left - right)
    height, width = height + pair(output_padding)[0], width + pair(output_padding)[1]
    # cut the padding off, and let rows that no window reaches be zeros
    reached = full[:, :, top:top + height, left:left + width]
    y = channels_last(surrounded(reached, ((0, height - reached.shape[2]), (0, width - reached.shape[3]))))
    return y if b is None else y + b


def depthwise_conv2d(x, w, b, *, stride, padding, dilation):
    height, width, channels, multiplier = w.shape
    return conv2d(x, w.reshape(height, width, 1, channels * multiplier), b,
                  stride=stride, padding=padding, dilation=dilation, groups=channels)


def separable_conv2d(x, w_depthwise, w_pointwise, b, *, stride, padding, dilation):
    y = depthwise_conv2d(x, w_depthwise, None, stride=stride, padding=padding, dilation=dilation)
    return channels_last(F.conv2d(channels_first(y), kernel_first(w_pointwise), b))


def max_pool2d(x, *, size, stride, padding, ceil_mode):
    x, own = padded_for_pooling(channels_first(x), size, stride, padding, value=-torch.inf)
    return channels_last(F.max_pool2d(x, size, stride, own, ceil_mode=ceil_mode))


def avg_pool2d(x, *, size, stride, padding, count_padding, ceil_mode):
    def mean(a):
        a, own = padded_for_pooling(channels_first(a), size, stride, padding, value=0)
        counts = count_padding or (a.shape[2:] != x.shape[1:3])  # what was padded beforehand, PyTorch counts
        return channels_last(F.avg_pool2d(a, size, stride, own, ceil_mode, count_include_pad=counts))

    # the mean of ones is below one where zeros were counted that should not be
    return mean(x) if count_padding else mean(x) / mean(torch.ones_like(x)).detach()


def padded_for_pooling(x, size, stride, padding, value):
    """PyTorch pads both sides alike and by at most half of the window; all else is put around x beforehand."""
    around = amounts(padding, x.shape[2:], pair(size), size if stride is None else stride)
    own = tuple(before for before, _ in around)
    if all(before == after <= k // 2 for (before, after), k in zip(around, pair(size), strict=True)):
        return x, own
    return surrounded(x, around, value), 0


def global_avg_pool2d(x):
    return F.adaptive_avg_pool2d(channels_first(x), 1)[:, :, 0, 0]


def global_max_pool2d(x):
    return F.adaptive_max_pool2d(channels_first(x), 1)[:, :, 0, 0]


def batch_norm(x, gamma, beta, mean, variance, *, epsilon):
    y = F.batch_norm(channels_first(x), mean, variance, gamma, beta, training=mean is None, eps=epsilon)
    return channels_last(y)


def local_response_norm(x, *, depth_radius, bias, alpha, beta):
    size = 2 * depth_radius + 1  # by which PyTorch divides alpha
    return channels_last(F.local_response_norm(channels_first(x), size, alpha * size, beta, bias))


def relu(x):
    return F.relu(x)


def relu6(x):
    return F.relu6(x)


def leaky_relu(x, *, negative_slope):
    return F.leaky_relu(x, negative_slope)


def sigmoid(x):
    return F.sigmoid(x)


def tanh(x):
    return F.tanh(x)


def softmax(x, *, axis):
    return F.softmax(x, dim=axis)


def dense(x, w, b):
    return F.linear(x, w.T, b)


def flatten(x):
    return torch.flatten(x, start_dim=1)


def dropout(x, *, rate, seed):
    # PyTorch draws other numbers from the same seed: it is given the mask, and scales
    kept = torch.tensor(np.random.default_rng(seed).random(x.shape) >= rate)
    return torch.where(kept, x / (1 - rate), 0)


def softmax_cross_entropy(logits, labels):
    return F.cross_entropy(logits, labels)


def binary_cross_entropy(logits, targets):
    return F.binary_cross_entropy_with_logits(logits, targets)


def channels_first(x):
    return x.movedim(-1, 1)


def channels_last(y):
    return y.movedim(1, -1)


def kernel_first(w):
    """(KH, KW, C_in, C_out) as (C_out, C_in, KH, KW), contiguous, without which some gradients are refused."""
    return w.permute(3, 2, 0, 1).contiguous()


def surrounded(x, around, value=0):
    (top, bottom), (left, right) = around
    return F.pad(x, (left, right, top, bottom), value=value)
