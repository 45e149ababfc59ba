/* An index by kind, id and folder finds what a section replaces. */
#include "ini/overlay.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "text/list.h"
#include "text/spelling.h"
#include "text/typeset.h"

#define REPLACES "replaces"
#define SHIPPED	 "shipped"
#define HIDE	 "hide"
#define ALIAS	 "alias"

/* What can be hidden, by the key of [hide]. */
static const char *const hidable[] = { "entry", "location" };

struct laying {
	struct ini_file_section **sections;
	struct ini_file_section **order; /* all, as they were read */
	/* The same by kind, id and folder; empty where nothing is overlaid. */
	struct ini_file_section **index;
	size_t count, index_count;
	struct arena *arena;
	struct err *err;
};

static int compare(const void *left, const void *right)
{
	const struct ini_file_section *a =
		*(struct ini_file_section *const *)left;
	const struct ini_file_section *b =
		*(struct ini_file_section *const *)right;
	int order = strcmp(a->kind, b->kind);

	if (order == 0)
		order = strcmp(a->id ? a->id : "", b->id ? b->id : "");
	if (order == 0)
		order = (a->folder > b->folder) - (a->folder < b->folder);
	return order;
}

static void make_index(struct laying *laying)
{
	struct ini_file_section *section = *laying->sections;
	size_t size, place = 0;
	bool is_overlaid = false;

	for (; section != NULL; section = section->next)
		laying->count++;
	size = laying->count * sizeof(*laying->order);
	laying->order = arena_alloc(laying->arena, size);
	for (section = *laying->sections; section; section = section->next) {
		is_overlaid |=
			section->folder > 0 || strcmp(section->kind, HIDE) == 0;
		laying->order[place++] = section;
	}
	if (!is_overlaid)
		return;
	laying->index = arena_alloc(laying->arena, size);
	laying->index_count = laying->count;
	memcpy(laying->index, laying->order, size);
	qsort(laying->index, laying->count, sizeof(*laying->index), compare);
}

