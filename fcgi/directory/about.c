/* The keys of each folder, later ones over earlier ones. */
#include "directory/about.h"

#include <string.h>

#include "directory/vocabulary.h"

struct reading {
	const struct record *about; /* what was read so far, or NULL */
	const struct record_scope *scope;
	const char *first_language; /* the default one */
	struct arena *arena;
	struct err *err;
};

bool about_is(const struct ini_file_section *section)
{
	return strcmp(section->kind, vocabulary_directory.name) == 0 &&
	       !section->is_lost;
}

/* Each [directory] may set single keys, so none has to be whole. */
static const struct kind *partial_about(struct arena *arena)
{
	size_t size = vocabulary_directory.field_count * sizeof(struct field);
	struct kind *kind = arena_alloc(arena, sizeof(*kind));
	struct field *fields = arena_alloc(arena, size);

	memcpy(fields, vocabulary_directory.fields, size);
	for (size_t i = 0; i < vocabulary_directory.field_count; i++)
		fields[i].is_required = false;
	*kind = vocabulary_directory;
	kind->fields = fields;
	return kind;
}

/* A folder may offer fewer languages or more, and the texts of those before it
 * stay in the language that they are written in. */
static void check_default(struct reading *reading, const struct record *later)
{
	const struct value *language = record_value(later, DIRECTORY_LANGUAGES);

	if (language != NULL &&
	    strcmp(language->text, reading->first_language) != 0)
		err_at_column(reading->err, language->file, language->line,
			      language->column,
			      "languages: the first must be `%s`, in which the "
			      "folders before this one are written",
			      reading->first_language);
}

/* What is set anew by a later folder names nothing any more, and is judged by
 * its form alone. */
static void check_form(struct reading *reading, const struct field *field,
		       const struct value *value)
{
	for (; value != NULL && field->refers != NULL; value = value->next) {
		struct field_text text = { value->text, value->file,
					   value->line, value->column, 0 };

		field_check(field, &text, reading->err);
	}
}

/* `last` is the [directory] read before, NULL for the first. */
static void add_about(struct reading *reading, const struct record *last,
		      const struct record *later)
{
	const struct record *about = reading->about;

	if (about == NULL) {
		reading->about = later;
		return;
	}
	if (last->folder == later->folder)
		err_at(reading->err, later->file, later->line,
		       "[directory] stands here a second time; it is also at "
		       "%s:%d",
		       last->file, last->line);
	check_default(reading, later);
	for (size_t i = 0; i < about->kind->field_count; i++) {
		if (later->values[i] == NULL)
			continue;
		check_form(reading, &about->kind->fields[i], about->values[i]);
		about->values[i] = later->values[i];
	}
}

/* What must be there may stand in any folder's [directory]. */
static void check_about(const struct reading *reading)
{
	const struct record *about = reading->about;
	const struct field *rows = vocabulary_directory.fields;

	for (size_t i = 0; i < vocabulary_directory.field_count; i++)
		if (rows[i].is_required && about->values[i] == NULL)
			err_at(reading->err, about->file, about->line,
			       "[directory] has no `%s`", rows[i].name);
}

const struct record *about_read(const struct ini_file_section *sections,
				const struct record_scope *scope,
				const char *language, struct arena *arena,
				struct err *err)
{
	struct reading reading = { NULL, scope, language, arena, err };
	const struct kind *kind = partial_about(arena);
	const struct record *last = NULL, *later;
	size_t faults = err->count;

	for (const struct ini_file_section *section = sections; section != NULL;
	     section = ini_file_next(section, arena)) {
		if (!about_is(section))
			continue;
		later = record_read(section, kind, scope, arena, err);
		add_about(&reading, last, later);
		last = later;
	}
	if (reading.about == NULL)
		err_plain(err,
			  "the directory has no section [directory], which "
			  "gives its title; a folder of your own only adds to "
			  "the shipped one, and `path` names both, the shipped "
			  "one first");
	else if (err->count == faults)
		check_about(&reading);
	return reading.about;
}
