/* The command `verify`: one fact after the other, and each written before the
 * next is shown. What a page shows is what counts: the number is not shown
 * whole, and no date is proposed for it. */
#include "command/verify.h"

#include <ctype.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "base/clock.h"
#include "check/ageing.h"
#include "command/call-sheet.h"
#include "command/tools.h"
#include "directory/entry.h"
#include "directory/vocabulary.h"
#include "record/phone.h"

#define SEEN_DIGITS ((size_t)4)
#define EDITS	    2

/* Who answered, where that is another than the list says; NULL: it is so. */
static const char *ask_answerer(struct verifying *verifying,
				const struct record *record)
{
	const char *id;

	do {
		id = verify_ask_id(
			verifying,
			"Who answered? Enter: as it stands above; or "
			"another id of `answered-by`: ",
			"answered-by");
		if (id == NULL || id[0] == '\0')
			return NULL;
	} while (!verify_is_right(verifying, record, "answered-by", id));
	return id;
}

/* Somebody rang. */
static void take_call(struct verifying *verifying, const struct record *record)
{
	const char *date =
		verify_ask_day(verifying, record,
			       "When did somebody ring? t: today, or the "
			       "date (Enter: nobody did): ");
	const char *who, *role;
	struct ini_edit edits[EDITS];
	size_t count = 0;

	if (date == NULL)
		return;
	who = ask_answerer(verifying, record);
	role = verifying->is_over ? NULL : verify_ask_role(verifying);
	if (role == NULL) {
		ask_say(verifying->ask, "  Not written: the call of %s.", date);
		return;
	}
	edits[count++] = verify_edit(
		verifying, record, "checked",
		arena_printf(verifying->desk.arena, "%s | %s", date, role));
	if (who != NULL)
		edits[count++] =
			verify_edit(verifying, record, "answered-by", who);
	verify_write_all(verifying, record, edits, count);
}

/* The page that shows it. NULL: it is over. */
static const char *ask_page(struct verifying *verifying, const char *source)
{
	const char *page = verify_ask(
		verifying,
		source != NULL ?
			arena_printf(verifying->desk.arena,
				     "Which page? (Enter: %s): ", source) :
			"Which page, as in havenhouse.example? ");

	return page != NULL && page[0] == '\0' && source != NULL ? source :
								   page;
}

/* What the page shows besides the number, a date, or that it shows none, as the
 * line that is to be. NULL: nobody says it. */
static const char *ask_shown(struct verifying *verifying,
			     const struct record *record)
{
	const struct value *seen = record_value(record, PHONE_VERIFIED);
	const char *date, *page, *line;

	do {
		date = verify_ask(
			verifying,
			"The date that the page shows, as in 2026-11-20 "
			"(u: it shows none, Enter: skip): ");
		if (date == NULL || date[0] == '\0')
			return NULL;
		page = ask_page(verifying, seen != NULL ? seen->note : NULL);
		if (page == NULL)
			return NULL;
		line = arena_printf(verifying->desk.arena, "%s | %s",
				    strcmp(date, "u") == 0 ? "undated" : date,
				    page);
	} while (!verify_is_right(verifying, record, "verified", line));
	return line;
}

/* `number` is the one that the page shows in place of the one in the file, or
 * NULL. What was typed is not dropped without a word. */
static void take_page(struct verifying *verifying, const struct record *record,
		      const char *number)
{
	const char *line = ask_shown(verifying, record);
	struct ini_edit edits[EDITS];
	size_t count = 0;

	if (line == NULL && number != NULL && !verifying->is_over) {
		ask_say(verifying->ask,
			"  %s is not written without that: the date, or u. "
			"Enter once more leaves the old number.",
			number);
		line = ask_shown(verifying, record);
	}
	if (line == NULL && number != NULL)
		ask_say(verifying->ask,
			"  Not written: %s. In the file the old number stays.",
			number);
	if (line == NULL)
		return;
	if (number != NULL)
		edits[count++] =
			verify_edit(verifying, record, "number", number);
	edits[count++] = verify_edit(verifying, record, "verified", line);
	verify_write_all(verifying, record, edits, count);
}

