"""Training: losses, optimisers, and the loop that brings them together with a model and data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np

from cnn_helpers import functional as F
from cnn_helpers._checks import number
from cnn_helpers._progress import progress_bar
from cnn_helpers.arrays import integer, real_array
from cnn_helpers.layers import Layer


@dataclass(frozen=True)
class Loss:
    """What a model is trained to make small.

    Attributes
    ----------
    forward
        ``forward(outputs, targets)``: the loss of a batch, one number, a mean over the batch.
    backward
        ``backward(dy, outputs, targets)``: the gradient by the outputs, times `dy`.
    accuracy
        ``accuracy(outputs, targets)``: the share of right answers in a batch, from 0 to 1.
    """

    forward: Callable[[np.ndarray, np.ndarray], float]
    backward: Callable[[float, np.ndarray, np.ndarray], np.ndarray]
    accuracy: Callable[[np.ndarray, np.ndarray], float]


def _top_class_accuracy(logits, labels):
    classes = labels if labels.ndim == 1 else labels.argmax(axis=-1)
    return np.mean(logits.argmax(axis=-1) == classes)


def _half_way_accuracy(logits, targets):
    return np.mean((logits > 0) == (targets > 0.5))


SOFTMAX_CROSS_ENTROPY = Loss(F.softmax_cross_entropy, F.softmax_cross_entropy_backward, _top_class_accuracy)
"""The loss for one class out of K, from logits (N, K) and labels that are ints (N,) or probabilities (N, K).

:meta hide-value:
"""

BINARY_CROSS_ENTROPY = Loss(F.binary_cross_entropy, F.binary_cross_entropy_backward, _half_way_accuracy)
"""The loss for yes or no, from logits and targets (0 to 1) of one shape; right is the same side of one half.

