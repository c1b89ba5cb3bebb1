"""Carepress presses care instructions into accessible PDF handouts.

>>> import carepress
>>> result = carepress.press(["K977"], layout="a4", note="Call me on Monday.")
>>> result.pdf[:5], result.code
(b'%PDF-', 'K977')

press() and press_visit() use one engine for the whole process. Make an Engine of your own for another data folder. The module
is a thin layer over the C library, libcarepress.so.0: all rules are the library's.
"""

from ._engine import Engine, Format, press, press_visit
from ._errors import CarepressError, EngineError, FailedError, IncompleteError, LibraryError, PressError, RefusedError
from ._job import Text
from ._result import Diagnostic, Result, Severity
from ._version import __version__

__all__ = [
    "CarepressError",
    "Diagnostic",
    "Engine",
    "EngineError",
    "FailedError",
    "Format",
    "IncompleteError",
    "LibraryError",
    "PressError",
    "RefusedError",
    "Result",
    "Severity",
    "Text",
    "__version__",
    "press",
    "press_visit",
]
