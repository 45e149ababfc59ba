/* The rows of entries, and what their sections say. */
#include "directory/entry.h"

#include <string.h>

#include "directory/entry-check.h"
#include "directory/entry-rows.h"
#include "directory/location.h"
#include "directory/uuid.h"
#include "record/period.h"
#include "text/language-name.h"

#define AGE_MOST 130

/* clang-format off */
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
	[ENTRY_ALERT] = {
		.name = "alert", .has_note = true, .is_translated = true,
		.is_passing = true, .note_name = ENTRY_UNTIL,
		.check = entry_check_alert, .check_note = entry_check_until,
		.search = SEARCH_DETAIL,
		.help = "What holds for a few days or weeks, and the last day, "
			"as in No beds | until 2026-12-24; at most 90 days "
			"ahead. It stands first. What is closed has `status`.",
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
	[ENTRY_CONTACT] = {
		.name = "contact", .kind = FIELD_ID, .refers = "contact",
		.is_list = true,
		.help = "Whom to ask for there, by role.",
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
	[ENTRY_LOCATION] = {
		.name = "location", .kind = FIELD_ID, .refers = "location",
		.is_list = true,
		.help = "The places where it gives help. Each is as public as "
			"its own section says.",
	},
	[ENTRY_FIRST_STEP] = {
		.name = "first-step", .is_list = true, .has_note = true,
		.is_translated = true,
		.search = SEARCH_DETAIL,
		.help = "How the first hour goes, and where that is from, as "
			"in text | source, year. Leave out what nobody told "
			"you.",
	},
	[ENTRY_ASKS] = {
		.name = "asks", .is_list = true, .has_note = true,
		.is_translated = true,
		.search = SEARCH_DETAIL,
		.help = "What callers are asked for, or are not: a name, "
			"papers, immigration status, money. With its source.",
	},
	[ENTRY_MUST_REPORT] = {
		.name = "must-report", .is_list = true, .has_note = true,
		.is_translated = true,
		.search = SEARCH_DETAIL,
		.help = "To whom it must report what it is told, and when. "
			"With its source.",
	},
	[ENTRY_TAKES] = {
		.name = "takes", .is_list = true, .has_note = true,
		.is_translated = true,
		.search = SEARCH_DETAIL,
		.help = "Who may come, or may not: with children, with pets, "
			"men, with a partner, without papers. With its "
			"source.",
	},
	[ENTRY_AREA] = {
		.name = "area", .is_translated = true,
		.search = SEARCH_DETAIL,
		.help = "Where it works.",
	},
	[ENTRY_SERVES] = {
		.name = "serves", .is_list = true, .has_note = true,
		.is_translated = true, .note_name = "type",
		.check_note = entry_check_area,
		.search = SEARCH_DETAIL,
		.help = "A place whose people it serves, and what that is: "
			ENTRY_AREA_TYPES "; as in Greene County | county.",
	},
	[ENTRY_ELIGIBILITY] = {
		.name = "eligibility", .is_translated = true,
		.search = SEARCH_DETAIL,
		.help = "Who can get help there.",
	},
	[ENTRY_AGE_MIN] = {
		.name = "age-min", .kind = FIELD_NUMBER, .most = AGE_MOST,
		.help = "The youngest age; left out, it says nothing.",
	},
	[ENTRY_AGE_MAX] = {
		.name = "age-max", .kind = FIELD_NUMBER, .most = AGE_MOST,
		.help = "The oldest age; left out, it says nothing.",
	},
	[ENTRY_BRING] = {
		.name = "bring", .is_list = true, .has_note = true,
		.is_translated = true,
		.search = SEARCH_DETAIL,
		.help = "A paper to bring, and where that is from: a source or "
			"an address.",
	},
	[ENTRY_HOW] = {
		.name = "how", .is_translated = true,
		.search = SEARCH_DETAIL,
		.help = "How to apply.",
	},
	[ENTRY_HOURS] = {
		.name = "hours", .kind = FIELD_HOURS, .has_note = true,
		.is_translated = true, .is_dated = true,
		.check_note = period_fault,
		.search = SEARCH_DETAIL,
		.help = HOURS_HELP SEASON_HELP,
	},
	[ENTRY_CLOSED] = CLOSED_ROW,
	[ENTRY_LANGUAGES] = {
		.name = "languages", .is_translated = true,
		.search = SEARCH_DETAIL,
		.help = "The languages spoken there, as words.",
	},
	[ENTRY_LANGUAGE_CODE] = LANGUAGE_CODE_ROW,
	[ENTRY_INTERPRETATION] = {
		.name = "interpretation", .is_translated = true,
		.search = SEARCH_DETAIL,
		.help = "Whether there are interpreters, and how to get one.",
	},
	[ENTRY_COST] = {
		.name = "cost", .is_translated = true,
		.search = SEARCH_DETAIL,
		.help = "What help costs, as words.",
	},
	[ENTRY_FEE] = {
		.name = "fee", .is_list = true, .has_note = true,
		.finds_note = true, .is_translated = true, .note_name = "price",
		.check_note = entry_check_price,
		.search = SEARCH_DETAIL,
		.help = "For whom or what one price is, and the amount, the "
			"currency and what it is for, as in Adults | 35 USD "
			"per visit.",
	},
	[ENTRY_WAITING_TIME] = {
		.name = "waiting-time", .is_translated = true,
		.help = "Kept for other systems; no page shows it.",
	},
	[ENTRY_LICENSES] = {
		.name = "licenses", .is_translated = true,
		.help = "Kept for other systems; no page shows it.",
	},
	[ENTRY_ACCREDITATIONS] = {
		.name = "accreditations", .is_translated = true,
		.help = "Kept for other systems; no page shows it.",
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
	[ENTRY_COMES_FROM] = {
		.name = "comes-from", .kind = FIELD_ID, .refers = "source",
		.help = "Who made it, where it was taken over: then `checked` "
			"says when they checked it.",
	},
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

static bool has_line(const struct phone *const *phones, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (phones[i]->term_count == 0 &&
		    entry_phone_is_dialed(phones[i]))
			return true;
	return false;
}

static bool has_line_at_a_place(const struct entry *entry)
{
	for (size_t i = 0; i < entry->location_count; i++)
		if (has_line(entry->locations[i]->phones,
			     entry->locations[i]->phone_count))
			return true;
	return false;
}

bool entry_has_contact(const struct entry *entry)
{
	return has_line(entry->phones, entry->phone_count) ||
	       has_line_at_a_place(entry) ||
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