/* The last digits, which whoever confirms the number reads on the page. */
static const char *last_digits(const struct verifying *verifying,
			       const char *number, size_t *before)
{
	char *digits = arena_alloc(verifying->desk.arena, strlen(number) + 1);
	size_t count = 0, at = strlen(number);

	while (at > 0 && count < SEEN_DIGITS)
		count += isdigit((unsigned char)number[--at]) != 0;
	*before = at;
	for (count = 0; number[at] != '\0'; at++)
		if (isdigit((unsigned char)number[at]))
			digits[count++] = number[at];
	return digits;
}

/* Where it is one of the lines of [directory], which have to be confirmed. */
static const struct value *listed(const struct verifying *verifying,
				  const struct record *record)
{
	static const size_t rows[] = { DIRECTORY_CRISIS, DIRECTORY_LINES };
	const struct record *about = verifying->desk.collection->about;

	for (size_t i = 0; i < 2 && about != NULL; i++)
		for (const struct value *value = about->values[rows[i]];
		     value != NULL; value = value->next)
			if (value->named == record)
				return value;
	return NULL;
}

/* The page does not show the number. */
static void take_absence(struct verifying *verifying,
			 const struct record *record)
{
	const struct value *line = listed(verifying, record);

	if (verify_whole(verifying, record, "verified") == NULL)
		return;
	if (line == NULL)
		verify_write(verifying, record, "verified", NULL);
	else
		ask_say(verifying->ask,
			"  It is one of the lines under [directory] (%s:%d), "
			"which must be confirmed: put another there first, "
			"then say this again.",
			line->file, line->line);
}

/* Whether the answer is the number, or its last digits. */
static bool is_seen(struct verifying *verifying, const struct value *number,
		    const char *digits, const char *answer)
{
	if (strcmp(answer, digits) == 0)
		return true;
	ask_say(verifying->ask,
		"  These are not the digits of %s:%d. Look again; if the page "
		"shows another number, type all of that, as in "
		"+1-202-555-0123.",
		number->file, number->line);
	return false;
}

static const struct {
	const char *letter;
	void (*take)(struct verifying *verifying, const struct record *record);
} letters[] = { { "c", take_call }, { "n", take_absence } };

/* What the answer says; whether that was all. */
static bool take_answer(struct verifying *verifying,
			const struct record *record, const char *digits,
			const char *answer)
{
	const struct value *number = record_value(record, PHONE_NUMBER);

	for (size_t i = 0; i < sizeof(letters) / sizeof(*letters); i++)
		if (strcmp(answer, letters[i].letter) == 0) {
			letters[i].take(verifying, record);
			return true;
		}
	if (answer[0] == '+' &&
	    verify_is_right(verifying, record, "number", answer))
		take_page(verifying, record, answer);
	else if (answer[0] == '+')
		return false;
	else if (is_seen(verifying, number, digits, answer))
		take_page(verifying, record, NULL);
	else
		return false;
	return true;
}

static void verify_phone(struct verifying *verifying,
			 const struct record *record)
{
	const struct value *number = record_value(record, PHONE_NUMBER);
	size_t before;
	const char *digits = last_digits(verifying, number->text, &before);
	const char *answer;

	ask_say(verifying->ask, "  number: %.*s....", (int)before,
		number->text);
	do {
		answer = verify_ask(
			verifying,
			"Its last four digits, as the page shows them "
			"(n: not found there, c: somebody rang, Enter: "
			"skip, q: end): ");
		if (answer == NULL || answer[0] == '\0')
			return;
	} while (!take_answer(verifying, record, digits, answer));
}

