"""Import of a package that brings data, with an error that says how to get it."""

import importlib
from types import ModuleType


def bringing(function: str, module: str, package: str) -> ModuleType:
    """Import `module`; where `package` is missing, raise ModuleNotFoundError that tells how to install it."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(f"{function}: needs the package {package}, which is not installed; "
                                  f'run: pip install "cnn-course[data]"') from error
