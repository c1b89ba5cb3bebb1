"""Compiles a room's mutated sources and links them with the room's test program as it is built."""
import hashlib
import json
import os
import re
import shlex
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from . import schemata
from .candidates import parse, precompile

HERE = Path(__file__).resolve().parent
OBJECT_FLAGS = ["-O0", "-g0", "-w"]
LOCK = threading.Lock()
ROUNDS = 6  # of finding out what does not compile


class Program:
    """The test program unit_<room>, made anew with other objects for what is mutated; the rest is as build/test has it."""

    def __init__(self, root, room, jobs):
        self.root, self.room, self.jobs = root, room, jobs
        self.build = root / "build" / "test"
        self.folder = root / "build" / "mutate" / room
        self.objects_folder = self.folder / "objects"
        self.objects_folder.mkdir(parents=True, exist_ok=True)
        self.link, libraries = self.read_link()
        self.build_libraries(libraries)
        self.sources = sorted((root / "src" / room).glob("*.cpp"))
        self.tests = sorted((root / "tests" / "unit" / room).glob("*_test.cpp"))
        self.header = Header(self, "room", self.read_flags(f"room_{room}.dir"), self.sources)
        self.test_header = Header(self, "tests", self.read_flags(f"unit_{room}.dir"), self.tests)

    def read_flags(self, target):
        """The compiler and its flags that say what is included and defined."""
        commands = json.loads((self.build / "compile_commands.json").read_text())
        words = iter(shlex.split(next(each["command"] for each in commands if target in each["command"])))
        flags = []
        for word in words:
            if word in ("-o", "-c"):
                next(words)
            elif os.path.basename(word) != "ccache" and not word.startswith(("-W", "-O", "-g")):
                flags.append(word)
        return flags

    def read_link(self):
        """The command that links the program, with {objects} and {output} to fill in, and the libraries of rooms."""
        lines = subprocess.run(["ninja", "-C", self.build, "-t", "commands", f"unit_{self.room}"], check=True,
                               capture_output=True, text=True).stdout.splitlines()
        words = shlex.split(next(part for part in lines[-1].split(" && ") if f" -o unit_{self.room} " in part))
        words[words.index("-o") + 1] = "{output}"
        words.insert(words.index("{output}") + 1, "{objects}")
        words = [word for word in words if word != ":" and not word.startswith("-g") and not word.endswith(".cpp.o")]
        return words, [word for word in words if word.startswith("src/libroom_")]

    def build_libraries(self, libraries):
        subprocess.run([self.root / "tools/build", "test", *libraries], check=True)

    def parse(self, path):
        return parse(path, [*self.header.clang_flags(), "-include-pch", str(self.header.for_clang())])

    def compile(self, text, name, header, defines=()):
        """The object of a source with this text; made once. Raises CalledProcessError."""
        head = [*header.command(), *defines]
        digest = hashlib.sha256(repr(head).encode() + text).hexdigest()[:24]
        out = self.objects_folder / f"{name}-{digest}.o"
        if not out.exists():
            source = self.objects_folder / f"{name}-{digest}.cpp"
            source.write_bytes(text)
            part = out.with_suffix(f".{threading.get_ident()}")
            subprocess.run([*head, "-I", HERE, "-c", source, "-o", part], check=True, capture_output=True, text=True)
            part.rename(out)
        return out

    def compile_tests(self):
        return self.run_all([lambda p=path: self.compile(p.read_bytes(), p.stem, self.test_header) for path in self.tests])

    def compile_switched(self, path, mutants):
        """The object of `path` with as many of `mutants` ({number: Mutant}) as can be switched, and the numbers of the others."""
        mutants, left = dict(mutants), []
        for _ in range(ROUNDS):
            source = schemata.unlock_constants(path.read_bytes(), mutants.values())
            text, places = schemata.switch_mutants(source, mutants)
            try:
                return self.compile(text, path.stem, self.header), left
            except subprocess.CalledProcessError as error:
                wrong = find_wrong(error.stderr, text, places, mutants)
            left += sorted(wrong)
            mutants = {number: each for number, each in mutants.items() if number not in wrong}
        return self.compile(path.read_bytes(), path.stem, self.header), left + sorted(mutants)

    def link_program(self, objects, output):
        command = []
        for word in self.link:
            command += [str(each) for each in objects] if word == "{objects}" else [str(output) if word == "{output}" else word]
        subprocess.run(command, cwd=self.build, check=True, capture_output=True, text=True)

    def run_all(self, jobs):
        """What each of `jobs` (callables) returns; several at once."""
        with ThreadPoolExecutor(self.jobs) as pool:
            return list(pool.map(lambda job: job(), jobs))


class Header:
    """All that some sources include, as a precompiled header: reading it once takes most of the time out of compiling them."""

    def __init__(self, program, name, flags, sources):
        self.flags = [*flags, "-I", str(sources[0].parent)]
        includes = sorted({line for path in sources for line in path.read_text().splitlines() if line.startswith("#include ")})
        digest = hashlib.sha256(repr((self.flags, includes)).encode())
        headers = [*(program.root / "src").glob("*/*.h"), *(program.root / "tests").glob("**/*.h")]
        for path in [*sorted(headers), HERE / "runtime.h"]:
            digest.update(path.read_bytes())
        self.path = program.folder / f"{name}-{digest.hexdigest()[:24]}.h"
        if not self.path.exists():  # a precompiled header is as old as its source
            self.path.write_text("\n".join(['#include "runtime.h"', *includes]) + "\n")

    def clang_flags(self):
        return [*self.flags[1:], "-w", "-Wno-c++11-narrowing", "-I", str(HERE)]

    def command(self):
        """Of GCC, which finds the precompiled header by its name."""
        made = Path(f"{self.path}.gch")
        with LOCK:
            if not made.exists():
                part = made.with_suffix(".part")
                subprocess.run([*self.flags, *OBJECT_FLAGS, "-I", HERE, "-x", "c++-header", self.path, "-o", part],
                               check=True, capture_output=True, text=True)
                part.rename(made)
        return [*self.flags, *OBJECT_FLAGS, "-include", str(self.path)]

    def for_clang(self):
        made = self.path.with_suffix(".pch")
        with LOCK:
            if not made.exists():
                precompile(self.path, self.clang_flags(), made)
        return made



def find_wrong(messages, text, places, mutants):
    """The mutants that the compiler's errors are about: those around them, else those of tables that others need as constants."""
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    wrong = set()
    for match in re.finditer(r"^[^\s:]+\.cpp:(\d+):(\d+): error:", messages, re.MULTILINE):
        at = starts[int(match[1]) - 1] + int(match[2]) - 1
        near = [place for place in places if place[0] <= at <= place[1]]
        if near:
            smallest = min(near, key=lambda place: place[1] - place[0])
            wrong |= {number for begin, end, number in places if (begin, end) == smallest[:2]}
    return wrong or {number for number, mutant in mutants.items() if mutant.table} or set(mutants)
