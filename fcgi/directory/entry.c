/* The rows of entries and phones. */
#include "directory/entry.h"

#include <string.h>

#include "directory/uuid.h"

#define WORD_BYTES 24
#define STATUSES   "active, inactive, defunct, temporarily closed"
#define VISIBILITY_HELP                                                        \
	"`internal` keeps it from everybody but those whom nginx marks as "    \
	"coming from inside."

#define HOURS_HELP                                                             \
	"As in Mon-Fri 08:00-20:00 America/New_York. Several ranges are "      \
	"parted by `; `, as in Mon, Wed 09:00-12:00; Sat 22:00-02:00 local "   \
	"time. What closes before it opens closes on the next day; `local "    \
	"time` is that of the place which is called."

static const char *check_extension(const char *text)
{
	return strspn(text, "0123456789") == strlen(text) ?
		       NULL :
		       "holds more than digits; what to say or to choose "
		       "belongs into `prompt`";
}

static const char *check_word(const char *text)
{
	return strpbrk(text, " \t") == NULL && strlen(text) <= WORD_BYTES ?
		       NULL :
		       "is not one short word";
}

/* clang-format off */
static const struct field phone_fields[] = {
	[PHONE_NUMBER] = {
		.name = "number", .kind = FIELD_PHONE, .is_required = true,
		.search = SEARCH_DETAIL,
		.help = "As it is dialed, with country code; or a short code.",
	},
	[PHONE_EXTENSION] = {
		.name = "extension", .check = check_extension,
		.help = "Digits to dial after the answer; zeros in front "
			"count.",
	},
	[PHONE_PROMPT] = {
		.name = "prompt", .is_translated = true,
		.search = SEARCH_DETAIL,
		.help = "What to choose from a spoken menu.",
	},
	[PHONE_TYPE] = {
		.name = "type", .kind = FIELD_CHOICE,
		.choices = PHONE_TYPES, .is_list = true,
		.help = "How it is used, the first way first, as in voice, "
			"text; voice unless said.",
	},
	[PHONE_PURPOSE] = {
		.name = "purpose", .is_translated = true, .is_required = true,
		.search = SEARCH_TEXT,
		.help = "What it is for.",
	},
	[PHONE_WORD] = {
		.name = "word", .is_translated = true, .check = check_word,
		.help = "The same in one word, for a card that is cut out.",
	},
	[PHONE_ANSWERED_BY] = {
		.name = "answered-by", .kind = FIELD_ID,
		.refers = "answered-by", .is_required = true,
		.help = "Who answers; shown before the number.",
	},
	[PHONE_RELAY] = {
		.name = "relay", .kind = FIELD_PHONE,
		.search = SEARCH_DETAIL,
		.help = "The relay service through which deaf people reach it.",
	},
	[PHONE_HOURS] = {
		.name = "hours", .kind = FIELD_HOURS, .has_note = true,
		.search = SEARCH_DETAIL,
		.help = HOURS_HELP " Leave it out when unknown.",
	},
	[PHONE_LANGUAGES] = {
		.name = "languages", .is_translated = true,
		.search = SEARCH_DETAIL,
		.help = "The languages spoken there, as words.",
	},
	[PHONE_COST] = {
		.name = "cost", .is_translated = true,
		.search = SEARCH_DETAIL,
		.help = "What a call costs, as words.",
	},
	[PHONE_ABROAD] = {
		.name = "abroad", .kind = FIELD_ID, .refers = "phone",
		.help = "The line for calls from other countries.",
	},
	[PHONE_NOTE] = {
		.name = "note", .is_translated = true,
		.search = SEARCH_DETAIL,
		.help = "What a caller must know.",
	},
	[PHONE_VERIFIED] = {
		.name = RECORD_VERIFIED_NAME, .kind = FIELD_DATE,
		.has_note = true, .is_aging = true,
		.help = "The date on which the source showed this number, and "
			"the source. Without it the number is shown as not "
			"confirmed, and is in no list of lines.",
	},
	[PHONE_CHANGED] = RECORD_CHANGED,
	[PHONE_STATUS] = {
		.name = "status", .kind = FIELD_CHOICE, .choices = STATUSES,
		.help = "Only an active number is shown. Of one that is "
			"temporarily closed, its entry and the page of all "
			"lines say so.",
	},
	[PHONE_ALIAS] = RECORD_ALIAS,
	[PHONE_AUDIENCE] = {
		.name = "audience", .kind = FIELD_ID, .refers = "audience",
		.is_list = true,
		.help = "For whom it is, when it is not for everybody; lists "
			"show it only to those who filter by one of them.",
	},
	[PHONE_FITS] = {
		.name = "fits", .kind = FIELD_TERM, .is_list = true,
		.is_private = true,
		.help = "What it is offered for, as in audience:workers, "
			"service:shelter. A line of [directory] that fits a "
			"filtered list stands on top of it where a help line "
			"answers, else below it. It hides nothing; `audience` "
			"does.",
	},
	[PHONE_VISIBILITY] = {
		.name = "visibility", .kind = FIELD_CHOICE,
		.choices = "public, internal", .is_private = true,
		.help = VISIBILITY_HELP,
	},
	[PHONE_UUID] = RECORD_UUID,
	[PHONE_REVIEWED] = RECORD_REVIEWED,
};

