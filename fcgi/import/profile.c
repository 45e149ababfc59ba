/* Rows of a profile, and words that warn. */
#include "import/profile.h"

#include <ctype.h>
#include <limits.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "ini/file.h"
#include "record/field.h"
#include "text/utf8.h"

#define MEXICO	     "52"

#define MEMBER(NAME) offsetof(struct profile, NAME)

/* clang-format off */
static const struct field rows[] = {
	{ .section = "source", .name = "name", .offset = MEMBER(name),
	  .help = "What the source is called, as readers are told it: These "
		  "entries come from NAME." },
	{ .section = "source", .name = "link", .offset = MEMBER(link),
	  .kind = FIELD_LINK,
	  .help = "Its website." },
	{ .section = "source", .name = "as-of", .offset = MEMBER(as_of),
	  .kind = FIELD_DATE,
	  .help = "The day of which it is. Without it, the newest day that it "
		  "says something was modified, else that of its file." },
	{ .section = "source", .name = "license", .offset = MEMBER(license),
	  .help = "Under which license others may use it." },
	{ .section = "source", .name = "time-zone", .offset = MEMBER(zone),
	  .help = "Where its hours are, as in America/New_York; `local time` "
		  "unless said, that of the place which is called." },
	{ .section = "numbers", .name = "answered-by",
	  .offset = MEMBER(answered_by),
	  .help = "Who answers its numbers, the id of a section [answered-by:"
		  "ID]; `unknown` unless said. Names that speak of police, "
		  "immigration enforcement, prosecutors, probation or child "
		  "protection get `unknown` whatever stands here." },
	{ .section = "numbers", .name = "calling-code",
	  .offset = MEMBER(calling_code), .kind = FIELD_NUMBER, .most = 999,
	  .help = "The code of the country whose numbers are written with a 0 "
		  "first, as in 0117 496 0000: 44 of the United Kingdom; or "
		  "52, of Mexico, where they are ten digits. Unless said, a "
		  "number with a 0 is for those inside, and ten digits are "
		  "of North America; said, only those with a + can be." },
	{ .section = "entries", .name = "organization-kind",
	  .offset = MEMBER(organization_kind),
	  .help = "The kind of organizations; `organization` unless said." },
	{ .section = "entries", .name = "service-kind",
	  .offset = MEMBER(service_kind),
	  .help = "The kind of services; `local-service` unless said." },
	{ .section = "entries", .name = "keep-days",
	  .offset = MEMBER(keep_days), .kind = FIELD_NUMBER, .most = 36500,
	  .help = "For how many days an entry that the source has no more is "
		  "kept, as inactive; " PROFILE_KEEP_DAYS " unless said." },
	{ .section = "table", .name = "lists", .offset = MEMBER(lists),
	  .kind = FIELD_CHOICE, .choices = PROFILE_LISTS,
	  .help = "What separates the items of a list in a cell; `semicolons` "
		  "unless said." },
	{ .section = "table", .name = "dates", .offset = MEMBER(dates),
	  .kind = FIELD_CHOICE, .choices = PROFILE_DATES,
	  .help = "How dates as 4/5/2026 are written; without it only those "
		  "are taken which can mean one day." },
	{ .section = "places", .name = "regions", .offset = MEMBER(regions),
	  .kind = FIELD_CHOICE, .choices = PROFILE_REGIONS,
	  .help = "What `region` of an address of HSDS is: `counties` where "
		  "each one is a county, as another Signpost has it; unless "
		  "said, only one that says County, Parish, Borough or the "
		  "like is, and others are for those inside." },
	{ .section = "places", .name = "public-values",
	  .offset = MEMBER(public_values),
	  .help = "What the column `address-visibility` says of places that "
		  "everybody may know, a list parted by commas; `public` "
		  "always does." },
	{ .section = "places", .name = "city-values",
	  .offset = MEMBER(city_values),
	  .help = "The same of places of which everybody may know the city." },
	{ .section = "places", .name = "public-kinds",
	  .offset = MEMBER(public_kinds),
	  .help = "Kinds of entries, by id, whose places everybody may know." },
	{ .section = "places", .name = "city-kinds",
	  .offset = MEMBER(city_kinds),
	  .help = "The same for places of which everybody may know the city." },
	{ .section = "places", .name = "public-terms",
	  .offset = MEMBER(public_terms),
	  .help = "Terms, as in service:food, whose entries' places everybody "
		  "may know. Every other place is internal; and so it is "
		  "whatever stands here where something speaks of a shelter, a "
		  "safe house, violence, trafficking or what is confidential."
	},
	{ .section = "places", .name = "city-terms",
	  .offset = MEMBER(city_terms),
	  .help = "The same for places of which everybody may know the city." },
};
/* clang-format on */

