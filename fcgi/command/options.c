/* The options as rows: how each is read, and how it is explained. */
#include "command/options.h"

#include <ctype.h>
#include <getopt.h>
#include <stdlib.h>
#include <sysexits.h>
#include <unistd.h>

#include "site/secrets.h"

#define DEFAULT_FILE "/etc/signpost/signpost.ini"
#define MEMBER(name) offsetof(struct options, name)
#define HELP_COLUMN  21
#define LONGEST	     32 /* an option with its argument, as written */

enum kind { FLAG, TEXT, OVERRIDE, DAYS, SET, TERM };

static const struct row {
	unsigned bit;	      /* 0: every command takes it */
	const char *name;     /* of one letter, or of more behind `--` */
	const char *argument; /* as it is written; NULL: it has none */
	enum kind kind;
	size_t offset;
	const char *help;
} rows[] = {
	{ OPTION_STRICT, "strict", NULL, FLAG, MEMBER(is_strict),
	  "counts warnings as faults" },
	{ OPTION_JSON, "json", NULL, FLAG, MEMBER(is_json),
	  "prints a list of objects" },
	{ OPTION_STALE, "stale", " [DAYS]", DAYS, MEMBER(stale_days),
	  "warns of facts that nobody has checked for so long" },
	{ OPTION_MAIL, "mail-text", NULL, FLAG, MEMBER(is_mail),
	  "prints what is stale as a letter; nothing where nothing is" },
	{ OPTION_DIFF, "diff", " FOLDERS", TEXT, MEMBER(old_folders),
	  "prints what readers will notice after these" },
	{ OPTION_UNREVIEWED, "unreviewed", NULL, FLAG, MEMBER(is_unreviewed),
	  "with --lang: a page for a speaker to read" },
	{ OPTION_UNREVIEWED, "lang", " LANG", TEXT, MEMBER(language),
	  "the language of that page" },
	{ OPTION_CSV, "csv", NULL, FLAG, MEMBER(is_csv),
	  "as a table for a spreadsheet" },
	{ OPTION_FROM, "from", " FILE", TEXT, MEMBER(from),
	  "takes what a speaker of a language sent back" },
	{ OPTION_MISSING, "missing", " LANG", TEXT, MEMBER(missing),
	  "lists what a language lacks, file by file" },
	{ OPTION_LINKS, "links", NULL, FLAG, MEMBER(asks_links),
	  "asks what became of links, a few at a time" },
	{ OPTION_LINKS, "save", " FILE", TEXT, MEMBER(saved),
	  "with --links: writes what is found, for /review" },
	{ OPTION_LINKS, "internal", NULL, FLAG, MEMBER(asks_internal),
	  "with --links: also those that the public does not see" },
	{ OPTION_LINKS | OPTION_SOURCE, "private", NULL, FLAG,
	  MEMBER(asks_private), "also asks in networks of your own" },
	{ OPTION_HEADERS, "i", NULL, FLAG, MEMBER(has_headers),
	  "prints the status and the headers too" },
	{ OPTION_MAN, "man", NULL, FLAG, MEMBER(is_manual),
	  "prints the manual page" },
	{ OPTION_SCOPE, "scope", " internal", TEXT, MEMBER(scope),
	  "whoever asks is inside" },
	{ OPTION_HTTP, "http", NULL, FLAG, MEMBER(is_http),
	  "of nginx: what its http context needs once" },
	{ OPTION_ERRORS, "errors", NULL, FLAG, MEMBER(is_errors),
	  "of nginx: what the whole site shows for 400 and 414" },
	{ OPTION_INTO, "file", " FILE", TEXT, MEMBER(into),
	  "the file in your own folder to write into" },
	{ OPTION_SET, "set", " KEY=VALUE", SET, MEMBER(sets),
	  "a line of the section; then nothing is asked" },
	{ OPTION_TERM, "term", " ID=NAME", TERM, MEMBER(terms),
	  "of a facet: a choice of it; then nothing is asked" },
	{ OPTION_LIST, "list", NULL, FLAG, MEMBER(is_list),
	  "prints a sheet to call by, and asks nothing" },
	{ OPTION_DRAFT, "draft", NULL, FLAG, MEMBER(is_draft),
	  "the draft, in place of what is published" },
	{ OPTION_UNDO, "undo", NULL, FLAG, MEMBER(is_undo),
	  "puts back what was published before" },
	{ OPTION_SOURCE, "to", " FOLDER", TEXT, MEMBER(to),
	  "takes the directory of another system into a folder" },
	{ OPTION_SOURCE, "profile", " FILE", TEXT, MEMBER(profile),
	  "with --to: what you say of the source" },
	{ OPTION_SOURCE, "yes", NULL, FLAG, MEMBER(is_yes),
	  "with --to: also where much is gone, or all is public at once" },
	{ OPTION_SOURCE, "sketch", NULL, FLAG, MEMBER(is_sketch),
	  "prints a profile to begin with" },
	{ 0, "c", " FILE", TEXT, MEMBER(file),
	  "the settings, in place of " DEFAULT_FILE },
	{ 0, "s", " SECTION.NAME=VALUE", OVERRIDE, MEMBER(overrides),
	  "one setting, in place of the file's" },
	{ 0, "help", NULL, FLAG, MEMBER(is_help), "prints this" },
};

