"""A table that ships in resources/, or an empty one in its place and why."""

import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from annotator.errors import SuspectTableUnusable
from annotator.settings.resources import resource

Table = TypeVar("Table")
Shipped = tuple[Table, SuspectTableUnusable | None]
"""What to go by, and why it is not what ships."""


def shipped(name: str, read: Callable[[Path], Table], without: Table) -> Shipped[Table]:
    """The table of the file `name`, or `without` where it is missing or damaged."""
    path = resource(name)
    try:
        return read(path), None
    except OSError as error:
        return without, SuspectTableUnusable(path=path, cause=error.strerror or error)
    except (AttributeError, LookupError, TypeError, ValueError, zlib.error) as error:
        return without, SuspectTableUnusable(path=path, cause=error)
