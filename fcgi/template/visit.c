/* What templates look up. */
#include "template/internal.h"

#include <string.h>

#include "base/buf.h"

#define NAME_ROOM ((size_t)1024)

static void visit_node(const struct template_file *file,
		       const struct template_node *node,
		       template_visitor *visit, void *context)
{
	struct buf name = buf_new(NAME_ROOM);

	if (node->kind == TEMPLATE_PARTIAL)
		buf_printf(&name, ">%s", node->partial->name);
	for (size_t i = 0; i < node->name.count; i++)
		buf_printf(&name, "%s%s", i > 0 ? "." : "",
			   node->name.parts[i]);
	if (name.length > 0)
		visit(file->path, node->line, buf_text(&name), context);
	buf_free(&name);
}

/* Whether a path leads into a folder, which may end in a slash. */
static bool is_in(const char *path, const char *folder)
{
	size_t length = strlen(folder);

	while (length > 0 && folder[length - 1] == '/')
		length--;
	return strncmp(path, folder, length) == 0 && path[length] == '/';
}

void template_visit(const struct template_set *set, const char *folder,
		    template_visitor *visit, void *context)
{
	const struct template_file *file = set->files;

	for (; file != NULL; file = file->next)
		for (size_t i = 0; file->path != NULL && i < file->count &&
				   is_in(file->path, folder);
		     i++)
			visit_node(file, &file->nodes[i], visit, context);
}

bool template_looks_up(const struct template_set *set, const char *name,
		       const char *key)
{
	const struct template_file *file = template_find(set, name);

	for (size_t i = 0; file != NULL && i < file->count; i++) {
		const struct template_name *found = &file->nodes[i].name;

		if (found->count == 1 && strcmp(found->parts[0], key) == 0)
			return true;
	}
	return false;
}
