/* The rows of the parameters, and their schemas. */
#include "hsds/query.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "directory/uuid.h"
#include "document/parameter.h"
#include "document/rfc3339.h"
#include "hsds/hsds.h"
#include "search/query.h"
#include "text/list.h"
#include "text/url.h"
#include "text/utf8.h"

#define DIGITS_MOST  9
#define MEMBER(NAME) offsetof(struct hsds_query, NAME)
#define PER_PAGE     50
#define OFFERS	     (HSDS_SERVICES | HSDS_PLACES)
#define ENTRIES	     (OFFERS | HSDS_ORGANIZATIONS)

/* A value at hand, and where it goes. */
struct reading {
	struct hsds_query *query;
	const struct hsds_parameter *parameter;
	void *member;
	const char *value;
	struct arena *arena;
};

/* Who asks for longer pages than the longest gets those. */
static bool take_number(const struct reading *reading)
{
	long long most = reading->parameter->most;
	long long *member = reading->member;
	size_t length = strlen(reading->value);

	if (length > DIGITS_MOST ||
	    strspn(reading->value, "0123456789") != length)
		return false;
	*member = strtoll(reading->value, NULL, 10);
	if (*member > most && member == &reading->query->per_page)
		*member = most;
	return *member >= 1 && *member <= most;
}

static bool take_flag(const struct reading *reading)
{
	bool *member = reading->member;

	*member = strcmp(reading->value, "true") == 0;
	return *member || strcmp(reading->value, "false") == 0;
}

/* Which of the formats is answered is negotiated elsewhere. */
static bool take_format(const struct reading *reading)
{
	return strcmp(reading->value, "json") == 0 ||
	       strcmp(reading->value, "ndjson") == 0;
}

/* What is too long is cut. */
static bool take_words(const struct reading *reading)
{
	reading->query->text =
		arena_text(reading->arena, reading->value,
			   utf8_fit(reading->value, QUERY_TEXT_MOST));
	return true;
}

static const char *lowered(const char *uuid, struct arena *arena)
{
	char *text = arena_text(arena, uuid, strlen(uuid));

	for (char *at = text; *at != '\0'; at++)
		if (*at >= 'A' && *at <= 'F')
			*at = (char)(*at - 'A' + 'a');
	return text;
}

static bool take_uuid(const struct reading *reading)
{
	const char *uuid = lowered(reading->value, reading->arena);
	struct hsds_item item;

	if (!hsds_find_one(reading->query->directory, NULL,
			   reading->parameter->of, uuid, &item))
		reading->query->finds_nothing = true;
	else if (item.entry != NULL)
		reading->query->organization = item.entry;
	else
		*(size_t *)reading->member = item.number;
	return uuid_fault(uuid) == NULL;
}

/* The word of an order, from 1; false where there is none. */
static bool order_word(long long number, char word[QUERY_WORD])
{
	const struct query_parameter *ours =
		&query_parameters[query_find_parameter("sort")];

	return query_word(ours->choices, number, word);
}

static bool take_order(const struct reading *reading)
{
	char word[QUERY_WORD];

	for (long long i = 1; order_word(i, word); i++)
		if (strcmp(reading->value, word) == 0) {
			*(enum query_sort *)reading->member =
				(enum query_sort)i;
			return true;
		}
	return false;
}

static bool take_moment(const struct reading *reading)
{
	return rfc3339_read(reading->value, reading->member);
}

static bool (*const takers[])(const struct reading *reading) = {
	[HSDS_BY_WORDS] = take_words,	[HSDS_BY_UUID] = take_uuid,
	[HSDS_BY_MOMENT] = take_moment, [HSDS_BY_FLAG] = take_flag,
	[HSDS_BY_FORMAT] = take_format, [HSDS_BY_NUMBER] = take_number,
	[HSDS_BY_ORDER] = take_order,
};

