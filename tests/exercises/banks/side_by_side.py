"""What students hand in for 19-side-by-side."""

from . import Right, Wrong

WRONG = [
    Wrong("size_and_field", "rounded down", "the size is rounded down", """
def size_and_field(size, stack):
    field, step = 1, 1
    for kernel, stride, _ in stack:
        size //= stride
        field += (kernel - 1) * step
        step *= stride
    return size, field
"""),
    Wrong("size_and_field", "no padding", "padding is forgotten", """
def size_and_field(size, stack):
    field, step = 1, 1
    for kernel, stride, _ in stack:
        size = (size - kernel) // stride + 1
        field += (kernel - 1) * step
        step *= stride
    return size, field
"""),
    Wrong("size_and_field", "padding on one side", "padding is counted on one side only", """
def size_and_field(size, stack):
    field, step = 1, 1
    for kernel, stride, _ in stack:
        size = (size + (kernel - 1) // 2 - kernel) // stride + 1
        field += (kernel - 1) * step
        step *= stride
    return size, field
"""),
    Wrong("size_and_field", "size kept", "strides make the output smaller", """
def size_and_field(size, stack):
    field, step = 1, 1
    for kernel, stride, _ in stack:
        field += (kernel - 1) * step
        step *= stride
    return size, field
"""),
    Wrong("size_and_field", "strides forgotten in the field", "strides are forgotten in the field", """
def size_and_field(size, stack):
    for _, stride, _ in stack:
        size = -(-size // stride)
    return size, 1 + (stack[:, 0] - 1).sum()
"""),
    Wrong("size_and_field", "a layer's own stride too", "counts from the next layer on", """
def size_and_field(size, stack):
    field, step = 1, 1
    for kernel, stride, _ in stack:
        size = -(-size // stride)
        step *= stride
        field += (kernel - 1) * step
    return size, field
"""),
    Wrong("size_and_field", "the stride before alone", "all strides before it", """
def size_and_field(size, stack):
    field, step = 1, 1
    for kernel, stride, _ in stack:
        size = -(-size // stride)
        field += (kernel - 1) * step
        step = stride
    return size, field
"""),
    Wrong("size_and_field", "K for K - 1", "the first element of a kernel adds nothing", """
def size_and_field(size, stack):
    field, step = 1, 1
    for kernel, stride, _ in stack:
        size = -(-size // stride)
        field += kernel * step
        step *= stride
    return size, field
"""),
    Wrong("size_and_field", "from nothing", "r begins at 1", """
def size_and_field(size, stack):
    field, step = 0, 1
    for kernel, stride, _ in stack:
        size = -(-size // stride)
        field += (kernel - 1) * step
        step *= stride
    return size, field
"""),
    Wrong("size_and_field", "the other way round", "in the wrong order", """
def size_and_field(size, stack):
    field, step = 1, 1
    for kernel, stride, _ in stack:
        size = -(-size // stride)
        field += (kernel - 1) * step
        step *= stride
    return field, size
"""),

    Wrong("stack_cost", "no biases", "the biases are missing", """
def stack_cost(size, channels, stack):
    parameters = macs = 0
    for kernel, stride, filters in stack:
        size = -(-size // stride)
        weights = kernel**2 * channels * filters
        parameters, macs, channels = parameters + weights, macs + size**2 * weights, filters
    return parameters, macs
"""),
    Wrong("stack_cost", "biases counted as work", "the biases are counted in the work", """
def stack_cost(size, channels, stack):
    parameters = macs = 0
    for kernel, stride, filters in stack:
        size = -(-size // stride)
        weights = (kernel**2 * channels + 1) * filters
        parameters, macs, channels = parameters + weights, macs + size**2 * weights, filters
    return parameters, macs
"""),
    Wrong("stack_cost", "size of the input", "each output, not each input", """
def stack_cost(size, channels, stack):
    parameters = macs = 0
    for kernel, stride, filters in stack:
        weights = kernel**2 * channels * filters
        parameters, macs, channels = parameters + weights + filters, macs + size**2 * weights, filters
        size = -(-size // stride)
    return parameters, macs
"""),
    Wrong("stack_cost", "stride forgotten", "the strides are forgotten", """
def stack_cost(size, channels, stack):
    parameters = macs = 0
    for kernel, stride, filters in stack:
        weights = kernel**2 * channels * filters
        parameters, macs, channels = parameters + weights + filters, macs + size**2 * weights, filters
    return parameters, macs
"""),
    Wrong("stack_cost", "the last size for all", "a size of its own", """
def stack_cost(size, channels, stack):
    weights = biases = 0
    for kernel, stride, filters in stack:
        size = -(-size // stride)
        weights += kernel**2 * channels * filters
        biases += filters
        channels = filters
    return weights + biases, size**2 * weights
"""),
    Wrong("stack_cost", "rounded down", "the size is rounded down", """
def stack_cost(size, channels, stack):
    parameters = macs = 0
    for kernel, stride, filters in stack:
        size //= stride
        weights = kernel**2 * channels * filters
        parameters, macs, channels = parameters + weights + filters, macs + size**2 * weights, filters
    return parameters, macs
"""),
    Wrong("stack_cost", "one row of positions", "rows and columns", """
def stack_cost(size, channels, stack):
    parameters = macs = 0
    for kernel, stride, filters in stack:
        size = -(-size // stride)
        weights = kernel**2 * channels * filters
        parameters, macs, channels = parameters + weights + filters, macs + size * weights, filters
    return parameters, macs
"""),
    Wrong("stack_cost", "channels of the image everywhere", "not those of the image", """
def stack_cost(size, channels, stack):
    parameters = macs = 0
    for kernel, stride, filters in stack:
        size = -(-size // stride)
        weights = kernel**2 * channels * filters
        parameters, macs = parameters + weights + filters, macs + size**2 * weights
    return parameters, macs
"""),
    Wrong("stack_cost", "kernel not squared", "square it", """
def stack_cost(size, channels, stack):
    parameters = macs = 0
    for kernel, stride, filters in stack:
        size = -(-size // stride)
        weights = kernel * channels * filters
        parameters, macs, channels = parameters + weights + filters, macs + size**2 * weights, filters
    return parameters, macs
"""),
    Wrong("stack_cost", "the other way round", "in the wrong order", """
def stack_cost(size, channels, stack):
    parameters = macs = 0
    for kernel, stride, filters in stack:
        size = -(-size // stride)
        weights = kernel**2 * channels * filters
        parameters, macs, channels = parameters + weights + filters, macs + size**2 * weights, filters
    return macs, parameters
"""),

    Wrong("widest", "below the budget", "just the budget is within it", """
def widest(channels, stack, budget):
    def parameters(width):
        filters = stack[:, 2] * width
        inputs = np.concatenate([[channels], filters[:-1]])
        return ((stack[:, 0]**2 * inputs + 1) * filters).sum()
    width = 0
    while parameters(width + 1) < budget:
        width += 1
    return width
"""),
    Wrong("widest", "one too many", "the first width beyond the budget", """
def widest(channels, stack, budget):
    def parameters(width):
        filters = stack[:, 2] * width
        inputs = np.concatenate([[channels], filters[:-1]])
        return ((stack[:, 0]**2 * inputs + 1) * filters).sum()
    width = 1
    while parameters(width) <= budget:
        width += 1
    return width
"""),
    Wrong("widest", "in proportion", "do not grow in proportion to the width", """
def widest(channels, stack, budget):
    filters = stack[:, 2]
    inputs = np.concatenate([[channels], filters[:-1]])
    return budget // ((stack[:, 0]**2 * inputs + 1) * filters).sum()
"""),
    Wrong("widest", "with the square", "with the square of the width", """
def widest(channels, stack, budget):
    filters = stack[:, 2]
    inputs = np.concatenate([[channels], filters[:-1]])
    return int(np.sqrt(budget / ((stack[:, 0]**2 * inputs + 1) * filters).sum()))
"""),
    Wrong("widest", "no biases", "the biases are missing", """
def widest(channels, stack, budget):
    def parameters(width):
        filters = stack[:, 2] * width
        inputs = np.concatenate([[channels], filters[:-1]])
        return (stack[:, 0]**2 * inputs * filters).sum()
    width = 0
    while parameters(width + 1) <= budget:
        width += 1
    return width
"""),
    Wrong("widest", "as many filters everywhere", "the multiples are forgotten", """
def widest(channels, stack, budget):
    def parameters(width):
        filters = np.full(len(stack), width)
        inputs = np.concatenate([[channels], filters[:-1]])
        return ((stack[:, 0]**2 * inputs + 1) * filters).sum()
    width = 0
    while parameters(width + 1) <= budget:
        width += 1
    return width
"""),
    Wrong("widest", "a wider image", "the image keeps its channels", """
def widest(channels, stack, budget):
    def parameters(width):
        filters = stack[:, 2] * width
        inputs = np.concatenate([[channels * width], filters[:-1]])
        return ((stack[:, 0]**2 * inputs + 1) * filters).sum()
    width = 0
    while parameters(width + 1) <= budget:
        width += 1
    return width
"""),
    Wrong("widest", "filters of the last layer", "these are the filters of the last layer", """
def widest(channels, stack, budget):
    def parameters(width):
        filters = stack[:, 2] * width
        inputs = np.concatenate([[channels], filters[:-1]])
        return ((stack[:, 0]**2 * inputs + 1) * filters).sum()
    width = 0
    while parameters(width + 1) <= budget:
        width += 1
    return width * stack[-1, 2]
"""),
    Wrong("widest", "never less than 1", "then the answer is 0", """
def widest(channels, stack, budget):
    def parameters(width):
        filters = stack[:, 2] * width
        inputs = np.concatenate([[channels], filters[:-1]])
        return ((stack[:, 0]**2 * inputs + 1) * filters).sum()
    width = 1
    while parameters(width + 1) <= budget:
        width += 1
    return width
"""),

    Wrong("scaled", "layers to the nearest", "layers are rounded up", """
def scaled(base, factors, step):
    layers, channels, pixels = base * factors**step
    return int(round(layers)), max(8, 8 * int(round(channels / 8))), int(pixels)
"""),
    Wrong("scaled", "any number of channels", "a multiple of 8", """
def scaled(base, factors, step):
    layers, channels, pixels = base * factors**step
    return int(np.ceil(layers)), max(8, int(round(channels))), int(pixels)
"""),
    Wrong("scaled", "channels up", "the nearest multiple of 8, not to the next one", """
def scaled(base, factors, step):
    layers, channels, pixels = base * factors**step
    return int(np.ceil(layers)), max(8, 8 * int(np.ceil(channels / 8))), int(pixels)
"""),
    Wrong("scaled", "channels down", "not to the one below", """
def scaled(base, factors, step):
    layers, channels, pixels = base * factors**step
    return int(np.ceil(layers)), max(8, 8 * int(channels // 8)), int(pixels)
"""),
    Wrong("scaled", "pixels to the nearest", "pixels are rounded down", """
def scaled(base, factors, step):
    layers, channels, pixels = base * factors**step
    return int(np.ceil(layers)), max(8, 8 * int(round(channels / 8))), int(round(pixels))
"""),
    Wrong("scaled", "times the step", "multiplies by the factors once more", """
def scaled(base, factors, step):
    layers, channels, pixels = base * factors * step
    return int(np.ceil(layers)), max(8, 8 * int(round(channels / 8))), int(pixels)
"""),
    Wrong("scaled", "one step", "this is one step", """
def scaled(base, factors, step):
    layers, channels, pixels = base * factors
    return int(np.ceil(layers)), max(8, 8 * int(round(channels / 8))), int(pixels)
"""),
    Wrong("scaled", "rounded at each step", "round once, at the end", """
def scaled(base, factors, step):
    layers, channels, pixels = base
    for _ in range(step):
        layers, channels, pixels = np.array([layers, channels, pixels]) * factors
        layers, channels, pixels = int(np.ceil(layers)), max(8, 8 * int(round(channels / 8))), int(pixels)
    return layers, channels, pixels
"""),
    Wrong("scaled", "factors swapped", "the factors of channels and pixels are swapped", """
def scaled(base, factors, step):
    layers, channels, pixels = base * factors[[0, 2, 1]]**step
    return int(np.ceil(layers)), max(8, 8 * int(round(channels / 8))), int(pixels)
"""),
    Wrong("scaled", "no channels", "at least 8", """
def scaled(base, factors, step):
    layers, channels, pixels = base * factors**step
    return int(np.ceil(layers)), 8 * int(round(channels / 8)), int(pixels)
"""),
]

