/* Reading, comparing and printing settings by their rows. */
#include "site/settings.h"

#include <string.h>

#include "ini/file.h"
#include "text/spelling.h"

/* What reading settings needs at every step. */
struct reading {
	struct settings *settings;
	const struct ini_file_pair **given; /* by row: where it stands first */
	bool is_guarded; /* the set was refused: see settings_load_guarded() */
	struct arena *arena;
	struct err *err;
};

/* Whether the row takes the text. */
static bool takes(const struct reading *reading, const struct field *row,
		  const struct field_text *text)
{
	struct err trial = { 0 };
	bool is_taken = field_set(row, text, reading->settings, reading->arena,
				  &trial) == 0;

	err_free(&trial);
	return is_taken;
}

/* `none` and `off` both say that there is nothing: who writes the one where a
 * row takes the other means that. Else the text itself. */
static const char *nothing_of(const struct reading *reading,
			      const struct field *row,
			      const struct field_text *text)
{
	bool is_none = strcmp(text->text, "none") == 0;
	struct field_text other = *text;

	if (!is_none && strcmp(text->text, "off") != 0)
		return text->text;
	other.text = is_none ? "off" : "none";
	if (row->nothing != NULL && strcmp(row->nothing, other.text) == 0)
		return other.text;
	if (!takes(reading, row, text) && takes(reading, row, &other))
		return other.text;
	return text->text;
}

static void set(const struct reading *reading, const struct field *row,
		const struct field_text *given)
{
	struct field_text plain = *given, *text = &plain;

	plain.text = nothing_of(reading, row, given);
	if (field_set(row, text, reading->settings, reading->arena,
		      reading->err) == 0)
		reading->settings->texts[row - settings_rows] = text->text;
}

/* As somebody wrote it now. Where the set was refused, what belongs to it is as
 * it was kept, and of what is minor a fault changes nothing. */
static void set_present(const struct reading *reading, const struct field *row,
			const struct field_text *given)
{
	struct reading trial = *reading;
	struct err faults = { 0 };

	if (!reading->is_guarded || (!row->is_kept && !row->is_minor)) {
		set(reading, row, given);
		return;
	}
	trial.err = &faults;
	if (row->is_minor)
		set(&trial, row, given);
	err_free(&faults);
}

/* As they are built in. */
static struct reading begin(struct arena *arena, struct err *err)
{
	struct reading reading = {
		.settings = arena_alloc(arena, sizeof(struct settings)),
		.given =
			arena_alloc(arena, settings_row_count * sizeof(void *)),
		.arena = arena,
		.err = err,
	};

	reading.settings->texts =
		arena_alloc(arena, settings_row_count * sizeof(char *));
	for (size_t i = 0; i < settings_row_count; i++) {
		struct field_text text = { settings_rows[i].fallback,
					   "built in", 0, 0, 0 };

		set(&reading, &settings_rows[i], &text);
	}
	return reading;
}

static const struct field *find(const char *section, const char *name)
{
	for (size_t i = 0; i < settings_row_count; i++)
		if (strcmp(settings_rows[i].section, section) == 0 &&
		    strcmp(settings_rows[i].name, name) == 0)
			return &settings_rows[i];
	return NULL;
}

static int unknown(const struct ini_file_section *section,
		   const struct ini_file_pair *pair, struct err *err)
{
	struct spelling spelling = spelling_of(pair->name);

	for (size_t i = 0; i < settings_row_count; i++)
		if (strcmp(settings_rows[i].section, section->kind) == 0)
			spelling_try(&spelling, settings_rows[i].name);
	if (spelling.nearest != NULL)
		return err_at(err, pair->file, pair->line,
			      "there is no setting %s.%s; did you mean `%s`?",
			      section->kind, pair->name, spelling.nearest);
	return err_at(err, pair->file, pair->line, "there is no setting %s.%s",
		      section->kind, pair->name);
}

static int check_section(const struct ini_file_section *section,
			 struct err *err)
{
	struct spelling spelling = spelling_of(section->kind);

	if (section->is_lost)
		return -1;
	for (size_t i = 0; i < settings_row_count; i++) {
		spelling_try(&spelling, settings_rows[i].section);
		if (strcmp(settings_rows[i].section, section->kind) != 0)
			continue;
		if (section->id == NULL)
			return 0;
		return err_at(err, section->file, section->line,
			      "[%s] takes no id", section->kind);
	}
	if (spelling.nearest != NULL)
		return err_at(err, section->file, section->line,
			      "there are no settings [%s]; did you mean [%s]?",
			      section->kind, spelling.nearest);
	return err_at(err, section->file, section->line,
		      "there are no settings [%s]", section->kind);
}

static void check_lookalikes(const struct ini_file_section *section,
			     const struct ini_file_pair *pair, struct err *err)
{
	const struct ini_file_pair *like = pair->lookalikes;

	for (; like != NULL; like = like->next)
		if (find(section->kind, like->name) != NULL)
			ini_file_report_indented(like, err);
}

static void take_pair(const struct reading *reading,
		      const struct ini_file_section *section,
		      const struct ini_file_pair *pair)
{
	struct field_text text = { pair->value, pair->file, pair->line,
				   pair->column, pair->span };
	const struct field *field = find(section->kind, pair->name);
	const struct ini_file_pair **first;

	check_lookalikes(section, pair, reading->err);
	if (field == NULL) {
		unknown(section, pair, reading->err);
		return;
	}
	first = &reading->given[field - settings_rows];
	if (*first != NULL)
		err_at(reading->err, pair->file, pair->line,
		       "%s.%s stands here a second time; it is also in line %d",
		       section->kind, pair->name, (*first)->line);
	else if (!ini_file_is_quoted(pair))
		set_present(reading, field, &text);
	if (*first == NULL)
		*first = pair;
}

