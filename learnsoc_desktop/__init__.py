"""LearnSoc Desktop: offline-first work for community learning centres."""

__version__ = "0.1.0"
