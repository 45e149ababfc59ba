/* The command `verify --from`: what a speaker sent back, looked at twice before
 * anything of it is written. */
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "app/generation.h"
#include "base/clock.h"
#include "base/rewrite.h"
#include "check/source-excerpt.h"
#include "command/desk.h"
#include "command/speaker-file.h"
#include "command/tools.h"
#include "command/unread.h"
#include "command/word-file.h"
#include "terminal/ask.h"

#define FILE_BYTES ((size_t)16 * 1024 * 1024)
#define FILE_MODE  0644

/* A line of the file, and the text that it is about. */
struct verdict {
	const struct speaker_line *line;
	const struct unread *text;
};

struct taking {
	const struct options *options;
	struct desk desk;
	struct speaker_file file;
	const struct edition *edition; /* of the language */
	struct verdict *verdicts;
	size_t count, right, better, wrong;
	bool is_written; /* all of it could be */
	struct ask *ask;
};

static const struct unread *find(const struct unread_list *list,
				 const char *key)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i].key, key) == 0)
			return &list->items[i];
	return NULL;
}

/* What [directory] says cannot be replaced whole. */
static bool is_of_all(const struct unread *text)
{
	return text->text != NULL && text->text->record->id[0] == '\0';
}

/* What is said of a text that is another by now is of no use. */
static void match(struct taking *taking, const struct unread_list *list)
{
	for (size_t i = 0; i < taking->file.count; i++) {
		const struct speaker_line *line = &taking->file.lines[i];
		const struct unread *text = find(list, line->key);

		if (text == NULL) {
			ask_say(taking->ask, "Line %d: there is no text `%s`.",
				line->line, line->key);
		} else if (strcmp(text->mark, line->mark) != 0) {
			ask_say(taking->ask,
				"Line %d: %s has changed since it was read.",
				line->line, line->key);
		} else if (line->better != NULL && is_of_all(text)) {
			ask_say(taking->ask,
				"Line %d: %s is of [directory]; write it there "
				"yourself: %s",
				line->line, line->key, line->better);
		} else {
			taking->verdicts[taking->count++] =
				(struct verdict){ line, text };
			taking->right += line->is_right;
			taking->better += line->better != NULL;
			taking->wrong +=
				!line->is_right && line->better == NULL;
		}
	}
}

static void show(const struct taking *taking)
{
	for (size_t i = 0; i < taking->count; i++) {
		const struct verdict *verdict = &taking->verdicts[i];

		if (verdict->line->is_right)
			continue;
		ask_say(taking->ask, "\n%s\n  %s\n  now:    %s\n  better: %s",
			verdict->text->key, verdict->text->original,
			verdict->text->translation,
			verdict->line->better != NULL ?
				verdict->line->better :
				"nothing was said; change it yourself");
	}
	ask_say(taking->ask,
		"\n%zu right, %zu to be changed, %zu wrong without "
		"a better one.",
		taking->right, taking->better, taking->wrong);
}

/* Anything but the whole word is a no. */
static bool says_yes(const struct taking *taking, const char *prompt)
{
	const char *answer = ask_line(taking->ask, prompt, NULL);

	return answer != NULL && strcmp(answer, "yes") == 0;
}

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
		ask_say(taking->ask, "written: [%s:%s] in %s",
			record->kind->name, record->id, path);
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
			ask_say(taking->ask, "written: what was read, in %s",
				path);
		rewrite_free(&file);
	}
	buf_free(&text);
}

static void write_words(struct taking *taking)
{
	const char *folder = taking->edition->settings->locale;
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
	if (count == 0)
		return;
	if (folder[0] == '\0')
		err_plain(taking->desk.err,
			  "%zu words of the interface are not written: they "
			  "need a folder of your own, which `locale` under "
			  "[site] in the settings names",
			  count);
	else if (word_file_change(path, changes, count, taking->desk.err) == 0)
		ask_say(taking->ask, "written: %zu words in %s", count, path);
}

/* The texts first: a reading without them would be of something else. */
static int write_all(struct taking *taking)
{
	change_sections(taking);
	if (taking->desk.err->count == 0)
		write_readings(taking);
	if (taking->desk.err->count == 0)
		write_words(taking);
	return taking->desk.err->count == 0 ? EX_OK : EX_CANTCREAT;
}

static int take(struct taking *taking)
{
	const struct unread_list list =
		unread_find(taking->edition, taking->desk.arena);
	int code = EX_OK;

	taking->verdicts = arena_alloc(taking->desk.arena,
				       (taking->file.count + 1) *
					       sizeof(*taking->verdicts));
	taking->ask = ask_new();
	match(taking, &list);
	show(taking);
	if (taking->right + taking->better == 0)
		ask_say(taking->ask, "There is nothing to write.");
	else if (says_yes(taking,
			  "Is this what the speaker said? yes or no: ") &&
		 says_yes(taking, "Write it now? yes or no: "))
		code = write_all(taking);
	else
		ask_say(taking->ask, "Nothing is written.");
	ask_free(taking->ask);
	return code;
}

/* The day on which it was found; today where the file says none. */
static void set_day(struct taking *taking, char today[11])
{
	const char *day = taking->file.day;

	clock_today(today);
	if (day == NULL || strlen(day) != 10 ||
	    strspn(day, "0123456789-") != 10 || strcmp(day, today) > 0)
		taking->file.day = today;
}

static int open_and_take(struct taking *taking,
			 const struct generation *generation)
{
	const struct edition *first = generation_edition(generation, true);
	char today[11];

	taking->edition = edition_in(first, taking->file.language);
	set_day(taking, today);
	if (strcmp(taking->edition->locale->tag, taking->file.language) == 0 &&
	    taking->edition->locale != taking->edition->original)
		return take(taking);
	err_plain(taking->desk.err,
		  "`%s` is no further language of the directory",
		  taking->file.language);
	return EX_DATAERR;
}

int verify_from_run(const struct options *options, struct err *err)
{
	struct taking taking = { .options = options };
	struct generation *generation = NULL;
	struct err faults = { 0 };
	int code = EX_CONFIG;

	if (desk_open(options, &taking.desk, err) != 0)
		goto done;
	code = EX_DATAERR;
	if (speaker_file_read(options->from, taking.desk.arena, &taking.file,
			      err) != 0)
		goto done;
	generation = generation_new(options->file, options->overrides, NULL,
				    &faults);
	if (generation != NULL)
		code = open_and_take(&taking, generation);
	else
		source_excerpt_print(&faults, "", stderr);
done:
	generation_release(generation);
	desk_close(&taking.desk);
	err_free(&faults);
	return code;
}
