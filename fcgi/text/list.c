/* strtok() without its pen. */
#include "text/list.h"

#include <string.h>
#include <strings.h>

#include "text/typeset.h"

bool list_next(const char **list, const char *separators,
	       struct list_item *item)
{
	if (*list == NULL)
		return false;
	item->text = *list;
	item->length = strcspn(*list, separators);
	item->end = item->text[item->length];
	*list = item->end != '\0' ? item->text + item->length + 1 : NULL;
	return true;
}

bool list_next_word(const char **list, const char *separators,
		    struct list_item *item)
{
	while (list_next(list, separators, item))
		if (item->length > 0)
			return true;
	return false;
}

bool list_next_trimmed(const char **list, const char *separators,
		       struct list_item *item)
{
	size_t blanks;

	if (!list_next(list, separators, item))
		return false;
	blanks = typeset_blanks(item->text);
	blanks = blanks < item->length ? blanks : item->length;
	item->text += blanks;
	item->length = typeset_trimmed(item->text, item->length - blanks);
	return true;
}

bool list_item_is(const struct list_item *item, const char *text)
{
	return strlen(text) == item->length &&
	       memcmp(item->text, text, item->length) == 0;
}

bool list_has_word(const char *const *words, size_t count, const char *word,
		   size_t length)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(words[i]) == length &&
		    strncasecmp(words[i], word, length) == 0)
			return true;
	return false;
}
