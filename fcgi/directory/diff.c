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

/* A phone whose id is no other's any more; it may be an alias now. */
static void print_gone(const struct directory *old, const struct phone *phone,
		       const struct directory *new, struct buf *out)
{
	const struct phone *now = directory_phone(new, phone->id);

	if (now == NULL) {
		phone_line("removed", old, phone, out);
		return;
	}
	buf_printf(out, "phone has another id: %s is now %s\n", phone->id,
		   now->id);
	compare_phones(phone, new, now, out);
}

/* A phone whose id was no other's; it may have had another one. */
static void print_new(const struct directory *old, const struct directory *new,
		      const struct phone *phone, struct buf *out)
{
	const struct value *alias = record_value(phone->record, PHONE_ALIAS);

	while (alias != NULL && directory_phone(old, alias->text) == NULL)
		alias = record_next(alias);
	if (alias == NULL)
		phone_line("added", new, phone, out);
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
			print_gone(old, old->phones[i], new, out);
		else if (order > 0)
			print_new(old, new, new->phones[j], out);
		else
			compare_phones(old->phones[i], new, new->phones[j],
				       out);
		i += order <= 0;
		j += order >= 0;
	}
}

static bool is_crisis(const struct directory *directory, const char *id)
{
	const struct phone *phone = directory_phone(directory, id);

	for (size_t i = 0; i < directory->crisis_count; i++)
		if (directory->crisis[i] == phone)
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

static bool is_same_text(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* The first from `value` on that names nothing which readers may not see. */
static const struct value *seen(const struct directory *directory,
				const struct value *value)
{
	while (value != NULL && value->named != NULL &&
	       directory_hides(directory, value->named))
		value = value->next;
	return value;
}

static bool are_same_values(const struct directory *old, const struct value *a,
			    const struct directory *new, const struct value *b)
{
	a = seen(old, a);
	b = seen(new, b);
	while (a != NULL && b != NULL && strcmp(a->text, b->text) == 0 &&
	       is_same_text(a->note, b->note) &&
	       is_same_text(a->language, b->language)) {
		a = seen(old, a->next);
		b = seen(new, b->next);
	}
	return a == NULL && b == NULL;
}

static bool has_public_address(const struct record *record)
{
	const struct value *value = record_named(record, "address-visibility");

	return value != NULL && strcmp(value->text, "public") == 0;
}

/* Whether the row is what readers and harvesters get, other than who looked at
 * the section, and when. */
static bool is_content(const struct record *record, const struct field *field)
{
	if (field->is_private)
		return strcmp(field->name, "address") == 0 &&
		       has_public_address(record);
	return !field->is_review && !field->is_aging &&
	       strcmp(field->name, RECORD_CHANGED_NAME) != 0;
}

/* Facets are rows of entries, and need not be the same in both. */
static bool has_same_content(const struct directory *of_a,
			     const struct record *a,
			     const struct directory *of_b,
			     const struct record *b)
{
	const struct kind *kind = a->kind;

	for (size_t row = 0; row < kind->field_count; row++)
		if (is_content(a, &kind->fields[row]) &&
		    !are_same_values(of_a, a->values[row], of_b,
				     record_values(b, kind->fields[row].name)))
			return false;
	return true;
}

static void compare_changes(const struct directory *from,
			    const struct record *old,
			    const struct directory *to,
			    const struct record *new, struct buf *out)
{
	struct change before = change_of_record(old);
	struct change now = change_of_record(new);

	if (change_is_same(&before, &now) &&
	    (!has_same_content(from, old, to, new) ||
	     !has_same_content(to, new, from, old)))
		buf_printf(out,
			   "content changed, `changed` did not: [%s:%s] "
			   "(%s:%d)\n",
			   new->kind->name, new->id, new->file, new->line);
}

static bool has_other(const struct record *old, const struct record *new,
		      const char *name)
{
	const struct value *a = record_named(old, name);
	const struct value *b = record_named(new, name);

	return (a == NULL) != (b == NULL) ||
	       (a != NULL && strcmp(a->text, b->text) != 0);
}

/* Nobody saw the new number on the day that its page will name. */
static void compare_proof(const struct record *old, const struct record *new,
			  struct buf *out)
{
	if (strcmp(new->kind->name, "phone") == 0 &&
	    has_other(old, new, "number") && !has_other(old, new, "verified") &&
	    record_named(new, "verified") != NULL)
		buf_printf(out,
			   "number changed, `verified` did not, so readers are "
			   "told that it was seen on a day before: [%s:%s] "
			   "(%s:%d)\n",
			   new->kind->name, new->id, new->file, new->line);
}

/* Whether a section may be named to everybody. */
static bool is_told(const struct directory *directory,
		    const struct record *record)
{
	return !directory_hides(directory, record) &&
	       (!location_is(record) || location_is_public(record));
}

/* Who follows the list learns nothing of such a section. */
static void print_unmarked(const struct directory *old,
			   const struct directory *new, struct buf *out)
{
	const struct collection *collection = new->collection;

	for (size_t i = 0; i < collection->count; i++) {
		const struct record *record = collection->records[i], *other;

		if (!record_has_row(record, RECORD_CHANGED_NAME) ||
		    !is_told(new, record))
			continue;
		other = collection_find(old->collection, record->kind->name,
					record->id);
		if (other != NULL && is_told(old, other)) {
			compare_changes(old, other, new, record, out);
			compare_proof(other, record, out);
		}
	}
}

void diff_print(const struct directory *old, const struct directory *new,
		struct buf *out)
{
	print_crisis(old, new, out);
	print_phones(old, new, out);
	print_entries(old, new, out);
	print_unmarked(old, new, out);
}
