"""What students hand in for 05-pooling."""

from . import Right, Wrong

WRONG = [
    Wrong("pooled_size", "always rounded up", "rounded up: without ceil_mode", """
def pooled_size(size, window, stride, ceil_mode):
    return int(np.ceil((size - window) / stride)) + 1
"""),
    Wrong("pooled_size", "+ 1 forgotten", "the + 1 is missing", """
def pooled_size(size, window, stride, ceil_mode):
    quotient = (size - window) / stride
    return int(np.ceil(quotient) if ceil_mode else np.floor(quotient))
"""),
    Wrong("pooled_size", "not rounded", "the quotient is not rounded", """
def pooled_size(size, window, stride, ceil_mode):
    return (size - window) / stride + 1
"""),
    Wrong("pooled_size", "window not taken off", "the window is not taken off the size", """
def pooled_size(size, window, stride, ceil_mode):
    return size // stride + 1
"""),
    Wrong("pooled_size", "stride taken to be the window", "the stride is taken to be the window", """
def pooled_size(size, window, stride, ceil_mode):
    return -(-size // window) if ceil_mode else size // window
"""),
    Wrong("pooled_size", "ceil_mode ignored", "ceil_mode is ignored", """
def pooled_size(size, window, stride, ceil_mode):
    return (size - window) // stride + 1
"""),
    Wrong("pooled_size", "SAME for ceil_mode", "the size that SAME gives", """
def pooled_size(size, window, stride, ceil_mode):
    return int(np.ceil(size / stride)) if ceil_mode else (size - window) // stride + 1
"""),
    Wrong("pooled_size", "one more with ceil_mode, always", "only where the quotient is not whole", """
def pooled_size(size, window, stride, ceil_mode):
    outputs = (size - window) // stride + 1
    return outputs + 1 if ceil_mode and outputs * stride < size else outputs
"""),
    Wrong("pooled_size", "last window outside", "begins behind the last position", """
def pooled_size(size, window, stride, ceil_mode):
    quotient = (size - window) / stride
    return int(np.ceil(quotient) if ceil_mode else np.floor(quotient)) + 1
"""),

    Wrong("max_pool", "stride taken to be the window", "the stride is taken to be the window", """
def max_pool(x, window, stride):
    height, width, channels = x.shape
    result = np.zeros((height // window, width // window, channels))
    for i, j, c in np.ndindex(result.shape):
        result[i, j, c] = x[i * window:(i + 1) * window, j * window:(j + 1) * window, c].max()
    return result[:(height - window) // window + 1, :(width - window) // window + 1]
"""),
    Wrong("max_pool", "stride forgotten", "the stride is forgotten", """
def max_pool(x, window, stride):
    height, width, channels = x.shape
    result = np.zeros((height - window + 1, width - window + 1, channels))
    for i, j, c in np.ndindex(result.shape):
        result[i, j, c] = x[i:i + window, j:j + window, c].max()
    return result
"""),
    Wrong("max_pool", "window at (i, j)", "not at row i and column j", """
def max_pool(x, window, stride):
    height, width, channels = x.shape
    result = np.zeros(((height - window) // stride + 1, (width - window) // stride + 1, channels))
    for i, j, c in np.ndindex(result.shape):
        result[i, j, c] = x[i:i + window, j:j + window, c].max()
    return result
"""),
    Wrong("max_pool", "over the channels too", "over the channels as well", """
def max_pool(x, window, stride):
    height, width, _ = x.shape
    result = np.zeros(((height - window) // stride + 1, (width - window) // stride + 1))
    for i, j in np.ndindex(result.shape):
        result[i, j] = x[i * stride:i * stride + window, j * stride:j * stride + window].max()
    return result
"""),
    Wrong("max_pool", "search begun with 0", "does the search for the largest begin with 0", """
def max_pool(x, window, stride):
    height, width, channels = x.shape
    result = np.zeros(((height - window) // stride + 1, (width - window) // stride + 1, channels))
    for i, j, c in np.ndindex(result.shape):
        for u in range(window):
            for v in range(window):
                if x[i * stride + u, j * stride + v, c] > result[i, j, c]:
                    result[i, j, c] = x[i * stride + u, j * stride + v, c]
    return result
"""),
    Wrong("max_pool", "mean", "this is the mean", """
def max_pool(x, window, stride):
    height, width, channels = x.shape
    result = np.zeros(((height - window) // stride + 1, (width - window) // stride + 1, channels))
    for i, j, c in np.ndindex(result.shape):
        result[i, j, c] = x[i * stride:i * stride + window, j * stride:j * stride + window, c].mean()
    return result
"""),
    Wrong("max_pool", "window too small", "one row and one column too small", """
def max_pool(x, window, stride):
    height, width, channels = x.shape
    result = np.zeros(((height - window) // stride + 1, (width - window) // stride + 1, channels))
    for i, j, c in np.ndindex(result.shape):
        result[i, j, c] = x[i * stride:i * stride + window - 1, j * stride:j * stride + window - 1, c].max()
    return result
"""),
    Wrong("max_pool", "result of integers", "differ", """
def max_pool(x, window, stride):
    height, width, channels = x.shape
    result = np.zeros(((height - window) // stride + 1, (width - window) // stride + 1, channels), dtype=int)
    for i, j, c in np.ndindex(result.shape):
        result[i, j, c] = x[i * stride:i * stride + window, j * stride:j * stride + window, c].max()
    return result
"""),
    Wrong("max_pool", "rows and columns swapped", "rows and columns are swapped", """
def max_pool(x, window, stride):
    width, height, channels = x.shape
    result = np.zeros(((height - window) // stride + 1, (width - window) // stride + 1, channels))
    for i, j, c in np.ndindex(result.shape):
        result[i, j, c] = x[i * stride:i * stride + window, j * stride:j * stride + window, c].max()
    return result
"""),
    Wrong("max_pool", "channels first", "the axes of the result are in the wrong order", """
def max_pool(x, window, stride):
    height, width, channels = x.shape
    return np.array([[[x[i:i + window, j:j + window, c].max() for j in range(0, width - window + 1, stride)]
                      for i in range(0, height - window + 1, stride)] for c in range(channels)])
"""),

    Wrong("avg_pool", "padding counted", "the padding counts in the mean", """
def avg_pool(image, window, stride, padding):
    padded = np.pad(image, padding)
    return np.array([[padded[i:i + window, j:j + window].mean()
                      for j in range(0, padded.shape[1] - window + 1, stride)]
                     for i in range(0, padded.shape[0] - window + 1, stride)])
"""),
    Wrong("avg_pool", "zeros of the image left out", "they are as real as the others", """
def avg_pool(image, window, stride, padding):
    padded = np.pad(image, padding)
    result = []
    for i in range(0, padded.shape[0] - window + 1, stride):
        row = []
        for j in range(0, padded.shape[1] - window + 1, stride):
            seen = padded[i:i + window, j:j + window]
            row.append(seen.sum() / max((seen != 0).sum(), 1))
        result.append(row)
    return np.array(result)
"""),
    Wrong("avg_pool", "sums", "these are the sums", """
def avg_pool(image, window, stride, padding):
    padded = np.pad(image, padding)
    return np.array([[padded[i:i + window, j:j + window].sum()
                      for j in range(0, padded.shape[1] - window + 1, stride)]
                     for i in range(0, padded.shape[0] - window + 1, stride)])
"""),
    Wrong("avg_pool", "padding forgotten", "the padding is forgotten", """
def avg_pool(image, window, stride, padding):
    return np.array([[image[i:i + window, j:j + window].mean()
                      for j in range(0, image.shape[1] - window + 1, stride)]
                     for i in range(0, image.shape[0] - window + 1, stride)])
"""),
    Wrong("avg_pool", "stride forgotten", "the stride is forgotten", """
def avg_pool(image, window, stride, padding):
    padded = np.pad(image.astype(float), padding, constant_values=np.nan)
    return np.array([[np.nanmean(padded[i:i + window, j:j + window]) for j in range(padded.shape[1] - window + 1)]
                     for i in range(padded.shape[0] - window + 1)])
"""),
    Wrong("avg_pool", "stride taken to be the window", "the stride is taken to be the window", """
def avg_pool(image, window, stride, padding):
    padded = np.pad(image.astype(float), padding, constant_values=np.nan)
    return np.array([[np.nanmean(padded[i:i + window, j:j + window])
                      for j in range(0, padded.shape[1] - window + 1, window)]
                     for i in range(0, padded.shape[0] - window + 1, window)])
"""),
    Wrong("avg_pool", "padding is nan", "nan", """
def avg_pool(image, window, stride, padding):
    padded = np.pad(image.astype(float), padding, constant_values=np.nan)
    return np.array([[padded[i:i + window, j:j + window].mean()
                      for j in range(0, padded.shape[1] - window + 1, stride)]
                     for i in range(0, padded.shape[0] - window + 1, stride)])
"""),
    Wrong("avg_pool", "window begun outside the array", "nan", """
def avg_pool(image, window, stride, padding):
    height = (image.shape[0] + 2 * padding - window) // stride + 1
    width = (image.shape[1] + 2 * padding - window) // stride + 1
    result = np.zeros((height, width))
    with np.errstate(all="ignore"):
        for i, j in np.ndindex(height, width):
            top, left = i * stride - padding, j * stride - padding
            seen = image[top:top + window, left:left + window]
            result[i, j] = np.divide(seen.sum(), seen.size)
    return result
"""),

    Wrong("max_pool_backward", "ties take the whole each", "of equal pixels each takes the whole", """
def max_pool_backward(dy, image, window, stride):
    dx = np.zeros(image.shape)
    for i, j in np.ndindex(dy.shape):
        place = np.s_[i * stride:i * stride + window, j * stride:j * stride + window]
        dx[place] += dy[i, j] * (image[place] == image[place].max())
    return dx
"""),
    Wrong("max_pool_backward", "ties share", "equal pixels share", """
def max_pool_backward(dy, image, window, stride):
    dx = np.zeros(image.shape)
    for i, j in np.ndindex(dy.shape):
        place = np.s_[i * stride:i * stride + window, j * stride:j * stride + window]
        largest = image[place] == image[place].max()
        dx[place] += dy[i, j] * largest / largest.sum()
    return dx
"""),
    Wrong("max_pool_backward", "the last of ties", "of equal pixels the last takes it", """
def max_pool_backward(dy, image, window, stride):
    dx = np.zeros(image.shape)
    for i, j in np.ndindex(dy.shape):
        best = i * stride, j * stride
        for u in range(window):
            for v in range(window):
                if image[i * stride + u, j * stride + v] >= image[best]:
                    best = i * stride + u, j * stride + v
        dx[best] += dy[i, j]
    return dx
"""),
    Wrong("max_pool_backward", "overlap overwritten", "must be added: += and not =", """
def max_pool_backward(dy, image, window, stride):
    dx = np.zeros(image.shape)
    for i, j in np.ndindex(dy.shape):
        seen = image[i * stride:i * stride + window, j * stride:j * stride + window]
        u, v = np.unravel_index(np.argmax(seen), seen.shape)
        dx[i * stride + u, j * stride + v] = dy[i, j]
    return dx
"""),
    Wrong("max_pool_backward", "1 for dy", "each largest pixel takes 1", """
def max_pool_backward(dy, image, window, stride):
    dx = np.zeros(image.shape)
    for i, j in np.ndindex(dy.shape):
        seen = image[i * stride:i * stride + window, j * stride:j * stride + window]
        u, v = np.unravel_index(np.argmax(seen), seen.shape)
        dx[i * stride + u, j * stride + v] += 1
    return dx
"""),
    Wrong("max_pool_backward", "stride forgotten", "the stride is forgotten", """
def max_pool_backward(dy, image, window, stride):
    dx = np.zeros(image.shape)
    for i, j in np.ndindex(dy.shape):
        seen = image[i:i + window, j:j + window]
        u, v = np.unravel_index(np.argmax(seen), seen.shape)
        dx[i + u, j + v] += dy[i, j]
    return dx
"""),
    Wrong("max_pool_backward", "stride taken to be the window", "the stride is taken to be the window", """
def max_pool_backward(dy, image, window, stride):
    dx = np.zeros(image.shape)
    for i, j in np.ndindex(dy.shape):
        seen = image[i * window:(i + 1) * window, j * window:(j + 1) * window]
        if seen.size:
            u, v = np.unravel_index(np.argmax(seen), seen.shape)
            dx[i * window + u, j * window + v] += dy[i, j]
    return dx
"""),
    Wrong("max_pool_backward", "shared equally", "that is average pooling", """
def max_pool_backward(dy, image, window, stride):
    dx = np.zeros(image.shape)
    for i, j in np.ndindex(dy.shape):
        dx[i * stride:i * stride + window, j * stride:j * stride + window] += dy[i, j] / window**2
    return dx
"""),
    Wrong("max_pool_backward", "times the largest", "dy is multiplied by the largest pixel", """
def max_pool_backward(dy, image, window, stride):
    dx = np.zeros(image.shape)
    for i, j in np.ndindex(dy.shape):
        seen = image[i * stride:i * stride + window, j * stride:j * stride + window]
        u, v = np.unravel_index(np.argmax(seen), seen.shape)
        dx[i * stride + u, j * stride + v] += dy[i, j] * seen.max()
    return dx
"""),
    Wrong("max_pool_backward", "place in the window taken for the place in the image", "numbers differ", """
def max_pool_backward(dy, image, window, stride):
    dx = np.zeros(image.shape)
    for i, j in np.ndindex(dy.shape):
        seen = image[i * stride:i * stride + window, j * stride:j * stride + window]
        dx[np.unravel_index(np.argmax(seen), seen.shape)] += dy[i, j]
    return dx
"""),

    Wrong("avg_pool_backward", "not divided", "every pixel takes all of dy", """
def avg_pool_backward(dy, image, window, stride):
    dx = np.zeros(image.shape)
    for i, j in np.ndindex(dy.shape):
        dx[i * stride:i * stride + window, j * stride:j * stride + window] += dy[i, j]
    return dx
"""),
    Wrong("avg_pool_backward", "divided by the window's side", "divide by window * window", """
def avg_pool_backward(dy, image, window, stride):
    dx = np.zeros(image.shape)
    for i, j in np.ndindex(dy.shape):
        dx[i * stride:i * stride + window, j * stride:j * stride + window] += dy[i, j] / window
    return dx
"""),
    Wrong("avg_pool_backward", "overlap overwritten", "must be added: += and not =", """
def avg_pool_backward(dy, image, window, stride):
    dx = np.zeros(image.shape)
    for i, j in np.ndindex(dy.shape):
        dx[i * stride:i * stride + window, j * stride:j * stride + window] = dy[i, j] / window**2
    return dx
"""),
    Wrong("avg_pool_backward", "rows that no window covers left out", "the last row is missing", """
def avg_pool_backward(dy, image, window, stride):
    height, width = ((n - 1) * stride + window for n in dy.shape)
    dx = np.zeros((height, width))
    for i, j in np.ndindex(dy.shape):
        dx[i * stride:i * stride + window, j * stride:j * stride + window] += dy[i, j] / window**2
    return dx
"""),
    Wrong("avg_pool_backward", "times the pixels", "multiplied by the pixels", """
def avg_pool_backward(dy, image, window, stride):
    dx = np.zeros(image.shape)
    for i, j in np.ndindex(dy.shape):
        place = np.s_[i * stride:i * stride + window, j * stride:j * stride + window]
        dx[place] += dy[i, j] * image[place] / window**2
    return dx
"""),
    Wrong("avg_pool_backward", "stride forgotten", "the stride is forgotten", """
def avg_pool_backward(dy, image, window, stride):
    dx = np.zeros(image.shape)
    for i, j in np.ndindex(dy.shape):
        dx[i:i + window, j:j + window] += dy[i, j] / window**2
    return dx
"""),
    Wrong("avg_pool_backward", "to the largest pixel", "that is max pooling", """
def avg_pool_backward(dy, image, window, stride):
    dx = np.zeros(image.shape)
    for i, j in np.ndindex(dy.shape):
        seen = image[i * stride:i * stride + window, j * stride:j * stride + window]
        u, v = np.unravel_index(np.argmax(seen), seen.shape)
        dx[i * stride + u, j * stride + v] += dy[i, j]
    return dx
"""),

    Wrong("shift_change", "rolled", "come in again on the left", """
def shift_change(image, window, pixels):
    before, after = pooled(image, window), pooled(np.roll(image, pixels, axis=1), window)
    return np.linalg.norm(after - before) / np.linalg.norm(before)
"""),
    Wrong("shift_change", "moved down", "the image is moved down", """
def shift_change(image, window, pixels):
    moved = np.pad(image, ((pixels, 0), (0, 0)))[:len(image)]
    before, after = pooled(image, window), pooled(moved, window)
    return np.linalg.norm(after - before) / np.linalg.norm(before)
"""),
    Wrong("shift_change", "moved to the left", "the image is moved to the left", """
def shift_change(image, window, pixels):
    moved = np.pad(image, ((0, 0), (0, pixels)))[:, pixels:]
    before, after = pooled(image, window), pooled(moved, window)
    return np.linalg.norm(after - before) / np.linalg.norm(before)
"""),
    Wrong("shift_change", "not pooled", "compared without pooling", """
def shift_change(image, window, pixels):
    moved = np.pad(image, ((0, 0), (pixels, 0)))[:, :image.shape[1]]
    return np.linalg.norm(moved - image) / np.linalg.norm(pooled(image, window))
"""),
    Wrong("shift_change", "pooled, then moved", "the pooled result is moved", """
def shift_change(image, window, pixels):
    before = pooled(image, window)
    after = np.pad(before, ((0, 0), (pixels, 0)))[:, :before.shape[1]]
    return np.linalg.norm(after - before) / np.linalg.norm(before)
"""),
    Wrong("shift_change", "divided by the length after", "divide by that before it", """
def shift_change(image, window, pixels):
    moved = np.pad(image, ((0, 0), (pixels, 0)))[:, :image.shape[1]]
    before, after = pooled(image, window), pooled(moved, window)
    return np.linalg.norm(after - before) / np.linalg.norm(after)
"""),
    Wrong("shift_change", "not divided", "the division is missing", """
def shift_change(image, window, pixels):
    moved = np.pad(image, ((0, 0), (pixels, 0)))[:, :image.shape[1]]
    return np.linalg.norm(pooled(moved, window) - pooled(image, window))
"""),
    Wrong("shift_change", "no square root", "the square root is missing", """
def shift_change(image, window, pixels):
    moved = np.pad(image, ((0, 0), (pixels, 0)))[:, :image.shape[1]]
    before, after = pooled(image, window), pooled(moved, window)
    return ((after - before)**2).sum() / (before**2).sum()
"""),
    Wrong("shift_change", "difference of the lengths", "the difference of the two lengths", """
def shift_change(image, window, pixels):
    moved = np.pad(image, ((0, 0), (pixels, 0)))[:, :image.shape[1]]
    before, after = np.linalg.norm(pooled(image, window)), np.linalg.norm(pooled(moved, window))
    return abs(after - before) / before
"""),
    Wrong("shift_change", "no shift cuts everything off", "Two arrays do not fit each other", """
def shift_change(image, window, pixels):
    moved = np.zeros(image.shape)
    moved[:, pixels:] = image[:, :-pixels]
    before, after = pooled(image, window), pooled(moved, window)
    return np.linalg.norm(after - before) / np.linalg.norm(before)
"""),
]

