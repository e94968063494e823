"""Draw the application's icon in every size and form that a desktop asks for: `icons.py FOLDER`.

Makes storybank-16.png … storybank-512.png, storybank-maskable-512.png (its ground reaches every edge, for systems that cut icons to a shape of
their own), storybank.ico for Windows and storybank.icns for macOS, from resources/application/storybank.svg; the smallest from storybank-small.svg.
"""

import os
import struct
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parents[1]
DRAWING = ROOT / "resources" / "application" / "storybank.svg"
SMALL = DRAWING.with_name("storybank-small.svg")
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
_SMALL = 24  # pixels: up to here the plain drawing
_ICO = (16, 24, 32, 48, 64, 128, 256)
_ICNS = {
    b"icp4": 16,
    b"icp5": 32,
    b"icp6": 64,
    b"ic07": 128,
    b"ic08": 256,
    b"ic09": 512,
    b"ic11": 32,
    b"ic12": 64,
    b"ic13": 256,
    b"ic14": 512,
}
_GROUND = b'<rect x="16" y="16" width="480" height="480" rx="104"'
_WHOLE = b'<rect x="0" y="0" width="512" height="512"'


def drawn(svg: bytes, size: int) -> QImage:
    """Return a drawing as a square picture of so many pixels, transparent where nothing is drawn."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return image


def png(image: QImage) -> bytes:
    """Return a picture as a PNG."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(data.data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """Return PNGs by their size in pixels as one .ico file: a directory, then the pictures."""
    found = struct.pack("<HHH", 0, 1, len(pictures))
    place = 6 + 16 * len(pictures)
    for size, data in pictures.items():
        found += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), place)
        place += len(data)
    return found + b"".join(pictures.values())


def icns(pictures: dict[bytes, bytes]) -> bytes:
    """Return PNGs by Apple's names of sizes as one .icns file."""
    parts = b"".join(name + struct.pack(">I", 8 + len(data)) + data for name, data in pictures.items())
    return b"icns" + struct.pack(">I", 8 + len(parts)) + parts


def main(folder: Path) -> None:
    """Draw them all into a folder."""
    _app = QGuiApplication.instance() or QGuiApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    svg, small = DRAWING.read_bytes(), SMALL.read_bytes()
    made = {size: png(drawn(small if size <= _SMALL else svg, size)) for size in SIZES}
    for size, data in made.items():
        (folder / f"storybank-{size}.png").write_bytes(data)
    (folder / "storybank-maskable-512.png").write_bytes(png(drawn(svg.replace(_GROUND, _WHOLE), 512)))
    (folder / "storybank.ico").write_bytes(ico({size: made[size] for size in _ICO}))
    (folder / "storybank.icns").write_bytes(icns({name: made[size] for name, size in _ICNS.items()}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
