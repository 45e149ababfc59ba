/* UUIDs made by libuuid from the names of sections. */
#include "directory/uuid.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uuid/uuid.h>

#include "base/parallel.h"
#include "base/sorted.h"
#include "directory/directory.h"

/* The longest line of a file, and the header that names its section. */
#define NAME_ROOM ((size_t)68 * 1024)

const char *uuid_fault(const char *text)
{
	uuid_t ignored;

	for (const char *at = text; *at != '\0'; at++)
		if (isupper((unsigned char)*at))
			return "has capital letters";
	return uuid_parse(text, ignored) == 0 ?
		       NULL :
		       "is not a UUID, as in "
		       "2d9f7c1e-5a0b-5f43-9c3e-0a1b2c3d4e5f";
}

/* A section, by its place, and an identifier of it. */
struct item {
	uuid_t uuid;
	uint32_t place;
};

/* Those that are made in the same way, in the order of their bytes, and of one
 * that several sections have in the order of their places. */
struct items {
	struct item *all;
	size_t count;
};

struct uuid_index {
	uuid_t space;
	struct items own, services; /* of sections, and of UUID_SERVICE */
};

/* The namespace of a directory. */
static void make_space(const struct record *about, uuid_t space)
{
	const char *text = record_text(about, DIRECTORY_NAMESPACE);

	uuid_generate_sha1(space, *uuid_get_template("url"), text,
			   strlen(text));
}

void uuid_of_name(const struct directory *directory, const char *name,
		  char text[UUID_TEXT])
{
	uuid_t space, made;

	make_space(directory->about, space);
	uuid_generate_sha1(made, space, name, strlen(name));
	uuid_unparse_lower(made, text);
}

/* What the section says itself, or NULL. */
static const struct value *own(const struct record *record)
{
	return record_named(record, RECORD_UUID_NAME);
}

/* The id by which others came to know the section. */
static const char *first_id(const struct record *record)
{
	const struct value *alias = record_named(record, RECORD_ALIAS_NAME);

	return alias != NULL ? alias->text : record->id;
}

/* Of the section itself, or of a part that is called `part`. */
static void identify(const uuid_t space, const struct record *record,
		     const char *part, uuid_t made)
{
	const struct value *value = part == NULL ? own(record) : NULL;
	struct buf name = buf_new(NAME_ROOM);

	if (value != NULL) {
		uuid_parse(value->text, made);
		return;
	}
	buf_puts(&name, record->kind->name);
	buf_puts(&name, ":");
	buf_puts(&name, first_id(record));
	if (part != NULL) {
		buf_puts(&name, "/");
		buf_puts(&name, part);
	}
	uuid_generate_sha1(made, space, name.bytes, name.length);
	buf_free(&name);
}

/* Of a directory that has an index the namespace is known. */
static void find_space(const struct directory *directory, uuid_t space)
{
	const struct uuid_index *index = directory->collection->uuids;

	if (index != NULL)
		uuid_copy(space, index->space);
	else
		make_space(directory->about, space);
}

void uuid_of_part(const struct directory *directory,
		  const struct record *record, const char *part,
		  char text[UUID_TEXT])
{
	uuid_t space, made;

	find_space(directory, space);
	identify(space, record, part, made);
	uuid_unparse_lower(made, text);
}

void uuid_of(const struct directory *directory, const struct record *record,
	     char text[UUID_TEXT])
{
	uuid_of_part(directory, record, NULL, text);
}

/* What is made by several threads, each of so many sections at a time. */
#define PART ((size_t)1000)

struct making {
	const struct collection *collection;
	struct uuid_index *index;
};

static void make_part(void *data, size_t number)
{
	const struct making *making = data;
	struct uuid_index *index = making->index;
	size_t end = (number + 1) * PART;

	for (size_t i = number * PART; i < end && i < index->own.count; i++) {
		struct item *item = &index->own.all[i];

		identify(index->space, making->collection->records[item->place],
			 NULL, item->uuid);
	}
	for (size_t i = number * PART; i < end && i < index->services.count;
	     i++) {
		struct item *item = &index->services.all[i];

		identify(index->space, making->collection->records[item->place],
			 UUID_SERVICE, item->uuid);
	}
}

