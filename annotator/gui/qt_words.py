"""Qt's own words (file dialogs, menus of text fields) in the language of the window."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

_CATALOGUES = {"zh": "qtbase_zh_CN", "en": "qtbase_en"}
_NAME = "words of Qt"


class _Words(QTranslator):
    """All but the names of keys: the table of keys and the keyboard itself call them the same everywhere."""

    def translate(
        self, context: str, source: str, /, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        if context == "QShortcut":
            return None
        return super().translate(context, source, disambiguation, n)


def speak(application: QCoreApplication, language: str) -> None:
    """From now on; where Qt came without that catalogue its words stay English."""
    old = application.findChild(QTranslator, _NAME)
    if old is not None:
        application.removeTranslator(old)
        old.setObjectName("")
        old.deleteLater()
    words = _Words(application)
    words.setObjectName(_NAME)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load(_CATALOGUES[language], folder):
        application.installTranslator(words)
