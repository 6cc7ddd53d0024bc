"""Every operation of a convolutional network, and its gradients, as pure functions on NumPy arrays.

Images are channels last, ``(N, H, W, C)``, kernels ``(KH, KW, C_in / groups, C_out)``. float32 stays float32,
float64 stays float64, whole numbers become float64, and so do floats of both kinds together. No argument is
ever written to. ``<name>_backward(dy, …)`` takes the gradient of the result and then the arguments of ``<name>``,
and returns the gradients of the arrays in their order.
"""

from cnn_helpers.functional.activation import (
    leaky_relu,
    leaky_relu_backward,
    relu,
    relu6,
    relu6_backward,
    relu_backward,
    sigmoid,
    sigmoid_backward,
    softmax,
    softmax_backward,
    tanh,
    tanh_backward,
)
from cnn_helpers.functional.conv import (
    conv1d,
    conv1d_backward,
    conv2d,
    conv2d_backward,
    conv_transpose2d,
    conv_transpose2d_backward,
    depthwise_conv2d,
    depthwise_conv2d_backward,
    separable_conv2d,
    separable_conv2d_backward,
)
from cnn_helpers.functional.dense import dense, dense_backward, flatten, flatten_backward
from cnn_helpers.functional.dropout import dropout, dropout_backward
from cnn_helpers.functional.loss import (
    binary_cross_entropy,
    binary_cross_entropy_backward,
    softmax_cross_entropy,
    softmax_cross_entropy_backward,
)
from cnn_helpers.functional.norm import (
    batch_norm,
    batch_norm_backward,
    batch_statistics,
    local_response_norm,
    local_response_norm_backward,
)
from cnn_helpers.functional.pool import (
    avg_pool2d,
    avg_pool2d_backward,
    global_avg_pool2d,
    global_avg_pool2d_backward,
    global_max_pool2d,
    global_max_pool2d_backward,
    max_pool2d,
    max_pool2d_backward,
)

__all__ = [
    "avg_pool2d",
    "avg_pool2d_backward",
    "batch_norm",
    "batch_norm_backward",
    "batch_statistics",
    "binary_cross_entropy",
    "binary_cross_entropy_backward",
    "conv1d",
    "conv1d_backward",
    "conv2d",
    "conv2d_backward",
    "conv_transpose2d",
    "conv_transpose2d_backward",
    "dense",
    "dense_backward",
    "depthwise_conv2d",
    "depthwise_conv2d_backward",
    "dropout",
    "dropout_backward",
    "flatten",
    "flatten_backward",
    "global_avg_pool2d",
    "global_avg_pool2d_backward",
    "global_max_pool2d",
    "global_max_pool2d_backward",
    "leaky_relu",
    "leaky_relu_backward",
    "local_response_norm",
    "local_response_norm_backward",
    "max_pool2d",
    "max_pool2d_backward",
    "relu",
    "relu6",
    "relu6_backward",
    "relu_backward",
    "separable_conv2d",
    "separable_conv2d_backward",
    "sigmoid",
    "sigmoid_backward",
    "softmax",
    "softmax_backward",
    "softmax_cross_entropy",
    "softmax_cross_entropy_backward",
    "tanh",
    "tanh_backward",
]
