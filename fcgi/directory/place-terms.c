/* States, counties and cities, each once, in the order of their names. */
#include "directory/place-terms.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/table.h"
#include "text/utf8.h"

#define NAME_BYTES ((size_t)64 * 1024)

/* The widest first. */
enum level { STATE, COUNTY, CITY, LEVELS };

static const struct {
	size_t row;
	const char *ending; /* of its id, which a city would else have too */
	const char *word;   /* of the interface, for what it is */
	bool is_of_state;   /* it may be told where the address may not */
} levels[LEVELS] = {
	[STATE] = { LOCATION_STATE, "", NULL, true },
	[COUNTY] = { LOCATION_COUNTY, "-county", "county", false },
	[CITY] = { LOCATION_CITY, "", NULL, false },
};

/* One of them, before it has a number among the terms. */
struct made {
	struct record *record;
	size_t state;  /* TABLE_NONE: none */
	size_t county; /* of a city; TABLE_NONE: none, or more than one */
	enum level level;
	bool is_in_several; /* counties */
	const char *path;   /* what it lies in and itself, as they sort */
};

struct place_terms {
	struct table ids;
	struct made *made; /* by the number of the id */
	size_t *terms;	   /* the same, once they are added */
	const struct kind *kind;
	struct arena *arena;
};

/* What makes all of them takes a name as it was written: no place has a name in
 * several languages here. */
static const struct kind *kind_new(struct arena *arena)
{
	size_t size = vocabulary_term.field_count * sizeof(struct field);
	struct field *fields = arena_alloc(arena, size);
	struct kind *kind = arena_alloc(arena, sizeof(*kind));

	memcpy(fields, vocabulary_term.fields, size);
	fields[TERM_NAME].is_translated = false;
	*kind = vocabulary_term;
	kind->name = VOCABULARY_PLACE;
	kind->fields = fields;
	return kind;
}

/* Appends a name as ids are written; what no letter of ASCII stands for is
 * there by its bytes. */
static void print_id(const char *text, struct buf *out)
{
	char *plain = utf8_compared(text, strlen(text));
	size_t start = out->length;
	bool is_gap = false;

	for (const char *at = plain; *at != '\0'; at++) {
		unsigned char byte = (unsigned char)*at;

		if (byte < 0x80 && !isalnum(byte)) {
			is_gap = out->length > start;
			continue;
		}
		buf_puts(out, is_gap ? "-" : "");
		is_gap = false;
		buf_printf(out, byte < 0x80 ? "%c" : "%02x", byte);
	}
	free(plain);
}

static void print_ending(const char *ending, struct buf *out)
{
	size_t length = strlen(ending);

	if (out->length < length ||
	    strcmp(buf_text(out) + out->length - length, ending) != 0)
		buf_puts(out, ending);
}

/* `il-springfield`, or NULL where the name has no letter: the id of what lies
 * in a state begins with that, NULL for none, and that of a city stays the same
 * whatever is said of its county. */
static const char *id_of(const char *text, enum level level, const char *state,
			 struct arena *arena)
{
	struct buf out = buf_new(NAME_BYTES);
	const char *id = NULL;
	size_t start;

	if (state != NULL)
		buf_printf(&out, "%s-", state);
	start = out.length;
	print_id(text, &out);
	if (out.length > start) {
		print_ending(levels[level].ending, &out);
		id = arena_text(arena, buf_text(&out), out.length);
	}
	buf_free(&out);
	return id;
}

/* Whose name is that of its row, with the state behind it. */
static struct record *record_of(const struct place_terms *places,
				const char *id, const struct value *from,
				const struct record *location, size_t state)
{
	struct arena *arena = places->arena;
	struct record *record = arena_alloc(arena, sizeof(*record));
	struct value *name = arena_alloc(arena, sizeof(*name));

	*name = (struct value){ .text = from->text,
				.file = from->file,
				.line = from->line,
				.column = from->column };
	if (state != TABLE_NONE)
		name->text = arena_printf(
			arena, "%s, %s", from->text,
			record_text(places->made[state].record, TERM_NAME));
	*record = (struct record){ .kind = places->kind,
				   .id = id,
				   .file = location->file,
				   .line = location->line,
				   .place = location->place,
				   .folder = location->folder };
	record->values = arena_alloc(arena, places->kind->field_count *
						    sizeof(*record->values));
	record->values[TERM_NAME] = name;
	return record;
}

/* The number of what a place says of a level, which is made when it is new;
 * TABLE_NONE where it says nothing that may be known, or what is called as
 * something of another level is. */
static size_t make_one(struct place_terms *places,
		       const struct location *location, enum level level,
		       size_t state)
{
	const struct value *from =
		record_value(location->record, levels[level].row);
	size_t before = places->ids.count, number;
	const char *id;

	if (from == NULL || !(levels[level].is_of_state || location->is_whole))
		return TABLE_NONE;
	id = id_of(from->text, level,
		   state != TABLE_NONE ? places->ids.names[state] : NULL,
		   places->arena);
	if (id == NULL)
		return TABLE_NONE;
	number = table_add(&places->ids, "", id);
	if (number == before)
		places->made[number] = (struct made){
			.record = record_of(places, id, from, location->record,
					    state),
			.state = state,
			.county = TABLE_NONE,
			.level = level,
		};
	return places->made[number].level == level ? number : TABLE_NONE;
}

