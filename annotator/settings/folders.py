"""The user's own folders, on every system where it wants them."""

import os
from pathlib import Path

import platformdirs

_NAME = "annotator"


def data_folder() -> Path:
    """Where the default project lives. `ANNOTATOR_HOME` moves all three folders, for a portable copy."""
    home = os.environ.get("ANNOTATOR_HOME")
    return Path(home) / "data" if home else Path(platformdirs.user_data_dir(_NAME, appauthor=False))


def cache_folder() -> Path:
    """What can be made again: jieba's dictionary."""
    home = os.environ.get("ANNOTATOR_HOME")
    return (
        Path(home) / "cache" if home else Path(platformdirs.user_cache_dir(_NAME, appauthor=False))
    )


def settings_folder() -> Path:
    """The user's keys and preferences."""
    home = os.environ.get("ANNOTATOR_HOME")
    return (
        Path(home) / "settings"
        if home
        else Path(platformdirs.user_config_dir(_NAME, appauthor=False))
    )


def default_project() -> Path:
    """The project that opens when none is named."""
    return data_folder() / "annotator.db"
