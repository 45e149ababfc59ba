"""What the shipped directory must say: its fact sheet, as tables."""


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
l988 | 988 | voice, text | ngo | undated
ncmec | +1-800-843-5678 | voice | ngo | undated
know2protect | +1-833-591-5669 | voice | immigration-enforcement | 2024-12-09
eeoc | +1-800-669-4000 | voice | civil-rights-agency | undated
eeoc-tty | +1-800-669-6820 | textphone | civil-rights-agency | undated
eeoc-video | +1-844-234-5122 | video | civil-rights-agency | undated
stronghearts | +1-844-762-8483 | voice, text | ngo | 2023
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
		"nhth nhth-text e911 l988 ncmec stronghearts nrs nrs-text "
		"relay711 hsi-tip hsi-tip-abroad dol-oig dol-oig-direct".split(), "24/7"),
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
	l988 stronghearts nrs nrs-text ndvh ndvh-tty
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
