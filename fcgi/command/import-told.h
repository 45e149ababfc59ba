/* What an import tells whoever asked for it. */
#ifndef SIGNPOST_COMMAND_IMPORT_TOLD_H
#define SIGNPOST_COMMAND_IMPORT_TOLD_H

#include "command/options.h"
#include "import/former.h"
#include "import/mapping.h"
#include "import/writing.h"

struct importing {
	const struct options *options;
	struct arena *arena;
	struct arena *texts; /* most of what is imported, beside memory */
	const char *beside;  /* the folder in which `to` is */
	struct profile profile;
	const char *to;
	const char *others;  /* the folders besides that one */
	const char *path;    /* of the directory */
	const char *named;   /* the same as settings have it */
	const char *preview; /* the same with the importer's folder */
	bool is_in_path;     /* what is written there is published */
	bool is_first;
	struct former former;
	struct ini_file_section *sections; /* of the others */
	struct harvest *harvest;
	struct taking taking;
	struct writing_source source;
	struct err *err;
};

/* Appends the report; where it is written and not public yet, how to look at
 * it, and some numbers to call, chosen at random. */
void import_told_print(const struct importing *importing, bool is_written,
		       struct buf *out);

#endif
