"""Rules of house style: headlines, datelines, bylines, credits, corrections, and how words and signs
are typed."""

from __future__ import annotations

from generator.model.rules.rule import WARNING, Rule

# fmt: off
# -- check/datelines.py --------------------------------------------------------------------------------------------------

DATELINE_CAPITALS = Rule(
    "dateline-capitals", WARNING, "in a dateline the city is in capitals and its region is not, in scripts that have capitals",
    "The city of a dateline is in capitals: “{written}” is not.", "Write  dateline: {right}",
    examples=(("en", "dateline: Erbil, Kurdistan Region", "dateline: ERBIL, Kurdistan Region"),
              ("ku", "dateline: HEWLÊR, HERÊMA KURDISTANÊ", "dateline: HEWLÊR, Herêma Kurdistanê"),
              ("tr", "dateline: Diyarbakır", "dateline: DİYARBAKIR")),
    short="D1")
DATELINE_REGION_CAPITALS = DATELINE_CAPITALS.also("Only the city of a dateline is in capitals, and not “{written}”.", DATELINE_CAPITALS.hint)
DATELINE_REGION = Rule(
    "dateline-region", WARNING, "a city that all readers know stands alone in a dateline, and any other with its region; the first are "
    "listed as `cities` under `[style]`, and without that list nothing is told",
    "“{city}” is in no region here, and not every reader knows where it is.", "Write its region behind a comma, as in  ERBIL, Kurdistan Region  or list the city as one of the  cities  under [style] in site.toml.",
    examples=(("en", "dateline: KALAR", "dateline: KALAR, Kurdistan Region"), ("en", "dateline: BAGHDAD, Iraq      # BAGHDAD is one of the cities", "dateline: BAGHDAD")),
    short="D2")
DATELINE_ALONE = DATELINE_REGION.also("“{city}” stands alone in a dateline: it is one of the  cities  under [style].", "Write  dateline: {city}")

# -- check/bylines.py ----------------------------------------------------------------------------------------------------

BYLINE_NAMES = Rule(
    "byline-names", WARNING, "a byline is names and nothing else: no “By”, no job, no “and”, no e-mail address",
    "“{written}” in the byline “{name}” is no part of a name.", "{hint}",
    examples=(("en", "author: By Sara Ali and Azad Omer", "author: [Sara Ali, Azad Omer]"),
              ("tr", "author: Sara Ali ve Azad Ömer", "author: [Sara Ali, Azad Ömer]"),
              ("ar", "author: بقلم سارة علي", "author: سارة علي"),
              ("ckb", "author: نووسینی سارا عەلی", "author: سارا عەلی")),
    short="B1")
NO_AUTHOR = Rule(
    "no-author", WARNING, "an article has no author, not even the outlet itself",
    "Readers are not told who wrote this.", "Write  author: …  The outlet itself can have a file in authors/, too.",
    examples=(("", "title: Bridge opens", "title: Bridge opens\nauthor: newsroom"),),
    short="B2", is_off=True)
SIMILAR_BYLINE = Rule(
    "similar-byline", WARNING, "a byline is nearly the name of an author with a file: a slip gives one person two names",
    "“{name}” is nearly “{author}”, who has a file: content/{path}.",
    "If it is the same person, write  {author}  as there. If it is another one:  allow: {{similar-byline: another person}}",
    examples=(("en", "author: Dilan Exmaple      # authors/dilan.md: Dilan Example", "author: Dilan Example"),))

# -- check/headlines.py --------------------------------------------------------------------------------------------------

HEADLINE_CASE = Rule(
    "headline-case", WARNING, "a headline is in sentence case: neither Every Word nor EVERYTHING in capitals",
    "The headline has a capital at the beginning of every word.", "Write capitals as in a sentence: for its first word and for names.",
    examples=(("en", "title: Parliament Passes New Budget After Long Debate", "title: Parliament passes new budget after long debate"),
              ("tr", "title: MECLİS YENİ BÜTÇEYİ KABUL ETTİ", "title: Meclis yeni bütçeyi kabul etti")),
    short="H1", is_off=True)
HEADLINE_CAPITALS = HEADLINE_CASE.also("The whole headline is in capitals.", HEADLINE_CASE.hint)
HEADLINE_FULL_STOP = Rule(
    "headline-full-stop", WARNING, "a headline has no full stop at its end",
    "The headline ends with a full stop.", "Take it out.",
    examples=(("en", "title: Bridge opens after ten years.", "title: Bridge opens after ten years"),
              ("ckb", "title: پردەکە کرایەوە.", "title: پردەکە کرایەوە")),
    short="H1")
