"""Name table of an article: its people with full names and gender, so that "Roe" and "Ms. Roe" mean Jane Roe."""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Final

from reader.highlights.cues import VERBS
from reader.highlights.evidence import FEMALE_SIGN, MALE_SIGN, Evidence
from reader.highlights.firstnames import MEN, WOMEN
from reader.highlights.grammar import FUNCTION
from reader.highlights.roles import FEMALE, HONORIFICS, MALE, OFFICES, ORGANISATIONS, ROLES, TITLES

_UPPER: Final = "".join(chr(code) for code in range(0x530) if chr(code).isupper())
_CAP: Final = rf"(?:(?:[{_UPPER}]\.){{2,3}}|[{_UPPER}][\w'’-]*\.?)"
# "Jane Q. Roe", "J.Q. Roe", "Bureau of Land Management"
FULL_NAME: Final = re.compile(rf"\b{_CAP}(?:[ \u00a0](?:of |of the |de |von |van |der |al-|bin |& )?{_CAP}){{1,7}}")

_NAME_WORDS: Final = 2
"""Words of a name that no role is taken from."""
_NAMESAKES: Final = 20
"""People of one last name that are kept apart at most."""


@dataclass(slots=True)
class Entity:
    """A person or organisation of the article."""

    name: str
    """Fullest name, without titles."""
    last: str
    gender: str | None
    """`m`, `f`, or None where the text does not tell."""
    is_person: bool
    is_organisation: bool
    first: int = 0
    """Where the full name stands first."""
    count: int = 0
    """How often it stands in the text."""


def plain(word: str) -> str:
    """Return a word of a name without possessive and final period."""
    if word.endswith(("'s", "’s")):
        word = word[:-2]
    return word if word.endswith(".") and word[-3:-2] in ("", ".") else word.rstrip(".'’")  # initials keep theirs


def gender_of_first_name(word: str) -> str | None:
    """Return the gender that a first name tells: `m`, `f` or None."""
    lower = word.lower()
    if lower in WOMEN:
        return FEMALE_SIGN
    return MALE_SIGN if lower in MEN else None


def gender_of_word(word: str) -> str | None:
    """Return the gender that a title or role tells."""
    lower = word.lower().rstrip(".")
    if lower in FEMALE:
        return FEMALE_SIGN
    return MALE_SIGN if lower in MALE else None