enum { ROWS = sizeof(rows) / sizeof(*rows) };

static bool is_letter(const struct row *row)
{
	return row->name[1] == '\0';
}

static bool is_taken(const struct row *row, unsigned takes)
{
	return row->bit == 0 || (takes & row->bit) != 0;
}

static bool take_override(struct options *options)
{
	if (options->override_count == OPTIONS_OVERRIDES) {
		fprintf(stderr, "signpost: -s at most %zu times\n",
			OPTIONS_OVERRIDES);
		return false;
	}
	options->overrides[options->override_count++] = optarg;
	return true;
}

static bool take_listed(const char *items[OPTIONS_LISTED], size_t *count,
			const char *name)
{
	if (*count == OPTIONS_LISTED) {
		fprintf(stderr, "signpost: --%s at most %zu times\n", name,
			OPTIONS_LISTED);
		return false;
	}
	items[(*count)++] = optarg;
	return true;
}

/* `--stale`, `--stale=90`, `--stale 90`. */
static bool take_stale(struct options *options, int count, char **arguments)
{
	const char *days = optarg;
	char *end;

	options->is_stale = true;
	if (days == NULL && optind < count &&
	    isdigit((unsigned char)arguments[optind][0]))
		days = arguments[optind++];
	if (days == NULL)
		return true;
	options->stale_days = strtol(days, &end, 10);
	if (*end == '\0' && options->stale_days > 0 &&
	    options->stale_days < 100000)
		return true;
	fprintf(stderr, "signpost: `%s` is not a number of days\n", days);
	return false;
}

static bool take(struct options *options, const struct row *row, int count,
		 char **arguments)
{
	char *member = (char *)options + row->offset;

	switch (row->kind) {
	case FLAG:
		*(bool *)member = true;
		return true;
	case TEXT:
		*(const char **)member = optarg;
		return true;
	case OVERRIDE:
		return take_override(options);
	case DAYS:
		return take_stale(options, count, arguments);
	case SET:
		return take_listed(options->sets, &options->set_count,
				   row->name);
	case TERM:
		return take_listed(options->terms, &options->term_count,
				   row->name);
	}
	return false;
}

static int has_argument(const struct row *row)
{
	if (row->argument == NULL)
		return no_argument;
	return row->argument[1] == '[' ? optional_argument : required_argument;
}

/* The next option's row. NULL: there is none, or what stands there is not one
 * of those in `takes`, which has been printed. */