RIGHT = [
    Right("pooled_size", "counted", """
def pooled_size(size, window, stride, ceil_mode):
    begins = range(0, size, stride)
    fitting = [begin for begin in begins if begin + window <= size]
    covered = fitting[-1] + window
    return len(fitting) + (ceil_mode and covered < size and len(begins) > len(fitting))
"""),
    Right("pooled_size", "np.ceil and a minimum", """
def pooled_size(size, window, stride, ceil_mode):
    quotient = (size - window) / stride
    if not ceil_mode:
        return np.floor(quotient) + 1
    return min(np.ceil(quotient) + 1, np.ceil(size / stride))
"""),
    Right("max_pool", "all windows at once", """
def max_pool(x, window, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (window, window), axis=(0, 1))
    return windows[::stride, ::stride].max(axis=(-2, -1))
"""),
    Right("max_pool", "one value after the other", """
def max_pool(x, window, stride):
    height, width, channels = x.shape
    rows, columns = (height - window) // stride + 1, (width - window) // stride + 1
    result = np.full((rows, columns, channels), -np.inf)
    for i, j, c in np.ndindex(rows, columns, channels):
        for u in range(window):
            for v in range(window):
                result[i, j, c] = max(result[i, j, c], x[i * stride + u, j * stride + v, c])
    return result
"""),
    Right("avg_pool", "padded with nan", """
def avg_pool(image, window, stride, padding):
    padded = np.pad(image.astype(float), padding, constant_values=np.nan)
    windows = np.lib.stride_tricks.sliding_window_view(padded, (window, window))
    return np.nanmean(windows[::stride, ::stride], axis=(2, 3))
"""),
    Right("avg_pool", "windows cut off at the border", """
def avg_pool(image, window, stride, padding):
    rows = range(-padding, image.shape[0] + padding - window + 1, stride)
    columns = range(-padding, image.shape[1] + padding - window + 1, stride)
    return np.array([[image[max(top, 0):top + window, max(left, 0):left + window].mean() for left in columns]
                     for top in rows])
"""),
    Right("max_pool_backward", "a search", """
def max_pool_backward(dy, image, window, stride):
    dx = np.zeros(image.shape)
    for i, j in np.ndindex(dy.shape):
        best = i * stride, j * stride
        for u in range(window):
            for v in range(window):
                if image[i * stride + u, j * stride + v] > image[best]:
                    best = i * stride + u, j * stride + v
        dx[best] += dy[i, j]
    return dx
"""),
    Right("max_pool_backward", "np.argwhere", """
def max_pool_backward(dy, image, window, stride):
    dx = np.zeros(image.shape)
    for i, j in np.ndindex(dy.shape):
        seen = image[i * stride:i * stride + window, j * stride:j * stride + window]
        u, v = np.argwhere(seen == seen.max())[0]
        dx[i * stride + u, j * stride + v] += dy[i, j]
    return dx
"""),
    Right("avg_pool_backward", "pixel by pixel", """
def avg_pool_backward(dy, image, window, stride):
    dx = np.zeros(image.shape)
    for i, j in np.ndindex(dy.shape):
        for u, v in np.ndindex(window, window):
            dx[i * stride + u, j * stride + v] += dy[i, j] / (window * window)
    return dx
"""),
    Right("avg_pool_backward", "by shifted slices", """
def avg_pool_backward(dy, image, window, stride):
    dx = np.zeros(image.shape)
    rows, columns = dy.shape
    for u, v in np.ndindex(window, window):
        dx[u:u + rows * stride:stride, v:v + columns * stride:stride][:rows, :columns] += dy / window**2
    return dx
"""),
    Right("shift_change", "np.pad and np.linalg.norm", """
def shift_change(image, window, pixels):
    moved = np.pad(image, ((0, 0), (pixels, 0)))[:, :image.shape[1]]
    before = pooled(image, window)
    return np.linalg.norm(pooled(moved, window) - before) / np.linalg.norm(before)
"""),
    Right("shift_change", "rolled, and the left set to 0", """
def shift_change(image, window, pixels):
    moved = np.roll(image, pixels, axis=1)
    moved[:, :pixels] = 0
    before, after = pooled(image, window), pooled(moved, window)
    return float(((after - before)**2).sum()**0.5 / (before**2).sum()**0.5)
"""),
]
