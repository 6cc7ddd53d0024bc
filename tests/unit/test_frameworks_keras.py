"""The Keras model of a spec computes what cnn_helpers computes, counts what the ledger counts, and trains."""

import math
import re

import numpy as np
import pytest
from hypothesis import given, settings

from cnn_helpers import functional as F
from cnn_helpers import zoo
from cnn_helpers.frameworks.keras import build, get_weights, set_weights
from cnn_helpers.ledger import ledger
from cnn_helpers.operations import ACTIVATIONS, KINDS
from cnn_helpers.spec import (
    Activation,
    AdaptiveAvgPool,
    Add,
    AvgPool,
    BatchNorm,
    Concatenate,
    Conv,
    Dense,
    DepthwiseConv,
    Dropout,
    Flatten,
    GlobalAvgPool,
    GlobalMaxPool,
    LocalResponseNorm,
    MaxPool,
    Node,
    PadChannels,
    RadialBasis,
    Scale,
    SeparableConv,
    Spec,
    Subsample,
    TableConv,
    auxiliary,
    chain,
    network,
)

from ..contract import strategies
from ..contract.case import Array, Case

keras = pytest.importorskip("keras")
tf = pytest.importorskip("tensorflow")

MAPS = (7, 6, 4)
TABLE = ((1, 0, 1), (0, 1, 1), (1, 1, 1), (0, 0, 1))


@pytest.fixture
def double():
    """Models are built in float64."""
    keras.config.set_dtype_policy("float64")
    yield
    keras.config.set_dtype_policy("float32")


def drawn(shape, seed=0, low=-2.0, high=2.0):
    return np.random.default_rng(seed).uniform(low, high, shape)


def random_weights(spec, seed=1):
    """Of every name that the spec has, none of them as it is at the beginning, variances above 0."""
    shapes = {**spec.parameters(), **spec.state()}
    return {name: drawn(shape, [seed, place], low=0.5 if name.endswith(("variance", "gamma")) else -1, high=1.5)
            for place, (name, shape) in enumerate(shapes.items())}


def alone(operation, shape, *before):
    """A network of one layer, with one input for each of `before`, which come from the images."""
    nodes = [Node(f"before{number}", other, ("input",)) for number, other in enumerate(before)]
    return Spec("alone", shape, (*nodes, Node("layer", operation, tuple(n.name for n in nodes) or ("input",))))


def computed(operation, x, weights, *before):
    """The model's values for `x`, and the function from an upstream gradient to those by `x` and each weight."""
    model = build(alone(operation, x.shape[1:], *before))
    set_weights(model, {f"layer.{name}": value for name, value in weights.items()})
    x = tf.constant(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = model(x)

    def pull(dy):
        sources = [x, *(variable.value for variable in model.trainable_variables)]
        return tape.gradient(y, sources, output_gradients=tf.constant(dy))

    return y.numpy(), pull


def close(found, expected):
    assert np.asarray(found).dtype == np.float64
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-9)


# Convolutions, pooling and local response normalisation, with drawn options and with chosen ones


def convolution(kind, **more):
    def operation(x, w, b, **options):
        given = dict(kernel=w.shape[:2], bias=b is not None, **options)
        return kind(**given, **{name: w.shape[axis] for name, axis in more.items()})
    return operation


def separable(x, w_depthwise, w_pointwise, b, **options):
    return SeparableConv(w_pointwise.shape[3], w_depthwise.shape[:2], multiplier=w_depthwise.shape[3],
                         bias=b is not None, **options)


def without_weights(kind):
    return lambda x, **options: kind(**options)


DRAWN = {
    "conv2d": convolution(Conv, filters=3),
    "depthwise_conv2d": convolution(DepthwiseConv, multiplier=3),
    "separable_conv2d": separable,
    "max_pool2d": without_weights(MaxPool),
    "avg_pool2d": without_weights(AvgPool),
    "local_response_norm": without_weights(LocalResponseNorm),
}


def agrees(name, case):
    """Values and gradients are those of the function of that name."""
    function, backward = getattr(F, name), getattr(F, f"{name}_backward")
    arrays = dict(zip(case.arrays, case.draw(np.float64), strict=True))
    weights = {key: array for key, array in arrays.items() if key != "x" and array is not None}
    y, pull = computed(DRAWN[name](**arrays, **case.options), arrays["x"], weights)
    close(y, function(*arrays.values(), **case.options))
    dy = case.upstream(y.shape, np.float64)
    gradients = backward(dy, *arrays.values(), **case.options)
    gradients = [gradient for gradient in (gradients if isinstance(gradients, tuple) else (gradients,))
                 if gradient is not None]
    for found, expected in zip(pull(dy), gradients, strict=True):
        close(found, expected)


