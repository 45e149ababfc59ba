/* Sorts sections into files, and folds long lines. */
#include "import/writing.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "directory/contact.h"
#include "directory/entry.h"
#include "directory/location.h"
#include "text/utf8.h"

#define FILE_BYTES  ((size_t)256 * 1024 * 1024)
#define FILE_MODE   0644
#define SOURCE_FILE "_source.ini"
#define COLUMNS	    100
#define KEY_MOST    1000 /* of an id in a comment, in bytes */
#define SHOWN	    120

static const struct harvest_section *file_of(
	const struct harvest_section *section)
{
	return section->home != NULL ? section->home : section;
}

/* The order of kinds within a file. */
static int rank_of(const struct harvest_section *section)
{
	if (section->kind == &location_section)
		return 2;
	if (section->kind == &contact_section)
		return 3;
	if (section->kind == &entry_phone)
		return 4;
	return file_of(section) == section ? 0 : 1;
}

static int compare(const void *a, const void *b)
{
	const struct harvest_section *one = *(struct harvest_section *const *)a;
	const struct harvest_section *two = *(struct harvest_section *const *)b;
	int order = strcmp(file_of(one)->id, file_of(two)->id);

	if (order == 0)
		order = rank_of(one) - rank_of(two);
	return order != 0 ? order : strcmp(one->id, two->id);
}

/* What is being written. */
struct writer {
	struct harvest *harvest;
	const struct writing_source *source;
	const char *folder;
	const char *name; /* of the file */
	struct buf out;
	int line; /* the one that is written now */
	size_t files;
	struct err *err;
};

static void put_line(struct writer *writer, const char *line)
{
	buf_puts(&writer->out, line);
	buf_puts(&writer->out, "\n");
	writer->line++;
}

/* Whether a line may begin with this word: it is no comment, header or pair. */
static bool can_begin(const char *word)
{
	size_t length = strcspn(word, " ");

	return (isalnum((unsigned char)word[0]) || (word[0] & 0x80) != 0) &&
	       memchr(word, ':', length) == NULL && strchr(word, '=') == NULL;
}

/* The bytes of `text` that go into a line of `room` columns. */
static size_t fit(const char *text, size_t room)
{
	size_t best = 0, length = strlen(text);

	if (length <= room)
		return length;
	for (size_t at = 1; at < length; at++) {
		if (text[at - 1] != ' ' || !can_begin(text + at))
			continue;
		if (at > room && best > 0)
			break;
		best = at;
		if (at > room)
			break;
	}
	return best > 0 ? best : length;
}

static void put_pair(struct writer *writer, const char *name, const char *value)
{
	size_t used = strlen(name) + 3;

	buf_puts(&writer->out, name);
	buf_puts(&writer->out, " = ");
	while (value[0] != '\0') {
		size_t length = fit(value, COLUMNS > used ? COLUMNS - used : 1);
		size_t shown = length - (value[length - 1] == ' ');

		buf_put(&writer->out, value, shown);
		put_line(writer, "");
		value += length;
		if (value[0] != '\0')
			buf_puts(&writer->out, "  ");
		used = 2;
	}
}

static const char *cut(const struct harvest *harvest, const char *text)
{
	size_t length = utf8_fit(text, SHOWN);

	return length == strlen(text) ? text :
					arena_printf(harvest->arena, "%.*s...",
						     (int)length, text);
}

static void leave(struct writer *writer, const char *words)
{
	report_leave(writer->harvest->report, writer->name, writer->line,
		     cut(writer->harvest, words));
}

/* Ids that are the source's own stand in a comment; UUIDs are a key. One that
 * would not end with its line could begin a section of anybody's. */
static void put_comment(struct writer *writer,
			const struct harvest_section *section)
{
	if (section->key != NULL && strstr(section->key, "//") == NULL &&
	    strlen(section->key) < KEY_MOST &&
	    utf8_is_plain(section->key, strlen(section->key)) &&
	    harvest_value(section, "uuid") == NULL) {
		buf_puts(&writer->out, WRITING_KEY);
		put_line(writer, section->key);
	}
}

static bool is_hidden(const struct harvest_section *section)
{
	const char *value = harvest_value(section, "visibility");

	return value != NULL && strcmp(value, "internal") == 0;
}

/* Whether a person is asked who answers: a place has no numbers of its own. */
static bool is_named(const struct harvest_section *section)
{
	return section->kind != &location_section &&
	       section->kind != &contact_section;
}

