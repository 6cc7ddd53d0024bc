"""Every figure of the book, computed from arrays; a module for each kind.

Importing this package imports Matplotlib, so nothing else of ``cnn_helpers`` imports it.
"""

from cnn_helpers.figures.architectures import architecture, shares
from cnn_helpers.figures.branches import parallel_branches
from cnn_helpers.figures.comparisons import runs_by_size, weights_and_work
from cnn_helpers.figures.decisions import confusion_matrix, curves, reliability, road
from cnn_helpers.figures.depth import receptive_field_stack
from cnn_helpers.figures.experiments import by_layer, differences, pairs
from cnn_helpers.figures.gates import gates
from cnn_helpers.figures.images import growth, pixel_numbers, row_major, runs, runs_along, weight_maps
from cnn_helpers.figures.learning import kernel_values, log_lines, loss_slope
from cnn_helpers.figures.matrices import Matrix, cross_correlation_steps, matrices, matrix_image, matrix_rows
from cnn_helpers.figures.networks import Stage, learning_curves, overlaid, stages, tiles
from cnn_helpers.figures.pictures import pictures
from cnn_helpers.figures.pooling import changes, mask_errors, pooling_windows
from cnn_helpers.figures.shrinking import map_stacks
from cnn_helpers.figures.tradeoffs import energy, fields_by_depth, stacked_shares, tradeoff, winners
from cnn_helpers.figures.windows import count_maps, windows_on_a_line

__all__ = [
    "Matrix",
    "Stage",
    "architecture",
    "by_layer",
    "changes",
    "confusion_matrix",
    "count_maps",
    "cross_correlation_steps",
    "curves",
    "differences",
    "energy",
    "fields_by_depth",
    "gates",
    "growth",
    "kernel_values",
    "learning_curves",
    "log_lines",
    "loss_slope",
    "map_stacks",
    "mask_errors",
    "matrices",
    "matrix_image",
    "matrix_rows",
    "overlaid",
    "pairs",
    "parallel_branches",
    "pictures",
    "pixel_numbers",
    "pooling_windows",
    "receptive_field_stack",
    "reliability",
    "road",
    "row_major",
    "runs",
    "runs_along",
    "runs_by_size",
    "shares",
    "stacked_shares",
    "stages",
    "tiles",
    "tradeoff",
    "weight_maps",
    "weights_and_work",
    "windows_on_a_line",
    "winners",
]
