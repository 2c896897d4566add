"""Addresses: which are one article, and whose they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.urls import canonical, is_web, outlet_of


@pytest.mark.parametrize(
    "address",
    [
        "https://daily.example/a/b",
        "http://daily.example/a/b",
        "https://www.daily.example/a/b/",
        "https://DAILY.example/a/b#comments",
        "https://m.daily.example/a/b?utm_source=x&fbclid=1",
        "https://daily.example:443/a/b/amp",
        "https://daily.example/a/b?outputType=amp",
    ],
)
def test_variants_are_one_article(address):
    assert canonical(address) == "https://daily.example/a/b"


def test_a_query_that_names_the_article_counts():
    assert canonical("https://daily.example/?id=2&a=1") == "https://daily.example?a=1&id=2"
    assert canonical("https://daily.example/?id=3") != canonical("https://daily.example/?id=2")


@pytest.mark.parametrize(
    "address",
    ["", "javascript:alert(1)", "file:///etc/passwd", "http://", "https://a b", "http://[::1", "http://x:99999/"],
)
def test_what_is_no_address_has_no_canonical_form(address):
    assert canonical(address) == ""


def test_only_web_addresses_may_be_opened():
    assert is_web("HTTPS://daily.example/x")
    assert not is_web("javascript:alert(1)")
    assert not is_web("https://daily.example/\nx")


def test_outlets_are_known_by_their_host():
    assert outlet_of("https://uk.reuters.com/article/1") == "Reuters"
    assert outlet_of("https://daily.example/") is None
    assert outlet_of("nonsense") is None


@given(st.text(max_size=100))
def test_no_address_raises(text):
    assert canonical(canonical(text)) == canonical(text)
    outlet_of(f"https://{text}/")