HEADLINE_LENGTH = Rule(
    "headline-length", WARNING, "a headline has at most 110 characters",
    "The headline has {length} characters; more than 110 are cut off by search engines and telephones.",
    "Shorten it, and say the rest in  summary:",
    examples=(("", "title: The council of ministers of the Kurdistan Region decided on Monday evening in Erbil to open the new bridge over the Zab",
               "title: Kurdistan Region to open new bridge over the Zab"),),
    short="H1")
REPEATED_HEADLINE = Rule(
    "repeated-headline", WARNING, "another article in the language has the same headline, and is not 30 days older or newer. Parts of one series may",
    "The article content/{path} of {day} has this headline, too: readers and search engines cannot tell them apart.",
    "Say in it what is new. If both are one story, withdraw one of them.",
    examples=(("", "title: Council meets      # as three days ago", "title: Council agrees on water prices"),),
    short="H2")
NO_SUMMARY = Rule(
    "no-summary", WARNING, "an article has no summary",
    "The article has no summary: lists and search engines show the beginning of its text.", "Write it in one or two sentences as  summary:",
    examples=(("", "title: Bridge opens", "title: Bridge opens\nsummary: Cars cross the Zab again, ten years after the flood."),),
    is_off=True)
SUMMARY_LENGTH = Rule(
    "summary-length", WARNING, "a summary has 40 to 250 characters",
    "The summary has {length} characters.", "{hint}",
    examples=(("", "summary: It opened.", "summary: Cars cross the Zab again, ten years after the flood."),),
    is_off=True)
SUMMARY_IS_HEADLINE = Rule(
    "summary-is-headline", WARNING, "the summary is the headline again: readers see it twice",
    "The summary says the headline again: readers see the same words twice.", "Say in it what the headline has no room for, or delete it.",
    examples=(("", "title: Bridge opens\nsummary: Bridge opens.", "title: Bridge opens\nsummary: Cars cross the Zab again, ten years after the flood."),))

# -- check/corrections.py ------------------------------------------------------------------------------------------------

SHORT_CORRECTION = Rule(
    "short-correction", WARNING, "a correction says what was wrong and what is right; a few words cannot",
    "A correction of so few words does not say what was wrong and what is right.",
    "Write for instance  text: The bridge cost 5 million dollars, not 50 million.",
    examples=(("en", "corrections:\n  - date: 2026-11-21 10:00\n    text: Name corrected", "corrections:\n  - date: 2026-11-21 10:00\n    text: The mayor is Sara Ali, not Zara Ali."),
              ("tr", "corrections:\n  - date: 2026-11-21 10:00\n    text: İsim düzeltildi", "corrections:\n  - date: 2026-11-21 10:00\n    text: Başkanın adı Zara değil Sara Ali.")),
    short="R2")

# -- check/captions.py ---------------------------------------------------------------------------------------------------

VAGUE_CREDIT = Rule(
    "vague-credit", WARNING, "“internet”, “social media”, “Google” and the like are named as the maker of a picture",
    "“{written}” made no picture: readers and lawyers want to know who did.", "Find out who made it, and write  Name/Agency  or take another picture.",
    examples=(("en", "photo_credit: Internet", "photo_credit: Sara Ali/AFP"), ("tr", "photo_credit: Sosyal medya", "photo_credit: Sara Ali/AFP"),
              ("ar", "photo_credit: الإنترنت", "photo_credit: سارة علي/فرانس برس"), ("ckb", "photo_credit: تۆڕە کۆمەڵایەتییەکان", "photo_credit: سارا عەلی/ڕووداو")),
    short="C3")
CREDIT_FORM = Rule(
    "credit-form", WARNING, "a credit is Name/Agency or Agency: without “Photo:”, ©, brackets, or spaces around the slash",
    "The credit “{written}” is not in the form Name/Agency.", "Write  {right}",
    examples=(("en", "photo_credit: \"Photo: Sara Ali / AFP\"", "photo_credit: Sara Ali/AFP"), ("tr", "photo_credit: \"Fotoğraf: Sara Ali\"", "photo_credit: Sara Ali")),
    short="C3")
