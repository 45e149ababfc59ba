/* The command `check --unreviewed`: a page for a speaker, who need not know
 * this program. */
#include <string.h>
#include <sysexits.h>

#include "app/generation.h"
#include "check/source-excerpt.h"
#include "command/commands.h"
#include "command/unread.h"

#define TEMPLATE "speaker"

static const char *const titles[UNREAD_GROUPS] = {
	[UNREAD_SAFETY] = "speaker_safety",
	[UNREAD_CAUTION] = "speaker_caution",
	[UNREAD_WHO] = "speaker_who",
	[UNREAD_PHONES] = "speaker_phones",
	[UNREAD_WORDS] = "speaker_words",
	[UNREAD_FILTERS] = "speaker_filters",
	[UNREAD_ENTRIES] = "speaker_entries",
};

static json_t *row_of(const struct unread *item)
{
	return json_pack("{ss ss ss ss}", "key", item->key, "mark", item->mark,
			 "text", item->original, "translation",
			 item->translation);
}

static json_t *group_of(const struct edition *edition,
			const struct unread_list *list, enum unread_group group)
{
	json_t *rows = json_array();

	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].group == group && !list->items[i].is_read)
			json_array_append_new(rows, row_of(&list->items[i]));
	return json_pack(
		"{sO so}", "title",
		json_object_get(edition->locale->marked, titles[group]), "rows",
		rows);
}

static json_t *model_of(const struct edition *edition, struct arena *arena)
{
	const struct unread_list list = unread_find(edition, arena);
	const struct locale *locale = edition->locale;
	json_t *groups = json_array();

	for (int group = 0; group < UNREAD_GROUPS; group++) {
		json_t *one =
			group_of(edition, &list, (enum unread_group)group);

		if (json_array_size(json_object_get(one, "rows")) > 0)
			json_array_append_new(groups, one);
		else
			json_decref(one);
	}
	return json_pack("{ss ss ss s{ss ss ss} ss sO so}", "lang", locale->tag,
			 "dir", locale->direction, "name", locale->name,
			 "original", "lang", edition->original->tag, "dir",
			 edition->original->direction, "name",
			 edition->original->name, "today", edition->today,
			 "words", locale->marked, "groups", groups);
}

static int print(const struct edition *first, const char *language,
		 struct buf *out, struct err *err)
{
	const struct edition *edition = edition_in(first, language);
	struct arena *arena;
	json_t *model;

	if (strcmp(edition->locale->tag, language) != 0 ||
	    edition->locale == edition->original)
		return err_plain(err,
				 "`%s` is no further language of the "
				 "directory; `languages` under [directory] "
				 "names them",
				 language) == 0 ?
			       EX_OK :
			       EX_DATAERR;
	arena = arena_new();
	model = model_of(edition, arena);
	template_render(edition->templates, TEMPLATE, model, out);
	json_decref(model);
	arena_free(arena);
	return EX_OK;
}

int check_unreviewed_run(const struct options *options, struct buf *out,
			 struct err *err)
{
	struct err faults = { 0 };
	struct generation *generation = generation_new(
		options->file, options->overrides, NULL, &faults);
	int code;

	if (generation != NULL) {
		code = print(generation_edition(generation, true),
			     options->language, out, err);
	} else {
		source_excerpt_print(&faults, "", stderr);
		code = options_fault_code(options);
	}
	generation_release(generation);
	err_free(&faults);
	return code;
}
