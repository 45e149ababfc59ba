/* The mark stands in the note, so that a reading needs no other memory. */
#include "directory/reading.h"

#include <string.h>

#include "record/translation.h"

enum reading_row { READING_RIGHT };

/* clang-format off */
static const struct field fields[] = {
	[READING_RIGHT] = {
		.name = "right", .is_list = true, .has_note = true,
		.is_private = true,
		.help = "A text whose translation a speaker found right; "
			"when, the mark of what was read, and in which role.",
	},
};

const struct kind reading_kind = {
	.name = "reading", .has_id = true, .header = "[reading:ID]",
	.help = "What a speaker of the language ID has read. `signpost verify "
		"--from FILE` writes it. It holds for a text until that or its "
		"translation changes.",
	RECORD_ROWS(fields),
};
/* clang-format on */

void reading_mark(const char *original, const char *translation,
		  char mark[DIGEST_WORD])
{
	struct digest digest = digest_new();
	unsigned char hash[DIGEST_BYTES];

	digest_add_text(&digest, original);
	digest_add_text(&digest, translation);
	digest_end(&digest, hash);
	digest_word(hash, mark);
}

bool reading_has_mark(const char *note, const char *mark)
{
	const char *at = note != NULL ? strchr(note, ' ') : NULL;

	return at != NULL && strncmp(at + 1, mark, strlen(mark)) == 0 &&
	       strchr(" ", at[1 + strlen(mark)]) != NULL;
}

static const char *text_of(const struct field *field, const struct value *value,
			   struct arena *arena)
{
	if (record_repeats(field))
		return value->note != NULL ? value->note : "";
	return value->note != NULL ? arena_printf(arena, "%s | %s", value->text,
						  value->note) :
				     value->text;
}

/* `place` is that among the values of the row. */
static const char *key_of(const struct record *record, size_t row,
			  const struct value *value, int place,
			  struct arena *arena)
{
	const struct field *field = &record->kind->fields[row];
	const char *name = arena_printf(arena, "%s%s%s.%s", record->kind->name,
					record->id[0] != '\0' ? "." : "",
					record->id, field->name);

	if (field->kind == FIELD_ID)
		return arena_printf(arena, "%s.%s", name, value->text);
	return place > 1 ? arena_printf(arena, "%s.%d", name, place) : name;
}

void reading_each(const struct record *record, const char *language,
		  struct arena *arena,
		  void (*take)(void *data, const struct reading_text *text),
		  void *data)
{
	for (size_t row = 0; row < record->kind->field_count; row++) {
		const struct field *field = &record->kind->fields[row];
		const struct value *value = record_value(record, row);

		if (!field->is_translated || field->is_review)
			continue;
		for (int place = 1; value != NULL;
		     value = record_next(value), place++) {
			struct reading_text text = { .record = record,
						     .row = row };

			text.value =
				translation_of(record, row, value, language);
			if (text.value == NULL)
				continue;
			text.key = key_of(record, row, value, place, arena);
			text.original = text_of(field, value, arena);
			text.translation = text_of(field, text.value, arena);
			reading_mark(text.original, text.translation,
				     text.mark);
			take(data, &text);
		}
	}
}

bool reading_is_right(const struct collection *collection, const char *language,
		      const struct reading_text *text)
{
	const struct record *record =
		collection_find(collection, reading_kind.name, language);
	const struct value *value =
		record != NULL ? record->values[READING_RIGHT] : NULL;

	for (; value != NULL; value = value->next)
		if (strcmp(value->text, text->key) == 0 &&
		    reading_has_mark(value->note, text->mark))
			return true;
	return false;
}

struct looking {
	const struct collection *collection;
	const char *language;
	bool is_whole;
};

static void look(void *data, const struct reading_text *text)
{
	struct looking *looking = data;

	looking->is_whole =
		looking->is_whole &&
		reading_is_right(looking->collection, looking->language, text);
}

bool reading_is_whole(const struct collection *collection,
		      const struct record *record, const char *language)
{
	struct looking looking = { collection, language, true };
	struct arena *arena;

	if (translation_review(record, language) != NULL)
		return true;
	arena = arena_new();
	reading_each(record, language, arena, look, &looking);
	arena_free(arena);
	return looking.is_whole;
}
