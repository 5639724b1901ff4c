"""Draw a reliability diagram as SVG: what was claimed to the right, what was true upwards, one curve a collection.

A curve below the diagonal promises too much. The area of a point stands for the number of its pairs. The picture
follows the reader's light or dark scheme, and tells curves apart by shape as well as by colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import sqrt

from benchmarks.calibration import Bin, Curve

_SIDE, _LEFT, _TOP, _WIDTH = 420, 62, 24, 880
_HEIGHT = _TOP + _SIDE + 62
_LEGEND = _LEFT + _SIDE + 40
_SMALLEST, _LARGEST = 2.5, 11.0  # radius
# Okabe and Ito's colours, which people tell apart who see few; lighter ones where the ground is dark.
_COLOURS = (("#0072b2", "#56b4e9"), ("#d55e00", "#f0a35c"), ("#007a5a", "#3fc69b"), ("#a34a80", "#e29cc4"))
_DASHES = ("", "7 3", "2 3", "9 3 2 3")

_STYLE = """
  .ground { fill: #ffffff } .ink { fill: #1f2328 } .frame { stroke: #8c959f } .grid { stroke: #e3e6ea }
  .faint { fill: #57606a } text { font: 13px system-ui, sans-serif }
"""
_DARK = """
  .ground { fill: #0d1117 } .ink { fill: #e6edf3 } .frame { stroke: #6e7681 } .grid { stroke: #2a3038 }
  .faint { fill: #9aa4af }
"""


def draw(curves: Sequence[Curve], *, title: str) -> str:
    """Return the picture."""
    kept = [curve for curve in curves if curve.bins]
    most = max((one.pairs for curve in kept for one in curve.bins), default=1)
    parts = [_frame(), *(_curve(curve, at, most) for at, curve in enumerate(kept)), _legend(kept)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}{_colours()}</style>\n"
        f'<rect class="ground" width="{_WIDTH}" height="{_HEIGHT}"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def _colours() -> str:
    light = " ".join(f".c{at} {{ --colour: {colour} }}" for at, (colour, _) in enumerate(_COLOURS))
    dark = " ".join(f".c{at} {{ --colour: {colour} }}" for at, (_, colour) in enumerate(_COLOURS))
    drawn = ".curve { stroke: var(--colour); fill: none; stroke-width: 2 } .point { fill: var(--colour) }"
    return f"  {light}\n  {drawn}\n  @media (prefers-color-scheme: dark) {{{_DARK}  {dark} }}\n"


def _frame() -> str:
    lines = [f'<line class="frame" stroke-dasharray="4 4" {_line(0, 0, 1, 1)}/>']
    for tenth in range(0, 11, 2):
        share = tenth / 10
        lines += [
            f'<line class="grid" {_line(share, 0, share, 1)}/><line class="grid" {_line(0, share, 1, share)}/>',
            f'<text class="faint" x="{_x(share):.1f}" y="{_y(0) + 20:.1f}" text-anchor="middle">{share:.1f}</text>',
            f'<text class="faint" x="{_LEFT - 10}" y="{_y(share) + 4:.1f}" text-anchor="end">{share:.1f}</text>',
        ]
    lines += [
        f'<text class="ink" x="{_x(0.5):.1f}" y="{_y(0) + 44:.1f}" text-anchor="middle">probability stated</text>',
        f'<text class="ink" transform="translate(18 {_y(0.5):.1f}) rotate(-90)" text-anchor="middle">same story</text>',
    ]
    return "\n".join(reversed(lines))  # the diagonal above the grid


def _curve(curve: Curve, at: int, most: int) -> str:
    along = " ".join(f"{_x(one.claimed):.1f},{_y(one.right):.1f}" for one in curve.bins)
    points = "".join(_point(one, most) for one in curve.bins)
    dash = _DASHES[at % len(_DASHES)]
    return (
        f'<g class="c{at % len(_COLOURS)}"><polyline class="curve" stroke-dasharray="{dash}" points="{along}"/>'
        f"{points}</g>"
    )


def _point(one: Bin, most: int) -> str:
    radius = max(_SMALLEST, _LARGEST * sqrt(one.pairs / most))
    told = f"stated {one.claimed:.2f}, true {one.right:.2f}, {one.pairs:,} pairs"
    return (
        f'<circle class="point" cx="{_x(one.claimed):.1f}" cy="{_y(one.right):.1f}" r="{radius:.1f}">'
        f"<title>{told}</title></circle>"
    )


def _legend(curves: Sequence[Curve]) -> str:
    rows = []
    for at, curve in enumerate(curves):
        y = _TOP + 16 + 58 * at
        rows.append(
            f'<g class="c{at % len(_COLOURS)}"><line class="curve" stroke-dasharray="{_DASHES[at % len(_DASHES)]}" '
            f'x1="{_LEGEND}" y1="{y - 4}" x2="{_LEGEND + 34}" y2="{y - 4}"/></g>'
            f'<text class="ink" x="{_LEGEND + 44}" y="{y}">{escape(curve.name)}</text>'
            f'<text class="faint" x="{_LEGEND + 44}" y="{y + 19}">{curve.pairs:,} pairs, off by {curve.error:.3f} '
            "on average (ECE)</text>"
        )
    return "\n".join(rows)


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'x1="{_x(x1):.1f}" y1="{_y(y1):.1f}" x2="{_x(x2):.1f}" y2="{_y(y2):.1f}"'


def _x(share: float) -> float:
    return _LEFT + _SIDE * share


def _y(share: float) -> float:
    return _TOP + _SIDE * (1 - share)
