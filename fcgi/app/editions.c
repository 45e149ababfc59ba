/* Editions of what is loaded, for each kind of visitor in each language. */
#include <stdio.h>
#include <string.h>

#include "app/generation-internal.h"
#include "app/revision.h"
#include "base/alloc.h"
#include "base/clock.h"
#include "base/kept.h"
#include "directory/location.h"
#include "directory/reading.h"
#include "directory/visibility.h"
#include "hsds/place-index.h"
#include "page/deferred.h"
#include "page/page.h"
#include "record/translation.h"
#include "search/indexes.h"
#include "search/query.h"
#include "site/offering.h"

#define ESSENTIALS_BYTES ((size_t)64 * 1024)

/* Of a place that is told of by its city only the words that are told; its name
 * stays, by which its readings are found. */
static const struct record *told(const struct record *record, bool is_internal,
				 struct arena *arena)
{
	struct record *copy;

	if (is_internal || !location_is(record) || location_is_public(record))
		return record;
	copy = arena_alloc(arena, sizeof(*copy));
	*copy = *location_in_city(record, arena);
	copy->id = record->id;
	copy->values[LOCATION_HOURS] = copy->values[LOCATION_CLOSED] = NULL;
	copy->values[LOCATION_REVIEWED] = record->values[LOCATION_REVIEWED];
	return copy;
}

static bool is_read(const struct collection *collection,
		    const struct record *record, const char *tag)
{
	return !translation_is_there(record, tag) ||
	       reading_is_whole(collection, record, tag);
}

/* Whether somebody has read all that is shown in the language. */
static bool is_reviewed(const struct generation *generation,
			const struct locale *locale, bool is_internal,
			const bool *hidden)
{
	const struct collection *collection = generation->collection;
	struct arena *arena = arena_new();
	bool is_so = locale->is_reviewed;

	for (size_t i = 0; i < collection->count && is_so; i++)
		is_so = (hidden != NULL && hidden[i]) ||
			is_read(collection,
				told(collection->records[i], is_internal,
				     arena),
				locale->tag);
	arena_free(arena);
	return is_so;
}

/* Whether readers can choose the language. */
static bool is_offered(const struct generation *generation,
		       const struct locale *locale)
{
	return locale == generation->locales[0] || locale->is_reviewed ||
	       generation->settings->unreviewed != UNREVIEWED_HIDE;
}

static bool has_essentials(const struct edition *edition)
{
	struct buf names = buf_new(ESSENTIALS_BYTES);
	size_t count = offering_print_missing(edition->directory,
					      edition->locale, &names);

	buf_free(&names);
	return count == 0;
}

/* Adds one for each language behind the first, which is whole. */
static void add_languages(const struct generation *generation,
			  struct edition *all, const bool *hidden)
{
	size_t count = 1;

	for (size_t i = 0; i < generation->locale_count; i++) {
		const struct locale *locale = generation->locales[i];

		if (!is_offered(generation, locale))
			continue;
		all[count] = all[0];
		all[count].locale = locale;
		all[count].is_asked_for = true;
		all[count].is_offered = has_essentials(&all[count]);
		all[count].is_reviewed =
			i == 0 || is_reviewed(generation, locale,
					      all[0].is_internal, hidden);
		count++;
	}
	for (size_t i = 0; i < count; i++)
		all[i].count = count;
}

static const bool *const *read_starts(const struct directory *directory,
				      struct arena *arena)
{
	size_t room = (directory->start_count + 1) * sizeof(void *);
	const bool **starts = arena_alloc(arena, room);

	for (size_t i = 0; i < directory->start_count; i++) {
		const char *filter =
			record_text(directory->starts[i], START_FILTER);
		const struct query *query =
			query_parse(directory, filter, arena);

		starts[i] = query->unclear == NULL ? query->chosen : NULL;
	}
	return starts;
}

