"""What students hand in for 08-from-nothing."""

from . import Right, Wrong

WRONG = [
    Wrong("flattened_length", "padding assumed", "without padding", """
def flattened_length(size, kernel_size, pool, channels):
    for _ in channels:
        size = size // pool
    return size * size * channels[-1]
"""),
    Wrong("flattened_length", "no pooling", "a pooling follows each convolution", """
def flattened_length(size, kernel_size, pool, channels):
    for _ in channels:
        size = size - kernel_size + 1
    return size * size * channels[-1]
"""),
    Wrong("flattened_length", "one pooling at the end", "not only the last one", """
def flattened_length(size, kernel_size, pool, channels):
    for _ in channels:
        size = size - kernel_size + 1
    size = size // pool
    return size * size * channels[-1]
"""),
    Wrong("flattened_length", "one map", "this is one map alone", """
def flattened_length(size, kernel_size, pool, channels):
    for _ in channels:
        size = (size - kernel_size + 1) // pool
    return size * size
"""),
    Wrong("flattened_length", "one row of each map", "as many columns as rows", """
def flattened_length(size, kernel_size, pool, channels):
    for _ in channels:
        size = (size - kernel_size + 1) // pool
    return size * channels[-1]
"""),
    Wrong("flattened_length", "channels of all layers multiplied", "summed over", """
def flattened_length(size, kernel_size, pool, channels):
    for _ in channels:
        size = (size - kernel_size + 1) // pool
    return size * size * np.prod(channels)
"""),
    Wrong("flattened_length", "channels of the first layer", "those of the last count", """
def flattened_length(size, kernel_size, pool, channels):
    for _ in channels:
        size = (size - kernel_size + 1) // pool
    return size * size * channels[0]
"""),
    Wrong("flattened_length", "one place too few", "W - K + 1", """
def flattened_length(size, kernel_size, pool, channels):
    for _ in channels:
        size = (size - kernel_size) // pool
    return size * size * channels[-1]
"""),
    Wrong("flattened_length", "rounded up", "drops the row and the column", """
def flattened_length(size, kernel_size, pool, channels):
    for _ in channels:
        size = int(np.ceil((size - kernel_size + 1) / pool))
    return size * size * channels[-1]
"""),

    Wrong("training_steps", "last batch dropped", "is a step too", """
def training_steps(examples, batch_size, epochs):
    return examples // batch_size * epochs
"""),
    Wrong("training_steps", "rounded once", "round up before multiplying", """
def training_steps(examples, batch_size, epochs):
    return int(np.ceil(examples * epochs / batch_size))
"""),
    Wrong("training_steps", "not rounded", "no half step", """
def training_steps(examples, batch_size, epochs):
    return examples / batch_size * epochs
"""),
    Wrong("training_steps", "one epoch", "this is one epoch", """
def training_steps(examples, batch_size, epochs):
    return -(-examples // batch_size)
"""),
    Wrong("training_steps", "one example a step", "takes a whole batch", """
def training_steps(examples, batch_size, epochs):
    return examples * epochs
"""),
    Wrong("training_steps", "always one more", "no further one follows", """
def training_steps(examples, batch_size, epochs):
    return (examples // batch_size + 1) * epochs
"""),

    Wrong("momentum_steps", "no momentum", "without momentum", """
def momentum_steps(w, gradients, learning_rate, momentum):
    for gradient in gradients:
        w = w - learning_rate * gradient
    return w
"""),
    Wrong("momentum_steps", "velocity begins anew", "without momentum", """
def momentum_steps(w, gradients, learning_rate, momentum):
    for gradient in gradients:
        velocity = np.zeros(w.shape)
        velocity = momentum * velocity + gradient
        w = w - learning_rate * velocity
    return w
"""),
    Wrong("momentum_steps", "uphill", "up the gradient", """
def momentum_steps(w, gradients, learning_rate, momentum):
    velocity = np.zeros(w.shape)
    for gradient in gradients:
        velocity = momentum * velocity + gradient
        w = w + learning_rate * velocity
    return w
"""),
    Wrong("momentum_steps", "a running mean", "in full", """
def momentum_steps(w, gradients, learning_rate, momentum):
    velocity = np.zeros(w.shape)
    for gradient in gradients:
        velocity = momentum * velocity + (1 - momentum) * gradient
        w = w - learning_rate * velocity
    return w
"""),
    Wrong("momentum_steps", "weights before velocity", "before the velocity does", """
def momentum_steps(w, gradients, learning_rate, momentum):
    velocity = np.zeros(w.shape)
    for gradient in gradients:
        w = w - learning_rate * velocity
        velocity = momentum * velocity + gradient
    return w
"""),
    Wrong("momentum_steps", "returns in the loop", "only the first step", """
def momentum_steps(w, gradients, learning_rate, momentum):
    velocity = np.zeros(w.shape)
    for gradient in gradients:
        velocity = momentum * velocity + gradient
        return w - learning_rate * velocity
"""),
    Wrong("momentum_steps", "from the first weights each time", "go on from the last ones", """
def momentum_steps(w, gradients, learning_rate, momentum):
    velocity = np.zeros(w.shape)
    for gradient in gradients:
        velocity = momentum * velocity + gradient
        new = w - learning_rate * velocity
    return new
"""),
    Wrong("momentum_steps", "no learning rate", "the learning rate is missing", """
def momentum_steps(w, gradients, learning_rate, momentum):
    velocity = np.zeros(w.shape)
    for gradient in gradients:
        velocity = momentum * velocity + gradient
        w = w - velocity
    return w
"""),

    Wrong("adam_steps", "means not corrected", "the division by 1 - beta ** t is missing", """
def adam_steps(w, gradients, learning_rate, beta1, beta2, epsilon):
    m, v = np.zeros(w.shape), np.zeros(w.shape)
    for gradient in gradients:
        m = beta1 * m + (1 - beta1) * gradient
        v = beta2 * v + (1 - beta2) * gradient**2
        w = w - learning_rate * m / (np.sqrt(v) + epsilon)
    return w
"""),
    Wrong("adam_steps", "corrected without the power", "the power t", """
def adam_steps(w, gradients, learning_rate, beta1, beta2, epsilon):
    m, v = np.zeros(w.shape), np.zeros(w.shape)
    for gradient in gradients:
        m = beta1 * m + (1 - beta1) * gradient
        v = beta2 * v + (1 - beta2) * gradient**2
        w = w - learning_rate * (m / (1 - beta1)) / (np.sqrt(v / (1 - beta2)) + epsilon)
    return w
"""),
    Wrong("adam_steps", "steps counted from 0", "nan or infinite", """
def adam_steps(w, gradients, learning_rate, beta1, beta2, epsilon):
    m, v = np.zeros(w.shape), np.zeros(w.shape)
    for t, gradient in enumerate(gradients):
        m = beta1 * m + (1 - beta1) * gradient
        v = beta2 * v + (1 - beta2) * gradient**2
        with np.errstate(all="ignore"):
            m_hat, v_hat = m / np.float64(1 - beta1**t), v / np.float64(1 - beta2**t)
            w = w - learning_rate * m_hat / (np.sqrt(v_hat) + epsilon)
    return w
"""),
    Wrong("adam_steps", "no root", "the root of v is missing", """
def adam_steps(w, gradients, learning_rate, beta1, beta2, epsilon):
    m, v = np.zeros(w.shape), np.zeros(w.shape)
    for t, gradient in enumerate(gradients, 1):
        m = beta1 * m + (1 - beta1) * gradient
        v = beta2 * v + (1 - beta2) * gradient**2
        w = w - learning_rate * m / (1 - beta1**t) / (v / (1 - beta2**t) + epsilon)
    return w
"""),
    Wrong("adam_steps", "means begin anew", "begin anew", """
def adam_steps(w, gradients, learning_rate, beta1, beta2, epsilon):
    for t, gradient in enumerate(gradients, 1):
        m, v = np.zeros(w.shape), np.zeros(w.shape)
        m = beta1 * m + (1 - beta1) * gradient
        v = beta2 * v + (1 - beta2) * gradient**2
        w = w - learning_rate * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + epsilon)
    return w
"""),
    Wrong("adam_steps", "sums for means", "with the share 1 - beta", """
def adam_steps(w, gradients, learning_rate, beta1, beta2, epsilon):
    m, v = np.zeros(w.shape), np.zeros(w.shape)
    for t, gradient in enumerate(gradients, 1):
        m = beta1 * m + gradient
        v = beta2 * v + gradient**2
        w = w - learning_rate * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + epsilon)
    return w
"""),
    Wrong("adam_steps", "betas swapped", "have changed places", """
def adam_steps(w, gradients, learning_rate, beta2, beta1, epsilon):
    m, v = np.zeros(w.shape), np.zeros(w.shape)
    for t, gradient in enumerate(gradients, 1):
        m = beta1 * m + (1 - beta1) * gradient
        v = beta2 * v + (1 - beta2) * gradient**2
        w = w - learning_rate * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + epsilon)
    return w
"""),
    Wrong("adam_steps", "uphill", "up the gradient", """
def adam_steps(w, gradients, learning_rate, beta1, beta2, epsilon):
    m, v = np.zeros(w.shape), np.zeros(w.shape)
    for t, gradient in enumerate(gradients, 1):
        m = beta1 * m + (1 - beta1) * gradient
        v = beta2 * v + (1 - beta2) * gradient**2
        w = w + learning_rate * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + epsilon)
    return w
"""),
    Wrong("adam_steps", "no second mean", "the division by the root of v is missing", """
def adam_steps(w, gradients, learning_rate, beta1, beta2, epsilon):
    m = np.zeros(w.shape)
    for gradient in gradients:
        m = beta1 * m + (1 - beta1) * gradient
        w = w - learning_rate * m
    return w
"""),

    Wrong("train_softmax", "not divided by N", "divide by the number of examples", """
def train_softmax(x, labels, classes, learning_rate, steps):
    w = np.zeros((x.shape[1], classes))
    for _ in range(steps):
        z = x @ w
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p = p / p.sum(axis=1, keepdims=True)
        w = w - learning_rate * x.T @ (p - np.eye(classes)[labels])
    return w
"""),
    Wrong("train_softmax", "labels left out", "y is missing", """
def train_softmax(x, labels, classes, learning_rate, steps):
    w = np.zeros((x.shape[1], classes))
    for _ in range(steps):
        z = x @ w
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p = p / p.sum(axis=1, keepdims=True)
        w = w - learning_rate * x.T @ p / len(x)
    return w
"""),
    Wrong("train_softmax", "uphill", "wrong sign", """
def train_softmax(x, labels, classes, learning_rate, steps):
    w = np.zeros((x.shape[1], classes))
    for _ in range(steps):
        z = x @ w
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p = p / p.sum(axis=1, keepdims=True)
        w = w + learning_rate * x.T @ (p - np.eye(classes)[labels]) / len(x)
    return w
"""),
    Wrong("train_softmax", "result thrown away", "no step is taken", """
def train_softmax(x, labels, classes, learning_rate, steps):
    w = np.zeros((x.shape[1], classes))
    for _ in range(steps):
        z = x @ w
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p = p / p.sum(axis=1, keepdims=True)
        gradient = x.T @ (p - np.eye(classes)[labels]) / len(x)
        w - learning_rate * gradient
    return w
"""),
    Wrong("train_softmax", "gradient computed once", "compute it anew", """
def train_softmax(x, labels, classes, learning_rate, steps):
    w = np.zeros((x.shape[1], classes))
    z = x @ w
    p = np.exp(z - z.max(axis=1, keepdims=True))
    p = p / p.sum(axis=1, keepdims=True)
    gradient = x.T @ (p - np.eye(classes)[labels]) / len(x)
    for _ in range(steps):
        w = w - learning_rate * gradient
    return w
"""),
    Wrong("train_softmax", "softmax over the examples", "each row of p adds up to 1", """
def train_softmax(x, labels, classes, learning_rate, steps):
    w = np.zeros((x.shape[1], classes))
    for _ in range(steps):
        z = x @ w
        p = np.exp(z - z.max(axis=0))
        p = p / p.sum(axis=0)
        w = w - learning_rate * x.T @ (p - np.eye(classes)[labels]) / len(x)
    return w
"""),
    Wrong("train_softmax", "exponentials that overflow", "nan or infinite", """
def train_softmax(x, labels, classes, learning_rate, steps):
    w = np.zeros((x.shape[1], classes))
    for _ in range(steps):
        with np.errstate(all="ignore"):
            p = np.exp(x @ w)
            p = p / p.sum(axis=1, keepdims=True)
        w = w - learning_rate * x.T @ (p - np.eye(classes)[labels]) / len(x)
    return w
"""),

    Wrong("channels_first_rows", "the way back", "the way back", """
def channels_first_rows(w, height, width, channels):
    return w.reshape(channels, height, width, -1).transpose(1, 2, 0, 3).reshape(w.shape)
"""),
    Wrong("channels_first_rows", "reshape only", "reshape alone moves nothing", """
def channels_first_rows(w, height, width, channels):
    return w.reshape(channels, height, width, -1).reshape(w.shape)
"""),
    Wrong("channels_first_rows", "height and width swapped", "have changed places", """
def channels_first_rows(w, height, width, channels):
    return w.reshape(height, width, channels, -1).transpose(2, 1, 0, 3).reshape(w.shape)
"""),
    Wrong("channels_first_rows", "not flattened again", "The shape expected is", """
def channels_first_rows(w, height, width, channels):
    return w.reshape(height, width, channels, -1).transpose(2, 0, 1, 3)
"""),
]

