"""The desk: what a newsroom has to do, and how one article is shown elsewhere. Pages of the preview
alone, made when they are asked for; nothing of them is published."""
