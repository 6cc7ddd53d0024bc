"""Every figure of the book, computed from arrays; a module for each kind.

Importing this package imports Matplotlib, so nothing else of ``cnn_helpers`` imports it.
"""

from cnn_helpers.figures.architectures import architecture, shares
from cnn_helpers.figures.depth import receptive_field_stack
from cnn_helpers.figures.images import growth, pixel_numbers, row_major, runs, runs_along, weight_maps
from cnn_helpers.figures.matrices import Matrix, cross_correlation_steps, matrices, matrix_image, matrix_rows
from cnn_helpers.figures.pictures import pictures
from cnn_helpers.figures.windows import count_maps, windows_on_a_line

__all__ = [
    "Matrix",
    "architecture",
    "count_maps",
    "cross_correlation_steps",
    "growth",
    "matrices",
    "matrix_image",
    "matrix_rows",
    "pictures",
    "pixel_numbers",
    "receptive_field_stack",
    "row_major",
    "runs",
    "runs_along",
    "shares",
    "weight_maps",
    "windows_on_a_line",
]
