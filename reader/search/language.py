"""The query language: text as it is typed becomes a Query; nothing that can be typed raises.

    oil price               both words, in any form ("prices"); the word at the very end is still being typed
    Potash  "oil price"     a capital or quotes ask for exactly this form
    oil OR gas   -gas       either; without
    pot*   potsh~           words that begin so; words one letter away
    ( )                     grouping
    title:potash author: outlet: lang: path:
    date:2025-12  date:2025-12-01..2025-12-18  date:"last week"  before:2025  after:2025-06
    is:unread has:note tag: note: quote: speaker: money:>1bn percent:10..20 count:prisoners>1000

What cannot be understood is a Problem with its place and is left out; the rest is answered. Marks that are not closed
yet are no problem: they are about to be. A condition at the end that may become right (`is:u`, `date:20`, `money:>`) is
a Problem that says so, for hints, and until then asks for what it says so far: nothing, or a part (`date:2025-1..2`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from reader.search.query import Condition, Problem
from reader.search.syntax import DEEPEST, MOST_TERMS, And, Days, Fact, Fuzzy, Node, Not, Or, Phrase, Prefix, leaves
from reader.search.syntax import Word as WordNode
from reader.search.values import begun_days, begun_numbers, days, numbers
from reader.search.words import fold, terms
from reader.text import Span, nearest, safe

if TYPE_CHECKING:
    import datetime as dt

TEXT_FIELDS: Final = {
    "title": "words of the title",
    "author": "words of the authors' names",
    "outlet": "words of the outlet's name",
    "lang": "language, as two letters",
    "path": "words of the file's path",
}
DATE_FIELDS: Final = {
    "date": "published on, in or between dates",
    "before": "published before a date",
    "after": "published after a date",
}
VALUE_FIELDS: Final = {
    "money": "has an amount of money: >1bn",
    "percent": "has a share: 10..20",
    "count": "counts something: prisoners, prisoners>1000",
}
WORD_FIELDS: Final = {
    "is": "unread, read, starred",
    "has": "note, mark, figures, quotes",
    "tag": "has the tag",
    "note": "a note has the word",
    "quote": "somebody is quoted with the word",
    "speaker": "somebody is quoted",
}
KNOWN: Final = {
    "is": ("unread", "read", "starred"),
    "has": ("note", "mark", "tag", "figures", "quotes", "date", "author", "outlet"),
}
"""Fields that know a few words alone."""
_SAME_WORD: Final = {
    "notes": "note",
    "marks": "mark",
    "annotation": "mark",
    "annotations": "mark",
    "tags": "tag",
    "figure": "figures",
    "quote": "quotes",
}
"""Other forms of these words."""
_EXAMPLES: Final = {
    **dict.fromkeys(DATE_FIELDS, '2025, 2025-12, 2025-12-18, a..b, "last week"'),
    "money": "5, >1bn, 10m..20m",
    "percent": "5, >10, 10..20",
    "count": "prisoners, >1000, prisoners>1000",
}
"""Values of a field, where no list of them can be offered."""
_OF_THE_USER: Final = frozenset({"is", "has", "tag", "note"})
"""Fields of what the user did, which no passage of an article shows."""
FIELDS: Final = {**TEXT_FIELDS, **DATE_FIELDS, **WORD_FIELDS, **VALUE_FIELDS}
"""All fields, each with what it asks for: the help and the completion are made from it."""

SAME_FIELD: Final = {"source": "outlet", "by": "author", "on": "date", "language": "lang", "file": "path"}
"""Other names that people try."""

LONGEST_QUERY: Final = 10_000
"""Code points that are read; the rest of a longer query is left out, with a problem."""

# A piece of the query: a mark of grouping, or quoted text (perhaps not closed), or a run up to the next of these.
_PIECE = re.compile(r'\s+|[()]|"[^"]*"?|[“”„][^“”„"]*["“”]?|[^\s()"“”„]+')
_OPENING, _CLOSING = '"“”„', '"“”'
# "title:" and "title:potash"; "http://..." and "10:30" are none.
_FIELD = re.compile(r"([^\W\d_]{1,20}):(?!//)(.*)", re.DOTALL)
# Signs that end a word as a blank does: "C++", "50%", "what?".
_ENDS = "+#%!?;"
# "1,200", "1.200.000": groups of thousands.
_GROUPED = re.compile(r"[$€£¥]?([0-9]{1,3})((?:[,.'’][0-9]{3}){1,6})")
# "1200", "$15000"
_UNGROUPED = re.compile(r"[$€£¥]?([0-9]{4,18})")
# Where the noun of "prisoners>1000" ends.
_COMPARISON = re.compile(r"[<>=]")


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was understood."""

    text: str
    """As it was typed."""
    root: Node | None = None
    """None asks for every article."""
    problems: tuple[Problem, ...] = ()

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """What the library has to answer."""
        return tuple(leaf.condition for leaf, _ in leaves(self.root) if isinstance(leaf, Fact))

    @property
    def has_passages(self) -> bool:
        """Tell whether passages of an article can show why it answers: words, figures, or quotes are asked for."""
        return any(not negated and _shows(leaf) for leaf, negated in leaves(self.root))

    @property
    def asked(self) -> tuple[Condition, ...]:
        """The conditions that do not stand under a minus."""
        return tuple(leaf.condition for leaf, negated in leaves(self.root) if isinstance(leaf, Fact) and not negated)


