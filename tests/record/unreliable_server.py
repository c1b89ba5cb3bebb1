#!/usr/bin/env python3
"""A record system that dies: FHIR R4 over HTTP on 127.0.0.1, with a file that survives it.

    unreliable_server.py PORT FILE SEED [--ignore-if-none-exist]

Now and then, and by SEED, it ends before it has done a request, after it has done it and before it answers, or in the
middle of an answer. Whoever started it starts it again. Each line of FILE is a resource, on disk before it is answered.
"""
import json
import os
import random
import sys
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PORT, FILE, SEED = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
TAKES_IF_NONE_EXIST = "--ignore-if-none-exist" not in sys.argv
DEATHS = 0.04  # at each of the three moments of a request
chance = random.Random(SEED)
TYPES = {"Patient": ["read"], "Encounter": ["read"], "DocumentReference": ["read", "create", "update", "search-type"]}


def stored():
    if not os.path.exists(FILE):
        return []
    with open(FILE, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.endswith("\n")]


def store(resource):
    with open(FILE, "a", encoding="utf-8") as lines:
        lines.write(json.dumps(resource) + "\n")
        lines.flush()
        os.fsync(lines.fileno())


def metadata():
    resources = [{"type": name, "interaction": [{"code": code} for code in codes],
                  "conditionalCreate": TAKES_IF_NONE_EXIST,
                  "searchParam": [{"name": name, "type": "token"} for name in ("patient", "identifier")]}
                 for name, codes in TYPES.items()]
    return {"resourceType": "CapabilityStatement", "fhirVersion": "4.0.1", "software": {"name": "unreliable"},
            "rest": [{"mode": "server", "resource": resources}]}


def matches(resource, query):
    for name, value in query:
        if name == "patient" and resource.get("subject", {}).get("reference") != "Patient/" + value:
            return False
        if name == "identifier" and value not in [f"{each['system']}|{each['value']}" for each in resource["identifier"]]:
            return False
    return True


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def maybe_die(self):
        if chance.random() < DEATHS:
            os._exit(9)

    def answer(self, status, resource, location=None):
        body = json.dumps(resource).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/fhir+json")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        if location:
            self.send_header("Location", location)
        self.end_headers()
        if chance.random() < DEATHS:
            self.wfile.write(body[: len(body) // 2])
            self.wfile.flush()
            os._exit(9)
        self.wfile.write(body)

    def find(self, name, query):
        return [each for each in stored() if each["resourceType"] == name and matches(each, query)]

    def do_GET(self):
        path, _, text = self.path.removeprefix("/fhir/").partition("?")
        if path == "metadata":
            return self.answer(200, metadata())
        self.maybe_die()
        parts = path.split("/")
        if len(parts) == 2:
            found = [each for each in self.find(parts[0], []) if each["id"] == parts[1]]
            return self.answer(200, found[-1]) if found else self.answer(404, {})
        found = self.find(parts[0], urllib.parse.parse_qsl(text))
        return self.answer(200, {"resourceType": "Bundle", "type": "searchset", "total": len(found),
                                 "entry": [{"resource": each, "search": {"mode": "match"}} for each in found]})

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.maybe_die()
        name = self.path.removeprefix("/fhir/")
        condition = self.headers.get("If-None-Exist")
        there = self.find(name, urllib.parse.parse_qsl(condition)) if condition and TAKES_IF_NONE_EXIST else []
        if there:
            return self.answer(200, there[0], f"/fhir/{name}/{there[0]['id']}")
        body["id"] = f"d{len(stored())}"
        store(body)
        self.maybe_die()
        return self.answer(201, {}, f"http://127.0.0.1:{PORT}/fhir/{name}/{body['id']}/_history/1")


print("ready", flush=True)
ThreadingHTTPServer(("127.0.0.1", PORT), Handler).serve_forever()
