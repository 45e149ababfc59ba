/* The page and the fragment that nginx shows when nothing else answers. */
#include "app/last-resort.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "search/query.h"
#include "telemetry/log.h"
#include "view/view.h"

#define FILE_BYTES ((size_t)1024 * 1024)
#define FILE_MODE  0644

static const struct {
	enum view_id view;
	const char *file;
} files[] = {
	{ VIEW_LAST_RESORT, "last-resort.html" },
	{ VIEW_LAST_RESORT_FRAGMENT, "last-resort-fragment.html" },
};

static int put(int out, const struct buf *bytes)
{
	size_t done = 0;

	while (done < bytes->length) {
		ssize_t written =
			write(out, bytes->bytes + done, bytes->length - done);

		if (written < 0)
			return -1;
		done += (size_t)written;
	}
	return fsync(out);
}

/* Writes beside the old file, then takes its place. nginx's user reads it,
 * whatever the umask is. */
static int replace(const char *path, const struct buf *bytes)
{
	char beside[4096];
	int out, result;

	snprintf(beside, sizeof(beside), "%s.new", path);
	out = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, FILE_MODE);
	if (out < 0)
		return -1;
	result = fchmod(out, FILE_MODE) != 0 ? -1 : put(out, bytes);
	if (close(out) != 0 || result != 0 || rename(beside, path) != 0) {
		unlink(beside);
		return -1;
	}
	return 0;
}

void last_resort_write(const struct edition *edition)
{
	const char *folder = edition->settings->last_resort;
	struct arena *arena = arena_new();
	struct view_args args = {
		.edition = edition,
		.query = query_parse(edition->directory, "", arena),
	};

	for (size_t i = 0; i < 2 && folder[0] != '\0'; i++) {
		struct buf bytes = buf_new(FILE_BYTES);
		const char *path =
			arena_printf(arena, "%s/%s", folder, files[i].file);

		args.view = view_of(files[i].view);
		view_render(&args, &bytes);
		if (buf_is_spoilt(&bytes) || replace(path, &bytes) != 0)
			log_event(LOG_WARNING, "%s could not be written: %s",
				  path, strerror(errno));
		buf_free(&bytes);
	}
	arena_free(arena);
}
