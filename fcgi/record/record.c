/* Keys to rows, values to lists. */
#include "record/record.h"

#include <string.h>

#include "record/hours.h"
#include "record/note.h"
#include "record/repetition.h"
#include "text/list.h"
#include "text/spelling.h"
#include "text/typeset.h"

/* What reading one section needs at every step. */
struct reading {
	struct record *record;
	bool *mentioned; /* by row: it is there, if only misspelt or faulty */
	const struct record_scope *scope;
	struct arena *arena;
	struct arena *scratch; /* of what nobody needs behind the section */
	struct err *err;
};

/* The row that is called the first `length` bytes of `name`, or the number of
 * rows. */
static size_t find_row(const struct kind *kind, const char *name, size_t length)
{
	size_t i = 0;

	while (i < kind->field_count &&
	       (kind->fields[i].name[0] != name[0] ||
		strncmp(kind->fields[i].name, name, length) != 0 ||
		kind->fields[i].name[length] != '\0'))
		i++;
	return i;
}

/* The word of the list that is the first `length` bytes of `text`, or NULL. */
static const char *find_word(const char *const *words, const char *text,
			     size_t length)
{
	for (; *words != NULL; words++)
		if (strncmp(*words, text, length) == 0 &&
		    (*words)[length] == '\0')
			return *words;
	return NULL;
}

/* What was meant with the name of a key, which is then mentioned. */
static struct spelling mention(const struct reading *reading, const char *name)
{
	const struct kind *kind = reading->record->kind;
	struct spelling spelling = spelling_of(name);

	for (size_t i = 0; i < kind->field_count; i++)
		spelling_try(&spelling, kind->fields[i].name);
	if (spelling.nearest != NULL)
		reading->mentioned[find_row(kind, spelling.nearest,
					    strlen(spelling.nearest))] = true;
	return spelling;
}

/* `*row` becomes that of the key that was meant, where there is one. */
static int unknown_key(const struct reading *reading,
		       const struct ini_file_pair *pair, size_t *row)
{
	const struct kind *kind = reading->record->kind;
	struct spelling spelling;

	if (find_word(reading->scope->excused, pair->name,
		      strcspn(pair->name, ".")) != NULL)
		return -1;
	spelling = mention(reading, pair->name);
	if (spelling.nearest != NULL)
		*row = find_row(kind, spelling.nearest,
				strlen(spelling.nearest));
	if (reading->record->folder > 0)
		spelling_try(&spelling, "replaces");
	if (spelling.nearest != NULL)
		return err_at(reading->err, pair->file, pair->line,
			      "[%s] has no key `%s`; did you mean `%s`?",
			      kind->name, pair->name, spelling.nearest);
	return err_at(reading->err, pair->file, pair->line,
		      "[%s] has no key `%s`", kind->name, pair->name);
}

static int unknown_language(const struct reading *reading,
			    const struct ini_file_pair *pair, const char *tag)
{
	if (find_word(reading->scope->excused, tag, strlen(tag)) != NULL)
		return -1;
	return err_at(reading->err, pair->file, pair->line,
		      "`%s` is none of the directory's further languages "
		      "([directory] languages)",
		      tag);
}

/* Parts `name.language`; `*language` stays NULL for a plain name. */
static int part_name(const struct reading *reading,
		     const struct ini_file_pair *pair, size_t *row,
		     const char **language)
{
	const struct kind *kind = reading->record->kind;
	size_t length = strcspn(pair->name, ".");

	*row = find_row(kind, pair->name, length);
	if (*row == kind->field_count)
		return unknown_key(reading, pair, row);
	if (pair->name[length] == '\0' && kind->fields[*row].is_review)
		return err_at(reading->err, pair->file, pair->line,
			      "`%s` needs the language that was read, as in "
			      "`%s.es`",
			      pair->name, pair->name);
	if (pair->name[length] == '\0')
		return 0;
	if (!kind->fields[*row].is_translated)
		return err_at(reading->err, pair->file, pair->line,
			      "`%s` cannot be translated",
			      kind->fields[*row].name);
	*language =
		find_word(reading->scope->languages, pair->name + length + 1,
			  strlen(pair->name + length + 1));
	if (*language == NULL)
		return unknown_language(reading, pair, pair->name + length + 1);
	return 0;
}

