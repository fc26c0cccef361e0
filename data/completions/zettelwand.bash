# SPDX-License-Identifier: GPL-3.0-or-later
# bash completion of zettelwand(1). Names come from the database by the program itself; nothing is written.

# Runs the program on the database of the command line that is being typed.
_zettelwand_ask () {
  local word options=() database=${ZETTELWAND_DATABASE:-${XDG_DATA_HOME:-$HOME/.local/share}/zettelwand/zettelwand.db}
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in
      --database=*) database=${word#--database=} database=${database/#\~\//$HOME/} ;;
      --project=*) options+=("$word") ;;
    esac
  done
  # Asking for names must not make a database.
  [[ -e $database ]] && "${COMP_WORDS[0]}" --database="$database" "${options[@]}" "$@" --json 2>/dev/null
}

# The values of one member, one a line; --json writes every object on a line of its own.
_zettelwand_names () { # MEMBER COMMAND...
  local member=$1
  shift
  _zettelwand_ask "$@" | sed -n 's/"'"$member"'":"/\n/; s/^[^\n]*\n\(\([^"\\]\|\\.\)*\)".*/\1/p'
}

# Offers what a command prints, line by line, that begins as $1 does, with what the shell would part escaped.
_zettelwand_offer () { # BEGINNING COMMAND...
  local line prefix=$1
  shift
  while IFS= read -r line; do
    [[ ${line,,} == "${prefix,,}"* ]] && COMPREPLY+=("$(printf '%q' "$line")")
  done < <("$@")
}

_zettelwand_fields="title= description= type= status= owner= reporter= customer= estimate= duration= spent= remaining= difficulty=
  progress= priority= labels= sprint= due= waiting= blocked= parent="

_zettelwand_formats="json csv markdown zettelwand trello jira github gitlab taiga kanboard wekan planka focalboard deck nullboard
  taskwarrior todoist vikunja openproject otobo zammad"

_zettelwand_value () { # FIELD BEGINNING
  case $1 in
    status) _zettelwand_offer "$2" _zettelwand_names name statuses ;;
    owner | reporter | customer) _zettelwand_offer "$2" _zettelwand_names name people ;;
    sprint) _zettelwand_offer "$2" _zettelwand_names name sprints ;;
    labels) _zettelwand_offer "$2" _zettelwand_names name labels ;;
    parent | blocked) _zettelwand_offer "$2" _zettelwand_names key list ;;
    type) COMPREPLY=($(compgen -W "story task bug problem epic" -- "$2")) ;;
    difficulty) COMPREPLY=($(compgen -W "trivial easy normal hard very-hard" -- "$2")) ;;
    priority) COMPREPLY=($(compgen -W "lowest low normal high urgent" -- "$2")) ;;
    due) COMPREPLY=($(compgen -W "today tomorrow mon tue wed thu fri" -- "$2")) ;;
  esac
}

_zettelwand_option () { # NAME BEGINNING
  case $1 in
    --project) _zettelwand_offer "$2" _zettelwand_names key projects ;;
    --after | --before | --solves | --duplicate-of) _zettelwand_offer "$2" _zettelwand_names key list ;;
    --as) _zettelwand_offer "$2" _zettelwand_names name people ;;
    --measure) COMPREPLY=($(compgen -W "points hours count" -- "$2")) ;;
    --to) COMPREPLY=($(compgen -W "backlog new" -- "$2")); _zettelwand_offer "$2" _zettelwand_names name sprints ;;
    --not-done | --reason)
      COMPREPLY=($(compgen -W "postponed duplicate not-reproducible will-not-be-done cannot-be-solved" -- "$2")) ;;
    --format) COMPREPLY=($(compgen -W "$_zettelwand_formats" -- "$2")) ;;
    --view) COMPREPLY=($(compgen -W "welcome board backlog report ticket standup standup-work wall import" -- "$2")) ;;
    --database | --output | --save) COMPREPLY=($(compgen -f -- "$2")) ;;
  esac
}

