"""What students hand in for 10-mlp-against-cnn."""

from . import Right, Wrong

WRONG = [
    Wrong("dense_parameters", "no biases", "the biases are missing", """
def dense_parameters(sizes):
    return int((sizes[:-1] * sizes[1:]).sum())
"""),
    Wrong("dense_parameters", "a bias for each input", "a bias belongs to a unit", """
def dense_parameters(sizes):
    total = 0
    for inputs, units in zip(sizes[:-1], sizes[1:]):
        total += inputs * units + inputs
    return total
"""),
    Wrong("dense_parameters", "a bias for each layer", "not one a layer", """
def dense_parameters(sizes):
    total = 0
    for inputs, units in zip(sizes[:-1], sizes[1:]):
        total += inputs * units + 1
    return total
"""),
    Wrong("dense_parameters", "biases of the input too", "the input has no parameters", """
def dense_parameters(sizes):
    return int((sizes[:-1] * sizes[1:]).sum() + sizes.sum())
"""),
    Wrong("dense_parameters", "returns in the loop", "this is the first layer alone", """
def dense_parameters(sizes):
    total = 0
    for inputs, units in zip(sizes[:-1], sizes[1:]):
        total += inputs * units + units
        return total
"""),
    Wrong("dense_parameters", "the sum begins anew", "this is the last layer alone", """
def dense_parameters(sizes):
    for inputs, units in zip(sizes[:-1], sizes[1:]):
        total = 0
        total += inputs * units + units
    return total
"""),

    Wrong("convolution_costs", "no biases", "the biases are missing", """
def convolution_costs(kernel_size, channels_in, channels_out, height, width):
    weights = kernel_size * kernel_size * channels_in * channels_out
    return weights, weights * height * width
"""),
    Wrong("convolution_costs", "biases as multiplications", "the biases are no multiply-accumulates", """
def convolution_costs(kernel_size, channels_in, channels_out, height, width):
    parameters = (kernel_size * kernel_size * channels_in + 1) * channels_out
    return parameters, parameters * height * width
"""),
    Wrong("convolution_costs", "one channel", "over all channels of the input", """
def convolution_costs(kernel_size, channels_in, channels_out, height, width):
    weights = kernel_size ** 2 * channels_out
    return weights + channels_out, weights * height * width
"""),
    Wrong("convolution_costs", "kernels of one row", "as many columns", """
def convolution_costs(kernel_size, channels_in, channels_out, height, width):
    weights = kernel_size * channels_in * channels_out
    return weights + channels_out, weights * height * width
"""),
    Wrong("convolution_costs", "weights at each place", "the weights are shared", """
def convolution_costs(kernel_size, channels_in, channels_out, height, width):
    products = kernel_size ** 2 * channels_in * channels_out * height * width
    return products + channels_out, products
"""),
    Wrong("convolution_costs", "a bias at each place", "more biases than kernels", """
def convolution_costs(kernel_size, channels_in, channels_out, height, width):
    weights = kernel_size ** 2 * channels_in * channels_out
    return weights + channels_out * height * width, weights * height * width
"""),
    Wrong("convolution_costs", "one place", "the kernels visit every place", """
def convolution_costs(kernel_size, channels_in, channels_out, height, width):
    weights = kernel_size ** 2 * channels_in * channels_out
    return weights + channels_out, weights
"""),
    Wrong("convolution_costs", "in the other order", "wrong order", """
def convolution_costs(kernel_size, channels_in, channels_out, height, width):
    weights = kernel_size ** 2 * channels_in * channels_out
    return weights * height * width, weights + channels_out
"""),

    Wrong("shuffle_pixels", "the other way about", "pixel k goes to place order[k]", """
def shuffle_pixels(images, order):
    pixels = images.reshape(len(images), -1, images.shape[-1])
    result = np.zeros(pixels.shape)
    result[:, order] = pixels
    return result.reshape(images.shape)
"""),
    Wrong("shuffle_pixels", "result of the permutation thrown away", "nothing is shuffled", """
def shuffle_pixels(images, order):
    pixels = images.reshape(len(images), -1, images.shape[-1])
    pixels[:, order]
    return pixels.reshape(images.shape)
"""),
    Wrong("shuffle_pixels", "channels left out of the reckoning", "cannot reshape", """
def shuffle_pixels(images, order):
    return images.reshape(len(images), -1)[:, order].reshape(images.shape)
"""),
    Wrong("shuffle_pixels", "first channel only", "the first channel alone is shuffled", """
def shuffle_pixels(images, order):
    n, height, width, channels = images.shape
    result = images.copy()
    result[..., 0] = images[..., 0].reshape(n, -1)[:, order].reshape(n, height, width)
    return result
"""),
    Wrong("shuffle_pixels", "first image only", "only the first image", """
def shuffle_pixels(images, order):
    result = images.copy()
    result[0] = images[0].reshape(len(order), -1)[order].reshape(images.shape[1:])
    return result
"""),
    Wrong("shuffle_pixels", "each image shuffled once more than the one before", "shuffled once more", """
def shuffle_pixels(images, order):
    result = images.copy()
    now = np.arange(len(order))
    for n in range(len(images)):
        now = now[order]
        result[n] = images[n].reshape(len(order), -1)[now].reshape(images.shape[1:])
    return result
"""),

    Wrong("shuffled_weights", "the other way about", "row k goes to place order[k]", """
def shuffled_weights(w, order):
    channels = len(w) // len(order)
    result = np.zeros(w.shape)
    for k, pixel in enumerate(order):
        result[pixel * channels:(pixel + 1) * channels] = w[k * channels:(k + 1) * channels]
    return result
"""),
    Wrong("shuffled_weights", "sorted back", "row k goes to place order[k]", """
def shuffled_weights(w, order):
    return w.reshape(len(order), -1, w.shape[1])[np.argsort(order)].reshape(w.shape)
"""),
    Wrong("shuffled_weights", "unchanged", "the weights are as they were", """
def shuffled_weights(w, order):
    return w
"""),
    Wrong("shuffled_weights", "channels first", "the rows of one channel", """
def shuffled_weights(w, order):
    return w.reshape(-1, len(order), w.shape[1])[:, order].reshape(w.shape)
"""),
    Wrong("shuffled_weights", "one row a pixel", "order numbers the pixels", """
def shuffled_weights(w, order):
    return w[order]
"""),
    Wrong("shuffled_weights", "channels swapped", "have changed places", """
def shuffled_weights(w, order):
    return w.reshape(len(order), -1, w.shape[1])[order, ::-1].reshape(w.shape)
"""),

    Wrong("balanced_subset", "the first ones", "whatever their class", """
def balanced_subset(labels, per_class):
    return np.arange(per_class * len(np.unique(labels)))
"""),
    Wrong("balanced_subset", "grouped by class", "grouped by class", """
def balanced_subset(labels, per_class):
    return np.concatenate([np.flatnonzero(labels == label)[:per_class] for label in np.unique(labels)])
"""),
    Wrong("balanced_subset", "the last ones", "the last examples of each class", """
def balanced_subset(labels, per_class):
    return np.sort(np.concatenate([np.flatnonzero(labels == label)[-per_class:] for label in np.unique(labels)]))
"""),
    Wrong("balanced_subset", "the labels", "return their positions", """
def balanced_subset(labels, per_class):
    chosen = [np.flatnonzero(labels == label)[:per_class] for label in np.unique(labels)]
    return labels[np.sort(np.concatenate(chosen))]
"""),
    Wrong("balanced_subset", "one too few", "one example too few", """
def balanced_subset(labels, per_class):
    chosen = [np.flatnonzero(labels == label)[:per_class - 1] for label in np.unique(labels)]
    return np.sort(np.concatenate(chosen))
"""),
    Wrong("balanced_subset", "classes numbered from 0", "The shape expected is", """
def balanced_subset(labels, per_class):
    chosen = [np.flatnonzero(labels == label)[:per_class] for label in range(len(np.unique(labels)))]
    return np.sort(np.concatenate(chosen))
"""),

    Wrong("dead_units", "the living ones", "the living units", """
def dead_units(outputs):
    return (outputs > 0).any(axis=0).mean()
"""),
    Wrong("dead_units", "their number", "divide by the number of units", """
def dead_units(outputs):
    return (outputs == 0).all(axis=0).sum()
"""),
    Wrong("dead_units", "share of zeros", "share of zeros", """
def dead_units(outputs):
    return (outputs == 0).mean()
"""),
    Wrong("dead_units", "some example is enough", "for some example", """
def dead_units(outputs):
    return (outputs == 0).any(axis=0).mean()
"""),
    Wrong("dead_units", "rows for columns", "a unit is a column", """
def dead_units(outputs):
    return (outputs == 0).all(axis=1).mean()
"""),
    Wrong("dead_units", "divided by the examples", "share of the number of examples", """
def dead_units(outputs):
    return (outputs == 0).all(axis=0).sum() / len(outputs)
"""),
]

