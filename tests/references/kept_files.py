"""Texts and pictures that were looked at once and are kept: what is made now must be the same.

``LEARNSOC_REFERENCES=keep`` writes them anew instead; git then shows what has changed.
"""

import os
from pathlib import Path

from PIL import Image, ImageChops, ImageStat

KEPT = Path(__file__).with_name("kept")
KEEPING = os.environ.get("LEARNSOC_REFERENCES") == "keep"
SMALLER = 4  # pixels that are taken together before two pictures are compared
MOST, MEAN = 40, 1.0  # grey levels of 255 that one such pixel, and all of them, may differ


def same_text(name: str, text: str) -> str:
    """Return the kept text of ``name``."""
    path = KEPT / f"{name}.txt"
    if KEEPING:
        path.write_text(text + "\n", encoding="utf-8")
    return path.read_text(encoding="utf-8").removesuffix("\n")


def differences(name: str, picture: Image.Image) -> tuple[float, float]:
    """Return the most and the mean difference from the kept picture of ``name``, in grey levels."""
    path = KEPT / f"{name}.png"
    if KEEPING:
        picture.quantize(32).save(path, optimize=True)
    kept = Image.open(path).convert("L")
    assert kept.size == picture.size
    small = (kept.width // SMALLER, kept.height // SMALLER)
    both = [one.resize(small, Image.Resampling.BOX) for one in (kept, picture)]
    apart = ImageChops.difference(*both)
    return apart.getextrema()[1], ImageStat.Stat(apart).mean[0]
