"""Fields of foreign JSON, taken out with the type that a value needs."""

from collections.abc import Mapping
from typing import Any

from annotator.document.spans import Place, Span, place_at


def text(value: object, name: str) -> str:
    """A text; `name` is what the field is called. Raises TypeError for anything else."""
    if not isinstance(value, str):
        raise TypeError(f"{name} is a text, not {value!r}")
    return value


def text_in(plain: Mapping[str, Any], name: str) -> str:
    """The text under `name`. Raises KeyError where it is missing, TypeError for anything else."""
    return text(plain[name], name)


def text_or_none_in(plain: Mapping[str, Any], name: str) -> str | None:
    """The text under `name`, or the None there. Raises KeyError or TypeError as `text_in`."""
    return None if plain[name] is None else text_in(plain, name)


def number_in(plain: Mapping[str, Any], name: str) -> float:
    """The number under `name`. Raises KeyError, TypeError, or ValueError for one too large."""
    value = plain[name]
    if not isinstance(value, int | float):
        raise TypeError(f"{name} is a number, not {value!r}")
    try:
        return float(value)
    except OverflowError:
        raise ValueError(f"{name} is too large a number") from None


def position(value: object) -> int:
    """A position in a text, in code points. Raises TypeError for anything but a whole number."""
    if not isinstance(value, int):
        raise TypeError(f"a position is a whole number, not {value!r}")
    return value


def span_in(plain: Mapping[str, Any]) -> Span:
    """From `start` to `end`. Raises KeyError, TypeError or ValueError where there is no span."""
    return Span(position(plain["start"]), position(plain["end"]))


def place_in(plain: Mapping[str, Any]) -> Place:
    """From `start` to `end`, a gap where they are equal. Raises as `span_in`."""
    start, end = position(plain["start"]), position(plain["end"])
    return place_at(start, end)
