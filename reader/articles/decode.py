"""Bytes to text: byte order mark, UTF-8, UTF-16 by its NULs, else the one-byte code page that spells best.

Code pages are told apart by letters: the right one shows the letters of one language, the wrong one shows others,
signs between letters, or capitals within words. No dependency, no guess by length.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

SAMPLE = 65_536
"""Bytes from the start of a file that are looked at when its encoding has to be told."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and how sure its encoding is."""

    text: str
    encoding: str
    """Python's name of the codec."""
    sure: float
    """From 0 to 1; 1 for a byte order mark or valid UTF-8."""


_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# Lower-case letters beyond ASCII of the languages that were written in each code page.
_LETTERS = (
    ("cp1252", ("äöüß", "àâæçèéêëîïôœùûü", "áéíñóúü", "àèéìíîòóù", "ãáâàçéêíõóôú", "åäöéæø", "ëéïöüáó")),
    ("cp1250", ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "čšžćđ", "ăâîşţ")),
    ("iso8859_2", ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áéíóöőúüű")),
    (
        "cp1251",
        ("абвгдежзийклмнопрстуфхцчшщъыьэюяё", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "абвгдежзійклмнопрстуўфхцчшыьэюяё"),
    ),
    ("koi8_r", ("абвгдежзийклмнопрстуфхцчшщъыьэюяё",)),
    ("koi8_u", ("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",)),
    ("cp866", ("абвгдежзийклмнопрстуфхцчшщъыьэюяё",)),
    ("cp1257", ("ąčęėįšųūž", "āčēģīķļņšūž", "äöõü")),
    ("cp1254", ("çğıöşü",)),
)
_PUNCTUATION = frozenset("«»„“”‘’‚‹›–—…№§°€£\xa0·•©®™¿¡")


def _marked(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data.decode(encoding, "replace"), encoding, 1.0)
    return None


def _utf16(data: bytes) -> Decoded | None:
    """Tell UTF-16 without a mark by where its NULs are; each ASCII letter has one."""
    sample = data[:SAMPLE]
    if len(sample) < 4 or 5 * sample.count(0) < len(sample):
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if min(even, odd) * 10 > max(even, odd):
        return None
    encoding = "utf-16-be" if even > odd else "utf-16-le"
    return Decoded(data.decode(encoding, "replace"), encoding, 0.9)


def _nearly_utf8(data: bytes) -> Decoded | None:
    """Accept UTF-8 with a few broken bytes: a file cut within a letter, or one pasted line of another encoding."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    letters = sum(character > "\x7f" for character in text[:SAMPLE])
    return Decoded(text, "utf-8", 0.7) if broken * 10 <= letters - min(broken, letters) else None


def _spelling(text: str, letters: str) -> float:
    """Score decoded text by one language's letters: 1 for each, a fifth for a capital, less for what is foreign."""
    lower, upper = frozenset(letters), frozenset(letters.upper())
    score = 0.0
    before = " "
    for character in text:
        if character > "\x7f":
            if character in lower:
                score += 1
            elif character in upper:
                score += -0.5 if before.islower() else 0.2
            elif character not in _PUNCTUATION:
                score -= 1.5
            elif before.isalpha() and character in "¿¡§°№":
                score -= 1
        before = character
    return score


def _code_page(data: bytes) -> Decoded:
    sample = data[:SAMPLE]
    best, best_score, second = "cp1252", 0.0, 0.0
    foreign = sum(byte > 0x7F for byte in sample)
    for encoding, languages in _LETTERS:
        text = sample.decode(encoding, "replace")
        score = max(_spelling(text, letters) for letters in languages)
        if score > best_score:
            best, best_score, second = encoding, score, best_score
        else:
            second = max(second, score)
    sure = min(0.9, 0.4 + (best_score - max(second, 0)) / (2 * foreign)) if best_score > 0 else 0.2
    return Decoded(data.decode(best, "replace"), best, sure)


def decode(data: bytes) -> Decoded:
    """Return the text of `data`; what no encoding explains becomes U+FFFD. Never raises."""
    marked = _marked(data)
    if marked:
        return marked
    wide = _utf16(data)
    if wide:
        return wide
    try:
        return Decoded(data.decode("utf-8"), "utf-8", 1.0)
    except UnicodeDecodeError:
        return _nearly_utf8(data) or _code_page(data)


_CONTROLS = bytes(code for code in range(0x20) if code not in b"\t\n\r\f\v\x1b\x07\x08")


def is_binary(data: bytes) -> bool:
    """Tell whether `data` is no text at all: NULs that are not UTF-16, or a twentieth of it control codes.

    Random or packed bytes have almost a tenth. Escape sequences count as text: a dump of a terminal is still readable.
    """
    sample = data[:8192]
    if not sample or any(sample.startswith(mark) for mark, _ in _MARKS):
        return False
    if sample.startswith((b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"\x7fELF")):
        return True
    if 0 in sample:
        wide = _utf16(sample)
        if wide is not None:
            sample = wide.text.encode("utf-8", "replace")
    return 20 * (len(sample) - len(sample.translate(None, _CONTROLS))) > len(sample)
