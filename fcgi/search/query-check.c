/* What a directory must not have, or the parameters would not be understood. */
#include "search/query.h"

#include "directory/references.h"

static void check_name(const struct facet *facet, struct err *err)
{
	if (query_find_parameter(facet->id) < query_parameter_count)
		err_at(err, facet->record->file, facet->record->line,
		       "a facet cannot be called `%s`: that is a parameter of "
		       "every list",
		       facet->id);
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
	}
	arena_free(arena);
}

/* What names no facet would make one more answer of the same bytes. */
void query_check_whole(struct query *query)
{
	const struct directory *directory = query->directory;

	if (query->whole == NULL ||
	    directory_facet(directory, query->whole) < directory->facet_count)
		return;
	if (query->unclear == NULL)
		query->unclear = "terms";
	query->whole = NULL;
}
