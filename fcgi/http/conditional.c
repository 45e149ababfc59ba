/* Which form of a rendition goes to a visitor. */
#include "http/conditional.h"

#include <string.h>

#include "text/accept.h"
#include "text/list.h"

/* Whether the list of If-None-Match names the tag; W/ makes no difference
 * there. */
static bool is_named(const char *list, const char *etag)
{
	struct list_item item;

	while (list_next_trimmed(&list, ",", &item)) {
		if (item.length >= 2 && memcmp(item.text, "W/", 2) == 0) {
			item.text += 2;
			item.length -= 2;
		}
		if (list_item_is(&item, etag))
			return true;
	}
	return false;
}

bool conditional_has(const struct request *request, const char *etag)
{
	const char *list = request->if_none_match;

	return strcmp(list, "*") == 0 || is_named(list, etag);
}

/* The form that the visitor has already, NULL for none: by preference the one
 * that would be sent. */
static const struct rendition_form *form_at_hand(
	const struct request *request, struct rendition *rendition,
	const struct rendition_form *wanted, bool may_pack)
{
	const struct rendition_form *other = rendition_plain(rendition);

	if (request->if_none_match[0] == '\0')
		return NULL;
	if (conditional_has(request, wanted->etag))
		return wanted;
	if (other == wanted && may_pack)
		other = rendition_gzip(rendition);
	return conditional_has(request, other->etag) ? other : NULL;
}

const struct rendition_form *conditional_form(const struct request *request,
					      struct rendition *rendition,
					      bool may_pack)
{
	return may_pack && accept_has_gzip(request->encoding) ?
		       rendition_gzip(rendition) :
		       rendition_plain(rendition);
}

void conditional_send(const struct request *request,
		      struct rendition *rendition, bool may_pack,
		      struct response *response)
{
	const struct rendition_form *form =
		conditional_form(request, rendition, may_pack);
	const struct rendition_form *has = NULL;

	if (response->status == 200)
		has = form_at_hand(request, rendition, form, may_pack);
	if (response->status == 200)
		response_header(response, "ETag",
				has != NULL ? has->etag : form->etag);
	if (has != NULL) {
		response->status = 304;
		rendition_release(rendition);
		return;
	}
	if (form->encoding != NULL)
		response_header(response, "Content-Encoding", form->encoding);
	response_show(response, rendition, form);
}
