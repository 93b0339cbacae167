"""Which keys call which command: `resources/keys.toml`, and over it the user's own `keys.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from annotator.errors import BadFormat, FileUnreadable
from annotator.settings.folders import settings_folder
from annotator.settings.resources import table


@dataclass(frozen=True)
class Keymap:
    """Keys by command, in Qt's portable names; a family's keys have `{}` for label, letter or digit."""

    by_command: Mapping[str, tuple[str, ...]]

    def keys(self, command: str) -> tuple[str, ...]:
        """The keys of a command; none where it has none."""
        return self.by_command.get(command, ())


def shipped_keymap() -> Keymap:
    """The keys that the program comes with."""
    return Keymap(_lists(table("keys.toml"), Path("keys.toml")))


def load_keymap(own: Path | None = None) -> Keymap:
    """The keymap of the user. `own` is a file that overrides single commands.

    Raises BadFormat for a file that is no TOML or names a key list that is none,
    FileUnreadable for one that cannot be read.
    """
    merged = dict(shipped_keymap().by_command)
    own = own or settings_folder() / "keys.toml"
    if own.is_file():
        try:
            merged |= _lists(tomllib.loads(own.read_text("utf-8")), own)
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise BadFormat(path=own, line="?", cause=error) from error
        except OSError as error:
            raise FileUnreadable(path=own, cause=error.strerror or error) from error
    return Keymap(merged)


def _lists(rows: Mapping[str, object], path: Path) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, keys in rows.items():
        if not isinstance(keys, list):
            raise BadFormat(path=path, line="?", cause=f"{name} = {keys!r}")
        found[name] = tuple(str(key) for key in cast("list[object]", keys))
    return found
