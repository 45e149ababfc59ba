/* Files that are changed where they stand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/rewrite.h"
#include "lib/support.h"

#define MOST  ((size_t)1024 * 1024)
#define NAME  "ours.ini"
#define OLD   "name = before\n"
#define NEW   "name = afterward\n"
#define TIMES 40

static char folder[] = "/tmp/signpost-rewrite-XXXXXX";

static int enter(void **state)
{
	(void)state;
	return mkdtemp(folder) != NULL ? chdir(folder) : -1;
}

static int leave(void **state)
{
	(void)state;
	unlink(NAME);
	unlink("link.ini");
	unlink(NAME ".signpost-new");
	return chdir("/") != 0 ? -1 : rmdir(folder);
}

static void put(const char *text)
{
	FILE *file = fopen(NAME, "w");

	fputs(text, file);
	fclose(file);
}

static void assert_holds(const char *text)
{
	char bytes[MOST / 4] = "";
	FILE *file = fopen(NAME, "r");

	assert_non_null(file);
	bytes[fread(bytes, 1, sizeof(bytes) - 1, file)] = '\0';
	fclose(file);
	assert_string_equal(bytes, text);
}

static int finish(struct rewrite *rewrite, const char *text, struct err *err)
{
	struct buf bytes = buf_new(MOST);
	int result;

	buf_puts(&bytes, text);
	result = rewrite_finish(rewrite, 0640, &bytes, err);
	buf_free(&bytes);
	return result;
}

static void what_is_written_takes_the_place_of_what_was_read(void **state)
{
	struct rewrite rewrite;
	struct err err = { 0 };
	struct stat info;

	(void)state;
	put(OLD);
	assert_int_equal(chmod(NAME, 0604), 0);
	assert_int_equal(rewrite_begin(NAME, MOST, true, &rewrite, &err), 0);
	assert_string_equal(rewrite.bytes, OLD);
	assert_int_equal(finish(&rewrite, NEW, &err), 0);
	assert_holds(NEW);
	assert_int_equal(stat(NAME, &info), 0);
	assert_int_equal(info.st_mode & ACCESSPERMS, 0604);
	assert_string_equal(rewrite.bytes, NEW);
	assert_int_equal(finish(&rewrite, OLD, &err), 0);
	assert_holds(OLD);
	rewrite_free(&rewrite);
}

static void a_file_of_a_like_name_is_somebodys(void **state)
{
	struct rewrite rewrite;
	struct err err = { 0 };

	(void)state;
	put(NEW);
	assert_int_equal(rename(NAME, NAME ".new"), 0);
	put(OLD);
	assert_int_equal(rewrite_begin(NAME, MOST, true, &rewrite, &err), 0);
	assert_int_equal(finish(&rewrite, NEW, &err), 0);
	rewrite_free(&rewrite);
	assert_int_equal(rename(NAME ".new", NAME), 0);
	assert_holds(NEW);
}

static void there_may_be_none_yet(void **state)
{
	struct rewrite rewrite;
	struct err err = { 0 };
	struct stat info;

	(void)state;
	unlink(NAME);
	assert_int_equal(rewrite_begin(NAME, MOST, true, &rewrite, &err), 0);
	assert_false(rewrite.is_there);
	assert_int_equal(rewrite.length, 0);
	assert_int_equal(finish(&rewrite, NEW, &err), 0);
	assert_holds(NEW);
	assert_int_equal(stat(NAME, &info), 0);
	assert_int_equal(info.st_mode & ACCESSPERMS, 0640);
	rewrite_free(&rewrite);
}

/* Reads the file, lets `meddle` happen, and writes: nothing may be written. */
static void assert_noticed(void (*meddle)(void), const char *holds)
{
	struct rewrite rewrite;
	struct err err = { 0 };

	assert_int_equal(rewrite_begin(NAME, MOST, true, &rewrite, &err), 0);
	meddle();
	assert_int_equal(finish(&rewrite, NEW, &err), -1);
	support_assert_faults(&err, NAME
			      ": has changed since it was read, so nothing is "
			      "written\n");
	if (holds != NULL)
		assert_holds(holds);
	else
		assert_int_equal(access(NAME, F_OK), -1);
	rewrite_free(&rewrite);
}

