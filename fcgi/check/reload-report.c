/* What reloads brought. */
#include "check/reload-report.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"

#define FAULTS_BYTES ((size_t)256 * 1024)

struct news {
	pthread_mutex_t lock;		      /* over what follows */
	char *fault, *faults, *day, *changes; /* owned; NULL: none */
};

struct news *news_new(void)
{
	struct news *news = alloc_zero(sizeof(*news));

	pthread_mutex_init(&news->lock, NULL);
	return news;
}

void news_free(struct news *news)
{
	if (news == NULL)
		return;
	free(news->fault);
	free(news->faults);
	free(news->day);
	free(news->changes);
	pthread_mutex_destroy(&news->lock);
	free(news);
}

/* Puts `text`, which it takes, in the place of another. */
static void replace(char **place, char *text)
{
	free(*place);
	*place = text;
}

/* The faults as lines; of too many, those that fit. */
static char *lines_of(const struct err *err)
{
	struct buf lines = buf_new(FAULTS_BYTES);
	char *copy;

	for (size_t i = 0; i < err->count; i++) {
		char *text = err_text(&err->faults[i], "");

		if (lines.length + strlen(text) + 1 < FAULTS_BYTES)
			buf_printf(&lines, "%s\n", text);
		free(text);
	}
	copy = alloc_text(buf_text(&lines));
	buf_free(&lines);
	return copy;
}

void news_refused(struct news *news, const struct err *err)
{
	char *fault =
		err->count > 0 ? err_text(&err->faults[0], "") : alloc_text("");
	char *faults = lines_of(err);

	pthread_mutex_lock(&news->lock);
	replace(&news->fault, fault);
	replace(&news->faults, faults);
	pthread_mutex_unlock(&news->lock);
}

void news_taken(struct news *news, const char *day, const char *changes)
{
	pthread_mutex_lock(&news->lock);
	replace(&news->fault, NULL);
	replace(&news->faults, NULL);
	if (changes[0] != '\0') {
		replace(&news->day, alloc_text(day));
		replace(&news->changes, alloc_text(changes));
	}
	pthread_mutex_unlock(&news->lock);
}

static const char *copy_of(const char *text, struct arena *arena)
{
	return text != NULL ? arena_text(arena, text, strlen(text)) : NULL;
}

const struct news_sheet *news_read(struct news *news, struct arena *arena)
{
	struct news_sheet *sheet = arena_alloc(arena, sizeof(*sheet));

	pthread_mutex_lock(&news->lock);
	sheet->fault = copy_of(news->fault, arena);
	sheet->faults = copy_of(news->faults, arena);
	sheet->day = copy_of(news->day, arena);
	sheet->changes = copy_of(news->changes, arena);
	pthread_mutex_unlock(&news->lock);
	return sheet;
}
