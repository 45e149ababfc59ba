#!/usr/bin/env python3
"""The shipped directory holds what its fact sheet says, and nothing else.

Reads the INI files of data/ with a strict reader of its own, so that a mistake
in the program cannot hide one in the data, and asks the second reader
(lib/reader.py) what can be translated. SIGNPOST_DATA names another folder.
Prints TAP.
"""

import os
import re
import sys
import traceback
from collections import namedtuple
from pathlib import Path

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import reader  # noqa: E402

SRCDIR = Path(os.environ.get("srcdir") or Path(__file__).resolve().parents[2])
DATA = Path(os.environ.get("SIGNPOST_DATA") or SRCDIR / "data")
LOCALE = SRCDIR / "conf" / "locale"

# --- What the directory must say ---------------------------------------------

# id; kind; listed-under; parent; audiences; services; topics. "-" is none.
ENTRIES = """
hhs | department | - | - | survivors public | - | -
atip | program | hhs | hhs | survivors foreign-nationals advocates-providers
	public | victim-assistance benefits-eligibility public-awareness |
	sex-trafficking labor-trafficking immigration
rescue-restore | campaign | atip | atip | public advocates-providers
	law-enforcement health-staff | public-awareness materials | -
dhs | department | - | - | survivors foreign-nationals public | - | -
hstu | unit | dhs | dhs | law-enforcement prosecutors foreign-nationals
	public | investigation report-a-tip | smuggling sex-trafficking
	labor-trafficking immigration
blue-campaign | campaign | dhs | dhs | public law-enforcement
	advocates-providers businesses ngos survivors | public-awareness training
	materials victim-assistance | -
ice | agency | dhs | dhs | law-enforcement prosecutors survivors
	foreign-nationals public | investigation victim-assistance report-a-tip | -
ceiu | unit | dhs | ice | children-families law-enforcement prosecutors
	public | investigation | child-exploitation
operation-predator | operation | ceiu | ceiu | law-enforcement
	children-families | investigation coordination | child-exploitation
uscis | agency | dhs | dhs | survivors foreign-nationals attorneys
	advocates-providers | immigration-relief case-status | immigration
uscis-vawa-unit | helpline | uscis | uscis | attorneys advocates-providers |
	case-status | -
doj | department | - | - | law-enforcement prosecutors advocates-providers
	researchers public | - | -
ahttf | initiative | doj | bja | law-enforcement prosecutors ngos
	advocates-providers | training coordination grants | -
bja | bureau | ahttf | doj | law-enforcement ngos | grants training | -
bjs | bureau | doj | doj | researchers governments advocates-providers
	law-enforcement | statistics | data
ceos | section | doj | doj | prosecutors law-enforcement children-families |
	prosecution training policy-diplomacy | child-exploitation sex-trafficking
htpu | unit | doj | doj | prosecutors law-enforcement attorneys ngos |
	prosecution technical-assistance training | labor-trafficking
	sex-trafficking
fbi | agency | doj | doj | law-enforcement survivors children-families
	public | investigation victim-assistance report-a-tip | -
fbi-civil-rights | program | fbi | fbi | survivors foreign-nationals
	law-enforcement | investigation victim-assistance immigration-relief | -
fbi-cac | program | fbi | fbi | children-families law-enforcement |
	investigation | child-exploitation sex-trafficking
innocence-lost | initiative | fbi-cac | fbi-cac | children-families
	law-enforcement | investigation | child-exploitation sex-trafficking
nij | office | doj | doj | researchers advocates-providers law-enforcement
	prosecutors | research grants | data
icac | task-force | doj | ojjdp | law-enforcement prosecutors
	children-families public | technical-assistance investigation
	victim-assistance training | child-exploitation
ojjdp | office | icac | doj | law-enforcement children-families | grants | -
ovc | office | doj | doj | survivors advocates-providers ngos
	law-enforcement | technical-assistance grants victim-assistance | -
dol | department | - | - | workers public | - | -
ilab | bureau | dol | dol | governments businesses researchers | research
	policy-diplomacy | -
ocft | office | ilab | ilab | businesses researchers governments workers
	ngos | research policy-diplomacy technical-assistance business-tools |
	labor-trafficking supply-chains
niosh | office | dol | hhs | workers researchers businesses health-staff |
	research workplace-safety | workplace
osha | agency | dol | dol | workers businesses advocates-providers |
	workplace-safety training labor-standards | workplace labor-trafficking
whd | division | dol | dol | workers visa-holders law-enforcement businesses
	| labor-standards investigation | workplace labor-trafficking
dos | department | - | - | governments public | - | -
jtip | office | dos | dos | governments ngos public researchers |
	policy-diplomacy coordination grants public-awareness | -
jtip-rpa | section | jtip | jtip | governments researchers ngos public |
	policy-diplomacy research | -
jtip-pe | section | jtip | jtip | public ngos visa-holders governments |
	public-awareness materials | -
hstc | center | dos | dhs | law-enforcement governments | intelligence
	coordination | smuggling sex-trafficking labor-trafficking
odni | office | hstc | - | governments | intelligence | -
"""

