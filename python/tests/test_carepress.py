"""The Python module against the C library that CAREPRESS_LIBRARY names. Run from the root of the source."""

import concurrent.futures
import doctest
import gc
import inspect
import json
import os
import pathlib
import re
import subprocess
import sys
import unittest
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import carepress
from carepress import _library

ROOT = pathlib.Path(__file__).resolve().parents[2]
VISIT = ROOT / "examples/visit.json"


class Press(unittest.TestCase):
    def test_an_article_by_its_code(self) -> None:
        result = carepress.press(["K977"], language="es", layout="a4")
        self.assertEqual(result.pdf[:5], b"%PDF-")
        self.assertEqual((result.code, result.language), ("K977", "es"))
        self.assertGreaterEqual(result.pages, 1)
        self.assertTrue(result.title)
        self.assertIsNone(result.report)

    def test_a_file_a_code_and_a_text_in_one_handout(self) -> None:
        file = ROOT / "articles/en/back-pain-and-intimacy.md"
        text = carepress.Text("# Rest\n\nSleep — as much as you need.", name="rest.md")
        result = carepress.press([file, "F204", text], title="After your visit", page_numbers="article")
        self.assertEqual(result.title, "After your visit")

    def test_the_same_bytes_as_json(self) -> None:
        engine = carepress.Engine()
        expected = engine.press(["K977"], note="Call me.", layout="a4").pdf
        job = {"articles": [{"code": "K977"}], "note": {"text": "Call me."}, "layout": "a4"}
        self.assertEqual(engine.press_json(json.dumps(job)).pdf, expected)
        self.assertEqual(engine.press_json(json.dumps(job, ensure_ascii=False).encode()).pdf, expected)

    def test_paths_of_any_kind(self) -> None:
        layout = ROOT / "layouts/a4.yaml"
        expected = carepress.press(["K977"], layout="a4").pdf
        self.assertEqual(carepress.press(["K977"], layout=layout, library=ROOT / "articles").pdf, expected)
        self.assertEqual(carepress.Engine(data=ROOT).press(["K977"], layout=str(layout)).pdf, expected)

    def test_threads_share_an_engine(self) -> None:
        engine = carepress.Engine()
        languages = ["en", "es", "ar", "vi"] * 4
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            pressed = list(pool.map(lambda language: engine.press(["K977"], language=language).pdf, languages))
        self.assertEqual(pressed[:4], pressed[12:])
        self.assertEqual(len(set(pressed)), 4)

    def test_a_result_outlives_its_engine(self) -> None:
        engine = carepress.Engine()
        result = engine.press(["K977"])
        del engine
        gc.collect()
        self.assertEqual(result.pdf, carepress.press(["K977"]).pdf)


class Visit(unittest.TestCase):
    def test_a_file_a_text_bytes_and_an_object_are_the_same(self) -> None:
        text = VISIT.read_text()
        expected = carepress.press_visit(VISIT, suggest=True)
        self.assertTrue(expected.report and expected.report["shown"])
        self.assertIsNone(expected.receipt)
        for bundle in (text, text.encode(), json.loads(text)):
            self.assertEqual(carepress.press_visit(bundle, suggest=True).pdf, expected.pdf)

    def test_a_receipt_is_made_if_it_is_wanted(self) -> None:
        result = carepress.press_visit(VISIT, want_receipt=True, note="Call me.")
        assert result.receipt and result.fhir_receipt
        self.assertEqual(result.fhir_receipt["resourceType"], "Bundle")

    def test_a_strict_job_has_a_report(self) -> None:
        bundle = json.loads(VISIT.read_text())
        for entry in bundle["entry"]:
            if entry["resource"]["resourceType"] == "MedicationRequest":
                entry["resource"]["dosageInstruction"] = [{"text": "\u202eZanzibar", "asNeededBoolean": "Zanzibar"}]
                entry["resource"].pop("medicationCodeableConcept", None)
        with self.assertRaises(carepress.IncompleteError) as caught:
            carepress.press_visit(bundle, strict=True)
        assert caught.exception.report
        self.assertFalse(caught.exception.report["complete"])
        self.assertNotIn("Zanzibar", str(caught.exception))

    def test_nothing_of_the_patient_is_in_errors_and_in_reprs(self) -> None:
        bundles: list[Any] = ["Zanzibar", b"Zanzibar \xff", {"Zanzibar": "Zanzibar"}, "\ud800Zanzibar"]
        for bundle in [*bundles, pathlib.Path("/nowhere/Zanzibar")]:
            with self.assertRaises(carepress.RefusedError) as caught:
                carepress.press_visit(bundle)
            self.assertNotIn("Zanzibar", str(caught.exception))
        result = carepress.press_visit(VISIT, want_receipt=True)
        assert result.receipt
        self.assertNotIn("receipt=", repr(result))
        self.assertNotIn("%PDF", repr(result))


