/* Folded words, and what ties them together. */
#include "search/token-list.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "search/shorthand.h"
#include "text/fold.h"
#include "text/list.h"

#define WORD_ROOM ((size_t)64 * 1024)

struct reading {
	struct token_list list; /* its items are for free() */
	size_t room;
	const char *const *languages;
	struct stems *stems;
	bool is_exact;
	struct buf text;
};

static struct word word_of(struct reading *reading, const char *text)
{
	struct word word = { .text = stems_text(reading->stems, text) };

	for (size_t i = 0; i < TOKEN_LIST_LANGUAGES; i++)
		word.stems[i] =
			reading->languages[i] != NULL ?
				stems_of(reading->stems, reading->languages[i],
					 word.text) :
				word.text;
	return word;
}

/* Adds a word at the end of what was read. */
static void add(struct reading *reading, const char *text, bool is_pair)
{
	struct token_list *list = &reading->list;

	if (list->count == reading->room) {
		reading->room = 2 * reading->room + 4;
		list->items = alloc_grow(list->items,
					 reading->room * sizeof(*list->items));
	}
	list->items[list->count++] = (struct token_list_item){
		.word = word_of(reading, text),
		.is_pair = is_pair,
		.parts = 1,
	};
}

/* Adds the word; one of marks alone is none. */
static void take(struct reading *reading, const struct fold_word *next)
{
	size_t before = reading->text.length;

	fold_print(next, &reading->text);
	if (reading->text.length > before)
		add(reading, buf_text(&reading->text) + before, next->is_pair);
}

/* The words for which the last one stands, the reader's language first; NULL:
 * it is not short for others. */
static const char *written_out(const struct reading *reading)
{
	const struct token_list *list = &reading->list;
	const char *word = list->items[list->count - 1].word.text;
	const char *words = NULL;

	for (size_t i = TOKEN_LIST_LANGUAGES; i-- > 0 && words == NULL;)
		if (reading->languages[i] != NULL)
			words = shorthand_words(reading->languages[i], word);
	return words;
}

/* Puts those in its place; it may also be a name as it is. */
static void write_out(struct reading *reading)
{
	struct token_list *list = &reading->list;
	size_t first = list->count - 1;
	struct word tied = list->items[first].word;
	const char *words = written_out(reading);
	struct list_item item;

	if (words == NULL)
		return;
	list->count = first;
	while (list_next_word(&words, " ", &item)) {
		buf_clear(&reading->text);
		buf_put(&reading->text, item.text, item.length);
		add(reading, buf_text(&reading->text), false);
	}
	list->items[first].parts = list->count - first;
	list->items[first].tied = tied;
	list->items[first].is_short = true;
}

/* Ends the words that are tied from `first` on. */
static void tie(struct reading *reading, size_t first)
{
	size_t parts = reading->list.count - first;

	if (parts > 1) {
		struct token_list_item *item = &reading->list.items[first];

		item->parts = parts;
		item->tied = word_of(reading, buf_text(&reading->text));
	} else if (parts == 1 && !reading->is_exact) {
		write_out(reading);
	}
	if (buf_is_spoilt(&reading->text))
		buf_free(&reading->text);
	buf_clear(&reading->text);
}

static struct token_list read_list(
	const char *text, const char *const languages[TOKEN_LIST_LANGUAGES],
	bool is_exact, struct stems *stems, struct arena *arena)
{
	struct reading reading = {
		.languages = languages,
		.stems = stems,
		.is_exact = is_exact,
		.text = buf_new(WORD_ROOM),
	};
	struct token_list list;
	struct fold_word next;
	size_t first = 0;

	while (fold_next(&text, &next)) {
		take(&reading, &next);
		if (next.is_tied)
			continue;
		tie(&reading, first);
		first = reading.list.count;
	}
	buf_free(&reading.text);
	list = reading.list;
	list.items = arena_alloc(arena, (list.count + 1) * sizeof(*list.items));
	if (list.count > 0)
		memcpy(list.items, reading.list.items,
		       list.count * sizeof(*list.items));
	free(reading.list.items);
	return list;
}

struct token_list token_list_read_with(
	const char *text, const char *const languages[TOKEN_LIST_LANGUAGES],
	struct stems *stems, struct arena *arena)
{
	return read_list(text, languages, false, stems, arena);
}

struct token_list token_list_read(
	const char *text, const char *const languages[TOKEN_LIST_LANGUAGES],
	bool is_exact, struct arena *arena)
{
	struct stems *stems = stems_new(arena);
	struct token_list list =
		read_list(text, languages, is_exact, stems, arena);

	stems_free(stems);
	return list;
}

bool token_list_has(const struct token_list *list, size_t from,
		    const struct token_list *part, size_t language)
{
	if (part->count == 0 || part->count > list->count - from)
		return false;
	for (size_t i = 0; i < part->count; i++)
		if (strcmp(list->items[from + i].word.stems[language],
			   part->items[i].word.stems[language]) != 0)
			return false;
	return true;
}
