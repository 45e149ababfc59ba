/* What every target says when a promise is broken. */
#include "fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>

void fuzz_promise(int holds, const char *words)
{
	if (holds)
		return;
	fprintf(stderr, "broken: %s\n", words);
	abort();
}
