/* What concerns the further languages of a directory. */
#include "check/lint.h"

#include <string.h>

#include "directory/reading.h"
#include "record/translation.h"
#include "site/offering.h"

#define NAMES_BYTES    ((size_t)4096)
#define OFFERING_BYTES ((size_t)64 * 1024)

/* What is done with a section and a further language of the directory. */
typedef void section_check(const struct collection *collection,
			   const struct record *record, const char *language,
			   struct err *warnings);

static void check_all(const struct collection *collection, section_check *check,
		      struct err *warnings)
{
	const struct value *language = record_next(
		record_value(collection->about, DIRECTORY_LANGUAGES));

	for (; language != NULL; language = record_next(language)) {
		check(collection, collection->about, language->text, warnings);
		for (size_t i = 0; i < collection->count; i++)
			check(collection, collection->records[i],
			      language->text, warnings);
	}
}

/* Whether a value of the row says something that the language lacks. */
static bool is_missing(const struct record *record, size_t row,
		       const char *language)
{
	const struct field *field = &record->kind->fields[row];
	const struct value *value = record_value(record, row);

	if (!field->is_translated || field->is_review || field->is_untold)
		return false;
	for (; value != NULL; value = record_next(value))
		if (record_has_words(field, value) &&
		    translation_of(record, row, value, language) == NULL)
			return true;
	return false;
}

static void check_missing(const struct collection *collection,
			  const struct record *record, const char *language,
			  struct err *warnings)
{
	struct buf names = buf_new(NAMES_BYTES);

	(void)collection;
	for (size_t row = 0; row < record->kind->field_count; row++)
		if (is_missing(record, row, language))
			buf_printf(&names, "%s`%s.%s`",
				   names.length > 0 ? ", " : "",
				   record->kind->fields[row].name, language);
	if (names.length > 0)
		err_at(warnings, record->file, record->line,
		       "[%s%s%s] lacks %s", record->kind->name,
		       record->id[0] != '\0' ? ":" : "", record->id,
		       buf_text(&names));
	buf_free(&names);
}

static void check_outdated(const struct collection *collection,
			   const struct record *record, const char *language,
			   struct err *warnings)
{
	const struct value *review = translation_review(record, language);
	const struct value *changed = record_named(record, RECORD_CHANGED_NAME);

	(void)collection;
	if (review != NULL && changed != NULL &&
	    !field_is_undated(changed->text) &&
	    strcmp(changed->text, review->text) > 0)
		err_at(warnings, review->file, review->line,
		       "reviewed.%s: the %s changed after that, on %s",
		       language, record->kind->name, changed->text);
}

static void check_review(const struct collection *collection,
			 const struct record *record, const char *language,
			 struct err *warnings)
{
	if (translation_is_there(record, language) &&
	    !reading_is_whole(collection, record, language))
		err_at(warnings, record->file, record->line,
		       "[%s%s%s] has no `reviewed.%s`: no speaker of the "
		       "language has read it",
		       record->kind->name, record->id[0] != '\0' ? ":" : "",
		       record->id, language);
}

static void check_words(const struct edition *edition, struct err *warnings)
{
	const struct locale *locale = edition->locale;

	if (locale->has_none) {
		err_at(warnings, edition->directory->about->file,
		       edition->directory->about->line,
		       "the interface has no words in `%s`, so it is in "
		       "English there: write a file %s.ini into the folder "
		       "that the setting site.locale names",
		       locale->tag, locale->tag);
		return;
	}
	for (size_t i = 0; locale->missing[i] != NULL; i++)
		err_at(warnings, edition->directory->about->file,
		       edition->directory->about->line,
		       "the interface has no `%s` in `%s`", locale->missing[i],
		       locale->tag);
}

/* Readers are not led to a language that lacks what keeps them safe. */
static void check_offering(const struct edition *edition, struct err *warnings)
{
	struct buf names = buf_new(OFFERING_BYTES);
	size_t count = offering_print_missing(edition->directory,
					      edition->locale, &names);

	if (count > 0)
		err_at(warnings, edition->directory->about->file,
		       edition->directory->about->line,
		       "readers are not offered `%s` until it has all that "
		       "keeps them safe; `signpost check --missing %s` says "
		       "what it lacks",
		       edition->locale->tag, edition->locale->tag);
	buf_free(&names);
}

void lint_check_missing(const struct collection *collection,
			const struct locale *locale, const char *own,
			struct err *missing)
{
	check_missing(collection, collection->about, locale->tag, missing);
	for (size_t i = 0; i < collection->count; i++)
		check_missing(collection, collection->records[i], locale->tag,
			      missing);
	for (size_t i = 0; locale->missing[i] != NULL; i++)
		err_at(missing, own, 0, "[text] lacks `%s`",
		       locale->missing[i]);
}

void lint_check_translations(const struct edition *edition,
			     struct err *warnings)
{
	const struct collection *collection = edition->directory->collection;

	check_all(collection, check_missing, warnings);
	check_all(collection, check_outdated, warnings);
	for (size_t i = 1; i < edition->count; i++) {
		check_words(&edition->all[i], warnings);
		check_offering(&edition->all[i], warnings);
	}
}

void lint_check_reviews(const struct edition *edition, struct err *warnings)
{
	check_all(edition->directory->collection, check_review, warnings);
}
