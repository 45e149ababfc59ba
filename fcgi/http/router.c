/* The way of a request up to its handler. */
#include "http/router.h"

#include <string.h>

#include "http/handlers.h"
#include "http/negotiation.h"
#include "http/respond.h"
#include "search/match.h"
#include "search/query.h"
#include "text/accept.h"

/* What may stand on a page of others stands alone where it was opened by
 * itself, or where no site may frame it. */
static const struct query *query_on_its_own(const struct exchange *exchange,
					    const struct query *query)
{
	bool is_opened = request_is_opened(exchange->request);
	bool is_nowhere =
		exchange->view == VIEW_EMBED &&
		exchange->edition->settings->frames.sources[0] == '\0';

	if (!is_opened && !is_nowhere)
		return query;
	return query_alone(query, is_opened, exchange->arena);
}

/* What a host decides holds where the answer stands on its page: in a fragment
 * all of it, in an iframe all but what stays on the page around it. People see
 * first who helps; programs get the directory's order. */
static const struct query *query_for(const struct exchange *exchange)
{
	const struct view *view = view_of(exchange->view);
	const struct query *query = exchange->query;
	bool is_page = view_is_html(view) && !view->is_fragment &&
		       exchange->view != VIEW_EMBED;

	if (!is_page || !edition_has_handout(exchange->edition))
		query = query_without_parts(query, QUERY_PART_HANDOUT,
					    exchange->arena);
	if (view_is_html(view))
		query = query_usually_sorted(
			query_without_parts(query, QUERY_PART_FORMAT,
					    exchange->arena),
			QUERY_SORT_NEED, exchange->arena);
	if (exchange->view == VIEW_EMBED)
		query = query_framed(query, exchange->arena);
	if (view->is_fragment || exchange->view == VIEW_EMBED)
		return query_on_its_own(exchange, query);
	return query_without_parts(query, QUERY_PART_HOST, exchange->arena);
}

/* Whether the wish says nothing but its language and which page it is. */
static bool says_page_alone(const struct query *query)
{
	for (size_t i = 0; i < query_parameter_count; i++)
		if ((query_parameters[i].uses &
		     (QUERY_FOR_PAGES | QUERY_FOR_ALL)) == 0 &&
		    query_says(query, &query_parameters[i]))
			return false;
	return query->chosen_count == 0;
}

/* Whether what the wish says has a part in the answer. */
static bool is_of_use(const struct exchange *exchange)
{
	const struct view *view = view_of(exchange->view);

	return view->is_filtered ||
	       (view->pages != NULL && says_page_alone(exchange->query));
}

/* Whether the wish has something of the visitor's own in it, or of no use, so
 * that there would be no end to what is kept. */
static bool is_passing(const struct exchange *exchange)
{
	const struct query *query = exchange->query;
	const char *key = query_key(query);

	return query->unclear != NULL || query->kept != NULL ||
	       query->prefix != NULL || query->entries != NULL ||
	       query->text != NULL || key == NULL ||
	       (key[0] != '\0' && !is_of_use(exchange));
}

/* The language that the browser prefers, of those that are offered, or NULL
 * where it prefers none to the default. */
static const char *preferred(const struct exchange *exchange)
{
	const char *rest = exchange->request->language, *best = NULL;
	const struct edition *edition = exchange->edition;
	struct accept_choice choice;
	int weight = 0;

	while (accept_next(&rest, &choice))
		for (size_t i = 1; i < edition->count; i++) {
			const struct locale *locale = edition->all[i].locale;

			if (choice.weight <= weight ||
			    !edition->all[i].is_offered ||
			    !accept_has_language(&choice, locale->tag))
				continue;
			weight = choice.weight;
			best = locale != edition->original ? locale->tag : NULL;
		}
	return best;
}

/* What was asked for by name, else, on pages of our own, what the browser
 * prefers. A piece of another page is in the language which that page wants. */
static void choose_language(struct exchange *exchange)
{
	const char *tag =
		exchange->query->is_lang_given ? exchange->query->lang : NULL;

	exchange->is_negotiated =
		tag == NULL && !view_of(exchange->view)->is_fragment;
	if (exchange->is_negotiated)
		tag = preferred(exchange);
	exchange->edition = edition_in(exchange->edition, tag);
	if (exchange->edition->is_asked_for == exchange->query->is_lang_given)
		return;
	exchange->query = query_in_language(
		exchange->query, exchange->edition->locale->tag,
		exchange->edition->is_asked_for, exchange->arena);
}

/* Looks for the words, where there are any and the site lets people search. */
static void find_words(struct exchange *exchange)
{
	const struct index *index = exchange->edition->index;
	const char *text = index != NULL ? exchange->query->text : NULL;
	const struct match *match = NULL;

	if (text != NULL && !respond_makes_nothing(exchange) &&
	    view_of(exchange->view)->is_filtered)
		match = exchange->query->is_exact ?
				match_find_exactly(index, text,
						   exchange->arena) :
				match_find(index, text, exchange->arena);
	if (exchange->query->text == NULL)
		return;
	exchange->query =
		query_with_words(exchange->query, text, match, exchange->arena);
	if (index == NULL && view_of(exchange->view)->is_filtered)
		exchange->query =
			query_blamed(exchange->query, "q", exchange->arena);
}

/* From an operators' network, or with the operators' token. */
static bool is_operator(const struct exchange *exchange)
{
	return request_is_let_in(exchange->request) ||
	       secrets_has_token(exchange->edition->secrets,
				 exchange->request->authorization);
}

/* The fault for which the exchange is refused, or 0. */
static int refusal_of(struct exchange *exchange)
{
	if (strcmp(exchange->request->method, "GET") != 0 &&
	    !request_is_head(exchange->request))
		return 405;
	if (exchange->address->is_for_operators && !is_operator(exchange))
		return 403;
	if (exchange->is_bare && !exchange->address->is_for_operators)
		return 503;
	if (exchange->address->answer == NULL)
		return 404;
	return exchange->address->is_negotiable ? negotiation_choose(exchange) :
						  0;
}

/* Whether no search and no maker is needed to know whether memory has it. */
static bool is_at_hand(const struct exchange *exchange)
{
	return exchange->address->is_at_hand && !exchange->is_passing;
}

void router_answer(struct exchange *exchange)
{
	int refusal;

	exchange->address =
		address_find(address_below(exchange->edition->settings->base,
					   exchange->request->path),
			     exchange->edition->is_internal, &exchange->id);
	exchange->view = exchange->address->views[0];
	exchange->query =
		query_parse(exchange->edition->directory,
			    exchange->request->query, exchange->arena);
	exchange->query = query_for(exchange);
	choose_language(exchange);
	exchange->is_passing = is_passing(exchange);
	if (exchange->is_at_once && !is_at_hand(exchange)) {
		exchange->is_given_up = true;
		return;
	}
	find_words(exchange);
	if (strcmp(exchange->request->method, "OPTIONS") == 0 &&
	    address_has_options(exchange->address)) {
		handle_options(exchange);
		return;
	}
	refusal = refusal_of(exchange);
	if (refusal != 0)
		handle_error(exchange, refusal);
	else
		exchange->address->answer(exchange);
}
