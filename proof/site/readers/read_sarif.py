"""What sarif-tools reads in a SARIF log, and where the log is not as the schema says.

read_sarif.py LOG SCHEMA
"""

import contextlib
import json
import os
import sys
import tempfile

from jsonschema import Draft4Validator, FormatChecker
from sarif.loader import load_sarif_files
# The command `sarif summary` is this, behind imports of what draws charts and writes documents for Word.
from sarif.operations.summary_op import generate_summary

FORMATS = ["uri", "uri-reference", "date-time"]


def offences(log, schema):
    formats = FormatChecker()
    # What knows no format lets everything through.
    unknown = [it for it in FORMATS if it not in formats.checkers]
    assert not unknown, f"not installed: what checks {unknown}"
    validator = Draft4Validator(schema, format_checker=formats)
    return [f"{'/'.join(map(str, it.absolute_path))}: {it.message[:200]}" for it in validator.iter_errors(log)]


def summary(files):
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(sys.stderr):
        # It says on standard output where it writes.
        out = os.path.join(folder, "summary.txt")
        generate_summary(files, out, False)
        with open(out, encoding="utf-8") as file:
            return file.read()


def record(it):
    return {"severity": it["Severity"], "code": it["Code"], "text": it["Description"], "place": it["Location"]}


def main(path, schema):
    with open(path, encoding="utf-8") as log, open(schema, encoding="utf-8") as rules:
        offending = offences(json.load(log), json.load(rules))
    files = load_sarif_files(path)
    records = [record(it) for it in files.get_records()]
    print(json.dumps({"offences": offending, "summary": summary(files), "records": records}))


main(*sys.argv[1:])
