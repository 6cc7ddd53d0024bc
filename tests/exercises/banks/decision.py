"""What students hand in for 06-decision."""

from . import Right, Wrong

WRONG = [
    Wrong("softmax", "as the formula stands", "the exponential overflows", """
def softmax(logits):
    return np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
"""),
    Wrong("softmax", "largest of all rows taken off", "take each row's own", """
def softmax(logits):
    powers = np.exp(logits - logits.max())
    return powers / powers.sum(axis=1, keepdims=True)
"""),
    Wrong("softmax", "sum over the examples", "add along axis 1", """
def softmax(logits):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    powers = powers * np.exp(logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=0)
"""),
    Wrong("softmax", "sum over everything", "each row has a sum of its own", """
def softmax(logits):
    return np.exp(logits) / np.exp(logits).sum()
"""),
    Wrong("softmax", "not divided", "are not divided by their sum, only by the largest", """
def softmax(logits):
    return np.exp(logits - logits.max(axis=1, keepdims=True))
"""),
    Wrong("softmax", "exponential alone", "the exponentials are not divided by their sum", """
def softmax(logits):
    return np.exp(logits)
"""),
    Wrong("softmax", "sigmoid", "this is the sigmoid of each logit", """
def softmax(logits):
    return 1 / (1 + np.exp(-logits))
"""),
    Wrong("softmax", "logits divided by their sum", "without the exponential", """
def softmax(logits):
    return logits / logits.sum(axis=1, keepdims=True)
"""),
    Wrong("softmax", "log softmax", "logarithms of the probabilities", """
def softmax(logits):
    shifted = logits - logits.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
"""),
    Wrong("softmax", "logits cut off", "makes different logits equal", """
def softmax(logits):
    powers = np.exp(np.clip(logits, -500, 500))
    return powers / powers.sum(axis=1, keepdims=True)
"""),
    Wrong("softmax", "a small number in the denominator", "hides a division by 0", """
def softmax(logits):
    powers = np.exp(logits)
    return powers / (powers.sum(axis=1, keepdims=True) + 1e-9)
"""),
    Wrong("softmax", "smallest taken off", "take off the largest", """
def softmax(logits):
    powers = np.exp(logits - logits.min(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
"""),
    Wrong("softmax", "sum without its axis kept", "Two arrays do not fit each other", """
def softmax(logits):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1)
"""),

    Wrong("cross_entropy", "by way of the probabilities", "a probability that is 0 to the computer", """
def cross_entropy(logits, labels):
    p = probabilities(logits)
    return -np.log(p[np.arange(len(labels)), labels]).mean()
"""),
    Wrong("cross_entropy", "nothing taken off", "the exponential overflows", """
def cross_entropy(logits, labels):
    sums = np.exp(logits).sum(axis=1)
    return (np.log(sums) - logits[np.arange(len(labels)), labels]).mean() + 0 * sums.max()
"""),
    Wrong("cross_entropy", "a small number added", "compute log p from the logits", """
def cross_entropy(logits, labels):
    p = probabilities(logits)
    return -np.log(p[np.arange(len(labels)), labels] + 1e-12).mean()
"""),
    Wrong("cross_entropy", "cut off as Keras does", "compute log p from the logits", """
def cross_entropy(logits, labels):
    p = np.clip(probabilities(logits), 1e-7, 1 - 1e-7)
    return -np.mean(np.log(p[np.arange(len(labels)), labels]))
"""),
    Wrong("cross_entropy", "sum for mean", "this is the sum", """
def cross_entropy(logits, labels):
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return -log_p[np.arange(len(labels)), labels].sum()
"""),
    Wrong("cross_entropy", "mean over classes too", "divide by N", """
def cross_entropy(logits, labels):
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return -(log_p * np.eye(logits.shape[1])[labels]).mean()
"""),
    Wrong("cross_entropy", "sign forgotten", "wrong sign", """
def cross_entropy(logits, labels):
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return log_p[np.arange(len(labels)), labels].mean()
"""),
    Wrong("cross_entropy", "softmax twice", "softmax is applied twice", """
def cross_entropy(logits, labels):
    p = probabilities(probabilities(logits))
    return -np.log(p[np.arange(len(labels)), labels]).mean()
"""),
    Wrong("cross_entropy", "one column for all rows", "example n has the class labels[n]", """
def cross_entropy(logits, labels):
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return -log_p[:, labels].mean()
"""),
    Wrong("cross_entropy", "largest of all rows taken off", "take each row's own", """
def cross_entropy(logits, labels):
    shifted = logits - logits.max()
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return -log_p[np.arange(len(labels)), labels].mean()
"""),
    Wrong("cross_entropy", "binary logarithm", "base 2", """
def cross_entropy(logits, labels):
    p = probabilities(logits)
    return -np.log2(p[np.arange(len(labels)), labels]).mean()
"""),
    Wrong("cross_entropy", "a loss for each example", "must return one number", """
def cross_entropy(logits, labels):
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return -log_p[np.arange(len(labels)), labels]
"""),

    Wrong("cross_entropy_gradient", "not divided by N", "divide by N", """
def cross_entropy_gradient(logits, labels):
    return probabilities(logits) - np.eye(logits.shape[1])[labels]
"""),
    Wrong("cross_entropy_gradient", "divided by all numbers", "it is divided by N * K", """
def cross_entropy_gradient(logits, labels):
    return (probabilities(logits) - np.eye(logits.shape[1])[labels]) / logits.size
"""),
    Wrong("cross_entropy_gradient", "divided by the classes", "it is divided by K", """
def cross_entropy_gradient(logits, labels):
    return (probabilities(logits) - np.eye(logits.shape[1])[labels]) / logits.shape[1]
"""),
    Wrong("cross_entropy_gradient", "target minus probability", "wrong sign", """
def cross_entropy_gradient(logits, labels):
    return (np.eye(logits.shape[1])[labels] - probabilities(logits)) / len(labels)
"""),
    Wrong("cross_entropy_gradient", "target forgotten", "the target is missing", """
def cross_entropy_gradient(logits, labels):
    return probabilities(logits) / len(labels)
"""),
    Wrong("cross_entropy_gradient", "logits for probabilities", "softmax has not been applied", """
def cross_entropy_gradient(logits, labels):
    gradient = logits.copy()
    gradient[np.arange(len(labels)), labels] -= 1
    return gradient / len(labels)
"""),
    Wrong("cross_entropy_gradient", "columns for all rows", "example n has the class labels[n]", """
def cross_entropy_gradient(logits, labels):
    gradient = probabilities(logits)
    gradient[:, labels] -= 1
    return gradient / len(labels)
"""),
    Wrong("cross_entropy_gradient", "true class alone", "only those of the true class", """
def cross_entropy_gradient(logits, labels):
    gradient = np.zeros(logits.shape)
    for n, label in enumerate(labels):
        gradient[n, label] = probabilities(logits)[n, label] - 1
    return gradient / len(labels)
"""),
    Wrong("cross_entropy_gradient", "slope of the sigmoid", "the gradient of another loss", """
def cross_entropy_gradient(logits, labels):
    p = probabilities(logits)
    return (p - np.eye(logits.shape[1])[labels]) * p * (1 - p) / len(labels)
"""),

    Wrong("binary_cross_entropy", "by way of the probability", "to the computer the sigmoid is exactly 0 or 1", """
def binary_cross_entropy(logits, targets):
    p = 1 / (1 + np.exp(-logits))
    return -(targets * np.log(p) + (1 - targets) * np.log(1 - p)).mean()
"""),
    Wrong("binary_cross_entropy", "the other form of the sigmoid", "the exponential overflows", """
def binary_cross_entropy(logits, targets):
    p = np.exp(logits) / (1 + np.exp(logits))
    return -(targets * np.log(p) + (1 - targets) * np.log(1 - p)).mean()
"""),
    Wrong("binary_cross_entropy", "the right logarithm chosen, of 0", "exactly 0 or 1", """
def binary_cross_entropy(logits, targets):
    p = 1 / (1 + np.exp(-logits))
    return -np.log(np.where(targets == 1, p, 1 - p)).mean()
"""),
    Wrong("binary_cross_entropy", "probability cut off", "use the second formula", """
def binary_cross_entropy(logits, targets):
    p = np.clip(1 / (1 + np.exp(-logits)), 1e-12, 1 - 1e-12)
    return -(targets * np.log(p) + (1 - targets) * np.log(1 - p)).mean()
"""),
    Wrong("binary_cross_entropy", "only the targets of 1", "the term for the target 0 is missing", """
def binary_cross_entropy(logits, targets):
    return -(targets * -np.logaddexp(0, -logits)).mean()
"""),
    Wrong("binary_cross_entropy", "sum for mean", "this is the sum", """
def binary_cross_entropy(logits, targets):
    return np.sum(np.maximum(logits, 0) - logits * targets + np.log(1 + np.exp(-np.abs(logits))))
"""),
    Wrong("binary_cross_entropy", "sign forgotten", "wrong sign", """
def binary_cross_entropy(logits, targets):
    return (targets * -np.logaddexp(0, -logits) + (1 - targets) * -np.logaddexp(0, logits)).mean()
"""),
    Wrong("binary_cross_entropy", "targets swapped", "the targets are swapped", """
def binary_cross_entropy(logits, targets):
    return (targets * np.logaddexp(0, logits) + (1 - targets) * np.logaddexp(0, -logits)).mean()
"""),
    Wrong("binary_cross_entropy", "absolute value forgotten", "the bars are missing", """
def binary_cross_entropy(logits, targets):
    return (np.maximum(logits, 0) - logits * targets + np.log(1 + np.exp(-logits))).mean()
"""),
    Wrong("binary_cross_entropy", "maximum forgotten", "the maximum with 0 is missing", """
def binary_cross_entropy(logits, targets):
    return (np.log1p(np.exp(-np.abs(logits))) - logits * targets).mean()
"""),
    Wrong("binary_cross_entropy", "softmax over the logits", "each logit has a sigmoid of its own", """
def binary_cross_entropy(logits, targets):
    p = np.exp(logits - logits.max()) / np.exp(logits - logits.max()).sum()
    return -(targets * np.log(p) + (1 - targets) * np.log(1 - p)).mean()
"""),
    Wrong("binary_cross_entropy", "mean of each column", "must return one number", """
def binary_cross_entropy(logits, targets):
    losses = np.maximum(logits, 0) - logits * targets + np.log(1 + np.exp(-np.abs(logits)))
    return losses.mean(axis=0) if logits.ndim > 1 else losses.mean()
"""),

    Wrong("head_parameters", "no biases", "the biases are forgotten", """
def head_parameters(H, W, C, K):
    return H * W * C * K, C * K
"""),
    Wrong("head_parameters", "one bias for the layer", "one bias for the whole layer", """
def head_parameters(H, W, C, K):
    return H * W * C * K + 1, C * K + 1
"""),
    Wrong("head_parameters", "order swapped", "flatten comes first", """
def head_parameters(H, W, C, K):
    return (C + 1) * K, (H * W * C + 1) * K
"""),
    Wrong("head_parameters", "average of everything", "it is one for each channel", """
def head_parameters(H, W, C, K):
    return H * W * C * K + K, 1 * K + K
"""),
    Wrong("head_parameters", "average over the channels", "one number for each place", """
def head_parameters(H, W, C, K):
    return (H * W * C + 1) * K, (H * W + 1) * K
"""),
    Wrong("head_parameters", "classes forgotten", "the classes are forgotten", """
def head_parameters(H, W, C, K):
    return H * W * C + 1, C + 1
"""),
    Wrong("head_parameters", "bias for each input", "one bias for each input", """
def head_parameters(H, W, C, K):
    return H * W * C * (K + 1), C * (K + 1)
"""),
    Wrong("head_parameters", "one number", "must return a tuple", """
def head_parameters(H, W, C, K):
    return (H * W * C + 1) * K
"""),

    Wrong("confusion_matrix", "rows are the answers", "the true class belongs to the row", """
def confusion_matrix(true, answers, K):
    counts = np.zeros((K, K))
    for i, j in zip(true, answers):
        counts[j, i] += 1
    return counts
"""),
    Wrong("confusion_matrix", "repeated places counted once", "no count goes above 1", """
def confusion_matrix(true, answers, K):
    counts = np.zeros((K, K), dtype=int)
    counts[true, answers] += 1
    return counts
"""),
    Wrong("confusion_matrix", "shares of the rows", "shares of each row", """
def confusion_matrix(true, answers, K):
    counts = np.zeros((K, K))
    np.add.at(counts, (true, answers), 1)
    return counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
"""),
    Wrong("confusion_matrix", "shares of all", "shares of all examples", """
def confusion_matrix(true, answers, K):
    counts = np.zeros((K, K))
    np.add.at(counts, (true, answers), 1)
    return counts / len(true)
"""),
    Wrong("confusion_matrix", "right answers alone", "the wrong answers are missing", """
def confusion_matrix(true, answers, K):
    counts = np.zeros((K, K))
    for k in range(K):
        counts[k, k] = ((true == k) & (answers == k)).sum()
    return counts
"""),
    Wrong("confusion_matrix", "size from the classes that occur", "the class that does not occur is left out", """
def confusion_matrix(true, answers, K):
    size = max(true.max(), answers.max()) + 1
    return np.bincount(size * true + answers, minlength=size * size).reshape(size, size)
"""),
]

