/* Answers to the records that are of no request. */
#include "server/get-values.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "server/fastcgi-record.h"

#define NUMBER_BYTES	   21
#define UNKNOWN_TYPE_BYTES ((size_t)8)

/* What may be asked for, and what is told. */
struct value {
	const char *name;
	size_t number;
	bool is_asked;
};

enum { VALUES = 3 };

static void mark_asked(struct value values[VALUES],
		       const struct fastcgi_pair *pair)
{
	for (size_t i = 0; i < VALUES; i++)
		if (pair->name_length == strlen(values[i].name) &&
		    memcmp(pair->name, values[i].name, pair->name_length) == 0)
			values[i].is_asked = true;
}

static void put_values(const struct fastcgi_record *record,
		       struct value values[VALUES], struct buf *out)
{
	struct buf content = buf_new(FASTCGI_CONTENT_BYTES);
	const unsigned char *bytes = record->content;
	size_t left = record->length;
	struct fastcgi_pair pair;
	char number[NUMBER_BYTES];

	while (fastcgi_record_take_pair(&bytes, &left, &pair))
		mark_asked(values, &pair);
	for (size_t i = 0; i < VALUES; i++) {
		snprintf(number, sizeof(number), "%zu", values[i].number);
		if (values[i].is_asked)
			fastcgi_record_put_pair(&content, values[i].name,
						number);
	}
	fastcgi_record_put(out, FASTCGI_GET_VALUES_RESULT, 0,
			   buf_text(&content), content.length);
	buf_free(&content);
}

void get_values_answer(const unsigned char *record, size_t connections,
		       size_t requests, struct buf *out)
{
	struct fastcgi_record asked = fastcgi_record_read(record);
	const unsigned char unknown[UNKNOWN_TYPE_BYTES] = {
		(unsigned char)asked.type,
	};
	struct value values[VALUES] = {
		{ .name = "FCGI_MAX_CONNS", .number = connections },
		{ .name = "FCGI_MAX_REQS", .number = requests },
		{ .name = "FCGI_MPXS_CONNS", .number = 0 },
	};

	if (asked.type == FASTCGI_GET_VALUES)
		put_values(&asked, values, out);
	else
		fastcgi_record_put(out, FASTCGI_UNKNOWN_TYPE, 0, unknown,
				   sizeof(unknown));
}
