/* By kind and id. */
#include "import/former.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "import/writing.h"
#include "text/date.h"
#include "text/list.h"

#define FILE_BYTES ((size_t)256 * 1024 * 1024)
#define SINCE	   "Not in the source since "

/* The line at `*rest`, without its end, and moves behind it; NULL at the end.
 * Changes the bytes. */
static char *next_line(char **rest)
{
	char *line = *rest;
	size_t length = strcspn(line, "\n");

	if (line[0] == '\0')
		return NULL;
	*rest = line + length + (line[length] == '\n');
	line[length] = '\0';
	return line;
}

/* Keeps the ids of sections before which stands what the source calls them. */
static void keep_keys(char *text, struct harvest *harvest)
{
	const char *key = NULL;
	char *line, *id, *end;

	while ((line = next_line(&text)) != NULL) {
		id = line[0] == '[' ? strchr(line, ':') : NULL;
		end = id != NULL ? strchr(id, ']') : NULL;
		if (key != NULL && end != NULL) {
			*id = '\0';
			*end = '\0';
			harvest_keep_id(harvest, line + 1, key, id + 1);
		}
		key = strncmp(line, WRITING_KEY, strlen(WRITING_KEY)) == 0 ?
			      line + strlen(WRITING_KEY) :
			      NULL;
	}
}

static void keep_keys_of(const char *folder, struct harvest *harvest)
{
	struct file_names files = { 0 };
	struct err ignored = { 0 };
	size_t length;

	file_list(folder, ".ini", &files, &ignored);
	for (size_t i = 0; i < files.count; i++) {
		const char *path = arena_printf(harvest->texts, "%s/%s", folder,
						files.items[i]);
		char *text = file_read(path, FILE_BYTES, &length, &ignored);

		if (text != NULL)
			keep_keys(text, harvest);
		free(text);
	}
	file_names_free(&files);
	err_free(&ignored);
}

void former_keep_ids(const struct former *former, struct harvest *harvest)
{
	if (former->folder != NULL)
		keep_keys_of(former->folder, harvest);
	for (const struct ini_file_section *at = former->sections; at != NULL;
	     at = at->next) {
		const char *uuid = ini_file_value(at, "uuid");

		if (uuid != NULL && at->id != NULL)
			harvest_keep_id(harvest, at->kind, uuid, at->id);
	}
}

/* The day since when it is not there, or NULL. */
static const char *since(const struct ini_file_section *section)
{
	for (const struct ini_file_pair *pair = section->pairs; pair != NULL;
	     pair = pair->next)
		if (strcmp(pair->name, "internal-note") == 0 &&
		    strncmp(pair->value, SINCE, strlen(SINCE)) == 0)
			return pair->value + strlen(SINCE);
	return NULL;
}

static bool is_used_in(const struct ini_file_section *section,
		       const struct ini_file_section *gone)
{
	struct list_item item;

	if (section->id != NULL && strcmp(section->kind, gone->kind) == 0 &&
	    strcmp(section->id, gone->id) == 0)
		return true;
	for (const struct ini_file_pair *pair = section->pairs; pair != NULL;
	     pair = pair->next) {
		const char *value = pair->value;

		while (list_next_word(&value, ",&=: ", &item))
			if (list_item_is(&item, gone->id))
				return true;
	}
	return false;
}

static bool is_used(const struct ini_file_section *others,
		    const struct ini_file_section *gone)
{
	for (; others != NULL; others = others->next)
		if (is_used_in(others, gone))
			return true;
	return false;
}

static bool is_entry(const struct ini_file_section *section)
{
	return strcmp(section->kind, "entry") == 0;
}

static bool is_phone(const struct ini_file_section *section)
{
	return strcmp(section->kind, "phone") == 0;
}

/* The entries of the last import that are internal, or stand below one. */
static struct table internal_of(const struct former *former,
				struct arena *arena)
{
	struct table internal = table_new(64, arena);
	size_t before;

