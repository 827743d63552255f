"""Rules on what documents refer to, and on what was published."""

from __future__ import annotations

from generator.model.rules.rule import WARNING, Rule
from generator.model.rules.texts import DEAD_LINK, STRAY_FILE

# fmt: off
# -- plan/: what is referred to ------------------------------------------------------------------------------------------

DEAD_ADDRESS = DEAD_LINK.also("No page of this site has the address “{address}”.", "{hint}")
DEAD_ARTICLE = DEAD_LINK.also("There is no article “{id}”.", "{hint}")
DEAD_PART = DEAD_LINK.also("No part of content/{document} is called “{part}”.", "{hint}")
LINK_TO_PICTURE = DEAD_LINK.also(
    "The link leads to a picture, content/{path}, which has no page of its own.", "Show it in a paragraph of its own:  {shown}")
CORRECTED_ORIGINAL = Rule(
    "corrected-original", WARNING, "a translation is older than a serious correction of its original: readers are told so",
    "“{title}” (content/{path}) got a serious correction on {day}, and this translation has not been touched since: its readers "
    "are told that nobody has checked it.",
    "Correct the translation and say so under  corrections:  or, if nothing in it is wrong, give it a later  updated:",
    examples=(("", "translation_of: bridge-opens      # which got a serious correction since", "translation_of: bridge-opens\nupdated: 2026-11-22 10:00"),))
WITHDRAWN_ORIGINAL = Rule(
    "withdrawn-original", WARNING, "a translation is out, and its original was withdrawn",
    "The original of this translation, content/{path}, was withdrawn, and the translation is still out.",
    "Withdraw the translation as well; or, if it stands by itself, take out its line  translation_of:",
    examples=(("", "translation_of: bridge-opens      # which was withdrawn", "translation_of: bridge-opens\nstatus: withdrawn\nnotice: The report was wrong."),))
LINK_TO_UNPUBLISHED = Rule(
    "link-to-unpublished", WARNING, "a link leads to an article that is not out; its words are shown without the link",
    "The link leads to {target}, which is not out: readers see its words without the link.",
    "It becomes a link by itself when that is published.",
    examples=(("", "[the second part](part-two.md)      # a draft", "the second part"),))
UNLINKED_FILE = STRAY_FILE.also(
    "Nothing links to {name}, so it is not published.", "Link to it in a text beside it:  {link}  or delete it.")
GONE_FROM_FRONT = Rule(
    "gone-from-front", WARNING, "a front names an article that was withdrawn or has expired",
    "The article “{name}” {reason}: readers see the front without it.",
    "Name another one, or delete it from the list: the newest take its place.",
    examples=(("", "lead: bridge-opens      # which was withdrawn", "lead: bridge-opens-again"),))
NOT_YET_ON_FRONT = Rule(
    "not-yet-on-front", WARNING, "a front names an article that is not out yet",
    GONE_FROM_FRONT.message, "It takes its place by itself when it is published.",
    examples=(("", "lead: election-night      # embargoed until tomorrow", "lead: bridge-opens"),))
OTHER_EDITION_ON_FRONT = Rule(
    "other-edition-on-front", WARNING, "a front names an article in another language",
    "The article “{name}” is in “{language}”: readers see the front without it.",
    "Name one that is in “{edition}”, perhaps its translation.",
    examples=(("", "lead: pira-nu      # in Kurmanji, on the English front", "lead: bridge-opens"),))

# -- record/edits.py: published texts, in `check --since` alone ------------------------------------------------------------

SILENT_EDIT = Rule(
    "silent-edit", WARNING, "a published text or headline was changed without `updated` or a correction (told by `check --since`)",
    "Readers saw another text, and are told of no change: {changes}.",
    "What was wrong belongs under  corrections:  with its date. What is new needs a later  updated:",
    examples=(("", "The bridge cost 5 million.      # readers saw: 50 million", "corrections:\n  - date: 2026-11-21 10:00\n    text: The bridge cost 5 million dollars, not 50 million."),))
SILENT_HEADLINE = SILENT_EDIT.also("Readers saw another headline, and are told of no change: “{old}”.", SILENT_EDIT.hint)
UNKNOWN_EDIT = SILENT_EDIT.also(
    "The text is not the one of {day} that the record knows, and readers are told of no change. Git has no such text: what "
    "changed in it cannot be said.", SILENT_EDIT.hint)
LOST_CORRECTION = SILENT_EDIT.also(
    "The correction of {day} is no longer there: readers would not know that the text was wrong.",
    "Bring it back: a correction stays for as long as the article does.")
REWRITTEN_CORRECTION = SILENT_EDIT.also(
    "The correction of {day} says something else now: {changes}.",
    "Bring its words back. If they were wrong, that belongs into a correction of its own, with its date.")
SOFTENED_CORRECTION = SILENT_EDIT.also(
    "The correction of {day} was serious, and no longer is: it would leave its place above the text.",
    "Write  severity: serious  in it again.")
CHANGED_ADDRESS = Rule(
    "changed-address", WARNING, "a published article has another address, and the old one does not lead to it (told by `check --since`)",
    "Readers know this article at {old}; its address would be {new}.",
    "Write  aliases: [{old}]  or change back what made the new address: the file's name, id, date, section or language.",
    examples=(("", "articles/bridge.md      # was bridge-opens.md", "aliases: [/kurdistan/2026/11/bridge-opens/]"),))
DELETED_ARTICLE = Rule(
    "gone-article", WARNING, "a published article was deleted, or is no longer out (told by `check --since`)",
    "Readers know this article at {address}; its file was deleted.",
    "Bring the file back:  git checkout {commit} -- {file}  and write in it  status: withdrawn  and  notice: …  Or write in "
    "the article that took its place  aliases: [{address}]",
    examples=(("", "git rm content/articles/bridge-opens.md", "status: withdrawn\nnotice: The report was wrong."),),
    short="R3")
UNPUBLISHED_ARTICLE = DELETED_ARTICLE.also(
    "Readers know this article at {address}; it is {happened}.",
    "If it was wrong, write  status: withdrawn  and  notice: …  If its time is over, write  expires:")

SINCE = frozenset({SILENT_EDIT.code, CHANGED_ADDRESS.code, DELETED_ARTICLE.code})
"""The codes of the rules that only `check --since` tells."""
