"""What students hand in for 07-learning."""

from . import Right, Wrong

WRONG = [
    Wrong("kernel_gradient", "dy turned", "dy is turned by 180 degrees", """
def kernel_gradient(x, dy):
    return correlate(x, dy[::-1, ::-1])
"""),
    Wrong("kernel_gradient", "dy transposed", "dy is transposed", """
def kernel_gradient(x, dy):
    return correlate(x, dy.T)
"""),
    Wrong("kernel_gradient", "mean for sum", "a shared weight gets the sum", """
def kernel_gradient(x, dy):
    return correlate(x, dy) / dy.size
"""),
    Wrong("kernel_gradient", "positions overwritten", "+= and not =", """
def kernel_gradient(x, dy):
    kernel_height, kernel_width = x.shape[0] - dy.shape[0] + 1, x.shape[1] - dy.shape[1] + 1
    for i, j in np.ndindex(dy.shape):
        dw = dy[i, j] * x[i:i + kernel_height, j:j + kernel_width]
    return dw
"""),
    Wrong("kernel_gradient", "dy left out", "dy is left out", """
def kernel_gradient(x, dy):
    return correlate(x, np.ones(dy.shape))
"""),
    Wrong("kernel_gradient", "result turned", "the result is turned by 180 degrees", """
def kernel_gradient(x, dy):
    return correlate(x[::-1, ::-1], dy[::-1, ::-1])
"""),
    Wrong("kernel_gradient", "full in place of valid", "The shape expected is (2, 3), yours is (4, 5)", """
def kernel_gradient(x, dy):
    height, width = dy.shape
    return correlate(np.pad(x, ((height - 1, height - 1), (width - 1, width - 1))), dy)
"""),
    Wrong("kernel_gradient", "wrong sign", "every number has the wrong sign", """
def kernel_gradient(x, dy):
    return -correlate(x, dy)
"""),

    Wrong("bias_gradient", "mean", "this is the mean: the bias acts on every value", """
def bias_gradient(dy):
    return dy.mean(axis=(0, 1, 2))
"""),
    Wrong("bias_gradient", "mean over the images", "this is the mean over the images", """
def bias_gradient(dy):
    return dy.sum(axis=(1, 2)).mean(axis=0)
"""),
    Wrong("bias_gradient", "mean over the positions", "this is the mean over the positions", """
def bias_gradient(dy):
    return dy.mean(axis=(1, 2)).sum(axis=0)
"""),
    Wrong("bias_gradient", "images kept apart", "The shape expected is (2,), yours is (3, 2)", """
def bias_gradient(dy):
    return dy.sum(axis=(1, 2))
"""),
    Wrong("bias_gradient", "one bias for all maps", "must return an array", """
def bias_gradient(dy):
    return dy.sum()
"""),
    Wrong("bias_gradient", "channels taken for the first axis after the images", "yours is (1,)", """
def bias_gradient(dy):
    return dy.sum(axis=(0, 2, 3))
"""),
    Wrong("bias_gradient", "first image alone", "only the first image counts", """
def bias_gradient(dy):
    return dy[0].sum(axis=(0, 1))
"""),
    Wrong("bias_gradient", "last image alone", "only the last image counts", """
def bias_gradient(dy):
    for image in dy:
        db = image.sum(axis=(0, 1))
    return db
"""),
    Wrong("bias_gradient", "first position alone", "only the first position counts", """
def bias_gradient(dy):
    return dy[:, 0, 0].sum(axis=0)
"""),

    Wrong("input_gradient", "kernel not turned", "the kernel must be turned by 180 degrees", """
def input_gradient(dy, w):
    height, width = w.shape
    return correlate(np.pad(dy, ((height - 1, height - 1), (width - 1, width - 1))), w)
"""),
    Wrong("input_gradient", "flipped from top to bottom", "from top to bottom only", """
def input_gradient(dy, w):
    height, width = w.shape
    return correlate(np.pad(dy, ((height - 1, height - 1), (width - 1, width - 1))), w[::-1])
"""),
    Wrong("input_gradient", "flipped from left to right", "from left to right only", """
def input_gradient(dy, w):
    height, width = w.shape
    return correlate(np.pad(dy, ((height - 1, height - 1), (width - 1, width - 1))), w[:, ::-1])
"""),
    Wrong("input_gradient", "transposed", "the kernel is transposed", """
def input_gradient(dy, w):
    height, width = w.shape
    return correlate(np.pad(dy, ((height - 1, height - 1), (width - 1, width - 1))), w[::-1, ::-1].T)
"""),
    Wrong("input_gradient", "dy turned", "dy is turned by 180 degrees", """
def input_gradient(dy, w):
    height, width = w.shape
    return correlate(np.pad(dy[::-1, ::-1], ((height - 1, height - 1), (width - 1, width - 1))), w[::-1, ::-1])
"""),
    Wrong("input_gradient", "pixels overwritten", "+= and not =", """
def input_gradient(dy, w):
    height, width = w.shape
    dx = np.zeros((dy.shape[0] + height - 1, dy.shape[1] + width - 1))
    for i, j in np.ndindex(dy.shape):
        dx[i:i + height, j:j + width] = dy[i, j] * w
    return dx
"""),
    Wrong("input_gradient", "dy left out", "dy is left out", """
def input_gradient(dy, w):
    height, width = w.shape
    dx = np.zeros((dy.shape[0] + height - 1, dy.shape[1] + width - 1))
    for i, j in np.ndindex(dy.shape):
        dx[i:i + height, j:j + width] += w
    return dx
"""),
    Wrong("input_gradient", "no padding", "The shape expected is (3, 4), yours is (1, 2)", """
def input_gradient(dy, w):
    return correlate(dy, w[::-1, ::-1])
"""),

    Wrong("im2col", "down first", "the windows go down first", """
def im2col(x, kernel_height, kernel_width):
    return np.array([x[i:i + kernel_height, j:j + kernel_width].ravel()
                     for j in range(x.shape[1] - kernel_width + 1)
                     for i in range(x.shape[0] - kernel_height + 1)])
"""),
    Wrong("im2col", "pixels column by column", "column by column", """
def im2col(x, kernel_height, kernel_width):
    return np.array([x[i:i + kernel_height, j:j + kernel_width].transpose(1, 0, 2).ravel()
                     for i in range(x.shape[0] - kernel_height + 1)
                     for j in range(x.shape[1] - kernel_width + 1)])
"""),
    Wrong("im2col", "windows turned", "the windows are turned by 180 degrees", """
def im2col(x, kernel_height, kernel_width):
    return np.array([x[i:i + kernel_height, j:j + kernel_width][::-1, ::-1].ravel()
                     for i in range(x.shape[0] - kernel_height + 1)
                     for j in range(x.shape[1] - kernel_width + 1)])
"""),
    Wrong("im2col", "windows as columns", "the rows of the matrix, not its columns", """
def im2col(x, kernel_height, kernel_width):
    return np.array([x[i:i + kernel_height, j:j + kernel_width].ravel()
                     for i in range(x.shape[0] - kernel_height + 1)
                     for j in range(x.shape[1] - kernel_width + 1)]).T
"""),
    Wrong("im2col", "channel after channel", "the channels of one pixel stand together", """
def im2col(x, kernel_height, kernel_width):
    windows = np.lib.stride_tricks.sliding_window_view(x, (kernel_height, kernel_width), axis=(0, 1))
    return windows.reshape(-1, x.shape[2] * kernel_height * kernel_width)
"""),
    Wrong("im2col", "channels added", "a window keeps each of them", """
def im2col(x, kernel_height, kernel_width):
    x = x.sum(axis=2)
    return np.array([x[i:i + kernel_height, j:j + kernel_width].ravel()
                     for i in range(x.shape[0] - kernel_height + 1)
                     for j in range(x.shape[1] - kernel_width + 1)])
"""),
    Wrong("im2col", "windows side by side", "The shape expected is (6, 4), yours is (2, 4)", """
def im2col(x, kernel_height, kernel_width):
    return np.array([x[i:i + kernel_height, j:j + kernel_width].ravel()
                     for i in range(0, x.shape[0] - kernel_height + 1, kernel_height)
                     for j in range(0, x.shape[1] - kernel_width + 1, kernel_width)])
"""),
    Wrong("im2col", "last windows missing", "The shape expected is (6, 4), yours is (2, 4)", """
def im2col(x, kernel_height, kernel_width):
    return np.array([x[i:i + kernel_height, j:j + kernel_width].ravel()
                     for i in range(x.shape[0] - kernel_height)
                     for j in range(x.shape[1] - kernel_width)])
"""),
    Wrong("im2col", "height and width swapped", "The shape expected is (3, 4), yours is (4, 4)", """
def im2col(x, kernel_height, kernel_width):
    return np.array([x[i:i + kernel_width, j:j + kernel_height].ravel()
                     for i in range(x.shape[0] - kernel_width + 1)
                     for j in range(x.shape[1] - kernel_height + 1)])
"""),

    Wrong("measured_gradient", "forward difference", "between the step up and no step: go down", """
def measured_gradient(x, w, t, step):
    gradient = np.zeros(w.shape)
    for u, v in np.ndindex(w.shape):
        above = w.copy()
        above[u, v] += step
        gradient[u, v] = (loss(x, above, t) - loss(x, w, t)) / step
    return gradient
"""),
    Wrong("measured_gradient", "forward difference by two steps", "halves of the differences", """
def measured_gradient(x, w, t, step):
    gradient = np.zeros(w.shape)
    for u, v in np.ndindex(w.shape):
        above = w.copy()
        above[u, v] += step
        gradient[u, v] = (loss(x, above, t) - loss(x, w, t)) / (2 * step)
    return gradient
"""),
    Wrong("measured_gradient", "backward difference", "between no step and the step down", """
def measured_gradient(x, w, t, step):
    gradient = np.zeros(w.shape)
    for u, v in np.ndindex(w.shape):
        below = w.copy()
        below[u, v] -= step
        gradient[u, v] = (loss(x, w, t) - loss(x, below, t)) / step
    return gradient
"""),
    Wrong("measured_gradient", "divided by one step", "it is 2 * step", """
def measured_gradient(x, w, t, step):
    gradient = np.zeros(w.shape)
    for u, v in np.ndindex(w.shape):
        change = np.zeros(w.shape)
        change[u, v] = step
        gradient[u, v] = (loss(x, w + change, t) - loss(x, w - change, t)) / step
    return gradient
"""),
    Wrong("measured_gradient", "not divided", "is not divided by 2 * step", """
def measured_gradient(x, w, t, step):
    gradient = np.zeros(w.shape)
    for u, v in np.ndindex(w.shape):
        change = np.zeros(w.shape)
        change[u, v] = step
        gradient[u, v] = loss(x, w + change, t) - loss(x, w - change, t)
    return gradient
"""),
    Wrong("measured_gradient", "brackets forgotten", "is multiplied by 2 * step", """
def measured_gradient(x, w, t, step):
    gradient = np.zeros(w.shape)
    for u, v in np.ndindex(w.shape):
        change = np.zeros(w.shape)
        change[u, v] = step
        gradient[u, v] = (loss(x, w + change, t) - loss(x, w - change, t)) * 2 * step
    return gradient
"""),
    Wrong("measured_gradient", "derived", "this is the derived gradient", """
def measured_gradient(x, w, t, step):
    return correlate(x, (correlate(x, w) - t)**3)
"""),
    Wrong("measured_gradient", "a step of its own", "this is the derived gradient", """
def measured_gradient(x, w, t, step):
    step = 1e-5
    gradient = np.zeros(w.shape)
    for u, v in np.ndindex(w.shape):
        change = np.zeros(w.shape)
        change[u, v] = step
        gradient[u, v] = (loss(x, w + change, t) - loss(x, w - change, t)) / (2 * step)
    return gradient
"""),
    Wrong("measured_gradient", "all weights at once", "all weights are changed at once", """
def measured_gradient(x, w, t, step):
    return np.full(w.shape, (loss(x, w + step, t) - loss(x, w - step, t)) / (2 * step))
"""),
    Wrong("measured_gradient", "steps kept", "keep their steps: begin each time", """
def measured_gradient(x, w, t, step):
    gradient = np.zeros(w.shape)
    above, below = w.copy(), w.copy()
    for u, v in np.ndindex(w.shape):
        above[u, v] += step
        below[u, v] -= step
        gradient[u, v] = (loss(x, above, t) - loss(x, below, t)) / (2 * step)
    return gradient
"""),
    Wrong("measured_gradient", "kernel not restored", "keep their step down", """
def measured_gradient(x, w, t, step):
    gradient = np.zeros(w.shape)
    for u, v in np.ndindex(w.shape):
        w[u, v] += step
        above = loss(x, w, t)
        w[u, v] -= 2 * step
        gradient[u, v] = (above - loss(x, w, t)) / (2 * step)
    return gradient
"""),

    Wrong("descent_step", "uphill", "this goes uphill", """
def descent_step(x, w, t, learning_rate):
    return w + learning_rate * correlate(x, 2 * (correlate(x, w) - t) / t.size)
"""),
    Wrong("descent_step", "difference the other way round", "this goes uphill", """
def descent_step(x, w, t, learning_rate):
    return w - learning_rate * correlate(x, 2 * (t - correlate(x, w)) / t.size)
"""),
    Wrong("descent_step", "no 2", "the 2 of the derivative of a square is missing", """
def descent_step(x, w, t, learning_rate):
    return w - learning_rate * correlate(x, (correlate(x, w) - t) / t.size)
"""),
    Wrong("descent_step", "sum for mean", "the loss is a mean", """
def descent_step(x, w, t, learning_rate):
    return w - learning_rate * correlate(x, 2 * (correlate(x, w) - t))
"""),
    Wrong("descent_step", "plain difference", "dy is the plain difference", """
def descent_step(x, w, t, learning_rate):
    return w - learning_rate * correlate(x, correlate(x, w) - t)
"""),
    Wrong("descent_step", "no learning rate", "the learning rate is missing", """
def descent_step(x, w, t, learning_rate):
    return w - correlate(x, 2 * (correlate(x, w) - t) / t.size)
"""),
    Wrong("descent_step", "gradient", "this is the gradient alone", """
def descent_step(x, w, t, learning_rate):
    return correlate(x, 2 * (correlate(x, w) - t) / t.size)
"""),
    Wrong("descent_step", "change", "this is the change alone", """
def descent_step(x, w, t, learning_rate):
    return -learning_rate * correlate(x, 2 * (correlate(x, w) - t) / t.size)
"""),
    Wrong("descent_step", "what is taken off", "this is what is taken off", """
def descent_step(x, w, t, learning_rate):
    return learning_rate * correlate(x, 2 * (correlate(x, w) - t) / t.size)
"""),
]

