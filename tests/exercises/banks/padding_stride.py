"""What students hand in for 04-padding-stride."""

from . import Right, Wrong

WRONG = [
    Wrong("output_size", "rounded up", "rounded up: a window that does not fit", """
def output_size(size, kernel, stride, before, after, dilation):
    return int(np.ceil((size + before + after - dilation * (kernel - 1) - 1) / stride)) + 1
"""),
    Wrong("output_size", "+ 1 forgotten", "the + 1 is missing", """
def output_size(size, kernel, stride, before, after, dilation):
    return (size + before + after - dilation * (kernel - 1) - 1) // stride
"""),
    Wrong("output_size", "not rounded", "the quotient is not rounded", """
def output_size(size, kernel, stride, before, after, dilation):
    return (size + before + after - dilation * (kernel - 1) - 1) / stride + 1
"""),
    Wrong("output_size", "padding counted once", "the padding after is not", """
def output_size(size, kernel, stride, before, after, dilation):
    return (size + before - dilation * (kernel - 1) - 1) // stride + 1
"""),
    Wrong("output_size", "2 P with the padding before", "the padding before is counted twice", """
def output_size(size, kernel, stride, before, after, dilation):
    return (size + 2 * before - dilation * (kernel - 1) - 1) // stride + 1
"""),
    Wrong("output_size", "dilation ignored", "dilation is forgotten", """
def output_size(size, kernel, stride, before, after, dilation):
    return (size + before + after - kernel) // stride + 1
"""),
    Wrong("output_size", "kernel times dilation", "the span is not dilation * kernel", """
def output_size(size, kernel, stride, before, after, dilation):
    return (size + before + after - dilation * kernel) // stride + 1
"""),
    Wrong("output_size", "dilation added once", "the span is not kernel + dilation - 1", """
def output_size(size, kernel, stride, before, after, dilation):
    return (size + before + after - (kernel + dilation - 1)) // stride + 1
"""),
    Wrong("output_size", "the size that SAME promises", "the kernel is not taken off the size", """
def output_size(size, kernel, stride, before, after, dilation):
    return -(-size // stride)
"""),
    Wrong("output_size", "stride forgotten", "the stride is forgotten", """
def output_size(size, kernel, stride, before, after, dilation):
    return size + before + after - dilation * (kernel - 1)
"""),

    Wrong("rows_seen", "stride forgotten", "the stride is forgotten", """
def rows_seen(i, kernel, stride, before, dilation):
    return i - before, i - before + dilation * (kernel - 1)
"""),
    Wrong("rows_seen", "padding forgotten", "the padding is forgotten", """
def rows_seen(i, kernel, stride, before, dilation):
    return i * stride, i * stride + dilation * (kernel - 1)
"""),
    Wrong("rows_seen", "padding added", "the padding has the wrong sign", """
def rows_seen(i, kernel, stride, before, dilation):
    return i * stride + before, i * stride + before + dilation * (kernel - 1)
"""),
    Wrong("rows_seen", "padding multiplied by the stride", "the stride multiplies the padding", """
def rows_seen(i, kernel, stride, before, dilation):
    first = (i - before) * stride
    return first, first + dilation * (kernel - 1)
"""),
    Wrong("rows_seen", "last row one too far", "the last row is one too far", """
def rows_seen(i, kernel, stride, before, dilation):
    first = i * stride - before
    return first, first + dilation * (kernel - 1) + 1
"""),
    Wrong("rows_seen", "dilation ignored", "dilation is forgotten", """
def rows_seen(i, kernel, stride, before, dilation):
    first = i * stride - before
    return first, first + kernel - 1
"""),
    Wrong("rows_seen", "kernel times dilation", "the span is not dilation * kernel", """
def rows_seen(i, kernel, stride, before, dilation):
    first = i * stride - before
    return first, first + dilation * kernel - 1
"""),
    Wrong("rows_seen", "counted from 1", "outputs are counted from 0", """
def rows_seen(i, kernel, stride, before, dilation):
    first = (i - 1) * stride - before
    return first, first + dilation * (kernel - 1)
"""),
    Wrong("rows_seen", "cut off at row 0", "the one above row 0 is row -1", """
def rows_seen(i, kernel, stride, before, dilation):
    first = i * stride - before
    return max(first, 0), max(first + dilation * (kernel - 1), 0)
"""),
    Wrong("rows_seen", "moved to row 0", "the window stays where it is", """
def rows_seen(i, kernel, stride, before, dilation):
    first = max(i * stride - before, 0)
    return first, first + dilation * (kernel - 1)
"""),
    Wrong("rows_seen", "all the rows", "The shape expected is (2,), yours is (3,)", """
def rows_seen(i, kernel, stride, before, dilation):
    return tuple(i * stride - before + dilation * u for u in range(kernel))
"""),

    Wrong("same_padding", "odd zero before", "the odd zero goes after", """
def same_padding(size, kernel, stride):
    total = max((-(-size // stride) - 1) * stride + kernel - size, 0)
    return total - total // 2, total // 2
"""),
    Wrong("same_padding", "equal sides, rounded down", "the odd zero is lost", """
def same_padding(size, kernel, stride):
    total = max((-(-size // stride) - 1) * stride + kernel - size, 0)
    return total // 2, total // 2
"""),
    Wrong("same_padding", "equal sides, rounded up", "one zero too many", """
def same_padding(size, kernel, stride):
    total = max((-(-size // stride) - 1) * stride + kernel - size, 0)
    return (total + 1) // 2, (total + 1) // 2
"""),
    Wrong("same_padding", "half zeros", "half a zero cannot be added", """
def same_padding(size, kernel, stride):
    total = max((int(np.ceil(size / stride)) - 1) * stride + kernel - size, 0)
    return total / 2, total - total / 2
"""),
    Wrong("same_padding", "all after", "all the zeros go after", """
def same_padding(size, kernel, stride):
    return 0, max((-(-size // stride) - 1) * stride + kernel - size, 0)
"""),
    Wrong("same_padding", "half the kernel, whatever the stride", "this is (kernel - 1) // 2 on both sides", """
def same_padding(size, kernel, stride):
    return (kernel - 1) // 2, (kernel - 1) // 2
"""),
    Wrong("same_padding", "kernel - 1, whatever the stride", "this is the padding for a stride of 1", """
def same_padding(size, kernel, stride):
    return (kernel - 1) // 2, kernel // 2
"""),
    Wrong("same_padding", "outputs rounded down", "SAME rounds up", """
def same_padding(size, kernel, stride):
    total = max((size // stride - 1) * stride + kernel - size, 0)
    return total // 2, total - total // 2
"""),
    Wrong("same_padding", "one stride too many", "not at outputs * stride", """
def same_padding(size, kernel, stride):
    total = max(-(-size // stride) * stride + kernel - size, 0)
    return total // 2, total - total // 2
"""),
    Wrong("same_padding", "negative", "the number of zeros is negative", """
def same_padding(size, kernel, stride):
    total = (-(-size // stride) - 1) * stride + kernel - size
    return total // 2, total - total // 2
"""),
    Wrong("same_padding", "negative, cut off", "the number of zeros is negative, -3", """
def same_padding(size, kernel, stride):
    total = (-(-size // stride) - 1) * stride + kernel - size
    return int(total / 2), total - int(total / 2)
"""),
    Wrong("same_padding", "absolute value", "use max, not abs", """
def same_padding(size, kernel, stride):
    total = abs((-(-size // stride) - 1) * stride + kernel - size)
    return total // 2, total - total // 2
"""),

    Wrong("conv2d", "stride forgotten", "the stride is forgotten", """
def conv2d(image, kernel, s_h, s_w, p_top, p_bottom, p_left, p_right):
    padded = np.pad(image, ((p_top, p_bottom), (p_left, p_right)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return (windows * kernel).sum(axis=(2, 3))
"""),
    Wrong("conv2d", "stride forgotten in the window", "the windows lie side by side", """
def conv2d(image, kernel, s_h, s_w, p_top, p_bottom, p_left, p_right):
    padded = np.pad(image, ((p_top, p_bottom), (p_left, p_right)))
    kh, kw = kernel.shape
    result = np.zeros(((padded.shape[0] - kh) // s_h + 1, (padded.shape[1] - kw) // s_w + 1))
    for i, j in np.ndindex(result.shape):
        result[i, j] = (padded[i:i + kh, j:j + kw] * kernel).sum()
    return result
"""),
    Wrong("conv2d", "strides swapped", "s_h and s_w are swapped", """
def conv2d(image, kernel, s_h, s_w, p_top, p_bottom, p_left, p_right):
    padded = np.pad(image, ((p_top, p_bottom), (p_left, p_right)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return (windows * kernel).sum(axis=(2, 3))[::s_w, ::s_h]
"""),
    Wrong("conv2d", "padded with the edge", "repeats the edge of the image", """
def conv2d(image, kernel, s_h, s_w, p_top, p_bottom, p_left, p_right):
    padded = np.pad(image, ((p_top, p_bottom), (p_left, p_right)), mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return (windows * kernel).sum(axis=(2, 3))[::s_h, ::s_w]
"""),
    Wrong("conv2d", "padded at the end only", "below and on the right", """
def conv2d(image, kernel, s_h, s_w, p_top, p_bottom, p_left, p_right):
    height, width = image.shape
    padded = np.zeros((height + p_top + p_bottom, width + p_left + p_right))
    padded[:height, :width] = image
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return (windows * kernel).sum(axis=(2, 3))[::s_h, ::s_w]
"""),
    Wrong("conv2d", "sides swapped", "top and bottom are swapped", """
def conv2d(image, kernel, s_h, s_w, p_top, p_bottom, p_left, p_right):
    padded = np.pad(image, ((p_bottom, p_top), (p_right, p_left)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return (windows * kernel).sum(axis=(2, 3))[::s_h, ::s_w]
"""),
    Wrong("conv2d", "rows and columns of the padding swapped", "the padding of the rows is given to the columns", """
def conv2d(image, kernel, s_h, s_w, p_top, p_bottom, p_left, p_right):
    padded = np.pad(image, ((p_left, p_right), (p_top, p_bottom)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return (windows * kernel).sum(axis=(2, 3))[::s_h, ::s_w]
"""),
    Wrong("conv2d", "paired as top and left", "the padding is paired wrongly", """
def conv2d(image, kernel, s_h, s_w, p_top, p_bottom, p_left, p_right):
    padded = np.pad(image, ((p_top, p_left), (p_bottom, p_right)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return (windows * kernel).sum(axis=(2, 3))[::s_h, ::s_w]
"""),
    Wrong("conv2d", "the same padding on both sides", "p_top and p_left are used on both sides", """
def conv2d(image, kernel, s_h, s_w, p_top, p_bottom, p_left, p_right):
    padded = np.pad(image, ((p_top, p_top), (p_left, p_left)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return (windows * kernel).sum(axis=(2, 3))[::s_h, ::s_w]
"""),
    Wrong("conv2d", "padding forgotten", "the padding is forgotten", """
def conv2d(image, kernel, s_h, s_w, p_top, p_bottom, p_left, p_right):
    kh, kw = kernel.shape
    result = np.zeros(((image.shape[0] - kh) // s_h + 1, (image.shape[1] - kw) // s_w + 1))
    for i, j in np.ndindex(result.shape):
        result[i, j] = (image[i * s_h:i * s_h + kh, j * s_w:j * s_w + kw] * kernel).sum()
    return result
"""),
    Wrong("conv2d", "size of the image without padding", "the size of the result is that without padding", """
def conv2d(image, kernel, s_h, s_w, p_top, p_bottom, p_left, p_right):
    padded = np.pad(image, ((p_top, p_bottom), (p_left, p_right)))
    kh, kw = kernel.shape
    result = np.zeros(((image.shape[0] - kh) // s_h + 1, (image.shape[1] - kw) // s_w + 1))
    for i, j in np.ndindex(result.shape):
        result[i, j] = (padded[i * s_h:i * s_h + kh, j * s_w:j * s_w + kw] * kernel).sum()
    return result
"""),
    Wrong("conv2d", "rounded up, more zeros at the end", "the size is rounded up", """
def conv2d(image, kernel, s_h, s_w, p_top, p_bottom, p_left, p_right):
    kh, kw = kernel.shape
    height = -(-(image.shape[0] + p_top + p_bottom - kh) // s_h) + 1
    width = -(-(image.shape[1] + p_left + p_right - kw) // s_w) + 1
    padded = np.pad(image, ((p_top, p_bottom + s_h), (p_left, p_right + s_w)))
    result = np.zeros((height, width))
    for i, j in np.ndindex(height, width):
        result[i, j] = (padded[i * s_h:i * s_h + kh, j * s_w:j * s_w + kw] * kernel).sum()
    return result
"""),
    Wrong("conv2d", "rounded up", "does a window stick out", """
def conv2d(image, kernel, s_h, s_w, p_top, p_bottom, p_left, p_right):
    padded = np.pad(image, ((p_top, p_bottom), (p_left, p_right)))
    kh, kw = kernel.shape
    result = np.zeros((int(np.ceil((padded.shape[0] - kh) / s_h)) + 1, int(np.ceil((padded.shape[1] - kw) / s_w)) + 1))
    for i, j in np.ndindex(result.shape):
        result[i, j] = (padded[i * s_h:i * s_h + kh, j * s_w:j * s_w + kw] * kernel).sum()
    return result
"""),
    Wrong("conv2d", "kernel turned", "the kernel is turned by 180 degrees", """
def conv2d(image, kernel, s_h, s_w, p_top, p_bottom, p_left, p_right):
    padded = np.pad(image, ((p_top, p_bottom), (p_left, p_right)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return (windows * np.flip(kernel)).sum(axis=(2, 3))[::s_h, ::s_w]
"""),
    Wrong("conv2d", "result of integers", "cut off to int64", """
def conv2d(image, kernel, s_h, s_w, p_top, p_bottom, p_left, p_right):
    padded = np.pad(image, ((p_top, p_bottom), (p_left, p_right)))
    kh, kw = kernel.shape
    shape = (padded.shape[0] - kh) // s_h + 1, (padded.shape[1] - kw) // s_w + 1
    result = np.zeros(shape, dtype=image.dtype)
    for i, j in np.ndindex(shape):
        result[i, j] = (padded[i * s_h:i * s_h + kh, j * s_w:j * s_w + kw] * kernel).sum()
    return result
"""),

    Wrong("times_seen", "stride forgotten", "the stride is forgotten", """
def times_seen(size, kernel, stride):
    seen = np.zeros(size)
    for begin in range(size - kernel + 1):
        seen[begin:begin + kernel] += 1
    return seen
"""),
    Wrong("times_seen", "windows side by side", "they begin 1 apart", """
def times_seen(size, kernel, stride):
    seen = np.zeros(size)
    for i in range((size - kernel) // stride + 1):
        seen[i:i + kernel] += 1
    return seen
"""),
    Wrong("times_seen", "a window that sticks out", "a window sticks out", """
def times_seen(size, kernel, stride):
    seen = np.zeros(size)
    for begin in range(0, size, stride):
        seen[begin:begin + kernel] += 1
    return seen
"""),
    Wrong("times_seen", "padded", "there is padding", """
def times_seen(size, kernel, stride):
    seen = np.zeros(size + 2)
    for begin in range(0, size + 2 - kernel + 1, stride):
        seen[begin:begin + kernel] += 1
    return seen[1:-1]
"""),
    Wrong("times_seen", "+ 1 forgotten", "add 1 to the quotient", """
def times_seen(size, kernel, stride):
    seen = np.zeros(size)
    for i in range((size - kernel) // stride):
        seen[i * stride:i * stride + kernel] += 1
    return seen
"""),
    Wrong("times_seen", "last begin left out", "range(n) ends at n - 1", """
def times_seen(size, kernel, stride):
    seen = np.zeros(size)
    for begin in range(0, size - kernel, stride):
        seen[begin:begin + kernel] += 1
    return seen
"""),
    Wrong("times_seen", "whether, not how often", "a position seen twice counts twice", """
def times_seen(size, kernel, stride):
    seen = np.zeros(size)
    for begin in range(0, size - kernel + 1, stride):
        seen[begin:begin + kernel] = 1
    return seen
"""),
    Wrong("times_seen", "repeated positions in an index", "a position seen twice counts twice", """
def times_seen(size, kernel, stride):
    seen = np.zeros(size, dtype=int)
    begins = np.arange(0, size - kernel + 1, stride)
    seen[begins[:, None] + np.arange(kernel)] += 1
    return seen
"""),
    Wrong("times_seen", "window too short", "each window is one too short", """
def times_seen(size, kernel, stride):
    seen = np.zeros(size)
    for begin in range(0, size - kernel + 1, stride):
        seen[begin:begin + kernel - 1] += 1
    return seen
"""),
    Wrong("times_seen", "what is left out is missing", "theirs is a 0", """
def times_seen(size, kernel, stride):
    begins = np.arange(0, size - kernel + 1, stride)
    return np.bincount((begins[:, None] + np.arange(kernel)).ravel())
"""),
    Wrong("times_seen", "list", "must return an array", """
def times_seen(size, kernel, stride):
    return [sum(begin <= j < begin + kernel for begin in range(0, size - kernel + 1, stride)) for j in range(size)]
"""),

    Wrong("halving_layer", "the usual one of 3", "a checkerboard", """
def halving_layer():
    return 3, 2, 1, 1
"""),
    Wrong("halving_layer", "the first one of ResNet", "a checkerboard", """
def halving_layer():
    return 7, 2, 3, 3
"""),
    Wrong("halving_layer", "side by side", "share nothing", """
def halving_layer():
    return 2, 2, 0, 0
"""),
    Wrong("halving_layer", "every other position", "share nothing", """
def halving_layer():
    return 1, 2, 0, 0
"""),
    Wrong("halving_layer", "no padding", "224 positions become 111", """
def halving_layer():
    return 4, 2, 0, 0
"""),
    Wrong("halving_layer", "no stride", "224 positions become 224", """
def halving_layer():
    return 3, 1, 1, 1
"""),
    Wrong("halving_layer", "all the padding before", "position 223 is seen by no window", """
def halving_layer():
    return 4, 2, 3, 0
"""),
    Wrong("halving_layer", "no stride, a huge kernel", "must have 1 to 16 weights", """
def halving_layer():
    return 113, 1, 0, 0
"""),
    Wrong("halving_layer", "more padding than kernel", "can lie in the padding alone", """
def halving_layer():
    return 6, 3, 57, 58
"""),
    Wrong("halving_layer", "half a zero on each side", "whole numbers", """
def halving_layer():
    return 5, 2, 1.5, 1.5
"""),
    Wrong("halving_layer", "three numbers", "must have the shape (4,)", """
def halving_layer():
    return 4, 2, 1
"""),
]

