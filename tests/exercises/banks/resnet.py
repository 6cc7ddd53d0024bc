"""What students hand in for 16-resnet."""

from . import Right, Wrong

WRONG = [
    Wrong("residual_unit", "ReLU before the addition", "the second ReLU stands before the addition", """
def residual_unit(x, w1, w2):
    hidden = relu(conv2d(x, w1, padding=1))
    return relu(conv2d(hidden, w2, padding=1)) + x
"""),
    Wrong("residual_unit", "ReLU before and after the addition", "a ReLU before the addition as well", """
def residual_unit(x, w1, w2):
    hidden = relu(conv2d(x, w1, padding=1))
    change = relu(conv2d(hidden, w2, padding=1))
    return relu(change + x)
"""),
    Wrong("residual_unit", "no ReLU at the end", "the ReLU after the addition is missing", """
def residual_unit(x, w1, w2):
    hidden = relu(conv2d(x, w1, padding=1))
    return conv2d(hidden, w2, padding=1) + x
"""),
    Wrong("residual_unit", "no ReLU in the middle", "the ReLU between the convolutions is missing", """
def residual_unit(x, w1, w2):
    return relu(conv2d(conv2d(x, w1, padding=1), w2, padding=1) + x)
"""),
    Wrong("residual_unit", "a plain network", "the input is not added", """
def residual_unit(x, w1, w2):
    x = relu(conv2d(x, w1, padding=1))
    return relu(conv2d(x, w2, padding=1))
"""),
    Wrong("residual_unit", "input overwritten", "the output of the first convolution", """
def residual_unit(x, w1, w2):
    x = relu(conv2d(x, w1, padding=1))
    return relu(conv2d(x, w2, padding=1) + x)
"""),
    Wrong("residual_unit", "kernels swapped", "w1 and w2 are swapped", """
def residual_unit(x, w1, w2):
    hidden = relu(conv2d(x, w2, padding=1))
    return relu(conv2d(hidden, w1, padding=1) + x)
"""),
    Wrong("residual_unit", "added too early", "before the second convolution", """
def residual_unit(x, w1, w2):
    hidden = relu(conv2d(x, w1, padding=1))
    return relu(conv2d(hidden + x, w2, padding=1))
"""),
    Wrong("residual_unit", "first kernel twice", "the first kernel is used twice", """
def residual_unit(x, w1, w2):
    hidden = relu(conv2d(x, w1, padding=1))
    return relu(conv2d(hidden, w1, padding=1) + x)
"""),
    Wrong("residual_unit", "no padding", "padding 0 before and 0 after", """
def residual_unit(x, w1, w2):
    return relu(conv2d(relu(conv2d(x, w1)), w2) + x)
"""),
    Wrong("residual_unit", "input subtracted", "the input is subtracted", """
def residual_unit(x, w1, w2):
    hidden = relu(conv2d(x, w1, padding=1))
    return relu(conv2d(hidden, w2, padding=1) - x)
"""),

    Wrong("zero_padding_shortcut", "zeros first", "the zeros stand before the channels of x", """
def zero_padding_shortcut(x, filters, stride):
    return np.pad(x[:, ::stride, ::stride], ((0, 0), (0, 0), (0, 0), (filters - x.shape[3], 0)))
"""),
    Wrong("zero_padding_shortcut", "channels repeated", "the new channels repeat those of x", """
def zero_padding_shortcut(x, filters, stride):
    picked = x[:, ::stride, ::stride]
    return np.tile(picked, -(-filters // x.shape[3]))[..., :filters]
"""),
    Wrong("zero_padding_shortcut", "from the second position on", "it begins at row 1 and column 1", """
def zero_padding_shortcut(x, filters, stride):
    picked = x[:, stride - 1::stride, stride - 1::stride]
    return np.pad(picked, ((0, 0), (0, 0), (0, 0), (0, filters - x.shape[3])))
"""),
    Wrong("zero_padding_shortcut", "mean of the windows", "this is the mean of each window", """
from cnn_helpers.functional import avg_pool2d

def zero_padding_shortcut(x, filters, stride):
    return np.pad(avg_pool2d(x, stride), ((0, 0), (0, 0), (0, 0), (0, filters - x.shape[3])))
"""),
    Wrong("zero_padding_shortcut", "largest of the windows", "this is the largest of each window", """
from cnn_helpers.functional import max_pool2d

def zero_padding_shortcut(x, filters, stride):
    return np.pad(max_pool2d(x, stride), ((0, 0), (0, 0), (0, 0), (0, filters - x.shape[3])))
"""),
    Wrong("zero_padding_shortcut", "a corner", "a corner of x is cut out", """
def zero_padding_shortcut(x, filters, stride):
    corner = x[:, :x.shape[1] // stride, :x.shape[2] // stride]
    return np.pad(corner, ((0, 0), (0, 0), (0, 0), (0, filters - x.shape[3])))
"""),
    Wrong("zero_padding_shortcut", "as many zeros as filters", "not in addition to those of x", """
def zero_padding_shortcut(x, filters, stride):
    picked = x[:, ::stride, ::stride]
    return np.concatenate([picked, np.zeros((*picked.shape[:3], filters))], axis=3)
"""),
    Wrong("zero_padding_shortcut", "images skipped too", "Two arrays do not fit each other", """
def zero_padding_shortcut(x, filters, stride):
    picked = x[:, ::stride]
    result = np.zeros((len(x), -(-x.shape[1] // stride), -(-x.shape[2] // stride), filters))
    result[..., :x.shape[3]] = picked
    return result
"""),

    Wrong("projection_shortcut", "matrix transposed", "the matrix is transposed", """
def projection_shortcut(x, w, stride):
    return x[:, ::stride, ::stride] @ w[0, 0].T
"""),
    Wrong("projection_shortcut", "from the second position on", "it begins at row 1 and column 1", """
def projection_shortcut(x, w, stride):
    return x[:, stride - 1::stride, stride - 1::stride] @ w[0, 0]
"""),
    Wrong("projection_shortcut", "windows averaged", "windows are averaged first", """
from cnn_helpers.functional import avg_pool2d

def projection_shortcut(x, w, stride):
    return avg_pool2d(x, stride) @ w[0, 0]
"""),
    Wrong("projection_shortcut", "no stride", "The shape expected is (1, 1, 2, 2), yours is (1, 2, 4, 2)", """
def projection_shortcut(x, w, stride):
    return x @ w[0, 0]
"""),
    Wrong("projection_shortcut", "stride in one axis", "The shape expected is (1, 1, 2, 2), yours is (1, 1, 4, 2)", """
def projection_shortcut(x, w, stride):
    return x[:, ::stride] @ w[0, 0]
"""),
    Wrong("projection_shortcut", "channels added up", "channels are added up before the product", """
def projection_shortcut(x, w, stride):
    return x[:, ::stride, ::stride].sum(axis=-1, keepdims=True) * w[0, 0].sum(axis=0)
"""),

    Wrong("unit_backward", "no shortcut", "the gradient along the shortcut is missing", """
def unit_backward(dy, x, w1, w2):
    before = x @ w1
    dtotal = dy * (relu(before) @ w2 + x > 0)
    return ((dtotal @ w2.T) * (before > 0)) @ w1.T
"""),
    Wrong("unit_backward", "shortcut alone", "along the shortcut alone", """
def unit_backward(dy, x, w1, w2):
    return dy * (relu(x @ w1) @ w2 + x > 0)
"""),
    Wrong("unit_backward", "dy along the shortcut", "dy goes along the shortcut as it is", """
def unit_backward(dy, x, w1, w2):
    before = x @ w1
    dtotal = dy * (relu(before) @ w2 + x > 0)
    return ((dtotal @ w2.T) * (before > 0)) @ w1.T + dy
"""),
    Wrong("unit_backward", "last ReLU forgotten", "the last ReLU is forgotten", """
def unit_backward(dy, x, w1, w2):
    return ((dy @ w2.T) * (x @ w1 > 0)) @ w1.T + dy
"""),
    Wrong("unit_backward", "inner ReLU forgotten", "the ReLU between the layers is forgotten", """
def unit_backward(dy, x, w1, w2):
    dtotal = dy * (relu(x @ w1) @ w2 + x > 0)
    return dtotal @ w2.T @ w1.T + dtotal
"""),
    Wrong("unit_backward", "not transposed", "the matrices are not transposed", """
def unit_backward(dy, x, w1, w2):
    before = x @ w1
    dtotal = dy * (relu(before) @ w2 + x > 0)
    return ((dtotal @ w2) * (before > 0)) @ w1 + dtotal
"""),
    Wrong("unit_backward", "order of the forward pass", "backward, w2 comes first", """
def unit_backward(dy, x, w1, w2):
    before = x @ w1
    dtotal = dy * (relu(before) @ w2 + x > 0)
    return ((dtotal @ w1.T) * (before > 0)) @ w2.T + dtotal
"""),
    Wrong("unit_backward", "product of the two ways", "add them", """
def unit_backward(dy, x, w1, w2):
    before = x @ w1
    dtotal = dy * (relu(before) @ w2 + x > 0)
    return ((dtotal @ w2.T) * (before > 0)) @ w1.T * dtotal
"""),

    Wrong("stack_jacobian", "no identity", "the identity of the shortcut is missing", """
def stack_jacobian(matrices):
    product = np.eye(matrices.shape[1])
    for matrix in matrices:
        product = product @ matrix
    return product
"""),
    Wrong("stack_jacobian", "ones everywhere", "the identity has ones on its diagonal alone", """
def stack_jacobian(matrices):
    product = np.eye(matrices.shape[1])
    for matrix in matrices:
        product = product @ (1 + matrix)
    return product
"""),
    Wrong("stack_jacobian", "reverse order", "the units are in the reverse order", """
def stack_jacobian(matrices):
    product = np.eye(matrices.shape[1])
    for matrix in matrices:
        product = (np.eye(len(matrix)) + matrix) @ product
    return product
"""),
    Wrong("stack_jacobian", "sum with one identity", "the matrices are added and only one identity", """
def stack_jacobian(matrices):
    return np.eye(matrices.shape[1]) + matrices.sum(axis=0)
"""),
    Wrong("stack_jacobian", "identity once", "the identity is added once", """
def stack_jacobian(matrices):
    product = np.eye(matrices.shape[1])
    for matrix in matrices:
        product = product @ matrix
    return np.eye(matrices.shape[1]) + product
"""),
    Wrong("stack_jacobian", "sum of the Jacobians", "the Jacobians of the units are added", """
def stack_jacobian(matrices):
    return sum(np.eye(len(matrix)) + matrix for matrix in matrices)
"""),
    Wrong("stack_jacobian", "product number by number", "number by number", """
def stack_jacobian(matrices):
    return (np.eye(matrices.shape[1]) + matrices).prod(axis=0)
"""),

    Wrong("bottleneck_parameters", "no batch normalisation", "batch normalisation is missing", """
def bottleneck_parameters(channels, filters):
    weights = channels * filters + 9 * filters**2 + 4 * filters**2
    return weights + (0 if channels == 4 * filters else 4 * channels * filters)
"""),
    Wrong("bottleneck_parameters", "scale alone", "so two parameters a channel", """
def bottleneck_parameters(channels, filters):
    weights = channels * filters + 9 * filters**2 + 4 * filters**2 + 6 * filters
    return weights + (0 if channels == 4 * filters else 4 * channels * filters + 4 * filters)
"""),
    Wrong("bottleneck_parameters", "running statistics", "they are not trained", """
def bottleneck_parameters(channels, filters):
    weights = channels * filters + 9 * filters**2 + 4 * filters**2 + 24 * filters
    return weights + (0 if channels == 4 * filters else 4 * channels * filters + 16 * filters)
"""),
    Wrong("bottleneck_parameters", "biases", "the convolutions have no bias", """
def bottleneck_parameters(channels, filters):
    weights = channels * filters + 9 * filters**2 + 4 * filters**2 + 18 * filters
    return weights + (0 if channels == 4 * filters else 4 * channels * filters + 12 * filters)
"""),
    Wrong("bottleneck_parameters", "no expansion", "the last convolution gives 4 * filters channels", """
def bottleneck_parameters(channels, filters):
    weights = channels * filters + 9 * filters**2 + filters**2 + 6 * filters
    return weights + (0 if channels == 4 * filters else channels * filters + 2 * filters)
"""),
    Wrong("bottleneck_parameters", "always a projection", "the shortcut is the identity", """
def bottleneck_parameters(channels, filters):
    weights = channels * filters + 9 * filters**2 + 4 * filters**2 + 12 * filters
    return weights + 4 * channels * filters + 8 * filters
"""),
    Wrong("bottleneck_parameters", "never a projection", "the projection of the shortcut is missing", """
def bottleneck_parameters(channels, filters):
    return channels * filters + 9 * filters**2 + 4 * filters**2 + 12 * filters
"""),
    Wrong("bottleneck_parameters", "projection without normalisation", "the projection has batch normalisation too", """
def bottleneck_parameters(channels, filters):
    weights = channels * filters + 9 * filters**2 + 4 * filters**2 + 12 * filters
    return weights + (0 if channels == 4 * filters else 4 * channels * filters)
"""),
    Wrong("bottleneck_parameters", "3 x 3 projection", "the projection is a 1 x 1 convolution", """
def bottleneck_parameters(channels, filters):
    weights = channels * filters + 9 * filters**2 + 4 * filters**2 + 12 * filters
    return weights + (0 if channels == 4 * filters else 36 * channels * filters + 8 * filters)
"""),
    Wrong("bottleneck_parameters", "nine forgotten", "nine weights for each pair of channels", """
def bottleneck_parameters(channels, filters):
    weights = channels * filters + filters**2 + 4 * filters**2 + 12 * filters
    return weights + (0 if channels == 4 * filters else 4 * channels * filters + 8 * filters)
"""),
    Wrong("bottleneck_parameters", "3 x 3 on all channels", "works on `filters` channels", """
def bottleneck_parameters(channels, filters):
    weights = channels * filters + 9 * channels * filters + 4 * filters**2 + 12 * filters
    return weights + (0 if channels == 4 * filters else 4 * channels * filters + 8 * filters)
"""),
]

