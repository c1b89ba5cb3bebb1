"""The engine, and the functions that use one for the whole process."""

import ctypes
import functools
import inspect
import os
import threading
import weakref
from collections.abc import Callable, Iterable
from typing import Concatenate, Literal, ParamSpec, TypeVar

from . import _library
from ._errors import EngineError
from ._job import Article, Bundle, Note, Path, article_json, articles_json, bundle_json, names_json, note_json, to_json
from ._result import Result, take_result

_Place = str | Path

Format = Literal["pdf", "svg"]  #: what a handout is written as
_FORMATS: dict[Format, int] = {"pdf": 0, "svg": 1}  # carepress_format


def _path(place: _Place | None) -> str | None:
    return None if place is None else os.fspath(place)


class Engine:
    """Fonts, layouts, brands and phrases, loaded once. Make one, keep it, and press with it from any number of threads at
    the same time: the interpreter is not locked while the library works.

    data: the folder that has layouts/, fonts/ and so on; by default the one that is installed with the library.
    Raises LibraryError or EngineError.
    """

    def __init__(self, data: _Place | None = None) -> None:
        self._library = _library.load()
        message = ctypes.c_void_p()
        folder = None if data is None else os.fsencode(data)
        self._engine = self._library.carepress_engine_new(folder, ctypes.byref(message))
        if self._engine is None:
            try:
                words = ctypes.string_at(message.value) if message.value else b"out of memory"
                raise EngineError(_library.text(words))
            finally:
                self._library.carepress_message_free(message)
        # Not at exit: threads that outlive the interpreter may still press.
        weakref.finalize(self, self._library.carepress_engine_free, self._engine).atexit = False

    @property
    def version(self) -> str:
        """The version of the C library."""
        return _library.text(self._library.carepress_version())

    def press(
        self,
        articles: Iterable[Article],
        *,
        translation: Article | None = None,
        language: str | None = None,
        note: Note | None = None,
        omit_sections: Iterable[str] | None = None,
        language_notice: bool | None = None,
        title: str | None = None,
        page_numbers: Literal["through", "article"] | None = None,
        standard: Literal["ua-1", "ua-2"] | None = None,
        layout: _Place | None = None,
        brand: _Place | None = None,
        library: _Place | None = None,
        fallback_date: str | None = None,
        format: Format = "pdf",
    ) -> Result:
        """Presses one handout of one or more articles.

        articles: codes of the library ("K977"), files (pathlib.Path) or texts (Text), in this order.
        translation: of the only article, for a layout of two languages; by default the library's English articles.
        language: BCP 47, of articles by code and of texts that state none; by default "en".
        note: a clinician's, in Markdown, for a box on page 1: the words themselves, or a file (pathlib.Path).
        omit_sections: sections to leave out, by heading.
        language_notice: adds the page that offers help in many languages.
        title, page_numbers: of a handout of several articles.
        standard: what the PDF claims, "ua-1" (PDF/UA-1 and PDF/A-2a) or "ua-2" (PDF/UA-2 and PDF/A-4); by default as the
            layout says.
        layout, brand: a name, or a file; by default "letter" and "default".
        library: the folder in which codes are looked up; by default the one that comes with the library.
        fallback_date: ISO 8601, for a handout whose articles have no date.
        format: "pdf" makes Result.pdf; "svg" makes Result.svg_pages, to look at in a browser. The pages are the same.

        Raises RefusedError, with messages that say what to fix, or FailedError.
        """
        job = to_json(
            articles=articles_json(articles),
            translation=None if translation is None else article_json(translation),
            language=language,
            note=None if note is None else note_json(note),
            omit_sections=names_json(omit_sections),
            language_notice=language_notice,
            title=title,
            page_numbers=page_numbers,
            standard=standard,
            layout=_path(layout),
            brand=_path(brand),
            library=_path(library),
            fallback_date=fallback_date,
        )
        return self.press_json(job, format=format)

    def press_visit(
        self,
        bundle: Bundle,
        *,
        patient: str | None = None,
        encounter: str | None = None,
        include_restricted: bool | None = None,
        force: bool | None = None,
        language: str | None = None,
        time_zone: str | None = None,
        articles: Iterable[str] | None = None,
        suggest: bool | None = None,
        note: Note | None = None,
        omit_parts: Iterable[str] | None = None,
        printed_by: str | None = None,
        printed_at: str | None = None,
        strict: bool | None = None,
        want_receipt: bool | None = None,
        given_at: str | None = None,
        language_notice: bool | None = None,
        standard: Literal["ua-1", "ua-2"] | None = None,
        layout: _Place | None = None,
        brand: _Place | None = None,
        library: _Place | None = None,
        fallback_date: str | None = None,
        format: Format = "pdf",
    ) -> Result:
        """Presses the summary of one visit, with articles. docs/visits.md has its rules.

        bundle: FHIR R4: the JSON text, what json.loads() makes of it, or a file (pathlib.Path).
        patient, encounter: by id; by default the only patient, the latest visit.
        include_restricted: also prints what the record marks as restricted.
        force: also for a visit after, or about, the patient's death.
        language: BCP 47; by default the one that the patient prefers by the record.
        time_zone: an IANA name; by default the brand's, else the record's own.
        articles: codes of the library, in this order; suggest: adds those whose topics are codes of the visit.
        note: a clinician's, in Markdown, for a box on page 1: the words themselves, or a file (pathlib.Path).
        omit_parts: of the summary, for a proxy's copy: "medicines", "results" and so on.
        printed_by, printed_at: who prints it, and when (FHIR dateTime; by default now).
        strict: raises IncompleteError if a medicine, allergy or order could not be read in full.
        want_receipt, given_at: makes Result.receipt and Result.fhir_receipt, for a FHIR instant.
        language_notice: adds the page that offers help in many languages; by default True.
        standard, layout, brand, library, fallback_date, format: as in press(); the layout is "visit-summary" by default.
            A receipt records a PDF: want_receipt is refused for other formats.

        Raises RefusedError, IncompleteError or FailedError. No message contains patient data.
        """
        job = to_json(
            bundle=bundle_json(bundle),
            patient=patient,
            encounter=encounter,
            include_restricted=include_restricted,
            force=force,
            language=language,
            time_zone=time_zone,
            articles=names_json(articles),
            suggest=suggest,
            note=None if note is None else note_json(note),
            omit_parts=names_json(omit_parts),
            printed_by=printed_by,
            printed_at=printed_at,
            strict=strict,
            want_receipt=want_receipt,
            given_at=given_at,
            language_notice=language_notice,
            standard=standard,
            layout=_path(layout),
            brand=_path(brand),
            library=_path(library),
            fallback_date=fallback_date,
        )
        return self.press_visit_json(job, format=format)

    def press_json(self, job: str | bytes, *, format: Format = "pdf") -> Result:
        """Presses a handout job in JSON (docs/jobs.md)."""
        return self._press(self._library.carepress_press_json_as, job, format)

    def press_visit_json(self, job: str | bytes, *, format: Format = "pdf") -> Result:
        """Presses a visit job in JSON. Bundle and note may also be texts, {"text": "…"}."""
        return self._press(self._library.carepress_press_visit_json_as, job, format)

    def _press(self, function: Callable[[int, bytes, int], int | None], job: str | bytes, format: Format) -> Result:
        if format not in _FORMATS:
            raise ValueError(f"unknown format {format!r}: use one of {', '.join(map(repr, _FORMATS))}")
        return take_result(self._library, function(self._engine, _c_string(job), _FORMATS[format]))


def _c_string(job: str | bytes) -> bytes:
    encoded = job.encode("utf-8", "surrogatepass") if isinstance(job, str) else job
    if b"\0" in encoded:  # C would see the end of the job there
        raise ValueError("the job contains a NUL byte")
    return encoded


_lock = threading.Lock()
_Parameters = ParamSpec("_Parameters")
_Made = TypeVar("_Made")


@functools.cache
def _make_engine() -> Engine:
    return Engine()


def _default_engine() -> Engine:
    with _lock:
        return _make_engine()


def _of_default_engine(method: Callable[Concatenate[Engine, _Parameters], _Made]) -> Callable[_Parameters, _Made]:
    """A function that calls the method of the engine that the process shares, which is made when first needed."""

    @functools.wraps(method)
    def call(*arguments: _Parameters.args, **options: _Parameters.kwargs) -> _Made:
        return method(_default_engine(), *arguments, **options)

    signature = inspect.signature(method)
    setattr(call, "__signature__", signature.replace(parameters=list(signature.parameters.values())[1:]))
    return call


press = _of_default_engine(Engine.press)
press_visit = _of_default_engine(Engine.press_visit)
