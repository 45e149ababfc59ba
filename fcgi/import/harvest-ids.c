/* Which ids sections get: those that they had, else made of their names. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "import/harvest.h"
#include "text/utf8.h"

#define ID_LETTERS    32 /* a header has 48 bytes, with its kind */
#define NUMBER_DIGITS 20

void harvest_take_id(struct harvest *harvest, const char *kind, const char *id)
{
	table_add(&harvest->ids, kind, id);
}

void harvest_keep_id(struct harvest *harvest, const char *kind, const char *key,
		     const char *id)
{
	size_t by_key = table_add(&harvest->kept, kind, key);
	size_t by_id = table_add(&harvest->kept_by_id, kind, id);

	harvest->kept_ids = harvest_room(harvest->kept_ids, &harvest->kept_room,
					 by_key, harvest->arena);
	harvest->kept_ids[by_key] = harvest->kept_by_id.names[by_id];
	harvest->kept_keys =
		harvest_room(harvest->kept_keys, &harvest->kept_keys_room,
			     by_id, harvest->arena);
	harvest->kept_keys[by_id] = harvest->kept.names[by_key];
}

const char *harvest_kept_key(const struct harvest *harvest, const char *kind,
			     const char *id)
{
	size_t number = table_find(&harvest->kept_by_id, kind, id);

	return number != TABLE_NONE ? harvest->kept_keys[number] : NULL;
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

static bool is_free(const struct harvest *harvest, const char *kind,
		    const char *id)
{
	return table_find(&harvest->ids, kind, id) == TABLE_NONE;
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

/* The next number behind an id. Ids stay in use, so those below need not be
 * asked for again: thousands of places are called main office. */
static size_t *next_number(struct harvest *harvest, const char *kind,
			   const char *id)
{
	size_t before = harvest->numbered.count;
	size_t number = table_add(&harvest->numbered, kind, id);

	harvest->next_numbers =
		harvest_room(harvest->next_numbers, &harvest->numbers_room,
			     number, harvest->arena);
	if (number == before) {
		harvest->next_numbers[number] =
			arena_alloc(harvest->arena, sizeof(size_t));
		*harvest->next_numbers[number] = 2;
	}
	return harvest->next_numbers[number];
}

static const char *numbered(struct harvest *harvest, const char *kind,
			    const char *short_id)
{
	size_t *next = next_number(harvest, kind, short_id);
	char id[ID_LETTERS + 1 + NUMBER_DIGITS + 1];

	for (;; ++*next) {
		snprintf(id, sizeof(id), "%s-%zu", short_id, *next);
		if (is_free(harvest, kind, id))
			return arena_text(harvest->arena, id, strlen(id));
	}
}

const char *harvest_id_for(struct harvest *harvest, const char *kind,
			   const char *key, const char *words)
{
	size_t kept = key != NULL ? table_find(&harvest->kept, kind, key) :
				    TABLE_NONE;
	struct clean_tally ignored = { 0 };
	char short_id[ID_LETTERS + 1];
	const char *id;

	if (kept != TABLE_NONE &&
	    is_free(harvest, kind, harvest->kept_ids[kept]))
		return harvest->kept_ids[kept];
	/* As the name will be, and not as a program garbled it. */
	slug(clean(words, CLEAN_TEXT, &ignored, harvest->arena), short_id);
	if (is_free(harvest, kind, short_id))
		return arena_text(harvest->arena, short_id, strlen(short_id));
	if (key != NULL && strcmp(kind, "entry") == 0) {
		id = told_apart(short_id, key, harvest->arena);
		if (is_free(harvest, kind, id))
			return id;
	}
	return numbered(harvest, kind, short_id);
}

const char *harvest_id(struct harvest *harvest, const char *kind,
		       const char *words)
{
	const char *id = harvest_id_for(harvest, kind, NULL, words);

	harvest_take_id(harvest, kind, id);
	return id;
}
