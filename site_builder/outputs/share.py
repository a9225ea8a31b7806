"""What to send others of a notice: a text message, a short and a long text, all made from the notice as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from site_builder.content_types.gatherings import Gathering
from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_types import Crisis
from site_builder.content_types.notice_words import State
from site_builder.model import Site
from site_builder.outputs import addresses, feeds, publication, views
from site_builder.outputs.crisis_parts import LIFE, next_message, numbers_of, parts_of, ways_said
from site_builder.outputs.notice_facts import change_text
from site_builder.text import gsm7

SHORT = 280
"""Characters of the short text: what the tightest of the social media takes"""


@dataclass(frozen=True, slots=True)
class Share:
    """Texts to send, and links that open a message with one of them in it."""

    sms: str
    short: str
    long: str
    by_sms: str
    by_mail: str


def share_of(notice: Notice, site: Site) -> Share:
    """Return the texts of a notice. That of a text message is in GSM's alphabet and fits one message, if its author
    wrote no other."""
    title = feeds.title_of(notice, site)
    short, long = _short(notice, title, site), _long(notice, title, site)
    sms = _sms(notice, title, site)
    own = sms if _own(notice, site) else short
    letter = quote(long.replace("\n", "\r\n"), safe="")
    return Share(
        sms=sms,
        short=short,
        long=long,
        # RFC 5724. Without the «&», which stands for no field, iPhones leave the body out.
        by_sms=f"sms:?&body={quote(own, safe='')}",
        # RFC 6068, 5: lines end with CR LF.
        by_mail=f"mailto:?subject={quote(title, safe='')}&body={letter}",
    )


def _is_over(notice: Notice, site: Site) -> bool:
    return notice.state(site.moment) is State.RESOLVED


def _own(notice: Notice, site: Site) -> str | None:
    """Return the text message that its author wrote, while it holds: it is one of the danger, not of its end."""
    return notice.sms if isinstance(notice, Crisis) and not _is_over(notice, site) else None


def _change(notice: Notice, site: Site) -> str:
    """Return in a sentence that it is over, or does not go as it was first said; nothing of all others."""
    if end := feeds.closed_line(notice, site):
        return f"{end}."
    return change_text(notice, site) if isinstance(notice, Gathering) else ""


def _lead(notice: Notice, site: Site) -> str:
    """Return what has changed, and what it was about; nobody is to do any longer what stood there to be done."""
    change = _change(notice, site)
    if _is_over(notice, site) and not parts_of(notice, site).lead.strip():
        return change
    said = views.summary_of(site, notice)
    return f"{change} {said if said != notice.title else ''}".strip()


def _sms(notice: Notice, title: str, site: Site) -> str:
    if own := _own(notice, site):
        return addresses.words_of(site).say("notice.drill_title", title=own) if notice.drill else own
    # The home page has every alert first: its address will do where that of the notice is too long.
    page, front = (site.addresses.absolute(one) for one in (addresses.address(site, notice), addresses.HOME))
    said = gsm7.spelt(title)
    told = gsm7.spelt(f"{title}. {_change(notice, site)}") if _change(notice, site) else said
    for text, address in ((told, page), (said, page), (said, front)):
        if gsm7.counted(f"{text} {address}") <= gsm7.MOST:
            return f"{text} {address}"
    room = gsm7.MOST - gsm7.counted(f"... {front}")
    return f"{_cut(said, room)}... {front}" if room > 0 else _cut(said, gsm7.MOST)


def _cut(text: str, room: int) -> str:
    """Return what fits of a text, in whole words where there is more than one."""
    while gsm7.counted(text) > room:
        text = text.rpartition(" ")[0] or text[:-1]
    return text.rstrip(" .,;:-")


def _short(notice: Notice, title: str, site: Site) -> str:
    address = site.addresses.absolute(addresses.address(site, notice))
    said = _lead(notice, site) or _first_step(notice, site)
    room = SHORT - len(f"{title}.  {address}")
    summary = next((f" {one}" for one in (said, _change(notice, site)) if one and len(one) <= room), "")
    return f"{title.rstrip('.')}.{summary} {address}"


def _first_step(notice: Notice, site: Site) -> str:
    steps = parts_of(notice, site, absolute=True).steps if notice.is_crisis else ()
    return f"{steps[0].rstrip('.')}." if steps else ""


def _long(notice: Notice, title: str, site: Site) -> str:
    words = addresses.words_of(site)
    blocks = [[title], *([[lead]] if (lead := _lead(notice, site)) else [])]
    if notice.is_crisis and not _is_over(notice, site):
        blocks += _crisis_blocks(notice, site)
    blocks.append([words.say("share.more", address=site.addresses.absolute(addresses.address(site, notice)))])
    blocks.append([words.say("embed.from_title", name=publication.publisher(site))])
    return "\n\n".join("\n".join(block) for block in blocks)


def _crisis_blocks(notice: Notice, site: Site) -> list[list[str]]:
    words = addresses.words_of(site)
    steps = [f"{number}. {step}" for number, step in enumerate(parts_of(notice, site, absolute=True).steps, 1)]
    blocks = [[f"{words.say('crisis.do')}:", *steps]] if steps else []
    blocks += [list(ways)] if (ways := ways_said(notice, site)) else []
    if after := next_message(notice, site):
        blocks.append([f"{words.say('crisis.next')}: {after.text}"])
    named = ", ".join(f"{one.shown} {one.name.lower()}" for one in numbers_of(site, LIFE))
    blocks.append([f"{words.say('crisis.life')}: {named}"])
    return blocks
