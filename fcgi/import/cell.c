/* Words and signs. */
#include "import/cell.h"

#include <string.h>
#include <strings.h>

const char *cell_text(const char *cell, struct arena *arena)
{
	static const char *const nothing[] = { "NULL", "N/A", "#N/A", "-" };
	const char *text = cell + strspn(cell, " \t\r\n");
	size_t length = strlen(text);

	while (length > 0 && strchr(" \t\r\n", text[length - 1]) != NULL)
		length--;
	for (size_t i = 0; i < sizeof(nothing) / sizeof(*nothing); i++)
		if (strlen(nothing[i]) == length &&
		    strncasecmp(text, nothing[i], length) == 0)
			return "";
	return arena_text(arena, text, length);
}

bool cell_is_fault(const char *text)
{
	size_t length = strlen(text);

	return text[0] == '#' && length > 2 &&
	       (text[length - 1] == '!' || text[length - 1] == '?' ||
		text[strspn(text, "#")] == '\0');
}