RIGHT = [
    Right("kernel_gradient", "loops over the results", """
def kernel_gradient(x, dy):
    kernel_height, kernel_width = x.shape[0] - dy.shape[0] + 1, x.shape[1] - dy.shape[1] + 1
    dw = np.zeros((kernel_height, kernel_width))
    for i, j in np.ndindex(dy.shape):
        dw += dy[i, j] * x[i:i + kernel_height, j:j + kernel_width]
    return dw
"""),
    Right("kernel_gradient", "loops over the weights", """
def kernel_gradient(x, dy):
    height, width = dy.shape
    dw = np.zeros((x.shape[0] - height + 1, x.shape[1] - width + 1))
    for u, v in np.ndindex(dw.shape):
        dw[u, v] = (dy * x[u:u + height, v:v + width]).sum()
    return dw
"""),
    Right("bias_gradient", "one map after the other", """
def bias_gradient(dy):
    return np.array([dy[..., k].sum() for k in range(dy.shape[-1])])
"""),
    Right("bias_gradient", "as a matrix", """
def bias_gradient(dy):
    return np.ones(dy[..., 0].size) @ dy.reshape(-1, dy.shape[-1])
"""),
    Right("input_gradient", "cross-correlation with the turned kernel", """
def input_gradient(dy, w):
    height, width = w.shape
    return correlate(np.pad(dy, ((height - 1, height - 1), (width - 1, width - 1))), np.rot90(w, 2))
"""),
    Right("input_gradient", "one weight after the other", """
def input_gradient(dy, w):
    dx = np.zeros((dy.shape[0] + w.shape[0] - 1, dy.shape[1] + w.shape[1] - 1))
    for u, v in np.ndindex(w.shape):
        dx[u:u + dy.shape[0], v:v + dy.shape[1]] += w[u, v] * dy
    return dx
"""),
    Right("input_gradient", "the transposed matrix", """
def input_gradient(dy, w):
    shape = dy.shape[0] + w.shape[0] - 1, dy.shape[1] + w.shape[1] - 1
    lit = np.eye(shape[0] * shape[1]).reshape(-1, *shape)
    matrix = np.stack([correlate(pixel, w).ravel() for pixel in lit], axis=1)
    return (matrix.T @ dy.ravel()).reshape(shape)
"""),
    Right("im2col", "all windows at once", """
def im2col(x, kernel_height, kernel_width):
    windows = np.lib.stride_tricks.sliding_window_view(x, (kernel_height, kernel_width), axis=(0, 1))
    return windows.transpose(0, 1, 3, 4, 2).reshape(-1, kernel_height * kernel_width * x.shape[2])
"""),
    Right("im2col", "a column of the matrix for each tap", """
def im2col(x, kernel_height, kernel_width):
    height, width = x.shape[0] - kernel_height + 1, x.shape[1] - kernel_width + 1
    taps = [x[u:u + height, v:v + width].reshape(height * width, -1)
            for u in range(kernel_height) for v in range(kernel_width)]
    return np.concatenate(taps, axis=1)
"""),
    Right("measured_gradient", "the kernel changed and restored", """
def measured_gradient(x, w, t, step):
    gradient = np.zeros(w.shape)
    for u in range(w.shape[0]):
        for v in range(w.shape[1]):
            before = w[u, v]
            w[u, v] = before + step
            above = loss(x, w, t)
            w[u, v] = before - step
            below = loss(x, w, t)
            w[u, v] = before
            gradient[u, v] = (above - below) / (2 * step)
    return gradient
"""),
    Right("measured_gradient", "unit kernels", """
def measured_gradient(x, w, t, step):
    units = np.eye(w.size).reshape(-1, *w.shape)
    slopes = [(loss(x, w + step * e, t) - loss(x, w - step * e, t)) / 2 / step for e in units]
    return np.array(slopes).reshape(w.shape)
"""),
    Right("descent_step", "mean of the products", """
def descent_step(x, w, t, learning_rate):
    difference = correlate(x, w) - t
    return w - 2 * learning_rate * correlate(x, difference) / difference.size
"""),
    Right("descent_step", "by the matrix of windows", """
def descent_step(x, w, t, learning_rate):
    windows = np.lib.stride_tricks.sliding_window_view(x, w.shape).reshape(t.size, w.size)
    difference = windows @ w.ravel() - t.ravel()
    return (w.ravel() - learning_rate * 2 * windows.T @ difference / t.size).reshape(w.shape)
"""),
]
