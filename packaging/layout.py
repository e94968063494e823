"""Where the files that a Linux desktop looks for go, below a prefix such as /usr or ~/.local, for the package and the archive alike."""

from pathlib import Path

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def desktop_files(root: Path, icons: Path) -> dict[str, Path]:
    """Return path below the prefix -> file; `icons` is the folder that icons.py filled."""
    linux = root / "packaging" / "linux"
    found = {
        "share/applications/storybank.desktop": linux / "storybank.desktop",
        "share/metainfo/storybank.metainfo.xml": linux / "storybank.metainfo.xml",
        "share/mime/packages/storybank.xml": linux / "storybank-mime.xml",
        "share/man/man1/storybank.1": linux / "storybank.1",
        "share/bash-completion/completions/storybank": linux / "completions" / "storybank.bash",
        "share/zsh/site-functions/_storybank": linux / "completions" / "_storybank",
        "share/fish/vendor_completions.d/storybank.fish": linux / "completions" / "storybank.fish",
    }
    drawn = root / "resources" / "application" / "storybank.svg"
    for name, kind in (("storybank", "apps"), ("application-x-storybank", "mimetypes")):
        found[f"share/icons/hicolor/scalable/{kind}/{name}.svg"] = drawn
        for size in SIZES:
            found[f"share/icons/hicolor/{size}x{size}/{kind}/{name}.png"] = icons / f"storybank-{size}.png"
    return found
