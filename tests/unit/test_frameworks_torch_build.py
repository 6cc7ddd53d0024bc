"""The PyTorch model of a spec: each operation equals cnn_helpers, weights go round, names are PyTorch's."""

import copy
import itertools
import weakref
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cnn_helpers import functional as F
from cnn_helpers import operations as ops
from cnn_helpers import zoo
from cnn_helpers.frameworks.torch import activations, build, get_weights, set_weights
from cnn_helpers.spec import INPUT, Node, Spec, auxiliary, chain, network
from cnn_helpers.zoo.lenet import C3_TABLE

torch = pytest.importorskip("torch")


@pytest.fixture(autouse=True)
def one_thread():
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


# Each operation


@st.composite
def windows(draw, *, dilations=(1,), pool=False):
    """(kernel, options, a size that fits): padding also other on each side, and wider than half of the window."""
    kernel = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    stride = draw(st.one_of(st.just((1, 1)), st.tuples(st.integers(1, 4), st.integers(1, 4))))
    dilation = draw(st.sampled_from(dilations)), draw(st.sampled_from(dilations))
    spans = [d * (k - 1) + 1 for k, d in zip(kernel, dilation, strict=True)]
    sides = st.tuples(*(st.tuples(*[st.integers(0, min(k - 1, 3))] * 2) for k in kernel))
    alike = sides.map(lambda pairs: tuple((before, before) for before, _ in pairs))
    padding = draw(st.one_of(st.sampled_from(["valid", "same"]), sides, alike))
    zeros = {"valid": (0, 0), "same": spans}[padding] if isinstance(padding, str) else [sum(pair) for pair in padding]
    size = tuple(max(span - zero, 1) + draw(st.integers(0, 6)) for span, zero in zip(spans, zeros, strict=True))
    options = dict(stride=stride, padding=padding, **({} if dilations == (1,) else {"dilation": dilation}))
    if pool:
        options["ceil_mode"] = draw(st.booleans())
    return kernel, options, size


@st.composite
def convolutions(draw):
    kernel, options, size = draw(windows(dilations=(1, 2, 3)))
    groups = draw(st.integers(1, 3))
    conv = ops.Conv(groups * draw(st.integers(1, 3)), kernel, groups=groups, bias=draw(st.booleans()), **options)
    return conv, (*size, groups * draw(st.integers(1, 3)))


@st.composite
def depthwise_convolutions(draw):
    kernel, options, size = draw(windows(dilations=(1, 2)))
    conv = ops.DepthwiseConv(kernel, multiplier=draw(st.integers(1, 3)), bias=draw(st.booleans()), **options)
    return conv, (*size, draw(st.integers(1, 3)))


@st.composite
def separable_convolutions(draw):
    kernel, options, size = draw(windows(dilations=(1, 2)))
    conv = ops.SeparableConv(draw(st.integers(1, 4)), kernel, multiplier=draw(st.integers(1, 3)),
                             bias=draw(st.booleans()), **options)
    return conv, (*size, draw(st.integers(1, 3)))


@st.composite
def table_convolutions(draw):
    kernel, options, size = draw(windows())
    columns = draw(st.lists(st.lists(st.integers(0, 1), min_size=3, max_size=3).filter(any), min_size=1, max_size=4))
    return ops.TableConv(tuple(zip(*columns, strict=True)), kernel, bias=draw(st.booleans()), **options), (*size, 3)


@st.composite
def pools(draw, operation, **flags):
    kernel, options, size = draw(windows(pool=True))
    return operation(kernel, **options, **{name: draw(flag) for name, flag in flags.items()}), (*size, 2)


def maps(operation):
    return st.tuples(operation, st.tuples(st.integers(4, 9), st.integers(4, 9), st.integers(2, 5)))


def vectors(operation):
    return st.tuples(operation, st.tuples(st.integers(1, 6)))


def either(operation):
    return st.one_of(maps(operation), vectors(operation))


