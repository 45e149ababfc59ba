/* Numbers first, then what is said of each. */
#include "import/number-groups.h"

#include <string.h>
#include <strings.h>

static bool is_more(const struct columns_key *key)
{
	return key != NULL &&
	       ((key->part == COLUMNS_PHONE && key->list == NULL &&
		 key != columns_key("phone")) ||
		key == columns_key("phone-private"));
}

bool number_groups_has(const struct columns_key *key)
{
	return is_more(key) || (key != NULL && key == columns_key("phone"));
}

static bool is_number(const struct number_column *column)
{
	return column->is_sure && column->key == columns_key("phone");
}

static bool is_taken(const struct number_column *columns, size_t count,
		     int group)
{
	for (size_t i = 0; i < count; i++)
		if (is_number(&columns[i]) && columns[i].group == group)
			return true;
	return false;
}

/* Those with a figure keep it; the others get what is left. */
static void set_numbers(struct number_column *columns, size_t count,
			bool has_figure)
{
	for (size_t i = 0; i < count; i++) {
		int group = has_figure ? columns[i].figure : 1;

		if (!is_number(&columns[i]) || columns[i].group > 0)
			continue;
		while (!has_figure && is_taken(columns, count, group))
			group++;
		if (group < COLUMNS_GROUPS && !is_taken(columns, count, group))
			columns[i].group = group;
	}
}

/* What may be a number gets what is left then, so that its line can be taken as
 * it stands. */
static void set_spares(struct number_column *columns, size_t count)
{
	int group = 1;

	for (size_t i = 0; i < count; i++) {
		if (columns[i].is_sure || columns[i].key == NULL ||
		    columns[i].key != columns_key("phone"))
			continue;
		while (is_taken(columns, count, group))
			group++;
		columns[i].group = group < COLUMNS_GROUPS ? group++ : 0;
	}
}

/* The number with a figure, or NULL. */
static const struct number_column *with_figure(
	const struct number_column *columns, size_t count, int figure)
{
	for (size_t i = 0; i < count; i++)
		if (is_number(&columns[i]) && columns[i].figure == figure)
			return &columns[i];
	return NULL;
}

/* The only number, or the one whose heading begins this one, or NULL. */
static const struct number_column *meant_by(const struct number_column *columns,
					    size_t count, const char *heading)
{
	const struct number_column *only = NULL, *named = NULL;
	size_t numbers = 0, longest = 0;

	for (size_t i = 0; i < count; i++) {
		size_t length = strlen(columns[i].heading);

		if (!is_number(&columns[i]))
			continue;
		only = &columns[i];
		numbers++;
		if (length > longest &&
		    strncasecmp(heading, columns[i].heading, length) == 0) {
			longest = length;
			named = &columns[i];
		}
	}
	return numbers == 1 ? only : named;
}

static int group_of(const struct number_column *columns, size_t count,
		    size_t column)
{
	const struct number_column *own = &columns[column], *number;

	if (own->figure > 0)
		number = with_figure(columns, count, own->figure);
	else
		number = meant_by(columns, count, own->heading);
	/* `Hotline, Ext.`: the one beside it. */
	if (number == NULL && own->figure == 0 && column > 0 &&
	    is_number(own - 1) && own[-1].figure == 0)
		number = own - 1;
	return number != NULL ? number->group : 0;
}

void number_groups_set(struct number_column *columns, size_t count)
{
	set_numbers(columns, count, true);
	set_numbers(columns, count, false);
	set_spares(columns, count);
	for (size_t i = 0; i < count; i++)
		if (is_more(columns[i].key))
			columns[i].group = group_of(columns, count, i);
}
