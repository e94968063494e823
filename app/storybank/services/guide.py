"""The guide: its pages, where they lie, and finding words in them. The pages are Markdown; the window shows them and a forge does."""

import re
from dataclasses import dataclass
from pathlib import Path

from storybank.analysis.folding import folded, wanted
from storybank.paths import resources
from storybank.texts import Refusal, _

INDEX = "index"
NEWS = "what-is-new"
_LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(([^)\s]+)\)")
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
_MARKS = re.compile(r"[*`#>|_]+")
_HEADING = re.compile(r"^#{1,2} ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: `name` is its file's without the ending, `text` Markdown that begins with the title as a heading.

    `is_under` says that it belongs to the page before it in the contents, as `gap-bank-size` does to `gaps`.
    """

    name: str
    title: str
    text: str
    is_under: bool = False


def guide_folder() -> Path:
    """Return where the pages lie: among the resources when installed, in `docs/` in a checkout."""
    inside = resources() / "guide"
    return inside if inside.is_dir() else resources().parent / "docs" / "guide"


def picture_folder() -> Path:
    """Return where the pictures of the pages lie."""
    inside = resources() / "pictures"
    return inside if inside.is_dir() else resources().parent / "docs"


def read_guide() -> tuple[Page, ...]:
    """Return every page in the order of the index, then what is new. Raises a `Refusal` where the guide is not installed."""
    found = {path.stem: path for path in guide_folder().glob("*.md")}
    try:
        index = found[INDEX].read_text(encoding="utf-8")
        texts = {name: path.read_text(encoding="utf-8") for name, path in found.items()}
        pages = [_page(name, texts[name]) for name in _in_order(index, texts)]
        news = _page(NEWS, news_text(_changelog().read_text(encoding="utf-8")))
    except (OSError, KeyError):
        sentence = _("The guide is missing at “{folder}”; install Storybank again to have it back.")
        raise Refusal(sentence.format(folder=guide_folder())) from None
    return (*pages, news)


def linked(text: str) -> list[str]:
    """Return the names of the pages that a page leads to, in its order."""
    return [target.removesuffix(".md") for _said, target in _LINK.findall(text) if is_page(target)]


def pictures(text: str) -> list[str]:
    """Return the pictures that a page shows, as it names them."""
    return [target for _said, target in _PICTURE.findall(text)]


def is_page(target: str) -> bool:
    """Say whether a link leads to a page of the guide: a file beside it, not an address and not a place elsewhere."""
    return target.endswith(".md") and not re.search(r"[/\\:]", target)


def news_text(changelog: str) -> str:
    """Return the latest section of a changelog that holds anything, under a heading of its own."""
    parts = re.split(r"^## ", changelog, flags=re.MULTILINE)[1:]
    latest = next((part for part in parts if part.partition("\n")[2].strip()), "")
    version, _line, text = latest.partition("\n")
    title = _("What is new: {version}").format(version=re.sub(r"[\[\]]", "", version).strip())
    return f"# {title}\n{text}"


def find_pages(pages: tuple[Page, ...], words: str) -> tuple[tuple[Page, int], ...]:
    """Return the pages that hold every word, each with how often they stand there; those that are called so come first."""
    parts = wanted(words)
    found: list[tuple[bool, Page, int]] = []
    for page in pages:
        text, title = folded(readable(page.text)), folded(page.title)
        if parts and all(part in text for part in parts):
            found.append((not all(part in title for part in parts), page, sum(text.count(part) for part in parts)))
    found.sort(key=lambda one: (one[0], -one[2]))
    return tuple((page, count) for _other, page, count in found)


def readable(text: str) -> str:
    """Return a page without the marks of Markdown, about as it is read."""
    return _MARKS.sub("", _LINK.sub(r"\1", _PICTURE.sub("", text)))


def _in_order(index: str, texts: dict[str, str]) -> list[str]:
    """Return the names of all pages: those of the index, after each of them those under it, then whatever else there is."""
    names = [INDEX]
    for name in linked(index):
        if name in texts:
            names += [name, *(other for other in linked(texts[name]) if other in texts and _above(other) == name)]
    return list(dict.fromkeys([*names, *sorted(texts)]))


def _above(name: str) -> str:
    """Return the name of the page that a page stands under: `gaps` for `gap-bank-size`."""
    return f"{name.partition('-')[0]}s" if "-" in name else ""


def _page(name: str, text: str) -> Page:
    first = next((line for line in text.splitlines() if _HEADING.match(line)), name)
    return Page(name, _HEADING.sub("", first).strip(), text, is_under=name.startswith("gap-"))


def _changelog() -> Path:
    inside = resources() / "CHANGELOG.md"
    return inside if inside.is_file() else resources().parent / "CHANGELOG.md"
