"""course.py: what a newcomer types first, so it must explain itself and need nothing."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import course

ROOT = Path(__file__).parents[2]
WITHOUT_ENSUREPIP = "import sys; sys.modules['ensurepip'] = None; import course; course.environment('course', 'all')"


def run(*arguments, cwd=ROOT):
    return subprocess.run([sys.executable, *arguments], cwd=cwd, capture_output=True, text=True, timeout=60)


def test_alone_it_lists_every_command():
    result = run("course.py")
    assert result.returncode == 0
    for name, command in course.COMMANDS.items():
        assert re.search(rf"^ +{name}\s+{re.escape(command.__doc__)}$", result.stdout, re.M)


def test_unknown_command():
    result = run("course.py", "bok")
    assert result.returncode == 2
    assert "'bok'" in result.stderr and "notebooks" in result.stderr


def test_needs_the_standard_library_alone():
    imported = set()
    for node in ast.walk(ast.parse((ROOT / "course.py").read_text())):
        if isinstance(node, ast.Import):
            imported |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add(node.module)
    assert imported
    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names


@pytest.mark.parametrize("version", [(3, 10), (3, 14)])
def test_other_pythons_are_told_which_to_use(version):
    assert course.wrong_python(version) == (
        f"course.py: this is Python 3.{version[1]}, and the course needs 3.11 to 3.13"
    )


def test_its_pythons_are_those_of_pyproject_and_the_workflow():
    assert course.wrong_python(course.OLDEST) is None
    assert course.wrong_python(course.NEWEST) is None
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["requires-python"] == f">=3.{course.OLDEST[1]},<3.{course.NEWEST[1] + 1}"
    every = [f'"3.{minor}"' for minor in range(course.OLDEST[1], course.NEWEST[1] + 1)]
    assert f"python: [{', '.join(every)}]" in (ROOT / ".github/workflows/course.yml").read_text()


@pytest.fixture
def elsewhere(tmp_path):
    """A copy of the project, as far as course.py reads it to make an environment."""
    for name in ("course.py", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def test_it_says_what_to_install_where_venv_is_missing(elsewhere):
    result = run("-c", WITHOUT_ENSUREPIP, cwd=elsewhere)
    assert result.returncode == 1
    assert "apt-get install python3-venv" in result.stderr
    assert "Traceback" not in result.stderr


def test_it_installs_again_only_where_the_versions_changed(elsewhere):
    """Python cannot make environments here, so that an attempt to install shows."""
    stamp = run("-c", "import course; print(course.contents('all'), end='')", cwd=elsewhere).stdout
    folder = elsewhere / ".venv" / "course"
    folder.mkdir(parents=True)
    (folder / "installed-from").write_text(stamp)
    assert run("-c", WITHOUT_ENSUREPIP, cwd=elsewhere).returncode == 0

    with (elsewhere / "constraints.txt").open("a") as constraints:
        constraints.write("colorama==0.4.6\n")
    assert "python3-venv" in run("-c", WITHOUT_ENSUREPIP, cwd=elsewhere).stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="course.py installs system packages on Linux alone")
def test_without_a_package_manager_it_says_what_is_missing_and_goes_on(tmp_path):
    code = "import course; course.system_packages(); print('went on')"
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={"PATH": str(tmp_path)}, capture_output=True, text=True, timeout=60
    )
    assert "missing chromium, fonts-liberation, bubblewrap; the tests that need them will skip" in result.stdout
    assert result.stdout.endswith("went on\n")


def test_digest_is_of_names_and_contents_but_not_of_caches(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = Path("book")
    (folder / "__pycache__").mkdir(parents=True)
    page = folder / "page.md"
    page.write_text("one")
    before = course.digest(folder)

    (folder / "__pycache__" / "module.pyc").write_text("cache")
    assert course.digest(folder) == before
    page.write_text("two")
    assert course.digest(folder) != before
    page.write_text("one")
    assert course.digest(folder) == before
    page.rename(folder / "other.md")
    assert course.digest(folder) != before


def test_constraints_are_exact_and_hold_everywhere():
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    pins = dict(line.split("==") for line in lines if not line.startswith("#"))
    assert not [version for version in pins.values() if "+" in version], "a local version, as of torch's CPU build"
    hooks = (ROOT / ".pre-commit-config.yaml").read_text()
    assert f"ruff-pre-commit\n    rev: v{pins['ruff']} " in hooks


def test_readme_has_a_line_for_every_command():
    readme = (ROOT / "README.md").read_text()
    for name in course.COMMANDS:
        assert f"| `{name}" in readme
