/* The rows of places, and what is left of one that is told of by its city. */
#include "directory/location.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "directory/entry-rows.h"
#include "directory/uuid.h"
#include "record/period.h"
#include "text/language-name.h"

#define CITY "city"

/* A decimal fraction between `-most` and `most`, in figures alone. */
static bool is_degrees(const char *text, double most)
{
	size_t sign = text[0] == '-';
	size_t whole = strspn(text + sign, "0123456789");
	const char *rest = text + sign + whole;

	if (whole == 0 || whole > 3)
		return false;
	if (rest[0] == '.' && isdigit((unsigned char)rest[1]))
		rest += 1 + strspn(rest + 1, "0123456789");
	return rest[0] == '\0' && strtod(text + sign, NULL) <= most;
}

static const char *check_latitude(const char *text)
{
	return is_degrees(text, 90) ? NULL :
				      "is no latitude, as in 38.9072 or "
				      "-12.0464";
}

static const char *check_longitude(const char *text)
{
	return is_degrees(text, 180) ? NULL :
				       "is no longitude, as in -77.0369; one "
				       "west of Greenwich begins with a hyphen";
}

static const char *check_country(const char *text)
{
	return strlen(text) == 2 && isupper((unsigned char)text[0]) &&
			       isupper((unsigned char)text[1]) ?
		       NULL :
		       "is not two capital letters, as in US";
}

/* clang-format off */
static const struct field fields[] = {
	[LOCATION_NAME] = {
		.name = "name", .is_translated = true,
		.search = SEARCH_DETAIL,
		.help = "What the place is called, where it has a name.",
	},
	[LOCATION_AKA] = {
		.name = "aka", .is_translated = true, .is_untold = true,
		.search = SEARCH_DETAIL,
		.help = "Another name it is known by.",
	},
	[LOCATION_TYPE] = {
		.name = "type", .kind = FIELD_CHOICE,
		.choices = "physical, postal, virtual",
		.help = "Whether people go there, write there, or meet there "
			"on a screen; physical unless said.",
	},
	[LOCATION_DESCRIPTION] = {
		.name = "description", .is_translated = true,
		.search = SEARCH_DETAIL,
		.help = "How to find the door, and what is there.",
	},
	[LOCATION_STREET] = {
		.name = "street", .search = SEARCH_DETAIL,
		.help = "Number and street, with floor or room.",
	},
	[LOCATION_CITY] = {
		.name = "city", .search = SEARCH_TEXT, .is_of_city = true,
		.help = "The city, town or village.",
	},
	[LOCATION_COUNTY] = {
		.name = "county", .search = SEARCH_DETAIL,
		.help = "The county or region.",
	},
	[LOCATION_STATE] = {
		.name = "state", .search = SEARCH_DETAIL, .is_of_city = true,
		.help = "The state or province, as an address has it: IL.",
	},
	[LOCATION_POSTAL_CODE] = {
		.name = "postal-code", .search = SEARCH_DETAIL,
		.help = "The ZIP or postal code.",
	},
	[LOCATION_COUNTRY] = {
		.name = "country", .check = check_country,
		.help = "The country's two letters, as in US.",
	},
	[LOCATION_MAIL_STREET] = {
		.name = "mail-street", .search = SEARCH_DETAIL,
		.help = "Where mail goes, when that is elsewhere: street or "
			"box. City, state and postal code are those above "
			"unless the keys below say others.",
	},
	[LOCATION_MAIL_CITY] = {
		.name = "mail-city", .search = SEARCH_DETAIL,
		.help = "The city of the mail.",
	},
	[LOCATION_MAIL_STATE] = {
		.name = "mail-state", .search = SEARCH_DETAIL,
		.help = "The state of the mail.",
	},
	[LOCATION_MAIL_POSTAL_CODE] = {
		.name = "mail-postal-code", .search = SEARCH_DETAIL,
		.help = "The postal code of the mail.",
	},
	[LOCATION_LATITUDE] = {
		.name = "latitude", .check = check_latitude,
		.help = "Degrees north (WGS 84); south with a hyphen.",
	},
	[LOCATION_LONGITUDE] = {
		.name = "longitude", .check = check_longitude,
		.help = "Degrees east; west, as in America, with a hyphen.",
	},
	[LOCATION_TRANSPORT] = {
		.name = "transport", .is_translated = true,
		.search = SEARCH_DETAIL,
		.help = "How to get there without a car.",
	},
	[LOCATION_ACCESSIBILITY] = {
		.name = "accessibility", .is_list = true,
		.is_translated = true, .search = SEARCH_DETAIL,
		.help = "What there is for people with disabilities.",
	},
	[LOCATION_HOURS] = {
		.name = "hours", .kind = FIELD_HOURS, .has_note = true,
		.is_translated = true, .is_dated = true,
		.check_note = period_fault,
		.search = SEARCH_DETAIL, .is_of_city = true,
		.help = "When it is open, where that is not as the entry "
			"says.",
	},
	[LOCATION_CLOSED] = CLOSED_ROW,
	[LOCATION_PHONE] = {
		.name = "phone", .kind = FIELD_ID, .refers = "phone",
		.is_list = true, .is_of_city = true,
		.help = "Its own phones, in the order to try them.",
	},
	[LOCATION_CONTACT] = {
		.name = "contact", .kind = FIELD_ID, .refers = "contact",
		.is_list = true,
		.help = "Whom to ask for at this place, by role.",
	},
	[LOCATION_LANGUAGES] = {
		.name = "languages", .is_translated = true,
		.search = SEARCH_DETAIL, .is_of_city = true,
		.help = "The languages spoken there, as words.",
	},
	[LOCATION_LANGUAGE_CODE] = LANGUAGE_CODE_ROW,
	[LOCATION_LINK] = {
		.name = "link", .kind = FIELD_LINK, .has_note = true,
		.is_translated = true, .search = SEARCH_DETAIL,
		.help = "Its website, and the name of that.",
	},
	[LOCATION_ADDRESS_VISIBILITY] = {
		.name = "address-visibility", .kind = FIELD_CHOICE,
		.choices = "public, " CITY ", internal", .is_private = true,
		.help = "Who may know of it: `public`, everybody; `city`, "
			"everybody may know city, state, hours and closed "
			"days without the words behind them, phones and "
			"languages, and no more; `internal`, and so it is "
			"unless said: only those whom nginx marks as coming "
			"from inside.",
	},
	[LOCATION_ALIAS] = RECORD_ALIAS,
	[LOCATION_CHANGED] = RECORD_CHANGED,
	[LOCATION_UUID] = RECORD_UUID,
	[LOCATION_REVIEWED] = RECORD_REVIEWED,
};

