/* Faults by folder and by their words without ids. */
#include "check/alike.h"

#include <string.h>
#include <unistd.h>

#include "base/table.h"

#define FEW	    3		  /* so many are told one by one */
#define SOURCE_FILE "_source.ini" /* as the importer writes it */

struct group {
	size_t count, first; /* by number in `found` */
};

struct grouping {
	struct err *found;
	struct arena *arena;
	struct table names; /* words in the scope of their folder */
	struct group *groups;
	size_t *group_of; /* by number in `found`; TABLE_NONE: none */
};

/* The folder of a file where that is an importer's, or NULL. */
static const char *folder_of(const struct grouping *grouping, const char *file)
{
	const char *slash = file != NULL ? strrchr(file, '/') : NULL;
	const char *folder;

	if (slash == NULL)
		return NULL;
	folder = arena_text(grouping->arena, file, (size_t)(slash - file));
	return access(arena_printf(grouping->arena, "%s/" SOURCE_FILE, folder),
		      F_OK) == 0 ?
		       folder :
		       NULL;
}

/* The words with `[entry:...]` in the place of each section. */
static const char *words_of(const char *text, struct arena *arena)
{
	const char *words = "";
	const char *open, *colon, *close;

	while ((open = strchr(text, '[')) != NULL &&
	       (colon = strchr(open, ':')) != NULL &&
	       (close = strchr(open, ']')) != NULL && colon < close) {
		words = arena_printf(arena, "%s%.*s...]", words,
				     (int)(colon + 1 - text), text);
		text = close + 1;
	}
	return arena_printf(arena, "%s%s", words, text);
}

static void sort_in(struct grouping *grouping, size_t number)
{
	const struct err_fault *fault = &grouping->found->faults[number];
	const char *folder = folder_of(grouping, fault->file);
	size_t group;

	grouping->group_of[number] = TABLE_NONE;
	if (folder == NULL)
		return;
	group = table_add(&grouping->names, folder,
			  words_of(fault->text, grouping->arena));
	if (grouping->groups[group].count++ == 0)
		grouping->groups[group].first = number;
	grouping->group_of[number] = group;
}

static void print_group(const struct grouping *grouping, size_t number,
			const char *what, FILE *out)
{
	const struct group *group = &grouping->groups[number];
	const struct err_fault *first = &grouping->found->faults[group->first];
	const char *slash = strrchr(first->file, '/');

	fprintf(out, "%.*s: %s%zu times: %s; first in %s:%d\n",
		(int)(slash - first->file), first->file, what, group->count,
		grouping->names.names[number], slash + 1, first->line);
}

static void print_groups(const struct grouping *grouping, const char *what,
			 FILE *out)
{
	size_t told = 0;

	for (size_t i = 0; i < grouping->names.count; i++)
		if (grouping->groups[i].count > FEW) {
			print_group(grouping, i, what, out);
			told += grouping->groups[i].count;
		}
	if (told > 0)
		fprintf(out,
			"These %zu of imported folders are summed up; --json "
			"lists each\n",
			told);
}

/* What is left, one by one. */
static void keep_others(const struct grouping *grouping)
{
	struct err others = { 0 };

	for (size_t i = 0; i < grouping->found->count; i++) {
		const struct err_fault *fault = &grouping->found->faults[i];
		size_t group = grouping->group_of[i];

		if (group != TABLE_NONE && grouping->groups[group].count > FEW)
			continue;
		if (fault->file == NULL)
			err_plain(&others, "%s", fault->text);
		else
			err_at_column(&others, fault->file, fault->line,
				      fault->column, "%s", fault->text);
	}
	err_free(grouping->found);
	*grouping->found = others;
}

void alike_print(struct err *found, const char *what, FILE *out)
{
	struct arena *arena = arena_new();
	struct grouping grouping = {
		.found = found,
		.arena = arena,
		.names = table_new(64, arena),
		.groups = arena_alloc(arena, (found->count + 1) *
						     sizeof(struct group)),
		.group_of =
			arena_alloc(arena, (found->count + 1) * sizeof(size_t)),
	};

	err_sort(found);
	for (size_t i = 0; i < found->count; i++)
		sort_in(&grouping, i);
	print_groups(&grouping, what, out);
	keep_others(&grouping);
	arena_free(arena);
}
