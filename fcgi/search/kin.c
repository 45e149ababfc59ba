/* Little words first, then what the entries say, then the synonyms. */
#include "search/kin.h"

#include <stdlib.h>
#include <string.h>

#include "base/sorted.h"
#include "base/table.h"
#include "search/index.h"
#include "text/sound.h"
#include "text/utf8.h"

/* Shorter words sound like too many others. */
#define LEAST_LETTERS 3

/* What is hung on a word, `instead` of which its own ending stands, behind one
 * of some letters (NULL: any). A stemmer takes pronouns from an infinitive and
 * a gerund, but not from a command, whose accent it needs. */
struct ending {
	const char *language, *hung, *instead, *behind;
};

static const struct ending endings[] = {
	{ "es", "melo", "", "aen" },	 { "es", "mela", "", "aen" },
	{ "es", "melos", "", "aen" },	 { "es", "melas", "", "aen" },
	{ "es", "noslo", "", "aen" },	 { "es", "selo", "", "aen" },
	{ "es", "sela", "", "aen" },	 { "es", "me", "", "aen" },
	{ "es", "nos", "", "aen" },	 { "es", "les", "", "aen" },
	{ "es", "le", "", "aen" },	 { "es", "los", "", "aen" },
	{ "es", "las", "", "aen" },	 { "es", "lo", "", "aen" },
	{ "es", "la", "", "aen" },	 { "es", "se", "", "aen" },
	{ "es", "te", "", "aen" },	 { "es", "guito", "go", NULL },
	{ "es", "guita", "ga", NULL },	 { "es", "guitos", "gos", NULL },
	{ "es", "guitas", "gas", NULL }, { "es", "quito", "co", NULL },
	{ "es", "quita", "ca", NULL },	 { "es", "quitos", "cos", NULL },
	{ "es", "quitas", "cas", NULL }, { "es", "ecito", "o", NULL },
	{ "es", "ecita", "a", NULL },	 { "es", "cito", "", "enr" },
	{ "es", "cita", "", "enr" },	 { "es", "citos", "", "enr" },
	{ "es", "citas", "", "enr" },	 { "es", "ito", "o", NULL },
	{ "es", "ita", "a", NULL },	 { "es", "itos", "os", NULL },
	{ "es", "itas", "as", NULL },	 { "es", "illo", "o", NULL },
	{ "es", "illa", "a", NULL },	 { "es", "illos", "os", NULL },
	{ "es", "illas", "as", NULL },
};

static int by_sound(const void *a, const void *b)
{
	const struct kin_sound *one = a, *other = b;

	if (one->sound != other->sound)
		return one->sound < other->sound ? -1 : 1;
	return strcmp(one->text, other->text);
}

/* Words that are read: each sounds one way in each language. */
struct reading {
	const struct index *index;
	struct kin *kin;
	struct table seen;
};

static void add(struct reading *reading, size_t language, const char *text,
		const char *stem)
{
	const char *tag = reading->index->languages[language];
	size_t before = reading->seen.count;
	uint32_t sound;

	if (tag == NULL || table_add(&reading->seen, tag, text) != before)
		return;
	sound = sound_of(tag, stem);
	if (sound != 0)
		reading->kin->sounds[reading->kin->count++] =
			(struct kin_sound){ sound, text };
}

static size_t room_for(const struct index *index)
{
	size_t room = index->synonyms.word_count * TOKEN_LIST_LANGUAGES + 1;

	for (size_t i = 0; i < TOKEN_LIST_LANGUAGES; i++)
		room += index->little[i].count;
	return room;
}

/* Little words are found as they are written. */
static void add_little(struct reading *reading)
{
	for (size_t i = 0; i < TOKEN_LIST_LANGUAGES; i++) {
		const struct token_list *little = &reading->index->little[i];

		for (size_t j = 0; j < little->count; j++) {
			const char *text = little->items[j].word.text;

			if (utf8_letters(text) >= LEAST_LETTERS)
				add(reading, i, text, text);
		}
	}
}

