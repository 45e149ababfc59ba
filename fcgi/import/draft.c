/* Sections, and which ids they get. */
#include "import/draft.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "directory/contact.h"
#include "directory/entry.h"
#include "directory/location.h"
#include "text/utf8.h"

#define FIRST_ROOM ((size_t)1024)
#define ID_LETTERS 32 /* a header has 48 bytes, with its kind */
#define VALUE_MOST ((size_t)60 * 1024) /* of a line, with its key */

struct draft *draft_new(const struct terms *terms, struct arena *arena)
{
	struct draft *draft = arena_alloc(arena, sizeof(*draft));

	draft->arena = arena;
	draft->report = report_new(arena);
	draft->terms = terms;
	draft->entry = entry_kind(terms->facets, terms->facet_count, arena);
	draft->tail = &draft->first;
	draft->keys = table_new(FIRST_ROOM, arena);
	draft->ids = table_new(FIRST_ROOM, arena);
	draft->kept = table_new(FIRST_ROOM, arena);
	return draft;
}

void draft_take_id(struct draft *draft, const char *kind, const char *id)
{
	table_add(&draft->ids, kind, id);
}

/* `items` with room for the place `number`. */
static void *grown(void *items, size_t *room, size_t number,
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

void draft_keep_id(struct draft *draft, const char *kind, const char *key,
		   const char *id)
{
	size_t number = table_add(&draft->kept, kind, key);

	draft->kept_ids =
		grown(draft->kept_ids, &draft->kept_room, number, draft->arena);
	draft->kept_ids[number] = arena_text(draft->arena, id, strlen(id));
}

struct draft_section *draft_find(const struct draft *draft, const char *kind,
				 const char *key)
{
	size_t number =
		key != NULL ? table_find(&draft->keys, kind, key) : TABLE_NONE;

	return number != TABLE_NONE ? draft->by_key[number] : NULL;
}

/* Letters and digits of ASCII, with a hyphen for all else between. */
static void slug(const char *words, char id[ID_LETTERS + 1])
{
	char *plain = utf8_compared(words, strlen(words));
	size_t length = 0;

	for (const char *at = plain; *at != '\0' && length < ID_LETTERS; at++) {
		if (isalnum((unsigned char)*at))
			id[length++] = (char)tolower((unsigned char)*at);
		else if (*at != '\'' && length > 0 && id[length - 1] != '-')
			id[length++] = '-';
	}
	/* What is too long ends with a whole word. */
	if (length == ID_LETTERS && memrchr(id, '-', length) != NULL)
		length = (size_t)((char *)memrchr(id, '-', length) - id);
	while (length > 0 && id[length - 1] == '-')
		length--;
	id[length] = '\0';
	if (length == 0)
		strcpy(id, "unnamed");
	free(plain);
}

static bool is_free(const struct draft *draft, const char *kind, const char *id)
{
	return table_find(&draft->ids, kind, id) == TABLE_NONE;
}

/* What tells an entry from others of its name, whatever order they come in. */
static const char *told_apart(const char *id, const char *key,
			      struct arena *arena)
{
	unsigned char hash[DIGEST_BYTES];
	char hex[9];
	struct digest digest = digest_new();

	digest_add_text(&digest, key);
	digest_end(&digest, hash);
	digest_hex(hash, 4, hex);
	return arena_printf(arena, "%s-%s", id, hex);
}

static const char *id_for(struct draft *draft, const char *kind,
			  const char *key, const char *words)
{
	size_t kept =
		key != NULL ? table_find(&draft->kept, kind, key) : TABLE_NONE;
	char short_id[ID_LETTERS + 1];
	const char *id;

	if (kept != TABLE_NONE && is_free(draft, kind, draft->kept_ids[kept]))
		return draft->kept_ids[kept];
	slug(words, short_id);
	id = arena_text(draft->arena, short_id, strlen(short_id));
	if (!is_free(draft, kind, id) && key != NULL &&
	    strcmp(kind, "entry") == 0)
		id = told_apart(short_id, key, draft->arena);
	for (size_t i = 2; !is_free(draft, kind, id); i++)
		id = arena_printf(draft->arena, "%s-%zu", short_id, i);
	return id;
}

const char *draft_id(struct draft *draft, const char *kind, const char *words)
{
	const char *id = id_for(draft, kind, NULL, words);

	draft_take_id(draft, kind, id);
	return id;
}

void draft_name(struct draft *draft, const char *key,
		struct draft_section *section)
{
	size_t number = table_add(&draft->keys, section->kind->name, key);

	draft->by_key =
		grown(draft->by_key, &draft->room, number, draft->arena);
	draft->by_key[number] = section;
}

struct draft_section *draft_add(struct draft *draft, const struct kind *kind,
				const char *key, const char *words,
				struct draft_section *home)
{
	struct draft_section *section =
		arena_alloc(draft->arena, sizeof(*section));

	section->kind = kind;
	section->id = id_for(draft, kind->name, key, words);
	section->home = home;
	section->tail = &section->pairs;
	draft_take_id(draft, kind->name, section->id);
	*draft->tail = section;
	draft->tail = &section->next;
	draft->count++;
	if (key == NULL)
		return section;
	section->key = arena_text(draft->arena, key, strlen(key));
	draft_name(draft, section->key, section);
	return section;
}

static const struct field *field_of(const struct kind *kind, const char *name)
{
	for (size_t i = 0; i < kind->field_count; i++)
		if (strcmp(kind->fields[i].name, name) == 0)
			return &kind->fields[i];
	return NULL;
}

const char *draft_value(const struct draft_section *section, const char *name)
{
	for (const struct draft_pair *pair = section->pairs; pair != NULL;
	     pair = pair->next)
		if (strcmp(pair->name, name) == 0)
			return pair->value;
	return NULL;
}

static bool has_value(const struct draft_section *section, const char *name,
		      const char *value)
{
	for (const struct draft_pair *pair = section->pairs; pair != NULL;
	     pair = pair->next)
		if (strcmp(pair->name, name) == 0 &&
		    strcmp(pair->value, value) == 0)
			return true;
	return false;
}

static void append(struct draft *draft, struct draft_section *section,
		   const char *name, const char *value, const char *refers)
{
	struct draft_pair *pair = arena_alloc(draft->arena, sizeof(*pair));

	*pair = (struct draft_pair){ name, value, refers, NULL };
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

bool draft_put(struct draft *draft, struct draft_section *section,
	       const char *name, const char *value, const char *note)
{
	const struct field *field = field_of(section->kind, name);
	const char *text = value;

	if (field == NULL || value[0] == '\0' || !is_line(value) ||
	    (note != NULL && !is_line(note)) || !is_right(field, value, note))
		return false;
	/* What stands once may stand again for a time that its note says. */
	if (!field->is_list && draft_value(section, name) != NULL &&
	    !(field->is_dated && note != NULL))
		return has_value(section, name, value);
	if (note != NULL)
		text = arena_printf(draft->arena, "%s | %s", value, note);
	else
		text = arena_text(draft->arena, value, strlen(value));
	if (!has_value(section, name, text))
		append(draft, section, field->name, text, NULL);
	return true;
}

void draft_refer(struct draft *draft, struct draft_section *section,
		 const char *name, const char *kind, const char *key)
{
	const char *copy;

	if (has_value(section, name, key))
		return;
	copy = arena_text(draft->arena, key, strlen(key));
	append(draft, section, name, copy, kind);
}

void draft_note(struct draft *draft, struct draft_section *entry,
		const char *field, const char *text)
{
	struct clean_tally ignored = { 0 };
	const char *line = arena_printf(draft->arena, "%s: %s", field, text);

	line = clean(line, CLEAN_TEXT, &ignored, draft->arena);
	tally_add(&draft->report->noted, field);
	if (!draft_put(draft, entry, "internal-note", line, NULL))
		tally_add(&draft->report->lost, field);
}

void draft_empty(struct draft_section *section)
{
	section->pairs = NULL;
	section->tail = &section->pairs;
}

/* The id of what a pair names, or NULL. */
static const char *named_by(struct draft *draft, struct draft_section *section,
			    const struct draft_pair *pair)
{
	struct draft_section *named =
		draft_find(draft, pair->refers, pair->value);

	if (named == NULL || named == section)
		return NULL;
	if (section->is_service && section->home == NULL &&
	    strcmp(pair->name, "parent") == 0)
		section->home = named;
	return named->id;
}

static bool is_place(const struct draft_section *section)
{
	return section->kind == &location_section;
}

void draft_finish(struct draft *draft)
{
	struct draft_section *section = draft->first;

	for (; section != NULL; section = section->next) {
		struct draft_pair **at = &section->pairs;

		tally_add(&draft->report->taken, section->kind->name);
		if (is_place(section))
			draft_put(draft, section, "address-visibility",
				  section->is_sheltered ||
						  section->visibility == NULL ?
					  "internal" :
					  section->visibility,
				  NULL);
		while (*at != NULL) {
			const char *id = (*at)->value;

			if ((*at)->refers != NULL)
				id = named_by(draft, section, *at);
			if (id == NULL) {
				tally_add(&draft->report->lost,
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
