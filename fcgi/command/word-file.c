/* Pair by pair, in the bytes that the one before has left. */
#include "command/word-file.h"

#include <string.h>

#include "base/arena.h"
#include "base/rewrite.h"
#include "ini/edit.h"
#include "ini/file.h"

#define FILE_BYTES ((size_t)16 * 1024 * 1024)
#define FILE_MODE  0644

struct changing {
	const char *path;
	struct buf text, next;
	struct arena *arena;
	struct err *err;
};

static const struct ini_file_section *section_of(struct changing *changing,
						 const char *kind)
{
	struct ini_file_section *sections = NULL, **tail = &sections;
	struct err ignored = { 0 };

	ini_file_read_bytes(changing->path, buf_text(&changing->text),
			    changing->text.length, changing->arena, &tail,
			    &ignored);
	err_free(&ignored);
	while (sections != NULL && strcmp(sections->kind, kind) != 0)
		sections = sections->next;
	return sections;
}

/* The text is now what `next` was made. */
static void take_next(struct changing *changing)
{
	struct buf old = changing->text;

	changing->text = changing->next;
	changing->next = old;
	buf_clear(&changing->next);
}

static int set(struct changing *changing, const char *kind, const char *name,
	       const char *value)
{
	const struct ini_file_section *section = section_of(changing, kind);
	const struct ini_file_pair *pair =
		section != NULL ? section->pairs : NULL;
	struct ini_edit edit = { .file = changing->path,
				 .kind = kind,
				 .name = name,
				 .value = value };

	while (pair != NULL && strcmp(pair->name, name) != 0)
		pair = pair->next;
	edit.old = pair != NULL ? pair->value : NULL;
	if (section == NULL)
		ini_edit_append(buf_text(&changing->text),
				changing->text.length,
				arena_printf(changing->arena, "[%s]\n%s = %s\n",
					     kind, name, value),
				&changing->next);
	else if (ini_edit_pair(buf_text(&changing->text), changing->text.length,
			       &edit, &changing->next, changing->err) != 0)
		return -1;
	take_next(changing);
	return 0;
}

static int change_all(struct changing *changing,
		      const struct word_change *changes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (changes[i].better != NULL &&
		    set(changing, "text", changes[i].word, changes[i].better) !=
			    0)
			return -1;
		if (set(changing, "reviewed", changes[i].word,
			changes[i].note) != 0)
			return -1;
	}
	return 0;
}

int word_file_change(const char *path, const struct word_change *changes,
		     size_t count, struct err *err)
{
	struct changing changing = {
		.path = path,
		.text = buf_new(FILE_BYTES),
		.next = buf_new(FILE_BYTES),
		.arena = arena_new(),
		.err = err,
	};
	struct rewrite file;
	int result;

	result = rewrite_begin(path, FILE_BYTES, true, &file, err);
	if (result == 0) {
		buf_put(&changing.text, file.bytes, file.length);
		result = change_all(&changing, changes, count);
		if (result == 0)
			result = rewrite_finish(&file, FILE_MODE,
						&changing.text, err);
		rewrite_free(&file);
	}
	buf_free(&changing.text);
	buf_free(&changing.next);
	arena_free(changing.arena);
	return result;
}
