"""What students hand in for 15-googlenet."""

from . import Right, Wrong

# The head of several answers to part 1.
POOL = """
def pool_branch(x, w):
    H, W, C = x.shape
    padded = np.pad(x.astype(float), ((1, 1), (1, 1), (0, 0)), constant_values=-np.inf)
    pooled = np.max([padded[u:u + H, v:v + W] for u in range(3) for v in range(3)], axis=0)
"""

# The head of several answers to part 5.
CROSS_ENTROPY = """
def loss(logits, first, second, labels, training):
    def ce(z):
        z = z - z.max(axis=1, keepdims=True)
        return (np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(labels)), labels]).mean()
"""

WRONG = [
    Wrong("pool_branch", "padded with zeros", "zeros outside the map have won", """
def pool_branch(x, w):
    H, W, _ = x.shape
    padded = np.pad(x, ((1, 1), (1, 1), (0, 0)))
    return np.array([[padded[i:i + 3, j:j + 3].max(axis=(0, 1)) for j in range(W)] for i in range(H)]) @ w
"""),
    Wrong("pool_branch", "convolution first", "the convolution comes before the pool", """
def pool_branch(x, w):
    x = (x @ w).astype(float)
    H, W, _ = x.shape
    padded = np.pad(x, ((1, 1), (1, 1), (0, 0)), constant_values=-np.inf)
    return np.array([[padded[i:i + 3, j:j + 3].max(axis=(0, 1)) for j in range(W)] for i in range(H)])
"""),
    Wrong("pool_branch", "no padding", "the map has shrunk", """
def pool_branch(x, w):
    H, W, _ = x.shape
    return np.array([[x[i:i + 3, j:j + 3].max(axis=(0, 1)) for j in range(W - 2)] for i in range(H - 2)]) @ w
"""),
    Wrong("pool_branch", "stride as long as the window", "stride of 3", """
def pool_branch(x, w):
    H, W, _ = x.shape
    return np.array([[x[3 * i:3 * i + 3, 3 * j:3 * j + 3].max(axis=(0, 1)) for j in range(W // 3)]
                     for i in range(H // 3)]) @ w
"""),
    Wrong("pool_branch", "no projection", "behind the pool is missing", """
def pool_branch(x, w):
    H, W, _ = x.shape
    return np.array([[x[max(i - 1, 0):i + 2, max(j - 1, 0):j + 2].max(axis=(0, 1)) for j in range(W)]
                     for i in range(H)])
"""),
    Wrong("pool_branch", "largest over the channels too", "each channel is pooled by itself", """
def pool_branch(x, w):
    H, W, C = x.shape
    largest = np.array([[[x[max(i - 1, 0):i + 2, max(j - 1, 0):j + 2].max()] * C for j in range(W)]
                        for i in range(H)])
    return largest @ w
"""),
    Wrong("pool_branch", "channels torn apart", "torn apart", POOL + """
    return (pooled.reshape(C, H * W).T @ w).reshape(H, W, w.shape[1])
"""),
    Wrong("pool_branch", "w transposed", "w is transposed", POOL + """
    return pooled @ w.T
"""),
    Wrong("pool_branch", "left as a matrix", "The shape expected is", POOL + """
    return pooled.reshape(H * W, C) @ w
"""),
    Wrong("pool_branch", "number by number", "stopped with ValueError", POOL + """
    return pooled * w
"""),

    Wrong("inception", "no ReLU after the reductions", "ReLU between", """
def inception(x, w_ones, w_reduce3, w_threes, w_reduce5, w_fives, w_project):
    return np.concatenate([relu(conv(x, w_ones)), relu(conv(conv(x, w_reduce3), w_threes)),
                           relu(conv(conv(x, w_reduce5), w_fives)), relu(conv(pool(x), w_project))], axis=-1)
"""),
    Wrong("inception", "no ReLU at the end", "at the end of the branches", """
def inception(x, w_ones, w_reduce3, w_threes, w_reduce5, w_fives, w_project):
    return np.concatenate([conv(x, w_ones), conv(relu(conv(x, w_reduce3)), w_threes),
                           conv(relu(conv(x, w_reduce5)), w_fives), conv(pool(x), w_project)], axis=-1)
"""),
    Wrong("inception", "no ReLU at all", "no ReLU at all", """
def inception(x, w_ones, w_reduce3, w_threes, w_reduce5, w_fives, w_project):
    return np.concatenate([conv(x, w_ones), conv(conv(x, w_reduce3), w_threes),
                           conv(conv(x, w_reduce5), w_fives), conv(pool(x), w_project)], axis=-1)
"""),
    Wrong("inception", "5 × 5 before 3 × 3", "another order", """
def inception(x, w_ones, w_reduce3, w_threes, w_reduce5, w_fives, w_project):
    return np.concatenate([relu(conv(x, w_ones)), relu(conv(relu(conv(x, w_reduce5)), w_fives)),
                           relu(conv(relu(conv(x, w_reduce3)), w_threes)), relu(conv(pool(x), w_project))], axis=-1)
"""),
    Wrong("inception", "pool first", "the pool comes last", """
def inception(x, w_ones, w_reduce3, w_threes, w_reduce5, w_fives, w_project):
    return np.concatenate([relu(conv(pool(x), w_project)), relu(conv(x, w_ones)),
                           relu(conv(relu(conv(x, w_reduce3)), w_threes)),
                           relu(conv(relu(conv(x, w_reduce5)), w_fives))], axis=-1)
"""),
    Wrong("inception", "PyTorch's axis", "along the columns", """
def inception(x, w_ones, w_reduce3, w_threes, w_reduce5, w_fives, w_project):
    return np.concatenate([relu(conv(x, w_ones)), relu(conv(relu(conv(x, w_reduce3)), w_threes)),
                           relu(conv(relu(conv(x, w_reduce5)), w_fives)), relu(conv(pool(x), w_project))], axis=1)
"""),
    Wrong("inception", "default axis", "along the rows", """
def inception(x, w_ones, w_reduce3, w_threes, w_reduce5, w_fives, w_project):
    return np.concatenate([relu(conv(x, w_ones)), relu(conv(relu(conv(x, w_reduce3)), w_threes)),
                           relu(conv(relu(conv(x, w_reduce5)), w_fives)), relu(conv(pool(x), w_project))])
"""),
    Wrong("inception", "added", "the branches are added", """
def inception(x, w_ones, w_reduce3, w_threes, w_reduce5, w_fives, w_project):
    return (relu(conv(x, w_ones)) + relu(conv(relu(conv(x, w_reduce3)), w_threes))
            + relu(conv(relu(conv(x, w_reduce5)), w_fives)) + relu(conv(pool(x), w_project)))
"""),
    Wrong("inception", "projected before the pool", "the pool comes first, and then the 1 × 1", """
def inception(x, w_ones, w_reduce3, w_threes, w_reduce5, w_fives, w_project):
    return np.concatenate([relu(conv(x, w_ones)), relu(conv(relu(conv(x, w_reduce3)), w_threes)),
                           relu(conv(relu(conv(x, w_reduce5)), w_fives)), relu(pool(conv(x, w_project)))], axis=-1)
"""),
    Wrong("inception", "no pool", "the pool is missing", """
def inception(x, w_ones, w_reduce3, w_threes, w_reduce5, w_fives, w_project):
    return np.concatenate([relu(conv(x, w_ones)), relu(conv(relu(conv(x, w_reduce3)), w_threes)),
                           relu(conv(relu(conv(x, w_reduce5)), w_fives)), relu(conv(x, w_project))], axis=-1)
"""),
    Wrong("inception", "reductions swapped", "swapped", """
def inception(x, w_ones, w_reduce3, w_threes, w_reduce5, w_fives, w_project):
    return np.concatenate([relu(conv(x, w_ones)), relu(conv(relu(conv(x, w_reduce5)), w_threes)),
                           relu(conv(relu(conv(x, w_reduce3)), w_fives)), relu(conv(pool(x), w_project))], axis=-1)
"""),
    Wrong("inception", "larger kernels on the input", "stopped with ValueError", """
def inception(x, w_ones, w_reduce3, w_threes, w_reduce5, w_fives, w_project):
    return np.concatenate([relu(conv(x, w_ones)), relu(conv(x, w_threes)), relu(conv(x, w_fives)),
                           relu(conv(pool(x), w_project))], axis=-1)
"""),

    Wrong("module_parameters", "no biases", "the biases are missing", """
def module_parameters(channels, ones, reduce3, threes, reduce5, fives, project):
    return channels * (ones + reduce3 + reduce5 + project) + 9 * reduce3 * threes + 25 * reduce5 * fives
"""),
    Wrong("module_parameters", "biases of the outputs only", "the filters of the two reductions", """
def module_parameters(channels, ones, reduce3, threes, reduce5, fives, project):
    weights = channels * (ones + reduce3 + reduce5 + project) + 9 * reduce3 * threes + 25 * reduce5 * fives
    return weights + ones + threes + fives + project
"""),
    Wrong("module_parameters", "large kernels on all channels", "the large kernels see all channels", """
def module_parameters(channels, ones, reduce3, threes, reduce5, fives, project):
    weights = channels * (ones + reduce3 + reduce5 + project + 9 * threes + 25 * fives)
    return weights + ones + reduce3 + threes + reduce5 + fives + project
"""),
    Wrong("module_parameters", "3 and 5 for 9 and 25", "9 weights for each pair", """
def module_parameters(channels, ones, reduce3, threes, reduce5, fives, project):
    weights = channels * (ones + reduce3 + reduce5 + project) + 3 * reduce3 * threes + 5 * reduce5 * fives
    return weights + ones + reduce3 + threes + reduce5 + fives + project
"""),
    Wrong("module_parameters", "no convolution behind the pool", "behind the pool is missing", """
def module_parameters(channels, ones, reduce3, threes, reduce5, fives, project):
    return ((channels + 1) * (ones + reduce3 + reduce5) + (9 * reduce3 + 1) * threes + (25 * reduce5 + 1) * fives)
"""),
    Wrong("module_parameters", "no reductions", "the reductions are missing", """
def module_parameters(channels, ones, reduce3, threes, reduce5, fives, project):
    return (channels + 1) * (ones + project) + (9 * reduce3 + 1) * threes + (25 * reduce5 + 1) * fives
"""),

    Wrong("macs_saved", "weights for multiply-accumulates", "these are weights", """
def macs_saved(height, width, kernel, channels, middle, filters):
    return kernel**2 * channels * filters - channels * middle - kernel**2 * middle * filters
"""),
    Wrong("macs_saved", "the 1 × 1 costs nothing", "the 1 × 1 is missing", """
def macs_saved(height, width, kernel, channels, middle, filters):
    return height * width * kernel**2 * filters * (channels - middle)
"""),
    Wrong("macs_saved", "kernel not squared", "K * K weights for each pair", """
def macs_saved(height, width, kernel, channels, middle, filters):
    return height * width * (kernel * channels * filters - channels * middle - kernel * middle * filters)
"""),
    Wrong("macs_saved", "a ratio", "a ratio", """
def macs_saved(height, width, kernel, channels, middle, filters):
    return kernel**2 * channels * filters / (channels * middle + kernel**2 * middle * filters)
"""),
    Wrong("macs_saved", "cost of the bottleneck", "what the bottleneck costs", """
def macs_saved(height, width, kernel, channels, middle, filters):
    return height * width * (channels * middle + kernel**2 * middle * filters)
"""),
    Wrong("macs_saved", "the map shrinks", "the maps keep their size", """
def macs_saved(height, width, kernel, channels, middle, filters):
    places = (height - kernel + 1) * (width - kernel + 1)
    return places * kernel**2 * (channels - middle) * filters - height * width * channels * middle
"""),
    Wrong("macs_saved", "the wrong way round", "wrong sign", """
def macs_saved(height, width, kernel, channels, middle, filters):
    straight = kernel**2 * channels * filters
    return height * width * (channels * middle + kernel**2 * middle * filters - straight)
"""),

    Wrong("loss", "auxiliary classifiers always", "must not, in evaluation", CROSS_ENTROPY + """
    return ce(logits) + 0.3 * (ce(first) + ce(second))
"""),
    Wrong("loss", "auxiliary classifiers never", "must, in training", CROSS_ENTROPY + """
    return ce(logits)
"""),
    Wrong("loss", "without the weight", "the weight 0.3 is missing", CROSS_ENTROPY + """
    return ce(logits) + (ce(first) + ce(second) if training else 0)
"""),
    Wrong("loss", "weights that add up to 1", "need not", CROSS_ENTROPY + """
    return 0.4 * ce(logits) + 0.3 * ce(first) + 0.3 * ce(second) if training else ce(logits)
"""),
    Wrong("loss", "mean of the three", "mean of the three", CROSS_ENTROPY + """
    return (ce(logits) + ce(first) + ce(second)) / 3 if training else ce(logits)
"""),
    Wrong("loss", "weight at the network's own loss", "not to the network's own", CROSS_ENTROPY + """
    return 0.3 * ce(logits) + ce(first) + ce(second) if training else ce(logits)
"""),
    Wrong("loss", "brackets forgotten", "Expected is", CROSS_ENTROPY + """
    return ce(logits) + 0.3 * ce(first) + ce(second) if training else ce(logits)
"""),
    Wrong("loss", "sum over the images", "sums over the images", """
def loss(logits, first, second, labels, training):
    def ce(z):
        z = z - z.max(axis=1, keepdims=True)
        p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
        return -np.log(p[np.arange(len(labels)), labels]).sum()
    return ce(logits) + 0.3 * (ce(first) + ce(second)) * bool(training)
"""),
    Wrong("loss", "no softmax", "softmax is missing", """
def loss(logits, first, second, labels, training):
    def ce(z):
        return -z[np.arange(len(labels)), labels].mean()
    return ce(logits) + 0.3 * (ce(first) + ce(second)) * bool(training)
"""),
    Wrong("loss", "overflow", "subtract the largest logit", """
def loss(logits, first, second, labels, training):
    def ce(z):
        p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
        return -np.log(p[np.arange(len(labels)), labels]).mean()
    return ce(logits) + 0.3 * (ce(first) + ce(second)) * bool(training)
"""),

    Wrong("odd_row", "counted from 1", "counted from 0", """
def odd_row(table):
    size, channels, ones, reduce3, threes, reduce5, fives, project, printed = table.T
    weights = channels * (ones + reduce3 + reduce5 + project) + 9 * reduce3 * threes + 25 * reduce5 * fives
    return int(np.argmax(np.abs(size**2 * weights / 1e6 - printed))) + 1
"""),
    Wrong("odd_row", "the largest cost", "the largest cost", """
def odd_row(table):
    return int(np.argmax(table[:, -1]))
"""),
    Wrong("odd_row", "with the sign", "without the sign", """
def odd_row(table):
    size, channels, ones, reduce3, threes, reduce5, fives, project, printed = table.T
    weights = channels * (ones + reduce3 + reduce5 + project) + 9 * reduce3 * threes + 25 * reduce5 * fives
    return int(np.argmax(printed - size**2 * weights / 1e6))
"""),
    Wrong("odd_row", "the row that agrees best", "agrees best", """
def odd_row(table):
    size, channels, ones, reduce3, threes, reduce5, fives, project, printed = table.T
    weights = channels * (ones + reduce3 + reduce5 + project) + 9 * reduce3 * threes + 25 * reduce5 * fives
    return int(np.argmin(np.abs(size**2 * weights / 1e6 - printed)))
"""),
    Wrong("odd_row", "the row in place of its number", "one number", """
def odd_row(table):
    size, channels, ones, reduce3, threes, reduce5, fives, project, printed = table.T
    weights = channels * (ones + reduce3 + reduce5 + project) + 9 * reduce3 * threes + 25 * reduce5 * fives
    return table[np.argmax(np.abs(size**2 * weights / 1e6 - printed))]
"""),
    Wrong("odd_row", "weights for multiply-accumulates", "the largest cost printed", """
def odd_row(table):
    size, channels, ones, reduce3, threes, reduce5, fives, project, printed = table.T
    weights = channels * (ones + reduce3 + reduce5 + project) + 9 * reduce3 * threes + 25 * reduce5 * fives
    return int(np.argmax(np.abs(weights / 1e6 - printed)))
"""),
    Wrong("odd_row", "size not squared", "the largest cost printed", """
def odd_row(table):
    size, channels, ones, reduce3, threes, reduce5, fives, project, printed = table.T
    weights = channels * (ones + reduce3 + reduce5 + project) + 9 * reduce3 * threes + 25 * reduce5 * fives
    return int(np.argmax(np.abs(size * weights / 1e6 - printed)))
"""),
]

