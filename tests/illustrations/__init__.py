"""The pictures of the sample newsroom, drawn by a script: `python -m tests.illustrations [names…]`."""
