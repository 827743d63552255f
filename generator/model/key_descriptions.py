"""What each key of an article is for, in an editor's words. The table in content/README.md the
comments in the file of a new article and the fields of the web desk are made from this, and so may
be a schema. The keys themselves are the fields of `ArticleHeader`; a test compares the two."""

from __future__ import annotations

from generator.model.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class KeyDescription:
    """The description of a key. `about` is one short phrase without a full stop; `more`, which only
    the guide has, are whole sentences in Markdown behind it. `example` is in Markdown, or ""."""

    about: str
    example: str = ""
    more: str = ""

    @property
    def plain(self) -> str:
        """The phrase without the signs of Markdown."""
        return self.about.replace("`", "")


ARTICLE_KEYS: dict[str, KeyDescription] = {
    "title": KeyDescription("the headline", "`Council opens the new bridge`", "Needed"),
    "date": KeyDescription(
        "when it is published",
        "`2026-11-22 09:00` or `2026-11-22 09:00:00+03:00`",
        "Needed. Without an offset, in the site's time zone",
    ),
    "section": KeyDescription("the name of a file in `sections/`, without `.md`", "`kurdistan`", "Needed"),
    "author": KeyDescription(
        "the name of a file in `authors/`, or a guest's plain name; or a list", "`[dilan-example, Sana Rashid]`"
    ),
    "dateline": KeyDescription(
        "where it was reported",
        "`ERBIL, Kurdistan Region`",
        "Printed before the first word; never type it in the text",
    ),
    "summary": KeyDescription("one or two sentences, under the headline and on the front"),
    "tags": KeyDescription(
        "a list of subjects",
        "`[roads, Amedi]`",
        "Each is printed everywhere as most articles write it, and has a page, of which search engines are told from three"
        " articles on",
    ),
    "photo": KeyDescription("the lead picture: a file beside the article or in `photos/`", "`bridge.jpg`"),
    "photo_alt": KeyDescription(
        "what can be seen, for readers who cannot see it",
        "`A concrete bridge over a green river`",
        "Needed with a photo",
    ),
    "photo_caption": KeyDescription("who, what, where, when", more="Left out: the one in the picture's file"),
    "photo_credit": KeyDescription(
        "who made it: `Name/Agency`", "`A. Name/Agency`", "Needed with a photo, unless its file says so"
    ),
    "file_photo": KeyDescription(
        "`true` for a picture from the archive",
        "`true`",
        "`File photo, March 29, 2020: A. Name/Agency` is printed, with the day if the file knows it; `false` for an old"
        " picture that is none",
    ),
    "photo_focus": KeyDescription(
        "what must stay visible: from the left and from the top, 0 to 1",
        "`[0.5, 0.3]`",
        "Crops are made around it, and telephones get a square of the lead",
    ),
    "photo_rights_expire": KeyDescription(
        "from then on the picture is nowhere on the site", "`2027-01-31`", "A note stands in its place"
    ),
    "photo_credit_withheld": KeyDescription(
        "`true`: nothing that the photo's file says of its creator is published",
        "`true`",
        "See [Names that must not be known](#names-that-must-not-be-known)",
    ),
    "photos": KeyDescription("more pictures, shown below the text", "see below"),
    "lang": KeyDescription("the language, if it is not the site's", "`ckb`, `ku`, `ar-IQ`, `tr`"),
    "translation_of": KeyDescription(
        "the id of the article this translates",
        "`council-bridge`",
        "All translations of one article lead to one another once they are out",
    ),
    "updated": KeyDescription(
        "when it was last changed in substance",
        "`2026-11-22 18:00`",
        "Readers see it, or the time of the last correction, whichever is later",
    ),
    "embargo": KeyDescription("nothing of it appears before", "`2026-11-22 06:00`"),
    "expires": KeyDescription(
        "from then on it is gone", "`2027-01-01 00:00`", "With a `notice`, that stays in its place"
    ),
    "corrections": KeyDescription(
        "a list of `date`, `text` and, if you like, `severity: serious` (then it stands above the text)", "see below"
    ),
    "status": KeyDescription("`draft`, `published` (if left out) or `withdrawn`", "`draft`"),
    "notice": KeyDescription(
        "why it was withdrawn, or why it is over", more="See [Taking an article back](#taking-an-article-back)"
    ),
    "aliases": KeyDescription(
        "old addresses that lead here",
        "`[/old/path/, /?p=123]`",
        "With the folder the site lies in or without it; also with a query",
    ),
    "key_points": KeyDescription(
        "what it comes to, in two to five sentences", "see below", "They stand above the text"
    ),
    "series": KeyDescription("the name of the series it is a part of", "`Dry rivers`", "Each part lists the others"),
    "type": KeyDescription(
        "`report` (if left out), `opinion`, `analysis`, `review`, `background`, `reportage` or `sponsored`",
        "`opinion`",
        "See [What kind of article it is](#what-kind-of-article-it-is)",
    ),
    "sponsor": KeyDescription("who paid for a sponsored article", "`Zagros Bank`"),
    "republish": KeyDescription(
        "`false`: others may not republish it, where they may other articles", "`false`", "See [Partners](#partners)"
    ),
    "withheld": KeyDescription(
        "names that must not be known",
        "`[Ali Hassan, عەلی حەسەن]`",
        "The build stops rather than publish one with this article",
    ),
    "comments": KeyDescription("`open` (if left out), `closed` or `none`", "`closed`"),
    "id": KeyDescription(
        "what the article is called in the comment form and in links",
        more="The file's name, if left out; never changes: by it feed readers know that they have shown the article",
    ),
    "allow": KeyDescription(
        "rules that are silent about this article, each with the reason",
        "`{D3: the city begins the quotation}`",
        "See [RULES.md](RULES.md)",
    ),
}

ENTRY_KEYS: dict[str, dict[str, str]] = {
    "authors": {
        "role": "what she does: Duhok correspondent",
        "email": "printed on her page",
        "photo": "her portrait: a file beside this one or in photos/",
        "photo_alt": "what can be seen, for readers who cannot see it; needed with a photo",
        "photo_credit": "who made it: Name/Agency; needed with a photo, unless its file says so",
        "profiles": "her pages elsewhere: [https://…]",
        "order": "a number: her place in the masthead",
        "group": "the heading above her there: Correspondents",
    },
    "sections": {"description": "one sentence: what readers find here"},
    "pages": {
        "summary": "one or two sentences, under the title",
        "order": "a number: its place in the footer",
        "aliases": "old addresses that lead here: [/old/path/]",
    },
}
"""What the keys of authors, sections and pages are for that a new one is offered, by their folder. These
stand in the comments of a new file, and on the web desk."""