/* Of a text of the section, for as long as the record lives. */
static const char *copy_of(const struct reading *reading, const char *text)
{
	return arena_text(reading->arena, text, strlen(text));
}

static void append(struct value **list, struct value *value)
{
	while (*list != NULL)
		list = &(*list)->next;
	*list = value;
}

/* Whether another section is named; what is wrong with its id can be told only
 * when all are known. */
static bool is_reference(const struct field *field)
{
	return field->kind == FIELD_ID && field->refers != NULL;
}

/* Of a reference only what looks right and is not, where it stands. */
static int check_form(const struct field *field, const struct field_text *text,
		      struct err *err)
{
	const char *note;

	if (!is_reference(field))
		return field_check(field, text, err);
	if (note_find_odd(field, text->text, &note) > 0)
		return 0;
	return field_report_odd(field, text, err) ? -1 : 0;
}

/* A translation may leave the note to what it translates. */
static int check_note(const struct field *field, const struct value *value,
		      const struct field_text *text, struct err *err)
{
	return value->note == NULL && value->language != NULL ?
		       0 :
		       field_check_note(field, value->note, text, err);
}

/* `span`: how many bytes of the value's text stand on its line. */
static int add_value(const struct reading *reading, size_t row,
		     struct value value, size_t span)
{
	const struct field *field = &reading->record->kind->fields[row];
	struct field_text text = { NULL, value.file, value.line, value.column,
				   span };
	struct value *copy;

	value.text = field_plain(field, value.text, reading->scratch);
	text.text = value.text;

	if (value.text[0] == '\0')
		return err_at_column(reading->err, value.file, value.line,
				     value.column, "`%s`: a value is empty",
				     field->name);
	if (value.note != NULL && value.note[0] == '\0')
		return err_at_column(
			reading->err, value.file, value.line, value.column,
			"`%s`: nothing stands after the ` | `", field->name);
	if (check_form(field, &text, reading->err) != 0 ||
	    check_note(field, &value, &text, reading->err) != 0 ||
	    repetition_check(field, reading->record->values[row], &value,
			     reading->err) != 0)
		return -1;
	copy = arena_alloc(reading->arena, sizeof(*copy));
	*copy = value;
	copy->text = copy_of(reading, value.text);
	if (field->kind == FIELD_HOURS)
		copy->hours = hours_new(copy->text, reading->arena);
	append(&reading->record->values[row], copy);
	return 0;
}

/* `a, b, c` of a row of ids or choices; commas elsewhere are text. */
static void add_ids(const struct reading *reading, size_t row,
		    const struct ini_file_pair *pair, struct value value)
{
	const char *rest = value.text;
	struct list_item id;

	while (list_next(&rest, ",", &id)) {
		const char *start = id.text + typeset_blanks(id.text);
		size_t place = (size_t)(start - pair->value);

		value.column = ini_file_column(pair, start);
		value.text =
			typeset_inside(id.text, id.length, reading->scratch);
		if (value.text[0] == '\0') {
			value.column = ini_file_column(
				pair,
				id.text > pair->value ? id.text - 1 : id.text);
			err_at_column(reading->err, pair->file, pair->line,
				      value.column,
				      "`%s`: nothing stands %s this comma; "
				      "leave it out",
				      reading->record->kind->fields[row].name,
				      id.text > pair->value ? "behind" :
							      "before");
			continue;
		}
		add_value(reading, row, value,
			  place < pair->span ? pair->span - place : 0);
	}
}

/* Whether a line of the value is a key that was indented by mistake. */
static bool has_lookalike(const struct reading *reading,
			  const struct ini_file_pair *pair)
{
	const struct kind *kind = reading->record->kind;
	const struct ini_file_pair *like = pair->lookalikes;
	bool has_one = false;

	for (; like != NULL; like = like->next) {
		size_t row =
			find_row(kind, like->name, strcspn(like->name, "."));

		if (row == kind->field_count)
			continue;
		has_one = true;
		reading->mentioned[row] = true;
		ini_file_report_indented(like, reading->err);
	}
	return has_one;
}

/* Whether a key whose name is faulty can be read all the same, so that what is
 * wrong behind it is told in the same round. */
static bool is_list_of_references(const struct reading *reading, size_t row)
{
	const struct kind *kind = reading->record->kind;

	return row < kind->field_count && kind->fields[row].is_list &&
	       is_reference(&kind->fields[row]);
}