NAMES = {
	"hhs": "Department of Health and Human Services",
	"atip": "Anti-Trafficking in Persons Program",
	"rescue-restore":
		"HHS Rescue & Restore Victims of Human Trafficking campaign",
	"dhs": "Department of Homeland Security",
	"hstu": "Human Smuggling and Trafficking Unit",
	"blue-campaign": "Blue Campaign",
	"ice": "Immigration and Customs Enforcement",
	"ceiu": "Child Exploitation Investigations Unit",
	"operation-predator": "Operation Predator",
	"uscis": "United States Citizenship and Immigration Services",
	"uscis-vawa-unit": "VAWA Unit Helpline",
	"doj": "Department of Justice",
	"ahttf": "Anti-Human Trafficking Task Force Initiative",
	"bja": "Bureau of Justice Assistance",
	"bjs": "Bureau of Justice Statistics",
	"ceos": "Child Exploitation and Obscenity Section",
	"htpu": "Human Trafficking Prosecution Unit",
	"fbi": "Federal Bureau of Investigation",
	"fbi-civil-rights": "FBI Civil Rights",
	"fbi-cac": "Crimes Against Children",
	"innocence-lost": "Innocence Lost Initiative",
	"nij": "National Institute of Justice",
	"icac": "Internet Crimes Against Children Task Forces",
	"ojjdp": "Office of Juvenile Justice and Delinquency Prevention",
	"ovc": "Office for Victims of Crime",
	"dol": "Department of Labor",
	"ilab": "Bureau of International Labor Affairs",
	"ocft": "Office of Child Labor, Forced Labor and Human Trafficking",
	"niosh": "National Institute for Occupational Safety and Health",
	"osha": "Occupational Safety and Health Administration",
	"whd": "Wage and Hour Division",
	"dos": "Department of State",
	"jtip": "Office to Monitor and Combat Trafficking in Persons",
	"jtip-rpa": "Reports and Political Affairs",
	"jtip-pe": "Public Engagement",
	"hstc": "Human Smuggling and Trafficking Center",
	"odni": "Office of the Director of National Intelligence",
}

GOALS = {
	"coordinate": (21, """
		dhs hstu ice operation-predator doj ahttf bja ceos htpu fbi
		innocence-lost icac ojjdp ovc ocft whd dos jtip jtip-rpa hstc odni"""),
	"understanding": (17, """
		atip rescue-restore blue-campaign doj bjs ceos htpu nij dol ilab
		ocft niosh dos jtip jtip-rpa jtip-pe hstc"""),
	"access": (21, """
		hhs atip rescue-restore dhs hstu blue-campaign ice ceiu uscis
		uscis-vawa-unit doj ahttf fbi fbi-civil-rights fbi-cac
		innocence-lost ovc dol osha whd jtip-pe"""),
	"outcomes": (7, """
		hhs atip blue-campaign uscis fbi-civil-rights icac ovc"""),
}

# id; number; type; answered-by; date of `verified`, "-" where it has none.
PHONES = """
nhth | +1-888-373-7888 | voice | ngo | 2018-02-07
nhth-text | 233733 | text | ngo | undated
e911 | 911 | voice | emergency | undated
l988 | 988 | voice | ngo | undated
l988-text | 988 | text | ngo | undated
ncmec | +1-800-843-5678 | voice | ngo | undated
know2protect | +1-833-591-5669 | voice | immigration-enforcement | 2024-12-09
eeoc | +1-800-669-4000 | voice | civil-rights-agency | undated
eeoc-tty | +1-800-669-6820 | textphone | civil-rights-agency | undated
eeoc-video | +1-844-234-5122 | video | civil-rights-agency | undated
stronghearts | +1-844-762-8483 | voice | ngo | 2023
stronghearts-text | +1-844-762-8483 | text | ngo | 2023
nrs | +1-800-786-2929 | voice | ngo | undated
nrs-text | 66008 | text | ngo | undated
ndvh | +1-800-799-7233 | voice | ngo | undated
ndvh-tty | +1-800-787-3224 | textphone | ngo | undated
relay711 | 711 | textphone | relay | undated
hsi-tip | +1-866-347-2423 | voice | immigration-enforcement | 2020-01-10
hsi-tip-tty | +1-802-872-6196 | textphone | immigration-enforcement | 2018-02-26
hsi-tip-abroad | +1-802-872-6199 | voice | immigration-enforcement | undated
uscis-vawa | +1-802-527-4888 | voice | immigration-office | -
uscis-cc | +1-800-375-5283 | voice | immigration-office | undated
otip-cert | +1-866-401-5510 | voice | health-agency | 2021-08-27
otip-child | +1-202-205-4582 | voice | health-agency | 2018-08-14
dol-ncc | +1-866-487-2365 | voice | labor-agency | undated
dol-oig | +1-800-347-3756 | voice | federal-law-enforcement | 2013-02-13
dol-oig-direct | +1-202-693-6999 | voice | federal-law-enforcement | 2013-02-13
osha-line | +1-800-321-6742 | voice | labor-agency | 2012-10-10
osha-tty | +1-877-889-5627 | textphone | labor-agency | 2012-10-10
whd-line | +1-866-487-9243 | voice | labor-agency | undated
"""

# Hours that a page says; every other line leaves them out.
HOURS = {
	**dict.fromkeys(
		"nhth nhth-text e911 l988 l988-text ncmec stronghearts "
		"stronghearts-text nrs nrs-text relay711 hsi-tip hsi-tip-abroad "
		"dol-oig dol-oig-direct".split(), "24/7"),
	"otip-child": "Mon-Fri 09:00-17:00 America/New_York",
	"dol-ncc": "Mon-Fri 08:00-20:00 America/New_York",
	"whd-line": "Mon-Fri 08:00-16:30 local time",
}

ANSWERED_BY = {
	"emergency": "Answered by local emergency operators, "
		"who send police, fire or ambulance.",
	"ngo": "Answered by a non-government organization.",
	"immigration-enforcement": "Answered by federal agents of an agency "
		"that also enforces immigration law.",
	"federal-law-enforcement": "Answered by federal law enforcement.",
	"immigration-office":
		"Answered by the office that decides visas. Not a help line.",
	"labor-agency": "Answered by the federal labor department.",
	"health-agency": "Answered by the federal health department.",
	"civil-rights-agency":
		"Answered by the federal agency for fair treatment at work.",
	"relay": "Answered by a relay operator, who types or speaks between "
		"you and the line you ask for.",
}

