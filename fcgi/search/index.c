/* Which texts are read, and at which rank. */
#include "search/index.h"

#include <string.h>

#include "site/hours-words.h"
#include "site/staleness.h"
#include "site/wording.h"
#include "text/list.h"
#include "text/utf8.h"

/* The second of two words that are written in one has at least so many. */
#define PART_LETTERS 3

#define HOURS_ROOM   ((size_t)4096)

/* The ranks of what the rows of sections say. */
static const enum rank search_ranks[] = {
	[SEARCH_NOT] = RANK_NOWHERE,
	[SEARCH_ABBREVIATION] = RANK_ABBREVIATION,
	[SEARCH_NAME] = RANK_NAME,
	[SEARCH_TEXT] = RANK_TEXT,
	[SEARCH_DETAIL] = RANK_DETAIL,
};

struct drafting {
	const struct edition *edition;
	struct inverted_index_draft *draft;
	size_t place; /* of the entry that is read */
};

static void add_text(const struct drafting *drafting, const char *text,
		     enum rank rank)
{
	if (text != NULL)
		inverted_index_add(drafting->draft, text, drafting->place,
				   rank);
}

/* What the edition shows of a value in its own language, or NULL: what it shows
 * in the default language is in the index of that. */
static const char *shown(const struct edition *edition,
			 const struct record *record, size_t row,
			 const struct value *value)
{
	struct wording wording = wording_of(edition, record, row, value);
	const struct field *field = &record->kind->fields[row];

	if (edition_is_translated(edition) &&
	    (wording.is_untranslated || !field->is_translated))
		return wording.gloss;
	if (wording.gloss != NULL)
		return wording.gloss;
	return record_repeats(field) ? wording.note : wording.text;
}

/* Hours in the words of the edition, as readers see them. */
static void add_hours(const struct drafting *drafting,
		      const struct record *record, size_t row)
{
	const struct hours *hours = record_hours(record, row);
	struct buf words = buf_new(HOURS_ROOM);

	if (hours != NULL)
		hours_words_print(drafting->edition, hours, &words);
	add_text(drafting, buf_text(&words), RANK_DETAIL);
	buf_free(&words);
}

/* A number in every spelling: in groups as it is shown, whole, and without what
 * leads to the country and to the area. */
static void add_number(const struct drafting *drafting,
		       const struct phone_number *number)
{
	const char *local = strchr(number->shown, '-');
	bool is_american = strncmp(number->dialed, "+1", 2) == 0;

	if (edition_is_translated(drafting->edition))
		return;
	add_text(drafting, number->shown, RANK_DETAIL);
	add_text(drafting, number->dialed, RANK_DETAIL);
	for (; is_american && local != NULL; local = strchr(local + 1, '-'))
		add_text(drafting, local + 1, RANK_DETAIL);
}

static void add_row(const struct drafting *drafting,
		    const struct record *record, size_t row, enum rank rank)
{
	const struct value *value = record_value(record, row);

	for (; value != NULL; value = record_next(value))
		add_text(drafting, shown(drafting->edition, record, row, value),
			 rank);
}

static bool is_over(const struct drafting *drafting,
		    const struct record *record, size_t row)
{
	const struct value *value = record_value(record, row);

	return value != NULL && staleness_is_over(drafting->edition, value);
}

static void add_rows(const struct drafting *drafting,
		     const struct record *record)
{
	for (size_t row = 0; row < record->kind->field_count; row++) {
		const struct field *field = &record->kind->fields[row];

		if (field->search == SEARCH_NOT || field->kind == FIELD_PHONE)
			continue;
		if (field->is_passing && is_over(drafting, record, row))
			continue;
		if (field->kind == FIELD_HOURS)
			add_hours(drafting, record, row);
		else if (!field->is_private)
			add_row(drafting, record, row,
				search_ranks[field->search]);
	}
}

/* A department is the entry of that name. */
static void add_term(const struct drafting *drafting, const struct term *term)
{
	const struct directory *directory = drafting->edition->directory;

	if (strcmp(directory->facets[term->facet].id, VOCABULARY_DEPARTMENT) !=
	    0) {
		add_row(drafting, term->record, TERM_NAME, RANK_TEXT);
		return;
	}
	add_row(drafting, term->record, ENTRY_NAME, RANK_TEXT);
	add_row(drafting, term->record, ENTRY_ABBREVIATION, RANK_TEXT);
}

static void add_phone(const struct drafting *drafting,
		      const struct phone *phone)
{
	add_rows(drafting, phone->record);
	add_number(drafting, &phone->number);
	if (phone->relay.dialed[0] != '\0')
		add_number(drafting, &phone->relay);
}

/* What may be known of a place is all that is in it. */
static void add_location(const struct drafting *drafting,
			 const struct location *location)
{
	add_rows(drafting, location->record);
	for (size_t i = 0; i < location->phone_count; i++)
		add_phone(drafting, location->phones[i]);
}

static void add_entry(const struct drafting *drafting,
		      const struct entry *entry)
{
	const struct directory *directory = drafting->edition->directory;

	add_rows(drafting, entry->record);
	if (record_is(entry->record, ENTRY_ADDRESS_VISIBILITY, "public"))
		add_row(drafting, entry->record, ENTRY_ADDRESS, RANK_DETAIL);
	for (size_t i = 0; i < entry->location_count; i++)
		add_location(drafting, entry->locations[i]);
	for (size_t i = 0; i < entry->term_count; i++)
		add_term(drafting, &directory->terms[entry->terms[i]]);
	for (size_t i = 0; i < entry->phone_count; i++)
		add_phone(drafting, entry->phones[i]);
}

