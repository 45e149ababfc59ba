/* Everything that answers are made from, read at one moment. */
#include "app/generation.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "app/revision.h"
#include "base/alloc.h"
#include "base/clock.h"
#include "directory/collection.h"
#include "directory/directory.h"
#include "directory/references.h"
#include "directory/translation.h"
#include "directory/uuid.h"
#include "directory/visibility.h"
#include "ini/folder.h"
#include "ini/paths.h"
#include "search/index.h"
#include "search/query.h"
#include "site/locale.h"
#include "site/secrets.h"

struct generation {
	atomic_size_t holders;
	/* What was read: itself, or the one that it is a new day of, which it
	 * holds; of its own a new day has an arena and its editions. */
	struct generation *loaded;
	struct arena *arena;
	const struct settings *settings;
	const struct secrets *secrets;
	const struct overlay *overlays;
	const struct collection *collection;
	struct template_set *templates;
	const struct assets *assets;
	struct locale **locales; /* by the directory's languages */
	size_t locale_count;
	long long load_us;
	char *zone; /* the process's */
	struct edition *open;
	struct edition *inside; /* only where the settings have internal */
};

static const char *folders(const struct generation *generation)
{
	const char *path = generation->settings->directory;

	return path[0] != '\0' ? path :
				 paths_shipped("data", generation->arena);
}

static void read_directory(struct generation *generation, struct err *err)
{
	struct arena *arena = generation->arena;
	size_t faults = err->count;
	struct ini_file_section *sections =
		folder_read(folders(generation), arena, err);

	/* Without a file that could not be read, nothing more can be said. */
	if (sections == NULL && err->count > faults)
		return;
	generation->overlays = overlay_apply(&sections, arena, err);
	generation->collection = collection_read(sections, arena, err);
	/* A faulty section may be missing where others name it, which would
	 * be reported as their fault. */
	if (err->count == faults)
		references_check(generation->collection, arena, err);
}

/* What an object does not say of its language is not that of the object around
 * it. */
static const char *const own_names[] = { "untranslated", "gloss", NULL };

static void read_templates(struct generation *generation, struct err *err)
{
	const char *own = generation->settings->templates;

	generation->templates = template_set_new(generation->arena);
	template_keep_own(generation->templates, own_names);
	template_load(generation->templates,
		      paths_shipped("templates", generation->arena), err);
	if (own[0] != '\0')
		template_load(generation->templates, own, err);
	template_check(generation->templates, err);
}

static void read_locales(struct generation *generation, struct err *err)
{
	const struct value *language =
		generation->collection->about->values[DIRECTORY_LANGUAGES];
	const char *shipped = paths_shipped("locale", generation->arena);
	size_t room = 0;

	for (const struct value *each = language; each; each = each->next)
		room += sizeof(*generation->locales);
	generation->locales = arena_alloc(generation->arena, room);
	for (; language != NULL; language = language->next)
		generation->locales[generation->locale_count++] =
			locale_load(shipped, generation->settings->locale,
				    language->text, generation->arena, err);
}

/* Whether somebody has read all that is shown in the language. */
static bool is_reviewed(const struct generation *generation,
			const struct locale *locale, const bool *hidden)
{
	const struct collection *collection = generation->collection;

	for (size_t i = 0; i < collection->count; i++)
		if ((hidden == NULL || !hidden[i]) &&
		    translation_is_there(collection->records[i], locale->tag) &&
		    translation_review(collection->records[i], locale->tag) ==
			    NULL)
			return false;
	return locale->is_reviewed;
}

/* Whether readers can choose the language. */
static bool is_offered(const struct generation *generation,
		       const struct locale *locale)
{
	return locale == generation->locales[0] || locale->is_reviewed ||
	       generation->settings->unreviewed != UNREVIEWED_HIDE;
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
		all[count].is_reviewed =
			i == 0 || is_reviewed(generation, locale, hidden);
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
					 const bool *hidden,
					 struct arena *arena)
{
	size_t room = (generation->locale_count + 1) * sizeof(struct edition);
	struct edition *all = arena_alloc(arena, room);

	all[0] = (struct edition){
		.directory =
			directory_build(generation->collection, hidden, arena),
		.settings = generation->settings,
		.secrets = generation->secrets,
		.templates = generation->templates,
		.assets = generation->assets,
		.locale = generation->locales[0],
		.original = generation->locales[0],
		.is_reviewed = true,
		.is_internal = hidden == NULL,
		.all = all,
	};
	all[0].starts = read_starts(all[0].directory, arena);
	add_languages(generation, all, hidden);
	return all;
}

/* Where nobody can search there is nothing to search in. */
static void add_indexes(const struct generation *generation,
			struct edition *all)
{
	bool is_on = generation->settings->has_search;

