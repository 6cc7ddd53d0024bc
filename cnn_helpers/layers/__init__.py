"""Layers with state: each keeps its weights and what its backward pass needs, and calls cnn_helpers.functional.

A layer is told its input channels when it is made, so its weights are there to look at before any data
has passed. Whatever draws random numbers takes `rng`; give one generator to all layers of a model, since
layers that are each given the same seed begin with the same draws.
"""

from cnn_helpers.layers.activation import LeakyReLU, ReLU, ReLU6, Sigmoid, Softmax, Tanh
from cnn_helpers.layers.base import Layer
from cnn_helpers.layers.containers import Branch, Container, Residual, Sequential
from cnn_helpers.layers.convolution import Conv1D, Conv2D, Conv2DTranspose, DepthwiseConv2D, SeparableConv2D
from cnn_helpers.layers.dense import Dense, Flatten
from cnn_helpers.layers.dropout import Dropout
from cnn_helpers.layers.norm import BatchNorm, LocalResponseNorm
from cnn_helpers.layers.pool import AvgPool2D, GlobalAvgPool2D, GlobalMaxPool2D, MaxPool2D

__all__ = [
    "AvgPool2D",
    "BatchNorm",
    "Branch",
    "Container",
    "Conv1D",
    "Conv2D",
    "Conv2DTranspose",
    "Dense",
    "DepthwiseConv2D",
    "Dropout",
    "Flatten",
    "GlobalAvgPool2D",
    "GlobalMaxPool2D",
    "Layer",
    "LeakyReLU",
    "LocalResponseNorm",
    "MaxPool2D",
    "ReLU",
    "ReLU6",
    "Residual",
    "SeparableConv2D",
    "Sequential",
    "Sigmoid",
    "Softmax",
    "Tanh",
]
