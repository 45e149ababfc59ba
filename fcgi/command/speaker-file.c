/* Line by line; whoever writes it is no programmer. */
#include "command/speaker-file.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/file.h"
#include "text/list.h"
#include "text/utf8.h"

#define FILE_BYTES ((size_t)4 * 1024 * 1024)

struct reading {
	struct speaker_file *file;
	const char *path;
	int line;
	struct arena *arena;
	struct err *err;
};

static const struct head {
	const char *name;
	size_t offset;
} heads[] = {
	{ "lang", offsetof(struct speaker_file, language) },
	{ "on", offsetof(struct speaker_file, day) },
	{ "by", offsetof(struct speaker_file, role) },
};

static bool take_head(struct reading *reading, const char *name,
		      const char *value)
{
	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++)
		if (strcmp(heads[i].name, name) == 0) {
			*(const char **)((char *)reading->file +
					 heads[i].offset) = value;
			return true;
		}
	return false;
}

static int fault(const struct reading *reading, const char *words)
{
	return err_at(reading->err, reading->path, reading->line, "%s", words);
}

/* `KEY MARK` and `right`, or `wrong | What is better`. */
static void take_verdict(struct reading *reading, char *name, char *value)
{
	struct speaker_line *line = &reading->file->lines[reading->file->count];
	char *mark = strrchr(name, ' ');
	char *better = strstr(value, " | ");

	if (mark == NULL || strlen(mark + 1) != DIGEST_WORD - 1) {
		fault(reading, "the key and the four letters behind it are to "
			       "stand before the `=`, as the page shows them");
		return;
	}
	*mark = '\0';
	if (better != NULL) {
		*better = '\0';
		better += strlen(" | ");
	}
	line->is_right = strcmp(value, "right") == 0;
	if (!line->is_right && strcmp(value, "wrong") != 0) {
		fault(reading, "this is neither `right` nor `wrong`");
		return;
	}
	line->line = reading->line;
	line->key = name;
	line->mark = mark + 1;
	line->better = line->is_right ? NULL : better;
	reading->file->count++;
}

static void take_line(struct reading *reading, const struct list_item *item)
{
	const char *text = arena_text(reading->arena, item->text, item->length);
	const char *rest = text, *equals = strchr(text, '=');
	struct list_item name, value;
	char *left, *right;

	if (text[strspn(text, " \t\r")] == '\0' || strchr(";#", text[0]))
		return;
	if (!utf8_is_plain(text, strcspn(text, "\r"))) {
		fault(reading, "this is no plain text; save it as UTF-8");
		return;
	}
	if (equals == NULL || !list_next_trimmed(&rest, "=", &name)) {
		fault(reading, "a line is `KEY MARK = right`, or `KEY MARK = "
			       "wrong | what is better`");
		return;
	}
	rest = equals + 1;
	if (!list_next_trimmed(&rest, "\r", &value))
		value = (struct list_item){ .text = "", .length = 0 };
	left = arena_text(reading->arena, name.text, name.length);
	right = arena_text(reading->arena, value.text, value.length);
	if (!take_head(reading, left, right))
		take_verdict(reading, left, right);
}

static void take_all(struct reading *reading, const char *text)
{
	struct list_item item;

	for (reading->line = 1; list_next(&text, "\n", &item); reading->line++)
		take_line(reading, &item);
	if (reading->file->language == NULL)
		err_at(reading->err, reading->path, 0,
		       "says no language; write `lang = es` into it");
}

int speaker_file_read(const char *path, struct arena *arena,
		      struct speaker_file *file, struct err *err)
{
	struct reading reading = { file, path, 0, arena, err };
	size_t length, room = 1;
	char *text = file_read(path, FILE_BYTES, &length, err);

	*file = (struct speaker_file){ .role = "speaker" };
	if (text == NULL)
		return -1;
	for (size_t i = 0; i < length; i++)
		room += text[i] == '\n';
	file->lines = arena_alloc(arena, (room + 1) * sizeof(*file->lines));
	if (strlen(text) == length)
		take_all(&reading, text);
	else
		err_at(err, path, 0, "is no text");
	free(text);
	return err->count == 0 ? 0 : -1;
}
