"""What students hand in for 11-training-well."""

from . import Right, Wrong

WRONG = [
    Wrong("shifted", "rolled round", "zeros must come in", """
def shifted(image, down, right):
    return np.roll(image, (down, right), axis=(0, 1))
"""),
    Wrong("shifted", "the other way", "moved up and to the left", """
def shifted(image, down, right):
    height, width = image.shape
    result = np.zeros_like(image)
    for i in range(height):
        for j in range(width):
            if 0 <= i + down < height and 0 <= j + right < width:
                result[i, j] = image[i + down, j + right]
    return result
"""),
    Wrong("shifted", "down and right swapped", "down and right are swapped", """
def shifted(image, down, right):
    height, width = image.shape
    result = np.zeros_like(image)
    for i in range(height):
        for j in range(width):
            if 0 <= i - right < height and 0 <= j - down < width:
                result[i, j] = image[i - right, j - down]
    return result
"""),
    Wrong("shifted", "border repeated", "the border is repeated", """
def shifted(image, down, right):
    rows = np.clip(np.arange(image.shape[0]) - down, 0, image.shape[0] - 1)
    columns = np.clip(np.arange(image.shape[1]) - right, 0, image.shape[1] - 1)
    return image[rows][:, columns]
"""),
    Wrong("shifted", "made larger", "the size stays", """
def shifted(image, down, right):
    return np.pad(image, ((max(down, 0), max(-down, 0)), (max(right, 0), max(-right, 0))))
"""),
    Wrong("shifted", "rolled, wiped for positive amounts alone", "zeros must come in at the bottom", """
def shifted(image, down, right):
    result = np.roll(image, (down, right), axis=(0, 1))
    if down > 0:
        result[:down] = 0
    if right > 0:
        result[:, :right] = 0
    return result
"""),
    Wrong("shifted", "rolled, wiped with a negative index", "all except the last ones", """
def shifted(image, down, right):
    result = np.roll(image, (down, right), axis=(0, 1))
    result[:down] = 0
    result[:, :right] = 0
    return result
"""),
    Wrong("shifted", "sign lost", "its sign is lost", """
def shifted(image, down, right):
    down, right = abs(down), abs(right)
    height, width = image.shape
    result = np.zeros_like(image)
    result[down:, right:] = image[:max(height - down, 0), :max(width - right, 0)]
    return result
"""),
    Wrong("shifted", "slices that fail at zero", "image[:-0] is empty", """
def shifted(image, down, right):
    result = np.zeros_like(image)
    rows = (slice(down, None), slice(None, -down)) if down >= 0 else (slice(None, down), slice(-down, None))
    columns = (slice(right, None), slice(None, -right)) if right >= 0 else (slice(None, right), slice(-right, None))
    part = image[rows[1], columns[1]]
    if part.size:
        result[rows[0], columns[0]] = part
    return result
"""),

    Wrong("inverted_dropout", "not scaled", "must be divided by 1 - rate", """
def inverted_dropout(x, mask, rate, training):
    return x * mask if training else x
"""),
    Wrong("inverted_dropout", "divided by the rate", "this divides by the rate", """
def inverted_dropout(x, mask, rate, training):
    return x * mask / rate if training else x
"""),
    Wrong("inverted_dropout", "multiplied by what is kept", "this multiplies by 1 - rate", """
def inverted_dropout(x, mask, rate, training):
    return x * mask * (1 - rate) if training else x
"""),
    Wrong("inverted_dropout", "mask the wrong way round", "kept and dropped are swapped", """
def inverted_dropout(x, mask, rate, training):
    return np.where(mask == 1, 0, x / (1 - rate)) if training else x
"""),
    Wrong("inverted_dropout", "mode the wrong way round", "this is what inference returns", """
def inverted_dropout(x, mask, rate, training):
    return x if training else x * mask / (1 - rate)
"""),
    Wrong("inverted_dropout", "active at inference", "at inference no unit is dropped", """
def inverted_dropout(x, mask, rate, training):
    return x * mask / (1 - rate)
"""),
    Wrong("inverted_dropout", "scaled at inference too", "at inference nothing is scaled", """
def inverted_dropout(x, mask, rate, training):
    if training:
        return x * mask / (1 - rate)
    return x * (1 - rate)
"""),

    Wrong("batch_norm_training", "over the images alone", "over the images alone", """
def batch_norm_training(x, gamma, beta, epsilon):
    return gamma * (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + epsilon) + beta
"""),
    Wrong("batch_norm_training", "over everything", "over all channels together", """
def batch_norm_training(x, gamma, beta, epsilon):
    return gamma * (x - x.mean()) / np.sqrt(x.var() + epsilon) + beta
"""),
    Wrong("batch_norm_training", "over the channels", "another normalisation", """
def batch_norm_training(x, gamma, beta, epsilon):
    mean, variance = x.mean(axis=-1, keepdims=True), x.var(axis=-1, keepdims=True)
    return gamma * (x - mean) / np.sqrt(variance + epsilon) + beta
"""),
    Wrong("batch_norm_training", "each image by itself", "each image is normalised by itself", """
def batch_norm_training(x, gamma, beta, epsilon):
    mean, variance = x.mean(axis=(1, 2), keepdims=True), x.var(axis=(1, 2), keepdims=True)
    return gamma * (x - mean) / np.sqrt(variance + epsilon) + beta
"""),
    Wrong("batch_norm_training", "unbiased variance", "divided by one less", """
def batch_norm_training(x, gamma, beta, epsilon):
    axes = (0, 1, 2)
    return gamma * (x - x.mean(axis=axes)) / np.sqrt(x.var(axis=axes, ddof=1) + epsilon) + beta
"""),
    Wrong("batch_norm_training", "no square root", "the square root is missing", """
def batch_norm_training(x, gamma, beta, epsilon):
    axes = (0, 1, 2)
    return gamma * (x - x.mean(axis=axes)) / (x.var(axis=axes) + epsilon) + beta
"""),
    Wrong("batch_norm_training", "epsilon outside the root", "it belongs below it", """
def batch_norm_training(x, gamma, beta, epsilon):
    axes = (0, 1, 2)
    return gamma * (x - x.mean(axis=axes)) / (x.std(axis=axes) + epsilon) + beta
"""),
    Wrong("batch_norm_training", "no epsilon", "epsilon is missing", """
def batch_norm_training(x, gamma, beta, epsilon):
    axes = (0, 1, 2)
    return gamma * (x - x.mean(axis=axes)) / x.std(axis=axes) + beta
"""),
    Wrong("batch_norm_training", "no scale and shift", "gamma and beta are missing", """
def batch_norm_training(x, gamma, beta, epsilon):
    axes = (0, 1, 2)
    return (x - x.mean(axis=axes)) / np.sqrt(x.var(axis=axes) + epsilon)
"""),

    Wrong("batch_norm_inference", "PyTorch's momentum", "the share that is kept", """
def batch_norm_inference(batches, x, momentum, epsilon):
    mean, variance = 0, 1
    for batch in batches:
        mean = (1 - momentum) * mean + momentum * batch.mean(axis=(0, 1, 2))
        variance = (1 - momentum) * variance + momentum * batch.var(axis=(0, 1, 2))
    return (x - mean) / np.sqrt(variance + epsilon)
"""),
    Wrong("batch_norm_inference", "by its own statistics", "by its own mean and variance", """
def batch_norm_inference(batches, x, momentum, epsilon):
    axes = (0, 1, 2)
    return (x - x.mean(axis=axes)) / np.sqrt(x.var(axis=axes) + epsilon)
"""),
    Wrong("batch_norm_inference", "by the last batch's", "the values of the last batch", """
def batch_norm_inference(batches, x, momentum, epsilon):
    last, axes = batches[-1], (0, 1, 2)
    return (x - last.mean(axis=axes)) / np.sqrt(last.var(axis=axes) + epsilon)
"""),
    Wrong("batch_norm_inference", "variance begins at 0", "begins at 1, not at 0", """
def batch_norm_inference(batches, x, momentum, epsilon):
    mean = variance = np.zeros(x.shape[-1])
    for batch in batches:
        mean = momentum * mean + (1 - momentum) * batch.mean(axis=(0, 1, 2))
        variance = momentum * variance + (1 - momentum) * batch.var(axis=(0, 1, 2))
    return (x - mean) / np.sqrt(variance + epsilon)
"""),
    Wrong("batch_norm_inference", "begins at the first batch's", "they begin at 0 and 1", """
def batch_norm_inference(batches, x, momentum, epsilon):
    mean, variance = batches[0].mean(axis=(0, 1, 2)), batches[0].var(axis=(0, 1, 2))
    for batch in batches[1:]:
        mean = momentum * mean + (1 - momentum) * batch.mean(axis=(0, 1, 2))
        variance = momentum * variance + (1 - momentum) * batch.var(axis=(0, 1, 2))
    return (x - mean) / np.sqrt(variance + epsilon)
"""),
    Wrong("batch_norm_inference", "plain means", "no plain mean", """
def batch_norm_inference(batches, x, momentum, epsilon):
    mean, variance = batches.mean(axis=(1, 2, 3)).mean(axis=0), batches.var(axis=(1, 2, 3)).mean(axis=0)
    return (x - mean) / np.sqrt(variance + epsilon)
"""),
    Wrong("batch_norm_inference", "PyTorch's variance", "divided by one less", """
def batch_norm_inference(batches, x, momentum, epsilon):
    mean, variance = 0, 1
    for batch in batches:
        mean = momentum * mean + (1 - momentum) * batch.mean(axis=(0, 1, 2))
        variance = momentum * variance + (1 - momentum) * batch.var(axis=(0, 1, 2), ddof=1)
    return (x - mean) / np.sqrt(variance + epsilon)
"""),
    Wrong("batch_norm_inference", "returns in the loop", "only the first batch is seen", """
def batch_norm_inference(batches, x, momentum, epsilon):
    mean, variance = 0, 1
    for batch in batches:
        mean = momentum * mean + (1 - momentum) * batch.mean(axis=(0, 1, 2))
        variance = momentum * variance + (1 - momentum) * batch.var(axis=(0, 1, 2))
        return (x - mean) / np.sqrt(variance + epsilon)
"""),

    Wrong("early_stopping", "never stops", "training does not stop", """
def early_stopping(losses, patience):
    return len(losses) - 1, int(np.argmin(losses))
"""),
    Wrong("early_stopping", "compared with the epoch before", "not with that of the epoch before", """
def early_stopping(losses, patience):
    waited = 0
    for epoch in range(1, len(losses)):
        waited = 0 if losses[epoch] < losses[epoch - 1] else waited + 1
        if waited == patience:
            return epoch, int(np.argmin(losses[:epoch + 1]))
    return len(losses) - 1, int(np.argmin(losses))
"""),
    Wrong("early_stopping", "one epoch too late", "one epoch too late", """
def early_stopping(losses, patience):
    best = 0
    for epoch in range(len(losses)):
        if epoch - best > patience:
            return epoch, best
        if losses[epoch] < losses[best]:
            best = epoch
    return len(losses) - 1, best
"""),
    Wrong("early_stopping", "one epoch too early", "one epoch too early", """
def early_stopping(losses, patience):
    best = 0
    for epoch in range(len(losses)):
        if losses[epoch] < losses[best]:
            best = epoch
        if epoch - best + 1 == patience and epoch > best:
            return epoch, best
    return len(losses) - 1, best
"""),
    Wrong("early_stopping", "counted from 1", "counted from 1", """
def early_stopping(losses, patience):
    best = 0
    for epoch in range(len(losses)):
        if losses[epoch] < losses[best]:
            best = epoch
        if epoch - best == patience:
            return epoch + 1, best + 1
    return len(losses), best + 1
"""),
    Wrong("early_stopping", "the best first", "in the wrong order", """
def early_stopping(losses, patience):
    best = 0
    for epoch in range(len(losses)):
        if losses[epoch] < losses[best]:
            best = epoch
        if epoch - best == patience:
            return best, epoch
    return best, len(losses) - 1
"""),
    Wrong("early_stopping", "count not begun anew", "begins anew", """
def early_stopping(losses, patience):
    best, waited = 0, 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[best]:
            best = epoch
        else:
            waited += 1
        if waited == patience:
            return epoch, best
    return len(losses) - 1, best
"""),
    Wrong("early_stopping", "an equal loss counts as better", "use < and not <=", """
def early_stopping(losses, patience):
    best = 0
    for epoch in range(len(losses)):
        if losses[epoch] <= losses[best]:
            best = epoch
        if epoch - best == patience:
            return epoch, best
    return len(losses) - 1, best
"""),

    Wrong("paired_interval", "divided by R", "with ddof=1", """
def paired_interval(without, changed, t):
    d = changed - without
    half = t * d.std() / np.sqrt(len(d))
    return d.mean() - half, d.mean() + half
"""),
    Wrong("paired_interval", "spread of one run", "the square root of R is missing", """
def paired_interval(without, changed, t):
    d = changed - without
    half = t * d.std(ddof=1)
    return d.mean() - half, d.mean() + half
"""),
    Wrong("paired_interval", "R without its root", "not by its square root", """
def paired_interval(without, changed, t):
    d = changed - without
    half = t * d.std(ddof=1) / len(d)
    return d.mean() - half, d.mean() + half
"""),
    Wrong("paired_interval", "without t", "t is missing", """
def paired_interval(without, changed, t):
    d = changed - without
    half = d.std(ddof=1) / np.sqrt(len(d))
    return d.mean() - half, d.mean() + half
"""),
    Wrong("paired_interval", "the other way round", "a positive one is a gain", """
def paired_interval(without, changed, t):
    d = without - changed
    half = t * d.std(ddof=1) / np.sqrt(len(d))
    return d.mean() - half, d.mean() + half
"""),
    Wrong("paired_interval", "pairs lost", "the pairs are lost", """
def paired_interval(without, changed, t):
    middle = changed.mean() - without.mean()
    half = t * np.sqrt(without.var(ddof=1) / len(without) + changed.var(ddof=1) / len(changed))
    return middle - half, middle + half
"""),
    Wrong("paired_interval", "mean and half width", "return the two ends", """
def paired_interval(without, changed, t):
    d = changed - without
    return d.mean(), t * d.std(ddof=1) / np.sqrt(len(d))
"""),
]

