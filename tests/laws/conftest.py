"""What the tests of the laws share: the tools of the end-to-end tests, and how much Hypothesis tries.

python -m pytest tests/laws                                     some minutes; of each law a few made-up examples
python -m pytest tests/laws --hypothesis-profile=many           four times as many: some ten minutes more
python -m pytest tests/laws --hypothesis-profile=thorough       an hour
"""

from __future__ import annotations

import sys
from pathlib import Path

import hypothesis

sys.path.insert(0, str(Path(__file__).parents[1] / "e2e"))

hypothesis.settings.register_profile("thorough", hypothesis.settings.get_profile("dateline"), max_examples=4000)