_zettelwand_options () { # COMMAND: the options it takes
  case $1 in
    projects | statuses | people | labels | sprints | list | undo | redo) echo --json ;;
    log) echo -n --json ;;
    show) echo --history --json ;;
    add) echo --each --solves= ;;
    move) echo --top --bottom --after= --before= --reason= --project= ;;
    close) echo --not-done= --duplicate-of= ;;
    check-item) echo --done ;;
    attach) echo --save= --remove ;;
    sprint) echo --to= --measure= --json ;;
    standup) echo --since= --markdown --json ;;
    import) echo --format= --project= --columns= --map-status= --map-person= --copy --theirs --dry-run --json ;;
    export) echo --project= --format= --since= --output= ;;
    snapshot) echo --view= --size= --dark --filter= --file= --output= ;;
    '') echo --database= --project= --as= --now= --wall --help --version ;;
  esac
}

_zettelwand_argument () { # COMMAND NUMBER BEGINNING: the words of a command that are no options
  case $1:$2 in
    project:1 | status:1 | label:1) COMPREPLY=($(compgen -W "add" -- "$3")) ;;
    people:1) COMPREPLY=($(compgen -W "add" -- "$3")) ;;
    sprint:1) COMPREPLY=($(compgen -W "add edit delete start complete report" -- "$3")) ;;
    sprint:2) _zettelwand_offer "$3" _zettelwand_names name sprints ;;
    move:2) _zettelwand_offer "$3" _zettelwand_names name statuses ;;
    link:2) COMPREPLY=($(compgen -W "blocks solves duplicates relates" -- "$3")) ;;
    show:1 | move:1 | comment:1 | check-item:1 | link:1 | link:3 | attach:1 | set:1 | close:* | reopen:* | delete:* | archive:*)
      _zettelwand_offer "$3" _zettelwand_names key list ;;
    set:*)
      _zettelwand_offer "$3" _zettelwand_names key list
      COMPREPLY+=($(compgen -W "$_zettelwand_fields" -- "$3")) ;;
    add:*) [[ $2 == 1 ]] || COMPREPLY=($(compgen -W "$_zettelwand_fields" -- "$3")) ;;
    import:* | restore:* | backup:* | attach:*) COMPREPLY=($(compgen -f -- "$3")) ;;
  esac
}

_zettelwand () {
  local commands="projects statuses people labels sprints project status label list show add set move close reopen delete archive
    unarchive comment check-item link attach sprint standup undo redo log import export backup restore check example snapshot"
  local line=${COMP_LINE:0:COMP_POINT} word command='' number=0 i

  # One word as the shell has it: "owner=an" and "--project=WEB" are not parted at their "=".
  word=${line##*[[:space:]]}
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case ${COMP_WORDS[i]} in
      = | -*) ;;
      *)
        [[ ${COMP_WORDS[i - 1]} == = || ${COMP_WORDS[i + 1]} == = ]] && continue
        if [[ -z $command ]]; then command=${COMP_WORDS[i]}; else number=$((number + 1)); fi ;;
    esac
  done
  # Options stand together with their "=" for the program.
  read -ra COMP_WORDS <<<"$line"
  [[ $line == *[[:space:]] ]] && COMP_WORDS+=("")
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  case $word in
    --*=*) _zettelwand_option "${word%%=*}" "${word#*=}" ;;
    -*) COMPREPLY=($(compgen -W "$(_zettelwand_options "$command")" -- "$word")) ;;
    [a-z]*=*) _zettelwand_value "${word%%=*}" "${word#*=}" ;;
    *)
      if [[ -z $command ]]; then
        COMPREPLY=($(compgen -W "$commands" -- "$word"))
      else
        _zettelwand_argument "$command" "$((number + 1))" "$word"
      fi ;;
  esac
  [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null
  return 0
}

complete -F _zettelwand zettelwand
