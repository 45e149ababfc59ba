/* Each phrase is read in its own language, and so is the text. */
#include "search/danger.h"

#include <string.h>

#include "search/lines.h"
#include "search/token-list.h"
#include "text/edit-distance.h"
#include "text/list.h"
#include "text/utf8.h"

/* Of a word of so many letters one may be wrong. */
#define ONE_EDIT 6

struct danger {
	const char *language; /* a tag */
	const struct phone *line;
	struct token_list words;
	struct danger *next;
};

struct danger_list {
	struct danger *first, **end;
	const struct phone **lines; /* NULL-terminated */
	size_t count;
};

/* A text in the language that was asked for last: phrases of one language
 * stand together. */
struct reading {
	const char *text, *language;
	struct token_list list;
	struct arena *arena;
};

static struct token_list read_in(const char *language, const char *text,
				 struct arena *arena)
{
	const char *const languages[TOKEN_LIST_LANGUAGES] = { language, NULL };

	return token_list_read(text, languages, arena);
}

static void add_phrases(struct danger_list *list, const struct phone *line,
			const struct value *value, const char *language,
			struct arena *arena)
{
	const char *rest = value->text;
	struct list_item item;

	while (list_next_word(&rest, ",", &item)) {
		struct danger *danger = arena_alloc(arena, sizeof(*danger));
		const char *text = arena_text(arena, item.text, item.length);

		danger->language = language;
		danger->line = line;
		danger->words = read_in(language, text, arena);
		*list->end = danger;
		list->end = &danger->next;
	}
}

static bool has_line(const struct danger_list *list, const struct phone *line)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->lines[i] == line)
			return true;
	return false;
}

const struct danger_list *danger_read(const struct directory *directory,
				      struct arena *arena)
{
	struct danger_list *list = arena_alloc(arena, sizeof(*list));
	size_t most = lines_count(directory);
	const char *usual = directory->about->values[DIRECTORY_LANGUAGES]->text;

	list->end = &list->first;
	list->lines = arena_alloc(arena, (most + 1) * sizeof(*list->lines));
	for (size_t i = 0; i < most; i++) {
		const struct phone *line = lines_at(directory, i);
		const struct value *value = line->record->values[PHONE_DANGER];

		if (value == NULL || has_line(list, line))
			continue;
		list->lines[list->count++] = line;
		for (; value != NULL; value = value->next)
			add_phrases(list, line, value,
				    value->language != NULL ? value->language :
							      usual,
				    arena);
	}
	return list;
}

/* Whoever is in danger types in haste: of a long word a letter may be wrong. */
static bool is_alike(const struct word *one, const struct word *other)
{
	if (strcmp(one->stems[0], other->stems[0]) == 0)
		return true;
	return utf8_letters(other->text) >= ONE_EDIT &&
	       edit_distance(one->text, other->text, 1) <= 1;
}

static bool stands_at(const struct token_list *list, size_t from,
		      const struct token_list *words)
{
	if (words->count == 0 || words->count > list->count - from)
		return false;
	for (size_t i = 0; i < words->count; i++)
		if (!is_alike(&list->items[from + i].word,
			      &words->items[i].word))
			return false;
	return true;
}

static bool is_said(const struct danger *danger, struct reading *reading)
{
	if (reading->language == NULL ||
	    strcmp(reading->language, danger->language) != 0) {
		reading->language = danger->language;
		reading->list = read_in(danger->language, reading->text,
					reading->arena);
	}
	for (size_t i = 0; i < reading->list.count; i++)
		if (stands_at(&reading->list, i, &danger->words))
			return true;
	return false;
}

const struct phone *danger_find(const struct danger_list *list,
				const char *text, struct arena *arena)
{
	struct reading reading = { .text = text, .arena = arena };
	const struct danger *longest = NULL;

	for (const struct danger *each = list->first; each != NULL;
	     each = each->next)
		if ((longest == NULL ||
		     each->words.count > longest->words.count) &&
		    is_said(each, &reading))
			longest = each;
	return longest != NULL ? longest->line : NULL;
}

const struct phone *danger_line(const struct danger_list *list, size_t place)
{
	return place < list->count ? list->lines[place] : NULL;
}
