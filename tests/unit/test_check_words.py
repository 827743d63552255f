"""The law that every word of a source is on its page: what it passes over, and what it catches."""

from __future__ import annotations

import random

import pytest

from generator.check.words import lost_words

TEXT = """# A *heading* {#top}

The council **met** on [Friday](https://x.example/a_(b) "a title"), said <john@x.example>.[^1]
<!-- ask again --> It&nbsp;decided &quot;nothing&quot;: don't *wor*ry.

![A bridge](bridge.jpg "The old bridge."){credit="A. Name/Agency" file_photo}

1. one
2. two {: .x }

[^1]: A note.
[video]: https://y.example "not printed"

> quoted [words][video] of <b class="x > y">bold</b> people

```python
code <here>
```

<script>gone()</script>
"""
SHOWN = """<h2 id="top">A <em>heading</em></h2><p>The council <strong>met</strong> on <a href="x" title="a title">Friday</a>, said
<a href="mailto:j">john@x.example</a>.<sup>1</sup> It decided “nothing”: don’t <em>wor</em>ry.</p>
<ol><li>one</li><li>two</li></ol><blockquote>quoted <a>words</a> of <b>bold</b> people</blockquote><pre><code>code &lt;here&gt;</code></pre>
<ol><li>A note.</li></ol>"""
PICTURES = "A bridge The old bridge. A. Name/Agency"


def _lost(text: str, shown: str, also: str = "") -> list[str]:
    return [str(lost) for lost in lost_words(text, shown, also)]


def test_nothing_is_missed_where_all_is_shown() -> None:
    assert _lost(TEXT, SHOWN, PICTURES) == []


@pytest.mark.parametrize(
    "word",
    ["heading", "council", "met", "Friday", "john", "decided", "nothing", "don", "wor", "two", "note", "quoted", "words", "bold"],
)  # fmt: skip
def test_each_word_that_is_taken_out_is_missed(word: str) -> None:
    assert _lost(TEXT, SHOWN.replace(word, "", 1), PICTURES) == [word]


def test_a_link_behind_an_exclamation_mark_is_no_picture() -> None:
    assert _lost('Now\\![here](a.md "a title")', '<p>Now!<a href="x" title="a title">here</a></p>') == []


def test_what_pictures_say_counts_too() -> None:
    assert _lost(TEXT, SHOWN, "A bridge. A. Name/Agency") == ["bridge The old"]


def test_words_side_by_side_are_one_loss_and_it_is_known_where() -> None:
    (lost,) = lost_words("One two three.\n\nFour two three five.", "<p>One two three.</p><p>Four five.</p>")
    assert (str(lost), lost.place) == ("two three", 21)


def test_a_tag_that_is_taken_out_within_a_word_takes_no_letter() -> None:
    assert _lost("a big<font>ger</font> one", "<p>a bigger one</p>") == []
    assert _lost("a bigger one", "<p>a big<wbr>ger one</p>") == []


@pytest.mark.parametrize("text", ["ئەنجومەن کۆبووەوە", "اجتمع المجلس", "Meclis toplandı", "ê caf\u00e9", "١٢٣ ۴۵"])
def test_every_script_counts(text: str) -> None:
    first, *others = text.split()
    assert _lost(text, f"<p>{text}</p>") == []
    assert [word for lost in _lost(text, f"<p>{first}</p>") for word in lost.split()] == others


@pytest.mark.parametrize(
    ("text", "shown", "lost"),
    [
        ("## What he said {sic}", "<h2>What he said</h2>", ["sic"]),
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", "<table><tr><td>a<td>b<tr><td>1<td>2</table>", ["3"]),
        ("The *Times**of*London wrote.", "<p>The <em>Times</em>London wrote.</p>", ["of"]),
        ('A <a href="http://x>Text</a> and more', "<p>A ", ["Text and more"]),
        ("[Smith]: he\nsaid", "<p>said</p>", ["Smith he"]),
    ],
)
def test_real_losses_are_caught(text: str, shown: str, lost: list[str]) -> None:
    assert _lost(text, shown) == lost


def test_of_a_long_text_any_word_that_is_taken_out_is_missed() -> None:
    chance = random.Random(11)
    words = [f"word{number}x" for number in range(6000)]
    for _ in range(5):
        gone = chance.randrange(len(words))
        shown = " ".join(words[:gone] + words[gone + 1 :])
        assert _lost(" ".join(words), shown) == [words[gone]]
