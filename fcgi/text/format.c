/* `$` and a letter, replaced. */
#include "text/format.h"

#include <string.h>

void format_print(const char *pattern, const struct format_part *parts,
		  struct buf *out)
{
	while (*pattern != '\0') {
		size_t plain = strcspn(pattern, "$");
		const struct format_part *part = parts;

		buf_put(out, pattern, plain);
		pattern += plain;
		if (*pattern == '\0')
			return;
		while (part->letter != '\0' && part->letter != pattern[1])
			part++;
		if (part->letter == '\0')
			buf_put(out, pattern, 1);
		else if (part->text != NULL)
			buf_puts(out, part->text);
		pattern += part->letter == '\0' ? 1 : 2;
	}
}