static void read_file(const struct reading *reading, const char *path)
{
	struct ini_file_section *sections = NULL, **tail = &sections;

	ini_file_read(path, reading->arena, &tail, reading->err);
	for (const struct ini_file_section *section = sections; section != NULL;
	     section = section->next) {
		if (check_section(section, reading->err) != 0)
			continue;
		for (const struct ini_file_pair *pair = section->pairs;
		     pair != NULL; pair = pair->next)
			take_pair(reading, section, pair);
	}
}

/* `SECTION.NAME=VALUE` from the command line; an empty value is one. */
static void override(const struct reading *reading, const char *text)
{
	char *copy = arena_text(reading->arena, text, strlen(text));
	char *equals = strchr(copy, '=');
	char *dot = strchr(copy, '.');
	struct ini_file_section section = { .file = "-s" };
	struct ini_file_pair pair = { .file = "-s" };
	struct field_text value = { .file = "-s" };

	if (equals == NULL || dot == NULL || dot > equals) {
		err_at(reading->err, "-s", 0, "`%s` is not SECTION.NAME=VALUE",
		       text);
		return;
	}
	*dot = '\0';
	*equals = '\0';
	section.kind = copy;
	pair.name = dot + 1;
	value.text = equals + 1;
	if (check_section(&section, reading->err) != 0)
		return;
	if (find(copy, pair.name) == NULL)
		unknown(&section, &pair, reading->err);
	else
		set_present(reading, find(copy, pair.name), &value);
}

static void read_all(const struct reading *reading, const char *path,
		     const char *const *overrides)
{
	if (path != NULL)
		read_file(reading, path);
	for (; overrides != NULL && *overrides != NULL; overrides++)
		override(reading, *overrides);
}

const struct settings *settings_load(const char *path,
				     const char *const *overrides,
				     struct arena *arena, struct err *err)
{
	size_t faults = err->count;
	struct reading reading = begin(arena, err);

	read_all(&reading, path, overrides);
	return err->count == faults ? reading.settings : NULL;
}

/* A version before may have kept what is none any more. */
static void take_kept(const struct reading *reading, const char *const *kept)
{
	struct err faults = { 0 };
	struct reading trial = *reading;

	trial.err = &faults;
	for (; kept != NULL && *kept != NULL; kept++)
		override(&trial, *kept);
	err_free(&faults);
}

const struct settings *settings_load_guarded(const char *path,
					     const char *const *overrides,
					     const char *const *kept,
					     struct arena *arena,
					     struct err *err)
{
	size_t faults = err->count;
	struct reading reading = begin(arena, err);

	take_kept(&reading, kept);
	reading.is_guarded = true;
	read_all(&reading, path, overrides);
	return err->count == faults ? reading.settings : NULL;
}

void settings_print_kept(const struct settings *settings, struct buf *out)
{
	for (size_t i = 0; i < settings_row_count; i++)
		if (settings_rows[i].is_kept || settings_rows[i].is_minor)
			buf_printf(out, "%s.%s=%s\n", settings_rows[i].section,
				   settings_rows[i].name, settings->texts[i]);
}

const char *const *settings_lines(char *text, struct arena *arena)
{
	size_t room = (settings_row_count + 1) * sizeof(char *), count = 0;
	const char **lines = arena_alloc(arena, room);
	char *rest = NULL;

	for (char *line = strtok_r(text, "\n", &rest);
	     line != NULL && count < settings_row_count;
	     line = strtok_r(NULL, "\n", &rest))
		lines[count++] = line;
	return lines;
}

const struct settings *settings_copy(const struct settings *settings,
				     struct arena *arena)
{
	struct err none = { 0 };
	struct reading reading = begin(arena, &none);

	for (size_t i = 0; i < settings_row_count; i++) {
		const char *text = settings->texts[i];
		struct field_text copy = {
			.text = arena_text(arena, text, strlen(text)),
		};

		set(&reading, &settings_rows[i], &copy);
	}
	return reading.settings;
}

void settings_print_fixed(const struct settings *running,
			  const struct settings *read, struct buf *out)
{
	for (size_t i = 0; i < settings_row_count; i++)
		if (settings_rows[i].is_fixed &&
		    !field_is_same(&settings_rows[i], running, read))
			buf_printf(out, "%s%s.%s", out->length > 0 ? ", " : "",
				   settings_rows[i].section,
				   settings_rows[i].name);
}

bool settings_has_own_title(const struct settings *settings)
{
	return strcmp(settings->title, find("site", "title")->fallback) != 0;
}

void settings_print(struct buf *out)
{
	const char *section = "";

	field_print_comment("; ",
			    "The settings of Signpost. Each line shows the "
			    "value that holds when the line is not there.",
			    out);
	for (size_t i = 0; i < settings_row_count; i++) {
		if (strcmp(settings_rows[i].section, section) != 0)
			buf_printf(out, "\n[%s]\n", settings_rows[i].section);
		section = settings_rows[i].section;
		buf_puts(out, "\n");
		field_print_comment("; ", settings_rows[i].help, out);
		buf_printf(out, ";%s = %s\n", settings_rows[i].name,
			   settings_rows[i].fallback);
	}
}
