"""What students hand in for 17-xception."""

from . import Right, Wrong

WRONG = [
    Wrong("depthwise", "channels added up", "the channels have been added up", """
def depthwise(x, w_d):
    return conv2d(x, w_d)
"""),
    Wrong("depthwise", "every kernel on all channels", "each kernel has been laid on all channels", """
def depthwise(x, w_d):
    kernels = w_d.reshape(*w_d.shape[:2], 1, -1)
    return conv2d(x, np.repeat(kernels, x.shape[-1], axis=2))
"""),
    Wrong("depthwise", "one kernel for all", "the kernel of channel 0 is used for every channel", """
def depthwise(x, w_d):
    return np.concatenate([conv2d(x[..., c:c + 1], w_d[:, :, :1]) for c in range(x.shape[-1])], axis=-1)
"""),
    Wrong("depthwise", "channel 0 for all", "every kernel looks at channel 0", """
def depthwise(x, w_d):
    return np.concatenate([conv2d(x[..., :1], w_d[:, :, c:c + 1]) for c in range(x.shape[-1])], axis=-1)
"""),
    Wrong("depthwise", "kernels turned", "turned by 180 degrees", """
def depthwise(x, w_d):
    maps = [conv2d(x[..., c:c + 1], w_d[::-1, ::-1, c:c + 1]) for c in range(x.shape[-1])]
    return np.concatenate(maps, axis=-1)
"""),
    Wrong("depthwise", "channels in front", "the axes of the result are in the wrong order", """
def depthwise(x, w_d):
    maps = [conv2d(x[..., c:c + 1], w_d[:, :, c:c + 1]) for c in range(x.shape[-1])]
    return np.concatenate(maps, axis=-1).transpose(0, 3, 1, 2)
"""),
    Wrong("depthwise", "order of the maps", "the maps are in the wrong order", """
def depthwise(x, w_d):
    channels, multiplier = w_d.shape[2:]
    maps = [conv2d(x[..., c:c + 1], w_d[:, :, c:c + 1, m:m + 1]) for m in range(multiplier) for c in range(channels)]
    return np.concatenate(maps, axis=-1)
"""),
    Wrong("depthwise", "kernels of a channel added up", "the maps of a channel are added up", """
def depthwise(x, w_d):
    kernels = w_d.sum(axis=-1, keepdims=True)
    return np.concatenate([conv2d(x[..., c:c + 1], kernels[:, :, c:c + 1]) for c in range(x.shape[-1])], axis=-1)
"""),
    Wrong("depthwise", "one kernel a channel", "each channel has given one map only", """
def depthwise(x, w_d):
    return np.concatenate([conv2d(x[..., c:c + 1], w_d[:, :, c:c + 1, :1]) for c in range(x.shape[-1])], axis=-1)
"""),

    Wrong("separable", "no bias", "the bias is missing", """
def separable(x, w_d, w_p, b):
    return look(x, w_d) @ w_p
"""),
    Wrong("separable", "ReLU between the steps", "there is a ReLU between the steps", """
def separable(x, w_d, w_p, b):
    return np.maximum(look(x, w_d), 0) @ w_p + b
"""),
    Wrong("separable", "ReLU at the end", "there is a ReLU at the end", """
def separable(x, w_d, w_p, b):
    return np.maximum(look(x, w_d) @ w_p + b, 0)
"""),
    Wrong("separable", "bias before mixing", "the bias is added between the steps", """
def separable(x, w_d, w_p, b):
    return (look(x, w_d) + np.resize(b, x.shape[-1])) @ w_p
"""),
    Wrong("separable", "mixed first", "the channels are mixed before the looking", """
def separable(x, w_d, w_p, b):
    mixed = x @ w_p
    return look(mixed, np.resize(w_d, (*w_d.shape[:2], mixed.shape[-1]))) + b
"""),
    Wrong("separable", "matrix transposed", "w_p is transposed", """
def separable(x, w_d, w_p, b):
    return np.einsum("nijc,kc->nijk", look(x, w_d), w_p) + b
"""),

    Wrong("dense_kernel", "matrix transposed", "w_p is transposed", """
def dense_kernel(w_d, w_p):
    return w_d[:, :, :, None] * w_p.T
"""),
    Wrong("dense_kernel", "of the output channel", "multiplied with the output channel", """
def dense_kernel(w_d, w_p):
    return w_d[:, :, None, :] * w_p
"""),
    Wrong("dense_kernel", "matrix product", "the input channels are summed up", """
def dense_kernel(w_d, w_p):
    return w_d @ w_p
"""),
    Wrong("dense_kernel", "sum", "w_d and w_p are added", """
def dense_kernel(w_d, w_p):
    return w_d[:, :, :, None] + w_p
"""),

    Wrong("costs", "positions of the input", "the positions are those of the input", """
def costs(H, W, C_in, C_out, K):
    dense, separable = K * K * C_in * C_out, K * K * C_in + C_in * C_out
    return dense, separable, H * W * dense, H * W * separable
"""),
    Wrong("costs", "no positions", "the positions are missing", """
def costs(H, W, C_in, C_out, K):
    dense, separable = K * K * C_in * C_out, K * K * C_in + C_in * C_out
    return dense, separable, dense, separable
"""),
    Wrong("costs", "with biases", "biases are counted", """
def costs(H, W, C_in, C_out, K):
    dense, separable = (K * K * C_in + 1) * C_out, K * K * C_in + (C_in + 1) * C_out
    positions = (H - K + 1) * (W - K + 1)
    return dense, separable, positions * dense, positions * separable
"""),
    Wrong("costs", "depthwise by output channels", "not for each output channel", """
def costs(H, W, C_in, C_out, K):
    dense, separable = K * K * C_in * C_out, K * K * C_out + C_in * C_out
    positions = (H - K + 1) * (W - K + 1)
    return dense, separable, positions * dense, positions * separable
"""),
    Wrong("costs", "without the pointwise step", "without its 1 x 1 step", """
def costs(H, W, C_in, C_out, K):
    dense, separable = K * K * C_in * C_out, K * K * C_in
    positions = (H - K + 1) * (W - K + 1)
    return dense, separable, positions * dense, positions * separable
"""),
    Wrong("costs", "K for K squared", "K * K numbers", """
def costs(H, W, C_in, C_out, K):
    dense, separable = K * C_in * C_out, K * C_in + C_in * C_out
    positions = (H - K + 1) * (W - K + 1)
    return dense, separable, positions * dense, positions * separable
"""),
    Wrong("costs", "one place too few", "a kernel of K has H - K + 1 places", """
def costs(H, W, C_in, C_out, K):
    dense, separable = K * K * C_in * C_out, K * K * C_in + C_in * C_out
    positions = (H - K) * (W - K)
    return dense, separable, positions * dense, positions * separable
"""),

    Wrong("ratio", "upside down", "divide the other way round", """
def ratio(C_in, C_out, K):
    return K * K * C_out / (K * K + C_out)
"""),
    Wrong("ratio", "input channels", "the number of input channels that cancels", """
def ratio(C_in, C_out, K):
    return 1 / C_in + 1 / K**2
"""),
    Wrong("ratio", "K for K squared", "K * K numbers", """
def ratio(C_in, C_out, K):
    return 1 / C_out + 1 / K
"""),
    Wrong("ratio", "what is saved", "the share that is saved", """
def ratio(C_in, C_out, K):
    return 1 - (1 / C_out + 1 / K**2)
"""),
    Wrong("ratio", "as if there were many channels", "the share of the depthwise step is missing", """
def ratio(C_in, C_out, K):
    return 1 / K**2
"""),

    Wrong("grouped", "first channels for all", "every group looks at the first channels", """
def grouped(x, w, groups):
    return conv2d(x[..., :x.shape[-1] // groups], w)
"""),
    Wrong("grouped", "channels dealt out", "dealt out in turn", """
def grouped(x, w, groups):
    kernels = np.split(w, groups, axis=-1)
    return np.concatenate([conv2d(x[..., g::groups], kernels[g]) for g in range(groups)], axis=-1)
"""),
    Wrong("grouped", "kernels not cut", "every kernel sees every group", """
def grouped(x, w, groups):
    return np.concatenate([conv2d(part, w) for part in np.split(x, groups, axis=-1)], axis=-1)
"""),
    Wrong("grouped", "added up", "the groups are added up", """
def grouped(x, w, groups):
    return conv2d(x, np.concatenate([w] * groups, axis=2))
"""),
    Wrong("grouped", "kernels in reverse", "given to the groups in the wrong order", """
def grouped(x, w, groups):
    pairs = zip(np.split(x, groups, axis=-1), np.split(w, groups, axis=-1)[::-1])
    return np.concatenate([conv2d(part, kernels) for part, kernels in pairs], axis=-1)
"""),
]

