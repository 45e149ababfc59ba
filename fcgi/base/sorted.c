/* By halves, and by counting. */
#include "base/sorted.h"

#include <stdlib.h>

#include "base/alloc.h"

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

void sorted_by_order(const unsigned *orders, size_t count, size_t most,
		     size_t *places)
{
	size_t *begins = alloc_zero((most + 1) * sizeof(*begins));

	for (size_t i = 0; i < count; i++)
		begins[orders[i] + 1]++;
	for (size_t i = 1; i <= most; i++)
		begins[i] += begins[i - 1];
	for (size_t i = 0; i < count; i++)
		places[begins[orders[i]]++] = i;
	free(begins);
}