SAVED = """
def replacements(size, channels, stack, budget):
    total, saved = 0, []
    for kernel, stride, filters in stack:
        size = -(-size // stride)
        before, after = {costs}
        total += {counted}
        saved.append({gain})
        channels = filters
    {order}
    count = 0
    while total {over} budget:
        if count == len(saved) {give_up}:
            return {nothing}
        total -= saved[count]
        count += 1
    return count
"""
RIGHT_WAY = {
    "costs": "size**2 * kernel**2 * channels * filters, size**2 * channels * (kernel**2 + filters)",
    "counted": "before", "gain": "before - after", "order": "saved.sort(reverse=True)", "over": ">",
    "give_up": "or saved[count] <= 0", "nothing": "-1",
}


def replacements(**changes):
    """A whole answer to the part, with a few of its pieces changed."""
    return SAVED.format(**{**RIGHT_WAY, **changes})


WRONG += [
    Wrong("replacements", "from the first on", "from the first row on", replacements(order="", give_up="")),
    Wrong("replacements", "from the last on", "from the last row on",
          replacements(order="saved.reverse()", give_up="")),
    Wrong("replacements", "the smallest saving first", "the smallest saving first",
          replacements(order="saved.sort()", give_up="")),
    Wrong("replacements", "below the budget", "just the budget is within it", replacements(over=">=")),
    Wrong("replacements", "depthwise step free", "the depthwise step is missing", replacements(
        costs="size**2 * kernel**2 * channels * filters, size**2 * channels * filters")),
    Wrong("replacements", "pointwise step free", "the 1 × 1 convolution is missing", replacements(
        costs="size**2 * kernel**2 * channels * filters, size**2 * channels * kernel**2")),
    Wrong("replacements", "parameters", "these are weights", replacements(
        costs="kernel**2 * channels * filters, channels * (kernel**2 + filters)")),
    Wrong("replacements", "all rows at the most", "then the answer is -1",
          replacements(nothing="len(saved)", give_up="")),
    Wrong("replacements", "size of the input", "each output, not each input", """
def replacements(size, channels, stack, budget):
    total, saved = 0, []
    for kernel, stride, filters in stack:
        before, after = size**2 * kernel**2 * channels * filters, size**2 * channels * (kernel**2 + filters)
        size = -(-size // stride)
        total += before
        saved.append(before - after)
        channels = filters
    saved.sort(reverse=True)
    for count in range(len(stack) + 1):
        if total - sum(saved[:count]) <= budget:
            return count
    return -1
"""),

    Wrong("design", "the last two columns swapped", "kernel, stride, filters", """
def design():
    return np.array([[5, 16, 2], [5, 32, 2], [3, 32, 2], [3, 64, 1]])
"""),
    Wrong("design", "all in threes without a stride", "strides make each later kernel reach further", """
def design():
    return np.array([[3, 1, 16], [3, 1, 16], [3, 1, 16], [3, 1, 64]])
"""),
    Wrong("design", "four halvings", "the field is 31 pixels, 1 too few", """
def design():
    return np.array([[3, 2, 16], [3, 2, 32], [3, 2, 32], [3, 2, 64]])
"""),
    Wrong("design", "one halving too many", "2 × 2 positions are left", """
def design():
    return np.array([[3, 2, 16], [3, 2, 16], [3, 2, 32], [3, 2, 32], [3, 1, 64]])
"""),
    Wrong("design", "doubling as VGG does", "10,512 parameters too many", """
def design():
    return np.array([[3, 2, 16], [3, 2, 32], [3, 2, 64], [3, 1, 64]])
"""),
    Wrong("design", "wide twice", "12,432 parameters too many", """
def design():
    return np.array([[7, 4, 16], [3, 2, 32], [3, 1, 64], [3, 1, 64]])
"""),
    Wrong("design", "1 by 1 at the end", "the field is 15 pixels, 17 too few", """
def design():
    return np.array([[3, 2, 16], [3, 2, 32], [3, 2, 64], [1, 1, 64]])
"""),
    Wrong("design", "strides at the end", "multiply-accumulates too many", """
def design():
    return np.array([[3, 1, 16], [3, 1, 16], [3, 2, 32], [3, 2, 32], [3, 2, 32], [3, 1, 64]])
"""),
    Wrong("design", "narrow at the end", "the last row has 32 filters, 32 too few", """
def design():
    return np.array([[5, 2, 16], [5, 2, 16], [5, 2, 16], [3, 1, 32]])
"""),
    Wrong("design", "a needle's eye", "at least 16 filters in each row", """
def design():
    return np.array([[7, 2, 1], [7, 2, 1], [7, 2, 1], [1, 1, 64]])
"""),
    Wrong("design", "an even kernel", "kernels are 1, 3, 5 or 7", """
def design():
    return np.array([[6, 4, 16], [3, 2, 32], [3, 1, 32], [3, 1, 64]])
"""),
    Wrong("design", "positions skipped", "skips positions", """
def design():
    return np.array([[3, 4, 16], [3, 2, 32], [3, 1, 32], [3, 1, 64]])
"""),
    Wrong("design", "half a filter", "whole numbers", """
def design():
    return np.array([[5, 2, 16], [5, 2, 16.5], [5, 2, 16], [3, 1, 64]])
"""),
    Wrong("design", "filters alone", "rows of three numbers", """
def design():
    return np.array([16, 32, 64])
"""),
]