	do {
		before = internal.count;
		for (const struct ini_file_section *at = former->sections;
		     at != NULL; at = at->next) {
			const char *own = ini_file_value(at, "visibility");
			const char *parent = ini_file_value(at, "parent");

			if (at->id != NULL && is_entry(at) &&
			    ((own != NULL && strcmp(own, "internal") == 0) ||
			     (parent != NULL &&
			      table_find(&internal, "", parent) != TABLE_NONE)))
				table_add(&internal, "", at->id);
		}
	} while (internal.count > before);
	return internal;
}

/* What still says what it was, so that who had it finds that it is gone. The
 * source may be called otherwise by now, and what was internal stays so. */
static void keep(const struct former *former, struct harvest *harvest,
		 const struct ini_file_section *gone, const char *day)
{
	static const char *const kept[] = { "name", "kind", "summary", "uuid" };
	struct harvest_section *section =
		harvest_add(harvest, harvest->entry, NULL, gone->id, NULL);

	section->id = arena_text(harvest->arena, gone->id, strlen(gone->id));
	section->key = harvest_kept_key(harvest, gone->kind, gone->id);
	for (size_t i = 0; i < sizeof(kept) / sizeof(*kept); i++) {
		const char *value = ini_file_value(gone, kept[i]);

		if (value != NULL)
			harvest_put(harvest, section, kept[i], value, NULL);
	}
	harvest_put(harvest, section, "comes-from", former->source, NULL);
	if (table_find(&former->internal, "", gone->id) != TABLE_NONE)
		harvest_put(harvest, section, "visibility", "internal", NULL);
	harvest_put(harvest, section, "status", "inactive", NULL);
	harvest_put(harvest, section, "internal-note",
		    arena_printf(harvest->arena, SINCE "%s", day), NULL);
}

static void judge(struct former *former, struct harvest *harvest,
		  const struct ini_file_section *gone,
		  const struct ini_file_section *others, const char *today)
{
	const char *day = is_entry(gone) ? since(gone) : NULL;

	if (day == NULL && is_entry(gone)) {
		former->vanished++;
		harvest->report->removed++;
		day = today;
	}
	former->phones_vanished += is_phone(gone);
	if (former->used == NULL && (!is_entry(gone) || day == today) &&
	    is_used(others, gone))
		former->used = arena_printf(harvest->arena, "[%s:%s]",
					    gone->kind, gone->id);
	if (is_entry(gone) && date_days(day, today) <= former->kept_days)
		keep(former, harvest, gone, day);
}

/* How many entries of the harvest were not there before. */
static size_t count_new(const struct former *former,
			const struct harvest *harvest)
{
	struct table before = table_new(harvest->count, harvest->texts);
	size_t count = 0;

	for (const struct ini_file_section *at = former->sections; at != NULL;
	     at = at->next)
		if (at->id != NULL && is_entry(at))
			table_add(&before, "", at->id);
	for (const struct harvest_section *at = harvest->first; at != NULL;
	     at = at->next)
		count += at->kind == harvest->entry &&
			 table_find(&before, "", at->id) == TABLE_NONE;
	return count;
}

void former_compare(struct former *former, struct harvest *harvest,
		    const struct ini_file_section *others, const char *today)
{
	struct table now = table_new(harvest->count, harvest->texts);

	former->internal = internal_of(former, harvest->arena);
	harvest->report->added = count_new(former, harvest);
	for (const struct harvest_section *at = harvest->first; at != NULL;
	     at = at->next)
		table_add(&now, at->kind->name, at->id);
	for (const struct ini_file_section *at = former->sections; at != NULL;
	     at = at->next) {
		former->entries += is_entry(at) && since(at) == NULL;
		former->phones += is_phone(at);
		if (at->id != NULL && strcmp(at->kind, "source") != 0 &&
		    table_find(&now, at->kind, at->id) == TABLE_NONE)
			judge(former, harvest, at, others, today);
	}
}
