/* The model: what entries, phones, facets and lists are made of. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "document/document.h"
#include "lib/support.h"
#include "search/query.h"

#define UNIT "kind = unit\nsummary = S.\n"

/* The dates are far off, so that nothing in it grows stale. */
static const char text[] =
	"[entry:one]\nname = One\nname.es = Uno\nabbreviation = O\n"
	"aka = First\naka = Only\nlisted-under = base\nparent = base\n" UNIT
	"note = N\nfact = F | a page, 2020\nfact = G\n"
	"link = https://a.org | A\n"
	"link = https://b.org\nemail = a@b.org\nstatus = active\n"
	"hours = 24/7 | the page\nchecked = 2999-01 | editor\n"
	"goal = access | because\ngoal.es = access | porque\n"
	"audience = workers, lawyers\nphone = full, bare, limited\n"
	"address = Secret\ninternal-note = Secret\nvisibility = public\n"
	"[entry:open]\nname = Open\naddress = Here\n"
	"address-visibility = public\nparent = one\n" UNIT
	"[entry:below]\nname = Below\nlisted-under = open\n" UNIT
	"[phone:full]\nnumber = +1-202-555-0111\nextension = 007\nprompt = 3\n"
	"purpose = P\nanswered-by = careful\nrelay = 711\nhours = 24/7 | here\n"
	"languages = Latin\ncost = Free\nabroad = bare\nnote = N\n"
	"verified = 2999 | a page\n"
	"[answered-by:careful]\nname = Answered.\ncaution = Think first.\n"
	"[phone:bare]\nnumber = 66008\ntype = text\npurpose = Q\n"
	"answered-by = ngo\n"
	"[phone:limited]\nnumber = 711\ntype = fax\npurpose = R\n"
	"answered-by = ngo\naudience = lawyers\nverified = undated\n";

struct fixture {
	struct generation *generation;
	const struct edition *edition;
	struct arena *arena;
};

static int set_up(void **state)
{
	static struct fixture fixture;

	if (support_enter(state) != 0)
		return -1;
	fixture.generation = support_generation(text);
	fixture.edition = generation_edition(fixture.generation, false);
	fixture.arena = arena_new();
	*state = &fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;

	generation_release(fixture->generation);
	arena_free(fixture->arena);
	return support_leave(state);
}

static const struct query *wish(struct fixture *fixture, const char *query)
{
	return query_parse(fixture->edition->directory, query, fixture->arena);
}

static json_t *entry_of(struct fixture *fixture, const char *id,
			const char *query)
{
	return document_entry(fixture->edition,
			      directory_entry(fixture->edition->directory, id),
			      query != NULL ? wish(fixture, query) : NULL);
}

static json_t *phone_of(struct fixture *fixture, const char *id)
{
	return document_phone(fixture->edition,
			      directory_phone(fixture->edition->directory, id));
}

static void a_name_has_no_hyphens(void **state)
{
	char name[MEMBERS_NAME], long_name[200];

	(void)state;
	members_print("listed-under", name);
	assert_string_equal(name, "listed_under");
	members_print("", name);
	assert_string_equal(name, "");
	memset(long_name, '-', sizeof(long_name) - 1);
	long_name[sizeof(long_name) - 1] = '\0';
	members_print(long_name, name);
	assert_int_equal(strspn(name, "_"), MEMBERS_NAME - 1);
}

static void an_entry_is_given_with_the_names_of_the_files(void **state)
{
	json_t *entry = entry_of(*state, "one", NULL);

	assert_int_equal(json_array_size(json_object_get(entry, "phone")), 3);
	json_object_del(entry, "phone");
	support_assert_model(
		entry,
		"{\"id\": \"one\", \"name\": \"One\", "
		"\"page\": \"/referrals/e/one\", \"abbreviation\": \"O\", "
		"\"aka\": [\"First\", \"Only\"], "
		"\"kind\": {\"id\": \"unit\", \"name\": \"Unit\"}, "
		"\"listed_under\": {\"id\": \"base\", \"name\": \"Base\", "
		"\"page\": \"/referrals/e/base\"}, "
		"\"parent\": {\"id\": \"base\", \"name\": \"Base\", "
		"\"page\": \"/referrals/e/base\"}, "
		"\"summary\": \"S.\", \"note\": [\"N\"], "
		"\"fact\": [{\"text\": \"F\", \"source\": \"a page, 2020\"}, "
		"{\"text\": \"G\"}], "
		"\"link\": [{\"href\": \"https://a.org\", \"name\": \"A\"}, "
		"{\"href\": \"https://b.org\", \"name\": \"https://b.org\"}], "
		"\"email\": \"a@b.org\", \"status\": \"active\", "
		"\"hours\": {\"text\": \"24/7\", \"source\": \"the page\", "
		"\"schedule\": [{\"days\": [\"MO\", \"TU\", \"WE\", "
		"\"TH\", \"FR\", \"SA\", \"SU\"], \"opens\": \"00:00\", "
		"\"closes\": \"24:00\"}]}, "
		"\"checked\": {\"date\": \"2999-01\", \"source\": \"editor\"}, "
		"\"goal\": [{\"id\": \"access\", "
		"\"name\": \"Expand access to services\", "
		"\"note\": \"because\"}], "
		"\"audience\": [{\"id\": \"workers\", \"name\": \"Workers\"}, "
		"{\"id\": \"lawyers\", \"name\": \"Lawyers\"}], "
		"\"department\": [{\"id\": \"base\", \"name\": \"Base\"}]}");
}

