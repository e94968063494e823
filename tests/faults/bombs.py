"""Files that are small, or within 10 MB, and would cost minutes or gigabytes if they were believed. Each is made when it is asked for."""

import io
import json
import zipfile
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


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def workbook(rows: bytes, before: bytes = b"", **parts: bytes) -> bytes:
    """A workbook of one sheet with this XML as its rows; `before` stands in front of them, `parts` are further parts by name (`__` for a slash)."""
    sheet = f'{before.decode()}<worksheet xmlns="{_MAIN}"><sheetData>'.encode() + rows + b"</sheetData></worksheet>"
    kinds = {
        "xl/workbook": "sheet.main",
        "xl/worksheets/sheet1": "worksheet",
        "xl/sharedStrings": "sharedStrings",
        "xl/styles": "styles",
    }
    types = "".join(
        f'<Override PartName="/{name}.xml" ContentType="{_SHEET}.{kind}+xml"/>'
        for name, kind in kinds.items()
        if kind in ("sheet.main", "worksheet") or name.replace("/", "__") in parts
    )
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">{rels}{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{_OFFICE}/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
        **{name.replace("__", "/") + ".xml": content for name, content in parts.items()},
    }  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return out.getvalue()


def texts_row(*cells: str) -> bytes:
    """A row of a sheet with these texts."""
    return b"<row>%s</row>" % b"".join(b'<c t="inlineStr"><is><t>%s</t></is></c>' % cell.encode() for cell in cells)


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
    "an anchor without end.md": lambda: b"# T\n## Anchors\n- " + b"word " * 40_000,
    "tags of a story without end.md": lambda: b"# T\nTags: " + b"a, " * 20_000,
    "tags in one line.md": lambda: b"<b>" * (3 * MB),
    "our mark behind a line of another kind.md": lambda: "# T\u2028".encode() + b"<!-- storybank: a story per heading of level 2 -->",
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
    "long names of columns.csv": lambda: b",".join(b"z" * 5_000 for _n in range(1_990)) + b"\nx\n",
    "a column's name in every story.csv": lambda: b"title," + b"y" * 100_000 + b"\n" + b"x,z\n" * 9_000,
    "separators in a cell.csv": lambda: b'title,principles\nx,"' + b"|" * (9 * MB) + b'"\n',
    "backslashes in a cell.csv": lambda: b'title,principles\nx,"' + b"\\" * (9 * MB) + b'"\n',
    "a score of megabytes.csv": lambda: b'title,principles\nx,"ownership | score: ' + b"9" * (9 * MB) + b'"\n',
    "lists in cells.csv": lambda: b"title,tags\n" + (b'x,"' + b"a\n" * 9_999 + b'"\n') * 400,
    "evidence in a cell.csv": lambda: b'title,principles\nx,"ownership\n' + b"  evidence: a\n" * 600_000 + b'"\n',
    "signs of guarding.csv": lambda: b"title\n" + b"'" * (9 * MB) + b"=1\n",
    "columns of nothing.csv": lambda: b"title," + b",".join(b"z%d" % n for n in range(900)) + b"\n" + (b"x" + b",y" * 900 + b"\n") * 5000,
    "open rows.xlsx": lambda: workbook(b"<row>" * 390_000),
    "elements in elements.xlsx": lambda: workbook(b"<a>" * 390_000 + b"</a>" * 390_000),
    "rows of nothing.xlsx": lambda: workbook(b"<row/>" * 790_000),
    "rows without end.xlsx": lambda: workbook(texts_row("title") + texts_row("x") * 30_000),
    "cells of nothing.xlsx": lambda: workbook(b"<row>" + b"<c/>" * 790_000 + b"</row>"),
    "the last cell of all.xlsx": lambda: workbook(texts_row("title") + b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "a row beyond the last.xlsx": lambda: workbook(b'<row r="999999999999"/>'),
    "the last column in each row.xlsx": lambda: workbook(b'<row><c r="XFD1"><v>1</v></c></row>' * 110_000),
    "a number of megabytes.xlsx": lambda: workbook(b"<row><c><v>" + b"9" * (15 * MB) + b"</v></c></row>"),
    "an exponent without end.xlsx": lambda: workbook(b"<row><c><v>1e999</v></c><c><v>nan</v></c></row>"),
    "a text of megabytes.xlsx": lambda: workbook(texts_row("title", "hook") + texts_row("a", "x" * (15 * MB))),
    "spaces that pack well.xlsx": lambda: workbook(b" " * (200 * MB)),
    "laughing.xlsx": lambda: workbook(texts_row("&b;"), b'<!DOCTYPE a [<!ENTITY b "ha">]>'),
    "styles without end.xlsx": lambda: workbook(b"", xl__styles=b"<styleSheet>" + b"<xf/>" * 2_900_000 + b"</styleSheet>"),
    "strings of nothing.xlsx": lambda: workbook(b"", xl__sharedStrings=f'<sst xmlns="{_MAIN}">'.encode() + b"<si><t/></si>" * 260_000 + b"</sst>"),
    "a day that is none.xlsx": lambda: workbook(b'<row><c t="d"><v>99999-99-99</v></c></row>'),
    "a number of no text.xlsx": lambda: workbook(b'<row><c t="s"><v>7</v></c></row>'),
    "half of it.xlsx": lambda: workbook(texts_row("title") + texts_row("x"))[:-90],
    "no zip at all.xlsx": lambda: b"PK\x03\x04" + b"x" * 9999,
    "an old workbook.xlsx": lambda: b"\xd0\xcf\x11\xe0" + b"\x00" * 9999,
    "ten thousand parts.xlsx": lambda: workbook(b"", **{f"xl__p{n}": b"" for n in range(9999)}),
}  # fmt: skip
