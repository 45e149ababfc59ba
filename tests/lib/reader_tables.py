"""What each kind of section may hold, for lib/reader.py."""

from collections import namedtuple

# What each kind of section may hold, in the words of
# `signpost reference directory`: a key, the form of its value, then whether it
# may stand more than once (list), be translated, has a note, must be there, is
# of a translation alone (review).
TABLES = """
directory
	title text translated required
	languages language list required
	namespace link required
	time-zone zone required
	stale-after duration
	crisis phone: list required
	lines phone: list
	short-codes code list
	scope-note text translated
	note text translated
	license text note
	synonym words list translated
	reviewed date review translated note
facet
	name text translated required
	note text translated
	order number
	open yes|no
	expected yes|no
	schema-org serviceType|audience
	visibility public|internal
	uuid uuid
	reviewed date review translated note
TERM
	name text translated required
	summary text translated
	note text translated
	order number
	parent same:
	code scheme-and-code list
	reports yes|no
	aside yes|no
	changed date note
	visibility public|internal
	uuid uuid
	reviewed date review translated note
kind
	name text translated required
	hsds organization|service
	schema-org text
	department yes|no
	changed date note
	reviewed date review translated note
answered-by
	name text translated required
	short text translated
	caution text translated
	help yes|no
	changed date note
	reviewed date review translated note
start
	name text translated required
	filter text required
	order number
	visibility public|internal
	reviewed date review translated note
link-check
	moved link list note
	dead link list note
	failing link list note
	untried link list note
	asked date
reading
	right text list note
phone
	number number-to-dial required
	extension digits
	prompt text translated
	type voice|text|textphone|fax|video|chat list
	purpose text translated required
	word word translated
	answered-by answered-by: required
	relay number-to-dial
	hours hours translated note
	languages text translated
	cost text translated
	doubt text translated
	abroad phone:
	note text translated
	verified date note
	checked date note
	changed date note
	alias id list
	status active|inactive|defunct|temporarily~closed
	audience audience: list
	fits facet-and-term list
	danger text list translated
	harmless text list translated
	visibility public|internal
	uuid uuid
	reviewed date review translated note
entry
	name text translated required
	abbreviation text
	aka text list translated
	kind kind: required
	listed-under entry:
	parent entry:
	order number
	summary text translated required
	note text list translated
	fact text list translated note
	correction text list translated note
	phone phone: list
	link link list translated note
	email email
	address text
	address-visibility public|internal
	area text translated
	eligibility text translated
	how text translated
	hours hours translated note
	languages text translated
	cost text translated
	status active|inactive|defunct|temporarily~closed
	replaced-by entry:
	alias id list
	checked date note
	changed date note
	visibility public|internal
	internal-note text list
	uuid uuid
	reviewed date review translated note
"""

Field = namedtuple("Field", "form list translated note required review")


def field_of(form, *words):
    return Field(form.replace("~", " "), *(
        word in words for word in ("list", "translated", "note", "required", "review")
    ))


def read_tables(text):
    tables = {}
    for line in text.split("\n"):
        if line.startswith("\t"):
            key, *words = line.split()
            table[key] = field_of(*words)
        elif line:
            table = tables[line] = {}
    return tables


KINDS = read_tables(TABLES)
