"""Finding stories by what stands anywhere in them."""

from dataclasses import fields, is_dataclass

from storybank.model import Framework, Story


def found(story: Story, words: str, framework: Framework) -> bool:
    """Say whether every word (case ignored) stands somewhere in a story: any text of it, or the names of its principles and signals."""
    wanted = words.casefold().split()
    if not wanted:
        return True
    names = [p.name for tag in story.principles if (p := framework.principle(tag.principle))]
    names += [s.name for tag in story.signals if (s := framework.signal(tag.signal))]
    text = "\n".join([*_texts(story), *names]).casefold()
    return all(word in text for word in wanted)


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for item in value for text in _texts(item)]
    if is_dataclass(value) and not isinstance(value, type):
        return [text for field in fields(value) for text in _texts(getattr(value, field.name))]
    return []
