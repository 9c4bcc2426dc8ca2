"""What Python's own reader finds in a CSV file: one object a row.

read_csv.py FILE
"""

import csv
import json
import sys


def main(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    for row in rows:
        # Under this name are the cells that have no column, and this value is of columns that have no cell.
        assert None not in row and None not in row.values(), f"another number of cells: {row}"
    print(json.dumps(rows))


main(*sys.argv[1:])
