"""What an import did or would do, for people and for programs."""

from pathlib import Path
from typing import Any

from storybank.cli.showing import one_line, shown
from storybank.services.importing import ImportPlan
from storybank.texts import _, plural


def import_lines(plan: ImportPlan, file: Path, *, dry_run: bool) -> list[str]:
    """Return the report of an import, a line per story and per finding."""
    kinds = {"added": _("added"), "changed": _("changed"), "unchanged": _("unchanged")}
    lines = [
        f"  {kinds[outcome.kind]:9}  {one_line(outcome.story.id)}  {one_line(outcome.story.title)}"
        for outcome in plan.merged.outcomes
    ]
    for outcome in plan.merged.outcomes:
        told = "  " + _("likely double: {new} resembles {old}; both were kept")
        lines.extend(one_line(told.format(new=outcome.story.id, old=other)) for other in outcome.doubles)
    for source, finding in plan.findings:
        where = f"{source}:{finding.line}" if finding.line else source
        lines.append(one_line(f"  {where}: {finding.kind}: {finding.text}"))
    counts = {kind: sum(outcome.kind == kind for outcome in plan.merged.outcomes) for kind in kinds}
    total = ", ".join(f"{count} {kinds[kind]}" for kind, count in counts.items() if count) or _("nothing found")
    stories = plural("{count} story read", "{count} stories read", len(plan.merged.outcomes)).format(
        count=len(plan.merged.outcomes)
    )
    head = _("{file}: {stories}: {total}").format(file=shown(file), stories=stories, total=total)
    return [head + (_(" (dry run: nothing was changed)") if dry_run else ""), *lines]


def import_json(plan: ImportPlan, file: Path, *, dry_run: bool) -> dict[str, Any]:
    """Return the same for a program."""
    return {
        "file": str(file),
        "dry_run": dry_run,
        "stories": [
            {
                "id": outcome.story.id,
                "title": outcome.story.title,
                "result": outcome.kind,
                "principles": [
                    {"principle": tag.principle, "rank": tag.rank, "score": tag.score}
                    for tag in outcome.story.principles
                ],
            }
            for outcome in plan.merged.outcomes
        ],
        "sources": [
            {
                "source": source.name,
                "shape": source.notes.shape,
                "parts": [{"name": part.name, "count": part.count, "field": part.field} for part in source.notes.parts],
            }
            for source in plan.sources
        ],
        "doubles": [
            {"story": outcome.story.id, "resembles": other}
            for outcome in plan.merged.outcomes
            for other in outcome.doubles
        ],
        "findings": [
            {"source": source, "line": finding.line, "kind": finding.kind, "text": finding.text}
            for source, finding in plan.findings
        ],
    }
