"""What is asked of the service: for wrk as a script, for the open loop as a request by its number."""
import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

WORDS = ["fever", "back pain", "diabetis", "asma", "R50.9", "K977", "dolor", "ankl", "heart", "preg", "cough", "flu"]
BUNDLE = Path(__file__).resolve().parents[2] / "examples/visit.json"

HANDOUTS = """
local codes = {%s}
local count = 0
local thread_number = 0
function setup(thread) thread_number = thread_number + 1; thread:set("own", thread_number) end
function request()
  count = count + 1
  local body = string.format('{"articles":[{"code":"%%s"}],"note":{"text":"Handout %%d of %%d: call **Ana** on Monday."}}',
                             codes[count %% #codes + 1], count, own)
  return wrk.format("POST", "%s", {["Content-Type"] = "application/json"}, body)
end
"""
TARGETS = """
local targets = {%s}
local count = 0
function request()
  count = count + 1
  return wrk.format("GET", targets[count %% #targets + 1])
end
"""

HOOKS = """
local bodies = {%s}
local count = 0
function request()
  count = count + 1
  return wrk.format("POST", "%s", {["Content-Type"] = "application/json"}, bodies[count %% #bodies + 1])
end
"""


class Request:
    def __init__(self, method, target, is_right, body=b"", headers=""):
        head = f"{method} {target} HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}"
        if body:
            head += f"Content-Length: {len(body)}\r\n"
        self.bytes = head.encode() + b"\r\n" + body
        self.is_right = is_right


def is_pdf(status, body):
    return status == 200 and body.startswith(b"%PDF-") and body.rstrip().endswith(b"%%EOF")


def is_page(status, body):
    return status == 200 and body.startswith(b"<svg ") and body.rstrip().endswith(b"</svg>")


def is_json(wanted, key):
    return lambda status, body: status == wanted and f'"{key}":'.encode() in body and body.rstrip().endswith(b"}")


is_card, is_found, is_preview, is_visit = is_json(200, "uuid"), is_json(200, "hits"), is_json(201, "key"), is_json(201, "suggestions")


class Handouts:
    """Every handout is another one: its note has a number of its own, so nothing is answered from a cache."""

    def __init__(self, codes, path="/v1/handouts", is_right=is_pdf):
        self.codes, self.path, self.is_right = codes, path, is_right

    def __call__(self, number):
        job = {"articles": [{"code": self.codes[number % len(self.codes)]}],
               "note": {"text": f"Handout {number} of all: call **Ana** on Monday."}}
        return Request("POST", self.path, self.is_right, json.dumps(job).encode(), "Content-Type: application/json\r\n")

    def script(self):
        return HANDOUTS % (",".join(f'"{code}"' for code in self.codes), self.path)


class Targets:
    """GETs of some addresses, one after another."""

    def __init__(self, targets, is_right):
        self.targets, self.is_right = targets, is_right

    def __call__(self, number):
        return Request("GET", self.targets[number % len(self.targets)], self.is_right)

    def script(self):
        return TARGETS % ",".join(f'"{target}"' for target in self.targets)


def searches():
    return Targets([f"/v1/search?q={quote(word)}&language=es" for word in WORDS], is_found)


def pages(keys):
    return Targets([f"/v1/previews/{key}/{page}.svg" for key in keys for page in (1, 2)], is_page)


class Hooks:
    """Charts that are opened (CDS Hooks, patient-view), each with twenty problems, one of which is fever."""

    PATH = "/cds-services/carepress-patient-view"
    CODES = ["R50.9", "I10", "E11.9", "J45.909", "N20.0", "M17.11", "K59.00", "F41.9", "Z00.00", "L40.0"]
    PATIENTS = 100

    def body(self, number):
        patient = f"p{number % self.PATIENTS}"
        problems = [{"resource": {"resourceType": "Condition", "id": f"c{i}", "subject": {"reference": f"Patient/{patient}"},
                                  "clinicalStatus": {"coding": [{"code": "active"}]},
                                  "code": {"coding": [{"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": self.CODES[i % len(self.CODES)]}],
                                           "text": f"Problem {i}"}}} for i in range(20)]
        language = {"coding": [{"system": "urn:ietf:bcp:47", "code": "es"}]}
        return json.dumps({
            "hook": "patient-view", "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea", "fhirServer": "https://ehr.example.org/fhir",
            "context": {"userId": "Practitioner/9", "patientId": patient},
            "prefetch": {"patient": {"resourceType": "Patient", "id": patient, "communication": [{"language": language, "preferred": True}]},
                         "conditions": {"resourceType": "Bundle", "type": "searchset", "entry": problems}}})

    def __call__(self, number):
        return Request("POST", self.PATH, is_card, self.body(number).encode(), "Content-Type: application/json\r\n")

    def script(self):
        return HOOKS % (",".join(f"[==[{self.body(number)}]==]" for number in range(self.PATIENTS)), self.PATH)


class Everything:
    """Handouts, every fifth time a search, and every twentieth time a visit, which is read in a process of its own."""

    def __init__(self, codes, session):
        self.handouts, self.searches = Handouts(codes), searches()
        self.visit = Request("POST", "/v1/visits", is_visit, BUNDLE.read_bytes(),
                             f"Content-Type: application/fhir+json\r\nAuthorization: Bearer {session}\r\n")

    def __call__(self, number):
        if number % 20 == 0:
            return self.visit
        return (self.searches if number % 5 == 0 else self.handouts)(number)


class ClosedLoop:
    """What wrk (Debian's package) gets answered when each connection asks again at once."""

    def __init__(self, service, load, seconds, connections, folder):
        path = Path(folder) / "load.lua"
        path.write_text(load.script())
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", str(path), service.address]
        said = subprocess.run(command, capture_output=True, text=True, check=False)
        rate = re.search(r"Requests/sec:\s+([\d.]+)", said.stdout)
        if not rate:
            sys.exit(f"bench/serve: {said.stdout}{said.stderr}")
        self.rate = float(rate.group(1))
        self.latency = dict(re.findall(r"(50|90|99)%\s+(\S+)", said.stdout))
        failed = re.search(r"Non-2xx or 3xx responses: (\d+)", said.stdout)
        errors = re.search(r"Socket errors: .*", said.stdout)
        self.faults = (f"; {failed.group(1)} not 2xx" if failed else "") + (f"; {errors.group(0)}" if errors else "")

    def __str__(self):
        return f"{self.rate:7.0f}/s  50 % {self.latency['50']:>9}  99 % {self.latency['99']:>9}{self.faults}"
