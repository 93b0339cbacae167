"""The README says what the code does."""

from pathlib import Path

import pytest

from annotator.cli.verbs import annotator, readme_tables
from annotator.workbench.readme import filled

README = Path(__file__).parents[1] / "README.md"


def test_the_tables_of_the_readme_are_the_codes_own():
    text = README.read_text("utf-8")
    assert filled(text, readme_tables()) == text, "run: annotator readme README.md"


def test_every_verb_has_help_and_stands_in_the_readme():
    text = README.read_text("utf-8")
    for name, verb in annotator.commands.items():
        assert verb.help
        assert verb.hidden or f"annotator {name}" in text


def test_the_pictures_of_the_readme_are_there():
    for line in README.read_text("utf-8").split("\n"):
        if line.startswith("!["):
            assert (README.parent / line.split("(")[1].rstrip(")")).is_file()


def test_a_table_without_a_place_is_refused():
    with pytest.raises(ValueError, match="verbs"):
        filled("nothing here", {"verbs": "x"})
    assert filled("<!-- a -->\nold\n<!-- /a -->", {"a": "new"}) == "<!-- a -->\nnew\n<!-- /a -->"
