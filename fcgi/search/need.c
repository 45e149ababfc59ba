/* What the first number of an entry says of it, and which lines fit. */
#include "search/need.h"

#include "search/match.h"

/* How many of enum need are one part of the tuple. */
#define LIVING (NEED_REST + 1)

_Static_assert((NEED_COUNT - NEED_REST) * 2 * LIVING * MATCH_ORDERS <=
		       NEED_ORDERS,
	       "every place has a number");

bool need_shows(const struct query *query, const struct phone *phone)
{
	for (size_t i = 0; i < phone->term_count; i++)
		if (query->chosen[phone->terms[i]])
			return true;
	return phone->term_count == 0;
}

/* The first number of the entry that the reader may see and dial, or NULL. */
static const struct phone *first_number(const struct query *query,
					const struct entry *entry)
{
	for (size_t i = 0; i < entry->phone_count; i++)
		if (need_shows(query, entry->phones[i]) &&
		    entry_phone_is_dialed(entry->phones[i]))
			return entry->phones[i];
	return NULL;
}

static bool has_report(const struct query *query)
{
	for (size_t i = 0; i < query->directory->term_count; i++)
		if (query->chosen[i] && query->directory->terms[i].is_report)
			return true;
	return false;
}

/* The same of every entry, so it is found out once. */
static bool is_to_report(const struct query *query)
{
	struct query_memo *memo = query->memo;

	if (!memo->knows_report) {
		memo->is_report = has_report(query);
		memo->knows_report = true;
	}
	return memo->is_report;
}

/* By the first number that this reader sees. */
static enum standing standing_for(const struct query *query,
				  const struct entry *entry)
{
	const struct phone *phone = first_number(query, entry);

	if (phone == NULL || !entry_phone_is_confirmed(phone))
		return STANDING_REST;
	return phone->is_help ? STANDING_HELP : STANDING_NUMBER;
}

enum need need_of(const struct query *query, const struct entry *entry)
{
	static const enum need needs[] = {
		[STANDING_HELP] = NEED_HELP,
		[STANDING_NUMBER] = NEED_REPORT,
		[STANDING_REST] = NEED_REST,
		[STANDING_CLOSED] = NEED_CLOSED,
		[STANDING_FORMER] = NEED_FORMER,
	};
	enum standing standing =
		query->directory->sets->standings[entry->place];

	if (standing == STANDING_DEPENDS)
		standing = standing_for(query, entry);
	if (standing == STANDING_NUMBER && !is_to_report(query))
		return NEED_REST;
	return needs[standing];
}

bool need_is_aside(const struct query *query, const struct entry *entry)
{
	enum need need = need_of(query, entry);

	return need > NEED_REST ||
	       (need != NEED_HELP &&
		bits_has(query->directory->sets->aside, entry->place));
}

unsigned need_order(const struct query *query, const struct entry *entry,
		    unsigned order)
{
	enum need need = need_of(query, entry);
	unsigned away = need > NEED_REST ? need - NEED_REST : 0;
	unsigned here = need > NEED_REST ? NEED_REST : need;

	unsigned aside = query->match != NULL && query->match->is_own &&
			 need_is_aside(query, entry);

	return ((away * 2 + aside) * MATCH_ORDERS + order) * LIVING + here;
}

/* Whether the line names terms of the facet, and whether one is chosen. */
static bool names_facet(const struct query *query, const struct phone *phone,
			size_t facet, bool *is_chosen)
{
	bool is_named = false;

	*is_chosen = false;
	for (size_t i = 0; i < phone->fit_count; i++)
		if (query->directory->terms[phone->fits[i]].facet == facet) {
			is_named = true;
			*is_chosen |= query->chosen[phone->fits[i]];
		}
	return is_named;
}

bool need_offers(const struct query *query, const struct phone *phone)
{
	bool has_one = false, is_chosen;

	for (size_t i = 0; i < query->directory->facet_count; i++) {
		if (!query->is_filtered[i] ||
		    !names_facet(query, phone, i, &is_chosen))
			continue;
		if (!is_chosen)
			return false;
		has_one = true;
	}
	return has_one && entry_phone_is_confirmed(phone) &&
	       need_shows(query, phone);
}
