"""A process of `carepress serve` that is measured."""
import json
import os
import re
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path


class Service:
    """Listens on a free port of this machine. `cache` is the folder of its search index."""

    def __init__(self, program, library, cache):
        command = [program, "serve", "--listen", "127.0.0.1:0"] + (["--library", library] if library else [])
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, env=dict(os.environ, XDG_CACHE_HOME=cache), text=True)
        log = []
        for line in self.process.stderr:
            log.append(line)
            if found := re.search(r"(\d+) articles at (http://127\.0\.0\.1:(\d+))/", line):
                self.articles, self.address, self.port = int(found.group(1)), found.group(2), int(found.group(3))
                break
        else:
            sys.exit("bench/serve: the service did not start\n" + "".join(log))
        threading.Thread(target=self.process.stderr.read, daemon=True).start()

    def memory(self):
        """What is resident, in MiB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024

    def children(self):
        """The processes that read visits for it."""
        return [child for task in Path(f"/proc/{self.process.pid}/task").iterdir() for child in (task / "children").read_text().split()]

    def post(self, path, body=None):
        data = b"" if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.address + path, data, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def get(self, path):
        with urllib.request.urlopen(self.address + path) as answer:
            return answer.read()

    def codes(self):
        """Of the first hundred articles."""
        return [each["code"] for each in json.loads(self.get("/v1/search?limit=100"))["hits"]]

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        self.process.terminate()
        if self.process.wait() != 0:
            sys.exit("bench/serve: the service did not end well")
