/* The manifest's seal first, then each file that it names. */
#include "site/last-good.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/file.h"
#include "site/last-good-folder.h"
#include "text/list.h"

#define OTHERS	   (S_IRWXG | S_IRWXO)
#define SEAL	   "seal "
#define PATH_BYTES ((size_t)64 * 1024)

struct reading {
	const char *path; /* of last-good */
	int folder, set;
	const char *name; /* of the set's folder */
	size_t folders;
	bool has_templates, has_locale;
	const char *manifest;
	struct last_good *found;
	struct arena *arena;
	struct err *err;
};

static int refuse(struct reading *reading, const char *what)
{
	return err_at(reading->err, reading->path, 0, "%s", what);
}

static char *read_whole(int in, size_t length)
{
	char *bytes = alloc_zero(length + 1);
	size_t done = 0;

	while (done < length) {
		ssize_t got = read(in, bytes + done, length - done);

		if (got <= 0) {
			free(bytes);
			return NULL;
		}
		done += (size_t)got;
	}
	return bytes;
}

/* The bytes of a file of this user's alone, for free(). NULL: there is none. */
static char *take(int folder, const char *name, size_t *length)
{
	int in = openat(folder, name,
			O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	char *bytes = NULL;
	struct stat info;

	if (in < 0)
		return NULL;
	if (fstat(in, &info) == 0 && S_ISREG(info.st_mode) &&
	    info.st_uid == geteuid() && (info.st_mode & OTHERS) == 0 &&
	    info.st_size <= (off_t)LAST_GOOD_BYTES) {
		*length = (size_t)info.st_size;
		bytes = read_whole(in, *length);
	}
	close(in);
	return bytes;
}

/* What follows `word` in its line of the manifest, or NULL. */
static const char *word_of(const struct reading *reading, const char *word)
{
	const char *rest = reading->manifest;
	size_t length = strlen(word);
	struct list_item line;

	while (list_next_word(&rest, "\n", &line))
		if (line.length > length &&
		    memcmp(line.text, word, length) == 0)
			return arena_text(reading->arena, line.text + length,
					  line.length - length);
	return NULL;
}

static bool is_sealed(struct reading *reading, const char *state)
{
	const char *end = strstr(reading->manifest, "\n" SEAL);
	const char *given = word_of(reading, SEAL);
	char seal[DIGEST_HEX];

	if (end == NULL || given == NULL)
		return false;
	return last_good_seal(state, reading->manifest,
			      (size_t)(end + 1 - reading->manifest), seal,
			      reading->err) == 0 &&
	       strcmp(given, seal) == 0;
}

/* Whether the file that a line names is as it says. */
static bool is_as_listed(struct reading *reading, int folder, const char *name,
			 const char *hash)
{
	char found[DIGEST_HEX] = "";
	size_t length = 0;
	char *bytes = take(folder, name, &length);

	if (bytes != NULL)
		last_good_hash(bytes, length, found);
	if (bytes != NULL && strcmp(name, LAST_GOOD_SETTINGS) == 0)
		reading->found->settings = settings_lines(
			arena_text(reading->arena, bytes, length),
			reading->arena);
	free(bytes);
	return strncmp(found, hash, DIGEST_HEX - 1) == 0;
}

/* `HASH FOLDER/NAME`; other lines are passed over. */
static bool check_line(struct reading *reading, const struct list_item *item)
{
	char *line = arena_text(reading->arena, item->text, item->length);
	char *blank = strchr(line, ' '), *slash;
	bool is_well = false;
	int folder;

	if (blank != line + DIGEST_HEX - 1)
		return true;
	*blank = '\0';
	slash = strchr(blank + 1, '/');
	if (slash == NULL)
		return false;
	*slash = '\0';
	reading->has_templates |= strcmp(blank + 1, "templates") == 0;
	reading->has_locale |= strcmp(blank + 1, "locale") == 0;
	folder = last_good_open(reading->set, blank + 1, reading->err);
	if (folder >= 0) {
		is_well = is_as_listed(reading, folder, slash + 1, line);
		close(folder);
	}
	return is_well;
}

/* Nothing may have been put beside what is listed. */
static bool is_listed(struct reading *reading, const char *folder)
{
	const char *path = arena_printf(reading->arena, "%s/%s/%s",
					reading->path, reading->name, folder);
	struct file_names names;
	bool is_well = true;

	if (file_list(path, "", &names, reading->err) != 0)
		return false;
	for (size_t i = 0; i < names.count; i++)
		is_well &= strstr(reading->manifest,
				  arena_printf(reading->arena, " %s/%s\n",
					       folder, names.items[i])) != NULL;
	file_names_free(&names);
	return is_well;
}

static bool check_files(struct reading *reading)
{
	const char *rest = reading->manifest;
	struct list_item line;

	while (list_next_word(&rest, "\n", &line))
		if (!check_line(reading, &line))
			return false;
	for (size_t i = 0; i < reading->folders; i++)
		if (!is_listed(reading, arena_printf(reading->arena, "%zu", i)))
			return false;
	return (!reading->has_templates || is_listed(reading, "templates")) &&
	       (!reading->has_locale || is_listed(reading, "locale")) &&
	       reading->found->settings != NULL;
}

static void set_paths(struct reading *reading)
{
	struct last_good *found = reading->found;
	const char *set = arena_printf(reading->arena, "%s/%s", reading->path,
				       reading->name);
	struct buf folders = buf_new(PATH_BYTES);

	for (size_t i = 0; i < reading->folders; i++)
		buf_printf(&folders, "%s%s/%zu", i > 0 ? ":" : "", set, i);
	found->directory =
		arena_text(reading->arena, buf_text(&folders), folders.length);
	buf_free(&folders);
	found->hidden =
		arena_printf(reading->arena, "%s/" LAST_GOOD_HIDDEN, set);
	found->templates =
		reading->has_templates ?
			arena_printf(reading->arena, "%s/templates", set) :
			"";
	found->locale = reading->has_locale ?
				arena_printf(reading->arena, "%s/locale", set) :
				"";
}

/* What was hidden since the set was kept; only this user can have written it.
 */
static void find_hidden(struct reading *reading)
{
	size_t length = 0;
	char *bytes = take(reading->folder, LAST_GOOD_HIDDEN, &length);

	if (bytes != NULL)
		reading->found->hidden = arena_printf(
			reading->arena, "%s/" LAST_GOOD_HIDDEN, reading->path);
	free(bytes);
}

static int read_set(struct reading *reading)
{
	const char *folders = word_of(reading, "folders ");
	struct last_good *found = reading->found;
	bool is_well;

	reading->name = word_of(reading, "set ");
	found->version = word_of(reading, "version ");
	found->day = word_of(reading, "day ");
	if (folders == NULL || reading->name == NULL ||
	    found->version == NULL || found->day == NULL)
		return refuse(reading, "is not whole");
	reading->folders = strtoul(folders, NULL, 10);
	reading->set =
		last_good_open(reading->folder, reading->name, reading->err);
	if (reading->set < 0)
		return -1;
	is_well = check_files(reading);
	close(reading->set);
	if (!is_well)
		return refuse(reading, "is not as it was kept");
	set_paths(reading);
	find_hidden(reading);
	return 0;
}

static int read_manifest(struct reading *reading, const char *state)
{
	size_t length = 0;
	char *bytes = take(reading->folder, LAST_GOOD_MANIFEST, &length);

	if (bytes == NULL)
		return refuse(reading, "holds no set of this user's alone");
	reading->manifest = arena_text(reading->arena, bytes, length);
	free(bytes);
	if (!is_sealed(reading, state))
		return refuse(reading, "was not kept by this responder");
	return read_set(reading);
}

const struct last_good *last_good_read(const char *folder, struct arena *arena,
				       struct err *err)
{
	struct reading reading = {
		.path = arena_printf(arena, "%s/" LAST_GOOD_FOLDER, folder),
		.found = arena_alloc(arena, sizeof(struct last_good)),
		.arena = arena,
		.err = err,
	};
	int result;

	reading.folder = last_good_open_in(folder, err);
	if (reading.folder < 0)
		return NULL;
	result = read_manifest(&reading, folder);
	close(reading.folder);
	return result == 0 ? reading.found : NULL;
}
