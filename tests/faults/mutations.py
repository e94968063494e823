"""Hostile sources by Hypothesis: good files bent in their structure or in their bytes, other encodings, repetitions, and plain noise."""

import copy
import io
import json
import warnings
import zipfile
from typing import Any

from hypothesis import reject
from hypothesis import strategies as st

ODD: tuple[Any, ...] = (
    None, True, 0, -1, 2**63, 10**40, 1e308, float("nan"), float("inf"), "", " ", "\x00", "\ud800", "\udc00x", "x" * 5000, "=1+1", "\u202e", "😀",
    [], {}, [[]], [None], {"": None}, {"id": "a"}, "primary", "ready", "2027-02-30", "null", "\ufeff", "\r", "a\x85b",
)  # fmt: skip
TOKENS = {
    "json": (
        "[", "]", "{", "}", '"', ",", ":", "\\", "\\u", "\\ud800", "null", "NaN", "-Infinity", "1e999", "9" * 50, '{"a":', "[],", "{},", '"a":1,',
        "\x00", "/*", "'", '"id": "a",', "\ufeff",
    ),
    "md": (
        "#", "# ", "## A\n", "- ", "* ", "> ", "[", "](", "`", "```\n", "~~~", "---\n", "===\n", "***", "LP: ", "LP: Ownership (primary) 3.5, ",
        "Role: ", "Status: done\n", "| a ", "&a ", "*a ", "!!int ", "!!bool x", "? ", "{a: ", "[a, ", "'", '"', "\t", "  ", "\x00", "\ufeff",
        "1. ", "<<: ",
        "%YAML 9\n", "<b>", "id: a\n", "...\n", "|\n ",
    ),
    "csv": (
        ",", ";", "\t", '"', '""', "\n", '"\n', "\r", "=", "+", "-1", "@", "'", "'=", "|", " | ", "\\", "\\n", "title", "id,", "rank: primary",
        "\n  evidence: x", ": ", "score: nan", "\x00", "\ufeff", "yes", "x,y\n", "ownership",
    ),
    "xlsx": (
        "<", ">", "</", "<c>", "<row>", "<v>1e999</v>",
        "<v>-1</v>", "<t>", "</t>", "<is><t>=1+1</t></is>", 't="s"', 't="e"', "&", "&lt;", "&#0;", "&x;",
        "<!DOCTYPE x [<!ENTITY y 'z'>]>", '<c r="XFD1048576"/>', '<dimension ref="A1:XFD1048576"/>', "<mergeCell/>", "\x00", "\ud800", "_x0001_",
    ),
}  # fmt: skip
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1", "cp037")
ENDS = ("\n", "\r\n", "\r", "\n\r", "\x85", "\u2028")
MOST = 10 * 1024 * 1024


def encoded(text: str) -> st.SearchStrategy[bytes]:
    """The text in this or that encoding, with these or those line ends."""
    return st.builds(
        lambda encoding, end: text.replace("\n", end).encode(encoding, "surrogatepass" if "utf" in encoding else "replace"),
        st.sampled_from(("utf-8",) * 8 + ENCODINGS),
        st.sampled_from(("\n",) * 8 + ENDS),
    )  # fmt: skip


@st.composite
def bent(draw: st.DrawFn, good: tuple[str, ...], tokens: tuple[str, ...]) -> bytes:
    """A good file with pieces cut out, put twice, moved, or tokens put between."""
    text = draw(st.sampled_from(good))
    for _ in range(draw(st.integers(1, 5))):
        at, size = draw(st.integers(0, len(text))), draw(st.sampled_from((0, 0, 1, 1, 5, 60, 600)))
        kind = draw(st.sampled_from(("put", "put", "cut", "twice", "move", "end")))
        piece, rest = text[at : at + size], text[:at] + text[at + size :]
        if kind == "put":
            text = (
                text[:at]
                + draw(st.sampled_from(tokens)) * draw(st.sampled_from((1, 1, 1, 2, 40, 2000)))
                + text[at + size :]
            )
        elif kind == "cut":
            text = rest
        elif kind == "twice":
            text = text[:at] + piece * draw(st.sampled_from((2, 3, 50))) + text[at:]
        elif kind == "move":
            to = draw(st.integers(0, len(rest)))
            text = rest[:to] + piece + rest[to:]
        else:
            text = text[:at]
    return draw(encoded(text))[: MOST + 10]


def _places(data: Any) -> list[tuple[Any, Any]]:
    """Every place in plain data, as what holds it and under which key."""
    found: list[tuple[Any, Any]] = []
    waiting = [data]
    while waiting and len(found) < 20_000:
        one = waiting.pop()
        keys = list(one) if isinstance(one, dict) else range(len(one)) if isinstance(one, list) else ()
        found += [(one, key) for key in keys]
        waiting += [one[key] for key in keys]
    return found