CRISIS = "nhth nhth-text e911".split()
LINES = """
	l988 l988-text stronghearts stronghearts-text nrs nrs-text ndvh ndvh-tty
	eeoc eeoc-tty eeoc-video ncmec know2protect relay711""".split()

# The lines an entry answers for itself.
PHONES_OF_ENTRIES = {
	"atip": "otip-cert otip-child",
	"hstu": "hsi-tip hsi-tip-tty hsi-tip-abroad",
	"uscis": "uscis-cc",
	"uscis-vawa-unit": "uscis-vawa",
	"dol": "dol-ncc dol-oig dol-oig-direct",
	"osha": "osha-line osha-tty",
	"whd": "whd-line",
}

LINKS = {
	"hhs": "https://acf.gov/otip/about-us",
	"dhs": "https://www.dhs.gov/dhs-center-countering-human-trafficking",
	"dos": "https://2009-2017.state.gov/j/tip/",
	"atip": """
		https://acf.gov/otip/about-us
		https://www.acf.hhs.gov/otip""",
	"blue-campaign": """
		https://www.dhs.gov/blue-campaign
		https://www.dhs.gov/blue-campaign/government-roles""",
	"ice": "https://www.ice.gov/",
	"ceiu": "https://www.ice.gov/features/child-exploitation",
	"doj": """
		https://www.justice.gov/humantrafficking
		https://www.justice.gov/humantrafficking/department-justice-components""",
	"ahttf": "https://ovc.ojp.gov/program/human-trafficking/map",
	"bja": "https://bja.ojp.gov/",
	"bjs": "https://bjs.ojp.gov/",
	"ceos": "https://www.justice.gov/criminal-ceos/ceos-mission",
	"htpu":
		"https://www.justice.gov/crt/human-trafficking-prosecution-unit-htpu",
	"fbi": """
		https://www.fbi.gov/investigate/violent-crime/human-trafficking
		https://tips.fbi.gov/""",
	"ovc": "https://ovc.ojp.gov/program/human-trafficking",
	"dol": "https://www.dol.gov/agencies/oasp/resources/trafficking",
	"ilab": "https://www.dol.gov/agencies/ilab",
	"ocft": """
		https://www.dol.gov/agencies/ilab/about-us/mission
		https://www.dol.gov/agencies/ilab/comply-chain""",
	"osha": "https://www.osha.gov/",
	"whd": """
		https://www.dol.gov/agencies/whd
		https://www.dol.gov/agencies/oasp/resources/trafficking/whd""",
	"jtip": "https://2009-2017.state.gov/j/tip/",
	"jtip-pe": "https://travel.state.gov/content/travel/en/us-visas/"
		"visa-information-resources/temporary-workers.html",
}

# Numbers and pages that nobody has seen, and lines that were given up.
FORBIDDEN_DIGITS = """
	8774474847 8884287581 8006564673 8002324636 2023075983 8002255324
	8668724973""".split()
FORBIDDEN_WORDS = """
	4-HSI-TIP
	CALL-FBI
	CDC-INFO
	RAINN
	Innocence Lost National
	www.hhs.gov
	look-beneath-the-surface
	dhs.gov/human-trafficking
	ice.gov/features/human-trafficking
	uscis.gov/humanitarian
	nij.ojp.gov
	icactaskforce
	ojjdp.ojp.gov
	cdc.gov/niosh
	state.gov/bureaus-offices""".split("\n")

# The ten corrections. Each text must stand whole in one correction of its entry.
CORRECTIONS = [
	(1, "atip", "Office on Trafficking in Persons (OTIP)", "June 10, 2015"),
	(2, "htpu", "Bureau of Justice Assistance", "Attorney General",
		"January 2007", "Civil Rights Division"),
	(3, "ovc", "Office of Victims of Crime", "Office for Victims of Crime"),
	(4, "niosh", "Department of Labor", "(CDC)",
		"Department of Health and Human Services"),
	(5, "uscis", "Continued Presence", "law enforcement asks for it",
		"ICE (HSI) grants it", "T and U visas"),
	(6, "ice", "Department of Homeland Security describes itself"),
	(7, "hstc", "Not an office of the Department of State", "several agencies",
		"ICE ran it"),
	(8, "jtip-rpa", "over 188", "188 in 2015, 2022 and 2023"),
	(8, "hhs", "ended in 2017"),
	(8, "dhs", "ended in 2017"),
	(8, "doj", "ended in 2017"),
	(9, "atip", "Compass Connections", "Polaris", "2025"),
	(10, "ahttf", "42 task forces", "no date"),
	(10, "ceiu", "200 and 70 offices", "no date"),
]

# What the source page names. Each text must stand whole in one fact.
FACTS = [
	("hhs", "2013-2017", "four goals"),
	("dhs", "2013-2017", "four goals"),
	("doj", "2013-2017", "four goals"),
	("blue-campaign", "Began in 2010"),
	("blue-campaign", "pamphlets", "posters", "shoe-cards", "info sheets"),
	("htpu", "2007"),
	("ahttf", "42 task forces"),
	("ceiu", "200 offices", "70 overseas"),
	("jtip-rpa", "over 188 countries"),
	("jtip-rpa", "Trafficking in Persons Report", "every year"),
	("ovc", "dozens of coalitions"),
	("whd", "Fair Labor Standards Act"),
	("whd", "Migrant and Seasonal Agricultural Worker Protection Act"),
	("uscis-vawa-unit", "Violence Against Women Act"),
	("uscis", "Continued Presence (CP)", "T visa", "U visa"),
	("jtip-pe", "list of resources", "nonimmigrant work or travel visa"),
	("ocft", "toolkit for responsible businesses"),
	("hstc", "strategic assessments"),
	("bjs", "data on trafficking crimes"),
	("jtip", "3P paradigm"),
	("atip", "same extent as refugees"),
]

