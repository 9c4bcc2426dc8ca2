"""What junitparser reads in a JUnit file, and where the file is not as Jenkins' schema says.

read_junit.py FILE SCHEMA
"""

import json
import sys

from junitparser import Error, Failure, JUnitXml, Skipped
from lxml import etree

KINDS = {Error: "error", Failure: "failure", Skipped: "skipped"}


def offences(path, schema):
    validator = etree.XMLSchema(etree.parse(schema))
    validator.validate(etree.parse(path))
    return [f"line {it.line}: {it.message}" for it in validator.error_log]


def suite(it):
    tests = [{"name": case.name, "result": result(case), "message": message(case)} for case in it]
    counts = {"tests": it.tests, "failures": it.failures, "errors": it.errors, "skipped": it.skipped}
    return {"name": it.name, "counts": counts, "tests": tests}


def result(case):
    kinds = [KINDS[type(it)] for it in case.result]
    assert len(kinds) < 2, f"{case.name} ends twice"
    return kinds[0] if kinds else "passed"


def message(case):
    return case.result[0].message if case.result else None


def main(path, schema):
    print(json.dumps({"offences": offences(path, schema), "suites": [suite(it) for it in JUnitXml.fromfile(path)]}))


main(*sys.argv[1:])
