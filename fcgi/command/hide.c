/* The commands `hide` and `unhide`: a file, written whole, and whether what
 * runs goes by it. */
#include "command/commands.h"

#include <string.h>
#include <sysexits.h>

#include "app/generation.h"
#include "base/rewrite.h"
#include "command/honored.h"
#include "command/leftovers.h"
#include "directory/takedown.h"
#include "directory/visibility.h"
#include "text/list.h"
#include "text/spelling.h"

#define FILE_BYTES ((size_t)1024 * 1024)
#define FILE_MODE  0644
#define TRIES	   16

struct hiding {
	const struct options *options;
	const char *path;
	struct takedown_item item;
	const struct takedown *before, *after;
	struct arena *arena;
	struct buf *out;
	struct err *err;
};

/* Whether the line is `kind = id` and nothing else. */
static bool says(const struct list_item *line, const struct takedown_item *item)
{
	char text[256];
	const char *rest;
	struct list_item name, id;

	if (line->length >= sizeof(text))
		return false;
	memcpy(text, line->text, line->length);
	text[line->length] = '\0';
	rest = text;
	return list_next_trimmed(&rest, "=", &name) &&
	       list_next_trimmed(&rest, "\r", &id) &&
	       list_item_is(&name, item->kind) && list_item_is(&id, item->id);
}

/* What stands in the file stays, comments too. */
static void print_old(const char *old, struct buf *text)
{
	size_t length = strlen(old);

	buf_put(text, old, length);
	if (length > 0 && old[length - 1] != '\n')
		buf_puts(text, "\n");
}

/* A line behind those that are there. */
static void print_line(const struct hiding *hiding, const char *old,
		       struct buf *text)
{
	print_old(old, text);
	buf_printf(text, "%s = %s\n", hiding->item.kind, hiding->item.id);
}

/* A section of its own, which holds whatever stands before it. */
static void print_section(const struct hiding *hiding, const char *old,
			  struct buf *text)
{
	print_old(old, text);
	takedown_print(&hiding->item, 1, text);
}

static void print_without(const struct hiding *hiding, const char *old,
			  struct buf *text)
{
	struct list_item line;

	while (list_next(&old, "\n", &line))
		if (!says(&line, &hiding->item) &&
		    (line.length > 0 || line.end != '\0'))
			buf_printf(text, "%.*s\n", (int)line.length, line.text);
}

typedef void print_file(const struct hiding *hiding, const char *old,
			struct buf *text);

/* Who writes at the same moment does not keep it from being written. */
static int write_as(const struct hiding *hiding, print_file *print)
{
	int result = -1;

	for (int try = 0; try < TRIES && result != 0; try++) {
		struct buf text = buf_new(FILE_BYTES);
		struct rewrite file;

		err_free(hiding->err);
		if (rewrite_begin(hiding->path, FILE_BYTES, false, &file,
				  hiding->err) == 0) {
			print(hiding, file.bytes, &text);
			result = rewrite_finish(&file, FILE_MODE, &text,
						hiding->err);
			rewrite_free(&file);
		}
		buf_free(&text);
	}
	return result;
}

/* Writes the file and reads it again: whether it says now what it should. */
static bool holds(struct hiding *hiding, print_file *print, bool is_hidden)
{
	struct err faults = { 0 };

	if (write_as(hiding, print) != 0)
		return false;
	hiding->after = takedown_read(hiding->path, hiding->arena, &faults);
	err_free(&faults);
	return hiding->after != NULL &&
	       takedown_has(hiding->after, hiding->item.kind,
			    hiding->item.id) == is_hidden;
}

static bool write_with(struct hiding *hiding)
{
	if (hiding->before->count > 0 && holds(hiding, print_line, true))
		return true;
	return hiding->err->count == 0 && holds(hiding, print_section, true);
}

static bool write_without(struct hiding *hiding)
{
	bool is_done = holds(hiding, print_without, false);

	if (!is_done && hiding->err->count == 0)
		err_plain(hiding->err,
			  "%s says it in a line with others; take `%s` away "
			  "there",
			  hiding->path, hiding->item.id);
	return is_done;
}

/* Prints what can be hidden and is no longer seen, or is again. */
static void print_difference(const struct hiding *hiding,
			     const struct collection *collection)
{
	const struct record *spared;
	const bool *then =
		visibility_without(collection,
				   takedown_marks(hiding->before, collection,
						  hiding->arena, &spared),
				   false, hiding->arena);
	const bool *now =
		visibility_without(collection,
				   takedown_marks(hiding->after, collection,
						  hiding->arena, &spared),
				   false, hiding->arena);

	for (size_t i = 0; i < collection->count; i++)
		if (takedown_kind(collection->records[i]->kind->name) &&
		    then[i] != now[i])
			buf_printf(hiding->out, "%s: [%s:%s]\n",
				   now[i] ? "hidden" : "shown again",
				   collection->records[i]->kind->name,
				   collection->records[i]->id);
}

static bool is_known(const struct hiding *hiding,
		     const struct collection *collection)
{
	const struct takedown one = { .items = &hiding->item, .count = 1 };
	const struct record *spared;

	return takedown_marks(&one, collection, hiding->arena, &spared) !=
		       NULL ||
	       spared != NULL;
}

