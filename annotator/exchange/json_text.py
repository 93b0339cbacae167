"""JSON of others, read as strictly as a page's text is; and ours, on one line."""

import json
from collections.abc import Mapping
from typing import Any, NoReturn, cast


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def object_in(data: bytes) -> dict[str, Any]:
    """The JSON object in UTF-8 bytes, with or without byte order mark.

    Raises JSONDecodeError or another ValueError, TypeError, or RecursionError for anything else,
    and for half a surrogate pair: it is no character, and no file could ever hold it again.
    """
    plain: object = json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    if not isinstance(plain, dict):
        raise TypeError("not an object")
    if b"\\ud" in data or b"\\uD" in data:
        json.dumps(plain, ensure_ascii=False).encode("utf-8")
    return cast("dict[str, Any]", plain)


def one_line(plain: Mapping[str, Any]) -> bytes:
    """An object on one line with its newline, in UTF-8; Chinese stands as it is read."""
    return (json.dumps(plain, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8")