/* clang-format off */
const struct hsds_parameter hsds_parameters[HSDS_PARAMETERS] = {
	{
		.name = "search", .uses = HSDS_LISTS, .kind = HSDS_BY_WORDS,
		.help = "Words, at most 200 bytes, all of which must be there, "
			"in any language of the site: found, and ordered, as "
			"`q` of our own lists finds entries.",
	},
	{
		.name = "taxonomy_term_id", .uses = ENTRIES,
		.kind = HSDS_BY_UUID, .of = HSDS_TERMS, .offset = MEMBER(term),
		.help = "Only what holds this term or a narrower one.",
	},
	{
		.name = "taxonomy_id", .uses = ENTRIES | HSDS_TERMS,
		.kind = HSDS_BY_UUID, .of = HSDS_TAXONOMIES,
		.offset = MEMBER(facet),
		.help = "Only what holds a term of this taxonomy, or the terms "
			"of this taxonomy.",
	},
	{
		.name = "organization_id", .uses = OFFERS,
		.kind = HSDS_BY_UUID, .of = HSDS_ORGANIZATIONS,
		.help = "Only the services of this organization.",
	},
	{
		.name = "modified_after", .uses = OFFERS,
		.kind = HSDS_BY_MOMENT, .offset = MEMBER(modified_after_ms),
		.help = "Only what was modified at this moment or later, as "
			"far as is known: a date counts until its end. What "
			"has no last_modified is not among it.",
	},
	{
		.name = "minimal", .uses = HSDS_SERVICES, .kind = HSDS_BY_FLAG,
		.offset = MEMBER(is_minimal),
		.help = "Only id and last_modified of each, on one page unless "
			"per_page is given.",
	},
	{
		.name = "full", .uses = ENTRIES, .kind = HSDS_BY_FLAG,
		.offset = MEMBER(is_full),
		.help = "Each with everything that belongs to it, as it is "
			"when asked for alone.",
	},
	{
		.name = "full_service",
		.uses = HSDS_ORGANIZATIONS | HSDS_ORGANIZATION,
		.kind = HSDS_BY_FLAG, .offset = MEMBER(is_full_service),
		.help = "With everything, and with the full services.",
	},
	{
		.name = "top_only", .uses = HSDS_TERMS, .kind = HSDS_BY_FLAG,
		.offset = MEMBER(is_top_only),
		.help = "Only terms that stand below no other term.",
	},
	{
		.name = "parent_id", .uses = HSDS_TERMS, .kind = HSDS_BY_UUID,
		.of = HSDS_TERMS, .offset = MEMBER(parent),
		.help = "Only terms directly below this one.",
	},
	{
		.name = "sort", .uses = ENTRIES, .kind = HSDS_BY_ORDER,
		.offset = MEMBER(sort),
		.help = "The order, as `sort` of our own lists has it: of the "
			"directory, by name, or by need: who has the number of "
			"a help line first, what is not active last.",
	},
	{
		.name = "format", .uses = HSDS_LISTS, .kind = HSDS_BY_FORMAT,
		.help = "`ndjson` gives the whole list, one line for each; "
			"without the parameter, Accept decides.",
	},
	{
		.name = "page", .uses = HSDS_LISTS, .kind = HSDS_BY_NUMBER,
		.offset = MEMBER(page), .most = 1000000, .fallback = 1,
		.help = "The page of the list, from 1. One past the end is "
			"empty.",
	},
	{
		.name = "per_page", .uses = HSDS_LISTS, .kind = HSDS_BY_NUMBER,
		.offset = MEMBER(per_page), .most = 100, .fallback = PER_PAGE,
		.help = "How many a page of the list has.",
	},
};
/* clang-format on */

/* The place of a parameter that is for `use`, or HSDS_PARAMETERS. */
static size_t find(enum hsds_use use, const char *name)
{
	size_t i = 0;

	while (i < HSDS_PARAMETERS &&
	       (strcmp(hsds_parameters[i].name, name) != 0 ||
		(hsds_parameters[i].uses & use) == 0))
		i++;
	return i;
}

static void take_pair(struct hsds_query *query, const struct url_pair *pair,
		      struct arena *arena)
{
	size_t place = find(query->use, pair->name);
	const struct hsds_parameter *parameter = &hsds_parameters[place];
	struct reading reading = { query, parameter, NULL, pair->value, arena };

	if (place == HSDS_PARAMETERS || query->values[place] != NULL ||
	    pair->value[0] == '\0')
		return;
	reading.member = (char *)query + parameter->offset;
	query->values[place] =
		parameter->kind == HSDS_BY_WORDS ? "" : pair->value;
	if ((!pair->is_plain || !takers[parameter->kind](&reading)) &&
	    query->unclear == NULL)
		query->unclear = parameter->name;
}

const struct hsds_query *hsds_query_parse(const struct directory *directory,
					  enum hsds_use use, const char *text,
					  struct arena *arena)
{
	struct hsds_query *query = arena_alloc(arena, sizeof(*query));
	struct url_pair pair;

	query->directory = directory;
	query->use = use;
	query->page = 1;
	query->sort = QUERY_SORT_DIRECTORY;
	query->facet = directory->facet_count;
	query->term = TERM_NONE;
	query->parent = TERM_NONE;
	query->modified_after_ms = LLONG_MIN;
	while (url_next_pair(&text, arena, &pair))
		take_pair(query, &pair, arena);
	if (query->per_page == 0)
		query->per_page =
			query->is_minimal ?
				(long long)directory->entry_count + 1 :
				PER_PAGE;
	return query;
}

