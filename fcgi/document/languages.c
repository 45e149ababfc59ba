/* Languages by their codes, as people read them. */
#include "document/document.h"
#include "text/language-name.h"

#define NAMES_BYTES ((size_t)4096)

json_t *document_language_names(const struct edition *edition,
				const json_t *codes)
{
	struct buf names = buf_new(NAMES_BYTES);
	json_t *code, *words;
	size_t i;

	if (json_array_size(codes) == 0)
		return json_false();
	json_array_foreach(codes, i, code)
	{
		const char *text = json_string_value(code);
		const char *name = language_name(text, edition->locale->tag);

		buf_printf(&names, "%s%s", i > 0 ? ", " : "",
			   name != NULL ? name : text);
	}
	words = json_string(buf_text(&names));
	buf_free(&names);
	return words;
}
