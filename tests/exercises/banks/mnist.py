"""What students hand in for 09-mnist."""

from . import Right, Wrong

WRONG = [
    Wrong("images_of", "as the script has it", "pixels of different images are mixed", """
def images_of(stored):
    height, width, count = stored.shape
    return stored.reshape(count, height, width, 1)
"""),
    Wrong("images_of", "all axes turned around", "each image lies on its side", """
def images_of(stored):
    return stored.T[..., None]
"""),
    Wrong("images_of", "no axis for the channel", "the axis of the channel is missing", """
def images_of(stored):
    return np.moveaxis(stored, -1, 0)
"""),
    Wrong("images_of", "channels first", "as PyTorch has it", """
def images_of(stored):
    return stored.transpose(2, 0, 1)[:, None]
"""),
    Wrong("images_of", "a channel added, nothing moved", "still counted by the third axis", """
def images_of(stored):
    return stored[..., None]
"""),
    Wrong("images_of", "a channel before the images", "still counted by the last axis", """
def images_of(stored):
    return stored[:, :, None, :]
"""),
    Wrong("images_of", "scrambled by a reshape after the move", "numbers differ", """
def images_of(stored):
    height, width, count = stored.shape
    return stored.transpose(2, 1, 0).reshape(count, height, width, 1)
"""),

    Wrong("training_rows", "as the script has it", "learned by heart", """
def training_rows(count, step):
    rows = np.arange(count)
    return rows[rows % step >= 0]
"""),
    Wrong("training_rows", "the copy thrown away", "learned by heart", """
def training_rows(count, step):
    rows = np.arange(count)
    np.delete(rows, rows[::step])
    return rows
"""),
    Wrong("training_rows", "the test images", "these are the test images", """
def training_rows(count, step):
    return np.arange(0, count, step)
"""),
    Wrong("training_rows", "the first ones", "the last digits would be tested and never trained", """
def training_rows(count, step):
    return np.arange(count - len(range(0, count, step)))
"""),
    Wrong("training_rows", "the last ones", "the first digits would be tested and never trained", """
def training_rows(count, step):
    return np.arange(len(range(0, count, step)), count)
"""),
    Wrong("training_rows", "counted from the end of a step", "counting begins at the first image", """
def training_rows(count, step):
    rows = np.arange(count)
    return np.delete(rows, rows[step - 1::step])
"""),
    Wrong("training_rows", "counted from 1", "counting begins at the first image", """
def training_rows(count, step):
    return np.array([row for row in range(count) if (row + 1) % step])
"""),
    Wrong("training_rows", "a mask", "must return real numbers", """
def training_rows(count, step):
    return np.arange(count) % step > 0
"""),
    Wrong("training_rows", "a list", "must return an array", """
def training_rows(count, step):
    return [row for row in range(count) if row % step]
"""),

    Wrong("epoch_order", "as the script has it", "show only the digits [0, 1]", """
def epoch_order(count, epoch, seed):
    order = np.arange(count)
    np.random.default_rng([seed, epoch]).permutation(order)
    return order
"""),
    Wrong("epoch_order", "shuffled within the batches only", "show only the digits [0, 1]", """
def epoch_order(count, epoch, seed):
    draw = np.random.default_rng([seed, epoch])
    return np.concatenate([draw.permutation(part) for part in np.array_split(np.arange(count), max(1, count // 20))])
"""),
    Wrong("epoch_order", "backwards", "show only the digits [8, 9]", """
def epoch_order(count, epoch, seed):
    return np.arange(count)[::-1]
"""),
    Wrong("epoch_order", "one order for all epochs", "epoch 1 has the order of epoch 0", """
def epoch_order(count, epoch, seed):
    return np.random.default_rng(seed).permutation(count)
"""),
    Wrong("epoch_order", "the seed not used", "seed 8 gives the order of seed 7", """
def epoch_order(count, epoch, seed):
    return np.random.default_rng(epoch).permutation(count)
"""),
    Wrong("epoch_order", "no seed", "two calls with the same arguments give two orders", """
def epoch_order(count, epoch, seed):
    return np.random.default_rng().permutation(count)
"""),
    Wrong("epoch_order", "with replacement", "draw each once", """
def epoch_order(count, epoch, seed):
    return np.random.default_rng([seed, epoch]).integers(count, size=count)
"""),
    Wrong("epoch_order", "shuffle returns nothing", "returned None", """
def epoch_order(count, epoch, seed):
    order = np.arange(count)
    return np.random.default_rng([seed, epoch]).shuffle(order)
"""),
    Wrong("epoch_order", "counted from 1", "must hold each of the numbers 0 to 199", """
def epoch_order(count, epoch, seed):
    return np.random.default_rng([seed, epoch]).permutation(count) + 1
"""),

    Wrong("hidden_maps", "as the script has it", "no ReLU has been applied", """
def hidden_maps(x, kernels, biases):
    return F.conv2d(x, kernels, biases)
"""),
    Wrong("hidden_maps", "called, and its result not used", "no ReLU has been applied", """
def hidden_maps(x, kernels, biases):
    maps = F.conv2d(x, kernels, biases)
    F.relu(maps)
    return maps
"""),
    Wrong("hidden_maps", "biases after the ReLU", "the biases are added after the ReLU", """
def hidden_maps(x, kernels, biases):
    return F.relu(F.conv2d(x, kernels)) + biases
"""),
    Wrong("hidden_maps", "no biases", "the biases are left out", """
def hidden_maps(x, kernels, biases):
    return F.relu(F.conv2d(x, kernels))
"""),
    Wrong("hidden_maps", "ReLU of the kernels", "applied to the kernels", """
def hidden_maps(x, kernels, biases):
    return F.relu(F.conv2d(x, F.relu(kernels), biases))
"""),
    Wrong("hidden_maps", "absolute values", "these are absolute values", """
def hidden_maps(x, kernels, biases):
    return np.abs(F.conv2d(x, kernels, biases))
"""),
    Wrong("hidden_maps", "minimum for maximum", "in place of what is negative", """
def hidden_maps(x, kernels, biases):
    return np.minimum(0, F.conv2d(x, kernels, biases))
"""),
    Wrong("hidden_maps", "positive or not", "these are 0 and 1", """
def hidden_maps(x, kernels, biases):
    return (F.conv2d(x, kernels, biases) > 0).astype(float)
"""),
    Wrong("hidden_maps", "leaky", "this is a leaky ReLU", """
def hidden_maps(x, kernels, biases):
    return F.leaky_relu(F.conv2d(x, kernels, biases))
"""),
    Wrong("hidden_maps", "SAME padding", "The shape expected is", """
def hidden_maps(x, kernels, biases):
    return F.relu(F.conv2d(x, kernels, biases, padding="same"))
"""),

    Wrong("example_losses", "as the script has it", "when it is applied twice", """
def example_losses(logits, labels):
    return cross_entropy(F.softmax(logits), labels)
"""),
    Wrong("example_losses", "the mean over the batch", "must return an array", """
def example_losses(logits, labels):
    return F.softmax_cross_entropy(logits, labels)
"""),
    Wrong("example_losses", "probabilities", "without the logarithm", """
def example_losses(logits, labels):
    return F.softmax(logits)[np.arange(len(labels)), labels]
"""),
    Wrong("example_losses", "no minus", "every number has the wrong sign", """
def example_losses(logits, labels):
    return -cross_entropy(logits, labels)
"""),
    Wrong("example_losses", "one minus the probability", "this is 1 - p", """
def example_losses(logits, labels):
    return 1 - F.softmax(logits)[np.arange(len(labels)), labels]
"""),
    Wrong("example_losses", "no softmax", "no softmax has been applied", """
def example_losses(logits, labels):
    return -logits[np.arange(len(labels)), labels]
"""),
    Wrong("example_losses", "all labels of all images", "The shape expected is (2,), yours is (2, 2)", """
def example_losses(logits, labels):
    return -np.log(F.softmax(logits))[:, labels]
"""),
    Wrong("example_losses", "divided by the batch", "the mean over the batch comes later", """
def example_losses(logits, labels):
    return cross_entropy(logits, labels) / len(labels)
"""),

    Wrong("cost", "the other way about", "has a positive cost", """
def cost(mended, faulty):
    points = 100 * (faulty - mended)
    return points.mean(), points.std(ddof=1) / np.sqrt(len(points))
"""),
    Wrong("cost", "shares", "these are shares", """
def cost(mended, faulty):
    points = mended - faulty
    return points.mean(), points.std(ddof=1) / np.sqrt(len(points))
"""),
    Wrong("cost", "only the mean in points", "the standard error is still a share", """
def cost(mended, faulty):
    shares = mended - faulty
    return 100 * shares.mean(), shares.std(ddof=1) / np.sqrt(len(shares))
"""),
    Wrong("cost", "standard deviation", "the second number is s:", """
def cost(mended, faulty):
    points = 100 * (mended - faulty)
    return points.mean(), points.std(ddof=1)
"""),
    Wrong("cost", "divided by n under the root", "ddof=1", """
def cost(mended, faulty):
    points = 100 * (mended - faulty)
    return points.mean(), points.std() / np.sqrt(len(points))
"""),
    Wrong("cost", "divided by n", "not by the square root of n", """
def cost(mended, faulty):
    points = 100 * (mended - faulty)
    return points.mean(), points.std(ddof=1) / len(points)
"""),
    Wrong("cost", "no root", "the second number is s²", """
def cost(mended, faulty):
    points = 100 * (mended - faulty)
    return points.mean(), points.var(ddof=1) / len(points)
"""),
    Wrong("cost", "as if not paired", "take the difference of each pair first", """
def cost(mended, faulty):
    mended, faulty = 100 * mended, 100 * faulty
    error = np.sqrt((mended.var(ddof=1) + faulty.var(ddof=1)) / len(mended))
    return mended.mean() - faulty.mean(), error
"""),
    Wrong("cost", "only the mean", "must return a tuple of numbers", """
def cost(mended, faulty):
    return 100 * (mended - faulty).mean()
"""),
]