def _wrapped(draw: st.DrawFn, holder: Any, key: Any) -> None:
    value = holder[key]
    holder[key] = draw(st.sampled_from(([value], {"id": value}, [value, value])))


def _deep(draw: st.DrawFn, holder: Any, key: Any) -> None:
    for _level in range(draw(st.sampled_from((5, 200, 900)))):
        holder[key] = [holder[key]]


def _renamed(draw: st.DrawFn, holder: Any, key: Any) -> None:
    name = draw(st.sampled_from(("", "id", "title", "Title", "\ud800", "k" * 300)))
    if isinstance(holder, dict):
        holder[name] = holder.pop(key)


def _odd(draw: st.DrawFn, holder: Any, key: Any) -> None:
    holder[key] = copy.deepcopy(draw(st.sampled_from(ODD)))


def _gone(_draw: st.DrawFn, holder: Any, key: Any) -> None:
    del holder[key]


def _many(draw: st.DrawFn, holder: Any, key: Any) -> None:
    holder[key] = [holder[key]] * draw(st.sampled_from((2, 10, 300)))


@st.composite
def bent_json(draw: st.DrawFn, good: tuple[str, ...]) -> bytes:
    """An interchange file with values replaced, left out, renamed, doubled, wrapped or multiplied."""
    data = json.loads(draw(st.sampled_from(good)))
    for _ in range(draw(st.integers(1, 4))):
        places = _places(data)
        if places:
            holder, key = draw(st.sampled_from(places))
            draw(st.sampled_from((_odd, _odd, _odd, _gone, _renamed, _wrapped, _many, _deep)))(draw, holder, key)
    try:
        text = json.dumps(data, ensure_ascii=draw(st.booleans()), indent=draw(st.sampled_from((None, 1))))
    except RecursionError:  # made deep twice: Python cannot write it, and the bombs hold what is deeper still
        reject()
    if draw(st.integers(0, 9)) == 0:
        text = text.replace('"title":', '"title": "twice", "title":', 2)
    return text.encode("utf-8", "surrogatepass")[: MOST + 10]


@st.composite
def repeated(draw: st.DrawFn, good: tuple[str, ...], tokens: tuple[str, ...]) -> bytes:
    """Few words, many times: alone, or in the middle of a good file."""
    words = "".join(draw(st.lists(st.sampled_from(tokens), min_size=1, max_size=3)))
    times = draw(st.sampled_from((10, 100, 1000, 5000, 20_000, 100_000)))
    if draw(st.integers(0, 19)) == 0:
        times = MOST // len(words.encode("utf-8", "surrogatepass")) - 300
    text = draw(st.sampled_from(("", *good)))[:20_000]
    at = draw(st.integers(0, len(text)))
    return (text[:at] + words * times + text[at:]).encode("utf-8", "surrogatepass")[: MOST + 10]


@st.composite
def bent_workbook(draw: st.DrawFn, good: tuple[bytes, ...]) -> bytes:
    """A workbook with one of its parts bent, left out or put in again, or with its bytes cut or changed."""
    content = draw(st.sampled_from(good))
    if draw(st.integers(0, 3)) == 0:
        at = draw(st.integers(0, len(content)))
        return content[:at] + draw(st.binary(max_size=20)) + content[at + draw(st.sampled_from((0, 1, 500))) :]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = draw(st.sampled_from(sorted(parts)))
    kind = draw(st.sampled_from(("bend", "bend", "bend", "gone", "twice")))
    if kind == "bend":
        parts[name] = draw(bent((parts[name].decode("utf-8", "replace"),), TOKENS["xlsx"]))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # a name that is there twice is what is wanted
        for one, data in parts.items():
            for _time in range(0 if kind == "gone" and one == name else 2 if kind == "twice" and one == name else 1):
                archive.writestr(one, data)
    return made.getvalue()[: MOST + 10]


def hostile_workbook(good: tuple[bytes, ...]) -> st.SearchStrategy[bytes]:
    """Workbooks; `good` are sound ones."""
    return st.one_of(*[bent_workbook(good)] * 8, st.binary(max_size=300))


def hostile(kind: str, good: tuple[str, ...]) -> st.SearchStrategy[bytes]:
    """Sources of a format that is text: `json`, `md` or `csv`. `good` are sound ones."""
    tokens = TOKENS[kind]
    noise = st.lists(st.one_of(st.sampled_from(tokens), st.text(max_size=8)), max_size=60).map("".join).flatmap(encoded)
    bending = [bent(good, tokens)] * 4 + ([bent_json(good)] * 6 if kind == "json" else [])
    return st.one_of(*bending, repeated(good, tokens), noise, st.binary(max_size=300))
