"""A hook of schemathesis: every scan that may begin is one of the server of the test.

What schemathesis makes up is a URL of nobody's in most cases, and of somebody's in the others.
"""

import os

import schemathesis

TARGET = os.environ["CORSMITH_TARGET"]
# As the OpenAPI document says: what is longer is refused before anything is sent.
MAX_URL_LENGTH = 2048


@schemathesis.hook
def before_call(context, case, kwargs):
    body = case.body
    if isinstance(body, dict) and isinstance(body.get("url"), str) and len(body["url"]) <= MAX_URL_LENGTH:
        case.body = {**body, "url": TARGET}
