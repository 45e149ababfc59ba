/* The texts first: a reading without them would be of something else. */
#include "command/speaker-write.h"

#include <string.h>
#include <sysexits.h>

#include "base/rewrite.h"
#include "command/word-file.h"

#define FILE_BYTES ((size_t)16 * 1024 * 1024)
#define FILE_MODE  0644

static const char *translation_of(const struct verdict *verdict)
{
	return verdict->line->better != NULL ? verdict->line->better :
					       verdict->text->translation;
}

/* `DATE MARK ROLE`, of what will be there. */
static const char *note_of(const struct taking *taking,
			   const struct verdict *verdict)
{
	char mark[DIGEST_WORD];

	reading_mark(verdict->text->original, translation_of(verdict), mark);
	return arena_printf(taking->desk.arena, "%s %s %s", taking->file.day,
			    mark, taking->file.role);
}

static struct ini_edit edit_of(const struct taking *taking,
			       const struct verdict *verdict)
{
	const struct reading_text *text = verdict->text->text;
	const struct field *field = &text->record->kind->fields[text->row];
	const char *before = record_repeats(field) ?
				     arena_printf(taking->desk.arena, "%s | ",
						  text->value->text) :
				     "";
	const char *format = "%s%s";

	return (struct ini_edit){
		.file = text->record->file,
		.kind = text->record->kind->name,
		.id = text->record->id,
		.name = arena_printf(taking->desk.arena, "%s.%s", field->name,
				     taking->file.language),
		.old = arena_printf(taking->desk.arena, format, before,
				    text->translation),
		.value = arena_printf(taking->desk.arena, format, before,
				      verdict->line->better),
	};
}

static bool is_of_same(const struct verdict *a, const struct verdict *b)
{
	return b->line->better != NULL && b->text->text != NULL &&
	       a->text->text->record == b->text->text->record;
}

/* A rehearsal says nothing. */
static void say_written(const struct taking *taking, const char *what,
			const char *path)
{
	if (taking->ask != NULL)
		ask_say(taking->ask, "written: %s in %s", what, path);
}

/* What is better in one section, at once: a shipped one is copied once. */
static void change_section(struct taking *taking, size_t first)
{
	const struct verdict *verdict = &taking->verdicts[first];
	const struct record *old = verdict->text->text->record;
	const struct record *record = collection_find(taking->desk.collection,
						      old->kind->name, old->id);
	struct ini_edit *edits =
		arena_alloc(taking->desk.arena, taking->count * sizeof(*edits));
	const char *path;
	size_t count = 0;

	for (size_t i = first; i < taking->count; i++)
		if (is_of_same(verdict, &taking->verdicts[i]))
			edits[count++] = edit_of(taking, &taking->verdicts[i]);
	if (record == NULL)
		err_plain(taking->desk.err,
			  "%s stands in no section that can be copied; change "
			  "it yourself",
			  verdict->text->key);
	else if (desk_change(&taking->desk, record, edits, count, &path) == 0)
		say_written(taking,
			    arena_printf(taking->desk.arena, "[%s:%s]",
					 record->kind->name, record->id),
			    path);
}

static void change_sections(struct taking *taking)
{
	for (size_t i = 0; i < taking->count; i++) {
		bool is_first = taking->verdicts[i].text->text != NULL &&
				taking->verdicts[i].line->better != NULL;

		for (size_t j = 0; j < i && is_first; j++)
			is_first = !is_of_same(&taking->verdicts[i],
					       &taking->verdicts[j]);
		if (is_first && taking->desk.err->count == 0)
			change_section(taking, i);
	}
}

static bool is_said_anew(const struct taking *taking, const char *key)
{
	for (size_t i = 0; i < taking->count; i++)
		if (strcmp(taking->verdicts[i].text->key, key) == 0)
			return true;
	return false;
}

/* All of [reading:LANG]: what was read before, and now. */
static void print_readings(const struct taking *taking, struct buf *out)
{
	const struct record *before =
		collection_find(taking->desk.collection, reading_kind.name,
				taking->file.language);
	const struct value *value = before != NULL ? before->values[0] : NULL;

	buf_printf(out,
		   "; What a speaker has read. `signpost verify --from` writes "
		   "this file anew each\n; time.\n[%s:%s]\n",
		   reading_kind.name, taking->file.language);
	for (; value != NULL; value = value->next)
		if (!is_said_anew(taking, value->text) && value->note != NULL)
			buf_printf(out, "right = %s | %s\n", value->text,
				   value->note);
	for (size_t i = 0; i < taking->count; i++) {
		const struct verdict *verdict = &taking->verdicts[i];

		if (verdict->text->text != NULL &&
		    (verdict->line->is_right || verdict->line->better != NULL))
			buf_printf(out, "right = %s | %s\n", verdict->text->key,
				   note_of(taking, verdict));
	}
}

static void write_readings(struct taking *taking)
{
	const struct record *before =
		collection_find(taking->desk.collection, reading_kind.name,
				taking->file.language);
	const char *path =
		desk_file(&taking->desk,
			  arena_printf(taking->desk.arena, "reading-%s.ini",
				       taking->file.language));
	struct buf text = buf_new(FILE_BYTES);
	struct rewrite file;

	if (before != NULL && strcmp(before->file, path) != 0) {
		err_at(taking->desk.err, before->file, before->line,
		       "[reading:%s] is to stand in %s, alone",
		       taking->file.language, path);
	} else if (rewrite_begin(path, FILE_BYTES, true, &file,
				 taking->desk.err) == 0) {
		print_readings(taking, &text);
		if (rewrite_finish(&file, FILE_MODE, &text, taking->desk.err) ==
		    0)
			say_written(taking, "what was read,", path);
		rewrite_free(&file);
	}
	buf_free(&text);
}

static void write_words(struct taking *taking)
{
	const char *folder = taking->desk.locale;
	struct word_change *changes = arena_alloc(
		taking->desk.arena, (taking->count + 1) * sizeof(*changes));
	const char *path = arena_printf(taking->desk.arena, "%s/%s.ini", folder,
					taking->file.language);
	size_t count = 0;

	for (size_t i = 0; i < taking->count; i++) {
		const struct verdict *verdict = &taking->verdicts[i];

		if (verdict->text->word != NULL &&
		    (verdict->line->is_right || verdict->line->better != NULL))
			changes[count++] = (struct word_change){
				verdict->text->word, verdict->line->better,
				note_of(taking, verdict)
			};
	}
	/* All else is written even where these cannot be. */
	if (count == 0 || (folder[0] == '\0' && taking->ask == NULL))
		return;
	if (folder[0] == '\0')
		err_plain(taking->desk.err,
			  "%zu words of the interface are not written: they "
			  "need a folder of your own, which `locale` under "
			  "[site] in the settings names",
			  count);
	else if (word_file_change(path, changes, count, taking->desk.err) == 0)
		say_written(
			taking,
			arena_printf(taking->desk.arena, "%zu words", count),
			path);
}

int speaker_write_all(struct taking *taking)
{
	change_sections(taking);
	if (taking->desk.err->count == 0)
		write_readings(taking);
	if (taking->desk.err->count == 0)
		write_words(taking);
	return taking->desk.err->count == 0 ? EX_OK : EX_CANTCREAT;
}
