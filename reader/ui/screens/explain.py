"""Explain: why a figure or quote was found, field by field, and the words it was found in."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from reader.highlights.highlight import Bound, Figure
from reader.text import safe
from reader.ui.entries import context, shown, shown_text
from reader.ui.screens.steady_screens import SteadyModal

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from reader.articles.article import Article
    from reader.highlights.highlight import Quote

_BOUNDS = {
    Bound.EXACT: "as it stands",
    Bound.ABOUT: "about",
    Bound.MORE: "more than",
    Bound.LESS: "less than",
    Bound.UP: "up by or to",
    Bound.DOWN: "down by or to",
}


def fields_of(article: Article, highlight: Figure | Quote) -> list[tuple[str, str]]:
    """Return names and values of what the program holds of a highlight, for people."""
    if isinstance(highlight, Figure):
        quantity = highlight.quantity
        value = f"{quantity.low:,.10g}" + (f" to {quantity.high:,.10g}" if quantity.is_range else "")
        found = [
            ("Value", f"{value} {quantity.unit}" + (f" per {quantity.per}" if quantity.per else "")),
            ("Said", _BOUNDS[highlight.bound]),
            ("Counts", highlight.noun),
            ("Kind", highlight.kind.value),
            ("Rank", f"{highlight.rank} of the article" if highlight.rank else "not among the key figures"),
            ("Also at", ", ".join(f"“{shown(article.text, place)}”" for place in highlight.places)),
        ]
    else:
        found = [
            ("Speaker", highlight.speaker or "the text does not tell"),
            ("Named by", "" if highlight.mention is None else f"“{shown(article.text, highlight.mention)}”"),
            ("Cue", "" if highlight.cue is None else f"“{shown(article.text, highlight.cue)}”"),
            ("Via", highlight.via or ""),
            ("Kind", "full statement" if highlight.kind.value == "direct" else "part of reported speech"),
        ]
    return [(name, shown_text(value)) for name, value in [*found, ("Found by", highlight.why)] if value]


class Explain(SteadyModal[None]):
    """Shows what the program holds of one highlight."""

    CSS_PATH = "explain.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,e,enter", "dismiss", "Close", id="explain.close"),
    ]

    def __init__(self, article: Article, highlight: Figure | Quote) -> None:
        super().__init__()
        self._article = article
        self._highlight = highlight

    def compose(self) -> ComposeResult:
        """Make the words and the fields."""
        article, highlight = self._article, self._highlight
        words, inside = context(article, highlight.span)
        strong = Style(bold=True, underline=True)
        yield_words = Content.assemble(
            safe(words[: inside.start]), (safe(words[inside.start : inside.end]), strong), safe(words[inside.end :])
        )
        fields = fields_of(article, highlight)
        width = max(len(name) for name, _ in fields)
        lines: list[Content] = []
        for name, value in fields:
            lines.append(Content.assemble((name.rjust(width) + "  ", Style(dim=True)), value))
        with VerticalScroll(id="explain-box"):
            yield Static(
                Content("Figure" if isinstance(highlight, Figure) else "Quote"), id="explain-title", markup=False
            )
            yield Static(yield_words, id="explain-words", markup=False)
            yield Static(Content("\n").join(lines), id="explain-fields", markup=False)
