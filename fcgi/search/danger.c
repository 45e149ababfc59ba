/* Each phrase is read in its own language, and so is the text. */
#include "search/danger.h"

#include <string.h>

#include "search/lines.h"
#include "search/token-list.h"
#include "text/edit-distance.h"
#include "text/list.h"
#include "text/sound.h"
#include "text/utf8.h"

/* Of a word of so many letters one may be wrong; a shorter one that stands
 * alone sounds like too many others. */
#define ONE_EDIT 6

/* Words, and how each of them sounds. */
struct phrase {
	struct token_list words;
	uint32_t *sounds;
};

/* One of the ways to say a part. */
struct way {
	struct phrase phrase;
	struct way *next;
};

/* What has to be said, in any of its ways. */
struct part {
	struct way *ways;
	struct part *next;
};

/* Said where each of its parts is, in any order. */
struct danger {
	const char *language; /* a tag */
	const struct phone *line;
	bool is_harmless;
	struct part *parts;
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

static struct way *read_ways(const char *language, const char *text,
			     const char *separators, struct stems *stems,
			     struct arena *arena)
{
	struct way *first = NULL, **end = &first;
	struct list_item item;

	while (list_next(&text, separators, &item)) {
		*end = arena_alloc(arena, sizeof(**end));
		(*end)->phrase = read_in(
			language, arena_text(arena, item.text, item.length),
			stems, arena);
		end = &(*end)->next;
	}
	return first;
}

/* What is harmless is one phrase, and so is what has no sign between parts,
 * whatever else stands in it. */
static void read_parts(struct danger *danger, const char *text,
		       struct stems *stems, struct arena *arena)
{
	bool is_whole = danger->is_harmless ||
			strpbrk(text, PHONE_DANGER_PARTS) == NULL;
	struct part **end = &danger->parts;
	struct list_item item;

	while (list_next(&text, is_whole ? "" : PHONE_DANGER_PARTS, &item)) {
		*end = arena_alloc(arena, sizeof(**end));
		(*end)->ways = read_ways(
			danger->language,
			arena_text(arena, item.text, item.length),
			is_whole ? "" : PHONE_DANGER_WAYS, stems, arena);
		end = &(*end)->next;
	}
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
			read_parts(danger,
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
		     const struct phrase *phrase, size_t place, bool is_exact)
{
	const struct word *one = &text->words.items[at].word;
	const struct word *other = &phrase->words.items[place].word;

	if (strcmp(one->stems[0], other->stems[0]) == 0)
		return true;
	if (is_exact ||
	    (phrase->words.count == 1 && utf8_letters(other->text) < ONE_EDIT))
		return false;
	if (text->sounds[at] != 0 && text->sounds[at] == phrase->sounds[place])
		return true;
	return utf8_letters(other->text) >= ONE_EDIT &&
	       edit_distance(one->text, other->text, 1) <= 1;
}

static bool stands_at(const struct reading *reading, size_t from,
		      const struct phrase *phrase, bool is_exact)
{
	size_t count = phrase->words.count;

	if (count == 0 || count > reading->phrase.words.count - from)
		return false;
	for (size_t i = 0; i < count; i++)
		if (reading->is_harmless[from + i] ||
		    !is_alike(&reading->phrase, from + i, phrase, i, is_exact))
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

/* Marks a phrase wherever it stands. */
static void mark(struct reading *reading, const struct phrase *phrase)
{
	for (size_t i = 0; i < reading->phrase.words.count; i++)
		if (stands_at(reading, i, phrase, true))
			memset(reading->is_harmless + i, true,
			       phrase->words.count);
}

static bool stands(const struct reading *reading, const struct phrase *phrase)
{
	for (size_t i = 0; i < reading->phrase.words.count; i++)
		if (stands_at(reading, i, phrase, false))
			return true;
	return false;
}

/* The words of the longest way in which it is said; 0: it is not. */
static size_t words_of_part(const struct part *part,
			    const struct reading *reading)
{
	size_t most = 0;

	for (const struct way *way = part->ways; way != NULL; way = way->next)
		if (way->phrase.words.count > most &&
		    stands(reading, &way->phrase))
			most = way->phrase.words.count;
	return most;
}

/* How many words say it; 0: it is not said. */
static size_t words_said(const struct danger *danger,
			 const struct reading *reading)
{
	size_t sum = 0;

	for (const struct part *part = danger->parts; part != NULL;
	     part = part->next) {
		size_t words = words_of_part(part, reading);

		if (words == 0)
			return 0;
		sum += words;
	}
	return sum;
}

const struct phone *danger_find(const struct danger_list *list,
				const char *text, struct arena *arena)
{
	struct reading reading = { .text = text,
				   .stems = stems_new(arena),
				   .arena = arena };
	const struct phone *line = NULL;
	size_t most = 0;

	for (const struct danger *each = list->first; each != NULL;
	     each = each->next) {
		size_t words;

		read_again(&reading, each->language);
		if (each->is_harmless) {
			mark(&reading, &each->parts->ways->phrase);
			continue;
		}
		words = words_said(each, &reading);
		if (words > most) {
			most = words;
			line = each->line;
		}
	}
	stems_free(reading.stems);
	return line;
}

const struct phone *danger_line(const struct danger_list *list, size_t place)
{
	return place < list->count ? list->lines[place] : NULL;
}
