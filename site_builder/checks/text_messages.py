"""The text message that the author of a crisis wrote: does it fit in one?"""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.content_types.notice import Notice
from site_builder.content_types.notice_types import Crisis
from site_builder.content_types.settings import Settings
from site_builder.model import Site
from site_builder.problems import Problem
from site_builder.text import gsm7
from site_builder.text.messages import catalogue


def text_message_problems(site: Site) -> Iterator[Problem]:
    """Yield what makes several messages of one: too many characters, or one that GSM's alphabet does not have."""
    words = catalogue(site.one(Settings).language)
    for notice in site.of(Notice):
        if not isinstance(notice, Crisis) or notice.sms is None:
            continue
        if found := gsm7.strangers(notice.sms):
            values = {"found": found, "most": gsm7.MOST, "limit": gsm7.MOST_OF_OTHERS}
            yield notice.fault("N261", "sms", instead=gsm7.spelt(notice.sms), **values)
        sent = words.say("notice.drill_title", title=notice.sms) if notice.drill else notice.sms
        count = gsm7.counted(gsm7.spelt(sent))
        if count > gsm7.MOST:
            yield notice.fault("N260", "sms", count=count, limit=gsm7.MOST, over=count - gsm7.MOST)
