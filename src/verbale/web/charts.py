"""Charts as SVG, made here: no script draws them, colours come of the style sheet, and each says in words what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

WIDTH = 720
"""Units across; a chart is scaled to its place."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. label: what it stands for; number: how much; mark: what is written below it, or nothing."""

    label: str
    number: int
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """One point of time on an axis of years. year: 2010.37 for mid-May of 2010. href: where it leads."""

    year: float
    label: str
    href: str
    style: str


def bars(title: str, shown: Sequence[Bar], height: int = 150) -> Markup:
    """Bars side by side, with the highest number and the marks written."""
    if not shown:
        return Markup("")
    top, foot, left = 14, 22, 34
    most = max(bar.number for bar in shown) or 1
    step = (WIDTH - left) / len(shown)
    wide = max(step - min(2.0, step * 0.2), 0.5)
    parts = [f'<line class="axis" x1="{left}" x2="{WIDTH}" y1="{height - foot}" y2="{height - foot}"/>']
    parts += [f'<text class="figure" x="{left - 6}" y="{top + 4}" text-anchor="end">{most:,}</text>']
    for at, bar in enumerate(shown):
        tall = (height - foot - top) * bar.number / most
        x = left + at * step
        if bar.number:
            label = escape(f"{bar.label}: {bar.number:,}")
            spot = f'x="{x:.1f}" y="{height - foot - tall:.1f}" width="{wide:.1f}" height="{tall:.1f}"'
            parts.append(f'<rect class="bar" {spot}><title>{label}</title></rect>')
        if bar.mark:
            parts.append(f'<text class="figure" x="{x:.1f}" y="{height - 6}">{escape(bar.mark)}</text>')
    return _svg(title, height, parts)


def timeline(title: str, shown: Sequence[Dot]) -> Markup:
    """Points on a line of years; each is a link."""
    if not shown:
        return Markup("")
    height, line, margin = 74, 34, 30
    first, last = int(min(d.year for d in shown)), int(max(d.year for d in shown)) + 1
    step = max(1, -(-(last - first) // 12))

    def x(year: float) -> float:
        return margin + (WIDTH - 2 * margin) * (year - first) / (last - first)

    parts = [f'<line class="axis" x1="{margin}" x2="{WIDTH - margin}" y1="{line}" y2="{line}"/>']
    for year in range(first, last + 1, step):
        parts.append(f'<line class="tick" x1="{x(year):.1f}" x2="{x(year):.1f}" y1="{line - 4}" y2="{line + 4}"/>')
        parts.append(f'<text class="figure" x="{x(year):.1f}" y="{line + 22}" text-anchor="middle">{year}</text>')
    for dot in shown:
        circle = f'<circle class="dot {escape(dot.style)}" cx="{x(dot.year):.1f}" cy="{line}" r="7"/>'
        parts.append(f'<a href="{escape(dot.href)}" aria-label="{escape(dot.label)}"><title>{escape(dot.label)}</title>{circle}</a>')
    return _svg(title, height, parts, role="group")


def _svg(title: str, height: int, parts: Sequence[str], role: str = "img") -> Markup:
    head = f'<svg class="chart" viewBox="0 0 {WIDTH} {height}" role="{role}" aria-label="{escape(title)}">'
    return Markup(head + "".join(parts) + "</svg>")  # every part is escaped above
