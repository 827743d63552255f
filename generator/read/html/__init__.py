"""The HTML of a text -> valid HTML from the allow-list, in which no word is lost."""
