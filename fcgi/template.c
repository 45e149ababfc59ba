/* Mustache files: the door to the template-* modules. */
#include "template.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "template-check.h"
#include "template-node.h"
#include "template-parse.h"
#include "template-render.h"

#define FILE_BYTES_MOST ((size_t)1024 * 1024)
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

static const char suffix[] = ".mustache";

struct template_set *template_set_new(struct arena *arena)
{
	struct template_set *set = arena_alloc(arena, sizeof(*set));

	set->arena = arena;
	return set;
}

int template_add(struct template_set *set, const char *name, const char *path,
		 const char *text, size_t length, struct err *err)
{
	struct template_file *file = template_named(set, name);
	size_t mark = strlen(BYTE_ORDER_MARK);

	*file = (struct template_file){
		.next = file->next,
		.name = file->name,
		.number = file->number,
		.path = arena_text(set->arena, path, strlen(path)),
	};
	if (length >= mark && memcmp(text, BYTE_ORDER_MARK, mark) == 0) {
		text += mark;
		length -= mark;
	}
	return template_parse(set, file, text, length, err);
}

/* Reads what is left of `file` into `text`. Returns 0, or -1 with errno. */
static int read_all(FILE *file, struct buf *text)
{
	char bytes[4096];
	size_t size;

	while ((size = fread(bytes, 1, sizeof(bytes), file)) > 0)
		buf_put(text, bytes, size);
	if (ferror(file))
		return -1;
	errno = EFBIG;
	return buf_is_spoilt(text) ? -1 : 0;
}

static int load_file(struct template_set *set, const char *folder,
		     const char *entry, struct err *err)
{
	size_t length = strlen(entry) - strlen(suffix);
	const char *name = arena_text(set->arena, entry, length);
	const char *path = arena_printf(set->arena, "%s/%s", folder, entry);
	struct buf text = buf_new(FILE_BYTES_MOST);
	FILE *file = fopen(path, "re");
	int result = -1;

	if (file == NULL || read_all(file, &text) != 0)
		err_at(err, path, 0, "cannot be read: %s", strerror(errno));
	else
		result = template_add(set, name, path, buf_text(&text),
				      text.length, err);
	if (file != NULL)
		fclose(file);
	buf_free(&text);
	return result;
}

static int is_template(const struct dirent *entry)
{
	size_t length = strlen(entry->d_name);

	return entry->d_name[0] != '.' && length > strlen(suffix) &&
	       strcmp(entry->d_name + length - strlen(suffix), suffix) == 0;
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

int template_load(struct template_set *set, const char *folder, struct err *err)
{
	struct dirent **entries = NULL;
	int count = scandir(folder, &entries, is_template, by_bytes);
	int result = 0;

	if (count < 0)
		return err_at(err, folder, 0, "cannot be read: %s",
			      strerror(errno));
	for (int i = 0; i < count; i++) {
		result |= load_file(set, folder, entries[i]->d_name, err);
		free(entries[i]);
	}
	free(entries);
	return result;
}

int template_check(const struct template_set *set, struct err *err)
{
	return template_check_set(set, err);
}

int template_render(const struct template_set *set, const char *name,
		    const json_t *model, struct buf *out)
{
	const struct template_file *file = template_find(set, name);

	if (file == NULL || file->path == NULL)
		return -1;
	template_render_file(file, model, out);
	return 0;
}
