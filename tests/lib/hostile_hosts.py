"""Pages of others whose style takes much away from what stands in them: a row for
each, with the style sheet that they begin with."""

import os
import re

_PAGE = """<!DOCTYPE html>
<html lang="en"%s>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The list on a page with %s</title>
<link rel="stylesheet" href="/hosts/%s.css">
</head>
<body>
<main>
<h1>The list on a page with %s</h1>
<!--# include virtual="/referrals/fragment?exit=on&filters=here&$args" -->
</main>
</body>
</html>
"""

# What some sites begin with: nothing looks like anything, and navigation is a menu
# that a script opens.
_RESET = """*, *::before, *::after {
	margin: 0;
	border: 0;
	padding: 0;
	outline: 0;
	box-sizing: border-box;
	appearance: none;
	background: transparent;
	color: inherit;
	font: inherit;
	list-style: none;
	text-align: center;
	text-decoration: none;
}

nav, aside {
	display: none;
}
"""

_RIGHT_TO_LEFT = """body {
	direction: rtl;
	text-align: right;
}

p, li, div {
	text-align: justify;
}
"""

_DARK = """:root {
	color-scheme: dark;
	background: #0b0d12;
	color: #e6e9ee;
}

* {
	border-color: #0b0d12;
}

a {
	color: #8ec7ff;
	text-decoration: none;
}

input, button {
	background: #0b0d12;
	color: #e6e9ee;
	border: 0;
}
"""

_COLUMN = """main {
	width: 320px;
	overflow: hidden;
}

img, input, button, table {
	width: 100%;
	float: left;
}
"""


def _tailwind(modules, name):
    """Tailwind's own reset; where it leaves a value to whoever builds a site, what it
    takes without one."""
    with open(os.path.join(modules, "node_modules", name), encoding="utf-8") as file:
        return re.sub(r"(?:--)?theme\(\s*[^,]*,\s*([^()]*)\)", r"\1", file.read())


def _bootstrap(modules):
    path = "node_modules/bootstrap/dist/css/bootstrap.min.css"
    with open(os.path.join(modules, path), encoding="utf-8") as file:
        return file.read()


# name: (what it has, attributes of the page, its style sheet)
HOSTS = {
    "tailwind-3": ("Tailwind 3", "", lambda modules: _tailwind(
        modules, "tailwindcss-3/src/css/preflight.css")),
    "tailwind-4": ("Tailwind 4", "", lambda modules: "@layer base {\n" + _tailwind(
        modules, "tailwindcss-4/preflight.css") + "}\n"),
    "bootstrap-5": ("Bootstrap 5", ' data-bs-theme="light"', _bootstrap),
    "reset": ("a hard reset", "", lambda _: _RESET),
    "from-the-right": ("Arabic around it", ' dir="rtl"', lambda _: _RIGHT_TO_LEFT),
    "dark": ("dark colors", "", lambda _: _DARK),
    "column": ("a column of 320 px", "", lambda _: _COLUMN),
}


def files(modules):
    """{name below the site's root: text} of all of them; `modules` has npm's packages."""
    found = {}
    for name, (what, attributes, sheet) in HOSTS.items():
        found[f"hosts/{name}.html"] = _PAGE % (attributes, what, name, what)
        found[f"hosts/{name}.css"] = sheet(modules)
    return found
