"""All rules, in the order in which they look at a page."""

from annotator.propose.suspects.brackets import brackets
from annotator.propose.suspects.bylines import bylines
from annotator.propose.suspects.dashes import dashes
from annotator.propose.suspects.digits import digits
from annotator.propose.suspects.doubled import doubled
from annotator.propose.suspects.echoes import echoes
from annotator.propose.suspects.finding import Rule
from annotator.propose.suspects.marks import marks
from annotator.propose.suspects.peoples import peoples
from annotator.propose.suspects.places import places
from annotator.propose.suspects.repeats import repeats
from annotator.propose.suspects.spacing import spacing
from annotator.propose.suspects.surnames import surnames_unknown
from annotator.propose.suspects.truncated import truncated
from annotator.propose.suspects.width import width

OF_A_PARAGRAPH: tuple[Rule, ...] = (width, spacing)
"""Width and blanks: each paragraph by itself. What they are sure of is mended before the others read it."""

OF_THE_PAGE: tuple[Rule, ...] = (
    repeats,
    bylines,
    brackets,
    marks,
    dashes,
    digits,
    doubled,
    truncated,
    places,
    peoples,
    surnames_unknown,
    echoes,
)
"""In a conflict of equal scores the earlier rule is heard first."""