class Svg(unittest.TestCase):
    def check_pages(self, result: carepress.Result) -> None:
        self.assertEqual(result.pdf, b"")
        self.assertGreater(result.pages, 1)
        self.assertEqual(len(result.svg_pages), result.pages)
        for page in result.svg_pages:
            self.assertEqual(ElementTree.fromstring(page).tag, "{http://www.w3.org/2000/svg}svg")

    def test_a_handout_has_the_pages_of_its_pdf(self) -> None:
        result = carepress.press(["K977"], language="es", note="Mañana.", format="svg")
        self.check_pages(result)
        self.assertIn("Mañana", result.svg_pages[0])
        pdf = carepress.press(["K977"], language="es", note="Mañana.")
        self.assertEqual((result.pages, result.title), (pdf.pages, pdf.title))
        self.assertEqual(pdf.svg_pages, ())

    def test_a_visit_has_a_report_too(self) -> None:
        result = carepress.press_visit(VISIT, suggest=True, format="svg")
        self.check_pages(result)
        assert result.report
        self.assertEqual(result.report["pages"], result.pages)
        self.assertNotIn("<svg", repr(result))

    def test_the_same_pages_as_json(self) -> None:
        engine = carepress.Engine()
        expected = engine.press(["K977"], format="svg")
        self.assertEqual(engine.press_json('{"articles": [{"code": "K977"}]}', format="svg"), expected)
        self.assertEqual(engine.press_json('{"articles": [{"code": "K977"}]}', format="pdf"), engine.press(["K977"]))
        visit = json.dumps({"bundle": {"text": VISIT.read_text()}})
        self.assertEqual(engine.press_visit_json(visit, format="svg"), engine.press_visit(VISIT, format="svg"))

    def test_refusals(self) -> None:
        with self.assertRaises(carepress.RefusedError):
            carepress.press(["NONE"], format="svg")
        with self.assertRaises(carepress.RefusedError) as caught:
            carepress.press_visit(VISIT, want_receipt=True, format="svg")
        self.assertEqual([each.code for each in caught.exception.diagnostics], ["job/receipt-of-svg"])
        for format in ("SVG", "png", "", None, 1):
            with self.assertRaisesRegex(ValueError, "use one of 'pdf', 'svg'"):
                carepress.press(["K977"], format=format)  # type: ignore[arg-type]


