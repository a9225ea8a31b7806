"""What is wrong with the form of a file of records: there, what stands outermost is ids and no fields."""

from __future__ import annotations

from collections.abc import Container
from itertools import count

from site_builder.content_types.entry import example_of, written_example
from site_builder.content_types.records import Record
from site_builder.loading.validation import Reading
from site_builder.problems import LinesToPaste, Problem, problem
from site_builder.text.slugs import slug_of


def free_slug(slug: str, taken: Container[str]) -> str:
    """Return the id, or with the first number behind it that no other of the file has."""
    numbered = (f"{slug}-{number}" for number in count(2))
    return slug if slug not in taken else next(one for one in numbered if one not in taken)


def fault_of_records(model: type[Record], fault: Problem, reading: Reading) -> Problem:
    """Return what to say of a fault in the form of a file, in the words of what its records are."""
    values = dict(fault.values)
    if fault.code == "S123" and fault.mark.column == 1:
        return problem("S145", fault.path, fault.mark, **values)
    if fault.code == "S128":
        name, info = next((name, info) for name, info in model.model_fields.items() if info.is_required())
        example = f"  {reading.name(name, info)}: {written_example(info)}"
        return problem("S146", fault.path, fault.mark, lines=LinesToPaste((f"{slug_of(example_of(info))}:", example)))
    return fault
