/* The tree of entries, the phones, the start links. */
#include "directory/directory.h"

#include <stdlib.h>
#include <string.h>

#include "directory/places.h"
#include "directory/terms.h"
#include "record/redact.h"

#define DAY_MS		 86400000
#define STALE_AFTER_DAYS 180

static int entry_by_id(const void *a, const void *b)
{
	return strcmp((*(struct entry *const *)a)->id,
		      (*(struct entry *const *)b)->id);
}

/* The records of a kind as they may be seen here. */
static const struct record **gather(const struct directory *directory,
				    const char *kind, const bool *hidden,
				    struct arena *arena, size_t *count)
{
	const struct record **records = collection_gather(
		directory->collection, kind, hidden, arena, count);

	for (size_t i = 0; i < *count; i++)
		records[i] = redact_record(records[i], hidden, arena);
	return records;
}

static void make_entries(struct directory *directory,
			 const struct record **records, size_t count,
			 struct arena *arena)
{
	size_t size = (count + 1) * sizeof(struct entry *);
	struct entry *entries =
		arena_alloc(arena, (count + 1) * sizeof(*entries));

	directory->entries = arena_alloc(arena, size);
	directory->by_id = arena_alloc(arena, size);
	directory->entry_count = count;
	for (size_t i = 0; i < count; i++) {
		entries[i].id = records[i]->id;
		entries[i].record = records[i];
		entries[i].kind =
			collection_find(directory->collection, "kind",
					record_text(records[i], ENTRY_KIND));
		entries[i].department = TERM_NONE;
		directory->entries[i] = &entries[i];
		directory->by_id[i] = &entries[i];
	}
	qsort(directory->by_id, count, sizeof(*directory->by_id), entry_by_id);
}

/* The entries are still in the order they were made in, so a place in their
 * block names one. */
static struct entry *entry_in(const struct directory *directory,
			      const struct entry *entry, size_t row)
{
	const char *id = record_text(entry->record, row);

	return id != NULL ? (struct entry *)directory_entry(directory, id) :
			    NULL;
}

static void find_above(const struct directory *directory)
{
	for (size_t i = 0; i < directory->entry_count; i++) {
		struct entry *entry = directory->entries[i];

		entry->parent = entry_in(directory, entry, ENTRY_PARENT);
		entry->listed_under =
			entry_in(directory, entry, ENTRY_LISTED_UNDER);
		entry->above = entry->listed_under != NULL ?
				       entry->listed_under :
				       entry->parent;
	}
}

/* Puts `entry` last among those below `above`, or among the roots. */
static void hang(struct entry *entry, struct entry **first, struct entry **last)
{
	if (*last != NULL)
		(*last)->beside = entry;
	else
		*first = entry;
	*last = entry;
}

static void mark_department(struct entry *entry)
{
	if (entry != NULL && entry->above == NULL)
		entry->is_department = true;
}

/* Whether something stands below or reports to them, or their kind says so. */
static void find_departments(const struct directory *directory)
{
	for (size_t i = 0; i < directory->entry_count; i++) {
		struct entry *entry = directory->entries[i];

		mark_department(entry->parent);
		mark_department(entry->listed_under);
		if (record_is(entry->kind, KIND_DEPARTMENT, "yes"))
			mark_department(entry);
	}
}

static int by_order(const void *a, const void *b)
{
	return collection_compare((*(struct entry *const *)a)->record,
				  (*(struct entry *const *)b)->record,
				  ENTRY_ORDER);
}

/* The entries in the order in which those under one heading stand. */
static struct entry **in_order(const struct directory *directory,
			       struct arena *arena)
{
	size_t size = (directory->entry_count + 1) * sizeof(struct entry *);
	struct entry **entries = arena_alloc(arena, size);

	memcpy(entries, directory->entries,
	       directory->entry_count * sizeof(*entries));
	qsort(entries, directory->entry_count, sizeof(*entries), by_order);
	return entries;
}

/* The first root. Departments stand before the other roots. */
static struct entry *hang_all(const struct directory *directory,
			      struct arena *arena)
{
	struct entry **entries = in_order(directory, arena);
	struct entry *root = NULL, *last_root = NULL;
	struct entry **last = arena_alloc(
		arena, (directory->entry_count + 1) * sizeof(struct entry *));

	for (size_t i = 0; i < directory->entry_count; i++)
		if (entries[i]->is_department)
			hang(entries[i], &root, &last_root);
	for (size_t i = 0; i < directory->entry_count; i++) {
		struct entry *above = entries[i]->above;

		if (above != NULL)
			hang(entries[i], &above->below,
			     &last[above - directory->entries[0]]);
		else if (!entries[i]->is_department)
			hang(entries[i], &root, &last_root);
	}
	return root;
}

/* The entry that follows `entry` when a tree is read from the top. */
static struct entry *after(struct entry *entry)
{
	if (entry->below != NULL)
		return entry->below;
	while (entry != NULL && entry->beside == NULL)
		entry = entry->above;
	return entry != NULL ? entry->beside : NULL;
}

/* The entries of `count` records, in the order in which the tree is read. What
 * names an entry that is not among them names none. */
static void make_tree(struct directory *directory,
		      const struct record **records, size_t count,
		      struct arena *arena)
{
	struct entry *entry;
	size_t place = 0;

	make_entries(directory, records, count, arena);
	find_above(directory);
	find_departments(directory);
	for (entry = hang_all(directory, arena); entry; entry = after(entry)) {
		if (entry->above != NULL)
			entry->depth = entry->above->depth + 1;
		entry->place = place;
		directory->entries[place++] = entry;
	}
}

