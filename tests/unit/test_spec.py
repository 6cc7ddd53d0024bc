"""Blocks become a graph with the names and the edges that they promise; an impossible graph names its layer."""

import dataclasses

import pytest

from cnn_helpers.spec import (
    Activation,
    Add,
    BatchNorm,
    Concatenate,
    Conv,
    Dense,
    Flatten,
    GlobalAvgPool,
    MaxPool,
    Node,
    Spec,
    auxiliary,
    branches,
    chain,
    network,
    residual,
    scaled,
)

RELU = Activation("relu")
SIZE = (8, 8, 4)


def edges(block, size=SIZE):
    return {node.name: node.inputs for node in network("n", size, block).nodes}


def test_a_chain_names_its_steps_by_kind_and_number_or_as_told():
    block = chain(Conv(4, 1), RELU, Conv(4, 1), chain(RELU, RELU), pool=MaxPool())
    assert edges(block) == {"conv1": ("input",), "relu1": ("conv1",), "conv2": ("relu1",),
                            "chain1.relu1": ("conv2",), "chain1.relu2": ("chain1.relu1",), "pool": ("chain1.relu2",)}


def test_a_residual_block_adds_its_input_or_its_shortcut():
    main = chain(Conv(4, 1), RELU)
    assert edges(chain(a=residual(main)))["a.add"] == ("a.relu1", "input")
    whole = edges(chain(a=residual(main, chain(Conv(4, 1), BatchNorm()), after=RELU)))
    assert whole["a.shortcut.conv1"] == ("input",)
    assert whole["a.add"] == ("a.relu1", "a.shortcut.batch_norm1") and whole["a.out"] == ("a.add",)
    assert edges(residual(Conv(4, 1))) == {"main": ("input",), "add": ("main", "input")}


def test_residual_blocks_nest():
    inner = residual(chain(Conv(4, 1)))
    assert edges(residual(inner)) == {"main.conv1": ("input",), "main.add": ("main.conv1", "input"),
                                      "add": ("main.add", "input")}


def test_branches_are_joined_in_order():
    block = branches(Conv(4, 1), chain(Conv(2, 1), Conv(3, 1)), wide=Conv(4, 1), same=chain())
    spec = network("n", SIZE, chain(m=block))
    assert spec["m.concatenate"].inputs == ("m.branch1", "m.branch2.conv2", "m.wide", "input")
    assert spec.shapes()["m.concatenate"] == (8, 8, 4 + 3 + 4 + 4)
    assert edges(branches(Conv(4, 1), Conv(4, 1), join=Add()))["add"] == ("branch1", "branch2")


def test_a_gate_scales_its_own_input():
    gate = chain(GlobalAvgPool(), Dense(2), Dense(4))
    assert edges(chain(conv=Conv(4, 1), se=scaled(gate)))["se.scale"] == ("conv", "se.dense2")


def test_an_auxiliary_block_is_an_output_beside_the_path():
    block = chain(conv=Conv(4, 1), aux=auxiliary(chain(pool=GlobalAvgPool(), fc=Dense(3))), last=Conv(2, 1))
    spec = network("n", SIZE, block)
    assert spec["last"].inputs == ("conv",)
    assert spec.outputs == ("last", "aux.fc") and spec.auxiliary == ("aux.fc",)


def test_one_block_stands_at_many_places():
    unit = residual(chain(Conv(4, 3, padding="same"), BatchNorm()))
    spec = network("n", SIZE, chain(**{str(place): unit for place in range(3)}))
    assert [node.name for node in spec.nodes if node.operation == Add()] == ["0.add", "1.add", "2.add"]


def test_a_spec_is_a_value():
    block = chain(Conv(4, 1), RELU)
    assert network("n", SIZE, block) == network("n", list(SIZE), block)
    assert len({network("n", SIZE, block), network("n", SIZE, block)}) == 1
    with pytest.raises(dataclasses.FrozenInstanceError):
        network("n", SIZE, block).name = "m"


def test_shapes_follow_the_input_and_so_do_the_weights_behind_a_flatten():
    spec = network("n", (8, 8, 1), chain(Conv(4, 3), Flatten(), Dense(2)))
    assert spec.shapes()["flatten1"] == (144,) and spec.shapes((12, 8, 3))["flatten1"] == (10 * 6 * 4,)
    assert spec.parameters((12, 8, 3)) == {"conv1.w": (3, 3, 3, 4), "conv1.b": (4,), "dense1.w": (240, 2),
                                           "dense1.b": (2,)}
    assert spec.resized((12, 8, 3)).parameters() == spec.parameters((12, 8, 3))


def test_state_is_apart_from_parameters():
    spec = network("n", SIZE, chain(norm=BatchNorm()))
    assert spec.state() == {"norm.running_mean": (4,), "norm.running_variance": (4,)}
    assert list(spec.parameters()) == ["norm.gamma", "norm.beta"]


