"""Rules on a document with its pictures."""

from __future__ import annotations

from generator.model.rules.rule import ERROR, WARNING, Rule

# fmt: off
# -- check/photos.py: a document with its pictures --------------------------------------------------------------------

PHOTO_ALT = Rule(
    "photo-alt", ERROR, "a photo has no alternative text",
    "The photo {name} has no alternative text: blind readers would not know what it shows.",
    "Say in a sentence what can be seen:  {advice}",
    examples=(("", "photo: bridge.jpg", "photo: bridge.jpg\nphoto_alt: Cars cross a bridge with a green arch"),),
    short="C7")
PHOTO_CREDIT = Rule(
    "photo-credit", ERROR, "a photo has no credit",
    "The photo {name} has no credit.", "Name who made it{behind}:  {advice}",
    examples=(("", "photo: bridge.jpg", "photo: bridge.jpg\nphoto_credit: Sara Ali/AFP"),),
    short="C3")
PHOTO_CAPTION = Rule(
    "photo-caption", WARNING, "a photo has no caption",
    "The photo {name} has no caption.", "Say who or what it shows, where and when:  {advice}",
    examples=(("", "photo: bridge.jpg", "photo: bridge.jpg\nphoto_caption: The bridge over the Zab on Monday."),),
    short="C1")
EXPIRED_PHOTO = Rule(
    "expired-photo", WARNING, "the right to show a picture has ended: readers see a note",
    "The right to show the photo {name} has ended: readers see a note in its place.",
    "Choose another picture, or correct the date.",
    examples=(("", "photo_rights_expire: 2026-01-01      # and this day has come", "photo: another-bridge.jpg"),))
OTHER_CREDIT = Rule(
    "other-credit", WARNING, "the credit is another one than in the picture's file",
    "The photo {name} is credited to “{credit}” here, and in its file to “{embedded}”.", "Correct the one that is wrong.",
    examples=(("", "photo_credit: Sara Ali/AFP      # in its file: Azad Omer, Reuters", "photo_credit: Azad Omer/Reuters"),))
OTHER_CAPTION = Rule(
    "other-caption", WARNING, "caption and alternative text, in the site's own language, have no word in common with the caption "
    "in the picture's file",
    "What is said of the photo {name} has not a word in common with the caption in its file: “{embedded}”",
    "Make sure that it is the right picture, and that caption and alternative text tell what it shows.",
    examples=(("", "photo_caption: The bridge on Monday.      # in its file: Farmers harvest wheat near Makhmur", "photo: bridge.jpg\nphoto_caption: The bridge on Monday."),))
OLD_PHOTO = Rule(
    "old-photo", WARNING, "a picture is much older than its article, and nobody said whether it is a file photo",
    "The photo {name} was taken on {day}, {days} days before the article: it is shown as a file photo.",
    "Say so:  {yes}  or, if it is none,  {no}",
    examples=(("", "photo: base-2019.jpg", "photo: base-2019.jpg\nfile_photo: true"),),
    short="C4")
MISREAD_PHOTO = Rule(
    "misread-photo", WARNING, "the caption or a name in a picture's file is in a wrong encoding; it is shown as it was meant",
    "In the notes of the photo {name}, “{word}” stands in a wrong encoding: {shown}.",
    "Correct it in the file, or write it here:  {advice}",
    examples=(("", "Caption in the file: ZÃ¢kho", "photo_caption: The old bridge of Zakho."),))
ANIMATED_PHOTO = Rule(
    "animated-photo", WARNING, "a picture moves; only its first frame is shown",
    "The photo {name} moves; readers see only its first frame.", "Save the frame that should be seen as a picture of its own.",
    examples=(("", "photo: map.gif      # of 24 frames", "photo: map.png"),))
SMALL_PHOTO = Rule(
    "small-photo", WARNING, "the lead of an article is narrower than 1200 pixels, or than the widest of `widths`",
    "The photo {name} is only {width} pixels wide: as the lead of an article it looks blurred, and search engines leave it out.",
    "Ask for a larger one, of {least} pixels or more. It is never enlarged.",
    examples=(("", "photo: bridge.jpg      # 640 pixels wide", "photo: bridge.jpg      # 1600 pixels wide"),))