static void who_has_no_contact_names_who_has(void **state)
{
	json_t *entry = entry_of(*state, "below", NULL);

	support_assert_model(json_incref(json_object_get(entry, "through")),
			     "{\"id\": \"one\", \"name\": \"One\", "
			     "\"page\": \"/referrals/e/one\"}");
	assert_null(json_object_get(entry, "phone"));
	json_decref(entry);
	entry = entry_of(*state, "one", NULL);
	assert_null(json_object_get(entry, "through"));
	json_decref(entry);
}

static void an_address_is_given_where_it_is_public(void **state)
{
	json_t *entry = entry_of(*state, "open", NULL);

	assert_string_equal(
		json_string_value(json_object_get(entry, "address")), "Here");
	assert_null(json_object_get(entry, "address_visibility"));
	json_decref(entry);
}

static void a_phone_is_given_with_all_its_spellings(void **state)
{
	support_assert_model(
		phone_of(*state, "full"),
		"{\"id\": \"full\", \"number\": \"1-202-555-0111\", "
		"\"dialed\": \"+12025550111\", "
		"\"href\": \"tel:+12025550111;ext=007\", "
		"\"type\": \"voice\", \"types\": [\"voice\"], "
		"\"is_voice\": true, "
		"\"extension\": \"007\", \"prompt\": \"3\", "
		"\"purpose\": \"P\", "
		"\"answered_by\": {\"id\": \"careful\", "
		"\"name\": \"Answered.\", \"caution\": \"Think first.\"}, "
		"\"relay\": {\"number\": \"711\", \"dialed\": \"711\", "
		"\"href\": \"tel:711\"}, "
		"\"hours\": {\"text\": \"24/7\", \"source\": \"here\", "
		"\"schedule\": [{\"days\": [\"MO\", \"TU\", \"WE\", "
		"\"TH\", \"FR\", \"SA\", \"SU\"], \"opens\": \"00:00\", "
		"\"closes\": \"24:00\"}]}, "
		"\"languages\": \"Latin\", \"cost\": \"Free\", "
		"\"abroad\": {\"id\": \"bare\", \"number\": \"66008\", "
		"\"dialed\": \"66008\", \"href\": \"sms:66008\", "
		"\"type\": \"text\", \"types\": [\"text\"], "
		"\"is_text\": true, "
		"\"answered_by\": {\"id\": \"ngo\", \"name\": \"Answered by "
		"a non-government organization.\"}, \"is_unconfirmed\": true}, "
		"\"note\": \"N\", "
		"\"verified\": {\"date\": \"2999\", \"source\": \"a page\"}}");
}

static void what_a_phone_does_not_have_is_left_out(void **state)
{
	support_assert_model(
		phone_of(*state, "bare"),
		"{\"id\": \"bare\", \"number\": \"66008\", "
		"\"dialed\": \"66008\", \"href\": \"sms:66008\", "
		"\"type\": \"text\", \"types\": [\"text\"], "
		"\"is_text\": true, \"purpose\": \"Q\", "
		"\"answered_by\": {\"id\": \"ngo\", \"name\": \"Answered by "
		"a non-government organization.\"}, "
		"\"is_unconfirmed\": true}");
	support_assert_model(
		phone_of(*state, "limited"),
		"{\"id\": \"limited\", \"number\": \"711\", "
		"\"dialed\": \"711\", \"type\": \"fax\", "
		"\"types\": [\"fax\"], \"is_fax\": true, "
		"\"purpose\": \"R\", \"answered_by\": {\"id\": \"ngo\", "
		"\"name\": \"Answered by a non-government organization.\"}, "
		"\"audience\": [{\"id\": \"lawyers\", \"name\": \"Lawyers\"}], "
		"\"verified\": {\"date\": \"undated\"}}");
}