static int phone_by_id(const void *a, const void *b)
{
	return strcmp((*(const struct phone *const *)a)->id,
		      (*(const struct phone *const *)b)->id);
}

static void read_number(const struct record *record, size_t row,
			struct phone_number *number)
{
	const char *text = record_text(record, row);

	if (text != NULL)
		phone_read(text, record->kind->fields[row].choices, number);
}

static void set_types(struct phone *phone, const struct value *value,
		      struct arena *arena)
{
	const struct phone_type **types;
	size_t most = 1;

	for (const struct value *each = value; each; each = each->next)
		most++;
	types = arena_alloc(arena, most * sizeof(*types));
	for (; value != NULL; value = value->next)
		types[phone->type_count++] = phone_type_of(value->text);
	if (phone->type_count == 0)
		types[phone->type_count++] = phone_type_of(PHONE_TYPE_DEFAULT);
	phone->types = types;
}

static void fill_phone(const struct directory *directory, struct phone *phone,
		       const struct record *record, struct arena *arena)
{
	size_t audience = directory_facet(directory, "audience");

	phone->id = record->id;
	phone->record = record;
	set_types(phone, record_value(record, PHONE_TYPE), arena);
	phone->answered_by =
		collection_find(directory->collection, "answered-by",
				record_text(record, PHONE_ANSWERED_BY));
	read_number(record, PHONE_NUMBER, &phone->number);
	read_number(record, PHONE_RELAY, &phone->relay);
	if (audience < directory->facet_count)
		phone->terms = terms_of_values(directory, audience,
					       record->values[PHONE_AUDIENCE],
					       arena, &phone->term_count);
	phone->fits = terms_of_names(directory, record->values[PHONE_FITS],
				     arena, &phone->fit_count);
	phone->is_help = record_is(phone->answered_by, ANSWERED_BY_HELP, "yes");
}

/* A number out of use is in no list, so it cannot be shown. */
static void make_phones(struct directory *directory, const bool *hidden,
			struct arena *arena)
{
	size_t count;
	const struct record **records =
		gather(directory, "phone", hidden, arena, &count);
	size_t room = (count + 1) * sizeof(struct phone *);
	struct phone *phones =
		arena_alloc(arena, (count + 1) * sizeof(*phones));

	directory->phones = arena_alloc(arena, room);
	directory->closed = arena_alloc(arena, room);
	for (size_t i = 0; i < count; i++) {
		fill_phone(directory, &phones[i], records[i], arena);
		if (entry_phone_is_active(records[i]))
			directory->phones[directory->phone_count++] =
				&phones[i];
		else if (record_is(records[i], PHONE_STATUS, PHONE_CLOSED))
			directory->closed[directory->closed_count++] =
				&phones[i];
	}
	qsort(directory->phones, directory->phone_count,
	      sizeof(*directory->phones), phone_by_id);
	qsort(directory->closed, directory->closed_count,
	      sizeof(*directory->closed), phone_by_id);
}

static void give_phones(struct directory *directory, struct arena *arena)
{
	for (size_t i = 0; i < directory->entry_count; i++) {
		struct entry *entry = directory->entries[i];

		entry->phones = directory_phones(
			directory, entry->record->values[ENTRY_PHONE], arena,
			&entry->phone_count);
	}
	directory->crisis = directory_phones(
		directory, directory->about->values[DIRECTORY_CRISIS], arena,
		&directory->crisis_count);
	directory->lines = directory_phones(
		directory, directory->about->values[DIRECTORY_LINES], arena,
		&directory->line_count);
}

static int by_start_order(const void *a, const void *b)
{
	return collection_compare(*(const struct record *const *)a,
				  *(const struct record *const *)b,
				  START_ORDER);
}

static long stale_after_days(const struct record *about)
{
	const char *after = record_text(about, DIRECTORY_STALE_AFTER);

	return after != NULL ? (long)(field_duration_ms(after) / DAY_MS) :
			       STALE_AFTER_DAYS;
}

/* The entries and their places, what is filtered by, and the start links. */
static struct directory *begin(const struct collection *collection,
			       const bool *hidden, bool is_inside,
			       struct arena *arena)
{
	struct directory *directory = arena_alloc(arena, sizeof(*directory));
	const struct record **records;
	size_t count;

	directory->collection = collection;
	directory->about = collection->about;
	directory->stale_after_days = stale_after_days(collection->about);
	directory->hidden = hidden;
	records = gather(directory, "entry", hidden, arena, &count);
	make_tree(directory, records, count, arena);
	places_make(directory, hidden, is_inside, arena);
	terms_make(directory, hidden, arena);
	directory->starts = collection_gather(collection, "start", hidden,
					      arena, &directory->start_count);
	qsort(directory->starts, directory->start_count,
	      sizeof(*directory->starts), by_start_order);
	return directory;
}

const struct directory *directory_build(const struct collection *collection,
					const bool *hidden, bool is_inside,
					struct arena *arena)
{
	struct directory *directory =
		begin(collection, hidden, is_inside, arena);

	make_phones(directory, hidden, arena);
	give_phones(directory, arena);
	places_give_phones(directory, arena);
	change_set(directory);
	directory->sets = sets_new(directory, arena);
	return directory;
}

const struct directory *directory_sketch(const struct collection *collection,
					 struct arena *arena)
{
	return begin(collection, NULL, true, arena);
}
