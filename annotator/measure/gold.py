"""Folders of annotated pages: `PAGE_ID.json` in the form of page.json, with the texts they speak of."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from annotator.errors import BadFormat, FileMissing, FileUnreadable, NoAnnotations, WrongEncoding
from annotator.measure.agreement import entity_agreement
from annotator.measure.boundaries import score_page
from annotator.measure.fixes import fixes_of

NO_PAGE = (AttributeError, KeyError, TypeError, ValueError)
"""What reading foreign JSON as a page raises where it is none."""

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class AnnotatedPage:
    """A page with its marks in JSON form (offsets in code points), and the file that has them."""

    name: str
    text: str
    marks: Plain
    path: Path

    def field(self, name: str) -> str:
        """What the file says under a key beside its marks, such as `style`; "" where it says nothing."""
        found = self.marks.get(name)
        return str(found) if isinstance(found, str | int) else ""


def read_folder(folder: Path, texts: Path | None = None) -> list[AnnotatedPage]:
    """All pages of a folder, by file name. Texts lie beside them, in `../pages`, or in `texts`.

    Raises FileMissing, FileUnreadable, WrongEncoding, NoAnnotations or BadFormat.
    """
    demand_folder(folder)
    files = sorted(folder.glob("*.json"))
    if not files:
        raise NoAnnotations(path=folder)
    return [_annotated(file, texts) for file in files]


def demand_folder(path: Path) -> None:
    """Raises FileMissing where there is no such folder."""
    if not os.path.isdir(path):  # noqa: PTH112  False, too, for a name no system takes
        raise FileMissing(path=path)


def _annotated(file: Path, texts: Path | None) -> AnnotatedPage:
    marks = read_marks(file)
    name = str(marks.get("page_id") or file.stem)
    return AnnotatedPage(name, _text_of(name, file.parent, texts), marks, file)


def read_marks(file: Path) -> Plain:
    """The JSON of one page. Raises FileUnreadable, WrongEncoding or BadFormat."""
    try:
        page: Any = json.loads(_text_in(file))
    except json.JSONDecodeError as bad:
        raise BadFormat(path=file, line=bad.lineno, cause=bad.msg) from bad
    except (RecursionError, ValueError) as bad:
        raise BadFormat(path=file, line="?", cause=bad) from bad
    if not isinstance(page, dict) or "articles" not in page:
        raise BadFormat(path=file, line=1, cause="no articles")
    return cast(Plain, page)


def is_page(text: str, marks: Mapping[str, Any]) -> bool:
    """Whether the marks can be compared, at least with themselves."""
    try:
        score_page(text, marks, marks)
        entity_agreement(marks, marks)
        fixes_of(marks)
    except NO_PAGE:
        return False
    return True


def _text_in(file: Path) -> str:
    """UTF-8 with or without byte order mark, lines ending in LF, as offsets count them."""
    try:
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError as bad:
        raise WrongEncoding(path=file, encoding="utf-8", offset=bad.start) from bad
    except OSError as bad:
        raise FileUnreadable(path=file, cause=bad.strerror or bad) from bad


def _text_of(name: str, beside: Path, texts: Path | None) -> str:
    folders = (texts,) if texts else (beside, beside.parent / "pages")
    for folder in folders:
        file = folder / f"{name}.txt"
        if file.exists():
            return _text_in(file)
    raise FileMissing(path=folders[0] / f"{name}.txt")
