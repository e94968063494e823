"""`--aliased`: no confidential term in anything that is written, its name included; nothing is written when one would be left."""

import json
import re
from pathlib import Path

import pytest

from cli.running import Run, names
from storybank.services.exporting import PDF_KINDS
from storybank.services.sheets import sheet_text

TERMS = ("Initech", "Acme Corp", "東京電力", "Straße")
KINDS = ("json", "csv", "csv-matrix", "markdown", *PDF_KINDS)


@pytest.fixture
def confidential(run: Run, bank: Path) -> Path:
    """The sample bank with terms in every text field that a teller fills, and in ids."""
    run.well("export", bank, "plain.json")
    data = json.loads(Path("plain.json").read_text("utf-8"))
    data["bank"]["aliases"] = [{"term": term, "alias": f"firm {number}"} for number, term in enumerate(TERMS)]
    data["bank"]["title"] = "INITECH’s bank at 東京電力本社"
    data["bank"]["target"] |= {"company": "acme  corp", "role": "Lead, Initech", "service": "straße"}
    for number, story in enumerate(data["stories"]):
        term = (TERMS[number % 4], TERMS[number % 4].upper(), f"{TERMS[number % 4]}s")[number % 3]
        for field in ("title", "hook", "employer", "role", "scale", "narrative", "opening", "closing", "trade_off"):
            story[field] = f"{term}: {story[field]}, {term}’s"
        story["tags"], story["anchors"] = [term], [f"{term} said no"]
        story["id"] = f"acme-corp-{number}"
        for customer in story["customers"]:
            customer["who"], customer["cost"] = f"{customer['who']} of {term}", term
        for figure in story["figures"]:
            figure["claim"], figure["source"] = f"{figure['claim']} at {term}", f"{term} dashboard"
        for tag in story["principles"]:
            tag["angle"] = f"as {term} did"
            for evidence in tag["evidence"]:
                evidence["text"] = f"{evidence['text']} ({term})"
    data["bank"]["waivers"] = [
        {
            "rule": "no-primary",
            "story": "acme-corp-1",
            "principle": None,
            "detail": {},
            "reason": "as agreed at Initech",
        }
    ]
    Path("secret.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    Path("plain.json").unlink()
    return Path("secret.json")


def read(out: Path) -> str:
    if out.is_dir():
        return "\n".join([*names(out), *(file.read_text("utf-8") for file in out.iterdir())])
    content = out.read_bytes()
    return sheet_text(content) + content.decode("latin-1") if content.startswith(b"%PDF") else content.decode()


@pytest.mark.parametrize("kind", [*KINDS, "folder"])
def test_nothing_confidential_goes_out(run: Run, confidential: Path, kind: str) -> None:
    for options in ((), ("--ready",)):
        out = Path(
            f"out-{len(options)}" if kind == "folder" else f"out-{len(options)}.{'md' if kind == 'markdown' else 'x'}"
        )
        run.well("export", confidential, out, "--as", "markdown" if kind == "folder" else kind, "--aliased", *options)
        text = " ".join(read(out).split())
        assert "firm" in text
        for term in (*TERMS, "STRASSE", "Acme-Corp", "Initech's"):
            assert not re.search(re.escape(term), text, re.IGNORECASE), term


def test_without_the_option_all_of_it_goes_out(run: Run, confidential: Path) -> None:
    run.well("export", confidential, "out.json")
    assert all(term in Path("out.json").read_text("utf-8") for term in TERMS)


def test_what_was_exported_so_comes_in_again(run: Run, confidential: Path) -> None:
    run.well("export", confidential, "out.json", "--aliased")
    run.well("import", "new.storybank", "out.json")
    gaps = [json.loads(run("check", path, "--json").out)["counts"] for path in (confidential, "new.storybank")]
    assert gaps[0] == gaps[1]


@pytest.mark.parametrize("kind", [*KINDS, "folder"])
@pytest.mark.parametrize("reason", ["alias", "name"])
def test_a_leak_is_refused_and_leaves_nothing(run: Run, confidential: Path, kind: str, reason: str) -> None:
    name = "out"
    if reason == "alias":
        data = json.loads(confidential.read_text("utf-8"))
        data["bank"]["aliases"][0]["alias"] = "not Initech, no"
        confidential.write_text(json.dumps(data), "utf-8")
    else:
        name = "for Initech"
    out = name if kind == "folder" else f"{name}.{'md' if kind == 'markdown' else 'x'}"
    here = names(Path())
    result = run("export", confidential, out, "--as", "markdown" if kind == "folder" else kind, "--aliased")
    assert (result.code, result.out) == (2, "")
    assert result.problems == [
        f"{out} was not written: it would still hold Initech (in an alias, an id or word of the framework, or the file's name); change that first"
    ]
    assert names(Path()) == here


def test_longer_words_are_told(run: Run, confidential: Path) -> None:
    data = json.loads(confidential.read_text("utf-8"))
    data["stories"][0]["narrative"] = "The Initechnology of AcmeCorp"
    confidential.write_text(json.dumps(data), "utf-8")
    result = run("export", confidential, "out.json", "--aliased")
    assert (result.code, result.out) == (0, "out.json: written\n")
    assert result.problems == [
        "Longer words that hold a confidential term were left as they are, look at them: Initechnology, AcmeCorp"
    ]
    assert run("export", confidential, "again.json").err == ""
