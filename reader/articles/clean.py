"""Make decoded text harmless and uniform, before anything counts offsets in it.

Nothing that a terminal obeys survives: escape sequences, C0 and C1 controls, bidirectional controls, lone surrogates.
Line numbers do not change: only newlines of the file end a line.
"""

from __future__ import annotations

import re
import unicodedata

# A tab, a vertical tab, a next-line mark and every width of space are one plain space.
_SPACES = "\t\v\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))

_TABLE = {**dict.fromkeys(_SPACES, " "), **{chr(code): "\ufffd" for code in range(0xD800, 0xE000)}}
"""What is not simply taken away."""

# Controls but newline, spaces of other widths than one, and what is invisible: soft hyphen, Arabic letter mark,
# zero-width characters, joiners, bidirectional marks, overrides and isolates, invisible operators, byte order mark,
# interlinear annotation marks, tag characters, lone surrogates.
_SUSPECT = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\xad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)

# Escape sequences, such as `ESC [ 31 m` (colour) and `ESC ] 0 ; title BEL`. A string sequence that does not end on its
# line loses its ESC only: a stray ESC must not swallow the article.
_ESCAPE = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]{0,64}+[ -/]{0,8}+[@-~]"
    "|(?:\x1b[\\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]{0,2000}+(?:\x07|\x1b\\\\|\x9c)"
    "|\x1b[ -/]{0,8}+[0-Z\\\\^-~]"
)

# Unicode's Stream-Safe Text Format (UAX 15, section 13): nobody stacks more than 30 marks on a letter. Longer runs
# would also make normalisation quadratic.
_MARKS = "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u06d6-\u06dc\u0e38-\u0e3a\u0e48-\u0e4b"
_MARKS += "\u0f71-\u0f84\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\u2de0-\u2dff\u302a-\u302f\u3099-\u309a\ufe20-\ufe2f]"
_MARK = re.compile(_MARKS)
_STACKED_MARKS = re.compile(f"({_MARKS}{{30}}){_MARKS}+")


# Letters of Arabic and Indic scripts, and pictures with what varies them: there a joiner belongs to the writing.
_JOINED = re.compile("[\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")


def _replacement(match: re.Match[str]) -> str:
    found, at = match.group(), match.start()
    if found in "\u200c\u200d" and _JOINED.match(match.string, at - 1) and _JOINED.match(match.string, at + 1):
        return found
    return _TABLE.get(found, "")


def clean(text: str) -> str:
    r"""Return `text` without control and invisible characters, with plain spaces and newlines, composed (NFC).

    Newlines become `\n`; the number of lines stays the same.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _SUSPECT.search(text):
        if "\x1b" in text or "\x9b" in text:
            text = _ESCAPE.sub("", text)
        text = _SUSPECT.sub(_replacement, text)
    if text.isascii():
        return text
    if _MARK.search(text):
        text = _STACKED_MARKS.sub(r"\1", text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)
