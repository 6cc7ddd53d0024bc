"""Training in PyTorch, for pages that compare runs and have shown the loop before."""

from __future__ import annotations

from cnn_helpers._progress import progress_bar
from cnn_helpers.arrays import integer
from cnn_helpers.training import History


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
