/* Sections by kind and id, whatever order the rows have. */
#include "import/own-table.h"

#include <string.h>
#include <strings.h>

#include "directory/contact.h"
#include "directory/entry.h"
#include "directory/location.h"
#include "directory/vocabulary.h"
#include "import/takes.h"
#include "text/list.h"

#define PREFIX "own//" /* of a key, so that no comment tells it */

enum cell { KIND, ID, KEY, LANGUAGE, NUMBER, VALUE, CELLS };

static const char *const headings[CELLS] = { "kind",	 "id",	   "key",
					     "language", "number", "value" };

struct own_table {
	struct taking *taking;
	const char *name;
	/* In whose file stands what no entry names. */
	struct harvest_section words;
	struct table passed; /* sections of which this site has one */
};

bool own_table_is(const struct csv_table *table)
{
	for (size_t i = 0; i < CELLS; i++)
		if (csv_table_find(table, headings[i]) != i)
			return false;
	return csv_table_width(table) == CELLS;
}

struct own_table *own_table_new(struct taking *taking, const char *name)
{
	struct arena *arena = taking->harvest->arena;
	struct own_table *own = arena_alloc(arena, sizeof(*own));

	*own = (struct own_table){
		.taking = taking,
		.name = name,
		.words = { .id = "_words" },
		.passed = table_new(64, arena),
	};
	return own;
}

static const struct kind *kind_of(const struct harvest *harvest,
				  const char *name)
{
	const struct kind *const alike[] = { harvest->entry, &entry_phone,
					     &location_section,
					     &contact_section };
	struct kind *term;

	for (size_t i = 0; i < sizeof(alike) / sizeof(*alike); i++)
		if (strcmp(alike[i]->name, name) == 0)
			return alike[i];
	for (size_t i = 0; i < vocabulary_kind_count; i++)
		if (strcmp(vocabulary_kinds[i]->name, name) == 0)
			return vocabulary_kinds[i];
	term = arena_alloc(harvest->arena, sizeof(*term));
	*term = vocabulary_term;
	term->name = arena_text(harvest->arena, name, strlen(name));
	return term;
}

static const char *key_of(const struct own_table *own, const char *id)
{
	return arena_printf(own->taking->scratch, PREFIX "%s", id);
}

/* The section of a row, or NULL where this site has it. */
static struct harvest_section *section_of(struct own_table *own,
					  const struct csv_table_row *row)
{
	struct harvest *harvest = own->taking->harvest;
	const char *kind = row->cells[KIND], *id = row->cells[ID];
	const char *key = key_of(own, id);
	struct harvest_section *section = harvest_find(harvest, kind, key);
	size_t before = own->passed.count;

	if (section != NULL)
		return section;
	if (table_find(&harvest->ids, kind, id) != TABLE_NONE) {
		if (table_add(&own->passed, kind, id) == before)
			tally_add(&harvest->report->lost,
				  "sections that this site has itself");
		return NULL;
	}
	harvest_keep_id(harvest, kind, key, id);
	return harvest_add(harvest, kind_of(harvest, kind), key, id,
			   &own->words);
}

static bool is_made_of(const char *text, const char *bytes)
{
	return text[0] != '\0' && text[strspn(text, bytes)] == '\0';
}

