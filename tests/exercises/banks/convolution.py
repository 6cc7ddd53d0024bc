"""What students hand in for 02-convolution."""

from . import Right, Wrong

WRONG = [
    Wrong("window_sum", "row and column swapped", "row and col are swapped", """
def window_sum(image, kernel, row, col):
    height, width = kernel.shape
    return (image[col:col + height, row:row + width] * kernel).sum()
"""),
    Wrong("window_sum", "kernel turned", "the kernel is turned by 180 degrees", """
def window_sum(image, kernel, row, col):
    height, width = kernel.shape
    return (image[row:row + height, col:col + width] * kernel[::-1, ::-1]).sum()
"""),
    Wrong("window_sum", "window too short", "one row and one column too short", """
def window_sum(image, kernel, row, col):
    total = 0
    for u in range(kernel.shape[0] - 1):
        for v in range(kernel.shape[1] - 1):
            total += image[row + u, col + v] * kernel[u, v]
    return total
"""),
    Wrong("window_sum", "centred on row and column", "not its centre", """
def window_sum(image, kernel, row, col):
    total = 0
    for u in range(kernel.shape[0]):
        for v in range(kernel.shape[1]):
            i, j = row + u - kernel.shape[0] // 2, col + v - kernel.shape[1] // 2
            if i >= 0 and j >= 0:
                total += image[i, j] * kernel[u, v]
    return total
"""),
    Wrong("window_sum", "mean for sum", "mean", """
def window_sum(image, kernel, row, col):
    height, width = kernel.shape
    return (image[row:row + height, col:col + width] * kernel).mean()
"""),
    Wrong("window_sum", "matrix product", "Is a matrix product", """
def window_sum(image, kernel, row, col):
    height, width = kernel.shape
    return (image[row:row + height, col:col + width] @ kernel).sum()
"""),
    Wrong("window_sum", "not added up", "must return one number", """
def window_sum(image, kernel, row, col):
    height, width = kernel.shape
    return image[row:row + height, col:col + width] * kernel
"""),
    Wrong("window_sum", "printed", "returned None", """
def window_sum(image, kernel, row, col):
    height, width = kernel.shape
    print((image[row:row + height, col:col + width] * kernel).sum())
"""),
    Wrong("window_sum", "height and width of the kernel swapped", "are rows and columns swapped", """
def window_sum(image, kernel, row, col):
    width, height = kernel.shape
    return (image[row:row + height, col:col + width] * kernel).sum()
"""),

    Wrong("cross_correlate", "kernel turned", "the kernel is turned by 180 degrees", """
def cross_correlate(image, kernel):
    kernel = np.flip(kernel)
    (height, width), (kh, kw) = image.shape, kernel.shape
    return np.array([[(image[i:i + kh, j:j + kw] * kernel).sum() for j in range(width - kw + 1)]
                     for i in range(height - kh + 1)])
"""),
    Wrong("cross_correlate", "one place too few", "the last row and the last column are missing", """
def cross_correlate(image, kernel):
    (height, width), (kh, kw) = image.shape, kernel.shape
    result = np.zeros((height - kh, width - kw))
    for i in range(height - kh):
        for j in range(width - kw):
            result[i, j] = (image[i:i + kh, j:j + kw] * kernel).sum()
    return result
"""),
    Wrong("cross_correlate", "sum not begun anew", "the sum goes on", """
def cross_correlate(image, kernel):
    (height, width), (kh, kw) = image.shape, kernel.shape
    result = np.zeros((height - kh + 1, width - kw + 1))
    total = 0
    for i in range(height - kh + 1):
        for j in range(width - kw + 1):
            for u in range(kh):
                for v in range(kw):
                    total += image[i + u, j + v] * kernel[u, v]
            result[i, j] = total
    return result
"""),
    Wrong("cross_correlate", "padded to the size of the image", "padded with zeros", """
def cross_correlate(image, kernel):
    (height, width), (kh, kw) = image.shape, kernel.shape
    before, left = (kh - 1) // 2, (kw - 1) // 2
    padded = np.zeros((height + kh - 1, width + kw - 1))
    padded[before:before + height, left:left + width] = image
    return np.array([[(padded[i:i + kh, j:j + kw] * kernel).sum() for j in range(width)] for i in range(height)])
"""),
    Wrong("cross_correlate", "result of integers", "cut off to int64", """
def cross_correlate(image, kernel):
    (height, width), (kh, kw) = image.shape, kernel.shape
    result = np.zeros((height - kh + 1, width - kw + 1), dtype=image.dtype)
    for i, j in np.ndindex(result.shape):
        result[i, j] = (image[i:i + kh, j:j + kw] * kernel).sum()
    return result
"""),
    Wrong("cross_correlate", "result transposed", "rows and columns of the result are swapped", """
def cross_correlate(image, kernel):
    (height, width), (kh, kw) = image.shape, kernel.shape
    return np.array([[(image[i:i + kh, j:j + kw] * kernel).sum() for i in range(height - kh + 1)]
                     for j in range(width - kw + 1)])
"""),
    Wrong("cross_correlate", "height and width of the kernel swapped", "are rows and columns swapped", """
def cross_correlate(image, kernel):
    (height, width), (kw, kh) = image.shape, kernel.shape
    result = np.zeros((height - kh + 1, width - kw + 1))
    for i, j in np.ndindex(result.shape):
        result[i, j] = (image[i:i + kh, j:j + kw] * kernel).sum()
    return result
"""),
    Wrong("cross_correlate", "kernel taken to be square", "does a window stick out", """
def cross_correlate(image, kernel):
    size = kernel.shape[0]
    result = np.zeros((image.shape[0] - size + 1, image.shape[1] - size + 1))
    for i, j in np.ndindex(result.shape):
        result[i, j] = (image[i:i + size, j:j + size] * kernel).sum()
    return result
"""),
    Wrong("cross_correlate", "list of lists", "must return an array", """
def cross_correlate(image, kernel):
    (height, width), (kh, kw) = image.shape, kernel.shape
    return [[(image[i:i + kh, j:j + kw] * kernel).sum() for j in range(width - kw + 1)]
            for i in range(height - kh + 1)]
"""),

    Wrong("convolve", "kernel not turned", "this is the cross-correlation", """
def convolve(image, kernel):
    return correlate(image, kernel)
"""),
    Wrong("convolve", "flipped from top to bottom only", "from top to bottom only", """
def convolve(image, kernel):
    return correlate(image, kernel[::-1])
"""),
    Wrong("convolve", "flipped from left to right only", "from left to right only", """
def convolve(image, kernel):
    return correlate(image, np.fliplr(kernel))
"""),
    Wrong("convolve", "transposed", "the kernel is transposed", """
def convolve(image, kernel):
    return correlate(image, kernel.T)
"""),
    Wrong("convolve", "image turned", "the image is turned", """
def convolve(image, kernel):
    return correlate(image[::-1, ::-1], kernel)
"""),
    Wrong("convolve", "kernel and result turned", "this is the cross-correlation", """
def convolve(image, kernel):
    return correlate(image[::-1, ::-1], kernel[::-1, ::-1])[::-1, ::-1]
"""),

    Wrong("vertical_edge_kernel", "horizontal edges", "does it answer to horizontal edges", """
def vertical_edge_kernel():
    return np.array([[-1, -2, -1], [0, 0, 0], [1, 2, 1]])
"""),
    Wrong("vertical_edge_kernel", "wrong sign", "the sign is wrong", """
def vertical_edge_kernel():
    return np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])
"""),
    Wrong("vertical_edge_kernel", "a line, not an edge", "must add up to 0", """
def vertical_edge_kernel():
    return np.array([[0, 1, 0], [0, 1, 0], [0, 1, 0]])
"""),
    Wrong("vertical_edge_kernel", "diagonal edges", "each row of the kernel must add up to 0", """
def vertical_edge_kernel():
    return np.array([[-1, -1, 0], [-1, 0, 1], [0, 1, 1]])
"""),
    Wrong("vertical_edge_kernel", "all zeros", "must answer to a vertical edge", """
def vertical_edge_kernel():
    return np.zeros((3, 3))
"""),
    Wrong("vertical_edge_kernel", "one row", "must have the shape (3, 3)", """
def vertical_edge_kernel():
    return np.array([[-1, 0, 1]])
"""),

    Wrong("edge_strength", "vertical edges alone", "g_y is missing", """
def edge_strength(image):
    return np.abs(correlate(image, np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])))
"""),
    Wrong("edge_strength", "no square root", "the square root is missing", """
def edge_strength(image):
    sobel = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    return correlate(image, sobel)**2 + correlate(image, sobel.T)**2
"""),
    Wrong("edge_strength", "absolute values", "sums of the absolute values", """
def edge_strength(image):
    sobel = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    return abs(correlate(image, sobel)) + abs(correlate(image, sobel.T))
"""),
    Wrong("edge_strength", "added before squaring", "added before they are squared", """
def edge_strength(image):
    sobel = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    return np.sqrt((correlate(image, sobel) + correlate(image, sobel.T))**2)
"""),
    Wrong("edge_strength", "added with their signs", "added with their signs", """
def edge_strength(image):
    sobel = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    return correlate(image, sobel) + correlate(image, sobel.T)
"""),
    Wrong("edge_strength", "Prewitt for Sobel", "the middle of the Sobel kernels counts twice", """
def edge_strength(image):
    prewitt = np.array([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])
    return np.hypot(correlate(image, prewitt), correlate(image, prewitt.T))
"""),

    Wrong("combined_kernel", "product number by number", "multiplied number by number", """
def combined_kernel(first, second):
    return first * second
"""),
    Wrong("combined_kernel", "matrix product", "this is a matrix product", """
def combined_kernel(first, second):
    return first @ second
"""),
    Wrong("combined_kernel", "sum", "the kernels are added", """
def combined_kernel(first, second):
    return first + second
"""),
    Wrong("combined_kernel", "second turned", "second is turned by 180 degrees", """
def combined_kernel(first, second):
    height, width = second.shape
    padded = np.pad(first, ((height - 1, height - 1), (width - 1, width - 1)))
    return correlate(padded, second)
"""),
    Wrong("combined_kernel", "first turned", "first is turned by 180 degrees", """
def combined_kernel(first, second):
    height, width = first.shape
    padded = np.pad(second, ((height - 1, height - 1), (width - 1, width - 1)))
    return correlate(padded, first)
"""),
    Wrong("combined_kernel", "products overwritten", "must be added: += and not =", """
def combined_kernel(first, second):
    height, width = second.shape
    combined = np.zeros((first.shape[0] + height - 1, first.shape[1] + width - 1))
    for u, v in np.ndindex(first.shape):
        combined[u:u + height, v:v + width] = first[u, v] * second
    return combined
"""),
    Wrong("combined_kernel", "one row and column too few", "The shape expected is (3, 3), yours is (2, 2)", """
def combined_kernel(first, second):
    height, width = second.shape
    combined = np.zeros((first.shape[0] + height - 1, first.shape[1] + width - 1))
    for u, v in np.ndindex(first.shape):
        combined[u:u + height, v:v + width] += first[u, v] * second
    return combined[:-1, :-1]
"""),
]

