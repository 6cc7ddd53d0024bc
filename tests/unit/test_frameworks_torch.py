"""The PyTorch loop trains, repeats itself, and reports what cnn_helpers' own loop would."""

import numpy as np
import pytest

from cnn_helpers import layers, training
from cnn_helpers.frameworks import torch as in_torch
from cnn_helpers.frameworks.torch import evaluate, fit

torch = pytest.importorskip("torch")


def examples(n=64, seed=0):
    generator = np.random.default_rng(seed)
    y = generator.integers(0, 3, n)
    x = generator.normal(size=(n, 4)) + 2 * np.eye(4)[y]
    return x, y


def tensors(x, y):
    return torch.tensor(x), torch.tensor(y)


def linear(weights, biases):
    model = torch.nn.Linear(4, 3, dtype=torch.float64)
    model.load_state_dict({"weight": torch.tensor(weights.T.copy()), "bias": torch.tensor(biases.copy())})
    return model


def test_a_run_equals_one_in_cnn_helpers():
    """With all examples in one batch their order does not matter, and the histories are the same numbers."""
    x, y = examples()
    own = layers.Dense(4, 3, rng=0, dtype=np.float64)
    model = linear(own.parameters["w"], own.parameters["b"])
    expected = training.fit(own, x, y, optimizer=training.SGD(0.5), epochs=4, batch_size=64, validation_data=(x, y))
    history = fit(model, *tensors(x, y), optimizer=torch.optim.SGD(model.parameters(), 0.5), epochs=4, batch_size=64,
                  validation_data=tensors(x, y))
    for name in ("loss", "accuracy", "validation_loss", "validation_accuracy", "batch_loss"):
        np.testing.assert_allclose(getattr(history, name), getattr(expected, name), rtol=1e-6, err_msg=name)


def run(seed, **options):
    x, y = tensors(*examples(50))
    model = linear(np.zeros((4, 3)), np.zeros(3))
    optimizer = torch.optim.SGD(model.parameters(), 0.1)
    return fit(model, x, y, optimizer=optimizer, epochs=2, batch_size=16, seed=seed, **options), optimizer


def test_the_seed_decides_the_order():
    (first, _), (again, _), (other, _) = run(0), run(0), run(1)
    assert first.batch_loss == again.batch_loss
    assert first.batch_loss != other.batch_loss
    assert len(first.batch_loss) == 8, "50 examples in batches of 16 are four, the last one of two examples"
    assert first.loss[0] == pytest.approx(np.average(first.batch_loss[:4], weights=[16, 16, 16, 2]))


def test_batches_are_augmented_with_a_generator_of_the_run():
    seen = []

    def augment(batch, generator):
        seen.append(torch.rand(1, generator=generator).item())
        return batch * 0

    history, _ = run(0, augment=augment)
    assert history.batch_loss[0] == pytest.approx(np.log(3)), "inputs of zeros and weights of zeros say 1/3 each"
    assert len(set(seen)) == 8


def test_the_scheduler_steps_after_each_batch():
    x, y = tensors(*examples(50))
    model = linear(np.zeros((4, 3)), np.zeros(3))
    optimizer = torch.optim.SGD(model.parameters(), 1.0)
    halving = torch.optim.lr_scheduler.ExponentialLR(optimizer, 0.5)
    fit(model, x, y, optimizer=optimizer, epochs=2, batch_size=25, scheduler=halving)
    assert optimizer.param_groups[0]["lr"] == 0.5**4


def test_evaluation_leaves_dropout_out_and_trains_nothing():
    model = torch.nn.Sequential(torch.nn.Dropout(0.5), linear(np.eye(4, 3), np.zeros(3)))
    x, y = tensors(*examples())
    results = {evaluate(model, x, y, batch_size=size) for size in (7, 64, 64)}
    assert len({round(loss, 12) for loss, _ in results}) == 1
    assert results.pop()[1] == pytest.approx((x[:, :3].argmax(1) == y).double().mean().item())


@pytest.mark.parametrize("n, options, complaint", [
    (63, {}, "x and y must be as many and at least one, but 64 and 63 were given"),
    (64, {"epochs": 0}, "epochs must be"),
    (64, {"batch_size": 0}, "batch_size must be"),
])
def test_wrong_arguments_are_named(n, options, complaint):
    x, y = tensors(*examples())
    model = torch.nn.Linear(4, 3, dtype=torch.float64)
    with pytest.raises(ValueError, match=complaint):
        fit(model, x, y[:n], optimizer=torch.optim.SGD(model.parameters(), 0.1), **options)


def test_tensors_are_channels_first_and_contiguous():
    images = np.arange(24, dtype=np.float64).reshape(2, 3, 2, 2)
    x, y = in_torch.tensors(images, np.array([1, 0], np.uint8))
    assert x.is_contiguous() and x.dtype == torch.float64 and y.dtype == torch.int64
    np.testing.assert_array_equal(x.numpy(), images.transpose(0, 3, 1, 2))
    assert y.tolist() == [1, 0]
