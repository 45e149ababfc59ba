/* How long others may keep an answer. */
#include "site/cache-life.h"

#include <string.h>

#include "directory/field.h"

#define TEXT_BYTES 32
#define MOST_MS	   (30 * 86400000LL)

/* The duration before `end`, in seconds; -1 when it is none. */
static long long take(const char **rest, char end)
{
	size_t length = strcspn(*rest, ",");
	char text[TEXT_BYTES] = "";
	long long ms;

	if (length >= sizeof(text) || (*rest)[length] != end)
		return -1;
	memcpy(text, *rest, length);
	*rest += length;
	*rest += end != '\0';
	*rest += strspn(*rest, " ");
	ms = field_duration_ms(text);
	return ms < 0 || ms > MOST_MS || ms % 1000 != 0 ? -1 : ms / 1000;
}

bool cache_life_read(struct cache_life *life, const char *text)
{
	life->fresh = take(&text, ',');
	life->stale = take(&text, ',');
	life->stale_if_error = take(&text, '\0');
	return life->fresh >= 0 && life->stale >= 0 &&
	       life->stale_if_error >= 0;
}
