/* Each phrase is read in its own language, and so is the text. */
#include "search/danger.h"

#include <string.h>

#include "search/lines.h"
#include "search/token-list.h"
#include "text/edit-distance.h"
#include "text/list.h"
#include "text/sound.h"
#include "text/utf8.h"

/* Of a word of so many letters one may be wrong. */
#define ONE_EDIT 6

/* Words, and how each of them sounds. */
struct phrase {
	struct token_list words;
	uint32_t *sounds;
};

struct danger {
	const char *language; /* a tag */
	const struct phone *line;
	bool is_harmless;
	struct phrase phrase;
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
	struct phrase phrase;
	bool *is_harmless; /* by word: it stands in harmless ones */
	struct stems *stems;
	struct arena *arena;
};

static struct phrase read_in(const char *language, const char *text,
			     struct stems *stems, struct arena *arena)
{
	const char *const languages[TOKEN_LIST_LANGUAGES] = { language, NULL };
	struct phrase phrase = {
		token_list_read_with(text, languages, stems, arena), NULL
	};

	phrase.sounds = arena_alloc(arena, (phrase.words.count + 1) *
						   sizeof(*phrase.sounds));
	for (size_t i = 0; i < phrase.words.count; i++)
		phrase.sounds[i] =
			sound_of(language, phrase.words.items[i].word.text);
	return phrase;
}

/* Adds the phrases of a line's words, each of which is of a language. */
static void add_phrases(struct danger_list *list, const struct phone *line,
			enum phone_row field, const char *usual,
			struct stems *stems, struct arena *arena)
{
	const struct value *value = line->record->values[field];

	for (; value != NULL; value = value->next) {
		const char *rest = value->text;
		struct list_item item;

		while (list_next_word(&rest, ",", &item)) {
			struct danger *danger =
				arena_alloc(arena, sizeof(*danger));

			danger->language = value->language != NULL ?
						   value->language :
						   usual;
			danger->line = line;
			danger->is_harmless = field == PHONE_HARMLESS;
			danger->phrase = read_in(
				danger->language,
				arena_text(arena, item.text, item.length),
				stems, arena);
			*list->end = danger;
			list->end = &danger->next;
		}
	}
}

static bool has_line(const struct danger_list *list, const struct phone *line)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->lines[i] == line)
			return true;
	return false;
}

/* Whether a line has such words, and was not met before. */
static bool is_of_danger(const struct danger_list *list,
			 const struct phone *line)
{
	return line->record->values[PHONE_DANGER] != NULL &&
	       !has_line(list, line);
}

/* What is harmless stands first: it says what of a text means no danger. */
const struct danger_list *danger_read(const struct directory *directory,
				      struct stems *stems, struct arena *arena)
{
	struct danger_list *list = arena_alloc(arena, sizeof(*list));
	size_t most = lines_count(directory);
	const char *usual = directory->about->values[DIRECTORY_LANGUAGES]->text;

	list->end = &list->first;
	list->lines = arena_alloc(arena, (most + 1) * sizeof(*list->lines));
	for (size_t i = 0; i < most; i++)
		if (is_of_danger(list, lines_at(directory, i)))
			list->lines[list->count++] = lines_at(directory, i);
	for (size_t i = 0; i < list->count; i++)
		add_phrases(list, list->lines[i], PHONE_HARMLESS, usual, stems,
			    arena);
	for (size_t i = 0; i < list->count; i++)
		add_phrases(list, list->lines[i], PHONE_DANGER, usual, stems,
			    arena);
	return list;
}

/* Whoever is in danger types in haste and by ear: of a long word a letter may
 * be wrong, and any may be another that sounds so. */
static bool is_alike(const struct phrase *text, size_t at,
		     const struct danger *danger, size_t place)
{
	const struct word *one = &text->words.items[at].word;
	const struct word *other = &danger->phrase.words.items[place].word;

	if (strcmp(one->stems[0], other->stems[0]) == 0)
		return true;
	if (danger->is_harmless)
		return false;
	if (text->sounds[at] != 0 &&
	    text->sounds[at] == danger->phrase.sounds[place])
		return true;
	return utf8_letters(other->text) >= ONE_EDIT &&
	       edit_distance(one->text, other->text, 1) <= 1;
}

static bool stands_at(const struct reading *reading, size_t from,
		      const struct danger *danger)
{
	size_t count = danger->phrase.words.count;

	if (count == 0 || count > reading->phrase.words.count - from)
		return false;
	for (size_t i = 0; i < count; i++)
		if (reading->is_harmless[from + i] ||
		    !is_alike(&reading->phrase, from + i, danger, i))
			return false;
	return true;
}

static void read_again(struct reading *reading, const char *language)
{
	if (reading->language != NULL &&
	    strcmp(reading->language, language) == 0)
		return;
	reading->language = language;
	reading->phrase = read_in(language, reading->text, reading->stems,
				  reading->arena);
	if (reading->is_harmless == NULL)
		reading->is_harmless = arena_alloc(
			reading->arena, reading->phrase.words.count + 1);
}

/* What is said and harmless is only marked. */
static bool is_said(const struct danger *danger, struct reading *reading)
{
	read_again(reading, danger->language);
	for (size_t i = 0; i < reading->phrase.words.count; i++) {
		if (!stands_at(reading, i, danger))
			continue;
		if (!danger->is_harmless)
			return true;
		memset(reading->is_harmless + i, true,
		       danger->phrase.words.count);
	}
	return false;
}

const struct phone *danger_find(const struct danger_list *list,
				const char *text, struct arena *arena)
{
	struct reading reading = { .text = text,
				   .stems = stems_new(arena),
				   .arena = arena };
	const struct danger *longest = NULL;

	for (const struct danger *each = list->first; each != NULL;
	     each = each->next)
		if ((longest == NULL ||
		     each->phrase.words.count > longest->phrase.words.count) &&
		    is_said(each, &reading))
			longest = each;
	stems_free(reading.stems);
	return longest != NULL ? longest->line : NULL;
}

const struct phone *danger_line(const struct danger_list *list, size_t place)
{
	return place < list->count ? list->lines[place] : NULL;
}
