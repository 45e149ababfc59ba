/* Whether what a model defers is looked into by sections alone. */
#include "template/internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

/* JSON is put in whole, and no section looks into it. */
static bool is_json(const struct template_file *file, size_t place)
{
	for (size_t i = place + 1; i < file->nodes[place].end; i++)
		if (file->nodes[i].kind != TEMPLATE_TEXT &&
		    file->nodes[i].kind != TEMPLATE_JSON)
			return false;
	return true;
}

/* A section makes what it looks into; all else would find a number. */
static bool can_defer_at(const struct template_file *file, size_t place)
{
	const struct template_node *node = &file->nodes[place];

	if (!node->name.is_deferred || node->kind == TEMPLATE_JSON)
		return true;
	if (node->name.count > 1 || node->kind == TEMPLATE_VALUE)
		return false;
	return node->kind == TEMPLATE_INVERTED ||
	       strcmp(node->name.parts[0], TEMPLATE_JSON_NAME) != 0 ||
	       is_json(file, place);
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

		can = can_defer_at(file, i) &&
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
