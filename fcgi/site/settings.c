/* The settings: what an operator may choose. */
#include "site/settings.h"

#include <string.h>

#include "ini/file.h"
#include "text/spelling.h"

static void set_fallbacks(struct settings *settings, struct err *err)
{
	for (size_t i = 0; i < settings_row_count; i++) {
		struct field_text text = { settings_rows[i].fallback,
					   "built in", 0, 0 };

		field_set(&settings_rows[i], &text, settings, err);
	}
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

/* Where a setting was given before, or NULL. */
static const struct ini_file_pair *earlier(
	const struct ini_file_section *sections,
	const struct ini_file_pair *pair, const char *section)
{
	for (; sections != NULL; sections = sections->next) {
		const struct ini_file_pair *each = sections->pairs;

		if (strcmp(sections->kind, section) != 0)
			continue;
		for (; each != NULL; each = each->next) {
			if (each == pair)
				return NULL;
			if (strcmp(each->name, pair->name) == 0)
				return each;
		}
	}
	return NULL;
}

static void check_lookalikes(const struct ini_file_section *section,
			     const struct ini_file_pair *pair, struct err *err)
{
	const struct ini_file_pair *like = pair->lookalikes;

	for (; like != NULL; like = like->next)
		if (find(section->kind, like->name) != NULL)
			ini_file_report_indented(like, err);
}

static void take_pair(struct settings *settings,
		      const struct ini_file_section *sections,
		      const struct ini_file_section *section,
		      const struct ini_file_pair *pair, struct err *err)
{
	struct field_text text = { pair->value, pair->file, pair->line,
				   pair->column };
	const struct field *field = find(section->kind, pair->name);
	const struct ini_file_pair *before =
		earlier(sections, pair, section->kind);

	check_lookalikes(section, pair, err);
	if (field == NULL)
		unknown(section, pair, err);
	else if (before != NULL)
		err_at(err, pair->file, pair->line,
		       "%s.%s stands here a second time; it is also in line %d",
		       section->kind, pair->name, before->line);
	else
		field_set(field, &text, settings, err);
}

static void read_file(struct settings *settings, const char *path,
		      struct arena *arena, struct err *err)
{
	struct ini_file_section *sections = NULL, **tail = &sections;

	ini_file_read(path, arena, &tail, err);
	for (const struct ini_file_section *section = sections; section != NULL;
	     section = section->next) {
		if (check_section(section, err) != 0)
			continue;
		for (const struct ini_file_pair *pair = section->pairs;
		     pair != NULL; pair = pair->next)
			take_pair(settings, sections, section, pair, err);
	}
}

/* `SECTION.NAME=VALUE` from the command line; an empty value is one. */
static void override(struct settings *settings, const char *text,
		     struct arena *arena, struct err *err)
{
	char *copy = arena_text(arena, text, strlen(text));
	char *equals = strchr(copy, '=');
	char *dot = strchr(copy, '.');
	struct ini_file_section section = { .file = "-s" };
	struct ini_file_pair pair = { .file = "-s" };
	struct field_text value = { .file = "-s" };

	if (equals == NULL || dot == NULL || dot > equals) {
		err_at(err, "-s", 0, "`%s` is not SECTION.NAME=VALUE", text);
		return;
	}
	*dot = '\0';
	*equals = '\0';
	section.kind = copy;
	pair.name = dot + 1;
	value.text = equals + 1;
	if (check_section(&section, err) != 0)
		return;
	if (find(copy, pair.name) == NULL)
		unknown(&section, &pair, err);
	else
		field_set(find(copy, pair.name), &value, settings, err);
}

/* Words that stand for nothing, since no value in a file is empty. */
static void drop_words(struct settings *settings)
{
	for (size_t i = 0; i < settings_row_count; i++) {
		const struct field *row = &settings_rows[i];
		const char **text = field_text_of(row, settings);

		if (row->nothing != NULL && strcmp(*text, row->nothing) == 0)
			*text = "";
	}
}

const struct settings *settings_load(const char *path,
				     const char *const *overrides,
				     struct arena *arena, struct err *err)
{
	struct settings *settings = arena_alloc(arena, sizeof(*settings));
	size_t faults = err->count;

	set_fallbacks(settings, err);
	if (path != NULL)
		read_file(settings, path, arena, err);
	for (; overrides != NULL && *overrides != NULL; overrides++)
		override(settings, *overrides, arena, err);
	drop_words(settings);
	return err->count == faults ? settings : NULL;
}

const struct settings *settings_copy(const struct settings *settings,
				     struct arena *arena)
{
	struct settings *copy = arena_alloc(arena, sizeof(*copy));

	*copy = *settings;
	for (size_t i = 0; i < settings_row_count; i++) {
		const char **text = field_text_of(&settings_rows[i], copy);

		if (text != NULL)
			*text = arena_text(arena, *text, strlen(*text));
	}
	return copy;
}

static bool is_same(const struct field *row, const struct settings *a,
		    const struct settings *b)
{
	const char *const *text = field_text_of(row, (void *)a);
	const char *const *other = field_text_of(row, (void *)b);

	if (text != NULL)
		return strcmp(*text, *other) == 0;
	return memcmp((const char *)a + row->offset,
		      (const char *)b + row->offset, sizeof(long long)) == 0;
}

void settings_print_fixed(const struct settings *running,
			  const struct settings *read, struct buf *out)
{
	for (size_t i = 0; i < settings_row_count; i++)
		if (settings_rows[i].is_fixed &&
		    !is_same(&settings_rows[i], running, read))
			buf_printf(out, "%s%s.%s", out->length > 0 ? ", " : "",
				   settings_rows[i].section,
				   settings_rows[i].name);
}

bool settings_has_internal(const struct settings *settings)
{
	return strcmp(settings->scopes, "public, internal") == 0;
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
