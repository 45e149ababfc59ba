/* Three tables of names. */
#include "import/agencies.h"

#include <string.h>

#include "import/harvest.h"

#define FIRST_ROOM ((size_t)256)
#define ID	   "id"
#define NAME	   "name"

struct agencies agencies_new(struct arena *arena)
{
	return (struct agencies){
		.named = table_new(FIRST_ROOM, arena),
		.lone = table_new(FIRST_ROOM, arena),
		.twins = table_new(FIRST_ROOM, arena),
	};
}

static bool is_lone(const struct agencies_row *row)
{
	return row->organization[0] == '\0' && row->organization_id[0] == '\0';
}

static void look_at_lone(struct agencies *agencies,
			 const struct agencies_row *row)
{
	struct arena *arena = agencies->lone.arena;
	size_t before = agencies->lone.count;
	size_t number = table_add(&agencies->lone, "", row->name);

	if (number < before) {
		table_add(&agencies->twins, "", row->name);
		return;
	}
	agencies->ids =
		harvest_room(agencies->ids, &agencies->room, number, arena);
	agencies->ids[number] = arena_text(arena, row->id, strlen(row->id));
}

void agencies_look(struct agencies *agencies, const struct agencies_row *row)
{
	if (is_lone(row))
		look_at_lone(agencies, row);
	else if (row->organization_id[0] != '\0')
		table_add(&agencies->named, ID, row->organization_id);
	else
		table_add(&agencies->named, NAME, row->organization);
}

static bool has(const struct table *table, const char *scope, const char *name)
{
	return name[0] != '\0' && table_find(table, scope, name) != TABLE_NONE;
}

bool agencies_by_id(const struct agencies *agencies,
		    const struct agencies_row *row)
{
	return is_lone(row) && has(&agencies->named, ID, row->id);
}

bool agencies_by_name(const struct agencies *agencies,
		      const struct agencies_row *row)
{
	return is_lone(row) && has(&agencies->named, NAME, row->name) &&
	       !has(&agencies->twins, "", row->name);
}

const char *agencies_id(const struct agencies *agencies, const char *name)
{
	size_t number = table_find(&agencies->lone, "", name);

	return number == TABLE_NONE || has(&agencies->twins, "", name) ||
			       agencies->ids[number][0] == '\0' ?
		       NULL :
		       agencies->ids[number];
}