static int check(const struct own_table *own, const struct csv_table_row *row,
		 struct err *err)
{
	for (size_t i = KIND; i <= KEY; i++)
		if (!is_made_of(row->cells[i], RECORD_ID_BYTES) ||
		    strlen(row->cells[i]) > 48)
			return err_at(err, own->name, row->line,
				      "%s: `%.60s` is not made of lower-case "
				      "letters, digits and hyphens",
				      headings[i], row->cells[i]);
	if (row->cells[LANGUAGE][0] != '\0' &&
	    !is_made_of(row->cells[LANGUAGE],
			RECORD_ID_BYTES "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
		return err_at(err, own->name, row->line,
			      "language: `%.60s` is no code of a language",
			      row->cells[LANGUAGE]);
	return 0;
}

/* What somebody else has checked this site has not, nor anybody on a day to
 * come; and what is of folders is of theirs. */
static bool is_theirs(const struct harvest_section *section, const char *key,
		      const char *value)
{
	if ((strcmp(key, "checked") == 0 || strcmp(key, "changed") == 0) &&
	    takes_is_impossible(value))
		return true;
	return strcmp(key, RECORD_VERIFIED_NAME) == 0 ||
	       strcmp(key, "replaces") == 0 || strcmp(key, "reviewed") == 0 ||
	       (section->kind == &entry_phone && strcmp(key, "checked") == 0);
}

static void put(struct own_table *own, struct harvest_section *section,
		const struct csv_table_row *row, const char *value)
{
	struct harvest *harvest = own->taking->harvest;
	const char *key = row->cells[KEY], *language = row->cells[LANGUAGE];

	if (is_theirs(section, key, value)) {
		harvest_note_column(harvest, section, key, value);
		return;
	}
	if (section->kind == &location_section &&
	    strcmp(key, "address-visibility") == 0) {
		section->visibility = strcmp(value, "public") == 0 ? "public" :
				      strcmp(value, "city") == 0   ? "city" :
								     NULL;
		return;
	}
	if (section->kind == harvest->entry && strcmp(key, "name") == 0)
		section->is_watched =
			section->is_watched || profile_is_watched(value);
	if (language[0] != '\0')
		key = arena_printf(own->taking->scratch, "%s.%s", key,
				   language);
	if (!harvest_put_as_is(harvest, section, key, value))
		harvest_note_column(harvest, section, key, value);
}

/* Line ends in a cell are blanks, as `import` without a folder has it. */
static const char *lined(const char *value, struct arena *arena)
{
	char *copy;

	if (strpbrk(value, "\r\n\t") == NULL)
		return value;
	copy = arena_text(arena, value, strlen(value));
	for (char *at = copy; *at != '\0'; at++)
		if (strchr("\r\n\t", *at) != NULL)
			*at = ' ';
	return copy;
}

int own_table_row(struct own_table *own, const struct csv_table_row *row,
		  struct err *err)
{
	const char *value = row->cells[VALUE];
	struct harvest_section *section;

	if (check(own, row, err) != 0)
		return -1;
	/* A spreadsheet counted with it otherwise. */
	value += value[0] == '\'';
	value = lined(value, own->taking->scratch);
	section = value[0] != '\0' ? section_of(own, row) : NULL;
	if (section != NULL)
		put(own, section, row, value);
	return 0;
}

/* The section that an item of a list names, whose note is left away. */
static struct harvest_section *named(const struct harvest *harvest,
				     const char *kind,
				     const struct list_item *item,
				     struct arena *arena)
{
	return harvest_find(harvest, kind,
			    arena_printf(arena, PREFIX "%.*s",
					 (int)item->length, item->text));
}

static void take_in(struct own_table *own, struct harvest_section *entry,
		    struct harvest_section *other)
{
	struct harvest_use *use;

	if (other->home == &own->words)
		other->home = entry->home != NULL ? entry->home : entry;
	if (other->kind != &location_section)
		return;
	use = arena_alloc(own->taking->harvest->arena, sizeof(*use));
	*use = (struct harvest_use){ entry, other->uses };
	other->uses = use;
}

/* What the entry names stands in its file. */
static void gather(struct own_table *own, struct harvest_section *entry)
{
	struct arena *arena = own->taking->harvest->arena;

	for (const struct harvest_pair *pair = entry->pairs; pair != NULL;
	     pair = pair->next) {
		const char *list = pair->value;
		struct list_item item;

		while (list_next_word(&list, ", ", &item) &&
		       !list_item_is(&item, "|")) {
			struct harvest_section *other = named(
				own->taking->harvest, pair->name, &item, arena);

			if (other != NULL && other != entry)
				take_in(own, entry, other);
		}
	}
}

/* An entry stands in the file of the one at the top. */
static void settle(struct own_table *own, struct harvest_section *entry)
{
	struct harvest *harvest = own->taking->harvest;
	struct harvest_section *top = entry;

	for (int steps = 0; steps < 8; steps++) {
		const char *parent = harvest_value(top, "parent");
		struct harvest_section *above =
			parent == NULL ?
				NULL :
				harvest_find(harvest, "entry",
					     arena_printf(harvest->arena,
							  PREFIX "%s", parent));

		if (above == NULL || above == entry)
			break;
		top = above;
	}
	entry->is_service = top != entry;
	entry->home = top != entry ? top : NULL;
	if (harvest_value(entry, "comes-from") == NULL)
		harvest_put(harvest, entry, "comes-from", own->taking->source,
			    NULL);
}

void own_table_end(struct own_table *own)
{
	struct harvest *harvest = own->taking->harvest;

	for (struct harvest_section *at = harvest->first; at != NULL;
	     at = at->next)
		if (at->kind == harvest->entry)
			settle(own, at);
	for (struct harvest_section *at = harvest->first; at != NULL;
	     at = at->next)
		if (at->kind == harvest->entry)
			gather(own, at);
}
