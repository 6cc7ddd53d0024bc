"""Training: optimisers against PyTorch's, a network trained on real digits, reproducibility, stopping, errors."""

import signal
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from cnn_helpers import functional as F
from cnn_helpers.layers import BatchNorm, Conv2D, Dense, Dropout, Flatten, MaxPool2D, ReLU, Sequential, Softmax
from cnn_helpers.training import (
    BINARY_CROSS_ENTROPY,
    SGD,
    SOFTMAX_CROSS_ENTROPY,
    Adam,
    evaluate,
    fit,
    predict,
)


@pytest.fixture(scope="module")
def digits():
    """scikit-learn's 1,797 digits of 8×8 pixels: (x, y) to train on, and (x, y) to test on."""
    from sklearn.datasets import load_digits

    images, labels = load_digits(return_X_y=True)
    order = np.random.default_rng(0).permutation(len(images))
    x, y = images[order].reshape(-1, 8, 8, 1) / 16, labels[order]
    return (x[:1400], y[:1400]), (x[1400:], y[1400:])


def small_network(*, dtype=np.float32, dropout=0.25):
    rng = np.random.default_rng(0)
    return Sequential(Conv2D(1, 16, 3, padding="same", rng=rng, dtype=dtype), ReLU(), MaxPool2D(2),
                      Conv2D(16, 32, 3, padding="same", rng=rng, dtype=dtype), ReLU(), MaxPool2D(2),
                      Flatten(), Dropout(dropout, rng=rng), Dense(128, 10, rng=rng, dtype=dtype))


# Optimisers


OPTIMIZERS = {
    "SGD": (lambda: SGD(0.1), lambda p, torch: torch.optim.SGD(p, lr=0.1)),
    "momentum": (lambda: SGD(0.1, momentum=0.9), lambda p, torch: torch.optim.SGD(p, lr=0.1, momentum=0.9)),
    "nesterov": (lambda: SGD(0.1, momentum=0.9, nesterov=True),
                 lambda p, torch: torch.optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True)),
    "weight decay": (lambda: SGD(0.1, momentum=0.5, weight_decay=0.2),
                     lambda p, torch: torch.optim.SGD(p, lr=0.1, momentum=0.5, weight_decay=0.2)),
    "Adam": (lambda: Adam(0.1), lambda p, torch: torch.optim.Adam(p, lr=0.1)),
    "Adam, other rates": (lambda: Adam(0.1, beta1=0.5, beta2=0.9, epsilon=0.1),
                          lambda p, torch: torch.optim.Adam(p, lr=0.1, betas=(0.5, 0.9), eps=0.1)),
}


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_step_is_pytorchs(name):
    import torch

    make, make_theirs = OPTIMIZERS[name]
    layer, ours = Dense(4, 3, rng=0, dtype=np.float64), make()
    theirs = {key: torch.tensor(array, requires_grad=True) for key, array in layer.parameters.items()}
    optimizer = make_theirs(list(theirs.values()), torch)
    rng = np.random.default_rng(1)
    for step in range(30):
        if step == 15:  # a learning-rate schedule
            ours.learning_rate = optimizer.param_groups[0]["lr"] = 0.03
        layer.gradients = {key: rng.normal(size=array.shape) for key, array in layer.parameters.items()}
        for key, tensor in theirs.items():
            tensor.grad = torch.tensor(layer.gradients[key])
        ours.step(layer)
        optimizer.step()
        for key, tensor in theirs.items():
            np.testing.assert_allclose(layer.parameters[key], tensor.detach(), rtol=1e-9, atol=1e-12)


def test_an_optimizer_changes_parameters_in_place_and_keeps_their_dtype():
    layer = Dense(2, 2, rng=0)
    array = layer.parameters["w"]
    layer.gradients = {"w": np.ones((2, 2)), "b": np.ones(2)}
    Adam(0.1).step(layer)
    assert layer.parameters["w"] is array
    assert array.dtype == np.float32


@pytest.mark.parametrize("make", [lambda: SGD(0.1, momentum=0.9, weight_decay=0.1), lambda: Adam(0.1)])
def test_a_step_leaves_the_gradients_as_they_are(make):
    layer, optimizer = Dense(2, 2, rng=0), make()
    layer.gradients = {"w": np.full((2, 2), 0.5, np.float32), "b": np.full(2, 0.25, np.float32)}
    for _ in range(2):
        optimizer.step(layer)
    assert [set(array.ravel()) for array in layer.gradients.values()] == [{0.5}, {0.25}]


