"""Pictures of the window for documents and for bug reports, without a screen."""

import os
import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QMessageLogContext,
    QtMsgType,
    qInstallMessageHandler,
)

from annotator.errors import FolderNotWritable
from annotator.settings.preferences import Preferences


def _say(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """What Qt has to say, but for what it says of every window that has no screen."""
    if "propagateSizeHints" not in message:
        print(message, file=sys.stderr)  # noqa: T201  talk


def take_screenshot(
    project: Path, page: str, out: Path, size: tuple[int, int], theme: str, lang: str, suspect: int
) -> None:
    """Writes a PNG of the window at that page, on that suspect of its queue (from 1; 0 for none).

    Raises PageUnknown, FolderNotWritable, BadProject.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from annotator.gui.application import open_window, qt_application

    qInstallMessageHandler(_say)
    application = qt_application()
    preferences = replace(Preferences.load(), theme=theme, language=lang, geometry="", splitter="")
    window = open_window(project, preferences, guest=True)
    try:
        number = window.session.project.page_number(page)
        window.resize(*size)
        window.show()
        window.session.open_page(number)
        for _ in range(suspect):
            window.session.run("next_suspect")
        window.status.clear_notice()
        for _ in range(3):  # layout, coalesced refresh, paint
            application.processEvents()
        window.desk.cards.catch_up()
        application.processEvents()
        image = QByteArray()
        buffer = QBuffer(image)
        window.grab().save(buffer, "PNG")
        try:
            out.write_bytes(image.data())
        except OSError as error:
            raise FolderNotWritable(path=out, cause=error.strerror or error) from error
    finally:
        window.close()
