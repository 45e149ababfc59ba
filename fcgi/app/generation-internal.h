/* What generation.c and editions.c share. */
#ifndef SIGNPOST_APP_GENERATION_INTERNAL_H
#define SIGNPOST_APP_GENERATION_INTERNAL_H

#include <stdatomic.h>
#include <time.h>

#include "app/generation.h"
#include "directory/collection.h"
#include "site/last-good.h"
#include "site/locale.h"

struct generation {
	atomic_size_t holders;
	/* What was read: itself, or one that it holds. */
	struct generation *loaded;
	/* What the editions were made in: itself, or the one that it is a new
	 * day of, which it holds; of its own a new day has only the day. */
	struct generation *made;
	struct arena *arena;
	const struct takedown *takedown;
	const struct record *spared; /* that is taken down, or NULL */
	/* What it was read from where the present set was refused: what was
	 * good last, or NULL; with `is_bare`, what the program was shipped
	 * with. */
	const struct last_good *last_good;
	bool is_bare;
	struct timespec begun;
	const struct settings *settings;
	const struct secrets *secrets;
	const struct overlay *overlays;
	const struct collection *collection;
	struct template_set *templates;
	const struct assets *assets;
	struct locale **locales; /* by the directory's languages */
	size_t locale_count;
	long long load_us;
	char *zone;	   /* the process's */
	struct kept *kept; /* what is made of its editions */
	struct edition *open;
	struct edition *inside; /* only where the settings have internal */
	/* Of the editions that were made in it; NULL: of none. */
	struct indexes *words, *words_inside;
};

/* An empty one, held, of what is loaded and made already; NULL: it will be, in
 * itself. */
struct generation *generation_make(struct generation *loaded,
				   struct generation *made);

/* Makes the editions of a generation, of which all that is loaded is there,
 * without what is taken down. */
void editions_make(struct generation *generation);

/* Gives a generation those that it was made of, as they are today. */
void editions_copy(struct generation *generation);

/* Ends what they hold outside of its arena. */
void editions_end(struct generation *generation);

#endif