static size_t phones_under(struct fixture *fixture, const char *query)
{
	json_t *entry = entry_of(fixture, "one", query);
	size_t count = json_array_size(json_object_get(entry, "phone"));

	json_decref(entry);
	return count;
}

static void a_list_shows_a_limited_phone_only_to_its_readers(void **state)
{
	assert_int_equal(phones_under(*state, NULL), 3);
	assert_int_equal(phones_under(*state, ""), 2);
	assert_int_equal(phones_under(*state, "audience=workers"), 2);
	assert_int_equal(phones_under(*state, "goal=access"), 2);
	assert_int_equal(phones_under(*state, "audience=lawyers"), 3);
	assert_int_equal(phones_under(*state, "audience=workers,lawyers"), 3);
}

static void facets_are_given_with_their_counts(void **state)
{
	struct fixture *fixture = *state;
	const struct query *query = wish(fixture, "goal=access");
	json_t *facets =
		document_facets(fixture->edition, query, facet_search(query));

	support_assert_model(
		json_incref(json_array_get(facets, 0)),
		"{\"id\": \"audience\", \"name\": \"Who it is for\", "
		"\"is_open\": true, \"terms\": [{\"id\": \"workers\", "
		"\"name\": \"Workers\", \"count\": 2}, {\"id\": \"lawyers\", "
		"\"name\": \"Lawyers\", \"count\": 2}]}");
	support_assert_model(
		json_incref(json_array_get(facets, 2)),
		"{\"id\": \"goal\", \"name\": \"Goal\", \"terms\": "
		"[{\"id\": \"access\", \"name\": \"Expand access to "
		"services\", \"count\": 2, \"is_chosen\": true}]}");
	json_decref(facets);
}

static void assert_envelope(struct fixture *fixture, const char *text_of_query,
			    const char *expected)
{
	const struct query *query = wish(fixture, text_of_query);
	json_t *list =
		document_list(fixture->edition, query, facet_search(query));
	json_t *contents = json_object_get(list, "contents"), *ids, *each;
	size_t i;

	ids = json_array();
	json_array_foreach(contents, i, each)
		json_array_append(ids, json_object_get(each, "id"));
	json_object_set_new(list, "contents", ids);
	support_assert_model(list, expected);
}

static void a_list_is_given_in_its_envelope(void **state)
{
	assert_envelope(
		*state, "",
		"{\"total_items\": 4, \"total_pages\": 1, \"page_number\": 1, "
		"\"size\": 4, \"per_page\": 50, "
		"\"first_page\": true, \"last_page\": true, "
		"\"empty\": false, "
		"\"contents\": [\"base\", \"one\", \"open\", \"below\"]}");
	assert_envelope(
		*state, "per_page=3&page=2",
		"{\"total_items\": 4, \"total_pages\": 2, \"page_number\": 2, "
		"\"size\": 1, \"per_page\": 3, "
		"\"first_page\": false, \"last_page\": true, "
		"\"empty\": false, \"contents\": [\"below\"]}");
	assert_envelope(
		*state, "per_page=3&page=3",
		"{\"total_items\": 4, \"total_pages\": 2, \"page_number\": 3, "
		"\"size\": 0, \"per_page\": 3, "
		"\"first_page\": false, \"last_page\": true, "
		"\"empty\": true, \"contents\": []}");
}

static void the_model_is_a_public_one(void **state)
{
	struct fixture *fixture = *state;
	json_t *entry = entry_of(fixture, "one", NULL);
	char *dump = json_dumps(entry, 0);

	assert_null(strstr(dump, "Secret"));
	assert_null(strstr(dump, "porque"));
	assert_null(strstr(dump, "null"));
	free(dump);
	json_decref(entry);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_has_no_hyphens),
		cmocka_unit_test(an_entry_is_given_with_the_names_of_the_files),
		cmocka_unit_test(who_has_no_contact_names_who_has),
		cmocka_unit_test(an_address_is_given_where_it_is_public),
		cmocka_unit_test(a_phone_is_given_with_all_its_spellings),
		cmocka_unit_test(what_a_phone_does_not_have_is_left_out),
		cmocka_unit_test(
			a_list_shows_a_limited_phone_only_to_its_readers),
		cmocka_unit_test(facets_are_given_with_their_counts),
		cmocka_unit_test(a_list_is_given_in_its_envelope),
		cmocka_unit_test(the_model_is_a_public_one),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