static void change_a_byte(void)
{
	put("name = befare\n");
}

static void add_a_line(void)
{
	put(OLD "name.es = antes\n");
}

static void remove_it(void)
{
	unlink(NAME);
}

static void what_changed_meanwhile_is_noticed(void **state)
{
	(void)state;
	put(OLD);
	assert_noticed(change_a_byte, "name = befare\n");
	put(OLD);
	assert_noticed(add_a_line, OLD "name.es = antes\n");
	put(OLD);
	assert_noticed(remove_it, NULL);
	unlink(NAME);
	assert_noticed(change_a_byte, "name = befare\n");
}

static void a_link_is_followed_or_replaced(void **state)
{
	struct rewrite rewrite;
	struct err err = { 0 };
	struct stat info;

	(void)state;
	put(OLD);
	assert_int_equal(symlink(NAME, "link.ini"), 0);
	assert_int_equal(rewrite_begin("link.ini", MOST, true, &rewrite, &err),
			 0);
	assert_int_equal(finish(&rewrite, NEW, &err), 0);
	rewrite_free(&rewrite);
	assert_holds(NEW);
	assert_int_equal(lstat("link.ini", &info), 0);
	assert_true(S_ISLNK(info.st_mode));
	assert_int_equal(rewrite_begin("link.ini", MOST, false, &rewrite, &err),
			 0);
	assert_int_equal(finish(&rewrite, OLD, &err), 0);
	rewrite_free(&rewrite);
	assert_holds(NEW);
	assert_int_equal(lstat("link.ini", &info), 0);
	assert_true(S_ISREG(info.st_mode));
	unlink("link.ini");
}

/* A limit on the size of files does what a full disk does: some bytes are
 * taken, and then no more. */
static void a_full_disk_leaves_the_file_as_it_was(void **state)
{
	struct rewrite rewrite;
	struct err err = { 0 };
	struct rlimit before, small = { .rlim_cur = 8 };

	(void)state;
	put(OLD);
	assert_int_equal(rewrite_begin(NAME, MOST, true, &rewrite, &err), 0);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small.rlim_max = before.rlim_max;
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &small);
	assert_int_equal(finish(&rewrite, NEW, &err), -1);
	setrlimit(RLIMIT_FSIZE, &before);
	assert_non_null(strstr(err.faults[0].text, "could not be written"));
	err_free(&err);
	assert_holds(OLD);
	assert_int_equal(access(NAME ".signpost-new", F_OK), -1);
	rewrite_free(&rewrite);
}

/* As long as it lives: a file of one letter, then of the next. */
static _Noreturn void write_on(int ready)
{
	static char text[MOST / 8];
	struct rewrite rewrite;
	struct err err = { 0 };

	if (rewrite_begin(NAME, MOST, true, &rewrite, &err) != 0)
		_exit(1);
	for (unsigned turn = 0;; turn++) {
		memset(text, (int)('a' + turn % 26), sizeof(text) - 1);
		if (finish(&rewrite, text, &err) != 0)
			_exit(1);
		if (write(ready, "", 1) != 1)
			_exit(0);
	}
}

static void assert_whole(void)
{
	static char bytes[MOST / 8];
	int in = open(NAME, O_RDONLY);

	assert_true(in >= 0);
	assert_int_equal(read(in, bytes, sizeof(bytes)), sizeof(bytes) - 1);
	close(in);
	for (size_t i = 0; i < sizeof(bytes) - 1; i++)
		assert_int_equal(bytes[i], bytes[0]);
}

static void who_is_killed_at_any_moment_leaves_a_whole_file(void **state)
{
	(void)state;
	unlink(NAME);
	for (int i = 0; i < TIMES; i++) {
		int ready[2], status;
		char byte;
		pid_t child;

		assert_int_equal(pipe(ready), 0);
		child = fork();
		if (child == 0)
			write_on(ready[1]);
		close(ready[1]);
		/* The next is being written while this one is waited for. */
		for (int turn = 0; turn <= i % 3; turn++)
			assert_int_equal(read(ready[0], &byte, 1), 1);
		kill(child, SIGKILL);
		waitpid(child, &status, 0);
		close(ready[0]);
		assert_whole();
	}
}

