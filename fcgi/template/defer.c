/* Whether what a model defers is looked into by sections alone. */
#include "template/internal.h"

#include <stdlib.h>

#include "base/alloc.h"

/* A section makes what it looks into; all else would find a number. */
static bool is_for_sections(const struct template_node *node)
{
	bool is_section = node->kind == TEMPLATE_SECTION ||
			  node->kind == TEMPLATE_INVERTED;

	return !node->name.is_deferred || (is_section && node->name.count == 1);
}

/* Whether that holds of a template and of all that it names. `seen` has a flag
 * for each of the set. */
static bool can_defer(const struct template_file *file, bool *seen)
{
	bool can = true;

	if (seen[file->number])
		return true;
	seen[file->number] = true;
	for (size_t i = 0; i < file->count && can; i++) {
		const struct template_node *node = &file->nodes[i];

		can = is_for_sections(node) &&
		      (node->partial == NULL || can_defer(node->partial, seen));
	}
	return can;
}

bool template_can_defer(const struct template_set *set, const char *name)
{
	const struct template_file *file = template_find(set, name);
	bool *seen = alloc_zero((set->count + 1) * sizeof(*seen));
	bool can = file != NULL && can_defer(file, seen);

	free(seen);
	return can;
}