# A British form, as the beginning of a word.
BRITISH = """
	programme(?!d|r) labour organis recognis catalogue centre behaviour colour
	favour neighbour honour harbour defence offence licence travell counsell
	labell cancell enquir judgement specialis(?!t) prioritis emphasis(?:e|ing)
	minimis penalis criminalis authoris analyse cheque grey\\b fulfil\\b
	enrol\\b ageing practise skilful whilst""".split()

WORDING = {
	"rescue": "say find",
	"abuse images": "say child sexual abuse material",
	"pornograph": "say child sexual abuse material",
	"prostitut": "say that people were trafficked",
	"click here": "name the page",
	"confidential": "nothing seen since 2025 supports such a promise",
	"anonymous": "nothing seen since 2025 supports such a promise",
}

# The same for the Spanish, as the beginning of a word.
WORDING_ES = {
	"tráfico|trafica": "say trata, and contrabando for smuggling",
	"abuso infantil": "say material de abuso sexual infantil",
	"pornograf": "say material de abuso sexual infantil",
	"prostitu": "say that people sufrieron la trata",
	"haga clic": "name the page",
	"confidencial": "nothing seen since 2025 supports such a promise",
	"anónim": "nothing seen since 2025 supports such a promise",
	r"(?:tú|tus?|te|contigo|vosotr\w+|vuestr\w+)\b": "say usted",
	"(?:presunt|ordenador|móvil|coger)": "say it as in Latin America",
}

# --- The reader --------------------------------------------------------------

Value = namedtuple("Value", "text file line")

KEYS = {kind: keys.split() for kind, keys in {
	"directory": """title languages namespace time-zone stale-after crisis
		lines note synonym""",
	"facet": "name note order open expected",
	"term": "name summary note order parent",
	"kind": "name hsds schema-org",
	"answered-by": "name caution",
	"start": "name filter order",
	"phone": """number extension prompt type purpose answered-by relay hours
		languages cost abroad verified status audience visibility note""",
	"entry": """name abbreviation aka kind listed-under parent summary note
		fact correction email address area eligibility how hours languages
		cost phone link status visibility internal-note changed checked
		replaced-by""",
}.items()}

REPEATED = """aka fact correction email address phone link crisis lines audience
	service topic goal synonym""".split()