RIGHT = [
    Right("window_sum", "two loops", """
def window_sum(image, kernel, row, col):
    total = 0.0
    for u in range(kernel.shape[0]):
        for v in range(kernel.shape[1]):
            total = total + float(image[row + u][col + v]) * float(kernel[u][v])
    return total
"""),
    Right("window_sum", "dot product of flat arrays", """
def window_sum(image, kernel, row, col):
    window = image[row:row + len(kernel), col:col + kernel.shape[1]]
    return np.dot(window.flatten(), kernel.flatten())
"""),
    Right("cross_correlate", "four loops", """
def cross_correlate(image, kernel):
    (height, width), (kh, kw) = image.shape, kernel.shape
    result = np.zeros((height - kh + 1, width - kw + 1))
    for i in range(height - kh + 1):
        for j in range(width - kw + 1):
            for u in range(kh):
                for v in range(kw):
                    result[i][j] += image[i + u][j + v] * kernel[u][v]
    return result
"""),
    Right("cross_correlate", "all windows at once", """
def cross_correlate(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.einsum("ijuv,uv->ij", windows, kernel)
"""),
    Right("cross_correlate", "in single precision", """
def cross_correlate(image, kernel):
    height, width = image.shape[0] - kernel.shape[0] + 1, image.shape[1] - kernel.shape[1] + 1
    result = np.zeros((height, width), dtype=np.float32)
    for u, v in np.ndindex(kernel.shape):
        result += image[u:u + height, v:v + width].astype(np.float32) * np.float32(kernel[u, v])
    return result
"""),
    Right("convolve", "np.rot90", """
def convolve(image, kernel):
    return correlate(image, np.rot90(kernel, 2))
"""),
    Right("convolve", "image and result turned", """
def convolve(image, kernel):
    return correlate(image[::-1, ::-1], kernel)[::-1, ::-1]
"""),
    Right("convolve", "loops", """
def convolve(image, kernel):
    (height, width), (kh, kw) = image.shape, kernel.shape
    result = np.zeros((height - kh + 1, width - kw + 1))
    for i, j in np.ndindex(result.shape):
        for u, v in np.ndindex(kernel.shape):
            result[i, j] += image[i + u, j + v] * kernel[kh - 1 - u, kw - 1 - v]
    return result
"""),
    Right("vertical_edge_kernel", "Sobel", """
def vertical_edge_kernel():
    return np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
"""),
    Right("vertical_edge_kernel", "neighbouring columns, fractions", """
def vertical_edge_kernel():
    return np.array([[0, 0, 0], [-0.5, 0.5, 0], [0, 0, 0]])
"""),
    Right("edge_strength", "square root, convolution", """
def edge_strength(image):
    sobel = np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]])
    return np.sqrt(turned(image, sobel)**2 + correlate(image, sobel.transpose())**2)

def turned(image, kernel):
    return correlate(image, kernel[::-1, ::-1])
"""),
    Right("edge_strength", "complex numbers", """
def edge_strength(image):
    sobel = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    return np.abs(correlate(image, sobel) + 1j * correlate(image, sobel.T))
"""),
    Right("combined_kernel", "by padding and turning", """
def combined_kernel(first, second):
    height, width = second.shape
    padded = np.pad(first, ((height - 1, height - 1), (width - 1, width - 1)))
    return correlate(padded, second[::-1, ::-1])
"""),
    Right("combined_kernel", "four loops, the other way round", """
def combined_kernel(first, second):
    combined = np.zeros((first.shape[0] + second.shape[0] - 1, first.shape[1] + second.shape[1] - 1))
    for p, q in np.ndindex(second.shape):
        for u, v in np.ndindex(first.shape):
            combined[p + u, q + v] += second[p, q] * first[u, v]
    return combined
"""),
]
