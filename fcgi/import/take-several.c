/* Hours that are told place by place. */
#include <stdlib.h>
#include <string.h>

#include "import/takes.h"

/* The schedules of a place as a text that is the same where they are: without
 * what their rows are called. Lives as long as `arena`. */
static const char *text_of(const json_t *place, struct arena *arena)
{
	static const char *const names[] = { "id", "service_id", "location_id",
					     "service_at_location_id" };
	json_t *copy = json_deep_copy(json_object_get(place, "schedules"));
	const char *kept;
	json_t *schedule;
	char *text;
	size_t i;

	json_array_foreach(copy, i,
			   schedule) for (size_t name = 0;
					  name < sizeof(names) / sizeof(*names);
					  name++)
		json_object_del(schedule, names[name]);
	text = json_dumps(copy,
			  JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY);
	kept = text != NULL ? arena_text(arena, text, strlen(text)) : "[]";
	free(text);
	json_decref(copy);
	return kept;
}

bool takes_are_parted(const json_t *places)
{
	struct arena *arena = arena_new();
	const char *first = text_of(json_array_get(places, 0), arena);
	bool is_so = false;

	for (size_t i = 1; i < json_array_size(places) && !is_so; i++)
		is_so = strcmp(first,
			       text_of(json_array_get(places, i), arena)) != 0;
	arena_free(arena);
	return is_so;
}

void takes_hours_later(struct taking *taking, struct harvest_section *section,
		       json_t *place)
{
	struct arena *arena = taking->harvest->arena;
	struct harvest_hours *hours = arena_alloc(arena, sizeof(*hours));

	hours->schedules = text_of(place, taking->harvest->texts);
	hours->next = section->hours;
	section->hours = hours;
	json_object_del(place, "schedules");
}

/* The places in the order in which they came. */
static json_t *places_of(const struct harvest_section *section)
{
	json_t *places = json_array();

	for (const struct harvest_hours *hours = section->hours; hours != NULL;
	     hours = hours->next) {
		json_t *schedules = json_loads(hours->schedules, 0, NULL);

		json_array_insert_new(
			places, 0,
			schedules != NULL ?
				json_pack("{so}", "schedules", schedules) :
				json_object());
	}
	return places;
}

static void take(struct taking *taking, struct harvest_section *section)
{
	static const struct mapping row = { OF_PLACE, "schedules",
					    .take = takes_schedules };
	json_t *places = places_of(section), *place;
	size_t i;

	taking->scratch = arena_new();
	taking->entry = section;
	taking->is_parted = takes_are_parted(places);
	json_array_foreach(places, i, place) if (taking->is_parted || i == 0)
		takes_schedules(taking, section, &row,
				json_object_get(place, "schedules"));
	taking->is_parted = false;
	arena_free(taking->scratch);
	json_decref(places);
}

void takes_hours(struct taking *taking)
{
	struct harvest_section *at = taking->harvest->first;

	for (; at != NULL; at = at->next)
		if (at->hours != NULL)
			take(taking, at);
}