@pytest.mark.parametrize("name", DRAWN)
def test_drawn_options_give_what_cnn_helpers_gives(name, double):
    @settings(max_examples=60, deadline=None, derandomize=True, database=None)
    @given(getattr(strategies, name)())
    def every(case):
        agrees(name, case)

    every()


WEIGHTS = {
    "conv2d": dict(w=Array((3, 2, 2, 6)), b=Array((6,))),
    "depthwise_conv2d": dict(w=Array((3, 2, 4, 2)), b=Array((8,))),
    "separable_conv2d": dict(w_depthwise=Array((3, 2, 4, 2)), w_pointwise=Array((1, 1, 8, 3)), b=None),
}


@pytest.mark.parametrize("name", WEIGHTS)
@pytest.mark.parametrize("options", [
    dict(stride=2, padding="same", dilation=1), dict(stride=1, padding="same", dilation=(1, 2)),
    dict(stride=2, padding="same", dilation=2), dict(stride=(1, 3), padding="same", dilation=1),
    dict(stride=(1, 3), padding="valid", dilation=(2, 1)), dict(stride=(3, 2), padding=((3, 0), (1, 2)), dilation=2),
], ids=str)
def test_what_keras_or_tensorflow_does_not_have(name, options, double):
    """Gradients of groups, a dilation with a stride, depthwise with unequal strides, other padding."""
    more = {"groups": 2} if name == "conv2d" else {}
    agrees(name, Case(dict(x=Array((2, *MAPS)), **WEIGHTS[name]), {**options, **more}))


@pytest.mark.parametrize(("name", "more"), [("max_pool2d", {}), ("avg_pool2d", dict(count_padding=False)),
                                            ("avg_pool2d", dict(count_padding=True))], ids=str)
@pytest.mark.parametrize("options", [
    dict(size=3, stride=2, padding="valid", ceil_mode=True), dict(size=(3, 2), stride=None, padding="same"),
    dict(size=(2, 3), stride=(1, 4), padding=((1, 0), (0, 2)), ceil_mode=True), dict(size=3, stride=2, padding=1),
], ids=str)
def test_borders_of_pooling(name, more, options, double):
    agrees(name, Case(dict(x=Array((2, *MAPS), "distinct")), {"ceil_mode": False, **options, **more}))


def test_padding_never_wins_a_maximum(double):
    x = -1 - drawn((2, *MAPS), low=0)
    y, _ = computed(MaxPool(3, stride=2, padding=((1, 0), (2, 1)), ceil_mode=True), x, {})
    assert y.max() < -1
    close(y, F.max_pool2d(x, 3, stride=2, padding=((1, 0), (2, 1)), ceil_mode=True))


@pytest.mark.parametrize("shape", [MAPS, (1, 1, 5)])
def test_batch_normalisation(shape, double):
    x, c = drawn((3, *shape)), shape[-1]
    weights = dict(gamma=drawn(c, 1), beta=drawn(c, 2), running_mean=drawn(c, 3),
                   running_variance=drawn(c, 4, low=0.1))
    y, _ = computed(BatchNorm(epsilon=0.01), x, weights)
    close(y, F.batch_norm(x, *weights.values(), epsilon=0.01))


def test_batch_normalisation_in_training_keeps_the_share_that_momentum_says(double):
    x, model = drawn((3, *MAPS)), build(alone(BatchNorm(momentum=0.7, epsilon=0.01), MAPS))
    y = model(x, training=True).numpy()
    close(y, F.batch_norm(x, np.ones(4), np.zeros(4), epsilon=0.01))
    mean, variance = F.batch_statistics(x)
    found = get_weights(model)
    close(found["layer.running_mean"], 0.3 * mean)
    close(found["layer.running_variance"], 0.7 + 0.3 * variance)


FORMULAS = {
    "relu": F.relu,
    "relu6": lambda x: np.clip(x, 0, 6),
    "sigmoid": F.sigmoid,
    "tanh": F.tanh,
    "scaled_tanh": lambda x: 1.7159 * np.tanh(2 / 3 * x),
}


