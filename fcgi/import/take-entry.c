/* Organizations and services. */
#include "import/takes.h"

#include <string.h>
#include <strings.h>

#include "directory/uuid.h"

/* What an element is, by a member that only such a one has. */
static const struct {
	const char *member;
	enum mapping_of of;
} signs[] = {
	{ "location_id", OF_PLACE },
	{ "location", OF_PLACE },
	{ "service", OF_PLACE },
	{ "service_at_locations", OF_SERVICE },
	{ "organization_id", OF_SERVICE },
	{ "organization", OF_SERVICE },
	{ "application_process", OF_SERVICE },
	{ "eligibility_description", OF_SERVICE },
	{ "fees_description", OF_SERVICE },
	{ "status", OF_SERVICE },
	{ "location_type", OF_LOCATION },
	{ "services", OF_ORGANIZATION },
	{ "website", OF_ORGANIZATION },
	{ "legal_status", OF_ORGANIZATION },
	{ "tax_status", OF_ORGANIZATION },
	{ "year_incorporated", OF_ORGANIZATION },
	{ "organization_identifiers", OF_ORGANIZATION },
	{ "parent_organization_id", OF_ORGANIZATION },
};

/* By what the source calls a section it is found again. UUIDs are everybody's;
 * other ids only of their kind. */
static const char *key_of(struct taking *taking, const char *kind,
			  const char *id, const char *name)
{
	char *copy;

	if (id == NULL)
		return name == NULL ? NULL :
				      arena_printf(taking->scratch, "%s//%s",
						   kind, name);
	copy = arena_printf(taking->scratch, "%s", id);
	for (char *at = copy; *at != '\0'; at++)
		if (*at >= 'A' && *at <= 'F')
			*at = (char)(*at - 'A' + 'a');
	return uuid_fault(copy) == NULL ?
		       copy :
		       arena_printf(taking->scratch, "%s/%s", kind, id);
}

void takes_uuid(struct taking *taking, struct harvest_section *section)
{
	if (section->key != NULL && uuid_fault(section->key) == NULL)
		harvest_put(taking->harvest, section, "uuid", section->key,
			    NULL);
}

const char *takes_key(struct taking *taking, const char *kind,
		      const json_t *object)
{
	return key_of(taking, kind, mapping_member(taking, object, "id"), NULL);
}

/* How much an object says. */
static size_t weight_of(json_t *object)
{
	size_t weight = 0;
	const char *name;
	json_t *value;

	json_object_foreach(object, name, value) weight +=
		1 + json_array_size(value);
	return weight;
}

/* Whether there is something to take into the section: it is new, or told more
 * fully than before. */
static bool is_fuller(struct taking *taking, struct harvest_section *section,
		      json_t *object)
{
	size_t weight = weight_of(object);

	if (weight <= section->weight || section->is_merged)
		return false;
	section->weight = weight;
	harvest_empty(taking->harvest, section);
	return true;
}

/* Counts what has the id of another and so is told nowhere. */
static void count_double(struct taking *taking,
			 const struct harvest_section *section,
			 const char *name, const char *what)
{
	struct clean_tally ignored = { 0 };
	const char *own = harvest_value(section, "name");

	if (name != NULL && own != NULL &&
	    strcmp(own, clean(name, CLEAN_TEXT, &ignored, taking->scratch)) !=
		    0)
		tally_add(&taking->harvest->report->lost, what);
}

/* Every entry has a summary; where nothing is said, its name. */
static void end_entry(struct taking *taking, struct harvest_section *section,
		      const char *name)
{
	struct clean_tally ignored = { 0 };

	name = clean(name != NULL ? name : section->id, CLEAN_TEXT, &ignored,
		     taking->scratch);
	if (harvest_value(section, "name") == NULL)
		harvest_put(taking->harvest, section, "name", section->id,
			    NULL);
	if (harvest_value(section, "summary") == NULL &&
	    !harvest_put(taking->harvest, section, "summary", name, NULL))
		harvest_put(taking->harvest, section, "summary", section->id,
			    NULL);
	harvest_put(taking->harvest, section, "comes-from", taking->source,
		    NULL);
	takes_uuid(taking, section);
}

static void run(struct taking *taking, enum mapping_of of,
		struct harvest_section *section, json_t *object)
{
	struct harvest_section *before = taking->entry;
	struct harvest_section *told = taking->harvest->told;
	const char *name = mapping_member(taking, object, "name");
	const char *kind = of == OF_SERVICE ? taking->kind : taking->home_kind;

	if (kind == NULL)
		kind = of == OF_SERVICE ? taking->profile->service_kind :
					  taking->profile->organization_kind;
	taking->entry = taking->harvest->told = section;
	section->is_watched =
		section->is_watched ||
		(name != NULL && profile_is_watched(name)) ||
		(section->home != NULL && section->home->is_watched);
	if (harvest_value(section, "kind") == NULL)
		harvest_put(taking->harvest, section, "kind", kind, NULL);
	if (of == OF_SERVICE && taking->is_internal)
		harvest_put(taking->harvest, section, "visibility", "internal",
			    NULL);
	mapping_run(taking, of, section, object);
	end_entry(taking, section, name);
	taking->entry = before;
	taking->harvest->told = told;
}