static void take_pair(const struct reading *reading,
		      const struct ini_file_pair *pair)
{
	struct value value = {
		.file = reading->record->file,
		.line = pair->line,
		.column = pair->column,
	};
	const struct field *field;
	const char *note;
	size_t row;

	if (part_name(reading, pair, &row, &value.language) != 0 &&
	    !is_list_of_references(reading, row))
		return;
	reading->mentioned[row] = true;
	if (has_lookalike(reading, pair) || ini_file_is_quoted(pair)) {
		reading->record->is_faulty = true;
		return;
	}
	field = &reading->record->kind->fields[row];
	value.text = field->has_note ? note_part(pair->value, &value.note,
						 reading->scratch) :
				       pair->value;
	if (value.note != NULL)
		value.note = copy_of(reading, value.note);
	if (repetition_is_in_commas(field) && field->is_list &&
	    value.note == NULL && note_find_odd(field, pair->value, &note) == 0)
		add_ids(reading, row, pair, value);
	else
		add_value(reading, row, value, pair->span);
}

/* A translation needs what it translates, and that needs words. */
static void check_translation(const struct reading *reading,
			      const struct field *field,
			      const struct value *all,
			      const struct value *value)
{
	const char *text = record_repeats(field) ? value->text : NULL;
	const struct value *of = repetition_find(all, text, NULL);

	if (of == NULL) {
		err_at(reading->err, value->file, value->line,
		       "`%s.%s` translates a `%s` that is not there",
		       field->name, value->language, field->name);
		return;
	}
	while (of != NULL && record_is_for_a_time(field, of))
		of = repetition_find(of->next, text, NULL);
	if (of == NULL)
		err_at(reading->err, value->file, value->line,
		       "`%s.%s` translates a `%s` for a time, which every "
		       "language has by itself; leave it out",
		       field->name, value->language, field->name);
}

static void check_translations(const struct reading *reading, size_t row)
{
	const struct field *field = &reading->record->kind->fields[row];
	const struct value *all = reading->record->values[row];

	for (const struct value *value = all; value; value = value->next)
		if (value->language != NULL && !field->is_review)
			check_translation(reading, field, all, value);
}

static void check_required(const struct reading *reading, size_t row)
{
	const struct record *record = reading->record;

	if (record->kind->fields[row].is_required && !reading->mentioned[row])
		err_at(reading->err, record->file, record->line,
		       "[%s%s%s] has no `%s`", record->kind->name,
		       record->id[0] != '\0' ? ":" : "", record->id,
		       record->kind->fields[row].name);
}

static void check_id(const struct reading *reading,
		     const struct ini_file_section *section)
{
	const struct kind *kind = reading->record->kind;

	if (kind->has_id && section->id == NULL)
		err_at(reading->err, section->file, section->line,
		       "[%s] needs an id: `[%s:ID]`", kind->name, kind->name);
	if (!kind->has_id && section->id != NULL)
		err_at(reading->err, section->file, section->line,
		       "[%s] takes no id", kind->name);
}

struct record *record_read(const struct ini_file_section *section,
			   const struct kind *kind,
			   const struct record_scope *scope,
			   struct arena *arena, struct err *err)
{
	size_t faults = err->count;
	struct record *record = arena_alloc(arena, sizeof(*record));
	struct arena *scratch = arena_new();
	struct reading reading = {
		.record = record,
		.mentioned = arena_alloc(scratch, kind->field_count),
		.scope = scope,
		.arena = arena,
		.scratch = scratch,
		.err = err,
	};

	record->kind = kind;
	record->id = section->id != NULL ? copy_of(&reading, section->id) : "";
	record->file = scope->file != NULL ? scope->file :
					     copy_of(&reading, section->file);
	record->line = section->line;
	record->folder = section->folder;
	record->values =
		arena_alloc(arena, kind->field_count * sizeof(*record->values));
	check_id(&reading, section);
	for (const struct ini_file_pair *pair = section->pairs; pair != NULL;
	     pair = pair->next)
		take_pair(&reading, pair);
	for (const struct ini_file_pair *lost = section->lost_pairs; lost;
	     lost = lost->next)
		mention(&reading, lost->name);
	for (size_t row = 0; row < kind->field_count; row++) {
		check_translations(&reading, row);
		check_required(&reading, row);
	}
	record->is_faulty |= err->count > faults || section->lost_pairs != NULL;
	arena_free(scratch);
	return record;
}