RIGHT = [
    Right("images_of", "one by one", """
def images_of(stored):
    return np.stack([stored[:, :, n] for n in range(stored.shape[2])])[..., np.newaxis]
"""),
    Right("images_of", "a loop over all pixels", """
def images_of(stored):
    height, width, count = stored.shape
    images = np.empty((count, height, width, 1))
    for n in range(count):
        for i in range(height):
            for j in range(width):
                images[n, i, j, 0] = stored[i, j, n]
    return images
"""),
    Right("images_of", "moveaxis, then reshape", """
def images_of(stored):
    height, width, count = stored.shape
    return np.moveaxis(stored, 2, 0).reshape(count, height, width, 1)
"""),
    Right("training_rows", "np.delete", """
def training_rows(count, step):
    rows = np.arange(count)
    return np.delete(rows, rows[::step])
"""),
    Right("training_rows", "difference of sets", """
def training_rows(count, step):
    return np.array(sorted(set(range(count)) - set(range(0, count, step))))
"""),
    Right("training_rows", "a mask and its numbers", """
def training_rows(count, step):
    is_test = np.zeros(count, dtype=bool)
    is_test[::step] = True
    return np.flatnonzero(~is_test)
"""),
    Right("epoch_order", "shuffled in place", """
def epoch_order(count, epoch, seed):
    order = np.arange(count)
    np.random.default_rng([seed, epoch]).shuffle(order)
    return order
"""),
    Right("epoch_order", "sorted by random numbers, another seed", """
def epoch_order(count, epoch, seed):
    return np.argsort(np.random.default_rng(1000 * seed + epoch).random(count))
"""),
    Right("epoch_order", "Python's own generator", """
import random

def epoch_order(count, epoch, seed):
    return np.array(random.Random(f"{seed}, {epoch}").sample(range(count), count))
"""),
    Right("hidden_maps", "maximum", """
def hidden_maps(x, kernels, biases):
    maps = F.conv2d(x, kernels) + biases
    return np.maximum(maps, 0)
"""),
    Right("hidden_maps", "the script's own name", """
def hidden_maps(x, kernels, biases):
    maps = F.conv2d(x, kernels, biases)
    return relu(maps)
"""),
    Right("hidden_maps", "by a mask, and windows", """
def hidden_maps(x, kernels, biases):
    windows = np.lib.stride_tricks.sliding_window_view(x, kernels.shape[:2], axis=(1, 2))
    maps = np.einsum("nijcuv,uvcm->nijm", windows, kernels) + biases
    return maps * (maps > 0)
"""),
    Right("example_losses", "softmax and logarithm, safely", """
def example_losses(logits, labels):
    shifted = logits - logits.max(axis=-1, keepdims=True)
    log_probabilities = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return -log_probabilities[np.arange(len(labels)), labels]
"""),
    Right("example_losses", "one image at a time", """
def example_losses(logits, labels):
    return np.array([F.softmax_cross_entropy(logits[i:i + 1], labels[i:i + 1]) for i in range(len(labels))])
"""),
    Right("cost", "by the formula", """
def cost(mended, faulty):
    n = len(mended)
    d = [100 * (mended[i] - faulty[i]) for i in range(n)]
    mean = sum(d) / n
    s = (sum((one - mean)**2 for one in d) / (n - 1))**0.5
    return mean, s / n**0.5
"""),
]
