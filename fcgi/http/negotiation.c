/* In which of its formats an address is answered. */
#include "http/negotiation.h"

#include <string.h>

#include "text/accept.h"

static const struct negotiation_format entries[] = {
	{ VIEW_API_ENTRIES, "/api/v1/entries" },
	{ VIEW_ENTRIES_NDJSON, "/entries.ndjson" },
	{ VIEW_ENTRIES_CSV, "/entries.csv" },
	{ VIEW_ENTRIES_TXT, "/entries.txt" },
	{ VIEW_ENTRIES_ATOM, "/entries.atom" },
};

#define HSDS(NAME, LIST)                                                       \
	static const struct negotiation_format NAME[] = {                      \
		{ LIST, NULL },                                                \
		{ LIST##_NDJSON, NULL },                                       \
	}
HSDS(services, VIEW_HSDS_SERVICES);
HSDS(organizations, VIEW_HSDS_ORGANIZATIONS);
HSDS(taxonomies, VIEW_HSDS_TAXONOMIES);
HSDS(terms, VIEW_HSDS_TERMS);

#define FAMILY(FORMATS)                                                        \
	{                                                                      \
		FORMATS, sizeof(FORMATS) / sizeof(*(FORMATS))                  \
	}

/* What shows the same, the preferred one first. */
static const struct family {
	const struct negotiation_format *formats;
	size_t count;
} families[] = {
	FAMILY(entries),    FAMILY(services), FAMILY(organizations),
	FAMILY(taxonomies), FAMILY(terms),
};

size_t negotiation_formats(enum view_id view,
			   const struct negotiation_format **formats)
{
	for (size_t i = 0; i < sizeof(families) / sizeof(*families); i++)
		for (size_t j = 0; j < families[i].count; j++)
			if (families[i].formats[j].view == view) {
				*formats = families[i].formats;
				return families[i].count;
			}
	return 0;
}

static int choose_named(struct exchange *exchange, const char *word,
			const struct negotiation_format *formats, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *format = view_of(formats[i].view)->format;

		if (format == NULL || strcmp(format, word) != 0)
			continue;
		exchange->view = formats[i].view;
		return 0;
	}
	return 400;
}

static int choose_preferred(struct exchange *exchange,
			    const struct negotiation_format *formats,
			    size_t count)
{
	int best = 0;

	exchange->is_by_accept = true;
	for (size_t i = 0; i < count; i++) {
		int weight = accept_media_weight(
			exchange->request->accept,
			view_of(formats[i].view)->media_type);

		if (weight <= best)
			continue;
		best = weight;
		exchange->view = formats[i].view;
	}
	return best > 0 ? 0 : 406;
}

int negotiation_choose(struct exchange *exchange)
{
	const struct negotiation_format own = { exchange->view, NULL };
	const struct negotiation_format *formats;
	size_t count = negotiation_formats(exchange->view, &formats);
	const char *unclear = exchange->query->unclear;
	char word[QUERY_WORD];

	if (count == 0)
		return choose_preferred(exchange, &own, 1);
	if (unclear != NULL && strcmp(unclear, "format") == 0)
		return 400;
	if (query_choice(exchange->query, "format", word) != NULL)
		return choose_named(exchange, word, formats, count);
	return choose_preferred(exchange, formats, count);
}
