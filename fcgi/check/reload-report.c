/* Texts of its own under a lock. */
#include "check/reload-report.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"

#define FAULTS_BYTES ((size_t)256 * 1024)

struct reload_report {
	pthread_mutex_t lock; /* over what follows */
	/* Owned; NULL: none. */
	char *fault, *place, *faults, *kept, *day, *changes;
};

struct reload_report *reload_report_new(void)
{
	struct reload_report *reports = alloc_zero(sizeof(*reports));

	pthread_mutex_init(&reports->lock, NULL);
	return reports;
}

void reload_report_free(struct reload_report *reports)
{
	if (reports == NULL)
		return;
	free(reports->fault);
	free(reports->place);
	free(reports->faults);
	free(reports->kept);
	free(reports->day);
	free(reports->changes);
	pthread_mutex_destroy(&reports->lock);
	free(reports);
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

/* Where the first fault is. */
static char *place_of(const struct err *err)
{
	struct buf place = buf_new(FAULTS_BYTES);
	char *copy;

	if (err->count > 0 && err->faults[0].file != NULL)
		buf_printf(&place, "%s:%d", err->faults[0].file,
			   err->faults[0].line);
	copy = alloc_text(buf_text(&place));
	buf_free(&place);
	return copy;
}

void reload_report_refused(struct reload_report *reports, const struct err *err)
{
	char *fault =
		err->count > 0 ? err_text(&err->faults[0], "") : alloc_text("");
	char *place = place_of(err);
	char *faults = lines_of(err);

	pthread_mutex_lock(&reports->lock);
	replace(&reports->fault, fault);
	replace(&reports->place, place);
	replace(&reports->faults, faults);
	pthread_mutex_unlock(&reports->lock);
}

void reload_report_kept(struct reload_report *reports, const char *day)
{
	pthread_mutex_lock(&reports->lock);
	replace(&reports->kept, alloc_text(day));
	pthread_mutex_unlock(&reports->lock);
}

void reload_report_taken(struct reload_report *reports, const char *day,
			 const char *changes)
{
	pthread_mutex_lock(&reports->lock);
	replace(&reports->fault, NULL);
	replace(&reports->place, NULL);
	replace(&reports->faults, NULL);
	replace(&reports->kept, NULL);
	if (changes[0] != '\0') {
		replace(&reports->day, alloc_text(day));
		replace(&reports->changes, alloc_text(changes));
	}
	pthread_mutex_unlock(&reports->lock);
}

void reload_report_drop_changes(struct reload_report *reports)
{
	pthread_mutex_lock(&reports->lock);
	replace(&reports->day, NULL);
	replace(&reports->changes, NULL);
	pthread_mutex_unlock(&reports->lock);
}

static const char *copy_of(const char *text, struct arena *arena)
{
	return text != NULL ? arena_text(arena, text, strlen(text)) : NULL;
}

const struct reload_report_sheet *reload_report_read(
	struct reload_report *reports, struct arena *arena)
{
	struct reload_report_sheet *sheet = arena_alloc(arena, sizeof(*sheet));

	pthread_mutex_lock(&reports->lock);
	sheet->fault = copy_of(reports->fault, arena);
	sheet->place = copy_of(reports->place, arena);
	sheet->faults = copy_of(reports->faults, arena);
	sheet->kept = copy_of(reports->kept, arena);
	sheet->day = copy_of(reports->day, arena);
	sheet->changes = copy_of(reports->changes, arena);
	pthread_mutex_unlock(&reports->lock);
	return sheet;
}
