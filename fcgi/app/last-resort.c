/* nginx's user reads the files, whatever the umask is. It cannot know in what
 * encoding the page around the fragment is, so that is in ASCII. */
#include "app/last-resort.h"

#include "base/file.h"
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

void last_resort_write(const struct edition *edition)
{
	const char *folder = edition->settings->last_resort;
	struct arena *arena = arena_new();
	struct view_args args = {
		.edition = edition,
		.query =
			query_parse(edition->directory, "charset=ascii", arena),
	};
	struct err faults = { 0 };

	for (size_t i = 0; i < 2 && folder[0] != '\0'; i++) {
		struct buf bytes = buf_new(FILE_BYTES);
		const char *path =
			arena_printf(arena, "%s/%s", folder, files[i].file);

		args.view = view_of(files[i].view);
		view_render(&args, &bytes);
		if (buf_is_spoilt(&bytes))
			err_at(&faults, path, 0, "is too long");
		else
			file_replace(path, FILE_MODE, &bytes, &faults);
		buf_free(&bytes);
	}
	for (size_t i = 0; i < faults.count; i++)
		log_event(LOG_WARNING, "%s %s", faults.faults[i].file,
			  faults.faults[i].text);
	err_free(&faults);
	arena_free(arena);
}
