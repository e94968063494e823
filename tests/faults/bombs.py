"""Files that are small, or within 10 MB, and would cost minutes or gigabytes if they were believed. Each is made when it is asked for."""

import json
from collections.abc import Callable, Mapping
from typing import Any

MB = 1024 * 1024
FULL = 10 * MB - 300


def bank(*stories: dict[str, Any], **fields: Any) -> bytes:
    """An interchange file of these stories."""
    data = {"format": "storybank", "version": 1, "bank": {"framework": "aws-pm", **fields}, "stories": stories}
    return json.dumps(data, ensure_ascii=False).encode()


def story(**fields: Any) -> dict[str, Any]:
    return {"id": "a", "title": "A", **fields}


def head(text: str | bytes) -> bytes:
    """A front matter of ours, with this in it."""
    more = text.encode() if isinstance(text, str) else text
    return b"---\nid: a\ntitle: b\nstatus: draft\n" + more + b"\n---\n"


def laughing() -> bytes:
    lines = ["a: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"b{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 20)]
    return head("\n".join(lines))


def grown_framework() -> bytes:
    principles = [
        {"id": f"p{n}", "name": f"N{n} " + "long " * 1000, "short": "s", "dimensions": [{"id": f"d{m}", "name": "d"} for m in range(30)]}
        for n in range(200)
    ]  # fmt: skip
    definition = {
        "id": "f", "name": "F", "bar": 3.5, "bank_size": [8, 10], "scale": [{"score": 1, "label": "x"}], "signals": [], "principles": principles,
    }  # fmt: skip
    tags = [{"principle": f"p{n}", "evidence": [{"dimension": "zz"}]} for n in range(200)]
    return bank(story(principles=tags), framework="f", framework_definition=definition)


