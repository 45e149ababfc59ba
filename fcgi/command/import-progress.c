/* One line, written again and again. */
#include "command/import-progress.h"

#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"

#define FIRST_MS 1000
#define NEXT_MS	 200

struct import_progress import_progress_new(const char *what)
{
	return (struct import_progress){
		.what = what,
		.is_terminal = isatty(STDERR_FILENO) == 1,
		.next_ms = clock_ms() + FIRST_MS,
	};
}

void import_progress_tell(struct import_progress *progress, size_t count,
			  long long total)
{
	long long now = progress->is_terminal ? clock_ms() : 0;

	if (!progress->is_terminal || now < progress->next_ms)
		return;
	progress->next_ms = now + NEXT_MS;
	progress->is_told = true;
	fprintf(stderr, "\r\033[K%zu ", count);
	if (total >= 0)
		fprintf(stderr, "of %lld ", total);
	fputs(progress->what, stderr);
	fflush(stderr);
}

void import_progress_end(struct import_progress *progress)
{
	if (progress->is_told)
		fputs("\r\033[K", stderr);
	progress->is_told = false;
}
