"""Runs a test program once for each mutant, with the tests that reach it."""
import os
import signal
import subprocess
import tempfile

KILLED, TIMED_OUT, SURVIVED, UNREACHED = "killed", "killed by time-out", "survived", "not reached by any test"


class Trial:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.seconds = 600  # of processor time; on a busy machine the clock says little
        self.reaching = {}  # mutant: names of tests
        self.slow = set()  # the tests that take most of the time
        self.always = set()  # mutants reached before the first test
        self.tests = 0

    def run(self, program, tests=None, number=None, trace=None):
        """Whether all tests pass; None after the limit of processor time. Each run has a folder of its own for temporary files."""
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            environment = {**os.environ, "TMPDIR": folder}
            environment.pop("CAREPRESS_BLESS", None)
            if number is not None:
                environment["CAREPRESS_MUTANT"] = str(number)
            if trace:
                environment["CAREPRESS_MUTANT_TRACE"] = str(trace)
            if tests is not None:
                environment["GTEST_FILTER"] = ":".join(tests)
            options = [] if trace else ["--gtest_fail_fast"]
            command = ["prlimit", f"--cpu={self.seconds}", program, *options]
            try:
                done = subprocess.run(command, cwd=folder, env=environment, timeout=60 * self.seconds,
                                      stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
            except subprocess.TimeoutExpired:
                return None
            return None if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL) else done.returncode == 0

    def look_at_reach(self):
        """Runs the program without a mutant. False if a test fails."""
        trace = self.folder / "trace.tsv"
        if not self.run(self.program, trace=trace):
            return False
        took = {}
        for line in trace.read_text().splitlines():
            name, milliseconds, numbers = line.split("\t")
            took[name] = int(milliseconds)
            for number in map(int, numbers.split()):
                if name:
                    self.reaching.setdefault(number, []).append(name)
                else:
                    self.always.add(number)
        self.tests = len(took) - 1
        self.seconds = 5 + 5 * sum(took.values()) // 1000
        spent = 0
        for name in sorted(took, key=took.get):
            spent += took[name]
            if spent > sum(took.values()) / 5:
                self.slow.add(name)
        return True

    def outcome_of(self, number):
        if number not in self.reaching and number not in self.always:
            return UNREACHED
        tests = self.reaching.get(number, [])
        quick = [name for name in tests if name not in self.slow]
        # What is computed once and kept reaches tests that do not reach the mutant, so all of them have the last word.
        for names in (quick, tests, None):
            if names == [] or (names is tests and len(tests) == self.tests):
                continue
            passed = self.run(self.program, names, number)
            if not passed:
                return TIMED_OUT if passed is None else KILLED
        return SURVIVED

    def outcome_of_program(self, program):
        passed = self.run(program)
        return TIMED_OUT if passed is None else SURVIVED if passed else KILLED