RIGHT = [
    Right("depthwise", "filled map by map", """
def depthwise(x, w_d):
    images, height, width, channels = x.shape
    kernel_height, kernel_width, _, multiplier = w_d.shape
    z = np.zeros((images, height - kernel_height + 1, width - kernel_width + 1, channels * multiplier))
    for c in range(channels):
        for m in range(multiplier):
            z[..., c * multiplier + m] = conv2d(x[:, :, :, [c]], w_d[:, :, [c]][..., [m]])[..., 0]
    return z
"""),
    Right("depthwise", "all windows at once", """
def depthwise(x, w_d):
    windows = np.lib.stride_tricks.sliding_window_view(x, w_d.shape[:2], axis=(1, 2))
    z = np.einsum("nijcuv,uvcm->nijcm", windows, w_d)
    return z.reshape(*z.shape[:3], -1)
"""),
    Right("separable", "a 1x1 convolution", """
def separable(x, w_d, w_p, b):
    return conv2d(look(x, w_d), w_p[None, None], b)
"""),
    Right("separable", "one dense convolution", """
def separable(x, w_d, w_p, b):
    return conv2d(x, w_d[:, :, :, None] * w_p, b)
"""),
    Right("dense_kernel", "four loops", """
def dense_kernel(w_d, w_p):
    w = np.zeros((*w_d.shape, w_p.shape[1]))
    for u, v, c, k in np.ndindex(w.shape):
        w[u, v, c, k] = w_d[u, v, c] * w_p[c, k]
    return w
"""),
    Right("dense_kernel", "einsum", """
def dense_kernel(w_d, w_p):
    return np.einsum("uvc,ck->uvck", w_d, w_p)
"""),
    Right("costs", "step by step", """
def costs(H, W, C_in, C_out, K):
    looking, mixing = K**2 * C_in, C_in * C_out
    places = (H - (K - 1)) * (W - (K - 1))
    return [looking * C_out, looking + mixing, places * looking * C_out, places * looking + places * mixing]
"""),
    Right("ratio", "as a quotient", """
def ratio(C_in, C_out, K):
    return (K * K * C_in + C_in * C_out) / (K * K * C_in * C_out)
"""),
    Right("grouped", "by slices", """
def grouped(x, w, groups):
    inputs, outputs = x.shape[-1] // groups, w.shape[-1] // groups
    maps = []
    for g in range(groups):
        maps.append(conv2d(x[..., g * inputs:(g + 1) * inputs], w[..., g * outputs:(g + 1) * outputs]))
    return np.concatenate(maps, axis=-1)
"""),
    Right("grouped", "a dense kernel with zeros", """
def grouped(x, w, groups):
    inputs, outputs = w.shape[2], w.shape[3] // groups
    dense = np.zeros((*w.shape[:2], x.shape[-1], w.shape[3]))
    for g in range(groups):
        ins, outs = slice(g * inputs, (g + 1) * inputs), slice(g * outputs, (g + 1) * outputs)
        dense[:, :, ins, outs] = w[..., outs]
    return conv2d(x, dense)
"""),
]
