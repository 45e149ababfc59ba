/* Counts signs. */
#include "import/csv-separator.h"

#include <stdbool.h>
#include <string.h>

char csv_separator(const char *text, size_t length)
{
	static const char signs[] = CSV_SEPARATORS;
	size_t counts[sizeof(signs)] = { 0 }, best = 0;
	bool is_quoted = false;

	for (size_t i = 0; i < length; i++) {
		const char *sign = strchr(signs, text[i]);

		if (!is_quoted && strchr("\r\n", text[i]) != NULL)
			break;
		is_quoted = is_quoted != (text[i] == '"');
		if (!is_quoted && sign != NULL)
			counts[sign - signs]++;
	}
	for (size_t i = 1; i < sizeof(signs) - 1; i++)
		if (counts[i] > counts[best])
			best = i;
	return signs[best];
}