reals = st.floats(0.25, 2)
CASES = {
    "conv": convolutions(),
    "depthwise_conv": depthwise_convolutions(),
    "separable_conv": separable_convolutions(),
    "table_conv": table_convolutions(),
    "max_pool": pools(ops.MaxPool),
    "avg_pool": pools(ops.AvgPool, count_padding=st.booleans()),
    "adaptive_avg_pool": maps(st.tuples(st.integers(1, 10), st.integers(1, 10)).map(ops.AdaptiveAvgPool)),
    "global_avg_pool": maps(st.just(ops.GlobalAvgPool())),
    "global_max_pool": maps(st.just(ops.GlobalMaxPool())),
    "subsample": maps(st.tuples(st.integers(1, 4), st.integers(1, 4)).map(ops.Subsample)),
    "batch_norm": either(st.builds(ops.BatchNorm, epsilon=reals)),
    "local_response_norm": maps(st.builds(ops.LocalResponseNorm, depth_radius=st.integers(0, 5), bias=reals,
                                          alpha=reals, beta=reals)),
    "dropout": either(st.builds(ops.Dropout, st.floats(0, 0.9))),
    "flatten": either(st.just(ops.Flatten())),
    "dense": vectors(st.builds(ops.Dense, st.integers(1, 5), bias=st.booleans())),
    "radial_basis": vectors(st.builds(ops.RadialBasis, st.integers(1, 5))),
    "add": either(st.just(ops.Add())),
    "concatenate": either(st.just(ops.Concatenate())),
    "scale": either(st.just(ops.Scale())),
    "pad_channels": maps(st.builds(ops.PadChannels, st.integers(5, 9))),
    **{function: either(st.just(ops.Activation(function))) for function in ops.ACTIVATIONS},
}


def options_of(operation, *names):
    return {name: getattr(operation, name) for name in names}


def table_conv2d(x, operation, w, b=None):
    full = np.zeros((*operation.kernel, x.shape[3], operation.filters))
    for number, (i, o) in enumerate(operation.connections):
        full[:, :, i, o] = w[:, :, number]
    return F.conv2d(x, full, b, **options_of(operation, "stride", "padding"))


def adaptive_avg_pool(x, operation):
    rows, columns = operation.spans(x.shape[1], 0), operation.spans(x.shape[2], 1)
    return np.array([[x[:, top:bottom, left:right].mean(axis=(1, 2)) for left, right in columns]
                     for top, bottom in rows]).transpose(2, 0, 1, 3)


WINDOW = ("stride", "padding", "dilation")
POOL = ("size", "stride", "padding", "ceil_mode")
EXPECTED = {
    "conv": lambda x, o, w, b=None: F.conv2d(x, w, b, **options_of(o, *WINDOW, "groups")),
    "depthwise_conv": lambda x, o, w, b=None: F.depthwise_conv2d(x, w, b, **options_of(o, *WINDOW)),
    "separable_conv": lambda x, o, w_depthwise, w_pointwise, b=None: F.separable_conv2d(
        x, w_depthwise, w_pointwise, b, **options_of(o, *WINDOW)),
    "table_conv": table_conv2d,
    "max_pool": lambda x, o: F.max_pool2d(x, **options_of(o, *POOL)),
    "avg_pool": lambda x, o: F.avg_pool2d(x, **options_of(o, *POOL, "count_padding")),
    "adaptive_avg_pool": adaptive_avg_pool,
    "global_avg_pool": lambda x, o: F.global_avg_pool2d(x),
    "global_max_pool": lambda x, o: F.global_max_pool2d(x),
    "subsample": lambda x, o, w, b: F.avg_pool2d(x, o.size) * np.prod(o.size) * w + b,
    "batch_norm": lambda x, o, gamma, beta, running_mean, running_variance: F.batch_norm(
        x, gamma, beta, running_mean, running_variance, epsilon=o.epsilon),
    "local_response_norm": lambda x, o: F.local_response_norm(x, **vars(o)),
    "dropout": lambda x, o: x,
    "flatten": lambda x, o: F.flatten(x),
    "dense": lambda x, o, w, b=None: F.dense(x, w, b),
    "radial_basis": lambda x, o, codes: ((x[:, :, None] - codes) ** 2).sum(axis=1),
    "add": lambda x, o: x + np.tanh(x) + x,
    "concatenate": lambda x, o: np.concatenate([x, x, np.tanh(x)], axis=-1),
    "scale": lambda x, o: x * (np.tanh(x).mean(axis=(1, 2), keepdims=True) if x.ndim == 4 else np.tanh(x)),
    "pad_channels": lambda x, o: np.pad(x, ((0, 0), (0, 0), (0, 0), (0, o.channels - x.shape[3]))),
    "relu": lambda x, o: F.relu(x),
    "relu6": lambda x, o: np.clip(x, 0, 6),
    "sigmoid": lambda x, o: F.sigmoid(x),
    "tanh": lambda x, o: F.tanh(x),
    "scaled_tanh": lambda x, o: 1.7159 * np.tanh(2 * x / 3),
}


