"""Full data sets: found, downloaded, and refused where a file is missing, cut short or another one.

The server is a real one on this machine; what it offers is a small data set of the test's own.
"""

import errno
import gzip
import hashlib
import io
import os
import re
import tarfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest

from cnn_helpers import data
from cnn_helpers.data import _store, cifar, idx
from cnn_helpers.data._store import DataError, DataSet

pytest.importorskip("pooch")

IMAGES, LABELS = b"images " * 5000, b"labels " * 5000


def sha256(content):
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def server():
    """A web server: `offers` are its files by address, `promised` lengths that it announces but does not deliver."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.server.asked.append(self.path)
            body = self.server.offers.get(self.path)
            if body is None:
                self.send_error(404)
                return
            self.send_response(200)
            self.send_header("Content-Length", self.server.promised.get(self.path, len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.offers, server.promised, server.asked = {}, {}, []
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.delenv("CNN_COURSE_DATA", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(_store, "_cache", lambda: tmp_path / "cache")  # os_cache has another rule on each system
    return tmp_path / "cache" / "small"


@pytest.fixture
def data_set(server, cache):
    server.offers["/images.gz"] = gzip.compress(IMAGES)
    server.offers["/labels.gz"] = gzip.compress(LABELS)
    host = f"http://127.0.0.1:{server.server_port}"
    return DataSet("small", "small", {"images": sha256(IMAGES), "labels": sha256(LABELS)},
                   ((f"{host}/images.gz",), (f"{host}/labels.gz",)), 1)


def left_in(cache):
    return sorted(path.name for path in cache.rglob("*"))


def test_a_download_is_unpacked_checked_and_kept(data_set, cache, server):
    assert _store.contents(data_set) == {"images": IMAGES, "labels": LABELS}
    assert left_in(cache) == ["images", "labels"]
    assert _store.contents(data_set) == {"images": IMAGES, "labels": LABELS}
    assert server.asked == ["/images.gz", "/labels.gz"], "the second time it comes from the cache"


def test_an_archive_gives_all_its_files(data_set, cache, server):
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w:gz") as tar:
        for name, content in (("set/readme", b"more"), ("set/images", IMAGES), ("set/labels", LABELS)):
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    server.offers["/set.tar.gz"] = archive.getvalue()
    address = data_set.addresses[0][0].replace("images.gz", "set.tar.gz")
    as_archive = DataSet("small", "small", data_set.files, ((address,),), 1)
    assert _store.contents(as_archive) == {"images": IMAGES, "labels": LABELS}
    assert left_in(cache) == ["images", "labels"]


def test_an_archive_without_a_file_is_refused(data_set, cache, server):
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w:gz"):
        pass
    server.offers["/set.tar.gz"] = archive.getvalue()
    address = data_set.addresses[0][0].replace("images.gz", "set.tar.gz")
    with pytest.raises(DataError, match="images, labels is not in it"):
        _store.contents(DataSet("small", "small", data_set.files, ((address,),), 1))
    assert left_in(cache) == []


def test_a_connection_that_breaks_leaves_nothing(data_set, cache, server):
    server.promised["/images.gz"] = 10**6
    with pytest.raises(DataError, match=r"small: the download failed, and nothing of it is kept.*CNN_COURSE_DATA"):
        _store.contents(data_set)
    assert left_in(cache) == []
    server.promised.clear()
    assert _store.contents(data_set)["images"] == IMAGES, "the next attempt is as good as a first one"


@pytest.mark.parametrize("body, complaint", [
    (gzip.compress(IMAGES)[:-20], "end-of-stream|ended before"),
    (gzip.compress(IMAGES + b"!"), "the SHA-256 of images is [0-9a-f]{64}, but should be [0-9a-f]{64}"),
    (b"<html>Log in to this network first</html>", "Not a gzipped file"),
])
def test_a_wrong_download_leaves_nothing(data_set, cache, server, body, complaint):
    server.offers["/images.gz"] = body
    with pytest.raises(DataError, match=complaint):
        _store.contents(data_set)
    assert left_in(cache) == []


def test_a_second_address_is_tried(data_set, cache, server):
    del server.offers["/images.gz"]
    server.offers["/mirror/images.gz"] = gzip.compress(IMAGES)
    mirrored = data_set.addresses[0][0].replace("/images.gz", "/mirror/images.gz")
    addresses = ((data_set.addresses[0][0], mirrored), data_set.addresses[1])
    assert _store.contents(DataSet("small", "small", data_set.files, addresses, 1))["images"] == IMAGES


def test_without_a_network_it_says_where_to_put_the_files(data_set, cache, server):
    server.shutdown()
    server.server_close()
    with pytest.raises(DataError) as caught:
        _store.contents(data_set)
    assert "put images, labels into a folder and set the environment variable CNN_COURSE_DATA" in str(caught.value)


def test_a_full_disk_is_named_and_cleaned_up(data_set, cache, monkeypatch):
    write_bytes = _store.Path.write_bytes

    def on_a_full_disk(path, content):
        write_bytes(path, content[:100])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    monkeypatch.setattr(_store.Path, "write_bytes", on_a_full_disk)
    with pytest.raises(DataError, match=r"small: no space left for .*small\. The files take 1 MB; make room"):
        _store.contents(data_set)
    assert left_in(cache) == []


def test_a_cache_that_cannot_be_written_is_named(data_set, cache):
    cache.parent.mkdir(parents=True)
    cache.write_text("a file where the folder should be")
    with pytest.raises(DataError, match=r"small: .*small cannot be written"):
        _store.contents(data_set)


def test_a_damaged_file_in_the_cache_is_replaced(data_set, cache, server):
    _store.contents(data_set)
    (cache / "labels").write_bytes(LABELS[:-1])
    assert _store.contents(data_set)["labels"] == LABELS
    assert (cache / "labels").read_bytes() == LABELS


@pytest.mark.parametrize("folder", ["", "small"])
@pytest.mark.parametrize("packed", [False, True])
def test_files_of_ones_own_come_first(data_set, server, tmp_path, monkeypatch, folder, packed):
    own = tmp_path / "own" / folder
    own.mkdir(parents=True)
    for name, content in (("images", IMAGES), ("labels", LABELS)):
        (own / (name + ".gz" * packed)).write_bytes(gzip.compress(content) if packed else content)
    monkeypatch.setenv("CNN_COURSE_DATA", str(tmp_path / "own"))
    assert _store.contents(data_set) == {"images": IMAGES, "labels": LABELS}
    assert server.asked == []


@pytest.mark.parametrize("name, content, complaint", [
    ("images", IMAGES[:-1], r"images is not the original file: the SHA-256 of its content is .* Copy it anew"),
    ("images.gz", gzip.compress(IMAGES)[:-20], r"images\.gz cannot be read .*cut short"),
    ("labels", LABELS, "images is missing in .*, the folder that CNN_COURSE_DATA names"),
])
def test_a_wrong_file_of_ones_own_is_an_error(data_set, server, tmp_path, monkeypatch, name, content, complaint):
    (tmp_path / name).write_bytes(content)
    monkeypatch.setenv("CNN_COURSE_DATA", str(tmp_path))
    with pytest.raises(DataError, match=complaint):
        _store.contents(data_set)
    assert server.asked == [], "nothing else is taken in its place"


def test_other_versions_pass_where_that_is_meant(data_set, tmp_path, monkeypatch):
    (tmp_path / "images").write_bytes(b"other images")
    (tmp_path / "labels").write_bytes(LABELS)
    monkeypatch.setenv("CNN_COURSE_DATA", str(tmp_path))
    assert _store.contents(data_set, verify=False)["images"] == b"other images"


def test_a_data_set_that_is_not_in_ones_own_folder_is_downloaded(data_set, tmp_path, monkeypatch):
    monkeypatch.setenv("CNN_COURSE_DATA", str(tmp_path))
    assert _store.contents(data_set)["images"] == IMAGES


def idx_file(array):
    return bytes([0, 0, 8, array.ndim]) + np.array(array.shape, ">u4").tobytes() + array.astype(np.uint8).tobytes()


def test_mnist_is_read_from_idx(tmp_path, monkeypatch):
    generator = np.random.default_rng(0)
    arrays = [generator.integers(0, 256, (7, 28, 28)), generator.integers(0, 10, 7),
              generator.integers(0, 256, (3, 28, 28)), generator.integers(0, 10, 3)]
    files = dict(zip(idx.MNIST.files, map(idx_file, arrays), strict=True))
    small = DataSet("mnist", "mnist", {name: sha256(content) for name, content in files.items()}, (), 1)
    monkeypatch.setattr(idx, "MNIST", small)
    monkeypatch.setenv("CNN_COURSE_DATA", str(tmp_path))
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    (images, labels), (test_images, test_labels) = data.mnist()
    assert images.shape == (7, 28, 28, 1) and images.dtype == np.float32
    np.testing.assert_array_equal((images[..., 0] * 255).round(), arrays[0])
    np.testing.assert_array_equal(labels, arrays[1])
    assert test_images.shape == (3, 28, 28, 1) and labels.dtype == test_labels.dtype == np.int64


def cifar_file(generator, records):
    return np.concatenate([generator.integers(0, 10, (records, 1)), generator.integers(0, 256, (records, 3072))],
                          axis=1).astype(np.uint8)


def test_cifar10_is_read_plane_by_plane(tmp_path, monkeypatch):
    generator = np.random.default_rng(0)
    monkeypatch.setenv("CNN_COURSE_DATA", str(tmp_path))
    files = {name: cifar_file(generator, 2) for name in cifar.CIFAR10.files}
    for name, records in files.items():
        records.tofile(tmp_path / name)
    (images, labels), (test_images, test_labels) = data.cifar10(verify=False)
    assert images.shape == (10, 32, 32, 3) and test_images.shape == (2, 32, 32, 3) and images.dtype == np.float32
    second, test = files["data_batch_2.bin"], files["test_batch.bin"]
    assert labels[3] == second[1, 0] and test_labels[1] == test[1, 0]
    for channel in range(3):
        plane = second[1, 1 + 1024 * channel:][:1024].reshape(32, 32)
        np.testing.assert_array_equal((images[3, :, :, channel] * 255).round(), plane)
    assert not data.cifar10_is_original()
    with pytest.raises(DataError, match=r"cifar10: .*data_batch_1\.bin is not the original file"):
        data.cifar10()


@pytest.mark.parametrize("spoil, complaint", [
    (lambda records: records.tobytes()[:-1], r"data_batch_1\.bin has 6,145 bytes, .*whole records of 3,073 bytes"),
    (lambda records: bytes([10]) + records.tobytes()[1:], "holds the label 10, but labels go from 0 to 9"),
])
def test_a_file_of_another_layout_is_not_cifar10(tmp_path, monkeypatch, spoil, complaint):
    monkeypatch.setenv("CNN_COURSE_DATA", str(tmp_path))
    records = cifar_file(np.random.default_rng(0), 2)
    for name in cifar.CIFAR10.files:
        records.tofile(tmp_path / name)
    (tmp_path / "data_batch_1.bin").write_bytes(spoil(records))
    with pytest.raises(DataError, match=complaint):
        data.cifar10(verify=False)


def test_the_places_of_the_real_files_are_complete():
    for data_set in (idx.MNIST, cifar.CIFAR10):
        assert all(re.fullmatch("[0-9a-f]{64}", known) for known in data_set.files.values())
        assert all(address.startswith("https://") for addresses in data_set.addresses for address in addresses)


def test_all_of_mnist_where_it_is_at_hand(monkeypatch):
    """The checksums in the code are those of the real files."""
    beside = _store.Path(__file__).parents[2].parent / "shared" / "data"
    folder = os.environ.get("CNN_COURSE_DATA") or str(beside)
    if not (_store.Path(folder) / "mnist").is_dir():
        pytest.skip("needs all of MNIST: set CNN_COURSE_DATA to a folder with mnist/")
    monkeypatch.setenv("CNN_COURSE_DATA", folder)
    (images, labels), (test_images, test_labels) = data.mnist()
    assert images.shape == (60000, 28, 28, 1) and test_images.shape == (10000, 28, 28, 1)
    assert np.bincount(labels).tolist() == [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]
    assert np.bincount(test_labels).tolist() == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]
