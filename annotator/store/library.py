"""sqlite-utils, imported without numpy.

It imports numpy where that is installed, to store numpy's numbers; we hand it none, and the
import would cost some 80 ms of every start.
"""

import sys

_HELD = "numpy" in sys.modules
if not _HELD:
    sys.modules["numpy"] = None  # pyright: ignore[reportArgumentType]
try:
    from sqlite_utils import Database, Migrations
    from sqlite_utils.db import Table
finally:
    if not _HELD:
        del sys.modules["numpy"]

__all__ = ["Database", "Migrations", "Table"]
