/* What concerns a directory on any day. */
#include "check/lint.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

#define SUMMARY_BYTES ((size_t)300)

static int warn(struct err *warnings, const struct record *record,
		const char *text)
{
	return err_at(warnings, record->file, record->line, "[%s:%s] %s",
		      record->kind->name, record->id, text);
}

static void mark_used(const struct directory *directory,
		      const struct value *value, bool *used)
{
	for (; value != NULL; value = value->next)
		used[directory_phone_place(directory, value->text)] = true;
}

static void check_use(const struct directory *directory, struct arena *arena,
		      struct err *warnings)
{
	const struct record *about = directory->about;
	bool *used = arena_alloc(arena, directory->phone_count + 1);

	for (size_t i = 0; i < directory->entry_count; i++)
		mark_used(directory,
			  directory->entries[i]->record->values[ENTRY_PHONE],
			  used);
	for (size_t i = 0; i < directory->phone_count; i++)
		mark_used(directory,
			  directory->phones[i]->record->values[PHONE_ABROAD],
			  used);
	for (size_t i = 0; i < directory->location_count; i++)
		mark_used(
			directory,
			directory->locations[i]->record->values[LOCATION_PHONE],
			used);
	for (size_t i = 0; i < directory->collection->count; i++)
		if (directory->collection->records[i]->kind == &contact_section)
			mark_used(directory,
				  directory->collection->records[i]
					  ->values[CONTACT_PHONE],
				  used);
	mark_used(directory, about->values[DIRECTORY_CRISIS], used);
	mark_used(directory, about->values[DIRECTORY_LINES], used);
	for (size_t i = 0; i < directory->phone_count; i++)
		if (!used[i])
			warn(warnings, directory->phones[i]->record,
			     "is used nowhere");
}

static void check_list(const struct directory *directory, size_t row,
		       struct err *warnings)
{
	const struct value *value = record_value(directory->about, row);

	for (; value != NULL; value = record_next(value)) {
		const struct record *phone = collection_find(
			directory->collection, "phone", value->text);

		if (!entry_phone_is_active(phone))
			err_at(warnings, phone->file, phone->line,
			       "[phone:%s] is %s, so `%s` is shown without it",
			       phone->id, record_text(phone, PHONE_STATUS),
			       vocabulary_directory.fields[row].name);
	}
}

/* A sorted copy of a list of pointers; of none, an empty one. */
static void *sorted(const void *list, size_t count,
		    int (*compare)(const void *left, const void *right),
		    struct arena *arena)
{
	void *copy = arena_alloc(arena, (count + 1) * sizeof(void *));

	if (count > 0)
		qsort(memcpy(copy, list, count * sizeof(void *)), count,
		      sizeof(void *), compare);
	return copy;
}

static int by_number(const void *left, const void *right)
{
	const struct phone *a = *(const struct phone *const *)left;
	const struct phone *b = *(const struct phone *const *)right;

	return strcmp(a->number.dialed, b->number.dialed);
}

static void check_numbers(const struct directory *directory,
			  struct arena *arena, struct err *warnings)
{
	const struct phone **phones = sorted(
		directory->phones, directory->phone_count, by_number, arena);

	for (size_t i = 1; i < directory->phone_count; i++)
		if (by_number(&phones[i - 1], &phones[i]) == 0)
			err_at(warnings, phones[i]->record->file,
			       phones[i]->record->line,
			       "[phone:%s] has the number of [phone:%s]; one "
			       "of them would be forgotten when it changes",
			       phones[i]->id, phones[i - 1]->id);
}

static const char *name_of(const struct entry *entry)
{
	return record_text(entry->record, ENTRY_NAME);
}

static int by_name(const void *left, const void *right)
{
	const struct entry *a = *(struct entry *const *)left;
	const struct entry *b = *(struct entry *const *)right;
	int order = strcmp(name_of(a), name_of(b));

	return order != 0 ? order :
			    (a->record->place > b->record->place) -
				    (a->record->place < b->record->place);
}

static void check_names(const struct directory *directory, struct arena *arena,
			struct err *warnings)
{
	struct entry **entries = sorted(directory->entries,
					directory->entry_count, by_name, arena);

	for (size_t i = 1; i < directory->entry_count; i++)
		if (strcmp(name_of(entries[i - 1]), name_of(entries[i])) == 0)
			err_at(warnings, entries[i]->record->file,
			       entries[i]->record->line,
			       "[entry:%s] has the name of [entry:%s]",
			       entries[i]->id, entries[i - 1]->id);
}

static void check_links(const struct entry *entry, struct err *warnings)
{
	const struct value *link = entry->record->values[ENTRY_LINK];

	for (; link != NULL; link = link->next)
		if (strncmp(link->text, "http:", 5) == 0)
			err_at_column(
				warnings, link->file, link->line, link->column,
				"link: others can read along on http; is there "
				"an https address?");
}

/* A fact that nobody can look up again. */
static void check_sources(const struct entry *entry, size_t row,
			  struct err *warnings)
{
	const struct value *fact = record_value(entry->record, row);

	for (; fact != NULL; fact = record_next(fact))
		if (fact->note == NULL)
			err_at_column(warnings, fact->file, fact->line,
				      fact->column,
				      "%s: it names no source; write it behind "
				      "` | `, with its year",
				      entry_entry.fields[row].name);
}

/* What readers may rely on before they call. */
static const size_t sourced[] = { ENTRY_FACT,	     ENTRY_CORRECTION,
				  ENTRY_FIRST_STEP,  ENTRY_ASKS,
				  ENTRY_MUST_REPORT, ENTRY_TAKES };

