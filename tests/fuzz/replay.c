/* Gives kept inputs to one target and reports in TAP: the files that it is
 * called with, or else those of tests/fuzz/corpus/ in the folder called like
 * the program. A broken promise ends it, so the last line names the input. */
#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/fuzz.h"

#define INPUT_BYTES ((size_t)1024 * 1024)

static void replay(int number, const char *path)
{
	uint8_t *bytes = malloc(INPUT_BYTES), *input;
	FILE *file = fopen(path, "rb");
	size_t size;

	FUZZ_PROMISE(bytes != NULL && file != NULL);
	size = fread(bytes, 1, INPUT_BYTES, file);
	fclose(file);
	/* No larger than the input, so that a sanitizer sees what is read
	 * beyond it. */
	input = realloc(bytes, size > 0 ? size : 1);
	FUZZ_PROMISE(input != NULL);
	printf("# %s\n", path);
	fflush(stdout);
	LLVMFuzzerTestOneInput(input, size);
	printf("ok %d - %s\n", number, strrchr(path, '/') + 1);
	free(input);
}

static int is_visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static int replay_folder(const char *name)
{
	const char *source = getenv("srcdir");
	struct dirent **entries;
	char folder[PATH_MAX / 2], path[PATH_MAX];
	int count;

	snprintf(folder, sizeof(folder), "%s/tests/fuzz/corpus/%s",
		 source != NULL ? source : ".", name);
	count = scandir(folder, &entries, is_visible, alphasort);
	for (int i = 0; i < count; i++) {
		snprintf(path, sizeof(path), "%s/%s", folder,
			 entries[i]->d_name);
		replay(i + 1, path);
		free(entries[i]);
	}
	if (count < 0) {
		perror(folder);
		return EXIT_FAILURE;
	}
	free(entries);
	printf("1..%d\n", count);
	return EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
	const char *slash = strrchr(argv[0], '/');

	if (argc == 1)
		return replay_folder(slash != NULL ? slash + 1 : argv[0]);
	for (int i = 1; i < argc; i++)
		replay(i, argv[i]);
	printf("1..%d\n", argc - 1);
	return EXIT_SUCCESS;
}
