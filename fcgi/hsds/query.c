/* The rows of the parameters, and their schemas. */
#include "hsds/query.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "directory/uuid.h"
#include "document/parameter.h"
#include "document/rfc3339.h"
#include "text/list.h"
#include "text/url.h"
#include "text/utf8.h"

#define MEMBER(NAME)  offsetof(struct hsds_query, NAME)
#define PAGES_MOST    1000000
#define PER_PAGE      50
#define PER_PAGE_MOST 100
#define ENTRIES	      (HSDS_SERVICES | HSDS_ORGANIZATIONS)

static long long *number(struct hsds_query *query, size_t offset)
{
	return (long long *)(void *)((char *)query + offset);
}

static bool take_bounded(struct hsds_query *query, size_t offset,
			 const char *value, long long most)
{
	size_t length = strlen(value);

	if (length == 0 || length > 9 || strspn(value, "0123456789") != length)
		return false;
	*number(query, offset) = strtoll(value, NULL, 10);
	return *number(query, offset) >= 1 && *number(query, offset) <= most;
}

static bool take_page(struct hsds_query *query, size_t offset,
		      const char *value, struct arena *arena)
{
	(void)arena;
	return take_bounded(query, offset, value, PAGES_MOST);
}

static bool take_per_page(struct hsds_query *query, size_t offset,
			  const char *value, struct arena *arena)
{
	(void)arena;
	return take_bounded(query, offset, value, PER_PAGE_MOST);
}

static bool take_boolean(struct hsds_query *query, size_t offset,
			 const char *value, struct arena *arena)
{
	(void)arena;
	*number(query, offset) = strcmp(value, "true") == 0;
	return *number(query, offset) || strcmp(value, "false") == 0;
}

/* Which of the formats is answered is negotiated elsewhere. */
static bool take_format(struct hsds_query *query, size_t offset,
			const char *value, struct arena *arena)
{
	(void)query;
	(void)offset;
	(void)arena;
	return strcmp(value, "json") == 0 || strcmp(value, "ndjson") == 0;
}

static bool take_search(struct hsds_query *query, size_t offset,
			const char *value, struct arena *arena)
{
	char *folded = utf8_folded(value);
	const char *rest = folded;
	struct list_item word;
	bool fits = true;

	(void)offset;
	while (fits && list_next_word(&rest, " \t", &word)) {
		fits = query->word_count < HSDS_WORDS;
		if (fits)
			query->words[query->word_count++] =
				arena_text(arena, word.text, word.length);
	}
	free(folded);
	return fits;
}

static bool is_of(const struct directory *directory,
		  const struct record *record, const char *uuid)
{
	char text[UUID_TEXT];

	uuid_of(directory, record, text);
	return strcmp(text, uuid) == 0;
}

static const char *lowered(const char *uuid, struct arena *arena)
{
	char *text = arena_text(arena, uuid, strlen(uuid));

	for (char *at = text; *at != '\0'; at++)
		if (*at >= 'A' && *at <= 'F')
			*at = (char)(*at - 'A' + 'a');
	return text;
}

static bool take_taxonomy(struct hsds_query *query, size_t offset,
			  const char *value, struct arena *arena)
{
	const struct directory *directory = query->directory;
	const char *uuid = lowered(value, arena);
	size_t i = 0;

	(void)offset;
	while (i < directory->facet_count &&
	       (directory->facets[i].row == FACET_NO_ROW ||
		!is_of(directory, directory->facets[i].record, uuid)))
		i++;
	query->facet = i;
	query->finds_nothing |= i == directory->facet_count;
	return uuid_fault(uuid) == NULL;
}

static bool take_term(struct hsds_query *query, size_t offset,
		      const char *value, struct arena *arena)
{
	const struct directory *directory = query->directory;
	const char *uuid = lowered(value, arena);
	size_t i = 0;

	while (i < directory->term_count &&
	       (directory->facets[directory->terms[i].facet].row ==
			FACET_NO_ROW ||
		!is_of(directory, directory->terms[i].record, uuid)))
		i++;
	*(size_t *)(void *)((char *)query + offset) = i;
	query->finds_nothing |= i == directory->term_count;
	return uuid_fault(uuid) == NULL;
}

static bool take_organization(struct hsds_query *query, size_t offset,
			      const char *value, struct arena *arena)
{
	const struct directory *directory = query->directory;
	const char *uuid = lowered(value, arena);

	(void)offset;
	for (size_t i = 0; i < directory->entry_count; i++)
		if (is_of(directory, directory->entries[i]->record, uuid))
			query->organization = directory->entries[i];
	query->finds_nothing |= query->organization == NULL;
	return uuid_fault(uuid) == NULL;
}

static bool take_moment(struct hsds_query *query, size_t offset,
			const char *value, struct arena *arena)
{
	(void)arena;
	return rfc3339_read(value, number(query, offset));
}

static json_t *integer_schema(long long most, long long fallback)
{
	return json_pack("{ss si sI sI}", "type", "integer", "minimum", 1,
			 "maximum", (json_int_t)most, "default",
			 (json_int_t)fallback);
}

