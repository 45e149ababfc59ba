/* Commands that need more libraries than the responder may have: they stand in
 * a program of their own, signpost-tools, which `signpost` becomes for them. */
#ifndef SIGNPOST_COMMAND_TOOLS_H
#define SIGNPOST_COMMAND_TOOLS_H

#include "base/buf.h"
#include "base/err.h"
#include "command/options.h"

/* What a command does there. */
struct tool {
	const char *command;
	int (*run)(const struct options *options, struct buf *out,
		   struct err *err);
};

/* Becomes signpost-tools, for the same arguments: it stands beside the running
 * program, or in libexec/signpost beside its folder. Returns only where it
 * cannot, with an exit code and the reason. */
int tools_start(char **arguments, struct err *err);

/* Whether, and why not, the section is in a page of a website, as a visitor
 * gets it. */
int ping_page_run(const struct options *options, struct buf *out,
		  struct err *err);

/* What became of the links of the directory. */
int check_links_run(const struct options *options, struct buf *out,
		    struct err *err);

/* A section more, asked for in words, or said by flags. */
int new_run(const struct options *options, struct buf *out, struct err *err);

/* Goes through what nobody has checked for long, and writes what was found. */
int verify_run(const struct options *options, struct buf *out, struct err *err);

/* The same from the text file of a speaker (command/speaker-file.h). */
int verify_from_run(const struct options *options, struct err *err);

/* Takes back a table of `export --csv`. */
int import_run(const struct options *options, struct buf *out, struct err *err);

/* Puts the draft in the place of what is published, or that back. */
int publish_run(const struct options *options, struct buf *out,
		struct err *err);

#endif
