/* Lines of JSON. */
#include "document/ndjson.h"

#include "document/document.h"

static int put(const char *bytes, size_t length, void *out)
{
	buf_put(out, bytes, length);
	return 0;
}

void ndjson_put(const json_t *value, struct buf *out)
{
	json_dump_callback(value, put, out, JSON_COMPACT);
	buf_puts(out, "\n");
}

void ndjson_write(const struct edition *edition, const struct query *query,
		  const struct results *results, struct buf *out)
{
	for (size_t i = 0; i < results->count && !buf_is_spoilt(out); i++) {
		json_t *entry =
			document_entry(edition, results->entries[i], NULL);

		document_project(query, entry);
		ndjson_put(entry, out);
		json_decref(entry);
	}
}
