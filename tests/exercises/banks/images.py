"""What students hand in for 01-images."""

from . import Right, Wrong

WRONG = [
    Wrong("network_input", "reshape for transpose", "as a reshape does", """
def network_input(photos):
    N, H, W, C = photos.shape
    return photos.reshape(N, C, H, W) / 255
"""),
    Wrong("network_input", "left at 255", "still go up to 255", """
def network_input(photos):
    return photos.transpose(0, 3, 1, 2).astype(float)
"""),
    Wrong("network_input", "whole-number division", "cut off to whole numbers", """
def network_input(photos):
    return photos.transpose(0, 3, 1, 2) // 255
"""),
    Wrong("network_input", "result of bytes", "cut off to whole numbers", """
def network_input(photos):
    N, H, W, C = photos.shape
    result = np.zeros((N, C, H, W), dtype=photos.dtype)
    for c in range(C):
        result[:, c] = photos[:, :, :, c] / 255
    return result
"""),
    Wrong("network_input", "divided by 256", "divided by 256", """
def network_input(photos):
    return np.moveaxis(photos, 3, 1) / 256
"""),
    Wrong("network_input", "divided by the largest value of the batch", "divided by the largest value", """
def network_input(photos):
    return np.moveaxis(photos, 3, 1) / photos.max()
"""),
    Wrong("network_input", "divided by each photo's largest value", "divided by the largest value", """
def network_input(photos):
    return np.moveaxis(photos / photos.max(axis=(1, 2, 3), keepdims=True), 3, 1)
"""),
    Wrong("network_input", "from -1 to 1", "the range is -1 to 1", """
def network_input(photos):
    return photos.transpose(0, 3, 1, 2) / 127.5 - 1
"""),
    Wrong("network_input", "rows and columns swapped", "rows and columns are swapped", """
def network_input(photos):
    return photos.transpose(0, 3, 2, 1) / 255
"""),
    Wrong("network_input", ".T", "the axes of the result are in the wrong order", """
def network_input(photos):
    return photos.T / 255
"""),
    Wrong("network_input", "blue, green, red", "in reverse order", """
def network_input(photos):
    return photos[..., ::-1].transpose(0, 3, 1, 2) / 255
"""),
    Wrong("network_input", "channels left last", "the channels are still last", """
def network_input(photos):
    return photos / 255
"""),
    Wrong("network_input", "batch forgotten", "stopped with ValueError: axes don't match array", """
def network_input(photos):
    return photos.transpose(2, 0, 1) / 255
"""),

    Wrong("row_column_channel", "row and column swapped", "row and column are swapped", """
def row_column_channel(d, H, W, C):
    return d // C % W, d // C // W, d % C
"""),
    Wrong("row_column_channel", "channel first in the tuple", "the channel is returned first", """
def row_column_channel(d, H, W, C):
    return d % C, d // C // W, d // C % W
"""),
    Wrong("row_column_channel", "channels forgotten", "W * C in all", """
def row_column_channel(d, H, W, C):
    return d // W, d % W, d % C
"""),
    Wrong("row_column_channel", "H for W", "divide by W, and not by H", """
def row_column_channel(d, H, W, C):
    return d // C // H, d // C % H, d % C
"""),
    Wrong("row_column_channel", "W and C swapped", "W and C are swapped", """
def row_column_channel(d, H, W, C):
    rest = d % (W * C)
    return d // (W * C), rest // W, rest % W
"""),
    Wrong("row_column_channel", "channels first", "an image with its channels first", """
def row_column_channel(d, H, W, C):
    c, i, j = np.unravel_index(d, (C, H, W))
    return i, j, c
"""),
    Wrong("row_column_channel", "column by column", "the line column by column", """
def row_column_channel(d, H, W, C):
    return np.unravel_index(d, (H, W, C), order="F")
"""),
    Wrong("row_column_channel", "counted from 1", "count from 1", """
def row_column_channel(d, H, W, C):
    return d // (W * C) + 1, d // C % W + 1, d % C + 1
"""),
    Wrong("row_column_channel", "division with a fraction", "/ leaves a fraction", """
def row_column_channel(d, H, W, C):
    return d / (W * C), d % (W * C) / C, d % C
"""),
    Wrong("row_column_channel", "no remainder for the column", "take the remainder", """
def row_column_channel(d, H, W, C):
    return d // (W * C), d // C, d % C
"""),
    Wrong("row_column_channel", "column in numbers", "the column counts numbers", """
def row_column_channel(d, H, W, C):
    return d // (W * C), d % (W * C), d % C
"""),
    Wrong("row_column_channel", "the pixel alone", "must return a tuple of numbers", """
def row_column_channel(d, H, W, C):
    return d // C
"""),

    Wrong("dense", "bias forgotten", "the biases are missing", """
def dense(images, w, b):
    return images.reshape(len(images), -1) @ w
"""),
    Wrong("dense", "bias added before", "added to the pixels", """
def dense(images, w, b):
    return (images.reshape(len(images), -1) + b) @ w
"""),
    Wrong("dense", "bias added with every product", "it is added once", """
def dense(images, w, b):
    x = images.reshape(len(images), -1)
    y = np.zeros((len(x), len(b)))
    for n in range(len(x)):
        for m in range(len(b)):
            for d in range(x.shape[1]):
                y[n, m] += x[n, d] * w[d, m] + b[m]
    return y
"""),
    Wrong("dense", "Fortran order", "flattened column by column", """
def dense(images, w, b):
    return np.array([image.flatten(order="F") for image in images]) @ w + b
"""),
    Wrong("dense", "channels first", "the channels are put first in the line", """
def dense(images, w, b):
    return images.transpose(0, 3, 1, 2).reshape(len(images), -1) @ w + b
"""),
    Wrong("dense", "w transposed", "w is transposed", """
def dense(images, w, b):
    return images.reshape(len(images), -1) @ w.T + b
"""),
    Wrong("dense", "images mixed", "the two images are mixed", """
def dense(images, w, b):
    return images.reshape(-1, len(images)).T @ w + b
"""),
    Wrong("dense", "with ReLU", "there is no activation function", """
def dense(images, w, b):
    return np.maximum(images.reshape(len(images), -1) @ w + b, 0)
"""),
    Wrong("dense", "mean for sum", "mean of the products", """
def dense(images, w, b):
    x = images.reshape(len(images), -1)
    return np.array([[np.mean(row * w[:, m]) + b[m] for m in range(len(b))] for row in x])
"""),
    Wrong("dense", "sum over the batch", "each image has its own", """
def dense(images, w, b):
    y = np.zeros(len(b))
    for image in images:
        y += image.reshape(-1) @ w + b
    return y
"""),
    Wrong("dense", "batch flattened", "stopped with ValueError", """
def dense(images, w, b):
    return images.reshape(-1) @ w + b
"""),
    Wrong("dense", "result of integers", "cut off to int64", """
def dense(images, w, b):
    y = np.zeros((len(images), len(b)), dtype=images.dtype)
    for n, image in enumerate(images):
        y[n] = image.reshape(-1) @ w + b
    return y
"""),

    Wrong("parameter_counts", "biases forgotten", "the biases are missing in all three", """
def parameter_counts(H, W, C, K):
    return (H * W * C) * (H * W), H * W * K * K * C, K * K * C
"""),
    Wrong("parameter_counts", "a bias for each weight", "a bias for each weight", """
def parameter_counts(H, W, C, K):
    return 2 * (H * W * C) * (H * W), 2 * H * W * K * K * C, 2 * K * K * C
"""),
    Wrong("parameter_counts", "channels forgotten", "the channels are missing:", """
def parameter_counts(H, W, C, K):
    return (H * W + 1) * H * W, (K * K + 1) * H * W, K * K + 1
"""),
    Wrong("parameter_counts", "channels forgotten in the fully connected layer", "missing in the fully connected", """
def parameter_counts(H, W, C, K):
    return (H * W + 1) * H * W, (K * K * C + 1) * H * W, K * K * C + 1
"""),
    Wrong("parameter_counts", "channels forgotten in the windows", "missing in the windows", """
def parameter_counts(H, W, C, K):
    return (H * W * C + 1) * H * W, (K * K + 1) * H * W, K * K + 1
"""),
    Wrong("parameter_counts", "an output for each value", "an output for each value", """
def parameter_counts(H, W, C, K):
    values = H * W * C
    return (values + 1) * values, (K * K * C + 1) * values, (K * K * C + 1) * C
"""),
    Wrong("parameter_counts", "a single output", "a single output", """
def parameter_counts(H, W, C, K):
    return H * W * C + 1, (K * K * C + 1) * H * W, K * K * C + 1
"""),
    Wrong("parameter_counts", "K for K * K", "K * K pixels, and not K", """
def parameter_counts(H, W, C, K):
    return (H * W * C + 1) * H * W, (K * C + 1) * H * W, K * C + 1
"""),
    Wrong("parameter_counts", "windows inside the image only", "only where the window lies wholly on the image", """
def parameter_counts(H, W, C, K):
    return (H * W * C + 1) * H * W, (K * K * C + 1) * (H - K + 1) * (W - K + 1), K * K * C + 1
"""),
    Wrong("parameter_counts", "windows cut off at the border", "beyond the border are left out", """
def parameter_counts(H, W, C, K):
    local = H * W
    for i in range(H):
        for j in range(W):
            for u in range(K):
                for v in range(K):
                    if 0 <= i + u - K // 2 < H and 0 <= j + v - K // 2 < W:
                        local += C
    return (H * W * C + 1) * H * W, local, K * K * C + 1
"""),
    Wrong("parameter_counts", "biases not shared", "it shares the bias too", """
def parameter_counts(H, W, C, K):
    return (H * W * C + 1) * H * W, (K * K * C + 1) * H * W, K * K * C + H * W
"""),
    Wrong("parameter_counts", "nothing shared", "the weights of all outputs", """
def parameter_counts(H, W, C, K):
    return (H * W * C + 1) * H * W, (K * K * C + 1) * H * W, (K * K * C + 1) * H * W
"""),

    Wrong("move_right_weights", "to the left", "the image moves to the left", """
def move_right_weights(H, W):
    w = np.zeros((H * W, H * W))
    for i in range(H):
        for j in range(1, W):
            w[i * W + j, i * W + j - 1] = 1
    return w
"""),
    Wrong("move_right_weights", "into the next row", "comes into the next row: places 2 and 3", """
def move_right_weights(H, W):
    return np.eye(H * W, k=1)
"""),
    Wrong("move_right_weights", "round the whole line", "the last of all into the first place", """
def move_right_weights(H, W):
    return np.roll(np.eye(H * W), 1, axis=1)
"""),
    Wrong("move_right_weights", "round each row", "comes in again on the left", """
def move_right_weights(H, W):
    w = np.zeros((H * W, H * W))
    for i in range(H):
        for j in range(W):
            w[i * W + j, i * W + (j + 1) % W] = 1
    return w
"""),
    Wrong("move_right_weights", "first column repeated", "the first column stays where it is", """
def move_right_weights(H, W):
    w = np.zeros((H * W, H * W))
    for i in range(H):
        for j in range(W):
            w[i * W + max(j - 1, 0), i * W + j] = 1
    return w
"""),
    Wrong("move_right_weights", "down", "the image moves down", """
def move_right_weights(H, W):
    return np.eye(H * W, k=W)
"""),
    Wrong("move_right_weights", "up", "the image moves up", """
def move_right_weights(H, W):
    return np.eye(H * W, k=-W)
"""),
    Wrong("move_right_weights", "rows of length H", "rows of length H", """
def move_right_weights(H, W):
    w = np.zeros((H * W, H * W))
    for d in range(H * W - 1):
        if d % H != H - 1:
            w[d, d + 1] = 1
    return w
"""),
    Wrong("move_right_weights", "not moved", "the image does not move", """
def move_right_weights(H, W):
    return np.eye(H * W)
"""),
    Wrong("move_right_weights", "kept in four axes", "The shape expected is (6, 6), yours is (2, 3, 2, 3)", """
def move_right_weights(H, W):
    w = np.zeros((H, W, H, W))
    for i in range(H):
        for j in range(W - 1):
            w[i, j, i, j + 1] = 1
    return w
"""),

    Wrong("shuffle_pixels", "inverse order", "the order is turned round", """
def shuffle_pixels(images, order):
    N, H, W, C = images.shape
    result = np.zeros((N, H * W, C))
    result[:, order] = images.reshape(N, H * W, C)
    return result.reshape(images.shape)
"""),
    Wrong("shuffle_pixels", "column by column", "numbered column by column", """
def shuffle_pixels(images, order):
    N, H, W, C = images.shape
    line = images.transpose(0, 2, 1, 3).reshape(N, H * W, C)
    return line[:, order].reshape(N, W, H, C).transpose(0, 2, 1, 3)
"""),
    Wrong("shuffle_pixels", "read column by column only", "put back row by row", """
def shuffle_pixels(images, order):
    return np.array([image.transpose(1, 0, 2).reshape(len(order), -1)[order].reshape(image.shape)
                     for image in images])
"""),
    Wrong("shuffle_pixels", "in place", "write into a new array", """
def shuffle_pixels(images, order):
    N, H, W, C = images.shape
    line = images.reshape(N, H * W, C)
    for p in range(H * W):
        line[:, p] = line[:, order[p]]
    return line.reshape(images.shape)
"""),
    Wrong("shuffle_pixels", "channels torn apart", "the channels are torn apart", """
def shuffle_pixels(images, order):
    N, H, W, C = images.shape
    return images.reshape(N, C, H * W)[:, :, order].reshape(images.shape)
"""),
    Wrong("shuffle_pixels", "channels forgotten, as for grey images", "stopped with ValueError: cannot reshape", """
def shuffle_pixels(images, order):
    return images.reshape(len(images), -1)[:, order].reshape(images.shape)
"""),
    Wrong("shuffle_pixels", "channels shuffled as well", "numbers differ", """
def shuffle_pixels(images, order):
    rng = np.random.default_rng(0)
    line = images.reshape(len(images), -1)
    return line[:, rng.permutation(line.shape[1])].reshape(images.shape)
"""),
    Wrong("shuffle_pixels", "another order for each image", "numbers differ", """
def shuffle_pixels(images, order):
    N, H, W, C = images.shape
    rng = np.random.default_rng(0)
    return np.array([image.reshape(H * W, C)[rng.permutation(order)].reshape(H, W, C) for image in images])
"""),
    Wrong("shuffle_pixels", "first channel alone", "only the first channel is shuffled", """
def shuffle_pixels(images, order):
    result = images.copy()
    for n in range(len(images)):
        result[n, :, :, 0] = images[n, :, :, 0].reshape(-1)[order].reshape(images.shape[1:3])
    return result
"""),
    Wrong("shuffle_pixels", "first image alone", "only the first image is shuffled", """
def shuffle_pixels(images, order):
    N, H, W, C = images.shape
    result = images.copy()
    result[0] = images[0].reshape(H * W, C)[order].reshape(H, W, C)
    return result
"""),
    Wrong("shuffle_pixels", "images in another order", "stopped with IndexError", """
def shuffle_pixels(images, order):
    return images[order]
"""),
    Wrong("shuffle_pixels", "result thrown away", "the images are as they were", """
def shuffle_pixels(images, order):
    for image in images:
        line = image.reshape(len(order), -1)
        line = line[order]
    return images
"""),
    Wrong("shuffle_pixels", "left in a line", "still in one line", """
def shuffle_pixels(images, order):
    N, H, W, C = images.shape
    return images.reshape(N, H * W, C)[:, order]
"""),
]