/* Two who add a line each time, and begin again where the other was first. */
static void two_at_once_lose_nothing(void **state)
{
	pid_t children[2];
	char bytes[TIMES * 4 + 1] = "";
	FILE *file;

	(void)state;
	unlink(NAME);
	for (int which = 0; which < 2; which++) {
		children[which] = fork();
		for (int i = 0; children[which] == 0 && i < TIMES;) {
			struct rewrite rewrite;
			struct err err = { 0 };
			char text[TIMES * 4 + 3];

			rewrite_begin(NAME, MOST, true, &rewrite, &err);
			snprintf(text, sizeof(text), "%s%c\n", rewrite.bytes,
				 'a' + which);
			i += finish(&rewrite, text, &err) == 0;
			rewrite_free(&rewrite);
			err_free(&err);
		}
		if (children[which] == 0)
			_exit(0);
	}
	for (int which = 0; which < 2; which++)
		waitpid(children[which], NULL, 0);
	file = fopen(NAME, "r");
	assert_int_equal(fread(bytes, 1, sizeof(bytes), file), TIMES * 4);
	fclose(file);
}

/* Writes as one of two who share a folder, by its group 23456 or not. */
static int finish_as_another(gid_t group)
{
	struct rewrite rewrite;
	struct err err = { 0 };
	int status;
	pid_t child = fork();

	if (child == 0) {
		if (setgroups(1, &group) != 0 || setgid(34567) != 0 ||
		    setuid(34567) != 0 ||
		    rewrite_begin(NAME, MOST, true, &rewrite, &err) != 0)
			_exit(2);
		_exit(finish(&rewrite, NEW, &err) == 0 ? 0 : 1);
	}
	waitpid(child, &status, 0);
	return WEXITSTATUS(status);
}

static void put_of_another(mode_t mode)
{
	put(OLD);
	assert_int_equal(chown(NAME, 12345, 23456), 0);
	assert_int_equal(chmod(NAME, mode), 0);
}

static void whose_file_it_is_may_change_but_not_who_reads_it(void **state)
{
	struct stat info;

	(void)state;
	if (geteuid() != 0)
		skip();
	assert_int_equal(chmod(folder, 0777), 0);
	put_of_another(0640);
	assert_int_equal(finish_as_another(23456), 0);
	assert_holds(NEW);
	assert_int_equal(stat(NAME, &info), 0);
	assert_int_equal(info.st_gid, 23456);
	assert_int_equal(info.st_mode & ACCESSPERMS, 0640);
	put_of_another(0644);
	assert_int_equal(finish_as_another(45678), 0);
	assert_holds(NEW);
	/* Its own file, of a group that it is not in any more. */
	assert_int_equal(chown(NAME, 34567, 23456), 0);
	assert_int_equal(chmod(NAME, 0640), 0);
	assert_int_equal(finish_as_another(45678), 1);
	assert_int_equal(access(NAME ".signpost-new", F_OK), -1);
	assert_int_equal(stat(NAME, &info), 0);
	assert_int_equal(info.st_gid, 23456);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			what_is_written_takes_the_place_of_what_was_read),
		cmocka_unit_test(there_may_be_none_yet),
		cmocka_unit_test(a_file_of_a_like_name_is_somebodys),
		cmocka_unit_test(what_changed_meanwhile_is_noticed),
		cmocka_unit_test(a_link_is_followed_or_replaced),
		cmocka_unit_test(a_full_disk_leaves_the_file_as_it_was),
		cmocka_unit_test(
			who_is_killed_at_any_moment_leaves_a_whole_file),
		cmocka_unit_test(two_at_once_lose_nothing),
		cmocka_unit_test(
			whose_file_it_is_may_change_but_not_who_reads_it),
	};

	return cmocka_run_group_tests(tests, enter, leave);
}
