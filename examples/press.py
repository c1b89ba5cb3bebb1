"""Presses one handout of two articles in two languages, with a clinician's note: press.py handout.pdf

What belongs in it is decided by the library: it finds the articles and their English translations, lists them on page 1,
and puts the note into its box.
"""

import os
import pathlib
import sys

import carepress


def main() -> int:
    if len(sys.argv) != 2:
        print("usage: press.py PDF", file=sys.stderr)
        return 2
    try:
        result = carepress.press(
            articles=["K977", "F204"],
            language="es",
            layout="bilingual",
            note="Rosa, **camine diez minutos** cada mañana. Nos vemos el lunes.",
        )
    except carepress.PressError as error:
        print(error, file=sys.stderr)  # says what is wrong and how to fix it, and quotes nothing of the note
        return 1
    os.umask(0o077)  # the file is a patient's: only its owner can read it
    pathlib.Path(sys.argv[1]).write_bytes(result.pdf)
    print(f"{result.title}: {result.pages} pages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
