"""The small “Why?” that opens the guide at the page that explains what stands beside it."""

from storybank.gui.fields import Button, tip
from storybank.texts import _


class WhyButton(Button):
    """Opens the guide of its window at a page. `name` is what a screen reader says, for “Why?” alone says too little."""

    def __init__(self, page: str, name: str) -> None:
        super().__init__(_("Why?"))
        self.setAutoDefault(False)
        self.setProperty("role", "link")
        self.explain(page, name)
        self.clicked.connect(self._open)

    def explain(self, page: str, name: str) -> None:
        """Be about another page."""
        self._page = page
        self.setAccessibleName(name)
        self.setToolTip(tip(name))

    def _open(self) -> None:
        from storybank.gui.guide.opening import open_guide  # seldom asked for

        open_guide(self.window(), self._page)