FACETS = "audience service topic goal".split()
LISTS = FACETS + "phone crisis lines".split()
HEADER = re.compile(r"\[([a-z-]+)(?::([a-z0-9-]+))?\]")
UNPRINTABLE = re.compile(
	"[\x00-\x08\x0a-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


class Section:
	def __init__(self, kind, name, where):
		self.kind, self.id, self.where = kind, name, where
		self.values = {}

	def all(self, key):
		return [value.text for value in self.values.get(key, [])]

	def one(self, key):
		return self.all(key)[0] if self.all(key) else None

	def ids(self, key):
		"""The ids of a key, of all its lines, without their notes."""
		return [one.strip() for text in self.all(key)
			for one in note_of(text)[0].split(",")]

	def notes(self, key):
		return [note_of(text) for text in self.all(key)]


def note_of(text):
	"""A value and the note after its first ` | `, or None."""
	before, bar, after = text.partition(" | ")
	return before, after if bar else None


class Reader:
	"""The sections of a folder, and every fault in how they are written."""

	def __init__(self, folder):
		self.sections = {}
		self.faults = []
		files = sorted(p for p in folder.glob("*.ini") if p.name[0] != ".")
		if not files:
			self.fault(folder, 0, "holds no INI file")
		for path in files:
			self.read(path)
		for section in self.sections.values():
			self.judge(section)

	def fault(self, path, line, text):
		self.faults.append(f"{path.name}:{line}: {text}")

	def read(self, path):
		section = last = None
		text = path.read_bytes().decode("utf-8", "replace")
		if "\ufffd" in text:
			self.fault(path, 0, "is not UTF-8")
		if not text.endswith("\n"):
			self.fault(path, text.count("\n") + 1, "has no end of line")
		for number, line in enumerate(text.split("\n"), 1):
			if UNPRINTABLE.search(line):
				self.fault(path, number, "an unprintable character")
			bare = line.strip()
			if line != line.rstrip():
				self.fault(path, number, "a blank at the end")
			if len(line) > 100 and not re.search(r"= https://\S+$", line):
				self.fault(path, number, "longer than 100 columns")
			if not bare or bare[0] in ";#":
				last = None
			elif line[0] == "[":
				section, last = self.open(path, number, line), None
			elif line[0] in " \t":
				self.go_on(path, number, bare, last, section)
			else:
				last = self.assign(path, number, line, section)

	def open(self, path, number, line):
		match = HEADER.fullmatch(line)
		if not match or len(line) > 48:
			return self.fault(path, number, f"`{line}` is not a header")
		if line in self.sections:
			self.fault(path, number,
				f"`{line}` stands at {self.sections[line].where} too")
		section = Section(*match.groups(), f"{path.name}:{number}")
		return self.sections.setdefault(line, section)

	def go_on(self, path, number, bare, last, section):
		if last is None:
			return self.fault(path, number, "continues nothing")
		key = bare.partition("=")[0].strip().partition(".")[0]
		if "=" in bare and key in keys_of(section):
			return self.fault(path, number, f"looks like `{key} =`")
		values = section.values[last]
		values[-1] = values[-1]._replace(text=f"{values[-1].text} {bare}")

	def assign(self, path, number, line, section):
		if section is None:
			return self.fault(path, number, "stands in no section")
		key, equals, text = (part.strip() for part in line.partition("="))
		if not equals or ":" in key:
			return self.fault(path, number, "is not `key = value`")
		if key.partition(".")[0] not in keys_of(section):
			self.fault(path, number,
				f"`{key}` is not a key of {section.kind}")
		if key in section.values and key.partition(".")[0] not in REPEATED:
			self.fault(path, number, f"`{key}` stands twice")
		section.values.setdefault(key, []).append(
			Value(text, path, number))
		return key

	def judge(self, section):
		for key, values in section.values.items():
			for value in values:
				self.judge_value(key, value)
			if key in LISTS:
				ids = section.ids(key)
				if len(set(ids)) != len(ids):
					self.fault(values[0].file, values[0].line,
						f"`{key}` names an id twice")

	def judge_value(self, key, value):
		text, path, line = value
		if not text:
			self.fault(path, line, f"`{key}` is empty")
		if len(text) > 1 and text[0] == text[-1] == '"':
			self.fault(path, line, f"`{key}` is wholly in quotes")
		if text.count(" | ") > 1 or text.count("|") > text.count(" | "):
			self.fault(path, line, f"`{key}` has a stray bar")
		if key in FACETS:
			ids, note = note_of(text)
			if note is not None and "," in ids:
				self.fault(path, line, "a note stands with several ids")
			if not re.fullmatch(r"[a-z0-9-]+(, [a-z0-9-]+)*", ids):
				self.fault(path, line, f"`{ids}` is not a list of ids")


def keys_of(section):
	kind = "term" if section.kind in FACETS else section.kind
	extra = FACETS if kind == "entry" else []
	return KEYS.get(kind, []) + extra + ["reviewed"]


READ = Reader(DATA)


def sections(kind):
	"""The sections of a kind by id, in the order of the files."""
	return {s.id: s for s in READ.sections.values() if s.kind == kind}


def section(kind, name):
	"""One section, or an empty one where it is missing."""
	return sections(kind).get(name) or Section(kind, name, "nowhere")


ENTRY, PHONE = sections("entry"), sections("phone")
DIRECTORY = section("directory", None)

# --- The tests ---------------------------------------------------------------

TESTS = []


def proves(sentence):
	"""A test returns the complaints that make its sentence untrue."""
	def keep(test):
		TESTS.append((sentence, test))
		return test
	return keep


def rows(table):
	"""The cells of a table in which an indented line continues its row."""
	lines = re.sub(r"\n\t", " ", table.strip()).splitlines()
	return [line.split(" | ") for line in lines]


def differs(what, have, want):
	return [] if have == want else [f"{what}: is {have}, should be {want}"]


def texts():
	"""Every value that a reader may see, with its place. What people type who
	search is theirs, and is not shown."""
	for section in READ.sections.values():
		for key, values in section.values.items():
			for value in values if not key.startswith("synonym") else ():
				yield f"{value.file.name}:{value.line}", key, value.text


def english():
	for where, key, text in texts():
		if "." not in key:
			yield where, key, text


def spanish():
	for where, key, text in texts():
		if key.endswith(".es"):
			yield where, key, text


@proves("every file is written by the rules of the format")
def files_are_well_written():
	return READ.faults


@proves("the directory names its title, languages, time zone and limits")
def directory_keys():
	want = {
		"title": "Federal agencies against human trafficking",
		"namespace": "https://signpost.example/federal-agencies",
		"time-zone": "America/New_York",
		"stale-after": "180 days",
	}
	bad = []
	for key, text in want.items():
		bad += differs(key, DIRECTORY.one(key), text)
	bad += differs("languages", DIRECTORY.ids("languages"), ["en", "es"])
	return bad


@proves("there are 37 entries, by id, in the sheet's order")
def the_entries():
	want = [row[0] for row in rows(ENTRIES)]
	return (differs("count", len(ENTRY), 37)
		+ [f"{one} is missing" for one in want if one not in ENTRY]
		+ [f"{one} is not in the sheet" for one in ENTRY if one not in want]
		+ differs("order", list(ENTRY), want))


@proves("every entry has the name of the sheet")
def the_names():
	bad = differs("ids", sorted(NAMES), sorted(ENTRY))
	for one, entry in ENTRY.items():
		bad += differs(one, entry.one("name"), NAMES.get(one))
	return bad


@proves("there are five departments, and nothing else is at the top")
def the_departments():
	want = "hhs dhs doj dol dos".split()
	kind = [e.id for e in ENTRY.values() if e.one("kind") == "department"]
	top = [e.id for e in ENTRY.values() if not e.one("listed-under")]
	return differs("departments", kind, want) + differs("top", top, want)


@proves("every entry has the kind, the place and the parent of the sheet")
def the_places():
	bad = []
	for one, *want in rows(ENTRIES):
		entry = section("entry", one)
		have = [entry.one(key) or "-"
			for key in ("kind", "listed-under", "parent")]
		bad += differs(one, have, want[:3])
	return bad


@proves("every entry has the audiences, services and topics of the sheet")
def the_terms_of_entries():
	bad = []
	for one, _, _, _, *want in rows(ENTRIES):
		entry = section("entry", one)
		have = [" ".join(entry.ids(key)) or "-" for key in FACETS[:3]]
		bad += differs(one, have, want)
	return bad


@proves("the goals of every entry are those of the coverage list")
def the_goals():
	bad = []
	for goal, (count, ids) in GOALS.items():
		want = ids.split()
		have = [e.id for e in ENTRY.values() if goal in e.ids("goal")]
		bad += differs(f"{goal}, count", len(have), count)
		bad += differs(goal, sorted(have), sorted(want))
	return bad


@proves("every goal assignment has its reason, and every entry a goal")
def the_reasons():
	bad = []
	for one, entry in ENTRY.items():
		if not entry.all("goal"):
			bad.append(f"{one} has no goal")
		bad += [f"{one}: {goal} has no reason"
			for goal, why in entry.notes("goal") if not why]
	return bad


@proves("every term used is declared, and every declared term is used")
def the_vocabulary():
	bad = differs("facets", list(sections("facet")), FACETS)
	for facet in FACETS:
		declared = list(sections(facet))
		used = [term for s in [*ENTRY.values(), *PHONE.values()]
			for term in s.ids(facet)]
		bad += differs(facet, sorted(set(used)), sorted(declared))
	used = {e.one("kind") for e in ENTRY.values()}
	bad += differs("kinds", sorted(map(str, used)), sorted(sections("kind")))
	return bad


@proves("facets, terms and start links have a name and an order of their own")
def the_orders():
	bad = []
	for kind in ["facet", "start", *FACETS]:
		of_kind = list(sections(kind).values())
		orders = [s.one("order") for s in of_kind]
		want = [str(n) for n in range(1, len(of_kind) + 1)]
		bad += differs(f"order of {kind}", orders, want)
		bad += [f"{s.where} has no name" for s in of_kind if not s.one("name")]
	return bad


@proves("the kinds are named in the HSDS interface and on schema.org")
def the_kinds():
	bad = []
	for one, kind in sections("kind").items():
		pair = kind.one("hsds"), kind.one("schema-org")
		if pair not in [("organization", "GovernmentOrganization"),
				("service", "GovernmentService")]:
			bad.append(f"{one}: {pair}")
	return bad


@proves("every phone has the number, the type and the answerer of the sheet")
def the_phones():
	want = {row[0]: row[1:4] for row in rows(PHONES)}
	bad = differs("ids", sorted(PHONE), sorted(want))
	for one, phone in PHONE.items():
		have = [phone.one("number"), phone.one("type") or "voice",
			", ".join(phone.ids("answered-by"))]
		bad += differs(one, have, want.get(one))
	return bad


@proves("every phone has exactly one whole sentence that says who answers")
def the_answerers():
	declared = {k: s.one("name") for k, s in sections("answered-by").items()}
	bad = differs("sentences", declared, ANSWERED_BY)
	for one, phone in PHONE.items():
		who = phone.ids("answered-by")
		if len(who) != 1 or who[0] not in declared:
			bad.append(f"{one}: answered by {who}")
	used = {who for phone in PHONE.values() for who in phone.ids("answered-by")}
	bad += differs("sentences in use", sorted(used), sorted(declared))
	caution = section("answered-by", "immigration-enforcement")
	if not caution.one("caution"):
		bad.append("immigration-enforcement has no caution")
	return bad


@proves("every phone says what it is for")
def the_purposes():
	return [f"{one} has no purpose" for one, phone in PHONE.items()
		if not phone.one("purpose")]


@proves("`verified` has the date of the sheet, and its source")
def the_dates():
	bad = []
	for one, _, _, _, want in rows(PHONES):
		phone = section("phone", one)
		date, source = note_of(phone.one("verified") or "-")
		bad += differs(one, date, want)
		if want != "-" and not source:
			bad.append(f"{one} has no source")
	return bad


@proves("hours are those that a page says, and left out where none does")
def the_hours():
	bad = []
	for one, phone in PHONE.items():
		hours = note_of(phone.one("hours") or "-")[0]
		bad += differs(one, hours, HOURS.get(one, "-"))
	return bad


@proves("the crisis lines and the national lines are those of the sheet")
def the_lines():
	bad = differs("crisis", DIRECTORY.ids("crisis"), CRISIS)
	bad += differs("lines", DIRECTORY.ids("lines"), LINES)
	bad += [f"{one} is listed and has no `verified`"
		for one in DIRECTORY.ids("crisis") + DIRECTORY.ids("lines")
		if one not in PHONE or not PHONE[one].one("verified")]
	return bad


@proves("the crisis lines say what the strip says")
def the_strip():
	want = {
		"nhth": "Talk to someone about trafficking",
		"nhth-text": "Talk to someone about trafficking",
		"e911": "In danger now",
	}
	bad = []
	for one, purpose in want.items():
		phone = section("phone", one)
		bad += differs(one, phone.one("purpose"), purpose)
	nhth = section("phone", "nhth")
	return bad + differs("relay of nhth", nhth.one("relay"), "711")


@proves("the hotline says that it is not confirmed since its operator changed")
def the_operator():
	sentence = "Not confirmed since its operator changed in 2025."
	return [f"{one} does not" for one in ("nhth", "nhth-text")
		if one not in PHONE or sentence not in (PHONE[one].one("note") or "")]


@proves("every phone has its place, and the entries have those of the sheet")
def the_places_of_phones():
	bad = []
	placed = set(DIRECTORY.ids("crisis") + DIRECTORY.ids("lines"))
	for one, entry in ENTRY.items():
		placed.update(entry.ids("phone"))
		bad += differs(one, entry.ids("phone"),
			PHONES_OF_ENTRIES.get(one, "").split())
	bad += differs("placed", sorted(placed), sorted(PHONE))
	abroad = {p.id: p.one("abroad") for p in PHONE.values() if p.one("abroad")}
	return bad + differs("abroad", abroad, {"hsi-tip": "hsi-tip-abroad"})


@proves("the line about filed cases is for lawyers and advocates, unverified")
def the_line_about_filed_cases():
	phone = section("phone", "uscis-vawa")
	bad = differs("audience", phone.ids("audience"),
		["attorneys", "advocates-providers"])
	if phone.all("verified"):
		bad.append("it has a `verified`")
	return bad + [f"{one} has an audience too" for one, other in PHONE.items()
		if other.all("audience") and one != "uscis-vawa"]


@proves("no entry claims a `checked` or a `changed` that nobody did")
def nothing_is_checked():
	return [f"{where}: {key}" for where, key, _ in texts()
		if key.partition(".")[0] in ("checked", "changed")]


@proves("only what the sheet says has ended is not active")
def the_states():
	have = {s.id: s.one("status") for s in READ.sections.values()
		if s.one("status")}
	return differs("status", have,
		{"atip": "defunct", "rescue-restore": "inactive"})


@proves("every verified link stands with its entry, and no other does")
def the_links():
	bad = differs("entries", sorted(LINKS),
		sorted(e.id for e in ENTRY.values() if e.all("link")))
	for one, entry in ENTRY.items():
		have = [url for url, _ in entry.notes("link")]
		bad += differs(one, have, LINKS.get(one, "").split())
	return bad


@proves("every link is https and has a label that names a page")
def the_labels():
	return [f"{one}: {url} | {label}" for one, entry in ENTRY.items()
		for url, label in entry.notes("link")
		if not url.startswith("https://") or len(label or "") < 12
		or re.search(r"\b(here|click|https?:)", label, re.I)]


@proves("nothing that nobody has seen is shipped")
def nothing_forbidden():
	bad = []
	words = [word.strip() for word in FORBIDDEN_WORDS if word.strip()]
	for path in sorted(DATA.iterdir()):
		text = path.read_text("utf-8")
		digits = re.sub(r"[-. ()+]", "", text)
		bad += [f"{path.name}: {n}" for n in FORBIDDEN_DIGITS if n in digits]
		bad += [f"{path.name}: {w}" for w in words if w.lower() in text.lower()]
	entry = section("entry", "innocence-lost")
	return bad + ["innocence-lost has a fact" for _ in entry.all("fact")]


@proves("a telephone number stands nowhere but in a phone")
def numbers_stand_in_phones():
	number = re.compile(r"(?<!\d)\d{3}[-. ]\d{4}(?!\d)"
		r"|\b\d{3}-[A-Z]{3}|\b(?:233733|66008)\b")
	return [f"{where}: {text}" for where, key, text in texts()
		if key != "number" and number.search(text)]


@proves("the ten corrections stand with their entries")
def the_corrections():
	bad = differs("numbers", sorted({row[0] for row in CORRECTIONS}),
		list(range(1, 11)))
	bad += differs("entries", sorted({row[1] for row in CORRECTIONS}),
		sorted(e.id for e in ENTRY.values() if e.all("correction")))
	for number, one, *parts in CORRECTIONS:
		bad += unless_said(f"{number}, {one}", one, "correction", parts)
	return bad


@proves("the years, counts, laws, visas and tools stand as facts")
def the_facts():
	return [complaint for one, *parts in FACTS
		for complaint in unless_said(one, one, "fact", parts)]


def unless_said(what, one, key, parts):
	"""A complaint unless one value of `key` has all `parts`."""
	entry = section("entry", one)
	said = any(all(part in text for part in parts)
		for text, _ in entry.notes(key))
	return [] if said else [f"{what}: no {key} says {parts}"]


@proves("every fact and every correction has a source and a year, or undated")
def the_sources():
	return [f"{one}: {text}" for one, entry in ENTRY.items()
		for key in ("fact", "correction") for text, source in entry.notes(key)
		if not source or any(not re.search(r", (\d{4}|undated)$", part)
			for part in source.split("; "))]


@proves("the plan is named, and said to be over and our reading")
def the_plan():
	note = DIRECTORY.one("note") or ""
	goal = section("facet", "goal")
	bad = [f"the directory's note has no `{part}`" for part in (
		"Federal Strategic Action Plan on Services for Victims of Human "
		"Trafficking in the United States, 2013-2017", "ended in 2017",
		"our reading") if part not in note]
	bad += [f"the note of goals has no `{part}`" for part in (
		"2013-2017, ended", "editors", "reason")
		if part not in (goal.one("note") or "")]
	return bad + differs("goals", sorted(sections("goal")), sorted(GOALS))


@proves("four to six start links lead to filters that find something")
def the_start_links():
	links = sections("start")
	bad = [] if 4 <= len(links) <= 6 else [f"there are {len(links)}"]
	for one, link in links.items():
		bad += filter_complaints(one, link.one("filter") or "")
	return bad


def filter_complaints(one, query):
	found = set(ENTRY)
	for pair in query.split("&"):
		facet, _, terms = pair.partition("=")
		if facet not in sections("facet"):
			return [f"{one}: `{facet}` is no facet"]
		for term in terms.split(","):
			if term not in sections(facet):
				return [f"{one}: `{term}` is no {facet}"]
		found &= {e.id for e in ENTRY.values()
			if set(terms.split(",")) & set(e.ids(facet))}
	return [] if found else [f"{one}: finds nothing"]


@proves("every summary has at most two sentences and 300 characters")
def the_summaries():
	bad = [f"{one} has no summary" for one, entry in ENTRY.items()
		if not entry.one("summary")]
	for where, key, text in texts():
		if key not in ("summary", "summary.es"):
			continue
		sentences = re.findall(r"[.!?](?:\s|$)", text)
		if not 1 <= len(sentences) <= 2 or len(text) > 300:
			bad.append(f"{where}: {len(sentences)} sentences, {len(text)}")
		if not re.search(r"[.!?]$", text):
			bad.append(f"{where}: has no period at its end")
	return bad


@proves("the directory's own note has at most two sentences")
def the_note():
	ends = re.findall(r"[.!?](?:\s|$)", DIRECTORY.one("note") or "")
	return differs("sentences", 1 <= len(ends) <= 2, True)


@proves("the spelling is American")
def the_spelling():
	british = re.compile(rf"\b\w*(?:{'|'.join(BRITISH)})\w*", re.I)
	return [f"{where}: {match.group()}" for where, _, text in english()
		for match in british.finditer(text)]


@proves("the wording is careful")
def the_wording():
	bad = []
	for where, _, text in english():
		text = re.sub(r"Rescue (&|and) Restore", "", text).lower()
		bad += [f"{where}: {word}: {better}" for word, better in WORDING.items()
			if word in text]
	return bad


@proves("every word of the interface is there in Spanish")
def the_words_in_spanish():
	plain, spanish = words_of("en"), words_of("es")
	bad = [f"{name} is not in es.ini" for name in plain if name not in spanish]
	bad += [f"{name} is not in en.ini" for name in spanish if name not in plain]
	if not bad and list(plain) != list(spanish):
		bad.append("they stand in another order")
	return bad + [f"{name} is `{word}` in both" for name, word in plain.items()
		if spanish.get(name) == word and not re.fullmatch(r"(\$[A-Za-z]\W*)+", word)]


def words_of(language):
	"""The words of the interface in a language, by name."""
	path = LOCALE / f"{language}.ini"
	form = reader.read_form(path.read_bytes(), path.name)
	assert not form.faults, form.faults
	return {pair.name: pair.value
		for section in form.sections if section.kind == "text"
		for pair in section.pairs}


@proves("every text of the shipped directory has its Spanish")
def the_texts_in_spanish():
	bad = []
	for what, key, plain, spanish in translations():
		if key in FACETS or key == "link":
			# The reason or the label is the text; the value is repeated.
			plain = [(value.text, value.note) for value in plain if value.note]
			have = [value.text for value in spanish if value.note]
			bad += differs(what, have, [text for text, _ in plain])
			bad += same_texts(what, [note for _, note in plain],
				[value.note for value in spanish])
		else:
			bad += differs(f"{what}, count", len(spanish), len(plain))
			bad += same_texts(what, [value.text for value in plain],
				[value.text for value in spanish])
			bad += [f"{what}: only the English names the source"
				for value in spanish if value.note]
	return bad


def same_texts(what, plain, spanish):
	return [f"{what}: `{text}` is not translated"
		for text, other in zip(plain, spanish) if text == other]


def translations():
	"""Every key that can be translated, with its values in both languages.
	`aka` is a name and stays; `reviewed` is a mark and not a text; what means
	the same is another thing in every language."""
	values, faults = reader.read_folders([str(DATA)])
	assert not faults, faults
	found = {}
	for kind, one, key, language, text, note, line, name in values:
		table = "TERM" if kind in FACETS else kind
		field = reader.KINDS[table].get(key)
		if key in ("aka", "reviewed", "synonym"):
			continue
		if key in FACETS or field and field.translated:
			pair = found.setdefault((kind, one, key), ([], []))
			pair[bool(language)].append(
				reader.Value(key, language, text, note, line, name))
	assert found, "no texts"
	for (kind, one, key), (plain, spanish) in found.items():
		yield f"{kind}:{one}, {key}", key, plain, spanish


@proves("the Spanish has the numbers, codes and addresses of the English")
def the_numbers_in_spanish():
	bad = []
	for what, _, plain, spanish in translations():
		for value, other in zip(
				[v for v in plain if v.key not in FACETS or v.note], spanish):
			have, want = figures(other), figures(value)
			bad += differs(what, have, want)
	return bad


def figures(value):
	"""What no translation changes: figures, and what has a dot inside."""
	text = value.note if value.key in [*FACETS, "link"] else value.text
	return sorted(re.findall(r"[A-Z]-\d+\w?|\d+(?:[,/-]\d+)*"
		r"|[a-z0-9]+(?:\.[a-z0-9]+)+[a-z0-9/-]*", text or ""))


@proves("phones that share a purpose share it in Spanish, and no others do")
def the_purposes_in_spanish():
	plain = {one: p.one("purpose") for one, p in PHONE.items()}
	spanish = {one: p.one("purpose.es") for one, p in PHONE.items()}
	pairs = set(zip(plain.values(), spanish.values()))
	return (differs("purposes", len(pairs), len(set(plain.values())))
		+ differs("purposes in Spanish", len(pairs), len(set(spanish.values()))))


@proves("no Spanish is marked as reviewed before a speaker has read it")
def nothing_is_reviewed():
	return [f"{where}: {key}" for where, key, _ in texts()
		if key.partition(".")[0] == "reviewed"]


@proves("the wording of the Spanish is careful")
def the_wording_in_spanish():
	every = [*spanish(), *(("es.ini", name, word)
		for name, word in words_of("es").items())]
	return [f"{where}: {match.group()}: {better}" for where, _, text in every
		for word, better in WORDING_ES.items()
		for match in re.finditer(rf"\b(?:{word})", text, re.I)]


@proves("sixty lines in each language say what means the same, no word twice")
def the_synonyms():
	bad = []
	for key in "synonym", "synonym.es":
		lines = DIRECTORY.values[key]
		if len(lines) < 60:
			bad.append(f"{key}: {len(lines)} lines")
		for value in lines:
			items = [item.strip() for item in value.text.split(",")]
			bad += [f"line {value.line}: `{item}` stands twice"
				for item in set(items) if items.count(item) > 1]
	return bad


@proves("the data says that it is CC0")
def the_license():
	path = DATA / "LICENSE"
	text = path.read_text("utf-8") if path.exists() else ""
	want = "CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"
	return [f"LICENSE has no `{part}`" for part in want if part not in text]


def run(test):
	try:
		return test()
	except Exception:
		return traceback.format_exc().splitlines()


def main():
	print(f"1..{len(TESTS)}")
	for number, (sentence, test) in enumerate(TESTS, 1):
		complaints = run(test)
		print(f"{'not ' if complaints else ''}ok {number} - {sentence}")
		for complaint in complaints:
			print(f"# {complaint}")
	sys.stdout.flush()


if __name__ == "__main__":
	main()
