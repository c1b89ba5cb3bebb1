"""One source with many mutants, of which carepress_mutant() chooses at run time."""
import re
from dataclasses import dataclass, field


@dataclass
class Span:
    """A stretch of the source with the mutants that replace just that, by their numbers."""

    begin: int
    end: int
    mutants: list = field(default_factory=list)
    inner: list = field(default_factory=list)


def switch_mutants(source, mutants):
    """The source (bytes) with all `mutants`, {number: Mutant}, and where they are in it: [(begin, end, number)]."""
    spans = {}
    for number, each in mutants.items():
        spans.setdefault((each.begin, each.end), Span(each.begin, each.end)).mutants.append((number, each))
    writer = Writer(source)
    top = Span(0, len(source))
    open_spans = [top]
    for key in sorted(spans, key=lambda key: (key[0], -key[1])):
        while open_spans[-1].end < key[1] or open_spans[-1].end <= key[0]:
            open_spans.pop()
        open_spans[-1].inner.append(spans[key])
        open_spans.append(spans[key])
    writer.write_inner(top)
    return b"".join(writer.out), writer.places


class Writer:
    def __init__(self, source):
        self.source, self.out, self.size, self.places = source, [], 0, []

    def write(self, text):
        data = text if isinstance(text, bytes) else text.encode("latin-1")
        self.out.append(data)
        self.size += len(data)

    def write_inner(self, span):
        at = span.begin
        for each in span.inner:
            self.write(self.source[at:each.begin])
            self.write_span(each)
            at = each.end
        self.write(self.source[at:span.end])

    def write_span(self, span):
        begin = self.size
        forms = {mutant.form for _, mutant in span.mutants}
        if forms <= {"value", "condition"}:
            cast = "static_cast<bool>" if "condition" in forms else ""
            self.write("(")
            for number, mutant in span.mutants:
                self.write(f"carepress_mutant({number}) ? {cast}({mutant.after}) : ")
            self.write(f"{cast}(")
            self.write_inner(span)
            self.write("))")
        else:  # statements
            self.write("{ ")
            for number, mutant in span.mutants:
                if mutant.form == "return":
                    self.write(f"if (carepress_mutant({number})) {mutant.after} ")
            dropped = [number for number, mutant in span.mutants if mutant.form == "drop"]
            self.write("".join(f"if (!carepress_mutant({number})) " for number in dropped) + "{ ")
            self.write_inner(span)
            self.write(" } }")
        self.places += [(begin, self.size, number) for number, _ in span.mutants]


def unlock_constants(source, mutants):
    """The source with `const` in place of `constexpr` where mutants are: of the same length, so that no place moves."""
    out = bytearray(source)
    for match in re.finditer(rb"\bconstexpr\b", source):
        end = end_of_declaration(source, match.end())
        if any(match.start() < each.begin < end for each in mutants):
            before = source[max(0, match.start() - 40):match.start()]
            is_function = re.match(rb"constexpr[^;={]*\)\s*(const)?\s*\{", source[match.start():end]) is not None
            word = b"" if is_function or before.rstrip().endswith(b"const") else b"const"
            out[match.start():match.end()] = word.ljust(len(b"constexpr"))
    return bytes(out)


def end_of_declaration(source, at):
    """The `;` that ends a variable, or the `}` that ends a function; brackets and texts are passed over."""
    depth = 0
    token = re.compile(rb'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])\'|//[^\n]*|[;(){}]')
    while match := token.search(source, at):
        at = match.end()
        char = match.group()
        if char in (b"(", b"{"):
            depth += 1
        elif char in (b")", b"}"):
            depth -= 1
            if depth == 0 and char == b"}" and not re.match(rb"\s*[;,)}]", source[at:]):
                return at
        elif char == b";" and depth <= 0:
            return at
    return len(source)


def change_one(source, mutant):
    """The source with one change, made in its text."""
    return source[:mutant.begin] + mutant.after.encode("latin-1") + source[mutant.end:]
