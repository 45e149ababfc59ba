/* Sections, and which ids they get. */
#include "import/harvest.h"

#include <stdlib.h>
#include <string.h>

#include "directory/contact.h"
#include "directory/entry.h"
#include "directory/location.h"
#include "text/utf8.h"

#define LATITUDE   "latitude"
#define LONGITUDE  "longitude"
#define FIRST_ROOM ((size_t)1024)
#define VALUE_MOST ((size_t)60 * 1024) /* of a line, with its key */
#define DEPTH	   8		       /* of organizations above one another */

struct harvest *harvest_new(const struct terms *terms, struct arena *arena,
			    struct arena *texts)
{
	struct harvest *harvest = arena_alloc(arena, sizeof(*harvest));

	harvest->arena = arena;
	harvest->texts = texts;
	harvest->report = report_new(arena);
	harvest->terms = terms;
	harvest->entry = entry_kind(terms->facets, terms->facet_count, arena);
	harvest->tail = &harvest->first;
	harvest->keys = table_new(FIRST_ROOM, arena);
	harvest->ids = table_new(FIRST_ROOM, arena);
	harvest->kept = table_new(FIRST_ROOM, arena);
	harvest->kept_by_id = table_new(FIRST_ROOM, arena);
	harvest->harmless = table_new(0, arena);
	harvest->numbered = table_new(FIRST_ROOM, arena);
	return harvest;
}

void *harvest_room(void *items, size_t *room, size_t number,
		   struct arena *arena)
{
	size_t more = *room > 0 ? 2 * *room : FIRST_ROOM;
	void **copy;

	if (number < *room)
		return items;
	copy = arena_alloc(arena, more * sizeof(*copy));
	if (*room > 0)
		memcpy(copy, items, *room * sizeof(*copy));
	*room = more;
	return copy;
}

struct harvest_section *harvest_find(const struct harvest *harvest,
				     const char *kind, const char *key)
{
	size_t number = key != NULL ? table_find(&harvest->keys, kind, key) :
				      TABLE_NONE;

	return number != TABLE_NONE ? harvest->by_key[number] : NULL;
}

/* The key as it is kept. */
static const char *name_section(struct harvest *harvest, const char *key,
				struct harvest_section *section)
{
	size_t number = table_add(&harvest->keys, section->kind->name, key);

	harvest->by_key = harvest_room(harvest->by_key, &harvest->room, number,
				       harvest->arena);
	harvest->by_key[number] = section;
	return harvest->keys.names[number];
}

void harvest_name(struct harvest *harvest, const char *key,
		  struct harvest_section *section)
{
	name_section(harvest, key, section);
}

struct harvest_section *harvest_add(struct harvest *harvest,
				    const struct kind *kind, const char *key,
				    const char *words,
				    struct harvest_section *home)
{
	struct harvest_section *section =
		arena_alloc(harvest->arena, sizeof(*section));

	section->kind = kind;
	section->id = harvest_id_for(harvest, kind->name, key, words);
	section->home = home;
	section->tail = &section->pairs;
	harvest_take_id(harvest, kind->name, section->id);
	*harvest->tail = section;
	harvest->tail = &section->next;
	harvest->count++;
	if (key == NULL)
		return section;
	section->key = name_section(harvest, key, section);
	return section;
}

static const struct field *field_of(const struct kind *kind, const char *name)
{
	for (size_t i = 0; i < kind->field_count; i++)
		if (strcmp(kind->fields[i].name, name) == 0)
			return &kind->fields[i];
	return NULL;
}

const char *harvest_value(const struct harvest_section *section,
			  const char *name)
{
	for (const struct harvest_pair *pair = section->pairs; pair != NULL;
	     pair = pair->next)
		if (strcmp(pair->name, name) == 0)
			return pair->value;
	return NULL;
}

bool harvest_has(const struct harvest_section *section, const char *name,
		 const char *value)
{
	for (const struct harvest_pair *pair = section->pairs; pair != NULL;
	     pair = pair->next)
		if (strcmp(pair->name, name) == 0 &&
		    strcmp(pair->value, value) == 0)
			return true;
	return false;
}

static void append(struct harvest *harvest, struct harvest_section *section,
		   const char *name, const char *value, const char *refers)
{
	struct harvest_pair *pair = arena_alloc(harvest->texts, sizeof(*pair));

	*pair = (struct harvest_pair){ name, value, refers, NULL };
	*section->tail = pair;
	section->tail = &pair->next;
}

static bool is_right(const struct field *field, const char *value,
		     const char *note)
{
	const struct field_text text = { .text = value };
	struct err none = { 0 };
	bool is_so = field_check(field, &text, &none) == 0 &&
		     (!field->has_note ||
		      field_check_note(field, note, &text, &none) == 0);

	err_free(&none);
	return is_so && (note == NULL || field->has_note);
}

/* Whether a line of INI can hold it as it is. */
static bool is_line(const char *value)
{
	size_t length = strlen(value);

	return length > 0 && length < VALUE_MOST &&
	       utf8_is_plain(value, length) && value[0] != ' ' &&
	       value[length - 1] != ' ' &&
	       !(length > 1 && (value[0] == '"' || value[0] == '\'') &&
		 value[length - 1] == value[0]);
}

