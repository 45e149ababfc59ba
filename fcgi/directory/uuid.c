/* UUIDs made by libuuid from the names of sections. */
#include "directory/uuid.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uuid/uuid.h>

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

struct uuid_index {
	struct table names; /* in the scope of what they are parts of */
	const struct record **first; /* by number */
	size_t *numbers;	     /* by the place of a record: its own */
};

/* The namespace of a directory. */
static void make_space(const struct record *about, uuid_t space)
{
	const char *text = record_text(about, DIRECTORY_NAMESPACE);

	uuid_generate_sha1(space, *uuid_get_template("url"), text,
			   strlen(text));
}

static void make(const uuid_t space, const char *name, char text[UUID_TEXT])
{
	uuid_t made;

	uuid_generate_sha1(made, space, name, strlen(name));
	uuid_unparse_lower(made, text);
}

void uuid_of_name(const struct directory *directory, const char *name,
		  char text[UUID_TEXT])
{
	uuid_t space;

	make_space(directory->about, space);
	make(space, name, text);
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

static void identify(const uuid_t space, const struct record *record,
		     char text[UUID_TEXT])
{
	const struct value *value = own(record);
	struct buf name = buf_new(NAME_ROOM);

	if (value != NULL) {
		snprintf(text, UUID_TEXT, "%s", value->text);
		return;
	}
	buf_printf(&name, "%s:%s", record->kind->name, first_id(record));
	make(space, buf_text(&name), text);
	buf_free(&name);
}

static void identify_part(const uuid_t space, const struct record *record,
			  const char *part, char text[UUID_TEXT])
{
	struct buf name = buf_new(NAME_ROOM);

	buf_printf(&name, "%s:%s/%s", record->kind->name, first_id(record),
		   part);
	make(space, buf_text(&name), text);
	buf_free(&name);
}

void uuid_of(const struct directory *directory, const struct record *record,
	     char text[UUID_TEXT])
{
	uuid_t space;

	make_space(directory->about, space);
	identify(space, record, text);
}

void uuid_of_part(const struct directory *directory,
		  const struct record *record, const char *part,
		  char text[UUID_TEXT])
{
	uuid_t space;

	make_space(directory->about, space);
	identify_part(space, record, part, text);
}

/* The number of the identifier, whose first section this is unless there was
 * one. */
static size_t add(struct uuid_index *index, const char *part, const char *text,
		  const struct record *record)
{
	size_t number = table_add(&index->names, part, text);

	if (index->first[number] == NULL)
		index->first[number] = record;
	return number;
}

const struct uuid_index *uuid_index_new(const struct collection *collection,
					struct arena *arena)
{
	struct uuid_index *index = arena_alloc(arena, sizeof(*index));
	size_t most = 2 * collection->count + 1;
	char text[UUID_TEXT];
	uuid_t space;

	make_space(collection->about, space);
	index->names = table_new(most, arena);
	index->first = arena_alloc(arena, most * sizeof(*index->first));
	index->numbers = arena_alloc(arena, most * sizeof(*index->numbers));
	for (size_t i = 0; i < collection->count; i++) {
		const struct record *record = collection->records[i];

		identify(space, record, text);
		index->numbers[i] = add(index, "", text, record);
		if (strcmp(record->kind->name, "entry") != 0)
			continue;
		identify_part(space, record, UUID_SERVICE, text);
		add(index, UUID_SERVICE, text, record);
	}
	return index;
}

const struct record *uuid_find(const struct collection *collection,
			       const char *part, const char *text)
{
	size_t number = table_find(&collection->uuids->names, part, text);

	return number != TABLE_NONE ? collection->uuids->first[number] : NULL;
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

void uuid_check(const struct collection *collection, struct err *err)
{
	const struct uuid_index *index = collection->uuids;

	for (size_t i = 0; i < collection->count; i++) {
		const struct record *first = index->first[index->numbers[i]];

		if (first != collection->records[i])
			report(collection->records[i], first, err);
	}
}