@pytest.mark.parametrize(("make", "error", "message"), [
    (lambda: SGD(0), ValueError, "SGD: learning_rate must be above 0, but learning_rate = 0"),
    (lambda: SGD("fast"), TypeError, "SGD: learning_rate must be a number, but learning_rate = 'fast'"),
    (lambda: SGD(float("nan")), ValueError, "SGD: learning_rate must be above 0, but learning_rate = nan"),
    (lambda: SGD(momentum=1), ValueError, "SGD: momentum must be below 1, but momentum = 1"),
    (lambda: SGD(momentum=-0.1), ValueError, "SGD: momentum must be at least 0"),
    (lambda: SGD(weight_decay=-1), ValueError, "SGD: weight_decay must be at least 0"),
    (lambda: SGD(nesterov=True), ValueError, "SGD: nesterov needs a momentum greater than 0"),
    (lambda: Adam(-1), ValueError, "Adam: learning_rate must be above 0"),
    (lambda: Adam(beta1=1), ValueError, "Adam: beta1 must be below 1"),
    (lambda: Adam(beta2=1), ValueError, "Adam: beta2 must be below 1"),
    (lambda: Adam(epsilon=0), ValueError, "Adam: epsilon must be above 0"),
])
def test_an_optimizer_that_makes_no_sense_is_refused(make, error, message):
    with pytest.raises(error, match=message):
        make()


def test_a_step_needs_gradients_and_the_same_model():
    optimizer, layer = SGD(0.1), Dense(2, 2, rng=0)
    with pytest.raises(RuntimeError, match=r"SGD.step: there is no gradient for \['b', 'w'\]; call model.backward"):
        optimizer.step(layer)
    layer.backward(np.zeros_like(layer.forward(np.zeros((1, 2)))))
    optimizer.step(layer)
    with pytest.raises(ValueError, match=r"SGD.step: this optimiser carries what it has seen of another model"):
        optimizer.step(Dense(2, 2, rng=0))


# A whole network


@pytest.mark.parametrize("name", ["nesterov", "Adam"])
def test_the_loss_curve_is_pytorchs_from_the_same_weights(digits, name):
    import torch

    (x, y), _ = digits
    x, y = x[:640], y[:640]  # 20 steps of 32
    make, make_theirs = OPTIMIZERS[name]
    rng = np.random.default_rng(0)
    ours = Sequential(Conv2D(1, 6, 3, padding=1, rng=rng, dtype=np.float64), BatchNorm(6, dtype=np.float64), ReLU(),
                      MaxPool2D(2), Flatten(), Dense(96, 10, rng=rng, dtype=np.float64))
    convolution, dense = torch.nn.Conv2d(1, 6, 3, padding=1), torch.nn.Linear(96, 10)
    theirs = torch.nn.Sequential(convolution, torch.nn.BatchNorm2d(6), torch.nn.ReLU(), torch.nn.MaxPool2d(2),
                                 torch.nn.Flatten(), dense).double()
    weights = {key: torch.tensor(array) for key, array in ours.get_weights().items()}
    with torch.no_grad():
        convolution.weight.copy_(weights["0.w"].permute(3, 2, 0, 1))
        convolution.bias.copy_(weights["0.b"])
        # Ours flattens (H, W, C), PyTorch (C, H, W).
        dense.weight.copy_(weights["5.w"].reshape(4, 4, 6, 10).permute(3, 2, 0, 1).reshape(10, 96))
        dense.bias.copy_(weights["5.b"])

    history = fit(ours, x, y, optimizer=make(), shuffle=False)

    optimizer, curve = make_theirs(theirs.parameters(), torch), []
    for start in range(0, 640, 32):
        images = torch.tensor(x[start:start + 32]).permute(0, 3, 1, 2)
        loss = torch.nn.functional.cross_entropy(theirs(images), torch.tensor(y[start:start + 32]))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        curve.append(loss.item())
    assert len(curve) == 20
    np.testing.assert_allclose(history.batch_loss, curve, rtol=1e-9)