RIGHT = [
    Right("size_and_field", "sums and products of NumPy, and the formula of the text", """
def size_and_field(size, stack):
    steps = np.concatenate([[1], np.cumprod(stack[:, 1])])
    for kernel, stride, _ in stack:
        padding = (kernel - 1) // 2
        size = (size + 2 * padding - kernel) // stride + 1
    return size, 1 + ((stack[:, 0] - 1) * steps[:-1]).sum()
"""),
    Right("size_and_field", "from the last layer back", """
def size_and_field(size, stack):
    field = 1
    for kernel, stride, _ in stack[::-1]:
        field = (field - 1) * stride + kernel
    return [len(range(0, size, int(stack[:, 1].prod()))), field]
"""),
    Right("stack_cost", "arrays", """
def stack_cost(size, channels, stack):
    kernels, strides, filters = stack.T
    sizes = np.ceil(size / np.cumprod(strides))
    weights = kernels**2 * np.concatenate([[channels], filters[:-1]]) * filters
    return weights.sum() + filters.sum(), (sizes**2 * weights).sum()
"""),
    Right("widest", "the formula solved", """
def widest(channels, stack, budget):
    kernels, _, multiples = stack.T
    square = (kernels[1:]**2 * multiples[:-1] * multiples[1:]).sum()
    linear = kernels[0]**2 * channels * multiples[0] + multiples.sum()
    if square == 0:
        return budget // linear
    width = int((-linear + np.sqrt(linear**2 + 4.0 * square * budget)) / (2 * square)) + 1
    while square * width**2 + linear * width > budget:
        width -= 1
    return width
"""),
    Right("widest", "bisection", """
def widest(channels, stack, budget):
    low, high = 0, budget
    while low < high:
        width, before, total = (low + high + 1) // 2, channels, 0
        for kernel, _, multiple in stack.tolist():
            total += (kernel * kernel * before + 1) * multiple * width
            before = multiple * width
        low, high = (width, high) if total <= budget else (low, width - 1)
    return low
"""),
    Right("scaled", "step by step, rounded at the end", """
def scaled(base, factors, step):
    sizes = base.astype(float)
    for _ in range(step):
        sizes = sizes * factors
    return -int(-sizes[0] // 1), max(1, int((sizes[1] + 4) // 8)) * 8, int(np.floor(sizes[2]))
"""),
    Right("replacements", "all choices tried", """
def replacements(size, channels, stack, budget):
    plain, light = [], []
    for kernel, stride, filters in stack.tolist():
        size = -(-size // stride)
        plain.append(size**2 * kernel**2 * channels * filters)
        light.append(size**2 * channels * kernel**2 + size**2 * channels * filters)
        channels = filters
    counts = []
    for choice in range(2**len(stack)):
        chosen = [choice >> row & 1 for row in range(len(stack))]
        if sum(light[row] if chosen[row] else plain[row] for row in range(len(stack))) <= budget:
            counts.append(sum(chosen))
    return min(counts, default=-1)
"""),
    Right("design", "a narrow place as in a bottleneck", """
def design():
    return np.array([[5, 2, 16], [3, 2, 24], [3, 2, 64], [1, 1, 16], [3, 1, 64]])
"""),
    Right("design", "four rows with kernels of 5 and 3", """
def design():
    return np.array([[5, 2, 16], [5, 2, 16], [5, 2, 16], [3, 1, 64]])
"""),
    Right("design", "a large kernel at the start and a stride of 4", """
def design():
    return np.array([[7, 4, 32], [3, 2, 32], [3, 1, 32], [3, 1, 64]])
"""),
    Right("design", "eight positions kept, and 1 by 1 at the end", """
def design():
    return np.array([[3, 2, 16], [3, 2, 16], [5, 1, 16], [5, 1, 16], [1, 1, 64]])
"""),
    Right("design", "floats that are whole", """
def design():
    return np.array([[3, 2, 16], [3, 2, 32], [3, 2, 32], [3, 1, 32], [3, 1, 64]]) * 1.0
"""),
]