POOR_ALT = Rule(
    "poor-alt", WARNING, "an alternative text is the caption again, or the file's name, or begins with “Image of”",
    "The alternative text of {name} is its caption: blind readers hear the same twice, and not what can be seen.",
    "Say in it what can be seen, and in the caption who, where and when.",
    examples=(("en", "photo_alt: Image of a bridge", "photo_alt: Cars cross a bridge with a green arch"),
              ("tr", "photo_alt: Bir köprü fotoğrafı", "photo_alt: Yeşil kemerli bir köprüden arabalar geçiyor"),
              ("ckb", "photo_alt: وێنەی پردێک", "photo_alt: ئۆتۆمبێل بەسەر پردێکی کەوانەییدا دەڕۆن"),
              ("", "photo_alt: bridge-1.jpg", "photo_alt: Cars cross a bridge with a green arch")),
    short="C7")
ALT_FILE_NAME = POOR_ALT.also("The alternative text of {name} is the name of a file.", "Say in a sentence what can be seen.")
ALT_IMAGE_OF = POOR_ALT.also("“{written}” in the alternative text of {name}: a screen reader says by itself that it is a picture.",
    "Take it out, and say what can be seen.")

# -- check/signs.py, check/spellings.py ----------------------------------------------------------------------------------

INVISIBLE_SIGN = Rule(
    "invisible-sign", WARNING, "an invisible sign of direction, or a space without width, was pasted into a text: words with it are not found, and brackets may turn round",
    "Here stands an invisible sign, U+{code}{more}.", "Delete it: the sign is right before “{word}”. Around a name in another script  <bdi>…</bdi>  does what it was meant for.",
    examples=(("", "The bridge <U+202A>opened<U+202C> on Monday.", "The bridge opened on Monday."),),
    short="N1")
MIXED_LETTERS = Rule(
    "mixed-letters", WARNING, "letters of an Arabic keyboard in Sorani (ك ي ى), or of a Kurdish or Persian one in Arabic (ک ی): they look alike, and are other letters",
    "“{word}” has a letter of another keyboard: {wrong} (U+{wrong_code}) looks like {right} (U+{right_code}){more}.",
    "Write  {shown}",
    examples=(("ckb", "كوردستان", "کوردستان"), ("ar", "کردستان", "كردستان")),
    short="N1")
TYPED_DOTS = Rule(
    "typed-dots", WARNING, "three full stops in a row are typed; readers see … in any case",
    "Three full stops are typed{more}.", "Write  …  or end the sentence.",
    examples=(("", "They waited...", "They waited …"),),
    short="N1", is_off=True)
DOUBLED_SPACES = Rule(
    "doubled-spaces", WARNING, "two spaces between two words; readers see one in any case",
    "Two spaces stand before “{word}”{more}.", "Take one out.",
    examples=(("", "The bridge  opened.", "The bridge opened."),),
    short="N1", is_off=True)
LATIN_PUNCTUATION = Rule(
    "latin-punctuation", WARNING, "a Latin comma, semicolon or question mark behind a word in Arabic script",
    "Behind “{word}” stands the Latin sign {wrong}{more}.", "Write  {right}",
    examples=(("ar", "بغداد, أربيل", "بغداد، أربيل"), ("ckb", "کەی دەست پێ دەکات?", "کەی دەست پێ دەکات؟")))
DOUBLED_WORD = Rule(
    "doubled-word", WARNING, "a small word such as “the” is typed twice. Off, because it takes a hundredth of the time of a first build",
    "“{word}” stands here twice in a row{more}.", "Take one out.",
    examples=(("en", "They met in the the park.", "They met in the park."), ("tr", "Bakan ve ve vali geldi.", "Bakan ve vali geldi."),
              ("ku", "Ew ji ji Hewlêrê hat.", "Ew ji Hewlêrê hat."), ("ar", "وصل إلى إلى بغداد.", "وصل إلى بغداد."), ("ckb", "لە لە هەولێر کۆبوونەوە.", "لە هەولێر کۆبوونەوە.")),
    is_off=True)
HOUSE_SPELLING = Rule(
    "house-spelling", WARNING, "a word is not spelled as `[spellings]` of site.toml says",
    "“{word}” is spelled “{right}” here{more}.", "Write  {right}  The list stands under [spellings] in site.toml.",
    examples=(("en", "Irbil      # \"Irbil\" = \"Erbil\" stands in [spellings]", "Erbil"), ("ckb", "سلێمانیی      # in [spellings.ckb]", "سلێمانی")))
