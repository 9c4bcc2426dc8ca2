"""The text that pypdf finds in a PDF file, page by page.

read_pdf.py FILE
"""

import json
import sys

from pypdf import PdfReader


def main(path):
    print(json.dumps([page.extract_text() for page in PdfReader(path).pages]))


main(*sys.argv[1:])
