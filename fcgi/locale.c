/* The words of the interface. */
#include "locale.h"

#include <string.h>

#include "arena.h"
#include "inifile.h"

static void take(json_t *texts, const struct inifile_section *section,
		 struct arena *arena, struct err *err)
{
	const struct inifile_pair *pair = section->pairs;

	if (strcmp(section->kind, "text") != 0 || section->id != NULL)
		err_at(err, section->file, section->line,
		       "only [text] can stand in this file");
	for (; pair != NULL; pair = pair->next) {
		char *name = arena_text(arena, pair->name, strlen(pair->name));

		for (char *at = name; *at != '\0'; at++)
			if (*at == '-')
				*at = '_';
		if (json_object_get(texts, name) != NULL)
			err_at(err, pair->file, pair->line,
			       "`%s` stands here a second time", pair->name);
		json_object_set_new(texts, name, json_string(pair->value));
	}
}

json_t *locale_load(const char *folder, const char *lang, struct err *err)
{
	struct arena *arena = arena_new();
	struct inifile_section *sections = NULL, **tail = &sections;
	json_t *texts = json_object();
	size_t faults = err->count;

	inifile_read(arena_printf(arena, "%s/%s.ini", folder, lang), arena,
		     &tail, err);
	for (; sections != NULL; sections = sections->next)
		take(texts, sections, arena, err);
	arena_free(arena);
	if (err->count == faults)
		return texts;
	json_decref(texts);
	return NULL;
}
