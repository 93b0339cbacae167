"""The formats. A new one is one file beside this one and one row here."""

from annotator.exchange import conll, jsonl, page_json
from annotator.exchange.form import Format

FORMATS: dict[str, Format] = {
    "page-json": Format(
        title="format.page_json",
        extension=page_json.EXTENSION,
        per="page",
        write=page_json.write,
        read=page_json.read,
        cannot_hold=("origins", "decisions", "reviews", "flags", "notes"),
        states_text=True,
    ),
    "annotator": Format(
        title="format.annotator",
        extension=jsonl.EXTENSION,
        per="project",
        write=jsonl.write,
        read=jsonl.read,
        keeps_proposals=True,
        states_text=True,
    ),
    "conll": Format(
        title="format.conll",
        extension=conll.EXTENSION,
        per="project",
        write=conll.write,
        cannot_hold=(
            "articles",
            "roles",
            "furniture",
            "soft_breaks",
            "corrections",
            "origins",
            "decisions",
            "reviews",
            "flags",
            "notes",
            "white_space",
        ),
    ),
}
"""By the name that people type."""


def named(name: str) -> Format | None:
    """The format of that name, or of another name people call it by; None for no such format."""
    if name in FORMATS:
        return FORMATS[name]
    return next((form for form in FORMATS.values() if name in form.also), None)