RIGHT = [
    Right("softmax", "row by row", """
def softmax(logits):
    result = np.zeros(logits.shape)
    for n, z in enumerate(logits):
        powers = np.exp(z - max(z))
        result[n] = powers / sum(powers)
    return result
"""),
    Right("softmax", "exponential of the log softmax", """
def softmax(logits):
    z = logits - logits.max(axis=1)[:, None]
    return np.exp(z - np.log(np.exp(z).sum(axis=1))[:, None])
"""),
    Right("softmax", "transposed", """
def softmax(logits):
    powers = np.exp(logits.T - logits.max(axis=1))
    return (powers / powers.sum(axis=0)).T
"""),
    Right("cross_entropy", "log of a sum of exponentials by logaddexp", """
def cross_entropy(logits, labels):
    total = np.logaddexp.reduce(logits.astype(float), axis=1)
    return np.mean(total - logits[np.arange(len(labels)), labels])
"""),
    Right("cross_entropy", "example by example", """
def cross_entropy(logits, labels):
    total = 0
    for z, label in zip(logits, labels):
        total += np.log(sum(np.exp(z - z.max()))) + z.max() - z[label]
    return total / len(labels)
"""),
    Right("cross_entropy", "with one-hot targets", """
def cross_entropy(logits, labels):
    z = logits - logits.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return -(np.eye(logits.shape[1])[labels] * log_p).sum() / len(labels)
"""),
    Right("cross_entropy_gradient", "1 taken off in place", """
def cross_entropy_gradient(logits, labels):
    gradient = probabilities(logits)
    gradient[np.arange(len(labels)), labels] -= 1
    return gradient / len(labels)
"""),
    Right("cross_entropy_gradient", "loops, with a softmax of its own", """
def cross_entropy_gradient(logits, labels):
    gradient = np.zeros(logits.shape)
    for n in range(len(labels)):
        powers = np.exp(logits[n] - logits[n].max())
        for k in range(logits.shape[1]):
            gradient[n, k] = (powers[k] / powers.sum() - (labels[n] == k)) / len(labels)
    return gradient
"""),
    Right("binary_cross_entropy", "logaddexp", """
def binary_cross_entropy(logits, targets):
    return np.mean(np.logaddexp(0, logits) - logits * targets)
"""),
    Right("binary_cross_entropy", "as a loss of two classes", """
def binary_cross_entropy(logits, targets):
    return np.logaddexp(0, np.where(targets == 1, -logits, logits)).mean()
"""),
    Right("binary_cross_entropy", "chosen by the sign, with an overflow in the branch that is not taken", """
def binary_cross_entropy(logits, targets):
    softplus = np.where(logits > 30, logits, np.log1p(np.exp(logits)))
    return (softplus - logits * targets).sum() / logits.size
"""),
    Right("binary_cross_entropy", "loop", """
def binary_cross_entropy(logits, targets):
    total = 0
    for z, t in zip(logits.ravel(), targets.ravel()):
        total += max(z, 0) - z * t + np.log(1 + np.exp(-abs(z)))
    return total / logits.size
"""),
    Right("head_parameters", "weights and biases apart, as a list", """
def head_parameters(H, W, C, K):
    flat = H * W * C
    return [flat * K + K, C * K + K]
"""),
    Right("confusion_matrix", "np.add.at", """
def confusion_matrix(true, answers, K):
    counts = np.zeros((K, K))
    np.add.at(counts, (true, answers), 1)
    return counts
"""),
    Right("confusion_matrix", "product of one-hot matrices", """
def confusion_matrix(true, answers, K):
    return np.eye(K)[true].T @ np.eye(K)[answers]
"""),
    Right("confusion_matrix", "each pair of classes", """
def confusion_matrix(true, answers, K):
    return np.array([[((true == i) & (answers == j)).sum() for j in range(K)] for i in range(K)])
"""),
]
