/* The command `import`: what somebody changed in a spreadsheet, shown before it
 * is written into the folder that is a site's own. */
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/file.h"
#include "command/csv-rows.h"
#include "command/desk.h"
#include "command/import-source.h"
#include "command/rehearsal.h"
#include "command/tools.h"
#include "terminal/ask.h"

#define FILE_BYTES ((size_t)64 * 1024 * 1024)

enum column { KIND, ID, KEY, LANGUAGE, NUMBER, VALUE };

struct change {
	const struct record *record;
	struct ini_edit edit;
};

struct importing {
	struct desk desk;
	const char *path;
	struct change *changes;
	size_t count;
	struct ask *ask;
};

static int fault(struct importing *importing, const struct csv_row *row,
		 const char *words, const char *what)
{
	return err_at(importing->desk.err, importing->path, row->line, words,
		      what);
}

static const struct ini_file_section *section_of(
	const struct importing *importing, const struct record *record)
{
	const struct ini_file_section *section = importing->desk.sections;

	while (section != NULL && (section->line != record->line ||
				   strcmp(section->file, record->file) != 0))
		section = section->next;
	return section;
}

static const struct ini_file_pair *pair_of(
	const struct ini_file_section *section, const char *name, long number)
{
	const struct ini_file_pair *pair = section->pairs;

	while (pair != NULL && (strcmp(pair->name, name) != 0 || --number > 0))
		pair = pair->next;
	return pair;
}

/* Whether both are of one key, in whichever language. */
static bool is_of_key(const char *name, const char *key)
{
	size_t length = strcspn(key, ".");

	return strcspn(name, ".") == length && strncmp(name, key, length) == 0;
}

/* Appends the lines of the key as they would be, and counts them. */
static int print_key(const struct ini_file_section *section,
		     const struct ini_file_pair *old,
		     const struct ini_edit *edit, struct buf *out)
{
	const struct ini_file_pair *pair = section->pairs;
	int count = 0;

	for (; pair != NULL; pair = pair->next) {
		if (!is_of_key(pair->name, edit->name))
			continue;
		buf_printf(out, "%s = %s\n", pair->name,
			   pair == old ? edit->value : pair->value);
		count++;
	}
	if (old == NULL)
		buf_printf(out, "%s = %s\n", edit->name, edit->value);
	return count + (old == NULL);
}

static bool is_well(struct importing *importing, const struct csv_row *row,
		    const struct ini_file_section *section,
		    const struct ini_file_pair *old,
		    const struct ini_edit *edit)
{
	struct buf text = buf_new(DESK_BYTES);
	struct err faults = { 0 };
	bool is_right;
	int count;

	buf_printf(&text, "[%s:%s]\n", edit->kind, edit->id);
	count = print_key(section, old, edit, &text);
	is_right = desk_check(&importing->desk, buf_text(&text), 2, count + 1,
			      &faults);
	if (!is_right)
		err_at(importing->desk.err, importing->path, row->line, "%s",
		       faults.faults[0].text);
	err_free(&faults);
	buf_free(&text);
	return is_right;
}

static void add(struct importing *importing, const struct record *record,
		struct ini_edit edit)
{
	importing->changes[importing->count++] =
		(struct change){ record, edit };
}

static const struct field *field_of(const struct record *record,
				    const char *name)
{
	size_t length = strcspn(name, ".");

	for (size_t i = 0; i < record->kind->field_count; i++) {
		const struct field *field = &record->kind->fields[i];

		if (strlen(field->name) == length &&
		    strncmp(field->name, name, length) == 0)
			return field;
	}
	return NULL;
}

/* A key that must be there cannot be emptied, nor a date be one to come; all
 * else that an emptied cell or a value leads to, the rehearsal tells. */
