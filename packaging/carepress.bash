# bash completion for carepress
# shellcheck shell=bash
_carepress() {
    local program=$1 current previous commands command word
    current=${COMP_WORDS[COMP_CWORD]}
    previous=${COMP_WORDS[COMP_CWORD - 1]}
    commands='render visit import check search export list'
    command=
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case $word in render | visit | list | import | check | search | export) command=$word; break ;; esac
    done
    COMPREPLY=()
    case $previous in
        --layout)
            mapfile -t COMPREPLY < <(compgen -W "$("$program" list layouts 2>/dev/null | cut -d' ' -f1)" -- "$current")
            compopt -o filenames -o default
            return ;;
        --brand)
            mapfile -t COMPREPLY < <(compgen -W "$("$program" list brands 2>/dev/null | cut -d' ' -f1)" -- "$current")
            compopt -o filenames -o default
            return ;;
        --language)
            mapfile -t COMPREPLY < <(compgen -W "$("$program" list languages 2>/dev/null | cut -d' ' -f1)" -- "$current")
            return ;;
        --only | --skip)
            mapfile -t COMPREPLY < <(compgen -W 'article press glyph-coverage help-levels code translation reading-level
                long-sentence passive-voice jargon ambiguous-dose ambiguous-range link topic-check-digit layout brand' -- "$current")
            return ;;
        --index) compopt -o default; return ;;
        --settings) compopt -o default; return ;;
        --format) mapfile -t COMPREPLY < <(compgen -W 'text json sarif' -- "$current"); return ;;
        --page-numbers) mapfile -t COMPREPLY < <(compgen -W 'through article' -- "$current"); return ;;
        --without)
            [[ $command == visit ]] && mapfile -t COMPREPLY < <(compgen -W 'why found to-do medicines appointments
                call orders given procedures results measurements conditions allergies vaccines goals care-plan
                care-team' -- "$current")
            return ;;
        --title | --printed-by | --time-zone | --encounter | --patient | --article) return ;;
        --library) mapfile -t COMPREPLY < <(compgen -d -- "$current"); return ;;
        -o | --output | --receipt | --report | --note | --beside | --job) compopt -o default; return ;;
    esac
    case $command in
        '') mapfile -t COMPREPLY < <(compgen -W "$commands --help --version" -- "$current") ;;
        list) mapfile -t COMPREPLY < <(compgen -W 'articles layouts brands fonts languages --help' -- "$current") ;;
        visit)
            if [[ $current == -* ]]; then
                mapfile -t COMPREPLY < <(compgen -W '--output --encounter --patient --article --suggest --note --without
                    --time-zone --include-restricted --force --printed-by --strict --report --receipt --layout --brand
                    --language --library --no-language-notice --job --print-job --quiet --help' -- "$current")
            else
                compopt -o default
            fi ;;
        render)
            if [[ $current == -* ]]; then
                mapfile -t COMPREPLY < <(compgen -W '--output --layout --brand --language --beside --note --without
                    --language-notice --title --page-numbers --library --job --print-job --format --quiet
                    --help' -- "$current")
            else
                compopt -o default
            fi ;;
        import | check)
            if [[ $current == -* ]]; then
                local options='--output --language --force --keep-links --dry-run --format --verbose --quiet --settings --help'
                [[ $command == check ]] && options='--library --only --skip --flesch-kincaid --smog --fernandez-huerta
                    --longest-sentence --layout --brand --format --levels --summary --strict --quiet --settings --help'
                mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
            else
                compopt -o default
            fi ;;
        export)
            if [[ $current == -* ]]; then
                mapfile -t COMPREPLY < <(compgen -W '--output --layout --brand --language --language-notice --jobs --shard
                    --verify --format --verbose --quiet --settings --help' -- "$current")
            else
                mapfile -t COMPREPLY < <(compgen -d -- "$current")
            fi ;;
        search)
            mapfile -t COMPREPLY < <(compgen -W '--library --index --language --limit --format --refresh --settings --help' \
                -- "$current") ;;
    esac
}
complete -F _carepress carepress
