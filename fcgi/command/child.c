/* fork(), and a pipe for what the child has to say. */
#include "command/child.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define CHUNK_BYTES ((size_t)4096)
#define SAID_BYTES  ((size_t)16 * 1024 * 1024)
#define PLACES	    "/usr/local/sbin:/usr/sbin:/sbin"

/* For good, with the groups of that user and no others. */
static int become(const char *name)
{
	const struct passwd *user = getpwnam(name);

	if (user == NULL || initgroups(name, user->pw_gid) != 0 ||
	    setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0)
		return -1;
	return 0;
}

static void say(int to, const struct buf *text)
{
	size_t done = 0;

	while (done < text->length) {
		ssize_t written =
			write(to, text->bytes + done, text->length - done);

		if (written <= 0)
			return;
		done += (size_t)written;
	}
}

static void hear(int from, struct buf *out)
{
	char chunk[CHUNK_BYTES];
	ssize_t got;

	while ((got = read(from, chunk, sizeof(chunk))) != 0) {
		if (got > 0)
			buf_put(out, chunk, (size_t)got);
		else if (errno != EINTR)
			return;
	}
}

static int await(pid_t child)
{
	int status = 0;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return CHILD_FAILED;
	return WIFEXITED(status) ? WEXITSTATUS(status) : CHILD_FAILED;
}

struct work {
	const char *user;
	int (*act)(void *data, struct buf *out);
	void *data;
};

/* What a child does with `what`, saying what it has to say to `to`; it never
 * returns. */
typedef void be_fn(const void *what, int to);

/* How a child that did so ended; what it said is in `out`. */
static int in_child(be_fn *be, const void *what, struct buf *out)
{
	int ends[2], code;
	pid_t child;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return CHILD_FAILED;
	child = fork();
	if (child == 0)
		be(what, ends[1]);
	close(ends[1]);
	if (child > 0)
		hear(ends[0], out);
	code = child > 0 ? await(child) : CHILD_FAILED;
	close(ends[0]);
	return code;
}

static _Noreturn void be_worker(const void *what, int to)
{
	const struct work *work = what;
	struct buf text = buf_new(SAID_BYTES);
	int code = CHILD_FAILED;

	if (work->user == NULL || become(work->user) == 0)
		code = work->act(work->data, &text);
	say(to, &text);
	_exit(code);
}

int child_do(const char *user, int (*act)(void *data, struct buf *out),
	     void *data, struct buf *out)
{
	const struct work work = { user, act, data };

	return in_child(be_worker, &work, out);
}

static _Noreturn void be_program(const void *what, int to)
{
	char *const *arguments = (char *const *)(uintptr_t)what;
	int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);

	dup2(nothing, STDIN_FILENO);
	dup2(to, STDOUT_FILENO);
	dup2(to, STDERR_FILENO);
	execvp(arguments[0], arguments);
	setenv("PATH", PLACES, 1);
	execvp(arguments[0], arguments);
	_exit(CHILD_FAILED);
}

int child_run(const char *const arguments[], struct buf *out)
{
	return in_child(be_program, arguments, out);
}

const char *child_user_name(uid_t user, struct arena *arena)
{
	const struct passwd *found = getpwuid(user);

	return found != NULL ? arena_text(arena, found->pw_name,
					  strlen(found->pw_name)) :
			       NULL;
}
