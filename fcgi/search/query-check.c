/* What a directory must not have, or the parameters would not be understood. */
#include "search/query.h"

#include <string.h>

#include "directory/place-terms.h"
#include "directory/references.h"
#include "text/list.h"
#include "text/spelling.h"
#include "text/url.h"

static void check_name(const struct facet *facet, struct err *err)
{
	if (query_find_parameter(facet->id) < query_parameter_count)
		err_at(err, facet->record->file, facet->record->line,
		       "a facet cannot be called `%s`: that is a parameter of "
		       "every list",
		       facet->id);
}

static void report_place(const struct directory *directory, const char *id,
			 const struct value *filter, struct err *err)
{
	size_t place = directory_facet(directory, VOCABULARY_PLACE);
	const struct facet *facet = &directory->facets[place];
	struct spelling spelling = spelling_of(id);

	for (size_t i = 0; place < directory->facet_count && i < facet->count;
	     i++)
		spelling_try(&spelling, directory->terms[facet->first + i].id);
	err_at_column(err, filter->file, filter->line, filter->column,
		      "filter: no [location:ID] is in `%s`%s%s%s", id,
		      spelling.nearest ? "; did you mean `" : "",
		      spelling.nearest ? spelling.nearest : "",
		      spelling.nearest ? "`?" : "");
}

/* Whether the term is there, or would be if an entry named the place: who hides
 * one takes somebody out of danger, and no start link is in the way of that. */
static bool is_known(const struct directory *directory, size_t facet,
		     const char *id)
{
	return (facet < directory->facet_count &&
		directory_term(directory, facet, id) != TERM_NONE) ||
	       place_terms_are_known(directory->collection, id);
}

/* The places that a start link names. They are made, so no section is one. */
static void check_places(const struct directory *directory,
			 const struct value *filter, struct arena *arena,
			 struct err *err)
{
	size_t facet = directory_facet(directory, VOCABULARY_PLACE);
	const char *rest = filter->text;
	struct url_pair pair;
	struct list_item id;

	if (facet < directory->facet_count &&
	    directory->facets[facet].record != NULL)
		return;
	while (url_next_pair(&rest, arena, &pair))
		while (strcmp(pair.name, VOCABULARY_PLACE) == 0 &&
		       list_next_trimmed(&pair.value, ",", &id)) {
			const char *text =
				arena_text(arena, id.text, id.length);

			if (!is_known(directory, facet, text))
				report_place(directory, text, filter, err);
		}
}

void query_check(const struct directory *directory, struct err *err)
{
	struct arena *arena = arena_new();

	for (size_t i = 0; i < directory->facet_count; i++)
		if (directory->facets[i].record != NULL)
			check_name(&directory->facets[i], err);
	for (size_t i = 0; i < directory->start_count; i++) {
		const struct value *filter =
			record_value(directory->starts[i], START_FILTER);
		const struct query *query =
			query_parse(directory, filter->text, arena);

		/* A term that is there and has no entry is not at fault. */
		if (query->unclear == NULL &&
		    (query->chosen_count == 0 || query->is_here))
			references_report_filter(filter, err);
		check_places(directory, filter, arena, err);
	}
	arena_free(arena);
}

long long query_terms_pages(size_t count)
{
	const size_t per_page = QUERY_TERMS_PER_PAGE;

	return count <= QUERY_WHOLE_MOST ?
		       1 :
		       (long long)((count + per_page - 1) / per_page);
}

static void forget_whole(struct query *query)
{
	if (query->unclear == NULL)
		query->unclear = "terms";
	query->whole = NULL;
}

static void forget_terms_page(struct query *query)
{
	if (query->unclear == NULL)
		query->unclear = "terms_page";
	query->terms_page = 1;
}

/* What names no facet, or no page of its terms, would make one more answer of
 * the same bytes. */
void query_check_whole(struct query *query)
{
	const struct directory *directory = query->directory;
	size_t facet = directory->facet_count, count = 0;

	if (!query->is_here)
		query->keep = NULL;
	if (query->whole != NULL)
		facet = directory_facet(directory, query->whole);
	if (facet < directory->facet_count)
		count = directory->facets[facet].count;
	else if (query->whole != NULL)
		forget_whole(query);
	if (query->terms_page > query_terms_pages(count))
		forget_terms_page(query);
}

/* Whether there are places that not everybody may know decides nothing here. */
void query_check_name(struct query *query, const char *name, const char *value)
{
	if (query->unclear == NULL && name != NULL && value[0] != '\0' &&
	    strcmp(name, VOCABULARY_PLACE) == 0)
		query->unclear = VOCABULARY_PLACE;
}
