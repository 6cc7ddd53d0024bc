"""LeNet-5 as its paper describes it and as everyone builds it, and a LeNet for large photographs.

LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document recognition", Proc. IEEE 86(11), 1998.
"""

from __future__ import annotations

from cnn_helpers.spec import (
    Activation,
    Conv,
    Dense,
    Flatten,
    MaxPool,
    RadialBasis,
    Spec,
    Subsample,
    TableConv,
    chain,
    network,
)

# Table I of the paper: a row for each map of S2, a column for each map of C3.
C3_TABLE = (
    (1, 0, 0, 0, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 1, 1),
    (1, 1, 0, 0, 0, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 1),
    (1, 1, 1, 0, 0, 0, 1, 1, 1, 0, 0, 1, 0, 1, 1, 1),
    (0, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 0, 1, 1),
    (0, 0, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 1, 1, 0, 1),
    (0, 0, 0, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 1, 1, 1),
)


def lenet5_paper() -> Spec:
    """LeNet-5 of 1998: trainable subsampling, C3 connected by a table, a scaled tanh, radial basis functions.

    60,000 trainable parameters, as the paper says in section II.B.
    """
    squash = Activation("scaled_tanh")
    return network("lenet5_paper", (32, 32, 1), chain(
        C1=Conv(6, 5), C1_squash=squash, S2=Subsample(2), S2_squash=squash,
        C3=TableConv(C3_TABLE, 5), C3_squash=squash, S4=Subsample(2), S4_squash=squash,
        C5=Conv(120, 5), C5_squash=squash, flatten=Flatten(), F6=Dense(84), F6_squash=squash,
        output=RadialBasis(10)), description="LeNet-5 as in LeCun et al. 1998")


def lenet5(classes: int = 10) -> Spec:
    """LeNet-5 as everyone builds it: C3 sees all maps, maximum pooling, ReLU, scores from a dense layer.

    At 32 × 32 pixels, or at 28 × 28 with padding 2, it has 61,706 parameters.
    """
    relu = Activation("relu")
    return network("lenet5", (32, 32, 1), chain(
        C1=Conv(6, 5), C1_relu=relu, S2=MaxPool(2), C3=Conv(16, 5), C3_relu=relu, S4=MaxPool(2), flatten=Flatten(),
        C5=Dense(120), C5_relu=relu, F6=Dense(84), F6_relu=relu, output=Dense(classes)),
        description="LeNet-5 as everyone builds it, fully connected C3")


def lenet_224(classes: int = 2) -> Spec:
    """A LeNet for photographs of 224 × 224 pixels and two classes; nearly all of it is in one dense layer.

    There is no ReLU between its dense layers: the model that it is from declares one and never calls it.
    """
    relu = Activation("relu")
    return network("lenet_224", (224, 224, 3), chain(
        cnn1=Conv(16, 5), relu1=relu, maxpool1=MaxPool(2), cnn2=Conv(32, 5), relu2=relu, maxpool2=MaxPool(2),
        flatten=Flatten(), fc1=Dense(512), fc2=Dense(classes)),
        description="a LeNet for photographs and two classes")


NETWORKS = {"lenet5": lenet5, "lenet5_paper": lenet5_paper, "lenet_224": lenet_224}