static void add(struct items *items, size_t place)
{
	items->all[items->count++].place = (uint32_t)place;
}

static int by_uuid(const void *left, const void *right)
{
	const struct item *a = left, *b = right;
	int order = memcmp(a->uuid, b->uuid, sizeof(uuid_t));

	return order != 0 ? order :
			    (a->place > b->place) - (a->place < b->place);
}

const struct uuid_index *uuid_index_new(const struct collection *collection,
					struct arena *arena)
{
	struct uuid_index *index = arena_alloc(arena, sizeof(*index));
	size_t room = (collection->count + 1) * sizeof(struct item);
	struct making making = { collection, index };

	make_space(collection->about, index->space);
	index->own.all = arena_alloc(arena, room);
	index->services.all = arena_alloc(arena, room);
	for (size_t i = 0; i < collection->count; i++) {
		add(&index->own, i);
		if (strcmp(collection->records[i]->kind->name, "entry") == 0)
			add(&index->services, i);
	}
	parallel_do(collection->count / PART + 1, make_part, &making);
	qsort(index->own.all, index->own.count, sizeof(struct item), by_uuid);
	qsort(index->services.all, index->services.count, sizeof(struct item),
	      by_uuid);
	return index;
}

static bool is_before(const void *item, const void *wanted)
{
	return by_uuid(item, wanted) < 0;
}

/* Whether the text is a UUID as it is printed. */
static bool read_uuid(const char *text, uuid_t uuid)
{
	char printed[UUID_TEXT];

	if (uuid_parse(text, uuid) != 0)
		return false;
	uuid_unparse_lower(uuid, printed);
	return strcmp(printed, text) == 0;
}

const struct record *uuid_find(const struct collection *collection,
			       const char *part, const char *text)
{
	const struct uuid_index *index = collection->uuids;
	const struct items *items =
		part[0] == '\0' ? &index->own : &index->services;
	struct item wanted = { .place = 0 };
	const struct item *found;

	if (!read_uuid(text, wanted.uuid))
		return NULL;
	found = items->all + sorted_first(items->all, items->count,
					  sizeof(*items->all), is_before,
					  &wanted);
	return found < items->all + items->count &&
			       uuid_compare(found->uuid, wanted.uuid) == 0 ?
		       collection->records[found->place] :
		       NULL;
}

/* Where neither names a UUID, the alias of one is the id of the other, and if
 * there is any fault, that may be told already. */
static void report(const struct record *record, const struct record *other,
		   struct err *err)
{
	const struct value *value = own(record);

	if (value == NULL && own(other) != NULL) {
		value = own(other);
		other = record;
	}
	if (value != NULL)
		err_at_column(err, value->file, value->line, value->column,
			      "uuid: `%s` is already that of [%s:%s] (%s:%d)",
			      value->text, other->kind->name, other->id,
			      other->file, other->line);
	else if (err->count == 0)
		err_at(err, record->file, record->line,
		       "[%s:%s] and [%s:%s] (%s:%d) are the same to other "
		       "systems; let the one that has `alias` name its own id "
		       "first",
		       record->kind->name, record->id, other->kind->name,
		       other->id, other->file, other->line);
}

/* By the place of a section, the first that has the same identifier. */
static const uint32_t *find_firsts(const struct items *own, struct arena *arena)
{
	uint32_t *firsts =
		arena_alloc(arena, (own->count + 1) * sizeof(*firsts));
	const struct item *first = own->all;

	for (const struct item *item = own->all; item < own->all + own->count;
	     item++) {
		if (uuid_compare(item->uuid, first->uuid) != 0)
			first = item;
		firsts[item->place] = first->place;
	}
	return firsts;
}

void uuid_check(const struct collection *collection, struct err *err)
{
	struct arena *scratch = arena_new();
	const uint32_t *firsts = find_firsts(&collection->uuids->own, scratch);

	for (size_t i = 0; i < collection->count; i++)
		if (firsts[i] != i)
			report(collection->records[i],
			       collection->records[firsts[i]], err);
	arena_free(scratch);
}
