"""What the user chose for the window, kept in `preferences.json` of the settings folder."""

import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Self, cast

from annotator.settings.folders import settings_folder
from annotator.settings.language import LANGUAGES, system_language


@dataclass(frozen=True, slots=True)
class Preferences:
    """Language and theme by name, the size of page text in points, the window's own state."""

    language: str = ""
    theme: str = "light"
    points: float = 13.0
    geometry: str = ""
    """Base64 of what Qt says of the window's place."""
    splitter: str = ""
    """Base64 of what Qt says of the widths of the panes."""
    recent: str = ""
    """Commands last chosen from the palette, the last first, with semicolons between."""

    @classmethod
    def load(cls, path: Path | None = None) -> Self:
        """As the file has them; what is missing or of no use falls back to the default."""
        path = path or settings_folder() / "preferences.json"
        try:
            found: object = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            found = {}
        rows = cast("dict[str, Any]", found) if isinstance(found, dict) else {}
        usual = cls()
        known = {
            field.name: rows[field.name]
            for field in fields(cls)
            if type(rows.get(field.name)) is type(getattr(usual, field.name))
        }
        read = replace(usual, **known)
        if read.language not in LANGUAGES:
            read = replace(read, language=system_language())
        theme = read.theme if read.theme in ("light", "dark") else usual.theme
        return replace(read, theme=theme, points=min(48.0, max(8.0, read.points)))

    def save(self, path: Path | None = None) -> None:
        """Raises OSError when the folder cannot be written."""
        path = path or settings_folder() / "preferences.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", "utf-8")
