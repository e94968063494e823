#!/bin/sh
# Puts this folder's Storybank where a desktop finds it, or takes it away again. Nothing but what is listed in share/storybank/installed is removed: no bank, no setting.
set -eu

usage() {
  cat <<'END'
./install.sh [--prefix FOLDER]     installs for you alone, into ~/.local, or into FOLDER
./install.sh --uninstall [--prefix FOLDER]
END
}

die() {
  printf 'install.sh: %s\n' "$*" >&2
  exit 2
}

here=$(CDPATH='' cd -P -- "$(dirname -- "$0")" && pwd)
prefix=${HOME:-}/.local
task=install
while [ $# -gt 0 ]; do
  case $1 in
    --prefix)
      [ $# -ge 2 ] || die "--prefix needs a folder."
      prefix=$2
      shift
      ;;
    --prefix=*) prefix=${1#*=} ;;
    --uninstall) task=uninstall ;;
    -h | --help) usage && exit 0 ;;
    *) die "$1 is not known; --help says what is." ;;
  esac
  shift
done
[ -n "$prefix" ] || die "--prefix needs a folder."
case $prefix in
  /*) ;;
  *) prefix=$PWD/$prefix ;;
esac
list=$prefix/share/storybank/installed

refresh() { # what menus and file managers keep; a desktop without these tools looks for itself
  command -v update-desktop-database >/dev/null 2>&1 && update-desktop-database -q "$prefix/share/applications" || :
  command -v update-mime-database >/dev/null 2>&1 && update-mime-database "$prefix/share/mime" >/dev/null 2>&1 || :
  command -v gtk-update-icon-cache >/dev/null 2>&1 && gtk-update-icon-cache -q -t -f "$prefix/share/icons/hicolor" >/dev/null 2>&1 || :
}

take_away() {
  while IFS= read -r name; do
    case $name in
      '' | /* | *..*) continue ;; # not a line that was written here
    esac
    rm -f "$prefix/$name"
  done <"$list"
  rm -f "$list"
  # folders that nothing is left in, the deepest first; a folder that was there before and holds something stays
  for folder in lib/storybank share/storybank; do
    [ ! -d "$prefix/$folder" ] || find "$prefix/$folder" -depth -type d -exec rmdir {} \; 2>/dev/null || :
  done
}

if [ $task = uninstall ]; then
  [ -f "$list" ] || die "Storybank is not installed in $prefix; name its folder with --prefix."
  take_away
  refresh
  echo "Storybank is gone from $prefix. Your banks, settings and backups are where they were."
  exit 0
fi

[ -x "$here/storybank" ] || die "the program is not beside this script; unpack the whole archive."
mkdir -p "$prefix/lib" "$prefix/bin" "$prefix/share/storybank" || die "$prefix cannot be written; name another folder with --prefix."
[ -w "$prefix/bin" ] || die "$prefix cannot be written; name another folder with --prefix."
if [ -e "$prefix/bin/storybank" ] && [ ! -f "$list" ]; then
  die "$prefix/bin/storybank is there already and was not put there by this script."
fi
[ ! -f "$list" ] || take_away
mkdir -p "$prefix/lib/storybank" "$prefix/share/storybank"

cd "$here"
find storybank _internal licences \( -type f -o -type l \) | while IFS= read -r file; do
  printf 'lib/storybank/%s\n' "$file"
done >"$list"
find share \( -type f -o -type l \) >>"$list"
echo bin/storybank >>"$list"

cp -R storybank _internal licences "$prefix/lib/storybank/"
cp -R share "$prefix/"
ln -sf ../lib/storybank/storybank "$prefix/bin/storybank"
# a menu does not look into ~/.local/bin everywhere: the entry names the program by its whole path
quoted=$(printf '%s' "$prefix/bin/storybank" | sed 's/[\\&|]/\\&/g')
sed -i "s|^Exec=storybank|Exec=\"$quoted\"|; s|^TryExec=.*|TryExec=$quoted|" "$prefix/share/applications/storybank.desktop"
refresh
echo "Storybank is installed in $prefix. Start it from the menu, or with $prefix/bin/storybank."
