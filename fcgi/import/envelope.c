/* Names of members. */
#include "import/envelope.h"

#include <stddef.h>

static long long number_of(const json_t *object, const char *const *names)
{
	for (; *names != NULL; names++) {
		const json_t *value = json_object_get(object, *names);

		if (json_is_integer(value) && json_integer_value(value) >= 0)
			return json_integer_value(value);
	}
	return ENVELOPE_UNTOLD;
}

struct envelope envelope_read(const json_t *object)
{
	static const char *const totals[] = { "total_items", "totalElements",
					      NULL };
	static const char *const pages[] = { "total_pages", "totalPages",
					     NULL };
	static const char *const numbers[] = { "page_number", "number", NULL };
	const json_t *links = json_object_get(object, "links");
	const json_t *next = json_object_get(object, "next");

	return (struct envelope){
		.total = number_of(object, totals),
		.pages = number_of(object, pages),
		.number = number_of(object, numbers),
		.next = json_string_value(
			json_is_string(next) ? next :
					       json_object_get(links, "next")),
	};
}
