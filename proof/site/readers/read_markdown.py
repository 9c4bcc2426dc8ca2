"""What markdown-it makes of a Markdown file, as GitHub and most wikis do: with tables, and with HTML as it is.

read_markdown.py FILE
"""

import json
import sys
from html.parser import HTMLParser

from markdown_it import MarkdownIt


class Page(HTMLParser):
    """The elements of a page with their attributes, its comments, and its text."""

    def __init__(self):
        super().__init__()
        self.elements, self.comments, self.text = [], [], []

    def handle_starttag(self, tag, attrs):
        self.elements.append([tag, attrs])

    def handle_data(self, data):
        self.text.append(data)

    def handle_comment(self, data):
        self.comments.append(data)

    def unknown_decl(self, data):
        self.comments.append(data)

    def handle_pi(self, data):
        self.comments.append(data)


def main(path):
    with open(path, encoding="utf-8") as file:
        html = MarkdownIt("commonmark", {"html": True}).enable("table").render(file.read())
    page = Page()
    page.feed(html)
    page.close()
    print(json.dumps({"elements": page.elements, "comments": page.comments, "text": "".join(page.text)}))


main(*sys.argv[1:])
