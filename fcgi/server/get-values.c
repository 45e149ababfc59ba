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

static void put_pair(struct buf *out, const char *name, size_t number)
{
	char value[NUMBER_BYTES];

	snprintf(value, sizeof(value), "%zu", number);
	fastcgi_record_put_pair(out, name, value);
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
	fastcgi_record_put(out, FASTCGI_GET_VALUES_RESULT, 0,
			   buf_text(&content), content.length);
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
		fastcgi_record_put(out, FASTCGI_UNKNOWN_TYPE, 0, unknown,
				   sizeof(unknown));
}
