"""How fast one tells, and how long a story should take: the dialog that asks for both."""

from PySide6.QtWidgets import QDialog, QDoubleSpinBox, QFormLayout, QSpinBox, QWidget

from storybank.analysis.speaking import clock
from storybank.gui.fields import label, wrapped
from storybank.gui.keeping import answers
from storybank.gui.settings import Settings
from storybank.texts import _

SLOWEST, FASTEST = 60, 300
SHORTEST, LONGEST = 0.5, 20.0


class PaceDialog(QDialog):
    """Asks for the pace in words a minute and for the length in minutes; what is agreed to is remembered."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Spoken pace"))
        self._settings = settings
        self.pace, self.minutes = QSpinBox(), QDoubleSpinBox()
        self.pace.setRange(SLOWEST, FASTEST)
        self.pace.setSingleStep(5)
        self.pace.setValue(settings.now.pace)
        self.pace.setSuffix(_(" words a minute"))
        self.pace.setAccessibleName(_("Words that you speak in a minute"))
        self.minutes.setRange(SHORTEST, LONGEST)
        self.minutes.setDecimals(1)
        self.minutes.setSingleStep(0.5)
        self.minutes.setValue(settings.now.minutes)
        self.minutes.setSuffix(_(" minutes"))
        self.minutes.setAccessibleName(_("Minutes that a story should take"))
        self._fits = label("", "small")
        buttons = answers(self, _("Use it"))
        form = QFormLayout(self)
        form.setContentsMargins(20, 18, 20, 16)
        form.setVerticalSpacing(10)
        form.addRow(
            wrapped(_("Read a page aloud and count: most people tell a story at 130 to 160 words a minute."), "quiet")
        )
        form.addRow(label(_("You speak")), self.pace)
        form.addRow(label(_("A story should take")), self.minutes)
        form.addRow(label(""), self._fits)
        form.addRow(buttons)
        self.setMinimumWidth(420)
        self.pace.valueChanged.connect(self._say)
        self.minutes.valueChanged.connect(self._say)
        self._say()

    def ask(self) -> None:
        """Ask, and let go of the dialog."""
        self.exec()
        self.deleteLater()

    def accept(self) -> None:
        """Remember both."""
        self._settings.change(pace=self.pace.value(), minutes=self.minutes.value())
        super().accept()

    def _say(self) -> None:
        words = round(self.pace.value() * self.minutes.value())
        length = clock(round(self.minutes.value() * 60))
        self._fits.setText(_("{words} words fit into {length}.").format(words=words, length=length))