def _shows(leaf: Node) -> bool:
    is_of_the_user = isinstance(leaf, Fact) and leaf.condition.field in _OF_THE_USER
    return not (is_of_the_user or isinstance(leaf, Days))


@dataclass(slots=True)
class _Group:
    """An open parenthesis: alternatives, each a list of parts, and what stands before the next part."""

    alternatives: list[list[Node]] = field(default_factory=lambda: [[]])
    is_negated: bool = False
    """There is a minus before the parenthesis itself."""
    negate_next: bool = False

    def add(self, node: Node | None) -> None:
        if node is not None:
            self.alternatives[-1].append(Not(node) if self.negate_next else node)
        self.negate_next = False

    def close(self) -> Node | None:
        parts = [_joined(alternative) for alternative in self.alternatives if alternative]
        return None if not parts else parts[0] if len(parts) == 1 else Or(tuple(parts))


def _joined(parts: list[Node]) -> Node:
    return parts[0] if len(parts) == 1 else And(tuple(parts))


class _Parser:
    """Reads the pieces of one query from left to right, with the open parentheses on a stack."""

    def __init__(self, text: str, today: dt.date) -> None:
        self.text = text
        self.today = today
        self.problems: list[Problem] = []
        self.groups = [_Group()]
        self.ignored_depth = 0
        self.terms = 0
        self.is_full = False
        self.pending: tuple[str, int] | None = None
        """A field whose value begins with the next, quoted piece, and where it stands."""

    def parse(self) -> Query:
        read = self.text[:LONGEST_QUERY]
        if len(read) < len(self.text):
            self.problem(len(read), len(self.text), "the query is too long: what follows here was left out")
        for match in _PIECE.finditer(read):
            piece = match.group()
            if piece.isspace():
                self.flush_field(match.start(), is_end=match.end() == len(read))
            else:
                self.piece(piece, match.start(), is_last=match.end() == len(self.text))
        self.flush_field(len(read), is_end=True)
        while len(self.groups) > 1:
            self.close_group()
        root = self.groups[0].close()
        if root is None and not self.problems and self.text.strip() in ("AND", "OR", "NOT"):
            self.problem(0, len(self.text), f"{self.text.strip()} joins words: put one on each side, or type it small")
        return Query(self.text, root, tuple(self.problems))

    def problem(self, start: int, end: int, message: str, *, is_unfinished: bool = False) -> None:
        if len(self.problems) < 8:  # more help nobody
            self.problems.append(Problem(Span(start, end), safe(message).replace("\n", " "), is_unfinished))

    def unfinished(self, name: str, start: int, end: int) -> None:
        """Note that the value of a field is not typed yet, or not all of it."""
        known = ", ".join(KNOWN.get(name, ())) or _EXAMPLES.get(name) or FIELDS[name]
        self.problem(start, end, f"{name}: not finished – {known}", is_unfinished=True)

    def add(self, node: Node | None, start: int, end: int) -> None:
        if node is not None:
            self.terms += sum(1 for _ in leaves(node))
            if self.terms > MOST_TERMS:
                if not self.is_full:
                    self.problem(start, end, f"only the first {MOST_TERMS} words of a query are used")
                self.is_full = True
                node = None
        self.groups[-1].add(node)

    # Pieces

    def piece(self, piece: str, start: int, *, is_last: bool) -> None:
        group = self.groups[-1]
        if piece[0] in '"“”„':
            self.quoted(piece, start, is_last=is_last)
        elif piece == "(":
            self.flush_field(start)
            self.open_group()
        elif piece == ")":
            self.flush_field(start)
            self.close_group()
        elif piece == "OR":
            group.alternatives.append([])
        elif piece == "AND":
            pass
        elif piece == "NOT":
            group.negate_next = not group.negate_next
        else:
            bare = piece.lstrip("-")
            if len(bare) < len(piece):
                group.negate_next = not group.negate_next
            if bare:
                self.bare(bare, start + len(piece) - len(bare), is_last=is_last)

    def open_group(self) -> None:
        if len(self.groups) >= DEEPEST // 2:
            self.ignored_depth += 1
            return
        outer = self.groups[-1]
        self.groups.append(_Group(is_negated=outer.negate_next))
        outer.negate_next = False

    def close_group(self) -> None:
        if self.ignored_depth:
            self.ignored_depth -= 1
        elif len(self.groups) > 1:
            group = self.groups.pop()
            self.groups[-1].negate_next = group.is_negated
            self.groups[-1].add(group.close())

    def flush_field(self, end: int, *, is_end: bool = False) -> None:
        """Take `heading:` that no value follows as a word, one that was pasted; a field at the end is being typed."""
        if self.pending is not None:
            (name, start), self.pending = self.pending, None
            if name not in FIELDS:
                self.add(_words("text", name, exact=False, typed=False), start, end)
            elif is_end:
                self.unfinished(name, start, end)
                self.add(None, start, end)

    def quoted(self, piece: str, start: int, *, is_last: bool) -> None:
        is_closed = len(piece) > 1 and piece[-1] in '"“”'
        inner = piece[1:-1] if is_closed else piece[1:]
        typed = is_last and not is_closed and not inner[-1:].isspace()
        end = start + len(piece)
        if self.pending is not None:
            (name, at), self.pending = self.pending, None
            is_begun = typed or (is_last and not is_closed and name in FIELDS and name not in TEXT_FIELDS)
            self.field(name, inner, at, end, typed=is_begun, exact=True)
        else:
            self.add(_words("text", inner, exact=True, typed=typed), start, end)

    def bare(self, piece: str, start: int, *, is_last: bool) -> None:
        end = start + len(piece)
        self.flush_field(start)
        if found := _FIELD.fullmatch(piece):
            name = SAME_FIELD.get(found[1].lower(), found[1].lower())
            if found[2]:
                self.field(name, found[2], start, end, typed=is_last, exact=False)
            else:
                self.pending = name, start
        else:
            self.add(self.word("text", piece, start, typed=is_last, exact=False), start, end)

    # Leaves

    def field(self, name: str, value: str, start: int, end: int, *, typed: bool, exact: bool) -> None:
        """Add what `name:value` asks for."""
        if name in TEXT_FIELDS:
            self.add(self.word(name, value, start, typed=typed, exact=exact), start, end)
        elif name in DATE_FIELDS:
            self.add(self.date(name, value, start, end, typed=typed), start, end)
        elif name in WORD_FIELDS:
            self.add(self.condition(name, value, start, end, typed=typed), start, end)
        elif name in FIELDS:
            self.add(self.figures(name, value, start, end, typed=typed), start, end)
        else:
            near = nearest(name, [*FIELDS, *SAME_FIELD])
            hint = f"did you mean {near}:" if near else f"fields are {', '.join(FIELDS)}"
            self.problem(start, end, f"there is no field {name}: – {hint}")
            self.add(self.word("text", value, start, typed=typed, exact=exact), start, end)

    def word(self, field_name: str, piece: str, start: int, *, typed: bool, exact: bool) -> Node | None:
        """Return what a word with its marks asks for: `pot*`, `potsh~`, `bank-rate`."""
        if exact:
            return _words(field_name, piece, exact=True, typed=typed)
        bare = piece.lstrip("*?")
        if len(bare) < len(piece):
            self.problem(start, start + len(piece), "a word cannot begin with *: it was read without")
        head, star, tail = bare.partition("*")
        if star:
            if tail.strip("*~"):
                self.problem(start, start + len(piece), f"* stands at the end of a word: {head[:20]}* was looked for")
            return _words(field_name, head, exact=True, typed=True)
        head, tilde, tail = bare.partition("~")
        if tilde:
            if tail not in ("", "1"):
                self.problem(start, start + len(piece), "~ looks for words one letter away, no further")
            found = terms(head)
            if len(found) == 1 and len(found[0]) > 2:
                return Fuzzy(field_name, found[0])
            return _words(field_name, head, exact=False, typed=False)
        typed = typed and bare[-1:] not in _ENDS
        read = _words(field_name, bare, exact=any(map(str.isupper, bare)), typed=typed)
        other = _other_form(field_name, bare.rstrip(_ENDS + ",.:"), typed=typed and bare[-1:].isdigit())
        return read if read is None or other is None else Or((read, other))

    def date(self, name: str, value: str, start: int, end: int, *, typed: bool) -> Node | None:
        found = days(value, self.today)
        if found is None:
            is_begun, found = begun_days(value, self.today) if typed else (False, None)
            if is_begun:
                self.unfinished(name, start, end)
            else:
                self.problem(start, end, f"{value[:40]} is no date: 2025, 2025-12, 2025-12-18, a..b, last week")
            if found is None:
                return None
        if name == "before":
            return Days(1, found.low - 1)
        return Days(found.high + 1) if name == "after" else found

    def condition(self, name: str, value: str, start: int, end: int, *, typed: bool) -> Node | None:
        word = " ".join(terms(value)) if name != "tag" else _tag(value)
        word = _SAME_WORD.get(word, word) if name in KNOWN else word
        known = KNOWN.get(name)
        if not word or (known and word not in known):
            if typed and (not word or any(each.startswith(word) for each in known or ())):
                self.unfinished(name, start, end)
            else:
                near = next((each for each in known or () if each.startswith(word)), None) or nearest(word, known or ())
                hint = f"did you mean {name}:{near}" if near else ", ".join(known or ()) or FIELDS[name]
                self.problem(start, end, f"{name}: does not know {value[:40]} – {hint}" if word else f"{name}: {hint}")
            return None
        if (name, word) == ("is", "unread"):
            # Asked so, nobody has to name the many articles of a library that were never touched.
            return Not(Fact(Condition(name, word="read")))
        return Fact(Condition(name, word=word, is_typed=typed and name == "tag"))

    def figures(self, name: str, value: str, start: int, end: int, *, typed: bool) -> Node | None:
        noun, asked = "", value
        if name == "count":
            sign = _COMPARISON.search(value)
            noun, asked = (value[: sign.start()], value[sign.start() :]) if sign else (value, "")
            if noun[:1].isdigit():
                noun, asked = "", value
            noun = " ".join(terms(noun))
            if noun and not asked:
                return Fact(Condition(name, word=noun))
        ends = numbers(asked)
        if ends is None:
            is_begun, ends = begun_numbers(asked) if typed else (False, None)
            if is_begun:
                self.unfinished(name, start, end)
            else:
                self.problem(start, end, f"{value[:40]} is no value: 5, >1bn, 10..20 (k, m, bn, tn, %)")
            if ends is None:
                return Fact(Condition(name, word=noun)) if noun and is_begun else None
        return Fact(Condition(name, noun, ends.low, ends.high, ends.low_included, ends.high_included))


