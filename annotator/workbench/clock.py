"""Who is at work, and what time it is: the only place that asks the system."""

import getpass
from datetime import UTC, datetime


def now() -> str:
    """The time as ISO 8601, UTC, whole seconds."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def local(at: str) -> str:
    """ISO 8601 as a person reads it, in the time zone of the system; anything else as it is."""
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return at


def user_name() -> str:
    """The name under which decisions are kept; `editor` where the system knows none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "editor"
