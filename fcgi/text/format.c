/* `$` and a letter, replaced. */
#include "text/format.h"

#include <string.h>

static const struct format_part *part_of(const struct format_part *parts,
					 char letter)
{
	while (parts->letter != '\0' && parts->letter != letter)
		parts++;
	return parts->letter != '\0' ? parts : NULL;
}

void format_print(const char *pattern, const struct format_part *parts,
		  struct buf *out)
{
	while (*pattern != '\0') {
		size_t plain = strcspn(pattern, "$");
		const struct format_part *part;

		buf_put(out, pattern, plain);
		pattern += plain;
		if (*pattern == '\0')
			return;
		part = part_of(parts, pattern[1]);
		if (part == NULL) {
			buf_put(out, pattern++, 1);
			continue;
		}
		if (part->text != NULL)
			buf_puts(out, part->text);
		pattern += 2;
	}
}
