/* The rows of every kind but those of entries and phones. */
#include "directory/vocabulary.h"

#include <string.h>

#include "directory/contact.h"
#include "directory/entry.h"
#include "directory/link-check.h"
#include "directory/location.h"
#include "directory/reading.h"
#include "directory/source.h"
#include "directory/uuid.h"
#include "text/fold.h"
#include "text/list.h"

#define SYNONYM_ROOM ((size_t)4096)

/* Whether one item of a list has a word in it. */
static bool has_word(const char *item, size_t length)
{
	struct buf copy = buf_new(SYNONYM_ROOM), word = buf_new(SYNONYM_ROOM);
	struct fold_word next;
	const char *rest;

	buf_put(&copy, item, length);
	for (rest = buf_text(&copy); fold_next(&rest, &next);)
		fold_print(&next, &word);
	length = word.length;
	buf_free(&copy);
	buf_free(&word);
	return length > 0;
}

static const char *check_synonym(const char *text)
{
	struct list_item item;
	size_t count = 0, leads = 0;

	for (; list_next(&text, ",>", &item); leads += item.end == '>', count++)
		if (!has_word(item.text, item.length))
			return "has no word before or behind a comma";
	if (leads > 1)
		return "leads on twice; one > stands behind all that leads";
	return count > 1 ? NULL :
			   "is one word alone; a comma parts it from "
			   "what means the same";
}

/* `scheme:CODE`, neither of them empty or with a blank in it. */
static const char *check_code(const char *text)
{
	const char *colon = strchr(text, ':');

	return colon != NULL && colon > text && colon[1] != '\0' &&
			       strchr(text, ' ') == NULL ?
		       NULL :
		       "is not scheme:CODE, as in open-eligibility:1002";
}

#define ORDER_ROW                                                              \
	{                                                                      \
		.name = "order", .kind = FIELD_NUMBER, .most = 100000,         \
		.help = "Its place among its like; those without one "         \
			"follow, in the order of the files.",                  \
	}

#define VISIBILITY_ROW(HELP)                                                   \
	{                                                                      \
		.name = "visibility", .kind = FIELD_CHOICE,                    \
		.choices = "public, internal", .is_private = true,             \
		.help = HELP,                                                  \
	}

/* clang-format off */
static const struct field directory_fields[] = {
	[DIRECTORY_TITLE] = {
		.name = "title", .is_translated = true, .is_required = true,
		.help = "What the directory is called.",
	},
	[DIRECTORY_LANGUAGES] = {
		.name = "languages", .kind = FIELD_ID, .is_list = true,
		.is_required = true,
		.help = "The languages it is written in. The first is the "
			"default and takes no suffix; `name.es` translates "
			"`name` into another.",
	},
	[DIRECTORY_NAMESPACE] = {
		.name = "namespace", .kind = FIELD_LINK, .is_required = true,
		.help = "An address of your own from which the ids that other "
			"systems see are made. Never change it.",
	},
	[DIRECTORY_TIME_ZONE] = {
		.name = "time-zone", .is_required = true,
		.help = "Where its days begin, as in America/New_York.",
	},
	[DIRECTORY_STALE_AFTER] = {
		.name = "stale-after", .kind = FIELD_DURATION,
		.help = "How long a checked fact counts as fresh; 180 days "
			"unless said.",
	},
	[DIRECTORY_CRISIS] = {
		.name = "crisis", .kind = FIELD_ID, .refers = "phone",
		.is_list = true, .is_required = true,
		.help = "The lines that stand first on every page.",
	},
	[DIRECTORY_LINES] = {
		.name = "lines", .kind = FIELD_ID, .refers = "phone",
		.is_list = true,
		.help = "Further lines for the whole country.",
	},
	[DIRECTORY_SHORT_CODES] = {
		.name = "short-codes", .kind = FIELD_SHORT_CODE,
		.is_list = true, .is_private = true,
		.help = "Numbers to be dialed as they are, besides 911, 988, "
			"211 and their like, and five or six digits: 112, "
			"116123.",
	},
	[DIRECTORY_SCOPE_NOTE] = {
		.name = "scope-note", .is_translated = true,
		.help = "For whom the list is and what it is not, in a "
			"sentence below its title; none unless said.",
	},
	[DIRECTORY_NOTE] = {
		.name = "note", .is_translated = true,
		.help = "What readers must know about the whole list.",
	},
	[DIRECTORY_GONE] = {
		.name = "gone", .kind = FIELD_ID, .is_list = true,
		.has_note = true,
		.help = "The id of an entry that is no longer here; behind the "
			"bar, the id of the entry it stood under.",
	},
	[DIRECTORY_LICENSE] = {
		.name = "license", .has_note = true,
		.help = "Under which license others may use it, and behind the "
			"bar the address of that.",
	},
	[DIRECTORY_SYNONYM] = {
		.name = "synonym", .is_list = true, .is_translated = true,
		.is_untold = true, .is_private = true, .check = check_synonym,
		.help = "Words, or several in a row, that mean the same to "
			"those who search: wages, pay, stolen wages. Commas "
			"part them. Those before a > only lead behind it.",
	},
	[DIRECTORY_REVIEWED] = RECORD_REVIEWED,
};

