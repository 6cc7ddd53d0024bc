"""What students hand in for 12-lenet."""

from . import Right, Wrong

WRONG = [
    Wrong("conv_parameters", "no biases", "the biases are missing", """
def conv_parameters(kernel_height, kernel_width, channels, filters, groups, bias):
    return kernel_height * kernel_width * channels // groups * filters
"""),
    Wrong("conv_parameters", "one bias for the layer", "not one for the layer", """
def conv_parameters(kernel_height, kernel_width, channels, filters, groups, bias):
    return kernel_height * kernel_width * (channels // groups) * filters + bias
"""),
    Wrong("conv_parameters", "a bias for each input channel", "not one for each input channel", """
def conv_parameters(kernel_height, kernel_width, channels, filters, groups, bias):
    return kernel_height * kernel_width * (channels // groups) * filters + (channels if bias else 0)
"""),
    Wrong("conv_parameters", "square kernels", "its height is squared", """
def conv_parameters(kernel_height, kernel_width, channels, filters, groups, bias):
    return kernel_height**2 * (channels // groups) * filters + bias * filters
"""),
    Wrong("conv_parameters", "a kernel of one slice", "the input channels are missing", """
def conv_parameters(kernel_height, kernel_width, channels, filters, groups, bias):
    return (kernel_height * kernel_width + bias) * filters
"""),
    Wrong("conv_parameters", "groups forgotten", "groups are forgotten", """
def conv_parameters(kernel_height, kernel_width, channels, filters, groups, bias):
    return (kernel_height * kernel_width * channels + bias) * filters
"""),
    Wrong("conv_parameters", "filters divided as well", "the number of kernels is divided as well", """
def conv_parameters(kernel_height, kernel_width, channels, filters, groups, bias):
    weights = kernel_height * kernel_width * (channels // groups) * (filters // groups)
    return weights + bias * filters
"""),
    Wrong("conv_parameters", "groups multiply", "they do not multiply it", """
def conv_parameters(kernel_height, kernel_width, channels, filters, groups, bias):
    return kernel_height * kernel_width * channels * groups * filters + bias * filters
"""),
    Wrong("conv_parameters", "biases divided by the groups", "the biases are divided", """
def conv_parameters(kernel_height, kernel_width, channels, filters, groups, bias):
    return (kernel_height * kernel_width * channels + bias) * filters // groups
"""),
    Wrong("conv_parameters", "always a bias", "biases are counted though there are none", """
def conv_parameters(kernel_height, kernel_width, channels, filters, groups, bias):
    return (kernel_height * kernel_width * channels // groups + 1) * filters
"""),

    Wrong("conv_macs", "size of the input", "each output, not each input", """
def conv_macs(height, width, kernel, stride, padding, channels, filters, groups):
    return height * width * kernel**2 * (channels // groups) * filters
"""),
    Wrong("conv_macs", "stride forgotten", "the stride is forgotten", """
def conv_macs(height, width, kernel, stride, padding, channels, filters, groups):
    positions = (height + 2 * padding - kernel + 1) * (width + 2 * padding - kernel + 1)
    return positions * kernel**2 * (channels // groups) * filters
"""),
    Wrong("conv_macs", "padding forgotten", "padding is forgotten", """
def conv_macs(height, width, kernel, stride, padding, channels, filters, groups):
    positions = ((height - kernel) // stride + 1) * ((width - kernel) // stride + 1)
    return positions * kernel**2 * (channels // groups) * filters
"""),
    Wrong("conv_macs", "padding on one side", "padding is counted on one side only", """
def conv_macs(height, width, kernel, stride, padding, channels, filters, groups):
    positions = ((height + padding - kernel) // stride + 1) * ((width + padding - kernel) // stride + 1)
    return positions * kernel**2 * (channels // groups) * filters
"""),
    Wrong("conv_macs", "rounded up", "the quotient is rounded up", """
def conv_macs(height, width, kernel, stride, padding, channels, filters, groups):
    rows = int(np.ceil((height + 2 * padding - kernel) / stride)) + 1
    columns = int(np.ceil((width + 2 * padding - kernel) / stride)) + 1
    return rows * columns * kernel**2 * (channels // groups) * filters
"""),
    Wrong("conv_macs", "groups forgotten", "groups are forgotten", """
def conv_macs(height, width, kernel, stride, padding, channels, filters, groups):
    rows = (height + 2 * padding - kernel) // stride + 1
    columns = (width + 2 * padding - kernel) // stride + 1
    return rows * columns * kernel**2 * channels * filters
"""),
    Wrong("conv_macs", "one group alone", "the number of kernels is divided by the groups as well", """
def conv_macs(height, width, kernel, stride, padding, channels, filters, groups):
    rows = (height + 2 * padding - kernel) // stride + 1
    columns = (width + 2 * padding - kernel) // stride + 1
    return rows * columns * kernel**2 * (channels // groups) * (filters // groups)
"""),
    Wrong("conv_macs", "weights", "these are the weights", """
def conv_macs(height, width, kernel, stride, padding, channels, filters, groups):
    return kernel**2 * (channels // groups) * filters
"""),
    Wrong("conv_macs", "multiplications and additions", "are one multiply-accumulate, not two", """
def conv_macs(height, width, kernel, stride, padding, channels, filters, groups):
    rows = (height + 2 * padding - kernel) // stride + 1
    columns = (width + 2 * padding - kernel) // stride + 1
    return 2 * rows * columns * kernel**2 * (channels // groups) * filters
"""),
    Wrong("conv_macs", "biases counted", "the biases are counted", """
def conv_macs(height, width, kernel, stride, padding, channels, filters, groups):
    rows = (height + 2 * padding - kernel) // stride + 1
    columns = (width + 2 * padding - kernel) // stride + 1
    return rows * columns * (kernel**2 * (channels // groups) + 1) * filters
"""),

    Wrong("table_conv_cost", "full", "all pairs are counted", """
def table_conv_cost(table, kernel, height, width):
    weights = table.size * kernel**2
    return weights + table.shape[1], weights * (height - kernel + 1) * (width - kernel + 1)
"""),
    Wrong("table_conv_cost", "a bias for each pair", "and not to each pair", """
def table_conv_cost(table, kernel, height, width):
    pairs = int(table.sum())
    return pairs * (kernel**2 + 1), pairs * kernel**2 * (height - kernel + 1) * (width - kernel + 1)
"""),
    Wrong("table_conv_cost", "a bias for each row", "and not to each row", """
def table_conv_cost(table, kernel, height, width):
    weights = int(table.sum()) * kernel**2
    return weights + len(table), weights * (height - kernel + 1) * (width - kernel + 1)
"""),
    Wrong("table_conv_cost", "no biases", "the biases are missing", """
def table_conv_cost(table, kernel, height, width):
    weights = int(table.sum()) * kernel**2
    return weights, weights * (height - kernel + 1) * (width - kernel + 1)
"""),
    Wrong("table_conv_cost", "parameters times positions", "the biases are counted in the work", """
def table_conv_cost(table, kernel, height, width):
    parameters = int(table.sum()) * kernel**2 + table.shape[1]
    return parameters, parameters * (height - kernel + 1) * (width - kernel + 1)
"""),
    Wrong("table_conv_cost", "size of the input", "each output, not each input", """
def table_conv_cost(table, kernel, height, width):
    weights = int(table.sum()) * kernel**2
    return weights + table.shape[1], weights * height * width
"""),
    Wrong("table_conv_cost", "kernel not squared", "square it", """
def table_conv_cost(table, kernel, height, width):
    weights = int(table.sum()) * kernel
    return weights + table.shape[1], weights * (height - kernel + 1) * (width - kernel + 1)
"""),
    Wrong("table_conv_cost", "the other way round", "in the wrong order", """
def table_conv_cost(table, kernel, height, width):
    weights = int(table.sum()) * kernel**2
    return weights * (height - kernel + 1) * (width - kernel + 1), weights + table.shape[1]
"""),

    Wrong("subsampling_cost", "a weight for each place", "one for each channel, not one for each place", """
def subsampling_cost(size, height, width, channels):
    outputs = (height // size) * (width // size) * channels
    return (size**2 + 1) * channels, outputs * (size**2 + 1)
"""),
    Wrong("subsampling_cost", "one coefficient for all", "of its own", """
def subsampling_cost(size, height, width, channels):
    outputs = (height // size) * (width // size) * channels
    return 2, outputs * (size**2 + 1)
"""),
    Wrong("subsampling_cost", "no parameters", "this pooling has parameters", """
def subsampling_cost(size, height, width, channels):
    outputs = (height // size) * (width // size) * channels
    return 0, outputs * (size**2 + 1)
"""),
    Wrong("subsampling_cost", "parameters of each unit", "all units of a channel share", """
def subsampling_cost(size, height, width, channels):
    outputs = (height // size) * (width // size) * channels
    return 2 * outputs, outputs * (size**2 + 1)
"""),
    Wrong("subsampling_cost", "no bias among the connections", "is a connection too", """
def subsampling_cost(size, height, width, channels):
    outputs = (height // size) * (width // size) * channels
    return 2 * channels, outputs * size**2
"""),
    Wrong("subsampling_cost", "one map", "the channels are missing", """
def subsampling_cost(size, height, width, channels):
    outputs = (height // size) * (width // size)
    return 2 * channels, outputs * (size**2 + 1)
"""),
    Wrong("subsampling_cost", "rounded up", "the quotient is rounded up", """
def subsampling_cost(size, height, width, channels):
    outputs = -(-height // size) * -(-width // size) * channels
    return 2 * channels, outputs * (size**2 + 1)
"""),
    Wrong("subsampling_cost", "always four inputs", "not four", """
def subsampling_cost(size, height, width, channels):
    outputs = (height // size) * (width // size) * channels
    return 2 * channels, outputs * 5
"""),
    Wrong("subsampling_cost", "overlapping windows", "each output, not each input", """
def subsampling_cost(size, height, width, channels):
    return 2 * channels, height * width * channels * (size**2 + 1)
"""),

    Wrong("network_parameters", "no biases", "the biases are missing", """
def network_parameters(size, channels, convolutions, units):
    total = 0
    for filters, kernel, pool in convolutions:
        total += kernel**2 * channels * filters
        size, channels = (size - kernel + 1) // pool, filters
    for inputs, outputs in zip([size**2 * channels, *units], units):
        total += inputs * outputs
    return total
"""),
    Wrong("network_parameters", "pooling forgotten", "pooling is forgotten", """
def network_parameters(size, channels, convolutions, units):
    total = 0
    for filters, kernel, pool in convolutions:
        total += (kernel**2 * channels + 1) * filters
        size, channels = size - kernel + 1, filters
    for inputs, outputs in zip([size**2 * channels, *units], units):
        total += (inputs + 1) * outputs
    return total
"""),
    Wrong("network_parameters", "convolutions that keep the size", "a convolution without padding makes", """
def network_parameters(size, channels, convolutions, units):
    total = 0
    for filters, kernel, pool in convolutions:
        total += (kernel**2 * channels + 1) * filters
        size, channels = size // pool, filters
    for inputs, outputs in zip([size**2 * channels, *units], units):
        total += (inputs + 1) * outputs
    return total
"""),
    Wrong("network_parameters", "one channel flattened", "only one channel is flattened", """
def network_parameters(size, channels, convolutions, units):
    total = 0
    for filters, kernel, pool in convolutions:
        total += (kernel**2 * channels + 1) * filters
        size, channels = (size - kernel + 1) // pool, filters
    for inputs, outputs in zip([size**2, *units], units):
        total += (inputs + 1) * outputs
    return total
"""),
    Wrong("network_parameters", "one row flattened", "one row of each map is flattened", """
def network_parameters(size, channels, convolutions, units):
    total = 0
    for filters, kernel, pool in convolutions:
        total += (kernel**2 * channels + 1) * filters
        size, channels = (size - kernel + 1) // pool, filters
    for inputs, outputs in zip([size * channels, *units], units):
        total += (inputs + 1) * outputs
    return total
"""),
    Wrong("network_parameters", "channels of the image everywhere", "not those of the image", """
def network_parameters(size, channels, convolutions, units):
    total = 0
    for filters, kernel, pool in convolutions:
        total += (kernel**2 * channels + 1) * filters
        size = (size - kernel + 1) // pool
    for inputs, outputs in zip([size**2 * convolutions[-1, 0], *units], units):
        total += (inputs + 1) * outputs
    return total
"""),
    Wrong("network_parameters", "every dense layer on the flattened maps", "the outputs of the one before it", """
def network_parameters(size, channels, convolutions, units):
    total = 0
    for filters, kernel, pool in convolutions:
        total += (kernel**2 * channels + 1) * filters
        size, channels = (size - kernel + 1) // pool, filters
    for outputs in units:
        total += (size**2 * channels + 1) * outputs
    return total
"""),
    Wrong("network_parameters", "pooling rounded up", "the pooling is rounded up", """
def network_parameters(size, channels, convolutions, units):
    total = 0
    for filters, kernel, pool in convolutions:
        total += (kernel**2 * channels + 1) * filters
        size, channels = -(-(size - kernel + 1) // pool), filters
    for inputs, outputs in zip([size**2 * channels, *units], units):
        total += (inputs + 1) * outputs
    return total
"""),
    Wrong("network_parameters", "a grey image", "the image's channels are forgotten", """
def network_parameters(size, channels, convolutions, units):
    total, channels = 0, 1
    for filters, kernel, pool in convolutions:
        total += (kernel**2 * channels + 1) * filters
        size, channels = (size - kernel + 1) // pool, filters
    for inputs, outputs in zip([size**2 * channels, *units], units):
        total += (inputs + 1) * outputs
    return total
"""),

    Wrong("receptive_field", "strides forgotten", "strides are forgotten", """
def receptive_field(layers):
    return 1 + (layers[:, 0] - 1).sum(), 1
"""),
    Wrong("receptive_field", "steps of one pixel", "multiply them by the effective stride", """
def receptive_field(layers):
    return 1 + (layers[:, 0] - 1).sum(), layers[:, 1].prod()
"""),
    Wrong("receptive_field", "stride before kernel", "first r, then j", """
def receptive_field(layers):
    field, step = 1, 1
    for kernel, stride in layers:
        step *= stride
        field += (kernel - 1) * step
    return field, step
"""),
    Wrong("receptive_field", "from nothing", "r begins at 1", """
def receptive_field(layers):
    field, step = 0, 1
    for kernel, stride in layers:
        field += (kernel - 1) * step
        step *= stride
    return field, step
"""),
    Wrong("receptive_field", "product of the kernels", "kernels do not multiply", """
def receptive_field(layers):
    return layers[:, 0].prod(), layers[:, 1].prod()
"""),
    Wrong("receptive_field", "K for K - 1", "the first element of a kernel adds nothing", """
def receptive_field(layers):
    field, step = 1, 1
    for kernel, stride in layers:
        field += kernel * step
        step *= stride
    return field, step
"""),
    Wrong("receptive_field", "the last stride", "not the last one", """
def receptive_field(layers):
    field, step = 1, 1
    for kernel, stride in layers:
        field += (kernel - 1) * step
        step *= stride
    return field, layers[-1, 1]
"""),
]

