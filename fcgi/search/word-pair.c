/* Each pair is found by halves. */
#include "search/word-pair.h"

#include <stdlib.h>
#include <string.h>

static int by_from(const void *a, const void *b)
{
	const struct word_pair *one = a, *other = b;

	return strcmp(one->from, other->from);
}

const char *word_pair_find(const struct word_pairs *tables, size_t count,
			   const char *language, const char *from)
{
	const struct word_pair wanted = { .from = from }, *found = NULL;
	size_t length = strcspn(language, "-");

	for (size_t i = 0; i < count && found == NULL; i++)
		if (strncmp(tables[i].language, language, length) == 0 &&
		    tables[i].language[length] == '\0')
			found = bsearch(&wanted, tables[i].items,
					tables[i].count, sizeof(wanted),
					by_from);
	return found != NULL ? found->to : NULL;
}
