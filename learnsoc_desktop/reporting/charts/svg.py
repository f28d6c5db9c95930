"""A drawn chart as an SVG picture: text as outlines, colours as they are given."""

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from learnsoc_desktop.reporting.charts.outlines import UPEM, Outlines
from learnsoc_desktop.reporting.charts.scene import Area, Label, Point, Scene, Strokes
from learnsoc_desktop.reporting.document import Align
from learnsoc_desktop.reporting.measures import POINT, TH


def svg(
    scene: Scene, outlines: Outlines, colours: Mapping[str, str], title: str = "", words: str = ""
) -> str:
    """Return ``scene`` as SVG, in millimetres; ``words`` tell its numbers to who cannot see it."""
    across, high = f"{scene.width:.2f}", f"{scene.height:.2f}"
    out = [
        '<svg xmlns="http://www.w3.org/2000/svg" version="1.1" role="img" ',
        f'width="{across}mm" height="{high}mm" viewBox="0 0 {across} {high}">',
    ]
    if title:
        out.append(f"<title>{escape(title)}</title>")
    if words:
        out.append(f"<desc>{escape(words)}</desc>")
    for shape in scene.shapes:
        match shape:
            case Area(corners, colour):
                out.append(f'<path fill={quoteattr(colours[colour])} d="{_path(corners)}Z"/>')
            case Strokes(lines, colour, width, dash):
                pattern = ",".join(f"{length * POINT:.3f}" for length in dash)
                dashed = f' stroke-dasharray="{pattern}"' if dash else ""
                out.append(
                    f'<path fill="none" stroke={quoteattr(colours[colour])} '
                    f'stroke-width="{width * POINT:.3f}"{dashed} d="{"".join(map(_path, lines))}"/>'
                )
            case Label():
                out.append(_label(shape, outlines, colours[shape.colour]))
    return "".join([*out, "</svg>"])


def _path(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points)


def _label(label: Label, outlines: Outlines, colour: str) -> str:
    x = label.x
    if label.align is not Align.LEFT:
        wide = outlines.wide(label.text, label.size, bold=label.bold)
        x -= wide / (2 if label.align is Align.CENTRE else 1)
    scale = label.size * TH * POINT / UPEM
    return (
        f"<path fill={quoteattr(colour)} "
        f'transform="matrix({scale:.6f} 0 0 {-scale:.6f} {x:.3f} {label.y:.3f})" '
        f'd="{outlines.path(label.text, bold=label.bold)}"/>'
    )