@pytest.mark.parametrize("function", ACTIVATIONS)
def test_activations(function, double):
    x = drawn((3, *MAPS), low=-9, high=9)
    close(computed(Activation(function), x, {})[0], FORMULAS[function](x))


@pytest.mark.parametrize(("operation", "function"), [
    (GlobalAvgPool(), F.global_avg_pool2d), (GlobalMaxPool(), F.global_max_pool2d), (Flatten(), F.flatten),
    (PadChannels(7), lambda x: np.concatenate([x, np.zeros((*x.shape[:3], 3))], axis=3)),
    (PadChannels(4), lambda x: x), (Dropout(0.5), lambda x: x)], ids=lambda value: getattr(value, "kind", ""))
def test_operations_without_weights(operation, function, double):
    x = drawn((3, *MAPS))
    close(computed(operation, x, {})[0], function(x))


@pytest.mark.parametrize("bias", [True, False])
def test_dense(bias, double):
    x, w, b = drawn((3, *MAPS)), drawn((168, 5), 1), drawn(5, 2)
    y, _ = computed(Dense(5, bias=bias), x, {"w": w, "b": b} if bias else {"w": w}, Flatten())
    close(y, F.dense(x.reshape(3, -1), w, b if bias else None))


def test_radial_basis(double):
    x, codes = drawn((3, *MAPS)), drawn((168, 5), 1)
    y, pull = computed(RadialBasis(5), x, {"codes": codes}, Flatten())
    close(y, [[sum((example.ravel() - code) ** 2) for code in codes.T] for example in x])
    assert len(pull(np.ones_like(y))) == 1, "the codes are not trained"


@pytest.mark.parametrize("options", [{}, dict(stride=(2, 1), padding=((1, 0), (2, 1)), bias=False),
                                     dict(stride=2, padding="same")], ids=str)
def test_table_convolution(options, double):
    operation, x = TableConv(TABLE, (3, 2), **options), drawn((3, *MAPS))
    w, b = drawn((3, 2, 8), 1), drawn(3, 2)
    kernel = np.zeros((3, 2, 4, 3))
    for k, (channel, filter_) in enumerate(operation.connections):
        kernel[:, :, channel, filter_] = w[:, :, k]
    y, _ = computed(operation, x, {"w": w, "b": b} if operation.bias else {"w": w})
    window = dict(stride=operation.stride, padding=operation.padding)
    close(y, F.conv2d(x, kernel, b if operation.bias else None, **window))


def test_subsampling(double):
    x, w, b = drawn((3, *MAPS)), drawn(4, 1), drawn(4, 2)
    y, _ = computed(Subsample((2, 3)), x, {"w": w, "b": b})
    close(y, w * x[:, :6].reshape(3, 3, 2, 2, 3, 4).sum(axis=(2, 4)) + b)


@pytest.mark.parametrize("size", [1, 3, (7, 6), (9, 4)])
def test_adaptive_average_pooling(size, double):
    x, operation = drawn((3, *MAPS)), AdaptiveAvgPool(size)
    expected = [[x[:, top:bottom, left:right].mean(axis=(1, 2)) for left, right in operation.spans(6, 1)]
                for top, bottom in operation.spans(7, 0)]
    close(computed(operation, x, {})[0], np.moveaxis(expected, 2, 0))


def test_several_inputs(double):
    x = drawn((3, *MAPS))
    before, values = (Activation("tanh"), Activation("relu"), Activation("sigmoid")), (F.tanh(x), F.relu(x),
                                                                                       F.sigmoid(x))
    close(computed(Add(), x, {}, *before)[0], sum(values))
    close(computed(Concatenate(), x, {}, *before)[0], np.concatenate(values, axis=-1))
    close(computed(Scale(), x, {}, Activation("tanh"), GlobalAvgPool())[0],
          F.tanh(x) * x.mean(axis=(1, 2), keepdims=True))
    close(computed(Scale(), x, {}, GlobalMaxPool(), GlobalAvgPool())[0], x.max(axis=(1, 2)) * x.mean(axis=(1, 2)))


def test_dropout_in_training():
    model = build(alone(Dropout(0.25), (50, 50, 4)))
    y = np.asarray(model(np.ones((1, 50, 50, 4)), training=True))
    np.testing.assert_allclose(np.unique(y), [0, 4 / 3], rtol=1e-6)
    assert abs((y == 0).mean() - 0.25) < 0.03


# Whole networks

