"""Ranking: title and lead, magnitude, repetition, nouns; the same value of the same thing is one entry."""

from __future__ import annotations

from reader.articles.article import Article, ArticleId, Block, BlockKind
from reader.highlights.figures import find_figures
from reader.highlights.highlight import Highlights, Quote, QuoteKind
from reader.highlights.salience import FEWEST_FIGURES, MOST_FIGURES, MOST_QUOTES, merged, rank
from reader.text import Span

FILLER = "Nobody in the town spoke of anything else for a while, and the shops stayed shut. " * 12


def article(*paragraphs: str, title: str = "Untitled") -> Article:
    text = "\n\n".join(paragraphs)
    blocks = []
    at = 0
    for paragraph in paragraphs:
        blocks.append(Block(BlockKind.BODY, Span(at, at + len(paragraph)), 1, 1))
        at += len(paragraph) + 2
    return Article(ArticleId("a"), "r", "a.txt", text, tuple(blocks), title)


def ranked(*paragraphs: str, title: str = "Untitled") -> list[str]:
    one = article(*paragraphs, title=title)
    found = rank(one, find_figures(one.text), [])
    return [figure.span.of(one.text) for figure in found.key_figures]


def test_the_lead_comes_first() -> None:
    assert ranked("The city closed 40 schools.", FILLER, "It shut 45 clinics.") == ["40 schools", "45 clinics"]


def test_what_happened_to_people_comes_first_when_the_article_leads_with_it() -> None:
    toll = "At least 47 people were killed and more than 120 injured, officials said. Some 3,400 homes were damaged."
    assert ranked(toll + " Families will get 200,000 rupees.")[:2] == ["At least 47 people", "more than 120 injured"]
    later = "The bank lent $2.3bn and wants 60 reforms by May. " + "The talks went on in the capital. " * 30
    assert ranked(later + "In 1998, 21 people were killed there.")[0] == "$2.3bn"


def test_what_the_title_names_comes_first() -> None:
    texts = ("There are 40 schools and 45 clinics here.",)
    assert ranked(*texts, title="Clinics under pressure")[0] == "45 clinics"
    assert ranked(*texts, title="Schools under pressure")[0] == "40 schools"


def test_a_value_of_the_title_comes_first() -> None:
    texts = ("It has 40 depots and 45 clinics.",)
    assert ranked(*texts, title="The 45 buildings")[0] == "45 clinics"
    assert ranked(*texts, title="The 40 buildings")[0] == "40 depots"


def test_large_sums_come_before_small_counts_and_ages() -> None:
    found = ranked("Novak, 66, met two men for three days about $4 billion and 300 jobs.")
    assert found == ["about $4 billion", "300 jobs", "two men", "three days", "66"]


def test_a_specific_noun_beats_a_vague_one() -> None:
    assert ranked("It hit 90 people and 90 cargo ships.")[0] == "90 cargo ships"


def test_a_conversion_in_brackets_ranks_below_its_sum() -> None:
    assert ranked("It cost £40 million ($52 million).") == ["£40 million", "$52 million"]


def test_repeated_figures_are_one_entry_with_places() -> None:
    one = article("They freed 123 political prisoners.", FILLER, "The 123 prisoners left. All 123 people are abroad.")
    (figure,) = merged(find_figures(one.text))
    assert figure.noun == "political prisoners"
    assert [place.of(one.text) for place in figure.places] == ["123 prisoners", "123 people"]


def test_a_better_noun_later_becomes_the_entry() -> None:
    text = "They freed 123 people. The 123 political prisoners left."
    (figure,) = merged(find_figures(text))
    assert figure.noun == "political prisoners"
    assert [place.of(text) for place in figure.places] == ["123 people"]


def test_the_same_value_of_other_things_stays_apart() -> None:
    text = "It has 40 schools, 40 clinics, $40, 40 percent of trade and 40 percent of the army."
    assert len(merged(find_figures(text))) == 5


def test_small_counts_of_people_are_not_merged_across_nouns() -> None:
    assert len(merged(find_figures("Three people saw three soldiers."))) == 2


def test_only_some_are_ranked() -> None:
    many = " ".join(f"It has {number} depots." for number in range(20, 60))
    found = rank(article(many), find_figures(many), [])
    assert len(found.figures) == 40
    assert len(found.key_figures) == MOST_FIGURES


def test_the_least_telling_ones_are_not_ranked_but_a_few_always_are() -> None:
    small = "Novak, 66, and Brand, 67, and Weber, 68, and Klein, 69, met."
    assert len(ranked(FILLER, small)) == FEWEST_FIGURES


def test_ranks_count_from_one_without_gaps() -> None:
    text = "It cost $5 million, 4 percent more, for 300 beds in 12 wards."
    found = rank(article(text), find_figures(text), [])
    assert sorted(figure.rank for figure in found.figures) == [1, 2, 3, 4]
    assert [figure.span for figure in found.figures] == sorted(figure.span for figure in found.figures)


def quote(text: str, words: str, *, speaker: str | None = "Ana Brand", kind: QuoteKind = QuoteKind.DIRECT) -> Quote:
    start = text.index(words)
    inner = Span(start, start + len(words))
    return Quote(Span(start - 1, inner.end + 1), inner, kind, speaker, None, None, "test")


def test_full_quotes_with_a_speaker_come_before_fragments() -> None:
    text = 'It was "a shame", she said. "We will open every school in the valley again by the spring," she said.'
    quotes = [
        quote(text, "a shame", kind=QuoteKind.FRAGMENT),
        quote(text, "We will open every school in the valley again by the spring,"),
    ]
    found = rank(article(text), [], quotes)
    assert [one.rank for one in found.quotes] == [2, 1]


def test_a_known_speaker_counts() -> None:
    text = 'A "First of all we wait for the rain." B "First of all we pray for the rain." C'
    quotes = [
        quote(text, "First of all we wait for the rain.", speaker=None),
        quote(text, "First of all we pray for the rain."),
    ]
    assert [one.rank for one in rank(article(text), [], quotes).quotes] == [2, 1]


def test_only_some_quotes_are_ranked() -> None:
    text = " ".join(f'"This is the line number {number} of many."' for number in range(30))
    quotes = [quote(text, f"This is the line number {number} of many.") for number in range(30)]
    assert len(rank(article(text), [], quotes).key_quotes) == MOST_QUOTES


def test_nothing_gives_nothing() -> None:
    assert rank(article(""), [], []) == Highlights()


def test_many_equal_values_of_other_things() -> None:
    text = " ".join(f"40 percent of the d{'x' * number} votes." for number in range(60))
    assert len(merged(find_figures(text))) == 60
    assert len(merged(find_figures("40 percent of the votes. " * 60))) == 1
