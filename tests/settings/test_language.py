import inspect
import re
from string import Formatter

import pytest

from annotator import errors
from annotator.document.phrases import phrase
from annotator.errors import AnnotatorError, FileMissing
from annotator.settings.language import LANGUAGES, Language, system_language
from annotator.settings.resources import resource, table

ERRORS = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, AnnotatorError) and kind is not AnnotatorError
]
FILES = sorted({file.name for name in LANGUAGES for file in resource("i18n", name).glob("*.toml")})


def sentences(language: str, file: str) -> dict[str, str]:
    """The templates of one file under `table.key`."""
    rows = table("i18n", language, file)
    return {f"{room}.{key}": text for room, row in rows.items() for key, text in row.items()}


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def facts_of(kind: type[AnnotatorError]) -> set[str]:
    """The facts that the docstring of an error names: `facts: path, offset (of what)` are two."""
    _, _, named = inspect.cleandoc(kind.__doc__ or "").partition("facts: ")
    without_remarks = re.sub(r"\([^)]*\)", "", named)
    return set(re.findall(r"\w+", without_remarks))


@pytest.mark.parametrize("file", FILES)
def test_both_languages_say_the_same_things_with_the_same_facts(file: str):
    chinese, english = sentences("zh", file), sentences("en", file)
    assert chinese.keys() == english.keys()
    for key, template in chinese.items():
        assert placeholders(template) == placeholders(english[key]), key


def test_both_catalogues_have_the_same_keys():
    assert Language("zh").keys == Language("en").keys


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_an_error_belongs_to_an_error(language: str):
    said = {key for key in Language(language).keys if key.startswith("error.")}
    assert said == {kind().key for kind in ERRORS}


@pytest.mark.parametrize("kind", ERRORS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_error_says_every_fact_it_carries(language: str, kind: type[AnnotatorError]):
    facts = {name: f"<{name}>" for name in facts_of(kind)}
    sentence = Language(language).sentence(kind(**facts))
    assert [fact for fact in facts.values() if fact not in sentence] == []
    assert "{" not in sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fact_with_braces_is_said_as_it_is(language: str):
    assert "{cause}.txt" in Language(language).sentence(FileMissing(path="{cause}.txt"))


def test_a_phrase_among_the_facts_is_said_first():
    english = Language("en")
    inner = phrase("error.no_pages", path="pages")
    outer = phrase("error.bad_format", path="a.csv", line=3, cause=inner)
    assert english.sentence(inner) in english.sentence(outer)


def test_a_language_without_a_catalogue_is_refused():
    with pytest.raises(ValueError, match="'fr'"):
        Language("fr")


def test_the_title_of_another_language_serves_where_there_is_none():
    assert Language("en").pick((("zh", "人名"), ("en", "Person"))) == "Person"
    assert Language("en").pick((("zh", "人名"),)) == "人名"
    assert Language("en").pick(()) == ""


def test_a_phrase_of_another_version_shows_what_it_has():
    english = Language("en")
    assert english.sentence(phrase("because.from_the_future", text="昭阳区")) == (
        "because.from_the_future 昭阳区"
    )
    assert english.sentence(phrase("edit.join_article")) == "join with article {number}"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW.UTF-8", "LC_ALL": ""}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
    ],
)
def test_the_window_speaks_what_the_environment_asks_for(environment, language, monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert system_language() == language