def _tag(value: str) -> str:
    """Return a tag as it is compared: folded word by word, with what joins them."""
    return "".join(fold(part) if part.isalnum() else part for part in re.split(r"([\W_]+)", value.lstrip("#"))).strip()


def _other_form(field_name: str, number: str, *, typed: bool) -> Node | None:
    """Return what finds "1200" for "1,200", and the other way round; None for all else, and for what may be a year."""
    if found := _GROUPED.fullmatch(number):
        return _words(field_name, re.sub("[^0-9]", "", found[0]), exact=True, typed=typed)
    found = _UNGROUPED.fullmatch(number)
    if found is None or (len(found[1]) == 4 and found[1][:2] in ("19", "20")):
        return None
    return _words(field_name, f"{int(found[1]):,}", exact=True, typed=typed)


def _words(field_name: str, text: str, *, exact: bool, typed: bool) -> Node | None:
    """Return what the words of one piece ask for: nothing, a word, a prefix, or a phrase."""
    found = terms(text)
    if not found:
        return None
    if len(found) > 1:
        return Phrase(field_name, tuple(found[:MOST_TERMS]), is_open=typed)
    if typed:
        return Prefix(field_name, found[0], typed=not exact)
    return WordNode(field_name, found[0], exact=exact)


def within(outer: str, text: str) -> str:
    """Return a query for what answers both: `outer`, which is finished, and `text`, which ends as it did before.

    Quotation marks and parentheses that `outer` leaves open are closed, and a `)` too many is left out, so that the
    one cannot reach into the other. Problems of `text` keep their distance from the end.
    """
    if not outer.strip():
        return text
    pieces, depth, last = [], 0, ""
    for match in _PIECE.finditer(outer[:LONGEST_QUERY]):
        last = match.group()
        depth += (last == "(") - (last == ")")
        if depth < 0:
            depth, last = 0, " "
        pieces.append(last)
    if last and last[0] in _OPENING and (len(last) == 1 or last[-1] not in ('"' if last[0] == '"' else _CLOSING)):
        pieces.append('"')
    whole = "".join(pieces).strip() + ")" * depth
    return f"({whole} ) {text}" if text.strip() else f"{whole} "


def parse(text: str, today: dt.date) -> Query:
    """Return what a query asks; never raises.

    A word at the very end, with no space after it, is being typed: it asks for all words that begin so.
    """
    return _Parser(text, today).parse()
