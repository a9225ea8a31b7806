"""The pages of the preview's own: phone widths side by side, and what stands where there is nothing to show yet."""

from __future__ import annotations

from html import escape
from urllib.parse import quote, urlencode

from site_builder.serving.dress import OWN
from site_builder.text.messages import Catalogue

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; "
    "form-action 'none'"
)


def watching(*addresses: str) -> str:
    """Return the query by which a page asks whether one of the pages at these addresses has become another."""
    return urlencode([("page", one) for one in addresses])


def phone_page(frames: tuple[tuple[str, str], ...], prefix: str, words: Catalogue) -> str:
    """Return the page that shows others as a phone does; `frames` are what each is called, and its address."""
    shown = "".join(
        f'<figure><figcaption><a href="{_href(address, prefix)}">{escape(name)}</a></figcaption>'
        f'<iframe src="{_href(address, prefix)}" title="{escape(name)}"></iframe></figure>'
        for name, address in frames
    )
    return _page(words.say("serve.phone.title"), f'<div class="phones">{shown}</div>', words)


def nothing_page(words: Catalogue) -> str:
    """Return what stands in the place of a page while none could be made."""
    return _page(words.say("serve.nothing"), f"<p>{escape(words.say('serve.nothing_yet'))}</p>", words)


def _href(address: str, prefix: str) -> str:
    return escape(quote(prefix + address, safe="/"))


def _page(title: str, main: str, words: Catalogue) -> str:
    return (
        f'<!doctype html>\n<html lang="{escape(words.language)}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(title)}</title>'
        f'<link rel="stylesheet" href="{OWN}pages.css"></head>'
        f"<body><main><h1>{escape(title)}</h1>{main}</main></body></html>\n"
    )
