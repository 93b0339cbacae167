"""How the window looks: a palette of named roles, and a font that has Chinese in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette

from annotator.document.labels import Label
from annotator.gui.ink import readable
from annotator.settings.resources import table

THEMES = ("light", "dark")

CJK_FAMILIES = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Microsoft YaHei UI",
    "PingFang SC",
    "WenQuanYi Micro Hei",
)
"""Families that show simplified and traditional text well, the first that is there is taken."""


@dataclass(frozen=True)
class Theme:
    """Colours by role; article colours by number, in turn."""

    name: str
    colours: Mapping[str, QColor]
    bands: tuple[QColor, ...]
    tints: tuple[QColor, ...]
    _inks: dict[str, QColor] = field(default_factory=dict[str, QColor], compare=False)

    def colour(self, role: str) -> QColor:
        """The colour of a role of `resources/themes/*.toml`. Raises KeyError for no role."""
        return self.colours[role]

    def band(self, number: int) -> QColor:
        """The strong colour of article `number` (from 1)."""
        return self.bands[(number - 1) % len(self.bands)]

    def tint(self, number: int) -> QColor:
        """The colour behind the text of article `number` (from 1)."""
        return self.tints[(number - 1) % len(self.tints)]

    def label(self, label: Label | None) -> QColor:
        """The ink of an entity label: its colour, shifted as far as this theme needs to have it read."""
        if label is None:
            return self.colour("muted")
        return QColor(self._ink(label.colour))

    def _ink(self, chosen: str) -> QColor:
        if chosen not in self._inks:
            colour = QColor(chosen)
            wanted = colour.lighter(165) if self.name == "dark" else colour
            self._inks[chosen] = readable(wanted, self.label_grounds)
        return self._inks[chosen]

    @property
    def label_grounds(self) -> tuple[QColor, ...]:
        """Whatever the ink of a label may stand on."""
        plain = (self.colour(role) for role in ("base", "window", "raised", "caret_line"))
        return (*plain, *self.tints)

    def palette(self) -> QPalette:
        """The same colours for Qt's own widgets."""
        palette = QPalette()
        roles = {
            QPalette.ColorRole.Window: "window",
            QPalette.ColorRole.WindowText: "text",
            QPalette.ColorRole.Base: "base",
            QPalette.ColorRole.AlternateBase: "raised",
            QPalette.ColorRole.Text: "text",
            QPalette.ColorRole.Button: "raised",
            QPalette.ColorRole.ButtonText: "text",
            QPalette.ColorRole.ToolTipBase: "raised",
            QPalette.ColorRole.ToolTipText: "text",
            QPalette.ColorRole.PlaceholderText: "muted",
            QPalette.ColorRole.Highlight: "accent",
            QPalette.ColorRole.HighlightedText: "on_accent",
            QPalette.ColorRole.Link: "accent",
            QPalette.ColorRole.Mid: "border",
        }
        for role, name in roles.items():
            palette.setColor(role, self.colour(name))
        disabled = QPalette.ColorGroup.Disabled
        for role in (
            QPalette.ColorRole.Text,
            QPalette.ColorRole.ButtonText,
            QPalette.ColorRole.WindowText,
        ):
            palette.setColor(disabled, role, self.colour("muted"))
        return palette


def load_theme(name: str) -> Theme:
    """The theme of that name (one of `THEMES`)."""
    rows = table("themes", f"{name}.toml")
    return Theme(
        name,
        {role: QColor(value) for role, value in rows["colours"].items()},
        tuple(QColor(value) for value in rows["articles"]["bands"]),
        tuple(QColor(value) for value in rows["articles"]["tints"]),
    )


def chinese_family() -> str | None:
    """A font family with Chinese in it, from the system or from the font package; None for none.

    Needs a QGuiApplication.
    """
    families = set(QFontDatabase.families())
    found = next((family for family in CJK_FAMILIES if family in families), None)
    if found is None:
        path = _packaged_font()
        if path is not None and QFontDatabase.addApplicationFont(str(path)) >= 0:
            families = set(QFontDatabase.families())
            found = next((family for family in CJK_FAMILIES if family in families), None)
    if found is None:
        chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
        found = chinese[0] if chinese else None
    return found


def _packaged_font() -> Path | None:
    spec = find_spec("noto_cjk_sans_otc")
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(next(iter(spec.submodule_search_locations)))
    return next(iter(sorted(folder.rglob("*egular*.[ot]t[cf]"))), None)


def reading_font(family: str | None, points: float) -> QFont:
    """The font of page text and cards."""
    font = QFont(family) if family else QFont()
    font.setPointSizeF(points)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def style_sheet(theme: Theme) -> str:
    """The few rules that a palette cannot say.

    For single widgets: set on the application or the window they would cost every paint some
    6 ms.
    """
    colour = {role: value.name() for role, value in theme.colours.items()}
    return f"""
    QLabel#paneTitle {{
        background: {colour["window"]}; color: {colour["muted"]};
        padding: 4px 8px; border-bottom: 1px solid {colour["border"]}; font-weight: 600;
    }}
    QLabel#notice {{ color: {colour["warning"]}; padding: 0 8px; font-weight: 600; }}
    QStatusBar QLabel {{ padding: 0 8px; }}
    QStatusBar {{ border-top: 1px solid {colour["border"]}; }}
    QLineEdit {{
        background: {colour["base"]}; color: {colour["text"]};
        placeholder-text-color: {colour["muted"]};
        border: 1px solid {colour["border"]}; border-radius: 3px; padding: 2px 5px;
    }}
    QLineEdit:focus {{ border: 1px solid {colour["accent"]}; }}
    QCheckBox, QRadioButton {{ color: {colour["text"]}; }}
    QCheckBox::indicator:unchecked, QTableView::indicator:unchecked {{
        width: 13px; height: 13px; border: 1px solid {colour["muted"]};
        border-radius: 2px; background: {colour["base"]};
    }}
    QRadioButton::indicator:unchecked {{
        width: 11px; height: 11px; border: 1px solid {colour["muted"]};
        border-radius: 6px; background: {colour["base"]};
    }}
    """
