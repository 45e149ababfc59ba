/* The table of addresses. */
#include "http/address.h"

#include <string.h>

#include "http/handlers.h"

/* clang-format off */
/* A list of HSDS, and one thing of it. */
#define HSDS(NAME, LIST, ONE, USE)                                             \
	{ "/api/hsds/" NAME, handle_hsds_list, { LIST, LIST##_NDJSON },        \
	  .error_view = VIEW_HSDS_PROBLEM, .is_negotiable = true,              \
	  .is_heavy = true, .about = "api_hsds_" NAME,                         \
	  .example = "per_page=2", .hsds = USE },                              \
	{ "/api/hsds/" NAME "/*", handle_hsds_item, { ONE },                   \
	  .error_view = VIEW_HSDS_PROBLEM, .is_negotiable = true,              \
	  .is_heavy = true, .about = "api_hsds_one", .hsds = USE }

static const struct address addresses[] = {
	{ "", handle_moved, { VIEW_LIST }, .error_view = VIEW_ERROR },
	{ "/", handle_list, { VIEW_LIST }, .is_at_hand = true,
	  .error_view = VIEW_ERROR },
	{ "/e/*", handle_entry, { VIEW_ENTRY }, .is_at_hand = true,
	  .error_view = VIEW_ERROR },
	{ "/embed", handle_list, { VIEW_EMBED },
	  .is_at_hand = true, .error_view = VIEW_ERROR_FRAMED },
	{ "/phones", handle_lines, { VIEW_LINES }, .is_at_hand = true,
	  .error_view = VIEW_ERROR },
	{ "/last-resort", handle_view, { VIEW_LAST_RESORT },
	  .error_view = VIEW_ERROR },
	{ "/review", handle_review, { VIEW_REVIEW }, .error_view = VIEW_ERROR,
	  .is_internal = true },
	{ "/review/*", handle_review, { VIEW_REVIEW }, .error_view = VIEW_ERROR,
	  .is_internal = true },
	{ "/first", handle_first, { VIEW_LIST }, .error_view = VIEW_ERROR,
	  .is_internal = true },
	{ "/handout", handle_handout, { VIEW_HANDOUT },
	  .error_view = VIEW_ERROR },
	{ "/handout/both", handle_handout, { VIEW_HANDOUT },
	  .error_view = VIEW_ERROR, .is_both = true },
	{ "/handout/card", handle_handout, { VIEW_HANDOUT_CARD },
	  .error_view = VIEW_ERROR },
	{ "/handout.txt", handle_handout, { VIEW_HANDOUT_TEXT },
	  .error_view = VIEW_ERROR },
	{ "/fragment", handle_list, { VIEW_LIST_FRAGMENT },
	  .is_at_hand = true, .error_view = VIEW_ERROR_FRAGMENT },
	{ "/fragment/last-resort", handle_view, { VIEW_LAST_RESORT_FRAGMENT },
	  .error_view = VIEW_ERROR_FRAGMENT },
	{ "/fragment/e/*", handle_entry, { VIEW_ENTRY_FRAGMENT },
	  .is_at_hand = true, .error_view = VIEW_ERROR_FRAGMENT },
	{ "/api/v1/", handle_view, { VIEW_API },
	  .error_view = VIEW_API_PROBLEM, .is_negotiable = true,
	  .about = "api_start" },
	{ "/api/v1/entries", handle_api_list,
	  { VIEW_API_ENTRIES, VIEW_ENTRIES_NDJSON, VIEW_ENTRIES_CSV,
	    VIEW_ENTRIES_TXT, VIEW_ENTRIES_ATOM },
	  .error_view = VIEW_API_PROBLEM, .is_negotiable = true,
	  .is_heavy = true, .is_at_hand = true, .about = "api_entries",
	  .example = "fields=id,name,phone&per_page=5",
	  .takes = QUERY_FOR_LISTS | QUERY_FOR_PAGES | QUERY_FOR_ENTRIES |
		   QUERY_FOR_FORMATS | QUERY_FOR_TABLES },
	{ "/api/v1/entries/*", handle_entry, { VIEW_API_ENTRY },
	  .error_view = VIEW_API_PROBLEM, .is_negotiable = true,
	  .is_at_hand = true, .about = "api_entry",
	  .takes = QUERY_FOR_ENTRIES },
	{ "/api/v1/facets", handle_api_list, { VIEW_API_FACETS },
	  .error_view = VIEW_API_PROBLEM, .is_negotiable = true,
	  .is_at_hand = true, .about = "api_facets",
	  .takes = QUERY_FOR_PAGES },
	{ "/api/v1/phones", handle_api_phones, { VIEW_API_PHONES },
	  .error_view = VIEW_API_PROBLEM, .is_negotiable = true,
	  .is_at_hand = true, .about = "api_phones",
	  .takes = QUERY_FOR_PAGES },
	{ "/entries.ndjson", handle_api_list, { VIEW_ENTRIES_NDJSON },
	  .error_view = VIEW_API_PROBLEM, .is_heavy = true,
	  .about = "api_ndjson",
	  .takes = QUERY_FOR_LISTS | QUERY_FOR_ENTRIES },
	{ "/entries.csv", handle_api_list, { VIEW_ENTRIES_CSV },
	  .error_view = VIEW_API_PROBLEM, .is_heavy = true,
	  .about = "api_csv",
	  .example = "bom=1",
	  .takes = QUERY_FOR_LISTS | QUERY_FOR_ENTRIES | QUERY_FOR_TABLES },
	{ "/entries.txt", handle_api_list, { VIEW_ENTRIES_TXT },
	  .error_view = VIEW_API_PROBLEM, .is_heavy = true,
	  .about = "api_txt",
	  .takes = QUERY_FOR_LISTS },
	{ "/entries.atom", handle_api_list, { VIEW_ENTRIES_ATOM },
	  .error_view = VIEW_API_PROBLEM, .is_heavy = true,
	  .is_at_hand = true, .about = "api_atom",
	  .takes = QUERY_FOR_PAGES },
	{ "/sitemap.xml", handle_sitemap, { VIEW_SITEMAP },
	  .error_view = VIEW_API_PROBLEM, .is_heavy = true,
	  .about = "api_sitemap" },
	{ "/api/hsds/", handle_view, { VIEW_HSDS },
	  .error_view = VIEW_HSDS_PROBLEM, .is_negotiable = true,
	  .about = "api_hsds" },
	HSDS("services", VIEW_HSDS_SERVICES, VIEW_HSDS_SERVICE, HSDS_SERVICES),
	HSDS("organizations", VIEW_HSDS_ORGANIZATIONS, VIEW_HSDS_ORGANIZATION,
	     HSDS_ORGANIZATIONS),
	HSDS("service_at_locations", VIEW_HSDS_PLACES, VIEW_HSDS_PLACE,
	     HSDS_PLACES),
	HSDS("taxonomies", VIEW_HSDS_TAXONOMIES, VIEW_HSDS_TAXONOMY,
	     HSDS_TAXONOMIES),
	HSDS("taxonomy_terms", VIEW_HSDS_TERMS, VIEW_HSDS_TERM, HSDS_TERMS),
	{ "/openapi.json", handle_openapi, { VIEW_OPENAPI },
	  .error_view = VIEW_API_PROBLEM, .is_heavy = true,
	  .about = "api_openapi" },
	{ "/api/", handle_api_docs, { VIEW_MANUAL }, .error_view = VIEW_ERROR },
	{ "/healthz", handle_health, { VIEW_HEALTH },
	  .error_view = VIEW_API_PROBLEM, .is_for_operators = true },
	{ "/readyz", handle_readiness, { VIEW_READINESS },
	  .error_view = VIEW_API_PROBLEM, .is_for_operators = true },
	{ "/metrics", handle_metrics, { VIEW_METRICS },
	  .error_view = VIEW_API_PROBLEM, .is_for_operators = true },
	/* Where nothing else fits. The last takes everything. */
	{ "/api/*", NULL, { VIEW_API }, .error_view = VIEW_API_PROBLEM },
	{ "/fragment/*", NULL, { VIEW_ERROR_FRAGMENT },
	  .error_view = VIEW_ERROR_FRAGMENT },
	{ "*", NULL, { VIEW_ERROR }, .error_view = VIEW_ERROR },
};
/* clang-format on */

static const size_t count = sizeof(addresses) / sizeof(*addresses);

const char *address_below(const char *base, const char *path)
{
	size_t length = strlen(base);

	return strncmp(base, path, length) == 0 ? path + length : NULL;
}

size_t address_formats(const struct address *address)
{
	size_t formats = 1;

	while (formats < ADDRESS_FORMATS &&
	       address->views[formats] != VIEW_NONE)
		formats++;
	return formats;
}

bool address_has_id(const struct address *address)
{
	return strchr(address->path, '*') != NULL;
}

static bool fits(const struct address *address, const char *path,
		 const char **id)
{
	size_t length = strcspn(address->path, "*");

	*id = "";
	if (strncmp(address->path, path, length) != 0)
		return false;
	if (address->answer == NULL)
		return true;
	*id = path + length;
	return address_has_id(address) == (**id != '\0');
}

const struct address *address_find(const char *path, bool is_internal,
				   const char **id)
{
	const struct address *last = &addresses[count - 1];

	*id = "";
	for (const struct address *each = addresses; path != NULL; each++)
		if ((is_internal || !each->is_internal) && fits(each, path, id))
			return each;
	return last;
}

const struct address *address_next(const struct address *address)
{
	address = address == NULL ? addresses : address + 1;
	for (; address < addresses + count; address++)
		if (address->about != NULL)
			return address;
	return NULL;
}

const struct address *address_of(enum view_id view)
{
	for (size_t i = 0; i < count; i++)
		if (addresses[i].views[0] == view)
			return &addresses[i];
	return NULL;
}

const struct address *address_with(enum view_id view)
{
	for (size_t i = 0; i < count; i++) {
		size_t formats = address_formats(&addresses[i]);

		for (size_t j = 0; j < formats && formats > 1; j++)
			if (addresses[i].views[j] == view)
				return &addresses[i];
	}
	return NULL;
}

bool address_has_options(const struct address *address)
{
	return address->about != NULL ||
	       (address->answer == NULL &&
		!view_is_html(view_of(address->error_view)));
}
