"""The Keras model of a spec, and its weights as the course's other models take and give them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from cnn_helpers._checks import check_weights
from cnn_helpers.spec import INPUT, Spec

WEIGHT_NAMES = {
    "kernel": "w",
    "bias": "b",
    "depthwise_kernel": "w_depthwise",
    "pointwise_kernel": "w_pointwise",
    "moving_mean": "running_mean",
    "moving_variance": "running_variance",
}  # Keras' name of a variable, and the course's where it is another


def build(spec: Spec):
    """The functional Keras model of a network, with Keras' own layers wherever Keras has them.

    Each node is the output of the layer of the same name: ``model.get_layer("layer1.0.conv1")``. Explicit padding is
    a layer before it, as in keras.applications. Grouped convolutions can be trained on a CPU.

    The weights are drawn as Keras draws them, kernels and matrices by its Glorot uniform initializer, from its own
    generator: ``keras.utils.set_random_seed``. Biases begin at 0. The dtype is that of Keras' policy at the time of
    the call, float32 where nobody changed it; after ``keras.config.set_dtype_policy("float64")`` models are built in
    float64. (``keras.config.set_floatx`` has no effect once a layer was made.)

    Parameters
    ----------
    spec
        The architecture, of :mod:`cnn_helpers.spec` or from :func:`cnn_helpers.zoo.spec`.

    Returns
    -------
    keras.Model
        From images (N, H, W, C), of the spec's size, to scores (N, K), before softmax; with auxiliary outputs to a list
        of scores, the output's first. ``model.save`` works, and so does ``keras.models.load_model`` where this function
        has been called before: it registers layers that Keras does not have.

    Raises
    ------
    ValueError
        From Keras, where a name holds a ``/``.

    See Also
    --------
    cnn_helpers.network.Network : the same in NumPy.

    Examples
    --------
    >>> from cnn_helpers import zoo
    >>> model = build(zoo.spec("lenet5"))
    >>> model.output_shape, model.count_params()
    ((None, 10), 61706)
    """
    import keras

    from cnn_helpers.frameworks._keras_layers import apply

    # Left to itself, the input would take Keras' floatx, and round images for a float64 model to float32.
    values = {INPUT: keras.Input(spec.input_shape, dtype=keras.config.dtype_policy().variable_dtype, name=INPUT)}
    for node in spec.nodes:
        values[node.name] = apply(node, [values[name] for name in node.inputs])
    outputs = [values[name] for name in spec.outputs]
    return keras.Model(values[INPUT], outputs if spec.auxiliary else outputs[0], name=spec.name)


def get_weights(model) -> dict[str, np.ndarray]:
    """Copies of all weights of a Keras model, trained or not, named and shaped as the course has them.

    Parameters
    ----------
    model
        From :func:`build`, or another model whose layers are Keras' own.

    Returns
    -------
    dict
        ``"layer.weight"`` to an array of the variable's dtype: for a model from :func:`build` the names and the shapes
        of ``spec.weights()``, layer by layer as the model has them. Kernels are
        (KH, KW, C_in / groups, C_out), as Keras keeps them too.

    Examples
    --------
    >>> from cnn_helpers.spec import BatchNorm, Dense, chain, network
    >>> model = build(network("small", (8, 8, 3), chain(norm=BatchNorm())))
    >>> list(get_weights(model))
    ['norm.gamma', 'norm.beta', 'norm.running_mean', 'norm.running_variance']
    """
    return {name: np.asarray(variable).copy() for name, variable in _variables(model).items()}


def set_weights(model, weights: Mapping[str, np.ndarray]) -> None:
    """Copy `weights`, named as :func:`get_weights` names them, into a Keras model; its dtypes stay.

    Parameters
    ----------
    model
        As for :func:`get_weights`.
    weights
        An array for each name, such as ``cnn_helpers.network.Network.get_weights`` gives.

    Raises
    ------
    ValueError
        Where a name is missing or unknown, or a shape differs; nothing is changed then.
    TypeError
        Where an array holds no real numbers; nothing is changed then.

    Examples
    --------
    >>> from cnn_helpers import zoo
    >>> from cnn_helpers.network import Network
    >>> model = build(zoo.spec("lenet5"))
    >>> set_weights(model, Network(zoo.spec("lenet5"), rng=0).get_weights())
    """
    own = _variables(model)
    arrays = check_weights("set_weights", {name: tuple(variable.shape) for name, variable in own.items()}, weights)
    for name, variable in own.items():
        variable.assign(arrays[name])


def _variables(model) -> dict:
    return {f"{layer.name}.{WEIGHT_NAMES.get(variable.name, variable.name)}": variable
            for layer in model.layers for variable in layer.weights}