class Names:
    """The names of one article; made when first asked.

    Args:
        text: the whole article.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._evidence = Evidence(text)
        self._by_full: dict[str, Entity] = {}
        self._by_last: dict[str, list[Entity]] = {}
        self._titled: dict[str, str] = {}

    def evidence(self, last: str) -> tuple[bool, str | None]:
        """Tell whether the text treats a bare name as a person, and the gender of the pronouns behind it."""
        return self._evidence.of(plain(last))

    def find(self, words: list[str], position: int) -> Entity | None:
        """Return the entity that a mention means, or None where its full name is not in the article.

        Args:
            words: the words of the mention, titles included.
            position: where it stands.
        """
        core, gender, has_title = split_titles([plain(word) for word in words])
        if not core:
            return None
        entities = self._namesakes(core[-1])
        if len(core) > 1:
            entities = _with_first_name(entities, core[0])
            if not entities:
                return _entity(core, " ".join(core), gender, has_title)
        if gender:
            entities = [entity for entity in entities if entity.gender in (gender, None)] or entities
        if not entities:
            known = gender or self._titled.get(core[-1])
            return Entity(core[-1], core[-1], known, True, False) if known or has_title else None
        found = _most_named(entities, position)
        if found.gender is None and not found.is_organisation:
            is_person, found.gender = self.evidence(found.last)
            found.is_person = found.is_person or is_person
        return found

    def _namesakes(self, last: str) -> list[Entity]:
        """Return everybody with a last name, read when it is first asked for."""
        found = self._by_last.get(last)
        if found is not None:
            return found
        found = self._by_last[last] = []
        for surface, count in islice(self._surfaces.get(last, {}).items(), _NAMESAKES):
            self._read(surface, self._text.find(surface), count)
        gender = self._titled.get(last)
        if gender and len(found) == 1 and found[0].gender is None and not found[0].is_organisation:
            found[0].gender = gender
            found[0].is_person = True
        return found

    @cached_property
    def _surfaces(self) -> dict[str, dict[str, int]]:
        """Every run of capitalised words by its last word, with how often it stands."""
        by_last: dict[str, dict[str, int]] = {}
        for run, count in Counter(FULL_NAME.findall(self._text)).items():
            surface = _without_place(run) if " of " in run else run
            last = plain(surface[max(surface.rfind(" "), surface.rfind("\u00a0")) + 1 :])
            seen = by_last.setdefault(last, {})
            seen[surface] = seen.get(surface, 0) + count
        return by_last

    def _read(self, surface: str, start: int, count: int) -> None:
        words, gender, has_title = split_titles([plain(word) for word in surface.split()])
        if not words:
            return
        last = words[-1]
        if len(words) == 1:
            if has_title and gender:
                self._titled.setdefault(last, gender)
            return
        name = " ".join(words)
        entity = self._by_full.get(name)
        if gender is None and (entity is None or entity.gender is None):
            role = self._text[max(0, start - 24) : start].rsplit(None, 1)
            gender = gender_of_word(role[-1]) if role else None
        if entity is None:
            entity = _entity(words, name, gender, has_title)
            entity.first = start
            self._by_full[name] = entity
            self._by_last.setdefault(last, []).append(entity)
        elif entity.gender is None:
            entity.gender = gender
        entity.count += count


def _without_place(run: str) -> str:
    """Cut "Jane Roe of Kent" to the person; leave "Bank of Kent" whole."""
    head = run.split(" of ", 1)[0]
    last = head.rsplit(None, 1)[-1]
    return run if last.lower() in OFFICES or " " not in head else head


def _with_first_name(entities: list[Entity], first: str) -> list[Entity]:
    """Return those who bear a first name, else those with its initial."""
    exact = [entity for entity in entities if entity.name.split(None, 1)[0] == first]
    return exact or [entity for entity in entities if entity.name[:1] == first[:1]]


def _entity(words: list[str], name: str, gender: str | None, has_title: bool) -> Entity:
    if len(words) > 2 and words[-1].lower() in ORGANISATIONS and not has_title:
        return Entity(name, words[-1], None, False, True)  # the Kent Boat Company, though Kent is a first name too
    gender = gender or gender_of_first_name(words[0])
    lowers = {word.lower() for word in words}
    is_organisation = bool(lowers & ORGANISATIONS) and gender is None and not has_title
    return Entity(name, words[-1], gender, gender is not None or has_title, is_organisation)


def _most_named(entities: list[Entity], position: int) -> Entity:
    """Return whom a bare last name means: of those introduced before, the one named most often in full."""
    if len(entities) == 1:
        return entities[0]

    def key(entity: Entity) -> tuple[bool, bool, int, int]:
        return entity.first <= position, entity.is_person, entity.count, -entity.first

    return max(entities, key=key)


def split_titles(words: list[str]) -> tuple[list[str], str | None, bool]:
    """Return the words of a name without function words and titles, the gender these tell, and if there was one."""
    gender = None
    has_title = False
    index = 0
    while index < len(words):
        lower = words[index].lower().rstrip(".")
        if lower in TITLES and index + 1 < len(words):
            gender = gender or gender_of_word(lower)
            has_title = has_title or lower in HONORIFICS
        elif lower in ROLES and len(words) - index > _NAME_WORDS:
            pass  # Chief Executive Jane Roe
        elif lower not in FUNCTION and not (index == 0 and lower in VERBS and lower.endswith(("ed", "ing"))):
            break
        index += 1
    core = words[index:]
    for place in range(len(core) - 2, 0, -1):  # Virginia Gov. Jane Roe
        if core[place].lower().rstrip(".") in HONORIFICS:
            rest, inner, _ = split_titles(core[place:])
            return rest, gender or inner, True
    for place in range(1, len(core) - 1):
        if gender_of_first_name(core[place]) and not gender_of_first_name(core[0]):
            return core[place:], gender, True
    return [sys.intern(word) for word in core], gender, has_title