def graph_of(operation, shape):
    """`operation` alone, on images or, for a vector, on the flattened image; and what it takes besides them."""
    before = [] if len(shape) == 3 else [Node("x", ops.Flatten(), (INPUT,))]
    source = before[-1].name if before else INPUT
    tanh = [Node("tanh", ops.Activation("tanh"), (source,))]
    means = [Node("mean", ops.GlobalAvgPool(), ("tanh",))] if len(shape) == 3 else []
    more, inputs = {
        "add": (tanh, (source, "tanh", source)),
        "concatenate": (tanh, (source, source, "tanh")),
        "scale": (tanh + means, (source, (tanh + means)[-1].name)),
    }.get(operation.kind, ([], (source,)))
    image = shape if len(shape) == 3 else (1, 1, *shape)
    return Spec(operation.kind, image, (*before, *more, Node("it", operation, inputs)))


def drawn_weights(spec, rng):
    return {name: rng.uniform(0.5, 2, shape) if name.endswith("variance") else rng.normal(size=shape)
            for name, shape in {**spec.parameters(), **spec.state()}.items()}


def images(rng, spec, batch=2):
    """The same images twice: for NumPy and for PyTorch."""
    x = rng.normal(0, 5, size=(batch, *spec.input_shape))
    return x, torch.tensor(x).permute(0, 3, 1, 2)


def channels_last(y):
    y = y.detach().numpy()
    return np.moveaxis(y, 1, -1) if y.ndim == 4 else y


def close(actual, expected):
    """To 1e-9 of the largest value."""
    assert actual.shape == expected.shape and actual.dtype == expected.dtype
    np.testing.assert_allclose(actual, expected, rtol=0, atol=1e-9 * max(1, abs(expected).max(initial=0)))


@pytest.mark.parametrize("kind", [*ops.KINDS, *ops.ACTIVATIONS])
@settings(max_examples=60, deadline=None, derandomize=True,
          suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much])
@given(data=st.data())
def test_each_operation_equals_cnn_helpers(kind, data):
    """In evaluation mode and float64, with drawn options, on drawn shapes, with drawn weights."""
    operation, shape = data.draw(CASES[kind])
    spec = graph_of(operation, shape)
    rng = np.random.default_rng(data.draw(st.integers(0, 2**32)))
    model = build(spec).double().eval()
    weights = drawn_weights(spec, rng)
    set_weights(model, weights)
    x, tensor = images(rng, spec)
    x = x if len(shape) == 3 else x.reshape(len(x), -1)
    own = {name.removeprefix("it."): array for name, array in weights.items()}
    close(channels_last(model(tensor)), EXPECTED[kind](x, operation, **own))


POOLINGS = {"max_pool": [ops.MaxPool], "avg_pool": [ops.AvgPool, partial(ops.AvgPool, count_padding=True)]}


