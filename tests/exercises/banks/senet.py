"""What students hand in for 18-senet."""

from . import Right, Wrong

WRONG = [
    Wrong("squeeze", "sum", "this is the sum", """
def squeeze(x):
    return x.sum(axis=(1, 2))
"""),
    Wrong("squeeze", "largest value", "the largest value of each channel", """
def squeeze(x):
    return x.max(axis=(1, 2))
"""),
    Wrong("squeeze", "divided by the rows", "the number of rows alone", """
def squeeze(x):
    return x.sum(axis=(1, 2)) / x.shape[1]
"""),
    Wrong("squeeze", "divided by the columns", "the number of columns alone", """
def squeeze(x):
    return x.sum(axis=(1, 2)) / x.shape[2]
"""),
    Wrong("squeeze", "over the images too", "the mean is taken over the images too", """
def squeeze(x):
    return x.mean(axis=(0, 1, 2))
"""),
    Wrong("squeeze", "over the rows alone", "The shape expected is (2, 2), yours is (2, 3, 2)", """
def squeeze(x):
    return x.mean(axis=1)
"""),
    Wrong("squeeze", "axes kept", "yours is (2, 1, 1, 2)", """
def squeeze(x):
    return x.mean(axis=(1, 2), keepdims=True)
"""),

    Wrong("excitation", "no sigmoid", "the sigmoid at the end is missing", """
def excitation(z, w1, w2):
    return relu(z @ w1) @ w2
"""),
    Wrong("excitation", "no ReLU", "the ReLU between the two layers is missing", """
def excitation(z, w1, w2):
    return 1 / (1 + np.exp(-(z @ w1 @ w2)))
"""),
    Wrong("excitation", "softmax", "this is a softmax", """
def excitation(z, w1, w2):
    e = np.exp(np.maximum(z @ w1, 0) @ w2)
    return e / e.sum(axis=1, keepdims=True)
"""),
    Wrong("excitation", "two ReLUs", "a ReLU where the sigmoid belongs", """
def excitation(z, w1, w2):
    return np.maximum(np.maximum(z @ w1, 0) @ w2, 0)
"""),
    Wrong("excitation", "two sigmoids", "a sigmoid where the ReLU belongs", """
def excitation(z, w1, w2):
    return sigmoid(sigmoid(z @ w1) @ w2)
"""),
    Wrong("excitation", "ReLU before the sigmoid", "a ReLU before the sigmoid", """
def excitation(z, w1, w2):
    return sigmoid(relu(relu(z @ w1) @ w2))
"""),
    Wrong("excitation", "sign of the exponent", "one minus the gates", """
def excitation(z, w1, w2):
    return 1 / (1 + np.exp(relu(z @ w1) @ w2))
"""),
    Wrong("excitation", "first weights transposed", "Is a matrix product (@, np.dot) meant", """
def excitation(z, w1, w2):
    return sigmoid(relu(z @ w1.T) @ w2)
"""),

    Wrong("se_block", "gates along the columns", "the gates of image n went to column n", """
def se_block(x, w1, w2):
    gates = sigmoid(relu(x.mean(axis=(1, 2)) @ w1) @ w2)
    try:
        return x * gates
    except ValueError:
        return x * gates[:1]
"""),
    Wrong("se_block", "the first image's gates", "all images got the gates of the first", """
def se_block(x, w1, w2):
    gates = sigmoid(relu(x.mean(axis=(1, 2)) @ w1) @ w2)
    return x * gates[0]
"""),
    Wrong("se_block", "gates alone", "these are the gates, at each position", """
def se_block(x, w1, w2):
    gates = sigmoid(relu(x.mean(axis=(1, 2)) @ w1) @ w2)
    return np.broadcast_to(gates[:, None, None, :], x.shape)
"""),
    Wrong("se_block", "gates added", "the gates are added to the maps", """
def se_block(x, w1, w2):
    gates = sigmoid(relu(x.mean(axis=(1, 2)) @ w1) @ w2)
    return x + gates[:, None, None, :]
"""),
    Wrong("se_block", "input added", "the input is added at the end", """
def se_block(x, w1, w2):
    gates = sigmoid(relu(x.mean(axis=(1, 2)) @ w1) @ w2)
    return x + x * gates[:, None, None, :]
"""),
    Wrong("se_block", "no squeeze", "the squeeze is missing", """
def se_block(x, w1, w2):
    return x * sigmoid(relu(x @ w1) @ w2)
"""),
    Wrong("se_block", "means scaled", "what is scaled are the means", """
def se_block(x, w1, w2):
    z = x.mean(axis=(1, 2), keepdims=True)
    return np.ones(x.shape) * z * sigmoid(relu(z @ w1) @ w2)
"""),

    Wrong("se_parameters", "one layer", "this is one of the two layers", """
def se_parameters(channels, reduction, bias):
    return channels * channels // reduction
"""),
    Wrong("se_parameters", "no reduction", "the reduction is left out", """
def se_parameters(channels, reduction, bias):
    return 2 * channels * channels
"""),
    Wrong("se_parameters", "reduction multiplies", "r multiplies", """
def se_parameters(channels, reduction, bias):
    return 2 * channels * channels * reduction
"""),
    Wrong("se_parameters", "both divided", "both factors are divided by r", """
def se_parameters(channels, reduction, bias):
    return 2 * (channels // reduction)**2
"""),
    Wrong("se_parameters", "units counted", "these are the units of the two layers", """
def se_parameters(channels, reduction, bias):
    return channels // reduction + channels
"""),
    Wrong("se_parameters", "always with biases", "biases are counted, and this block has none", """
def se_parameters(channels, reduction, bias):
    hidden = channels // reduction
    return 2 * channels * hidden + hidden + channels
"""),
    Wrong("se_parameters", "never biases", "the biases are missing", """
def se_parameters(channels, reduction, bias):
    return 2 * channels**2 // reduction
"""),
    Wrong("se_parameters", "as many biases as channels, twice", "the first has C / r outputs, the second C", """
def se_parameters(channels, reduction, bias):
    return 2 * channels**2 // reduction + 2 * channels * bias
"""),
    Wrong("se_parameters", "biases of the first layer alone", "the biases of the second layer are missing", """
def se_parameters(channels, reduction, bias):
    return 2 * channels**2 // reduction + channels // reduction * bias
"""),
    Wrong("se_parameters", "biases of the second layer alone", "the biases of the first layer are missing", """
def se_parameters(channels, reduction, bias):
    return 2 * channels**2 // reduction + channels * bias
"""),
    Wrong("se_parameters", "one bias a layer", "one bias for each layer", """
def se_parameters(channels, reduction, bias):
    return 2 * channels**2 // reduction + 2 * bias
"""),

    Wrong("se_block_backward", "gate held fixed", "the one through the gate is missing", """
def se_block_backward(dy, x, w1, w2):
    gates = sigmoid(relu(x.mean(axis=(1, 2)) @ w1) @ w2)
    return dy * gates[:, None, None, :]
"""),
    Wrong("se_block_backward", "through the gate alone", "the one with the gate held fixed is missing", """
def se_block_backward(dy, x, w1, w2):
    z = x.mean(axis=(1, 2))
    a = z @ w1
    s = sigmoid(relu(a) @ w2)
    d = (dy * x).sum(axis=(1, 2)) * s * (1 - s)
    return global_avg_pool2d_backward(((d @ w2.T) * (a > 0)) @ w1.T, x)
"""),
    Wrong("se_block_backward", "not divided by the positions", "divided by H * W", """
def se_block_backward(dy, x, w1, w2):
    z = x.mean(axis=(1, 2))
    a = z @ w1
    s = sigmoid(relu(a) @ w2)
    d = (dy * x).sum(axis=(1, 2)) * s * (1 - s)
    dz = ((d @ w2.T) * (a > 0)) @ w1.T
    return dy * s[:, None, None, :] + dz[:, None, None, :]
"""),
    Wrong("se_block_backward", "no slope of the sigmoid", "the slope of the sigmoid is missing", """
def se_block_backward(dy, x, w1, w2):
    z = x.mean(axis=(1, 2))
    a = z @ w1
    s = sigmoid(relu(a) @ w2)
    d = (dy * x).sum(axis=(1, 2))
    dz = ((d @ w2.T) * (a > 0)) @ w1.T
    return dy * s[:, None, None, :] + global_avg_pool2d_backward(dz, x)
"""),
    Wrong("se_block_backward", "no ReLU on the way back", "the ReLU is missing on the way back", """
def se_block_backward(dy, x, w1, w2):
    s = sigmoid(relu(x.mean(axis=(1, 2)) @ w1) @ w2)
    d = (dy * x).sum(axis=(1, 2)) * s * (1 - s)
    return dy * s[:, None, None, :] + global_avg_pool2d_backward(d @ w2.T @ w1.T, x)
"""),
    Wrong("se_block_backward", "mean for sum", "a sum over the positions, and no mean", """
def se_block_backward(dy, x, w1, w2):
    a = x.mean(axis=(1, 2)) @ w1
    s = sigmoid(relu(a) @ w2)
    d = (dy * x).mean(axis=(1, 2)) * s * (1 - s)
    dz = ((d @ w2.T) * (a > 0)) @ w1.T
    return dy * s[:, None, None, :] + global_avg_pool2d_backward(dz, x)
"""),
    Wrong("se_block_backward", "x forgotten", "the sum of dy times x", """
def se_block_backward(dy, x, w1, w2):
    a = x.mean(axis=(1, 2)) @ w1
    s = sigmoid(relu(a) @ w2)
    d = dy.sum(axis=(1, 2)) * s * (1 - s)
    dz = ((d @ w2.T) * (a > 0)) @ w1.T
    return dy * s[:, None, None, :] + global_avg_pool2d_backward(dz, x)
"""),
    Wrong("se_block_backward", "gate forgotten", "the first term is dy times the gate", """
def se_block_backward(dy, x, w1, w2):
    a = x.mean(axis=(1, 2)) @ w1
    s = sigmoid(relu(a) @ w2)
    d = (dy * x).sum(axis=(1, 2)) * s * (1 - s)
    dz = ((d @ w2.T) * (a > 0)) @ w1.T
    return dy + global_avg_pool2d_backward(dz, x)
"""),

    Wrong("twins", "the same image twice", "they must differ in every channel", """
def twins():
    image = np.arange(12.0).reshape(2, 2, 3)
    return np.stack([image, image])
"""),
    Wrong("twins", "one channel changed", "they must differ in every channel", """
def twins():
    first = np.arange(12.0).reshape(2, 2, 3)
    second = first.copy()
    second[..., 0] = first[::-1, :, 0]
    return np.stack([first, second])
"""),
    Wrong("twins", "channels exchanged", "the gates depend on the mean of each channel", """
def twins():
    first = np.arange(12.0).reshape(2, 2, 3)
    return np.stack([first, first[..., ::-1]])
"""),
    Wrong("twins", "twice as bright", "the gates depend on the mean of each channel", """
def twins():
    first = np.arange(12.0).reshape(2, 2, 3)
    return np.stack([first, 2 * first])
"""),
    Wrong("twins", "the same sign and the other", "the gates depend on the mean of each channel", """
def twins():
    first = np.ones((2, 2, 3))
    return np.stack([first, -first])
"""),
    Wrong("twins", "one image", "must have the shape (2, 2, 2, 3)", """
def twins():
    return np.arange(12.0).reshape(2, 2, 3)
"""),
]