static void verify_entry(struct verifying *verifying,
			 const struct record *record)
{
	const char *date = verify_ask_day(
		verifying, record,
		"When did somebody compare all of it with its pages? t: today, "
		"or the date (Enter: skip, q: end): ");
	const char *role = date != NULL ? verify_ask_role(verifying) : NULL;

	if (role != NULL)
		verify_write(verifying, record, "checked",
			     arena_printf(verifying->desk.arena, "%s | %s",
					  date, role));
	else if (date != NULL)
		ask_say(verifying->ask, "  Not written: that of %s.", date);
}

static void verify_fact(struct verifying *verifying,
			const struct ageing_fact *fact)
{
	struct buf text = buf_new(DESK_BYTES);

	call_sheet_print_fact(verifying->desk.collection, fact, false, &text);
	ask_say(verifying->ask, "\n%s", buf_text(&text));
	buf_free(&text);
	if (fact->is_phone)
		verify_phone(verifying, fact->record);
	else
		verify_entry(verifying, fact->record);
}

/* The facts that are due, or the one of the operand, due or not. */
static struct ageing find(const struct verifying *verifying)
{
	const struct options *options = verifying->options;
	const struct collection *collection = verifying->desk.collection;
	bool is_one = options->operand != NULL;
	long days = options->stale_days > 0 ? options->stale_days :
					      call_sheet_days(collection);
	struct ageing all =
		ageing_find(collection, verifying->today,
			    is_one ? LONG_MIN : days, verifying->desk.arena);
	struct ageing one = { .items = all.items };

	for (size_t i = 0; i < all.count && is_one; i++)
		if (strcmp(all.items[i].record->id, options->operand) == 0)
			one.items[one.count++] = all.items[i];
	return is_one ? one : all;
}

static int go_through(struct verifying *verifying, const struct ageing *ageing)
{
	verifying->ask = ask_new();
	ask_say(verifying->ask,
		"%zu to look at. Each answer is written at once; open the page "
		"that is named, and say what it shows.",
		ageing->count);
	for (size_t i = 0; i < ageing->count && !verifying->is_over; i++)
		verify_fact(verifying, &ageing->items[i]);
	verify_links(verifying);
	ask_say(verifying->ask,
		"\n%zu written. `signpost check` looks at all "
		"of it.",
		verifying->written);
	ask_free(verifying->ask);
	return EX_OK;
}

/* Why there is nothing of the operand to look at. */
static int report_none(const struct verifying *verifying)
{
	const struct collection *all = verifying->desk.collection;
	const char *id = verifying->options->operand;
	const struct record *closed = collection_find(all, "phone", id);

	if (closed == NULL)
		closed = collection_find(all, "entry", id);
	if (closed == NULL)
		err_plain(verifying->desk.err, "there is no phone or entry %s",
			  id);
	else
		err_at(verifying->desk.err, closed->file, closed->line,
		       "the `status` of %s says that it is not active, so "
		       "there is nothing to verify",
		       id);
	return EX_DATAERR;
}

static int verify(struct verifying *verifying, struct buf *out)
{
	const struct record *about = verifying->desk.collection->about;
	const char *zone =
		about != NULL ? record_text(about, DIRECTORY_TIME_ZONE) : NULL;
	struct ageing ageing;

	if (zone != NULL && clock_has_zone(zone) &&
	    clock_set_zone(zone, verifying->desk.err) != 0)
		return EX_DATAERR;
	clock_today(verifying->today);
	ageing = find(verifying);
	if (verifying->options->operand != NULL && ageing.count == 0)
		return report_none(verifying);
	if (!verifying->options->is_list)
		return go_through(verifying, &ageing);
	call_sheet_print(verifying->desk.collection, &ageing, out);
	return EX_OK;
}

int verify_run(const struct options *options, struct buf *out, struct err *err)
{
	struct verifying verifying = { .options = options };
	int code = EX_CONFIG;

	if (options->from != NULL)
		return verify_from_run(options, err);
	if (desk_open(options, &verifying.desk, err) == 0)
		code = verify(&verifying, out);
	desk_close(&verifying.desk);
	return code;
}