def test_real_digits_are_learned_to_95_percent(digits):
    train, test = digits
    model = small_network()
    history = fit(model, *train, optimizer=Adam(0.003), epochs=6, validation_data=test)
    assert history.validation_accuracy[-1] >= 0.95
    assert history.loss[-1] < history.loss[0] / 5
    assert len(history.loss) == len(history.accuracy) == len(history.validation_loss) == 6
    assert len(history.batch_loss) == 6 * 44
    assert not history.stopped
    loss, accuracy = evaluate(model, *test)
    assert (loss, accuracy) == (history.validation_loss[-1], history.validation_accuracy[-1])
    assert np.mean(predict(model, test[0]).argmax(axis=-1) == test[1]) == accuracy


def test_one_output_and_binary_cross_entropy_tell_zeros_from_ones(digits):
    (x, y), _ = digits
    x, y = x[y < 2], y[y < 2]
    model = Sequential(Flatten(), Dense(64, 1, rng=0))
    history = fit(model, x, y[:, None], optimizer=Adam(0.01), loss=BINARY_CROSS_ENTROPY, epochs=10)
    assert evaluate(model, x, y[:, None], loss=BINARY_CROSS_ENTROPY)[1] > 0.99
    assert history.accuracy[-1] > history.accuracy[0]


def test_probabilities_serve_as_labels(digits):
    (x, y), _ = digits
    x, y = x[:100], y[:100]
    from_classes = fit(small_network(), x, y, optimizer=SGD(0.1))
    from_probabilities = fit(small_network(), x, np.eye(10)[y], optimizer=SGD(0.1))
    np.testing.assert_allclose(from_probabilities.batch_loss, from_classes.batch_loss, rtol=1e-5)
    assert from_probabilities.accuracy == from_classes.accuracy


# The loop


def short_run(digits, model=None, **changes):
    (x, y), _ = digits
    model = model or small_network()
    arguments = {"optimizer": Adam(0.003), "epochs": 2, "batch_size": 30, "validation_data": (x[200:250], y[200:250])}
    return model, fit(model, x[:200], y[:200], **arguments | changes)


def test_fit_is_forward_loss_backward_and_step_to_the_bit(digits):
    (x, y), _ = digits
    by_hand, optimizer, losses = small_network(dropout=0), Adam(0.003), []
    for start in range(0, 200, 30):
        batch = slice(start, min(start + 30, 200))
        logits = by_hand.forward(x[batch].astype(np.float32), training=True)
        losses.append(float(F.softmax_cross_entropy(logits, y[batch])))
        by_hand.backward(F.softmax_cross_entropy_backward(1.0, logits, y[batch]))
        optimizer.step(by_hand)
    model, history = short_run(digits, small_network(dropout=0), epochs=1, shuffle=False)
    assert history.batch_loss == losses
    for name, array in by_hand.get_weights().items():
        np.testing.assert_array_equal(model.get_weights()[name], array)


def test_the_same_seed_gives_the_same_run_to_the_bit_dropout_included(digits):
    (first, history), (second, again) = short_run(digits), short_run(digits)
    assert history == again
    for name, array in first.get_weights().items():
        np.testing.assert_array_equal(array, second.get_weights()[name])


def test_the_masks_of_dropout_come_from_the_seed_and_not_from_the_models_past(digits):
    used = small_network()
    used.forward(np.zeros((1, 8, 8, 1)), training=True)
    assert short_run(digits, used)[1] == short_run(digits)[1]


def test_another_seed_gives_another_run(digits):
    assert short_run(digits)[1].batch_loss != short_run(digits, seed=1)[1].batch_loss


def test_a_generator_as_seed_goes_on_where_it_was(digits):
    rng = np.random.default_rng(0)
    _, first = short_run(digits, seed=rng)
    assert first == short_run(digits)[1]
    assert rng.random() != np.random.default_rng(0).random()


def test_shuffling_is_in_a_new_order_each_epoch_and_can_be_left_out():
    seen = []
    loss = replace(SOFTMAX_CROSS_ENTROPY, accuracy=lambda outputs, labels: seen.append(labels.tolist()) or 0)
    x, y = np.zeros((6, 1)), np.arange(6)
    fit(Dense(1, 6, rng=0), x, y, loss=loss, optimizer=SGD(0.1), epochs=2, batch_size=4)
    assert [len(batch) for batch in seen] == [4, 2, 4, 2]
    first, second = seen[0] + seen[1], seen[2] + seen[3]
    assert sorted(first) == sorted(second) == list(range(6))
    assert first != second
    assert list(range(6)) not in (first, second)
    seen.clear()
    fit(Dense(1, 6, rng=0), x, y, loss=loss, optimizer=SGD(0.1), batch_size=4, shuffle=False)
    assert seen == [[0, 1, 2, 3], [4, 5]]


