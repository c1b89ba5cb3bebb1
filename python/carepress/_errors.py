"""What the module raises."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._result import Diagnostic, Report


class CarepressError(Exception):
    """The base of all errors of this module."""


class LibraryError(CarepressError):
    """The C library cannot be loaded."""


class EngineError(CarepressError):
    """An engine cannot be made: its data or its fonts are missing or unreadable."""


class PressError(CarepressError):
    """A job did not end in a handout. The text of the error has all messages; none contains patient data."""

    diagnostics: tuple[Diagnostic, ...]
    report: Report | None  #: of a visit whose record could be read

    def __init__(self, diagnostics: tuple[Diagnostic, ...], report: Report | None = None) -> None:
        super().__init__("\n".join(map(str, diagnostics)) or "out of memory")
        self.diagnostics = diagnostics
        self.report = report


class RefusedError(PressError):
    """An author, or who gives the job, can fix the error."""


class IncompleteError(PressError):
    """A visit with ``strict``, and the record could not be read in full: see ``report``."""


class FailedError(PressError):
    """The environment failed, such as a disk or a missing font."""