RIGHT = [
    Right("flattened_length", "round by round", """
def flattened_length(size, kernel_size, pool, channels):
    for kernels in channels:
        size = size - (kernel_size - 1)
        size = (size - pool) // pool + 1
        result = size ** 2 * kernels
    return result
"""),
    Right("training_steps", "with math.ceil", """
import math


def training_steps(examples, batch_size, epochs):
    return math.ceil(examples / batch_size) * epochs
"""),
    Right("training_steps", "counted", """
def training_steps(examples, batch_size, epochs):
    steps = 0
    for _ in range(epochs):
        for start in range(0, examples, batch_size):
            steps += 1
    return steps
"""),
    Right("momentum_steps", "the learning rate in the velocity", """
def momentum_steps(w, gradients, learning_rate, momentum):
    velocity = 0
    for gradient in gradients:
        velocity = momentum * velocity - learning_rate * gradient
        w = w + velocity
    return w
"""),
    Right("momentum_steps", "in place, on its own copy", """
def momentum_steps(w, gradients, learning_rate, momentum):
    velocity = np.zeros_like(gradients[0])
    for t in range(len(gradients)):
        velocity *= momentum
        velocity += gradients[t]
        w -= learning_rate * velocity
    return w
"""),
    Right("adam_steps", "as the paper's section 2 has it, epsilon put right", """
def adam_steps(w, gradients, learning_rate, beta1, beta2, epsilon):
    m = v = 0
    for t, g in enumerate(gradients, 1):
        m += (1 - beta1) * (g - m)
        v += (1 - beta2) * (g * g - v)
        correction = np.sqrt(1 - beta2**t)
        w = w - learning_rate * correction / (1 - beta1**t) * m / (np.sqrt(v) + epsilon * correction)
    return w
"""),
    Right("train_softmax", "with cnn_helpers", """
from cnn_helpers import functional


def train_softmax(x, labels, classes, learning_rate, steps):
    w = np.zeros((x.shape[1], classes))
    for _ in range(steps):
        gradient = functional.softmax_cross_entropy_backward(1.0, x @ w, labels)
        w = w - learning_rate * x.T @ gradient
    return w
"""),
    Right("train_softmax", "example by example", """
def train_softmax(x, labels, classes, learning_rate, steps):
    w = np.zeros((x.shape[1], classes))
    for _ in range(steps):
        gradient = np.zeros(w.shape)
        for example, label in zip(x, labels):
            logits = example @ w
            p = np.exp(logits - max(logits))
            p = p / sum(p)
            p[label] -= 1
            gradient += np.outer(example, p)
        w = w - learning_rate * gradient / len(x)
    return w
"""),
    Right("channels_first_rows", "place by place", """
def channels_first_rows(w, height, width, channels):
    result = np.zeros(w.shape)
    for i in range(height):
        for j in range(width):
            for c in range(channels):
                result[(c * height + i) * width + j] = w[(i * width + j) * channels + c]
    return result
"""),
    Right("channels_first_rows", "np.moveaxis on row numbers", """
def channels_first_rows(w, height, width, channels):
    places = np.arange(len(w)).reshape(height, width, channels)
    return w[np.moveaxis(places, 2, 0).ravel()]
"""),
]
