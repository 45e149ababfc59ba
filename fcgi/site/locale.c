/* Words from INI files, the English ones below. */
#include "site/locale.h"

#include <string.h>
#include <unistd.h>

#include "directory/reading.h"
#include "ini/file.h"
#include "record/record.h"
#include "site/plural.h"
#include "text/list.h"
#include "text/spelling.h"

/* In which every word is there. */
#define SCRIPT_LETTERS 4

enum locale_row {
	LOCALE_NAME,
	LOCALE_DIRECTION,
	LOCALE_PLURAL,
	LOCALE_REVIEWED,
};

/* clang-format off */
static const struct field locale_fields[] = {
	[LOCALE_NAME] = { .name = "name" },
	[LOCALE_DIRECTION] = {
		.name = "direction", .kind = FIELD_CHOICE,
		.choices = "ltr, rtl",
	},
	[LOCALE_PLURAL] = {
		.name = "plural", .kind = FIELD_CHOICE,
		.choices = PLURAL_RULES,
	},
	[LOCALE_REVIEWED] = {
		.name = "reviewed", .kind = FIELD_DATE, .has_note = true,
	},
};
/* clang-format on */

static const struct kind locale_kind = {
	.name = "locale",
	RECORD_ROWS(locale_fields),
};

/* What reading one file needs at every step. */
struct reading {
	struct locale *locale;
	bool is_source; /* the file says which words there are */
	json_t *seen;	/* the words of this file */
	struct arena *arena;
	struct err *err;
};

static char *replaced(const char *name, char from, char to, struct arena *arena)
{
	char *copy = arena_text(arena, name, strlen(name));

	for (char *at = copy; *at != '\0'; at++)
		if (*at == from)
			*at = to;
	return copy;
}

/* A name of the model as it stands in a file. */
static const char *file_name(const char *name, struct arena *arena)
{
	return replaced(name, '_', '-', arena);
}

static int unknown_word(const struct reading *reading,
			const struct ini_file_pair *pair)
{
	struct spelling spelling = spelling_of(pair->name);
	const char *name;
	json_t *word;

	json_object_foreach(reading->locale->words, name, word)
		spelling_try(&spelling, file_name(name, reading->arena));
	if (spelling.nearest != NULL)
		return err_at(reading->err, pair->file, pair->line,
			      "there is no word `%s`; did you mean `%s`?",
			      pair->name, spelling.nearest);
	return err_at(reading->err, pair->file, pair->line,
		      "there is no word `%s`", pair->name);
}

static void take_word(const struct reading *reading,
		      const struct ini_file_pair *pair)
{
	const char *name = replaced(pair->name, '-', '_', reading->arena);
	json_t *words = reading->locale->words;

	if (json_object_get(reading->seen, name) != NULL)
		err_at(reading->err, pair->file, pair->line,
		       "`%s` stands here a second time", pair->name);
	else if (!reading->is_source && json_object_get(words, name) == NULL)
		unknown_word(reading, pair);
	json_object_set_new(reading->seen, name, json_string(pair->value));
}

/* Of a word that is gone they say nothing. */
static void take_readings(const struct reading *reading,
			  const struct ini_file_pair *pair)
{
	for (; pair != NULL; pair = pair->next)
		json_object_set_new(
			reading->locale->read,
			replaced(pair->name, '-', '_', reading->arena),
			json_string(pair->value));
}

static void take_about(const struct reading *reading,
		       const struct ini_file_section *section)
{
	static const char *const none[] = { NULL };
	static const struct record_scope scope = { .languages = none,
						   .excused = none };
	struct record *record = record_read(section, &locale_kind, &scope,
					    reading->arena, reading->err);
	struct locale *locale = reading->locale;
	const char *name = record_text(record, LOCALE_NAME);
	const char *direction = record_text(record, LOCALE_DIRECTION);
	const char *plural = record_text(record, LOCALE_PLURAL);

	if (name != NULL)
		locale->name = name;
	if (direction != NULL)
		locale->direction = direction;
	if (plural != NULL)
		locale->plural = plural;
	locale->is_reviewed = record_value(record, LOCALE_REVIEWED) != NULL;
}

static void take_section(const struct reading *reading,
			 const struct ini_file_section *section)
{
	const struct ini_file_pair *pair = section->pairs;

	if (section->id == NULL && strcmp(section->kind, "locale") == 0)
		take_about(reading, section);
	else if (section->id == NULL && strcmp(section->kind, "text") == 0)
		for (; pair != NULL; pair = pair->next)
			take_word(reading, pair);
	else if (section->id == NULL && strcmp(section->kind, "reviewed") == 0)
		take_readings(reading, pair);
	else if (!section->is_lost)
		err_at(reading->err, section->file, section->line,
		       "only [locale], [text] and [reviewed] can stand in "
		       "this file");
}

static void read_file(struct locale *locale, const char *path, bool is_source,
		      struct arena *arena, struct err *err)
{
	struct ini_file_section *sections = NULL, **tail = &sections;
	struct reading reading = {
		.locale = locale,
		.is_source = is_source,
		.seen = json_object(),
		.arena = arena,
		.err = err,
	};

	ini_file_read(path, arena, &tail, err);
	for (; sections != NULL; sections = sections->next)
		take_section(&reading, sections);
	json_object_update(locale->words, reading.seen);
	json_decref(reading.seen);
}

/* Reads `folder`/TAG.ini, if it is there, over what was read before. */
static void read_over(struct locale *locale, const char *folder, json_t *found,
		      struct arena *arena, struct err *err)
{
	const char *path =
		arena_printf(arena, "%s/%s.ini", folder, locale->tag);
	json_t *before = locale->words;
	const char *name;
	json_t *word;

