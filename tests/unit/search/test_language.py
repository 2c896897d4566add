"""What queries mean, and that nothing that can be typed raises."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search.language import FIELDS, LONGEST_QUERY, parse, within
from reader.search.query import Condition
from reader.search.syntax import MOST_TERMS, And, Days, Fact, Fuzzy, Node, Not, Or, Phrase, Prefix, Word, leaves
from reader.text import safe

TODAY = dt.date(2025, 12, 18)  # a Thursday


def _word(text: str, *, exact: bool = False) -> Word:
    return Word("text", text, exact)


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("", None),
        ("   ", None),
        ("potash ", _word("potash")),
        ("potash", Prefix("text", "potash", typed=True)),
        ("Potash ", _word("potash", exact=True)),
        ("Potash", Prefix("text", "potash")),
        ('"potash"', _word("potash", exact=True)),
        ('"potash', Prefix("text", "potash")),
        ('"oil price"', Phrase("text", ("oil", "price"))),
        ('"bank of eng', Phrase("text", ("bank", "of", "eng"), is_open=True)),
        ('"bank of ', Phrase("text", ("bank", "of"))),
        ("“oil price”", Phrase("text", ("oil", "price"))),
        ("bank-rate ", Phrase("text", ("bank", "rate"))),
        ("oil price ", And((_word("oil"), _word("price")))),
        ("oil AND price ", And((_word("oil"), _word("price")))),
        ("oil OR gas ", Or((_word("oil"), _word("gas")))),
        ("a b OR c ", Or((And((_word("a"), _word("b"))), _word("c")))),
        ("oil -gas ", And((_word("oil"), Not(_word("gas"))))),
        ("oil NOT gas ", And((_word("oil"), Not(_word("gas"))))),
        ("-(oil gas) ", Not(And((_word("oil"), _word("gas"))))),
        ("(oil OR gas) price ", And((Or((_word("oil"), _word("gas"))), _word("price")))),
        ("(oil OR gas", Or((_word("oil"), Prefix("text", "gas", typed=True)))),
        ("oil) ", _word("oil")),
        ("pot* ", Prefix("text", "pot")),
        ("potsh~ ", Fuzzy("text", "potsh")),
        ("of~ ", _word("of")),
        ("Łódź ", _word("lodz", exact=True)),
        ("東京 ", Phrase("text", ("東", "京"))),
        ("& ", None),
        ("title:potash ", Word("title", "potash")),
        ('title:"potash ban"', Phrase("title", ("potash", "ban"))),
        ("source:reuters ", Word("outlet", "reuters")),
        ("Sanctions: what ", And((_word("sanctions"), _word("what")))),
        ("date:2025-12", Days(20251200, 20251231)),
        ("date:2025", Days(20250000, 20251231)),
        ("date:2025-12-18", Days(20251218, 20251218)),
        ("date:2025-12-01..2025-12-18", Days(20251201, 20251218)),
        ("date:2025-12-18..2025-12-01", Days(20251201, 20251218)),
        ("date:2025-06..", Days(20250600, 99991231)),
        ("date:>2025-06", Days(20250632, 99991231)),
        ("date:<=2025-06", Days(1, 20250631)),
        ('date:"last week"', Days(20251208, 20251214)),
        ('date:"this week"', Days(20251215, 20251221)),
        ('date:"last month"', Days(20251100, 20251130)),
        ('date:"last 7 days"', Days(20251212, 20251218)),
        ('date:"December 2025"', Days(20251200, 20251231)),
        ("date:today", Days(20251218, 20251218)),
        ("before:2025-12", Days(1, 20251199)),
        ("after:2025-12-18", Days(20251219, 99991231)),
        ("is:unread", Not(Fact(Condition("is", "read")))),
        ("-is:read", Not(Fact(Condition("is", "read")))),
        ("tag:#Müller/x-y", Fact(Condition("tag", "muller/x-y", is_typed=True))),
        ('tag:"eu" ', Fact(Condition("tag", "eu"))),
        ("has:notes", Fact(Condition("has", "note"))),
        ("title: potash ", _word("potash")),
        ('quote:"The Deal"', Fact(Condition("quote", "the deal"))),
        ("money:>1bn", Fact(Condition("money", "", 1e9, None, low_included=False))),
        ("money:$1.5m..2m", Fact(Condition("money", "", 1.5e6, 2e6))),
        ("percent:10..20", Fact(Condition("percent", "", 10, 20))),
        ("percent:<=20%", Fact(Condition("percent", "", None, 20))),
        ("count:prisoners", Fact(Condition("count", "prisoners"))),
        ("count:prisoners>1,000", Fact(Condition("count", "prisoners", 1000, None, low_included=False))),
        ("count:>=1000", Fact(Condition("count", "", 1000, None))),
        ("percent:20..10", Fact(Condition("percent", "", 10, 20))),
        ("percent:20..", Fact(Condition("percent", "", 20, None))),
        ("money:=5k", Fact(Condition("money", "", 5000, 5000))),
        ("date:<2025-06", Days(1, 20250599)),
        ("date:>=2025-06", Days(20250600, 99991231)),
        ('date:"this month"', Days(20251200, 20251231)),
        ('date:"this year"', Days(20250000, 20251231)),
        ('date:"last year"', Days(20240000, 20241231)),
        ("date:yesterday", Days(20251217, 20251217)),
        ("count:10..20", Fact(Condition("count", "", 10, 20))),
        ("https://example.org ", Phrase("text", ("https", "example", "org"))),
        ("10:30 ", Phrase("text", ("10", "30"))),
        ("C++", _word("c", exact=True)),
        ("c#", _word("c")),
        ("50%", _word("50")),
        ("what?", _word("what")),
        ("U.S.", Phrase("text", ("u", "s"), is_open=True)),
        ("R&D ", Phrase("text", ("r", "d"))),
        ("don’t ", Phrase("text", ("don", "t"))),
        ("jana@exa", Phrase("text", ("jana", "exa"), is_open=True)),
        ("1200 ", Or((_word("1200"), Phrase("text", ("1", "200"))))),
        ("$1,200. ", Or((Phrase("text", ("1", "200")), _word("1200", exact=True)))),
        ("1'200'000 ", Or((Phrase("text", ("1", "200", "000")), _word("1200000", exact=True)))),
        ("15000", Or((Prefix("text", "15000", typed=True), Phrase("text", ("15", "000"), is_open=True)))),
        ("-1,200 ", Not(Or((Phrase("text", ("1", "200")), _word("1200", exact=True))))),
        ('"1,200"', Phrase("text", ("1", "200"))),
        ("2025 ", _word("2025")),
        ("1,20 ", Phrase("text", ("1", "20"))),
        ("1.2m ", Phrase("text", ("1", "2m"))),
    ],
)
def test_meaning(text: str, root: Node | None) -> None:
    query = parse(text, TODAY)
    assert query.root == root
    assert query.problems == ()
    assert query.text == text


@pytest.mark.parametrize(
    ("text", "root", "part", "says"),
    [
        ("titel:potash ", _word("potash"), "titel:potash", "title:"),
        ("zzzzzz:potash ", _word("potash"), "zzzzzz:potash", "fields are"),
        ("*potash ", _word("potash"), "*potash", "cannot begin"),
        ("* ", None, "*", "cannot begin"),
        ("pot*sh ", Prefix("text", "pot"), "pot*sh", "pot*"),
        ("potash~3 ", Fuzzy("text", "potash"), "potash~3", "one letter"),
        ("date:foo oil ", _word("oil"), "date:foo", "no date"),
        ("date:2025-13 oil ", _word("oil"), "date:2025-13", "no date"),
        ("money:lots oil ", _word("oil"), "money:lots", "no value"),
        ("AND", None, "AND", "joins"),
        ("date:.. ", None, "date:..", "no date"),
        ("date:soon..2025 oil ", _word("oil"), "date:soon..2025", "no date"),
        ("percent:1..b ", None, "percent:1..b", "no value"),
        ("percent:> ", None, "percent:>", "no value"),
        ("is:u oil ", _word("oil"), "is:u", "did you mean is:unread"),
        ("is:starts", None, "is:starts", "did you mean is:starred"),
        ("has:zzz oil ", _word("oil"), "has:zzz", "note, mark, tag"),
        ('tag:"" oil ', _word("oil"), 'tag:""', "has the tag"),
        ("date:2025-13", None, "date:2025-13", "no date"),
        ("date:soon", None, "date:soon", "no date"),
        ('date:"last w" oil ', _word("oil"), 'date:"last w"', "no date"),
        ("money:1x", None, "money:1x", "no value"),
    ],
)
def test_problems_name_the_place_and_the_rest_is_answered(text: str, root: Node | None, part: str, says: str) -> None:
    query = parse(text, TODAY)
    assert query.root == root
    (problem,) = query.problems
    assert problem.span.of(text) == part
    assert says in problem.message


_OIL = _word("oil")


@pytest.mark.parametrize(
    ("text", "root", "hint"),
    [
        ("oil is:", _OIL, "unread, read, starred"),
        ("oil is: ", _OIL, "unread, read, starred"),
        ("oil is:u", _OIL, "unread, read, starred"),
        ("oil -is:rea", _OIL, "unread, read, starred"),
        ("oil OR is:s", _OIL, "starred"),
        ("(oil is:u", _OIL, "unread"),
        ("oil has:", _OIL, "note, mark"),
        ("oil has:fig", _OIL, "figures"),
        ('oil has:"', _OIL, "figures"),
        ("oil tag:", _OIL, "has the tag"),
        ("oil tag:#", _OIL, "has the tag"),
        ("oil note:", _OIL, "a note has the word"),
        ("oil quote:", _OIL, "quoted"),
        ("oil speaker:", _OIL, "quoted"),
        ("oil speaker:-", _OIL, "quoted"),
        ("oil title:", _OIL, "words of the title"),
        ("oil author:", _OIL, "authors"),
        ("oil by:", _OIL, "authors"),
        ("oil outlet:", _OIL, "outlet"),
        ("oil lang:", _OIL, "two letters"),
        ("oil path:", _OIL, "path"),
        *((f"oil {name}:{begun}", _OIL, "2025-12") for name in ("date", "before", "after") for begun in (
            "", "2", "20", "202", ">", ">=", ">20", "t", "toda", "y", "last", "las", "de", "decemb", "..",
            '"last w', '"last 7', '"last 7 d', '"last ', '"december 20', '"this', "past",
        )),
        ("oil date:2025-", And((_OIL, Days(20250000, 20251231))), "2025-12"),
        ("oil date:2025.", And((_OIL, Days(20250000, 20251231))), "2025-12"),
        ("oil date:2025-12-", And((_OIL, Days(20251200, 20251231))), "2025-12"),
        ("oil date:2025-12-18.", And((_OIL, Days(20251218, 20251218))), "2025-12"),
        ("oil date:2025-06..2", And((_OIL, Days(20250600, 99991231))), "2025-12"),
        ("oil date:2025-06..2025-", And((_OIL, Days(20250600, 99991231))), "2025-12"),
        ("oil before:2025-", And((_OIL, Days(1, 20249999))), "2025-12"),
        ("oil after:2025-", And((_OIL, Days(20251232, 99991231))), "2025-12"),
        ("oil date:>2025-", And((_OIL, Days(20251232, 99991231))), "2025-12"),
        *((f"oil {name}:{begun}", _OIL, ">") for name in ("money", "percent") for begun in (
            "", ">", ">=", "$", ">$", "1.", "1bi", '">1 mil', "1t", "..", "..1bi",
        )),
        ("oil money:5..1bi", And((_OIL, Fact(Condition("money", "", 5, None)))), "10m..20m"),
        ("oil count:", _OIL, "prisoners>1000"),
        ("oil count:>", _OIL, "prisoners>1000"),
        ("oil count:prisoners>", And((_OIL, Fact(Condition("count", "prisoners")))), "prisoners>1000"),
        ("oil count:prisoners>1.", And((_OIL, Fact(Condition("count", "prisoners")))), "prisoners>1000"),
    ],
)  # fmt: skip
def test_a_condition_that_is_not_finished_empties_nothing(text: str, root: Node, hint: str) -> None:
    query = parse(text, TODAY)
    assert query.root == root
    (problem,) = query.problems
    assert problem.is_unfinished
    assert hint in problem.message
    assert problem.span.end == len(text.rstrip()) or text.endswith(" ")


@pytest.mark.parametrize("name", sorted(FIELDS))
@pytest.mark.parametrize(
    "value", ["unread", "starred", "figures", '"last 10 days"', "2025-12-01..2025-12-18", ">1.5bn", "prisoners>1,000"]
)
def test_no_step_of_typing_a_condition_scolds(name: str, value: str) -> None:
    """Whatever a condition becomes, while it is typed there are results, or a hint; never what looks like a mistake."""
    whole = parse(f"{name}:{value} ", TODAY)
    if whole.problems:
        return
    for end in range(len(name) + 1, len(name) + len(value) + 2):
        typed = parse(f"{name}:{value}"[:end], TODAY)
        assert all(problem.is_unfinished for problem in typed.problems), typed.text


def test_only_so_many_words_are_used() -> None:
    query = parse("word " * 1000, TODAY)
    assert len(list(leaves(query.root))) == MOST_TERMS
    assert len(query.problems) == 1


def test_numbers_count_once_for_each_way_to_write_them() -> None:
    query = parse("15000 " * 1000, TODAY)
    assert len(list(leaves(query.root))) == MOST_TERMS
    assert len(query.problems) == 1


def test_the_end_of_a_long_query_is_left_out() -> None:
    query = parse("x" * (LONGEST_QUERY + 5), TODAY)
    assert query.problems[0].span.start == LONGEST_QUERY


@pytest.mark.parametrize("text", ["(" * 10_000, "-" * 10_000, '"' * 9_999, "((a" * 3_000 + ")" * 50, "a:" * 5_000])
def test_hostile_nesting_is_harmless(text: str) -> None:
    assert parse(text, TODAY).text == text


_PIECES = st.sampled_from(
    [
        *(f"{name}:" for name in FIELDS),
        "(",
        ")",
        '"',
        "-",
        "OR",
        "AND",
        "NOT",
        "*",
        "~",
        "..",
        ">",
        " ",
        "\x1b[",
        "2025",
    ]
)


@given(st.lists(st.one_of(_PIECES, st.text(max_size=6)), max_size=30).map("".join))
def test_no_text_raises(text: str) -> None:
    query = parse(text, TODAY)
    for problem in query.problems:
        assert problem.span.end <= len(text)
        assert safe(problem.message) == problem.message
        assert "\n" not in problem.message
    for leaf, _ in leaves(query.root):
        if isinstance(leaf, Phrase):
            assert len(leaf.words) > 1
    assert isinstance(query.conditions, tuple)


def test_words_under_a_minus_show_no_matches() -> None:
    assert [condition.field for condition in parse("-money:>1m is:read oil ", TODAY).asked] == ["is"]


@pytest.mark.parametrize("today", [dt.date.min, dt.date.max])
def test_the_ends_of_time_are_harmless(today: dt.date) -> None:
    for spoken in ("last week", "this week", "last month", "last 9999 years", "yesterday"):
        assert parse(f'oil date:"{spoken}"', today).text


@pytest.mark.parametrize(
    ("outer", "text", "whole"),
    [
        ("", "potash", "potash"),
        ("is:unread", "", "is:unread "),
        ("is:unread", "potash", "(is:unread ) potash"),
        ("a OR b", "c", "(a OR b ) c"),
        ('say "no', "c", '(say "no" ) c'),
        ('say "', "c", '(say "" ) c'),
        ("(a OR (b", "c", "((a OR (b)) ) c"),
        ("a) OR b", "c", "(a  OR b ) c"),
    ],
)
def test_a_query_within_another(outer: str, text: str, whole: str) -> None:
    assert within(outer, text) == whole


@given(st.text(alphabet='ab()"“” OR-:', max_size=20), st.text(alphabet="abc ", min_size=1, max_size=8))
def test_within_never_lets_one_query_reach_into_the_other(outer: str, text: str) -> None:
    whole = leaves(parse(within(outer, text), TODAY).root)
    assert [*whole] == [*leaves(parse(f"{outer} ", TODAY).root), *leaves(parse(text, TODAY).root)]
