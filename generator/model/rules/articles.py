"""Rules on an article by itself: what it is, and what it says of itself."""

from __future__ import annotations

from generator.model.rules.rule import ERROR, WARNING, Rule

# fmt: off
# -- check/articles.py, check/typed_by_hand.py: an article by itself ---------------------------------------------------

NO_TEXT = Rule(
    "no-text", WARNING, "an article has a headline and no text",
    "The article has no text.", "Write it below the front matter, or set  status: draft",
    examples=(("", "title: Bridge opens\n---\n", "title: Bridge opens\n---\nThe bridge over the Zab opened on Monday."),))
NO_PHOTO = Rule(
    "no-photo", WARNING, "there are keys for a photo, but no `photo:`",
    "There is no photo for this “{key}”.", "Name the picture's file as  photo:  or delete the line.",
    examples=(("", "photo_caption: The bridge on Monday.", "photo: bridge.jpg\nphoto_caption: The bridge on Monday."),))
STRAY_NOTICE = Rule(
    "stray-notice", ERROR, "an article has a notice, and is neither withdrawn nor has an end",
    "There is a notice, but the article is not withdrawn: readers would see the article, and not the notice.",
    "Write  status: withdrawn  or the time at which it  expires:  or delete the notice.",
    examples=(("", "status: published\nnotice: The report was wrong.", "status: withdrawn\nnotice: The report was wrong."),))
EARLY_UPDATE = Rule(
    "early-update", ERROR, "an article was updated, or a correction was made, before it was published",
    "The article was updated before it was published.", "Correct one of the two dates.",
    examples=(("", "date: 2026-11-20 14:30\nupdated: 2026-11-20 12:00", "date: 2026-11-20 14:30\nupdated: 2026-11-20 18:00"),),
    short="R1")
EARLY_CORRECTION = EARLY_UPDATE.also("The correction is older than the article.", EARLY_UPDATE.hint)
TYPED_DATELINE = Rule(
    "typed-dateline", WARNING, "a text begins with the dateline, which is printed before it anyway",
    "The text begins with “{typed}”, and the dateline stands before it already: readers see it twice.",
    "Take it out of the text.",
    examples=(("en", "dateline: ERBIL, Kurdistan Region\n---\nERBIL, Kurdistan Region - The council met.", "dateline: ERBIL, Kurdistan Region\n---\nThe council met."), ("ckb", "dateline: هەولێر\n---\nهەولێر - ئەنجوومەن کۆبووەوە.", "dateline: هەولێر\n---\nئەنجوومەن کۆبووەوە."),),
    short="D3")
TYPED_FILE_PHOTO = Rule(
    "typed-file-photo", WARNING, "“File photo” is typed in a caption; `file_photo` says it by itself",
    "“{typed}” is typed in a caption: the label below the picture says it by itself.",
    "Take it out of the caption, and say  file_photo: true  (in a text: {{file_photo}}).",
    examples=(("en", "photo: base.jpg\nphoto_caption: Soldiers at the base. File photo.", "photo: base.jpg\nphoto_caption: Soldiers at the base.\nfile_photo: true"), ("tr", "photo: base.jpg\nphoto_caption: Üsteki askerler (Arşiv)", "photo: base.jpg\nphoto_caption: Üsteki askerler\nfile_photo: true"), ("ckb", "photo: base.jpg\nphoto_caption: سەربازان لە بنکەکە. وێنەی ئەرشیف", "photo: base.jpg\nphoto_caption: سەربازان لە بنکەکە\nfile_photo: true"),),
    short="C4")

# -- check/article_types.py: what an article is ------------------------------------------------------------------------

OPINION_DATELINE = Rule(
    "opinion-dateline", WARNING, "an opinion has a dateline: it is thought, not reported from a place",
    "An opinion has no dateline.", "Delete the line  dateline:  or, if it is reported from there, the line  type:",
    examples=(("", "type: opinion\nauthor: Sara Ali\ndateline: ERBIL, Kurdistan Region", "type: opinion\nauthor: Sara Ali"),),
    short="D4")
REPORTAGE_DATELINE = Rule(
    "reportage-dateline", WARNING, "a reportage has no dateline: readers are to know where somebody was",
    "A reportage says where it was reported, and this one has no dateline.",
    "Write  dateline: ERBIL, Kurdistan Region  or delete the line  type:",
    examples=(("", "type: reportage", "type: reportage\ndateline: AKRE, Kurdistan Region"),))
NO_BYLINE = Rule(
    "no-byline", ERROR, "an opinion, an analysis or a review has no author: readers are to know whose it is",
    "Readers cannot see whose {type} this is.", "Write who signs it:  author: …  (the outlet itself can have a file in authors/, too).",
    examples=(("", "type: opinion", "type: opinion\nauthor: Sara Ali"),))
NO_SPONSOR = Rule(
    "no-sponsor", ERROR, "a sponsored article does not say who paid for it",
    "A sponsored article says who paid for it.", "Write  sponsor: Name of the company",
    examples=(("", "type: sponsored", "type: sponsored\nsponsor: Zagros Bank"),))
STRAY_SPONSOR = Rule(
    "stray-sponsor", ERROR, "somebody paid for an article that is not marked as sponsored",
    "“{sponsor}” paid for this article, and readers are not told: it has no  type: sponsored.",
    "Write  type: sponsored  or delete the line  sponsor:",
    examples=(("", "sponsor: Zagros Bank", "type: sponsored\nsponsor: Zagros Bank"),))
TYPED_TYPE = Rule(
    "typed-type", WARNING, "“Opinion:”, “Analysis:” and the like are typed in a headline; `type` says it by itself",
    "“{typed}” is typed in the headline: readers see it above the headline where there is  type: {type}.",
    "Take it out of the headline, and write  type: {type}",
    examples=(("en", "title: \"Opinion: The river is ours\"", "title: The river is ours\ntype: opinion\nauthor: Sara Ali"), ("ar", "title: \"تحليل: ماء بغداد\"", "title: ماء بغداد\ntype: analysis\nauthor: سارة علي"),))