RIGHT = [
    Right("conv_parameters", "group by group", """
def conv_parameters(kernel_height, kernel_width, channels, filters, groups, bias):
    total = 0
    for _ in range(groups):
        total += (kernel_height * kernel_width * channels // groups + int(bias)) * (filters // groups)
    return total
"""),
    Right("conv_macs", "windows counted one by one", """
def conv_macs(height, width, kernel, stride, padding, channels, filters, groups):
    rows = len(range(0, height + 2 * padding - kernel + 1, stride))
    columns = len(range(0, width + 2 * padding - kernel + 1, stride))
    return np.prod([rows, columns, filters, kernel, kernel, channels]) / groups
"""),
    Right("table_conv_cost", "column by column", """
def table_conv_cost(table, kernel, height, width):
    parameters = macs = 0
    for column in table.T:
        weights = np.count_nonzero(column) * kernel * kernel
        parameters += weights + 1
        macs += weights * (height - (kernel - 1)) * (width - (kernel - 1))
    return [parameters, macs]
"""),
    Right("subsampling_cost", "from the paper's words", """
def subsampling_cost(size, height, width, channels):
    units = channels * int(height / size) * int(width / size)
    return channels + channels, units * size * size + units
"""),
    Right("network_parameters", "by shapes", """
def network_parameters(size, channels, convolutions, units):
    shapes, maps = [], np.zeros((size, size, channels))
    for filters, kernel, pool in convolutions:
        shapes += [(kernel, kernel, maps.shape[2], filters), (filters,)]
        side = (maps.shape[0] - kernel + 1) // pool
        maps = np.zeros((side, side, filters))
    widths = [maps.size, *units]
    for inputs, outputs in zip(widths[:-1], widths[1:]):
        shapes += [(inputs, outputs), (outputs,)]
    return sum(np.prod(shape) for shape in shapes)
"""),
    Right("receptive_field", "sums and products of NumPy", """
def receptive_field(layers):
    steps = np.concatenate([[1], np.cumprod(layers[:, 1])])
    return 1 + ((layers[:, 0] - 1) * steps[:-1]).sum(), steps[-1]
"""),
    Right("receptive_field", "from the last layer back", """
def receptive_field(layers):
    field, step = 1, 1
    for kernel, stride in layers[::-1]:
        field = (field - 1) * stride + kernel
        step = step * stride
    return field, step
"""),
]
