/* One section in a file of its own. */
#include "command/link-file.h"

#include <string.h>

#include "ini/file.h"

#define MOST_BYTES ((size_t)16 * 1024 * 1024)
#define FILE_MODE  0644

static bool is_check(const struct ini_file_section *section)
{
	return section->id != NULL &&
	       strcmp(section->kind, link_check_kind.name) == 0;
}

/* Nothing of somebody else's is written over. */
static int take(struct link_file *file, struct arena *arena, struct err *err)
{
	static const char *const none[] = { NULL };
	static const struct record_scope scope = { .languages = none,
						   .excused = none };
	struct ini_file_section *sections = NULL, **tail = &sections;

	if (ini_file_read(file->file.path, arena, &tail, err) != 0)
		return -1;
	for (; sections != NULL; sections = sections->next) {
		if (!is_check(sections) || file->record != NULL)
			return err_at(err, sections->file, sections->line,
				      "this is not of `signpost check --links "
				      "--save`, which wants a file of its own");
		file->record = record_read(sections, &link_check_kind, &scope,
					   arena, err);
	}
	return err->count == 0 ? 0 : -1;
}

int link_file_open(const char *path, const struct collection *collection,
		   struct arena *arena, struct link_file *file, struct err *err)
{
	int result = 0;

	*file = (struct link_file){ .collection = collection };
	if (path == NULL)
		return 0;
	if (rewrite_begin(path, MOST_BYTES, true, &file->file, err) != 0)
		return -1;
	file->is_open = true;
	if (file->file.length > 0)
		result = take(file, arena, err);
	if (result != 0)
		link_file_close(file);
	return result;
}

bool link_file_find(const struct link_file *file, const char *url,
		    enum link_state state, struct arena *arena,
		    struct link_finding *finding)
{
	if (file->record == NULL)
		return link_check_find(file->collection, url, state, arena,
				       finding);
	return link_check_find_in(file->record, url, state, arena, finding);
}

int link_file_write(struct link_file *file, const struct link_finding *findings,
		    size_t count, const char *day, struct err *err)
{
	struct buf text = buf_new(MOST_BYTES);
	int result;

	link_check_print(findings, count, day, &text);
	result = rewrite_finish(&file->file, FILE_MODE, &text, err);
	buf_free(&text);
	return result;
}

void link_file_close(struct link_file *file)
{
	if (file->is_open)
		rewrite_free(&file->file);
	file->is_open = false;
}
