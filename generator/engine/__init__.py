"""The stages in their order, and what is remembered between two builds. Knows no HTML and no pixels."""