static void put_section(struct writer *writer,
			const struct harvest_section *section,
			bool is_for_watched)
{
	arena_rest(writer->harvest->texts);
	put_line(writer, "");
	put_comment(writer, section);
	if (is_for_watched && section->closing != NULL)
		leave(writer, arena_printf(writer->harvest->texts,
					   "does it still exist? %s%.80s",
					   is_hidden(section) ?
						   "Nobody outside sees it: " :
						   "",
					   section->closing));
	if (is_for_watched && section->is_watched && is_named(section))
		leave(writer,
		      "its name speaks of police, immigration enforcement, a "
		      "prosecutor or the like: who answers its numbers?");
	buf_printf(&writer->out, "[%s:%s]", section->kind->name, section->id);
	put_line(writer, "");
	for (const struct harvest_pair *pair = section->pairs; pair != NULL;
	     pair = pair->next) {
		if (!is_for_watched && strcmp(pair->name, "internal-note") == 0)
			leave(writer, pair->value);
		put_pair(writer, pair->name, pair->value);
	}
	if (!is_for_watched && section->is_sheltered &&
	    section->visibility != NULL)
		leave(writer, "the profile would have the place public, and "
			      "something there speaks of shelter or "
			      "violence: it is internal");
}

static void begin(struct writer *writer, const char *name)
{
	writer->name = name;
	writer->line = 1;
	writer->out = buf_new(FILE_BYTES);
	put_line(writer, WRITING_MARK);
	put_line(writer, "; when its source changes. Changes belong into a "
			 "folder behind it: README.md of the data.");
}

static int finish(struct writer *writer)
{
	int result = 0;

	if (writer->folder != NULL)
		result = file_create(arena_printf(writer->harvest->arena,
						  "%s/%s", writer->folder,
						  writer->name),
				     FILE_MODE, &writer->out, writer->err);
	buf_free(&writer->out);
	if (writer->folder != NULL && writer->source->tell != NULL)
		writer->source->tell(writer->source->whom, ++writer->files);
	return result;
}

/* Writes the file of the sections from `first` up to `end`. */
static int write_file(struct writer *writer, struct harvest_section **first,
		      struct harvest_section **end, bool is_for_watched)
{
	begin(writer, arena_printf(writer->harvest->arena, "%s.ini",
				   file_of(*first)->id));
	for (; first < end; first++)
		put_section(writer, *first, is_for_watched);
	return finish(writer);
}

static bool has_watched(struct harvest_section **first,
			struct harvest_section **end)
{
	while (first < end && !(*first)->is_watched &&
	       (*first)->closing == NULL)
		first++;
	return first < end;
}

/* With `is_for_watched` nothing is written: those whom a person looks at first
 * are listed first, by the lines where they will stand. */
static int write_all(struct writer *writer, struct harvest_section **sections,
		     bool is_for_watched)
{
	struct harvest_section **all = sections + writer->harvest->count;
	const char *folder = writer->folder;
	int result = 0;

	writer->folder = is_for_watched ? NULL : folder;
	while (sections < all && result == 0) {
		struct harvest_section **next = sections + 1;

		while (next < all && file_of(*next) == file_of(*sections))
			next++;
		if (!is_for_watched || has_watched(sections, next))
			result = write_file(writer, sections, next,
					    is_for_watched);
		sections = next;
	}
	writer->folder = folder;
	return result;
}

static int write_source(struct writer *writer)
{
	const struct writing_source *source = writer->source;

	begin(writer, SOURCE_FILE);
	buf_printf(&writer->out, "\n[source:%s]\n", source->id);
	put_pair(writer, "name", source->profile->name);
	put_pair(writer, "as-of", source->as_of);
	if (source->profile->link != NULL)
		put_pair(writer, "link", source->profile->link);
	if (source->profile->license != NULL)
		put_pair(writer, "license", source->profile->license);
	return finish(writer);
}

int writing_write(struct harvest *harvest, const struct writing_source *source,
		  const char *folder, struct err *err)
{
	struct writer writer = { .harvest = harvest,
				 .source = source,
				 .folder = folder,
				 .err = err };
	struct harvest_section **sections = arena_alloc(
		harvest->arena,
		(harvest->count + 1) * sizeof(struct harvest_section *));
	size_t count = 0;

	for (struct harvest_section *at = harvest->first; at != NULL;
	     at = at->next)
		sections[count++] = at;
	qsort(sections, count, sizeof(*sections), compare);
	if (write_source(&writer) != 0 ||
	    write_all(&writer, sections, true) != 0)
		return -1;
	return write_all(&writer, sections, false);
}