RIGHT = [
    Right("output_size", "the windows counted", """
def output_size(size, kernel, stride, before, after, dilation):
    windows = 0
    begin = -before
    while begin + dilation * (kernel - 1) < size + after:
        windows += 1
        begin += stride
    return windows
"""),
    Right("output_size", "np.floor, as the formula has it", """
def output_size(size, kernel, stride, before, after, dilation):
    effective = dilation * (kernel - 1) + 1
    return np.floor((size + before + after - effective) / stride) + 1
"""),
    Right("output_size", "length of a range", """
def output_size(size, kernel, stride, before, after, dilation):
    return len(range(0, size + before + after - dilation * (kernel - 1), stride))
"""),
    Right("rows_seen", "the rows of all weights", """
def rows_seen(i, kernel, stride, before, dilation):
    rows = i * stride - before + dilation * np.arange(kernel)
    return rows[0], rows[-1]
"""),
    Right("rows_seen", "list, with the effective kernel", """
def rows_seen(i, kernel, stride, before, dilation):
    effective = kernel + (kernel - 1) * (dilation - 1)
    return [i * stride - before, i * stride - before + effective - 1]
"""),
    Right("same_padding", "np.ceil, divmod", """
def same_padding(size, kernel, stride):
    outputs = np.ceil(size / stride)
    half, odd = divmod(max(int((outputs - 1) * stride) + kernel - size, 0), 2)
    return half, half + odd
"""),
    Right("same_padding", "by the remainder, as TensorFlow's documentation has it", """
def same_padding(size, kernel, stride):
    if size % stride == 0:
        total = max(kernel - stride, 0)
    else:
        total = max(kernel - size % stride, 0)
    before = total // 2
    return before, total - before
"""),
    Right("same_padding", "zeros added one by one", """
def same_padding(size, kernel, stride):
    before = after = 0
    while size + before + after < ((size - 1) // stride) * stride + kernel:
        if before == after:
            after += 1
        else:
            before += 1
    return before, after
"""),
    Right("conv2d", "every place, then every other", """
def conv2d(image, kernel, s_h, s_w, p_top, p_bottom, p_left, p_right):
    padded = np.pad(image, ((p_top, p_bottom), (p_left, p_right)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return np.einsum("ijuv,uv->ij", windows[::s_h, ::s_w], kernel)
"""),
    Right("conv2d", "no padding made, four loops", """
def conv2d(image, kernel, s_h, s_w, p_top, p_bottom, p_left, p_right):
    (height, width), (kh, kw) = image.shape, kernel.shape
    result = []
    for i in range(-p_top, height + p_bottom - kh + 1, s_h):
        row = []
        for j in range(-p_left, width + p_right - kw + 1, s_w):
            total = 0.0
            for u in range(kh):
                for v in range(kw):
                    if 0 <= i + u < height and 0 <= j + v < width:
                        total += image[i + u, j + v] * kernel[u, v]
            row.append(total)
        result.append(row)
    return np.array(result)
"""),
    Right("conv2d", "a loop over the weights, in single precision", """
def conv2d(image, kernel, s_h, s_w, p_top, p_bottom, p_left, p_right):
    (height, width), (kh, kw) = image.shape, kernel.shape
    padded = np.zeros((height + p_top + p_bottom, width + p_left + p_right), dtype=np.float32)
    padded[p_top:p_top + height, p_left:p_left + width] = image
    rows, columns = padded.shape[0] - kh + 1, padded.shape[1] - kw + 1
    return sum(padded[u:u + rows:s_h, v:v + columns:s_w] * np.float32(kernel[u, v]) for u, v in np.ndindex(kh, kw))
"""),
    Right("times_seen", "asked of each position", """
def times_seen(size, kernel, stride):
    begins = range(0, size - kernel + 1, stride)
    return np.array([sum(begin <= j < begin + kernel for begin in begins) for j in range(size)])
"""),
    Right("times_seen", "np.add.at", """
def times_seen(size, kernel, stride):
    seen = np.zeros(size)
    begins = np.arange(0, size - kernel + 1, stride)
    np.add.at(seen, begins[:, None] + np.arange(kernel), 1)
    return seen
"""),
    Right("times_seen", "np.convolve of where windows begin", """
def times_seen(size, kernel, stride):
    begins = np.zeros(size - kernel + 1)
    begins[::stride] = 1
    return np.convolve(begins, np.ones(kernel))
"""),
    Right("halving_layer", "kernel of 6", """
def halving_layer():
    return 6, 2, 2, 2
"""),
    Right("halving_layer", "as SAME pads a kernel of 8", """
def halving_layer():
    kernel, stride = 8, 2
    total = (224 // stride - 1) * stride + kernel - 224
    return kernel, stride, total // 2, total - total // 2
"""),
    Right("halving_layer", "all the padding after", """
def halving_layer():
    return 4, 2, 0, 2
"""),
    Right("halving_layer", "a zero that no window reaches", """
def halving_layer():
    return [4, 2, 1, 2]
"""),
]
