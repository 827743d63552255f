"""Rules on the newsroom as a whole, on comments of readers, the comment policy and the layouts."""

from __future__ import annotations

from generator.model.rules.rule import ERROR, WARNING, Rule

# fmt: off
# -- check/newsroom.py, check/tags.py: the newsroom as a whole ----------------------------------------------------------

SECURITY_ENDS = Rule("security-expires", WARNING, "security.txt ends within 30 days, or has ended",
    "security.txt {ends} on {day}.", "Look whether its addresses are right, and write a later day, within a year.",
    examples=(("", "security_expires = 2026-12-10      # in ten days", "security_expires = 2027-06-01"),))
MISTYPED_YEAR = Rule(
    "mistyped-year", WARNING, "an article is dated, or under embargo, more than two years ahead",
    "“{key}” is in the year {year}: the article is not out before.",
    "Correct the year, if {this_year} is meant. What has no day yet is better a draft:  status: draft",
    examples=(("", "date: 2062-11-20 14:30", "date: 2026-11-20 14:30"),))
TWO_OF_ONE_NAME = Rule(
    "two-of-one-name", ERROR, "two authors have the same name: an article that gives it could mean either",
    "“{name}” is the name of content/{other}, too: a byline that gives it means that one.",
    "If both are one person, delete one of the files. If they are two, tell them apart for readers as well: "
    "Sana M. Rashid; or set  two-of-one-name = \"off\"  and name them by their files in bylines.",
    examples=(("", "name: Sara Ali      # in authors/sara.md and in authors/sara-2.md", "name: Sara M. Ali"),))
SIMILAR_TAGS = Rule(
    "similar-tags", WARNING, "two tags differ in accents or hamzas only, as أربيل and اربيل: each has a page of its own; or in "
    "signs only, as `R&B` and `R-B`: they share one",
    "The tag “{name}” differs from {other} in accents or hamzas only: each has a page.",
    "If they are one, write it in one way in all articles.",
    examples=(("ar", "tags: [اربيل]      # elsewhere: أربيل", "tags: [أربيل]"), ("tr", "tags: [hasankeyf barajı, Hasankeyf-Barajı]", "tags: [Hasankeyf Barajı]"),))
TAGS_OF_ONE_PAGE = SIMILAR_TAGS.also(
    "The tag “{name}” differs from {other} in signs only: both have one page.",
    "If they are one, write it in one way in all articles; if they are two, put one of them in other words.")

# -- read/comments.py, plan/story/approved_comments.py, plan/site/unknown_names.py: comments of readers ---------------------

STRAY_COMMENTS = Rule(
    "stray-comments", WARNING, "approved comments are on no page: their folder has the id of no article, or the article says `comments: none`. "
    "Those on a draft, or on one that is withdrawn or expired, wait for it, and are not told",
    "There is no article “{id}” that this comment could be on: readers do not see it.",
    "A comment lies in a folder with the id of its article. Is the article gone, delete the folder.",
    examples=(("", "content/comments/bridge-opns/1.md", "content/comments/bridge-opens/1.md"),))
UNSEEN_COMMENTS = STRAY_COMMENTS.also(
    "The article says  comments: none : readers do not see this comment, and no other one.",
    "Write  comments: closed  in the article, which keeps those that are there; or delete them.")
EARLY_COMMENT = Rule(
    "early-comment", WARNING, "a comment is older than its article; told once for each article",
    "The comment is older than the article, which is of {day}.", "Correct the date, or its time zone; or move the file.",
    examples=(("", "date: 2025-11-21 09:00      # the article is of 2026-11-20", "date: 2026-11-21 09:00"),))
EARLY_COMMENTS = EARLY_COMMENT.also(
    "{count} comments on this article are older than the article, which is of {day}. This is one of them.",
    "Correct the date of the article, or those of the comments, or their time zone; or move the files.")
COMMENT_EMAIL = Rule(
    "comment-email", WARNING, "an e-mail address stands in the text of a comment; in its name it is an error",
    "There is an e-mail address in the text of this comment: robots collect it there.",
    "Ask the reader whether it is meant for all; else delete the comment. An import leaves such comments out.",
    examples=(("", "Write to me: azad@mail.example", "Well said."),))
LOOSE_REPLY = Rule(
    "loose-reply", WARNING, "a comment answers one that is not there: readers see it by itself",
    "This answers a comment “{reply_to}”, and the article has none of that id: readers see it by itself.", "{hint}",
    examples=(("", "reply_to: 12", "reply_to: 21      # the id of a comment on this article"),))
REPLY_IN_CIRCLE = LOOSE_REPLY.also(
    "This answers “{reply_to}”, which answers this one in the end: readers see it by itself.",
    "Correct  reply_to:  in one of them.")

# -- plan/site/policies.py: the comment policy -----------------------------------------------------------------------------

COMING_POLICY = Rule(
    "coming-policy", WARNING, "no version of the comment policy stands yet: articles show neither a policy nor the comment form",
    "This comment policy begins on {day}, and none stands before: until then articles show neither a policy nor the comment form.",
    "Put the text that stands now into {folder}2021.md (any name), with the day from which it stands:  since: 2021-01-01",
    examples=(("", "since: 2027-01-01      # and no earlier version", "since: 2021-01-01"),))

# -- make/pages/dependencies.py: the layouts -----------------------------------------------------------------------------

NO_CATALOGUE = Rule(
    "no-catalogue", WARNING, "there are no words of the layouts in a language of the paper: readers see them in English",
    "There is no catalogue in “{language}”: readers see “Comments”, “Archive” and all such words in English.",
    "Make  layouts/locale/{folder}/LC_MESSAGES/dateline.po,  as layouts/README.md says under “Words”.",
    examples=(("", "[languages.fa]      # and no layouts/locale/fa/", "layouts/locale/fa/LC_MESSAGES/dateline.po"),))
