"""Lists of names stand in the order in which readers of a language look for them."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from generator.plan.site.alphabets import in_alphabetical_order

ROOT = Path(__file__).parent.parent.parent
SORANI = "ئ ا ب پ ت ج چ ح خ د ر ڕ ز ژ س ش ع غ ف ڤ ق ک گ ل ڵ م ن ه ە و ۆ ی ێ"
ARABIC = "ا ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ي"


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("ku", ["Ali", "Cemal", "Çiya", "Ebdil", "Êzdîn", "ilan", "Îhsan", "Sana", "Şêrko", "Umer", "Ûsiv", "Zana"]),
        ("kmr", ["Ali", "Çiya", "ilan", "Îhsan", "Sana", "Şêrko", "Zana"]),
        ("tr", ["Cem", "Çetin", "Işıl", "İlker", "Osman", "Ömer", "Ufuk", "Ümit"]),
        ("ckb", SORANI.split()),
        ("ku-Arab", SORANI.split()),
        ("ckb", ["كامەران", "کامیل", "كەژاڵ"]),
        ("ar-IQ", ARABIC.split()),
        ("en", ["Ana", "Ängel", "Bo", "Émile", "Eva", "Zoë"]),
        ("sv", ["Ana", "Zoë", "Ängel"]),
        ("en", ["ali", "Ali Baba", "Alia", "Bo"]),
        ("en", ["Ali Ö", "Ali Z"]),
        ("hac", ["ئاسۆ", "ڕێبین", "زانا"]),
        ("x-klingon", ["Ana", "Émile", "Zoë"]),
        ("en", []),
        ("tr", [""]),
    ],
)
def test_names_stand_in_the_alphabet_of_their_language(language: str, names: list[str]) -> None:
    for seed in range(5):
        mixed = random.Random(seed).sample(names, len(names))
        assert in_alphabetical_order(mixed, str, language) == names


def test_two_of_one_name_stay_in_their_order() -> None:
    things = [("Sana", 2), ("Ali", 3), ("Sana", 1)]
    assert in_alphabetical_order(things, lambda thing: thing[0], "tr") == [("Ali", 3), ("Sana", 2), ("Sana", 1)]


def test_a_plain_list_is_in_the_same_order_as_one_with_accents() -> None:
    plain = ["ali", "Ali", "ALI", "Ali Baba", "Alia", "de Boer", "Deb", "van Dam", "Z"]
    with_accent = in_alphabetical_order([*plain, "Ömer"], str, "en")
    assert [name for name in with_accent if name != "Ömer"] == in_alphabetical_order(plain, str, "en") == plain


@pytest.mark.parametrize("machine", ["C", "sv_SE.UTF-8", "tr_TR.UTF-8"])
def test_the_language_of_the_machine_changes_no_order(machine: str) -> None:
    code = """
from generator.plan.site.alphabets import in_alphabetical_order as order
print([order(["Zoë", "Ängel", "Ana", "Işıl", "İlker"], str, tag) for tag in ("en", "ckb", "x-klingon", "tr")])"""
    told = [
        subprocess.run(
            [sys.executable, "-X", "utf8", "-c", code],
            cwd=ROOT, env={**os.environ, "LC_ALL": locale, "LANG": locale}, check=True, capture_output=True,
        ).stdout
        for locale in ("en_US.UTF-8", machine)
    ]  # fmt: skip
    assert told[0] == told[1]