	for (size_t i = 0; i < all[0].count && is_on; i++) {
		bool is_other = edition_is_translated(&all[i]);

		all[i].index = i == 0 || is_other ?
				       index_new(&all[i],
						 is_other ? all[0].index : NULL,
						 generation->arena) :
				       all[0].index;
	}
}

static const char *own_zone(const struct generation *generation)
{
	return record_text(generation->collection->about, DIRECTORY_TIME_ZONE);
}

static int take_zone(struct generation *generation,
		     const struct generation *old, struct err *err)
{
	const char *zone =
		old != NULL ? old->loaded->zone : own_zone(generation);

	generation->zone = arena_text(generation->arena, zone, strlen(zone));
	return old != NULL ? 0 : clock_set_zone(zone, err);
}

bool generation_has_new_zone(const struct generation *generation)
{
	const struct generation *loaded = generation->loaded;

	return strcmp(loaded->zone, own_zone(loaded)) != 0;
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

/* What is internal stays in memory only where somebody may see it. */
static void make_editions(struct generation *generation, struct err *err)
{
	bool has_internal = generation->settings->has_internal;
	struct arena *scratch = arena_new();
	struct arena *arena = generation->arena;

	generation->inside = make_editions_for(generation, NULL,
					       has_internal ? arena : scratch);
	query_check(generation->inside->directory, err);
	uuid_check(generation->inside->directory, err);
	if (!has_internal)
		generation->inside = NULL;
	generation->open = make_editions_for(
		generation, visibility_hidden(generation->collection, arena),
		arena);
	if (err->count == 0) {
		set_revisions(generation);
		if (has_internal)
			add_indexes(generation, generation->inside);
		add_indexes(generation, generation->open);
	}
	arena_free(scratch);
}

/* Of what is loaded already; NULL: it will be read into it. */
static struct generation *make(struct generation *loaded)
{
	struct generation *generation = alloc_zero(sizeof(*generation));

	atomic_init(&generation->holders, 1);
	generation->arena = arena_new();
	generation->loaded = loaded != NULL ? loaded : generation;
	if (loaded != NULL)
		generation_hold(loaded);
	return generation;
}

struct generation *generation_new(const char *path,
				  const char *const *overrides,
				  const struct generation *old, struct err *err)
{
	struct generation *generation = make(NULL);
	long long begun_us = clock_us();
	size_t faults = err->count;

	generation->settings =
		settings_load(path, overrides, generation->arena, err);
	if (generation->settings != NULL) {
		generation->secrets = secrets_read(generation->settings,
						   generation->arena, err);
		read_directory(generation, err);
		read_templates(generation, err);
		generation->assets = assets_read(generation->arena);
	}
	if (err->count == faults)
		read_locales(generation, err);
	if (err->count == faults && take_zone(generation, old, err) == 0)
		make_editions(generation, err);
	generation->load_us = clock_us() - begun_us;
	if (err->count == faults)
		return generation;
	generation_release(generation);
	return NULL;
}

/* Of the same day still. */
static struct edition *copy_editions(const struct edition *all,
				     struct arena *arena)
{
	struct edition *copy = arena_alloc(arena, all->count * sizeof(*copy));

	for (size_t i = 0; i < all->count; i++) {
		copy[i] = all[i];
		copy[i].all = copy;
	}
	return copy;
}

struct generation *generation_of_today(const struct generation *old)
{
	struct generation *loaded = old->loaded;
	struct generation *generation = make(loaded);

	if (loaded->inside != NULL)
		generation->inside =
			copy_editions(loaded->inside, generation->arena);
	generation->open = copy_editions(loaded->open, generation->arena);
	set_revisions(generation);
	return generation;
}

void generation_hold(struct generation *generation)
{
	atomic_fetch_add(&generation->holders, 1);
}

void generation_release(struct generation *generation)
{
	if (generation == NULL || atomic_fetch_sub(&generation->holders, 1) > 1)
		return;
	for (size_t i = 0; i < generation->locale_count; i++)
		locale_free(generation->locales[i]);
	if (generation->loaded != generation)
		generation_release(generation->loaded);
	arena_free(generation->arena);
	free(generation);
}

const struct edition *generation_edition(const struct generation *generation,
					 bool is_internal)
{
	return is_internal && generation->inside != NULL ? generation->inside :
							   generation->open;
}

size_t generation_bytes(const struct generation *generation)
{
	size_t own = arena_bytes(generation->arena);

	if (generation->loaded == generation)
		return own;
	return own + arena_bytes(generation->loaded->arena);
}

long long generation_load_us(const struct generation *generation)
{
	return generation->loaded->load_us;
}

const struct overlay *generation_overlays(const struct generation *generation)
{
	return generation->loaded->overlays;
}
