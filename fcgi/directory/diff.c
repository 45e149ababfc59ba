/* A line for each difference, phones of every page first. */
#include "directory/diff.h"

#include <stdbool.h>
#include <string.h>

static const char *name_of(const struct entry *entry)
{
	return record_text(entry->record, ENTRY_NAME);
}

static const char *place_of(const struct entry *entry)
{
	return entry->above != NULL ? name_of(entry->above) : "the top";
}

static void entry_line(const char *what, const struct entry *entry,
		       struct buf *out)
{
	buf_printf(out, "entry %s: %s (%s)\n", what, name_of(entry), entry->id);
}

static void compare_entries(const struct entry *old, const struct entry *new,
			    struct buf *out)
{
	if (strcmp(name_of(old), name_of(new)) != 0)
		buf_printf(out, "entry renamed: %s is now %s (%s)\n",
			   name_of(old), name_of(new), new->id);
	if (strcmp(place_of(old), place_of(new)) != 0)
		buf_printf(out, "entry moved: %s (%s), from %s to %s\n",
			   name_of(new), new->id, place_of(old), place_of(new));
}

static void print_entries(const struct directory *old,
			  const struct directory *new, struct buf *out)
{
	size_t i = 0, j = 0;

	while (i < old->entry_count || j < new->entry_count) {
		int order = i == old->entry_count ? 1 :
			    j == new->entry_count ? -1 :
						    strcmp(old->by_id[i]->id,
							   new->by_id[j]->id);

		if (order < 0)
			entry_line("removed", old->by_id[i], out);
		else if (order > 0)
			entry_line("added", new->by_id[j], out);
		else
			compare_entries(old->by_id[i], new->by_id[j], out);
		i += order <= 0;
		j += order >= 0;
	}
}

static bool shows(const struct entry *entry, const struct phone *phone)
{
	for (size_t i = 0; i < entry->phone_count; i++)
		if (entry->phones[i] == phone)
			return true;
	return false;
}

static void print_users(const struct directory *directory,
			const struct phone *phone, struct buf *out)
{
	const char *gap = "; shown by ";

	for (size_t i = 0; i < directory->crisis_count; i++)
		if (directory->crisis[i] == phone)
			buf_puts(out, "; on every page");
	for (size_t i = 0; i < directory->entry_count; i++) {
		if (!shows(directory->entries[i], phone))
			continue;
		buf_printf(out, "%s%s", gap, directory->entries[i]->id);
		gap = ", ";
	}
	buf_puts(out, "\n");
}

static void phone_line(const char *what, const struct directory *directory,
		       const struct phone *phone, struct buf *out)
{
	buf_printf(out, "phone %s: %s (%s)", what, phone->number.shown,
		   phone->id);
	print_users(directory, phone, out);
}

static void compare_phones(const struct phone *old,
			   const struct directory *directory,
			   const struct phone *new, struct buf *out)
{
	if (strcmp(old->number.dialed, new->number.dialed) != 0) {
		buf_printf(out, "phone changed: %s is now %s (%s)",
			   old->number.shown, new->number.shown, new->id);
		print_users(directory, new, out);
	}
	if (strcmp(old->answered_by->id, new->answered_by->id) != 0)
		phone_line("answered by others", directory, new, out);
}

static void print_phones(const struct directory *old,
			 const struct directory *new, struct buf *out)
{
	size_t i = 0, j = 0;

	while (i < old->phone_count || j < new->phone_count) {
		int order = i == old->phone_count ? 1 :
			    j == new->phone_count ? -1 :
						    strcmp(old->phones[i]->id,
							   new->phones[j]->id);

		if (order < 0)
			phone_line("removed", old, old->phones[i], out);
		else if (order > 0)
			phone_line("added", new, new->phones[j], out);
		else
			compare_phones(old->phones[i], new, new->phones[j],
				       out);
		i += order <= 0;
		j += order >= 0;
	}
}

static bool is_crisis(const struct directory *directory, const char *id)
{
	for (size_t i = 0; i < directory->crisis_count; i++)
		if (strcmp(directory->crisis[i]->id, id) == 0)
			return true;
	return false;
}

static void print_crisis(const struct directory *old,
			 const struct directory *new, struct buf *out)
{
	for (size_t i = 0; i < new->crisis_count; i++)
		if (!is_crisis(old, new->crisis[i]->id))
			phone_line("now on every page", new, new->crisis[i],
				   out);
	for (size_t i = 0; i < old->crisis_count; i++)
		if (!is_crisis(new, old->crisis[i]->id))
			phone_line("no longer on every page", old,
				   old->crisis[i], out);
}

void diff_print(const struct directory *old, const struct directory *new,
		struct buf *out)
{
	print_crisis(old, new, out);
	print_phones(old, new, out);
	print_entries(old, new, out);
}
