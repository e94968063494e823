"""The commands. Each takes what was typed and returns the exit code: 0 done, 1 the answer is “gaps”; a `Refusal` becomes 2 in `main`."""

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storybank.analysis.finding import Gap
from storybank.analysis.gaps import counts_by_severity, gaps
from storybank.analysis.mending import next_things
from storybank.cli.showing import one_line, print_json, shown
from storybank.exchange.frameworks import Catalogue
from storybank.exchange.interchange import framework_to_json
from storybank.model import Bank
from storybank.services.journal import SUFFIX
from storybank.services.loading import read_bank, sample_bank
from storybank.texts import Refusal, _, plural

if TYPE_CHECKING:
    from storybank.services.safety import Cause


def new(asked: argparse.Namespace) -> int:
    """Make a bank."""
    from storybank.services.session import Session  # SQLAlchemy costs 0.4 s that `check` of a .json does not need

    frameworks = Catalogue.standard()
    if asked.sample and asked.framework not in (None, "aws-pm"):
        raise Refusal(_("--sample: the sample bank is for aws-pm; leave --framework away"))
    if asked.sample:
        bank = sample_bank(frameworks)
    else:
        wanted = asked.framework or "aws-pm"
        framework = frameworks.get(wanted)
        if framework is None:
            known = ", ".join(frameworks.ids())
            raise Refusal(_("--framework: “{id}” is unknown; there are {known}").format(id=wanted, known=known))
        bank = Bank.empty(framework, _title(asked.file))
    Session.create(_new_path(asked.file), bank).close()
    stories = plural("{count} story", "{count} stories", len(bank.stories)).format(count=len(bank.stories))
    sentence = _("{path}: made, {stories}, {framework}")
    print(sentence.format(path=shown(asked.file), stories=stories, framework=bank.framework.name))
    return 0


def check(asked: argparse.Namespace) -> int:
    """Print the gaps."""
    bank = read_bank(asked.file, Catalogue.standard())
    found = gaps(bank, bank.framework, ready_only=asked.ready)
    counts = counts_by_severity(found)
    if asked.json:
        print_json({"gaps": [_gap_json(gap) for gap in found], "counts": counts})
    else:
        _print_gaps(bank, found, ready_only=asked.ready)
    return 1 if counts["error"] else 0


def export(asked: argparse.Namespace) -> int:
    """Write a bank as something else."""
    from storybank.services.exporting import ExportOptions, kind_of  # each command loads what it needs
    from storybank.services.exporting import export as write

    kind = kind_of(asked.out, asked.kind)
    if os.path.realpath(asked.out) == os.path.realpath(asked.file):
        raise Refusal(_("{path}: OUT is FILE itself; choose another name").format(path=shown(asked.out)))
    frameworks = Catalogue.standard()
    options = ExportOptions(
        force=asked.force,
        aliased=asked.aliased,
        ready_only=asked.ready,
        paper=asked.paper,
        landscape=asked.landscape,
        grey=asked.grey,
        duplex=asked.duplex,
        author=asked.author,
        story=asked.story,
        words=asked.words,
        today=date.today(),  # noqa: DTZ011 - the day on the reader's wall is meant
    )
    longer = write(read_bank(asked.file, frameworks), asked.out, kind, options, frameworks)
    print(_("{path}: written").format(path=shown(asked.out)))
    if longer:
        sentence = _("Longer words that hold a confidential term were left as they are, look at them: {words}")
        print(one_line(sentence.format(words=", ".join(longer))), file=sys.stderr)
    return 0


def bring(asked: argparse.Namespace) -> int:
    """Import stories, all or nothing."""
    from storybank.services.importing import first_bank, plan_import  # each command loads what it needs
    from storybank.services.session import Session

    frameworks, sources = Catalogue.standard(), tuple(asked.sources)
    if not os.path.lexists(asked.file):
        path = _new_path(asked.file)
        plan = plan_import(first_bank(sources, _title(path), frameworks), sources, frameworks)
        if not asked.dry_run:
            Session.create(path, plan.merged.bank).close()
    else:
        from storybank.services.backing import back_up_before  # it brings SQLAlchemy, as the session does

        def secure(cause: "Cause") -> None:
            back_up_before(asked.file, datetime.now(UTC), cause, lambda why: print(_no_backup(why), file=sys.stderr))

        migrating = partial(secure, "migration")
        with Session.open(asked.file, read_only=asked.dry_run, before_migration=migrating) as session:
            plan = plan_import(session.bank, sources, frameworks)
            if not asked.dry_run and not plan.change.is_empty():
                secure("import")
                session.apply(plan.change, "import")
    from storybank.cli.reporting import import_json, import_lines  # the report of an import alone

    if asked.json:
        print_json(import_json(plan, asked.file, dry_run=asked.dry_run))
    else:
        print("\n".join(import_lines(plan, asked.file, dry_run=asked.dry_run)))
    return 0