BOMBS: Mapping[str, Callable[[], bytes]] = {
    "open lists.json": lambda: b"[" * (9 * MB),
    "open objects.json": lambda: b'{"a":' * 1_500_000,
    "empty lists.json": lambda: b'{"a":[' + b"[]," * (3 * MB) + b"[]]}",
    "empty objects.json": lambda: b'{"stories":[' + b"{}," * (3 * MB) + b"{}]}",
    "one name a million times.json": lambda: b"{" + b'"k":1,' * 1_500_000 + b'"k":1}',
    "a million names.json": lambda: b"{" + b",".join(b'"k%d":1' % n for n in range(700_000)) + b"}",
    "a number of megabytes.json": lambda: b'{"version":' + b"9" * FULL + b"}",
    "an exponent of megabytes.json": lambda: b'{"version":1e' + b"9" * FULL + b"}",
    "a million NaN.json": lambda: b'{"stories":[' + b"NaN," * 2_400_000 + b"1]}",
    "backslashes.json": lambda: b'{"format":"' + b"\\\\" * (4 * MB) + b'"}',
    "halves of pairs.json": lambda: b'{"format":"' + b"\\ud83d" * 1_700_000 + b'"}',
    "white space.json": lambda: b" " * FULL,
    "a text never closed.json": lambda: b'"' + b"a" * FULL,
    "an id of megabytes.json": lambda: bank(story(id="x" * (9 * MB))),
    "ten thousand empty stories.json": lambda: bank(*[{}] * 9999),
    "ten thousand stories.json": lambda: bank(*({"id": str(n), "title": f"title {n * 7919}"} for n in range(9999))),
    "one story ten thousand times.json": lambda: bank(
        *({"id": str(n), "title": "the same title", "narrative": "the same words " * 40} for n in range(9999))
    ),
    "tags without end.json": lambda: bank(*({"id": str(n), "title": "t", "tags": ["x"] * 9999} for n in range(150))),
    "a detail without end.json": lambda: bank(
        story(), waivers=[{"rule": "no-primary", "detail": {f"k{n}": ["x"] * 3 for n in range(300_000)}}]
    ),
    "details in lists.json": lambda: bank(
        story(), waivers=[{"rule": "no-primary", "detail": {f"k{n}": ["x"] * 9999 for n in range(200)}}]
    ),
    "a framework that multiplies.json": grown_framework,
    "brackets.md": lambda: b"# T\n" + b"[" * (9 * MB),
    "ten thousand nested lists.md": lambda: "".join("  " * min(n, 400) + "- x\n" for n in range(10_000)).encode(),
    "quotes.md": lambda: b"# T\n" + b">" * (9 * MB),
    "line ends.md": lambda: b"\n" * FULL,
    "carriage returns.md": lambda: b"\r" * FULL,
    "headings without end.md": lambda: b"# a\n" * 2_500_000,
    "ten thousand headings.md": lambda: b"# Same title\n\ntext\n" * 9_999,
    "ten thousand long headings.md": lambda: (b"# " + b"t" * 1000 + b"\n\nx\n") * 9_900,
    "labels without end.md": lambda: b"# T\n" + b"Role: x\n" * 59_000,
    "principles without end.md": lambda: b"# T\n" + b"LP: ownership\n" * 59_000,
    "a list of principles.md": lambda: b"# T\n## LP\n" + b"- Ownership (primary) 3\n" * 59_000,
    "a line of principles.md": lambda: b"# T\nLP: " + b"ownership primary 3.5, " * 400_000,
    "a line of spaces.md": lambda: b"# T\nLP: invent" + b" " * (9 * MB) + b"and simplify",
    "a line just short enough.md": lambda: b"# T\n" + (b"LP: " + b"_" * 9_900 + b"\n") * 900,
    "fences.md": lambda: b"# T\n" + b"```\n" * 59_000,
    "hashes.md": lambda: b"# x " + b"# " * (4 * MB) + b"x",
    "stars.md": lambda: b"# " + b"*" * (9 * MB),
    "a billion laughs.md": laughing,
    "open lists in front.md": lambda: head(b"hook: " + b"[" * 500_000),
    "half a million values in front.md": lambda: head(b"tags: [" + b"a," * 500_000 + b"]"),
    "names without end in front.md": lambda: head("".join(f"k{n}: x\n" for n in range(90_000))),
    "question marks in front.md": lambda: head(b"? " * 300_000),
    "a text of a million lines in front.md": lambda: head(b"hook: '" + b"a\n\n" * 300_000),
    "words for what is no word.md": lambda: head('internal: !!bool maybe\nhook: !!int ""\nrole: !!float ""\ntags: !!set {a, b}\n[a]: b'),
    "a program in front.md": lambda: head("hook: !!python/object/apply:os.system ['false']"),
    "a hundred thousand columns.csv": lambda: b"title," + b"a," * 100_000 + b"\nx\n",
    "nothing but commas.csv": lambda: b"title," + b"," * (9 * MB),
    "titles without end.csv": lambda: b"title" + b",title" * 1_400_000 + b"\n",
    "cells without end.csv": lambda: b"title," + b",".join(b"c%d" % n for n in range(9998)) + b"\n" + (b"x," + b"y," * 9997 + b"z\n") * 400,
    "rows without end.csv": lambda: b"title\n" + b"x\n" * (4 * MB),
    "empty rows.csv": lambda: b"title\n" + b"\n" * (9 * MB),
    "bare returns.csv": lambda: b"title\n" + b"\r" * (9 * MB),
    "a quotation never closed.csv": lambda: b'title\n"' + b"x\n" * (4 * MB),
    "quotation marks.csv": lambda: b"title\n" + b'"' * (9 * MB),
    "a column's name in every story.csv": lambda: b"title," + b"y" * 100_000 + b"\n" + b"x,z\n" * 9_000,
    "separators in a cell.csv": lambda: b'title,principles\nx,"' + b"|" * (9 * MB) + b'"\n',
    "backslashes in a cell.csv": lambda: b'title,principles\nx,"' + b"\\" * (9 * MB) + b'"\n',
    "a score of megabytes.csv": lambda: b'title,principles\nx,"ownership | score: ' + b"9" * (9 * MB) + b'"\n',
    "lists in cells.csv": lambda: b"title,tags\n" + (b'x,"' + b"a\n" * 9_999 + b'"\n') * 400,
    "evidence in a cell.csv": lambda: b'title,principles\nx,"ownership\n' + b"  evidence: a\n" * 600_000 + b'"\n',
    "signs of guarding.csv": lambda: b"title\n" + b"'" * (9 * MB) + b"=1\n",
    "columns of nothing.csv": lambda: b"title," + b",".join(b"z%d" % n for n in range(900)) + b"\n" + (b"x" + b",y" * 900 + b"\n") * 5000,
}  # fmt: skip
