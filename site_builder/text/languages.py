"""Languages that a short text may be in: what each calls itself, what we call it, and which way it is written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its code (BCP 47). `names` are what a heading may call it, its own name first."""

    code: str
    names: tuple[str, ...]
    is_right_to_left: bool = False

    @property
    def name(self) -> str:
        return self.names[0]


LANGUAGES = (
    Language("en", ("English", "engelsk")),
    Language("uk", ("Українська", "ukrainsk", "Ukrainian")),
    Language("ar", ("العربية", "arabisk", "Arabic"), is_right_to_left=True),
    Language("pl", ("Polski", "polsk", "Polish")),
    Language("so", ("Soomaali", "Af-Soomaali", "somali", "Somali")),
    Language("ti", ("ትግርኛ", "tigrinja", "Tigrinya")),
    Language("am", ("አማርኛ", "amharisk", "Amharic")),
    Language("fa", ("فارسی", "persisk", "farsi", "Persian"), is_right_to_left=True),
    Language("prs", ("دری", "dari", "Dari"), is_right_to_left=True),
    Language("ps", ("پښتو", "pashto", "pasjto", "Pashto"), is_right_to_left=True),
    Language("ur", ("اردو", "urdu", "Urdu"), is_right_to_left=True),
    Language("ckb", ("کوردی", "sorani", "Sorani"), is_right_to_left=True),
    Language("kmr", ("Kurmancî", "kurmanji", "kurmandsji", "Kurmanji")),
    Language("tr", ("Türkçe", "tyrkisk", "Turkish")),
    Language("lt", ("Lietuvių", "litauisk", "Lithuanian")),
    Language("lv", ("Latviešu", "latvisk", "Latvian")),
    Language("et", ("Eesti", "estisk", "estnisk", "Estonian")),
    Language("ru", ("Русский", "russisk", "Russian")),
    Language("ro", ("Română", "rumensk", "Romanian")),
    Language("bg", ("Български", "bulgarsk", "Bulgarian")),
    Language("hu", ("Magyar", "ungarsk", "Hungarian")),
    Language("bs", ("Bosanski", "bosnisk", "Bosnian")),
    Language("sq", ("Shqip", "albansk", "Albanian")),
    Language("de", ("Deutsch", "tysk", "German")),
    Language("fr", ("Français", "fransk", "French")),
    Language("es", ("Español", "spansk", "Spanish")),
    Language("pt", ("Português", "portugisisk", "Portuguese")),
    Language("it", ("Italiano", "italiensk", "Italian")),
    Language("nl", ("Nederlands", "nederlandsk", "Dutch")),
    Language("sv", ("Svenska", "svensk", "Swedish")),
    Language("da", ("Dansk", "Danish")),
    Language("fi", ("Suomi", "finsk", "Finnish")),
    Language("th", ("ไทย", "thai", "Thai")),
    Language("vi", ("Tiếng Việt", "vietnamesisk", "Vietnamese")),
    Language("fil", ("Filipino", "tagalog", "filippinsk")),
    Language("zh", ("中文", "kinesisk", "Chinese")),
    Language("my", ("မြန်မာဘာသာ", "burmesisk", "Burmese")),
    Language("ta", ("தமிழ்", "tamil", "Tamil")),
    Language("sw", ("Kiswahili", "swahili", "Swahili")),
    Language("rw", ("Kinyarwanda",)),
    Language("se", ("Davvisámegiella", "nordsamisk", "Northern Sámi")),
    Language("smj", ("Julevsámegiella", "lulesamisk", "Lule Sámi")),
    Language("sma", ("Åarjelsaemien gïele", "sørsamisk", "Southern Sámi")),
    Language("fkv", ("Kvääni", "kvensk", "Kven")),
    Language("nn", ("Nynorsk",)),
    Language("nb", ("Bokmål",)),
)


def language_called(text: str) -> Language | None:
    """Return the language that a heading is the name of, in whatever case, with or without signs around it."""
    return _by_name().get(_key(text))


@cache
def _by_name() -> dict[str, Language]:
    return {_key(name): one for one in reversed(LANGUAGES) for name in one.names}


def _key(text: str) -> str:
    return " ".join(text.strip(" :.()–-").casefold().split())
