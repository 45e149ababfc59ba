/* Facets and terms in the order in which they are shown. */
#include "directory/terms.h"

#include <stdlib.h>
#include <string.h>

#include "directory/place-terms.h"
#include "directory/visibility.h"

/* Open facets first; those without a record, which are made, before the others
 * that are folded. */
static int by_facet_order(const void *left, const void *right)
{
	const struct facet *a = left, *b = right;

	if (a->is_open != b->is_open)
		return a->is_open ? -1 : 1;
	if (a->record == NULL && b->record == NULL)
		return strcmp(a->id, b->id);
	if (a->record == NULL || b->record == NULL)
		return (a->record != NULL) - (b->record != NULL);
	return collection_compare(a->record, b->record, FACET_ORDER);
}

static int by_term_order(const void *a, const void *b)
{
	return collection_compare(*(const struct record *const *)a,
				  *(const struct record *const *)b, TERM_ORDER);
}

static bool has_facet(const struct collection *collection, const char *id)
{
	for (size_t i = 0; i < collection->facet_count; i++)
		if (strcmp(collection->facets[i], id) == 0)
			return true;
	return false;
}

static void make_facets(struct directory *directory, const bool *hidden,
			const struct place_terms *places, struct arena *arena)
{
	const struct collection *collection = directory->collection;
	size_t count = collection->facet_count;

	directory->facets =
		arena_alloc(arena, (count + 1) * sizeof(struct facet));
	for (size_t i = 0; i < count; i++) {
		struct facet *facet =
			&directory->facets[directory->facet_count];

		const struct record *record = collection_find(
			collection, "facet", collection->facets[i]);

		if (hidden != NULL && record != NULL && hidden[record->place])
			continue;
		facet->id = collection->facets[i];
		facet->row =
			i > 0 ? entry_entry.field_count + i - 1 : FACET_NO_ROW;
		facet->record = record;
		facet->is_open = facet->record != NULL &&
				 record_is(facet->record, FACET_OPEN, "yes");
		directory->facet_count++;
	}
	if (places != NULL)
		directory->facets[directory->facet_count++] = (struct facet){
			.id = VOCABULARY_PLACE,
			.row = FACET_NO_ROW,
		};
	qsort(directory->facets, directory->facet_count, sizeof(struct facet),
	      by_facet_order);
}

static void add_term(struct directory *directory, size_t facet,
		     const struct record *record)
{
	directory->terms[directory->term_count++] = (struct term){
		.id = record->id,
		.record = record,
		.facet = facet,
		.parent = TERM_NONE,
		.is_report = directory->facets[facet].row != FACET_NO_ROW &&
			     record_is(record, TERM_REPORTS, "yes"),
		.is_aside = directory->facets[facet].row != FACET_NO_ROW &&
			    record_is(record, TERM_ASIDE, "yes"),
	};
	directory->facets[facet].count++;
}

static void add_departments(struct directory *directory, size_t facet)
{
	for (size_t i = 0; i < directory->entry_count; i++) {
		struct entry *entry = directory->entries[i];

		if (!entry->is_department)
			continue;
		entry->department = directory->term_count;
		add_term(directory, facet, entry->record);
	}
}

static void find_term_parents(struct directory *directory, size_t facet)
{
	const struct facet *of = &directory->facets[facet];

	for (size_t i = of->first; i < of->first + of->count; i++) {
		struct term *term = &directory->terms[i];
		const char *parent = record_text(term->record, TERM_PARENT);

		if (parent != NULL)
			term->parent = directory_term(directory, facet, parent);
	}
}

/* Marks the terms that a record names, and the wider ones. */
static void use_terms(const struct record *record, bool *used)
{
	for (size_t row = 0; row < record->kind->field_count; row++)
		for (const struct value *value = record->values[row]; value;
		     value = value->next) {
			const struct record *term = value->named;

			while (term != NULL && !used[term->place] &&
			       term->kind->fields == vocabulary_term.fields) {
				const struct value *wider =
					record_value(term, TERM_PARENT);

				used[term->place] = true;
				term = wider != NULL ? wider->named : NULL;
			}
		}
}

/* By place: which terms an entry or phone has. Others are shown nowhere. */
static const bool *find_used(const struct collection *collection,
			     const bool *hidden, struct arena *arena)
{
	bool *used = arena_alloc(arena, collection->count + 1);

	for (size_t i = 0; i < collection->count; i++)
		if ((hidden == NULL || !hidden[i]) &&
		    visibility_is_listed(collection->records[i]))
			use_terms(collection->records[i], used);
	return used;
}

static void add_terms(struct directory *directory, size_t facet,
		      const bool *hidden, const bool *used, struct arena *arena)
{
	size_t count;
	const struct record **records = collection_gather(
		directory->collection, directory->facets[facet].id, hidden,
		arena, &count);

	qsort(records, count, sizeof(*records), by_term_order);
	for (size_t i = 0; i < count; i++)
		if (used[records[i]->place])
			add_term(directory, facet, records[i]);
	find_term_parents(directory, facet);
}

struct numbers {
	size_t *items, count;
};

/* A root that is no department is none of its terms. */
static void add_number(struct numbers *numbers, size_t number)
{
	if (number == TERM_NONE)
		return;
	for (size_t i = 0; i < numbers->count; i++)
		if (numbers->items[i] == number)
			return;
	numbers->items[numbers->count++] = number;
}

/* Adds a term and the wider ones, or none. */
static void add_term_and_wider(const struct directory *directory, size_t term,
			       struct numbers *numbers)
{
	for (; term != TERM_NONE; term = directory->terms[term].parent)
		add_number(numbers, term);
}

