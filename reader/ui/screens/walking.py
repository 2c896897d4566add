"""Walking: contents, links and the places one came from; and reading on at the end of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from reader.ui.jumps import Place
from reader.ui.screens.desk import ARTICLE
from reader.ui.screens.finding import Finding

if TYPE_CHECKING:
    from textual.binding import BindingType

    from reader.ui.links import WebLink
    from reader.ui.widgets.article_view import ArticleView
    from reader.ui.widgets.text_view import TextView


class Walking(Finding):
    """The part of the main screen that leads through an article, out of it, and back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "contents", "Contents", id="article.contents", show=False, tooltip="Headings of the article"),
        Binding("O", "links", "Links", id="article.links", show=False, tooltip="Open or copy a link by its letter"),
        Binding("ctrl+o,less_than_sign", "jump(-1)", "Back to", id="jump.back", show=False,
                tooltip="The place before the last jump, in any article"),
        Binding("greater_than_sign,ctrl+i", "jump(1)", "Forward to", id="jump.forward", show=False,
                tooltip="The place one went back from; on many terminals ctrl+i is Tab"),
    ]  # fmt: skip

    _asked_at: int | None = None
    """The article at whose end the user was asked whether to read on."""

    # -- contents and links --------------------------------------------------------------------------------------

    def action_contents(self) -> None:
        """Show the headings, and go to one."""
        opened = self.opened
        if opened is None:
            self.say("Open an article first.")
            return
        from reader.articles.kinds import BlockKind  # no article is open before the first frame

        blocks = [block for block in opened.article.blocks if block.kind is BlockKind.HEADING]
        if not blocks:
            self.say("This article has no headings.")
            return
        from reader.ui.screens.contents import Contents, Heading  # the first frame needs none of the dialogs

        headings = [Heading(block.span.start, block.level, block.span.of(self.view.text)) for block in blocks]
        self.app.push_screen(Contents(headings, self.view.here), self._heading_chosen)

    def _heading_chosen(self, offset: int | None) -> None:
        if offset is not None:
            self.go(ARTICLE)
            self.view.go_to(offset)

    def action_links(self) -> None:
        """Show the links with their letters; one letter opens one."""
        if self.opened is None:
            self.say("Open an article first.")
            return
        from reader.ui.links import web_links
        from reader.ui.screens.links import Links

        found = web_links(self.opened.article)
        if found:
            self.app.push_screen(Links(found, self.view.here), self._link_chosen)
        else:
            self.say("This article has no links.")

    async def _link_chosen(self, chosen: tuple[WebLink, bool] | None) -> None:
        if chosen is None:
            return
        from reader.ui.clipboard import browse, copy

        link, is_for_copying = chosen
        if not is_for_copying and browse(link.url):
            self.say(f"Opened {link.url}")
            return
        fallback = self.library.folders.state / "copied.txt"
        how = await self.in_thread(
            lambda: copy(link.url, lambda text: self.app.call_from_thread(self.app.copy_to_clipboard, text), fallback)
        )
        self.say_good(f"{'' if is_for_copying else 'No browser here. '}{how}: {link.url}")

    # -- jumps ---------------------------------------------------------------------------------------------------

    def action_jump(self, direction: int) -> None:
        """Go back to where the last jump came from, or forward again."""
        if self.opened is None:
            self.say("Nothing has been opened yet.")
            return
        here = Place(self.opened.key, self.view.here)
        place = self.jumps.back(here) if direction < 0 else self.jumps.forward(here)
        if place is None:
            self.say("There is no place to go back to." if direction < 0 else "There is no place to go forward to.")
        else:
            self.go_to_place(place)

    # Handlers by name: the classes of the messages are loaded after the first frame.

    def on_article_view_missed(self, event: ArticleView.Missed) -> None:
        """Say that there is nothing more of what the user looks for."""
        self.say(f"There is no {event.what} {'further down' if event.direction > 0 else 'further up'}.")

    # -- reading on ----------------------------------------------------------------------------------------------

    def on_article_view_ended(self) -> None:
        """Offer the next article, and open it at the second time."""
        opened = self.opened
        if opened is None:
            return
        title = self.following
        if not title:
            self.say("This is the end; q goes back to the list.")
        elif self._asked_at != opened.key:
            self._asked_at = opened.key
            self.say(f"Next: {title}; the same key again opens it.")
        else:
            self._asked_at = None
            self.run_worker(self.keep_read(opened.key), group="notebook")
            self.action_other_article(1)

    def on_text_view_moved(self, event: TextView.Moved) -> None:
        """Ask again at the end once the user has left it."""
        if not event.at_end:
            self._asked_at = None
