/* libedit's own interface, whose calls know for whom they are made, so that
 * nothing is kept for the process but what locale.h keeps: how the bytes of a
 * key make a letter. */
#include "terminal/ask.h"

#include <ctype.h>
#include <histedit.h>
#include <locale.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/arena.h"

#define REMEMBERED 200

struct ask {
	EditLine *line; /* NULL: no terminal */
	History *history;
	const char *prompt;
	const struct ask_words *words;
	char *read; /* the last answer */
	size_t room;
};

static struct ask *asking(EditLine *line)
{
	void *ask = NULL;

	el_get(line, EL_CLIENTDATA, &ask);
	return ask;
}

static char *prompt_of(EditLine *line)
{
	return (char *)(uintptr_t)asking(line)->prompt;
}

/* How many bytes all words that begin so have in common, and in `*word` one of
 * them; `*count` of them. */
static size_t common(const struct ask_words *words, const char *begun,
		     size_t length, const char **word, size_t *count)
{
	size_t shared = 0;

	*count = 0;
	for (size_t i = 0; i < words->count; i++) {
		const char *item = words->items[i];
		size_t same = 0;

		if (strncmp(item, begun, length) != 0)
			continue;
		if ((*count)++ == 0) {
			*word = item;
			shared = strlen(item);
			continue;
		}
		while (same < shared && item[same] == (*word)[same])
			same++;
		shared = same;
	}
	return shared;
}

static void list(const struct ask_words *words, const char *begun,
		 size_t length)
{
	for (size_t i = 0; i < words->count; i++)
		if (strncmp(words->items[i], begun, length) == 0)
			printf("%s%s", i % 4 == 3 ? "\n" : "  ",
			       words->items[i]);
	printf("\n");
	fflush(stdout);
}

/* Tab: what is certain is written; where several words are left, they are
 * listed. */
static unsigned char complete(EditLine *line, int key)
{
	const struct ask_words *words = asking(line)->words;
	const LineInfo *info = el_line(line);
	const char *begun = info->cursor, *word = "";
	size_t length, shared, count;
	char more[256];

	(void)key;
	while (begun > info->buffer && strchr(", |", begun[-1]) == NULL)
		begun--;
	length = (size_t)(info->cursor - begun);
	if (words == NULL)
		return CC_ERROR;
	shared = common(words, begun, length, &word, &count);
	if (count == 0 || shared - length >= sizeof(more))
		return CC_ERROR;
	if (shared > length) {
		memcpy(more, word + length, shared - length);
		more[shared - length] = '\0';
		el_insertstr(line, more);
		return CC_REFRESH;
	}
	if (count == 1)
		return CC_ERROR;
	putchar('\n');
	list(words, begun, length);
	return CC_REDISPLAY;
}

static void use_terminal(struct ask *ask)
{
	HistEvent event;

	setlocale(LC_CTYPE, "");
	ask->line = el_init("signpost", stdin, stdout, stderr);
	if (ask->line == NULL)
		return;
	ask->history = history_init();
	history(ask->history, &event, H_SETSIZE, REMEMBERED);
	el_set(ask->line, EL_CLIENTDATA, ask);
	el_set(ask->line, EL_PROMPT, prompt_of);
	el_set(ask->line, EL_EDITOR, "emacs");
	el_set(ask->line, EL_SIGNAL, 1);
	el_set(ask->line, EL_HIST, history, ask->history);
	el_set(ask->line, EL_ADDFN, "signpost-complete", "completes an id",
	       complete);
	el_set(ask->line, EL_BIND, "^I", "signpost-complete", NULL);
}

struct ask *ask_new(void)
{
	struct ask *ask = alloc_zero(sizeof(*ask));

	if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO))
		use_terminal(ask);
	return ask;
}

void ask_free(struct ask *ask)
{
	if (ask == NULL)
		return;
	if (ask->line != NULL) {
		history_end(ask->history);
		el_end(ask->line);
	}
	free(ask->read);
	free(ask);
}

static bool read_terminal(struct ask *ask)
{
	int length = 0;
	const char *text = el_gets(ask->line, &length);
	HistEvent event;

	free(ask->read);
	ask->read = NULL;
	if (text == NULL || length <= 0)
		return false;
	ask->read = alloc_zero((size_t)length + 1);
	memcpy(ask->read, text, (size_t)length);
	if (length > 1)
		history(ask->history, &event, H_ENTER, text);
	return true;
}

static bool read_pipe(struct ask *ask)
{
	printf("%s\n", ask->prompt);
	fflush(stdout);
	return getline(&ask->read, &ask->room, stdin) >= 0;
}

static const char *trimmed(char *text)
{
	size_t length = strlen(text);

	while (length > 0 && isspace((unsigned char)text[length - 1]))
		text[--length] = '\0';
	while (isspace((unsigned char)*text))
		text++;
	return text;
}

const char *ask_line(struct ask *ask, const char *prompt,
		     const struct ask_words *words)
{
	ask->prompt = prompt;
	ask->words = words;
	if (ask->line != NULL ? !read_terminal(ask) : !read_pipe(ask))
		return NULL;
	return trimmed(ask->read);
}

void ask_say(struct ask *ask, const char *format, ...)
{
	va_list arguments;

	(void)ask;
	va_start(arguments, format);
	vprintf(format, arguments);
	va_end(arguments);
	putchar('\n');
	fflush(stdout);
}
