/* One function for each way in which an id goes wrong; the first that knows it
 * tells it. */
#include "directory/reference-fault.h"

#include <stdlib.h>
#include <string.h>

#include "ini/line.h"
#include "record/note.h"
#include "text/list.h"
#include "text/spelling.h"
#include "text/typeset.h"
#include "text/utf8.h"

#define CHOICES_MOST ((size_t)12)
#define LIST_BYTES   ((size_t)4096)
#define SHOWN_BYTES  ((size_t)200)

struct asking {
	const struct collection *collection;
	const char *kind; /* of the section that is looked for */
	const struct field *field;
	const char *text;
	struct buf *out;
};

static bool is_id(const char *text)
{
	return text[0] != '\0' && text[strspn(text, RECORD_ID_BYTES)] == '\0';
}

static bool is_of_kind(const struct asking *asking, const struct record *record)
{
	return strcmp(record->kind->name, asking->kind) == 0;
}

/* `access - it does`, `access (it does)` */
static bool print_note(const struct asking *asking)
{
	const char *note;
	size_t id = note_find_odd(asking->field, asking->text, &note);
	size_t length = utf8_fit(note, SHOWN_BYTES);

	if (id == 0)
		return false;
	if (length > 0 && note[length - 1] == ')' &&
	    memchr(note, '(', length) == NULL)
		length--;
	buf_printf(asking->out,
		   "a note stands behind ` | `: write `%.*s | %.*s`", (int)id,
		   asking->text, (int)length, note);
	return true;
}

/* Whether a word may stand between two ids where a comma belongs. */
static bool is_joint(const struct list_item *word)
{
	static const char *const joints[] = { "and", "or", "y", "o", "e" };

	for (size_t i = 0; i < sizeof(joints) / sizeof(*joints); i++)
		if (list_item_is(word, joints[i]))
			return true;
	return false;
}

/* Appends the ids of a list; how many there are, 0 where something else stands
 * among them. */
static size_t print_ids(const struct asking *asking, struct arena *arena,
			struct buf *out)
{
	const char *rest = asking->text;
	struct list_item word;
	size_t count = 0;

	while (list_next_word(&rest, " \t;,/&+", &word)) {
		const char *id = arena_text(arena, word.text, word.length);

		if (is_joint(&word))
			continue;
		if (!collection_find(asking->collection, asking->kind, id))
			return 0;
		buf_printf(out, "%s%s", count++ > 0 ? ", " : "", id);
	}
	return count;
}

/* `workers; lawyers`, `workers and lawyers` */
static bool print_list(const struct asking *asking)
{
	struct arena *arena = arena_new();
	struct buf ids = buf_new(LIST_BYTES);
	bool is_list = print_ids(asking, arena, &ids) > 1;

	if (is_list && asking->field->has_note &&
	    strchr(asking->text, ',') != NULL)
		buf_puts(asking->out, "a note belongs to one id; write a line "
				      "for each");
	else if (is_list && asking->field->is_list)
		buf_printf(asking->out, "commas part ids: write `%s`",
			   buf_text(&ids));
	else if (is_list)
		buf_puts(asking->out, "only one id can stand here");
	buf_free(&ids);
	arena_free(arena);
	return is_list;
}

/* `unit ; what it is` */
static bool print_comment(const struct asking *asking)
{
	size_t id = strspn(asking->text, RECORD_ID_BYTES);
	size_t blanks = typeset_blanks(asking->text + id);
	const char *mark = asking->text + id + blanks;

	if (id == 0 || blanks == 0 || (*mark != ';' && *mark != '#'))
		return false;
	buf_printf(asking->out,
		   "nothing behind a value is a comment; put `%.*s` into a "
		   "line of its own, above this one",
		   (int)utf8_fit(mark, SHOWN_BYTES), mark);
	return true;
}

/* `'unit'` */
static bool print_quotes(const struct asking *asking)
{
	size_t length = strlen(asking->text);

	if (length < 3 || strchr("'`\"", asking->text[0]) == NULL ||
	    asking->text[length - 1] != asking->text[0])
		return false;
	buf_printf(asking->out,
		   "quotes are part of a value; write `%.*s` without them",
		   (int)length - 2, asking->text + 1);
	return true;
}

/* Whether the section is called that, as people read it. */
static bool has_name(const struct record *record, const char *folded)
{
	const struct value *name = record_values(record, "name");
	bool is_same = false;

	for (; name != NULL && !is_same; name = name->next) {
		char *other = utf8_folded(name->text);

		is_same = strcmp(other, folded) == 0;
		free(other);
	}
	return is_same;
}

/* Whether one of the words of an id is the word: `shelter` is in
 * `emergency-shelter`. */
static bool has_word(const char *id, const char *word)
{
	struct list_item part;

	while (list_next(&id, "-", &part))
		if (list_item_is(&part, word))
			return true;
	return false;
}

/* The id that was meant: the nearest in spelling, or that of the section whose
 * name was typed. NULL where there is none. */
static const char *find_meant(const struct asking *asking)
{
	char typed[INI_LINE_MEANT];
	char *folded = utf8_folded(asking->text);
	const char *named = NULL, *wider = NULL;
	struct spelling spelling;

	ini_line_meant(asking->text, strlen(asking->text), typed);
	spelling = spelling_of(is_id(asking->text) ? asking->text : typed);
	for (size_t i = 0; i < asking->collection->count; i++) {
		const struct record *record = asking->collection->records[i];

		if (!is_of_kind(asking, record))
			continue;
		spelling_try(&spelling, record->id);
		if (named == NULL && has_name(record, folded))
			named = record->id;
		if (wider == NULL && has_word(record->id, typed))
			wider = record->id;
	}
	free(folded);
	if (named == NULL)
		named = spelling.nearest;
	return named != NULL ? named : wider;
}

static void print_choices(const struct asking *asking)
{
	size_t count = 0;

	for (size_t i = 0; i < asking->collection->count; i++)
		count += is_of_kind(asking, asking->collection->records[i]);
	if (count > CHOICES_MOST) {
		buf_printf(asking->out,
			   "; `signpost reference directory` lists the %zu "
			   "there are",
			   count);
		return;
	}
	buf_puts(asking->out, count > 0 ? "; there are " : "");
	for (size_t i = 0; i < asking->collection->count && count > 0; i++) {
		const struct record *record = asking->collection->records[i];

		if (is_of_kind(asking, record))
			buf_printf(asking->out, "%s%s", record->id,
				   --count > 0 ? ", " : "");
	}
}

static void print_unknown(const struct asking *asking, bool has_room)
{
	const char *meant = has_room ? find_meant(asking) : NULL;

	if (is_id(asking->text))
		buf_printf(asking->out, "there is no [%s:%s]", asking->kind,
			   asking->text);
	else
		buf_printf(asking->out,
			   "`%.*s` is not an id (lower-case letters, digits "
			   "and hyphens)",
			   (int)utf8_fit(asking->text, SHOWN_BYTES),
			   asking->text);
	if (meant != NULL)
		buf_printf(asking->out, "; did you mean `%s`?", meant);
	else if (has_room)
		print_choices(asking);
}

void reference_fault_print(const struct collection *collection,
			   const char *kind, const struct field *field,
			   const char *text, bool has_room, struct buf *out)
{
	struct asking asking = { collection, kind, field, text, out };

	if (!is_id(text) && (print_note(&asking) || print_list(&asking) ||
			     print_comment(&asking) || print_quotes(&asking)))
		return;
	print_unknown(&asking, has_room);
}
