"""The NumPy model of a spec: its values, its gradients against centred differences, its weights and its errors."""

from functools import partial

import numpy as np
import pytest

from cnn_helpers import functional as F
from cnn_helpers import spec as s
from cnn_helpers import zoo
from cnn_helpers.gradients import numeric_gradient
from cnn_helpers.network import Network
from cnn_helpers.spec import network
from cnn_helpers.training import SGD, fit

TABLE = [[1, 0, 1], [0, 1, 1]]


def built(*steps, shape=(6, 5, 2), **named):
    return Network(network("n", shape, s.chain(*steps, **named)), rng=0, dtype=np.float64)


def images(shape=(6, 5, 2), batch=2, seed=1):
    return np.random.default_rng(seed).normal(size=(batch, *shape))


# One network for each kind of operation, and each form of graph.
NETWORKS = {
    "conv": built(s.Conv(4, 3, stride=(2, 1), padding=((1, 0), (0, 1)), groups=2)),
    "depthwise_conv": built(s.DepthwiseConv(3, padding="same", stride=2, multiplier=2, dilation=2)),
    "separable_conv": built(s.SeparableConv(3, 3, padding=1, multiplier=2)),
    "table_conv": built(s.TableConv(TABLE, (3, 2), padding=1)),
    "table_conv without bias": built(s.TableConv(TABLE, 3, bias=False)),
    "max_pool": built(s.MaxPool(3, stride=2, padding=1, ceil_mode=True)),
    "avg_pool": built(s.AvgPool(3, stride=2, padding="same", count_padding=True)),
    "adaptive_avg_pool": built(s.AdaptiveAvgPool((4, 3))),
    "subsample": built(s.Subsample(2)),
    "global pools": built(s.branches(s.GlobalAvgPool(), s.GlobalMaxPool())),
    "batch_norm": built(s.BatchNorm()),
    "local_response_norm": built(s.LocalResponseNorm(depth_radius=1, alpha=0.5, bias=2, beta=0.75)),
    "scaled_tanh": built(s.Activation("scaled_tanh")),
    "relu6": built(s.Activation("relu6")),
    "dense": built(s.Flatten(), s.Dense(3), s.Activation("sigmoid"), s.Dense(2, bias=False)),
    "radial_basis": built(s.Flatten(), s.Dense(4), s.Activation("tanh"), s.RadialBasis(3)),
    "pad_channels": built(s.PadChannels(5), s.Conv(2, 1)),
    "residual": built(s.residual(s.Conv(4, 3, padding=1), s.Conv(4, 1), after=s.Activation("relu"))),
    "identity shortcut twice": built(s.residual(s.residual(s.Conv(2, 3, padding=1)))),
    "branches": built(s.branches(s.Conv(2, 1), s.chain(s.Conv(3, 1), s.Conv(2, 3, padding=1)))),
    "scaled": built(s.scaled(s.chain(s.GlobalAvgPool(), s.Dense(2), s.Activation("sigmoid")))),
    "scaled vector": built(s.GlobalAvgPool(), s.scaled(s.Dense(2))),
}


@pytest.mark.parametrize("name", NETWORKS)
def test_gradients_are_those_of_centred_differences(name):
    model, x = NETWORKS[name], images()
    y = model.forward(x, training=True)
    dy = np.random.default_rng(2).normal(size=y.shape)
    dx = model.backward(dy)

    given = {"x": dx, **{key: array.copy() for key, array in model.gradients.items()}}

    def total(x):
        return np.sum(model.forward(x, training=True) * dy)

    def total_with(array, value):
        before, array[...] = array.copy(), value
        result, array[...] = total(x), before
        return result

    expected = {"x": numeric_gradient(total, x)}
    expected |= {key: numeric_gradient(partial(total_with, array), array) for key, array in model.parameters.items()}
    assert given.keys() == expected.keys()
    for key in expected:
        np.testing.assert_allclose(given[key], expected[key], rtol=1e-6, atol=1e-7, err_msg=key)


@pytest.mark.parametrize("name", ["lenet5_paper", "lenet5", "resnet_small", "googlenet_aux", "se_resnet50"])
def test_weights_have_the_names_and_shapes_of_the_spec(name):
    spec = zoo.spec(name)
    model = Network(spec, rng=0)
    assert {key: array.shape for key, array in model.get_weights().items()} == {**spec.parameters(), **spec.state()}
    assert model.parameter_count == sum(int(np.prod(shape)) for shape in spec.parameters().values())


@pytest.mark.parametrize("name", ["lenet5_paper", "resnet_small", "resnet18", "mobilenet_v2", "googlenet_paper_aux"])
def test_every_activation_has_the_shape_of_the_spec(name):
    spec = zoo.spec(name)
    spec = spec.resized((96, 80, 3)) if spec.input_shape[0] > 96 else spec
    shapes = {key: shape for key, shape in spec.shapes().items() if key != s.INPUT}
    x = np.zeros((2, *spec.input_shape), np.float32)
    values = Network(spec, rng=0).activations(x, shapes)
    assert {key: value.shape for key, value in values.items()} == {key: (2, *shape) for key, shape in shapes.items()}
    assert {value.dtype for value in values.values()} == {np.dtype(np.float32)}


def test_table_convolution_sees_the_connected_channels_alone():
    model, x = NETWORKS["table_conv without bias"], images()
    w, maps = model.parameters["table_conv1.w"], model.forward(x)
    np.testing.assert_allclose(maps[..., [0]], F.conv2d(x[..., [0]], w[:, :, [[0]]]))  # connections row by row of TABLE
    np.testing.assert_allclose(maps[..., [1]], F.conv2d(x[..., [1]], w[:, :, [[2]]]))
    np.testing.assert_allclose(maps[..., [2]], F.conv2d(x, w[:, :, [[1], [3]]]))