RIGHT = [
    Right("residual_unit", "np.maximum, SAME padding", """
def residual_unit(x, w1, w2):
    change = conv2d(np.maximum(conv2d(x, w1, padding="same"), 0), w2, padding="same")
    return np.maximum(x + change, 0)
"""),
    Right("residual_unit", "image by image", """
def residual_unit(x, w1, w2):
    result = np.empty(x.shape)
    for n, image in enumerate(x):
        hidden = relu(conv2d(image[None], w1, padding=1))
        result[n] = relu(image + conv2d(hidden, w2, padding=1)[0])
    return result
"""),
    Right("zero_padding_shortcut", "written into zeros", """
def zero_padding_shortcut(x, filters, stride):
    images, height, width, channels = x.shape
    result = np.zeros((images, -(-height // stride), -(-width // stride), filters))
    result[..., :channels] = x[:, ::stride, ::stride]
    return result
"""),
    Right("zero_padding_shortcut", "loops", """
def zero_padding_shortcut(x, filters, stride):
    rows, columns = range(0, x.shape[1], stride), range(0, x.shape[2], stride)
    result = np.zeros((len(x), len(rows), len(columns), filters))
    for i, row in enumerate(rows):
        for j, column in enumerate(columns):
            for c in range(x.shape[3]):
                result[:, i, j, c] = x[:, row, column, c]
    return result
"""),
    Right("projection_shortcut", "einsum", """
def projection_shortcut(x, w, stride):
    return np.einsum("nijc,ck->nijk", x[:, ::stride, ::stride], w[0, 0])
"""),
    Right("projection_shortcut", "product first, positions afterwards", """
def projection_shortcut(x, w, stride):
    return np.dot(x, w[0, 0])[:, ::stride, ::stride, :]
"""),
    Right("unit_backward", "np.where", """
def unit_backward(dy, x, w1, w2):
    before = np.dot(x, w1)
    total = np.dot(np.where(before > 0, before, 0), w2) + x
    d = np.where(total > 0, dy, 0)
    return d + np.dot(np.where(before > 0, np.dot(d, w2.T), 0), w1.T)
"""),
    Right("unit_backward", "the Jacobian of each row", """
def unit_backward(dy, x, w1, w2):
    rows = []
    for g, row in zip(dy, x):
        before = row @ w1
        total = relu(before) @ w2 + row
        jacobian = np.eye(len(row)) + w1 @ np.diag(before > 0) @ w2
        rows.append(jacobian @ (g * (total > 0)))
    return np.array(rows)
"""),
    Right("stack_jacobian", "what the stack makes of the identity", """
def stack_jacobian(matrices):
    outputs = np.eye(matrices.shape[1])
    for matrix in matrices:
        outputs = outputs + outputs @ matrix
    return outputs
"""),
    Right("stack_jacobian", "from the last unit to the first", """
def stack_jacobian(matrices):
    product = np.eye(matrices.shape[1])
    for matrix in matrices[::-1]:
        product = product + matrix @ product
    return product
"""),
    Right("bottleneck_parameters", "layer by layer", """
def bottleneck_parameters(channels, filters):
    layers = [(1, channels, filters), (3, filters, filters), (1, filters, 4 * filters)]
    if channels != 4 * filters:
        layers.append((1, channels, 4 * filters))
    return sum(kernel**2 * before * after + 2 * after for kernel, before, after in layers)
"""),
]
