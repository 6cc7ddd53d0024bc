"""What students hand in for 13-alexnet."""

from . import Right, Wrong

WRONG = [
    Wrong("fitting_inputs", "padding once", "it counts twice", """
def fitting_inputs(places, kernel, stride, padding):
    smallest = (places - 1) * stride + kernel - padding
    return smallest, smallest + stride - 1
"""),
    Wrong("fitting_inputs", "padding added", "the padding is added", """
def fitting_inputs(places, kernel, stride, padding):
    smallest = (places - 1) * stride + kernel + 2 * padding
    return smallest, smallest + stride - 1
"""),
    Wrong("fitting_inputs", "smallest size alone", "the smallest size twice", """
def fitting_inputs(places, kernel, stride, padding):
    smallest = (places - 1) * stride + kernel - 2 * padding
    if padding:
        return smallest, smallest + stride - 1
    return smallest, smallest
"""),
    Wrong("fitting_inputs", "largest size one too large", "makes one more place", """
def fitting_inputs(places, kernel, stride, padding):
    smallest = (places - 1) * stride + kernel - 2 * padding
    return smallest, smallest + stride - (1 if padding else 0)
"""),
    Wrong("fitting_inputs", "a list of all", "The shape expected is (2,)", """
def fitting_inputs(places, kernel, stride, padding):
    return [size for size in range(1, 400) if (size + 2 * padding - kernel) // stride + 1 == places] + [0]
"""),

    Wrong("grouped_conv2d", "all kernels on the first group", "see the first group's channels", """
def grouped_conv2d(x, w, groups):
    return conv2d(x[..., :x.shape[3] // groups], w)
"""),
    Wrong("grouped_conv2d", "channels taken in turns", "channels 0 and 2 are one group", """
def grouped_conv2d(x, w, groups):
    outputs = w.shape[3] // groups
    return np.concatenate([conv2d(x[..., g::groups], w[..., g * outputs:(g + 1) * outputs])
                           for g in range(groups)], axis=-1)
"""),
    Wrong("grouped_conv2d", "kernels taken in turns", "kernels 0, 2, 4 are one group", """
def grouped_conv2d(x, w, groups):
    inputs = x.shape[3] // groups
    y = np.zeros((x.shape[0], x.shape[1] - w.shape[0] + 1, x.shape[2] - w.shape[1] + 1, w.shape[3]))
    for g in range(groups):
        y[..., g::groups] = conv2d(x[..., g * inputs:(g + 1) * inputs], w[..., g::groups])
    return y
"""),
    Wrong("grouped_conv2d", "results added", "they stand beside each other", """
def grouped_conv2d(x, w, groups):
    inputs, outputs = x.shape[3] // groups, w.shape[3] // groups
    return sum(conv2d(x[..., g * inputs:(g + 1) * inputs], w[..., g * outputs:(g + 1) * outputs])
               for g in range(groups))
"""),
    Wrong("grouped_conv2d", "results alternate", "the groups' results alternate", """
def grouped_conv2d(x, w, groups):
    inputs, outputs = x.shape[3] // groups, w.shape[3] // groups
    parts = [conv2d(x[..., g * inputs:(g + 1) * inputs], w[..., g * outputs:(g + 1) * outputs])
             for g in range(groups)]
    return np.stack(parts, axis=-1).reshape(*parts[0].shape[:3], -1)
"""),
    Wrong("grouped_conv2d", "not split at all", "stopped with ValueError", """
def grouped_conv2d(x, w, groups):
    return conv2d(x, w)
"""),

    Wrong("conv_parameters", "biases missing", "the biases are missing", """
def conv_parameters(kernel, channels, filters, groups):
    return filters * kernel**2 * channels // groups
"""),
    Wrong("conv_parameters", "groups left out", "the groups are left out", """
def conv_parameters(kernel, channels, filters, groups):
    return filters * (kernel**2 * channels + 1)
"""),
    Wrong("conv_parameters", "kernels divided too", "divided among the groups as well", """
def conv_parameters(kernel, channels, filters, groups):
    return filters // groups * (kernel**2 * (channels // groups) + 1)
"""),
    Wrong("conv_parameters", "biases divided", "each kernel has one", """
def conv_parameters(kernel, channels, filters, groups):
    return filters * (kernel**2 * channels + 1) // groups
"""),
    Wrong("conv_parameters", "kernel not squared", "K * K", """
def conv_parameters(kernel, channels, filters, groups):
    return filters * (kernel * channels // groups + 1)
"""),

    Wrong("local_response_norm", "window too short", "one channel too early", """
def local_response_norm(x, radius, k, alpha, beta):
    y = np.zeros(x.shape)
    for c in range(x.shape[2]):
        window = x[:, :, max(0, c - radius):c + radius]
        y[:, :, c] = x[:, :, c] / (k + alpha * (window**2).sum(axis=2))**beta
    return y
"""),
    Wrong("local_response_norm", "negative start", "a slice counts that from the end", """
def local_response_norm(x, radius, k, alpha, beta):
    y = np.zeros(x.shape)
    for c in range(x.shape[2]):
        window = x[:, :, c - radius:c + radius + 1]
        y[:, :, c] = x[:, :, c] / (k + alpha * (window**2).sum(axis=2))**beta
    return y
"""),
    Wrong("local_response_norm", "values not squared", "not their squares", """
def local_response_norm(x, radius, k, alpha, beta):
    y = np.zeros(x.shape)
    for c in range(x.shape[2]):
        window = x[:, :, max(0, c - radius):c + radius + 1]
        y[:, :, c] = x[:, :, c] / (k + alpha * window.sum(axis=2))**beta
    return y
"""),
    Wrong("local_response_norm", "alpha over the window", "as PyTorch does", """
def local_response_norm(x, radius, k, alpha, beta):
    y = np.zeros(x.shape)
    for c in range(x.shape[2]):
        window = x[:, :, max(0, c - radius):c + radius + 1]
        n = 2 * radius + 1 if alpha != 1 else 1
        y[:, :, c] = x[:, :, c] / (k + alpha / n * (window**2).sum(axis=2))**beta
    return y
"""),
    Wrong("local_response_norm", "beta forgotten", "beta is missing", """
def local_response_norm(x, radius, k, alpha, beta):
    y = np.zeros(x.shape)
    for c in range(x.shape[2]):
        window = x[:, :, max(0, c - radius):c + radius + 1]
        y[:, :, c] = x[:, :, c] / (k + alpha * (window**2).sum(axis=2))
    return y
"""),
    Wrong("local_response_norm", "all channels", "all channels are in the window", """
def local_response_norm(x, radius, k, alpha, beta):
    return x / (k + alpha * (x**2).sum(axis=2, keepdims=True))**beta
"""),
    Wrong("local_response_norm", "normalised in place", "write into a new array", """
def local_response_norm(x, radius, k, alpha, beta):
    for c in range(x.shape[2]):
        window = x[:, :, max(0, c - radius):c + radius + 1]
        x[:, :, c] = x[:, :, c] / (k + alpha * (window**2).sum(axis=2))**beta
    return x
"""),

    Wrong("first_wrong_row", "padding left out", "the padding left out", """
def first_wrong_row(table):
    for row, (size, kernel, stride, padding, output) in enumerate(table):
        if output != (size - kernel) // stride + 1 or (row and size != table[row - 1, 4]):
            return row
    return -1
"""),
    Wrong("first_wrong_row", "inputs not compared with what stands above", "not the output of row 2", """
def first_wrong_row(table):
    for row, (size, kernel, stride, padding, output) in enumerate(table):
        if output != (size + 2 * padding - kernel) // stride + 1:
            return row
    return -1
"""),
    Wrong("first_wrong_row", "arithmetic not checked", "224 pixels give 54 places", """
def first_wrong_row(table):
    for row in range(1, len(table)):
        if table[row, 0] != table[row - 1, 4]:
            return row
    return -1
"""),
    Wrong("first_wrong_row", "counted from 1", "the first row has the number 0", """
def first_wrong_row(table):
    for row, (size, kernel, stride, padding, output) in enumerate(table):
        if output != (size + 2 * padding - kernel) // stride + 1 or (row and size != table[row - 1, 4]):
            return row + 1
    return -1
"""),
    Wrong("first_wrong_row", "the last wrong row", "stop at the first", """
def first_wrong_row(table):
    wrong = -1
    for row, (size, kernel, stride, padding, output) in enumerate(table):
        if output != (size + 2 * padding - kernel) // stride + 1 or (row and size != table[row - 1, 4]):
            wrong = row
    return wrong
"""),
    Wrong("first_wrong_row", "a rest is a mistake", "round down", """
def first_wrong_row(table):
    for row, (size, kernel, stride, padding, output) in enumerate(table):
        room = size + 2 * padding - kernel
        exact = row > 0 or stride != 2 or room % stride == 0
        if not exact or output != room // stride + 1 or (row and size != table[row - 1, 4]):
            return row
    return -1
"""),
    Wrong("first_wrong_row", "number of rows for none", "not the number of rows", """
def first_wrong_row(table):
    row = 0
    while row < len(table):
        size, kernel, stride, padding, output = table[row]
        if output != (size + 2 * padding - kernel) // stride + 1 or (row and size != table[row - 1, 4]):
            break
        row += 1
    return row
"""),
    Wrong("first_wrong_row", "row above the first is the last", "it has no row above it", """
def first_wrong_row(table):
    for row, (size, kernel, stride, padding, output) in enumerate(table):
        if size != table[row - 1, 4] or output != (size + 2 * padding - kernel) // stride + 1:
            return row
    return -1
"""),

    Wrong("stack_of_threes", "three pixels a layer", "adds 2 pixels, not 3", """
def stack_of_threes(kernel, channels):
    layers = kernel // 3
    return layers, layers * 9 * channels**2, kernel**2 * channels**2
"""),
    Wrong("stack_of_threes", "one layer too many", "one layer too many", """
def stack_of_threes(kernel, channels):
    layers = (kernel + 1) // 2
    return layers, layers * 9 * channels**2, kernel**2 * channels**2
"""),
    Wrong("stack_of_threes", "channels once", "the weights go with C * C", """
def stack_of_threes(kernel, channels):
    layers = kernel // 2
    return layers, layers * 9 * channels, kernel**2 * channels
"""),
    Wrong("stack_of_threes", "one layer's weights", "each has its own weights", """
def stack_of_threes(kernel, channels):
    layers = kernel // 2
    return layers, 9 * channels**2, kernel**2 * channels**2
"""),
    Wrong("stack_of_threes", "weights swapped", "swapped", """
def stack_of_threes(kernel, channels):
    layers = kernel // 2
    return layers, kernel**2 * channels**2, layers * 9 * channels**2
"""),
]

