/* Folded words, and what ties them together. */
#include "search/token-list.h"

#include <string.h>

#include "text/fold.h"

#define WORD_ROOM ((size_t)64 * 1024)

struct reading {
	struct token_list list;
	const char *const *languages;
	struct stems *stems;
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

/* Room for every word that the text can have. */
static struct token_list_item *room_for(const char *text, struct arena *arena)
{
	struct fold_word word;
	size_t count = 1;

	while (fold_next(&text, &word))
		count++;
	return arena_alloc(arena, count * sizeof(struct token_list_item));
}

/* Adds the word at the end of what was read; a word of marks alone is none. */
static void take(struct reading *reading, const struct fold_word *next)
{
	struct token_list *list = &reading->list;
	size_t before = reading->text.length;
	struct token_list_item *item = &list->items[list->count];

	fold_print(next, &reading->text);
	if (reading->text.length == before)
		return;
	item->parts = 1;
	item->is_pair = next->is_pair;
	item->word = word_of(reading, buf_text(&reading->text) + before);
	list->count++;
}

/* Ends the words that are tied from `first` on. */
static void tie(struct reading *reading, size_t first)
{
	struct token_list_item *item = &reading->list.items[first];

	if (reading->list.count - first > 1) {
		item->parts = reading->list.count - first;
		item->tied = word_of(reading, buf_text(&reading->text));
	}
	if (buf_is_spoilt(&reading->text))
		buf_free(&reading->text);
	buf_clear(&reading->text);
}

struct token_list token_list_read_with(
	const char *text, const char *const languages[TOKEN_LIST_LANGUAGES],
	struct stems *stems, struct arena *arena)
{
	struct reading reading = {
		.list.items = room_for(text, arena),
		.languages = languages,
		.stems = stems,
		.text = buf_new(WORD_ROOM),
	};
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
	return reading.list;
}

struct token_list token_list_read(
	const char *text, const char *const languages[TOKEN_LIST_LANGUAGES],
	struct arena *arena)
{
	struct stems *stems = stems_new(arena);
	struct token_list list =
		token_list_read_with(text, languages, stems, arena);

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