@pytest.mark.parametrize("kind", POOLINGS)
@pytest.mark.parametrize("ceil_mode", [False, True])
def test_all_small_poolings_equal_cnn_helpers(kind, ceil_mode):
    """Draws seldom end in an incomplete window; these are all, with strides, paddings and sizes up to some."""
    rng, differ = np.random.default_rng(0), 0
    for pool, size, stride in itertools.product(POOLINGS[kind], (2, 3), (1, 2, 3)):
        sides = [*itertools.product(range(size), repeat=2)]
        for padding in ["valid", "same", *(((before, after),) * 2 for before, after in sides)]:
            operation = pool(size, stride=stride, padding=padding, ceil_mode=ceil_mode)
            model = build(graph_of(operation, (9, 9, 1))).double()
            for height in range(4, 8):
                x = rng.normal(size=(1, height, height + 1, 1))
                expected = EXPECTED[kind](x, operation)
                close(channels_last(model(torch.tensor(x).permute(0, 3, 1, 2))), expected)
                differ += expected.shape != EXPECTED[kind](x, replace(operation, ceil_mode=False)).shape
    assert differ > 50 if ceil_mode else differ == 0


def test_same_padding_follows_the_size_that_comes():
    """One model, images of many sizes: even and odd ones are padded otherwise where the stride is 2."""
    spec = network("n", (8, 8, 2), chain(ops.Conv(3, 3, stride=2, padding="same"),
                                         ops.MaxPool(3, stride=2, padding="same"),
                                         ops.AvgPool(2, stride=1, padding="same")))
    model, rng = build(spec).double().eval(), np.random.default_rng(0)
    weights = get_weights(model)
    for size in [(8, 8), (9, 8), (7, 10), (13, 5)]:
        x = rng.normal(size=(1, *size, 2))
        expected = F.conv2d(x, weights["conv1.w"], weights["conv1.b"], stride=2, padding="same")
        expected = F.avg_pool2d(F.max_pool2d(expected, 3, stride=2, padding="same"), 2, stride=1, padding="same")
        close(channels_last(model(torch.tensor(x).permute(0, 3, 1, 2))), expected)


def test_pytorch_pads_where_it_can():
    """What is put around the images beforehand costs a copy of them."""
    def module(operation):
        return type(build(Spec("n", (9, 9, 2), (Node("it", operation, (INPUT,)),))).it)

    for padding in ("valid", 1, (2, 0), "same"):
        assert module(ops.Conv(4, 3, padding=padding)) is torch.nn.Conv2d
        assert module(ops.MaxPool(5, stride=1, padding=padding)) is torch.nn.MaxPool2d
        assert module(ops.AvgPool(5, stride=1, padding=padding)) is torch.nn.AvgPool2d
    assert module(ops.BatchNorm()) is torch.nn.BatchNorm2d
    assert module(ops.LocalResponseNorm()) is torch.nn.LocalResponseNorm


def test_batch_normalisation_in_training():
    """The batch's own statistics; the running ones keep `momentum` of themselves, and the variance is unbiased."""
    spec = Spec("n", (3, 4, 5), (Node("it", ops.BatchNorm(momentum=0.75, epsilon=0.1), (INPUT,)),))
    rng = np.random.default_rng(0)
    model, weights, (x, tensor) = build(spec).double(), drawn_weights(spec, rng), images(rng, spec)
    set_weights(model, weights)
    close(channels_last(model(tensor)), F.batch_norm(x, weights["it.gamma"], weights["it.beta"], epsilon=0.1))
    after = get_weights(model)
    close(after["it.running_mean"], 0.75 * weights["it.running_mean"] + 0.25 * x.mean(axis=(0, 1, 2)))
    close(after["it.running_variance"],
          0.75 * weights["it.running_variance"] + 0.25 * x.var(axis=(0, 1, 2), ddof=1))


def test_dropout_in_training():
    model = build(Spec("n", (50, 50, 1), (Node("it", ops.Dropout(0.2), (INPUT,)),)))
    torch.manual_seed(0)
    y = model(torch.ones(4, 1, 50, 50))
    assert sorted(y.unique().tolist()) == [0, 1.25] and abs((y == 0).float().mean().item() - 0.2) < 0.02


def test_of_equal_maxima_the_first_has_the_gradient():
    x = torch.tensor([[[[1.0, 3.0], [3.0, 2.0]]]], requires_grad=True)
    build(Spec("n", (2, 2, 1), (Node("it", ops.GlobalMaxPool(), (INPUT,)),)))(x).sum().backward()
    assert x.grad.tolist() == [[[[0, 1], [0, 0]]]]


