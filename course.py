#!/usr/bin/env python3
"""The course's commands: run it without arguments for the list.

It needs the standard library alone. It makes the virtual environments, and then hands over to the tools,
each with a line that shows the command as one would type it.
"""

import argparse
import hashlib
import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
OLDEST, NEWEST = (3, 11), (3, 13)
VERSIONS = (Path("pyproject.toml"), Path("constraints.txt"))  # what decides the contents of an environment
BOOK_SOURCES = (Path("_config.yml"), Path("_toc.yml"), Path("book"), Path("cnn_helpers"), *VERSIONS)
BOOK_INDEX = Path("_build/html/index.html")
BOOK_STAMP = Path("_build/built-from")
NBVAL = ("--nbval", "--nbval-sanitize-with=tests/notebooks/sanitize.cfg")
FULL_SIZE = "*-full-size.ipynb"  # pages whose training takes too long for a test run

# For every process that executes a notebook or a test; tests/conftest.py and nbconvert_config.py read it too.
QUIET = {
    "TF_CPP_MIN_LOG_LEVEL": "3",  # without these two TensorFlow writes to stderr as it starts,
    "TF_ENABLE_ONEDNN_OPTS": "0",  # and rounds differently from one processor to the next
    "TQDM_DISABLE": "1",  # a progress bar is for who runs a cell by hand, and would be stored as stderr
    "OMP_NUM_THREADS": "1",  # two workers on two cores, and sums in the same order everywhere
    "TF_NUM_INTRAOP_THREADS": "1",
    "TF_NUM_INTEROP_THREADS": "1",
    "PYTHONUTF8": "1",  # Windows reads and writes files as the others do
}

# A bare Debian has Python without what makes virtual environments.
NO_VENV = f"""\
course.py: {sys.executable} cannot make a virtual environment: its module venv or ensurepip is missing.
On Debian and Ubuntu: sudo apt-get install python3-venv
Elsewhere: a Python from https://www.python.org/downloads/ has both."""


def book(_):
    """build the HTML book into _build/html; any warning is an error"""
    programs = environment("book", "book")
    # --all: a page that is not read again does not repeat its warning, and a second build would pass.
    command = [programs / "jupyter-book", "build", ".", "--all", "-W", "-n", "--keep-going"]
    BOOK_STAMP.unlink(missing_ok=True)
    if any(re.search(r"(WARNING|ERROR|CRITICAL):", line) for line in run_and_read(*command)):
        raise SystemExit("course.py book: the build above printed a warning")
    BOOK_STAMP.write_text(digest(*BOOK_SOURCES))
    print(f"\nThe book: {BOOK_INDEX.resolve()}")


def test(_):
    """run every test: units, contract, notebooks, exercises, the book in a browser"""
    system_packages()
    if not BOOK_STAMP.exists() or BOOK_STAMP.read_text() != digest(*BOOK_SOURCES):
        book(_)
    run_pytest(environment("course", "all"), *NBVAL, f"--ignore-glob={FULL_SIZE}", "tests", "cnn_helpers", "book")


def check(_):
    """run what takes under three minutes: lint, units, doctests, structure, a quick contract"""
    programs = environment("course", "all")
    run(programs / "ruff", "check", ".")
    os.environ["CNN_COURSE_QUICK"] = "1"
    run_pytest(programs, "-m", "not slow", "tests", "cnn_helpers")


def notebooks(arguments):
    """execute the chapters into place, all or those named; twice in a row leaves no diff"""
    programs = environment("course", "all")
    chapters = arguments.paths or [path for path in sorted(Path("book").glob("*/*.ipynb")) if not path.match(FULL_SIZE)]
    execute(programs, chapters)


def fullsize(arguments):
    """execute, in hours, the pages on all of MNIST and CIFAR-10 ($CNN_COURSE_DATA)"""
    programs = environment("course", "all")
    pages = arguments.paths or sorted(Path("book").glob(f"*/{FULL_SIZE}"))
    if arguments.check:
        hours = ["--nbval-cell-timeout=36000", "--timeout=0"]
        run(programs / "python", "-m", "pytest", *NBVAL, *hours, "-p", "tests.notebooks.spread", *pages)
    else:
        execute(programs, pages, "--ExecutePreprocessor.timeout=36000")


def exercises(_):
    """regenerate exercises/ from solutions/"""
    programs = environment("course", "all")
    run(programs / "nbgrader", "generate_assignment", "--force", "--no-db", "*")


def bench(_):
    """compare the speed of cnn_helpers with PyTorch's, as ratios"""
    programs = environment("course", "all")
    for module in ("benchmarks.convolution", "benchmarks.training", "benchmarks.inference"):
        run(programs / "python", "-m", module)


def clean(_):
    """delete what was built and cached; the environments in .venv/ stay"""
    caches = [Path(name) for name in ("_build", ".pytest_cache", ".ruff_cache", ".hypothesis", "cnn_course.egg-info")]
    for folder in ("cnn_helpers", "tests", "benchmarks", "book", "solutions", "exercises"):
        caches += [found for name in ("__pycache__", ".ipynb_checkpoints") for found in Path(folder).rglob(name)]
    for cache in filter(Path.exists, caches):
        print(f"deleting {cache}")
        shutil.rmtree(cache)


COMMANDS = {command.__name__: command for command in (book, test, check, notebooks, fullsize, exercises, bench, clean)}