#define ROWS	     (sizeof(rows) / sizeof(*rows))

struct profile profile_new(void)
{
	return (struct profile){
		.answered_by = PROFILE_UNKNOWN,
		.organization_kind = "organization",
		.service_kind = "local-service",
		.keep_days = PROFILE_KEEP_DAYS,
	};
}

static const struct field *row_of(const struct ini_file_section *section,
				  const struct ini_file_pair *pair)
{
	for (size_t i = 0; i < ROWS; i++)
		if (section->id == NULL &&
		    strcmp(rows[i].section, section->kind) == 0 &&
		    strcmp(rows[i].name, pair->name) == 0)
			return &rows[i];
	return NULL;
}

static void take(const struct ini_file_section *section,
		 const struct ini_file_pair *pair, struct profile *profile,
		 struct arena *arena, struct err *err)
{
	const struct field *row = row_of(section, pair);
	const struct field_text text = {
		.text = pair->value,
		.file = pair->file,
		.line = pair->line,
		.column = pair->column,
		.span = pair->span,
	};

	if (section->id == NULL && strcmp(section->kind, "columns") == 0)
		columns_take(&profile->columns, pair, arena, err);
	else if (row == NULL)
		err_at(err, pair->file, pair->line,
		       "[%s] of a profile has no key `%s`; `signpost import "
		       "--sketch` prints all that there are",
		       section->kind, pair->name);
	else if (field_check(row, &text, err) == 0)
		*(const char **)((char *)profile + row->offset) = pair->value;
}

int profile_read(const char *path, struct profile *profile, struct arena *arena,
		 struct err *err)
{
	struct ini_file_section *sections = NULL, **tail = &sections;
	size_t before = err->count;

	ini_file_read(path, arena, &tail, err);
	for (; sections != NULL; sections = sections->next)
		for (const struct ini_file_pair *pair = sections->pairs;
		     pair != NULL; pair = pair->next)
			take(sections, pair, profile, arena, err);
	return err->count == before ? 0 : -1;
}

void profile_print_rows(const char *without, struct buf *out)
{
	const char *section = "";

	for (size_t i = 0; i < ROWS; i++) {
		if (without != NULL && strcmp(without, rows[i].section) == 0)
			continue;
		if (strcmp(section, rows[i].section) != 0)
			buf_printf(out, "%s[%s]\n", i > 0 ? "\n" : "",
				   rows[i].section);
		section = rows[i].section;
		field_print_comment("; ", rows[i].help, out);
		buf_printf(out, ";%s =\n", rows[i].name);
	}
}

void profile_print(struct buf *out)
{
	profile_print_rows(NULL, out);
	columns_print(out);
}

/* A number with blanks in the place of what parts it. */
static const char *spaced(const char *text, struct arena *arena)
{
	char *made = arena_text(arena, text, strlen(text));

	for (char *at = made; *at != '\0'; at++)
		*at = strchr("().-", *at) != NULL ? ' ' : *at;
	return made;
}

const char *profile_number(const struct profile *profile, const char *text,
			   struct arena *arena)
{
	const char *code = profile->calling_code, *rest;
	size_t digits = 0;

	if (code == NULL || text[strspn(text, "0123456789 ()-.")] != '\0')
		return text;
	for (const char *at = text; *at != '\0'; at++)
		digits += isdigit((unsigned char)*at) != 0;
	if (strcmp(code, MEXICO) == 0 && digits == 10)
		return arena_printf(arena, "+" MEXICO " %s",
				    spaced(text, arena));
	if (text[strcspn(text, "0123456789")] != '0')
		return text;
	rest = strchr(text, '0') + 1;
	if (rest[0] == '0' || digits < 10 || digits > 11)
		return text;
	return arena_printf(arena, "+%s %s", code, spaced(rest, arena));
}

bool profile_is_elsewhere(const struct profile *profile)
{
	return profile->calling_code != NULL &&
	       strcmp(profile->calling_code, "1") != 0;
}