static const struct field facet_fields[] = {
	[FACET_NAME] = {
		.name = "name", .is_translated = true, .is_required = true,
		.help = "Its heading.",
	},
	[FACET_NOTE] = {
		.name = "note", .is_translated = true,
		.help = "What readers must know to use it.",
	},
	[FACET_ORDER] = ORDER_ROW,
	[FACET_OPEN] = {
		.name = "open", .kind = FIELD_CHOICE, .choices = "yes, no",
		.help = "Whether its filters stand open; others are folded "
			"and follow the open ones.",
	},
	[FACET_EXPECTED] = {
		.name = "expected", .kind = FIELD_CHOICE, .choices = "yes, no",
		.is_private = true,
		.help = "Whether `check` warns of an entry that has no term of "
			"it.",
	},
	[FACET_SCHEMA_ORG] = {
		.name = "schema-org", .kind = FIELD_CHOICE,
		.choices = "serviceType, audience",
		.help = "What its terms are to search engines.",
	},
	[FACET_VISIBILITY] = VISIBILITY_ROW(
		"`internal` keeps it and all its terms from everybody but "
		"those whom nginx marks as coming from inside."),
	[FACET_UUID] = RECORD_UUID,
	[FACET_REVIEWED] = RECORD_REVIEWED,
};

static const struct field term_fields[] = {
	[TERM_NAME] = {
		.name = "name", .is_translated = true, .is_required = true,
		.help = "Its label.",
	},
	[TERM_SUMMARY] = {
		.name = "summary", .is_translated = true,
		.help = "What it means, in a sentence.",
	},
	[TERM_NOTE] = {
		.name = "note", .is_translated = true,
		.help = "What readers must know about it.",
	},
	[TERM_ORDER] = ORDER_ROW,
	[TERM_PARENT] = {
		.name = "parent", .kind = FIELD_ID, .refers = "",
		.help = "The wider term of the same facet; whoever filters by "
			"that finds this too.",
	},
	[TERM_REPORTS] = {
		.name = "reports", .kind = FIELD_CHOICE, .choices = "yes, no",
		.is_private = true, .is_in_answers = true,
		.help = "Whether who filters by it wants to report something: "
			"only then may a number come first that is no help "
			"line's, and it still comes after those of help lines.",
	},
	[TERM_ASIDE] = {
		.name = "aside", .kind = FIELD_CHOICE, .choices = "yes, no",
		.is_private = true, .is_in_answers = true,
		.help = "Whether who holds it, as those do who investigate or "
			"give grants, comes behind the others and never first "
			"where people search in their own name: my boss. Who "
			"is reached by the number of a help line does not.",
	},
	[TERM_CODE] = {
		.name = "code", .is_list = true, .is_private = true,
		.is_in_answers = true,
		.check = check_code,
		.help = "What another system calls it, as in "
			"`open-eligibility:1002`: the scheme, a colon, the "
			"code. Other systems get the first one in place of "
			"its id.",
	},
	[TERM_CHANGED] = RECORD_CHANGED,
	[TERM_VISIBILITY] = VISIBILITY_ROW(
		"`internal` keeps it from the public; so is a term that only "
		"internal entries use, or none and its folder holds something "
		"internal, unless it is `public` here."),
	[TERM_UUID] = RECORD_UUID,
	[TERM_REVIEWED] = RECORD_REVIEWED,
};

static const struct field kind_fields[] = {
	[KIND_NAME] = {
		.name = "name", .is_translated = true, .is_required = true,
		.help = "Its label.",
	},
	[KIND_HSDS] = {
		.name = "hsds", .kind = FIELD_CHOICE,
		.choices = "organization, service", .is_private = true,
		.is_in_answers = true,
		.help = "What it is in the Human Services Data Specification.",
	},
	[KIND_SCHEMA_ORG] = {
		.name = "schema-org", .is_private = true, .is_in_answers = true,
		.help = "Its type in schema.org.",
	},
	[KIND_DEPARTMENT] = {
		.name = "department", .kind = FIELD_CHOICE,
		.choices = "yes, no", .is_private = true, .is_in_answers = true,
		.help = "Whether one that stands below no other is a "
			"department, and a filter, though nothing stands "
			"below it.",
	},
	[KIND_CHANGED] = RECORD_CHANGED,
	[KIND_REVIEWED] = RECORD_REVIEWED,
};

