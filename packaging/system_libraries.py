"""Print the Debian packages whose libraries Qt needs on this machine and does not find (nothing where all is well).

`python system_libraries.py screen|offscreen`, called by ./run with the standard library alone. Qt's own message names
libxcb-cursor0 whatever is missing; trying each library by its name tells the truth.
"""

import ctypes
import os
import sys

ALWAYS = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",  # later Debians answer to the old names too
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",  # brings a font, too
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libX11.so.6": "libx11-6",
}
X11 = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}


def needed(where: str) -> dict[str, str]:
    """Return library -> package for a screen (X11 or Wayland, as the environment says) or for drawing off screen."""
    if where == "offscreen":
        return ALWAYS
    on_x11 = not os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM", "").startswith("xcb")
    return ALWAYS | (X11 if on_x11 else WAYLAND)


def loads(library: str) -> bool:
    """Say whether the system's loader finds this library and all that it needs itself."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def main(where: str) -> None:
    """Print the missing packages, sorted, on one line."""
    if sys.platform == "linux":
        missing = sorted({package for library, package in needed(where).items() if not loads(library)})
        sys.stdout.write(" ".join(missing))


if __name__ == "__main__":
    main(sys.argv[1])