def frameworks(asked: argparse.Namespace) -> int:
    """List the frameworks, and say which files are broken."""
    known = Catalogue.standard()
    if asked.json:
        print_json([framework_to_json(framework) for framework in known.all()])
    else:
        for framework in known.all():
            count = plural("{n} principle", "{n} principles", len(framework.principles)).format(
                n=len(framework.principles)
            )
            print(f"{framework.id:18} {framework.name} ({count}, {framework.origin})")
    for error in known.broken():
        print(*error.lines(), sep="\n", file=sys.stderr)
    return 0


def backup(asked: argparse.Namespace) -> int:
    """Make a backup."""
    from storybank.services.backing import back_up  # each command loads what it needs

    made = back_up(asked.file, datetime.now(UTC))
    stories = plural("{count} story", "{count} stories", made.stories or 0).format(count=made.stories)
    print(
        _("{name}: made and verified, {stories} ({path})").format(
            name=made.name, stories=stories, path=shown(made.path)
        )
    )
    return 0


def backups(asked: argparse.Namespace) -> int:
    """List the backups."""
    from storybank.services.safety import backup_folder, list_backups  # each command loads what it needs

    found = list_backups(asked.file)
    if not found:
        if not os.path.lexists(asked.file):
            sentence = _("{path}: there is no such file, and no backup of it; check the name")
            raise Refusal(sentence.format(path=shown(asked.file)))
        sentence = _("No backups yet of {path} (they would be in {folder}).")
        print(sentence.format(path=shown(asked.file), folder=shown(backup_folder(asked.file))))
    for item in found:
        stories = plural("{count} story", "{count} stories", item.stories or 0).format(count=item.stories)
        print(
            f"{item.name:28} {item.made:%Y-%m-%d %H:%M} UTC {item.size // 1024:6} KB  {one_line(item.fault or stories)}"
        )
    return 0


def restore(asked: argparse.Namespace) -> int:
    """Bring a bank back."""
    from storybank.services.safety import restore as bring_back  # each command loads what it needs

    chosen, aside = bring_back(asked.file, asked.backup, datetime.now(UTC))
    print(_("{path}: brought back to {name}").format(path=shown(asked.file), name=one_line(chosen.name)))
    if aside is not None:
        print(_("What stood there could not be read as a bank and was kept as {path}").format(path=shown(aside)))
    return 0


NOT_A_BANK = (".json", ".csv", ".tsv", ".md", ".markdown", ".mdx", ".txt", ".pdf")
COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "new": new,
    "check": check,
    "export": export,
    "import": bring,
    "frameworks": frameworks,
    "backup": backup,
    "backups": backups,
    "restore": restore,
}


def _new_path(path: Path) -> Path:
    """Return where a bank is to be made; refuses a name that is something else's, and a folder that is not there."""
    if path.suffix.lower() in NOT_A_BANK:
        sentence = _("{path}: a bank's name ends in {suffix}; {other} is for import and export")
        raise Refusal(sentence.format(path=shown(path), suffix=SUFFIX, other=path.suffix))
    if not os.path.isdir(path.parent):  # noqa: PTH112 - unlike Path's it never raises
        sentence = _("{path}: there is no folder {folder}; make it first, or choose another")
        raise Refusal(sentence.format(path=shown(path), folder=shown(path.parent)))
    return path


def _no_backup(why: Refusal) -> str:
    return one_line(_("No backup was made before the import: {why}").format(why=why))


def _title(path: Path) -> str:
    """Return what to call a new bank: its file's name, as one line that can be stored."""
    return " ".join(path.stem.encode("utf-8", "replace").decode().split())


def _gap_json(gap: Gap) -> dict[str, Any]:
    data: dict[str, Any] = {
        "rule": gap.rule,
        "severity": gap.severity,
        "story": gap.story,
        "principle": gap.principle,
        "detail": dict(gap.detail),
        "message": gap.message,
        "remedy": gap.remedy,
    }
    if gap.waived is not None:
        data["waived"] = gap.waived
    return data


def _print_gaps(bank: Bank, found: tuple[Gap, ...], *, ready_only: bool) -> None:
    counts = counts_by_severity(found)
    if not any(counts.values()):
        print(one_line(_("Nothing is missing by the rules of {framework}.").format(framework=bank.framework.name)))
    things = next_things(bank, bank.framework, ready_only=ready_only)
    if things:
        print(_("Next"))
        for number, mend in enumerate(things, 1):
            print(f"  {number}. {one_line(mend.what)}\n     {one_line(mend.why)}")
    names = {"error": _("Errors"), "warning": _("Warnings"), "info": _("Hints")}
    for severity, name in names.items():
        shown = [gap for gap in found if gap.severity == severity and gap.is_open]
        if shown:
            print(f"\n{name} ({len(shown)})")
        for gap in shown:
            print(f"  {one_line(gap.message)}\n    {one_line(gap.remedy)}  [{gap.rule}]")
    waived = [gap for gap in found if not gap.is_open]
    if waived:
        print("\n" + _("Waived ({count})").format(count=len(waived)))
    for gap in waived:
        reason = one_line(_("Waived: {reason}").format(reason=gap.waived))
        print(f"  {one_line(gap.message)}\n    {reason}  [{gap.rule}]")
    print("\n" + one_line(_("{framework}, as reported, not official.").format(framework=bank.framework.name)))