RIGHT = [
    Right("fitting_inputs", "tried out", """
def fitting_inputs(places, kernel, stride, padding):
    sizes = [size for size in range(max(1, kernel - 2 * padding), 500)
             if (size + 2 * padding - kernel) // stride + 1 == places]
    return sizes[0], sizes[-1]
"""),
    Right("grouped_conv2d", "split by NumPy", """
def grouped_conv2d(x, w, groups):
    pairs = zip(np.split(x, groups, axis=3), np.split(w, groups, axis=3))
    return np.concatenate([conv2d(*pair) for pair in pairs], axis=3)
"""),
    Right("grouped_conv2d", "one kernel with blocks of zeros", """
def grouped_conv2d(x, w, groups):
    inputs, outputs = x.shape[3] // groups, w.shape[3] // groups
    whole = np.zeros((*w.shape[:2], x.shape[3], w.shape[3]))
    for g in range(groups):
        part = slice(g * outputs, (g + 1) * outputs)
        whole[:, :, g * inputs:(g + 1) * inputs, part] = w[..., part]
    return conv2d(x, whole)
"""),
    Right("conv_parameters", "weights and biases apart", """
def conv_parameters(kernel, channels, filters, groups):
    weights = kernel * kernel * (channels // groups) * filters
    return weights + filters
"""),
    Right("local_response_norm", "a band of ones", """
def local_response_norm(x, radius, k, alpha, beta):
    c = np.arange(x.shape[2])
    near = (abs(c[:, None] - c) <= radius).astype(float)
    return x * (k + alpha * (x**2 @ near))**-beta
"""),
    Right("first_wrong_row", "with whole columns", """
def first_wrong_row(table):
    size, kernel, stride, padding, output = table.T
    wrong = output != (size + 2 * padding - kernel) // stride + 1
    wrong[1:] |= size[1:] != output[:-1]
    return int(np.argmax(wrong)) if wrong.any() else -1
"""),
    Right("stack_of_threes", "grown layer by layer", """
def stack_of_threes(kernel, channels):
    sees, layers = 1, 0
    while sees < kernel:
        sees, layers = sees + 2, layers + 1
    return layers, 9 * layers * channels * channels, kernel * kernel * channels * channels
"""),
]