def test_augment_turns_each_training_batch_and_leaves_validation_and_the_order_as_they_are(digits):
    turned, (whole, labels) = [], (digits[0][0][:60], digits[0][1][:60])

    def noted(batch, rng):
        turned.append((batch.copy(), rng.random()))
        return np.zeros_like(batch)

    def run(model, **changes):
        return fit(model, whole, labels, optimizer=SGD(0.1), epochs=2, batch_size=40, **changes)

    model = Sequential(Flatten(), Dropout(0.5, rng=0), Dense(64, 10, rng=0))
    run(model, augment=noted, validation_data=(whole, labels))
    np.testing.assert_array_equal(model.gradients["2.w"], 0)  # it saw zeros
    assert [len(batch) for batch, _ in turned] == [40, 20, 40, 20]
    assert len({draw for _, draw in turned}) == 4

    seen = []
    run(Sequential(Flatten(), Dense(64, 10, rng=0)), augment=lambda batch, rng: seen.append(batch.copy()) or batch)
    for (batch, _), again in zip(turned, seen, strict=True):  # the same order without dropout and other draws
        np.testing.assert_array_equal(batch, again)


def test_augment_must_be_a_function(digits):
    with pytest.raises(TypeError, match="fit: augment must be a function of a batch and a generator, or None, but 2"):
        short_run(digits, augment=2)


def test_an_epochs_loss_is_the_mean_over_its_examples_though_the_last_batch_is_smaller():
    model, x, y = Dense(2, 3, rng=0, dtype=np.float64), np.random.default_rng(0).normal(size=(7, 2)), np.arange(7) % 3
    whole = F.softmax_cross_entropy(model.forward(x), y)
    right = np.mean(model.forward(x).argmax(axis=-1) == y)
    history = fit(model, x, y, optimizer=SGD(1e-300), batch_size=4)
    assert history.loss[0] == pytest.approx(whole)
    assert history.accuracy[0] == pytest.approx(right)
    assert evaluate(model, x, y, batch_size=3) == pytest.approx((whole, right))


def test_batches_are_taken_to_the_dtype_of_the_model(digits):
    model, _ = short_run(digits)
    assert {array.dtype for array in model.gradients.values()} == {np.dtype(np.float32)}
    assert predict(model, np.zeros((2, 8, 8, 1), np.uint8)).dtype == np.float32


def test_predict_in_batches_is_predict_at_once_and_without_dropout(digits):
    (x, _), _ = digits
    model = small_network(dtype=np.float64)
    np.testing.assert_allclose(predict(model, x[:50], batch_size=7), model.forward(x[:50]), rtol=1e-12, atol=1e-12)


# Stopping


def stopping_at(step, interrupt):
    """Softmax cross-entropy during whose computation, at that step, the keyboard interrupts."""
    calls = 0

    def forward(outputs, labels):
        nonlocal calls
        calls += 1
        if calls == step:
            interrupt()
        return F.softmax_cross_entropy(outputs, labels)

    return replace(SOFTMAX_CROSS_ENTROPY, forward=forward)


def test_ctrl_c_keeps_the_history_and_the_weights(digits):
    whole = short_run(digits, validation_data=None)[1]
    model, history = short_run(digits, validation_data=None, epochs=3,
                               loss=stopping_at(11, lambda: signal.raise_signal(signal.SIGINT)))
    assert history.stopped
    assert len(history.loss) == len(history.accuracy) == 1  # 7 steps an epoch
    assert history.loss == whole.loss[:1]
    assert history.batch_loss == whole.batch_loss[:10]
    assert not np.array_equal(model.parameters["0.w"], small_network().parameters["0.w"])
    assert np.isfinite(predict(model, digits[1][0])).all()


def test_ctrl_c_during_validation_leaves_lists_of_one_length(digits):
    history = short_run(digits, loss=stopping_at(16, lambda: signal.raise_signal(signal.SIGINT)))[1]
    assert history.stopped
    assert [len(values) for values in (history.loss, history.accuracy, history.validation_loss,
                                       history.validation_accuracy, history.batch_loss)] == [1, 1, 1, 1, 14]


