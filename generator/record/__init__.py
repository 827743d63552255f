"""The record: which addresses were published, and when, in the text files of content/record/."""