# Weights and names

EVERY_LAYOUT = network("layouts", (12, 12, 3), chain(
    conv=ops.Conv(6, 3, groups=3), depthwise=ops.DepthwiseConv(3, multiplier=2), norm=ops.BatchNorm(),
    separable=ops.SeparableConv(6, 3, multiplier=2), table=ops.TableConv(C3_TABLE, (2, 1)), subsample=ops.Subsample(2),
    flatten=ops.Flatten(), dense=ops.Dense(7), rbf=ops.RadialBasis(4)))


def test_weights_go_round_in_the_courses_names_and_layouts():
    model, rng = build(EVERY_LAYOUT), np.random.default_rng(0)
    own = get_weights(model)
    named = {**EVERY_LAYOUT.parameters(), **EVERY_LAYOUT.state()}
    assert {name: array.shape for name, array in own.items()} == named and list(own) == list(named)
    assert {array.dtype for array in own.values()} == {np.dtype(np.float32)}
    weights = {name: array.astype(np.float32) for name, array in drawn_weights(EVERY_LAYOUT, rng).items()}
    set_weights(model, weights)
    for name, array in get_weights(model).items():
        np.testing.assert_array_equal(array, weights[name], err_msg=name, strict=True)


def test_weights_are_copies():
    model = build(EVERY_LAYOUT)
    weights = get_weights(model)
    for array in weights.values():
        array[...] = 9
    assert not any((array == 9).any() for array in get_weights(model).values())
    set_weights(model, weights)
    weights["dense.w"][...] = 8
    assert (get_weights(model)["dense.w"] == 9).all()


def test_what_training_changes_are_the_parameters_of_the_spec():
    """The weights of a table that exist and no others; the codes and the running statistics are buffers."""
    for spec in (EVERY_LAYOUT, zoo.spec("lenet5_paper")):
        trained = sum(parameter.numel() for parameter in build(spec).parameters())
        assert trained == sum(int(np.prod(shape)) for shape in spec.parameters().values())
    assert trained == 60_000


def test_weights_begin_as_pytorchs_do():
    """Those that PyTorch has no module for: uniform up to the root of the fan-in, the mean, and codes of -1 and 1."""
    torch.manual_seed(0)
    model = build(zoo.spec("lenet5_paper"))
    fan_in = 25 * np.array(C3_TABLE).sum(axis=0)
    bounds = 1 / np.sqrt(fan_in)
    own = get_weights(model)
    largest = [abs(own["C3.w"][:, :, [o == filter_ for _, o in model.spec["C3"].operation.connections]]).max()
               for filter_ in range(16)]
    assert (0.9 * bounds < largest).all() and (largest <= bounds).all()
    assert (abs(own["C3.b"]) <= bounds).all() and abs(own["C3.b"]).max() > 0
    assert (own["S2.w"] == 0.25).all() and (own["S2.b"] == 0).all()
    assert set(own["output.codes"].ravel()) == {-1, 1}


@pytest.mark.parametrize("change, error, complaint", [
    (lambda weights: weights.pop("dense.b"), ValueError, r"\['dense.b'\] are missing and \[\] are unknown"),
    (lambda weights: weights.update(b=np.zeros(1)), ValueError, r"\[\] are missing and \['b'\] are unknown"),
    (lambda weights: weights.update({"rbf.codes": np.zeros((4, 7))}), ValueError,
     r"rbf.codes must have shape \(7, 4\), but \(4, 7\) was given"),
    (lambda weights: weights.update({"rbf.codes": np.full((7, 4), "a")}), TypeError,
     "rbf.codes must hold real numbers"),
])
def test_wrong_weights_change_nothing(change, error, complaint):
    model = build(EVERY_LAYOUT)
    before = get_weights(model)
    weights = {name: array + 1 for name, array in before.items()}
    change(weights)
    with pytest.raises(error, match=complaint):
        set_weights(model, weights)
    for name, array in get_weights(model).items():
        np.testing.assert_array_equal(array, before[name])


