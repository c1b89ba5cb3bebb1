"""The small wrong changes that can be made in a source file, found in clang's syntax tree."""
import hashlib
import re
from dataclasses import dataclass

from clang import cindex
from clang.cindex import CursorKind as Kind
from clang.cindex import TypeKind

RELATIONS = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="}
ARITHMETIC = {"+": "-", "-": "+", "*": "/", "/": "*", "%": "*"}
LOGICAL = {"&&": "||", "||": "&&"}
OVERLOADED = {"operator<=>", *(f"operator{relation}" for relation in RELATIONS)}
BODIES = (Kind.COMPOUND_STMT, Kind.IF_STMT, Kind.FOR_STMT, Kind.WHILE_STMT, Kind.CXX_FOR_RANGE_STMT, Kind.CASE_STMT,
          Kind.DEFAULT_STMT)
# The value of a constant expression cannot be switched, and a change there says little about tests.
CONSTANTS = (Kind.STATIC_ASSERT, Kind.ENUM_CONSTANT_DECL, Kind.TEMPLATE_NON_TYPE_PARAMETER)
NUMBERS = {TypeKind.BOOL, TypeKind.CHAR_U, TypeKind.UCHAR, TypeKind.CHAR16, TypeKind.CHAR32, TypeKind.USHORT, TypeKind.UINT,
           TypeKind.ULONG, TypeKind.ULONGLONG, TypeKind.CHAR_S, TypeKind.SCHAR, TypeKind.SHORT, TypeKind.INT, TypeKind.LONG,
           TypeKind.LONGLONG, TypeKind.FLOAT, TypeKind.DOUBLE}


@dataclass
class Mutant:
    """One change: the bytes begin..end of the file become `after`. Texts have a character for each byte."""

    file: str      # path below the root of the project
    line: int
    begin: int
    end: int
    operator: str
    after: str
    before: str
    context: str   # the line of the source, without indentation
    form: str      # how it is switched: "value", "condition", "drop", "return"
    table: bool    # part of a table that is initialised once
    copy: int = 0  # which of several equal changes of equal lines

    def key(self):
        """What does not change when lines are moved, or other lines change."""
        return "\0".join((self.file, self.operator, self.context, self.before, self.after, str(self.copy)))

    def order(self, seed):
        return hashlib.sha256(f"{seed}\0{self.key()}".encode()).digest()


def parse(path, flags):
    return cindex.Index.create(excludeDecls=True).parse(str(path), args=flags)


def precompile(header, flags, output):
    options = cindex.TranslationUnit.PARSE_INCOMPLETE
    unit = cindex.Index.create().parse(str(header), args=["-x", "c++-header", *flags], options=options)
    refuse_errors(unit)
    unit.save(str(output))


def refuse_errors(unit):
    """Clang 14 takes its own __va_list_tag out of a precompiled header twice, which does no harm."""
    errors = [str(each) for each in unit.diagnostics
              if each.severity >= cindex.Diagnostic.Error and "__va_list_tag" not in each.spelling]
    if errors:
        raise RuntimeError(errors[0])


def find_candidates(unit, path, name):
    """All candidates of the file `path`, parsed as `unit`, whose path below the project's root is `name`."""
    refuse_errors(unit)
    finder = Finder(path, name)
    finder.walk(unit.cursor, None, False)
    copies = {}
    for each in finder.found:
        key = each.key()
        each.copy = copies.get(key, 0)
        copies[key] = each.copy + 1
    return finder.found


