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

    @property
    def locale(self) -> str:
        """The language and a country, as Open Graph has it: `uk_UA`. Ours are spoken in Norway, and English is written
        as in Britain; of others, where most who speak them live (CLDR, likely subtags)."""
        return _LOCALES.get(self.code) or _likely_locale(self.code)


_LOCALES = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB", "se": "se_NO"}


@cache
def _likely_locale(code: str) -> str:
    from babel.core import get_global

    language, *rest = code.split("-")
    known = get_global("likely_subtags")
    likely = str(known.get(code.replace("-", "_")) or known.get(language, language)).split("_")
    country = next((one.upper() for one in (*reversed(rest), *reversed(likely[1:])) if len(one) == 2), "")
    return f"{language}_{country}" if country else language


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
def language_of(code: str) -> Language | None:
    """Return the language of a tag (BCP 47): one of ours, else one that CLDR knows; None for what is no language."""
    from babel import Locale, UnknownLocaleError

    main = code.partition("-")[0].lower()
    ours = next((one for one in LANGUAGES if one.code in (code, main)), None)
    if ours is not None:
        return Language(code, ours.names, ours.is_right_to_left)
    in_english = Locale.parse("en").languages.get(main)
    if in_english is None:
        return None
    try:
        own = Locale.parse(main)
    except UnknownLocaleError:
        return Language(code, (in_english,))
    return Language(code, (own.languages.get(main, in_english),), own.text_direction == "rtl")


def name_in(code: str, language: str) -> str:
    """Return what a language is called in another of ours (CLDR): `nb` in English is `Norwegian Bokmål`, and in
    Norwegian what people call it there: `bokmål`."""
    from babel import Locale

    found = language_of(code)
    own = found.name if found else code
    return str(Locale.parse(language).languages.get(code.partition("-")[0].lower(), own)).removeprefix("norsk ")


@cache
def _by_name() -> dict[str, Language]:
    return {_key(name): one for one in reversed(LANGUAGES) for name in one.names}


def _key(text: str) -> str:
    return " ".join(text.strip(" :.()–-").casefold().split())
