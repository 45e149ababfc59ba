/* Everything that answers are made from, read at one moment. */
#include "app/generation-internal.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/kept.h"
#include "directory/collection-load.h"
#include "directory/directory.h"
#include "directory/takedown.h"
#include "directory/uuid.h"
#include "ini/paths.h"
#include "page/deferred.h"
#include "search/indexes.h"
#include "search/query.h"
#include "site/locale.h"
#include "site/secrets.h"

/* The most that what is made of its editions takes. */
#define KEPT_BYTES	((size_t)8 * 1024 * 1024)

/* A second. */
#define OUTLIVE_STEP_MS 5
#define OUTLIVE_STEPS	200

static const char *folders(const struct generation *generation)
{
	const char *path = generation->settings->directory;

	if (generation->last_good != NULL)
		return generation->last_good->directory;
	return paths_folders(generation->is_bare ? "" : path,
			     generation->arena);
}

static const char *own_templates(const struct generation *generation)
{
	if (generation->last_good != NULL)
		return generation->last_good->templates;
	return generation->is_bare ? "" : generation->settings->templates;
}

static const char *own_locale(const struct generation *generation)
{
	if (generation->last_good != NULL)
		return generation->last_good->locale;
	return generation->is_bare ? "" : generation->settings->locale;
}

static void read_templates(struct generation *generation, struct err *err)
{
	const char *own = own_templates(generation);

	generation->templates = template_set_new(generation->arena);
	page_prepare(generation->templates);
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
			locale_load(shipped, own_locale(generation),
				    language->text, generation->arena, err);
}

/* Whether so much of the directory could be read. */
static bool has_languages(const struct generation *generation)
{
	const struct collection *collection = generation->collection;

	return collection != NULL && collection->about != NULL &&
	       collection->about->values[DIRECTORY_LANGUAGES] != NULL;
}