def test_resnet18_has_torchvisions_names():
    """All but those of the projections, which torchvision calls ``downsample.0`` and ``downsample.1``."""
    def conv_norm(prefix, number):
        norm = ("weight", "bias", "running_mean", "running_var", "num_batches_tracked")
        return [f"{prefix}conv{number}.weight", *(f"{prefix}bn{number}.{name}" for name in norm)]

    expected = conv_norm("", 1)
    for stage in (1, 2, 3, 4):
        for unit in (0, 1):
            expected += [*conv_norm(f"layer{stage}.{unit}.", 1), *conv_norm(f"layer{stage}.{unit}.", 2)]
    expected += ["fc.weight", "fc.bias"]
    with torch.device("meta"):
        model = build(zoo.spec("resnet18"))
    assert [name for name in model.state_dict() if "shortcut" not in name] == expected
    assert len(model.state_dict()) == 122  # as many as torchvision's resnet18 has
    assert type(model.layer1.get_submodule("0").conv1) is torch.nn.Conv2d


def test_a_layer_may_lie_within_another_by_its_name():
    for names in (("a", "a.b"), ("a.b", "a")):
        first, second = (Node(name, ops.Conv(1, 1), (source,)) for name, source in zip(names, (INPUT, names[0]),
                                                                                       strict=True))
        model = build(Spec("n", (4, 4, 1), (first, second)))
        assert sorted(model.state_dict()) == ["a.b.bias", "a.b.weight", "a.bias", "a.weight"]
        assert model(torch.zeros(1, 1, 4, 4)).shape == (1, 1, 4, 4)


# The graph