# Every layer that is not Keras' own, and some that are.
EVERYTHING = network("everything", (16, 16, 4), chain(
    grouped=Conv(6, 3, padding=((1, 0), (2, 1)), groups=2), stepped=Conv(6, 3, stride=2, dilation=2, padding="same"),
    maximum=MaxPool(3, stride=1, padding=1), table=TableConv(((1, 0), (1, 1)) * 3, 1), scaled=Activation("scaled_tanh"),
    mean=AvgPool(2, stride=1, padding=((1, 0), (0, 1)), ceil_mode=True), lrn=LocalResponseNorm(depth_radius=1),
    dw=DepthwiseConv(3, stride=(1, 2), padding="same", multiplier=2), bn=BatchNorm(), more=PadChannels(6),
    sep=SeparableConv(4, 3, stride=(1, 2), padding="same"), sub=Subsample((2, 1)), flat=Flatten(),
    codes=RadialBasis(3)))


def test_weights_have_the_names_and_shapes_of_the_spec_and_come_back_as_they_were():
    model, weights = build(EVERYTHING), random_weights(EVERYTHING)
    assert {name: array.shape for name, array in get_weights(model).items()} == {
        **EVERYTHING.parameters(), **EVERYTHING.state()}
    set_weights(model, weights)
    found = get_weights(model)
    for name, array in weights.items():
        assert found[name].dtype == np.float32
        np.testing.assert_array_equal(found[name], array.astype(np.float32), err_msg=name)
    found["bn.gamma"][:] = 7
    assert (get_weights(model)["bn.gamma"] != 7).all(), "get_weights gives copies"


@pytest.mark.parametrize(("change", "message"), [
    (lambda weights: weights.pop("dw.w"), r"\['dw.w'\] are missing and \[\] are unknown"),
    (lambda weights: weights.update(dv=0), r"\[\] are missing and \['dv'\] are unknown"),
    (lambda weights: weights.update({"codes.codes": np.zeros((2, 3))}),
     r"codes.codes must have shape \(\d+, 3\), but \(2, 3\) was given"),
    (lambda weights: weights.update({"codes.codes": "ones"}), "codes.codes must hold real numbers"),
], ids=["missing", "unknown", "shape", "kind"])
def test_wrong_weights_change_nothing(change, message):
    model = build(EVERYTHING)
    before, weights = get_weights(model), random_weights(EVERYTHING)
    change(weights)
    with pytest.raises((ValueError, TypeError), match=message):
        set_weights(model, weights)
    for name, array in get_weights(model).items():
        np.testing.assert_array_equal(array, before[name])


def test_a_model_is_saved_and_loaded_with_all_its_layers(tmp_path):
    model, x = build(EVERYTHING), drawn((2, 16, 16, 4))
    set_weights(model, random_weights(EVERYTHING))
    model.save(tmp_path / "everything.keras")
    loaded = keras.models.load_model(tmp_path / "everything.keras")
    np.testing.assert_array_equal(loaded.predict(x, verbose=0), model.predict(x, verbose=0))
    assert get_weights(loaded).keys() == get_weights(model).keys()


def test_a_network_trains_and_leaves_its_codes_as_they_are():
    """Grouped convolutions too, of which TensorFlow has no gradient on a CPU."""
    keras.utils.set_random_seed(0)
    model, x, y = build(EVERYTHING), drawn((8, 16, 16, 4)), np.arange(8) % 3
    before = get_weights(model)
    assert set(np.unique(before["codes.codes"])) == {-1, 1}
    model.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    losses = model.fit(x, y, epochs=3, verbose=0).history["loss"]
    assert losses[-1] < losses[0]
    same = [name for name, array in get_weights(model).items() if np.array_equal(array, before[name])]
    assert same == ["codes.codes"]


def test_the_layer_of_a_nodes_name_gives_the_nodes_output():
    model = build(EVERYTHING)
    assert {node.name: model.get_layer(node.name).output.shape[1:] for node in EVERYTHING.nodes} == {
        name: shape for name, shape in EVERYTHING.shapes().items() if name != "input"}
    assert model.name == "everything" and model.get_layer("maximum_pad").output.shape == (None, 10, 11, 6)


