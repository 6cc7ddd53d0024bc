"""CIFAR-10: 60,000 small photographs of ten kinds of thing."""

from __future__ import annotations

import hashlib

import numpy as np

from cnn_helpers.data._store import DataError, DataSet, contents

CIFAR10_CLASSES = ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")
"""What the labels 0 to 9 of CIFAR-10 stand for."""

CIFAR10 = DataSet(
    name="cifar10",
    folder="cifar-10-batches-bin",
    files={
        "data_batch_1.bin": "cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5",
        "data_batch_2.bin": "a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed",
        "data_batch_3.bin": "bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67",
        "data_batch_4.bin": "014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48",
        "data_batch_5.bin": "755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add",
        "test_batch.bin": "8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b",
    },
    addresses=(("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz",),),
    megabytes=185,
)

_RECORD = 1 + 3 * 32 * 32  # a label, then the red, the green and the blue plane


def cifar10(*, verify: bool = True) -> tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
    """CIFAR-10: 50,000 colour images for training and 10,000 for testing, in the order of the files.

    Krizhevsky, "Learning multiple layers of features from tiny images" (2009), section 3.1. The files of the binary
    version are looked for in the folder that the environment variable ``CNN_COURSE_DATA`` names (there or in its
    folder ``cifar-10-batches-bin``), then in the user's cache, and else downloaded into it, 170 MB.

    Parameters
    ----------
    verify
        Whether files in ``CNN_COURSE_DATA`` must be the original ones. With False other files of the same layout pass,
        such as images that were compressed once more; figures measured on them are not CIFAR-10's own. What is
        downloaded is always checked.

    Returns
    -------
    tuple
        ``(images, labels), (test images, test labels)``: float32 (50000, 32, 32, 3), red, green, blue from 0 to 1, and
        int64 (50000,), whose names are in ``CIFAR10_CLASSES``; the same with 10000.

    Raises
    ------
    DataError
        Where the files cannot be had or are not what they should be; the message says what to do.
    """
    parts = [_records(name, content) for name, content in contents(CIFAR10, verify=verify).items()]
    images = np.concatenate([part[0] for part in parts])
    labels = np.concatenate([part[1] for part in parts])
    train = len(labels) - len(parts[-1][1])  # the test batch comes last
    return (images[:train], labels[:train]), (images[train:], labels[train:])


def cifar10_is_original() -> bool:
    """Whether the files that ``cifar10(verify=False)`` reads are the original ones, by their SHA-256."""
    found = contents(CIFAR10, verify=False)
    return all(hashlib.sha256(found[name]).hexdigest() == sha256 for name, sha256 in CIFAR10.files.items())


def _records(name: str, content: bytes) -> tuple[np.ndarray, np.ndarray]:
    if not content or len(content) % _RECORD:
        raise DataError(f"cifar10: {name} has {len(content):,} bytes, which is not a number of whole records of "
                        f"{_RECORD:,} bytes (a label and 3 × 32 × 32 pixels); it may have been cut short")
    records = np.frombuffer(content, np.uint8).reshape(-1, _RECORD)
    labels = records[:, 0].astype(np.int64)
    if labels.max() >= len(CIFAR10_CLASSES):
        raise DataError(f"cifar10: {name} holds the label {labels.max()}, but labels go from 0 to 9")
    images = np.ascontiguousarray(records[:, 1:].reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1))
    return images.astype(np.float32) / 255, labels
