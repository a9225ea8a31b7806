"""What other rooms know of a content type is said once: on its class, or in the words of text/."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from site_builder.content_types import (
    ADDRESSED_TYPES,
    CONTENT_TYPES,
    ENTRY_TYPES,
    NAMED_TYPES,
    NOTICE_TYPES,
    RECORD_TYPES,
    SHARED_SLUGS,
    where_names_stand,
)
from site_builder.content_types.entry import Model, metadata_of, parts_of
from site_builder.content_types.maps import Place
from site_builder.content_types.notice import Notice
from site_builder.content_types.references import Ref
from site_builder.content_types.unit import Unit
from site_builder.loading import load
from site_builder.loading.references import references_of_fields
from site_builder.outputs.addresses import address
from site_builder.text.dates import When, midnight
from site_builder.text.paths import PATH_WORDS, path_word, reserved
from site_builder.text.reference_words import LINK_WORDS, PLACEHOLDER_WORDS
from tests.support import FULL, notice, small_site

WITH_PAGES = [kind for kind in NAMED_TYPES if kind.section is not None]


def test_no_two_content_types_have_one_word_or_one_section() -> None:
    words = [*(kind.word for kind in CONTENT_TYPES), Place.word]
    assert len(set(words)) == len(words)
    # A unit and its place may have one page.
    sections = [kind.section for kind in WITH_PAGES if kind is not Unit]
    assert len(set(sections)) == len(sections)


def test_whatever_has_pages_can_be_linked_to_in_a_text() -> None:
    assert {kind.word for kind in WITH_PAGES} <= set(LINK_WORDS.values())


def test_a_text_links_to_it_by_its_own_word_or_by_one_in_bokmal() -> None:
    for word in set(LINK_WORDS.values()):
        names = [name for name, meant in LINK_WORDS.items() if meant == word]
        assert word in names
        assert len(names) == 2, names


def test_texts_point_at_nothing_but_content_types() -> None:
    known = {kind.word for kind in NAMED_TYPES}
    assert {*LINK_WORDS.values(), *PLACEHOLDER_WORDS.values()} <= known


@pytest.mark.parametrize("language", PATH_WORDS)
def test_a_section_has_a_word_in_every_language_that_no_page_may_bear(language: str) -> None:
    for kind in WITH_PAGES:
        if kind.section:
            assert path_word(kind.section, language) in reserved("", language)


@pytest.mark.parametrize("language", PATH_WORDS)
def test_no_notice_may_bear_the_word_of_a_list_of_its_type(language: str) -> None:
    assert {path_word(kind.value, language) for kind in NOTICE_TYPES} <= reserved(Notice.section, language)


def test_every_name_a_field_may_hold_is_kept_somewhere() -> None:
    wanted = {word for kind in (*CONTENT_TYPES, *NOTICE_TYPES.values()) for word in _named_by(kind)}
    assert wanted >= {"service", "contact", "place"}
    for word in wanted:
        assert where_names_stand([word])


def _named_by(model: type[Model]) -> Iterator[str]:
    for info in model.model_fields.values():
        if ref := metadata_of(info, Ref):
            yield from ref.words
        if part := parts_of(info.annotation):
            yield from _named_by(part)


def test_no_name_in_a_field_of_a_field_is_overlooked() -> None:
    site = load(FULL).site
    assert site is not None
    for entry in site.entries():
        if isinstance(entry, Model):
            assert [slug for _, _, slug in references_of_fields(entry)] == [*_names_in(entry)]


def _names_in(model: Model) -> Iterator[str]:
    for name, info in type(model).model_fields.items():
        value = getattr(model, name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Model):
                yield from _names_in(one)
            elif isinstance(one, str) and one and metadata_of(info, Ref):
                yield one


def test_what_a_notice_concerns_cannot_be_taken_for_something_else() -> None:
    # A desk may bear the id of its service or its place: they are one target then, and the notice stands with both.
    assert set(metadata_of(Notice.model_fields["concerns"], Ref).words) - SHARED_SLUGS == {"contact"}


def test_every_markdown_file_may_have_had_other_addresses() -> None:
    assert set(ENTRY_TYPES) < set(ADDRESSED_TYPES)
    assert set(RECORD_TYPES).isdisjoint(ADDRESSED_TYPES)


def test_the_page_of_an_entry_stands_in_the_section_its_class_names() -> None:
    site = load(FULL).site
    assert site is not None
    for kind in WITH_PAGES:
        assert site.of(kind), kind.word
        for entry in site.of(kind):
            start = f"/{path_word(kind.section, 'nb')}/" if kind.section else "/"
            assert address(site, entry) == f"{start}{entry.slug}/"


@pytest.mark.parametrize(("published", "leaves"), [("2026-02-02", "2026-04-04"), ("2026-09-27", "2026-11-27")])
def test_news_leaves_lists_at_midnight_whatever_the_clock_has_done_meanwhile(
    tmp_path: Path, published: str, leaves: str
) -> None:
    files = {"content/notices/nytt.md": notice("Nytt", f"publisert: {published}")}
    (news,) = small_site(tmp_path, files, midnight(date(2027, 1, 1))).of(Notice)
    assert news.leaves_at == midnight(date.fromisoformat(leaves))


def test_of_a_copy_with_another_time_nothing_is_known_that_was_worked_out_of_the_old_one(tmp_path: Path) -> None:
    site = small_site(
        tmp_path,
        {
            "content/notices/drift-a.md": notice(
                "Lekkasje", "tema: vann", "publisert: 2026-02-16", "slutter: 2026-02-18 12:00"
            )
        },
    )
    (before,) = site.of(Notice)
    assert before.leaves_at == datetime(2026, 2, 18, 11, tzinfo=UTC)
    after = before.model_copy(update={"ends": When(datetime(2026, 2, 20, 11, tzinfo=UTC))})
    assert (after.over_at, after.leaves_at) == (datetime(2026, 2, 20, 11, tzinfo=UTC),) * 2
    assert before.model_copy() == before
