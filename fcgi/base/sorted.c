/* By halves. */
#include "base/sorted.h"

size_t sorted_first(const void *items, size_t count, size_t size,
		    sorted_before *is_before, const void *wanted)
{
	const char *first = items;
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (is_before(first + middle * size, wanted))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

uint64_t sorted_prefix(const char *text)
{
	uint64_t prefix = 0;

	for (size_t i = 0; i < sizeof(prefix); i++) {
		prefix = prefix << 8 | (unsigned char)*text;
		text += *text != '\0';
	}
	return prefix;
}
