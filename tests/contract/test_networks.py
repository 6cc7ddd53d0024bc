"""Every network of the zoo, three times from one spec: NumPy, Keras and PyTorch agree, and so do the gradients."""

from dataclasses import replace

import keras
import numpy as np
import pytest
import torch

from cnn_helpers import data, zoo
from cnn_helpers.frameworks import keras as in_keras
from cnn_helpers.frameworks import torch as in_torch
from cnn_helpers.frameworks.pretrained import efficientnet_lite0
from cnn_helpers.network import Network
from cnn_helpers.spec import Dropout

pytestmark = pytest.mark.slow

SIZES = {"alexnet": 64, "alexnet_paper": 67, "alexnet_ungrouped": 67, "googlenet_paper": 80,
         "googlenet_paper_aux": 80, "xception": 71}  # the others: 32


def reduced(name):
    spec = zoo.spec(name)
    size = SIZES.get(name, 32)
    return spec.resized((size, size, spec.input_shape[2]))


def drawn_weights(spec, dtype):
    """Weights as NumPy draws them, and statistics that are not those of a fresh network."""
    rng = np.random.default_rng(1)
    weights = Network(spec, rng=0, dtype=dtype).get_weights()
    for name, array in weights.items():
        match name.rpartition(".")[2]:
            case "gamma" | "running_variance":
                array[...] = rng.uniform(0.5, 1.5, array.shape)
            case "b" | "beta" | "running_mean":
                array[...] = rng.normal(0, 0.1, array.shape)
    return weights


def images(spec, dtype, batch=2):
    return np.random.default_rng(2).normal(size=(batch, *spec.input_shape)).astype(dtype)


def channels_first(x):
    return torch.from_numpy(np.ascontiguousarray(x.transpose(0, 3, 1, 2)))


def assert_close(given, expected, bound, name, least=0.0):
    """The largest difference, relative to the largest value, or to `least` where that is greater."""
    assert given.shape == expected.shape, name
    assert np.isfinite(expected).all(), name
    difference = np.abs(given - expected).max() / max(np.abs(expected).max(), least)
    assert difference <= bound, f"{name}: {difference:.1e}"


@pytest.mark.parametrize("name", zoo.names())
def test_the_three_models_give_the_same_scores(name):
    spec = reduced(name)
    weights, x = drawn_weights(spec, np.float32), images(spec, np.float32)
    model = Network(spec, rng=0)
    model.set_weights(weights)
    expected = model.activations(x, spec.outputs)

    torch_model = in_torch.build(spec)
    in_torch.set_weights(torch_model, weights)
    torch_model.eval()
    with torch.no_grad():
        by_torch = in_torch.activations(torch_model, channels_first(x), spec.outputs)
    keras_model = in_keras.build(spec)
    in_keras.set_weights(keras_model, weights)
    by_keras = keras_model(x, training=False)
    by_keras = by_keras if spec.auxiliary else [by_keras]
    keras.backend.clear_session()

    for output, scores in zip(spec.outputs, by_keras, strict=True):
        assert np.ptp(expected[output]) > 0
        assert_close(by_torch[output].numpy(), expected[output], 1e-4, f"PyTorch, {output}")
        assert_close(scores.numpy(), expected[output], 1e-4, f"Keras, {output}")


@pytest.mark.parametrize("name", zoo.names())
def test_the_gradients_are_those_of_pytorch(name):
    """In training mode, so through the statistics of the batch; from every output; in float64, without dropout."""
    spec = without_dropout(reduced(name))
    weights, x = drawn_weights(spec, np.float64), images(spec, np.float64, batch=3)
    model = Network(spec, rng=0, dtype=np.float64)
    model.set_weights(weights)
    values = model.activations(x, spec.outputs, training=True)
    dy = {output: np.random.default_rng(3).normal(size=value.shape) for output, value in values.items()}
    dx = model.backward(dy)

    torch_model = in_torch.build(spec).double()
    in_torch.set_weights(torch_model, weights)
    inputs = channels_first(x).requires_grad_()
    scores = in_torch.activations(torch_model, inputs, spec.outputs)
    sum((torch.from_numpy(dy[output]) * scores[output]).sum() for output in spec.outputs).backward()

    for output in spec.outputs:
        assert_close(values[output], scores[output].detach().numpy(), 1e-8, output)
    assert_close(dx, inputs.grad.numpy().transpose(0, 2, 3, 1), 1e-6, "dx")
    expected = in_torch.get_gradients(torch_model)
    assert model.gradients.keys() == expected.keys() == spec.parameters().keys()
    # Where batch normalisation follows, a bias changes nothing: its gradient is 0 but for rounding.
    least = 1e-6 * max(np.abs(gradient).max() for gradient in expected.values())
    for key, gradient in expected.items():
        assert_close(model.gradients[key], gradient, 1e-6, key, least)


def without_dropout(spec):
    return replace(spec, nodes=tuple(replace(node, operation=Dropout(0)) if isinstance(node.operation, Dropout)
                                     else node for node in spec.nodes))


SEEN = {"cat": "tabby", "coffee": "espresso", "rocket": "missile"}  # a photograph, and what the network finds in it


class TestPretrainedEfficientNet:
    SPEC = zoo.spec("efficientnet_lite0")

    @pytest.fixture(scope="class")
    def weights(self):
        return efficientnet_lite0()

    @pytest.fixture(scope="class")
    def scores(self, weights):
        """In NumPy, Keras and PyTorch, for each photograph."""
        x = np.concatenate([data.imagenet_input(data.picture(name)) for name in SEEN])
        model = Network(self.SPEC, rng=0)
        model.set_weights(weights)
        keras_model = in_keras.build(self.SPEC)
        in_keras.set_weights(keras_model, weights)
        torch_model = in_torch.build(self.SPEC)
        in_torch.set_weights(torch_model, weights)
        torch_model.eval()
        with torch.no_grad():
            by_torch = torch_model(channels_first(x)).numpy()
        return model.forward(x), keras_model(x, training=False).numpy(), by_torch

    def test_all_weights_of_the_file_have_their_place(self, weights):
        assert {name: array.shape for name, array in weights.items()} == {**self.SPEC.parameters(),
                                                                           **self.SPEC.state()}
        assert weights["stem_bn.running_mean"].any() and weights["stem_bn.running_variance"].min() >= 0

    def test_the_three_models_name_the_same_five_classes(self, scores):
        by_numpy, by_keras, by_torch = scores
        five = np.argsort(-by_numpy)[:, :5]
        np.testing.assert_array_equal(five, np.argsort(-by_keras)[:, :5])
        np.testing.assert_array_equal(five, np.argsort(-by_torch)[:, :5])
        np.testing.assert_allclose(by_keras, by_numpy, atol=1e-4)
        np.testing.assert_allclose(by_torch, by_numpy, atol=1e-4)

    def test_what_is_in_the_photograph_is_among_them(self, scores):
        classes = data.imagenet_classes()
        for (picture, thing), row in zip(SEEN.items(), scores[0], strict=True):
            assert thing in {classes[k] for k in np.argsort(-row)[:5]}, picture
