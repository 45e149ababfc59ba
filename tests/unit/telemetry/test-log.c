/* The log, as it arrives on standard error. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "telemetry/log.h"

static const struct log_field fields[] = {
	{ .name = "route", .word = "list" },
	{ .name = "code", .number = 200 },
};
#define FIELDS (sizeof(fields) / sizeof(*fields))

static int standard_error, out, in;

/* Standard error is a pipe for a while; one write is one read. */
static int listen_in(void **state)
{
	int ends[2];

	(void)state;
	if (pipe(ends) != 0)
		return -1;
	in = ends[0];
	out = ends[1];
	fcntl(in, F_SETFL, O_NONBLOCK);
	standard_error = dup(STDERR_FILENO);
	if (dup2(out, STDERR_FILENO) < 0)
		return -1;
	log_set(LOG_NOTICE, LOG_LOGFMT);
	return 0;
}

static int give_back(void **state)
{
	(void)state;
	unsetenv("JOURNAL_STREAM");
	dup2(standard_error, STDERR_FILENO);
	close(standard_error);
	close(out);
	close(in);
	return 0;
}

/* What was written; "" when nothing was. */
static const char *written(void)
{
	static char text[65536];
	ssize_t length = read(in, text, sizeof(text) - 1);

	text[length > 0 ? length : 0] = '\0';
	return text;
}

static void an_event_is_one_line(void **state)
{
	(void)state;
	log_event(LOG_WARNING, "%s could not be written: %d", "a", 7);
	assert_string_equal(
		written(), "level=warning msg=\"a could not be written: 7\"\n");
	log_event(LOG_ERROR, "b");
	assert_string_equal(written(), "level=error msg=\"b\"\n");
	log_event(LOG_NOTICE, "c");
	assert_string_equal(written(), "level=notice msg=\"c\"\n");
}

static void what_could_break_a_line_is_escaped(void **state)
{
	(void)state;
	log_event(LOG_ERROR, "a\nlevel=x \"b\" c\\d\r\t\x1b[0m\x7f é");
	assert_string_equal(written(),
			    "level=error msg=\"a\\x0alevel=x \\\"b\\\" "
			    "c\\\\d\\x0d\\x09\\x1b[0m\\x7f é\"\n");
}

static void what_is_less_important_is_not_written(void **state)
{
	(void)state;
	log_event(LOG_DEBUG, "a");
	assert_string_equal(written(), "");
	log_fields(LOG_INFO, "a", fields, FIELDS);
	assert_string_equal(written(), "");
	log_set(LOG_DEBUG, LOG_LOGFMT);
	log_event(LOG_DEBUG, "a");
	assert_string_equal(written(), "level=debug msg=\"a\"\n");
	log_set(LOG_ERROR, LOG_LOGFMT);
	log_event(LOG_WARNING, "a");
	assert_string_equal(written(), "");
	log_event(LOG_ERROR, "a");
	assert_string_equal(written(), "level=error msg=\"a\"\n");
}

static void a_file_that_was_cut_goes_on_at_its_beginning(void **state)
{
	char path[] = "/tmp/signpost-log.XXXXXX", text[256];
	const char *line = text;
	ssize_t length;
	int file = mkstemp(path);

	(void)state;
	assert_true(file >= 0 && unlink(path) == 0);
	assert_true(dup2(file, STDERR_FILENO) >= 0);
	log_set(LOG_NOTICE, LOG_LOGFMT);
	log_event(LOG_NOTICE, "a line that another will be as long as");
	assert_int_equal(ftruncate(file, 0), 0);
	log_event(LOG_NOTICE, "b");
	length = pread(file, text, sizeof(text) - 1, 0);
	close(file);
	assert_true(length > 0);
	text[length] = '\0';
	assert_int_equal(strncmp(line, "time=", 5), 0);
	assert_non_null(strstr(line, " level=notice msg=\"b\"\n"));
	assert_int_equal((size_t)length, strlen(line));
}

static void fields_follow_the_words(void **state)
{
	(void)state;
	log_fields(LOG_NOTICE, "a b", fields, FIELDS);
	assert_string_equal(written(),
			    "level=notice msg=\"a b\" route=list code=200\n");
}

