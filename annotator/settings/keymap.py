"""Which keys call which command: `resources/keys.toml`, and over it the user's own `keys.toml`."""

import json
import re
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from annotator.errors import AnnotatorError, BadFormat, FileUnreadable
from annotator.settings.folders import settings_folder
from annotator.settings.resources import table
from annotator.settings.whole_file import write_whole

_HEAD = (
    "# Keys that differ from the shipped ones, in Qt's portable names; see resources/keys.toml.\n"
)

_STROKE = r"(?:[^\s,+]+\+)*(?:[^\s,+]+(?: [^\s,+]+)*|[,+])"
_STROKES = re.compile(rf"\s*{_STROKE}(?:\s*,\s*{_STROKE})*\s*")
_EACH = re.compile(rf"({_STROKE})\s*(?:,|$)")
_ALIASES = {"escape": "Esc", "insert": "Ins", "delete": "Del"}
"""Names that Qt takes as well, and the one that it gives."""
_ENGRAVED = {"Return": "Enter", "Enter": "Num+Enter"}
_ENTERS = re.compile(r"\b(?:Return|Enter)\b")


@dataclass(frozen=True)
class Keymap:
    """Keys by command, in Qt's portable names; a family's keys have `{}` for label, letter or digit.

    Commands that this version does not know are kept: another version wrote them.
    """

    by_command: Mapping[str, tuple[str, ...]]

    def keys(self, command: str) -> tuple[str, ...]:
        """The keys of a command, each spelled in one way; none where it has none."""
        return tuple(dict.fromkeys(map(spelled, self.by_command.get(command, ()))))

    def bound(self, command: str, keys: tuple[str, ...]) -> "Keymap":
        """With these keys for that command, and no others."""
        return Keymap({**self.by_command, command: keys})


@cache
def spelled(key: str) -> str:
    """A key as keymaps have it, where a hand has written it as Qt reads it too: `R,H` is `R, H`."""
    if not _STROKES.fullmatch(key):
        return key
    return ", ".join(map(_spelled_stroke, _EACH.findall(key)))


def engraved(key: str) -> str:
    """A key as it stands on keyboards: Qt says Return of the large Enter, and Enter of that beside the digits."""
    return _ENTERS.sub(lambda found: _ENGRAVED[found[0]], key)


def _spelled_stroke(stroke: str) -> str:
    if stroke.casefold() in ("backtab", "shift+backtab"):  # what Shift makes of Tab
        return "Shift+Tab"
    start, plus, last = stroke.rpartition("+") if stroke[-1] != "+" else ("", "", stroke)
    return start + plus + _ALIASES.get(last.casefold(), last)


def shipped_keymap() -> Keymap:
    """The keys that the program comes with."""
    return Keymap(_lists(table("keys.toml"), Path("keys.toml")))


def own_keys_file() -> Path:
    """Where the user's keys are kept."""
    return settings_folder() / "keys.toml"


def load_keymap(own: Path | None = None) -> Keymap:
    """The keymap of the user. `own` is a file that overrides single commands.

    Raises BadFormat for a file that is no TOML or names a key list that is none,
    FileUnreadable for one that cannot be read.
    """
    return Keymap({**shipped_keymap().by_command, **_own(own or own_keys_file())})


def keymap_or_shipped() -> tuple[Keymap, AnnotatorError | None]:
    """The keymap of the user; the shipped one, and why, where that file is of no use."""
    try:
        return load_keymap(), None
    except AnnotatorError as error:
        return shipped_keymap(), error


def save_keymap(keymap: Keymap, own: Path | None = None) -> None:
    """Writes what differs from the shipped keys. A file that could not be read is put aside as `*.old`.

    Raises FolderNotWritable.
    """
    path, shipped = own or own_keys_file(), shipped_keymap()
    try:
        _own(path)
    except AnnotatorError:
        with suppress(OSError):
            path.replace(path.with_name(f"{path.name}.old"))
    differing = {
        command: keys
        for command, keys in keymap.by_command.items()
        if keys != shipped.keys(command) or command not in shipped.by_command
    }
    lines = [f"{_name(each)} = {_list(keys)}\n" for each, keys in sorted(differing.items())]
    write_whole(path, (_HEAD + "".join(lines)).encode())


def _own(path: Path) -> dict[str, tuple[str, ...]]:
    if not path.exists():
        return {}
    try:
        return _lists(tomllib.loads(path.read_text("utf-8")), path)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadFormat(path=path, line="?", cause=error) from error
    except OSError as error:
        raise FileUnreadable(path=path, cause=error.strerror or error) from error


def _lists(rows: Mapping[str, object], path: Path) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, keys in rows.items():
        listed = cast("list[object]", keys) if isinstance(keys, list) else [None]
        strings = tuple(key for key in listed if isinstance(key, str))
        if len(strings) != len(listed):
            raise BadFormat(path=path, line="?", cause=f"{name} = {keys!r}")
        found[name] = strings
    return found


def _name(command: str) -> str:
    return command if command.replace("_", "").isalnum() and command.isascii() else _text(command)


def _list(keys: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_text, keys))}]"


def _text(value: str) -> str:
    """A basic string of TOML; JSON writes one."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