static const struct field entry_fields[] = {
	[ENTRY_NAME] = {
		.name = "name", .is_translated = true, .is_required = true,
		.is_official = true,
		.search = SEARCH_NAME,
		.help = "Its official name. In other languages it stands as "
			"it is, and the translation behind it.",
	},
	[ENTRY_ABBREVIATION] = {
		.name = "abbreviation",
		.search = SEARCH_ABBREVIATION,
		.help = "Its letters, as in OSHA.",
	},
	[ENTRY_AKA] = {
		.name = "aka", .is_list = true, .is_translated = true,
		.is_untold = true,
		.search = SEARCH_NAME,
		.help = "Another name it is known by.",
	},
	[ENTRY_KIND] = {
		.name = "kind", .kind = FIELD_ID, .refers = "kind",
		.is_required = true,
		.help = "What it is.",
	},
	[ENTRY_LISTED_UNDER] = {
		.name = "listed-under", .kind = FIELD_ID, .refers = "entry",
		.help = "The entry it stands below.",
	},
	[ENTRY_PARENT] = {
		.name = "parent", .kind = FIELD_ID, .refers = "entry",
		.help = "The entry it reports to.",
	},
	[ENTRY_ORDER] = {
		.name = "order", .kind = FIELD_NUMBER, .most = 100000,
		.is_private = true,
		.help = "Its place among those under the same heading; those "
			"without one follow, in the order of the files.",
	},
	[ENTRY_SUMMARY] = {
		.name = "summary", .is_translated = true, .is_required = true,
		.search = SEARCH_TEXT,
		.help = "What it does, in at most two plain sentences.",
	},
	[ENTRY_NOTE] = {
		.name = "note", .is_list = true, .is_translated = true,
		.search = SEARCH_TEXT,
		.help = "What readers must know.",
	},
	[ENTRY_FACT] = {
		.name = "fact", .is_list = true, .has_note = true,
		.is_translated = true,
		.search = SEARCH_DETAIL,
		.help = "A fact, and where it is from.",
	},
	[ENTRY_CORRECTION] = {
		.name = "correction", .is_list = true, .has_note = true,
		.is_translated = true,
		.search = SEARCH_DETAIL,
		.help = "What other lists say wrongly, and the source that "
			"shows it.",
	},
	[ENTRY_PHONE] = {
		.name = "phone", .kind = FIELD_ID, .refers = "phone",
		.is_list = true,
		.help = "Its phones, in the order to try them.",
	},
	[ENTRY_LINK] = {
		.name = "link", .kind = FIELD_LINK, .is_list = true,
		.has_note = true, .is_translated = true,
		.search = SEARCH_DETAIL,
		.help = "An address, and the name of what is there.",
	},
	[ENTRY_EMAIL] = {
		.name = "email", .kind = FIELD_EMAIL,
		.search = SEARCH_DETAIL,
		.help = "An e-mail address.",
	},
	[ENTRY_ADDRESS] = {
		.name = "address", .is_private = true,
		.help = "A postal address.",
	},
	[ENTRY_ADDRESS_VISIBILITY] = {
		.name = "address-visibility", .kind = FIELD_CHOICE,
		.choices = "public, internal", .is_private = true,
		.help = "An address is internal unless this says public.",
	},
	[ENTRY_AREA] = {
		.name = "area", .is_translated = true,
		.search = SEARCH_DETAIL,
		.help = "Where it works.",
	},
	[ENTRY_ELIGIBILITY] = {
		.name = "eligibility", .is_translated = true,
		.search = SEARCH_DETAIL,
		.help = "Who can get help there.",
	},
	[ENTRY_HOW] = {
		.name = "how", .is_translated = true,
		.search = SEARCH_DETAIL,
		.help = "How to apply.",
	},
	[ENTRY_HOURS] = {
		.name = "hours", .kind = FIELD_HOURS, .has_note = true,
		.search = SEARCH_DETAIL,
		.help = HOURS_HELP,
	},
	[ENTRY_LANGUAGES] = {
		.name = "languages", .is_translated = true,
		.search = SEARCH_DETAIL,
		.help = "The languages spoken there, as words.",
	},
	[ENTRY_COST] = {
		.name = "cost", .is_translated = true,
		.search = SEARCH_DETAIL,
		.help = "What help costs, as words.",
	},
	[ENTRY_STATUS] = {
		.name = "status", .kind = FIELD_CHOICE, .choices = STATUSES,
		.help = "Active unless said.",
	},
	[ENTRY_REPLACED_BY] = {
		.name = "replaced-by", .kind = FIELD_ID, .refers = "entry",
		.help = "What took its place.",
	},
	[ENTRY_ALIAS] = RECORD_ALIAS,
	[ENTRY_CHECKED] = {
		.name = "checked", .kind = FIELD_DATE, .has_note = true,
		.is_aging = true,
		.help = "When somebody compared the whole entry with its "
			"sources, and in which role.",
	},
	[ENTRY_CHANGED] = RECORD_CHANGED,
	[ENTRY_VISIBILITY] = {
		.name = "visibility", .kind = FIELD_CHOICE,
		.choices = "public, internal", .is_private = true,
		.help = VISIBILITY_HELP,
	},
	[ENTRY_INTERNAL_NOTE] = {
		.name = "internal-note", .is_list = true, .is_private = true,
		.help = "For colleagues: roles only, never people, clients or "
			"cases.",
	},
	[ENTRY_UUID] = RECORD_UUID,
	[ENTRY_REVIEWED] = RECORD_REVIEWED,
};