def test_nodes_in_any_order_are_put_into_one_that_can_be_computed():
    a, b, c = Node("a", Conv(4, 1), ("input",)), Node("b", RELU, ("a",)), Node("c", Add(), ("a", "b"))
    spec = Spec("n", SIZE, (c, b, a), "c")
    assert [node.name for node in spec.nodes] == ["a", "b", "c"]
    assert spec == Spec("n", SIZE, (a, b, c))


CONV = Conv(4, 1)


@pytest.mark.parametrize(("nodes", "message"), [
    ([Node("a", CONV, ("input",)), Node("a", CONV, ("a",))], r"^n, layer a: there are two layers of this name"),
    ([Node("input", CONV, ("input",))], r"^n: no layer can be named 'input'"),
    ([Node("conv1", CONV, ("input",)), Node("b", RELU, ("conv",))],
     r"^n, layer b: there is no layer 'conv' to take as an input; did you mean conv1\?"),
    ([Node("a", CONV, ("c",)), Node("b", RELU, ("a",)), Node("c", RELU, ("b",))],
     r"^n, layer \w: its output comes back to it as an input, .* -> .* -> .* -> .*; a network must have no cycle"),
    ([Node("a", CONV, ("a",))], r"layer a: its output comes back .*a -> a"),
    ([Node("a", CONV, ("input",)), Node("b", Add(), ("a",))], r"layer b: add takes at least two inputs, but 1 was"),
    ([Node("a", CONV, ("input", "input"))], r"layer a: conv takes one input, but 2 were given: input, input"),
    ([Node("a", CONV, ())], r"layer a: conv takes one input, but 0 were given"),
    ([Node("a", CONV, ("input",)), Node("b", RELU, ("input",))], r"^n: nothing uses what a gives"),
    ([Node("a", Conv(4, 9), ("input",))], r"^n, layer a: conv: the kernel spans 9 .* input is 8×8×4"),
    ([Node("a", MaxPool(8), ("input",)), Node("b", MaxPool(2), ("a",))], r"^n, layer b: max_pool: .* a is 1×1×4"),
    ([Node("a", Conv(8, 1), ("input",)), Node("b", Add(), ("a", "input"))],
     r"^n, layer b: add: the inputs must have one shape, but they have 8 and 4 channels; a is 8×8×8 and input is"),
    ([Node("a", Conv(6, 1, groups=3), ("input",))], r"^n, layer a: conv: groups must divide the 4 input channels"),
    ([Node("a", MaxPool(2), ("input",)), Node("b", Concatenate(), ("a", "input"))], r"^n, layer b: concatenate"),
    ([], r"^n: a network needs at least one layer"),
])
def test_impossible_networks_name_the_layer_and_say_why(nodes, message):
    with pytest.raises(ValueError, match=message):
        Spec("n", SIZE, tuple(nodes))


@pytest.mark.parametrize(("make", "error", "message"), [
    (lambda: network("n", (8, 8), chain(CONV)), ValueError, r"^n: .* \(height, width, channels\), but \(8, 8\)"),
    (lambda: network("n", (8, 0, 3), chain(CONV)), ValueError, r"the input's width must be at least 1"),
    (lambda: network("n", SIZE, chain()), ValueError, r"^n: a network needs at least one layer"),
    (lambda: network("n", SIZE, chain(r=residual(chain()))), ValueError, r"main must hold .* that of r is empty"),
    (lambda: Spec("n", SIZE, (Node("a", CONV, ("input",)),), "b"), ValueError, r"no layer 'b' to be an output"),
    (lambda: branches(CONV), ValueError, r"^branches: at least two are needed, but 1"),
    (lambda: chain(BatchNorm), TypeError, r"^chain: .*; write BatchNorm\(\) with its brackets"),
    (lambda: chain([CONV, RELU]), TypeError, r"give its members one by one, chain\(\*blocks\)"),
    (lambda: residual(3), TypeError, r"^residual: a block or an operation is needed, but 3"),
])
def test_wrong_blocks(make, error, message):
    with pytest.raises(error, match=message):
        make()


def test_an_unknown_name_is_looked_up_with_a_suggestion():
    with pytest.raises(KeyError, match="no layer 'conv'; did you mean conv1"):
        network("n", SIZE, chain(CONV))["conv"]


def test_what_is_needed_for_an_unknown_layer_is_not_guessed():
    spec = network("n", (8, 8, 1), chain(conv=Conv(4, 3), pool=GlobalAvgPool()))
    assert [node.name for node in spec.needed(["conv"])] == ["conv"]
    with pytest.raises(ValueError, match=r"n: there is no layer 'cnv'; did you mean conv"):
        spec.needed(["pool", "cnv"])


def test_the_weights_are_the_parameters_and_the_state():
    spec = network("n", (8, 8, 1), chain(conv=Conv(4, 3), norm=BatchNorm(), flatten=Flatten(), fc=Dense(2)))
    assert spec.weights() == {**spec.parameters(), **spec.state()}
    assert spec.weights((5, 5, 1))["fc.w"] == (3 * 3 * 4, 2)
    assert set(spec.weights()) > set(spec.parameters())
