"""Signs become those of a newspaper, in headlines as in texts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.read.markdown.body import converted
from generator.read.typography import typographic

RLM = "\u200f"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('He said "yes" and \'no\'.', "He said “yes” and ‘no’."),
        ("\"'Tis 'so',\" he said.", "“’Tis ‘so’,” he said."),
        ('("so") "(so)" said—"so"', "(“so”) “(so)” said—“so”"),
        ("It's the dogs' 'run' in the '90s", "It’s the dogs’ ‘run’ in the ’90s"),
        ("'90'lar, 20'de, Atatürk'ün", "’90’lar, 20’de, Atatürk’ün"),
        ("rock 'n' roll", "rock ’n’ roll"),
        ("5'10\" tall, 6' 2\"", "5′10″ tall, 6′ 2″"),
        ("a -- b---c... d.... -----", "a – b—c… d.... -----"),
        ('قال لـ"رويترز" إن', "قال لـ“رويترز” إن"),
        ('و"الحل" ب"سهولة" وال"حزب"', "و“الحل” ب“سهولة” وال“حزب”"),
        ('"و" حرف و"أو" حرف', "“و” حرف و“أو” حرف"),
        (f'قال: {RLM}"نعم"{RLM}.', f"قال: {RLM}“نعم”{RLM}."),
        (f'قال{RLM}"نعم"', f"قال{RLM}“نعم”"),
        (f'"BBC{RLM}"', f"“BBC{RLM}”"),
        ('"حکومەت"ی هەرێم', "“حکومەت”ی هەرێم"),
        ("Gotin: 'em diçin'", "Gotin: ‘em diçin’"),
    ],
)  # fmt: skip
def test_signs_as_they_are_printed(typed: str, printed: str) -> None:
    assert typographic(typed) == printed
    shown = "".join(part for part in converted(typed, "a.md").value.parts if isinstance(part, str))
    assert shown == f"<p>{printed}</p>"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('He "*said*" so', "He “<em>said</em>” so"),
        ('"**Yes**"\'s', "“<strong>Yes</strong>”’s"),
        ('["a" b](https://x.example/a--b) "c"', '<a href="https://x.example/a--b">“a” b</a> “c”'),
        ('`"a"` "b" `c`"', '<code>"a"</code> “b” <code>c</code>”'),
        ('<b>"a"</b> "<i>b</i>"', "<b>“a”</b> “<i>b</i>”"),
        (r"\"a\" \'b\'", "\"a\" 'b'"),
        ('a  \n"b"', "a<br>\n“b”"),
        ('و*"الحل"* لـ**"رويترز"**', "و<em>“الحل”</em> لـ<strong>“رويترز”</strong>"),
    ],
)
def test_quotes_look_at_what_stands_beside_them_across_markup(typed: str, printed: str) -> None:
    shown = "".join(part for part in converted(typed, "a.md").value.parts if isinstance(part, str))
    assert shown == f"<p>{printed}</p>"


@given(st.text("\"'-. a1\u0648\u0644\u0640\u200f(\x1e", max_size=30))
def test_nothing_but_the_signs_is_changed(text: str) -> None:
    signs = r"[\"'“”‘’′″–—−…\-.]+"
    assert re.sub(signs, "", typographic(text)) == re.sub(signs, "", text)