	if (folder[0] == '\0' || access(path, F_OK) != 0)
		return;
	locale->words = json_copy(before);
	read_file(locale, path, false, arena, err);
	json_object_foreach(locale->words, name,
			    word) if (word != json_object_get(before, name))
		json_object_set_new(found, name, json_true());
	json_decref(before);
}

static void list_missing(struct locale *locale, const json_t *found,
			 struct arena *arena)
{
	size_t room = json_object_size(locale->words) + 1, count = 0;
	const char *name;
	json_t *word;

	locale->missing = arena_alloc(arena, room * sizeof(*locale->missing));
	json_object_foreach(locale->words, name,
			    word) if (json_object_get(found, name) == NULL)
		locale->missing[count++] = file_name(name, arena);
}

/* Languages that are written from right to left, and, as a tag may name them
 * behind its language (BCP 47), writings. */
static const char *const leftward_languages[] = {
	"ar",  "arc", "ckb", "dv",  "fa", "he", "ks",
	"nqo", "ps",  "sd",  "syr", "ug", "ur", "yi",
};
static const char *const leftward_scripts[] = { "adlm", "arab", "hebr", "nkoo",
						"rohg", "syrc", "thaa" };

/* What a language is when no file says it. A writing that is named decides. */
static const char *direction_of(const char *tag)
{
	size_t language = strcspn(tag, "-"), script = 0;
	bool is_leftward = list_has_word(leftward_languages,
					 sizeof(leftward_languages) /
						 sizeof(*leftward_languages),
					 tag, language);

	if (tag[language] == '-')
		script = strcspn(tag + language + 1, "-");
	if (script == SCRIPT_LETTERS)
		is_leftward = list_has_word(leftward_scripts,
					    sizeof(leftward_scripts) /
						    sizeof(*leftward_scripts),
					    tag + language + 1, script);
	return is_leftward ? "rtl" : "ltr";
}

/* The words, those that the language lacks with the language they are in, for
 * a page of another. */
static json_t *marked_of(const json_t *words, const json_t *found)
{
	json_t *marked = json_object();
	const char *name;
	json_t *word;

	json_object_foreach((json_t *)words, name, word)
	{
		if (json_object_get(found, name) != NULL)
			json_object_set(marked, name, word);
		else
			json_object_set_new(
				marked, name,
				json_pack("{sO ss ss}", "text", word, "lang",
					  LOCALE_SOURCE, "dir", "ltr"));
	}
	return marked;
}

/* How the names of words begin of which dates and hours are made. */
static const char *const composing[] = {
	"day_",		"days_",      "every_day",  "all_day",
	"month_",	"date_",      "undated",    "time_",
	"hours_local",	"hours_zone", "hours_list", "hours_range",
	"hours_always", "age_",	      "nth_",	    "hours_appointment",
	"span_",
};

static bool is_composing(const char *name)
{
	for (size_t i = 0; i < sizeof(composing) / sizeof(*composing); i++)
		if (strncmp(name, composing[i], strlen(composing[i])) == 0)
			return true;
	return false;
}

/* The words of dates and hours, of the one language or the other. */
static json_t *composing_of(json_t *words, json_t *source, const json_t *found)
{
	const char *name;
	json_t *word;

	json_object_foreach(words, name,
			    word) if (is_composing(name) &&
				      json_object_get(found, name) ==
					      NULL) return json_incref(source);
	return json_incref(words);
}

bool locale_is_read(const struct locale *locale, const char *name,
		    const char *original)
{
	const char *word =
		json_string_value(json_object_get(locale->words, name));
	char mark[DIGEST_WORD];

	reading_mark(original, word, mark);
	return reading_has_mark(
		json_string_value(json_object_get(locale->read, name)), mark);
}

/* Word by word. */
static bool is_all_read(const struct locale *locale, json_t *english)
{
	const char *name;
	json_t *word;

	if (locale->missing[0] != NULL)
		return false;
	json_object_foreach(
		english, name,
		word) if (!locale_is_read(locale, name,
					  json_string_value(
						  word))) return false;
	return true;
}

struct locale *locale_load(const char *shipped, const char *own,
			   const char *tag, struct arena *arena,
			   struct err *err)
{
	struct locale *locale = arena_alloc(arena, sizeof(*locale));
	const char *source =
		arena_printf(arena, "%s/" LOCALE_SOURCE ".ini", shipped);
	bool is_source = strcmp(tag, LOCALE_SOURCE) == 0;
	json_t *found = json_object(), *english;
	size_t faults = err->count;

	*locale = (struct locale){ .words = json_object(),
				   .read = json_object() };
	read_file(locale, source, true, arena, err);
	english = json_incref(locale->words);
	if (is_source)
		json_object_update(found, locale->words);
	else
		*locale = (struct locale){ .words = locale->words,
					   .read = locale->read,
					   .name = tag,
					   .direction = direction_of(tag) };
	locale->tag = tag;
	if (!is_source)
		read_over(locale, shipped, found, arena, err);
	read_over(locale, own, found, arena, err);
	list_missing(locale, found, arena);
	locale->has_none = json_object_size(found) == 0;
	locale->marked = marked_of(locale->words, found);
	locale->composing = composing_of(locale->words, english, found);
	if (is_all_read(locale, english))
		locale->is_reviewed = true;
	json_decref(english);
	json_decref(found);
	if (err->count == faults)
		return locale;
	locale_free(locale);
	return NULL;
}

void locale_free(struct locale *locale)
{
	if (locale == NULL)
		return;
	json_decref(locale->words);
	json_decref(locale->marked);
	json_decref(locale->composing);
	json_decref(locale->read);
}
