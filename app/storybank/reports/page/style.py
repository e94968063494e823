"""The style of the page, light and dark, on screen and on paper. Colours are those of the sheets where they stand on a light ground."""

from collections.abc import Mapping

LIGHT: Mapping[str, tuple[str, str]] = {
    "page": ("#ffffff", "#16181d"),
    "quiet": ("#ffffff", "#555b64"),
    "warning": ("#ffffff", "#a63c06"),
    "wash": ("#f5f7fa", "#16181d"),
    "high": ("#15366b", "#ffffff"),
    "bar": ("#3b72b4", "#ffffff"),
    "below": ("#e4ebf5", "#16181d"),
    "none": ("#ffffff", "#555b64"),
    "aside-bar": ("#666d77", "#ffffff"),
    "aside": ("#eff1f3", "#555b64"),
}
"""Ground and ink by name. `aside-bar` is darker than on paper, where white figures on grey are larger."""
DARK: Mapping[str, tuple[str, str]] = {
    "page": ("#14171c", "#e6e8ec"),
    "quiet": ("#14171c", "#a8afb9"),
    "warning": ("#14171c", "#ff9d66"),
    "wash": ("#1d2128", "#e6e8ec"),
    "high": ("#a9cbf7", "#0d1524"),
    "bar": ("#3b72b4", "#ffffff"),
    "below": ("#22314a", "#dce6f4"),
    "none": ("#14171c", "#a8afb9"),
    "aside-bar": ("#666d77", "#ffffff"),
    "aside": ("#23272e", "#a8afb9"),
}
_LINES = ("#d3d7dc", "#39404a")
_RULES = """
body { font: 16px/1.55 system-ui, "Source Sans 3", "Segoe UI", sans-serif; max-width: 76rem; margin: 0 auto; padding: 2rem 1.2rem 4rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .3rem; }
h2 { font-size: 1.4rem; line-height: 1.25; margin: 3rem 0 .6rem; }
h3 { font-size: 1.02rem; margin: 1.8rem 0 .4rem; }
h4, h5, h6 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
p, ul, ol, dl, pre, table { margin: .5rem 0; }
article { border-top: 1px solid var(--line); margin-top: 3rem; max-width: 44rem; }
article h2 { margin-top: 1.2rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: .92rem; }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .45rem; text-align: left; vertical-align: top; }
.matrix th, .matrix td { text-align: center; vertical-align: middle; }
.matrix tbody th, .matrix tfoot th { text-align: left; font-weight: 600; min-width: 11rem; }
.matrix thead th { font-size: .76rem; hyphens: auto; font-weight: 600; vertical-align: bottom; }
.matrix td b { display: block; white-space: nowrap; }
.matrix small, .key { white-space: nowrap; }
.key { border: 1px solid var(--line); padding: .1rem .4rem; margin-right: .3rem; }
dt { font-weight: 600; margin-top: .5rem; }
dd { margin: 0 0 0 1.2rem; }
pre { overflow-x: auto; padding: .6rem .8rem; }
blockquote { margin: .5rem 0; padding-left: 1rem; border-left: 3px solid var(--line); }
footer { margin-top: 4rem; border-top: 1px solid var(--line); padding-top: .8rem; font-size: .9rem; }
a { color: inherit; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media print {
  @page { margin: 14mm; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  article { break-before: page; max-width: none; }
  h2, h3, h4 { break-after: avoid; }
  tr { break-inside: avoid; }
  .wide { overflow: visible; }
  .matrix { font-size: 7pt; }
  .matrix th, .matrix td { padding: .1rem .15rem; overflow-wrap: anywhere; }
  .matrix tbody th, .matrix tfoot th { min-width: 5rem; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""


def style() -> str:
    """Return the style sheet of the page."""
    return f"{_colours(0)}@media screen and (prefers-color-scheme: dark) {{\n{_colours(1)}}}\n{_RULES}"


def _colours(dark: int) -> str:
    names = (LIGHT, DARK)[dark]
    lines = [f":root {{ color-scheme: {('light', 'dark')[dark]}; --line: {_LINES[dark]}; }}"]
    for name, (ground, ink) in names.items():
        place = "body" if name == "page" else "pre" if name == "wash" else f".{name}"
        lines.append(f"{place} {{ background: {ground}; color: {ink}; }}")
    return "\n".join(lines) + "\n"