static void add_row(struct reading *reading, const struct index_synonym *row)
{
	for (size_t i = 0; i < row->count; i++)
		for (size_t j = 0; j < row->items[i].count; j++) {
			const struct word *word = &row->items[i].items[j].word;

			add(reading, row->language, word->text,
			    word->stems[row->language]);
		}
}

static void sort(struct kin_sound *sounds, size_t count)
{
	qsort(sounds, count, sizeof(*sounds), by_sound);
}

void kin_read(struct index *index, struct arena *arena)
{
	struct arena *scratch = arena_new();
	struct kin *kin = &index->kin;
	struct reading reading = { index, kin, table_new(0, scratch) };

	kin->sounds =
		arena_alloc(arena, room_for(index) * sizeof(*kin->sounds));
	add_little(&reading);
	kin->little = kin->count;
	reading.seen = table_new(0, scratch);
	for (size_t i = 0; i < index->synonyms.count; i++)
		add_row(&reading, &index->synonyms.rows[i]);
	sort(kin->sounds, kin->little);
	sort(kin->sounds + kin->little, kin->count - kin->little);
	arena_free(scratch);
}

static bool sounds_before(const void *item, const void *wanted)
{
	const struct kin_sound *one = item;
	const uint32_t *sound = wanted;

	return one->sound < *sound;
}

/* The first of those from one place to another that sounds so, or NULL. */
static const char *sounding(const struct kin *kin, size_t from, size_t end,
			    uint32_t sound)
{
	size_t place = from + sorted_first(kin->sounds + from, end - from,
					   sizeof(*kin->sounds), sounds_before,
					   &sound);

	return place < end && kin->sounds[place].sound == sound ?
		       kin->sounds[place].text :
		       NULL;
}

/* What sounds as a word of that stem does in a language. */
static const char *heard(const struct index *index, size_t language,
			 const char *text, const char *stem)
{
	const char *tag = index->languages[language];
	uint32_t sound = sound_of(tag, stem);
	const struct inverted_index_word *word = NULL;
	const char *little;

	if (sound == 0 || utf8_letters(text) < LEAST_LETTERS)
		return NULL;
	little = sounding(&index->kin, 0, index->kin.little,
			  sound_of(tag, text));
	if (little != NULL)
		return little;
	if (index->inverted[language] != NULL)
		word = inverted_index_sounding(index->inverted[language],
					       sound);
	if (word != NULL)
		return word->text;
	return sounding(&index->kin, index->kin.little, index->kin.count,
			sound);
}

/* The word without the ending, or NULL where it has another. */
static const char *without(const struct ending *ending, const char *tag,
			   const char *text, struct arena *arena)
{
	size_t length = strlen(text), end = strlen(ending->hung);
	size_t tag_end = strcspn(tag, "-");

	if (strncmp(tag, ending->language, tag_end) != 0 ||
	    ending->language[tag_end] != '\0' || length < end + LEAST_LETTERS ||
	    strcmp(text + length - end, ending->hung) != 0)
		return NULL;
	if (ending->behind != NULL &&
	    strchr(ending->behind, text[length - end - 1]) == NULL)
		return NULL;
	return arena_printf(arena, "%.*s%s", (int)(length - end), text,
			    ending->instead);
}

static const char *heard_without(const struct index *index, size_t language,
				 const char *text, struct arena *arena)
{
	const char *found = NULL;

	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
		const char *rest = without(
			&endings[i], index->languages[language], text, arena);
		struct token_list list;

		if (rest == NULL)
			continue;
		list = index_read(index, rest, true, arena);
		if (list.count == 1)
			found = heard(index, language, rest,
				      list.items[0].word.stems[language]);
		if (found != NULL)
			return found;
	}
	return NULL;
}

const char *kin_word(const struct index *index, const struct word *word,
		     struct arena *arena)
{
	const char *found = NULL;

	for (size_t i = 0; i < TOKEN_LIST_LANGUAGES && found == NULL; i++)
		if (index->languages[i] != NULL)
			found = heard(index, i, word->text, word->stems[i]);
	for (size_t i = 0; i < TOKEN_LIST_LANGUAGES && found == NULL; i++)
		if (index->languages[i] != NULL)
			found = heard_without(index, i, word->text, arena);
	return found;
}
