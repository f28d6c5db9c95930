"""The forms of an office: cover, contents, memo, letter, order, minutes, certificate, cards, labels.

``kinds`` says as plain data what each holds, ``letters`` and ``meetings`` put whole papers together
from blocks, ``drawing`` finds the module that draws a kind, ``text`` reads it out.
"""
