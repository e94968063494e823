"""How large the preview is: out, in, as wide as the room, a whole page; and how large that is in percent of the paper."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from storybank.gui.fields import button, label
from storybank.gui.paper.preview import Preview
from storybank.gui.paper.spread import FIT_PAGE, FIT_WIDTH
from storybank.texts import _


class ZoomBar(QWidget):
    """The buttons over the preview."""

    def __init__(self, preview: Preview) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 16, 4)
        row.setSpacing(6)
        row.addStretch(1)
        self._percent = label("", "quiet")
        self._percent.setMinimumWidth(self.fontMetrics().horizontalAdvance("400 %") + 8)
        row.addWidget(self._percent)
        for text, name, do in (
            ("−", _("Show the preview smaller (−)"), lambda: preview.zoom_by(-1)),
            ("+", _("Show the preview larger (+)"), lambda: preview.zoom_by(1)),
            (_("Width"), _("Fit the preview to the width (0)"), lambda: preview.set_zoom(FIT_WIDTH)),
            (_("Whole page"), _("Fit a whole page into the preview"), lambda: preview.set_zoom(FIT_PAGE)),
        ):
            made = button(text, "chip", name)
            made.setMinimumWidth(max(28, made.sizeHint().width()))
            made.clicked.connect(lambda _on=False, do=do: do())
            row.addWidget(made)
        preview.zoomed.connect(lambda factor: self._percent.setText(_("{n} %").format(n=round(factor * 100))))
