/* Several responders behind one web server: whether each is well, and whether
 * all serve the same. */
#include <jansson.h>
#include <string.h>
#include <sysexits.h>

#include "command/commands.h"

#define ANSWER_BYTES ((size_t)64 * 1024)

/* What one of several says of itself. */
struct report {
	const char *address;
	json_t *said;	      /* NULL: nothing that is one */
	const char *revision; /* in it; "" */
};

static const char *word_of(const json_t *said, const char *name)
{
	const char *word = json_string_value(json_object_get(said, name));

	return word != NULL ? word : "";
}

/* Its row; 0 where it is well. */
static int ask_one(struct report *report, const char *path, struct buf *out)
{
	struct buf answer = buf_new(ANSWER_BYTES);
	struct err err = { 0 };
	const char *body, *status;

	if (ping(report->address, path, &answer, &err) == 0 &&
	    (body = strstr(buf_text(&answer), "\r\n\r\n")) != NULL)
		report->said = json_loads(body, 0, NULL);
	status = word_of(report->said, "status");
	report->revision = word_of(report->said, "revision");
	if (err.count > 0)
		buf_printf(out, "%s\n", err.faults[0].text);
	else
		buf_printf(out, "%s: %s, version %s, revision %s\n",
			   report->address,
			   *status != '\0' ? status : "no answer of ours",
			   word_of(report->said, "version"), report->revision);
	buf_free(&answer);
	err_free(&err);
	return strcmp(status, "up") == 0 ? 0 : -1;
}

/* How many serve what this one does. */
static size_t count_like(const struct report *reports, size_t count,
			 const struct report *one)
{
	size_t like = 0;

	for (size_t i = 0; i < count; i++)
		like += strcmp(reports[i].revision, one->revision) == 0;
	return like;
}

/* Those that answer and do not serve what most do; -1 where there are some. */
static int tell_strays(const struct report *reports, size_t count,
		       struct buf *out)
{
	const struct report *most = NULL;
	int result = 0;

	for (size_t i = 0; i < count; i++)
		if (reports[i].said != NULL &&
		    (most == NULL || count_like(reports, count, &reports[i]) >
					     count_like(reports, count, most)))
			most = &reports[i];
	for (size_t i = 0; i < count; i++)
		if (reports[i].said != NULL &&
		    strcmp(reports[i].revision, most->revision) != 0) {
			buf_printf(out, "%s differs from %s\n",
				   reports[i].address, most->address);
			result = -1;
		}
	return result;
}

int ping_several(const struct options *options, const char *path,
		 struct arena *arena, struct buf *out)
{
	size_t count = options->operand_count;
	struct report *reports =
		arena_alloc(arena, (count + 1) * sizeof(*reports));
	int result = 0;

	for (size_t i = 0; i < count; i++) {
		reports[i] = (struct report){ .address = options->operands[i] };
		result |= ask_one(&reports[i], path, out);
	}
	result |= tell_strays(reports, count, out);
	for (size_t i = 0; i < count; i++)
		json_decref(reports[i].said);
	return result == 0 ? EX_OK : EX_UNAVAILABLE;
}
