"""What haralyzer reads in a HAR file: one object an exchange.

read_har.py FILE
"""

import json
import sys

from haralyzer import HarEntry, HarParser


def exchange(it):
    request, response = it.request, it.response
    fields = [[field["name"], field["value"]] for field in response.headers]
    # Asked for so that it takes the time apart.
    time = it.startTime.isoformat()
    return {"method": request.method, "url": request.url, "status": response.status, "fields": fields, "time": time}


def main(path):
    har = HarParser.from_file(path)
    entries = [exchange(HarEntry(it)) for it in har.har_data["entries"]]
    print(json.dumps({"version": har.version, "creator": har.creator["name"], "exchanges": entries}))


main(*sys.argv[1:])
