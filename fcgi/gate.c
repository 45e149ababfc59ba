/* Whether a whole, well-formed request is there. */
#include "gate.h"

#include <stdbool.h>
#include <string.h>

#include "fastcgi.h"

#define BEGIN_BYTES  ((size_t)8)
#define LONG_LENGTH  0x80
#define LENGTH_BYTES ((size_t)4) /* of a long one; a short one has 1 */

/* The parts of a request, in their order. */
enum stage { BEGIN, PARAMETERS, INPUT, STAGES };

static const enum fastcgi_type types[] = {
	[BEGIN] = FASTCGI_BEGIN,
	[PARAMETERS] = FASTCGI_PARAMS,
	[INPUT] = FASTCGI_STDIN,
};

struct record {
	int type, id;
	size_t length, padding;
	const unsigned char *content;
};

struct look {
	enum stage stage;
	int id;
	size_t used; /* bytes of the parameters gathered so far */
	unsigned char parameters[GATE_BYTES];
};

static size_t two_bytes(const unsigned char *bytes)
{
	return (size_t)bytes[0] << 8 | bytes[1];
}

static struct record read_header(const unsigned char *bytes)
{
	return (struct record){
		.type = bytes[1],
		.id = (int)two_bytes(bytes + 2),
		.length = two_bytes(bytes + 4),
		.padding = bytes[6],
		.content = bytes + FASTCGI_HEADER_BYTES,
	};
}

/* Takes a length off the front of `*left` bytes. */
static bool take_length(const unsigned char **bytes, size_t *left,
			size_t *length)
{
	const unsigned char *at = *bytes;
	size_t size = 1;

	if (*left < 1)
		return false;
	*length = at[0];
	if (at[0] & LONG_LENGTH) {
		size = LENGTH_BYTES;
		if (*left < size)
			return false;
		*length = (size_t)(at[0] & ~LONG_LENGTH) << 24 |
			  (size_t)at[1] << 16 | two_bytes(at + 2);
	}
	*bytes += size;
	*left -= size;
	return true;
}

static bool is_pair(const unsigned char *bytes, size_t name, size_t value)
{
	return name > 0 && memchr(bytes, '=', name) == NULL &&
	       memchr(bytes, '\0', name + value) == NULL;
}

static bool are_parameters(const unsigned char *bytes, size_t left)
{
	for (size_t count = 0; left > 0; count++) {
		size_t name, value;

		if (count == GATE_PARAMETERS ||
		    !take_length(&bytes, &left, &name) ||
		    !take_length(&bytes, &left, &value))
			return false;
		if (name > left || value > left - name ||
		    !is_pair(bytes, name, value))
			return false;
		bytes += name + value;
		left -= name + value;
	}
	return true;
}

/* Whether a header may come next. Its record need not be there yet. */
static bool fits(const struct look *look, const struct record *record)
{
	if (record->type != (int)types[look->stage])
		return false;
	if (look->stage == BEGIN)
		return record->id != 0 && record->length == BEGIN_BYTES &&
		       record->padding == 0;
	return record->id == look->id &&
	       (record->length > 0 || record->padding == 0);
}

/* Takes a record that is there and fits. False when its content is faulty. */
static bool take(struct look *look, const struct record *record)
{
	switch (look->stage) {
	case BEGIN:
		look->id = record->id;
		look->stage = PARAMETERS;
		return two_bytes(record->content) == FASTCGI_RESPONDER;
	case PARAMETERS:
		memcpy(look->parameters + look->used, record->content,
		       record->length);
		look->used += record->length;
		if (record->length > 0)
			return true;
		look->stage = INPUT;
		return are_parameters(look->parameters, look->used);
	default:
		if (record->length == 0)
			look->stage = STAGES;
		return true;
	}
}

enum gate_verdict gate_judge(const unsigned char *bytes, size_t length)
{
	struct look look;
	size_t at = 0;

	look.stage = BEGIN;
	look.id = 0;
	look.used = 0;
	while (look.stage != STAGES) {
		struct record record;

		if (at < length && bytes[at] != FASTCGI_VERSION)
			return GATE_FAULTY;
		if (length - at < FASTCGI_HEADER_BYTES)
			return length < GATE_BYTES ? GATE_PART : GATE_FAULTY;
		record = read_header(bytes + at);
		at += FASTCGI_HEADER_BYTES + record.length + record.padding;
		if (!fits(&look, &record) || at > GATE_BYTES)
			return GATE_FAULTY;
		if (at > length)
			return GATE_PART;
		if (!take(&look, &record))
			return GATE_FAULTY;
	}
	return at == length ? GATE_WHOLE : GATE_FAULTY;
}

int gate_id(const unsigned char *bytes)
{
	return read_header(bytes).id;
}
