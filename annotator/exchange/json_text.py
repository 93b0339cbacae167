"""JSON of others, read as strictly as a page's text is."""

import json
from typing import Any, cast


def object_in(data: bytes) -> dict[str, Any]:
    """The JSON object in UTF-8 bytes, with or without byte order mark.

    Raises JSONDecodeError or another ValueError, TypeError, or RecursionError for anything else,
    and for half a surrogate pair: it is no character, and no file could ever hold it again.
    """
    plain: object = json.loads(data.decode("utf-8-sig"))
    if not isinstance(plain, dict):
        raise TypeError("not an object")
    if b"\\ud" in data or b"\\uD" in data:
        json.dumps(plain, ensure_ascii=False).encode("utf-8")
    return cast("dict[str, Any]", plain)
