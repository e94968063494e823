"""Finding stories by what stands anywhere in them."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from storybank.model import Framework, Story


def found(story: Story, words: str, framework: Framework) -> bool:
    """Say whether every word (case ignored) stands somewhere in a story: any text of it, or the names of its principles and signals."""
    wanted = words.casefold().split()
    if not wanted:
        return True
    names = [p.name for tag in story.principles if (p := framework.principle(tag.principle))]
    names += [s.name for tag in story.signals if (s := framework.signal(tag.signal))]
    text = "\n".join([*texts(story), *names]).casefold()
    return all(word in text for word in wanted)


def texts(value: object) -> Iterator[str]:
    """Yield every text in a record, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from texts(getattr(value, field.name))