static const struct field answered_by_fields[] = {
	[ANSWERED_BY_NAME] = {
		.name = "name", .is_translated = true, .is_required = true,
		.help = "One whole sentence, shown before the number.",
	},
	[ANSWERED_BY_SHORT] = {
		.name = "short", .is_translated = true,
		.help = "The same in a few words, for the rows of lines above "
			"a page: not the government. Without it the sentence "
			"stands there.",
	},
	[ANSWERED_BY_CAUTION] = {
		.name = "caution", .is_translated = true,
		.help = "What to think of before calling.",
	},
	[ANSWERED_BY_HELP] = {
		.name = "help", .kind = FIELD_CHOICE, .choices = "yes, no",
		.is_private = true, .is_in_answers = true,
		.help = "Whether it is a help line: whoever answers is there "
			"for those who call. Only the number of one brings an "
			"entry up in a list, and only such lines are called "
			"first. `no` unless said: police, immigration "
			"enforcement and offices that decide on papers are "
			"none.",
	},
	[ANSWERED_BY_CHANGED] = RECORD_CHANGED,
	[ANSWERED_BY_REVIEWED] = RECORD_REVIEWED,
};

static const struct field start_fields[] = {
	[START_NAME] = {
		.name = "name", .is_translated = true, .is_required = true,
		.help = "The link, in a reader's words.",
	},
	[START_FILTER] = {
		.name = "filter", .is_required = true,
		.help = "What it filters by, as in audience=workers or "
			"place=il-springfield.",
	},
	[START_ORDER] = ORDER_ROW,
	[START_VISIBILITY] = VISIBILITY_ROW(
		"`internal` keeps it from the public; so is one whose filter "
		"names something internal."),
	[START_REVIEWED] = RECORD_REVIEWED,
};

const struct kind vocabulary_directory = {
	.name = "directory", .has_id = false, .header = "[directory]",
	.help = "The directory as a whole; once. Your own folder may set "
		"single keys anew.",
	RECORD_ROWS(directory_fields),
};

const struct kind vocabulary_facet = {
	.name = "facet", .has_id = true, .header = "[facet:ID]",
	.help = "One way to filter, such as audience. Its terms are "
		"sections [ID:TERM]. `department` is a facet by itself: the "
		"entries that others stand below. So is `place`, unless there "
		"is one of that name: state, county and city of public "
		"places, and the state of those told of by their city.",
	RECORD_ROWS(facet_fields),
};

const struct kind vocabulary_term = {
	.name = "FACET", .has_id = true, .header = "[FACET:ID]",
	.help = "A term of a facet.",
	RECORD_ROWS(term_fields),
};

const struct kind vocabulary_kind = {
	.name = "kind", .has_id = true, .header = "[kind:ID]",
	.help = "What an entry can be.",
	RECORD_ROWS(kind_fields),
};

const struct kind vocabulary_answered_by = {
	.name = "answered-by", .has_id = true, .header = "[answered-by:ID]",
	.help = "Who answers a phone.",
	RECORD_ROWS(answered_by_fields),
};

const struct kind vocabulary_start = {
	.name = "start", .has_id = true, .header = "[start:ID]",
	.help = "A link above the filters, in a reader's words.",
	RECORD_ROWS(start_fields),
};
/* clang-format on */

const struct kind *const vocabulary_kinds[] = {
	&vocabulary_directory, &vocabulary_facet,	&vocabulary_term,
	&vocabulary_kind,      &vocabulary_answered_by, &vocabulary_start,
	&link_check_kind,      &reading_kind,		&entry_phone,
	&location_section,     &contact_section,	&source_section,
	&entry_entry,
};

const size_t vocabulary_kind_count =
	sizeof(vocabulary_kinds) / sizeof(*vocabulary_kinds);

/* Names that the model has by itself, besides those that begin with is- and
 * has-, and sections that are no records. */
static const char *const taken[] = {
	"id",		"source",	"href",		 "date",    "number",
	"part-of",	"hide",		"replaces",	 "through", "path",
	"below",	"text",		"facets",	 "notes",   "details",
	"status-words", "words",	"site",		 "level",   "original",
	"gloss",	"untranslated", "closed-phones",
};

static bool is_key_of_entries(const char *id)
{
	for (size_t i = 0; i < entry_entry.field_count; i++)
		if (strcmp(entry_entry.fields[i].name, id) == 0)
			return true;
	return false;
}

static bool is_in_model(const char *id)
{
	if (strncmp(id, "is-", 3) == 0 || strncmp(id, "has-", 4) == 0)
		return true;
	for (size_t i = 0; i < sizeof(taken) / sizeof(*taken); i++)
		if (strcmp(taken[i], id) == 0)
			return true;
	return false;
}

static bool is_kind_of_section(const char *id)
{
	for (size_t i = 0; i < vocabulary_kind_count; i++)
		if (strcmp(vocabulary_kinds[i]->name, id) == 0)
			return true;
	return false;
}

bool vocabulary_is_taken(const char *id)
{
	return is_in_model(id) || is_key_of_entries(id) ||
	       is_kind_of_section(id);
}