RIGHT = [
    Right("dense_parameters", "in a loop, with an array of weights in mind", """
def dense_parameters(sizes):
    total = 0
    for i in range(1, len(sizes)):
        total += (sizes[i - 1] + 1) * sizes[i]
    return total
"""),
    Right("dense_parameters", "weights and biases apart", """
def dense_parameters(sizes):
    return sum(sizes[:-1] * sizes[1:]) + sum(sizes[1:])
"""),
    Right("convolution_costs", "kernel by kernel", """
def convolution_costs(kernel_size, channels_in, channels_out, height, width):
    per_kernel = kernel_size * kernel_size * channels_in
    return channels_out * (per_kernel + 1), channels_out * per_kernel * height * width
"""),
    Right("convolution_costs", "floats", """
def convolution_costs(kernel_size, channels_in, channels_out, height, width):
    weights = float(kernel_size) ** 2 * channels_in * channels_out
    return [weights + channels_out, weights * height * width]
"""),
    Right("shuffle_pixels", "pixel by pixel", """
def shuffle_pixels(images, order):
    result = np.zeros(images.shape)
    width = images.shape[2]
    for k in range(len(order)):
        result[:, k // width, k % width] = images[:, order[k] // width, order[k] % width]
    return result
"""),
    Right("shuffle_pixels", "np.take", """
def shuffle_pixels(images, order):
    n, height, width, channels = images.shape
    return np.take(images.reshape(n, height * width, channels), order, axis=1).reshape(n, height, width, channels)
"""),
    Right("shuffled_weights", "row numbers", """
def shuffled_weights(w, order):
    channels = len(w) // len(order)
    rows = (order[:, None] * channels + np.arange(channels)).ravel()
    return w[rows]
"""),
    Right("shuffled_weights", "pixel by pixel", """
def shuffled_weights(w, order):
    channels = len(w) // len(order)
    return np.concatenate([w[pixel * channels:(pixel + 1) * channels] for pixel in order])
"""),
    Right("balanced_subset", "counting", """
def balanced_subset(labels, per_class):
    seen = {}
    chosen = []
    for position, label in enumerate(labels):
        seen[label] = seen.get(label, 0) + 1
        if seen[label] <= per_class:
            chosen.append(position)
    return np.array(chosen)
"""),
    Right("dead_units", "by the largest output", """
def dead_units(outputs):
    return np.mean(outputs.max(axis=0) == 0)
"""),
    Right("dead_units", "in a loop", """
def dead_units(outputs):
    dead = 0
    for unit in range(outputs.shape[1]):
        if sum(outputs[:, unit]) == 0:
            dead += 1
    return dead / outputs.shape[1]
"""),
]
