# bash completion for carepress, made from the command line's own tree: CAREPRESS_BLESS=1 build/test/unit_cli
# shellcheck shell=bash
_carepress_words() { mapfile -t COMPREPLY < <(compgen -W "$1" -- "$current"); }
_carepress_folders() { mapfile -t COMPREPLY < <(compgen -d -- "$current"); }
# Names of layouts or brands, or else a file
_carepress_listed() {
    _carepress_words "$("$program" list "$1" 2>/dev/null | cut -d' ' -f1)"
    compopt -o filenames -o default
}
_carepress() {
    local program=$1 current previous command='' options='' word
    current=${COMP_WORDS[COMP_CWORD]}
    previous=${COMP_WORDS[COMP_CWORD - 1]}
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case $word in render | visit | import | translate | check | search | export | list | serve | record | attach) command=$word; break ;; esac
    done
    COMPREPLY=()
    case $command:$previous in
        render:--without | \
            render:--title | \
            visit:--encounter | \
            visit:--patient | \
            visit:--record | \
            visit:--client-id | \
            visit:--scope | \
            visit:--article | \
            visit:--time-zone | \
            visit:--printed-by | \
            check:--flesch-kincaid | \
            check:--smog | \
            check:--fernandez-huerta | \
            check:--longest-sentence | \
            check:--as-of | \
            search:--limit | \
            export:--as-of | \
            export:--jobs | \
            export:--shard | \
            serve:--listen | \
            serve:--host | \
            serve:--address | \
            serve:--origin | \
            serve:--frame | \
            serve:--token-issuer | \
            serve:--token-audience | \
            serve:--cds-client | \
            serve:--workers | \
            attach:--record | \
            attach:--client-id | \
            attach:--scope | \
            attach:--patient | \
            attach:--encounter | \
            attach:--replaces | \
            attach:--type | \
            attach:--category | \
            attach:--link | \
            attach:--mllp)
            :; return ;;
        render:--library | \
            visit:--library | \
            import:-o | import:--output | \
            translate:--library | \
            check:--library | \
            search:--library | \
            export:-o | export:--output | \
            serve:--library)
            _carepress_folders; return ;;
        render:--brand | \
            visit:--brand | \
            check:--brand | \
            export:--brand | \
            serve:--brand)
            _carepress_listed brands; return ;;
        render:--layout | \
            visit:--layout | \
            check:--layout | \
            export:--layout | \
            serve:--layout)
            _carepress_listed layouts; return ;;
        render:--language | \
            visit:--language | \
            import:--language | \
            translate:--to | \
            translate:--language | \
            search:--language | \
            export:--language)
            _carepress_words "$("$program" list languages 2>/dev/null | cut -d' ' -f1)"; return ;;
        check:--only | \
            check:--skip)
            _carepress_words 'article press glyph-coverage help-levels red-flags emergency-numbers code translation reading-level long-sentence passive-voice jargon ambiguous-dose ambiguous-range link topic-check-digit sources review layout brand'; return ;;
        attach:--repeat)
            _carepress_words 'conditional search ask'; return ;;
        visit:--system | \
            record:--system | \
            attach:--system)
            _carepress_words 'hapi medplum oracle-health openmrs athena-practice epic'; return ;;
        attach:--pdf)
            _carepress_words 'inline binary link'; return ;;
        *:--generate)
            _carepress_words 'man bash'; return ;;
        attach:--as)
            _carepress_words 'mdm oru cda'; return ;;
        serve:--access)
            _carepress_words 'open closed'; return ;;
        render:--to | \
            visit:--to)
            _carepress_words 'pdf svg'; return ;;
        check:--format)
            _carepress_words 'text json sarif'; return ;;
        render:--format | \
            import:--format | \
            translate:--format | \
            search:--format | \
            export:--format | \
            record:--format | \
            attach:--format)
            _carepress_words 'text json'; return ;;
        render:--page-numbers)
            _carepress_words 'through article'; return ;;
        render:--standard | \
            visit:--standard | \
            export:--standard)
            _carepress_words 'ua-1 ua-2'; return ;;
        visit:--without)
            _carepress_words 'why found to-do medicines appointments call orders given procedures results measurements conditions allergies vaccines goals care-plan care-team'; return ;;
        *:--settings | \
            render:-o | render:--output | \
            render:--beside | \
            render:--note | \
            render:--receipt | \
            render:--job | \
            visit:-o | visit:--output | \
            visit:--key | \
            visit:--ca-file | \
            visit:--note | \
            visit:--report | \
            visit:--receipt | \
            visit:--job | \
            import:--manifest | \
            translate:-o | translate:--output | \
            translate:--with | \
            check:--job | \
            search:--index | \
            export:--job | \
            serve:--token-keys | \
            serve:--ca-file | \
            serve:--records | \
            serve:--audit | \
            serve:--audit-key | \
            record:--ca-file | \
            attach:--receipt | \
            attach:--key | \
            attach:--ca-file | \
            attach:--bundle | \
            attach:-o | attach:--output)
            compopt -o default; return ;;
    esac
    case $command in
        '')
            _carepress_words 'render visit import translate check search export list serve record attach --help --version --settings --generate'
            return ;;
        render)
            options='--output --language --beside --note --without --language-notice --title --page-numbers --library --layout --brand --standard --receipt --to --format --quiet --job --print-job'
            [[ $current == -* ]] || { compopt -o default; return; } ;;
        visit)
            options='--output --encounter --patient --record --key --client-id --scope --ca-file --system --article --suggest --note --without --time-zone --include-restricted --force --printed-by --strict --language --no-language-notice --library --layout --brand --standard --to --report --receipt --quiet --job --print-job'
            [[ $current == -* ]] || { compopt -o default; return; } ;;
        import)
            options='--output --force --manifest --language --keep-links --dry-run --format --verbose --quiet'
            [[ $current == -* ]] || { compopt -o default; return; } ;;
        translate)
            options='--to --language --output --library --with --force --allow-differences --dry-run --format --quiet'
            [[ $current == -* ]] || { compopt -o default; return; } ;;
        check)
            options='--library --only --skip --flesch-kincaid --smog --fernandez-huerta --longest-sentence --strict --layout --brand --format --levels --score --summary --reviews --coverage --as-of --quiet --job --print-job'
            [[ $current == -* ]] || { compopt -o default; return; } ;;
        search)
            options='--library --index --language --limit --refresh --format'
            [[ $current == -* ]] || { :; return; } ;;
        export)
            options='--output --language --language-notice --layout --brand --standard --require-status --include-drafts --as-of --allow-removals --dry-run --jobs --shard --verify --format --verbose --quiet --job --print-job'
            [[ $current == -* ]] || { _carepress_folders; return; } ;;
        list)
            options=''
            [[ $current == -* ]] || { _carepress_words 'articles sources layouts brands fonts languages'; return; } ;;
        serve)
            options='--library --listen --host --address --origin --frame --layout --brand --access --token-issuer --token-audience --token-keys --cds-client --ca-file --records --audit --audit-key --workers --quiet'
            [[ $current == -* ]] || { :; return; } ;;
        record)
            options='--system --ca-file --format'
            [[ $current == -* ]] || { :; return; } ;;
        attach)
            options='--receipt --record --key --client-id --scope --ca-file --system --patient --encounter --replaces --type --category --pdf --link --repeat --no-communication --as --bundle --mllp --output --format'
            [[ $current == -* ]] || { compopt -o default; return; } ;;
    esac
    _carepress_words "$options --help --version --settings --generate"
}
complete -F _carepress carepress
