/* The set: files come in, and are found by name. */
#include "template/template.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "template/internal.h"

#define FILE_BYTES_MOST ((size_t)1024 * 1024)
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

static const char suffix[] = ".mustache";

struct template_file *template_find(const struct template_set *set,
				    const char *name)
{
	for (struct template_file *file = set->files; file != NULL;
	     file = file->next)
		if (strcmp(file->name, name) == 0)
			return file;
	return NULL;
}

struct template_file *template_named(struct template_set *set, const char *name)
{
	struct template_file *file = template_find(set, name);

	if (file != NULL)
		return file;
	file = arena_alloc(set->arena, sizeof(*file));
	file->name = arena_text(set->arena, name, strlen(name));
	file->number = set->count++;
	file->next = set->files;
	set->files = file;
	return file;
}

struct template_set *template_set_new(struct arena *arena)
{
	struct template_set *set = arena_alloc(arena, sizeof(*set));

	set->arena = arena;
	return set;
}

void template_keep_own(struct template_set *set, const char *const *names)
{
	set->own = names;
}

void template_defer(struct template_set *set,
		    const struct template_deferral *deferral)
{
	set->deferral = deferral;
}

/* Whether the first part of a name is in a list, which may be NULL. */
static bool is_among(const char *const *names, const struct template_name *name)
{
	while (names != NULL && *names != NULL && name->count > 0 &&
	       strcmp(*names, name->parts[0]) != 0)
		names++;
	return names != NULL && *names != NULL && name->count > 0;
}

struct template_name template_name_of(const struct template_set *set,
				      const char *text)
{
	char *rest = arena_text(set->arena, text, strlen(text)), *part;
	size_t most = strlen(text) / 2 + 1;
	struct template_name name = {
		.parts = arena_alloc(set->arena, most * sizeof(*name.parts)),
	};

	while ((part = strsep(&rest, ".")) != NULL)
		if (*part != '\0')
			name.parts[name.count++] = part;
	name.is_own = is_among(set->own, &name);
	if (set->deferral == NULL)
		return name;
	name.is_deferred = is_among(set->deferral->names, &name);
	name.is_constant = is_among(set->deferral->constants, &name);
	name.is_varying =
		name.is_deferred || is_among(set->deferral->varying, &name);
	return name;
}

static void add_to_hash(struct template_set *set, const char *name,
			const char *text, size_t length)
{
	struct digest digest = digest_new();

	digest_add(&digest, set->hash, sizeof(set->hash));
	digest_add_text(&digest, name);
	digest_add(&digest, text, length);
	digest_end(&digest, set->hash);
}

int template_add(struct template_set *set, const char *name, const char *path,
		 const char *text, size_t length, struct err *err)
{
	struct template_file *file = template_named(set, name);
	size_t mark = strlen(BYTE_ORDER_MARK);

	if (strcmp(name, TEMPLATE_BUILT_IN) == 0)
		return err_at(err, path, 1,
			      "`" TEMPLATE_BUILT_IN "` is built in and has no "
			      "file: give this one another name");
	*file = (struct template_file){
		.next = file->next,
		.name = file->name,
		.number = file->number,
		.path = arena_text(set->arena, path, strlen(path)),
	};
	add_to_hash(set, name, text, length);
	if (length >= mark && memcmp(text, BYTE_ORDER_MARK, mark) == 0) {
		text += mark;
		length -= mark;
	}
	return template_parse(set, file, text, length, err);
}

static int load_file(struct template_set *set, const char *folder,
		     const char *entry, struct err *err)
{
	size_t length = strlen(entry) - strlen(suffix), size;
	const char *name = arena_text(set->arena, entry, length);
	const char *path = arena_printf(set->arena, "%s/%s", folder, entry);
	char *text = file_read(path, FILE_BYTES_MOST, &size, err);
	int result = -1;

	if (text != NULL)
		result = template_add(set, name, path, text, size, err);
	free(text);
	return result;
}

int template_load(struct template_set *set, const char *folder, struct err *err)
{
	struct file_names names;
	int result = file_list(folder, suffix, &names, err);

	for (size_t i = 0; i < names.count; i++)
		result |= load_file(set, folder, names.items[i], err);
	file_names_free(&names);
	return result;
}

void template_add_to_digest(const struct template_set *set,
			    struct digest *digest)
{
	digest_add(digest, set->hash, sizeof(set->hash));
}
