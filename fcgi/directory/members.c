/* The rows of an entry, and what is no row. */
#include "directory/members.h"

#include <stdio.h>
#include <string.h>

/* Those that are no rows of an entry. */
static const char *const before[] = { "id", "page" };
static const char *const behind[] = { "through", "hours_later" };

#define BEFORE (sizeof(before) / sizeof(*before))
#define BEHIND (sizeof(behind) / sizeof(*behind))

void members_print(const char *name, char out[MEMBERS_NAME])
{
	snprintf(out, MEMBERS_NAME, "%s", name);
	for (char *at = out; *at != '\0'; at++)
		if (*at == '-')
			*at = '_';
}

size_t members_count(const struct directory *directory)
{
	return BEFORE + entry_entry.field_count + directory->facet_count +
	       BEHIND;
}

/* An address may be public, though its row is private. */
static const char *name_of_row(size_t row)
{
	const struct field *field = &entry_entry.fields[row];

	return field->is_private && row != ENTRY_ADDRESS ? "" : field->name;
}

static const char *name_of(const struct directory *directory, size_t place)
{
	if (place < BEFORE)
		return before[place];
	place -= BEFORE;
	if (place < entry_entry.field_count)
		return name_of_row(place);
	place -= entry_entry.field_count;
	if (place < directory->facet_count)
		return directory->facets[place].id;
	return behind[place - directory->facet_count];
}

void members_name(const struct directory *directory, size_t place,
		  char name[MEMBERS_NAME])
{
	members_print(name_of(directory, place), name);
}

size_t members_find(const struct directory *directory, const char *text,
		    size_t length)
{
	size_t count = members_count(directory), place = 0;
	char name[MEMBERS_NAME];

	for (; place < count && length > 0; place++) {
		members_name(directory, place, name);
		if (strlen(name) == length && memcmp(name, text, length) == 0)
			return place;
	}
	return count;
}