/* A line is found by itself, and by who answers it. */
static void add_lines(struct drafting *drafting,
		      const struct phone *const *lines, size_t count)
{
	for (size_t i = 0; i < count; i++, drafting->place++) {
		add_phone(drafting, lines[i]);
		add_row(drafting, lines[i]->answered_by, ANSWERED_BY_NAME,
			RANK_DETAIL);
	}
}

static const struct inverted_index *inverted_of(const struct edition *edition,
						struct arena *arena)
{
	const struct directory *directory = edition->directory;
	struct drafting drafting = {
		.edition = edition,
		.draft = inverted_index_begin(),
	};

	for (; drafting.place < directory->entry_count; drafting.place++)
		add_entry(&drafting, directory->entries[drafting.place]);
	add_lines(&drafting, directory->crisis, directory->crisis_count);
	add_lines(&drafting, directory->lines, directory->line_count);
	return inverted_index_end(drafting.draft, edition->locale->tag, arena);
}

/* The place of the language in which a value is written; -1 for one that the
 * edition does not show. */
static int language_of(const struct index *index, const struct value *value)
{
	if (value->language == NULL)
		return 0;
	if (index->languages[1] != NULL &&
	    strcmp(value->language, index->languages[1]) == 0)
		return 1;
	return -1;
}

static void add_synonym(struct index *index, const struct value *value,
			struct arena *arena)
{
	struct index_synonym *synonym =
		&index->synonyms[index->synonym_count++];
	const char *list = value->text;
	struct list_item item;
	size_t room = 1;

	for (const char *at = list; *at != '\0'; at++)
		room += *at == ',';
	synonym->language = (size_t)language_of(index, value);
	synonym->items = arena_alloc(arena, room * sizeof(struct token_list));
	while (list_next_word(&list, ",", &item))
		synonym->items[synonym->count++] = index_read(
			index, arena_text(arena, item.text, item.length),
			arena);
}

static void add_synonyms(struct index *index, const struct directory *directory,
			 struct arena *arena)
{
	const struct value *all = directory->about->values[DIRECTORY_SYNONYM];
	size_t room = 1;

	for (const struct value *each = all; each != NULL; each = each->next)
		room++;
	index->synonyms =
		arena_alloc(arena, room * sizeof(struct index_synonym));
	for (const struct value *each = all; each != NULL; each = each->next)
		if (language_of(index, each) >= 0)
			add_synonym(index, each, arena);
}

static struct token_list little_of(const struct index *index,
				   const struct locale *locale,
				   struct arena *arena)
{
	const char *words = json_string_value(
		json_object_get(locale->words, "little_words"));

	return index_read(index, words != NULL ? words : "", arena);
}

const struct index *index_new(const struct edition *edition,
			      const struct index *original, struct arena *arena)
{
	struct index *index = arena_alloc(arena, sizeof(*index));

	index->place_count = edition->directory->entry_count +
			     edition->directory->crisis_count +
			     edition->directory->line_count;
	index->languages[0] = edition->original->tag;
	if (original != NULL) {
		index->languages[1] = edition->locale->tag;
		index->inverted[0] = original->inverted[0];
		index->inverted[1] = inverted_of(edition, arena);
		index->little[1] = little_of(index, edition->locale, arena);
	} else {
		index->inverted[0] = inverted_of(edition, arena);
	}
	index->little[0] = little_of(index, edition->original, arena);
	add_synonyms(index, edition->directory, arena);
	return index;
}

struct token_list index_read(const struct index *index, const char *text,
			     struct arena *arena)
{
	return token_list_read(text, index->languages, arena);
}

void index_find(const struct index *index, const struct word *word,
		bool is_unfinished, unsigned char *ranks)
{
	for (size_t i = 0; i < TOKEN_LIST_LANGUAGES; i++) {
		const struct inverted_index_lookup lookup = { word->text,
							      word->stems[i],
							      is_unfinished };

		if (index->inverted[i] != NULL)
			inverted_index_find(index->inverted[i], &lookup, ranks);
	}
}

static bool has_word(const struct index *index, const char *text)
{
	for (size_t i = 0; i < TOKEN_LIST_LANGUAGES; i++)
		if (index->inverted[i] != NULL &&
		    inverted_index_has(index->inverted[i], text))
			return true;
	return false;
}

const char *index_part(const struct index *index, const char *word,
		       struct arena *arena)
{
	size_t length = strlen(word);

	for (size_t at = 1; at < length; at++) {
		const char *first;

		if (utf8_is_inside(word[at]) ||
		    utf8_letters(word + at) < PART_LETTERS)
			continue;
		first = arena_text(arena, word, at);
		if (has_word(index, first) && has_word(index, word + at))
			return arena_printf(arena, "%s %s", first, word + at);
	}
	return NULL;
}

bool index_is_little(const struct index *index, const struct word *word)
{
	for (size_t i = 0; i < TOKEN_LIST_LANGUAGES; i++)
		for (size_t j = 0; j < index->little[i].count; j++)
			if (strcmp(index->little[i].items[j].word.text,
				   word->text) == 0)
				return true;
	return false;
}

bool index_has_more(const struct index *index, const struct token_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (!index_is_little(index, &list->items[i].word))
			return true;
	return false;
}
