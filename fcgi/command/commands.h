/* The commands of the program. */
#ifndef SIGNPOST_COMMAND_COMMANDS_H
#define SIGNPOST_COMMAND_COMMANDS_H

#include "base/buf.h"
#include "base/err.h"
#include "command/options.h"
#include "command/tools.h"

/* Does what main()'s `arguments` ask for, and writes all of it. The exit code,
 * as in sysexits.h. `tools`, up to one without a name, are what this program
 * can do of what needs more libraries; NULL: another one does that. */
int commands_main(int count, char **arguments, const struct tool *tools);

/* Appends what bash needs to complete the command line. */
void commands_print_completion(struct buf *out);

/* Each command gives its exit code. What it appends to `out` is printed
 * afterward on standard output, and what is in `err` on the other; it may have
 * printed more itself. */

/* Everything that is wrong, or may hurt a reader, in what would be served. */
int check_run(const struct options *options, struct buf *out, struct err *err);

/* The parts of `check` for those who translate: what a language lacks, of
 * which there need not be a word yet. */
int check_missing_run(const struct options *options, struct buf *out,
		      struct err *err);

/* The texts that no speaker has read yet, as one page that works offline and on
 * paper. */
int check_unreviewed_run(const struct options *options, struct buf *out,
			 struct err *err);

/* What is known from the program's own tables. */
int reference_run(const struct options *options, struct buf *out,
		  struct err *err);

/* Whether a running responder is well; a page is for tools.h. */
int ping_run(const struct options *options, struct buf *out, struct err *err);

/* Takes an entry or a phone down, and back. What is written holds even where
 * nothing else can be read. */
int hide_run(const struct options *options, struct buf *out, struct err *err);
int unhide_run(const struct options *options, struct buf *out, struct err *err);

/* What is wrong with all that a page needs to show the section, each with the
 * command that mends it. */
int doctor_run(const struct options *options, struct buf *out, struct err *err);

/* The directory as its files have it, for a spreadsheet. */
int export_run(const struct options *options, struct buf *out, struct err *err);

/* A copy of the folder that is a site's own to write in, made or brought up to
 * date; and what publishing it would change, in words. */
int draft_run(const struct options *options, struct buf *out, struct err *err);
int preview_run(const struct options *options, struct buf *out,
		struct err *err);

/* Removes the last good set. */
int forget_run(const struct options *options, struct buf *out, struct err *err);

/* Asks a running responder one thing, as nginx would: a FastCGI client with a
 * deadline of five seconds. Appends the CGI document that the responder at
 * `address` (`unix:PATH` or `HOST:PORT`) answers to GET `path`, which has no
 * query. 0, or -1 with the reason in `err`. */
int ping(const char *address, const char *path, struct buf *out,
	 struct err *err);

/* Asks each of the operands at `path` how it is, within five seconds; appends a
 * row for each, and one for each that serves something else than most do.
 * Returns 0 where all are well and serve the same, else EX_UNAVAILABLE. */
int ping_several(const struct options *options, const char *path,
		 struct arena *arena, struct buf *out);

#endif
