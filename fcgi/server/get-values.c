/* Answers to the records that are of no request. */
#include "server/get-values.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "server/fastcgi-record.h"

#define NUMBER_BYTES	   21
#define UNKNOWN_TYPE_BYTES ((size_t)8)

enum value { CONNECTIONS, REQUESTS, MULTIPLEXES, VALUES };

static const char *const names[VALUES] = {
	[CONNECTIONS] = "FCGI_MAX_CONNS",
	[REQUESTS] = "FCGI_MAX_REQS",
	[MULTIPLEXES] = "FCGI_MPXS_CONNS",
};

static bool is_named(const struct fastcgi_pair *pair, const char *name)
{
	return pair->name_length == strlen(name) &&
	       memcmp(pair->name, name, pair->name_length) == 0;
}

/* Appends a pair whose lengths are below 128. */
static void put_pair(struct buf *out, const char *name, size_t number)
{
	char value[NUMBER_BYTES];
	int length = snprintf(value, sizeof(value), "%zu", number);
	const char lengths[] = { (char)strlen(name), (char)length };

	buf_put(out, lengths, sizeof(lengths));
	buf_puts(out, name);
	buf_puts(out, value);
}

static void put_record(struct buf *out, enum fastcgi_type type,
		       const void *content, size_t length)
{
	unsigned char header[FASTCGI_HEADER_BYTES];

	fastcgi_record_write(header, type, 0, length);
	buf_put(out, (const char *)header, sizeof(header));
	buf_put(out, content, length);
}

static void put_values(const struct fastcgi_record *record,
		       const struct get_values_limits *limits, struct buf *out)
{
	const size_t numbers[VALUES] = {
		[CONNECTIONS] = limits->connections,
		[REQUESTS] = limits->requests,
		[MULTIPLEXES] = 0,
	};
	struct buf content = buf_new(FASTCGI_CONTENT_BYTES);
	const unsigned char *bytes = record->content;
	size_t left = record->length;
	bool is_asked[VALUES] = { false };
	struct fastcgi_pair pair;

	while (fastcgi_record_take_pair(&bytes, &left, &pair))
		for (size_t i = 0; i < VALUES; i++)
			is_asked[i] = is_asked[i] || is_named(&pair, names[i]);
	for (size_t i = 0; i < VALUES; i++)
		if (is_asked[i])
			put_pair(&content, names[i], numbers[i]);
	put_record(out, FASTCGI_GET_VALUES_RESULT, buf_text(&content),
		   content.length);
	buf_free(&content);
}

void get_values_answer(const unsigned char *record,
		       const struct get_values_limits *limits, struct buf *out)
{
	struct fastcgi_record asked = fastcgi_record_read(record);
	const unsigned char unknown[UNKNOWN_TYPE_BYTES] = {
		(unsigned char)asked.type,
	};

	if (asked.type == FASTCGI_GET_VALUES)
		put_values(&asked, limits, out);
	else
		put_record(out, FASTCGI_UNKNOWN_TYPE, unknown, sizeof(unknown));
}
