/* The command `new`: a section by questions, or by flags alone. */
#include "command/new.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "command/commands.h"
#include "command/rehearsal.h"
#include "command/tools.h"

/* The section that the flags say; whether they say all is for the check. */
static int print_flags(struct making *making, const struct new_thing *thing)
{
	const struct options *options = making->options;

	if (options->second == NULL)
		return err_plain(making->desk.err,
				 "with flags the id is needed, as in `signpost "
				 "new %s haven`",
				 thing->kind);
	buf_printf(&making->text, "[%s:%s]\n", thing->kind, options->second);
	for (size_t i = 0; i < options->set_count; i++) {
		const char *equals = strchr(options->sets[i], '=');

		if (equals == NULL)
			return err_plain(making->desk.err,
					 "`%s` is not KEY=VALUE",
					 options->sets[i]);
		buf_printf(&making->text, "%.*s = %s\n",
			   (int)(equals - options->sets[i]), options->sets[i],
			   equals + 1);
	}
	for (size_t i = 0; i < options->term_count; i++) {
		const char *equals = strchr(options->terms[i], '=');

		if (equals == NULL)
			return err_plain(making->desk.err,
					 "`%s` is not ID=NAME",
					 options->terms[i]);
		buf_printf(&making->text, "\n[%s:%.*s]\nname = %s\n",
			   options->second, (int)(equals - options->terms[i]),
			   options->terms[i], equals + 1);
	}
	return 0;
}

/* Which file, where it was not said. */
static const char *choose_file(struct making *making)
{
	const char *path, *answer;

	if (making->ask == NULL || making->options->into != NULL)
		return desk_file(&making->desk, NULL);
	path = desk_file(&making->desk, NULL);
	for (;;) {
		ask_say(making->ask, "\nInto which file? (Enter: %s)", path);
		answer = ask_line(making->ask, "file = ", NULL);
		if (answer == NULL)
			return NULL;
		if (answer[0] == '\0')
			return path;
		answer = desk_file(&making->desk, answer);
		if (answer != NULL)
			return answer;
		new_say(making, making->desk.err);
	}
}

/* Nobody types all of it twice: not where the disk is full, nor where the
 * answers end. */
static void show_lost(const struct making *making)
{
	if (making->ask != NULL && making->text.length > 0)
		printf("\nThis was not written:\n\n%s",
		       buf_text(&making->text));
}

/* Into the file of that name in the folder of the desk. */
static int append(struct desk *desk, void *what)
{
	const struct making *making = what;
	const char *path = desk_file(desk, making->file);

	return path != NULL ? desk_append(desk, path, buf_text(&making->text)) :
			      -1;
}

static int end_of_answers(const struct making *making)
{
	if (making->desk.err->count == 0)
		err_plain(making->desk.err,
			  "the answers ended; nothing is written");
	return EX_DATAERR;
}

static int end(struct making *making, struct buf *out)
{
	const char *path;

	if (!desk_check(&making->desk, buf_text(&making->text), 1, INT_MAX,
			making->desk.err))
		return EX_DATAERR;
	path = choose_file(making);
	if (path == NULL)
		return end_of_answers(making);
	making->file = strrchr(path, '/') + 1;
	if (!rehearsal_is_well(&making->desk, append, making, making->desk.err))
		return EX_DATAERR;
	if (append(&making->desk, making) != 0)
		return EX_CANTCREAT;
	making->is_written = true;
	printf("\nWritten behind all else in %s:\n\n%s\n", path,
	       buf_text(&making->text));
	return check_run(making->options, out, making->desk.err);
}

static int make(struct making *making, const struct new_thing *thing,
		struct buf *out)
{
	const struct options *options = making->options;
	bool is_asked = options->set_count + options->term_count == 0;
	int code = EX_DATAERR;

	if (is_asked)
		making->ask = ask_new();
	if (is_asked ? new_ask(making, thing) == 0 :
		       print_flags(making, thing) == 0)
		code = end(making, out);
	else if (is_asked)
		end_of_answers(making);
	if (!making->is_written)
		show_lost(making);
	return code;
}

int new_run(const struct options *options, struct buf *out, struct err *err)
{
	struct making making = {
		.options = options,
		.text = buf_new(NEW_BYTES),
	};
	const struct new_thing *thing =
		options->operand != NULL ? new_thing(options->operand) : NULL;
	int code = EX_CONFIG;

	if (thing == NULL) {
		err_plain(err, "say `entry`, `phone` or `facet`");
		return EX_USAGE;
	}
	if (desk_open(options, &making.desk, err) == 0)
		code = make(&making, thing, out);
	ask_free(making.ask);
	buf_free(&making.text);
	desk_close(&making.desk);
	return code;
}
