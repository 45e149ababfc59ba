"""What strangers see in a website made by WordPress, for its tests."""

import re
import urllib.parse

from page import Page
from visitor import get

HOTLINE = "tel:+18883737888"
SECRET = "swordfish"
BLOCK = "<!-- wp:signpost/section {} /-->"
HERE = BLOCK.format('{"filters":"here"}')


def path_of(link):
    return urllib.parse.urlsplit(link).path


def shown(site, link):
    """A stranger's view of a page."""
    answer = get(site.wordpress, path_of(link))
    assert answer.status == 200, answer.text[:1000]
    return answer.text


def piece(text):
    """The text of the section in it."""
    return re.search('<section class="signpost.*?</section>', text, re.S)[0]


def section(text):
    """The section of a page that WordPress made, as a page."""
    return Page(piece(text))