RIGHT = [
    Right("squeeze", "loops", """
def squeeze(x):
    N, H, W, C = x.shape
    z = np.zeros((N, C))
    for n in range(N):
        for c in range(C):
            for i in range(H):
                for j in range(W):
                    z[n, c] += x[n, i, j, c] / (H * W)
    return z
"""),
    Right("squeeze", "the course's operation", """
def squeeze(x):
    return global_avg_pool2d(x)
"""),
    Right("excitation", "the course's operations", """
def excitation(z, w1, w2):
    return sigmoid(dense(relu(dense(z, w1)), w2))
"""),
    Right("excitation", "a hyperbolic tangent", """
def excitation(z, w1, w2):
    hidden = z @ w1
    hidden[hidden < 0] = 0
    return 0.5 * (1 + np.tanh(hidden @ w2 / 2))
"""),
    Right("se_block", "axes kept throughout", """
def se_block(x, w1, w2):
    z = x.mean(axis=(1, 2), keepdims=True)
    return x / (1 + np.exp(-(np.maximum(z @ w1, 0) @ w2)))
"""),
    Right("se_block", "image by image", """
def se_block(x, w1, w2):
    y = np.zeros(x.shape)
    for n, image in enumerate(x):
        hidden = np.maximum(image.mean(axis=(0, 1)) @ w1, 0)
        for c, a in enumerate(hidden @ w2):
            y[n, :, :, c] = image[:, :, c] / (1 + np.exp(-a))
    return y
"""),
    Right("se_parameters", "layer by layer", """
def se_parameters(channels, reduction, bias):
    hidden = channels // reduction
    first = (channels + bias) * hidden
    second = (hidden + bias) * channels
    return first + second
"""),
    Right("se_parameters", "with the formula, as a float", """
def se_parameters(channels, reduction, bias):
    total = 2 * channels**2 / reduction
    if bias:
        total += channels / reduction + channels
    return total
"""),
    Right("se_block_backward", "NumPy alone", """
def se_block_backward(dy, x, w1, w2):
    _, H, W, _ = x.shape
    a = x.mean(axis=(1, 2)) @ w1
    s = 1 / (1 + np.exp(-(np.maximum(a, 0) @ w2)))
    d = np.einsum("nijc,nijc->nc", dy, x) * s * (1 - s)
    dz = ((d @ w2.T) * (a > 0)) @ w1.T
    return dy * s[:, None, None, :] + dz[:, None, None, :] / (H * W)
"""),
    Right("twins", "upside down by hand", """
def twins():
    pair = np.zeros((2, 2, 2, 3))
    pair[0, 0, 0] = 1
    pair[1, 1, 1] = 1
    return pair
"""),
    Right("twins", "the same mean from other values", """
def twins():
    first = np.full((2, 2, 3), 2.0)
    second = np.array([[1.0, 3.0], [4.0, 0.0]])[:, :, None] * np.ones(3)
    return np.stack([first, second])
"""),
]