RIGHT = [
    Right("shifted", "cut and padded", """
def shifted(image, down, right):
    height, width = image.shape
    down, right = np.clip(down, -height, height), np.clip(right, -width, width)
    padded = np.pad(image, ((height, height), (width, width)))
    return padded[height - down:2 * height - down, width - right:2 * width - right]
"""),
    Right("shifted", "by matrices", """
def shifted(image, down, right):
    height, width = image.shape
    return np.eye(height, k=-down) @ image @ np.eye(width, k=right)
"""),
    Right("shifted", "rolled, and the rest wiped", """
def shifted(image, down, right):
    result = np.roll(image, (down, right), axis=(0, 1))
    rows, columns = np.indices(image.shape)
    return np.where((0 <= rows - down) & (rows - down < image.shape[0])
                    & (0 <= columns - right) & (columns - right < image.shape[1]), result, 0)
"""),
    Right("inverted_dropout", "np.where", """
def inverted_dropout(x, mask, rate, training):
    if training:
        return np.where(mask == 0, 0.0, x / (1.0 - rate))
    return x
"""),
    Right("inverted_dropout", "in place", """
def inverted_dropout(x, mask, rate, training):
    if training == True:
        x *= mask
        x /= 1 - rate
    return x
"""),
    Right("batch_norm_training", "channel by channel", """
def batch_norm_training(x, gamma, beta, epsilon):
    result = np.zeros(x.shape)
    for c in range(x.shape[3]):
        values = x[:, :, :, c]
        variance = ((values - values.mean()) ** 2).mean()
        result[:, :, :, c] = gamma[c] * (values - values.mean()) / (variance + epsilon) ** 0.5 + beta[c]
    return result
"""),
    Right("batch_norm_training", "flattened, the mean of squares", """
def batch_norm_training(x, gamma, beta, epsilon):
    flat = x.reshape(-1, x.shape[-1])
    mean = flat.mean(axis=0)
    variance = (flat ** 2).mean(axis=0) - mean ** 2
    scale = gamma / np.sqrt(variance + epsilon)
    return x * scale + (beta - mean * scale)
"""),
    Right("batch_norm_inference", "step by step towards the batch", """
def batch_norm_inference(batches, x, momentum, epsilon):
    mean, variance = np.zeros(x.shape[-1]), np.ones(x.shape[-1])
    for i in range(len(batches)):
        flat = batches[i].reshape(-1, x.shape[-1])
        mean += (1 - momentum) * (flat.mean(axis=0) - mean)
        variance += (1 - momentum) * (flat.var(axis=0) - variance)
    return (x - mean) * (variance + epsilon) ** -0.5
"""),
    Right("early_stopping", "with a counter", """
def early_stopping(losses, patience):
    lowest, best, waited = np.inf, 0, 0
    for epoch, loss in enumerate(losses):
        if loss < lowest:
            lowest, best, waited = loss, epoch, 0
        else:
            waited += 1
            if waited >= patience:
                break
    return epoch, best
"""),
    Right("early_stopping", "without keeping the best", """
def early_stopping(losses, patience):
    stop = len(losses) - 1
    for epoch in range(patience, len(losses)):
        if losses[epoch - patience + 1:epoch + 1].min() >= losses[:epoch - patience + 1].min():
            stop = epoch
            break
    return stop, np.argmin(losses[:stop + 1])
"""),
    Right("paired_interval", "by sums", """
def paired_interval(without, changed, t):
    runs = len(without)
    d = [b - a for a, b in zip(without, changed)]
    mean = sum(d) / runs
    spread = (sum((each - mean) ** 2 for each in d) / (runs - 1)) ** 0.5
    return mean - t * spread / runs ** 0.5, mean + t * spread / runs ** 0.5
"""),
]
