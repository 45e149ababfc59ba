/* Everything that answers are made from, read at one moment. */
#include "generation.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "alloc.h"
#include "assembly.h"
#include "clock.h"
#include "collection.h"
#include "folder.h"
#include "locale.h"
#include "places.h"
#include "query-parse.h"
#include "references.h"
#include "revision.h"
#include "visibility.h"

struct generation {
	atomic_size_t holders;
	struct arena *arena;
	const struct settings *settings;
	const struct overlay *overlays;
	const struct collection *collection;
	struct template_set *templates;
	json_t *texts;
	struct edition open;
	struct edition inside; /* only where the settings have internal */
};

static const char *folders(const struct generation *generation)
{
	const char *path = generation->settings->directory;

	return path[0] != '\0' ? path :
				 places_shipped("data", generation->arena);
}

static void read_directory(struct generation *generation, struct err *err)
{
	struct arena *arena = generation->arena;
	size_t faults = err->count;
	struct inifile_section *sections =
		folder_read(folders(generation), arena, err);

	generation->overlays = overlay_apply(&sections, arena, err);
	generation->collection = collection_read(sections, arena, err);
	/* A faulty section may be missing where others name it, which would
	 * be reported as their fault. */
	if (err->count == faults)
		references_check(generation->collection, arena, err);
}

static void read_templates(struct generation *generation, struct err *err)
{
	const char *own = generation->settings->templates;

	generation->templates = template_set_new(generation->arena);
	template_load(generation->templates,
		      places_shipped("templates", generation->arena), err);
	if (own[0] != '\0')
		template_load(generation->templates, own, err);
	template_check(generation->templates, err);
}

static void make_edition(const struct generation *generation,
			 struct edition *edition, const bool *hidden,
			 struct arena *arena)
{
	*edition = (struct edition){
		.directory =
			assembly_build(generation->collection, hidden, arena),
		.settings = generation->settings,
		.templates = generation->templates,
		.texts = generation->texts,
		.is_internal = hidden == NULL,
	};
}

/* What is internal stays in memory only where somebody may see it. */
static void make_editions(struct generation *generation, struct err *err)
{
	bool has_internal = settings_has_internal(generation->settings);
	struct arena *scratch = arena_new();
	struct arena *arena = generation->arena;

	clock_set_zone(record_text(generation->collection->about,
				   DIRECTORY_TIME_ZONE));
	make_edition(generation, &generation->inside, NULL,
		     has_internal ? arena : scratch);
	query_check(generation->inside.directory, err);
	if (err->count == 0 && has_internal)
		revision_set(&generation->inside);
	make_edition(generation, &generation->open,
		     visibility_hidden(generation->collection, arena), arena);
	if (err->count == 0)
		revision_set(&generation->open);
	arena_free(scratch);
}

struct generation *generation_new(const char *path,
				  const char *const *overrides, struct err *err)
{
	struct generation *generation = alloc_zero(sizeof(*generation));
	size_t faults = err->count;

	atomic_init(&generation->holders, 1);
	generation->arena = arena_new();
	generation->settings =
		settings_load(path, overrides, generation->arena, err);
	if (generation->settings != NULL) {
		generation->texts = locale_load(
			places_shipped("locale", generation->arena), "en", err);
		read_directory(generation, err);
		read_templates(generation, err);
	}
	if (err->count == faults)
		make_editions(generation, err);
	if (err->count == faults)
		return generation;
	generation_release(generation);
	return NULL;
}

void generation_hold(struct generation *generation)
{
	atomic_fetch_add(&generation->holders, 1);
}

void generation_release(struct generation *generation)
{
	if (generation == NULL || atomic_fetch_sub(&generation->holders, 1) > 1)
		return;
	json_decref(generation->texts);
	arena_free(generation->arena);
	free(generation);
}

const struct edition *generation_edition(const struct generation *generation,
					 bool is_internal)
{
	if (is_internal && settings_has_internal(generation->settings))
		return &generation->inside;
	return &generation->open;
}

size_t generation_bytes(const struct generation *generation)
{
	return arena_bytes(generation->arena);
}

const struct overlay *generation_overlays(const struct generation *generation)
{
	return generation->overlays;
}
