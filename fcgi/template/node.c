/* The set in which compiled templates are found. */
#include "template/node.h"

#include <string.h>

struct template_name template_name_split(struct arena *arena, const char *text)
{
	char *rest = arena_text(arena, text, strlen(text)), *part;
	size_t most = strlen(text) / 2 + 1;
	struct template_name name = {
		.parts = arena_alloc(arena, most * sizeof(*name.parts)),
	};

	while ((part = strsep(&rest, ".")) != NULL)
		if (*part != '\0')
			name.parts[name.count++] = part;
	return name;
}

struct template_file *template_find(const struct template_set *set,
				    const char *name)
{
	for (struct template_file *file = set->files; file != NULL;
	     file = file->next)
		if (strcmp(file->name, name) == 0)
			return file;
	return NULL;
}

struct template_file *template_named(struct template_set *set, const char *name)
{
	struct template_file *file = template_find(set, name);

	if (file != NULL)
		return file;
	file = arena_alloc(set->arena, sizeof(*file));
	file->name = arena_text(set->arena, name, strlen(name));
	file->number = set->count++;
	file->next = set->files;
	set->files = file;
	return file;
}
