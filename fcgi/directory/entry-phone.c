/* The rows of phones, and what their sections say. */
#include "directory/entry.h"

#include <string.h>

#include "directory/entry-rows.h"
#include "directory/uuid.h"
#include "text/language-name.h"
#include "text/list.h"

#define WORD_BYTES 24

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

/* A part without words would be said by nobody, and the danger met never. */
static const char *check_danger(const char *text)
{
	struct list_item item;
	bool has_parts = false, is_empty = false;

	while (list_next_trimmed(
		&text, PHONE_DANGER_PARTS PHONE_DANGER_WAYS ",", &item)) {
		is_empty = is_empty || item.length == 0;
		has_parts = has_parts || item.end == *PHONE_DANGER_PARTS;
		if (has_parts && is_empty)
			return "has no words beside a sign + or /";
		if (item.end == ',')
			has_parts = is_empty = false;
	}
	return NULL;
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
		.search = SEARCH_DETAIL,
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
		.is_translated = true,
		.search = SEARCH_DETAIL,
		.help = HOURS_HELP " Leave it out when unknown.",
	},
	[PHONE_LANGUAGES] = {
		.name = "languages", .is_translated = true,
		.search = SEARCH_DETAIL,
		.help = "The languages spoken there, as words.",
	},
	[PHONE_LANGUAGE_CODE] = LANGUAGE_CODE_ROW,
	[PHONE_COST] = {
		.name = "cost", .is_translated = true,
		.search = SEARCH_DETAIL,
		.help = "What a call costs, as words.",
	},
	[PHONE_ABROAD] = {
		.name = "abroad", .kind = FIELD_ID, .refers = "phone",
		.help = "The line for calls from other countries.",
	},
	[PHONE_DOUBT] = {
		.name = "doubt", .is_translated = true,
		.search = SEARCH_DETAIL,
		.help = "What speaks against the number though its source had "
			"it; stands wherever the number does.",
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
	[PHONE_CHECKED] = {
		.name = "checked", .kind = FIELD_DATE, .has_note = true,
		.is_private = true,
		.help = "When somebody rang it and found it right, and in "
			"which role.",
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
		.is_private = true, .is_in_answers = true,
		.help = "What it is offered for, as in audience:workers, "
			"service:shelter. A line of [directory] that fits a "
			"filtered list stands on top of it where a help line "
			"answers, else below it. It hides nothing; `audience` "
			"does.",
	},
	[PHONE_DANGER] = {
		.name = "danger", .check = check_danger,
		.is_list = true, .is_translated = true,
		.is_untold = true, .is_private = true, .is_in_answers = true,
		.help = "Words of danger, in commas; `a / b + c` is said where "
			"a or b, and c, stand anywhere. Who searches for one "
			"sees this line of [directory] first, and no entry.",
	},
	[PHONE_HARMLESS] = {
		.name = "harmless", .is_list = true, .is_translated = true,
		.is_untold = true, .is_private = true, .is_in_answers = true,
		.help = "Words, in commas, in which those of `danger` of any "
			"line mean none, as in: chicken with a knife.",
	},
	[PHONE_VISIBILITY] = {
		.name = "visibility", .kind = FIELD_CHOICE,
		.choices = "public, internal", .is_private = true,
		.help = VISIBILITY_HELP,
	},
	[PHONE_UUID] = RECORD_UUID,
	[PHONE_REVIEWED] = RECORD_REVIEWED,
};

const struct kind entry_phone = {
	.name = "phone", .has_id = true, .header = "[phone:ID]",
	.help = "One number. Entries and [directory] name it by its id, so "
		"it is corrected in one place.",
	RECORD_ROWS(phone_fields),
};
/* clang-format on */

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
