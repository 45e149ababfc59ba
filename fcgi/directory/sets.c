/* Which entries hold a term, how they are called, and how they stand. */
#include "directory/sets.h"

#include <stdlib.h>
#include <string.h>

#include "base/sorted.h"
#include "directory/directory.h"
#include "text/date.h"
#include "text/utf8.h"

/* How many entries hold each term. */
static void count_holders(const struct directory *directory, struct set *sets)
{
	for (size_t i = 0; i < directory->entry_count; i++) {
		const struct entry *entry = directory->entries[i];

		for (size_t j = 0; j < entry->term_count; j++)
			sets[entry->terms[j]].count++;
	}
}

/* A list is asked one place after the other, bits 64 at once: what is shorter
 * is also quicker. */
static bool is_list(const struct set *set, size_t words)
{
	return set->count <= words;
}

/* The members of each term, of which it is known how many there are. */
static void add_holders(const struct directory *directory, struct set *sets,
			size_t words, struct arena *arena)
{
	size_t terms = directory->term_count + 1;
	uint64_t **bits = arena_alloc(arena, terms * sizeof(*bits));
	uint32_t **next = arena_alloc(arena, terms * sizeof(*next));

	for (size_t i = 0; i < directory->term_count; i++) {
		if (is_list(&sets[i], words))
			sets[i].places = next[i] = arena_alloc(
				arena, (sets[i].count + 1) * sizeof(uint32_t));
		else
			sets[i].bits = bits[i] =
				bits_new(directory->entry_count, arena);
	}
	for (size_t i = 0; i < directory->entry_count; i++) {
		const struct entry *entry = directory->entries[i];

		for (size_t j = 0; j < entry->term_count; j++) {
			size_t term = entry->terms[j];

			if (bits[term] != NULL)
				bits_add(bits[term], i);
			else
				*next[term]++ = (uint32_t)i;
		}
	}
}

static const struct set *holders_of(const struct directory *directory,
				    size_t words, struct arena *arena)
{
	struct set *sets =
		arena_alloc(arena, (directory->term_count + 1) * sizeof(*sets));

	count_holders(directory, sets);
	add_holders(directory, sets, words, arena);
	return sets;
}

static const uint64_t *aside_of(const struct directory *directory,
				const struct sets *sets, struct arena *arena)
{
	uint64_t *aside = bits_new(directory->entry_count, arena);

	for (size_t i = 0; i < directory->term_count; i++)
		if (directory->terms[i].is_aside)
			sets_add(&sets->of_terms[i], aside, sets->words);
	return aside;
}

static const uint64_t *unchecked_of(const struct directory *directory,
				    struct arena *arena)
{
	uint64_t *unchecked = bits_new(directory->entry_count, arena);

	for (size_t i = 0; i < directory->entry_count; i++)
		if (record_value(directory->entries[i]->record,
				 ENTRY_CHECKED) == NULL)
			bits_add(unchecked, i);
	return unchecked;
}

static void take_older(const struct record *record, size_t row, int32_t *oldest)
{
	const char *date = record_text(record, row);
	int32_t day;

	if (date == NULL || field_is_undated(date))
		return;
	day = (int32_t)date_days(SETS_DAY, date);
	if (day < *oldest)
		*oldest = day;
}

static const int32_t *oldest_of(const struct directory *directory,
				struct arena *arena)
{
	int32_t *oldest = arena_alloc(arena, (directory->entry_count + 1) *
						     sizeof(*oldest));

	for (size_t i = 0; i < directory->entry_count; i++) {
		const struct entry *entry = directory->entries[i];

		oldest[i] = SETS_NO_DAY;
		take_older(entry->record, ENTRY_CHECKED, &oldest[i]);
		for (size_t j = 0; j < entry->phone_count; j++)
			take_older(entry->phones[j]->record, PHONE_VERIFIED,
				   &oldest[i]);
	}
	return oldest;
}

/* By the first number that can be dialed; what is for an audience alone is the
 * first of only some readers. */
static enum standing standing_of(const struct entry *entry)
{
	if (record_is(entry->record, ENTRY_STATUS, PHONE_CLOSED))
		return STANDING_CLOSED;
	if (!entry_is_active(entry))
		return STANDING_FORMER;
	for (size_t i = 0; i < entry->phone_count; i++) {
		const struct phone *phone = entry->phones[i];

		if (!entry_phone_is_dialed(phone))
			continue;
		if (phone->term_count > 0)
			return STANDING_DEPENDS;
		if (!entry_phone_is_confirmed(phone))
			return STANDING_REST;
		return phone->is_help ? STANDING_HELP : STANDING_NUMBER;
	}
	return STANDING_REST;
}

static const unsigned char *standings_of(const struct directory *directory,
					 struct arena *arena)
{
	unsigned char *standings =
		arena_alloc(arena, directory->entry_count + 1);

	for (size_t i = 0; i < directory->entry_count; i++)
		standings[i] =
			(unsigned char)standing_of(directory->entries[i]);
	return standings;
}

/* An entry and what its name is when case and accents do not count; its first
 * bytes as a number settle most comparisons. */
struct named {
	uint64_t first;
	const char *name, *id;
	uint32_t place;
};

/* Where names are the same, ids are not: the order is total. */
static int by_name(const void *left, const void *right)
{
	const struct named *a = left, *b = right;
	int order;

	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	order = strcmp(a->name, b->name);
	return order != 0 ? order : strcmp(a->id, b->id);
}

static void fold_names(const struct directory *directory, struct named *named,
		       struct arena *arena)
{
	for (size_t i = 0; i < directory->entry_count; i++) {
		const struct entry *entry = directory->entries[i];
		char *name =
			utf8_folded(record_text(entry->record, ENTRY_NAME));

		named[i].name = arena_text(arena, name, strlen(name));
		named[i].first = sorted_prefix(name);
		named[i].id = entry->id;
		named[i].place = (uint32_t)i;
		free(name);
	}
}

static const uint32_t *names_of(const struct directory *directory,
				struct arena *arena)
{
	size_t count = directory->entry_count;
	struct arena *scratch = arena_new();
	struct named *named =
		arena_alloc(scratch, (count + 1) * sizeof(*named));
	uint32_t *places = arena_alloc(arena, (count + 1) * sizeof(*places));

	fold_names(directory, named, scratch);
	qsort(named, count, sizeof(*named), by_name);
	for (size_t i = 0; i < count; i++)
		places[i] = named[i].place;
	arena_free(scratch);
	return places;
}

const struct sets *sets_new(const struct directory *directory,
			    struct arena *arena)
{
	struct sets *sets = arena_alloc(arena, sizeof(*sets));

	sets->words = bits_words(directory->entry_count);
	sets->of_terms = holders_of(directory, sets->words, arena);
	sets->aside = aside_of(directory, sets, arena);
	sets->unchecked = unchecked_of(directory, arena);
	sets->oldest = oldest_of(directory, arena);
	sets->standings = standings_of(directory, arena);
	sets->by_name = names_of(directory, arena);
	return sets;
}

void sets_add(const struct set *set, uint64_t *bits, size_t words)
{
	for (size_t i = 0; i < words && set->bits != NULL; i++)
		bits[i] |= set->bits[i];
	for (size_t i = 0; i < set->count && set->bits == NULL; i++)
		bits_add(bits, set->places[i]);
}

size_t sets_count_among(const struct set *set, const uint64_t *bits,
			size_t words)
{
	size_t count = 0;

	if (set->bits != NULL)
		return bits_count_shared(set->bits, bits, words);
	for (size_t i = 0; i < set->count; i++)
		count += bits_has(bits, set->places[i]);
	return count;
}
