"""Made-up dumps in the shapes that copied pages have: kinds line by line, and metadata."""

from __future__ import annotations

import pytest

from reader.articles.read import read

PROSE = (
    "The council of the small harbour town decided on Monday to rebuild the old lighthouse, which has stood dark for "
    "nineteen years, and to pay for it out of the fees that the ferries bring in."
)
MORE = (
    "Most of the people who live near the quay welcomed the plan, although several fishermen said that the light would "
    "do little for boats that have carried satellite receivers for a decade."
)
POLISH = (
    "Rada niewielkiego miasta portowego postanowiła w poniedziałek odbudować starą latarnię, która od dziewiętnastu "
    "lat pozostaje ciemna, i zapłacić za to z opłat, które przynoszą promy kursujące na wyspę."
)
RUSSIAN = (
    "Совет небольшого портового города решил в понедельник восстановить старый маяк, который не горит уже девятнадцать "
    "лет, и заплатить за это из сборов, которые приносят паромы, идущие на остров каждый день."
)


def kinds(*lines: str) -> list[str]:
    (article,) = read("dump.txt", "\n".join(lines).encode())
    return [block.kind.value for block in article.blocks]


def article_of(*lines: str):
    (article,) = read("some_file-name.txt", "\n".join(lines).encode())
    return article


def test_an_opinion_piece_with_markdown_left_in_it():
    lines = (
        "Why the Harbour Town Should Keep Its Dark Lighthouse",
        "",
        "By [Ada Example](#)",
        "",
        "May 4, 2021",
        "",
        "The lighthouse on a foggy morning in March. **Bo Sample / AFP**",
        "",
        PROSE,
        "",
        r"The fees bring in \$2.5-2.8 million annually. " + MORE,
        "",
        "Related article: [Ferries Raise Their Fees](#)",
        "",
        MORE + " They said so twice.",
        "",
        "The views expressed in opinion pieces do not necessarily reflect the position of The Harbour Times.",
        "",
        "Original url:",
        "",
        "<https://harbour.example/2021/05/04/lighthouse>",
    )
    article = article_of(*lines)
    assert [block.kind.value for block in article.blocks] == [
        *("title", "byline", "date", "caption", "body", "body", "related", "body", "boilerplate", "url", "url")
    ]
    assert article.title == lines[0]
    assert article.authors == ("Ada Example",)
    assert article.published.iso == "2021-05-04"
    assert article.outlet == "The Harbour Times"
    assert article.url == "https://harbour.example/2021/05/04/lighthouse"
    assert article.origins["authors"].where == "line 3"
    assert "$2.5-2.8 million" in article.text


def test_a_report_signed_at_its_end():
    article = article_of(
        "English Section",
        "",
        "Light for the ferries: a town's new old tower [COMMENTARY]",
        "",
        "04.05.2021 18:00",
        "At the end of last week the mayor announced, after two years of talks with the owners of the ferries, that "
        "the tower will be lit again in the spring.",
        "The mayor Karl Muster.",
        "The mayor Karl Muster.Photo: Commons/harbour.example/CC BY 4.0",
        "",
        PROSE,
        "",
        "That may be so.",
        "",
        MORE,
        "",
        "Anna Wzorowa\xa0in Norway",
    )
    assert [block.kind.value for block in article.blocks] == [
        *("section", "title", "date", "dek", "caption", "caption", "body", "body", "body", "byline")
    ]
    assert article.authors == ("Anna Wzorowa",)
    assert article.published.iso == "2021-05-04T18:00"
    assert article.outlet is None


def test_a_menu_above_the_title():
    lines = ["Home", "World", "Politics", "Business", "Sport", "+", "-", "", "Old Lighthouse to Be Lit Again"]
    lines += ["", "By Ada Example", "", PROSE, "", MORE]
    assert kinds(*lines) == ["nav"] * 7 + ["title", "byline", "body", "body"]


def test_what_a_page_puts_below():
    lines = ["Old Lighthouse to Be Lit Again", "", PROSE, "", MORE, "", "Comments (12)", "", "Ferry fees go up again"]
    lines += ["", "Mayor opens a new quay in the rain", "", "All rights reserved."]
    assert kinds(*lines)[3:] == ["boilerplate"] * 4