bool harvest_put(struct harvest *harvest, struct harvest_section *section,
		 const char *name, const char *value, const char *note)
{
	const struct field *field = field_of(section->kind, name);
	const char *text = value;

	if (field == NULL || value[0] == '\0' || !is_line(value) ||
	    (note != NULL && !is_line(note)) || !is_right(field, value, note))
		return false;
	/* What stands once may stand again for a time that its note says. */
	if (!field->is_list && harvest_value(section, name) != NULL &&
	    !(field->is_dated && note != NULL))
		return harvest_has(section, name, value);
	if (note != NULL)
		text = arena_printf(harvest->texts, "%s | %s", value, note);
	else
		text = arena_text(harvest->texts, value, strlen(value));
	if (strlen(text) >= VALUE_MOST)
		return false;
	if (!harvest_has(section, name, text))
		append(harvest, section, field->name, text, NULL);
	return true;
}

bool harvest_put_as_is(struct harvest *harvest, struct harvest_section *section,
		       const char *name, const char *value)
{
	struct arena *arena = harvest->texts;

	if (!is_line(value))
		return false;
	append(harvest, section, arena_text(arena, name, strlen(name)),
	       arena_text(arena, value, strlen(value)), NULL);
	return true;
}

void harvest_refer(struct harvest *harvest, struct harvest_section *section,
		   const char *name, const char *kind, const char *key)
{
	const char *copy;

	if (harvest_has(section, name, key))
		return;
	copy = arena_text(harvest->texts, key, strlen(key));
	append(harvest, section, name, copy, kind);
}

struct harvest_section *harvest_above(const struct harvest *harvest,
				      const struct harvest_section *section)
{
	if (section->home != NULL)
		return section->home;
	for (const struct harvest_pair *pair = section->pairs; pair != NULL;
	     pair = pair->next)
		if (pair->refers != NULL && strcmp(pair->name, "parent") == 0)
			return harvest_find(harvest, pair->refers, pair->value);
	return NULL;
}

const char *harvest_owner(const struct harvest *harvest,
			  const struct harvest_section *section)
{
	const struct harvest_section *up = section;

	for (int i = 0; up != NULL && i < DEPTH; i++) {
		section = up;
		up = harvest_above(harvest, section);
	}
	return section->id;
}

/* The id of what a pair names, or NULL. */
static const char *named_by(struct harvest *harvest,
			    struct harvest_section *section,
			    const struct harvest_pair *pair)
{
	struct harvest_section *named =
		harvest_find(harvest, pair->refers, pair->value);

	if (named == NULL || named == section)
		return NULL;
	if (section->is_service && section->home == NULL &&
	    strcmp(pair->name, "parent") == 0)
		section->home = named;
	return named->id;
}

static bool is_place(const struct harvest_section *section)
{
	return section->kind == &location_section;
}

/* Half of a point is nowhere, and 0, 0 is what programs write for none. */
static void leave_half(struct harvest *harvest, struct harvest_section *place)
{
	const char *latitude = harvest_value(place, LATITUDE);
	const char *longitude = harvest_value(place, LONGITUDE);
	const char *name = latitude != NULL ? LATITUDE : LONGITUDE, *value;

	if (latitude != NULL && longitude != NULL) {
		if (strtod(latitude, NULL) == 0 &&
		    strtod(longitude, NULL) == 0) {
			harvest_take_out(place, LATITUDE);
			harvest_take_out(place, LONGITUDE);
		}
		return;
	}
	if (latitude == NULL && longitude == NULL)
		return;
	value = harvest_take_out(place, name);
	name = arena_printf(harvest->arena, "location.%s", name);
	if (place->uses != NULL)
		harvest_note(harvest, place->uses->entry, name, value);
	else
		tally_add(&harvest->report->lost, name);
}

void harvest_finish(struct harvest *harvest)
{
	struct harvest_section *section = harvest->first;
	struct report *report = harvest->report;

	for (size_t i = 0; i < CLEAN_RULES; i++)
		report->cleaned.counts[i] += report->cleaned_before.counts[i];
	for (; section != NULL; section = section->next) {
		struct harvest_pair **at = &section->pairs;

		arena_rest(harvest->texts);
		tally_add(&harvest->report->taken, section->kind->name);
		if (is_place(section))
			leave_half(harvest, section);
		if (is_place(section))
			harvest_put(harvest, section, "address-visibility",
				    section->is_sheltered ||
						    section->visibility ==
							    NULL ?
					    "internal" :
					    section->visibility,
				    NULL);
		while (*at != NULL) {
			const char *id = (*at)->value;

			if ((*at)->refers != NULL)
				id = named_by(harvest, section, *at);
			if (id == NULL) {
				tally_add(&harvest->report->lost,
					  "what is not in the source");
				*at = (*at)->next;
				continue;
			}
			(*at)->value = id;
			at = &(*at)->next;
		}
		section->tail = at;
	}
}
