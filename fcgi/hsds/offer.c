/* Lists of which each value of a row is one. */
#include "hsds/offer.h"

#include <stdlib.h>
#include <string.h>

#include "document/document.h"
#include "hsds/part.h"
#include "site/wording.h"
#include "text/url.h"

#define CURRENCY_LETTERS 3

/* `35 USD per visit`, whose form was checked when it was read. */
static void set_price(const char *price, json_t *object)
{
	char *rest;
	double amount = strtod(price, &rest);
	const char *currency = rest + 1, *what = currency + CURRENCY_LETTERS;
	bool is_whole = memchr(price, '.', (size_t)(rest - price)) == NULL;

	json_object_set_new(object, "amount",
			    is_whole ? json_integer((json_int_t)amount) :
				       json_real(amount));
	json_object_set_new(object, "currency",
			    json_stringn(currency, CURRENCY_LETTERS));
	if (what[0] != '\0')
		document_text(object, "amount_description", what + 1);
}

static json_t *cost_of(const struct wording *words)
{
	json_t *object = json_object();

	document_text(object, "option", words->text);
	if (words->note != NULL)
		set_price(words->note, object);
	return object;
}

static json_t *paper_of(const struct wording *words)
{
	json_t *object = json_object();

	document_text(object, "document", words->text);
	if (words->note != NULL && url_link_fault(words->note) == NULL)
		document_text(object, "uri", words->note);
	return object;
}

/* The rows, each with what one of its values is. */
static const struct {
	size_t row;
	const char *name, *part;
	json_t *(*make)(const struct wording *words);
} lists[] = {
	{ ENTRY_FEE, "cost_options", "fee", cost_of },
	{ ENTRY_BRING, "required_documents", "bring", paper_of },
};

void hsds_set_offer(const struct edition *edition, const struct hsds_item *item,
		    json_t *object)
{
	const struct record *record = item->entry->record;

	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
		const struct value *value = record_value(record, lists[i].row);
		json_t *list = json_array();

		for (; value != NULL; value = record_next(value)) {
			struct wording words = wording_of(edition, record,
							  lists[i].row, value);
			json_t *one = lists[i].make(&words);

			/* By the words of the default language, so that the
			 * order may change. */
			hsds_set_part_id(edition, item,
					 json_sprintf("%s/%s", lists[i].part,
						      value->text),
					 one);
			json_array_append_new(list, one);
		}
		document_items(object, lists[i].name, list);
	}
}