static json_t *page_schema(void)
{
	return integer_schema(PAGES_MOST, 1);
}

static json_t *per_page_schema(void)
{
	return integer_schema(PER_PAGE_MOST, PER_PAGE);
}

static json_t *boolean_schema(void)
{
	return json_pack("{ss sb}", "type", "boolean", "default", 0);
}

static json_t *format_schema(void)
{
	return json_pack("{ss so ss}", "type", "string", "enum",
			 parameter_words("json, ndjson"), "default", "json");
}

static json_t *text_schema(void)
{
	return json_pack("{ss}", "type", "string");
}

static json_t *uuid_schema(void)
{
	return json_pack("{ss ss}", "type", "string", "format", "uuid");
}

static json_t *moment_schema(void)
{
	return json_pack("{ss ss}", "type", "string", "format", "date-time");
}

/* clang-format off */
const struct hsds_parameter hsds_parameters[HSDS_PARAMETERS] = {
	{
		.name = "search", .uses = HSDS_LISTS, .take = take_search,
		.schema = text_schema,
		.help = "Words, all of which must occur in the names or the "
			"description. Case and accents do not count.",
	},
	{
		.name = "taxonomy_term_id", .uses = ENTRIES, .take = take_term,
		.offset = MEMBER(term), .schema = uuid_schema,
		.help = "Only what holds this term or a narrower one.",
	},
	{
		.name = "taxonomy_id", .uses = ENTRIES | HSDS_TERMS,
		.take = take_taxonomy, .schema = uuid_schema,
		.help = "Only what holds a term of this taxonomy, or the terms "
			"of this taxonomy.",
	},
	{
		.name = "organization_id", .uses = HSDS_SERVICES,
		.take = take_organization, .schema = uuid_schema,
		.help = "Only the services of this organization.",
	},
	{
		.name = "modified_after", .uses = HSDS_SERVICES,
		.take = take_moment, .offset = MEMBER(modified_after_ms),
		.schema = moment_schema,
		.help = "Only what was modified at this moment or later. What "
			"has no last_modified is not among it.",
	},
	{
		.name = "minimal", .uses = HSDS_SERVICES, .take = take_boolean,
		.offset = MEMBER(is_minimal), .schema = boolean_schema,
		.help = "Only id and last_modified of each, on one page unless "
			"per_page is given.",
	},
	{
		.name = "full", .uses = ENTRIES, .take = take_boolean,
		.offset = MEMBER(is_full), .schema = boolean_schema,
		.help = "Each with everything that belongs to it, as it is "
			"when asked for alone.",
	},
	{
		.name = "full_service",
		.uses = HSDS_ORGANIZATIONS | HSDS_ORGANIZATION,
		.take = take_boolean, .offset = MEMBER(is_full_service),
		.schema = boolean_schema,
		.help = "With everything, and with the full services.",
	},
	{
		.name = "top_only", .uses = HSDS_TERMS, .take = take_boolean,
		.offset = MEMBER(is_top_only), .schema = boolean_schema,
		.help = "Only terms that stand below no other term.",
	},
	{
		.name = "parent_id", .uses = HSDS_TERMS, .take = take_term,
		.offset = MEMBER(parent), .schema = uuid_schema,
		.help = "Only terms directly below this one.",
	},
	{
		.name = "format", .uses = HSDS_LISTS, .take = take_format,
		.schema = format_schema,
		.help = "`ndjson` gives the whole list, one line for each; "
			"without the parameter, Accept decides.",
	},
	{
		.name = "page", .uses = HSDS_LISTS, .take = take_page,
		.offset = MEMBER(page), .schema = page_schema,
		.help = "The page of the list, from 1. One past the end is "
			"empty.",
	},
	{
		.name = "per_page", .uses = HSDS_LISTS, .take = take_per_page,
		.offset = MEMBER(per_page), .schema = per_page_schema,
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

	if (place == HSDS_PARAMETERS || query->values[place] != NULL ||
	    pair->value[0] == '\0')
		return;
	query->values[place] =
		parameter->take == take_search ? "" : pair->value;
	if ((!pair->is_plain ||
	     !parameter->take(query, parameter->offset, pair->value, arena)) &&
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

bool hsds_query_print(const struct hsds_query *query, long long page,
		      struct buf *out)
{
	if (query->word_count > 0)
		return false;
	for (size_t i = 0; i < HSDS_PARAMETERS; i++) {
		if (query->values[i] == NULL ||
		    hsds_parameters[i].take == take_page ||
		    hsds_parameters[i].take == take_search)
			continue;
		buf_printf(out, "%s%s=", out->length > 0 ? "&" : "",
			   hsds_parameters[i].name);
		url_encode(out, query->values[i]);
	}
	if (page > 1)
		buf_printf(out, "%spage=%lld", out->length > 0 ? "&" : "",
			   page);
	return true;
}

json_t *hsds_query_schema(const char *name)
{
	size_t place = find(HSDS_LISTS | HSDS_ORGANIZATION, name);

	return place < HSDS_PARAMETERS ? hsds_parameters[place].schema() : NULL;
}
