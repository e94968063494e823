"""Icons: a few of Lucide's drawings, in the theme's colours and as sharp as the screen. They are drawn when they are first seen."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QFont, QFontInfo, QIcon, QPixmap, QShowEvent
from PySide6.QtWidgets import QToolButton, QWidget

from storybank.gui.theme import TEXT_PX, theme_of
from storybank.paths import resources

USUAL_PX = 16
_LEAST_BUTTON = 26
_INK = b"currentColor"
_LOOKS = (
    QEvent.Type.PaletteChange,
    QEvent.Type.FontChange,
    QEvent.Type.StyleChange,
    QEvent.Type.DevicePixelRatioChange,
)


def icon(name: str, widget: QWidget, lit: str) -> QIcon:
    """Return an icon of `resources/icons` for a widget, quiet, and in the colour `lit` (a field of the theme) while it is chosen or pointed at."""
    theme, ratio, side = theme_of(widget.palette()), widget.devicePixelRatioF(), icon_px(widget.font())
    made = QIcon(_drawn(name, theme.quiet, side, ratio))
    for mode in (QIcon.Mode.Selected, QIcon.Mode.Active):
        made.addPixmap(_drawn(name, getattr(theme, lit), side, ratio), mode)
    return made


def icon_px(font: QFont) -> int:
    """Return the side of an icon that goes with a font, in pixels."""
    return round(QFontInfo(font).pixelSize() * USUAL_PX / TEXT_PX)


def changes_looks(event: QEvent) -> bool:
    """Say whether icons are to be drawn anew after an event: for another theme, size of text or screen."""
    return event.type() in _LOOKS


def _drawn(name: str, colour: str, side: int, ratio: float) -> QPixmap:
    """Return a drawing in one colour; what is in Qt's cache is not drawn again."""
    from PySide6.QtCore import QBuffer, QByteArray  # none of this is needed to paint the first window
    from PySide6.QtGui import QImageReader, QPixmapCache

    key = f"{name} {colour} {side} {ratio:g}"
    made = QPixmap()
    if QPixmapCache.find(key, made):
        return made
    text = (resources() / "icons" / f"{name}.svg").read_bytes().replace(_INK, colour.encode())
    buffer = QBuffer()
    buffer.setData(QByteArray(text))
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(QSize(side, side) * ratio)
    made = QPixmap.fromImageReader(reader)
    made.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, made)
    return made


class IconButton(QToolButton):
    """A small square button with an icon; its name is its accessible one."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setFixedSize(_LEAST_BUTTON, _LEAST_BUTTON)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw the icon when it is first seen."""
        super().showEvent(event)
        if self.icon().isNull():
            self._dress()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon anew for another theme, size of text or screen."""
        super().changeEvent(event)
        if changes_looks(event) and not self.icon().isNull():
            self._dress()

    def _dress(self) -> None:
        side = icon_px(self.font())
        room = max(_LEAST_BUTTON, side + 10)
        self.setFixedSize(room, room)
        self.setIconSize(QSize(side, side))
        self.setIcon(icon(self._name, self, "text"))
