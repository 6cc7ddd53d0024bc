"""What students hand in for 03-feature-maps."""

from . import Right, Wrong

WRONG = [
    Wrong("one_map", "channels not summed", "the channels are still apart", """
def one_map(image, kernel, bias):
    height, width, _ = kernel.shape
    result = np.zeros((image.shape[0] - height + 1, image.shape[1] - width + 1, image.shape[2]))
    for i, j, c in np.ndindex(result.shape):
        result[i, j, c] = (image[i:i + height, j:j + width, c] * kernel[:, :, c]).sum() + bias
    return result
"""),
    Wrong("one_map", "channels not summed, into a map", "is a sum missing, or does it leave out an axis", """
def one_map(image, kernel, bias):
    height, width, _ = kernel.shape
    result = np.zeros((image.shape[0] - height + 1, image.shape[1] - width + 1))
    for i, j in np.ndindex(result.shape):
        result[i, j] = (image[i:i + height, j:j + width] * kernel).sum(axis=(0, 1)) + bias
    return result
"""),
    Wrong("one_map", "first channel alone", "this is the first channel alone", """
def one_map(image, kernel, bias):
    height, width, _ = kernel.shape
    result = np.zeros((image.shape[0] - height + 1, image.shape[1] - width + 1))
    for i, j in np.ndindex(result.shape):
        result[i, j] = (image[i:i + height, j:j + width, 0] * kernel[:, :, 0]).sum() + bias
    return result
"""),
    Wrong("one_map", "last channel overwrites the others", "this is the last channel alone", """
def one_map(image, kernel, bias):
    height, width, channels = kernel.shape
    result = np.zeros((image.shape[0] - height + 1, image.shape[1] - width + 1))
    for i, j in np.ndindex(result.shape):
        for c in range(channels):
            result[i, j] = (image[i:i + height, j:j + width, c] * kernel[:, :, c]).sum() + bias
    return result
"""),
    Wrong("one_map", "mean over the channels", "this is the mean over the channels", """
def one_map(image, kernel, bias):
    height, width, _ = kernel.shape
    result = np.zeros((image.shape[0] - height + 1, image.shape[1] - width + 1))
    for i, j in np.ndindex(result.shape):
        result[i, j] = (image[i:i + height, j:j + width] * kernel).sum(axis=(0, 1)).mean() + bias
    return result
"""),
    Wrong("one_map", "mean over the window", "this is the mean over the window", """
def one_map(image, kernel, bias):
    height, width, _ = kernel.shape
    result = np.zeros((image.shape[0] - height + 1, image.shape[1] - width + 1))
    for i, j in np.ndindex(result.shape):
        result[i, j] = (image[i:i + height, j:j + width] * kernel).mean() + bias
    return result
"""),
    Wrong("one_map", "bias added for each channel", "the bias is added for each channel", """
def one_map(image, kernel, bias):
    height, width, channels = kernel.shape
    result = np.zeros((image.shape[0] - height + 1, image.shape[1] - width + 1))
    for i, j in np.ndindex(result.shape):
        for c in range(channels):
            result[i, j] += (image[i:i + height, j:j + width, c] * kernel[:, :, c]).sum() + bias
    return result
"""),
    Wrong("one_map", "bias added for each product", "the bias is added for each product", """
def one_map(image, kernel, bias):
    height, width, _ = kernel.shape
    result = np.zeros((image.shape[0] - height + 1, image.shape[1] - width + 1))
    for i, j in np.ndindex(result.shape):
        result[i, j] = (image[i:i + height, j:j + width] * kernel + bias).sum()
    return result
"""),
    Wrong("one_map", "bias forgotten", "the bias is forgotten", """
def one_map(image, kernel, bias):
    height, width, _ = kernel.shape
    result = np.zeros((image.shape[0] - height + 1, image.shape[1] - width + 1))
    for i, j in np.ndindex(result.shape):
        result[i, j] = (image[i:i + height, j:j + width] * kernel).sum()
    return result
"""),
    Wrong("one_map", "kernel turned", "the kernel is turned by 180 degrees", """
def one_map(image, kernel, bias):
    height, width, _ = kernel.shape
    result = np.zeros((image.shape[0] - height + 1, image.shape[1] - width + 1))
    for i, j in np.ndindex(result.shape):
        result[i, j] = (image[i:i + height, j:j + width] * kernel[::-1, ::-1]).sum() + bias
    return result
"""),
    Wrong("one_map", "kernel flipped along every axis", "flipped along all three axes", """
def one_map(image, kernel, bias):
    kernel = np.flip(kernel)
    height, width, _ = kernel.shape
    result = np.zeros((image.shape[0] - height + 1, image.shape[1] - width + 1))
    for i, j in np.ndindex(result.shape):
        result[i, j] = (image[i:i + height, j:j + width] * kernel).sum() + bias
    return result
"""),
    Wrong("one_map", "result of integers", "cut off to int64", """
def one_map(image, kernel, bias):
    height, width, _ = kernel.shape
    result = np.zeros((image.shape[0] - height + 1, image.shape[1] - width + 1), dtype=image.dtype)
    for i, j in np.ndindex(result.shape):
        result[i, j] = (image[i:i + height, j:j + width] * kernel).sum() + bias
    return result
"""),
    Wrong("one_map", "height and width of the kernel swapped", "KH and KW are swapped", """
def one_map(image, kernel, bias):
    width, height, _ = kernel.shape
    result = np.zeros((image.shape[0] - height + 1, image.shape[1] - width + 1))
    for i, j in np.ndindex(result.shape):
        result[i, j] = (image[i:i + height, j:j + width] * kernel).sum() + bias
    return result
"""),
    Wrong("one_map", "channels read as the first axis", "do not fit each other", """
def one_map(image, kernel, bias):
    _, height, width = kernel.shape
    result = np.zeros((image.shape[1] - height + 1, image.shape[2] - width + 1))
    for i, j in np.ndindex(result.shape):
        result[i, j] = (image[:, i:i + height, j:j + width] * kernel).sum() + bias
    return result
"""),

    Wrong("layer", "maps before rows and columns", "the maps come before the rows and columns", """
def layer(x, w, b):
    return np.array([[feature_map(image, w[:, :, :, m], b[m]) for m in range(len(b))] for image in x])
"""),
    Wrong("layer", "maps added up", "the maps are added up", """
def layer(x, w, b):
    return np.stack([sum(feature_map(image, w[:, :, :, m], b[m]) for m in range(len(b))) for image in x])
"""),
    Wrong("layer", "maps before everything", "the axes of the result are in the wrong order, (3, 0, 1, 2)", """
def layer(x, w, b):
    return np.array([[feature_map(image, w[:, :, :, m], b[m]) for image in x] for m in range(len(b))])
"""),
    Wrong("layer", "bias forgotten", "the bias is forgotten", """
def layer(x, w, b):
    return np.stack([np.stack([feature_map(image, w[:, :, :, m], 0) for m in range(len(b))], axis=-1) for image in x])
"""),
    Wrong("layer", "first bias for every map", "the first bias is added to every map", """
def layer(x, w, b):
    return np.stack([np.stack([feature_map(image, w[:, :, :, m], b[0]) for m in range(len(b))], axis=-1)
                     for image in x])
"""),
    Wrong("layer", "all biases for every map", "all biases are added to every map", """
def layer(x, w, b):
    return np.stack([np.stack([feature_map(image, w[:, :, :, m], sum(b)) for m in range(len(b))], axis=-1)
                     for image in x])
"""),
    Wrong("layer", "bias added for each product", "the bias is added for each product", """
def layer(x, w, b):
    KH, KW, _, C_out = w.shape
    y = np.zeros((x.shape[0], x.shape[1] - KH + 1, x.shape[2] - KW + 1, C_out))
    for n, i, j, m in np.ndindex(y.shape):
        y[n, i, j, m] = (x[n, i:i + KH, j:j + KW] * w[:, :, :, m] + b[m]).sum()
    return y
"""),
    Wrong("layer", "bias added for each channel", "the bias is added for each channel of the image", """
def layer(x, w, b):
    KH, KW, C_in, C_out = w.shape
    y = np.zeros((x.shape[0], x.shape[1] - KH + 1, x.shape[2] - KW + 1, C_out))
    for n, i, j, m in np.ndindex(y.shape):
        for c in range(C_in):
            y[n, i, j, m] += (x[n, i:i + KH, j:j + KW, c] * w[:, :, c, m]).sum() + b[m]
    return y
"""),
    Wrong("layer", "result of integers", "cut off to int64", """
def layer(x, w, b):
    KH, KW, _, C_out = w.shape
    y = np.zeros((x.shape[0], x.shape[1] - KH + 1, x.shape[2] - KW + 1, C_out), dtype=x.dtype)
    for n, i, j, m in np.ndindex(y.shape):
        y[n, i, j, m] = (x[n, i:i + KH, j:j + KW] * w[:, :, :, m]).sum() + b[m]
    return y
"""),
    Wrong("layer", "all of b into one number", "is a sum missing, or does it leave out an axis", """
def layer(x, w, b):
    KH, KW, _, C_out = w.shape
    y = np.zeros((x.shape[0], x.shape[1] - KH + 1, x.shape[2] - KW + 1, C_out))
    for n, i, j, m in np.ndindex(y.shape):
        y[n, i, j, m] = (x[n, i:i + KH, j:j + KW] * w[:, :, :, m]).sum() + b
    return y
"""),
    Wrong("layer", "first image, without its axis", "the axis of the images is missing", """
def layer(x, w, b):
    return np.stack([feature_map(x[0], w[:, :, :, m], b[m]) for m in range(len(b))], axis=-1)
"""),
    Wrong("layer", "first image alone", "these are the maps of the first image alone", """
def layer(x, w, b):
    return np.stack([feature_map(x[0], w[:, :, :, m], b[m]) for m in range(len(b))], axis=-1)[None]
"""),
    Wrong("layer", "return inside the loop", "as a return inside the loop does", """
def layer(x, w, b):
    KH, KW, _, C_out = w.shape
    y = np.zeros((x.shape[0], x.shape[1] - KH + 1, x.shape[2] - KW + 1, C_out))
    for n in range(len(x)):
        for m in range(C_out):
            y[n, :, :, m] = feature_map(x[n], w[:, :, :, m], b[m])
        return y
"""),
    Wrong("layer", "maps of the last image for every image", "every image gets the maps of the last", """
def layer(x, w, b):
    KH, KW, _, C_out = w.shape
    maps = np.zeros((x.shape[1] - KH + 1, x.shape[2] - KW + 1, C_out))
    result = []
    for image in x:
        for m in range(C_out):
            maps[:, :, m] = feature_map(image, w[:, :, :, m], b[m])
        result.append(maps)
    return np.array(result)
"""),
    Wrong("layer", "kernels read as PyTorch has them", "as PyTorch has them", """
def layer(x, w, b):
    C_out, _, KH, KW = w.shape
    y = np.zeros((x.shape[0], x.shape[1] - KH + 1, x.shape[2] - KW + 1, C_out))
    for n, i, j, m in np.ndindex(y.shape):
        y[n, i, j, m] = (x[n, i:i + KH, j:j + KW].transpose(2, 0, 1) * w[m]).sum() + b[m]
    return y
"""),
    Wrong("layer", "channels of input and output swapped", "as (KH, KW, C_out, C_in)", """
def layer(x, w, b):
    KH, KW, C_out, _ = w.shape
    y = np.zeros((x.shape[0], x.shape[1] - KH + 1, x.shape[2] - KW + 1, C_out))
    for n, i, j, m in np.ndindex(y.shape):
        y[n, i, j, m] = (x[n, i:i + KH, j:j + KW] * w[:, :, m, :]).sum() + b[m]
    return y
"""),
    Wrong("layer", "kernels on the first axis", "and not w[m]", """
def layer(x, w, b):
    return np.stack([np.stack([feature_map(image, w[m], b[m]) for m in range(len(b))], axis=-1) for image in x])
"""),
    Wrong("layer", "kernels turned", "the kernels are turned by 180 degrees", """
def layer(x, w, b):
    return np.stack([np.stack([feature_map(image, w[::-1, ::-1, :, m], b[m]) for m in range(len(b))], axis=-1)
                     for image in x])
"""),
    Wrong("layer", "kernels flipped along every axis", "flipped along all three axes", """
def layer(x, w, b):
    return np.stack([np.stack([feature_map(image, np.flip(w[:, :, :, m]), b[m]) for m in range(len(b))], axis=-1)
                     for image in x])
"""),
    Wrong("layer", "first kernel for every map", "every map is that of the first kernel", """
def layer(x, w, b):
    return np.stack([np.stack([feature_map(image, w[:, :, :, 0], b[m]) for m in range(len(b))], axis=-1)
                     for image in x])
"""),

    Wrong("red_kernel", "red alone", "a grey picture must give 0", """
def red_kernel():
    kernel = np.zeros((3, 3, 3))
    kernel[:, :, 0] = 1
    return kernel
"""),
    Wrong("red_kernel", "channels on the first axis", "is the channel the last axis of your kernel", """
def red_kernel():
    return np.stack([np.full((3, 3), 2), np.full((3, 3), -1), np.full((3, 3), -1)])
"""),
    Wrong("red_kernel", "0 in all, but not at each place", "at each place the three channels must add up to 0", """
def red_kernel():
    kernel = np.zeros((3, 3, 3))
    kernel[1, 1, 0] = 9
    kernel[:, :, 1:] = -0.5
    return kernel
"""),
    Wrong("red_kernel", "an edge in every channel", "at each place the three channels must add up to 0", """
def red_kernel():
    return np.repeat(np.array([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])[:, :, None], 3, axis=2)
"""),
    Wrong("red_kernel", "red minus blue", "a picture that is all green gives 0", """
def red_kernel():
    return np.ones((3, 3, 1)) * np.array([1, 0, -1])
"""),
    Wrong("red_kernel", "red minus green", "a picture that is all blue gives 0", """
def red_kernel():
    return np.ones((3, 3, 1)) * np.array([1, -1, 0])
"""),
    Wrong("red_kernel", "wrong sign", "the sign is wrong", """
def red_kernel():
    return np.ones((3, 3, 1)) * np.array([-2, 1, 1])
"""),
    Wrong("red_kernel", "all zeros", "the kernel must answer to red", """
def red_kernel():
    return np.zeros((3, 3, 3))
"""),
    Wrong("red_kernel", "without channels", "must have the shape (3, 3, 3)", """
def red_kernel():
    return np.array([[-1, -1, -1], [2, 2, 2], [-1, -1, -1]])
"""),

    Wrong("count_parameters", "biases forgotten", "the biases are forgotten", """
def count_parameters(H, W, C_in, KH, KW, C_out):
    return KH * KW * C_in * C_out
"""),
    Wrong("count_parameters", "one bias for the layer", "one bias for the whole layer", """
def count_parameters(H, W, C_in, KH, KW, C_out):
    return KH * KW * C_in * C_out + 1
"""),
    Wrong("count_parameters", "one bias for each slice", "one bias for each slice of each kernel", """
def count_parameters(H, W, C_in, KH, KW, C_out):
    return (KH * KW + 1) * C_in * C_out
"""),
    Wrong("count_parameters", "one bias for each input channel", "one bias for each channel of the image", """
def count_parameters(H, W, C_in, KH, KW, C_out):
    return KH * KW * C_in * C_out + C_in
"""),
    Wrong("count_parameters", "one bias for each number in the maps", "one bias for each number in the maps", """
def count_parameters(H, W, C_in, KH, KW, C_out):
    return KH * KW * C_in * C_out + (H - KH + 1) * (W - KW + 1) * C_out
"""),
    Wrong("count_parameters", "channels of the image forgotten", "C_in is forgotten", """
def count_parameters(H, W, C_in, KH, KW, C_out):
    return (KH * KW + 1) * C_out
"""),
    Wrong("count_parameters", "a single kernel", "the parameters of a single kernel", """
def count_parameters(H, W, C_in, KH, KW, C_out):
    return KH * KW * C_in + 1
"""),
    Wrong("count_parameters", "square kernel", "KW is forgotten", """
def count_parameters(H, W, C_in, KH, KW, C_out):
    return (KH**2 * C_in + 1) * C_out
"""),
    Wrong("count_parameters", "size of the image multiplied in", "the size of the image is multiplied in", """
def count_parameters(H, W, C_in, KH, KW, C_out):
    return H * W * (KH * KW * C_in + 1) * C_out
"""),
    Wrong("count_parameters", "a kernel for each place", "the number of places is multiplied in", """
def count_parameters(H, W, C_in, KH, KW, C_out):
    return (H - KH + 1) * (W - KW + 1) * (KH * KW * C_in + 1) * C_out
"""),
    Wrong("count_parameters", "dense layer", "the parameters of a dense layer", """
def count_parameters(H, W, C_in, KH, KW, C_out):
    outputs = (H - KH + 1) * (W - KW + 1) * C_out
    return H * W * C_in * outputs + outputs
"""),

    Wrong("multiplications", "input size for output size", "the size of the image is taken", """
def multiplications(H, W, C_in, KH, KW, C_out, stride):
    return H * W * KH * KW * C_in * C_out
"""),
    Wrong("multiplications", "channels of the image forgotten", "C_in is forgotten", """
def multiplications(H, W, C_in, KH, KW, C_out, stride):
    return ((H - KH) // stride + 1) * ((W - KW) // stride + 1) * KH * KW * C_out
"""),
    Wrong("multiplications", "a single kernel", "C_out is forgotten", """
def multiplications(H, W, C_in, KH, KW, C_out, stride):
    return ((H - KH) // stride + 1) * ((W - KW) // stride + 1) * KH * KW * C_in
"""),
    Wrong("multiplications", "bias counted", "the bias is counted", """
def multiplications(H, W, C_in, KH, KW, C_out, stride):
    return ((H - KH) // stride + 1) * ((W - KW) // stride + 1) * (KH * KW * C_in + 1) * C_out
"""),
    Wrong("multiplications", "additions counted", "the additions are counted too", """
def multiplications(H, W, C_in, KH, KW, C_out, stride):
    return 2 * ((H - KH) // stride + 1) * ((W - KW) // stride + 1) * KH * KW * C_in * C_out
"""),
    Wrong("multiplications", "weights counted", "these are the weights", """
def multiplications(H, W, C_in, KH, KW, C_out, stride):
    return KH * KW * C_in * C_out
"""),
    Wrong("multiplications", "numbers in the maps counted", "these are the numbers in the maps", """
def multiplications(H, W, C_in, KH, KW, C_out, stride):
    return ((H - KH) // stride + 1) * ((W - KW) // stride + 1) * C_out
"""),
    Wrong("multiplications", "one place too few", "one row and one column of places are missing", """
def multiplications(H, W, C_in, KH, KW, C_out, stride):
    return ((H - KH) // stride) * ((W - KW) // stride) * KH * KW * C_in * C_out
"""),
    Wrong("multiplications", "stride ignored", "the stride is ignored", """
def multiplications(H, W, C_in, KH, KW, C_out, stride):
    return (H - KH + 1) * (W - KW + 1) * KH * KW * C_in * C_out
"""),
    Wrong("multiplications", "divided by the stride once", "are divided by the stride: count the places anew", """
def multiplications(H, W, C_in, KH, KW, C_out, stride):
    return (H - KH + 1) * (W - KW + 1) * KH * KW * C_in * C_out / stride
"""),
    Wrong("multiplications", "divided by the stride twice", "by the stride twice: count the places anew", """
def multiplications(H, W, C_in, KH, KW, C_out, stride):
    return (H - KH + 1) * (W - KW + 1) * KH * KW * C_in * C_out / stride**2
"""),
    Wrong("multiplications", "stride for the rows alone", "the stride is taken for the rows alone", """
def multiplications(H, W, C_in, KH, KW, C_out, stride):
    return ((H - KH) // stride + 1) * (W - KW + 1) * KH * KW * C_in * C_out
"""),
    Wrong("multiplications", "rounded up", "places are rounded up", """
def multiplications(H, W, C_in, KH, KW, C_out, stride):
    rows, columns = np.ceil((H - KH) / stride) + 1, np.ceil((W - KW) / stride) + 1
    return rows * columns * KH * KW * C_in * C_out
"""),
    Wrong("multiplications", "not rounded", "parts of a place are counted", """
def multiplications(H, W, C_in, KH, KW, C_out, stride):
    return ((H - KH) / stride + 1) * ((W - KW) / stride + 1) * KH * KW * C_in * C_out
"""),

    Wrong("receptive_field", "product of the kernels", "the kernels are multiplied", """
def receptive_field(layers):
    return np.prod(layers[:, 0])
"""),
    Wrong("receptive_field", "sum of the kernels", "the kernels are added", """
def receptive_field(layers):
    return layers[:, 0].sum()
"""),
    Wrong("receptive_field", "last layer alone", "this is the last layer alone", """
def receptive_field(layers):
    return layers[-1, 0]
"""),
    Wrong("receptive_field", "K steps for K - 1", "it is K - 1 steps, and not K", """
def receptive_field(layers):
    field, step = 1, 1
    for kernel, stride in layers:
        field += kernel * step
        step *= stride
    return field
"""),
    Wrong("receptive_field", "first pixel not counted", "begin with 1", """
def receptive_field(layers):
    field, step = 0, 1
    for kernel, stride in layers:
        field += (kernel - 1) * step
        step *= stride
    return field
"""),
    Wrong("receptive_field", "strides ignored", "the strides are ignored", """
def receptive_field(layers):
    return 1 + sum(kernel - 1 for kernel, stride in layers)
"""),
    Wrong("receptive_field", "stride in its own layer", "the stride of a layer is taken in the layer itself", """
def receptive_field(layers):
    field, step = 1, 1
    for kernel, stride in layers:
        step *= stride
        field += (kernel - 1) * step
    return field
"""),
    Wrong("receptive_field", "stride of the layer before alone", "only the stride of the layer just before", """
def receptive_field(layers):
    field, step = 1, 1
    for kernel, stride in layers:
        field += (kernel - 1) * step
        step = stride
    return field
"""),
    Wrong("receptive_field", "strides added", "the strides are added", """
def receptive_field(layers):
    field, step = 1, 1
    for kernel, stride in layers:
        field += (kernel - 1) * step
        step += stride
    return field
"""),
    Wrong("receptive_field", "from the last layer to the first", "from the last to the first", """
def receptive_field(layers):
    field, step = 1, 1
    for kernel, stride in layers[::-1]:
        field += (kernel - 1) * step
        step *= stride
    return field
"""),
    Wrong("receptive_field", "step for the field", "this is the distance between neighbouring values", """
def receptive_field(layers):
    field, step = 1, 1
    for kernel, stride in layers:
        field += (kernel - 1) * step
        step *= stride
    return step
"""),
    Wrong("receptive_field", "field and step returned", "must return one number", """
def receptive_field(layers):
    field, step = 1, 1
    for kernel, stride in layers:
        field += (kernel - 1) * step
        step *= stride
    return field, step
"""),
]