static struct harvest_section *take_organization(struct taking *taking,
						 json_t *object)
{
	struct harvest *harvest = taking->harvest;
	const char *name = mapping_member(taking, object, "name");
	const char *key = key_of(taking, "organization",
				 mapping_member(taking, object, "id"), name);
	struct harvest_section *section = harvest_find(harvest, "entry", key);

	if (section == NULL && name == NULL)
		return NULL;
	if (section == NULL)
		section = harvest_add(harvest, harvest->entry, key, name, NULL);
	count_double(taking, section, name,
		     "organizations that have the id of another");
	if (is_fuller(taking, section, object))
		run(taking, OF_ORGANIZATION, section, object);
	return section;
}

/* Whether a service is what its organization is, told again. */
static bool is_itself(struct taking *taking, json_t *service,
		      struct harvest_section *organization)
{
	struct clean_tally ignored = { 0 };
	const char *name = mapping_member(taking, service, "name");
	const char *text = mapping_member(taking, service, "description");
	const char *own = harvest_value(organization, "name");
	const char *summary = harvest_value(organization, "summary");

	if (name == NULL || text == NULL || own == NULL || summary == NULL ||
	    organization->is_merged)
		return false;
	name = clean(name, CLEAN_TEXT, &ignored, taking->scratch);
	text = clean(text, CLEAN_TEXT, &ignored, taking->scratch);
	return strcmp(name, own) == 0 &&
	       strncmp(text, summary, strlen(summary)) == 0;
}

/* The organization of a service, taken where the service tells it. */
static struct harvest_section *organization_of(struct taking *taking,
					       json_t *service,
					       struct harvest_section *around)
{
	json_t *told = json_object_get(service, "organization");
	const char *id = mapping_member(taking, service, "organization_id");
	struct harvest_section *section;
	bool was_abroad = taking->is_abroad;

	if (json_is_object(told)) {
		taking->is_abroad = takes_is_abroad(service, was_abroad);
		section = take_organization(taking, told);
		taking->is_abroad = was_abroad;
		return section;
	}
	if (id == NULL)
		return around;
	return harvest_find(taking->harvest, "entry",
			    key_of(taking, "organization", id, NULL));
}

static void set_parent(struct taking *taking, struct harvest_section *section,
		       const struct harvest_section *organization,
		       json_t *service)
{
	const char *id = mapping_member(taking, service, "organization_id");

	if (organization != NULL)
		harvest_put(taking->harvest, section, "parent",
			    organization->id, NULL);
	else if (id != NULL)
		harvest_refer(taking->harvest, section, "parent", "entry",
			      key_of(taking, "organization", id, NULL));
}

static struct harvest_section *take_service(struct taking *taking,
					    json_t *object,
					    struct harvest_section *around)
{
	struct harvest *harvest = taking->harvest;
	struct harvest_section *organization =
		organization_of(taking, object, around);
	const char *name = mapping_member(taking, object, "name");
	const char *key = takes_key(taking, "service", object);
	struct harvest_section *section = harvest_find(harvest, "entry", key);

	if (section == NULL && name == NULL)
		return NULL;
	if (section == NULL && organization != NULL &&
	    is_itself(taking, object, organization)) {
		organization->is_merged = true;
		if (key != NULL)
			harvest_name(harvest, key, organization);
		run(taking, OF_SERVICE, organization, object);
		return organization;
	}
	if (section == NULL)
		section = harvest_add(harvest, harvest->entry, key, name,
				      organization);
	section->is_service = true;
	count_double(taking, section, name,
		     "services that have the id of another");
	if (is_fuller(taking, section, object)) {
		set_parent(taking, section, organization, object);
		run(taking, OF_SERVICE, section, object);
	}
	return section;
}

/* A service at a location, by itself. */
static bool take_place(struct taking *taking, json_t *object)
{
	json_t *told = json_object_get(object, "service");
	const char *id = mapping_member(taking, object, "service_id");
	struct harvest_section *section;

	taking->is_abroad = takes_is_abroad(object, false);
	section = json_is_object(told) ?
			  take_service(taking, told, NULL) :
			  harvest_find(taking->harvest, "entry",
				       key_of(taking, "service", id, NULL));
	taking->is_abroad = false;
	if (section == NULL)
		return false;
	taking->entry = section;
	takes_spread(taking, object);
	takes_hours_later(taking, section, object);
	mapping_run(taking, OF_PLACE, section, object);
	return true;
}

void takes_services(struct taking *taking, struct harvest_section *section,
		    const struct mapping *row, json_t *value)
{
	json_t *service;
	size_t i;

	(void)row;
	json_array_foreach(value, i, service)
		take_service(taking, service, section);
}

void takes_parent(struct taking *taking, struct harvest_section *section,
		  const struct mapping *row, json_t *value)
{
	const char *id = mapping_text(taking, value);

	(void)row;
	if (id != NULL)
		harvest_refer(taking->harvest, section, "parent", "entry",
			      key_of(taking, "organization", id, NULL));
}

bool takes_element(struct taking *taking, json_t *element)
{
	enum mapping_of of = OF_ORGANIZATION;
	bool is_told = false;

	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs) && !is_told; i++)
		if (json_object_get(element, signs[i].member) != NULL) {
			is_told = true;
			of = signs[i].of;
		}
	if (!is_told || of == OF_LOCATION)
		return false;
	if (of == OF_PLACE)
		return take_place(taking, element);
	if (of == OF_SERVICE)
		return take_service(taking, element, NULL) != NULL;
	return take_organization(taking, element) != NULL;
}