void hsds_query_look(struct hsds_query *query, const struct edition *edition,
		     struct arena *arena)
{
	const struct match **matches =
		arena_alloc(arena, edition->count * sizeof(*matches));

	if (query->text == NULL)
		return;
	if (edition->index == NULL) {
		query->unclear = hsds_parameters[0].name;
		return;
	}
	for (size_t i = 0; i < edition->count; i++)
		if (i == 0 || edition_is_translated(&edition->all[i]))
			matches[query->match_count++] = match_find(
				edition->all[i].index, query->text, arena);
	query->matches = matches;
}

bool hsds_query_print(const struct hsds_query *query, long long page,
		      struct buf *out)
{
	if (query->text != NULL)
		return false;
	for (size_t i = 0; i < HSDS_PARAMETERS; i++) {
		if (query->values[i] == NULL ||
		    hsds_parameters[i].offset == MEMBER(page))
			continue;
		buf_printf(out, "%s%s=", out->length > 0 ? "&" : "",
			   hsds_parameters[i].name);
		if (hsds_parameters[i].offset == MEMBER(per_page))
			buf_printf(out, "%lld", query->per_page);
		else
			url_encode(out, query->values[i]);
	}
	if (page > 1)
		buf_printf(out, "%spage=%lld", out->length > 0 ? "&" : "",
			   page);
	return true;
}

/* The sizes of a page by which answers are kept. */
static bool is_usual(long long per_page)
{
	return per_page == 10 || per_page == 50 || per_page == 100;
}

/* The value of a parameter, in its one spelling; NULL: it says nothing, or the
 * format, which the view says. */
static const char *spelling_of(const struct hsds_query *query, size_t place,
			       struct arena *arena)
{
	const struct hsds_parameter *parameter = &hsds_parameters[place];
	const char *member = (const char *)query + parameter->offset;
	const char *sent = query->values[place];

	switch (parameter->kind) {
	case HSDS_BY_FLAG:
		return *(const bool *)member ? "true" : NULL;
	case HSDS_BY_NUMBER:
		return sent == NULL || *(const long long *)member ==
					       parameter->fallback ?
			       NULL :
			       arena_printf(arena, "%lld",
					    *(const long long *)member);
	case HSDS_BY_UUID:
		return sent == NULL ? NULL : lowered(sent, arena);
	case HSDS_BY_ORDER:
		return query->sort == QUERY_SORT_DIRECTORY ? NULL : sent;
	default:
		return NULL;
	}
}

const char *hsds_query_key(const struct hsds_query *query, struct arena *arena)
{
	bool is_whole =
		query->is_minimal && query->values[HSDS_PARAMETERS - 1] == NULL;
	const char *key = "";

	if (query->unclear != NULL || query->text != NULL ||
	    query->modified_after_ms != LLONG_MIN || query->finds_nothing ||
	    !(is_whole || is_usual(query->per_page)))
		return NULL;
	for (size_t i = 0; i < HSDS_PARAMETERS; i++) {
		const char *value = spelling_of(query, i, arena);

		if (value != NULL)
			key = arena_printf(arena, "%s%s%s=%s", key,
					   key[0] != '\0' ? "&" : "",
					   hsds_parameters[i].name, value);
	}
	return key;
}

static json_t *schema_of(const struct directory *directory,
			 const struct hsds_parameter *parameter)
{
	switch (parameter->kind) {
	case HSDS_BY_UUID:
		return json_pack("{ss ss}", "type", "string", "format", "uuid");
	case HSDS_BY_MOMENT:
		return json_pack("{ss ss}", "type", "string", "format",
				 "date-time");
	case HSDS_BY_FLAG:
		return json_pack("{ss sb}", "type", "boolean", "default", 0);
	case HSDS_BY_FORMAT:
		return json_pack("{ss s[ss] ss}", "type", "string", "enum",
				 "json", "ndjson", "default", "json");
	case HSDS_BY_NUMBER:
		return json_pack("{ss si sI sI}", "type", "integer", "minimum",
				 1, "maximum", (json_int_t)parameter->most,
				 "default", (json_int_t)parameter->fallback);
	case HSDS_BY_ORDER:
		return parameter_schema(directory, parameter->name);
	case HSDS_BY_WORDS:
		break;
	}
	return json_pack("{ss}", "type", "string");
}

json_t *hsds_query_schema(const struct directory *directory, const char *name)
{
	size_t place = find(HSDS_LISTS | HSDS_ORGANIZATION, name);

	return place < HSDS_PARAMETERS ?
		       schema_of(directory, &hsds_parameters[place]) :
		       NULL;
}
