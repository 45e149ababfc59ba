/* Whom the start links lead to. */
#include <stdbool.h>

#include "base/arena.h"
#include "check/lint.h"
#include "search/facet-search.h"
#include "search/need.h"

/* Whether a reader under this wish sees a number of the entry. */
static bool shows_number(const struct query *query, const struct entry *entry)
{
	for (size_t i = 0; i < entry->phone_count; i++)
		if (need_shows(query, entry->phones[i]) &&
		    entry_phone_is_dialed(entry->phones[i]))
			return true;
	return false;
}

/* Whether one of the lines is a help line that is offered under the wish. */
static bool offers_help(const struct query *query,
			const struct phone *const *lines, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (lines[i]->is_help && need_offers(query, lines[i]))
			return true;
	return false;
}

/* Whether who follows a start link sees the number of a help line first. */
static bool leads_to_help(const struct query *query,
			  const struct results *results)
{
	const struct directory *directory = query->directory;

	for (size_t i = 0; i < results->count; i++)
		if (need_of(query, results->entries[i]) == NEED_HELP)
			return true;
	return offers_help(query, directory->crisis, directory->crisis_count) ||
	       offers_help(query, directory->lines, directory->line_count);
}

/* Why who follows a start link is left alone, or NULL. */
static const char *start_fault(const struct query *query, bool has_help)
{
	const struct results *results = facet_search(query);
	bool has_number = false;

	if (results->count == 0)
		return "finds nothing";
	if (leads_to_help(query, results))
		return NULL;
	for (size_t i = 0; i < results->count && !has_number; i++)
		has_number = shows_number(query, results->entries[i]);
	if (!has_number)
		return "finds no phone number";
	return has_help ? "leads to no help line first; `fits` of a line under "
			  "[directory] says what it is offered for" :
			  NULL;
}

/* Whether some line is marked as one that helps. */
static bool has_help_line(const struct directory *directory)
{
	for (size_t i = 0; i < directory->phone_count; i++)
		if (directory->phones[i]->is_help)
			return true;
	return false;
}

void lint_check_starts(const struct directory *directory, struct err *warnings)
{
	struct arena *arena = arena_new();
	bool has_help = has_help_line(directory);

	if (directory->start_count > 0 && !has_help)
		err_at(warnings, directory->about->file, directory->about->line,
		       "no [answered-by] of a phone says `help = yes`, so the "
		       "start links lead to no help line first");
	for (size_t i = 0; i < directory->start_count; i++) {
		const struct value *filter =
			record_value(directory->starts[i], START_FILTER);
		const struct query *query =
			query_parse(directory, filter->text, arena);
		const char *fault = query->unclear == NULL ?
					    start_fault(query, has_help) :
					    "finds nothing";

		if (fault != NULL)
			err_at_column(warnings, filter->file, filter->line,
				      filter->column, "filter: `%s` %s",
				      filter->text, fault);
	}
	arena_free(arena);
}