const struct kind location_section = {
	.name = "location", .has_id = true, .header = "[location:ID]",
	.help = "A place where help is given. Entries name it by its id. It "
		"is internal unless `address-visibility` says otherwise.",
	RECORD_ROWS(fields),
};
/* clang-format on */

bool location_is(const struct record *record)
{
	return record->kind == &location_section;
}

bool location_is_public(const struct record *record)
{
	return record_is(record, LOCATION_ADDRESS_VISIBILITY, "public");
}

bool location_tells_city(const struct record *record)
{
	return location_is_public(record) ||
	       record_is(record, LOCATION_ADDRESS_VISIBILITY, CITY);
}

/* The values of a row as they are told of a city: behind hours and closed days
 * an editor may have written a street or a name. What repeats one of them in a
 * further language does so for the note alone. */
static struct value *without_notes(const struct record *record, size_t row,
				   struct arena *arena)
{
	const struct field *field = &record->kind->fields[row];
	const struct value *value = record_value(record, row);
	struct value *first = NULL, **last = &first;

	for (; value != NULL; value = record_next(value)) {
		*last = arena_alloc(arena, sizeof(**last));
		**last = *value;
		(*last)->next = NULL;
		if (!record_is_for_a_time(field, value))
			(*last)->note = NULL;
		last = &(*last)->next;
	}
	return first;
}

const struct record *location_in_city(const struct record *record,
				      struct arena *arena)
{
	size_t count = record->kind->field_count;
	struct record *copy = arena_alloc(arena, sizeof(*copy));

	*copy = *record;
	copy->id = "";
	copy->values = arena_alloc(arena, count * sizeof(*copy->values));
	for (size_t row = 0; row < count; row++) {
		const struct field *field = &record->kind->fields[row];

		if (field->is_of_city)
			copy->values[row] =
				field->has_note ?
					without_notes(record, row, arena) :
					record->values[row];
	}
	return copy;
}
