/* What is said of a number beside it: in a small line, and only once where it
 * holds for several. */
#include <string.h>

#include "document/record.h"
#include "page/parts.h"
#include "site/hours-words.h"
#include "site/wording.h"

static const struct hours *hours_of(const struct phone *phone)
{
	return record_hours(phone->record, PHONE_HOURS);
}

/* Hours other than all of them. */
static bool has_limits(const struct phone *phone)
{
	const struct hours *hours = hours_of(phone);

	return hours != NULL && !hours_words_are_always(hours);
}

static bool is_for_same(const struct phone *a, const struct phone *b)
{
	return a->term_count == b->term_count &&
	       (a->term_count == 0 ||
		memcmp(a->terms, b->terms, a->term_count * sizeof(*a->terms)) ==
			0);
}

/* Whether a key says the same of both, or nothing of either. */
static bool is_alike(const struct phone *a, const struct phone *b, size_t row)
{
	const char *one, *other;

	if (a == NULL)
		return false;
	one = record_text(a->record, row);
	other = record_text(b->record, row);
	return one == other ||
	       (one != NULL && other != NULL && strcmp(one, other) == 0);
}

/* Whether what is said before the number of the one holds for the other; none
 * comes before the first. */
static bool is_answered_alike(const struct phone *a, const struct phone *b)
{
	return a != NULL && a->answered_by == b->answered_by &&
	       is_for_same(a, b) &&
	       entry_phone_is_confirmed(a) == entry_phone_is_confirmed(b) &&
	       is_alike(a, b, PHONE_DOUBT);
}

/* What the template `details` says of a phone. */
static const char *const details[] = { "hours",	    PAGE_GENERAL_HOURS,
				       "languages", "language_names",
				       "cost",	    "abroad" };

static bool is_as_detailed(const json_t *above, const json_t *phone)
{
	for (size_t i = 0; i < sizeof(details) / sizeof(*details); i++)
		if (!json_equal(json_object_get(above, details[i]),
				json_object_get(phone, details[i])))
			return false;
	return true;
}

void page_set_runs(const struct edition *edition, json_t *phones)
{
	const struct phone *before = NULL;
	const json_t *above = NULL;
	json_t *phone;
	size_t i;

	json_array_foreach(phones, i, phone)
	{
		const struct phone *of = directory_phone(
			edition->directory,
			json_string_value(json_object_get(phone, "id")));
		bool is_next = is_answered_alike(before, of);

		document_flag(phone, "is_next", is_next);
		document_flag(phone, "is_as_above",
			      is_next && is_as_detailed(above, phone));
		document_flag(phone, "says_purpose",
			      !is_next || !is_alike(before, of, PHONE_PURPOSE));
		before = of;
		above = phone;
	}
}

/* Whether nothing is said of a number but what is said of the one above. */
static bool is_said_above(const json_t *phone)
{
	return json_is_true(json_object_get(phone, "is_as_above")) &&
	       json_is_false(json_object_get(phone, "says_purpose"));
}

void page_set_beside(json_t *phones)
{
	json_t *first = NULL, *phone;
	size_t i;

	json_array_foreach(phones, i, phone)
	{
		bool is_beside = first != NULL && is_said_above(phone);

		document_flag(phone, "is_beside", is_beside);
		if (is_beside) {
			json_array_append(json_object_get(first, "beside"),
					  phone);
			continue;
		}
		first = phone;
		json_object_set_new(first, "beside", json_array());
	}
}

bool page_are_alike(const struct phone *a, const struct phone *b, size_t row)
{
	return is_answered_alike(a, b) && is_alike(a, b, row);
}

/* Appends a part of the small line; what is not translated says so. Takes
 * `text`, and nothing where that is NULL. */
static void add_part(const struct edition *edition, json_t *text,
		     bool is_untranslated, json_t *parts)
{
	const struct locale *original = edition->original;

	if (text == NULL)
		return;
	if (is_untranslated)
		text = json_pack("{so ss ss}", "text", text, "lang",
				 original->tag, "dir", original->direction);
	json_array_append_new(parts,
			      json_pack("{so sb}", "part", text, "is_more",
					json_array_size(parts) > 0));
}

static void add_word(const struct edition *edition, const char *name,
		     json_t *parts)
{
	add_part(edition,
		 json_incref(json_object_get(edition->locale->marked, name)),
		 false, parts);
}

static void add_hours(const struct edition *edition, const struct phone *of,
		      const json_t *phone, json_t *parts)
{
	if (hours_of(of) == NULL)
		add_word(edition, "brief_hours_unknown", parts);
	else if (!has_limits(of))
		add_word(edition, "brief_hours_always", parts);
	else
		add_part(edition, json_incref(json_object_get(phone, "limits")),
			 false, parts);
}

/* The same where a key has several values. */
static bool has_same_values(const struct phone *a, const struct phone *b,
			    size_t row)
{
	const struct value *one = record_value(a->record, row);
	const struct value *other = record_value(b->record, row);

	while (one != NULL && other != NULL &&
	       strcmp(one->text, other->text) == 0) {
		one = record_next(one);
		other = record_next(other);
	}
	return one == NULL && other == NULL;
}

static bool is_spoken_alike(const struct phone *before, const struct phone *of)
{
	return is_alike(before, of, PHONE_LANGUAGES) &&
	       has_same_values(before, of, PHONE_LANGUAGE_CODE);
}

/* Of the first number nothing is said where nothing is known; of another that
 * would read as if it had the languages of the first. */
static void add_languages(const struct edition *edition,
			  const struct phone *before, const json_t *phone,
			  json_t *parts)
{
	json_t *languages = json_object_get(phone, "languages");
	json_t *names = json_object_get(phone, "language_names");

	if (json_is_string(languages))
		add_part(edition, json_incref(languages),
			 page_is_untranslated(phone, "languages"), parts);
	else if (json_is_string(names))
		add_part(edition, json_incref(names), false, parts);
	else if (before != NULL)
		add_word(edition, "brief_languages_unknown", parts);
}

static void add_who(const struct edition *edition, const struct phone *of,
		    json_t *parts)
{
	const struct record *record = of->answered_by;
	size_t row = record_value(record, ANSWERED_BY_SHORT) != NULL ?
			     ANSWERED_BY_SHORT :
			     ANSWERED_BY_NAME;
	struct wording wording =
		wording_of(edition, record, row, record_value(record, row));

	add_part(edition, json_string(wording.text), wording.is_untranslated,
		 parts);
}

void page_set_brief(const struct edition *edition, const struct phone *before,
		    const struct phone *of, json_t *phone)
{
	json_t *brief = json_array();

	if (!is_alike(before, of, PHONE_HOURS))
		add_hours(edition, of, phone, brief);
	if (!is_spoken_alike(before, of))
		add_languages(edition, before, phone, brief);
	if (before == NULL)
		add_who(edition, of, brief);
	document_flag(phone, "has_brief", json_array_size(brief) > 0);
	json_object_set_new(phone, "brief", brief);
}
