"""The one place that knows where resources/ and seeds/ lie: beside the package in a checkout, inside it in a wheel."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from annotator.errors import WordListUnusable

_PACKAGE = Path(__file__).resolve().parent.parent


def _folder(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def resource(*names: str) -> Path:
    """The path of a file or folder in resources/."""
    return _folder("resources").joinpath(*names)


def seed_pages() -> list[Path]:
    """The raw texts of the seed pages, in the order of their names."""
    return sorted(_folder("seeds").joinpath("pages").glob("*.txt"))


def seed_gold() -> Path:
    """The folder of the seed pages' gold."""
    return _folder("seeds") / "gold"


@cache
def table(*names: str) -> dict[str, Any]:
    """A TOML file of resources/, read once. Raises FileNotFoundError or TOMLDecodeError."""
    return tomllib.loads(resource(*names).read_text("utf-8"))


_unread: dict[Path, WordListUnusable] = {}


def word_lists_refused() -> tuple[WordListUnusable, ...]:
    """Why lexicons that were asked for so far could not be read, one error a file."""
    return tuple(_unread[path] for path in sorted(_unread))


def word_list(*names: str) -> list[str]:
    """The entries of a lexicon: one a line, `#` starts a comment, blank lines are nothing.

    None of a file that cannot be read; `word_lists_refused` names it.
    """
    path = resource("lexicons", *names)
    try:
        lines = path.read_text("utf-8").split("\n")
    except OSError as error:
        _unread[path] = WordListUnusable(path=path, cause=error.strerror or error)
        return []
    except UnicodeDecodeError as error:
        _unread[path] = WordListUnusable(path=path, cause=error)
        return []
    entries = (line.split("#", 1)[0].strip() for line in lines)
    return [entry for entry in entries if entry]
