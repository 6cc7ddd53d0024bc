"""The project's two addresses are written in pyproject.toml; every other file that needs one agrees."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
URLS = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["urls"]


def test_config_of_the_book():
    config = yaml.safe_load((ROOT / "_config.yml").read_text())["sphinx"]["config"]
    assert config["html_baseurl"] == URLS["Documentation"]
    assert config["html_theme_options"]["repository_url"] == URLS["Repository"]


def test_citation():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text())
    assert citation["repository-code"] == URLS["Repository"]
    assert citation["url"] == URLS["Documentation"]


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "book/index.md", "book/students.md"])
def test_links_to_the_project_are_to_these(name):
    owner, repository = URLS["Repository"].split("/")[-2:]
    for link in re.findall(r"https://[^\s)>\"'`]+", (ROOT / name).read_text()):
        if repository in link:
            assert f"/{owner}/{repository}" in link or link.startswith(URLS["Documentation"])


def test_readme_names_both():
    text = (ROOT / "README.md").read_text()
    assert URLS["Documentation"] in text
    assert URLS["Repository"] in text
