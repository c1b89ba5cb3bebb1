"""The C library, loaded by ctypes. include/carepress/carepress.h documents each function."""

import ctypes
import os
from ctypes import c_char_p, c_int, c_size_t, c_void_p
from typing import Any

from ._errors import LibraryError

SONAME = "libcarepress.so.0"

# Pointers to the library's objects are c_void_p, so that no Python object ever owns them by itself.
_FUNCTIONS: dict[str, tuple[Any, list[Any]]] = {
    "carepress_version": (c_char_p, []),
    "carepress_engine_new": (c_void_p, [c_char_p, ctypes.POINTER(c_void_p)]),
    "carepress_engine_free": (None, [c_void_p]),
    "carepress_message_free": (None, [c_void_p]),
    "carepress_press_json": (c_void_p, [c_void_p, c_char_p]),
    "carepress_press_visit_json": (c_void_p, [c_void_p, c_char_p]),
    "carepress_press_json_as": (c_void_p, [c_void_p, c_char_p, c_int]),
    "carepress_press_visit_json_as": (c_void_p, [c_void_p, c_char_p, c_int]),
    "carepress_result_free": (None, [c_void_p]),
    "carepress_result_status": (c_int, [c_void_p]),
    "carepress_result_bytes": (c_void_p, [c_void_p]),
    "carepress_result_size": (c_size_t, [c_void_p]),
    "carepress_result_svg_page_count": (c_size_t, [c_void_p]),
    "carepress_result_svg_page": (c_void_p, [c_void_p, c_size_t, ctypes.POINTER(c_size_t)]),
    "carepress_result_pages": (c_int, [c_void_p]),
    "carepress_result_title": (c_char_p, [c_void_p]),
    "carepress_result_code": (c_char_p, [c_void_p]),
    "carepress_result_language": (c_char_p, [c_void_p]),
    "carepress_result_report": (c_char_p, [c_void_p]),
    "carepress_result_receipt": (c_char_p, [c_void_p]),
    "carepress_result_fhir_receipt": (c_char_p, [c_void_p]),
    "carepress_result_diagnostic_count": (c_size_t, [c_void_p]),
    "carepress_result_diagnostic": (c_void_p, [c_void_p, c_size_t]),
    "carepress_diagnostic_severity": (c_int, [c_void_p]),
    "carepress_diagnostic_code": (c_char_p, [c_void_p]),
    "carepress_diagnostic_file": (c_char_p, [c_void_p]),
    "carepress_diagnostic_line": (c_int, [c_void_p]),
    "carepress_diagnostic_column": (c_int, [c_void_p]),
    "carepress_diagnostic_message": (c_char_p, [c_void_p]),
    "carepress_diagnostic_hint": (c_char_p, [c_void_p]),
}


def load() -> ctypes.CDLL:
    """Loads the library named by CAREPRESS_LIBRARY, else the one that the system's loader finds."""
    path = os.environ.get("CAREPRESS_LIBRARY") or SONAME
    try:
        library = ctypes.CDLL(path)
    except OSError as error:
        raise LibraryError(
            f"cannot load the carepress library: {error}; install it (Debian: libcarepress0), or set "
            f"CAREPRESS_LIBRARY to the path of {SONAME}"
        ) from None
    for name, (result, arguments) in _FUNCTIONS.items():
        try:
            function = getattr(library, name)
        except AttributeError:
            raise LibraryError(f"{path} has no {name}(): it is not a carepress library, or too old for this module") from None
        function.restype = result
        function.argtypes = arguments
    return library


def text(value: bytes | None) -> str:
    """A string of the library."""
    return (value or b"").decode("utf-8", "replace")
