/* Every row is put into those whose ids it names. */
#include "import/package.h"

#include <stdbool.h>
#include <string.h>

#include "import/older.h"
#include "import/package-tables.h"
#include "text/list.h"

/* Tables whose rows others belong to. Each row belongs only to those of earlier
 * ones, so that none holds itself. */
static const char *const ranks[] = {
	"organizations", "services", "service_at_locations",
	"locations",	 "contacts", "phones"
};

/* Columns that name what a row belongs to. */
static const struct {
	const char *column, *table;
} owners[] = {
	{ "organization_id", "organizations" },
	{ "service_id", "services" },
	{ "service_at_location_id", "service_at_locations" },
	{ "location_id", "locations" },
	{ "contact_id", "contacts" },
	{ "phone_id", "phones" },
	{ "link_id", "organizations" },
	{ "link_id", "services" },
	{ "link_id", "service_at_locations" },
	{ "link_id", "locations" },
	{ "link_id", "phones" },
	{ "link_id", "contacts" },
};

/* Rows whose member is called otherwise than their table. */
static const struct {
	const char *table, *owner, *member;
} members[] = {
	{ "urls", "organizations", "additional_websites" },
	{ "urls", "services", "additional_urls" },
};

/* Cells that hold what is a list in HSDS 3. */
static const struct {
	const char *table, *column, *list, *member;
	bool is_parted; /* at commas; else it is one text */
} cells[] = {
	{ "services", "languages", "languages", "name", true },
	{ "services", "service_areas", "service_areas", "name", true },
	{ "services", "required_documents", "required_documents", "document",
	  true },
	{ "services", "taxonomy_ids", "attributes", "taxonomy_term_id", true },
	{ "locations", "languages", "languages", "name", true },
	{ "locations", "accessibility", "accessibility", "description", false },
	{ "phones", "language", "languages", "name", true },
};

/* Columns that are another now. */
static const struct {
	const char *table, *column, *now;
} renamed[] = {
	{ "services", "website", "url" },
	{ "locations", "website", "url" },
	{ "locations", "short_desc", "description" },
	{ "phones", "department", "description" },
	{ "taxonomy_terms", "taxonomy_id", "code" },
};

struct joining {
	struct package_table *tables;
	const struct package_way *way;
	struct arena *arena;
};

static const char *text_of(const json_t *object, const char *name)
{
	return json_string_value(json_object_get(object, name));
}

static void append(json_t *owner, const char *member, json_t *row)
{
	json_t *list = json_object_get(owner, member);

	if (!json_is_array(list)) {
		list = json_array();
		json_object_set_new(owner, member, list);
	}
	json_array_append(list, row);
}

static void rename_columns(const char *table, json_t *row)
{
	for (size_t i = 0; i < sizeof(renamed) / sizeof(*renamed); i++) {
		json_t *value = json_object_get(row, renamed[i].column);

		if (value == NULL || strcmp(renamed[i].table, table) != 0 ||
		    json_object_get(row, renamed[i].now) != NULL)
			continue;
		json_object_set(row, renamed[i].now, value);
		json_object_del(row, renamed[i].column);
	}
}

/* The bytes up to a comma that stands in no parentheses. */
static size_t length_of_part(const char *text)
{
	size_t length = 0;
	int depth = 0;

	while (text[length] != '\0' && (text[length] != ',' || depth > 0)) {
		depth += text[length] == '(';
		depth -= text[length] == ')' && depth > 0;
		length++;
	}
	return length;
}

/* Lists that stand in one cell become lists. */
static void part_cell(json_t *row, const char *text, size_t cell)
{
	json_t *list = json_array();

	while (*text != '\0') {
		size_t length = cells[cell].is_parted ? length_of_part(text) :
							strlen(text);
		size_t begin = strspn(text, " ");

		if (begin < length)
			json_array_append_new(
				list, json_pack("{so}", cells[cell].member,
						json_stringn(text + begin,
							     length - begin)));
		text += length;
		text += *text == ',';
	}
	json_object_del(row, cells[cell].column);
	json_object_set_new(row, cells[cell].list, list);
}

static void part_cells(const char *table, json_t *row)
{
	for (size_t i = 0; i < sizeof(cells) / sizeof(*cells); i++) {
		const char *text = text_of(row, cells[i].column);

		if (text != NULL && strcmp(cells[i].table, table) == 0)
			part_cell(row, text, i);
	}
}

/* The term of each attribute, where the package tells it. */
static void set_terms(const struct joining *joining, json_t *attribute)
{
	const char *id = text_of(attribute, "taxonomy_term_id");
	json_t *term = package_tables_row(
		package_tables_find(joining->tables, "taxonomy_terms"), id);

	if (term != NULL)
		json_object_set(attribute, "taxonomy_term", term);
}

/* Makes a row of what HSDS 1 or 2 had into one of HSDS 3. */
static void renew_row(const struct joining *joining,
		      const struct package_table *table, json_t *row)
{
	const struct older_list *list = older_list_of(table->name);
	json_t *attribute;
	size_t i;

	rename_columns(table->name, row);
	part_cells(table->name, row);
	if (list != NULL)
		older_renew_item(list, row);
	set_terms(joining, row);
	json_array_foreach(json_object_get(row, "attributes"), i, attribute)
		set_terms(joining, attribute);
}

static const char *member_of(const struct package_table *table,
			     const char *owner)
{
	const struct older_list *list = older_list_of(table->name);

	for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++)
		if (strcmp(members[i].table, table->name) == 0 &&
		    strcmp(members[i].owner, owner) == 0)
			return members[i].member;
	return list != NULL ? older_list_now(list) : table->name;
}

