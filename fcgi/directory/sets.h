/* What is true of entries, by their places in the directory, for who asks many
 * of them at once: which hold a term, which come first by name, and what their
 * first number says of them. Made once with the directory. */
#ifndef SIGNPOST_DIRECTORY_SETS_H
#define SIGNPOST_DIRECTORY_SETS_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/bits.h"

#define SETS_DAY    "1970-01-01"
#define SETS_NO_DAY INT32_MAX

struct directory;

/* The entries that hold a term: as bits where they are many, else as a list of
 * their places, which grow. The other is NULL. */
struct set {
	const uint64_t *bits;
	const uint32_t *places;
	size_t count;
};

/* What an entry is for whoever needs help, as far as it is the same for all who
 * ask. */
enum standing {
	STANDING_HELP,	  /* its first number is a help line's, confirmed */
	STANDING_NUMBER,  /* or another that is confirmed */
	STANDING_REST,	  /* neither */
	STANDING_CLOSED,  /* for the time being */
	STANDING_FORMER,  /* inactive or defunct */
	STANDING_DEPENDS, /* its first number is not for everybody */
};

struct sets {
	size_t words;		    /* of each set of bits */
	const struct set *of_terms; /* by the number of the term */
	/* The entries with a term that sets them aside (TERM_ASIDE). */
	const uint64_t *aside;
	/* Those whose facts nobody has compared with their source. */
	const uint64_t *unchecked;
	/* By place, the day of the oldest date at which a fact or a number was
	 * compared, as date_days() counts from SETS_DAY; SETS_NO_DAY for none.
	 */
	const int32_t *oldest;
	const unsigned char *standings; /* enum standing, by place */
	/* The places of all, by their names when case and accents do not count;
	 * where those are the same, by id. */
	const uint32_t *by_name;
};

/* The sets of a directory of which all else is there. Lives as long as `arena`.
 */
const struct sets *sets_new(const struct directory *directory,
			    struct arena *arena);

/* Adds the members of a set to bits. */
void sets_add(const struct set *set, uint64_t *bits, size_t words);

/* How many members of a set are among the bits. */
size_t sets_count_among(const struct set *set, const uint64_t *bits,
			size_t words);

#endif