static void check_ages(const struct entry *entry, struct err *warnings)
{
	const struct value *min = record_value(entry->record, ENTRY_AGE_MIN);
	const struct value *max = record_value(entry->record, ENTRY_AGE_MAX);

	if (min != NULL && max != NULL && atoi(min->text) > atoi(max->text))
		err_at_column(warnings, max->file, max->line, max->column,
			      "age-max: nobody is at least %s and at most %s "
			      "years old",
			      min->text, max->text);
}

static bool is_expected(const struct facet *facet)
{
	return facet->record != NULL &&
	       record_is(facet->record, FACET_EXPECTED, "yes");
}

static void check_facets(const struct directory *directory,
			 const struct entry *entry, struct err *warnings)
{
	for (size_t i = 0; i < directory->facet_count; i++) {
		const struct facet *facet = &directory->facets[i];

		if (!is_expected(facet) ||
		    entry->record->values[facet->row] != NULL)
			continue;
		err_at(warnings, entry->record->file, entry->record->line,
		       "[entry:%s] has no `%s`, so that filter never finds it",
		       entry->id, facet->id);
	}
}

static void check_entry(const struct directory *directory,
			const struct entry *entry, struct err *warnings)
{
	const struct value *summary = entry->record->values[ENTRY_SUMMARY];

	check_facets(directory, entry, warnings);
	check_links(entry, warnings);
	for (size_t i = 0; i < sizeof(sourced) / sizeof(*sourced); i++)
		check_sources(entry, sourced[i], warnings);
	check_ages(entry, warnings);
	if (!entry_has_contact(entry) && entry_through(entry) == NULL)
		warn(warnings, entry->record,
		     "has no contact, and nothing above it has one");
	for (; summary != NULL; summary = summary->next)
		if (strlen(summary->text) > SUMMARY_BYTES)
			err_at_column(
				warnings, summary->file, summary->line,
				summary->column,
				"summary: it is %zu bytes long; 300 are enough",
				strlen(summary->text));
}

static void check_terms(const struct directory *directory, struct arena *arena,
			struct err *warnings)
{
	bool *has_entry = arena_alloc(arena, directory->term_count + 1);

	for (size_t i = 0; i < directory->entry_count; i++)
		for (size_t j = 0; j < directory->entries[i]->term_count; j++)
			has_entry[directory->entries[i]->terms[j]] = true;
	for (size_t i = 0; i < directory->term_count; i++)
		if (!has_entry[i])
			warn(warnings, directory->terms[i].record,
			     "has no entry");
}

static void check_overlay(const struct overlay *overlay, struct err *warnings)
{
	const struct ini_file_section *old = overlay->old, *new = overlay->new;

	if (overlay->is_merged)
		err_at(warnings, new->file, new->line,
		       "[%s:%s] is part of [%s:%s] now (%s:%d), so both are "
		       "shown; replace that one instead",
		       new->kind, new->id, old->kind, old->id, old->file,
		       old->line);
	else if (overlay->since != NULL &&
		 strcmp(overlay->since, overlay->mark) != 0)
		err_at(warnings, new->file, new->line,
		       "what it replaces has changed since (%s:%d); "
		       "compare, then write `replaces = shipped | %s`",
		       old->file, old->line, overlay->mark);
}

void lint_check(const struct directory *directory,
		const struct overlay *overlays, struct err *warnings)
{
	struct arena *arena = arena_new();

	check_use(directory, arena, warnings);
	check_list(directory, DIRECTORY_CRISIS, warnings);
	check_list(directory, DIRECTORY_LINES, warnings);
	lint_check_order(directory, warnings);
	check_numbers(directory, arena, warnings);
	check_names(directory, arena, warnings);
	check_terms(directory, arena, warnings);
	for (size_t i = 0; i < directory->entry_count; i++)
		check_entry(directory, directory->entries[i], warnings);
	lint_check_starts(directory, warnings);
	lint_check_places(directory, warnings);
	for (; overlays != NULL; overlays = overlays->next)
		check_overlay(overlays, warnings);
	arena_free(arena);
}

/* `has[a * terms + b]`: an entry has both. */
static const bool *find_pairs(const struct directory *directory,
			      struct arena *arena)
{
	size_t terms = directory->term_count;
	bool *has = arena_alloc(arena, terms * terms + 1);

	for (size_t i = 0; i < directory->entry_count; i++) {
		const struct entry *entry = directory->entries[i];

		for (size_t j = 0; j < entry->term_count; j++)
			for (size_t k = 0; k < entry->term_count; k++)
				has[entry->terms[j] * terms + entry->terms[k]] =
					true;
	}
	return has;
}

void lint_check_pairs(const struct directory *directory, struct err *notes)
{
	struct arena *arena = arena_new();
	const bool *has = find_pairs(directory, arena);

	for (size_t i = 0; i < directory->term_count; i++)
		for (size_t j = i + 1; j < directory->term_count; j++) {
			const struct term *a = &directory->terms[i];
			const struct term *b = &directory->terms[j];
			const struct facet *of = &directory->facets[a->facet];
			const struct facet *with = &directory->facets[b->facet];

			if (of != with && is_expected(of) &&
			    is_expected(with) &&
			    !has[i * directory->term_count + j])
				err_at(notes, a->record->file, a->record->line,
				       "[%s:%s] and [%s:%s] together have no "
				       "entry",
				       of->id, a->id, with->id, b->id);
		}
	arena_free(arena);
}
