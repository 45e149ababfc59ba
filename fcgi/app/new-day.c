/* What is loaded, on another day. */
#include "app/generation-internal.h"
#include "base/clock.h"
#include "site/seasons.h"
#include "text/date.h"

/* Whether something ended since the editions were made, so that their indexes
 * have words of it that nobody is told any more. */
static bool finds_what_ended(const struct generation *old)
{
	const char *from = old->made->open->today;
	char today[DATE_DAY];

	clock_today(today);
	return old->loaded->settings->has_search &&
	       seasons_end_between(old->loaded->collection, from, today);
}

struct generation *generation_of_today(const struct generation *old)
{
	bool is_new = finds_what_ended(old);
	struct generation *generation =
		generation_make(old->loaded, is_new ? NULL : old->made);

	if (is_new) {
		generation->takedown =
			takedown_copy(old->made->takedown, generation->arena);
		editions_make(generation);
	} else {
		editions_copy(generation);
	}
	return generation;
}