RIGHT = [
    Right("one_map", "five loops", """
def one_map(image, kernel, bias):
    (H, W, C), (KH, KW, _) = image.shape, kernel.shape
    result = np.full((H - KH + 1, W - KW + 1), float(bias))
    for i in range(H - KH + 1):
        for j in range(W - KW + 1):
            for u in range(KH):
                for v in range(KW):
                    for c in range(C):
                        result[i, j] += image[i + u, j + v, c] * kernel[u, v, c]
    return result
"""),
    Right("one_map", "channel by channel", """
def one_map(image, kernel, bias):
    return sum(slid(image[:, :, c], kernel[:, :, c]) for c in range(image.shape[2])) + bias

def slid(channel, part):
    return np.einsum("ijuv,uv->ij", np.lib.stride_tricks.sliding_window_view(channel, part.shape), part)
"""),
    Right("one_map", "in single precision", """
def one_map(image, kernel, bias):
    height, width = image.shape[0] - kernel.shape[0] + 1, image.shape[1] - kernel.shape[1] + 1
    result = np.full((height, width), bias, dtype=np.float32)
    for u, v in np.ndindex(kernel.shape[:2]):
        result += image[u:u + height, v:v + width].astype(np.float32) @ kernel[u, v].astype(np.float32)
    return result
"""),
    Right("layer", "every index a loop", """
def layer(x, w, b):
    N, H, W, C_in = x.shape
    KH, KW, C_in, C_out = w.shape
    y = np.zeros((N, H - KH + 1, W - KW + 1, C_out))
    for n in range(N):
        for i in range(H - KH + 1):
            for j in range(W - KW + 1):
                for m in range(C_out):
                    y[n, i, j, m] = b[m] + (x[n, i:i + KH, j:j + KW, :] * w[:, :, :, m]).sum()
    return y
"""),
    Right("layer", "stacked", """
def layer(x, w, b):
    return np.stack([np.stack([feature_map(image, w[..., m], b[m]) for m in range(len(b))], axis=-1) for image in x])
"""),
    Right("layer", "a matrix product at each place of the kernel", """
def layer(x, w, b):
    KH, KW = w.shape[:2]
    rows, columns = x.shape[1] - KH + 1, x.shape[2] - KW + 1
    return sum(x[:, u:u + rows, v:v + columns] @ w[u, v] for u in range(KH) for v in range(KW)) + b
"""),
    Right("red_kernel", "the middle alone, in fractions", """
def red_kernel():
    kernel = np.zeros((3, 3, 3))
    kernel[1, 1] = [1, -1 / 3, -2 / 3]
    return kernel
"""),
    Right("red_kernel", "means, slice by slice", """
def red_kernel():
    mean = np.full((3, 3), 1 / 9)
    return np.stack([mean, -0.3 * mean, -0.7 * mean], axis=-1)
"""),
    Right("red_kernel", "not the same at each place", """
def red_kernel():
    kernel = np.zeros((3, 3, 3), dtype=int)
    kernel[0, :, 0], kernel[0, :, 1] = 3, -3
    kernel[2, :, 0], kernel[2, :, 2] = 1, -1
    return kernel
"""),
    Right("count_parameters", "sizes of arrays", """
def count_parameters(H, W, C_in, KH, KW, C_out):
    return np.zeros((KH, KW, C_in, C_out)).size + np.zeros(C_out).size
"""),
    Right("count_parameters", "weights and biases, as a float", """
def count_parameters(H, W, C_in, KH, KW, C_out):
    weights = np.prod([KH, KW, C_in, C_out])
    return float(weights + C_out)
"""),
    Right("multiplications", "places counted one by one", """
def multiplications(H, W, C_in, KH, KW, C_out, stride):
    count = 0
    for i in range(0, H - KH + 1, stride):
        for j in range(0, W - KW + 1, stride):
            count += KH * KW * C_in * C_out
    return count
"""),
    Right("multiplications", "np.floor", """
def multiplications(H, W, C_in, KH, KW, C_out, stride):
    H_out, W_out = np.floor((np.array([H, W]) - [KH, KW]) / stride) + 1
    return H_out * W_out * C_out * KH * KW * C_in
"""),
    Right("receptive_field", "from the last layer back", """
def receptive_field(layers):
    field = 1
    for kernel, stride in layers[::-1]:
        field = (field - 1) * stride + kernel
    return int(field)
"""),
    Right("receptive_field", "all strides at once", """
def receptive_field(layers):
    kernels, strides = layers.T
    steps = np.cumprod([1, *strides[:-1]])
    return 1 + ((kernels - 1) * steps).sum()
"""),
]