:meta hide-value:
"""


class Optimizer:
    """What every optimiser does: it keeps, for each parameter of one model, the arrays that its rule carries along."""

    _arrays_carried = 0

    def __init__(self, learning_rate: float):
        self.learning_rate = number(type(self).__name__, "learning_rate", learning_rate, above=0)
        self._model = None
        self._carried: dict[str, list[np.ndarray]] = {}
        self.steps = 0

    def step(self, model: Layer) -> None:
        """Change the parameters of `model`, in place, by its gradients.

        Raises
        ------
        RuntimeError
            Where a parameter has no gradient yet.
        ValueError
            Where the optimiser has worked on another model before.
        """
        kind, parameters, gradients = type(self).__name__, model.parameters, model.gradients
        if self._model is not None and self._model is not model:
            raise ValueError(f"{kind}.step: this optimiser carries what it has seen of another model; "
                             f"make a new one for each model")
        missing = parameters.keys() - gradients.keys()
        if missing:
            raise RuntimeError(f"{kind}.step: there is no gradient for {sorted(missing)}; call model.backward first")
        self._model = model
        self.steps += 1
        for name, parameter in parameters.items():
            if name not in self._carried:
                self._carried[name] = [np.zeros_like(parameter) for _ in range(self._arrays_carried)]
            self._update(parameter, gradients[name], *self._carried[name])

    def _update(self, parameter: np.ndarray, gradient: np.ndarray, *carried: np.ndarray) -> None:
        """Change `parameter` and what is carried along, in place."""
        raise NotImplementedError


class SGD(Optimizer):
    """Stochastic gradient descent: ``v = momentum * v + g``, ``p = p - learning_rate * v``.

    Here ``g`` is the gradient plus ``weight_decay * p``. With `nesterov`,
    ``p = p - learning_rate * (g + momentum * v)`` (Sutskever et al., ICML 2013, in the form that the
    frameworks use). PyTorch's convention: Keras puts the learning rate into ``v``, which differs where
    the rate changes on the way.

    Parameters
    ----------
    learning_rate
        Greater than 0; may be assigned between steps.
    momentum
        At least 0, below 1.
    nesterov
        Needs a momentum.
    weight_decay
        At least 0; on every parameter, biases included.

    Examples
    --------
    >>> from cnn_helpers.layers import Dense
    >>> layer = Dense(1, 1, rng=0, dtype=np.float64)
    >>> layer.gradients = {"w": np.array([[2.0]]), "b": np.array([1.0])}
    >>> SGD(0.1).step(layer)
    >>> layer.parameters["b"]
    array([-0.1])
    """

    _arrays_carried = 1

    def __init__(self, learning_rate=0.01, *, momentum=0.0, nesterov=False, weight_decay=0.0):
        super().__init__(learning_rate)
        self.momentum = _share("SGD", "momentum", momentum)
        self.weight_decay = number("SGD", "weight_decay", weight_decay, minimum=0)
        if nesterov and momentum == 0:
            raise ValueError("SGD: nesterov needs a momentum greater than 0, but momentum = 0 was given")
        self.nesterov = nesterov

    def _update(self, parameter, gradient, velocity):
        if self.weight_decay:
            gradient = gradient + self.weight_decay * parameter
        velocity *= self.momentum
        velocity += gradient
        direction = gradient + self.momentum * velocity if self.nesterov else velocity
        parameter -= self.learning_rate * direction


class Adam(Optimizer):
    """Kingma and Ba, "Adam: a method for stochastic optimization" (arXiv:1412.6980), algorithm 1.

    ``m`` and ``v`` are the running means of the gradient and of its square, each divided by
    ``1 - beta ** steps``; ``p = p - learning_rate * m / (sqrt(v) + epsilon)``.

    `epsilon` is added to the root of the corrected ``v``, as in algorithm 1 and in PyTorch. Keras adds
    its own (1e-7) to the root of the uncorrected one, the paper's "epsilon hat" of section 2.

    Parameters
    ----------
    learning_rate
        Greater than 0; may be assigned between steps.
    beta1, beta2
        The shares of ``m`` and ``v`` that are retained: at least 0, below 1.
    epsilon
        Greater than 0.

    Examples
    --------
    >>> from cnn_helpers.layers import Dense
    >>> layer = Dense(1, 1, rng=0, dtype=np.float64)
    >>> layer.gradients = {"w": np.array([[2.0]]), "b": np.array([1.0])}
    >>> Adam(0.1).step(layer)  # the first step has the length of the learning rate, whatever the gradient's
    >>> layer.parameters["b"].round(6)
    array([-0.1])
    """

    _arrays_carried = 2

    def __init__(self, learning_rate=0.001, *, beta1=0.9, beta2=0.999, epsilon=1e-8):
        super().__init__(learning_rate)
        self.beta1 = _share("Adam", "beta1", beta1)
        self.beta2 = _share("Adam", "beta2", beta2)
        self.epsilon = number("Adam", "epsilon", epsilon, above=0)

    def _update(self, parameter, gradient, mean, square):
        # In place: for a layer of millions of weights, memory for each intermediate result costs more than arithmetic.
        scratch = gradient - mean
        scratch *= 1 - self.beta1
        mean += scratch
        np.multiply(gradient, gradient, out=scratch)
        scratch -= square
        scratch *= 1 - self.beta2
        square += scratch
        np.divide(square, 1 - self.beta2**self.steps, out=scratch)
        np.sqrt(scratch, out=scratch)
        scratch += self.epsilon
        np.divide(mean, scratch, out=scratch)
        scratch *= self.learning_rate / (1 - self.beta1**self.steps)
        parameter -= scratch


@dataclass
class History:
    """How a training run went.

    Attributes
    ----------
    loss
        One number an epoch, the mean over its batches, each as it was before its own step and in training
        mode (dropout on), as Keras reports it.
    accuracy
        The same for the share of right answers.
    validation_loss
        One number an epoch, after it; empty without validation data.
    validation_accuracy
        The same for the share of right answers.
    batch_loss
        One number a step, those of an unfinished epoch included.
    stopped
        Whether the keyboard stopped the run. The other lists then hold the finished epochs.
    """

    loss: list[float] = field(default_factory=list)
    accuracy: list[float] = field(default_factory=list)
    validation_loss: list[float] = field(default_factory=list)
    validation_accuracy: list[float] = field(default_factory=list)
    batch_loss: list[float] = field(default_factory=list)
    stopped: bool = False


def fit(model: Layer, x, y, *, optimizer: Optimizer, loss: Loss = SOFTMAX_CROSS_ENTROPY, epochs: int = 1,
        batch_size: int = 32, validation_data=None, augment: Callable | None = None, shuffle: bool = True, seed=0,
        progress: bool | None = None) -> History:
    """Train `model` on `x` and `y`, in place.

    The same model, data, arguments and `seed` give the same history and weights, to the bit, on the same
    machine. Ctrl-C (the stop button of a notebook) ends the run: the history so far is returned, with
    ``stopped=True``, and the model keeps the weights it has.

    Parameters
    ----------
    model
        What is trained; its parameters may be float32 or float64.
    x
        The inputs, (N, ...). Batches are taken to the dtype of the model's parameters.
    y
        The targets, (N, ...), in the form that `loss` takes: for softmax cross-entropy ints (N,).
    optimizer
        :class:`SGD` or :class:`Adam`.
    loss
        A :class:`Loss`, such as :data:`SOFTMAX_CROSS_ENTROPY` or :data:`BINARY_CROSS_ENTROPY`.
    epochs
        How many times all examples are gone through.
    batch_size
        Examples a step; the last batch of an epoch may be smaller.
    validation_data
        ``(x, y)`` to evaluate after each epoch.
    augment
        ``augment(inputs, rng)``: what each training batch is turned into before the model sees it, such as
        ``functools.partial(random_shift, pixels=2)`` of :mod:`cnn_helpers.augmentation`. Not used for validation.
    shuffle
        Whether the examples come in a new random order in each epoch.
    seed
        An int or a ``np.random.Generator``: what the order, the masks of ``Dropout`` and the random choices of
        `augment` are drawn from, each from a stream of its own, so that two runs that differ in dropout or
        augmentation alone take the examples in the same order.
    progress
        Whether a bar is shown on stderr; None: where stderr is a terminal. (What a notebook stores stays
        clean that way; give True to watch a run there.)

    Returns
    -------
    History

    Raises
    ------
    ValueError, TypeError
        Where `x` and `y` are empty or of different lengths, or another argument is out of range or of
        the wrong kind.

    Examples
    --------
    >>> from cnn_helpers.layers import Dense
    >>> x, y = np.array([[-1.0], [1.0]]), np.array([0, 1])
    >>> model = Dense(1, 2, rng=0)
    >>> history = fit(model, x, y, optimizer=SGD(1.0), epochs=20)
    >>> history.loss[-1] < history.loss[0], history.accuracy[-1], history.stopped
    (True, 1.0, False)
    """
    _check_kind("model", model, Layer, "a layer or a model made of layers")
    _check_kind("optimizer", optimizer, Optimizer, "an optimiser such as SGD(0.1)")
    _check_kind("loss", loss, Loss, "a Loss such as SOFTMAX_CROSS_ENTROPY")
    x, y = _examples("fit", x, y)
    epochs = integer("fit", "epochs", epochs, minimum=1)
    batch_size = integer("fit", "batch_size", batch_size, minimum=1)
    if validation_data is not None:
        if not isinstance(validation_data, (tuple, list)) or len(validation_data) != 2:
            raise TypeError(f"fit: validation_data must be a pair (x, y) or None, "
                            f"but {type(validation_data).__name__} was given")
        validation_data = _examples("fit", *validation_data, prefix="validation ")
    if augment is not None and not callable(augment):
        raise TypeError(f"fit: augment must be a function of a batch and a generator, or None, "
                        f"but {augment!r} was given")
    generator = np.random.default_rng(seed)
    for_dropout, for_augment = generator.spawn(2)
    model.reseed(for_dropout)
    history = History()
    with progress_bar(epochs * -(-len(x) // batch_size), progress) as bar:
        try:
            for epoch in range(epochs):
                bar.set_description(f"epoch {epoch + 1}/{epochs}", refresh=False)
                order = generator.permutation(len(x)) if shuffle else np.arange(len(x))
                losses, accuracies = _Mean(), _Mean()
                for batch in _batches(order, batch_size):
                    inputs = _inputs(model, x, batch)
                    if augment is not None:
                        inputs = augment(inputs, for_augment)
                    outputs = model.forward(inputs, training=True)
                    losses.add(loss.forward(outputs, y[batch]), len(batch))
                    accuracies.add(loss.accuracy(outputs, y[batch]), len(batch))
                    model.backward_parameters(loss.backward(1.0, outputs, y[batch]))
                    optimizer.step(model)
                    history.batch_loss.append(losses.last)
                    bar.set_postfix(loss=f"{losses.value:.4f}", accuracy=f"{accuracies.value:.4f}", refresh=False)
                    bar.update()
                validation = evaluate(model, *validation_data, loss=loss) if validation_data is not None else None
                history.loss.append(losses.value)
                history.accuracy.append(accuracies.value)
                if validation is not None:
                    history.validation_loss.append(validation[0])
                    history.validation_accuracy.append(validation[1])
        except KeyboardInterrupt:
            history.stopped = True
    return history


def evaluate(model: Layer, x, y, *, loss: Loss = SOFTMAX_CROSS_ENTROPY, batch_size: int = 256) -> tuple[float, float]:
    """The mean loss and the accuracy of `model` on all of `x` and `y`, not in training mode.

    Parameters
    ----------
    model, x, y, loss
        As for :func:`fit`.
    batch_size
        How many examples pass at a time: a question of memory, not of the result.

    Returns
    -------
    tuple of float
        ``(loss, accuracy)``.

    Raises
    ------
    ValueError, TypeError
        As :func:`fit`.

    Examples
    --------
    >>> from cnn_helpers.layers import Softmax
    >>> evaluate(Softmax(), [[9.0, -9.0], [9.0, -9.0]], [0, 1])[1]
    0.5
    """
    x, y = _examples("evaluate", x, y)
    batch_size = integer("evaluate", "batch_size", batch_size, minimum=1)
    losses, accuracies = _Mean(), _Mean()
    for batch in _batches(np.arange(len(x)), batch_size):
        outputs = model.forward(_inputs(model, x, batch))
        losses.add(loss.forward(outputs, y[batch]), len(batch))
        accuracies.add(loss.accuracy(outputs, y[batch]), len(batch))
    return losses.value, accuracies.value


def predict(model: Layer, x, *, batch_size: int = 256) -> np.ndarray:
    """The outputs of `model` for all of `x`, batch by batch, not in training mode.

    Parameters
    ----------
    model
        As for :func:`fit`.
    x
        The inputs, (N, ...), at least one.
    batch_size
        How many examples pass at a time.

    Returns
    -------
    ndarray
        (N, ...), in the order of `x`.

    Raises
    ------
    ValueError, TypeError
        Where `x` is empty, or `batch_size` is not a whole number of at least 1.

    Examples
    --------
    >>> from cnn_helpers.layers import ReLU
    >>> predict(ReLU(), [[-1.0], [2.0]])
    array([[0.],
           [2.]])
    """
    x = _filled("predict", "x", real_array("predict", "x", x))
    batch_size = integer("predict", "batch_size", batch_size, minimum=1)
    return np.concatenate([model.forward(_inputs(model, x, batch))
                           for batch in _batches(np.arange(len(x)), batch_size)])


class _Mean:
    """A mean over examples, from means over batches of different sizes."""

    def __init__(self):
        self.last, self._sum, self._count = 0.0, 0.0, 0

    def add(self, value, count):
        self.last = float(value)
        self._sum += self.last * count
        self._count += count

    @property
    def value(self) -> float:
        return self._sum / self._count


def _batches(order: np.ndarray, batch_size: int) -> Iterator[np.ndarray]:
    for start in range(0, len(order), batch_size):
        yield order[start:start + batch_size]


def _inputs(model, x, batch):
    return x[batch] if model.dtype is None else x[batch].astype(model.dtype, copy=False)


def _examples(operation, x, y, prefix=""):
    x, y = (_filled(operation, prefix + name, np.asarray(array)) for name, array in (("x", x), ("y", y)))
    if x.dtype.kind not in "buif":
        real_array(operation, f"{prefix}x", x)  # raises
    if len(x) != len(y):
        raise ValueError(f"{operation}: {prefix}x and {prefix}y must have one entry an example, "
                         f"but x.shape = {x.shape} and y.shape = {y.shape} were given")
    return x, y


def _filled(operation, name, array):
    if array.ndim == 0 or len(array) == 0:
        raise ValueError(f"{operation}: {name} must have at least one example along its first axis, "
                         f"but its shape is {array.shape}")
    return array


def _check_kind(name, value, kind, needed):
    if not isinstance(value, kind):
        raise TypeError(f"fit: {name} must be {needed}, but {value!r} was given")


def _share(operation, name, value):
    value = number(operation, name, value, minimum=0)
    if value >= 1:
        raise ValueError(f"{operation}: {name} must be below 1, but {name} = {value:g} was given: "
                         f"it is the share of the past that is retained")
    return value
