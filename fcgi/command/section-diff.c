/* Both sets are sorted, so that what belongs together meets. */
#include "command/section-diff.h"

#include <stdlib.h>
#include <string.h>

#define PHONE  "phone"
#define NUMBER "number"

/* What is to be read first. */
enum rank { RANK_NUMBER, RANK_ALL_PAGES, RANK_PHONE, RANK_ENTRY, RANK_REST };

struct side {
	const struct ini_file_section **items;
	size_t count;
};

static const char *id_of(const struct ini_file_section *section)
{
	return section->id != NULL ? section->id : "";
}

/* What has no id stands once in each folder. */
static int compare(const struct ini_file_section *a,
		   const struct ini_file_section *b)
{
	int order = strcmp(a->kind, b->kind);

	if (order == 0)
		order = strcmp(id_of(a), id_of(b));
	if (order == 0 && a->id == NULL)
		order = (a->folder > b->folder) - (a->folder < b->folder);
	return order;
}

static int by_name(const void *a, const void *b)
{
	return compare(*(const struct ini_file_section *const *)a,
		       *(const struct ini_file_section *const *)b);
}

/* What is hidden is not there, and what hides it says nothing else. */
static bool is_seen(const struct ini_file_section *section)
{
	return !section->is_lost && !section->is_hidden &&
	       section->hider == NULL && strcmp(section->kind, "hide") != 0;
}

static struct side side_of(const struct ini_file_section *first,
			   struct arena *arena)
{
	struct side side = { 0 };
	size_t room = 1;

	for (const struct ini_file_section *one = first; one != NULL;
	     one = one->next)
		room++;
	side.items = arena_alloc(arena, room * sizeof(*side.items));
	for (; first != NULL; first = first->next)
		if (is_seen(first))
			side.items[side.count++] = first;
	qsort(side.items, side.count, sizeof(*side.items), by_name);
	return side;
}

static const struct ini_file_pair *pairs_of(
	const struct ini_file_section *section)
{
	return section != NULL ? section->pairs : NULL;
}

static bool has(const struct ini_file_pair *pair, const char *name,
		const char *value)
{
	while (pair != NULL &&
	       (strcmp(pair->name, name) != 0 ||
		(value != NULL && strcmp(pair->value, value) != 0)))
		pair = pair->next;
	return pair != NULL;
}

static const struct ini_file_pair *next_of(const struct ini_file_pair *pair,
					   const char *name)
{
	while (pair != NULL && strcmp(pair->name, name) != 0)
		pair = pair->next;
	return pair;
}

/* Whether the key has the same values in both, in the same order. */
static bool is_same_key(const struct ini_file_pair *a,
			const struct ini_file_pair *b, const char *name)
{
	a = next_of(a, name);
	b = next_of(b, name);
	while (a != NULL && b != NULL && strcmp(a->value, b->value) == 0) {
		a = next_of(a->next, name);
		b = next_of(b->next, name);
	}
	return a == NULL && b == NULL;
}

static bool is_same(const struct ini_file_section *a,
		    const struct ini_file_section *b)
{
	for (const struct ini_file_pair *pair = a->pairs; pair != NULL;
	     pair = pair->next)
		if (!is_same_key(a->pairs, b->pairs, pair->name))
			return false;
	for (const struct ini_file_pair *pair = b->pairs; pair != NULL;
	     pair = pair->next)
		if (!has(a->pairs, pair->name, NULL))
			return false;
	return true;
}

static enum rank rank_of(const struct ini_file_section *old,
			 const struct ini_file_section *new)
{
	const struct ini_file_section *one = new != NULL ? new : old;

	if (strcmp(one->kind, PHONE) == 0)
		return is_same_key(pairs_of(old), pairs_of(new), NUMBER) ?
			       RANK_PHONE :
			       RANK_NUMBER;
	if (strcmp(one->kind, "directory") == 0)
		return RANK_ALL_PAGES;
	return strcmp(one->kind, "entry") == 0 ? RANK_ENTRY : RANK_REST;
}

/* The values of the key that the other side lacks; all of them where only their
 * order is another. */
static void print_values(const char *what, const struct ini_file_pair *pairs,
			 const struct ini_file_pair *others, const char *name,
			 struct buf *out)
{
	bool is_any = false;