RIGHT = [
    Right("network_input", "loops", """
def network_input(photos):
    N, H, W, C = photos.shape
    result = np.zeros((N, C, H, W))
    for n in range(N):
        for i in range(H):
            for j in range(W):
                for c in range(C):
                    result[n, c, i, j] = photos[n, i, j, c] / 255
    return result
"""),
    Right("network_input", "moveaxis, in single precision", """
def network_input(photos):
    return np.moveaxis(photos.astype(np.float32), -1, 1) / np.float32(255)
"""),
    Right("network_input", "channels stacked", """
def network_input(photos):
    return np.stack([photos[..., c] for c in range(photos.shape[-1])], axis=1) * (1 / 255)
"""),
    Right("row_column_channel", "whole rows first", """
def row_column_channel(d, H, W, C):
    i = d // (W * C)
    rest = d - i * W * C
    return [i, rest // C, rest % C]
"""),
    Right("row_column_channel", "np.unravel_index", """
def row_column_channel(d, H, W, C):
    return np.unravel_index(d, (H, W, C))
"""),
    Right("row_column_channel", "search", """
def row_column_channel(d, H, W, C):
    for i in range(H):
        for j in range(W):
            for c in range(C):
                if (i * W + j) * C + c == d:
                    return i, j, c
"""),
    Right("dense", "loops", """
def dense(images, w, b):
    N, H, W, C = images.shape
    y = np.zeros((N, len(b)))
    for n in range(N):
        for m in range(len(b)):
            y[n, m] = b[m]
            for i in range(H):
                for j in range(W):
                    for c in range(C):
                        y[n, m] += images[n, i, j, c] * w[(i * W + j) * C + c, m]
    return y
"""),
    Right("dense", "weights in the shape of the image", """
def dense(images, w, b):
    return np.einsum("nijc,ijcm->nm", images, w.reshape(*images.shape[1:], -1)) + b
"""),
    Right("dense", "in single precision", """
def dense(images, w, b):
    x = np.array([image.flatten() for image in images], dtype=np.float32)
    return np.dot(x, w.astype(np.float32)) + b.astype(np.float32)
"""),
    Right("parameter_counts", "weights and biases apart", """
def parameter_counts(H, W, C, K):
    weights = np.array([H * W * C * H * W, H * W * K**2 * C, K**2 * C])
    return tuple(weights + np.array([H * W, H * W, 1]))
"""),
    Right("parameter_counts", "counted one by one", """
def parameter_counts(H, W, C, K):
    fully = local = 0
    window = sum(1 for _ in np.ndindex(K, K, C))
    for _ in np.ndindex(H, W):
        fully += H * W * C + 1
        local += window + 1
    return fully, local, window + 1
"""),
    Right("move_right_weights", "the line moved, the row ends cut", """
def move_right_weights(H, W):
    w = np.eye(H * W, k=1)
    w[:, ::W] = 0
    return w
"""),
    Right("move_right_weights", "by moving images of one pixel", """
def move_right_weights(H, W):
    pixels = np.eye(H * W).reshape(H * W, H, W)
    moved = np.pad(pixels, ((0, 0), (0, 0), (1, 0)))[:, :, :W]
    return moved.reshape(H * W, H * W)
"""),
    Right("move_right_weights", "Kronecker product, integers", """
def move_right_weights(H, W):
    return np.kron(np.eye(H, dtype=int), np.eye(W, k=1, dtype=int))
"""),
    Right("shuffle_pixels", "loops", """
def shuffle_pixels(images, order):
    N, H, W, C = images.shape
    result = np.zeros(images.shape)
    for p in range(H * W):
        result[:, p // W, p % W] = images[:, order[p] // W, order[p] % W]
    return result
"""),
    Right("shuffle_pixels", "np.take, image by image", """
def shuffle_pixels(images, order):
    return np.stack([np.take(image.reshape(-1, image.shape[2]), order, axis=0).reshape(image.shape)
                     for image in images])
"""),
    Right("shuffle_pixels", "rows and columns as indices", """
def shuffle_pixels(images, order):
    H, W = images.shape[1:3]
    rows, columns = np.unravel_index(np.reshape(order, (H, W)), (H, W))
    return images[:, rows, columns]
"""),
]
