"""The current proposal, from memory alone: for painting, which reads no file."""

from annotator.document.proposals import Proposal
from annotator.workbench.session import Session


def current_proposals(session: Session) -> tuple[Proposal, ...]:
    """What the row that is current stands for: one proposal, all of a class, or nothing."""
    if session.row is None:
        return ()
    members = session.members(session.row)
    return tuple(e for e in members if e.id == session.current) if session.alone else members