/* A city lies in the county that all who name one of it agree on. */
static void join_county(struct place_terms *places, size_t city, size_t county)
{
	struct made *made = &places->made[city];

	if (county == TABLE_NONE)
		return;
	made->is_in_several |=
		made->county != TABLE_NONE && made->county != county;
	made->county = county;
}

static void make_all(struct place_terms *places,
		     const struct location *location, size_t found[LEVELS])
{
	found[STATE] = make_one(places, location, STATE, TABLE_NONE);
	found[COUNTY] = make_one(places, location, COUNTY, found[STATE]);
	found[CITY] = make_one(places, location, CITY, found[STATE]);
}

static size_t above(const struct made *made)
{
	return made->county != TABLE_NONE && !made->is_in_several ?
		       made->county :
		       made->state;
}

static const char *path_of(const struct place_terms *places, size_t number)
{
	const struct made *made = &places->made[number];
	size_t up = above(made);

	return arena_printf(places->arena, "%s\1%s",
			    up != TABLE_NONE ? path_of(places, up) : "",
			    made->record->id);
}

static size_t most_of(const struct directory *directory)
{
	return LEVELS * directory->location_count + 1;
}

struct place_terms *place_terms_new(const struct directory *directory,
				    struct arena *arena)
{
	struct place_terms *places = arena_alloc(arena, sizeof(*places));
	size_t most = most_of(directory), found[LEVELS];

	places->arena = arena;
	places->kind = kind_new(arena);
	places->ids = table_new(0, arena);
	places->made = arena_alloc(arena, most * sizeof(*places->made));
	places->terms = arena_alloc(arena, most * sizeof(*places->terms));
	for (size_t i = 0; i < directory->entry_count; i++) {
		const struct entry *entry = directory->entries[i];

		for (size_t j = 0; j < entry->location_count; j++) {
			make_all(places, entry->locations[j], found);
			if (found[CITY] != TABLE_NONE)
				join_county(places, found[CITY], found[COUNTY]);
		}
	}
	for (size_t i = 0; i < places->ids.count; i++)
		places->made[i].path = path_of(places, i);
	return places->ids.count > 0 ? places : NULL;
}

size_t place_terms_count(const struct place_terms *places)
{
	return places->ids.count;
}

static int by_path(const void *left, const void *right)
{
	const struct made *a = *(const struct made *const *)left;
	const struct made *b = *(const struct made *const *)right;

	return strcmp(a->path, b->path);
}

void place_terms_add(struct place_terms *places, struct directory *directory,
		     size_t facet)
{
	size_t count = places->ids.count;
	const struct made **order =
		arena_alloc(places->arena, count * sizeof(*order));

	for (size_t i = 0; i < count; i++)
		order[i] = &places->made[i];
	qsort(order, count, sizeof(*order), by_path);
	for (size_t i = 0; i < count; i++) {
		const struct made *made = order[i];
		size_t up = above(made);

		places->terms[made - places->made] = directory->term_count;
		directory->terms[directory->term_count++] = (struct term){
			.id = made->record->id,
			.record = made->record,
			.word = levels[made->level].word,
			.facet = facet,
			.parent = up != TABLE_NONE ? places->terms[up] :
						     TERM_NONE,
		};
		directory->facets[facet].count++;
	}
}

void place_terms_of(struct place_terms *places, const struct entry *entry,
		    void (*take)(void *of, size_t term), void *of)
{
	size_t found[LEVELS];

	for (size_t i = 0; i < entry->location_count; i++) {
		make_all(places, entry->locations[i], found);
		for (size_t j = 0; j < LEVELS; j++)
			if (found[j] != TABLE_NONE)
				take(of, places->terms[found[j]]);
	}
}

/* Whether a place of which so much is said lies in what is called `id`. */
static bool lies_in(const char *const said[LEVELS], const char *id)
{
	struct arena *arena = arena_new();
	const char *state = NULL;
	bool is_so = false;

	for (enum level level = STATE; level < LEVELS && !is_so; level++) {
		const char *one =
			said[level] != NULL ?
				id_of(said[level], level, state, arena) :
				NULL;

		is_so = one != NULL && strcmp(one, id) == 0;
		if (level == STATE)
			state = one;
	}
	arena_free(arena);
	return is_so;
}

static bool is_in_record(const struct record *record, const char *id)
{
	const char *said[LEVELS];

	for (size_t i = 0; i < LEVELS; i++)
		said[i] = record_text(record, levels[i].row);
	return lies_in(said, id);
}

static bool is_in_section(const struct ini_file_section *section,
			  const char *id)
{
	const char *said[LEVELS];

	for (size_t i = 0; i < LEVELS; i++)
		said[i] = ini_file_value(
			section, location_section.fields[levels[i].row].name);
	return lies_in(said, id);
}

bool place_terms_are_known(const struct collection *collection, const char *id)
{
	for (size_t i = 0; i < collection->count; i++)
		if (location_is(collection->records[i]) &&
		    is_in_record(collection->records[i], id))
			return true;
	for (size_t i = 0; i < collection->hidden_count; i++)
		if (strcmp(collection->hidden[i]->kind,
			   location_section.name) == 0 &&
		    is_in_section(collection->hidden[i], id))
			return true;
	return false;
}
