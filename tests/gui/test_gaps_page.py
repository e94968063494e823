"""The gaps page: what to do next, every gap with what, why and how, where each is mended, and gaps that one accepts."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QApplication, QLabel, QPushButton

from banks import RULE_NAMES, a_bank, a_sound_bank, a_story, a_tag, full_customers
from gui.hands import Hands, Key, Modifier, spoken
from storybank.analysis.gaps import gaps
from storybank.analysis.mending import next_things
from storybank.analysis.reasons import why
from storybank.gui.gaps.page import GapsPage
from storybank.gui.gaps.rows import Group, Row
from storybank.gui.gaps.tree import AT_ONCE, More
from storybank.gui.gaps.view import GapsView
from storybank.gui.gaps.waive import WaiveDialog
from storybank.model import Bank, Customer, Figure, Waiver

Entry = Group | Row | More


def page(hands: Hands) -> GapsPage:
    hands.menu("Gaps")
    shown = hands.window.stack.currentWidget()
    assert isinstance(shown, GapsPage)
    return shown


def listed(view: GapsView) -> list[Entry]:
    """What one sees in the list, from top to bottom, folded groups as their heads alone."""
    index, seen = view.tree.index(0, 0), []
    while index.isValid():
        entry = view.tree.entry(index)
        assert entry is not None
        seen.append(entry)
        index = view.indexBelow(index)
    return seen


def titles(view: GapsView) -> list[str]:
    return [entry.title for entry in listed(view) if isinstance(entry, Row)]


def heads(view: GapsView) -> list[str]:
    return [entry.title for entry in listed(view) if isinstance(entry, Group)]


def find(hands: Hands, part: str) -> GapsView:
    """Put the cursor on the line that says so, with the keys alone."""
    view = page(hands).view
    view.expandAll()
    view.setFocus()
    hands.press(Key.Key_Home)
    for _ in range(200):
        entry = view.current()
        if isinstance(entry, Row) and entry.mend is None and part in entry.spoken:
            return view
        hands.press(Key.Key_Down)
    pytest.fail(f"no line says “{part}”: {titles(view)}")


def follow(hands: Hands, part: str) -> None:
    find(hands, part)
    hands.press(Key.Key_Return)
    hands.settle()


def side(hands: Hands) -> str:
    return "\n".join(hands.texts(page(hands).aside))


def answer(hands: Hands, reason: str, *, sure: bool = True) -> list[str]:
    """Type a reason into the dialog and agree, if that can be done; returns what the dialog says."""
    asked: list[str] = []

    def exec_(dialog: WaiveDialog) -> int:
        asked.extend(label.text() for label in dialog.findChildren(QLabel))
        assert dialog.focusWidget() is dialog.field, "one can type at once"
        QTest.keyClicks(dialog.field, reason)
        agree = next(button for button in dialog.findChildren(QAbstractButton) if button.text() == "Waive it")
        assert agree.isEnabled() == bool(reason.strip())
        if sure:
            agree.click()
        return dialog.result()

    hands.monkeypatch.setattr(WaiveDialog, "exec", exec_)
    return asked


def test_the_next_three_things_come_first_then_groups_that_hold_every_gap(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    things, found = next_things(sample, sample.framework), gaps(sample, sample.framework)
    view = page(hands).view
    view.expandAll()
    shown = [entry for entry in listed(view) if isinstance(entry, Row)]
    assert [(row.mark, row.title, row.note) for row in shown[:3]] == [
        (str(number), thing.what, thing.why) for number, thing in enumerate(things, 1)
    ]
    assert sorted(row.title for row in shown[3:]) == sorted(gap.message for gap in found)
    counts = [gap.severity for gap in found]
    badge = hands.window.navigation.item(2).text()
    assert badge.split() == ["Gaps", str(counts.count("error") + counts.count("warning"))]


def test_groups_of_errors_stand_open_and_say_how_many_they_hold(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    view = page(hands).view
    for at, group in enumerate(view.tree.groups):
        is_open = view.isExpanded(view.tree.index(at, 0))
        assert is_open == (at == 0 or group.counts["error"] > 0), group.title
    think_big = next(group for group in view.tree.groups if group.principle == "think-big")
    assert think_big.tally == "▲ 1   △ 2   ○ 1"
    assert think_big.spoken == "Think Big, 1 error, 2 warnings and 1 hint", "a screen reader hears words"
    grave = [group.counts["error"] > 0 for group in view.tree.groups[1:]]
    assert grave == sorted(grave, reverse=True), "what can cost the offer comes first"


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("By story", "My own rule would have refused 663 changes"),
        ("By severity", "Warnings"),
        ("By principle", "Think Big"),
    ],
)
def test_the_gaps_are_grouped_as_one_likes_and_it_is_remembered(
    hands: Hands, sample: Bank, name: str, head: str
) -> None:
    hands.open(sample)
    shown = page(hands)
    hands.click("By severity" if name != "By severity" else "By story", shown)
    hands.click(name, shown)
    assert head in heads(shown.view)
    assert hands.named(name, QPushButton, shown).isChecked()
    assert hands.program.settings.now.gaps_by == name.removeprefix("By ")
    hands.open(sample, "again")
    assert head in heads(page(hands).view)


def test_the_keys_fold_and_unfold_and_it_stays_so(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    view = page(hands).view
    hands.press(Key.Key_Home)
    for key, is_open in (
        (Key.Key_Left, False), (Key.Key_Right, True), (Key.Key_Return, False), (Key.Key_Space, True), (Key.Key_Enter, False),
    ):  # fmt: skip
        hands.press(key)
        assert view.isExpanded(view.currentIndex()) == is_open, key
    hands.menu("Stories")
    hands.document.edit(replace(hands.bank, title="Another"), "Edit")
    assert not page(hands).view.isExpanded(view.tree.index(0, 0))
    hands.press(Key.Key_Right)
    hands.press(Key.Key_Down)
    assert isinstance(view.current(), Row)
    hands.press(Key.Key_Left)
    assert isinstance(view.current(), Group), "Left leaves the group"


def test_beside_the_list_stands_why_it_matters_and_how_to_mend_it(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    for gap in gaps(sample, sample.framework):
        find(hands, gap.message.rstrip("."))
        said = side(hands)
        assert gap.message in said
        assert gap.remedy in said
        assert all(reason in said for reason in why(gap, sample.framework)), gap.rule
    find(hands, "Earn Trust can be vetoed")
    assert "What sinks an answer: " in side(hands)
    find(hands, "Killed project")
    signal = sample.framework.signal("killed-project")
    assert signal is not None
    assert signal.line in side(hands)


def weak() -> Bank:
    """A bank with one gap of each kind that a field mends."""
    framework = a_sound_bank().framework
    unproven = a_story(
        "s0", a_tag("care", 3.5, "primary", 1), a_tag("own", 2.0), status="ready", employer="Same", trade_off="",
        customers=(Customer(tier="primary", who="x", gain="", cost=""),), opening="We saved 40 %, honestly.",
        figures=(Figure(claim="40 %", baseline="", source="", confidence="do-not-claim"),),
    )  # fmt: skip
    unranked = a_story("s1", a_tag("dive", 3.0), employer="Same", status="ready", customers=full_customers())
    return a_bank(unproven, unranked, framework=framework)


def test_enter_goes_to_the_field_and_coming_back_keeps_the_place(hands: Hands) -> None:
    hands.open(weak())
    view = find(hands, "not the trade-off")
    place, index = view.verticalScrollBar().value(), view.currentIndex()
    hands.press(Key.Key_Return)
    assert hands.focus == "Trade-off"
    hands.press("3", Modifier.ControlModifier)
    assert hands.focus == "Gaps"
    assert (view.verticalScrollBar().value(), view.currentIndex()) == (place, index)
    hands.press(Key.Key_Return)
    hands.write("Trade-off", "the buyer paid")
    hands.press("3", Modifier.ControlModifier)
    entry = view.current()
    assert isinstance(entry, Row), "the gap is gone, and the cursor on the nearest that is left"
    assert entry.gap is not None
    assert entry.gap.is_open
    assert (view.hasFocus(), "not the trade-off" in "".join(titles(view))) == (True, False)


def test_a_click_on_the_sentence_goes_there_and_beside_it_only_says_why(hands: Hands) -> None:
    hands.open(weak())
    view = find(hands, "not the trade-off")
    rect = view.visualRect(view.currentIndex())
    note = QPoint(rect.right() - 30, rect.bottom() - 3)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Modifier.NoModifier, note)
    assert hands.window.stack.currentWidget() is not hands.window.stories
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Modifier.NoModifier, rect.topLeft() + QPoint(60, 14))
    hands.settle()
    assert hands.focus == "Trade-off"


def test_the_first_of_the_next_things_is_one_action_away(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    first = next_things(sample, sample.framework)[0]
    hands.menu("The next thing to do")
    assert hands.window.stack.currentWidget() is hands.window.stories
    assert hands.window.stories.editor.story_id == first.story


def test_a_gap_is_waived_with_a_reason_and_reinstated(hands: Hands) -> None:
    hands.open(weak())
    gap = next(g for g in gaps(hands.bank, hands.bank.framework) if g.rule == "no-trade-off")
    before = hands.window.navigation.item(2).text()
    asked = answer(hands, "  nobody paid  ")
    view = find(hands, gap.message.rstrip("."))
    top = view.visualRect(view.currentIndex()).top()
    hands.press("w")
    assert gap.message in asked
    assert [w.reason for w in hands.on_disk().waivers] == ["nobody paid"]
    assert view.hasFocus()
    entry = view.current()
    assert isinstance(entry, Row), "the cursor stays among the gaps"
    assert entry.gap is not None
    assert entry.gap.is_open
    assert abs(view.visualRect(view.currentIndex()).top() - top) <= 1, "and where it was"
    assert hands.window.navigation.item(2).text() != before
    assert heads(view)[-1] == "Waived"
    find(hands, "Waived: nobody paid")
    assert "nobody paid" in side(hands)
    hands.press(Key.Key_Delete)
    assert hands.on_disk().waivers == ()
    assert [hands.document.stack.text(at) for at in range(2)] == [
        f"Waive “{gap.message}”",
        f"Reinstate “{gap.message}”",
    ]
    hands.menu("Undo")
    hands.menu("Undo")
    assert hands.bank == weak()


def test_what_waiving_did_is_said_with_the_way_back(hands: Hands) -> None:
    hands.open(weak())
    answer(hands, "nobody paid")
    find(hands, "not the trade-off")
    hands.press("w")
    said = hands.window.status.currentMessage()
    assert "“Waived”" in said
    assert "Ctrl+Z" in said
    hands.menu("Undo")
    assert hands.window.status.currentMessage() == "", "it is true no more"
    find(hands, "not the trade-off")
    hands.press("w")
    find(hands, "Waived: nobody paid")
    hands.press("w")
    assert hands.window.status.currentMessage().startswith("Reinstated")


def counts_said(hands: Hands) -> str:
    return next(text for text in hands.texts(page(hands).head) if "as reported" in text)


def test_the_head_and_the_badge_count_the_same(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    counts = [gap.severity for gap in gaps(sample, sample.framework)]
    grave = counts.count("error") + counts.count("warning")
    item = hands.window.navigation.item(2)
    assert item.text().split() == ["Gaps", str(grave)]
    assert item.toolTip().startswith(f"{grave} errors and warnings")
    assert counts_said(hands).startswith(f"{grave} gaps: {counts.count('error')} errors and")
    assert f"Not counted: {counts.count('info')} hints." in counts_said(hands)
    answer(hands, "not asked")
    find(hands, "Killed project")
    hands.press("w")
    assert counts_said(hands).startswith(f"{grave - 1} gaps: ")
    assert f"Not counted: {counts.count('info')} hints and 1 waived gap." in counts_said(hands)
    assert item.toolTip().startswith(f"{grave - 1} errors and warnings")


@pytest.mark.parametrize("size", [(900, 560), (1280, 800)])
def test_the_line_one_is_on_stays_in_sight_at_any_size_of_text(
    hands: Hands, sample: Bank, size: tuple[int, int]
) -> None:
    hands.open(sample)
    view = page(hands).view
    view.expandAll()
    for _ in range(12):
        hands.press(Key.Key_Down)

    def in_sight() -> bool:
        rect = view.visualRect(view.currentIndex())
        return not rect.isEmpty() and rect.top() >= 0 and rect.bottom() <= view.viewport().height()  # Qt’s own measure

    for act in (
        lambda: hands.menu("Larger text"), lambda: hands.window.resize(*size), lambda: hands.menu("Larger text"),
        lambda: hands.menu("Larger text"), lambda: hands.window.resize(1100, 620), lambda: hands.menu("Usual text size"),
    ):  # fmt: skip
        act()
        hands.qtbot.waitUntil(in_sight, timeout=2000)
        hands.settle()
        assert in_sight()
    view.verticalScrollBar().triggerAction(QAbstractSlider.SliderAction.SliderToMinimum)
    assert not in_sight()
    hands.window.resize(1100, 600)
    hands.settle()
    assert not in_sight(), "whoever scrolled away stays there"


def test_a_small_window_lists_sentences_alone_and_says_the_rest_beside(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    view = page(hands).view
    roomy = view.visualRect(view.currentIndex()).height()
    hands.window.resize(900, 560)
    hands.settle()
    shown = [index for index in indexes(view) if view.visualRect(index).bottom() < view.viewport().height()]
    assert len([index for index in shown if isinstance(view.tree.entry(index), Row)]) >= 4
    entry = view.current()
    assert isinstance(entry, Row)
    assert entry.note in side(hands)
    find(hands, "Killed project")
    entry = view.current()
    assert isinstance(entry, Row)
    assert entry.note in side(hands)
    hands.window.resize(1280, 800)
    hands.settle()
    hands.press(Key.Key_Home)
    hands.press(Key.Key_Down)
    assert view.visualRect(view.currentIndex()).height() == roomy, "and it is as it was where there is room"


def indexes(view: GapsView) -> Iterator[QModelIndex]:
    index = view.tree.index(0, 0)
    while index.isValid():
        yield index
        index = view.indexBelow(index)


@pytest.mark.parametrize(("reason", "sure"), [("", True), ("   ", True), ("never mind", False)])
def test_a_gap_is_not_waived_without_a_reason(hands: Hands, reason: str, sure: bool) -> None:
    hands.open(weak())
    asked = answer(hands, reason, sure=sure)
    find(hands, "not the trade-off")
    hands.click("Waive …", page(hands).aside)
    assert asked
    assert hands.bank == weak()


def test_a_waiver_of_one_tier_leaves_the_other_tier_open(hands: Hands) -> None:
    hands.open(weak())
    answer(hands, "internal tool")
    find(hands, "“The s0 story” names no tertiary")
    hands.menu("Waive the gap, or reinstate it")
    found = [g for g in gaps(hands.bank, hands.bank.framework) if g.rule == "customer-tier-missing" and g.story == "s0"]
    assert {(g.detail["tier"], g.is_open) for g in found} == {("secondary", True), ("tertiary", False)}


def test_a_waiver_that_names_nothing_any_more_is_listed_and_taken_out(hands: Hands) -> None:
    stale = Waiver(rule="no-trade-off", story="s0", principle=None, detail={}, reason="it was <b>fine</b>")
    hands.open(replace(a_sound_bank(), waivers=(stale,)))
    view = find(hands, "names nothing any more")
    assert "missing trade-off" in titles(view)[0]
    hands.press(Key.Key_Return)
    assert hands.window.stack.currentWidget() is not hands.window.stories, "it leads nowhere"
    hands.click("Take it out", page(hands).aside)
    assert hands.on_disk().waivers == ()
    hands.menu("Undo")
    assert hands.bank.waivers == (stale,)


def test_a_clean_bank_says_so_and_what_the_rules_cannot_see(hands: Hands) -> None:
    hands.open(a_sound_bank())
    said = hands.texts(page(hands))
    assert "Nothing is missing, by the rules." in said
    assert any("they do not listen" in text for text in said)
    assert not page(hands).view.isVisible()
    assert hands.window.navigation.item(2).text() == "Gaps"
    broken = hands.bank.with_story(replace(hands.bank.stories[0], trade_off=""))
    waived = Waiver(rule="no-trade-off", story="s0", principle=None, detail={}, reason="known")
    hands.open(replace(broken, waivers=(waived,)), "waived")
    said = hands.texts(page(hands))
    assert "Nothing is missing, by the rules." in said
    assert "1 gap is waived, with your reason; it is listed below." in said
    assert len(titles(page(hands).view)) == 1


def test_an_empty_bank_has_one_thing_to_do(hands: Hands) -> None:
    hands.open(a_bank())
    shown = page(hands)
    assert any("The bank is empty." in text for text in hands.texts(shown))
    assert listed(shown.view) == list(shown.view.tree.groups), "no wall of gaps: one head, folded"
    assert len(shown.view.tree.groups) == 1
    assert hands.focus == "Write the first story"
    hands.press(Key.Key_Space)
    assert (len(hands.bank.stories), hands.focus) == (1, "Title")
    hands.menu("Gaps")
    hands.click("Go to the first idea", page(hands))
    assert hands.focus == "Status", "an idea counts once it is a draft"


def test_a_loop_without_date_or_role_is_hinted_at_until_one_says_no(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    assert not any("The loop has no" in text for text in hands.texts(page(hands)))
    hands.open(replace(sample, target=replace(sample.target, loop_date="")), "dateless")
    assert any("The loop has no date yet." in text for text in hands.texts(page(hands)))
    wanted: list[bool] = []
    page(hands).loop_wanted.connect(lambda: wanted.append(True))
    hands.window.wants_target.disconnect()
    hands.click("Set the loop …", page(hands))
    assert wanted
    hands.click("Do not show this hint again", page(hands))
    assert not any("The loop has no" in text for text in hands.texts(page(hands)))
    hands.open(replace(sample, target=replace(sample.target, role="")), "roleless")
    assert not any("The loop has no" in text for text in hands.texts(page(hands)))


def test_the_page_is_live_and_keeps_its_place(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    shown = page(hands)
    shown.view.expandAll()
    bar = shown.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    assert place > 0
    story = sample.stories[0]
    hands.document.edit_story(replace(story, scale="another"), "Edit")
    hands.settle()
    assert bar.value() == place
    before = titles(shown.view)
    hands.document.edit_story(replace(story, principles=()), "Take all off")
    assert titles(shown.view) != before


def many(count: int) -> Bank:
    return a_bank(*(a_story(f"s{n}", title=f"Story {n}") for n in range(count)))


def test_a_long_group_is_listed_a_part_at_a_time(hands: Hands) -> None:
    hands.open(many(60))
    view = page(hands).view
    at, group = next((at, g) for at, g in enumerate(view.tree.groups) if g.key == "single")
    assert len(group.rows) == 180
    head = view.tree.index(at, 0)
    view.setExpanded(head, True)
    assert view.tree.rowCount(head) == AT_ONCE + 1
    view.setCurrentIndex(view.tree.index(AT_ONCE, 0, head))
    assert isinstance(view.current(), More)
    hands.press(Key.Key_Return)
    assert view.tree.rowCount(head) == 2 * AT_ONCE + 1
    assert view.current() == group.rows[AT_ONCE], "the cursor is on the first of those that came"
    view.setCurrentIndex(view.tree.index(2 * AT_ONCE, 0, head))
    hands.press(Key.Key_Return)
    assert view.tree.rowCount(head) == 180, "all are listed, and nothing is left to ask for"


def test_three_hundred_stories_make_no_widgets(hands: Hands) -> None:
    hands.open(many(2))
    few = len(page(hands).findChildren(QAbstractButton))
    hands.open(many(300), "large")
    shown = page(hands)
    hands.click("By story", shown)
    shown.view.expandAll()
    assert len(shown.findChildren(QAbstractButton)) == few


def test_a_screen_reader_hears_the_lines(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    view = page(hands).view
    heard = QAccessible.queryAccessibleInterface(view)
    assert heard.role() == QAccessible.Role.Tree
    names = [heard.child(at).text(QAccessible.Text.Name) for at in range(heard.childCount())]
    assert any(name.startswith("Think Big, 1 error") for name in names)
    assert any(name.startswith("Error. Earn Trust can be vetoed") for name in names)
    assert spoken(view) == "Gaps"
    find(hands, "Earn Trust can be vetoed")
    described = view.currentIndex().data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert "veto" in described, "and why it matters"
    assert "What sinks an answer" in described


def test_every_line_of_the_list_is_large_enough(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    view = page(hands).view
    view.expandAll()
    index = view.tree.index(0, 0)
    while index.isValid():
        assert view.visualRect(index).height() >= 24
        index = view.indexBelow(index)


@pytest.mark.parametrize("size", [(900, 560), (1280, 800)])
def test_no_sentence_is_cut_off_in_any_width(hands: Hands, sample: Bank, size: tuple[int, int]) -> None:
    hands.open(sample)
    view = page(hands).view
    hands.window.resize(*size)
    hands.settle()
    view.expandAll()
    view.executeDelayedItemsLayout()
    index, seen = view.tree.index(0, 0), 0
    while index.isValid():
        entry = view.tree.entry(index)
        if isinstance(entry, Row):
            texts = view.drawing.texts(entry, view.viewport().width())
            assert texts.note.bottom() < view.visualRect(index).height()
            assert texts.title.right() <= view.viewport().width()
            seen += 1
        index = view.indexBelow(index)
    assert seen > 10


def test_painting_it_four_hundred_times_does_no_harm(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    view = page(hands).view
    for _ in range(400):
        view.viewport().repaint()


# Where each gap is mended ---------------------------------------------------------------------------------------------------------------

Make = Callable[[], Bank]


def changed(number: int, **fields: object) -> Make:
    def make() -> Bank:
        bank = a_sound_bank()
        return bank.with_story(replace(bank.stories[number], **fields))

    return make


def all_changed(**fields: object) -> Make:
    def make() -> Bank:
        bank = a_sound_bank()
        return replace(bank, stories=tuple(replace(story, **fields) for story in bank.stories))

    return make


def tagged(*tags: tuple[str, float, int]) -> Make:
    """Stories `a`, `b`, … that carry one principle each: its score, and how much of it is proven."""

    def make() -> Bank:
        stories = (
            a_story(name, a_tag(p, score, "secondary", n)) for name, (p, score, n) in zip("abcd", tags, strict=False)
        )
        return a_bank(*stories, principles=("own", "dive"))

    return make


def alone() -> Bank:
    both = (a_tag("own", 4.0, "primary", 3), a_tag("dive", 4.0, "secondary", 5))
    return a_bank(a_story("a", *both), a_story("b", a_tag("own", 2.0)), principles=("own", "dive"))


CLAIM = Figure(claim="40 %", baseline="", source="", confidence="do-not-claim")
PLACES: list[tuple[str, Make, str, str]] = [
    ("bank-size", lambda: a_sound_bank().without_story("s7"), "", "Title"),
    ("bank-size", lambda: a_bank(a_story("a"), a_story("b", status="idea")), "b", "Status"),
    ("bank-size", lambda: a_bank(*(a_story(f"s{n}", a_tag("own", 1.0 if n == 4 else 4.0)) for n in range(11))), "s4", "Status"),
    ("principle-below-bar", tagged(("own", 2.0, 0), ("own", 3.0, 1)), "b", "Owning It: Owning It, question 1?"),
    ("principle-unproven", tagged(("own", 4.0, 0), ("own", 3.5, 1)), "b", "Owning It: Owning It, question 1?"),
    ("principle-no-backup", tagged(("own", 4.0, 3), ("own", 3.0, 1)), "b", "Owning It: Owning It, question 1?"),
    ("principle-secondary-only", tagged(("own", 4.0, 3)), "a", ""),
    ("single-point-of-failure", alone, "b", "Owning It: Owning It, question 0?"),
    ("missing-signal", changed(1, signals=()), "s0", "Killed project · required"),
    ("launch-only", changed(2, signals=()), "s0", "Cost elasticity · beyond the launch"),
    ("all-external", all_changed(internal=False), "s0", ""),
    ("no-spread", all_changed(employer="Same"), "s0", "Employer"),
    ("no-spread", all_changed(period="2020-01"), "s0", "Period"),
    ("customer-tier-missing", changed(3, customers=full_customers()[:2]), "s3", "Tertiary customer"),
    ("no-trade-off", changed(3, trade_off=""), "s3", "Trade-off"),
    ("unproven-score", changed(0, principles=(a_tag("care", 3.5, "primary", 1),)), "s0", "Customer Care: Customer Care, question 1?"),
    ("no-primary", changed(4, principles=(a_tag("dive", 3.0),)), "s4", "Rank of Dive Deep"),
    ("do-not-claim", changed(4, figures=(CLAIM,), opening="We saved 40 %."), "s4", "Claim of figure 1"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "make", "story", "field"), PLACES, ids=[f"{one[0]} {one[2]}" for one in PLACES])
def test_every_rule_leads_to_the_field_that_mends_it(
    hands: Hands, rule: str, make: Make, story: str, field: str
) -> None:
    hands.open(make())
    gap = next(gap for gap in gaps(hands.bank, hands.bank.framework) if gap.rule == rule)
    follow(hands, gap.message.rstrip("."))
    assert hands.window.stack.currentWidget() is hands.window.stories
    shown = hands.window.stories.editor.story_id
    assert shown == story if story else shown not in {one.id for one in make().stories}, "a new story"
    assert hands.focus.startswith(field)
    widget = QApplication.focusWidget()
    assert widget is not None
    assert hands.window.stories.editor.isAncestorOf(widget)
    assert not widget.visibleRegion().isEmpty(), "and it is scrolled into sight"


def test_the_name_and_score_of_the_principle_stand_in_sight_above_the_question(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    hands.window.resize(1000, 620)
    follow(hands, "Earn Trust can be vetoed")
    editor = hands.window.stories.editor
    head = hands.named("Score for Earn Trust", within=editor)

    def in_sight() -> bool:
        return head.visibleRegion().boundingRect().height() == head.height()

    hands.qtbot.waitUntil(in_sight, timeout=2000)
    widget = QApplication.focusWidget()
    assert widget is not None
    assert spoken(widget).startswith("Earn Trust: ")
    assert widget.visibleRegion().boundingRect().height() == widget.height()


@pytest.mark.parametrize("rule", ["principle-uncovered", "principle-no-backup", "single-point-of-failure"])
def test_where_no_story_can_be_named_a_gap_leads_to_the_column(hands: Hands, rule: str) -> None:
    both = (a_tag("own", 4.0, "primary", 3), a_tag("dive", 4.0, "secondary", 5))
    hands.open(a_bank(a_story("a", *both), principles=("own", "dive", "care")))
    gap = next(gap for gap in gaps(hands.bank, hands.bank.framework) if gap.rule == rule)
    follow(hands, gap.message.rstrip("."))
    coverage = hands.window.coverage
    assert hands.window.stack.currentWidget() is coverage
    widget = QApplication.focusWidget()
    assert widget is not None
    assert coverage.isAncestorOf(widget)


def test_every_rule_is_among_these() -> None:
    assert {one[0] for one in PLACES} | {"principle-uncovered"} == set(RULE_NAMES)


def test_every_gap_of_an_empty_bank_and_of_ideas_leads_somewhere(hands: Hands) -> None:
    for name, bank in (("empty", a_bank()), ("ideas", a_bank(a_story("one", status="idea")))):
        hands.open(bank, name)
        for gap in gaps(bank, bank.framework):
            follow(hands, gap.message.rstrip("."))
            assert hands.focus in ("Title", "Status"), gap.rule
            while hands.document.stack.canUndo():
                hands.menu("Undo")


def test_every_gap_and_every_next_thing_of_the_sample_leads_somewhere(hands: Hands, sample: Bank) -> None:
    hands.open(sample)
    view = page(hands).view
    view.expandAll()
    for key in view.tree.order():
        entry = view.tree.entry(view.tree.find(key))
        if not isinstance(entry, Row):
            continue
        page(hands).view.follow(view.tree.find(key))
        hands.settle()
        widget = QApplication.focusWidget()
        assert widget is not None, entry.title
        assert widget.isVisible(), entry.title
        assert not page(hands).isAncestorOf(widget), entry.title
        while hands.document.stack.canUndo():
            hands.menu("Undo")
