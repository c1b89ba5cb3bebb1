"""What comes out of a job, as plain values: nothing of the C library's stays alive in them."""

import ctypes
import json
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from ._errors import FailedError, IncompleteError, PressError, RefusedError
from ._library import text

Report = dict[str, Any]  #: JSON, as docs/visits.md describes it


class Severity(IntEnum):
    """error: no handout. warning: something to fix; the handout is made. note: something was dropped or replaced on purpose."""

    NOTE = 0
    WARNING = 1
    ERROR = 2


@dataclass(frozen=True)
class Diagnostic:
    """One message. It contains nothing of a note or a record, and can be logged."""

    severity: Severity
    code: str  #: what it is about, whatever its words: "text/missing-glyph"; docs/diagnostics.md lists all
    file: str  #: path, name or code of the input, as the job names it; "job" for the job itself
    line: int  #: from 1; 0: about the file, or the job, as a whole
    column: int  #: from 1, in code points; 0 as for the line
    message: str  #: what is wrong
    hint: str  #: how to fix it; may be empty

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        hint = f"\n  hint: {self.hint}" if self.hint else ""
        return f"{place}{': ' if place else ''}{self.severity.name.lower()}: {self.message}{hint}"


@dataclass(frozen=True)
class Result:
    """A handout."""

    pdf: bytes = field(repr=False)  #: empty if SVG was asked for
    pages: int
    title: str  #: of a visit: empty, as is the code and the language
    code: str
    language: str  #: BCP 47
    diagnostics: tuple[Diagnostic, ...]  #: warnings and notes; an error if a translation could not be read
    report: Report | None = None  #: of a visit: what is on the page and what was left out, without patient data
    #: Of a visit with ``want_receipt``: what was given, and the same as a FHIR transaction. Both name the patient's record.
    receipt: Report | None = field(default=None, repr=False)
    fhir_receipt: Report | None = field(default=None, repr=False)
    #: If SVG was asked for: each page, in order. A file of its own (in UTF-8), or put into HTML as it is.
    svg_pages: tuple[str, ...] = field(default=(), repr=False)


_ERRORS: dict[int, type[PressError]] = {1: RefusedError, 2: IncompleteError, 3: FailedError}


def _json(value: bytes | None) -> Report | None:
    return json.loads(value) if value else None


def _diagnostics(library: ctypes.CDLL, result: int) -> tuple[Diagnostic, ...]:
    def one(at: int) -> Diagnostic:
        diagnostic = library.carepress_result_diagnostic(result, at)
        return Diagnostic(
            Severity(library.carepress_diagnostic_severity(diagnostic)),
            text(library.carepress_diagnostic_code(diagnostic)),
            text(library.carepress_diagnostic_file(diagnostic)),
            library.carepress_diagnostic_line(diagnostic),
            library.carepress_diagnostic_column(diagnostic),
            text(library.carepress_diagnostic_message(diagnostic)),
            text(library.carepress_diagnostic_hint(diagnostic)),
        )

    return tuple(one(at) for at in range(library.carepress_result_diagnostic_count(result)))


def _svg_pages(library: ctypes.CDLL, result: int) -> tuple[str, ...]:
    def one(at: int) -> str:
        size = ctypes.c_size_t()
        page = library.carepress_result_svg_page(result, at, ctypes.byref(size))
        return text(ctypes.string_at(page, size.value))

    return tuple(one(at) for at in range(library.carepress_result_svg_page_count(result)))


def take_result(library: ctypes.CDLL, result: int | None) -> Result:
    """Copies what a press function returned, and frees it. Raises PressError unless the job is done."""
    if result is None:
        raise MemoryError("out of memory while pressing")
    try:
        diagnostics = _diagnostics(library, result)
        report = _json(library.carepress_result_report(result))
        status = library.carepress_result_status(result)
        if status != 0:
            raise _ERRORS.get(status, FailedError)(diagnostics, report)
        return Result(
            pdf=ctypes.string_at(library.carepress_result_bytes(result), library.carepress_result_size(result)),
            pages=library.carepress_result_pages(result),
            title=text(library.carepress_result_title(result)),
            code=text(library.carepress_result_code(result)),
            language=text(library.carepress_result_language(result)),
            diagnostics=diagnostics,
            report=report,
            receipt=_json(library.carepress_result_receipt(result)),
            fhir_receipt=_json(library.carepress_result_fhir_receipt(result)),
            svg_pages=_svg_pages(library, result),
        )
    finally:
        library.carepress_result_free(result)
