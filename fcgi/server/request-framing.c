/* Whether a whole, well-formed request is there. */
#include "server/request-framing.h"

#include <stdbool.h>
#include <string.h>

#include "server/fastcgi-record.h"

/* The parts of a request, in their order, and what may follow it. */
enum stage { BEGIN, PARAMETERS, INPUT, AFTER };

static const enum fastcgi_type types[] = {
	[BEGIN] = FASTCGI_BEGIN,
	[PARAMETERS] = FASTCGI_PARAMS,
	[INPUT] = FASTCGI_STDIN,
};

struct look {
	const unsigned char *bytes;
	size_t length, at; /* of them, and how many are judged */
	enum stage stage;
	int id;
	size_t used; /* bytes of the parameters gathered so far */
	unsigned char parameters[GATE_BYTES];
};

static bool is_plain(const struct fastcgi_pair *pair)
{
	return pair->name_length > 0 &&
	       memchr(pair->name, '=', pair->name_length) == NULL &&
	       memchr(pair->name, '\0',
		      pair->name_length + pair->value_length) == NULL;
}

static bool are_parameters(const unsigned char *bytes, size_t left)
{
	struct fastcgi_pair pair;

	for (size_t count = 0; left > 0; count++)
		if (count == GATE_PARAMETERS ||
		    !fastcgi_take_pair(&bytes, &left, &pair) ||
		    !is_plain(&pair))
			return false;
	return true;
}

static bool is_stray(const struct fastcgi_record *record)
{
	return record->id != 0 && record->length == 0 &&
	       (record->type == FASTCGI_STDIN || record->type == FASTCGI_ABORT);
}

/* What the header of the first record finds; GATE_PART: a request begins. */
static enum gate_verdict judge_first(const struct fastcgi_record *record)
{
	if (record->id == 0)
		return GATE_MANAGEMENT;
	if (is_stray(record))
		return GATE_STRAY;
	return record->type == FASTCGI_BEGIN &&
			       record->length == FASTCGI_BEGIN_BYTES &&
			       record->padding == 0 ?
		       GATE_PART :
		       GATE_FAULTY;
}

/* The same for a later one; GATE_PART: it may stand here. */
static enum gate_verdict judge_later(const struct look *look,
				     const struct fastcgi_record *record)
{
	bool is_own = record->id == look->id;

	if (record->type == FASTCGI_BEGIN && record->id != 0 && !is_own)
		return GATE_SECOND;
	if (look->stage == AFTER)
		return is_stray(record) ? GATE_PART : GATE_FAULTY;
	return is_own && record->type == (int)types[look->stage] &&
			       (record->length > 0 || record->padding == 0) ?
		       GATE_PART :
		       GATE_FAULTY;
}

/* Takes a record that is there and may stand here. GATE_PART unless its content
 * says otherwise. */
static enum gate_verdict take(struct look *look,
			      const struct fastcgi_record *record)
{
	switch (look->stage) {
	case BEGIN:
		look->id = record->id;
		look->stage = PARAMETERS;
		return fastcgi_number(record->content) == FASTCGI_RESPONDER ?
			       GATE_PART :
			       GATE_ROLE;
	case PARAMETERS:
		memcpy(look->parameters + look->used, record->content,
		       record->length);
		look->used += record->length;
		if (record->length > 0)
			return GATE_PART;
		look->stage = INPUT;
		return are_parameters(look->parameters, look->used) ?
			       GATE_PART :
			       GATE_FAULTY;
	case INPUT:
		if (record->length == 0)
			look->stage = AFTER;
		return GATE_PART;
	default:
		return GATE_PART;
	}
}

/* Judges the next record. `*size` is how large it is; 0: not all of it is
 * there. */
static enum gate_verdict judge_next(struct look *look, size_t *size)
{
	size_t left = look->length - look->at;
	struct fastcgi_record record;
	enum gate_verdict verdict;

	*size = 0;
	if (left > 0 && look->bytes[look->at] != FASTCGI_VERSION)
		return GATE_FAULTY;
	if (left < FASTCGI_HEADER_BYTES)
		return look->length < GATE_BYTES ? GATE_PART : GATE_FAULTY;
	record = fastcgi_read(look->bytes + look->at);
	verdict = look->stage == BEGIN ? judge_first(&record) :
					 judge_later(look, &record);
	if (verdict == GATE_SECOND)
		look->id = record.id;
	if (verdict == GATE_FAULTY || verdict == GATE_SECOND)
		return verdict;
	if (look->at + fastcgi_size(&record) > GATE_BYTES)
		return GATE_FAULTY;
	if (fastcgi_size(&record) > left)
		return GATE_PART;
	*size = fastcgi_size(&record);
	return verdict == GATE_PART ? take(look, &record) : verdict;
}

struct gate_finding gate_judge(const unsigned char *bytes, size_t length)
{
	enum gate_verdict verdict;
	struct look look;
	size_t size;

	look.bytes = bytes;
	look.length = length;
	look.at = 0;
	look.stage = BEGIN;
	look.id = 0;
	look.used = 0;
	do {
		verdict = judge_next(&look, &size);
		look.at += size;
	} while (verdict == GATE_PART && size > 0 &&
		 (look.stage != AFTER || look.at < length));
	if (verdict == GATE_PART && look.stage == AFTER && look.at == length)
		verdict = GATE_WHOLE;
	return (struct gate_finding){ verdict, look.at, look.id };
}