@pytest.mark.parametrize("name", zoo.names())
@pytest.mark.parametrize("smaller", [False, True])
def test_every_network_of_the_zoo_has_the_shapes_of_its_spec(name, smaller):
    """Every node, without numbers: PyTorch's meta device computes shapes alone."""
    spec = zoo.spec(name)
    if smaller and name != "lenet5_paper":  # which takes 32×32 at the least
        height, width, channels = spec.input_shape
        spec = spec.resized((height * 3 // 4 + 1, width * 3 // 4, channels))
    height, width, channels = spec.input_shape
    with torch.device("meta"):
        model, x = build(spec).eval(), torch.empty(2, channels, height, width)
    with torch.no_grad():
        values = activations(model, x, [node.name for node in spec.nodes])
    shapes = spec.shapes()
    for node, y in values.items():
        assert tuple(y.shape if y.ndim == 2 else y.movedim(1, -1).shape) == (2, *shapes[node]), node


def with_exits():
    exit_ = chain(pool=ops.GlobalAvgPool(), fc=ops.Dense(3))
    return network("n", (8, 8, 1), chain(conv=ops.Conv(4, 3), aux1=auxiliary(exit_), relu=ops.Activation("relu"),
                                         aux2=auxiliary(exit_), head=exit_))


def test_auxiliary_outputs_are_for_training():
    model, x = build(with_exits()), torch.randn(2, 1, 8, 8)
    calls = []
    model.aux1.fc.register_forward_hook(lambda *_: calls.append(1))
    outputs = model(x)
    assert type(outputs) is tuple and [tuple(y.shape) for y in outputs] == [(2, 3)] * 3 and calls == [1]
    named = activations(model, x, model.spec.outputs)
    assert all(torch.equal(y, named[name]) for name, y in zip(("head.fc", "aux1.fc", "aux2.fc"), outputs, strict=True))
    calls.clear()
    y = model.eval()(x)
    assert torch.equal(y, outputs[0]) and not calls, "in evaluation mode exits are not computed"


def test_values_are_let_go_once_nothing_needs_them():
    """Without gradients, memory holds the values that are still to be used and no more."""
    model = build(network("n", (8, 8, 1), chain(a=ops.Conv(4, 3), b=ops.Conv(4, 3), c=ops.Conv(4, 3))))
    outputs, alive = {}, []
    for name in "abc":
        def note(module, inputs, output, name=name):
            alive.append([other for other, reference in outputs.items() if reference() is not None])
            outputs[name] = weakref.ref(output)
        model.get_submodule(name).register_forward_hook(note)
    with torch.no_grad():
        model(torch.zeros(1, 1, 8, 8))
    assert alive == [[], ["a"], ["b"]]


def test_gradients_by_activations_can_be_had():
    """Of y = sum(relu(x)) the gradient by relu's output is 1, and that by its input 1 where it is positive."""
    spec = network("n", (1, 1, 2), chain(tanh=ops.Activation("tanh"), relu=ops.Activation("relu"),
                                         pool=ops.GlobalAvgPool()))
    values = activations(build(spec), torch.tensor([1.0, -1.0]).reshape(1, 2, 1, 1).requires_grad_(),
                         ["tanh", "relu", "pool"])
    gradients = torch.autograd.grad(values["pool"].sum(), [values["tanh"], values["relu"]])
    assert [gradient.flatten().tolist() for gradient in gradients] == [[1, 0], [1, 1]]


def test_only_what_activations_need_is_computed():
    model, calls = build(with_exits()), []
    model.head.fc.register_forward_hook(lambda *_: calls.append(1))
    assert list(activations(model, torch.zeros(1, 1, 8, 8), iter(["relu", "conv"]))) == ["relu", "conv"]
    assert not calls and model.training


def test_a_part_that_was_replaced_is_the_one_that_computes():
    """As in transfer learning; and a copy of the model computes with its own parts."""
    model, x = build(with_exits()).eval(), torch.randn(2, 1, 8, 8)
    other = copy.deepcopy(model)
    model.head.fc = torch.nn.Linear(4, 7)
    assert model(x).shape == (2, 7) and other(x).shape == (2, 3)


# Errors


@pytest.mark.parametrize("x, error, complaint", [
    (torch.zeros(1, 8, 8), ValueError, r"n: x must have 4 axes \(N, C, H, W\)"),
    (torch.zeros(1, 3, 8, 8), ValueError, r"n: x must have 1 channels, .* but x.shape = \(1, 3, 8, 8\)$"),
    (torch.zeros(2, 8, 8, 1), ValueError, r"x.permute\(0, 3, 1, 2\) puts the channels first"),
    (torch.zeros(1, 1, 8, 8, dtype=torch.uint8), TypeError, "tensor of floats, but a tensor of torch.uint8"),
    (np.zeros((1, 1, 8, 8)), TypeError, "tensor of floats, but an object of ndarray"),
    (torch.zeros(1, 1, 2, 8), ValueError, "n, layer conv: conv: the kernel spans 3 positions"),
])
def test_wrong_images_are_explained(x, error, complaint):
    with pytest.raises(error, match=complaint):
        build(with_exits())(x)


def test_images_of_another_size():
    """Global pooling takes them; where a dense layer does not, the message says which and what to do."""
    assert build(with_exits()).eval()(torch.zeros(1, 1, 20, 9)).shape == (1, 3)
    with pytest.raises(ValueError, match=r"32 × 32 pixels, but they are 28 × 28, for which C5.w would have the shape "
                                         r"\(256, 120\) in place of \(400, 120\); build\(spec.resized\(\(28, 28"):
        build(zoo.spec("lenet5"))(torch.zeros(1, 1, 28, 28))


def test_a_name_that_no_module_can_have():
    with pytest.raises(ValueError, match=r"n, layer block.forward: a PyTorch model cannot have a part .* 'forward'"):
        build(network("n", (4, 4, 1), chain(block=chain(forward=ops.Conv(1, 1)))))


def test_what_is_no_spec_model_or_node():
    with pytest.raises(TypeError, match=r"but 'resnet18' was given; zoo.spec\('resnet18'\) gives the network"):
        build("resnet18")
    linear = torch.nn.Linear(2, 2)
    for call in (lambda: get_weights(linear), lambda: set_weights(linear, {}), lambda: activations(linear, None, [])):
        with pytest.raises(TypeError, match=r"model must be what build\(spec\) returned, but Linear was given"):
            call()
    with pytest.raises(ValueError, match="n: there is no layer 'con'; did you mean conv"):
        activations(build(with_exits()), torch.zeros(1, 1, 8, 8), ["con"])
