"""try_api.py PROGRAM FOLDER [OPTION...]: starts `PROGRAM serve` on the sample library and lets Schemathesis try its API.

Run by tests/openapi/run, with the Python that has Schemathesis. What Schemathesis writes goes into FOLDER.
"""
import json
import os
import re
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent


def start(program):
    """The process of the service and its address."""
    process = subprocess.Popen([program, "serve", "--listen", "127.0.0.1:0"], stderr=subprocess.PIPE, text=True)
    log = []
    for line in process.stderr:
        log.append(line)
        if found := re.search(r"http://127\.0\.0\.1:\d+", line):
            threading.Thread(target=lambda: log.extend(process.stderr), daemon=True).start()
            return process, found.group(0), log
    sys.exit("the service did not start:\n" + "".join(log))


def session(address):
    """A token for what belongs to a patient: the service gives one to pages of its own machine."""
    with urllib.request.urlopen(urllib.request.Request(address + "/v1/sessions", method="POST")) as answer:
        return json.load(answer)["token"]


def main():
    program, folder, *options = sys.argv[1:]
    process, address, log = start(program)
    try:
        environment = dict(os.environ, CAREPRESS_SESSION=session(address), PYTHONPATH=str(HERE), NO_COLOR="1",
                           PYTHONDONTWRITEBYTECODE="1")
        command = [str(Path(sys.executable).parent / "schemathesis"), "--config-file", str(HERE / "schemathesis.toml"), "run",
                   address + "/openapi.json", "--url", address, *options]
        status = subprocess.run(command, cwd=folder, env=environment, check=False).returncode
    finally:
        process.terminate()
        ended = process.wait(30)
    if ended != 0:
        sys.exit(f"the service ended with {ended}:\n{''.join(log)}")
    sys.exit(status)


if __name__ == "__main__":
    main()