static const struct row *next_row(unsigned takes, int count, char **arguments,
				  bool *is_faulty)
{
	char letters[2 * ROWS + 1] = "";
	struct option names[ROWS + 1] = { { 0 } };
	size_t letter_count = 0, name_count = 0;
	int found = 0, read;

	for (int i = 0; i < ROWS; i++) {
		if (!is_taken(&rows[i], takes))
			continue;
		if (!is_letter(&rows[i])) {
			names[name_count++] = (struct option){
				rows[i].name, has_argument(&rows[i]), &found, i
			};
			continue;
		}
		letters[letter_count++] = rows[i].name[0];
		if (rows[i].argument != NULL)
			letters[letter_count++] = ':';
	}
	read = getopt_long(count, arguments, letters, names, NULL);
	*is_faulty = read == '?';
	for (int i = 0; i < ROWS && read > 0; i++)
		if (is_letter(&rows[i]) && rows[i].name[0] == read)
			return &rows[i];
	return read == 0 ? &rows[found] : NULL;
}

bool options_read(struct options *options, unsigned takes, size_t operands,
		  int count, char **arguments)
{
	const struct row *row;
	bool is_faulty;

	*options = (struct options){ .scope = "public" };
	if (access(DEFAULT_FILE, F_OK) == 0)
		options->file = DEFAULT_FILE;
	while ((row = next_row(takes, count, arguments, &is_faulty)) != NULL) {
		if (!take(options, row, count, arguments))
			return false;
		if (options->is_help)
			return true;
	}
	if (is_faulty)
		return false;
	options->operands = arguments + optind;
	options->operand_count = (size_t)(count - optind);
	if (options->operand_count > operands) {
		fprintf(stderr, "signpost: `%s` is one operand too many\n",
			options->operands[operands]);
		return false;
	}
	if (options->operand_count > 0)
		options->operand = options->operands[0];
	if (options->operand_count > 1)
		options->second = options->operands[1];
	return true;
}

/* As it is written: `--stale [DAYS]`. */
static void spell(const struct row *row, char text[LONGEST])
{
	snprintf(text, LONGEST, "%s%s%s", is_letter(row) ? "-" : "--",
		 row->name, row->argument != NULL ? row->argument : "");
}

void options_print_usage(unsigned takes, FILE *out)
{
	char text[LONGEST];

	for (size_t i = 0; i < ROWS; i++) {
		spell(&rows[i], text);
		if ((rows[i].bit & takes) != 0)
			fprintf(out, " [%s]", text);
	}
}

void options_print_names(unsigned takes, struct buf *out)
{
	for (size_t i = 0; i < ROWS; i++)
		if (is_taken(&rows[i], takes))
			buf_printf(out, " %s%s",
				   is_letter(&rows[i]) ? "-" : "--",
				   rows[i].name);
}

void options_print_with_argument(struct buf *out)
{
	const char *gap = "";

	for (size_t i = 0; i < ROWS; i++) {
		if (rows[i].argument == NULL)
			continue;
		buf_printf(out, "%s%s%s", gap, is_letter(&rows[i]) ? "-" : "--",
			   rows[i].name);
		gap = "|";
	}
}

void options_print_help(unsigned takes)
{
	char text[LONGEST];

	for (size_t i = 0; i < ROWS; i++) {
		spell(&rows[i], text);
		if (is_taken(&rows[i], takes))
			printf("  %-*s  %s\n", HELP_COLUMN, text, rows[i].help);
	}
}

int options_fault_code(const struct options *options)
{
	struct arena *arena = arena_new();
	struct err err = { 0 };
	const struct settings *settings =
		settings_load(options->file, options->overrides, arena, &err);
	bool is_well;

	if (settings != NULL)
		secrets_read(settings, arena, &err);
	is_well = err.count == 0;
	err_free(&err);
	arena_free(arena);
	return is_well ? EX_DATAERR : EX_CONFIG;
}