static void add_values(const struct directory *directory, size_t facet,
		       const struct value *value, struct numbers *numbers)
{
	for (; value != NULL; value = value->next)
		if (value->language == NULL)
			add_term_and_wider(
				directory,
				directory_term(directory, facet, value->text),
				numbers);
}

/* What `audience:workers` names, or TERM_NONE. */
static size_t term_named(const struct directory *directory, const char *text)
{
	size_t length = strcspn(text, ":");

	for (size_t i = 0; i < directory->facet_count; i++) {
		const char *id = directory->facets[i].id;

		if (strlen(id) == length && strncmp(id, text, length) == 0)
			return directory_term(directory, i, text + length + 1);
	}
	return TERM_NONE;
}

/* The top of the ways by which the list and the reports go. */
static void add_roots(const struct entry *entry, struct numbers *numbers)
{
	const struct entry *root = entry;

	while (root->above != NULL)
		root = root->above;
	add_number(numbers, root->department);
	for (root = entry; root->above != NULL;)
		root = root->parent != NULL ? root->parent : root->listed_under;
	add_number(numbers, root->department);
}

static void take_number(void *numbers, size_t number)
{
	add_number(numbers, number);
}

/* What terms are made of. */
struct making {
	struct directory *directory;
	const bool *hidden, *used;
	struct place_terms *places; /* NULL: there are none */
	struct arena *arena;
};

static void make_departments(const struct making *making, size_t facet)
{
	add_departments(making->directory, facet);
}

static void give_departments(const struct making *making,
			     const struct entry *entry, struct numbers *numbers)
{
	(void)making;
	add_roots(entry, numbers);
}

static void make_places(const struct making *making, size_t facet)
{
	place_terms_add(making->places, making->directory, facet);
}

static void give_places(const struct making *making, const struct entry *entry,
			struct numbers *numbers)
{
	if (making->places != NULL)
		place_terms_of(making->places, entry, take_number, numbers);
}

/* The facets that no section and no key of an entry makes. */
static const struct {
	const char *id;
	void (*make)(const struct making *making, size_t facet);
	void (*give)(const struct making *making, const struct entry *entry,
		     struct numbers *numbers);
} made[] = {
	{ VOCABULARY_DEPARTMENT, make_departments, give_departments },
	{ VOCABULARY_PLACE, make_places, give_places },
};

#define MADE (sizeof(made) / sizeof(*made))

static void make_terms(const struct making *making, size_t facet)
{
	const struct facet *of = &making->directory->facets[facet];

	if (of->row != FACET_NO_ROW)
		add_terms(making->directory, facet, making->hidden,
			  making->used, making->arena);
	for (size_t i = 0; of->row == FACET_NO_ROW && i < MADE; i++)
		if (strcmp(of->id, made[i].id) == 0)
			made[i].make(making, facet);
}

static void give_terms(const struct making *making, struct entry *entry,
		       struct numbers *numbers)
{
	const struct directory *directory = making->directory;
	size_t *terms;

	numbers->count = 0;
	for (size_t i = 0; i < MADE; i++)
		made[i].give(making, entry, numbers);
	for (size_t i = 0; i < directory->facet_count; i++) {
		size_t row = directory->facets[i].row;

		if (row != FACET_NO_ROW)
			add_values(directory, i, entry->record->values[row],
				   numbers);
	}
	terms = arena_alloc(making->arena, numbers->count * sizeof(size_t));
	memcpy(terms, numbers->items, numbers->count * sizeof(size_t));
	entry->terms = terms;
	entry->term_count = numbers->count;
}

void terms_make(struct directory *directory, const bool *hidden,
		struct arena *arena)
{
	const struct making making = {
		.directory = directory,
		.hidden = hidden,
		.used = find_used(directory->collection, hidden, arena),
		.places = has_facet(directory->collection, VOCABULARY_PLACE) ?
				  NULL :
				  place_terms_new(directory, arena),
		.arena = arena,
	};
	size_t most = directory->collection->count + 1;
	struct numbers numbers = { NULL, 0 };

	if (making.places != NULL)
		most += place_terms_count(making.places);
	numbers.items = arena_alloc(arena, most * sizeof(size_t));
	directory->terms = arena_alloc(arena, most * sizeof(struct term));
	make_facets(directory, hidden, making.places, arena);
	for (size_t i = 0; i < directory->facet_count; i++) {
		directory->facets[i].first = directory->term_count;
		make_terms(&making, i);
	}
	for (size_t i = 0; i < directory->entry_count; i++)
		give_terms(&making, directory->entries[i], &numbers);
}

const size_t *terms_of_values(const struct directory *directory, size_t facet,
			      const struct value *values, struct arena *arena,
			      size_t *count)
{
	size_t most = directory->facets[facet].count + 1;
	struct numbers numbers = { NULL, 0 };

	*count = 0;
	if (values == NULL)
		return NULL;
	numbers.items = arena_alloc(arena, most * sizeof(size_t));
	add_values(directory, facet, values, &numbers);
	*count = numbers.count;
	return numbers.items;
}

const size_t *terms_of_names(const struct directory *directory,
			     const struct value *values, struct arena *arena,
			     size_t *count)
{
	size_t most = directory->term_count + 1;
	struct numbers numbers = { NULL, 0 };

	*count = 0;
	if (values == NULL)
		return NULL;
	numbers.items = arena_alloc(arena, most * sizeof(size_t));
	for (; values != NULL; values = values->next)
		add_term_and_wider(directory,
				   term_named(directory, values->text),
				   &numbers);
	*count = numbers.count;
	return numbers.items;
}