static struct edition *make_editions_for(const struct generation *generation,
					 bool is_internal, const bool *hidden)
{
	const struct generation *loaded = generation->loaded;
	struct arena *arena = generation->arena;
	size_t room = (loaded->locale_count + 1) * sizeof(struct edition);
	struct edition *all = arena_alloc(arena, room);

	all[0] = (struct edition){
		.directory = directory_build(loaded->collection, hidden,
					     is_internal, arena),
		.settings = loaded->settings,
		.secrets = loaded->secrets,
		.templates = loaded->templates,
		.assets = loaded->assets,
		.locale = loaded->locales[0],
		.original = loaded->locales[0],
		.takedown = generation->takedown,
		.is_offered = true,
		.is_reviewed = true,
		.is_internal = is_internal,
		.kept = page_can_defer(loaded->templates) ? generation->kept :
							    NULL,
		.all = all,
	};
	all[0].starts = read_starts(all[0].directory, arena);
	all[0].places = place_index_new(all[0].directory, arena);
	add_languages(loaded, all, hidden);
	return all;
}

/* All editions are of one day, though one is made after the other. */
static void set_revisions(struct generation *generation)
{
	char today[11];

	clock_today(today);
	if (generation->inside != NULL)
		revision_set(generation->inside, today);
	revision_set(generation->open, today);
}

static void set_same(struct edition *all)
{
	for (size_t i = 0; all != NULL && i < all->count; i++)
		all[i].same = page_same(&all[i]);
}

static void forget_same(const struct edition *all)
{
	for (size_t i = 0; all != NULL && i < all->count; i++)
		json_decref(all[i].same);
}

static void name_open(struct edition *all, const struct edition *open)
{
	for (size_t i = 0; all != NULL && i < all[0].count; i++)
		all[i].open = open;
}

/* Each knows what everybody may see. */
static void join(struct generation *generation)
{
	name_open(generation->inside, generation->open);
	name_open(generation->open, generation->open);
}

/* Of the same day still. */
static struct edition *copy_editions(const struct edition *all,
				     const struct generation *generation)
{
	struct arena *arena = generation->arena;
	struct edition *copy = arena_alloc(arena, all->count * sizeof(*copy));

	for (size_t i = 0; i < all->count; i++) {
		copy[i] = all[i];
		copy[i].all = copy;
		copy[i].kept = all->kept != NULL ? generation->kept : NULL;
	}
	return copy;
}

static void make_indexes(struct generation *generation)
{
	if (generation->inside != NULL)
		generation->words_inside = indexes_new(generation->inside);
	generation->words = indexes_new(generation->open);
}

/* What is internal stays in memory only where somebody may see it. */
void editions_make(struct generation *generation)
{
	const struct collection *collection = generation->loaded->collection;
	struct arena *arena = generation->arena;
	const bool *taken = takedown_marks(generation->takedown, collection,
					   arena, &generation->spared);

	if (generation->loaded->settings->has_internal)
		generation->inside = make_editions_for(
			generation, true,
			visibility_without(collection, taken, true, arena));
	generation->open = make_editions_for(
		generation, false,
		visibility_without(collection, taken, false, arena));
	join(generation);
	make_indexes(generation);
	set_revisions(generation);
	set_same(generation->inside);
	set_same(generation->open);
}

void generation_make_words(struct generation *generation)
{
	long long begun_us = clock_us();

	if (generation->words_inside != NULL)
		indexes_make(generation->words_inside);
	if (generation->words != NULL)
		indexes_make(generation->words);
	alloc_give_back();
	generation->load_us += clock_us() - begun_us;
}

static size_t own_bytes(const struct generation *generation)
{
	return arena_bytes(generation->arena) + kept_bytes(generation->kept) +
	       indexes_bytes(generation->words) +
	       indexes_bytes(generation->words_inside);
}

size_t generation_bytes(const struct generation *generation)
{
	const struct generation *made = generation->made;
	size_t own = own_bytes(generation);

	if (made != generation)
		own += own_bytes(made);
	if (made->loaded != made)
		own += arena_bytes(made->loaded->arena);
	return own;
}

void editions_copy(struct generation *generation)
{
	const struct generation *made = generation->made;

	if (made->inside != NULL)
		generation->inside = copy_editions(made->inside, generation);
	generation->open = copy_editions(made->open, generation);
	join(generation);
	set_revisions(generation);
	set_same(generation->inside);
	set_same(generation->open);
}

void editions_end(struct generation *generation)
{
	forget_same(generation->inside);
	forget_same(generation->open);
}
