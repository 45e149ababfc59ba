/* A list of names, read as leniently as can be. */
#include "directory/takedown.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "directory/entry.h"
#include "directory/lines.h"
#include "ini/file.h"
#include "text/list.h"

#define FOLDER "/etc/signpost/"
#define NAME   "hidden.ini"

static const char *const kinds[] = { "entry", "phone", "location" };

enum { KINDS = sizeof(kinds) / sizeof(*kinds) };

const char *takedown_path(const char *settings, struct arena *arena)
{
	const char *slash = settings != NULL ? strrchr(settings, '/') : NULL;

	if (settings == NULL)
		return FOLDER NAME;
	if (slash == NULL)
		return NAME;
	return arena_printf(arena, "%.*s" NAME, (int)(slash - settings + 1),
			    settings);
}

const char *takedown_kind(const char *name)
{
	for (size_t i = 0; i < KINDS; i++)
		if (strcmp(kinds[i], name) == 0)
			return kinds[i];
	return NULL;
}

struct taking {
	struct takedown_item *items; /* NULL: they are only counted */
	size_t count;
	struct digest digest;
	struct arena *arena;
	struct err *err;
};

static void take(struct taking *taking, const struct ini_file_pair *pair)
{
	const char *kind = takedown_kind(pair->name), *rest = pair->value;
	struct list_item id;

	if (kind == NULL && taking->items != NULL)
		err_at(taking->err, pair->file, pair->line,
		       "`%s` is not " TAKEDOWN_KINDS, pair->name);
	while (kind != NULL && list_next_trimmed(&rest, ",", &id)) {
		size_t place = taking->count++;
		const char *name =
			arena_text(taking->arena, id.text, id.length);

		if (taking->items == NULL)
			continue;
		taking->items[place].kind = kind;
		taking->items[place].id = name;
		digest_add_text(&taking->digest, kind);
		digest_add_text(&taking->digest, name);
	}
}

static void take_all(struct taking *taking,
		     const struct ini_file_section *section)
{
	for (; section != NULL; section = section->next)
		for (const struct ini_file_pair *pair = section->pairs;
		     pair != NULL; pair = pair->next)
			take(taking, pair);
}

static const struct takedown *taken(const struct ini_file_section *sections,
				    struct arena *arena, struct err *err)
{
	struct takedown *takedown = arena_alloc(arena, sizeof(*takedown));
	struct taking taking = { .arena = arena,
				 .err = err,
				 .digest = digest_new() };
	unsigned char hash[DIGEST_BYTES];

	take_all(&taking, sections);
	taking.items =
		arena_alloc(arena, (taking.count + 1) * sizeof(*taking.items));
	taking.count = 0;
	take_all(&taking, sections);
	digest_end(&taking.digest, hash);
	digest_word(hash, takedown->mark);
	takedown->items = taking.items;
	takedown->count = taking.count;
	return takedown;
}

const struct takedown *takedown_read(const char *path, struct arena *arena,
				     struct err *err)
{
	struct ini_file_section *sections = NULL, **tail = &sections;
	struct stat info;

	if (lstat(path, &info) != 0 && (errno == ENOENT || errno == ENOTDIR))
		return taken(NULL, arena, err);
	if (ini_file_read(path, arena, &tail, err) == INI_FILE_UNREAD)
		return NULL;
	return taken(sections, arena, err);
}

const struct takedown *takedown_copy(const struct takedown *takedown,
				     struct arena *arena)
{
	struct takedown *copy = arena_alloc(arena, sizeof(*copy));
	struct takedown_item *items = arena_alloc(
		arena, (takedown->count + 1) * sizeof(*copy->items));

	*copy = *takedown;
	for (size_t i = 0; i < copy->count; i++) {
		const char *id = takedown->items[i].id;

		items[i].kind = takedown->items[i].kind;
		items[i].id = arena_text(arena, id, strlen(id));
	}
	copy->items = items;
	return copy;
}

bool takedown_has(const struct takedown *takedown, const char *kind,
		  const char *id)
{
	for (size_t i = 0; i < takedown->count; i++)
		if (strcmp(takedown->items[i].kind, kind) == 0 &&
		    strcmp(takedown->items[i].id, id) == 0)
			return true;
	return false;
}

static bool was_called(const struct record *record, const char *id)
{
	const struct value *value = record_values(record, RECORD_ALIAS_NAME);

	while (value != NULL && strcmp(value->text, id) != 0)
		value = value->next;
	return value != NULL;
}

/* Marks what is, or else was, called so; whether anything is. */
static bool mark(const struct takedown_item *item, bool is_former,
		 const struct collection *collection, bool *marks)
{
	bool is_there = false;

	for (size_t i = 0; i < collection->count; i++) {
		const struct record *record = collection->records[i];

		if (strcmp(record->kind->name, item->kind) != 0 ||
		    !(is_former ? was_called(record, item->id) :
				  strcmp(record->id, item->id) == 0))
			continue;
		marks[i] = true;
		is_there = true;
	}
	return is_there;
}

bool takedown_is_known(const struct takedown_item *item,
		       const struct collection *collection)
{
	bool *marks = alloc_zero(collection->count + 1);
	bool is_there = mark(item, false, collection, marks) ||
			mark(item, true, collection, marks);

	free(marks);
	return is_there;
}

/* The same, unless nobody would be left to talk to: what was taken down before
 * stays down. */
static bool mark_safely(const struct takedown_item *item,
			const struct collection *collection, bool *marks,
			bool *scratch)
{
	bool is_there;

	memcpy(scratch, marks, collection->count);
	is_there = mark(item, false, collection, scratch) ||
		   mark(item, true, collection, scratch);
	if (!is_there || (lines_has_rescue(collection, marks) &&
			  !lines_has_rescue(collection, scratch)))
		return false;
	memcpy(marks, scratch, collection->count);
	return true;
}

const bool *takedown_marks(const struct takedown *takedown,
			   const struct collection *collection,
			   struct arena *arena, const struct record **kept)
{
	bool *marks = arena_alloc(arena, collection->count + 1);
	bool *scratch = arena_alloc(arena, collection->count + 1);
	bool is_any = false;

	*kept = NULL;
	for (size_t i = 0; i < takedown->count; i++) {
		const struct takedown_item *item = &takedown->items[i];

		if (mark_safely(item, collection, marks, scratch))
			is_any = true;
		else if (*kept == NULL && strcmp(item->kind, "phone") == 0)
			*kept = collection_find(collection, "phone", item->id);
	}
	return is_any ? marks : NULL;
}

void takedown_print(const struct takedown_item *items, size_t count,
		    struct buf *out)
{
	buf_puts(out, "; What nobody is shown, whatever the directory says. "
		      "`signpost hide` and\n; `signpost unhide` write this "
		      "file, and a responder looks at it each second.\n"
		      "[hidden]\n");
	for (size_t i = 0; i < count; i++)
		buf_printf(out, "%s = %s\n", items[i].kind, items[i].id);
}
