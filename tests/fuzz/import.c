/* What others have, JSON or a table, and behind a line of hyphens a profile: it
 * is refused with words, or becomes sections whose values are single lines and
 * in which no place is public that nobody named. */
#include "import/takes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "directory/location.h"
#include "fuzz/fuzz.h"
#include "import/binding.h"
#include "import/elements.h"
#include "import/own-table.h"
#include "import/sketch.h"
#include "ini/folder.h"
#include "text/utf8.h"

#define MIDDLE	     "\n----\n"
#define SKETCH_BYTES ((size_t)16 * 1024 * 1024)

static char file[] = "/tmp/signpost-fuzz.XXXXXX";

static void clean_up(void)
{
	unlink(file);
}

static void write_file(const char *text)
{
	static bool is_made;
	FILE *out;

	if (!is_made) {
		int made = mkstemp(file);

		FUZZ_PROMISE(made >= 0);
		close(made);
		atexit(clean_up);
		is_made = true;
	}
	out = fopen(file, "wb");
	FUZZ_PROMISE(out != NULL && fputs(text, out) >= 0);
	FUZZ_PROMISE(fclose(out) == 0);
}

static void take(struct taking *taking, json_t *element)
{
	if (json_is_object(element))
		takes_element(taking, element);
	json_decref(element);
}

static void take_json(struct taking *taking, FILE *in, struct err *err)
{
	struct elements *elements = elements_new(in, "input");
	json_t *element;
	int line;

	while ((element = elements_next(elements, &line, err)) != NULL)
		take(taking, element);
	elements_free(elements);
}

static void take_row(struct taking *taking, struct binding *binding,
		     struct own_table *own, const struct csv_table_row *row,
		     struct err *err)
{
	if (own != NULL)
		own_table_row(own, row, err);
	else
		take(taking, binding_row(binding, row, err));
}

static void take_table(struct taking *taking, FILE *in, struct err *err)
{
	struct csv_table *table = csv_table_new(in, "input", err);
	struct binding *binding = NULL;
	struct own_table *own = NULL;
	struct csv_table_row row;

	if (table == NULL)
		return;
	if (own_table_is(table))
		own = own_table_new(taking, "input");
	else
		binding = binding_new(taking, table, "input", err);
	while ((own != NULL || binding != NULL) &&
	       csv_table_next(table, &row, err))
		take_row(taking, binding, own, &row, err);
	if (own != NULL)
		own_table_end(own);
	csv_table_free(table);
}

/* A sketch is a profile. */
static void check_sketch(FILE *in, struct arena *arena)
{
	struct buf out = buf_new(SKETCH_BYTES);
	struct profile profile = profile_new();
	struct err err = { 0 };

	if (sketch_print(in, "input", &out, &err) == 0) {
		write_file(buf_text(&out));
		FUZZ_PROMISE(profile_read(file, &profile, arena, &err) == 0);
	}
	buf_free(&out);
	err_free(&err);
	rewind(in);
}

static void check_section(const struct harvest_section *section)
{
	for (const struct harvest_pair *pair = section->pairs; pair != NULL;
	     pair = pair->next) {
		FUZZ_PROMISE(pair->value[0] != '\0');
		FUZZ_PROMISE(strpbrk(pair->name, "\r\n=:") == NULL);
		FUZZ_PROMISE(utf8_is_plain(pair->value, strlen(pair->value)));
	}
	if (section->kind == &location_section && section->is_sheltered)
		FUZZ_PROMISE(
			strcmp(harvest_value(section, "address-visibility"),
			       "internal") == 0);
}

static void check(const char *text, const char *profile_text,
		  struct arena *arena)
{
	struct err err = { 0 };
	struct profile profile = profile_new();
	struct taking taking = { .profile = &profile,
				 .source = "input",
				 .scratch = arena };
	FILE *in = fmemopen((void *)(uintptr_t)text, strlen(text), "r");

	FUZZ_PROMISE(in != NULL);
	taking.harvest =
		harvest_new(terms_new(folder_read(SOURCE_FOLDER "/tests/cases",
						  arena, &err),
				      arena),
			    arena, arena);
	err_free(&err);
	check_sketch(in, arena);
	write_file(profile_text);
	if (profile_read(file, &profile, arena, &err) == 0 &&
	    (text[0] == '{' || text[0] == '['))
		take_json(&taking, in, &err);
	else if (err.count == 0)
		take_table(&taking, in, &err);
	takes_hours(&taking);
	takes_judged(taking.harvest);
	harvest_finish(taking.harvest);
	for (const struct harvest_section *at = taking.harvest->first;
	     at != NULL; at = at->next)
		check_section(at);
	for (size_t i = 0; i < err.count; i++)
		FUZZ_PROMISE(err.faults[i].text[0] != '\0');
	err_free(&err);
	fclose(in);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	char *text = arena_text(arena, (const char *)data, size);
	char *middle = strstr(text, MIDDLE);

	alloc_serve_jansson();
	if (middle != NULL)
		middle[1] = '\0';
	if (text[0] != '\0')
		check(text, middle != NULL ? middle + strlen(MIDDLE) : "",
		      arena);
	arena_free(arena);
	return 0;
}