def test_auxiliary_outputs_come_after_the_output():
    exit_ = chain(pool=GlobalMaxPool(), fc=Dense(3))
    spec = network("two", (8, 8, 1), chain(conv=Conv(4, 3), aux=auxiliary(exit_), pool=GlobalAvgPool(), fc=Dense(2)))
    model, x = build(spec), drawn((2, 8, 8, 1)).astype(np.float32)
    maps = np.asarray(keras.Model(model.input, model.get_layer("conv").output)(x))
    weights = get_weights(model)
    first, second = model(x)
    np.testing.assert_allclose(first, maps.mean(axis=(1, 2)) @ weights["fc.w"], rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(second, maps.max(axis=(1, 2)) @ weights["aux.fc.w"], rtol=1e-5, atol=1e-6)


def test_a_model_keeps_the_dtype_that_it_was_built_with():
    keras.config.set_dtype_policy("float64")
    try:
        model = build(EVERYTHING)
    finally:
        keras.config.set_dtype_policy("float32")
    assert {array.dtype for array in get_weights(model).values()} == {np.dtype(np.float64)}
    assert model(drawn((2, 16, 16, 4))).dtype == tf.float64
    assert build(EVERYTHING)(drawn((2, 16, 16, 4))).dtype == tf.float32


def test_keras_has_no_names_with_a_slash():
    with pytest.raises(ValueError, match="cannot contain character `/`"):
        build(network("n", (8, 8, 1), chain(**{"a/b": Conv(4, 3)})))


@pytest.fixture
def unfilled():
    """Models have weights with shapes and no values, which would take time and memory."""
    with keras.StatelessScope(initialize_variables=False):
        yield
    keras.utils.clear_session()  # or Keras would give all of them values later


def trainable(model):
    return sum(math.prod(variable.shape) for variable in model.trainable_variables)


@pytest.mark.parametrize("name", zoo.names())
def test_keras_counts_what_the_ledger_counts(name, unfilled):
    model, totals = build(zoo.spec(name)), ledger(zoo.spec(name)).totals
    assert trainable(model) == totals["trainable_parameters"]
    assert model.count_params() == totals["trainable_parameters"] + totals["state"]
    if zoo.spec(name).count_statistics:
        assert model.count_params() == totals["parameters"]


@pytest.mark.parametrize(("name", "application"), [("resnet50_keras", "ResNet50"), ("xception", "Xception"),
                                                   ("vgg16", "VGG16"), ("mobilenet_v1", "MobileNet")])
def test_keras_applications_have_as_many_parameters(name, application, unfilled):
    theirs = getattr(keras.applications, application)(weights=None)
    assert theirs.count_params() == build(zoo.spec(name)).count_params()


def name_in_keras_applications(name):
    """``layer1.0.bn2.beta`` as ``conv2_block1_2_bn.beta``, for the units of resnet50_keras."""
    layer, _, weight = name.rpartition(".")
    unit = re.fullmatch(r"layer(\d)\.(\d)\.(?:shortcut\.)?(conv|bn)(\d?)", layer)
    if unit is None:
        return {"conv1": "conv1_conv", "bn1": "conv1_bn", "fc": "predictions"}[layer] + f".{weight}"
    stage, number, kind, place = unit.groups()
    return f"conv{int(stage) + 1}_block{int(number) + 1}_{place or 0}_{kind}.{weight}"


def test_with_the_weights_of_keras_resnet50_the_scores_are_its_scores(double):
    spec = zoo.NETWORKS["resnet50_keras"](classes=10).resized((32, 32, 3))
    theirs = keras.applications.ResNet50(weights=None, input_shape=(32, 32, 3), classes=10, classifier_activation=None)
    rng = np.random.default_rng(0)
    weights = {name: array + rng.uniform(0, 0.1, array.shape) for name, array in get_weights(theirs).items()}
    set_weights(theirs, weights)
    model, x = build(spec), drawn((2, 32, 32, 3)).astype(np.float32)  # which is what their input takes
    set_weights(model, {name: weights[name_in_keras_applications(name)] for name in get_weights(model)})
    expected = theirs(x).numpy()
    assert expected.std() > 0.01
    np.testing.assert_allclose(model(x).numpy(), expected, rtol=1e-9)


def test_every_kind_of_operation_is_here():
    """A kind that is added gets a test, and a place in the Keras builder."""
    tested = {"conv", "depthwise_conv", "separable_conv", "table_conv", "max_pool", "avg_pool", "adaptive_avg_pool",
              "global_avg_pool", "global_max_pool", "subsample", "batch_norm", "local_response_norm", "dropout",
              "flatten", "dense", "radial_basis", "add", "concatenate", "scale", "pad_channels"}
    assert tested == KINDS.keys() and FORMULAS.keys() == ACTIVATIONS.keys()
