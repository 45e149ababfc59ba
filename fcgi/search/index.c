/* What an edition says, by words, with what stands for them. */
#include "search/index.h"

#include <stdlib.h>
#include <string.h>

#include "search/lines.h"
#include "search/texts.h"
#include "text/utf8.h"

/* The second of two words that are written in one has at least so many. */
#define PART_LETTERS 3

struct drafting {
	struct inverted_index_draft *draft;
	size_t place; /* of the entry that is read */
};

static void add_text(void *of, const char *text, enum rank rank)
{
	const struct drafting *drafting = of;

	inverted_index_add(drafting->draft, text, drafting->place, rank);
}

static int by_text(const void *left, const void *right)
{
	const struct token_list_item *a = left, *b = right;

	return strcmp(a->word.text, b->word.text);
}

/* The words of the interface in a list of that name, sorted. */
static struct token_list words_of(const char *const *languages,
				  const struct locale *locale, const char *name,
				  struct stems *stems, struct arena *arena)
{
	const char *words =
		json_string_value(json_object_get(locale->words, name));
	struct token_list list = token_list_read_with(
		words != NULL ? words : "", languages, stems, arena);

	if (list.count > 0)
		qsort(list.items, list.count, sizeof(*list.items), by_text);
	return list;
}

const struct inverted_index *index_words(const struct edition *edition,
					 struct arena *arena)
{
	const struct directory *directory = edition->directory;
	struct drafting drafting = { .draft = inverted_index_begin(
					     directory->entry_count) };
	const char *const languages[] = { edition->original->tag,
					  edition_is_translated(edition) ?
						  edition->locale->tag :
						  NULL };
	struct stems *stems = stems_new(arena);
	const struct token_list little = words_of(languages, edition->locale,
						  "little_words", stems, arena);

	stems_free(stems);
	for (size_t i = 0; i < directory->entry_count; i++, drafting.place++)
		texts_of_entry(edition, directory->entries[i], add_text,
			       &drafting);
	for (size_t i = 0; i < lines_count(directory); i++, drafting.place++)
		texts_of_line(edition, lines_at(directory, i), add_text,
			      &drafting);
	return inverted_index_end(drafting.draft, edition->locale->tag, &little,
				  arena);
}

/* The words by which the interface of a language tells what is said. */
static void set_voices(struct index *index, size_t language,
		       const struct locale *locale, struct stems *stems,
		       struct arena *arena)
{
	const struct {
		const char *name;
		struct token_list *list;
	} lists[] = {
		{ "little_words", &index->little[language] },
		{ "own_voice", &index->own[language] },
		{ "office_voice", &index->office[language] },
	};

	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++)
		*lists[i].list = words_of(index->languages, locale,
					  lists[i].name, stems, arena);
}

static bool is_former(const struct entry *entry)
{
	return entry->above != NULL && !entry_is_active(entry);
}

static void set_formers(struct index *index, const struct directory *directory,
			struct arena *arena)
{
	size_t count = 0;

	for (size_t i = 0; i < directory->entry_count; i++)
		count += is_former(directory->entries[i]);
	index->formers =
		arena_alloc(arena, (count + 1) * sizeof(*index->formers));
	for (size_t i = 0; i < directory->entry_count; i++)
		if (is_former(directory->entries[i]))
			index->formers[index->former_count++] =
				directory->entries[i];
}

void index_fill(struct index *index, const struct edition *edition,
		const struct inverted_index *words,
		const struct index *original, struct stems *stems,
		struct arena *arena)
{
	index->place_count = edition->directory->entry_count +
			     lines_count(edition->directory);
	index->edition = edition;
	index->languages[0] = edition->original->tag;
	if (original != NULL) {
		index->languages[1] = edition->locale->tag;
		index->dangers = original->dangers;
		index->formers = original->formers;
		index->former_count = original->former_count;
		set_voices(index, 1, edition->locale, stems, arena);
		index->inverted[0] = original->inverted[0];
		index->inverted[1] = words;
	} else {
		index->dangers = danger_read(edition->directory, stems, arena);
		set_formers(index, edition->directory, arena);
		index->inverted[0] = words;
	}
	set_voices(index, 0, edition->original, stems, arena);
	synonyms_read(index, edition->directory, stems, arena);
	kin_read(index, arena);
}

struct token_list index_read(const struct index *index, const char *text,
			     bool is_exact, struct arena *arena)
{
	return token_list_read(text, index->languages, is_exact, arena);
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

static bool has_token(const struct token_list *list, const char *text)
{
	const struct token_list_item wanted = { .word.text = text };

	return list->count > 0 && bsearch(&wanted, list->items, list->count,
					  sizeof(wanted), by_text) != NULL;
}

static bool has_little(const struct index *index, const char *text)
{
	for (size_t i = 0; i < TOKEN_LIST_LANGUAGES; i++)
		if (has_token(&index->little[i], text))
			return true;
	return false;
}

bool index_knows(const struct index *index, const char *word)
{
	const struct edition *all = index->edition->all;

	for (size_t i = 0; i < all->count; i++) {
		const struct index *one = all[i].index;

		if (one != NULL &&
		    (has_word(one, word) || has_little(one, word) ||
		     synonyms_have(&one->synonyms, word)))
			return true;
	}
	return false;
}

bool index_is_little(const struct index *index, const struct word *word)
{
	return has_little(index, word->text);
}

/* Whether one of the words is in one of the lists, one for each language. */
static bool has_any(const struct token_list *lists,
		    const struct token_list *words)
{
	for (size_t i = 0; i < TOKEN_LIST_LANGUAGES; i++)
		for (size_t j = 0; j < words->count; j++)
			if (has_token(&lists[i], words->items[j].word.text))
				return true;
	return false;
}

bool index_has_own(const struct index *index, const struct token_list *list)
{
	return has_any(index->own, list) && !has_any(index->office, list);
}

bool index_has_more(const struct index *index, const struct token_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (!index_is_little(index, &list->items[i].word))
			return true;
	return false;
}