static void report_unknown(const struct hiding *hiding,
			   const struct collection *collection)
{
	struct spelling spelling = spelling_of(hiding->item.id);

	for (size_t i = 0; i < collection->count; i++)
		if (strcmp(collection->records[i]->kind->name,
			   hiding->item.kind) == 0)
			spelling_try(&spelling, collection->records[i]->id);
	err_plain(hiding->err,
		  "nothing is hidden: there is no [%s:%s]%s%s%s (it stands in "
		  "%s all the same, for one that comes yet; `signpost unhide "
		  "%s %s` takes it out)",
		  hiding->item.kind, hiding->item.id,
		  spelling.nearest ? "; did you mean `" : "",
		  spelling.nearest ? spelling.nearest : "",
		  spelling.nearest ? "`?" : "", hiding->path, hiding->item.kind,
		  hiding->item.id);
}

/* Whether a reader would have nobody left to talk to. */
static bool is_last_line(const struct hiding *hiding,
			 const struct collection *collection)
{
	size_t count = hiding->before->count;
	struct takedown_item *items =
		arena_alloc(hiding->arena, (count + 1) * sizeof(*items));
	const struct takedown both = { .items = items, .count = count + 1 };
	const struct record *spared;

	memcpy(items, hiding->before->items, count * sizeof(*items));
	items[count] = hiding->item;
	takedown_marks(&both, collection, hiding->arena, &spared);
	if (spared != NULL)
		err_plain(hiding->err,
			  "[phone:%s] is the last crisis line to talk to, and "
			  "one must remain; name another in `crisis` under "
			  "[directory] first",
			  spared->id);
	return spared != NULL;
}

/* Where no responder answers, nobody else writes the files of last resort. Of a
 * faulty set they are as they were, unless a line in them may be hidden. */
static int await(const struct hiding *hiding, struct generation *generation)
{
	bool is_phone = strcmp(hiding->item.kind, "phone") == 0;
	bool is_silent = false;
	int code = honored_await(hiding->options, hiding->after, &is_silent,
				 hiding->out, hiding->err);

	if (is_silent && (generation != NULL || is_phone))
		leftovers_write_last_resort(hiding->options, generation);
	return code;
}

static int change(struct hiding *hiding, bool is_hidden,
		  struct generation *generation)
{
	const struct collection *collection =
		generation != NULL ? generation_edition(generation, false)
					     ->directory->collection :
				     NULL;
	int code;

	if (is_hidden && collection != NULL && is_last_line(hiding, collection))
		return EX_DATAERR;
	if (is_hidden ? !write_with(hiding) : !write_without(hiding))
		return EX_CANTCREAT;
	if (collection != NULL)
		print_difference(hiding, collection);
	else
		buf_puts(hiding->out,
			 "The directory is faulty, so nobody has looked "
			 "whether there is such a section in it.\n");
	code = await(hiding, generation);
	if (is_hidden && collection != NULL && !is_known(hiding, collection)) {
		report_unknown(hiding, collection);
		code = EX_DATAERR;
	}
	return code;
}

/* What is as it should be already is seen to all the same. */
static int change_in(struct hiding *hiding, bool is_hidden, bool is_so)
{
	struct err faults = { 0 };
	struct generation *generation =
		generation_new(hiding->options->file,
			       hiding->options->overrides, NULL, &faults);
	int code = is_so ? await(hiding, generation) :
			   change(hiding, is_hidden, generation);

	generation_release(generation);
	err_free(&faults);
	return code;
}

static bool is_id(const char *id)
{
	return id != NULL && id[0] != '\0' && strlen(id) < 128 &&
	       strspn(id,
		      "abcdefghijklmnopqrstuvwxyz"
		      "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") == strlen(id);
}

static bool is_what(const struct options *options)
{
	return options->operand != NULL &&
	       takedown_kind(options->operand) != NULL &&
	       is_id(options->second);
}

/* For whoever has misspelt one of them. */
static void print_hidden(const struct hiding *hiding)
{
	const struct takedown *takedown = hiding->before;

	buf_puts(hiding->out, "It is not hidden.\n");
	for (size_t i = 0; i < takedown->count; i++)
		buf_printf(hiding->out, "Hidden is: %s %s\n",
			   takedown->items[i].kind, takedown->items[i].id);
}

static int change_file(struct hiding *hiding, bool is_hidden)
{
	struct err lines = { 0 };
	int code = EX_NOINPUT;

	hiding->before = takedown_read(hiding->path, hiding->arena, &lines);
	if (hiding->before == NULL) {
		err_at(hiding->err, hiding->path, 0, "%s",
		       lines.faults[0].text);
	} else if (takedown_has(hiding->before, hiding->item.kind,
				hiding->item.id) == is_hidden) {
		hiding->after = hiding->before;
		if (is_hidden)
			buf_puts(hiding->out, "It is hidden already.\n");
		else
			print_hidden(hiding);
		code = change_in(hiding, is_hidden, true);
	} else {
		code = change_in(hiding, is_hidden, false);
	}
	err_free(&lines);
	return code;
}

static int run(const struct options *options, bool is_hidden, struct buf *out,
	       struct err *err)
{
	struct hiding hiding = {
		.options = options,
		.item = { options->operand, options->second },
		.arena = arena_new(),
		.out = out,
		.err = err,
	};
	int code = EX_USAGE;

	hiding.path = takedown_path(options->file, hiding.arena);
	if (is_what(options))
		code = change_file(&hiding, is_hidden);
	else
		err_plain(err, "say " TAKEDOWN_KINDS ", then its id");
	arena_free(hiding.arena);
	return code;
}

int hide_run(const struct options *options, struct buf *out, struct err *err)
{
	return run(options, true, out, err);
}

int unhide_run(const struct options *options, struct buf *out, struct err *err)
{
	return run(options, false, out, err);
}
