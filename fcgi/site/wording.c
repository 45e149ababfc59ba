/* The translation where it may be shown, else the original. */
#include "site/wording.h"

#include "record/translation.h"

/* Whether the site wants to show what this section says in the language. */
static bool is_shown(const struct edition *edition, const struct record *record)
{
	return edition->settings->unreviewed != UNREVIEWED_HIDE ||
	       translation_review(record, edition->locale->tag) != NULL;
}

static const struct value *translated(const struct edition *edition,
				      const struct record *record, size_t row,
				      const struct value *value)
{
	if (!edition_is_translated(edition) ||
	    !record->kind->fields[row].is_translated ||
	    !is_shown(edition, record))
		return NULL;
	return translation_of(record, row, value, edition->locale->tag);
}

struct wording wording_of(const struct edition *edition,
			  const struct record *record, size_t row,
			  const struct value *value)
{
	const struct field *field = &record->kind->fields[row];
	bool has_words = field->is_translated && record_has_words(field, value);
	const struct value *other = translated(edition, record, row, value);
	struct wording wording = { .text = value->text, .note = value->note };

	if (other != NULL && field->is_official)
		wording.gloss = other->text;
	else if (other != NULL)
		wording.text = other->text;
	if (other != NULL && other->note != NULL &&
	    !record_is_for_a_time(field, value))
		wording.note = other->note;
	wording.is_untranslated = edition_is_translated(edition) && has_words &&
				  (other == NULL || field->is_official);
	wording.is_note_untranslated = edition_is_translated(edition) &&
				       has_words && wording.note == value->note;
	return wording;
}

const char *wording_text(const struct edition *edition,
			 const struct record *record, size_t row)
{
	const struct value *value = record_value(record, row);

	if (value == NULL)
		return NULL;
	return wording_of(edition, record, row, value).text;
}
