"""Reference layers of convolutional networks in NumPy, checked against TensorFlow and PyTorch."""

from cnn_helpers import functional, naive, shapes

__all__ = ["functional", "naive", "shapes"]
__version__ = "0.1.0"
