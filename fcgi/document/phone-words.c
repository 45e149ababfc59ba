/* A phone, sentence by sentence. */
#include "document/phone-words.h"

#include <stdbool.h>
#include <string.h>

#include "directory/directory.h"
#include "document/document.h"
#include "site/hours-words.h"

#define SENTENCE_BYTES ((size_t)64 * 1024)

/* What the sentences are made of, and where they go. */
struct speech {
	const struct edition *edition;
	const json_t *phone;
	const char *between;
	struct buf *out;
	bool is_begun;
};

static const char *member(const json_t *object, const char *name)
{
	return json_string_value(json_object_get(object, name));
}

static const char *word(const struct speech *speech, const char *name)
{
	return edition_word(speech->edition, name);
}

/* Whether a text ends as a sentence does, in whatever writing. */
static bool is_ended(const char *text)
{
	static const char *const ends[] = { ".", "!", "?", "。", "؟", "।" };
	size_t length = strlen(text);

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		size_t end = strlen(ends[i]);

		if (length >= end && strcmp(text + length - end, ends[i]) == 0)
			return true;
	}
	return false;
}

/* Says one sentence, which it empties; nothing where there is none. */
static void say(struct speech *speech, struct buf *sentence)
{
	const char *text = buf_text(sentence);

	if (text[0] != '\0') {
		buf_puts(speech->out, speech->is_begun ? speech->between : "");
		buf_puts(speech->out, text);
		buf_puts(speech->out, is_ended(text) ? "" : ".");
		speech->is_begun = true;
	}
	speech->out->spoilt |= buf_is_spoilt(sentence);
	buf_free(sentence);
}

/* A text behind the word `name`, or behind none where that is NULL. */
static void say_text(struct speech *speech, const char *name, const char *text)
{
	struct buf sentence = buf_new(SENTENCE_BYTES);

	if (text != NULL && name != NULL)
		buf_printf(&sentence, "%s ", word(speech, name));
	if (text != NULL)
		buf_puts(&sentence, text);
	say(speech, &sentence);
}

static void say_audience(struct speech *speech)
{
	const json_t *audience = json_object_get(speech->phone, "audience");
	struct buf sentence = buf_new(SENTENCE_BYTES);
	const json_t *term;
	size_t i;

	json_array_foreach(audience, i, term)
	{
		buf_printf(&sentence, "%s ",
			   i == 0 ? word(speech, "only_for") : ";");
		buf_puts(&sentence, member(term, "name"));
	}
	say(speech, &sentence);
}

/* Appends what is done with a number, and the number: of a message also the
 * word to send, which is its `prompt`. */
static void print_act(const struct speech *speech, const json_t *phone,
		      const struct phone_type *type, bool is_first,
		      struct buf *out)
{
	const char *prompt = member(phone, "prompt");
	const char *number = member(phone, "number");

	if (prompt != NULL && phone_type_is_text(type))
		buf_printf(out, "%s %s %s %s",
			   word(speech,
				is_first ? "send_word_first" : "send_word"),
			   prompt, word(speech, "send_word_to"), number);
	else
		buf_printf(
			out, "%s %s",
			word(speech, is_first ? type->verb : type->verb_within),
			number);
}

/* Appends one way to use a number: `first` where that begins a sentence. What
 * belongs to a call is not said of a message to the same number. */
static void print_way(const struct speech *speech, const json_t *phone,
		      const struct phone_type *type, bool is_first,
		      struct buf *out)
{
	const char *extension = member(phone, "extension");
	const char *prompt = member(phone, "prompt");

	if (json_array_size(json_object_get(phone, "types")) > 1 &&
	    !phone_type_is_call(type)) {
		buf_printf(
			out, "%s %s",
			word(speech, is_first ? type->verb : type->verb_within),
			member(phone, "number"));
		return;
	}
	print_act(speech, phone, type, is_first, out);
	if (extension != NULL)
		buf_printf(out, ", %s %s", word(speech, "extension"),
			   extension);
	if (prompt != NULL && !phone_type_is_text(type))
		buf_printf(out, ", %s %s", word(speech, "prompt"), prompt);
}

/* Appends what is to be done to reach a number, in each way there is. */
static void print_number(const struct speech *speech, const json_t *phone,
			 bool is_first, struct buf *out)
{
	const json_t *type;
	size_t i;

	json_array_foreach(json_object_get(phone, "types"), i, type)
	{
		if (i > 0)
			buf_printf(out, " %s ", word(speech, "or"));
		print_way(speech, phone, phone_type_of(json_string_value(type)),
			  is_first && i == 0, out);
	}
}

static void say_number(struct speech *speech)
{
	const char *relay =
		member(json_object_get(speech->phone, "relay"), "number");
	struct buf sentence = buf_new(SENTENCE_BYTES);

	buf_printf(&sentence, "%s: ", member(speech->phone, "purpose"));
	print_number(speech, speech->phone, true, &sentence);
	say(speech, &sentence);
	if (relay == NULL)
		return;
	sentence = buf_new(SENTENCE_BYTES);
	buf_printf(&sentence, "%s %s%s", word(speech, "relay_before"), relay,
		   word(speech, "relay_after"));
	say(speech, &sentence);
}

static void say_hours(struct speech *speech)
{
	struct buf hours = buf_new(SENTENCE_BYTES);

	phone_words_print_hours(speech->edition, speech->phone, &hours);
	if (hours.length > 0)
		say_text(speech, "hours", buf_text(&hours));
	buf_free(&hours);
}

/* By their names, behind the words. */
static void say_languages(struct speech *speech)
{
	json_t *names = document_language_names(
		speech->edition,
		json_object_get(speech->phone, "language_code"));
	bool has_words = member(speech->phone, "languages") != NULL;

	say_text(speech, has_words ? NULL : "languages",
		 json_string_value(names));
	json_decref(names);
}

static void say_abroad(struct speech *speech)
{
	const json_t *abroad = json_object_get(speech->phone, "abroad");
	struct buf sentence = buf_new(SENTENCE_BYTES);

	if (json_object_get(abroad, "goes_with") != NULL) {
		buf_printf(&sentence, "%s ", word(speech, "abroad"));
		print_number(speech, abroad, false, &sentence);
	}
	say(speech, &sentence);
}

void phone_words_print_hours(const struct edition *edition, const json_t *phone,
			     struct buf *out)
{
	const struct phone *of =
		directory_phone(edition->directory, member(phone, "id"));
	const struct hours *hours = record_hours(of->record, PHONE_HOURS);

	if (hours != NULL)
		hours_words_print(edition, hours, false, out);
}

void phone_words_print(const struct edition *edition, const json_t *phone,
		       const char *between, struct buf *out)
{
	const json_t *who = json_object_get(phone, "answered_by");
	struct speech speech = { edition, phone, between, out, false };

	say_text(&speech, NULL, member(who, "name"));
	say_text(&speech, NULL, member(who, "caution"));
	say_audience(&speech);
	if (json_is_true(json_object_get(phone, "is_unconfirmed")))
		say_text(&speech, NULL, edition_word(edition, "unconfirmed"));
	say_text(&speech, NULL, member(phone, "doubt"));
	say_number(&speech);
	say_hours(&speech);
	say_text(&speech, "languages", member(phone, "languages"));
	say_languages(&speech);
	say_text(&speech, "cost", member(phone, "cost"));
	say_abroad(&speech);
	say_text(&speech, NULL, member(phone, "note"));
}
