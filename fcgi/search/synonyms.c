/* Read once; each item is found by a search in a sorted array. */
#include "search/synonyms.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/sorted.h"
#include "base/table.h"
#include "search/index.h"
#include "text/list.h"

/* What parts those that mean the same, and behind them those to which they
 * lead. */
#define LEADS '>'
#define PARTS ",>"

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

/* A word of the rows, and what the index says of it. */
struct known {
	const char *text;
	bool is_little, is_found;
};

/* Most words stand in several rows: each is looked up once. */
struct reading {
	struct index *index;
	struct stems *stems;
	struct table words;
	struct known *known; /* by their numbers */
	size_t room;
	struct arena *arena, *scratch;
};

static bool is_found(const struct index *index, const struct word *word)
{
	for (size_t i = 0; i < TOKEN_LIST_LANGUAGES; i++) {
		const struct inverted_index_lookup lookup = { word->text,
							      word->stems[i],
							      false };

		if (index->inverted[i] != NULL &&
		    inverted_index_first(index->inverted[i], &lookup) != NULL)
			return true;
	}
	return false;
}

static const struct known *known_of(struct reading *reading,
				    const struct word *word)
{
	size_t before = reading->words.count;
	size_t number = table_add(&reading->words, "", word->text);

	if (number == reading->room) {
		reading->room = reading->words.room;
		reading->known =
			alloc_grow(reading->known,
				   reading->room * sizeof(*reading->known));
	}
	if (number == before)
		reading->known[number] = (struct known){
			.text = word->text,
			.is_little = index_is_little(reading->index, word),
			.is_found = is_found(reading->index, word),
		};
	return &reading->known[number];
}

/* Whether some of the words are more than little ones. Knows all of them. */
static bool has_more(struct reading *reading, const struct token_list *item)
{
	bool has = false;

	for (size_t i = 0; i < item->count; i++)
		has |= !known_of(reading, &item->items[i].word)->is_little;
	return has;
}

/* What is tied or was short may be found in one, and little words need not be
 * found. */
static bool is_somewhere(struct reading *reading, const struct token_list *item)
{
	bool may_lack = has_more(reading, item);

	for (size_t i = 0; i < item->count; i++) {
		const struct known *known =
			known_of(reading, &item->items[i].word);

		if (item->items[i].tied.text != NULL)
			return true;
		if (!(may_lack && known->is_little) && !known->is_found)
			return false;
	}
	return item->count > 0;
}

static size_t room_of(const char *list)
{
	size_t room = 1;

	for (; *list != '\0'; list++)
		room += strchr(PARTS, *list) != NULL;
	return room;
}

static struct token_list read_item(struct reading *reading,
				   const struct list_item *item)
{
	return token_list_read_with(
		arena_text(reading->scratch, item->text, item->length),
		reading->index->languages, reading->stems, reading->arena);
}

static void add_row(struct reading *reading, const struct value *value)
{
	struct synonyms *synonyms = &reading->index->synonyms;
	struct index_synonym *synonym = &synonyms->rows[synonyms->count++];
	const char *list = value->text;
	size_t room = room_of(list);
	struct list_item item;

	synonym->language = (size_t)language_of(reading->index, value);
	synonym->items =
		arena_alloc(reading->arena, room * sizeof(struct token_list));
	synonym->is_somewhere =
		arena_alloc(reading->arena, room * sizeof(bool));
	while (list_next_word(&list, PARTS, &item)) {
		size_t place = synonym->count++;

		synonym->items[place] = read_item(reading, &item);
		synonym->is_somewhere[place] =
			is_somewhere(reading, &synonym->items[place]);
		if (item.end == LEADS)
			synonym->meant = synonym->count;
	}
}

static int by_stem(const void *a, const void *b)
{
	const struct synonym_start *one = a, *other = b;
	int order = strcmp(one->stem, other->stem);

	if (order != 0)
		return order;
	if (one->synonym != other->synonym)
		return one->synonym < other->synonym ? -1 : 1;
	return one->item < other->item ? -1 : one->item > other->item;
}

static int by_text(const void *a, const void *b)
{
	const struct synonym_word *one = a, *other = b;

	return strcmp(one->text, other->text);
}

