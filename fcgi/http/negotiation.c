/* Which of an address's views it is. */
#include "http/negotiation.h"

#include <string.h>

#include "text/accept.h"

static int choose_named(struct exchange *exchange, const char *word)
{
	const enum view_id *views = exchange->address->views;

	for (size_t i = 0; i < address_formats(exchange->address); i++)
		if (strcmp(view_of(views[i])->format, word) == 0) {
			exchange->view = views[i];
			return 0;
		}
	return 400;
}

static int choose_preferred(struct exchange *exchange)
{
	const enum view_id *views = exchange->address->views;
	int best = 0;

	exchange->is_by_accept = true;
	for (size_t i = 0; i < address_formats(exchange->address); i++) {
		int weight = accept_media_weight(exchange->request->accept,
						 view_of(views[i])->media_type);

		if (weight <= best)
			continue;
		best = weight;
		exchange->view = views[i];
	}
	return best > 0 ? 0 : 406;
}

int negotiation_choose(struct exchange *exchange)
{
	const char *unclear = exchange->query->unclear;
	char word[QUERY_WORD];

	if (address_formats(exchange->address) == 1)
		return choose_preferred(exchange);
	if (unclear != NULL && strcmp(unclear, "format") == 0)
		return 400;
	if (query_choice(exchange->query, "format", word) != NULL)
		return choose_named(exchange, word);
	return choose_preferred(exchange);
}