def test_a_single_short_last_line_is_a_heading_that_was_cut_off():
    assert kinds(PROSE, "", "What the fishermen say about it")[-1] == "heading"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Read more: Ferries raise their fees", "related"),
        ("Czytaj też: Promy drożeją", "related"),
        ("Читайте также: Паромы дорожают", "related"),
        ("Lire aussi : Les ferries augmentent leurs prix", "related"),
        ("Lesen Sie auch: Fähren werden teurer", "related"),
        ("Correction: An earlier version misnamed the mayor.", "note"),
        ("Follow our coverage of the harbour on Telegram.", "boilerplate"),
        ("5 min read", "boilerplate"),
        ("{{ advertisement }}", "nav"),
        ("FILE - The lighthouse on a foggy morning, May 3, 2020. (AP Photo/Bo Sample, File)", "caption"),
        ("Latarnia morska (zdjęcie z 2020 roku) Źródło: PAP/Bo Sample", "caption"),
        ("Маяк в тумане (Фото: Bo Sample / ТАСС)", "caption"),
        ("Der Leuchtturm im Nebel. Foto: dpa/Bo Sample", "caption"),
        ("What comes next for the lighthouse", "heading"),
        ("• The tower will be lit from April to October", "list"),
        ("He said so on Facebook.", "body"),
        ("But then…", "body"),
    ],
)
def test_a_line_within_the_text(line, kind):
    assert kinds(PROSE, "", MORE, "", line, "", MORE, "", PROSE)[2] == kind


def test_spoken_words_after_a_dash_are_no_list():
    spoken = "- Nie wiemy jeszcze, kiedy latarnia zostanie zapalona - powiedział burmistrz miasta."
    assert kinds(POLISH, "", spoken, "", POLISH) == ["body", "body", "body"]


def test_bare_dates_within_the_text_are_a_chronology():
    lines = [PROSE, "3 May 2021", MORE, "4 May 2021", MORE, "5 May 2021", PROSE]
    article = article_of(*lines)
    assert [block.kind.value for block in article.blocks] == [
        "body",
        "heading",
        "body",
        "heading",
        "body",
        "heading",
        "body",
    ]
    assert article.published is None


def test_the_label_of_a_crawler_is_no_part_of_the_title():
    article = article_of("date 2021-05-04 Совет города решил восстановить старый маяк", "", RUSSIAN, "", RUSSIAN)
    assert article.title == "Совет города решил восстановить старый маяк"
    assert article.published.iso == "2021-05-04"
    assert article.lang == "ru"


def test_a_dek_that_runs_into_the_title_is_cut_off():
    glued = "Почему совет города решил восстановить старый маякОн надеется на сборы с паромов"
    assert article_of(glued, "", RUSSIAN, RUSSIAN).title == "Почему совет города решил восстановить старый маяк"


def test_the_outlet_behind_a_title():
    article = article_of("“Old lighthouse to be lit again” – Reuters", "", PROSE, "", MORE)
    assert (article.title, article.outlet) == ("Old lighthouse to be lit again", "Reuters")


def test_the_agency_of_a_dateline():
    article = article_of("Old lighthouse to be lit again", "", f"OSLO, May 4 (Reuters) - {PROSE}", "", MORE)
    assert article.outlet == "Reuters"


def test_a_byline_and_a_date_on_one_line():
    article = article_of(
        "Old lighthouse to be lit again", "", "By Ada Example | May 4, 2021 9:30 AM", "", PROSE, "", MORE
    )
    assert article.authors == ("Ada Example",)
    assert article.published.iso == "2021-05-04T09:30"


def test_a_name_beside_the_date_needs_no_known_given_name():
    article = article_of("Old lighthouse to be lit again", "", "Zzyzx Example", "May 4, 2021", "", PROSE, "", MORE)
    assert article.authors == ("Zzyzx Example",)


def test_a_name_that_the_text_speaks_of_is_no_byline():
    article = article_of("Old lighthouse to be lit again", "Peter Muster", "", f"Peter Muster won. {PROSE}", "", MORE)
    assert article.authors == ()


def test_prose_alone_has_no_title_but_the_name_of_its_file():
    article = article_of(PROSE, "", MORE)
    assert article.title == "some file name"
    assert article.origins["title"].where == "file name"
    assert (article.authors, article.published, article.outlet, article.url) == ((), None, None, None)


def test_links_point_at_their_words():
    article = article_of(PROSE + " It was [announced](https://harbour.example/x) in May.", "", MORE)
    (link,) = article.links
    assert (link.span.of(article.text), link.target) == ("announced", "https://harbour.example/x")


def test_a_wrapped_file_reads_like_an_unwrapped_one():
    wrapped = []
    line = ""
    for word in PROSE.split():
        if len(line) + len(word) > 70:
            wrapped.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    wrapped.append(line)
    (article,) = read("w.txt", "\n".join(wrapped).encode())
    assert article.text == PROSE
    assert article.blocks[0].last_line == len(wrapped)
