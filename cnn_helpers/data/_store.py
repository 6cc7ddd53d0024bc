"""Where the files of a data set are: in ``$CNN_COURSE_DATA``, in the user's cache, or downloaded into it.

Nothing unchecked is ever under a file's final name: a download goes into a folder beside it, is unpacked and
checked there, and only then renamed.
"""

from __future__ import annotations

import errno
import gzip
import hashlib
import os
import tarfile
import tempfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cnn_helpers.data._packages import bringing

FOLDER = "CNN_COURSE_DATA"


class DataError(RuntimeError):
    """A data set cannot be had, or its files are not what they should be; the message says what to do."""


@dataclass(frozen=True)
class DataSet:
    """What a data set consists of, and where it comes from.

    Attributes
    ----------
    name
        The function that loads it, for messages.
    folder
        Its folder inside ``$CNN_COURSE_DATA`` and inside the cache.
    files
        The SHA-256 of each file's content, decompressed, by the file's name.
    addresses
        Per download the places that offer it, in the order in which they are tried. A download is one file
        in gzip form, or a tar archive with all of them.
    megabytes
        What the files take on the disk.
    """

    name: str
    folder: str
    files: Mapping[str, str]
    addresses: tuple[tuple[str, ...], ...]
    megabytes: int


def contents(data_set: DataSet, *, verify: bool = True) -> dict[str, bytes]:
    """The decompressed contents of a data set's files, by their names.

    Parameters
    ----------
    data_set
        Which.
    verify
        Whether a file in ``$CNN_COURSE_DATA`` must have its SHA-256; what is downloaded always must.

    Raises
    ------
    DataError
        Where a file is missing, damaged or another one, and where a download fails.
    """
    given = os.environ.get(FOLDER)
    if given:
        found = {name: _in_folder(Path(given), data_set, name) for name in data_set.files}
        if any(found.values()):
            return {name: _own(data_set, name, path, verify) for name, path in found.items()}
    cache = _cache() / data_set.folder
    if (cached := _whole(cache, data_set)) is None:
        _download(data_set, cache)
        cached = {name: (cache / name).read_bytes() for name in data_set.files}
    return cached


def _in_folder(folder: Path, data_set: DataSet, name: str) -> Path | None:
    places = (folder / data_set.folder, folder)
    candidates = (place / (name + ending) for place in places for ending in ("", ".gz"))
    return next((path for path in candidates if path.is_file()), None)


def _own(data_set: DataSet, name: str, path: Path | None, verify: bool) -> bytes:
    """The content of a file that the user supplied."""
    if path is None:
        raise DataError(f"{data_set.name}: {name} is missing in {os.environ[FOLDER]!r}, the folder that {FOLDER} "
                        f"names, though other files of the data set are there. {_by_hand(data_set)}")
    try:
        content = path.read_bytes()
        if path.suffix == ".gz":
            content = gzip.decompress(content)
    except (OSError, EOFError, zlib.error) as error:
        raise DataError(f"{data_set.name}: {path} cannot be read ({error}); it may have been cut short or altered. "
                        f"Copy it anew, or unset {FOLDER} to have it downloaded.") from error
    sha256 = hashlib.sha256(content).hexdigest()
    if verify and sha256 != data_set.files[name]:
        raise DataError(f"{data_set.name}: {path} is not the original file: the SHA-256 of its content is {sha256}, "
                        f"and that of the original {data_set.files[name]}. Copy it anew, or unset {FOLDER} to have "
                        f"it downloaded.")
    return content


def _whole(folder: Path, data_set: DataSet) -> dict[str, bytes] | None:
    """The contents of the data set's files in a folder; None where one is missing or damaged."""
    found = {}
    for name, sha256 in data_set.files.items():
        if not (folder / name).is_file():
            return None
        found[name] = (folder / name).read_bytes()
        if hashlib.sha256(found[name]).hexdigest() != sha256:
            return None
    return found


def _cache() -> Path:
    return Path(bringing("data", "pooch", "pooch").os_cache("cnn-course"))


def _download(data_set: DataSet, cache: Path) -> None:
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache, prefix="incomplete-") as beside:
            for addresses in data_set.addresses:
                for path in _first_good(data_set, addresses, Path(beside)):
                    os.replace(path, cache / path.name)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DataError(f"{data_set.name}: no space left for {cache}. The files take {data_set.megabytes} MB; make "
                            f"room there and try again. What was written of them is deleted.") from error
        raise DataError(f"{data_set.name}: {cache} cannot be written ({error}). {_by_hand(data_set)}") from error


def _first_good(data_set: DataSet, addresses: tuple[str, ...], folder: Path) -> list[Path]:
    """The checked files of one download, from the first address that delivers them."""
    failures = []
    for address in addresses:
        try:
            return _checked(data_set, _fetched(address, folder))
        except OSError as error:  # of requests too
            if error.errno == errno.ENOSPC:
                raise
            failures.append(f"{address}: {error}")
        except (EOFError, zlib.error, tarfile.TarError, ValueError) as error:
            failures.append(f"{address}: {error}")
    raise DataError(f"{data_set.name}: the download failed, and nothing of it is kept. {_by_hand(data_set)}\n"
                    + "\n".join(failures))


def _fetched(address: str, folder: Path) -> Path:
    pooch = bringing("data", "pooch", "pooch")
    pooch.get_logger().setLevel("WARNING")  # what it does is seen by its progress bar
    # No hash here: places compress differently, so that the content is what can be checked.
    return Path(pooch.retrieve(address, known_hash=None, fname=address.rsplit("/", 1)[-1], path=folder,
                               progressbar=True))


def _checked(data_set: DataSet, download: Path) -> list[Path]:
    """Unpack a download beside itself, and return those of its files that belong to the data set."""
    if download.name.endswith(".tar.gz"):
        with tarfile.open(download) as archive:
            members = {Path(member.name).name: member for member in archive if member.isfile()}
            if missing := data_set.files.keys() - members.keys():
                raise ValueError(f"{', '.join(sorted(missing))} is not in it")
            unpacked = {name: archive.extractfile(members[name]).read() for name in data_set.files}
    else:
        unpacked = {download.stem: gzip.decompress(download.read_bytes())}
    download.unlink()
    for name, content in unpacked.items():
        sha256 = hashlib.sha256(content).hexdigest()
        if sha256 != data_set.files[name]:
            raise ValueError(f"the SHA-256 of {name} is {sha256}, but should be {data_set.files[name]}")
        (download.parent / name).write_bytes(content)
    return [download.parent / name for name in unpacked]


def _by_hand(data_set: DataSet) -> str:
    first = " and ".join(sorted({addresses[0].rsplit("/", 1)[0] for addresses in data_set.addresses}))
    return (f"To do without the network, put {', '.join(data_set.files)} into a folder and set the environment "
            f"variable {FOLDER} to it (they are at {first}).")
