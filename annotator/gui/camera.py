"""Pictures of the window for documents and for bug reports, without a screen."""

import os
from dataclasses import replace
from pathlib import Path

from annotator.errors import FolderNotWritable
from annotator.settings.preferences import Preferences


def take_screenshot(
    project: Path, page: str, out: Path, size: tuple[int, int], theme: str, lang: str
) -> None:
    """Writes a PNG of the window at that page. Raises PageUnknown, FolderNotWritable, BadProject."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from annotator.gui.application import open_window, qt_application

    application = qt_application()
    preferences = replace(Preferences.load(), theme=theme, language=lang, geometry="", splitter="")
    window = open_window(project, preferences, guest=True)
    try:
        number = window.session.project.page_number(page)
        window.resize(*size)
        window.show()
        window.session.open_page(number)
        window.status.clear_notice()
        for _ in range(3):  # layout, coalesced refresh, paint
            application.processEvents()
        if not window.grab().save(str(out), "PNG"):
            raise FolderNotWritable(path=out, cause=lang)
    finally:
        window.close()
