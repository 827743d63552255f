"""The editorial rules that an outlet may loosen or switch off in `[checks]` of site.toml. Every
other problem is an error that nothing can switch off.

A rule is one value: its code, its usual severity, its sentence in the guide, and its message and
hint for editors. A rule with several messages has a value for each, made by `also`. The values are
grouped by the room that checks them; `broken` makes the problem. Checks nothing."""

from __future__ import annotations

from generator.model.dataclass import dataclass, replace
from generator.model.problems import Location, Problem, Severity

ERROR, WARNING = Severity.ERROR, Severity.WARNING


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule. `about` is its sentence in the table of content/README.md, which
    tests/unit/rules_guide.py makes. `message` and `hint` are templates of `str.format`: literal
    braces are doubled."""

    code: str
    severity: Severity
    about: str
    message: str
    hint: str

    def also(self, message: str, hint: str) -> Rule:
        """Return the same rule with another message and hint."""
        return replace(self, message=message, hint=hint)


def broken(rule: Rule, where: Location | None, /, **words: object) -> Problem:
    """Return the problem of a broken rule, with its usual severity; `words` fill its templates."""
    return Problem(rule.code, rule.severity, rule.message.format(**words), where, rule.hint.format(**words))


# fmt: off
# -- check/articles.py, check/typed_by_hand.py: an article by itself ---------------------------------------------------

NO_TEXT = Rule(
    "no-text", WARNING, "an article has a headline and no text",
    "The article has no text.", "Write it below the front matter, or set  status: draft")
NO_PHOTO = Rule(
    "no-photo", WARNING, "there are keys for a photo, but no `photo:`",
    "There is no photo for this “{key}”.", "Name the picture's file as  photo:  or delete the line.")
STRAY_NOTICE = Rule(
    "stray-notice", ERROR, "an article has a notice, and is neither withdrawn nor has an end",
    "There is a notice, but the article is not withdrawn: readers would see the article, and not the notice.",
    "Write  status: withdrawn  or the time at which it  expires:  or delete the notice.")
EARLY_UPDATE = Rule(
    "early-update", ERROR, "an article was updated, or a correction was made, before it was published",
    "The article was updated before it was published.", "Correct one of the two dates.")
EARLY_CORRECTION = EARLY_UPDATE.also("The correction is older than the article.", EARLY_UPDATE.hint)
TYPED_DATELINE = Rule(
    "typed-dateline", WARNING, "a text begins with the dateline, which is printed before it anyway",
    "The text begins with “{typed}”, and the dateline stands before it already: readers see it twice.",
    "Take it out of the text.")
TYPED_FILE_PHOTO = Rule(
    "typed-file-photo", WARNING, "“File photo” is typed in a caption; `file_photo` says it by itself",
    "“{typed}” is typed in a caption: the label below the picture says it by itself.",
    "Take it out of the caption, and say  file_photo: true  (in a text: {{file_photo}}).")

# -- check/article_types.py: what an article is ------------------------------------------------------------------------

OPINION_DATELINE = Rule(
    "opinion-dateline", WARNING, "an opinion has a dateline: it is thought, not reported from a place",
    "An opinion has no dateline.", "Delete the line  dateline:  or, if it is reported from there, the line  type:")
REPORTAGE_DATELINE = Rule(
    "reportage-dateline", WARNING, "a reportage has no dateline: readers are to know where somebody was",
    "A reportage says where it was reported, and this one has no dateline.",
    "Write  dateline: ERBIL, Kurdistan Region  or delete the line  type:")
NO_BYLINE = Rule(
    "no-byline", ERROR, "an opinion, an analysis or a review has no author: readers are to know whose it is",
    "Readers cannot see whose {type} this is.", "Write who signs it:  author: …  (the outlet itself can have a file in authors/, too).")
NO_SPONSOR = Rule(
    "no-sponsor", ERROR, "a sponsored article does not say who paid for it",
    "A sponsored article says who paid for it.", "Write  sponsor: Name of the company")
STRAY_SPONSOR = Rule(
    "stray-sponsor", ERROR, "somebody paid for an article that is not marked as sponsored",
    "“{sponsor}” paid for this article, and readers are not told: it has no  type: sponsored.",
    "Write  type: sponsored  or delete the line  sponsor:")
TYPED_TYPE = Rule(
    "typed-type", WARNING, "“Opinion:”, “Analysis:” and the like are typed in a headline; `type` says it by itself",
    "“{typed}” is typed in the headline: readers see it above the headline where there is  type: {type}.",
    "Take it out of the headline, and write  type: {type}")

# -- read/comments.py, plan/story/approved_comments.py, plan/site/unknown_names.py: comments of readers ---------------------

STRAY_COMMENTS = Rule(
    "stray-comments", WARNING, "approved comments are on no page: their folder has the id of no article, or the article says `comments: none`. "
    "Those on a draft, or on one that is withdrawn or expired, wait for it, and are not told",
    "There is no article “{id}” that this comment could be on: readers do not see it.",
    "A comment lies in a folder with the id of its article. Is the article gone, delete the folder.")
UNSEEN_COMMENTS = STRAY_COMMENTS.also(
    "The article says  comments: none : readers do not see this comment, and no other one.",
    "Write  comments: closed  in the article, which keeps those that are there; or delete them.")
EARLY_COMMENT = Rule(
    "early-comment", WARNING, "a comment is older than its article; told once for each article",
    "The comment is older than the article, which is of {day}.", "Correct the date, or its time zone; or move the file.")
EARLY_COMMENTS = EARLY_COMMENT.also(
    "{count} comments on this article are older than the article, which is of {day}. This is one of them.",
    "Correct the date of the article, or those of the comments, or their time zone; or move the files.")
COMMENT_EMAIL = Rule(
    "comment-email", WARNING, "an e-mail address stands in the text of a comment; in its name it is an error",
    "There is an e-mail address in the text of this comment: robots collect it there.",
    "Ask the reader whether it is meant for all; else delete the comment. An import leaves such comments out.")
LOOSE_REPLY = Rule(
    "loose-reply", WARNING, "a comment answers one that is not there: readers see it by itself",
    "This answers a comment “{reply_to}”, and the article has none of that id: readers see it by itself.", "{hint}")
REPLY_IN_CIRCLE = LOOSE_REPLY.also(
    "This answers “{reply_to}”, which answers this one in the end: readers see it by itself.",
    "Correct  reply_to:  in one of them.")

# -- plan/site/policies.py: the comment policy -----------------------------------------------------------------------------

COMING_POLICY = Rule(
    "coming-policy", WARNING, "no version of the comment policy stands yet: articles show neither a policy nor the comment form",
    "This comment policy begins on {day}, and none stands before: until then articles show neither a policy nor the comment form.",
    "Put the text that stands now into {folder}2021.md (any name), with the day from which it stands:  since: 2021-01-01")

# -- check/photos.py: a document with its pictures --------------------------------------------------------------------

PHOTO_ALT = Rule(
    "photo-alt", ERROR, "a photo has no alternative text",
    "The photo {name} has no alternative text: blind readers would not know what it shows.",
    "Say in a sentence what can be seen:  {advice}")
PHOTO_CREDIT = Rule(
    "photo-credit", ERROR, "a photo has no credit",
    "The photo {name} has no credit.", "Name who made it{behind}:  {advice}")
PHOTO_CAPTION = Rule(
    "photo-caption", WARNING, "a photo has no caption",
    "The photo {name} has no caption.", "Say who or what it shows, where and when:  {advice}")
EXPIRED_PHOTO = Rule(
    "expired-photo", WARNING, "the right to show a picture has ended: readers see a note",
    "The right to show the photo {name} has ended: readers see a note in its place.",
    "Choose another picture, or correct the date.")
OTHER_CREDIT = Rule(
    "other-credit", WARNING, "the credit is another one than in the picture's file",
    "The photo {name} is credited to “{credit}” here, and in its file to “{embedded}”.", "Correct the one that is wrong.")
OTHER_CAPTION = Rule(
    "other-caption", WARNING, "caption and alternative text, in the site's own language, have no word in common with the caption "
    "in the picture's file",
    "What is said of the photo {name} has not a word in common with the caption in its file: “{embedded}”",
    "Make sure that it is the right picture, and that caption and alternative text tell what it shows.")
OLD_PHOTO = Rule(
    "old-photo", WARNING, "a picture is much older than its article, and nobody said whether it is a file photo",
    "The photo {name} was taken on {day}, {days} days before the article: it is shown as a file photo.",
    "Say so:  {yes}  or, if it is none,  {no}")
MISREAD_PHOTO = Rule(
    "misread-photo", WARNING, "the caption or a name in a picture's file is in a wrong encoding; it is shown as it was meant",
    "In the notes of the photo {name}, “{word}” stands in a wrong encoding: {shown}.",
    "Correct it in the file, or write it here:  {advice}")
ANIMATED_PHOTO = Rule(
    "animated-photo", WARNING, "a picture moves; only its first frame is shown",
    "The photo {name} moves; readers see only its first frame.", "Save the frame that should be seen as a picture of its own.")
SMALL_PHOTO = Rule(
    "small-photo", WARNING, "the lead of an article is narrower than 1200 pixels, or than the widest of `widths`",
    "The photo {name} is only {width} pixels wide: as the lead of an article it looks blurred, and search engines leave it out.",
    "Ask for a larger one, of {least} pixels or more. It is never enlarged.")

# -- check/newsroom.py, check/tags.py: the newsroom as a whole ----------------------------------------------------------

SECURITY_ENDS = Rule("security-expires", WARNING, "security.txt ends within 30 days, or has ended",
    "security.txt {ends} on {day}.", "Look whether its addresses are right, and write a later day, within a year.")
MISTYPED_YEAR = Rule(
    "mistyped-year", WARNING, "an article is dated, or under embargo, more than two years ahead",
    "“{key}” is in the year {year}: the article is not out before.",
    "Correct the year, if {this_year} is meant. What has no day yet is better a draft:  status: draft")
TWO_OF_ONE_NAME = Rule(
    "two-of-one-name", ERROR, "two authors have the same name: an article that gives it could mean either",
    "“{name}” is the name of content/{other}, too: a byline that gives it means that one.",
    "If both are one person, delete one of the files. If they are two, tell them apart for readers as well: "
    "Sana M. Rashid; or set  two-of-one-name = \"off\"  and name them by their files in bylines.")
SIMILAR_TAGS = Rule(
    "similar-tags", WARNING, "two tags differ in accents or hamzas only, as أربيل and اربيل: each has a page of its own; or in "
    "signs only, as `R&B` and `R-B`: they share one",
    "The tag “{name}” differs from {other} in accents or hamzas only: each has a page.",
    "If they are one, write it in one way in all articles.")
TAGS_OF_ONE_PAGE = SIMILAR_TAGS.also(
    "The tag “{name}” differs from {other} in signs only: both have one page.",
    "If they are one, write it in one way in all articles; if they are two, put one of them in other words.")

# -- read/, and verify/ for finished pages: as it stands in the file --------------------------------------------------------

DATE_WITHOUT_TIME = Rule(
    "date-without-time", ERROR, "a date has no time; midnight is taken if the rule is loosened. An embargo always needs a time",
    "“{day}” has no time", "Write for instance {day} {time}.")
DOUBTFUL_ENCODING = Rule(
    "doubtful-encoding", ERROR, "a word looks as if it was read in a wrong encoding: `itâ€™s` for `it’s`. `python build.py check --fix` mends it",
    "“{word}” is in a wrong encoding{more}: read rightly it is “{right}”.",
    "python build.py check --fix  mends {them} in the file, and changes nothing else.")
STRAY_FILE = Rule(
    "stray-file", WARNING, "a file that nothing is made of, or that nothing links to",
    "Nothing is made of {name}.", "{hint}")
STRAY_POLICY = STRAY_FILE.also(
    "Only comments.md is a policy that is shown.",
    "Put what it says into policies/comments.md, or move the file into pages/.")
STRAY_SECTION_TEXT = STRAY_FILE.also(
    "The text of a section is shown nowhere yet.",
    "Say it in a sentence under  description:, or make a page of it in pages/.")
FOREIGN_SHORTCODE = Rule(
    "foreign-shortcode", ERROR, "`{{< … >}}` or `{% … %}` of another program stands in the text",
    "“{code}” belongs to another program; readers would see it as it stands.",
    "Write what it stands for: a picture as ![alt](file.jpg), a link to an article as [text](file.md).")
GLUED_LIST = Rule(
    "glued-list", WARNING, "a list has no empty line above it",
    "This list would be printed as part of the paragraph above it.", "Put an empty line between the two.")
LOST_WORDS = Rule(
    "lost-words", ERROR, "words of a text would be on no page",
    "“{words}” would be on no page.",
    "Look for signs of Markdown or HTML beside it, and put a backslash before those that are meant as they stand.")
LOST_ON_PAGE = LOST_WORDS.also(
    "“{words}” is not on the page of this article.", "Look at the layout of articles: does it print this?")
LOST_CELLS = LOST_WORDS.also(
    "This row has {cells} cells, and the head of its table {width}: “{words}” would be on no page.",
    "Give the head a cell for each column, and put a backslash before a | that is no border:  \\|")
LOST_IN_ELEMENT = LOST_WORDS.also(
    "The HTML element <{name}> is not allowed: its words “{words}” would be lost.", "Write them outside of it.")
LOST_IN_BRACKETS = LOST_WORDS.also(
    "“{written}” counts as HTML: readers would not see it.", "Write  &lt;{words}&gt;  or take other brackets.")
MARKDOWN_IN_HTML = Rule(
    "markdown-in-html", ERROR, "Markdown stands inside an HTML element, often one that was never closed",
    "“{written}” stands inside HTML, where Markdown is not read.", "Close the HTML element above it, or leave the element out.")
MISSING_FOOTNOTE = Rule(
    "missing-footnote", ERROR, "a footnote's mark, `[^1]`, has no text, or its text has no mark",
    "There is no text for the footnote {mark}.", "Write it in a paragraph of its own:  {mark}: The text.")
UNMARKED_FOOTNOTE = MISSING_FOOTNOTE.also(
    "No mark in the text leads to the footnote {mark}.", "Write  {mark}  where it belongs, or delete it.")
OPEN_HTML = Rule(
    "open-html", ERROR, "an HTML element or a quotation mark in one is never closed: what follows would be lost",
    "The HTML element <{name}> is never closed: readers would miss all that follows.", "End it with </{name}> or delete it.")
OPEN_SIGN = OPEN_HTML.also("{sign} is never closed: readers would miss what follows.", "{hint}")
OPEN_QUOTATION_MARK = OPEN_HTML.also(
    "The quotation mark behind “{name}=” is never closed: readers would miss the words that follow.",
    "Close it in front of the >  as in  {name}={sign}…{sign}>")
OPEN_NOTE = Rule(
    "open-note", ERROR, "a note to the desk, `<!-- …`, is never closed: readers would see it",
    "The note that begins here is never closed: readers would see it.", "End it with -->")
OPEN_NOTE_ABOVE_ANOTHER = OPEN_NOTE.also(
    "The note that begins here is never closed: readers would miss all that follows up to the next one.", OPEN_NOTE.hint)
OTHER_MARKDOWN = Rule(
    "other-markdown", WARNING, "signs of another Markdown, as `~~struck~~`, or a bare address: readers would see them as they stand; a list in which they would see other numbers",
    "{message}", "{hint}")
OTHER_NUMBER = OTHER_MARKDOWN.also(
    "Readers would see {shown} where {typed} stands: the entries of a list are counted from its first on.",
    "Write  {shown}.  or, if it is no entry of a list, a backslash before the full stop:  {typed}\\.")
UNREAD_ATTRIBUTES = OTHER_MARKDOWN.also(
    "“{written}” stands behind or below nothing that it could belong to: readers would see it.",
    "Delete it. A class like {{: .pull}} has a line of its own, right below its paragraph.")
RAW_HTML = Rule(
    "raw-html", WARNING, "HTML that is not allowed was taken out",
    "The HTML element <{name}> is not allowed and was left out.", "{hint}")
RAW_XML = RAW_HTML.also(
    "“{written}” is a sign of XML: its words were kept, its signs left out.", "Write it in Markdown, or delete it.")
RAW_CODE = RAW_HTML.also("“{written}” belongs to another program, and was left out.", RAW_XML.hint)
RAW_SIGN = RAW_HTML.also("“{written}” is no text, and was left out.", RAW_XML.hint)
RAW_SCRIPT = RAW_HTML.also("“{written}” would run a script, and was left out.", "Delete it.")
RAW_SCHEME = RAW_HTML.also(
    "An address may not begin with “{scheme}”: the words stay, the link was left out.",
    "An outside address begins with https:// or mailto:")
RAW_ID = RAW_HTML.also(
    "The id “{id}” is that of something else on the page, and was left out.", "Choose another one, for instance  the-{id}")
ENDLESS_ELEMENT = RAW_HTML.also(
    "The HTML element <{name}> is never closed: it would reach to the end of the text.", "End it with </{name}>")
DEAD_LINK = Rule(
    "dead-link", ERROR, "a link leads to no article or page",
    "This link leads nowhere: there is no “{target}”.", "{hint}")
DEAD_REFERENCE = DEAD_LINK.also(
    "The link {link} has no address.", "Write one in a paragraph of its own:  [{name}: https://…")
DEAD_PART_HERE = DEAD_LINK.also("This link leads nowhere: no part of this text is called “{part}”.", "{hint}")

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
    "Correct the translation and say so under  corrections:  or, if nothing in it is wrong, give it a later  updated:")
WITHDRAWN_ORIGINAL = Rule(
    "withdrawn-original", WARNING, "a translation is out, and its original was withdrawn",
    "The original of this translation, content/{path}, was withdrawn, and the translation is still out.",
    "Withdraw the translation as well; or, if it stands by itself, take out its line  translation_of:")
LINK_TO_UNPUBLISHED = Rule(
    "link-to-unpublished", WARNING, "a link leads to an article that is not out; its words are shown without the link",
    "The link leads to {target}, which is not out: readers see its words without the link.",
    "It becomes a link by itself when that is published.")
UNLINKED_FILE = STRAY_FILE.also(
    "Nothing links to {name}, so it is not published.", "Link to it in a text beside it:  {link}  or delete it.")
GONE_FROM_FRONT = Rule(
    "gone-from-front", WARNING, "a front names an article that was withdrawn or has expired",
    "The article “{name}” {reason}: readers see the front without it.",
    "Name another one, or delete it from the list: the newest take its place.")
NOT_YET_ON_FRONT = Rule(
    "not-yet-on-front", WARNING, "a front names an article that is not out yet",
    GONE_FROM_FRONT.message, "It takes its place by itself when it is published.")
OTHER_EDITION_ON_FRONT = Rule(
    "other-edition-on-front", WARNING, "a front names an article in another language",
    "The article “{name}” is in “{language}”: readers see the front without it.",
    "Name one that is in “{edition}”, perhaps its translation.")

# -- record/edits.py: published texts, in `check --since` alone ------------------------------------------------------------

SILENT_EDIT = Rule(
    "silent-edit", WARNING, "a published text or headline was changed without `updated` or a correction (told by `check --since`)",
    "Readers saw another text, and are told of no change: {changes}.",
    "What was wrong belongs under  corrections:  with its date. What is new needs a later  updated:")
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
    "Write  aliases: [{old}]  or change back what made the new address: the file's name, id, date, section or language.")
DELETED_ARTICLE = Rule(
    "gone-article", WARNING, "a published article was deleted, or is no longer out (told by `check --since`)",
    "Readers know this article at {address}; its file was deleted.",
    "Bring the file back:  git checkout {commit} -- {file}  and write in it  status: withdrawn  and  notice: …  Or write in "
    "the article that took its place  aliases: [{address}]")
UNPUBLISHED_ARTICLE = DELETED_ARTICLE.also(
    "Readers know this article at {address}; it is {happened}.",
    "If it was wrong, write  status: withdrawn  and  notice: …  If its time is over, write  expires:")

# -- make/pages/dependencies.py: the layouts -----------------------------------------------------------------------------

NO_CATALOGUE = Rule(
    "no-catalogue", WARNING, "there are no words of the layouts in a language of the paper: readers see them in English",
    "There is no catalogue in “{language}”: readers see “Comments”, “Archive” and all such words in English.",
    "Make  layouts/locale/{folder}/LC_MESSAGES/dateline.po,  as layouts/README.md says under “Words”.")

RULES: dict[str, Rule] = {}
"""All rules by code, in the order of the guide. One with several messages is in it with the first."""

for _rule in sorted((each for each in vars().copy().values() if isinstance(each, Rule)), key=lambda rule: rule.code):
    RULES.setdefault(_rule.code, _rule)