	for (const struct ini_file_pair *pair = next_of(pairs, name);
	     pair != NULL; pair = next_of(pair->next, name))
		is_any |= !has(others, name, pair->value);
	for (const struct ini_file_pair *pair = next_of(pairs, name);
	     pair != NULL; pair = next_of(pair->next, name))
		if (!is_any || !has(others, name, pair->value))
			buf_printf(out, "    %s: %s\n", what, pair->value);
	if (next_of(pairs, name) == NULL)
		buf_printf(out, "    %s: nothing\n", what);
}

static void print_key(const struct ini_file_section *old,
		      const struct ini_file_section *new, const char *name,
		      struct buf *out)
{
	if (is_same_key(old->pairs, new->pairs, name))
		return;
	buf_printf(out, "  %s\n", name);
	print_values("was", old->pairs, new->pairs, name, out);
	print_values("now", new->pairs, old->pairs, name, out);
}

static bool is_first_of_name(const struct ini_file_pair *first,
			     const struct ini_file_pair *pair)
{
	return next_of(first, pair->name) == pair;
}

/* The number first, as everywhere. */
static void print_keys(const struct ini_file_section *old,
		       const struct ini_file_section *new, struct buf *out)
{
	print_key(old, new, NUMBER, out);
	for (const struct ini_file_pair *pair = old->pairs; pair != NULL;
	     pair = pair->next)
		if (is_first_of_name(old->pairs, pair) &&
		    strcmp(pair->name, NUMBER) != 0)
			print_key(old, new, pair->name, out);
	for (const struct ini_file_pair *pair = new->pairs; pair != NULL;
	     pair = pair->next)
		if (is_first_of_name(new->pairs, pair) &&
		    !has(old->pairs, pair->name, NULL) &&
		    strcmp(pair->name, NUMBER) != 0)
			print_key(old, new, pair->name, out);
}

static void print_header(const struct ini_file_section *section,
			 const char *what, struct buf *out)
{
	static const char *const names[] = { "name", "purpose", "title" };
	const struct ini_file_pair *name = NULL;

	for (size_t i = 0; i < 3 && name == NULL; i++)
		name = next_of(section->pairs, names[i]);
	buf_printf(out, "\n[%s%s%s]%s%s%s\n", section->kind,
		   section->id != NULL ? ":" : "", id_of(section), what,
		   name != NULL ? ": " : "", name != NULL ? name->value : "");
}

static void print_all(const struct ini_file_section *section, struct buf *out)
{
	for (const struct ini_file_pair *pair = section->pairs; pair != NULL;
	     pair = pair->next)
		buf_printf(out, "  %s = %s\n", pair->name, pair->value);
}

static void print_section(const struct ini_file_section *old,
			  const struct ini_file_section *new, struct buf *out)
{
	print_header(new != NULL ? new : old,
		     old == NULL ? " is new" :
		     new == NULL ? " is gone" :
				   "",
		     out);
	if (old != NULL && new != NULL)
		print_keys(old, new, out);
	else
		print_all(new != NULL ? new : old, out);
}

static size_t print_rank(const struct side *old, const struct side *new,
			 enum rank rank, struct buf *out)
{
	size_t i = 0, j = 0, count = 0;

	while (i < old->count || j < new->count) {
		int order =
			i == old->count ? 1 :
			j == new->count ? -1 :
					  compare(old->items[i], new->items[j]);
		const struct ini_file_section *a =
			order <= 0 ? old->items[i] : NULL;
		const struct ini_file_section *b =
			order >= 0 ? new->items[j] : NULL;

		i += order <= 0;
		j += order >= 0;
		if ((a != NULL && b != NULL && is_same(a, b)) ||
		    rank_of(a, b) != rank)
			continue;
		print_section(a, b, out);
		count++;
	}
	return count;
}

size_t section_diff_print(const struct ini_file_section *old,
			  const struct ini_file_section *new,
			  struct arena *arena, struct buf *out)
{
	const struct side before = side_of(old, arena);
	const struct side now = side_of(new, arena);
	size_t count = 0;

	for (int rank = RANK_NUMBER; rank <= RANK_REST; rank++)
		count += print_rank(&before, &now, (enum rank)rank, out);
	return count;
}