/* The section `[kind:id]` of the nearest folder before `folder`, or NULL. */
static struct ini_file_section *earlier(const struct laying *laying,
					const char *kind, const char *id,
					size_t folder)
{
	struct ini_file_section wanted = { .kind = kind,
					   .id = id,
					   .folder = folder };
	struct ini_file_section *key = &wanted, *found;
	size_t low = 0, high = laying->index_count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (compare(&laying->index[middle], &key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0)
		return NULL;
	found = laying->index[low - 1];
	wanted.folder = found->folder;
	return compare(&found, &key) == 0 && found->folder < folder ? found :
								      NULL;
}

const char *overlay_mark(const struct ini_file_section *section,
			 struct arena *arena)
{
	struct digest digest = digest_new();
	unsigned char hash[DIGEST_BYTES];
	char *mark = arena_alloc(arena, DIGEST_WORD);

	for (const struct ini_file_pair *pair = section->pairs; pair != NULL;
	     pair = pair->next) {
		digest_add_text(&digest, pair->name);
		digest_add_text(&digest, pair->value);
	}
	digest_end(&digest, hash);
	digest_word(hash, mark);
	return mark;
}

static struct ini_file_pair *take_key(struct ini_file_section *section,
				      const char *name)
{
	struct ini_file_pair **place = &section->pairs, *pair;

	while (*place != NULL && strcmp((*place)->name, name) != 0)
		place = &(*place)->next;
	pair = *place;
	if (pair != NULL)
		*place = pair->next;
	return pair;
}

/* `shipped` or `shipped | k7m2`; the mark, "" without, NULL when faulty. */
static const char *read_replaces(const struct laying *laying,
				 const struct ini_file_pair *pair)
{
	const char *value = typeset_plain(pair->value, laying->arena);
	size_t length = strlen(SHIPPED);

	if (strcmp(value, SHIPPED) == 0)
		return "";
	if (strncmp(value, SHIPPED " | ", length + 3) == 0)
		return value + length + 3;
	err_at_column(
		laying->err, pair->file, pair->line, pair->column,
		"replaces: `%s` is neither `shipped` nor `shipped | MARK`",
		pair->value);
	return NULL;
}

static bool holds(const char *list, const char *id)
{
	struct list_item item;

	while (list_next_trimmed(&list, ",", &item))
		if (list_item_is(&item, id))
			return true;
	return false;
}

static bool has_alias(const struct ini_file_section *section, const char *id)
{
	const struct ini_file_pair *pair = section->pairs;

	while (pair != NULL &&
	       (strcmp(pair->name, ALIAS) != 0 || !holds(pair->value, id)))
		pair = pair->next;
	return pair != NULL;
}

/* The section of a folder before that took in one of this section's name, or
 * NULL. */
static struct ini_file_section *merged(const struct laying *laying,
				       const struct ini_file_section *section)
{
	for (size_t i = 0; i < laying->index_count; i++) {
		struct ini_file_section *other = laying->index[i];

		if (section->id != NULL && other->folder < section->folder &&
		    strcmp(other->kind, section->kind) == 0 &&
		    has_alias(other, section->id))
			return other;
	}
	return NULL;
}

static struct overlay *new_overlay(const struct laying *laying,
				   const struct ini_file_section *old,
				   const struct ini_file_section *new,
				   const char *since)
{
	struct overlay *overlay = arena_alloc(laying->arena, sizeof(*overlay));

	overlay->old = old;
	overlay->new = new;
	overlay->mark = overlay_mark(old, laying->arena);
	overlay->since = since[0] != '\0' ? since : NULL;
	return overlay;
}

static struct overlay *replace(const struct laying *laying,
			       struct ini_file_section *section)
{
	const struct ini_file_pair *pair = take_key(section, REPLACES);
	struct ini_file_section *old, *other;
	struct overlay *overlay;
	const char *since;

	if (pair == NULL)
		return NULL;
	since = read_replaces(laying, pair);
	section->is_doubtful = since == NULL;
	old = earlier(laying, section->kind, section->id, section->folder);
	other = old == NULL ? merged(laying, section) : NULL;
	if (since != NULL && other != NULL) {
		overlay = new_overlay(laying, other, section, since);
		overlay->is_merged = true;
		return overlay;
	}
	if (since != NULL && old == NULL)
		err_at_column(
			laying->err, pair->file, pair->line, pair->column,
			"replaces: no folder before this one has [%s%s%s]",
			section->kind, section->id ? ":" : "",
			section->id ? section->id : "");
	if (since == NULL || old == NULL)
		return NULL;
	if (old->replacement != NULL) {
		err_at(laying->err, section->file, section->line,
		       "[%s:%s] was replaced before, at %s:%d", section->kind,
		       section->id ? section->id : "", old->replacement->file,
		       old->replacement->line);
		return NULL;
	}
	old->replacement = section;
	section->is_moved = true;
	return new_overlay(laying, old, section, since);
}

/* What can be hidden is called as the key is. */
static void report_missing(const struct laying *laying,
			   const struct ini_file_pair *pair, int column,
			   const char *id)
{
	struct spelling spelling = spelling_of(id);

	for (size_t i = 0; i < laying->index_count; i++)
		if (strcmp(laying->index[i]->kind, pair->name) == 0 &&
		    laying->index[i]->id != NULL)
			spelling_try(&spelling, laying->index[i]->id);
	err_at_column(laying->err, pair->file, pair->line, column,
		      "%s: no folder before this one has [%s:%s]%s%s%s",
		      pair->name, pair->name, id,
		      spelling.nearest ? "; did you mean `" : "",
		      spelling.nearest ? spelling.nearest : "",
		      spelling.nearest ? "`?" : "");
}

/* Why a section that is there cannot be hidden, or NULL; `*other` is then the
 * section to look at. */
static const char *hiding_fault(const struct laying *laying,
				struct ini_file_section *section,
				const struct ini_file_section **other)
{
	for (size_t i = 0; i < laying->index_count; i++)
		if (laying->index[i] != section &&
		    compare(&laying->index[i], &section) == 0) {
			*other = laying->index[i];
			return "stands in its folder twice, also";
		}
	*other = section->replacement;
	if (section->replacement != NULL)
		return "is replaced";
	*other = section;
	return section->is_hidden ? "is hidden already, though" : NULL;
}

static void hide_one(const struct laying *laying,
		     const struct ini_file_section *hide,
		     const struct ini_file_pair *pair, int column,
		     const char *id)
{
	struct ini_file_section *section =
		earlier(laying, pair->name, id, hide->folder);
	const struct ini_file_section *other;
	const char *fault;

	if (section == NULL) {
		report_missing(laying, pair, column, id);
		return;
	}
	fault = hiding_fault(laying, section, &other);
	if (fault != NULL)
		err_at_column(laying->err, pair->file, pair->line, column,
			      "%s: [%s:%s] %s at %s:%d", pair->name, pair->name,
			      id, fault, other->file, other->line);
	section->is_hidden = true;
	section->hider = pair;
	section->hider_column = column;
}

/* `a, b, c` */
static void hide_all(const struct laying *laying,
		     const struct ini_file_section *section,
		     const struct ini_file_pair *pair)
{
	const char *rest = pair->value;
	struct list_item id;

	while (list_next_trimmed(&rest, ",", &id))
		if (id.length == 0)
			err_at_column(laying->err, pair->file, pair->line,
				      pair->column, "%s: an id is empty",
				      pair->name);
		else
			hide_one(laying, section, pair,
				 ini_file_column(pair, id.text),
				 arena_text(laying->arena, id.text, id.length));
}

static bool is_hidable(const char *key)
{
	for (size_t i = 0; i < sizeof(hidable) / sizeof(*hidable); i++)
		if (strcmp(hidable[i], key) == 0)
			return true;
	return false;
}

static void hide(const struct laying *laying, struct ini_file_section *section)
{
	const struct ini_file_section *before =
		earlier(laying, HIDE, NULL, section->folder + 1);

	section->is_hidden = true;
	if (section->id != NULL)
		err_at(laying->err, section->file, section->line,
		       "[hide] takes no id");
	if (before != NULL && before != section &&
	    before->folder == section->folder)
		err_at(laying->err, section->file, section->line,
		       "[hide] stands in this folder twice, also at %s:%d",
		       before->file, before->line);
	for (const struct ini_file_pair *pair = section->pairs; pair != NULL;
	     pair = pair->next)
		if (is_hidable(pair->name))
			hide_all(laying, section, pair);
		else
			err_at(laying->err, pair->file, pair->line,
			       "[hide] has no key `%s`; it has `entry` and "
			       "`location`",
			       pair->name);
}

/* Links the sections anew: each that replaces where the one stood that it
 * replaces, and those that are hidden last, for whoever asks why they are not
 * there. */
static void relink(const struct laying *laying)
{
	struct ini_file_section **tail = laying->sections;
	struct ini_file_section *hidden = NULL;

	for (size_t i = 0; i < laying->count; i++) {
		struct ini_file_section *section = laying->order[i];

		if (section->hider != NULL) {
			section->next = hidden;
			hidden = section;
		}
		if (section->is_hidden || section->is_moved)
			continue;
		while (section->replacement != NULL)
			section = section->replacement;
		if (section->is_hidden)
			continue;
		*tail = section;
		tail = &section->next;
	}
	*tail = hidden;
}

const struct overlay *overlay_apply(struct ini_file_section **sections,
				    struct arena *arena, struct err *err)
{
	struct laying laying = { .sections = sections,
				 .arena = arena,
				 .err = err };
	struct overlay *overlays = NULL, **last = &overlays;

	make_index(&laying);
	for (size_t i = 0; i < laying.count; i++) {
		struct ini_file_section *section = laying.order[i];

		*last = replace(&laying, section);
		if (*last != NULL)
			last = &(*last)->next;
	}
	for (size_t i = 0; i < laying.count; i++)
		if (strcmp(laying.order[i]->kind, HIDE) == 0)
			hide(&laying, laying.order[i]);
	relink(&laying);
	return overlays;
}
