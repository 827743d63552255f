"""A picture and its use -> its files, and its caption and credit for readers."""