static bool is_sound(struct importing *importing, const struct csv_row *row,
		     const struct record *record, const struct ini_edit *edit)
{
	const struct field *field = field_of(record, edit->name);

	if (field != NULL && edit->value == NULL && field->is_required &&
	    strchr(edit->name, '.') == NULL)
		fault(importing, row,
		      "`%s` must be there, so its cell cannot be empty",
		      edit->name);
	else if (field != NULL && edit->value != NULL &&
		 field->kind == FIELD_DATE && desk_is_to_come(edit->value))
		fault(importing, row, "%s: " DESK_TO_COME, edit->name);
	else
		return true;
	return false;
}

static void take_row(struct importing *importing, const struct csv_row *row)
{
	const char *const *cells = row->cells;
	const struct record *record = collection_find(
		importing->desk.collection, cells[KIND], cells[ID]);
	const struct ini_file_section *section =
		record != NULL ? section_of(importing, record) : NULL;
	const char *value = cells[VALUE] + (cells[VALUE][0] == '\'');
	const struct ini_file_pair *pair;
	struct ini_edit edit = {
		.kind = cells[KIND],
		.id = cells[ID],
		.name = arena_printf(
			importing->desk.arena, "%s%s%s", cells[KEY],
			cells[LANGUAGE][0] != '\0' ? "." : "", cells[LANGUAGE]),
		.value = value[0] != '\0' ? value : NULL,
	};

	if (section == NULL) {
		fault(importing, row, "there is no section of the id `%s`",
		      cells[ID]);
		return;
	}
	pair = pair_of(section, edit.name, strtol(cells[NUMBER], NULL, 10));
	edit.file = record->file;
	edit.old = pair != NULL ? pair->value : NULL;
	if (pair == NULL ? edit.value == NULL : strcmp(pair->value, value) == 0)
		return;
	if (pair == NULL && pair_of(section, edit.name, 1) != NULL)
		fault(importing, row,
		      "`%s` stands there already; write "
		      "another one into the file yourself",
		      edit.name);
	else if (is_sound(importing, row, record, &edit) &&
		 (edit.value == NULL ||
		  is_well(importing, row, section, pair, &edit)))
		add(importing, record, edit);
}

/* Whether a speaker would have to read it again. */
static bool is_text(const struct record *record, const char *name)
{
	const struct field *field = field_of(record, name);

	return field != NULL && field->is_translated && !field->is_review;
}

static bool is_changed(const struct importing *importing,
		       const struct record *record, const char *name)
{
	for (size_t i = 0; i < importing->count; i++)
		if (importing->changes[i].record == record &&
		    strcmp(importing->changes[i].edit.name, name) == 0)
			return true;
	return false;
}

/* `reviewed` of the language that changed, or of all where the original did. */
static void drop_readings_of(struct importing *importing,
			     const struct change *change)
{
	const struct record *record = change->record;
	const struct ini_file_pair *pair = section_of(importing, record)->pairs;
	const char *language = strchr(change->edit.name, '.');

	for (; pair != NULL && is_text(record, change->edit.name);
	     pair = pair->next)
		if (strncmp(pair->name, "reviewed.", 9) == 0 &&
		    (language == NULL ||
		     strcmp(language, strchr(pair->name, '.')) == 0) &&
		    !is_changed(importing, record, pair->name))
			add(importing, record,
			    (struct ini_edit){ .file = record->file,
					       .kind = record->kind->name,
					       .id = record->id,
					       .name = pair->name,
					       .old = pair->value });
}

/* A translation was read of a text that is another now. */
static void drop_readings(struct importing *importing)
{
	size_t count = importing->count;

	for (size_t i = 0; i < count; i++) {
		const struct change change = importing->changes[i];

		drop_readings_of(importing, &change);
	}
}

static void show(const struct importing *importing)
{
	for (size_t i = 0; i < importing->count; i++) {
		const struct ini_edit *edit = &importing->changes[i].edit;

		ask_say(importing->ask, "[%s:%s] %s\n  was: %s\n  now: %s",
			edit->kind, edit->id, edit->name,
			edit->old != NULL ? edit->old : "nothing",
			edit->value != NULL ? edit->value : "nothing");
	}
}

/* Section by section, each at once. */
static int write_with(struct desk *desk, const struct importing *importing,
		      struct ask *ask)
{
	bool *is_done = arena_alloc(desk->arena, importing->count + 1);

