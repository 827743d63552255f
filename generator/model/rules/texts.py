"""Rules on a file as it is written: its text, its links, its encoding."""

from __future__ import annotations

from generator.model.rules.rule import ERROR, WARNING, Rule

# fmt: off
# -- read/, and verify/ for finished pages: as it stands in the file --------------------------------------------------------

DATE_WITHOUT_TIME = Rule(
    "date-without-time", ERROR, "a date has no time; midnight is taken if the rule is loosened. An embargo always needs a time",
    "“{day}” has no time", "Write for instance {day} {time}.",
    examples=(("", "date: 2026-11-20", "date: 2026-11-20 14:30"),))
DOUBTFUL_ENCODING = Rule(
    "doubtful-encoding", ERROR, "a word looks as if it was read in a wrong encoding: `itâ€™s` for `it’s`. `python build.py check --fix` mends it",
    "“{word}” is in a wrong encoding{more}: read rightly it is “{right}”.",
    "python build.py check --fix  mends {them} in the file, and changes nothing else.",
    examples=(("", "Itâ€™s a start.", "It’s a start."),))
STRAY_FILE = Rule(
    "stray-file", WARNING, "a file that nothing is made of, or that nothing links to",
    "Nothing is made of {name}.", "{hint}",
    examples=(("", "content/notes/ideas.md", "content/pages/ideas.md"),))
STRAY_POLICY = STRAY_FILE.also(
    "Only comments.md is a policy that is shown.",
    "Put what it says into policies/comments.md, or move the file into pages/.")
STRAY_SECTION_TEXT = STRAY_FILE.also(
    "The text of a section is shown nowhere yet.",
    "Say it in a sentence under  description:, or make a page of it in pages/.")
FOREIGN_SHORTCODE = Rule(
    "foreign-shortcode", ERROR, "`{{< … >}}` or `{% … %}` of another program stands in the text",
    "“{code}” belongs to another program; readers would see it as it stands.",
    "Write what it stands for: a picture as ![alt](file.jpg), a link to an article as [text](file.md).",
    examples=(("", "{{< youtube abc123 >}}", "[The video](https://video.example/abc123)"),))
GLUED_LIST = Rule(
    "glued-list", WARNING, "a list has no empty line above it",
    "This list would be printed as part of the paragraph above it.", "Put an empty line between the two.",
    examples=(("", "They asked for:\n- water\n- power", "They asked for:\n\n- water\n- power"),))
LOST_WORDS = Rule(
    "lost-words", ERROR, "words of a text would be on no page",
    "“{words}” would be on no page.",
    "Look for signs of Markdown or HTML beside it, and put a backslash before those that are meant as they stand.",
    examples=(("", "<template>The mayor was away.</template>", "The mayor was away."),))
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
    "“{written}” stands inside HTML, where Markdown is not read.", "Close the HTML element above it, or leave the element out.",
    examples=(("", "<div>A **bridge**</div>", "A **bridge**"),))
MISSING_FOOTNOTE = Rule(
    "missing-footnote", ERROR, "a footnote's mark, `[^1]`, has no text, or its text has no mark",
    "There is no text for the footnote {mark}.", "Write it in a paragraph of its own:  {mark}: The text.",
    examples=(("", "The figures differ.[^1]", "The figures differ.[^1]\n\n[^1]: Ministry of Planning, 2026."),))
UNMARKED_FOOTNOTE = MISSING_FOOTNOTE.also(
    "No mark in the text leads to the footnote {mark}.", "Write  {mark}  where it belongs, or delete it.")
OPEN_HTML = Rule(
    "open-html", ERROR, "an HTML element or a quotation mark in one is never closed: what follows would be lost",
    "The HTML element <{name}> is never closed: readers would miss all that follows.", "End it with </{name}> or delete it.",
    examples=(("", "<select><option>Yes", "Yes or no"),))
OPEN_SIGN = OPEN_HTML.also("{sign} is never closed: readers would miss what follows.", "{hint}")
OPEN_QUOTATION_MARK = OPEN_HTML.also(
    "The quotation mark behind “{name}=” is never closed: readers would miss the words that follow.",
    "Close it in front of the >  as in  {name}={sign}…{sign}>")
OPEN_NOTE = Rule(
    "open-note", ERROR, "a note to the desk, `<!-- …`, is never closed: readers would see it",
    "The note that begins here is never closed: readers would see it.", "End it with -->",
    examples=(("", "<!-- ask the ministry", "<!-- ask the ministry -->"),))
OPEN_NOTE_ABOVE_ANOTHER = OPEN_NOTE.also(
    "The note that begins here is never closed: readers would miss all that follows up to the next one.", OPEN_NOTE.hint)
OTHER_MARKDOWN = Rule(
    "other-markdown", WARNING, "signs of another Markdown, as `~~struck~~`, or a bare address: readers would see them as they stand; a list in which they would see other numbers",
    "{message}", "{hint}",
    examples=(("", "Entry costs ~~5,000~~ 7,500 dinars.", "Entry costs <del>5,000</del> 7,500 dinars."),))
OTHER_NUMBER = OTHER_MARKDOWN.also(
    "Readers would see {shown} where {typed} stands: the entries of a list are counted from its first on.",
    "Write  {shown}.  or, if it is no entry of a list, a backslash before the full stop:  {typed}\\.")
UNREAD_ATTRIBUTES = OTHER_MARKDOWN.also(
    "“{written}” stands behind or below nothing that it could belong to: readers would see it.",
    "Delete it. A class like {{: .pull}} has a line of its own, right below its paragraph.")
RAW_HTML = Rule(
    "raw-html", WARNING, "HTML that is not allowed was taken out",
    "The HTML element <{name}> is not allowed and was left out.", "{hint}",
    examples=(("", "<font color=\"red\">The bridge</font> opened.", "The bridge opened."),))
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
    "This link leads nowhere: there is no “{target}”.", "{hint}",
    examples=(("", "[the first report](bridge-opns.md)", "[the first report](bridge-opens.md)"),))
DEAD_REFERENCE = DEAD_LINK.also(
    "The link {link} has no address.", "Write one in a paragraph of its own:  [{name}: https://…")
DEAD_PART_HERE = DEAD_LINK.also("This link leads nowhere: no part of this text is called “{part}”.", "{hint}")
