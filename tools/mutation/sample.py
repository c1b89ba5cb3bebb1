"""Which of all possible changes are made."""
import hashlib
import json
import sys
from dataclasses import asdict

from .candidates import Mutant, find_candidates, __file__ as finder

# Long lists of words would be most of the sample, and the code that reads them little of it.
ROWS_PERCENT = 25


def choose(candidates, seed, count):
    """`count` of the candidates, in the order of their numbers; at most ROWS_PERCENT of them texts and rows of tables."""
    chosen, rows = [], 0
    for each in sorted(candidates, key=lambda each: each.order(seed)):
        if len(chosen) == count:
            break
        is_row = each.table or each.operator == "string"
        if is_row and 100 * (rows + 1) > ROWS_PERCENT * count:
            continue
        rows += is_row
        chosen.append(each)
    return sorted(chosen, key=lambda each: (each.file, each.begin, each.end, each.after))


def gather(root, program, names):
    """All candidates of the room but those of tools/mutate.allow, and how many these are."""
    files = [each for each in program.sources if not names or each.name in names]
    if not files:
        sys.exit(f"tools/mutate: src/{program.room} has no {' or '.join(names)}")
    found = [each for some in program.run_all([lambda p=path: remembered(root, program, p) for path in files]) for each in some]
    allowed = read_allowed(root / "tools" / "mutate.allow")
    taken = {key for key in allowed if key[0] in {each.file for each in found}}
    kept = [each for each in found if allow_key(each) not in taken]
    for key in taken - {allow_key(each) for each in found}:
        print(f"tools/mutate.allow: no change of {key[0]} makes {key[2]!r} of {key[1]!r}; take the entry out", file=sys.stderr)
    return kept, len(found) - len(kept)


def allow_key(mutant):
    before, after, context = (" ".join(each.encode("latin-1").decode().split())
                              for each in (mutant.before, mutant.after, mutant.context))
    return mutant.file, before, after, context


def read_allowed(path):
    """Entries of four lines and an empty one: file, the whole line of the source, "before => after", why it makes no difference."""
    entries = set()
    for entry in path.read_text().split("\n\n") if path.exists() else []:
        lines = [line for line in entry.strip().splitlines() if not line.startswith("#")]
        if not lines:
            continue
        if len(lines) != 4 or " => " not in lines[2]:
            sys.exit(f"tools/mutate.allow: an entry has four lines (file, line, before => after, reason), this has not: {lines[0]}")
        before, after = lines[2].split(" => ")
        entries.add((lines[0], before, after, lines[1]))
    return entries


def remembered(root, program, path):
    """The candidates of a file, from the last run if it has not changed since."""
    digest = hashlib.sha256(path.read_bytes() + repr(program.header.flags).encode())
    with open(finder, "rb") as code:
        digest.update(code.read())
    kept = program.objects_folder / f"{path.stem}-{digest.hexdigest()[:24]}.json"
    if not kept.exists():
        found = find_candidates(program.parse(path), path, str(path.relative_to(root)))
        kept.write_text(json.dumps([asdict(each) for each in found]))
    return [Mutant(**each) for each in json.loads(kept.read_text())]