def test_subsampling_is_a_coefficient_times_the_sum_of_the_window():
    model, x = NETWORKS["subsample"], images()
    model.set_weights({"subsample1.w": [2.0, 3.0], "subsample1.b": [10.0, 20.0]})
    sums = x[:, :6, :4].reshape(2, 3, 2, 2, 2, 2).sum(axis=(2, 4))
    np.testing.assert_allclose(model.forward(x), sums * [2, 3] + [10, 20])


def test_radial_basis_units_are_squared_distances_to_codes():
    model = built(s.Flatten(), s.RadialBasis(3), shape=(1, 1, 4))
    codes, x = model.state["radial_basis1.codes"], images((1, 1, 4))
    assert set(np.unique(codes)) == {-1.0, 1.0}
    expected = [[np.sum((row - codes[:, k]) ** 2) for k in range(3)] for row in x.reshape(2, 4)]
    np.testing.assert_allclose(model.forward(x), expected)


def test_scaled_tanh_takes_one_to_one():
    """1.7159 tanh(2/3) is 1, and -1 at -1: LeCun et al. (1998), appendix A."""
    model = built(s.Activation("scaled_tanh"), shape=(1, 3, 1))
    y = model.forward(np.array([-1.0, 0.0, 1.0]).reshape(1, 1, 3, 1))
    np.testing.assert_allclose(y.ravel(), [-1, 0, 1], atol=1e-5)


def test_relu6_is_flat_at_both_ends():
    model = built(s.Activation("relu6"), shape=(1, 5, 1))
    y = model.forward(np.array([-1.0, 0.0, 3.0, 6.0, 9.0]).reshape(1, 1, 5, 1))
    assert y.ravel().tolist() == [0, 0, 3, 6, 6]
    assert model.backward(np.ones_like(y)).ravel().tolist() == [0, 0, 1, 0, 0]


class TestAuxiliaryOutputs:
    def model(self):
        return built(conv=s.Conv(2, 3), aux=s.auxiliary(s.chain(pool=s.GlobalAvgPool(), fc=s.Dense(2))),
                     pool=s.GlobalMaxPool(), fc=s.Dense(3))

    def test_gradients_begin_at_every_output_that_is_given(self):
        model, x = self.model(), images()
        model.forward(x, training=True)
        both = model.backward({"fc": np.ones((2, 3)), "aux.fc": np.ones((2, 2))})
        main = model.backward({"fc": np.ones((2, 3))})
        assert not model.gradients["aux.fc.w"].any()
        side = model.backward({"aux.fc": np.ones((2, 2))})
        assert not model.gradients["fc.w"].any()
        assert model.gradients["conv.w"].any()
        np.testing.assert_allclose(both, main + side)

    def test_prediction_leaves_them_out(self):
        model = self.model()
        model.forward(images())
        with pytest.raises(RuntimeError, match=r"did not come through aux\.fc; call forward first, with training=True"):
            model.backward({"aux.fc": np.ones((2, 2))})


def test_it_trains_like_any_layer():
    rng = np.random.default_rng(0)
    x = rng.normal(size=(64, 6, 6, 1))
    y = (x.mean(axis=(1, 2, 3)) > 0).astype(int)
    body = s.chain(s.Conv(4, 3), s.Activation("relu"), s.Dropout(0.1), s.Flatten(), s.Dense(2))
    model = Network(network("n", (6, 6, 1), body), rng=0, dtype=np.float64)
    history = fit(model, x, y, optimizer=SGD(0.1, momentum=0.9), epochs=20, batch_size=16, seed=0)
    assert history.loss[0] > 0.5 and history.loss[-1] < 0.2


def test_the_seed_decides_the_weights():
    spec = zoo.spec("lenet5")
    first, again, other = (Network(spec, rng=seed).get_weights() for seed in (0, 0, 1))
    assert all(np.array_equal(first[key], again[key]) for key in first)
    assert not np.array_equal(first["C1.w"], other["C1.w"])


def test_backward_parameters_gives_the_gradients_of_backward():
    model, x = NETWORKS["residual"], images()
    y = model.forward(x, training=True)
    model.backward(np.ones_like(y))
    expected = {key: array.copy() for key, array in model.gradients.items()}
    model.forward(x, training=True)
    assert model.backward_parameters(np.ones_like(y)) is None
    for key, array in model.gradients.items():
        np.testing.assert_array_equal(array, expected[key])


@pytest.mark.parametrize("call, error, message", [
    (lambda model: model.forward(np.zeros((6, 5, 2))), ValueError, "x must have .*N, H, W, C"),
    (lambda model: model.forward(np.zeros((1, 6, 5, 3))), ValueError, "x must have 2 channels, .* x.shape = "),
    (lambda model: model.activations(np.zeros((1, 6, 5, 2)), ["cnv1"]), ValueError,
     "no layer 'cnv1' in .*|no layer 'cnv1'; did you mean conv1"),
    (lambda model: Network(model.spec, rng=0).backward(np.ones(3)), RuntimeError, "call forward first"),
    (lambda model: Network(model.spec, rng=None), TypeError, "rng must be"),
    (lambda model: Network(model.spec, rng=0, dtype=int), TypeError, "dtype must be float32 or float64"),
])  # fmt: skip
def test_errors_say_what_is_needed(call, error, message):
    with pytest.raises(error, match=message):
        call(NETWORKS["conv"])


def test_an_error_within_names_the_layer():
    model = built(s.Flatten(), head=s.Dense(2))
    with pytest.raises(ValueError) as caught:
        model.forward(images((7, 5, 2)))
    assert "at head" in caught.value.__notes__[0]
