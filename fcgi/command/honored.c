/* Asks again and again, for a while. */
#include "command/honored.h"

#include <string.h>
#include <sysexits.h>
#include <time.h>

#include "base/clock.h"
#include "command/commands.h"
#include "command/leftovers.h"

#define ANSWER_BYTES ((size_t)1024 * 1024)
#define PATIENCE_MS  10000
#define PAUSE_NS     100000000L

/* Whether the responder says that it goes by the file as it is now. */
static bool is_honored(const struct settings *settings, const char *mark,
		       struct buf *answer, struct err *err)
{
	struct arena *arena = arena_new();
	const char *health = arena_printf(arena, "%s/healthz", settings->base);
	bool is_there = ping(settings->listen, health, answer, err) == 0;
	const char *found = strstr(buf_text(answer), "\"hidden\"");

	arena_free(arena);
	if (!is_there || mark == NULL)
		return is_there && found == NULL;
	return found != NULL && strstr(found, mark) != NULL;
}

/* How long others may show what they keep, in seconds. */
static long long copies_s(const struct settings *settings)
{
	const struct cache_life *lives[] = { &settings->list_life,
					     &settings->entry_life,
					     &settings->phones_life,
					     &settings->api_life };
	long long most = 0;

	for (size_t i = 0; i < sizeof(lives) / sizeof(*lives); i++)
		if (lives[i]->fresh > most)
			most = lives[i]->fresh;
	return most;
}

/* What is so, and of nginx's copies; `silence` is why nobody answers. */
static void print_done(const struct settings *settings, const char *silence,
		       struct buf *out)
{
	if (silence != NULL)
		buf_printf(out, "%s. Whatever is started goes by it; ",
			   silence);
	else
		buf_puts(out, "The responder goes by it; ");
	if (leftovers_remove_copies(settings->copies))
		buf_puts(out, "nginx has no copies.\n");
	else if (silence == NULL)
		buf_printf(out,
			   "copies in nginx end within %lld s (as root, this "
			   "command removes them).\n",
			   copies_s(settings));
	else
		buf_puts(out, "until then nginx may show its copies (as root, "
			      "this command removes them).\n");
}

/* Waits until what runs goes by it. The exit code. */
static int await(const struct settings *settings,
		 const struct takedown *takedown, bool *is_silent,
		 struct buf *out, struct err *err)
{
	const char *mark = takedown->count > 0 ? takedown->mark : NULL;
	long long deadline = clock_ms() + PATIENCE_MS;
	struct timespec pause = { .tv_nsec = PAUSE_NS };
	struct err faults = { 0 };
	bool is_done = false;

	while (!is_done && faults.count == 0 && clock_ms() < deadline) {
		struct buf answer = buf_new(ANSWER_BYTES);

		is_done = is_honored(settings, mark, &answer, &faults);
		buf_free(&answer);
		if (!is_done && faults.count == 0)
			nanosleep(&pause, NULL);
	}
	*is_silent = faults.count > 0;
	if (is_done || *is_silent)
		print_done(settings, is_done ? NULL : faults.faults[0].text,
			   out);
	else
		err_plain(err, "the responder at %s does not go by it",
			  settings->listen);
	err_free(&faults);
	return err->count > 0 ? EX_TEMPFAIL : EX_OK;
}

int honored_await(const struct options *options,
		  const struct takedown *takedown, bool *is_silent,
		  struct buf *out, struct err *err)
{
	struct arena *arena = arena_new();
	struct err faults = { 0 };
	const struct settings *settings = settings_load(
		options->file, options->overrides, arena, &faults);
	int code = EX_OK;

	if (settings != NULL)
		code = await(settings, takedown, is_silent, out, err);
	else
		buf_puts(out, "The settings cannot be read, so no responder "
			      "was asked; each looks at the file within a "
			      "second.\n");
	err_free(&faults);
	arena_free(arena);
	return code;
}
