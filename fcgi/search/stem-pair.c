/* Each pair is found by halves. */
#include "search/stem-pair.h"

#include <stdlib.h>
#include <string.h>

static int by_from(const void *a, const void *b)
{
	const struct stem_pair *one = a, *other = b;

	return strcmp(one->from, other->from);
}

const char *stem_pair_find(const struct stem_pairs *tables, size_t count,
			   const char *language, const char *from)
{
	const struct stem_pair wanted = { .from = from }, *found = NULL;

	for (size_t i = 0; i < count && found == NULL; i++)
		if (strcmp(tables[i].language, language) == 0)
			found = bsearch(&wanted, tables[i].items,
					tables[i].count, sizeof(wanted),
					by_from);
	return found != NULL ? found->stem : NULL;
}
