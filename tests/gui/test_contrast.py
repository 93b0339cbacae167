"""Whatever is read can be read: 4.5 between text and its ground (WCAG 2, AA), in both themes.

Signs that are no text, such as bands, waves and underlines, need 3.
"""

from itertools import product

import pytest
from PySide6.QtGui import QColor, QPalette

from annotator.gui.card_layout import LOOKS
from annotator.gui.ink import on
from annotator.gui.page_paint import furniture_ink, mixed
from annotator.gui.theme import THEMES, Theme, load_theme
from annotator.settings.vocabulary import default_vocabulary

TEXT, SIGN = 4.5, 3.0


def light_of(colour: QColor) -> float:
    """Relative luminance after WCAG 2.1."""
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    dark, light = sorted((light_of(one), light_of(other)))
    return (light + 0.05) / (dark + 0.05)


def unreadable(
    inks: dict[str, QColor], grounds: dict[str, QColor], least: float
) -> dict[tuple[str, str], float]:
    """The pairs that fall short, by their names."""
    return {
        (ink, ground): round(contrast(inks[ink], grounds[ground]), 2)
        for ink, ground in product(inks, grounds)
        if contrast(inks[ink], grounds[ground]) < least
    }


@pytest.fixture(params=THEMES)
def theme(request) -> Theme:
    return load_theme(request.param)


def roles(theme: Theme, *names: str) -> dict[str, QColor]:
    return {name: theme.colour(name) for name in names}


def tints(theme: Theme) -> dict[str, QColor]:
    """Behind the lines of articles: decided, and proposed."""
    base = theme.colour("base")
    gold = {f"tint {number}": tint for number, tint in enumerate(theme.tints, 1)}
    return gold | {f"proposed {name}": mixed(tint, base, 0.6) for name, tint in gold.items()}


def grounds(theme: Theme) -> dict[str, QColor]:
    """Everything that page text, rows and words of panels stand on."""
    plain = roles(theme, "window", "base", "raised", "selection", "caret_line")
    return plain | tints(theme)


def labels(theme: Theme) -> dict[str, QColor]:
    return {label.id: theme.label(label) for label in default_vocabulary().labels}


def test_contrast_is_that_of_the_guidelines():
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#767676"), QColor("white")) == pytest.approx(4.54, abs=0.01)


def test_words_can_be_read_on_every_ground(theme):
    inks = roles(theme, "text", "muted", "warning", "accent")
    assert unreadable(inks, grounds(theme), TEXT) == {}


def test_furniture_is_paler_and_can_be_read_selected_as_well(theme):
    ink = furniture_ink(theme)
    assert contrast(ink, theme.colour("base")) < contrast(
        theme.colour("text"), theme.colour("base")
    )
    assert unreadable({"furniture": ink}, grounds(theme), TEXT) == {}


def test_states_of_pages_and_lights_of_the_status_line_can_be_read(theme):
    inks = roles(theme, "warning", "muted", "accent", "good")
    assert unreadable(inks, roles(theme, "base", "window", "raised", "selection"), TEXT) == {}


def test_numbers_and_letters_of_the_gutter_can_be_read(theme):
    inks = roles(theme, "gutter_text", "text")
    assert unreadable(inks, roles(theme, "gutter"), TEXT) == {}
    here = mixed(theme.colour("selection"), theme.colour("gutter"), 0.6)
    marked = {"bare": here, "selected": theme.colour("selection")}
    assert unreadable(roles(theme, "text"), marked, TEXT) == {}


def test_numbers_of_articles_can_be_read_on_their_colours(theme):
    chips = {f"band {number}": band for number, band in enumerate(theme.bands, 1)}
    chips |= roles(theme, "furniture", "muted", "warning", "accent")
    assert [name for name, ground in chips.items() if contrast(on(ground), ground) < TEXT] == []


def test_letters_of_labels_can_be_read_outlined_and_filled(theme):
    letters = labels(theme)
    assert unreadable(letters, roles(theme, "base", "window", "raised") | tints(theme), TEXT) == {}
    for colour in letters.values():
        assert contrast(theme.colour("base"), colour) >= TEXT
        assert contrast(on(colour), colour) >= TEXT


def test_cards_and_their_heads_can_be_read(theme):
    inks = roles(theme, *{look.colour for look in LOOKS.values()})
    assert unreadable(inks, roles(theme, "base", "caret_line", "selection"), TEXT) == {}
    heads = roles(theme, "raised") | {n: t for n, t in tints(theme).items() if n[0] == "t"}
    assert unreadable(roles(theme, "text", "muted"), heads, TEXT) == {}


def test_notes_on_a_warning_can_be_read(theme):
    inks = roles(theme, "text", "warning", "muted")
    assert unreadable(inks, roles(theme, "warning_tint"), TEXT) == {}


def test_lines_and_bands_can_be_seen(theme):
    signs = roles(theme, "accent", "good", "warning", "muted") | labels(theme)
    assert unreadable(signs, roles(theme, "base") | tints(theme), SIGN) == {}
    bands = {f"band {number}": band for number, band in enumerate(theme.bands, 1)}
    assert unreadable(bands, roles(theme, "gutter", "base"), SIGN) == {}


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        (QPalette.ColorRole.WindowText, QPalette.ColorRole.Window),
        (QPalette.ColorRole.Text, QPalette.ColorRole.Base),
        (QPalette.ColorRole.Text, QPalette.ColorRole.AlternateBase),
        (QPalette.ColorRole.PlaceholderText, QPalette.ColorRole.Base),
        (QPalette.ColorRole.ButtonText, QPalette.ColorRole.Button),
        (QPalette.ColorRole.HighlightedText, QPalette.ColorRole.Highlight),
        (QPalette.ColorRole.ToolTipText, QPalette.ColorRole.ToolTipBase),
        (QPalette.ColorRole.Link, QPalette.ColorRole.Window),
    ],
)
def test_qt_s_own_widgets_can_be_read_idle_and_switched_off(theme, ink, ground):
    palette = theme.palette()
    for group in (
        QPalette.ColorGroup.Active,
        QPalette.ColorGroup.Inactive,
        QPalette.ColorGroup.Disabled,
    ):
        assert contrast(palette.color(group, ink), palette.color(group, ground)) >= TEXT
