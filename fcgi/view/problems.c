/* What programs learn of a fault. */
#include <string.h>

#include "document/document.h"
#include "document/parameter.h"
#include "document/problem.h"
#include "hsds/hsds.h"
#include "view/formats.h"

/* Of the parameter for words. */
static void say_no_search(const struct view_args *args, const char *words,
			  const char *name, json_t *problem)
{
	if (strcmp(name, words) == 0 && args->edition->index == NULL)
		document_text(problem, "detail",
			      edition_word(args->edition, "no_search"));
}

json_t *problem_model(const struct view_args *args)
{
	json_t *problem = problem_new(args->edition, args->status, args->place);
	const char *name = args->query->unclear;

	if (args->status != 400 || name == NULL)
		return problem;
	problem_blame(problem, name,
		      parameter_schema(args->edition->directory, name));
	say_no_search(args, "q", name, problem);
	return problem;
}

/* A format that is not there is refused before anything else is read. */
json_t *hsds_problem_model(const struct view_args *args)
{
	json_t *problem = problem_new(args->edition, args->status, args->place);
	const char *name = args->hsds != NULL ? args->hsds->unclear : "format";
	json_t *schema;

	if (args->status != 400)
		return problem;
	schema = hsds_query_schema(args->edition->directory, name);
	if (schema == NULL)
		schema = parameter_schema(args->edition->directory, name);
	problem_blame(problem, name, schema);
	say_no_search(args, "search", name, problem);
	return problem;
}
