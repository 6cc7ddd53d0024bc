"""PyTorch: the model of a spec with its weights, and training for pages that have shown the loop before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from cnn_helpers._checks import check_weights
from cnn_helpers._progress import progress_bar
from cnn_helpers.arrays import integer
from cnn_helpers.spec import Spec
from cnn_helpers.training import History


def build(spec: Spec):
    """The PyTorch model of a spec.

    It takes images ``(N, C, H, W)`` and gives scores (logits) ``(N, K)``; in training mode, where the spec has
    auxiliary outputs, the tuple ``(output, *auxiliary)``. In evaluation mode those are not computed.

    Its modules are PyTorch's own wherever they compute the same, under the names of the spec's nodes:
    ``layer1.0.conv1`` is ``model.layer1.get_submodule("0").conv1``, and the ``state_dict`` of ``resnet18`` begins
    with ``conv1.weight`` as torchvision's does. What to know besides:

    - ``flatten`` puts the channels last, so that the weights of a dense layer after it are the same in NumPy, Keras
      and PyTorch. torchvision's models flatten channels first: the columns of that layer are in another order there.
    - The weights begin as PyTorch's modules begin (``torch.manual_seed`` decides). :func:`set_weights` replaces them.
    - In training, PyTorch's batch normalisation moves the running variance towards the unbiased variance of the
      batch, the others towards the biased one; the momentum is the spec's.

    Parameters
    ----------
    spec
        Of :mod:`cnn_helpers.spec`, or from :func:`cnn_helpers.zoo.spec`.

    Returns
    -------
    torch.nn.Module
        Of PyTorch's default dtype, on its default device, in training mode.

    Raises
    ------
    TypeError
        Where `spec` is none.
    ValueError
        Where a node's name is none for a PyTorch module. The model raises it for images of other channels, or of a
        size that its layers or their weights do not fit.

    Examples
    --------
    >>> import torch
    >>> from cnn_helpers import zoo
    >>> model = build(zoo.spec("lenet5"))
    >>> model(torch.zeros(2, 1, 32, 32)).shape
    torch.Size([2, 10])
    >>> list(model.state_dict())[:2]
    ['C1.weight', 'C1.bias']
    """
    if not isinstance(spec, Spec):
        hint = f"; zoo.spec({spec!r}) gives the network of that name" if isinstance(spec, str) else ""
        raise TypeError(f"build: spec must be a cnn_helpers.spec.Spec, but {spec!r} was given{hint}")
    from cnn_helpers.frameworks._torch_network import Network

    return Network(spec)


def activations(model, x, names: Iterable[str]) -> dict:
    """The outputs of the nodes `names` for the images `x`, by name.

    They are part of PyTorch's graph, so that gradients by them can be had; within ``torch.no_grad()`` they are not.
    What they do not need is not computed. The model's mode, training or evaluation, stays as it is and counts.

    Parameters
    ----------
    model
        From :func:`build`.
    x
        Tensor (N, C, H, W).
    names
        Of nodes of the spec.

    Returns
    -------
    dict
        Name to tensor: maps (N, C, H, W), vectors (N, D).

    Raises
    ------
    ValueError
        Where there is no node of a name, and as the model does.
    TypeError
        Where the model is not from :func:`build`.

    Examples
    --------
    >>> import torch
    >>> from cnn_helpers import zoo
    >>> values = activations(build(zoo.spec("lenet5")), torch.zeros(1, 1, 32, 32), ["C1", "output"])
    >>> {name: tuple(value.shape) for name, value in values.items()}
    {'C1': (1, 6, 28, 28), 'output': (1, 10)}
    """
    from cnn_helpers.frameworks import _torch_network

    _check_model("activations", model)
    return _torch_network.activations(model, x, tuple(names))


def get_weights(model) -> dict[str, np.ndarray]:
    """Copies of all weights as NumPy arrays: names and shapes are those of ``spec.weights()``.

    The NumPy model (:class:`cnn_helpers.network.Network`) and the Keras model of the same spec have the same ones.

    Parameters
    ----------
    model
        From :func:`build`.

    Returns
    -------
    dict
        ``node.weight`` to array: kernels (KH, KW, C_in / groups, C_out), matrices (D, M); of the model's dtype.

    Raises
    ------
    TypeError
        Where the model is not from :func:`build`.

    Examples
    --------
    >>> from cnn_helpers import zoo
    >>> weights = get_weights(build(zoo.spec("lenet5")))
    >>> weights["C1.w"].shape, weights["output.w"].shape
    ((5, 5, 1, 6), (84, 10))
    """
    from cnn_helpers.frameworks import _torch_network

    _check_model("get_weights", model)
    return {name: view.cpu().numpy().copy() for name, view in _torch_network.weights(model).items()}


def get_gradients(model) -> dict[str, np.ndarray]:
    """Copies of the gradients by all parameters, as PyTorch's last backward passes left them.

    Parameters
    ----------
    model
        From :func:`build`.

    Returns
    -------
    dict
        ``node.weight`` to array, named and laid out as ``spec.parameters()``; zeros where no gradient has come.

    Raises
    ------
    TypeError
        Where the model is not from :func:`build`.

    Examples
    --------
    >>> import torch
    >>> from cnn_helpers import zoo
    >>> model = build(zoo.spec("lenet5"))
    >>> model(torch.ones(2, 1, 32, 32)).sum().backward()
    >>> get_gradients(model)["output.b"].tolist()
    [2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0]
    """
    from cnn_helpers.frameworks import _torch_network

    _check_model("get_gradients", model)
    return {name: view.cpu().numpy().copy() for name, view in _torch_network.gradients(model).items()}


def set_weights(model, weights: Mapping[str, np.ndarray]) -> None:
    """Copy `weights`, named and laid out as from :func:`get_weights`, into the model; its dtype stays.

    Parameters
    ----------
    model
        From :func:`build`.
    weights
        ``node.weight`` to array, for all parameters and all state.

    Raises
    ------
    ValueError
        Where a name is missing or unknown, or a shape differs; nothing is changed then.
    TypeError
        Where the model is not from :func:`build`, or an array holds no real numbers; nothing is changed then.

    Examples
    --------
    >>> from cnn_helpers import zoo
    >>> one, other = build(zoo.spec("lenet5")), build(zoo.spec("lenet5"))
    >>> set_weights(other, get_weights(one))
    >>> bool((one.C3.weight == other.C3.weight).all())
    True
    """
    import torch

    from cnn_helpers.frameworks import _torch_network

    _check_model("set_weights", model)
    own = _torch_network.weights(model)
    arrays = check_weights("set_weights", {name: tuple(view.shape) for name, view in own.items()}, weights)
    for name, view in own.items():
        view.copy_(torch.tensor(arrays[name]))


def _check_model(function, model):
    from cnn_helpers.frameworks._torch_network import Network

    if not isinstance(model, Network):
        raise TypeError(f"{function}: model must be what build(spec) returned, but {type(model).__name__} was given")


def tensors(images, labels):
    """Images and classes as NumPy has them in this course, as the tensors that :func:`fit` takes.

    Parameters
    ----------
    images
        Array (N, H, W, C).
    labels
        Array (N,) of whole numbers.

    Returns
    -------
    tuple
        A tensor (N, C, H, W) of the dtype of `images`, and an int64 tensor (N,).

    Examples
    --------
    >>> x, y = tensors(np.zeros((5, 28, 28, 1), np.float32), np.arange(5))
    >>> x.shape, x.dtype, y.dtype
    (torch.Size([5, 1, 28, 28]), torch.float32, torch.int64)
    """
    import torch

    return torch.from_numpy(images).permute(0, 3, 1, 2).contiguous(), torch.from_numpy(labels).long()


def fit(model, x, y, *, optimizer, epochs=1, batch_size=32, validation_data=None, augment=None, scheduler=None,
        seed=0) -> History:
    """Train a PyTorch classifier with softmax cross-entropy on its logits, in place.

    Every epoch goes through all examples in a new random order; a bar on stderr shows how far it is.

    Parameters
    ----------
    model
        A ``torch.nn.Module`` from inputs (N, ...) to logits (N, K).
    x, y
        Tensors: inputs (N, ...), for convolutions (N, C, H, W), and classes (N,), int64.
    optimizer
        A ``torch.optim.Optimizer`` of the model's parameters.
    epochs
        How many times all examples are gone through.
    batch_size
        Examples a step; the last batch of an epoch may be smaller.
    validation_data
        ``(x, y)`` to evaluate after each epoch.
    augment
        ``augment(batch, generator)``: what is trained on in a batch's place; `generator` is a ``torch.Generator``.
    scheduler
        A learning-rate scheduler of the optimiser; its ``step`` is called after each batch.
    seed
        What the order of the examples and the augmentation are drawn from. Dropout draws from PyTorch's own
        generator: ``torch.manual_seed``.

    Returns
    -------
    History
        As from :func:`cnn_helpers.training.fit`: means over an epoch's batches in training mode, and after each epoch
        what the validation data give in evaluation mode.

    Raises
    ------
    ValueError
        Where `x` and `y` are empty or of different lengths, or `epochs` or `batch_size` is below 1.
    """
    import torch
    from torch.nn.functional import cross_entropy

    if len(x) != len(y) or len(x) == 0:
        raise ValueError(f"fit: x and y must be as many and at least one, but {len(x)} and {len(y)} were given")
    epochs = integer("fit", "epochs", epochs, minimum=1)
    batch_size = integer("fit", "batch_size", batch_size, minimum=1)
    generator = torch.Generator().manual_seed(seed)
    history = History()
    with progress_bar(epochs * -(-len(x) // batch_size)) as bar:
        for _ in range(epochs):
            model.train()
            losses, right = 0.0, 0
            for batch in torch.randperm(len(x), generator=generator).split(batch_size):
                inputs = x[batch] if augment is None else augment(x[batch], generator)
                logits = model(inputs)
                loss = cross_entropy(logits, y[batch])
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
                if scheduler is not None:
                    scheduler.step()
                history.batch_loss.append(loss.item())
                losses += loss.item() * len(batch)
                right += (logits.argmax(1) == y[batch]).sum().item()
                bar.update()
            history.loss.append(losses / len(x))
            history.accuracy.append(right / len(x))
            if validation_data is not None:
                loss, accuracy = evaluate(model, *validation_data)
                history.validation_loss.append(loss)
                history.validation_accuracy.append(accuracy)
    return history


def evaluate(model, x, y, *, batch_size=1000) -> tuple[float, float]:
    """The mean softmax cross-entropy and the share of right answers of a PyTorch classifier, in evaluation mode.

    Parameters
    ----------
    model
        A ``torch.nn.Module`` from inputs (N, ...) to logits (N, K); it is in evaluation mode afterwards.
    x, y
        Tensors: inputs (N, ...) and classes (N,), int64.
    batch_size
        Examples at a time; it changes the memory taken, and nothing else.

    Returns
    -------
    tuple
        The loss and the accuracy, two numbers.
    """
    import torch
    from torch.nn.functional import cross_entropy

    model.eval()
    with torch.no_grad():
        logits = torch.cat([model(part) for part in x.split(batch_size)])
    return cross_entropy(logits, y).item(), (logits.argmax(1) == y).float().mean().item()
