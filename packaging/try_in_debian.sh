#!/bin/sh
# Runs inside an empty Debian: installs /storybank.deb, tries it as somebody who is not root, removes it, and looks at what is left.
set -eu
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin
unset TMPDIR QT_QPA_PLATFORM

fail() {
  printf 'in the empty Debian: %s\n' "$*" >&2
  exit 1
}

apt-get update >/dev/null
apt-get install -y --no-install-recommends /storybank.deb >/tmp/apt.log 2>&1 || { tail -n 20 /tmp/apt.log >&2; fail "it does not install"; }

missing=$(find /usr/lib/storybank -name '*.so*' -type f ! -name 'libqgtk3.so' ! -name 'libcupsprintersupport.so' -exec env LD_LIBRARY_PATH=/usr/lib/storybank/_internal:/usr/lib/storybank/_internal/PySide6/Qt/lib ldd {} + 2>/dev/null | grep 'not found' | sort -u || :)
[ -z "$missing" ] || fail "libraries are missing: $missing"

useradd --create-home tester
as_tester() { su tester -s /bin/sh -c "$1"; }
as_tester 'cd && QT_QPA_PLATFORM=offscreen storybank --self-test' || fail "it is not whole"
as_tester 'cd && storybank new mine.storybank --sample && storybank export mine.storybank sheet.pdf --as cheatsheet' || fail "no sheet"
as_tester 'sha256sum ~/mine.storybank' >/tmp/bank
[ -f /usr/share/applications/storybank.desktop ] || fail "no menu entry"
[ -f /usr/share/man/man1/storybank.1.gz ] || fail "no man page"

# a real window of X11, with what a desktop has
apt-get install -y --no-install-recommends xvfb xauth desktop-file-utils shared-mime-info libglib2.0-bin >/tmp/apt.log 2>&1 || fail "no X11 to try it with"
as_tester 'cd && QT_QPA_PLATFORM=xcb xvfb-run -a storybank --self-test' || fail "no window under X11"
kind=$(as_tester 'cd && cp mine.storybank unnamed && gio info -a standard::content-type mine.storybank unnamed' | grep -c 'content-type: application/x-storybank')
[ "$kind" -eq 2 ] || fail "a bank is not known by its name and by its content"

apt-get purge -y storybank >/tmp/apt.log 2>&1 || { tail -n 20 /tmp/apt.log >&2; fail "it cannot be removed"; }
as_tester 'sha256sum ~/mine.storybank' | cmp -s - /tmp/bank || fail "a bank was touched"
left=$(find /usr -iname '*storybank*')
[ -z "$left" ] || fail "it left $left"
echo "Installed, tried off the screen and under X11, removed without a trace; the bank is untouched."