def test_another_exception_is_not_swallowed(digits):
    def fail():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        short_run(digits, loss=stopping_at(3, fail))


# The progress bar


def test_no_bar_where_stderr_is_no_terminal_and_one_on_demand(digits, capfd):
    short_run(digits)
    assert capfd.readouterr() == ("", "")
    short_run(digits, progress=True)
    out, err = capfd.readouterr()
    assert out == ""
    assert "epoch 2/2: 100%" in err
    assert "14/14" in err
    assert "loss=" in err
    short_run(digits, progress=False)
    assert capfd.readouterr() == ("", "")


TINY_RUN = """
import numpy as np
from cnn_helpers.layers import Dense
from cnn_helpers.training import SGD, fit
fit(Dense(1, 2, rng=0), np.zeros((4, 1)), [0, 1, 0, 1], optimizer=SGD(0.1), batch_size=2{more})
"""


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX's")
@pytest.mark.parametrize(("more", "shown"), [("", True), (", progress=False", False)])
def test_a_bar_where_stderr_is_a_terminal_unless_refused(more, shown):
    import os
    import pty
    import termios

    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (25, 100))
    subprocess.run([sys.executable, "-c", TINY_RUN.format(more=more)], stderr=theirs, check=True, timeout=60)
    os.write(theirs, b"end")
    output = b""
    while b"end" not in output:
        output += os.read(ours, 10_000)
    assert (b"2/2" in output) == shown
    os.close(ours)
    os.close(theirs)


# Errors


X, Y = np.zeros((4, 2)), np.array([0, 1, 0, 1])


@pytest.mark.parametrize(("change", "error", "message"), [
    ({"x": X[:0], "y": Y[:0]}, ValueError, r"fit: x must have at least one example .* its shape is \(0, 2\)"),
    ({"x": X[:3]}, ValueError, r"fit: x and y must have one entry an example, but x.shape = \(3, 2\) and y.shape = "),
    ({"y": 1}, ValueError, "fit: y must have at least one example"),
    ({"x": [["a", "b"]] * 4}, TypeError, "fit: x must hold real numbers"),
    ({"y": [0, 1, 0, 2]}, ValueError, "softmax_cross_entropy: .*labels"),
    ({"y": Y + 0.5}, TypeError, "softmax_cross_entropy: labels"),
    ({"y": Y[:, None]}, ValueError, "softmax_cross_entropy: .*labels"),
    ({"batch_size": 0}, ValueError, "fit: batch_size must be at least 1, but batch_size = 0"),
    ({"batch_size": 2.5}, TypeError, "fit: batch_size must be a whole number"),
    ({"epochs": 0}, ValueError, "fit: epochs must be at least 1"),
    ({"model": Dense}, TypeError, "fit: model must be a layer or a model made of layers"),
    ({"optimizer": SGD}, TypeError, r"fit: optimizer must be an optimiser such as SGD\(0.1\), but <class"),
    ({"loss": F.softmax_cross_entropy}, TypeError, "fit: loss must be a Loss such as SOFTMAX_CROSS_ENTROPY"),
    ({"validation_data": X}, TypeError, r"fit: validation_data must be a pair \(x, y\) or None, but ndarray"),
    ({"validation_data": (X, Y[:2])}, ValueError, "fit: validation x and validation y must have one entry an"),
    ({"x": np.zeros((4, 3))}, ValueError, "dense: x has 3|dense: .*3"),
])
def test_a_wrong_argument_of_fit_is_named(change, error, message):
    arguments = {"model": Dense(2, 2, rng=0), "x": X, "y": Y, "optimizer": SGD(0.1)} | change
    with pytest.raises(error, match=message):
        fit(**arguments)


@pytest.mark.parametrize(("call", "message"), [
    (lambda: evaluate(Softmax(), X[:0], Y[:0]), "evaluate: x must have at least one example"),
    (lambda: evaluate(Softmax(), X, Y, batch_size=0), "evaluate: batch_size must be at least 1"),
    (lambda: predict(Softmax(), X[:0]), "predict: x must have at least one example"),
    (lambda: predict(Softmax(), X, batch_size=0), "predict: batch_size must be at least 1"),
])
def test_a_wrong_argument_of_evaluate_and_predict_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
