"""What has one right answer: from a text and what is wrong with it to the text mended, by the problem's code."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from site_builder.indents import indent_of, without_tabs
from site_builder.problems import FENCE, LinesToPaste, Problem
from site_builder.text.reference_words import TARGET_WORDS
from site_builder.text.slugs import slug_of

Fixer = Callable[[str, Problem], str | None]
"""Takes the text of a file as it is read (line feeds, NFC). None: here more than one thing can be meant."""


def fixed(text: str, one: Problem) -> str | None:
    """Return the text without a problem; None where no fixer is sure."""
    fixer = FIXERS.get(one.code)
    found = fixer(text, one) if fixer and one.mark.line else None
    return None if found == text else found


def _line_of(text: str, one: Problem) -> str:
    lines = text.split("\n")
    return lines[one.mark.line - 1] if one.mark.line <= len(lines) else ""


def _with_line(text: str, one: Problem, *new: str) -> str:
    """Return the text with other lines in the place of the one that is marked."""
    lines = text.split("\n")
    lines[one.mark.line - 1 : one.mark.line] = new
    return "\n".join(lines)


def _value(one: Problem, key: str) -> str:
    return str(dict(one.values).get(key, ""))


# --- whole lines ---------------------------------------------------------------------------------


def _as_told(text: str, one: Problem) -> str | None:
    """The hint has the whole line. With a sign of a comment in it, nobody knows whether that is part of the text."""
    line, told = _line_of(text, one), _value(one, "fixed")
    return _with_line(text, one, indent_of(line) + told) if told and " #" not in line else None


def _field_as_told(text: str, one: Problem) -> str | None:
    field = f"{_value(one, 'field')}:"
    return _as_told(text, one) if _line_of(text, one).lstrip().startswith(field) else None


_COLOUR = re.compile(r"(?P<field>\s*[^\W\d]\w*:\s+)(?P<colour>#[0-9A-Fa-f]{6})\s*")
_WORDS_WITH_A_HASH = re.compile(r"\s*(?:-\s+)*[^\W\d]\w*:\s+[^\s#].*\s#(?:[^\W\d]|\S+\s+\S).*")


def _words_behind_a_hash(text: str, one: Problem) -> str | None:
    """`farge: #00594c`, `tittel: Vi deler på #lia i dag`: what is no colour and no word of a text may be a comment."""
    line = _line_of(text, one)
    if match := _COLOUR.fullmatch(line):
        return _with_line(text, one, f'{match["field"]}"{match["colour"]}"')
    told = _value(one, "fixed")
    return _with_line(text, one, indent_of(line) + told) if told and _WORDS_WITH_A_HASH.fullmatch(line) else None


def _pasted(text: str, one: Problem) -> str | None:
    lines = dict(one.values).get("lines")
    return _with_line(text, one, *lines.lines) if isinstance(lines, LinesToPaste) else None


def _in_one_part(text: str, one: Problem) -> str | None:
    """Fields between two pairs of hyphens with nothing between the pairs: without the two lines in the middle."""
    lines, at = text.split("\n"), one.mark.line - 1
    above = next((number for number in range(at - 1, 0, -1) if lines[number].strip()), 0)
    return "\n".join(lines[:above] + lines[at + 1 :]) if above and lines[above].rstrip() == FENCE else None


def _closing_mark(text: str, one: Problem) -> str | None:
    """A text in quotation marks that goes on to the end of its line, and has none of them within."""
    line, at = _line_of(text, one).rstrip(), one.mark.column - 1
    sign = line[at : at + 1]
    if sign not in ("'", '"') or line.count(sign) != 1 or not re.fullmatch(r"\s*(?:-\s+)*(?:\w+:\s+)?", line[:at]):
        return None
    return _with_line(text, one, line + sign)


def _text_after_the_mark(text: str, one: Problem) -> str | None:
    """`tittel: "Vann" er stengt`, `tittel: [Viktig] Vannet er stengt`; of brackets that stand open nobody knows."""
    line = _line_of(text, one)
    is_sure = re.match(r"\s*(?:-\s+)*(?:[^\W\d]\w*:\s+)?(?:[\"']|\[[^\[\]]+\][^\[\]]+$)", line)
    return _as_told(text, one) if is_sure else None


def _spaces_for_tabs(text: str, one: Problem) -> str | None:
    """All lines in a row that begin with a tab."""
    lines, at = text.split("\n"), one.mark.line - 1
    new = without_tabs(lines, at)
    return "\n".join([*lines[:at], *new, *lines[at + len(new) :]])


_RULE = re.compile(r"=+\s*|-{2,}\s*")


def _title(text: str, one: Problem) -> str:
    """A title as it is read: the rule that some put below it is no part of the text."""
    lines, at = text.split("\n"), one.mark.line
    if at < len(lines) and _RULE.fullmatch(lines[at]):
        del lines[at]
    return _with_line("\n".join(lines), one, f"# {_value(one, 'title')}")


def _three_hyphens(text: str, one: Problem) -> str:
    return _with_line(text, one, FENCE)


def _without_the_line(text: str, one: Problem) -> str:
    return _with_line(text, one)


def _hyphens_above(text: str, one: Problem) -> str:
    return _with_line(text, one, FENCE, _line_of(text, one))


def _without_signs_of_code(text: str, one: Problem) -> str | None:
    """What stands between two lines of signs, copied with them. What goes on below them, nobody knows what is."""
    lines, sign = text.rstrip("\n").split("\n")[one.mark.line :], _value(one, "sign")
    signs = [at for at, line in enumerate(lines) if line.lstrip().startswith(sign)]
    if not signs:
        return "\n".join([*lines, ""])
    is_pair = len(signs) % 2 == 1 and signs[-1] == len(lines) - 1
    return "\n".join([*lines[:-1], ""]) if is_pair else None


def _indent_of_the_next(text: str, one: Problem) -> str | None:
    lines = text.split("\n")
    below = lines[one.mark.line] if one.mark.line < len(lines) else ""
    return _with_line(text, one, indent_of(below) + lines[one.mark.line - 1]) if indent_of(below) else None


def _a_line_for_each(text: str, one: Problem) -> str | None:
    """`gjelder: vann, avløp`: names have no commas, so these are several."""
    line, field, written = _line_of(text, one), _value(one, "field"), _value(one, "text")
    if line.strip() != f"{field}: {written}":
        return None
    items = [item.strip() for item in written.split(",") if item.strip()]
    return _with_line(text, one, f"{indent_of(line)}{field}:", *(f"{indent_of(line)}  - {item}" for item in items))


# --- parts of lines ------------------------------------------------------------------------------


def _replaced(text: str, one: Problem, written: str, instead: str) -> str | None:
    """Return the text with what is marked replaced; None where something else stands there, as in an escape."""
    line, start, end = _line_of(text, one), one.mark.column - 1, one.mark.end_column - 1
    if not instead or line[start:end] not in (written, f'"{written}"', f"'{written}'"):
        return None
    return _with_line(text, one, line[:start] + instead + line[end:])


def _field_name(text: str, one: Problem) -> str | None:
    found, instead = _value(one, "found"), _value(one, "instead")
    return _replaced(text, one, found, instead) if _is_a_slip(found, instead) else None


def _field_name_of_the_site(text: str, one: Problem) -> str | None:
    return _replaced(text, one, _value(one, "found"), _value(one, "instead"))


def _choice(text: str, one: Problem) -> str | None:
    written, instead = _value(one, "text"), _value(one, "instead")
    return _replaced(text, one, written, instead) if _is_a_slip(written, instead) else None


def _name(text: str, one: Problem) -> str | None:
    """A name in capitals, with other letters or signs, or behind a word for what it names: the one that is made of it
    is there."""
    written, instead = _value(one, "text"), _value(one, "instead")
    word, _, rest = written.partition(":")
    name = rest if word.strip().lower() in TARGET_WORDS else written
    return _replaced(text, one, written, instead) if slug_of(name) == instead else None


def _value_instead(text: str, one: Problem) -> str | None:
    return _replaced(text, one, _value(one, "text"), _value(one, "instead"))


def _colour(text: str, one: Problem) -> str | None:
    written = _value(one, "text")
    is_one = re.fullmatch("[0-9A-Fa-f]{6}", written)
    return _replaced(text, one, written, f'"#{written.lower()}"') if is_one else None


def _written_instead(text: str, one: Problem) -> str | None:
    """In running text a mark is a line: what is meant stands in it once."""
    line = _line_of(text, one)
    written, instead = _value(one, "written") or _value(one, "text"), _value(one, "instead")
    if not written or not instead or line.count(written) != 1:
        return None
    return _with_line(text, one, line.replace(written, instead))


def _target_instead(text: str, one: Problem) -> str | None:
    line, written, instead = _line_of(text, one), f"]({_value(one, 'written')})", _value(one, "instead")
    return _with_line(text, one, line.replace(written, f"]({instead})")) if line.count(written) == 1 else None


def _link_together(text: str, one: Problem) -> str | None:
    line, written, instead = _line_of(text, one), _value(one, "written"), _value(one, "instead")
    if line.count(written) != 1 or not written.startswith("]") or not written.endswith(")"):
        return None
    return _with_line(text, one, line.replace(written, instead))


_ENDS_A_LINE = frozenset("\x0b\x0c\x85\u2028\u2029")


def _unseen_characters(text: str, one: Problem) -> str | None:
    """Nobody sees it, and nothing is lost with it. One that ends a line in some programs may have parted two words."""
    name = _value(one, "character")
    character = chr(int(name[2:], 16)) if re.fullmatch("U\\+[0-9A-F]{4,6}", name) else ""
    line = _line_of(text, one)
    if character not in line or not character or character in _ENDS_A_LINE:
        return None
    return _with_line(text, one, line.replace(character, ""))


def _is_a_slip(written: str, meant: str) -> bool:
    """Return whether two words are the same but for capitals, or for one letter: missing, too many, other, or swapped
    with the next."""
    first, second = written.strip().casefold(), meant.casefold()
    if first == second:
        return True
    # In a short word one letter is much of it.
    if abs(len(first) - len(second)) > 1 or min(len(first), len(second)) < 4:
        return False
    if len(first) == len(second):
        other = [at for at, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
        is_swapped = len(other) == 2 and other[1] == other[0] + 1 and first[other[0]] == second[other[1]]
        return len(other) == 1 or (is_swapped and first[other[1]] == second[other[0]])
    short, long = sorted((first, second), key=len)
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


FIXERS: Mapping[str, Fixer] = {
    "B640": _written_instead,
    "D211": _colour,
    "D214": _value_instead,
    "D215": _name,
    "D231": _a_line_for_each,
    "F102": _field_name,
    "F105": _field_name_of_the_site,
    "F122": _title,
    "F165": _field_as_told,
    "F166": _choice,
    "F167": _name,
    "F169": _value_instead,
    "F243": _written_instead,
    "F262": _value_instead,
    "N219": _written_instead,
    "R422": _written_instead,
    "R424": _link_together,
    "R443": _target_instead,
    "S103": _unseen_characters,
    "S104": _unseen_characters,
    "S107": _hyphens_above,
    "S108": _three_hyphens,
    "S111": _as_told,
    "S112": _spaces_for_tabs,
    "S113": _as_told,
    "S115": _closing_mark,
    "S117": _text_after_the_mark,
    "S118": _words_behind_a_hash,
    "S120": _as_told,
    "S121": _as_told,
    "S130": _as_told,
    "S132": _as_told,
    "S133": _as_told,
    "S147": _as_told,
    "S148": _as_told,
    "S151": _indent_of_the_next,
    "S160": _as_told,
    "S161": _pasted,
    "S162": _as_told,
    "S170": _pasted,
    "S185": _without_the_line,
    "S186": _hyphens_above,
    "S190": _without_signs_of_code,
    "S194": _in_one_part,
    "S192": _as_told,
    "S193": _as_told,
}
"""How each kind of problem is mended"""