RIGHT = [
    Right("pool_branch", "slices cut at the border", """
def pool_branch(x, w):
    H, W, C = x.shape
    pooled = np.zeros((H, W, C))
    for i in range(H):
        for j in range(W):
            pooled[i, j] = x[max(i - 1, 0):i + 2, max(j - 1, 0):j + 2].max(axis=(0, 1))
    return pooled @ w
"""),
    Right("pool_branch", "border repeated", """
def pool_branch(x, w):
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(x, ((1, 1), (1, 1), (0, 0)), "edge"), (3, 3), axis=(0, 1))
    return np.einsum("ijc,ck->ijk", windows.max(axis=(3, 4)), w)
"""),
    Right("inception", "written into an array", """
def inception(x, w_ones, w_reduce3, w_threes, w_reduce5, w_fives, w_project):
    n = [w.shape[3] for w in (w_ones, w_threes, w_fives, w_project)]
    a, b, c = np.cumsum(n)[:3]
    y = np.zeros((*x.shape[:2], sum(n)))
    y[..., :a] = relu(conv(x, w_ones))
    y[..., a:b] = relu(conv(relu(conv(x, w_reduce3)), w_threes))
    y[..., b:c] = relu(conv(relu(conv(x, w_reduce5)), w_fives))
    y[..., c:] = relu(conv(pool(x), w_project))
    return y
"""),
    Right("inception", "one ReLU for all at the end", """
def inception(x, w_ones, w_reduce3, w_threes, w_reduce5, w_fives, w_project):
    return np.maximum(np.dstack([conv(x, w_ones), conv(relu(conv(x, w_reduce3)), w_threes),
                                 conv(relu(conv(x, w_reduce5)), w_fives), conv(pool(x), w_project)]), 0)
"""),
    Right("module_parameters", "convolution by convolution", """
def module_parameters(channels, ones, reduce3, threes, reduce5, fives, project):
    convolutions = [(1, channels, ones), (1, channels, reduce3), (3, reduce3, threes), (1, channels, reduce5),
                    (5, reduce5, fives), (1, channels, project)]
    return sum((k * k * c + 1) * n for k, c, n in convolutions)
"""),
    Right("macs_saved", "two costs", """
def macs_saved(height, width, kernel, channels, middle, filters):
    def cost(k, c, n):
        return height * width * k * k * c * n
    return cost(kernel, channels, filters) - (cost(1, channels, middle) + cost(kernel, middle, filters))
"""),
    Right("loss", "logarithm of a sum", """
def loss(logits, first, second, labels, training):
    total = 0.0
    for weight, z in zip([1, 0.3, 0.3], [logits, first, second]):
        if weight == 1 or training:
            total += weight * np.mean([np.logaddexp.reduce(row) - row[label] for row, label in zip(z, labels)])
    return total
"""),
    Right("odd_row", "loop with a threshold", """
def odd_row(table):
    for number, (size, c, n1, r3, n3, r5, n5, p, printed) in enumerate(table.tolist()):
        macs = size * size * (c * n1 + c * r3 + 9 * r3 * n3 + c * r5 + 25 * r5 * n5 + c * p)
        if abs(macs / 10**6 - printed) > 1:
            return number
"""),
    Right("odd_row", "relative difference", """
def odd_row(table):
    size, c, n1, r3, n3, r5, n5, p, printed = table.T.astype(float)
    ratio = size**2 * (c * (n1 + r3 + r5 + p) + 9 * r3 * n3 + 25 * r5 * n5) / (1e6 * printed)
    return np.argmax(np.abs(np.log(ratio)))
"""),
]
