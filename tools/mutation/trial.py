"""Runs a test program once for each mutant, with the tests that reach it."""
import os
import signal
import subprocess
import tempfile
from itertools import pairwise

KILLED, TIMED_OUT, SURVIVED, UNREACHED = "killed", "killed by time-out", "survived", "not reached by any test"
# The quickest tests are tried first, those that take so much of the time of all tests; most changes need no others.
STAGES = (0.02, 0.2, 1)


class Trial:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.took = {}  # test: milliseconds; "" is before the first test
        self.reaching = {}  # mutant: names of tests
        self.share = {}  # test: the part of all time that it and the quicker ones take
        self.always = set()  # mutants reached before the first test

    def run(self, program, tests=None, number=None, trace=None):
        """Whether all tests pass; None after the limit of processor time. Each run has a folder of its own for temporary files.

        The limit is five times what the tests take; on a busy machine the clock says little.
        """
        milliseconds = sum(self.took[each] for each in (self.took if tests is None else tests))
        seconds = 5 + 5 * milliseconds // 1000 if self.took else 600
        with tempfile.TemporaryDirectory(dir=self.folder) as folder, \
                tempfile.NamedTemporaryFile("w", dir=self.folder, suffix=".flags") as flags:
            environment = {**os.environ, "TMPDIR": folder}
            environment.pop("CAREPRESS_BLESS", None)
            if number is not None:
                environment["CAREPRESS_MUTANT"] = str(number)
            if trace:
                environment["CAREPRESS_MUTANT_TRACE"] = str(trace)
            if tests is not None:  # more names than fit into a variable of the environment
                flags.write(f"--gtest_filter={':'.join(tests)}\n")
                flags.flush()
            options = [f"--gtest_flagfile={flags.name}", *([] if trace else ["--gtest_fail_fast"])]
            command = ["prlimit", f"--cpu={seconds}", program, *options]
            try:
                done = subprocess.run(command, cwd=folder, env=environment, timeout=60 * seconds,
                                      stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
            except subprocess.TimeoutExpired:
                return None
            return None if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL) else done.returncode == 0

    def look_at_reach(self):
        """Runs the program without a mutant. False if a test fails."""
        trace = self.folder / "trace.tsv"
        if not self.run(self.program, trace=trace):
            return False
        for line in trace.read_text().splitlines():
            name, milliseconds, numbers = line.split("\t")
            self.took[name] = int(milliseconds)
            for number in map(int, numbers.split()):
                if name:
                    self.reaching.setdefault(number, []).append(name)
                else:
                    self.always.add(number)
        spent, total = 0, sum(self.took.values())
        for name in sorted(self.took, key=self.took.get):
            spent += self.took[name]
            self.share[name] = spent / max(1, total)
        return True

    def outcome_of(self, number):
        if number not in self.reaching and number not in self.always:
            return UNREACHED
        reaching = set(self.reaching.get(number, []))
        # What is computed once and kept reaches tests that do not reach the mutant, so the others have the last word.
        for tests in (reaching, self.share.keys() - reaching - {""}):
            for low, high in pairwise((-1, *STAGES)):
                names = [name for name in self.share if name in tests and low < self.share[name] <= high]
                passed = self.run(self.program, names, number) if names else True
                if not passed:
                    return TIMED_OUT if passed is None else KILLED
        return SURVIVED

    def outcome_of_program(self, program):
        passed = self.run(program)
        return TIMED_OUT if passed is None else SURVIVED if passed else KILLED
