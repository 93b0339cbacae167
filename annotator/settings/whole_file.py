"""A single file that appears whole or not at all."""

from contextlib import suppress
from pathlib import Path

from annotator.errors import FolderNotWritable


def write_whole(path: Path, data: bytes) -> None:
    """Written beside, then renamed; folders are made where they are missing. Raises FolderNotWritable."""
    beside = beside_of(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise FolderNotWritable(path=path, cause=error.strerror or error) from error


def beside_of(path: Path) -> Path:
    """What the file is called until it is whole."""
    return path.with_name(f"{path.name}.new")