static void json_says_the_same(void **state)
{
	(void)state;
	log_set(LOG_NOTICE, LOG_JSON);
	log_fields(LOG_NOTICE, "a \"b\"\n", fields, FIELDS);
	assert_string_equal(
		written(),
		"{\"level\":\"notice\",\"msg\":\"a \\\"b\\\"\\\\x0a\","
		"\"route\":\"list\",\"code\":200}\n");
}

static void what_is_no_plain_text_is_escaped_byte_by_byte(void **state)
{
	(void)state;
	log_event(LOG_ERROR, "%s", "\xc2\x9b \xe2\x80\xae \xff \xc3");
	assert_string_equal(written(), "level=error msg=\"\\xc2\\x9b "
				       "\\xe2\\x80\\xae \\xff \\xc3\"\n");
}

/* JOURNAL_STREAM names the device and the inode of what the service manager
 * has opened. */
static void the_journal_is_told_a_priority(void **state)
{
	static const char *const lines[] = {
		"<3>level=error msg=\"a\"\n",  "<4>level=warning msg=\"a\"\n",
		"<5>level=notice msg=\"a\"\n", "<6>level=info msg=\"a\"\n",
		"<7>level=debug msg=\"a\"\n",
	};
	char stream[64];
	struct stat pipe;

	(void)state;
	fstat(out, &pipe);
	snprintf(stream, sizeof(stream), "%ju:%ju", (uintmax_t)pipe.st_dev,
		 (uintmax_t)pipe.st_ino);
	setenv("JOURNAL_STREAM", stream, 1);
	log_set(LOG_DEBUG, LOG_LOGFMT);
	for (int level = LOG_ERROR; level <= LOG_DEBUG; level++) {
		log_event((enum log_level)level, "a");
		assert_string_equal(written(), lines[level]);
	}
	log_set(LOG_DEBUG, LOG_JSON);
	log_event(LOG_ERROR, "a");
	assert_string_equal(written(),
			    "<3>{\"level\":\"error\",\"msg\":\"a\"}\n");
}

/* A variable that was inherited with another standard error. */
static void what_is_not_the_journal_is_told_none(void **state)
{
	(void)state;
	setenv("JOURNAL_STREAM", "1:1", 1);
	log_set(LOG_NOTICE, LOG_LOGFMT);
	log_event(LOG_ERROR, "a");
	assert_string_equal(written(), "level=error msg=\"a\"\n");
}

/* However long, and however much of it has to be escaped. */
static void a_line_always_ends(void **state)
{
	static const char letters[] = { 'a', '"', '\x01' };
	static const enum log_format formats[] = { LOG_LOGFMT, LOG_JSON };
	static const char *const ends[] = { "\"\n", "\"}\n" };
	char words[5000];

	(void)state;
	for (size_t i = 0; i < 2 * sizeof(letters); i++) {
		const char *end = ends[i % 2], *line;
		size_t length;

		memset(words, letters[i / 2], sizeof(words) - 1);
		words[sizeof(words) - 1] = '\0';
		log_set(LOG_NOTICE, formats[i % 2]);
		log_event(LOG_ERROR, "%s", words);
		line = written();
		length = strlen(line);
		assert_true(length > 2000);
		assert_string_equal(line + length - strlen(end), end);
		assert_ptr_equal(strchr(line, '\n'), line + length - 1);
	}
}

int main(void)
{
#define HEARD(test) cmocka_unit_test_setup_teardown(test, listen_in, give_back)
	const struct CMUnitTest tests[] = {
		HEARD(an_event_is_one_line),
		HEARD(what_could_break_a_line_is_escaped),
		HEARD(what_is_less_important_is_not_written),
		HEARD(a_file_that_was_cut_goes_on_at_its_beginning),
		HEARD(fields_follow_the_words),
		HEARD(json_says_the_same),
		HEARD(what_is_no_plain_text_is_escaped_byte_by_byte),
		HEARD(the_journal_is_told_a_priority),
		HEARD(what_is_not_the_journal_is_told_none),
		HEARD(a_line_always_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
