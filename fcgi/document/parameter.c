/* A schema for each kind of parameter. */
#include "document/parameter.h"

#include <string.h>

#include "directory/members.h"
#include "document/document.h"
#include "search/query.h"

/* The words of `this, that`. */
static json_t *words_of(const char *choices)
{
	json_t *list = json_array();
	char word[QUERY_WORD];

	for (long long i = 1; query_word(choices, i, word); i++)
		json_array_append_new(list, json_string(word));
	return list;
}

static json_t *words_schema(json_t *words)
{
	return json_pack("{ss so}", "type", "string", "enum", words);
}

static json_t *list_schema(json_t *words)
{
	return json_pack("{ss so}", "type", "array", "items",
			 words_schema(words));
}

static json_t *choice_schema(const struct query_parameter *parameter)
{
	json_t *schema = words_schema(words_of(parameter->choices));
	char word[QUERY_WORD];

	if (query_word(parameter->choices, parameter->fallback, word))
		json_object_set_new(schema, "default", json_string(word));
	return schema;
}

/* Very many words would be most of an answer: where they are is said. */
static json_t *terms_schema(const struct directory *directory,
			    const struct facet *facet)
{
	json_t *terms;

	if (facet->count > DOCUMENT_TERMS_MOST)
		return json_pack("{ss s{ss ss}}", "type", "array", "items",
				 "type", "string", "description",
				 "an id of a term, of which /api/v1/facets "
				 "has the list");
	terms = json_array();
	for (size_t i = 0; i < facet->count; i++)
		json_array_append_new(
			terms,
			json_string(directory->terms[facet->first + i].id));
	return list_schema(terms);
}

static json_t *members_of(const struct directory *directory)
{
	json_t *list = json_array();
	char name[MEMBERS_NAME];

	for (size_t i = 0; i < members_count(directory); i++) {
		members_name(directory, i, name);
		if (name[0] != '\0')
			json_array_append_new(list, json_string(name));
	}
	return list;
}

static json_t *languages_of(const struct directory *directory)
{
	const struct value *language =
		directory->about->values[DIRECTORY_LANGUAGES];
	json_t *list = json_array();

	for (; language != NULL; language = language->next)
		json_array_append_new(list, json_string(language->text));
	return list;
}

static json_t *schema_of(const struct directory *directory,
			 const struct query_parameter *parameter)
{
	switch (parameter->kind) {
	case QUERY_NUMBER:
		return json_pack("{ss sI sI sI}", "type", "integer", "minimum",
				 (json_int_t)parameter->least, "maximum",
				 (json_int_t)parameter->most, "default",
				 (json_int_t)parameter->fallback);
	case QUERY_FLAG:
		return words_schema(words_of(parameter->choices));
	case QUERY_CHOICE:
		return choice_schema(parameter);
	case QUERY_MEMBERS:
		return list_schema(members_of(directory));
	case QUERY_LANGUAGE:
		return words_schema(languages_of(directory));
	case QUERY_WORDS:
		return json_pack("{ss sI}", "type", "string", "maxLength",
				 (json_int_t)parameter->most);
	case QUERY_NAME:
	case QUERY_ENTRIES:
		break;
	}
	return json_pack("{ss}", "type", "string");
}

json_t *parameter_schema(const struct directory *directory, const char *name)
{
	size_t place = query_find_parameter(name);
	size_t facet = directory_facet(directory, name);

	if (place < query_parameter_count)
		return schema_of(directory, &query_parameters[place]);
	return facet < directory->facet_count ?
		       terms_schema(directory, &directory->facets[facet]) :
		       NULL;
}
