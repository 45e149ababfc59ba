/* Plain text of at most 78 columns where the data allows it. */
#include "command/call-sheet.h"

#include <string.h>

#include "directory/entry.h"
#include "directory/vocabulary.h"

#define STALE_AFTER_DAYS 180
#define DAY_MS		 86400000LL

long call_sheet_days(const struct collection *collection)
{
	const char *after =
		collection->about != NULL ?
			record_text(collection->about, DIRECTORY_STALE_AFTER) :
			NULL;

	return after != NULL ? (long)(field_duration_ms(after) / DAY_MS) :
			       STALE_AFTER_DAYS;
}

static void print_links(const struct record *entry, struct buf *out)
{
	const struct value *link = record_value(entry, ENTRY_LINK);

	for (; link != NULL; link = record_next(link))
		buf_printf(out, "  page: %s\n", link->text);
}

/* As it is written, with what is dialed after it. */
static void print_number(const struct record *phone, struct buf *out)
{
	const char *extension = record_text(phone, PHONE_EXTENSION);
	const char *number = record_text(phone, PHONE_NUMBER);

	buf_printf(out, "  number: %s%s%s\n", number != NULL ? number : "",
		   extension != NULL ? " extension " : "",
		   extension != NULL ? extension : "");
}

static void print_phone(const struct collection *collection,
			const struct record *phone, bool has_number,
			struct buf *out)
{
	const struct value *who = record_value(phone, PHONE_ANSWERED_BY);
	const struct value *call = record_value(phone, PHONE_CHECKED);
	const struct record *user = ageing_user(collection, phone->id);
	const char *hours = record_text(phone, PHONE_HOURS);
	const char *purpose = record_text(phone, PHONE_PURPOSE);

	buf_printf(out, "phone %s: %s\n", phone->id,
		   purpose != NULL ? purpose : "");
	if (user != NULL)
		buf_printf(out, "  of: %s\n", record_text(user, ENTRY_NAME));
	if (has_number)
		print_number(phone, out);
	if (who != NULL && who->named != NULL)
		buf_printf(out, "  who: %s\n", record_text(who->named, 0));
	if (hours != NULL)
		buf_printf(out, "  hours: %s\n", hours);
	if (call != NULL)
		buf_printf(out, "  somebody rang: %s\n", call->text);
	if (user != NULL)
		print_links(user, out);
}

static void print_facts(const struct record *entry, struct buf *out)
{
	const struct value *fact = record_value(entry, ENTRY_FACT);

	for (; fact != NULL; fact = record_next(fact))
		buf_printf(out, "  fact: %s%s%s\n", fact->text,
			   fact->note != NULL ? " | " : "",
			   fact->note != NULL ? fact->note : "");
}

static void print_entry(const struct record *entry, struct buf *out)
{
	const char *summary = record_text(entry, ENTRY_SUMMARY);

	buf_printf(out, "entry %s: %s\n", entry->id,
		   record_text(entry, ENTRY_NAME));
	if (summary != NULL)
		buf_printf(out, "  what it does: %s\n", summary);
	print_facts(entry, out);
	print_links(entry, out);
}

void call_sheet_print_fact(const struct collection *collection,
			   const struct ageing_fact *fact, bool has_number,
			   struct buf *out)
{
	if (fact->is_phone)
		print_phone(collection, fact->record, has_number, out);
	else
		print_entry(fact->record, out);
	buf_printf(out, "  %s: %s%s%s\n", ageing_key(fact),
		   fact->date != NULL ? fact->date->text : "never",
		   fact->date != NULL && fact->date->note != NULL ? " | " : "",
		   fact->date != NULL && fact->date->note != NULL ?
			   fact->date->note :
			   "");
}

void call_sheet_print(const struct collection *collection,
		      const struct ageing *ageing, struct buf *out)
{
	for (size_t i = 0; i < ageing->count; i++) {
		call_sheet_print_fact(collection, &ageing->items[i], true, out);
		buf_puts(out, ageing->items[i].is_phone ?
				      "  rang on: ____________  who answered: "
				      "______________________  role: ________"
				      "\n\n" :
				      "  compared on: ____________  role: "
				      "________\n\n");
	}
}

void call_sheet_print_letter(const struct collection *collection,
			     const struct ageing *ageing, struct buf *out)
{
	if (ageing->count == 0)
		return;
	buf_printf(out,
		   "%zu of the phones and entries of \"%s\" were checked more "
		   "than %ld days ago, or never.\n`signpost verify` goes "
		   "through them, the most harmful first;\n`signpost verify "
		   "--list` prints a sheet to call by.\n\n",
		   ageing->count, record_text(collection->about, 0),
		   call_sheet_days(collection));
	for (size_t i = 0; i < ageing->count; i++) {
		call_sheet_print_fact(collection, &ageing->items[i], true, out);
		buf_puts(out, "\n");
	}
}
