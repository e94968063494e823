"""Write packaging/linux/completions/, for bash, zsh and fish, from the program's own parser. `--check` only says whether they are as made."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from generated import write_or_check
from typing_in import EXPORT_KINDS, ROOT, Command, Option, commands

FOLDER = ROOT / "packaging" / "linux" / "completions"

_BASH = """\
# Made by packaging/completions.py. Where nothing is offered here, bash offers files.
_storybank() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD - 1]}} command= number
  for ((number = 1; number < COMP_CWORD; number++)); do
    case ${{COMP_WORDS[number]}} in
      {names})
        command=${{COMP_WORDS[number]}}
        break
        ;;
    esac
  done
  COMPREPLY=()
  case "$command $before" in
{values}  esac
  if [[ $current == -* ]]; then
    case $command in
{options}    esac
  elif [[ -z $command ]]; then
    COMPREPLY=($(compgen -W '{offered}' -- "$current"))
  fi
}}
complete -o default -F _storybank storybank
"""
_ZSH = """\
#compdef storybank
# Made by packaging/completions.py.
_storybank() {{
  local context state line
  typeset -A opt_args
  _arguments -C \\
{own}    '1: :->first' \\
    '*:: :->rest'
  case $state in
    first)
      local -a known
      known=(
{described}      )
      _describe command known
      _files
      ;;
    rest)
      case $words[1] in
{cases}      esac
      ;;
  esac
}}
_storybank "$@"
"""


def made() -> dict[str, str]:
    """Return the text of each file by its name."""
    own, *others = commands()
    return {
        "storybank.bash": _bash(own, others),
        "_storybank": _zsh(own, others),
        "storybank.fish": _fish(own, others),
    }


def _choices(option: Option) -> tuple[str, ...]:
    return EXPORT_KINDS if option.takes == "KIND" else option.choices


def _bash(own: Command, others: list[Command]) -> str:
    values = options = ""
    for one in (own, *others):
        for option in one.options:
            if option.takes:
                offered = f"COMPREPLY=($(compgen -W '{' '.join(_choices(option))}' -- \"$current\"))"
                for name in option.names:
                    values += f'    "{one.name} {name}")\n      {offered if _choices(option) else ":"}\n      return\n      ;;\n'
        options += f"      {one.name or repr('')}) COMPREPLY=($(compgen -W '{_names(one)}' -- \"$current\")) ;;\n"
    names = [one.name for one in others]
    return _BASH.format(names=" | ".join(names), values=values, options=options, offered=" ".join(names))


def _names(command: Command) -> str:
    return " ".join(name for option in command.options for name in option.names)


def _zsh(own: Command, others: list[Command]) -> str:
    described = "".join(f"        '{one.name}:{_quoted(one.help)}'\n" for one in others)
    cases = ""
    for one in others:
        cases += f"        {one.name})\n          _arguments \\\n{_zsh_options(one, 12)}            '*:file:_files'\n          ;;\n"
    return _ZSH.format(own=_zsh_options(own, 4), described=described, cases=cases)


def _zsh_options(command: Command, indent: int) -> str:
    told = ""
    for option in command.options:
        takes = (
            f":{option.takes}:({' '.join(_choices(option))})"
            if _choices(option)
            else f":{option.takes}:"
            if option.takes
            else ""
        )
        for name in option.names:
            told += f"{' ' * indent}'{name}[{_quoted(option.help)}]{takes}' \\\n"
    return told


def _quoted(text: str) -> str:
    return text.replace("'", "’").replace("[", "(").replace("]", ")").replace(":", " –")


def _fish(own: Command, others: list[Command]) -> str:
    lines = ["# Made by packaging/completions.py."]
    lines += [
        f"complete -c storybank -n __fish_use_subcommand -a {one.name} -d '{_fish_quoted(one.help)}'" for one in others
    ]
    for one in (own, *others):
        when = f"'__fish_seen_subcommand_from {one.name}'" if one.name else "__fish_use_subcommand"
        for option in one.options:
            named = " ".join(f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names)
            values = f" -x -a '{' '.join(_choices(option))}'" if _choices(option) else " -x" if option.takes else ""
            lines.append(f"complete -c storybank -n {when} {named}{values} -d '{_fish_quoted(option.help)}'")
    return "\n".join(lines) + "\n"


def _fish_quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'")


def main() -> int:
    """Write the files, or say whether they are as made."""
    return write_or_check({FOLDER / name: text for name, text in made().items()})


if __name__ == "__main__":
    sys.exit(main())
