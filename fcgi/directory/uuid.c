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

void uuid_of_name(const struct directory *directory, const char *name,
		  char text[UUID_TEXT])
{
	const char *space = record_text(directory->about, DIRECTORY_NAMESPACE);
	uuid_t of_space, made;

	uuid_generate_sha1(of_space, *uuid_get_template("url"), space,
			   strlen(space));
	uuid_generate_sha1(made, of_space, name, strlen(name));
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

void uuid_of(const struct directory *directory, const struct record *record,
	     char text[UUID_TEXT])
{
	const struct value *value = own(record);
	struct buf name = buf_new(NAME_ROOM);

	if (value != NULL) {
		snprintf(text, UUID_TEXT, "%s", value->text);
		return;
	}
	buf_printf(&name, "%s:%s", record->kind->name, first_id(record));
	uuid_of_name(directory, buf_text(&name), text);
	buf_free(&name);
}

void uuid_of_part(const struct directory *directory,
		  const struct record *record, const char *part,
		  char text[UUID_TEXT])
{
	struct buf name = buf_new(NAME_ROOM);

	buf_printf(&name, "%s:%s/%s", record->kind->name, first_id(record),
		   part);
	uuid_of_name(directory, buf_text(&name), text);
	buf_free(&name);
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
	const struct directory directory = {
		.collection = collection,
		.about = collection->about,
	};
	struct arena *arena = arena_new();
	struct table uuids = table_new(collection->count, arena);
	const struct record **first =
		arena_alloc(arena, (collection->count + 1) * sizeof(*first));
	char text[UUID_TEXT];

	for (size_t i = 0; i < collection->count; i++) {
		size_t number;

		uuid_of(&directory, collection->records[i], text);
		number = table_add(&uuids, "", text);
		if (first[number] == NULL)
			first[number] = collection->records[i];
		else
			report(collection->records[i], first[number], err);
	}
	arena_free(arena);
}