const struct kind entry_phone = {
	.name = "phone", .has_id = true, .header = "[phone:ID]",
	.help = "One number. Entries and [directory] name it by its id, so "
		"it is corrected in one place.",
	RECORD_ROWS(phone_fields),
};

const struct kind entry_entry = {
	.name = "entry", .has_id = true, .header = "[entry:ID]",
	.help = "One entry. Besides these keys it has one for each facet, as "
		"in `goal = access | the reason`.",
	RECORD_ROWS(entry_fields),
};
/* clang-format on */

const struct kind *entry_kind(const char *const *facets, size_t count,
			      struct arena *arena)
{
	struct kind *kind = arena_alloc(arena, sizeof(*kind));
	size_t own = entry_entry.field_count, rows = own + count;
	struct field *fields = arena_alloc(arena, rows * sizeof(*fields));

	memcpy(fields, entry_fields, sizeof(entry_fields));
	for (size_t i = 0; i < count; i++)
		fields[own + i] = (struct field){
			.name = facets[i],
			.kind = FIELD_ID,
			.refers = facets[i],
			.is_list = true,
			.has_note = true,
			.is_translated = true,
			.search = SEARCH_DETAIL,
			.help = "A term of this facet, and the reason.",
		};
	*kind = entry_entry;
	kind->fields = fields;
	kind->field_count = rows;
	return kind;
}

const struct kind *entry_phone_kind(const char *codes, struct arena *arena)
{
	struct kind *kind = arena_alloc(arena, sizeof(*kind));
	struct field *fields = arena_alloc(arena, sizeof(phone_fields));

	memcpy(fields, phone_fields, sizeof(phone_fields));
	for (size_t i = 0; i < entry_phone.field_count; i++)
		if (fields[i].kind == FIELD_PHONE)
			fields[i].choices = codes;
	*kind = entry_phone;
	kind->fields = fields;
	return kind;
}

bool entry_phone_is_active(const struct record *phone)
{
	return record_value(phone, PHONE_STATUS) == NULL ||
	       record_is(phone, PHONE_STATUS, "active");
}

bool entry_phone_is(const struct record *phone, const char *type)
{
	const struct value *value = record_value(phone, PHONE_TYPE);

	if (value == NULL)
		return strcmp(type, PHONE_TYPE_DEFAULT) == 0;
	while (value != NULL && strcmp(value->text, type) != 0)
		value = record_next(value);
	return value != NULL;
}

bool entry_phone_is_confirmed(const struct phone *phone)
{
	return record_value(phone->record, PHONE_VERIFIED) != NULL;
}

bool entry_phone_is_dialed(const struct phone *phone)
{
	for (size_t i = 0; i < phone->type_count; i++)
		if (phone->types[i]->scheme != NULL)
			return true;
	return false;
}

static bool has_line(const struct entry *entry)
{
	for (size_t i = 0; i < entry->phone_count; i++)
		if (entry->phones[i]->term_count == 0 &&
		    entry_phone_is_dialed(entry->phones[i]))
			return true;
	return false;
}

bool entry_has_contact(const struct entry *entry)
{
	return has_line(entry) ||
	       record_value(entry->record, ENTRY_LINK) != NULL ||
	       record_value(entry->record, ENTRY_EMAIL) != NULL;
}

bool entry_is_active(const struct entry *entry)
{
	return record_value(entry->record, ENTRY_STATUS) == NULL ||
	       record_is(entry->record, ENTRY_STATUS, "active");
}

const struct entry *entry_through(const struct entry *entry)
{
	do {
		entry = entry->parent != NULL ? entry->parent :
						entry->listed_under;
	} while (entry != NULL &&
		 (!entry_is_active(entry) || !entry_has_contact(entry)));
	return entry;
}
