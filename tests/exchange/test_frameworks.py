"""Framework files: the shipped ones are sound, a user's own is found, and a broken one is told with lines, not fatal."""

from pathlib import Path

import pytest

from storybank import paths
from storybank.exchange.errors import InputError
from storybank.exchange.frameworks import Catalogue, read_framework
from storybank.exchange.interchange import framework_to_json

GOOD = '''id = "acme"
name = "Acme"
version = 3
note = "ours"
bar = 3
bank_size = [4, 6]

[[scale]]
score = 1
label = "nothing"

[[signals]]
id = "killed-project"
name = "Killed project"
need = "required"
line = """
[[signals]]
id = not a header"""

[[principles]]
id = "care"
name = "Care"
short = "Care"
line = "We care."
sinks = "Not caring."
source = "reported"

[[principles.dimensions]]
id = "one"
name = "One"
question = "Which one?"

[[principles]]
id = "own"
name = "Own"
short = "Own"

[[principles.dimensions]]
id = "two"
name = "Two"
'''


def problems(text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_framework(text, "acme.toml", "user")
    return [str(problem) for problem in caught.value.problems]


def test_a_file_is_read_whole() -> None:
    framework = read_framework(GOOD, "acme.toml", "user")
    assert (framework.id, framework.version, framework.origin, framework.bar, framework.bank_size) == (
        "acme",
        3,
        "user",
        3.0,
        (4, 6),
    )
    assert [p.source for p in framework.principles] == ["reported", "reading"]
    assert framework.principles[1].dimensions[0].question == ""


BAD = [
    (GOOD.replace('short = "Own"', "short = 5"), "line 36, principles[1].short: must be text, not a number"),
    (GOOD.replace('short = "Own"\n', ""), "line 33, principles[1].short: is missing; it must be given"),
    (
        GOOD.replace('id = "two"', 'idd = "two"'),
        "line 39, principles[1].dimensions[0].idd: is not a known field; allowed are id, name, question",
    ),
    (GOOD.replace('id = "own"', 'id = "care"'), "line 34, principles[1].id: “care” stands here a second time"),
    (
        GOOD.replace('need = "required"', 'need = "much"'),
        "line 15, signals[0].need: must be one of required, depth, optional, not “much”",
    ),
    (GOOD.replace("bar = 3", "bar = 3.3"), "line 5, bar: must be a score from 1 to 4 in steps of 0.5"),
    (GOOD.replace("bar = 3", "bar = nan"), "line 5, bar: must be a finite number"),
    (GOOD.replace("bar = 3", "bar = 2026-01-01"), "line 5, bar: must be a number, not a date or time"),
    (GOOD.replace("[4, 6]", "[4]"), "line 6, bank_size: must be a list of 2, not of 1"),
    ('origin = "x"\n' + GOOD, "line 1, origin: is not for a file to say; remove it"),
    (GOOD.replace('id = "acme"\n', ""), "id: is missing; it must be given"),
    (GOOD.replace('name = "Two"', "name = Two"), "line 40, column 8: this is not TOML: Invalid value"),
    ("a = " + "[" * 5000, "nested too deeply"),
    ("a = " + "9" * 5000, "a number beyond all measure"),
    ("a = '\x00'", "holds NUL characters"),
]


@pytest.mark.parametrize(("text", "message"), BAD, ids=[message[:40] for _text, message in BAD])
def test_what_is_wrong_is_told_with_its_line(text: str, message: str) -> None:
    assert any(message in line for line in problems(text)), problems(text)


def test_all_errors_of_a_file_are_told_at_once() -> None:
    text = (
        GOOD.replace("bar = 3", "bar = 9")
        .replace('short = "Own"', "short = 5")
        .replace('id = "two"', 'id = ""')
        .replace('"reported"', '"rumour"')
    )
    assert len(problems(text)) == 4  # the blank id of a dimension is one of them


def test_the_shipped_ones_are_sound_and_the_default_comes_first(tmp_path: Path) -> None:
    catalogue = Catalogue(paths.resources() / "frameworks", lambda: tmp_path / "nothing")
    assert not catalogue.broken()
    assert catalogue.ids()[:3] == ("aws-pm", "amazon-retail-pm", "generic-pm")
    listed = framework_to_json(catalogue.all()[0])
    assert (listed["origin"], listed["bar"], listed["bank_size"]) == ("built-in", 3.5, [8, 10])
    assert list(listed["principles"][0])[:6] == ["id", "name", "short", "line", "sinks", "source"]


def test_a_users_own_is_found_and_a_broken_one_reported(tmp_path: Path) -> None:
    (tmp_path / "acme.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "wrong.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "broken.toml").write_text("id = ", encoding="utf-8")
    (tmp_path / "aws-pm.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "latin.toml").write_bytes(b'id = "\xe9"')
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "notes.txt").write_text("no framework", encoding="utf-8")
    catalogue = Catalogue(paths.resources() / "frameworks", lambda: tmp_path)
    assert catalogue.ids()[-1] == "acme"
    acme, shipped = catalogue.get("acme"), catalogue.get("aws-pm")
    assert acme is not None
    assert shipped is not None
    assert (acme.origin, shipped.origin) == ("user", "built-in")
    assert catalogue.built_in("acme") is None
    assert all(catalogue.get(name) is None for name in ("broken", "wrong", "none", "../acme", ""))
    told = {Path(error.source).stem: str(error) for error in catalogue.broken()}
    assert told.keys() == {"aws-pm", "broken", "wrong", "latin", "folder"}
    assert "a framework of this id is shipped" in told["aws-pm"]
    assert "line 1, id: must be the file's name without .toml, “wrong”" in told["wrong"]
