"""No verb opens the window; a verb stays on the command line, whatever lies in the folder."""

import sys
from pathlib import Path

import pytest

from annotator import __main__ as start
from annotator.cli import verbs
from annotator.gui import application


@pytest.fixture
def started(monkeypatch, tmp_path):
    """Starts the program with those words and answers which side took them, and with what."""
    taken = []
    monkeypatch.setattr(application, "run_window", lambda path: taken.append(("window", path)) or 0)
    monkeypatch.setattr(verbs, "run", lambda words, _camera: taken.append(("verb", words)) or 0)
    monkeypatch.chdir(tmp_path)

    def with_words(*words: str):
        monkeypatch.setattr(sys, "argv", ["annotator", *words])
        assert start.main() == 0
        return taken[-1]

    return with_words


def test_nothing_or_a_project_opens_the_window(started, tmp_path):
    assert started() == ("window", None)
    assert started("year.db") == ("window", Path("year.db"))
    (tmp_path / "year.project").touch()
    assert started("year.project") == ("window", Path("year.project"))


def test_a_verb_is_a_verb_even_beside_a_file_of_its_name(started, tmp_path):
    (tmp_path / "keys").touch()
    assert started("keys") == ("verb", ["keys"])
    assert started("stats", "year.db") == ("verb", ["stats", "year.db"])
    assert started("--help") == ("verb", ["--help"])