class Errors(unittest.TestCase):
    def test_a_refusal_says_what_to_fix(self) -> None:
        with self.assertRaises(carepress.RefusedError) as caught:
            carepress.press(["K977"], layout="leter")
        [diagnostic] = [each for each in caught.exception.diagnostics if each.severity == carepress.Severity.ERROR]
        self.assertIn("leter", str(diagnostic))
        self.assertTrue(str(caught.exception).startswith(str(caught.exception.diagnostics[0])))

    def test_places_of_mistakes_in_json(self) -> None:
        with self.assertRaises(carepress.RefusedError) as caught:
            carepress.Engine().press_json('{"articles": [{"code": "K977"}],\n "layuot": "a4"}')
        [diagnostic] = caught.exception.diagnostics
        self.assertEqual((diagnostic.file, diagnostic.line), ("job", 2))
        self.assertEqual(diagnostic.hint, 'did you mean "layout"?')
        self.assertTrue(str(diagnostic).endswith('error: unknown key "layuot" in the job\n  hint: did you mean "layout"?'))

    def test_values_of_the_wrong_type(self) -> None:
        for articles in ("K977", b"K977", pathlib.Path("fever.md"), carepress.Text("# Fever")):
            with self.assertRaises(TypeError):
                carepress.press(articles)  # type: ignore[arg-type]
        with self.assertRaises(TypeError):
            carepress.press(["K977"], omit_sections="Overview")
        with self.assertRaises(ValueError):
            carepress.Engine().press_json(b"{}\0")

    def test_an_engine_without_data(self) -> None:
        with self.assertRaisesRegex(carepress.EngineError, "/nowhere"):
            carepress.Engine(data="/nowhere")

    def test_a_missing_library(self) -> None:
        for path, words in (("/nowhere/libcarepress.so.0", "/nowhere"), ("libc.so.6", "not a carepress library")):
            code = "import carepress\ntry: carepress.Engine()\nexcept carepress.LibraryError as error: print(error)"
            printed = subprocess.run(
                [sys.executable, "-c", code],
                env={**os.environ, "CAREPRESS_LIBRARY": path},
                capture_output=True,
                text=True,
                check=True,
            ).stdout
            self.assertIn(words, printed)


class Module(unittest.TestCase):
    def test_it_has_the_version_of_the_library(self) -> None:
        self.assertEqual(carepress.Engine().version, carepress.__version__)

    def test_it_takes_every_field_of_a_job(self) -> None:
        schema = json.loads((ROOT / "docs/job.schema.json").read_text())["$defs"]
        functions: dict[str, Callable[..., carepress.Result]] = {"handout": carepress.press, "visit": carepress.press_visit}
        for job, function in functions.items():
            fields = set(inspect.signature(function).parameters) - {"format"}  # how it is written, not what is in it
            self.assertEqual(fields, set(schema[job]["properties"]))

    def test_it_declares_every_function_of_the_header(self) -> None:
        header = (ROOT / "include/carepress/carepress.h").read_text()
        for name in _library._FUNCTIONS:
            self.assertIn(f" {name}(", header.replace("*", " "))
        self.assertEqual(header.count("CAREPRESS_API"), len(_library._FUNCTIONS))

    def test_its_example_works(self) -> None:
        self.assertEqual(doctest.testmod(carepress).failed, 0)
        self.assertGreater(doctest.testmod(carepress).attempted, 0)


class Documentation(unittest.TestCase):
    TEXT = ROOT / "docs/api.md"

    def test_its_python_examples_work(self) -> None:
        before = pathlib.Path.cwd()
        os.chdir(ROOT)
        try:
            done = doctest.testfile(str(self.TEXT), module_relative=False, optionflags=doctest.ELLIPSIS)
        finally:
            os.chdir(before)
        self.assertEqual(done.failed, 0)
        self.assertGreater(done.attempted, 4)

    def test_its_other_examples_are_those_of_the_example_files(self) -> None:
        for language, file in (("cpp", "press.cpp"), ("c", "press.c"), ("cmake", "CMakeLists.txt")):
            blocks = re.findall(rf"^```{language}\n(.*?)^```$", self.TEXT.read_text(), re.MULTILINE | re.DOTALL)
            self.assertTrue(blocks, language)
            example = (ROOT / "examples" / file).read_text()
            for block in blocks:
                for lines in block.split("\n\n"):
                    self.assertIn(lines.strip("\n"), example)


if __name__ == "__main__":
    unittest.main()
