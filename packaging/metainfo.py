"""Write packaging/linux/storybank.metainfo.xml, for software centres, from the version and CHANGELOG.md. `--check` only says whether it is as made.

There is no home page and no public place for pictures yet, so none is named; README.md says what to add when there is. No domain is ours either:
the id is in “internal”, which is set aside for names that no one owns.
"""

import re
import sys
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "packaging"), str(ROOT / "app")]

from generated import write_or_check  # noqa: E402 - beside this file

from storybank import __version__  # noqa: E402

TARGET = ROOT / "packaging" / "linux" / "storybank.metainfo.xml"
_RELEASE = re.compile(r"^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d\d-\d\d)\n(.*?)(?=^## \[|\Z)", re.MULTILINE | re.DOTALL)
_ITEM = re.compile(r"^- (.*(?:\n  .*)*)", re.MULTILINE)
_MARKUP = re.compile(r"\*\*([^*]+)\*\*|\*([^*]+)\*|`([^`]+)`|\[([^\]]+)\]\([^)]*\)")
_MOST_ITEMS = 12  # of one release; the rest is in the program, under Help, What is new

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<!-- Made by packaging/metainfo.py. -->
<component type="desktop-application">
  <id>internal.storybank.storybank</id>
  <metadata_license>MIT</metadata_license>
  <project_license>MIT AND LGPL-3.0-only</project_license>
  <name>Storybank</name>
  <summary>Keep your interview stories and see where they are weak</summary>
  <developer_name>The Storybank founders</developer_name>
  <description>
    <p>
      Whoever goes to a loop of behavioural interviews tells eight to ten stories of their career. Storybank keeps them, each with the leadership
      principles, signals, customers and evidence that it shows, and says where the set is weak before an interviewer does: a principle under the
      bar, no story of a project that was stopped, none with a consequence that nobody foresaw, no trade-off.
    </p>
    <p>It prints the coverage matrix and a cheat sheet of one page, and works without a network:</p>
    <ul>
      <li>Every verdict comes with its evidence and the cheapest way to mend it</li>
      <li>Notes in Markdown, tables and workbooks come in, and everything goes out again</li>
      <li>History of every story, verified backups, a seal that notices damage</li>
      <li>Confidential names can be printed under another one</li>
    </ul>
    <p>Not affiliated with Amazon; the rubric is as reported, not official.</p>
  </description>
  <launchable type="desktop-id">storybank.desktop</launchable>
  <icon type="stock">storybank</icon>
  <branding>
    <color type="primary" scheme_preference="light">#b2cbeb</color>
    <color type="primary" scheme_preference="dark">#12376f</color>
  </branding>
  <categories>
    <category>Office</category>
  </categories>
  <keywords>
    <keyword>interview</keyword>
    <keyword>leadership principles</keyword>
    <keyword>STAR</keyword>
  </keywords>
  <provides>
    <binary>storybank</binary>
    <mediatype>application/x-storybank</mediatype>
  </provides>
  <requires>
    <display_length compare="ge">900</display_length>
  </requires>
  <supports>
    <control>keyboard</control>
    <control>pointing</control>
    <internet>offline-only</internet>
  </supports>
  <content_rating type="oars-1.1"/>
  <releases>
"""
_TAIL = """\
  </releases>
</component>
"""


def metainfo(changelog: str, version: str) -> str:
    """Return the whole file. A version that is not released yet stands first, as one under way without a date of its own."""
    found = _RELEASE.findall(changelog)
    releases = "".join(_release(number, day, text) for number, day, text in found)
    if not any(number == version for number, _day, _text in found):
        releases = f'    <release version="{version}" type="development"/>\n{releases}'
    return _HEAD + releases + _TAIL


def _release(number: str, day: str, text: str) -> str:
    items = [_plain(item) for item in _ITEM.findall(text)]
    told = "".join(f"          <li>{escape(item)}</li>\n" for item in items[:_MOST_ITEMS])
    notes = f"      <description>\n        <ul>\n{told}        </ul>\n      </description>\n" if told else ""
    return f'    <release version="{number}" date="{day}">\n{notes}    </release>\n'


def _plain(item: str) -> str:
    """Return an item of the list of changes on one line and without Markdown."""
    return " ".join(_MARKUP.sub(lambda match: next(group for group in match.groups() if group), item).split())


def main() -> int:
    """Write the file, or say whether it is as made."""
    return write_or_check({TARGET: metainfo((ROOT / "CHANGELOG.md").read_text("utf-8"), __version__)})


if __name__ == "__main__":
    sys.exit(main())
