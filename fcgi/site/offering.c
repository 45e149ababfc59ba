/* The directory's own language lacks nothing. */
#include "site/offering.h"

#include <string.h>

#include "record/translation.h"

static const char *const essential[] = {
	"crisis",	  "call",	 "unconfirmed",
	"exit",		  "exit-label",	 "safety",
	"safety-history", "safety-exit", "safety-device",
};

static size_t print_words(const struct locale *locale, struct buf *out)
{
	size_t count = 0;

	for (size_t i = 0; locale->missing[i] != NULL; i++)
		for (size_t j = 0; j < sizeof(essential) / sizeof(*essential);
		     j++)
			if (strcmp(locale->missing[i], essential[j]) == 0) {
				buf_printf(out, "%s, a word of the interface\n",
					   essential[j]);
				count++;
			}
	return count;
}

static size_t print_key(const struct record *record, size_t row,
			const char *language, struct buf *out)
{
	const struct value *value = record_value(record, row);

	if (value == NULL ||
	    translation_of(record, row, value, language) != NULL)
		return 0;
	buf_printf(out, "%s.%s of [%s:%s], at %s:%d\n",
		   record->kind->fields[row].name, language, record->kind->name,
		   record->id, record->file, record->line);
	return 1;
}

/* Whether a crisis line before this one has the same who answers. */
static bool is_again(const struct directory *directory, size_t place)
{
	for (size_t i = 0; i < place; i++)
		if (directory->crisis[i]->answered_by ==
		    directory->crisis[place]->answered_by)
			return true;
	return false;
}

size_t offering_print_missing(const struct directory *directory,
			      const struct locale *locale, struct buf *out)
{
	const char *original =
		record_text(directory->about, DIRECTORY_LANGUAGES);
	size_t count;

	if (strcmp(original, locale->tag) == 0)
		return 0;
	count = print_words(locale, out);
	for (size_t i = 0; i < directory->crisis_count; i++) {
		const struct phone *phone = directory->crisis[i];

		count += print_key(phone->record, PHONE_PURPOSE, locale->tag,
				   out);
		if (!is_again(directory, i))
			count += print_key(phone->answered_by, ANSWERED_BY_NAME,
					   locale->tag, out);
	}
	return count;
}
