"""The HTML of a text -> valid HTML from the allow-list, without the loss of a word."""
