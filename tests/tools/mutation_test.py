#!/usr/bin/python3
"""tools/mutate itself: what it finds in a source, and that each of its changes is made when it is asked for, and no other."""
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tools"))
try:
    from mutation import schemata
    from mutation.candidates import find_candidates, parse
except ImportError as missing:  # only tools/mutate needs clang's bindings
    print(f"skipped: {missing}; run tools/packages mutate")
    sys.exit(77)

SOURCE = b"""#include <cstdio>
#include <cstring>
struct Row { const char* code; int dose; };
static constexpr Row rows[] = {{"a", 1}, {"\xc2\xb5", 2}};
constexpr int twice(int n) { return n * 2; }
int dose_of(const char* code) {
    for (const Row& row : rows)
        if (std::strcmp(row.code, code) == 0) return row.dose;
    return 0;
}
bool is_much(int dose, bool child) { return dose > 2 || (child && dose > 1); }
int main() {
    int sum = 0;
    sum += dose_of("a");
    if (is_much(2, true)) sum += twice(10);
    std::printf("%d", sum);
}
"""


class Mutation(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.path = Path(cls.folder.name) / "dose.cpp"
        cls.path.write_bytes(SOURCE)
        cls.found = find_candidates(parse(cls.path, ["-std=c++20"]), cls.path, "src/dose.cpp")

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def of(self, operator, before):
        return [each for each in self.found if (each.operator, each.before) == (operator, before)]

    def test_candidates_are_of_each_kind(self):
        kinds = {each.operator for each in self.found}
        self.assertLessEqual({"relation", "logic", "operand", "arithmetic", "number", "row", "drop", "negate", "never", "return"},
                             kinds)
        self.assertEqual([each.after for each in self.of("relation", "dose > 2")], ["dose >= 2"])
        self.assertEqual([each.after for each in self.of("row", '"a"')], ['"a~"'])
        self.assertEqual([each.line for each in self.of("drop", 'sum += dose_of("a");')], [14])

    def test_keys_stay_when_lines_move(self):
        moved = Path(self.folder.name) / "moved.cpp"
        moved.write_bytes(b"\n\n" + SOURCE)
        found = find_candidates(parse(moved, ["-std=c++20"]), moved, "src/dose.cpp")
        self.assertEqual([each.key() for each in found], [each.key() for each in self.found])
        self.assertEqual(len({each.key() for each in found}), len(found))

    def test_each_mutant_is_made_alone(self):
        chosen = dict(enumerate(self.found))
        text, places = schemata.switch_mutants(schemata.unlock_constants(SOURCE, self.found), chosen)
        self.assertEqual({number for _, _, number in places}, set(chosen))
        head = b'#include <cstdlib>\nstatic bool carepress_mutant(int n) { return n == std::atoi(std::getenv("MUTANT")); }\n'
        program = self.build(head + text)
        self.assertEqual(self.output_of(program, -1), "21")
        for before, operator, expected in (('"a"', "row", "20"), ("dose > 1", "relation", "21"), ("child && dose > 1", "logic", "21"),
                                           ("n * 2", "arithmetic", "6"), ('sum += dose_of("a");', "drop", "20"),
                                           ("10", "number", "23"), ("is_much(2, true)", "never", "1")):
            number = next(key for key, each in chosen.items() if (each.before, each.operator) == (before, operator))
            self.assertEqual(self.output_of(program, number), expected, before)

    def test_a_change_alone_is_the_same_as_switched(self):
        mutant = self.of("row", '"a"')[0]
        self.assertEqual(self.output_of(self.build(schemata.change_one(SOURCE, mutant)), 0), "20")

    def build(self, text):
        source, program = Path(self.folder.name) / "built.cpp", Path(self.folder.name) / "built"
        source.write_bytes(text)
        subprocess.run(["c++", "-std=c++20", "-w", source, "-o", program], check=True)
        return program

    def output_of(self, program, number):
        return subprocess.run([program], env={**os.environ, "MUTANT": str(number)}, check=True, capture_output=True, text=True,
                              timeout=60).stdout


if __name__ == "__main__":
    unittest.main()
