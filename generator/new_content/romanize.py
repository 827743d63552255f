"""A headline or a name -> the name of its file, in ASCII letters that its readers can say.

Latin script goes through the rule of addresses (`plan.urls.slug`), so the name of a file is what the
site makes of it. Sorani and Arabic are written as people there write them on a telephone: خ is x in
Sorani and kh in Arabic, ş is sh. What these scripts leave out, the short i of Kurdish and the short
vowels of Arabic, is put where nobody could say the consonants without it. It is a guess, and an
editor may give another name. Other scripts go through ICU's transliteration. Reads no file."""

from __future__ import annotations

import unicodedata

from generator.model.letters import one_encoding
from generator.model.regex import regex
from generator.plan.urls import slug

LONGEST = 60
"""Characters of a name that is made here; a whole headline of 300 would be cut off in addresses."""
_SHORT = 3
"""Characters of a last word that is left out of a shortened name: “and”, “of”, “li”."""

_VOWELS = frozenset("aeiouê")
_WORD = regex("[\u0620-\u065f\u0670-\u06d3\u06d5\u06fa-\u06ff\u200c]+")
_SORANI_LANGUAGES = ("ckb", "sdh", "hac", "ku", "kmr", "lki")

_COMMON = {
    "ئ": "",
    "ا": "a",
    "ب": "b",
    "پ": "p",
    "ت": "t",
    "ج": "j",
    "چ": "ch",
    "ح": "h",
    "د": "d",
    "ر": "r",
    "ڕ": "r",
    "ز": "z",
    "ژ": "zh",
    "س": "s",
    "ش": "sh",
    "ع": "",
    "غ": "gh",
    "ف": "f",
    "ڤ": "v",
    "ق": "q",
    "ک": "k",
    "ك": "k",
    "گ": "g",
    "ل": "l",
    "ڵ": "l",
    "م": "m",
    "ن": "n",
    "ه": "h",
    "ھ": "h",
    "و": "w",
    "ی": "y",
    "ي": "y",
}
_SORANI = _COMMON | {"خ": "x", "ە": "e", "ێ": "e", "ۆ": "o", "ث": "s", "ذ": "z", "ص": "s", "ض": "z", "ط": "t", "ظ": "z"}
_ARABIC = _COMMON | {
    "خ": "kh",
    "ث": "th",
    "ذ": "dh",
    "ص": "s",
    "ض": "d",
    "ط": "t",
    "ظ": "z",
    "ة": "a",
    "ى": "a",
    "أ": "a",
    "إ": "i",
    "آ": "a",
    "ٱ": "a",
    "ؤ": "u",
    "ء": "",
    "ئ": "i",
    "ع": "a",
    "ہ": "h",
    "ھ": "h",
    "ے": "e",
    "ۀ": "e",
    "ڈ": "d",
    "ٹ": "t",
}
_AS_EVERYBODY_WRITES_THEM = {
    "و": "wa",
    "في": "fi",
    "من": "min",
    "على": "ala",
    "إلى": "ila",
    "الى": "ila",
    "عن": "an",
    "مع": "maa",
    "بعد": "baad",
    "قبل": "qabl",
    "بين": "bayna",
    "هل": "hal",
    "كيف": "kayfa",
    "ما": "ma",
    "لا": "la",
    "العراق": "al-iraq",
    "كردستان": "kurdistan",
    "كوردستان": "kurdistan",
    "إقليم": "iqlim",
    "اقليم": "iqlim",
    "بغداد": "baghdad",
    "أربيل": "erbil",
    "اربيل": "erbil",
    "السليمانية": "sulaymaniyah",
    "دهوك": "duhok",
    "الموصل": "al-mosul",
    "كركوك": "kirkuk",
    "البصرة": "al-basra",
    "نينوى": "ninawa",
    "سنجار": "sinjar",
    "سوريا": "suriya",
    "إيران": "iran",
    "ايران": "iran",
    "تركيا": "turkiya",
    "محمد": "muhammad",
    "أحمد": "ahmad",
    "احمد": "ahmad",
    "علي": "ali",
    "حسن": "hasan",
    "حسين": "hussein",
    "عمر": "umar",
    "عبد": "abd",
    "الله": "allah",
    "البرلمان": "al-barlaman",
    "الحكومة": "al-hukuma",
    "حكومة": "hukuma",
    "مدارس": "madaris",
    "مدرسة": "madrasa",
}
"""Words of which the rule below makes something that no reader of Arabic would write."""
_ARTICLES = (("وال", "wal-"), ("بال", "bil-"), ("كال", "kal-"), ("فال", "fal-"), ("لل", "lil-"), ("ال", "al-"))
_LEAST_BEHIND_ARTICLE = 3


