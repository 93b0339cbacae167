"""A project's labels and roles while somebody edits them: nothing is kept before it can be."""

from dataclasses import replace

from annotator.document.labels import Flaw, Label, Role, Vocabulary, Word, free_id, kind_of
from annotator.document.new_words import new_label, new_role
from annotator.document.phrases import Phrase
from annotator.settings.keymap import Keymap
from annotator.settings.vocabulary import WordsRead
from annotator.store.project import Project
from annotator.workbench.situation import Refusal
from annotator.workbench.vocabulary import Key, Plan, all_flaws, planned

Words = tuple[Word, ...]


class WordsDraft:
    """The words as they stand in the editor, by kind (`label`, `role`), and where the marks of removed ones go."""

    def __init__(self, project: Project, keymap: Keymap) -> None:
        self._project, self._keymap = project, keymap
        self._known: Vocabulary
        self._offered: dict[str, Words]
        self._goes: dict[Key, str]
        self.reload()

    def reload(self) -> None:
        """Begins with what the project has now."""
        self._known = self._project.vocabulary()
        self._offered = {"label": self._known.labels, "role": self._known.roles}
        self._goes = {}
        self._uses = {kind: self._project.uses(kind) for kind in ("label", "role")}

    # -- what stands there -----------------------------------------------------------------

    def words(self, kind: str) -> Words:
        """Those of a kind, in their order."""
        return self._offered[kind]

    @property
    def labels(self) -> tuple[Label, ...]:
        return tuple(each for each in self._offered["label"] if isinstance(each, Label))

    @property
    def roles(self) -> tuple[Role, ...]:
        return tuple(each for each in self._offered["role"] if isinstance(each, Role))

    def retired(self, kind: str) -> Words:
        """What can be taken back: retired by the project, or removed here."""
        taken = {word.id for word in self._offered[kind]}
        known = (word for word in self._known.words if kind_of(word) == kind)
        return tuple(word for word in known if word.id not in taken)

    def uses(self, word: Word) -> int:
        """How many marks of the project have it."""
        return self._uses[kind_of(word)].get(word.id, 0)

    def goes(self, word: Word) -> str | None:
        """Where the marks of a removed word go; None for one that nobody has removed here."""
        return self._goes.get((kind_of(word), word.id))

    @property
    def is_changed(self) -> bool:
        """Whether anything is otherwise than in the project."""
        known = self._known
        return (known.labels, known.roles) != (self.labels, self.roles)

    @property
    def flaws(self) -> list[Flaw]:
        """What keeps it from being kept, but for marks without a place to go."""
        return all_flaws(self.labels, self.roles, self._keymap)

    # -- changing it -----------------------------------------------------------------------

    def put(self, kind: str, place: int, word: Word) -> None:
        """Another state of the word at that place."""
        words = list(self._offered[kind])
        words[place] = word
        self._offered[kind] = tuple(words)

    def add(self, kind: str, name: str) -> Word:
        """A new word behind the others, with a name that is free."""
        taken = {each.name for each in self._offered[kind]}
        names = (name if number == 1 else f"{name}{number}" for number in range(1, len(taken) + 2))
        free = next(each for each in names if each not in taken)
        id_ = free_id(free, self._ids(kind))
        word: Word
        if kind == "label":
            word = new_label(self.labels, id_, free)
        else:
            word = new_role(self.roles, id_, free, "article")
        self._offered[kind] = (*self._offered[kind], word)
        return word

    def remove(self, word: Word, instead: str) -> None:
        """The word is not offered any more; `instead` is the id of who gets its marks, or `AWAY`."""
        kind = kind_of(word)
        self._offered[kind] = tuple(each for each in self._offered[kind] if each.id != word.id)
        self._goes[kind, word.id] = instead
        for key, target in list(self._goes.items()):
            if key[0] == kind and target == word.id:
                self._goes[key] = instead

    def take_back(self, word: Word) -> None:
        """A retired word is offered again, behind the others; a key that is taken by now it leaves."""
        kind = kind_of(word)
        back = replace(word, is_retired=False, instead="")
        if isinstance(back, Label) and back.key in {label.key for label in self.labels}:
            back = replace(back, key="")
        self._offered[kind] = (*self._offered[kind], back)
        self._goes.pop((kind, word.id), None)

    def move(self, kind: str, place: int, by: int) -> int:
        """The word at that place so many places on; answers where it is then."""
        words = list(self._offered[kind])
        target = min(max(0, place + by), len(words) - 1)
        words.insert(target, words.pop(place))
        self._offered[kind] = tuple(words)
        return target

    def take(self, read: WordsRead) -> None:
        """The words of a file in the place of these: where marks go is to be said anew."""
        self._offered = {"label": read.labels, "role": read.roles}
        self._goes = {}

    def unsaid(self) -> list[tuple[Word, int]]:
        """Words that are gone, by a file say, and in use, and nobody has said where their marks go."""
        gone = [word for word in (*self._known.labels, *self._known.roles) if not self._has(word)]
        return [
            (word, self.uses(word)) for word in gone if self.uses(word) and self.goes(word) is None
        ]

    def say_where(self, word: Word, instead: str) -> None:
        """Where the marks of a word that is gone go."""
        self._goes[kind_of(word), word.id] = instead

    def _has(self, word: Word) -> bool:
        return any(each.id == word.id for each in self._offered[kind_of(word)])

    # -- keeping it ------------------------------------------------------------------------

    def plan(self) -> Plan | Refusal:
        """What it takes to keep it; a refusal where that cannot be. A new word gets its name as its id.

        Refused as well is what would take back what somebody else has kept meanwhile.
        """
        if self._project.vocabulary() != self._known:
            return Refusal(Phrase("vocabulary.changed_meanwhile"))
        words: dict[str, list[Word]] = {}
        final: dict[Key, str] = {}
        for kind, offered in self._offered.items():
            known = {word.id for word in self._known.words if kind_of(word) == kind}
            words[kind] = []
            for word in offered:
                taken = known.union(each.id for each in words[kind])
                id_ = word.id if word.id in known else free_id(word.name, taken)
                final[kind, word.id] = id_
                words[kind].append(replace(word, id=id_))
        goes = {key: final.get((key[0], target), target) for key, target in self._goes.items()}
        labels = [each for each in words["label"] if isinstance(each, Label)]
        roles = [each for each in words["role"] if isinstance(each, Role)]
        return planned(self._project, labels, roles, self._keymap, goes)

    def _ids(self, kind: str) -> set[str]:
        """All ids of a kind that are or have been in use, here or in the project."""
        known = {word.id for word in self._known.words if kind_of(word) == kind}
        return known.union(word.id for word in self._offered[kind])