	for (size_t i = 0; i < importing->count; i++) {
		const struct record *record = importing->changes[i].record;
		struct ini_edit *edits = arena_alloc(
			desk->arena, importing->count * sizeof(*edits));
		size_t count = 0;

		if (is_done[i])
			continue;
		for (size_t j = i; j < importing->count; j++)
			if (importing->changes[j].record == record) {
				edits[count++] = importing->changes[j].edit;
				is_done[j] = true;
			}
		if (rehearsal_change(desk,
				     &(struct rehearsed){ edits, count }) != 0)
			return -1;
		if (ask != NULL)
			ask_say(ask, "written: [%s:%s]", record->kind->name,
				record->id);
	}
	return 0;
}

static int rehearse(struct desk *desk, void *what)
{
	return write_with(desk, what, NULL);
}

/* Each section is whole, whatever comes between. */
static int write_all(struct importing *importing)
{
	if (write_with(&importing->desk, importing, importing->ask) == 0)
		return EX_OK;
	err_plain(importing->desk.err,
		  "what is said to be written is; the same command writes the "
		  "rest, once that is mended");
	return EX_CANTCREAT;
}

/* Whether what would be there has no fault, looked at before anybody is
 * asked. */
static bool would_be_well(struct importing *importing)
{
	if (importing->count == 0 ||
	    rehearsal_is_well(&importing->desk, rehearse, importing,
			      importing->desk.err))
		return true;
	err_plain(importing->desk.err,
		  "so it would be, and nothing is written");
	return false;
}

static int decide(struct importing *importing)
{
	const char *answer;
	int code = EX_OK;

	importing->ask = ask_new();
	show(importing);
	if (!would_be_well(importing)) {
		code = EX_DATAERR;
	} else if (importing->count == 0) {
		ask_say(importing->ask, "Nothing is changed.");
	} else {
		answer =
			ask_line(importing->ask, "Write it? yes or no: ", NULL);
		if (answer != NULL && strcmp(answer, "yes") == 0)
			code = write_all(importing);
		else
			ask_say(importing->ask, "Nothing is written.");
	}
	ask_free(importing->ask);
	return code;
}

static int take_all(struct importing *importing, const char *text)
{
	struct arena *arena = importing->desk.arena;
	const struct csv_row *row;
	size_t rows = 1;
	char separator;
	int line = 1;

	text += strncmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	separator = text[strcspn(text, ",;\t\r\n")];
	for (const char *at = text; *at != '\0'; at++)
		rows += *at == '\n' || *at == '\r';
	/* And the readings that go with them. */
	importing->changes =
		arena_alloc(arena, rows * 16 * sizeof(*importing->changes));
	row = csv_rows_next(&text, separator, &line, arena);
	if (row == NULL || row->count <= VALUE ||
	    strcmp(row->cells[KIND], "kind") != 0 ||
	    strcmp(row->cells[VALUE], "value") != 0)
		return err_at(importing->desk.err, importing->path, 1,
			      "this is not a table of `signpost export --csv`");
	while ((row = csv_rows_next(&text, separator, &line, arena)) != NULL)
		if (row->cells[KIND][0] != '\0')
			take_row(importing, row);
	drop_readings(importing);
	return importing->desk.err->count == 0 ? 0 : -1;
}

int import_run(const struct options *options, struct buf *out, struct err *err)
{
	struct importing importing = { .path = options->operand };
	size_t length;
	char *text = NULL;
	int code = EX_CONFIG;

	if (options->to != NULL || options->is_sketch)
		return import_source_run(options, out, err);
	if (options->operand == NULL) {
		err_plain(err, "say the file, as in `import list.csv`");
		return EX_USAGE;
	}
	if (desk_open(options, &importing.desk, err) != 0)
		goto done;
	code = EX_DATAERR;
	text = file_read(options->operand, FILE_BYTES, &length, err);
	if (text != NULL && take_all(&importing, text) == 0)
		code = decide(&importing);
done:
	free(text);
	desk_close(&importing.desk);
	return code;
}