class Finder:
    def __init__(self, path, name):
        self.path, self.name = str(path), name
        self.source = path.read_bytes()
        self.found, self.seen = [], set()
        self.skipped = [match.span() for match in re.finditer(rb"\b(static_)?assert\([^;]*;", self.source)]

    def text(self, begin, end):
        """A character for each byte, so that places are the same in texts and bytes."""
        return self.source[begin:end].decode("latin-1")

    def add(self, operator, begin, end, after, form, table=False, before=None):
        if (begin, end, after, form) in self.seen or any(a <= begin < b for a, b in self.skipped):
            return
        if after == self.text(begin, end):
            return
        self.seen.add((begin, end, after, form))
        line = self.source.count(b"\n", 0, begin) + 1
        context = self.source.split(b"\n")[line - 1].decode("latin-1").strip()
        self.found.append(Mutant(self.name, line, begin, end, operator, after,
                                 before or self.text(begin, end), context, form, table))

    def walk(self, cursor, parent, in_table):
        for child in cursor.get_children():
            place = child.location.file or child.extent.start.file
            if cursor.kind == Kind.TRANSLATION_UNIT and (not place or place.name != self.path):
                continue
            if child.kind in CONSTANTS or (cursor.kind == Kind.CASE_STMT and child.extent == first_child(cursor).extent):
                continue
            if cursor.kind == Kind.VAR_DECL and child.extent.start.offset < cursor.location.offset:
                continue  # of its type
            table = in_table or (child.kind == Kind.VAR_DECL and self.is_table(child))
            self.look_at(child, cursor, table)
            self.walk(child, cursor, table)

    def is_table(self, variable):
        head = self.text(variable.extent.start.offset, max(variable.location.offset, variable.extent.start.offset))
        return "constexpr" in head or "static" in head or variable.semantic_parent.kind in (Kind.NAMESPACE, Kind.TRANSLATION_UNIT)

    def look_at(self, cursor, parent, table):
        begin, end = cursor.extent.start.offset, cursor.extent.end.offset
        kind = cursor.kind
        if kind.is_expression() and end > begin:
            self.look_at_statement(cursor, parent, begin, end)
        if kind == Kind.BINARY_OPERATOR:
            self.look_at_operator(cursor, begin, end, table)
        elif kind in (Kind.CALL_EXPR, Kind.UNEXPOSED_EXPR, Kind.UNARY_OPERATOR):
            self.look_at_overloaded(cursor, begin, end, table)
        elif kind in (Kind.INTEGER_LITERAL, Kind.FLOATING_LITERAL):
            if not re.search(rb"\b(array|bitset|get|span)<[^<>()]*$|\boperator\W*$|<=>\s*$", self.source[:begin][-80:]):
                self.add("number", begin, end, f"({self.text(begin, end)} + 1)", "value", table)
        elif kind == Kind.CXX_BOOL_LITERAL_EXPR:
            text = self.text(begin, end)
            if text in ("true", "false"):
                self.add("bool", begin, end, "false" if text == "true" else "true", "value", table)
        elif kind == Kind.STRING_LITERAL:
            self.look_at_string(begin, end, table)
        elif kind == Kind.DECL_REF_EXPR and cursor.referenced and cursor.referenced.kind == Kind.ENUM_CONSTANT_DECL:
            self.look_at_enumerator(cursor, begin, end, table)
        elif kind in (Kind.IF_STMT, Kind.CONDITIONAL_OPERATOR):
            self.look_at_condition(cursor)
        elif kind == Kind.RETURN_STMT:
            self.look_at_return(cursor, begin, end)
        elif kind in (Kind.CONTINUE_STMT, Kind.BREAK_STMT):
            self.drop(begin, end)

    def look_at_statement(self, cursor, parent, begin, end):
        text = self.text(begin, end)
        is_body = parent.kind in BODIES and (parent.kind != Kind.FOR_STMT or cursor == last_child(parent))
        if is_body and not text.startswith("(void)") and ".reserve(" not in text:
            self.drop(begin, end)

    def drop(self, begin, end):
        semicolon = re.compile(rb"\s*;").match(self.source, end)
        if semicolon:
            self.add("drop", begin, semicolon.end(), ";", "drop", before=self.text(begin, semicolon.end()))

    def look_at_operator(self, cursor, begin, end, table):
        left, right = list(cursor.get_children())[:2]
        gap = self.text(left.extent.end.offset, right.extent.start.offset)
        operator = re.sub(r"//.*|/\*.*?\*/", lambda match: " " * len(match.group()), gap).strip()
        at = left.extent.end.offset + gap.find(operator)
        self.change_operator(operator, begin, end, at, table,
                             cursor.type.get_canonical().kind in NUMBERS and left.type.get_canonical().kind in NUMBERS)
        if operator in LOGICAL:
            for side in (left, right):
                rest = self.text(side.extent.start.offset, side.extent.end.offset)
                self.add("operand", begin, end, f"static_cast<bool>({rest})", "value", table)

    def look_at_overloaded(self, cursor, begin, end, table):
        """`==` and the like of classes. C++20 may turn the operands round, or negate: then an operator is further down."""
        for child in [cursor, *cursor.get_children()]:
            for each in child.get_children():
                at = each.extent.start.offset
                if each.spelling in OVERLOADED and begin < at < end:
                    self.change_operator(self.text(at, each.extent.end.offset), begin, end, at, table, False)

    def change_operator(self, operator, begin, end, at, table, numbers):
        others = {**RELATIONS, **LOGICAL, **(ARITHMETIC if numbers else {})}
        if operator in others:
            kind = "relation" if operator in RELATIONS else "logic" if operator in LOGICAL else "arithmetic"
            after = self.text(begin, at) + others[operator] + self.text(at + len(operator), end)
            self.add(kind, begin, end, after, "value", table)

    def look_at_string(self, begin, end, table):
        suffix = re.compile(rb"s?v?\b").match(self.source, end)
        end = suffix.end() if suffix else end
        text = self.text(begin, end)
        wanted = table or not re.search(r"\s|\\u|\{", text.strip('"'))  # words for people are looked at in tables alone
        if wanted and text.startswith('"') and text != '""' and "#include" not in self.text(max(0, begin - 9), begin):
            self.add("row" if table else "string", begin, end, re.sub(r'"(s?v?)$', r'~"\1', text), "value", table)

    def look_at_enumerator(self, cursor, begin, end, table):
        all_of_them = [each.spelling for each in cursor.referenced.semantic_parent.get_children()
                       if each.kind == Kind.ENUM_CONSTANT_DECL]
        text = self.text(begin, end)
        if len(all_of_them) > 1 and text.endswith(cursor.spelling):
            other = all_of_them[(all_of_them.index(cursor.spelling) + 1) % len(all_of_them)]
            self.add("row" if table else "enumerator", begin, end, text[:-len(cursor.spelling)] + other, "value", table)

    def look_at_condition(self, cursor):
        for child in cursor.get_children():
            if not child.kind.is_expression():
                continue
            begin, end = child.extent.start.offset, child.extent.end.offset
            following = rb"\s*\)" if cursor.kind == Kind.IF_STMT else rb"\s*\?"
            if re.compile(following).match(self.source, end) and "constexpr" not in self.text(cursor.extent.start.offset, begin):
                self.add("negate", begin, end, f"!({self.text(begin, end)})", "condition")
                self.add("never", begin, end, "false", "condition")
            return

    def look_at_return(self, cursor, begin, end):
        value = first_child(cursor)
        semicolon = re.compile(rb"\s*;").match(self.source, end)
        if not semicolon:
            return
        text = self.text(begin, end)[len("return"):].strip()
        if value is None or not text:
            self.drop(begin, end)
        elif text in ("true", "false"):
            return  # its literal is changed
        elif value.type.get_canonical().kind == TypeKind.BOOL:
            self.add("return", begin + 6, end, f" !({text})", "condition")
        elif text not in ("{}", "nullptr", "std::nullopt", "0"):
            self.add("return", begin, semicolon.end(), "return {};", "return")


def first_child(cursor):
    return next(iter(cursor.get_children()), None)


def last_child(cursor):
    return list(cursor.get_children())[-1]
