/* Ids that stand in the place of others. */
#include "directory/alias.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "directory/entry.h"

static bool is_phone(const struct record *record)
{
	return strcmp(record->kind->name, entry_phone.name) == 0;
}

static size_t count_aliases(const struct collection *collection)
{
	size_t count = 0;

	for (size_t i = 0; i < collection->count; i++)
		if (is_phone(collection->records[i]))
			for (const struct value *value =
				     collection->records[i]
					     ->values[PHONE_ALIAS];
			     value != NULL; value = value->next)
				count++;
	return count;
}

static void name_also(struct collection *collection,
		      const struct record *record)
{
	const struct value *value = record->values[PHONE_ALIAS];

	for (; value != NULL; value = value->next) {
		size_t number = table_add(&collection->names,
					  record->kind->name, value->text);

		if (collection->named[number] == NULL)
			collection->named[number] = record;
	}
}

void alias_add(struct collection *collection, struct arena *arena)
{
	size_t most = collection->names.count + count_aliases(collection);
	const struct record **named =
		arena_alloc(arena, (most + 1) * sizeof(*named));

	if (most == collection->names.count)
		return;
	memcpy(named, collection->named,
	       collection->names.count * sizeof(*named));
	collection->named = named;
	for (size_t i = 0; i < collection->count; i++)
		if (is_phone(collection->records[i]))
			name_also(collection, collection->records[i]);
}

/* An id that is said to be free, but is a section's own. */
void alias_check_free(const struct collection *collection, const char *kind,
		      const struct value *value, const char *key,
		      struct err *err)
{
	const struct record *record =
		collection_find(collection, kind, value->text);

	if (record != NULL && strcmp(record->id, value->text) == 0)
		err_at_column(err, value->file, value->line, value->column,
			      "%s: there is %s [%s:%s]; it is at %s:%d", key,
			      strchr("aeiou", kind[0]) != NULL ? "an" : "a",
			      kind, value->text, record->file, record->line);
}

/* An id that a section had before. */
struct alias {
	const struct record *record;
	const struct value *value;
};

static int by_text(const void *left, const void *right)
{
	const struct alias *a = left, *b = right;
	int order = strcmp(a->record->kind->name, b->record->kind->name);

	return order != 0 ? order : strcmp(a->value->text, b->value->text);
}

static size_t gather_aliases(const struct collection *collection,
			     struct alias *aliases)
{
	size_t count = 0;

	for (size_t i = 0; i < collection->count; i++) {
		const struct record *record = collection->records[i];
		const struct value *value =
			record_named(record, RECORD_ALIAS_NAME);

		for (; value != NULL; value = record_next(value)) {
			if (aliases != NULL)
				aliases[count] =
					(struct alias){ record, value };
			count++;
		}
	}
	return count;
}

/* A section may name itself, and a folder may have a section of its own where
 * one before it has merged two. */
static void check_alias(const struct collection *collection,
			const struct alias *alias, struct err *err)
{
	const struct record *record = alias->record;
	const char *kind = record->kind->name;
	const struct record *other =
		collection_find(collection, kind, alias->value->text);

	if (other != NULL && other != record && other->folder <= record->folder)
		alias_check_free(collection, kind, alias->value, "alias", err);
}

static void report_alias(const struct alias *alias, const struct alias *other,
			 struct err *err)
{
	const struct value *value = alias->value;

	err_at_column(err, value->file, value->line, value->column,
		      "alias: `%s` is the alias of another %s; it is at %s:%d",
		      value->text, alias->record->kind->name,
		      other->value->file, other->value->line);
}

void alias_check(const struct collection *collection, struct arena *arena,
		 struct err *err)
{
	size_t count = gather_aliases(collection, NULL);
	struct alias *aliases =
		arena_alloc(arena, (count + 1) * sizeof(*aliases));

	gather_aliases(collection, aliases);
	qsort(aliases, count, sizeof(*aliases), by_text);
	for (size_t i = 0; i < count; i++) {
		check_alias(collection, &aliases[i], err);
		if (i > 0 && by_text(&aliases[i - 1], &aliases[i]) == 0)
			report_alias(&aliases[i], &aliases[i - 1], err);
	}
}
