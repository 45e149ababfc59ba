/* The log, as it arrives on standard error. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "log.h"

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
	log_set_level(LOG_NOTICE);
	return dup2(out, STDERR_FILENO) < 0;
}

static int give_back(void **state)
{
	(void)state;
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
	log_set_level(LOG_DEBUG);
	log_event(LOG_DEBUG, "a");
	assert_string_equal(written(), "level=debug msg=\"a\"\n");
	log_set_level(LOG_ERROR);
	log_event(LOG_WARNING, "a");
	assert_string_equal(written(), "");
	log_event(LOG_ERROR, "a");
	assert_string_equal(written(), "level=error msg=\"a\"\n");
}

/* However long, and however much of it has to be escaped. */
static void a_line_always_ends(void **state)
{
	static const char letters[] = { 'a', '"', '\x01' };
	char words[5000];

	(void)state;
	for (size_t i = 0; i < sizeof(letters); i++) {
		const char *line;
		size_t length;

		memset(words, letters[i], sizeof(words) - 1);
		words[sizeof(words) - 1] = '\0';
		log_event(LOG_ERROR, "%s", words);
		line = written();
		length = strlen(line);
		assert_true(length > 2000);
		assert_string_equal(line + length - 2, "\"\n");
		assert_ptr_equal(strchr(line, '\n'), line + length - 1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(an_event_is_one_line, listen_in,
						give_back),
		cmocka_unit_test_setup_teardown(
			what_could_break_a_line_is_escaped, listen_in,
			give_back),
		cmocka_unit_test_setup_teardown(
			what_is_less_important_is_not_written, listen_in,
			give_back),
		cmocka_unit_test_setup_teardown(a_line_always_ends, listen_in,
						give_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
