/* A handout as a text, to be sent to somebody or read aloud. */
#include "document/document.h"
#include "document/phone-words.h"
#include "page/page.h"
#include "search/need.h"
#include "view/formats.h"

/* The crisis lines, as everywhere. */
static void put_crisis(const struct view_args *args, struct buf *out)
{
	const struct directory *directory = args->edition->directory;

	for (size_t i = 0; i < directory->crisis_count; i++) {
		json_t *phone;

		if (!need_shows(args->query, directory->crisis[i]))
			continue;
		phone = document_phone(args->edition, directory->crisis[i]);
		phone_words_print(args->edition, phone, " ", out);
		buf_puts(out, "\n");
		json_decref(phone);
	}
}

size_t handout_text_write(const struct view_args *args, size_t from,
			  struct buf *out)
{
	const struct query_entries *entries = args->query->entries;

	buf_printf(out, "%s\n\n", args->edition->today);
	for (size_t i = from; entries != NULL && i < entries->count; i++) {
		page_print_text(args->edition, args->query, entries->items[i],
				out);
		buf_puts(out, "\n");
	}
	put_crisis(args, out);
	return 0;
}