static bool has_namespace(const struct generation *generation)
{
	const struct collection *collection = generation->collection;

	return collection != NULL && collection->uuids != NULL;
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

/* What can be wrong with all of it together, whoever sees what. */
static void check_whole(const struct generation *generation, struct err *err)
{
	struct arena *scratch = arena_new();

	query_check(directory_sketch(generation->collection, scratch), err);
	entry_check_alerts(generation->collection, err);
	arena_free(scratch);
}

struct generation *generation_make(struct generation *loaded,
				   struct generation *made)
{
	struct generation *generation = alloc_zero(sizeof(*generation));

	atomic_init(&generation->holders, 1);
	generation->arena = arena_new();
	generation->kept = kept_new(KEPT_BYTES);
	generation->loaded = loaded != NULL ? loaded : generation;
	generation->made = made != NULL ? made : generation;
	if (loaded != NULL)
		generation_hold(loaded);
	if (made != NULL)
		generation_hold(made);
	return generation;
}

/* Where the file cannot be read, what was taken down when a set was kept is
 * still; what serves nothing can do without. */
static const struct takedown *instead(struct generation *generation)
{
	const char *kept = generation->last_good != NULL ?
				   generation->last_good->hidden :
				   "";
	struct err none = { 0 };
	const struct takedown *takedown = NULL;

	if (generation->last_good != NULL || generation->is_bare)
		takedown = takedown_read(kept, generation->arena, &none);
	err_free(&none);
	return takedown;
}

/* Faults of single lines are for who keeps the file: what can be read holds. */
static void read_takedown(struct generation *generation, const char *path,
			  struct err *err)
{
	struct err lines = { 0 };

	generation->takedown =
		takedown_read(takedown_path(path, generation->arena),
			      generation->arena, &lines);
	if (generation->takedown == NULL)
		generation->takedown = instead(generation);
	if (generation->takedown == NULL)
		err_at(err, lines.faults[0].file, 0, "%s",
		       lines.faults[0].text);
	err_free(&lines);
}

static const struct settings *read_settings(const struct generation *generation,
					    const char *path,
					    const char *const *overrides,
					    struct err *err)
{
	const struct last_good *good = generation->last_good;

	if (good == NULL && !generation->is_bare)
		return settings_load(path, overrides, generation->arena, err);
	return settings_load_guarded(path, overrides,
				     good != NULL ? good->settings : NULL,
				     generation->arena, err);
}

static void read_all(struct generation *generation, const char *path,
		     const char *const *overrides, struct err *err)
{
	read_takedown(generation, path, err);
	generation->settings = read_settings(generation, path, overrides, err);
	if (generation->settings == NULL)
		return;
	generation->secrets =
		generation->last_good != NULL || generation->is_bare ?
			secrets_read_guarded(generation->settings,
					     generation->arena) :
			secrets_read(generation->settings, generation->arena,
				     err);
	generation->collection =
		collection_load(folders(generation), generation->arena,
				&generation->overlays, err);
	read_templates(generation, err);
	generation->assets = assets_read(generation->arena);
}

/* Reads into an empty one; NULL, and it is released, with every fault. */
static struct generation *fill(struct generation *generation, const char *path,
			       const char *const *overrides,
			       const struct generation *old, struct err *err)
{
	long long begun_us = clock_us();
	size_t faults = err->count;

	clock_gettime(CLOCK_REALTIME, &generation->begun);
	read_all(generation, path, overrides, err);
	if (has_languages(generation))
		read_locales(generation, err);
	if (has_namespace(generation))
		uuid_check(generation->collection, err);
	if (err->count == faults && take_zone(generation, old, err) == 0)
		check_whole(generation, err);
	if (err->count == faults)
		editions_make(generation);
	/* What only the making needed was much. */
	alloc_give_back();
	generation->load_us = clock_us() - begun_us;
	if (err->count == faults)
		return generation;
	generation_release(generation);
	return NULL;
}

struct generation *generation_new(const char *path,
				  const char *const *overrides,
				  const struct generation *old, struct err *err)
{
	return fill(generation_make(NULL, NULL), path, overrides, old, err);
}

struct generation *generation_last_good(const char *path,
					const char *const *overrides,
					bool *is_there, struct err *err)
{
	struct generation *generation = generation_make(NULL, NULL);
	const struct settings *settings = settings_load_guarded(
		path, overrides, NULL, generation->arena, err);

	if (settings != NULL && settings->last_resort[0] == '\0')
		err_plain(err, "site.last-resort is none, so nothing is kept");
	else if (settings != NULL)
		generation->last_good = last_good_read(settings->last_resort,
						       generation->arena, err);
	*is_there = generation->last_good != NULL;
	if (*is_there)
		return fill(generation, path, overrides, NULL, err);
	generation_release(generation);
	return NULL;
}

struct generation *generation_bare(const char *path,
				   const char *const *overrides,
				   struct err *err)
{
	struct generation *generation = generation_make(NULL, NULL);

	generation->is_bare = true;
	return fill(generation, path, overrides, NULL, err);
}

int generation_keep(const struct generation *generation, struct err *err)
{
	const struct generation *loaded = generation->loaded;
	const struct settings *settings = loaded->settings;
	struct arena *arena = arena_new();
	const struct last_good_parts parts = {
		.directory = paths_folders(settings->directory, arena),
		.templates = settings->templates,
		.locale = settings->locale,
		.settings = settings,
		.takedown = generation->made->takedown,
		.begun = loaded->begun,
	};
	int result = 0;

	if (settings->last_resort[0] != '\0')
		result = last_good_write(settings->last_resort, &parts, err);
	arena_free(arena);
	return result;
}

int generation_keep_hidden(const struct generation *generation, struct err *err)
{
	const char *folder = generation->loaded->settings->last_resort;

	if (folder[0] == '\0')
		return 0;
	return last_good_hide(folder, generation->made->takedown, err);
}

const struct last_good *generation_origin(const struct generation *generation)
{
	return generation->loaded->last_good;
}

struct generation *generation_taken_down(const struct generation *old,
					 const char *path, struct err *err)
{
	struct generation *generation = generation_make(old->loaded, NULL);

	read_takedown(generation, path, err);
	if (generation->takedown != NULL &&
	    strcmp(generation->takedown->mark, old->made->takedown->mark) !=
		    0) {
		editions_make(generation);
		return generation;
	}
	generation_release(generation);
	return NULL;
}

void generation_hold(struct generation *generation)
{
	atomic_fetch_add(&generation->holders, 1);
}

bool generation_outlive(const struct generation *generation)
{
	static const struct timespec step = { 0, OUTLIVE_STEP_MS * 1000000L };

	for (int i = 0; i < OUTLIVE_STEPS; i++) {
		if (atomic_load(&generation->holders) == 1)
			return true;
		nanosleep(&step, NULL);
	}
	return false;
}

void generation_release(struct generation *generation)
{
	if (generation == NULL || atomic_fetch_sub(&generation->holders, 1) > 1)
		return;
	editions_end(generation);
	for (size_t i = 0; i < generation->locale_count; i++)
		locale_free(generation->locales[i]);
	if (generation->made != generation)
		generation_release(generation->made);
	if (generation->loaded != generation)
		generation_release(generation->loaded);
	kept_free(generation->kept);
	indexes_free(generation->words);
	indexes_free(generation->words_inside);
	arena_free(generation->arena);
	free(generation);
	alloc_give_back();
}

const struct edition *generation_edition(const struct generation *generation,
					 bool is_internal)
{
	return is_internal && generation->inside != NULL ? generation->inside :
							   generation->open;
}

long long generation_load_us(const struct generation *generation)
{
	return generation->loaded->load_us;
}

const struct overlay *generation_overlays(const struct generation *generation)
{
	return generation->loaded->overlays;
}

const struct record *generation_spared(const struct generation *generation)
{
	return generation->made->spared;
}
