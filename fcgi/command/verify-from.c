/* The command `verify --from`: what a speaker sent back, looked at twice before
 * anything of it is written. */
#include <string.h>
#include <sysexits.h>

#include "app/generation.h"
#include "base/clock.h"
#include "check/source-excerpt.h"
#include "command/rehearsal.h"
#include "command/speaker-write.h"
#include "command/tools.h"

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

/* The same, with the desk of a rehearsal. */
static int rehearse(struct desk *desk, void *what)
{
	struct taking there = *(struct taking *)what;

	there.desk = *desk;
	there.ask = NULL;
	return speaker_write_all(&there) == EX_OK ? 0 : -1;
}

static bool would_be_well(struct taking *taking)
{
	if (rehearsal_is_well(&taking->desk, rehearse, taking,
			      taking->desk.err))
		return true;
	err_plain(taking->desk.err, "so it would be, and nothing is written");
	return false;
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
	else if (!would_be_well(taking))
		code = EX_DATAERR;
	else if (says_yes(taking,
			  "Is this what the speaker said? yes or no: ") &&
		 says_yes(taking, "Write it now? yes or no: "))
		code = speaker_write_all(taking);
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
