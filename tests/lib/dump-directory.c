/* Prints what the program reads from the folders of a directory, for a test
 * that compares it with another reader's. Folders (separated by colons) come
 * as an argument, or one a line on standard input; each answer to a line ends
 * in an empty line. A value is
 *
 *     [kind, id, key, language, words, note or null, line, file]
 *
 * with "" for the default language, [directory] first, then by kind and id,
 * then as the keys stand in the reference. A directory with a fault is instead
 * its faults, each [file or null, line, words]. */
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/err.h"
#include "directory/collection.h"
#include "directory/directory.h"
#include "directory/references.h"
#include "ini/folder.h"
#include "ini/overlay.h"
#include "search/query.h"
#include "text/utf8.h"

/* Where `line` is NULL, a text in it was no UTF-8: the reader let it pass. */
static void print(json_t *line)
{
	if (line == NULL)
		abort();
	json_dumpf(line, stdout, JSON_COMPACT);
	putchar('\n');
	json_decref(line);
}

static void print_values(const struct record *record, size_t field)
{
	const struct value *value = record->values[field];

	for (; value != NULL; value = value->next)
		print(json_pack("[s s s s s s? i s]", record->kind->name,
				record->id, record->kind->fields[field].name,
				value->language != NULL ? value->language : "",
				value->text, value->note, value->line,
				value->file));
}

static void print_record(const struct record *record)
{
	for (size_t i = 0; i < record->kind->field_count; i++)
		print_values(record, i);
}

static void print_collection(const struct collection *collection)
{
	if (collection->about != NULL)
		print_record(collection->about);
	for (size_t i = 0; i < collection->count; i++)
		print_record(collection->records[i]);
}

/* A fault's words may quote what was at fault, bytes that JSON cannot hold
 * included. */
static void print_fault(const struct err_fault *fault)
{
	bool is_plain = utf8_is_plain(fault->text, strlen(fault->text));

	print(json_pack("[s? i s]", fault->file, fault->line,
			is_plain ? fault->text : ""));
}

static void print_faults(const struct err *err)
{
	for (size_t i = 0; i < err->count; i++)
		print_fault(&err->faults[i]);
}

/* The steps of generation_new(), without settings and templates. */
static struct collection *read_collection(const char *folders,
					  struct arena *arena, struct err *err)
{
	struct ini_file_section *sections = folder_read(folders, arena, err);
	struct collection *collection;

	overlay_apply(&sections, arena, err);
	collection = collection_read(sections, arena, err);
	if (err->count == 0)
		references_check(collection, arena, err);
	if (err->count == 0)
		query_check(directory_build(collection, NULL, true, arena),
			    err);
	return collection;
}

/* Whether the directory has no fault. */
static bool dump(const char *folders)
{
	struct err err = { 0 };
	struct arena *arena = arena_new();
	struct collection *collection = read_collection(folders, arena, &err);
	bool is_whole = err.count == 0;

	if (is_whole)
		print_collection(collection);
	else
		print_faults(&err);
	err_free(&err);
	arena_free(arena);
	return is_whole;
}

static void serve(void)
{
	char *line = NULL;
	size_t room = 0;

	while (getline(&line, &room, stdin) > 0) {
		line[strcspn(line, "\n")] = '\0';
		dump(line);
		putchar('\n');
		fflush(stdout);
	}
	free(line);
}

int main(int count, char **words)
{
	alloc_serve_jansson();
	if (count > 1)
		return dump(words[1]) ? EX_OK : EX_DATAERR;
	serve();
	return EX_OK;
}
