"""Schemathesis's hooks for this API: what its description can't say."""
import json
from pathlib import Path

import schemathesis

SAMPLE = Path(__file__).resolve().parents[2] / "examples/visit.json"


@schemathesis.hook
def before_load_schema(context, raw_schema):
    """Almost no Bundle is a patient's visit, so the one that is taken is the sample; others are refused."""
    raw_schema["components"]["schemas"]["Bundle"] = {"const": json.loads(SAMPLE.read_text())}