def file_name(text: str, language: str) -> str:
    """Return the name of a file, without a suffix: at most 60 small ASCII letters, digits and
    hyphens. `language` is a BCP 47 tag. Return "" for a text without letters and digits."""
    return _shortened(slug(text) or slug(romanized(text, language)))


def romanized(text: str, language: str) -> str:
    """Return a text with the words of Arabic script, and of all other scripts, in Latin letters."""
    is_sorani = language.split("-", 1)[0].lower() in _SORANI_LANGUAGES
    if is_sorani:
        text = one_encoding(text, language)
    plain = "".join(sign for sign in unicodedata.normalize("NFC", text) if not _is_mark(sign))
    latin = _WORD.sub(lambda match: _sorani(match[0]) if is_sorani else _arabic(match[0]), plain)
    return latin if slug(latin) else _by_icu(latin)


def _is_mark(sign: str) -> bool:
    """Whether a sign is a vowel sign, a stretch or invisible."""
    return sign == "\u0640" or (not sign.isascii() and unicodedata.category(sign) in ("Mn", "Cf") and sign != "\u200c")


def _by_icu(text: str) -> str:
    import icu  # noqa: PLC0415 - only for scripts without a table here

    return str(icu.Transliterator.createInstance("Any-Latin; Latin-ASCII").transliterate(text))


def _shortened(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    cut = name[: LONGEST + 1].rpartition("-")[0] or name[:LONGEST]
    while len(last := cut.rpartition("-")[2]) <= _SHORT and len(cut) > len(last) + 1:
        cut = cut[: -len(last) - 1]
    return cut


def _sorani(word: str) -> str:
    return "u" if word == "و" else _said(word.replace("\u200c", ""), _SORANI, "i")


def _arabic(word: str) -> str:
    word = word.replace("\u200c", "")
    if known := _AS_EVERYBODY_WRITES_THEM.get(word):
        return known
    for written, said in _ARTICLES:
        if word.startswith(written) and len(word) - len(written) >= _LEAST_BEHIND_ARTICLE:
            behind = word.removeprefix(written)
            known = _AS_EVERYBODY_WRITES_THEM.get(f"ال{behind}") or _AS_EVERYBODY_WRITES_THEM.get(behind)
            return said + (known.removeprefix("al-") if known else _said(behind, _ARABIC, "a"))
    return _said(word, _ARABIC, "a")


def _said(word: str, letters: dict[str, str], short: str) -> str:
    """Return a word as it is said. `short` is the vowel between consonants that has no letter."""
    sounds: list[str] = []
    place = 0
    while place < len(word):
        letter = word[place]
        following = word[place + 1] if place + 1 < len(word) else ""
        if letter == "و" and following == "و":
            sounds.append("u")
            place += 2
            continue
        sounds += _sound(letter, letters, sounds, letters.get(following, ""))
        place += 1
    return _with_short_vowels(sounds, short)


def _sound(letter: str, letters: dict[str, str], before: list[str], following: str) -> list[str]:
    """Return the sounds of a letter. و and ی are vowels between consonants, else consonants."""
    sound = letters.get(letter, letter if letter.isascii() else "")
    if sound not in ("w", "y"):
        return [sound] if sound else []
    is_before_vowel = following in _VOWELS
    if not before or before[-1] in _VOWELS:
        return [sound]
    vowel = "u" if sound == "w" else "i"
    if is_before_vowel:
        return ["w"] if sound == "w" else ["i", "y"]
    return [vowel]


def _with_short_vowels(sounds: list[str], short: str) -> str:
    """Return sounds with a vowel in each run of consonants that nobody could say."""
    runs: list[list[str]] = [[]]
    for sound in sounds:
        is_vowel = sound in _VOWELS
        if runs[-1] and (runs[-1][-1] in _VOWELS) != is_vowel:
            runs.append([])
        runs[-1].append(sound)
    last = len(runs) - 1
    return "".join(
        "".join(run) if not run or run[0] in _VOWELS else _sayable(run, short, begins=number == 0, ends=number == last)
        for number, run in enumerate(runs)
    )


def _sayable(run: list[str], short: str, *, begins: bool, ends: bool) -> str:
    """Return a run of consonants with vowels: k-rd-n is kirdin, k-u-rdst-a-n kurdistan."""
    if begins and not ends and len(run) == 2 and run[1] in ("w", "y"):  # xw, gw
        return "".join(run)
    said, since = "", 0 if not begins else -1
    for number, consonant in enumerate(run):
        left = len(run) - number - 1
        said += consonant
        since += 1
        # A vowel follows the first consonant of a word, and the second of a longer run.
        is_needed = (begins and number == 0 and left > 0) or (since >= 2 and left > (0 if ends else 1))
        if is_needed or (ends and not begins and left == 1 and len(run) > 2 and since >= 2):
            said += short
            since = 0
    return said