static void add_item(struct synonyms *synonyms, const struct index_synonym *row,
		     size_t place)
{
	const struct token_list *item = &row->items[place];
	size_t language = row->language;

	if (item->count > 0)
		synonyms->starts[language][synonyms->start_counts[language]++] =
			(struct synonym_start){
				item->items[0].word.stems[language], row, place
			};
}

static void set_starts(struct synonyms *synonyms, struct arena *arena)
{
	size_t items[TOKEN_LIST_LANGUAGES] = { 0 };

	for (size_t i = 0; i < synonyms->count; i++)
		items[synonyms->rows[i].language] += synonyms->rows[i].count;
	for (size_t i = 0; i < TOKEN_LIST_LANGUAGES; i++)
		synonyms->starts[i] = arena_alloc(
			arena, (items[i] + 1) * sizeof(**synonyms->starts));
	for (size_t i = 0; i < synonyms->count; i++)
		for (size_t j = 0; j < synonyms->rows[i].count; j++)
			add_item(synonyms, &synonyms->rows[i], j);
	for (size_t i = 0; i < TOKEN_LIST_LANGUAGES; i++)
		qsort(synonyms->starts[i], synonyms->start_counts[i],
		      sizeof(**synonyms->starts), by_stem);
}

static void set_words(struct synonyms *synonyms, const struct reading *reading)
{
	size_t count = synonyms->word_count = reading->words.count;

	synonyms->words = arena_alloc(reading->arena,
				      (count + 1) * sizeof(*synonyms->words));
	for (size_t i = 0; i < count; i++)
		synonyms->words[i] = (struct synonym_word){
			reading->known[i].text,
			inverted_index_letters(reading->known[i].text),
		};
	qsort(synonyms->words, count, sizeof(*synonyms->words), by_text);
}

static void read_rows(struct reading *reading, const struct value *all)
{
	struct index *index = reading->index;
	size_t room = 1;

	for (const struct value *each = all; each != NULL; each = each->next)
		room++;
	index->synonyms.rows = arena_alloc(
		reading->arena, room * sizeof(*index->synonyms.rows));
	for (const struct value *each = all; each != NULL; each = each->next)
		if (language_of(index, each) >= 0)
			add_row(reading, each);
}

void synonyms_read(struct index *index, const struct directory *directory,
		   struct stems *stems, struct arena *arena)
{
	struct reading reading = {
		.index = index,
		.stems = stems,
		.arena = arena,
		.scratch = arena_new(),
	};

	reading.words = table_new(0, reading.scratch);
	read_rows(&reading, directory->about->values[DIRECTORY_SYNONYM]);
	set_starts(&index->synonyms, arena);
	set_words(&index->synonyms, &reading);
	free(reading.known);
	arena_free(reading.scratch);
}

static bool starts_before(const void *item, const void *stem)
{
	const struct synonym_start *start = item;

	return strcmp(start->stem, stem) < 0;
}

static const struct synonym_start *starts_at(const struct synonyms *synonyms,
					     size_t language,
					     const struct word *word,
					     size_t *count)
{
	const struct synonym_start *starts = synonyms->starts[language];
	const char *stem = word->stems[language];
	size_t end = stem != NULL ? synonyms->start_counts[language] : 0;
	size_t first =
		sorted_first(starts, end, sizeof(*starts), starts_before, stem);
	size_t last = first;

	while (last < end && strcmp(starts[last].stem, stem) == 0)
		last++;
	*count = last - first;
	return starts + first;
}

const struct synonym_start *synonyms_at(const struct synonyms *synonyms,
					size_t language,
					const struct word *word, size_t *count)
{
	const struct synonym_start *starts;

	for (size_t i = language + 1; i < TOKEN_LIST_LANGUAGES; i++) {
		starts = starts_at(synonyms, i, word, count);
		if (*count > 0) {
			*count = 0;
			return starts;
		}
	}
	return starts_at(synonyms, language, word, count);
}

bool synonyms_lead(const struct index_synonym *synonym, size_t from, size_t to)
{
	if (from == to || !synonym->is_somewhere[to])
		return false;
	return synonym->meant == 0 ||
	       (from < synonym->meant && to >= synonym->meant);
}

bool synonyms_have(const struct synonyms *synonyms, const char *word)
{
	const struct synonym_word wanted = { .text = word };

	return bsearch(&wanted, synonyms->words, synonyms->word_count,
		       sizeof(wanted), by_text) != NULL;
}
