"""Every figure of the book, computed from arrays; a module for each kind.

Importing this package imports Matplotlib, so nothing else of ``cnn_helpers`` imports it.
"""

from cnn_helpers.figures.matrices import Matrix, cross_correlation_steps, matrices, matrix_image
from cnn_helpers.figures.pictures import pictures

__all__ = ["Matrix", "cross_correlation_steps", "matrices", "matrix_image", "pictures"]
