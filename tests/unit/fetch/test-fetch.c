/* The limits of what is fetched, of which nothing need answer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fetch/fetch.h"
#include "lib/support.h"

/* A server that gives each who connects the next of the answers, then ends. */
struct server {
	int fd;
	char url[64];
	const char *const *answers;
	pthread_t thread;
};

static void *serve(void *data)
{
	const struct server *server = data;

	for (size_t i = 0; server->answers[i] != NULL; i++) {
		int fd = accept(server->fd, NULL, NULL);
		char request[4096];

		assert_true(read(fd, request, sizeof(request)) > 0);
		assert_true(write(fd, server->answers[i],
				  strlen(server->answers[i])) > 0);
		shutdown(fd, SHUT_WR);
		while (read(fd, request, sizeof(request)) > 0)
			continue;
		close(fd);
	}
	return NULL;
}

static void start(struct server *server, const char *const *answers)
{
	struct sockaddr_in here = { .sin_family = AF_INET };
	socklen_t length = sizeof(here);

	server->answers = answers;
	server->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	assert_int_equal(bind(server->fd, (void *)&here, sizeof(here)), 0);
	assert_int_equal(listen(server->fd, 8), 0);
	getsockname(server->fd, (void *)&here, &length);
	snprintf(server->url, sizeof(server->url), "http://127.0.0.1:%d/",
		 ntohs(here.sin_port));
	pthread_create(&server->thread, NULL, serve, server);
}

static void end(struct server *server)
{
	pthread_join(server->thread, NULL);
	close(server->fd);
}

static struct fetch_wish wish_for(const char *url)
{
	return (struct fetch_wish){
		.url = url,
		.stays_at_host = true,
		.most_redirects = 1,
		.most_ms = 20000,
		.most_bytes = 16,
	};
}

static void expect_refused(const struct fetch_wish *wish, const char *words)
{
	struct arena *arena = arena_new();
	struct fetch_answer answer;
	struct err err = { 0 };

	assert_int_equal(fetch(wish, arena, &answer, &err), -1);
	assert_int_equal(err.count, 1);
	assert_memory_equal(err.faults[0].text, wish->url, strlen(wish->url));
	if (strstr(err.faults[0].text, words) == NULL)
		fail_msg("%s", err.faults[0].text);
	err_free(&err);
	arena_free(arena);
}

static void a_private_address_is_refused_before_anything_is_sent(void **state)
{
	static const char *const urls[] = {
		"http://127.0.0.1:1/", "http://[::1]:1/", "http://localhost:1/",
		"http://0x7f.1:1/", "http://169.254.169.254/"
	};

	(void)state;
	for (size_t i = 0; i < COUNT(urls); i++) {
		struct fetch_wish wish = wish_for(urls[i]);

		wish.refuses_private = true;
		expect_refused(&wish, "of a network of somebody's own");
	}
}

static void other_schemes_are_not_asked(void **state)
{
	static const char *const urls[] = { "file:///etc/passwd",
					    "ftp://127.0.0.1/", "dict://x/",
					    "http//" };

	(void)state;
	for (size_t i = 0; i < COUNT(urls); i++) {
		struct fetch_wish wish = wish_for(urls[i]);

		wish.refuses_private = true;
		expect_refused(&wish, urls[i]);
	}
}

static void a_body_beyond_the_limit_is_no_answer(void **state)
{
	static const char *const answers[] = {
		"HTTP/1.1 200 OK\r\n\r\n0123456789abcdef0", NULL
	};
	struct server server;
	struct fetch_wish wish;

	(void)state;
	start(&server, answers);
	wish = wish_for(server.url);
	expect_refused(&wish, "more than 16 bytes");
	end(&server);
}

static void expect_end(const char *const *answers, long status,
		       const char *body, const char *leads_to)
{
	struct arena *arena = arena_new();
	struct fetch_answer answer;
	struct err err = { 0 };
	struct server server;
	struct fetch_wish wish;

	start(&server, answers);
	wish = wish_for(server.url);
	assert_int_equal(fetch(&wish, arena, &answer, &err), 0);
	end(&server);
	assert_int_equal(answer.status, status);
	assert_string_equal(buf_text(&answer.body), body);
	if (leads_to == NULL)
		assert_null(answer.leads_to);
	else
		assert_non_null(strstr(answer.leads_to, leads_to));
	fetch_free(&answer);
	arena_free(arena);
}

