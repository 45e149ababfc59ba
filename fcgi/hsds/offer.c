/* Lists of which each value of a row is one. */
#include "hsds/offer.h"

#include <stdlib.h>
#include <string.h>

#include "document/document.h"
#include "site/wording.h"
#include "text/language-name.h"
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

static json_t *cost_of(const struct edition *edition,
		       const struct wording *words)
{
	json_t *object = json_object();

	(void)edition;
	document_text(object, "option", words->text);
	if (words->note != NULL)
		set_price(words->note, object);
	return object;
}

static json_t *paper_of(const struct edition *edition,
			const struct wording *words)
{
	json_t *object = json_object();

	(void)edition;
	document_text(object, "document", words->text);
	if (words->note != NULL && url_link_fault(words->note) == NULL)
		document_text(object, "uri", words->note);
	return object;
}

static json_t *area_of(const struct edition *edition,
		       const struct wording *words)
{
	json_t *object = json_object();

	(void)edition;
	document_text(object, "name", words->text);
	document_text(object, "description", words->note);
	return object;
}

json_t *hsds_language(const struct edition *edition, const char *code)
{
	json_t *object = json_object();

	document_text(object, "name",
		      language_name(code, edition->locale->tag));
	document_text(object, "code", code);
	return object;
}

static json_t *language_of(const struct edition *edition,
			   const struct wording *words)
{
	return hsds_language(edition, words->text);
}

/* What callers ask first, which HSDS has no member for: an attribute without a
 * term, with its source. */
static json_t *answer_of(const struct edition *edition,
			 const struct wording *words)
{
	json_t *object = json_object();

	(void)edition;
	document_text(object, "value", words->text);
	document_text(object, "label", words->note);
	return object;
}

/* The rows, each with what one of its values is. */
static const struct {
	size_t row;
	const char *name, *part;
	json_t *(*make)(const struct edition *edition,
			const struct wording *words);
} lists[] = {
	{ ENTRY_FEE, "cost_options", "fee", cost_of },
	{ ENTRY_BRING, "required_documents", "bring", paper_of },
	{ ENTRY_SERVES, "service_areas", "serves", area_of },
	{ ENTRY_LANGUAGE_CODE, "languages", "language", language_of },
	{ ENTRY_FIRST_STEP, "attributes", "first-step", answer_of },
	{ ENTRY_ASKS, "attributes", "asks", answer_of },
	{ ENTRY_MUST_REPORT, "attributes", "must-report", answer_of },
	{ ENTRY_TAKES, "attributes", "takes", answer_of },
};

void hsds_set_offer(const struct edition *edition, const struct hsds_item *item,
		    json_t *object)
{
	const struct record *record = item->entry->record;

	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
		const struct value *value = record_value(record, lists[i].row);
		json_t *list = json_array();

		json_array_extend(list, json_object_get(object, lists[i].name));
		for (; value != NULL; value = record_next(value)) {
			struct wording words = wording_of(edition, record,
							  lists[i].row, value);
			json_t *one = lists[i].make(edition, &words);

			/* By the words of the default language, so that the
			 * order may change. */
			hsds_set_part_id(edition, item,
					 json_sprintf("%s/%s", lists[i].part,
						      value->text),
					 one);
			if (lists[i].make == answer_of)
				hsds_set_link(edition, item, lists[i].part,
					      one);
			json_array_append_new(list, one);
		}
		document_items(object, lists[i].name, list);
	}
}

/* A contact's id may be a person's name, so what it is called is made of its
 * role. */
static json_t *name_of(const struct record *contact)
{
	const char *department = record_text(contact, CONTACT_DEPARTMENT);

	return json_sprintf("contact/%s/%s",
			    record_text(contact, CONTACT_TITLE),
			    department != NULL ? department : "");
}

static json_t *contact_of(const struct edition *edition,
			  const struct record *contact)
{
	json_t *object = json_object();
	struct arena *arena = arena_new();
	size_t count = 0;
	const struct phone **phones =
		directory_phones(edition->directory,
				 contact->values[CONTACT_PHONE], arena, &count);

	if (record_value(contact, CONTACT_UUID) != NULL)
		hsds_set_id(edition, contact, NULL, "id", object);
	if (edition->is_internal)
		document_text(object, "name",
			      record_text(contact, CONTACT_PERSON));
	document_text(object, "title",
		      wording_text(edition, contact, CONTACT_TITLE));
	document_text(object, "department",
		      wording_text(edition, contact, CONTACT_DEPARTMENT));
	document_text(object, "email", record_text(contact, CONTACT_EMAIL));
	document_items(object, "phones", hsds_phones(edition, phones, count));
	arena_free(arena);
	return object;
}

void hsds_set_contacts(const struct edition *edition, const struct value *value,
		       hsds_part_id *set, const void *whose, json_t *object)
{
	json_t *list = json_array();

	for (; value != NULL; value = record_next(value)) {
		json_t *one = contact_of(edition, value->named);

		if (json_object_get(one, "id") == NULL)
			set(whose, name_of(value->named), one);
		json_array_append_new(list, one);
	}
	document_items(object, "contacts", list);
}
