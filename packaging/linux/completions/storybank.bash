# Made by packaging/completions.py. Where nothing is offered here, bash offers files.
_storybank() {
  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command= number
  for ((number = 1; number < COMP_CWORD; number++)); do
    case ${COMP_WORDS[number]} in
      new | check | export | import | frameworks | backup | backups | restore)
        command=${COMP_WORDS[number]}
        break
        ;;
    esac
  done
  COMPREPLY=()
  case "$command $before" in
    "new --framework")
      :
      return
      ;;
    "export --as")
      COMPREPLY=($(compgen -W 'json csv csv-matrix xlsx markdown html text matrix cheatsheet cards booklet' -- "$current"))
      return
      ;;
    "export --story")
      :
      return
      ;;
    "export --words")
      :
      return
      ;;
    "export --paper")
      COMPREPLY=($(compgen -W 'A4 Letter' -- "$current"))
      return
      ;;
    "export --author")
      :
      return
      ;;
  esac
  if [[ $current == -* ]]; then
    case $command in
      '') COMPREPLY=($(compgen -W '-h --help --version --portable --self-test' -- "$current")) ;;
      new) COMPREPLY=($(compgen -W '-h --help --sample --framework' -- "$current")) ;;
      check) COMPREPLY=($(compgen -W '-h --help --json --ready' -- "$current")) ;;
      export) COMPREPLY=($(compgen -W '-h --help --as --story --words --force --aliased --ready --paper --landscape --grey --author --duplex' -- "$current")) ;;
      import) COMPREPLY=($(compgen -W '-h --help --dry-run --json' -- "$current")) ;;
      frameworks) COMPREPLY=($(compgen -W '-h --help --json' -- "$current")) ;;
      backup) COMPREPLY=($(compgen -W '-h --help' -- "$current")) ;;
      backups) COMPREPLY=($(compgen -W '-h --help' -- "$current")) ;;
      restore) COMPREPLY=($(compgen -W '-h --help' -- "$current")) ;;
    esac
  elif [[ -z $command ]]; then
    COMPREPLY=($(compgen -W 'new check export import frameworks backup backups restore' -- "$current"))
  fi
}
complete -o default -F _storybank storybank