static void a_body_up_to_the_limit_is_one(void **state)
{
	static const char *const answers[] = {
		"HTTP/1.1 200 OK\r\n\r\n0123456789abcdef", NULL
	};

	(void)state;
	expect_end(answers, 200, "0123456789abcdef", NULL);
}

static void a_redirect_is_followed_at_its_host_as_often_as_is_said(void **state)
{
	static const char *const once[] = {
		"HTTP/1.1 302 Found\r\nLocation: /there\r\n\r\ngone",
		"HTTP/1.1 200 OK\r\n\r\nhere", NULL
	};
	static const char *const twice[] = {
		"HTTP/1.1 302 Found\r\nLocation: /there\r\n\r\n",
		"HTTP/1.1 301 Found\r\nLocation: /further\r\n\r\n", NULL
	};
	static const char *const away[] = {
		"HTTP/1.1 302 Found\r\nLocation: http://other.invalid/\r\n\r\n",
		NULL
	};
	static const char *const out[] = {
		"HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\n\r\n",
		NULL
	};

	(void)state;
	expect_end(once, 200, "here", NULL);
	expect_end(twice, 301, "", "/further");
	expect_end(away, 302, "", "http://other.invalid/");
	expect_end(out, 302, "", "file:///etc/passwd");
}

static void what_ends_too_early_is_no_answer(void **state)
{
	static const char *const answers[] = {
		"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", NULL
	};
	struct server server;
	struct fetch_wish wish;

	(void)state;
	start(&server, answers);
	wish = wish_for(server.url);
	expect_refused(&wish, "");
	end(&server);
}

static enum fetch_failure failure_of(const struct fetch_wish *wish)
{
	struct arena *arena = arena_new();
	struct fetch_answer answer;
	struct err err = { 0 };

	if (fetch(wish, arena, &answer, &err) == 0)
		fetch_free(&answer);
	err_free(&err);
	arena_free(arena);
	return answer.failure;
}

static void what_is_beyond_the_limit_is_left_where_that_is_enough(void **state)
{
	static const char *const answers[] = {
		"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n"
		"0123456789abcdef0",
		NULL
	};
	struct server server;
	struct fetch_wish wish;

	(void)state;
	start(&server, answers);
	wish = wish_for(server.url);
	wish.is_cut = true;
	assert_int_equal(failure_of(&wish), FETCH_ANSWERED);
	end(&server);
}

static void why_there_is_no_answer_is_told_apart(void **state)
{
	static const char *const tls[] = { "no TLS\r\n", NULL };
	struct fetch_wish wish = wish_for("http://127.0.0.1:1/");
	struct server server;
	char url[128];

	(void)state;
	assert_int_equal(failure_of(&wish), FETCH_REFUSED);
	wish.refuses_private = true;
	assert_int_equal(failure_of(&wish), FETCH_PRIVATE);
	wish = wish_for("http://a..example/");
	assert_int_equal(failure_of(&wish), FETCH_NO_HOST);
	start(&server, tls);
	snprintf(url, sizeof(url), "https%s", server.url + strlen("http"));
	wish = wish_for(url);
	assert_int_equal(failure_of(&wish), FETCH_FAILED);
	end(&server);
}

/* It takes who connects and says nothing. */
static void no_answer_in_time_is_told_as_that(void **state)
{
	struct server server;
	struct fetch_wish wish;
	static const char *const none[] = { NULL };

	(void)state;
	start(&server, none);
	wish = wish_for(server.url);
	wish.most_ms = 50;
	assert_int_equal(failure_of(&wish), FETCH_LATE);
	end(&server);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_private_address_is_refused_before_anything_is_sent),
		cmocka_unit_test(other_schemes_are_not_asked),
		cmocka_unit_test(a_body_beyond_the_limit_is_no_answer),
		cmocka_unit_test(a_body_up_to_the_limit_is_one),
		cmocka_unit_test(
			a_redirect_is_followed_at_its_host_as_often_as_is_said),
		cmocka_unit_test(what_ends_too_early_is_no_answer),
		cmocka_unit_test(
			what_is_beyond_the_limit_is_left_where_that_is_enough),
		cmocka_unit_test(why_there_is_no_answer_is_told_apart),
		cmocka_unit_test(no_answer_in_time_is_told_as_that),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
