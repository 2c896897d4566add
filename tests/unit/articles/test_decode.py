"""Encodings: told by marks, by validity, by NULs, else by the letters of the languages that use them."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.decode import decode, is_binary

POLISH = "Żółte łodzie płynęły wzdłuż brzegu, a dzieci śpiewały piosenkę o źrebięciu. Wieczorem ktoś zgasił światła."
RUSSIAN = "Вчера вечером в порту открыли новую пристань, и жители города пришли посмотреть на первые корабли."
UKRAINIAN = "Увечері на площі грав оркестр, і мешканці їхнього міста співали пісень про ґанок та європейські дощі."
GERMAN = "Die Fähre fährt täglich über den Fluß, und für die Gäste gibt es süße Brötchen. Schöne Grüße aus Köln."
FRENCH = "L'été dernier, la fenêtre du château était ouverte ; où êtes-vous allés ? Ça dépend des élèves, déjà prêts."
CZECH = "Příliš žluťoučký kůň úpěl ďábelské ódy, řekl učitel, když večer přišel domů a zavřel dveře."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (POLISH, "cp1250"),
        (POLISH, "iso8859_2"),
        (CZECH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (RUSSIAN, "cp866"),
        (UKRAINIAN, "cp1251"),
        (GERMAN, "cp1252"),
        (FRENCH, "cp1252"),
        (RUSSIAN, "utf-8"),
        (POLISH, "utf-8-sig"),
        (POLISH, "utf-16"),
        (GERMAN, "utf-16-le"),
        (GERMAN, "utf-16-be"),
        (FRENCH, "utf-32"),
    ],
)
def test_a_text_comes_back_from_its_encoding(text, encoding):
    assert decode(text.encode(encoding)).text == text


def test_utf8_with_one_broken_byte_stays_utf8():
    found = decode((RUSSIAN + "\n" + POLISH).encode()[:-2] + b"\xff")
    assert found.encoding == "utf-8"
    assert found.text.startswith(RUSSIAN)


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7 words", b"PK\x03\x04zip", b"\x89PNG\r\n", b"\x00\x01\x02\x03" * 50, bytes(range(1, 32)) * 8],
)
def test_binary_files_are_known(data):
    assert is_binary(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"words",
        POLISH.encode("utf-16-le"),
        codecs.BOM_UTF16_LE + b"a\0",
        b"\x1b[31mcolour\x1b[0m",
        b"one nul \0 in a long enough text",
    ],
)
def test_texts_are_no_binary_files(data):
    assert not is_binary(data)


@given(st.binary())
def test_decoding_never_raises(data):
    found = decode(data)
    assert isinstance(found.text, str)
    assert 0 <= found.sure <= 1
