/* Read once; each item is found by a search in a sorted array. */
#include "search/synonyms.h"

#include <stdlib.h>
#include <string.h>

#include "base/sorted.h"
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

/* What is tied may be found in one, and little words need not be found. */
static bool is_somewhere(const struct index *index,
			 const struct token_list *item)
{
	bool has_more = index_has_more(index, item);

	for (size_t i = 0; i < item->count; i++) {
		const struct word *word = &item->items[i].word;

		if (item->items[i].parts > 1)
			return true;
		if (!(has_more && index_is_little(index, word)) &&
		    !is_found(index, word))
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

static void add_row(struct index *index, const struct value *value,
		    struct arena *arena)
{
	struct index_synonym *synonym =
		&index->synonyms.rows[index->synonyms.count++];
	const char *list = value->text;
	size_t room = room_of(list);
	struct list_item item;

	synonym->language = (size_t)language_of(index, value);
	synonym->items = arena_alloc(arena, room * sizeof(struct token_list));
	synonym->is_somewhere = arena_alloc(arena, room * sizeof(bool));
	while (list_next_word(&list, PARTS, &item)) {
		size_t place = synonym->count++;

		synonym->items[place] = index_read(
			index, arena_text(arena, item.text, item.length),
			arena);
		synonym->is_somewhere[place] =
			is_somewhere(index, &synonym->items[place]);
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
	for (size_t i = 0; i < item->count; i++)
		synonyms->words[synonyms->word_count++] = (struct synonym_word){
			item->items[i].word.text,
			inverted_index_letters(item->items[i].word.text),
		};
}

/* Each word once. */
static void sort_words(struct synonyms *synonyms)
{
	size_t count = 0;

	qsort(synonyms->words, synonyms->word_count, sizeof(*synonyms->words),
	      by_text);
	for (size_t i = 0; i < synonyms->word_count; i++)
		if (count == 0 || by_text(&synonyms->words[count - 1],
					  &synonyms->words[i]) != 0)
			synonyms->words[count++] = synonyms->words[i];
	synonyms->word_count = count;
}

static void sort(struct synonyms *synonyms, struct arena *arena)
{
	size_t items = 0, words = 0;

	for (size_t i = 0; i < synonyms->count; i++) {
		items += synonyms->rows[i].count;
		for (size_t j = 0; j < synonyms->rows[i].count; j++)
			words += synonyms->rows[i].items[j].count;
	}
	synonyms->words =
		arena_alloc(arena, (words + 1) * sizeof(*synonyms->words));
	for (size_t i = 0; i < TOKEN_LIST_LANGUAGES; i++)
		synonyms->starts[i] = arena_alloc(
			arena, (items + 1) * sizeof(**synonyms->starts));
	for (size_t i = 0; i < synonyms->count; i++)
		for (size_t j = 0; j < synonyms->rows[i].count; j++)
			add_item(synonyms, &synonyms->rows[i], j);
	for (size_t i = 0; i < TOKEN_LIST_LANGUAGES; i++)
		qsort(synonyms->starts[i], synonyms->start_counts[i],
		      sizeof(**synonyms->starts), by_stem);
	sort_words(synonyms);
}

void synonyms_read(struct index *index, const struct directory *directory,
		   struct arena *arena)
{
	const struct value *all = directory->about->values[DIRECTORY_SYNONYM];
	size_t room = 1;

	for (const struct value *each = all; each != NULL; each = each->next)
		room++;
	index->synonyms.rows =
		arena_alloc(arena, room * sizeof(*index->synonyms.rows));
	for (const struct value *each = all; each != NULL; each = each->next)
		if (language_of(index, each) >= 0)
			add_row(index, each, arena);
	sort(&index->synonyms, arena);
}

static bool starts_before(const void *item, const void *stem)
{
	const struct synonym_start *start = item;

	return strcmp(start->stem, stem) < 0;
}

const struct synonym_start *synonyms_at(const struct synonyms *synonyms,
					size_t language,
					const struct word *word, size_t *count)
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
