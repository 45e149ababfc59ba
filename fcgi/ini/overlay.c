/* What stands over what, folder by folder. */
#include "ini/overlay.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "ini/overlay-index.h"
#include "text/list.h"
#include "text/spelling.h"
#include "text/typeset.h"

#define SHIPPED "shipped"
#define ALIAS	"alias"

/* What can be hidden, by the key of [hide]. */
static const char *const hidable[] = { "entry", "location" };

struct laying {
	struct ini_file_section **sections;
	struct ini_file_section **order; /* all, as they were read */
	size_t count;
	bool is_overlaid;
	struct overlay_index index; /* empty where nothing is overlaid */
	struct arena *arena;
	struct err *err;
};

static void make_order(struct laying *laying)
{
	struct ini_file_section *section = *laying->sections;
	size_t place = 0;

	for (; section != NULL; section = ini_file_next(section, laying->arena))
		laying->count++;
	laying->order = arena_alloc(
		laying->arena, (laying->count + 1) * sizeof(*laying->order));
	for (section = *laying->sections; section;
	     section = ini_file_next(section, laying->arena)) {
		laying->is_overlaid |= section->folder > 0 ||
				       strcmp(section->kind, OVERLAY_HIDE) == 0;
		laying->order[place++] = section;
	}
	if (laying->is_overlaid)
		laying->index = overlay_index_new(laying->order, laying->count,
						  laying->arena);
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
	struct ini_file_section *first = NULL;

	for (size_t i = 0; i < laying->count && laying->is_overlaid; i++) {
		struct ini_file_section *other = laying->order[i];

		if (section->id != NULL && other->folder < section->folder &&
		    strcmp(other->kind, section->kind) == 0 &&
		    has_alias(other, section->id) &&
		    (first == NULL ||
		     overlay_index_compare(&other, &first) < 0))
			first = other;
	}
	return first;
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
	const struct ini_file_pair *pair = take_key(section, OVERLAY_REPLACES);
	struct ini_file_section *old, *other;
	struct overlay *overlay;
	const char *since;

	if (pair == NULL)
		return NULL;
	since = read_replaces(laying, pair);
	section->is_doubtful = since == NULL;
	old = overlay_index_earlier(&laying->index, section->kind, section->id,
				    section->folder);
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
	size_t size = laying->count * sizeof(*laying->order);
	struct ini_file_section **sorted = arena_alloc(laying->arena, size);

	memcpy(sorted, laying->order, size);
	qsort(sorted, laying->count, sizeof(*sorted), overlay_index_compare);
	for (size_t i = 0; i < laying->count; i++)
		if (strcmp(sorted[i]->kind, pair->name) == 0 &&
		    sorted[i]->id != NULL)
			spelling_try(&spelling, sorted[i]->id);
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
	const struct overlay_index *index = &laying->index;

	for (size_t i = 0; i < index->count; i++)
		if (index->items[i] != section &&
		    overlay_index_compare(&index->items[i], &section) == 0) {
			*other = index->items[i];
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
	struct ini_file_section *section = overlay_index_earlier(
		&laying->index, pair->name, id, hide->folder);
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
	const struct ini_file_section *before = overlay_index_earlier(
		&laying->index, OVERLAY_HIDE, NULL, section->folder + 1);

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

		arena_rest(laying->arena);
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

	make_order(&laying);
	for (size_t i = 0; i < laying.count; i++) {
		struct ini_file_section *section = laying.order[i];

		arena_rest(arena);
		*last = replace(&laying, section);
		if (*last != NULL)
			last = &(*last)->next;
	}
	for (size_t i = 0; i < laying.count; i++) {
		arena_rest(arena);
		if (strcmp(laying.order[i]->kind, OVERLAY_HIDE) == 0)
			hide(&laying, laying.order[i]);
	}
	relink(&laying);
	return overlays;
}