def execute(programs, paths, *options):
    """Execute notebooks into place, each from a fresh kernel, and hold them to what a stored one must be."""
    nbconvert = [programs / "jupyter", "nbconvert", "--config=nbconvert_config.py", "--to", "notebook", "--execute"]
    for number, path in enumerate(paths, start=1):
        print(f"[{number}/{len(paths)}] {path}", flush=True)
        if run(*nbconvert, *options, "--inplace", path, stop=False):
            raise SystemExit(f"course.py: {path} fails in the cell shown above; it is as it was")
    chosen = " or ".join(path.as_posix() for path in paths)
    run(programs / "python", "-m", "pytest", "-q", "tests/notebooks/test_stored.py", "-k", chosen)


def environment(name, extra):
    """Return the folder of programs of .venv/<name>, first made or brought up to date where it is not."""
    folder = Path(".venv", name)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    # The tools start one another by name: nbgrader calls alembic.
    os.environ["PATH"] = f"{programs.resolve()}{os.pathsep}{os.environ['PATH']}"
    stamp = folder / "installed-from"
    if stamp.exists() and stamp.read_text() == contents(extra):
        return programs
    if not all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
        raise SystemExit(NO_VENV)
    if not runs_this_python(programs / "python"):
        run(sys.executable, "-m", "venv", "--clear", folder)
    run(programs / "python", "-m", "pip", "install", "-c", "constraints.txt", "-e", f".[{extra}]")
    stamp.write_text(contents(extra))
    return programs


def contents(extra):
    """Return what decides the contents of an environment; it is installed anew where this has changed."""
    return f"python {sys.version_info.major}.{sys.version_info.minor}, extra {extra}, {digest(*VERSIONS)}\n"


def runs_this_python(python):
    """Tell whether an environment's interpreter exists and is of the same minor version as this one."""
    show = "import sys; print(sys.version_info[:2])"
    return python.with_suffix(".exe" if os.name == "nt" else "").exists() and (
        subprocess.run([python, "-c", show], capture_output=True, text=True).stdout.strip() == str(sys.version_info[:2])
    )


def wrong_python(version):
    """Say which Python is needed where `version`, a pair of numbers, is not one of them."""
    if OLDEST <= version <= NEWEST:
        return None
    needed = f"{OLDEST[0]}.{OLDEST[1]} to {NEWEST[0]}.{NEWEST[1]}"
    return f"course.py: this is Python {version[0]}.{version[1]}, and the course needs {needed}"


def system_packages():
    """Install Chromium and bubblewrap where that is permitted; tests that lack one skip and say so."""
    browsers = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    missing = [] if any(map(shutil.which, browsers)) else ["chromium", "fonts-liberation"]
    missing += [] if shutil.which("bwrap") else ["bubblewrap"]
    if not missing or not sys.platform.startswith("linux"):
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    permitted = not sudo or (shutil.which("sudo") and run(*sudo, "true", stop=False) == 0)
    if permitted and shutil.which("apt-get"):
        os.environ["DEBIAN_FRONTEND"] = "noninteractive"
        if run(*sudo, "apt-get", "update", "-q", stop=False) == 0 and run(*sudo, *install, stop=False) == 0:
            return
    print(f"course.py: missing {', '.join(missing)}; the tests that need them will skip.")
    print(f"To have them: sudo {shlex.join(install)}", flush=True)


def digest(*paths):
    """Return the SHA-256 of the names and contents of files, and of all files in folders."""
    total = hashlib.sha256()
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and not {"__pycache__", ".ipynb_checkpoints"} & set(file.parts):
                total.update(f"{file.as_posix()} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def run_pytest(programs, *arguments):
    """Run pytest on two workers.

    A notebook's cells share a kernel, so a file stays whole on one worker; and files keep their order, in which the
    long ones come first, so that neither worker is left alone with one of them at the end.
    """
    colour = [] if sys.stdout.isatty() else ["--color=no"]
    workers = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
    run(programs / "python", "-m", "pytest", *workers, "--doctest-modules", *colour, *arguments)


def show(words):
    print("$ " + shlex.join(words), flush=True)


def run(*command, stop=True):
    """Hand over to a command, and end with its exit status where it fails and `stop` is true."""
    words = [str(word) for word in command]
    show(words)
    status = subprocess.run(words).returncode
    if status and stop:
        raise SystemExit(status)
    return status


def run_and_read(*command):
    """Do the same, and return the lines that the command printed once it printed them."""
    words = [str(word) for word in command]
    show(words)
    lines = []
    pipe = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "encoding": "utf-8", "errors": "replace"}
    with subprocess.Popen(words, **pipe) as process:
        for line in process.stdout:
            print(line, end="", flush=True)
            lines.append(line)
    if process.returncode:
        raise SystemExit(process.returncode)
    return lines


def wide(prog):
    return argparse.HelpFormatter(prog, max_help_position=16, width=110)


def main():
    parser = argparse.ArgumentParser(prog="course.py", formatter_class=wide, epilog="Each prints the commands it runs.")
    subparsers = parser.add_subparsers(metavar="", title="commands")
    for name, command in COMMANDS.items():
        subparser = subparsers.add_parser(name, help=command.__doc__, description=command.__doc__)
        subparser.set_defaults(command=command)
        if command in (notebooks, fullsize):
            subparser.add_argument("paths", nargs="*", type=Path, help="notebooks; default: all of their kind in book/")
        if command is fullsize:
            subparser.add_argument("--check", action="store_true",
                                   help="compare a fresh run with the stored one, within the spread of the seeds")
    arguments = parser.parse_args()
    if not hasattr(arguments, "command"):
        parser.print_help()
        return
    if complaint := wrong_python(sys.version_info[:2]):
        raise SystemExit(complaint)
    if hasattr(arguments, "paths"):
        arguments.paths = [Path(os.path.relpath(path, ROOT)) for path in arguments.paths]
    os.chdir(ROOT)
    os.environ.update(QUIET)
    try:
        arguments.command(arguments)
    except KeyboardInterrupt:
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
