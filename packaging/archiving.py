"""The archive for Linuxes without Debian packages: the bundle, what a desktop looks for, and a script that puts both in their places."""

import io
import lzma
import os
import shutil
import tarfile
from pathlib import Path

from layout import desktop_files


def make_archive(bundle: Path, icons: Path, root: Path, name: str, out: Path, work: Path) -> Path:
    """Write NAME.tar.xz into a folder and return its path. The same input gives the same bytes."""
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(bundle, work, symlinks=True)
    for target, source in desktop_files(root, icons).items():
        path = work / target
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, path)
    shutil.copy(root / "packaging" / "linux" / "install.sh", work / "install.sh")
    shutil.copy(root / "packaging" / "linux" / "READ-ME.txt", work / "READ-ME.txt")
    archive = out / f"{name}.tar.xz"
    when = int(os.environ.get("SOURCE_DATE_EPOCH", "0"))

    def as_anybody(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        entry.mtime = when
        if entry.isdir() or entry.mode & 0o100:
            entry.mode = 0o755
        elif not entry.issym():
            entry.mode = 0o644
        return entry

    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar:
        tar.add(work, name, recursive=False, filter=as_anybody)
        for path in sorted(work.rglob("*")):
            tar.add(path, f"{name}/{path.relative_to(work).as_posix()}", recursive=False, filter=as_anybody)
    archive.write_bytes(lzma.compress(packed.getbuffer(), preset=6))
    return archive
