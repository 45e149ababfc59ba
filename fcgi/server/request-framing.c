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
	size_t used;		   /* bytes of the parameters gathered so far */
	unsigned char *parameters; /* room for FRAMING_BYTES */
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
		if (count == FRAMING_PARAMETERS ||
		    !fastcgi_record_take_pair(&bytes, &left, &pair) ||
		    !is_plain(&pair))
			return false;
	return true;
}

static bool is_stray(const struct fastcgi_record *record)
{
	return record->id != 0 && record->length == 0 &&
	       (record->type == FASTCGI_STDIN || record->type == FASTCGI_ABORT);
}

/* What the header of the first record finds; FRAMING_PART: a request begins. */
static enum framing_verdict judge_first(const struct fastcgi_record *record)
{
	if (record->id == 0)
		return FRAMING_MANAGEMENT;
	if (is_stray(record))
		return FRAMING_STRAY;
	return record->type == FASTCGI_BEGIN &&
			       record->length == FASTCGI_BEGIN_BYTES &&
			       record->padding == 0 ?
		       FRAMING_PART :
		       FRAMING_FAULTY;
}

/* The same for a later one; FRAMING_PART: it may stand here. */
static enum framing_verdict judge_later(const struct look *look,
					const struct fastcgi_record *record)
{
	bool is_own = record->id == look->id;

	if (record->type == FASTCGI_BEGIN && record->id != 0 && !is_own)
		return FRAMING_SECOND;
	if (look->stage == AFTER)
		return is_stray(record) ? FRAMING_PART : FRAMING_FAULTY;
	return is_own && record->type == (int)types[look->stage] &&
			       (record->length > 0 || record->padding == 0) ?
		       FRAMING_PART :
		       FRAMING_FAULTY;
}

/* Takes a record that is there and may stand here. FRAMING_PART unless its
 * content says otherwise. */
static enum framing_verdict take(struct look *look,
				 const struct fastcgi_record *record)
{
	switch (look->stage) {
	case BEGIN:
		look->id = record->id;
		look->stage = PARAMETERS;
		return fastcgi_record_number(record->content) ==
				       FASTCGI_RESPONDER ?
			       FRAMING_PART :
			       FRAMING_ROLE;
	case PARAMETERS:
		memcpy(look->parameters + look->used, record->content,
		       record->length);
		look->used += record->length;
		if (record->length > 0)
			return FRAMING_PART;
		look->stage = INPUT;
		return are_parameters(look->parameters, look->used) ?
			       FRAMING_PART :
			       FRAMING_FAULTY;
	case INPUT:
		if (record->length == 0)
			look->stage = AFTER;
		return FRAMING_PART;
	default:
		return FRAMING_PART;
	}
}

/* Judges the next record. `*size` is how large it is; 0: not all of it is
 * there. */
static enum framing_verdict judge_next(struct look *look, size_t *size)
{
	size_t left = look->length - look->at;
	struct fastcgi_record record;
	enum framing_verdict verdict;

	*size = 0;
	if (left > 0 && look->bytes[look->at] != FASTCGI_VERSION)
		return FRAMING_FAULTY;
	if (left < FASTCGI_HEADER_BYTES)
		return look->length < FRAMING_BYTES ? FRAMING_PART :
						      FRAMING_FAULTY;
	record = fastcgi_record_read(look->bytes + look->at);
	verdict = look->stage == BEGIN ? judge_first(&record) :
					 judge_later(look, &record);
	if (verdict == FRAMING_SECOND)
		look->id = record.id;
	if (verdict == FRAMING_FAULTY || verdict == FRAMING_SECOND)
		return verdict;
	if (look->at + fastcgi_record_size(&record) > FRAMING_BYTES)
		return FRAMING_FAULTY;
	if (fastcgi_record_size(&record) > left)
		return FRAMING_PART;
	*size = fastcgi_record_size(&record);
	return verdict == FRAMING_PART ? take(look, &record) : verdict;
}

struct request_framing request_framing_judge(const unsigned char *bytes,
					     size_t length)
{
	unsigned char parameters[FRAMING_BYTES];
	struct look look = { bytes, length, .parameters = parameters };
	enum framing_verdict verdict;
	size_t size;

	do {
		verdict = judge_next(&look, &size);
		look.at += size;
	} while (verdict == FRAMING_PART && size > 0 &&
		 (look.stage != AFTER || look.at < length));
	if (verdict == FRAMING_PART && look.stage == AFTER && look.at == length)
		verdict = FRAMING_WHOLE;
	return (struct request_framing){ verdict, look.at, look.id };
}
