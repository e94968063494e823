"""Our reader of shapes held against pydantic's strict one: both take the same data, and make the same records of it."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from banks import a_framework
from exchange.strategies import stories
from storybank.exchange.shape import Reading, plain
from storybank.model import Story

ADAPTER = TypeAdapter(Story)
PATHS = (
    ("title",), ("status",), ("internal",), ("tags",), ("customers",), ("customers", 0), ("customers", 0, "tier"), ("principles", 0, "score"),
    ("principles", 0, "evidence"), ("figures", 0, "confidence"),
)  # fmt: skip
VALUES = st.one_of(st.none(), st.booleans(), st.integers(-5, 5), st.floats(-5, 5), st.sampled_from(("", "ready", "primary", "x", "verified")),
                   st.just([]), st.just(["a"]), st.just([1]), st.just({}))  # fmt: skip


@given(stories(a_framework()), st.sampled_from(PATHS), VALUES)
def test_both_take_and_refuse_the_same(story: Story, path: tuple[Any, ...], value: object) -> None:
    data = plain(story)
    place: Any = data
    for step in path[:-1]:
        if not place[step]:
            return
        place = place[step]
    if isinstance(place, list) and not place:
        return
    place[path[-1]] = value
    reading = Reading()
    ours = reading.value(Story, data, "")
    if value in ({}, []):  # where we fill in absent fields, pydantic wants every one
        return
    try:
        theirs = ADAPTER.validate_json(json.dumps(data), strict=True)
    except ValidationError:
        assert reading.problems
    else:
        assert not reading.problems
        assert ours == theirs


def test_a_reading_goes_on_after_a_wrong_value() -> None:
    reading = Reading()
    story = reading.value(Story, {"id": "a", "title": 3, "status": "no", "customers": 5}, "stories[0]")
    assert story == Story.blank("a", "")
    assert len(reading.problems) == 3
