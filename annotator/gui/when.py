"""Times as a person says them: how long ago, or on which day."""

from datetime import datetime, timedelta

from annotator.settings.language import Language
from annotator.workbench.clock import now

_HOUR, _MINUTE = 3600, 60


def when(at: str, language: Language, at_now: str = "") -> str:
    """ISO 8601 as a person says it now, or at `at_now`; anything else as it is."""
    try:
        then = datetime.fromisoformat(at).astimezone()
        today = datetime.fromisoformat(at_now or now()).astimezone()
    except ValueError:
        return at
    seconds = (today - then).total_seconds()
    clock = f"{then:%H:%M}"
    if -_MINUTE <= seconds < _MINUTE:
        return language.say("when.just_now")
    if 0 < seconds < _HOUR:
        return language.say("when.minutes", count=int(seconds // _MINUTE))
    if then.date() == today.date():
        return language.say("when.today", time=clock)
    if then.date() == today.date() - timedelta(days=1):
        return language.say("when.yesterday", time=clock)
    return f"{then:%Y-%m-%d}"


def who_and_when(by: str, at: str, language: Language) -> str:
    """Who did something, and when, in a few words."""
    return language.say("when.who", by=by, when=when(at, language))