static size_t rank_of(const char *table)
{
	size_t rank = 0;

	while (rank < sizeof(ranks) / sizeof(*ranks) &&
	       strcmp(ranks[rank], table) != 0)
		rank++;
	return rank;
}

/* Puts a row into all that it belongs to. False where there is none. */
static bool give_row(const struct joining *joining,
		     const struct package_table *table, json_t *row)
{
	bool is_given = false;

	for (size_t i = 0; i < sizeof(owners) / sizeof(*owners); i++) {
		json_t *owner = package_tables_row(
			package_tables_find(joining->tables, owners[i].table),
			text_of(row, owners[i].column));

		if (owner == NULL ||
		    rank_of(owners[i].table) >= rank_of(table->name))
			continue;
		append(owner, member_of(table, owners[i].table), row);
		is_given = true;
	}
	return is_given;
}

static void forget_owners(json_t *row)
{
	for (size_t i = 0; i < sizeof(owners) / sizeof(*owners); i++)
		json_object_del(row, owners[i].column);
}

/* What is not given to others: it is one, or others name it. */
static bool is_by_itself(const struct package_table *table)
{
	static const char *const names[] = { "organizations", "services",
					     "taxonomy_terms", "taxonomies" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(table->name, names[i]) == 0)
			return true;
	return false;
}

static void give_table(const struct joining *joining,
		       const struct package_table *table)
{
	json_t *row;
	size_t i;

	json_array_foreach(table->rows, i, row)
	{
		bool is_used = give_row(joining, table, row);

		/* Places are in services by their own table. */
		if (!is_used && strcmp(table->name, "locations") != 0)
			tally_add(joining->way->lost,
				  arena_printf(joining->arena,
					       "rows of %s that belong to "
					       "nothing",
					       table->name));
	}
}

/* What people who want a service need of its place. Numbers and people are the
 * service's then, hours also the place's. */
static const char *const shared[] = { "phones", "contacts", "schedules" };
#define SHARED (sizeof(shared) / sizeof(*shared))
#define MOVED  2 /* of these */

/* A service of Ohana's is at one place, whose numbers are its own. */
static void put_at_place(const struct joining *joining, json_t *service)
{
	json_t *place = package_tables_row(
		package_tables_find(joining->tables, "locations"),
		text_of(service, "location_id"));
	json_t *there, *organization;

	json_object_del(service, "location_id");
	if (place == NULL)
		return;
	there = json_pack("{sO}", "location", place);
	for (size_t i = 0; i < SHARED; i++)
		if (json_object_get(place, shared[i]) != NULL)
			json_object_set(there, shared[i],
					json_object_get(place, shared[i]));
	json_object_set_new(place, "is_shared", json_true());
	append(service, "service_at_locations", there);
	json_decref(there);
	organization = json_object_get(place, "organization_id");
	if (organization != NULL &&
	    json_object_get(service, "organization_id") == NULL)
		json_object_set(service, "organization_id", organization);
}

/* What the services there have now is not the place's too. */
static void forget_shared(json_t *place)
{
	if (json_object_del(place, "is_shared") == 0)
		for (size_t i = 0; i < MOVED; i++)
			json_object_del(place, shared[i]);
}

/* Each service at a place gets the place. */
static void set_places(const struct joining *joining)
{
	const struct package_table *table =
		package_tables_find(joining->tables, "service_at_locations");
	const struct package_table *places =
		package_tables_find(joining->tables, "locations");
	json_t *row, *place;
	size_t i;

	if (table == NULL)
		return;
	json_array_foreach(table->rows, i, row)
	{
		place = package_tables_row(places, text_of(row, "location_id"));
		if (place != NULL)
			json_object_set(row, "location", place);
	}
}

static void join(struct joining *joining)
{
	const struct package_table *table;
	json_t *row;
	size_t i;

	for (table = joining->tables; table != NULL; table = table->next)
		json_array_foreach(table->rows, i, row)
			renew_row(joining, table, row);
	for (table = joining->tables; table != NULL; table = table->next)
		if (!is_by_itself(table))
			give_table(joining, table);
	table = package_tables_find(joining->tables, "services");
	if (table != NULL)
		json_array_foreach(table->rows, i, row)
			put_at_place(joining, row);
	table = package_tables_find(joining->tables, "locations");
	if (table != NULL)
		json_array_foreach(table->rows, i, row) forget_shared(row);
	set_places(joining);
	for (table = joining->tables; table != NULL; table = table->next)
		if (!is_by_itself(table))
			json_array_foreach(table->rows, i, row)
				forget_owners(row);
}

/* A list by which an element is known for what it is. */
static void take_rows(const struct joining *joining, const char *name,
		      const char *sign, long long total)
{
	const struct package_table *table =
		package_tables_find(joining->tables, name);
	json_t *row;
	size_t i;

	if (table == NULL)
		return;
	json_array_foreach(table->rows, i, row)
	{
		if (json_object_get(row, sign) == NULL)
			json_object_set_new(row, sign, json_array());
		joining->way->take(joining->way->data, row, total);
	}
}

static size_t count_of(const struct joining *joining, const char *name)
{
	const struct package_table *table =
		package_tables_find(joining->tables, name);

	return table != NULL ? json_array_size(table->rows) : 0;
}

int package_read(const char *path, const struct package_way *way,
		 struct err *err)
{
	struct joining joining = { .way = way, .arena = arena_new() };
	long long total;

	joining.tables = package_tables_read(path, joining.arena, err);
	if (joining.tables != NULL) {
		join(&joining);
		total = (long long)(count_of(&joining, "organizations") +
				    count_of(&joining, "services"));
		take_rows(&joining, "organizations", "services", total);
		take_rows(&joining, "services", "service_at_locations", total);
	}
	package_tables_free(joining.tables);
	arena_free(joining.arena);
	return err->count == 0 ? 0 : -1;
}
