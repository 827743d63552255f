"""`--verify`: a published site is compared with a clean build, and with the words of its
sources."""
