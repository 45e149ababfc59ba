/* A harvest as files, as an editor would write them: one for each organization,
 * and in it first what it is, then its services, then what those name. */
#ifndef SIGNPOST_IMPORT_WRITING_H
#define SIGNPOST_IMPORT_WRITING_H

#include "base/err.h"
#include "import/harvest.h"
#include "import/profile.h"

/* Every file begins with this line, by which the importer knows its own. */
#define WRITING_MARK                                                           \
	"; Made by `signpost import`, which writes this folder anew"

/* Before a section stands what the source calls it, where that is no UUID,
 * behind these words. */
#define WRITING_KEY "; in the source: "

/* Whose the entries are. */
struct writing_source {
	const char *id;
	const struct profile *profile;
	const char *as_of; /* a day */
	/* Told how many files there are after each; NULL: nobody is. */
	void (*tell)(void *whom, size_t files);
	void *whom;
};

/* Writes the files into `folder`, which is empty, and adds to the harvest's
 * report what is left for a person, by file and line. 0, or -1 with the fault
 * in `err`. */
int writing_write(struct harvest *harvest, const struct writing_source *source,
		  const char *folder, struct err *err);

#endif
