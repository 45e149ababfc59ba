/* Finds the Mustache tags of a text. */
#include "template/internal.h"

#include <ctype.h>
#include <string.h>

#define NAME_MOST 64

static const char odd_name[] =
	"a name is letters, digits, `-` and `_`, with a dot between two names";

static bool is_in_name(char byte)
{
	return isalnum((unsigned char)byte) || byte == '-' || byte == '_';
}

static const char *find(const char *from, const char *end, const char *what)
{
	return memmem(from, (size_t)(end - from), what, strlen(what));
}

static void count_lines(struct template_scan *scan, const char *to)
{
	for (; scan->at < to; scan->at++)
		template_point_pass(&scan->point, *scan->at);
}

/* The `}}` of the tag whose content begins at `from`; NULL when there is none
 * before the next tag. */
static const char *find_close(char sigil, const char *from, const char *end)
{
	const char *close = find(from, end, sigil == '{' ? "}}}" : "}}");
	const char *next = sigil != '!' ? find(from, end, "{{") : NULL;

	if (close == NULL && sigil == '{')
		close = find(from, end, "}}");
	return close != NULL && next != NULL && next < close ? NULL : close;
}

static const char *name_fault(const char *name, size_t length)
{
	bool has_dot = true;

	if (length == 0)
		return "a tag without a name: write {{name}}";
	if (length > NAME_MOST)
		return "a name of more than 64 bytes, the most there is";
	if (length == 1 && name[0] == '.')
		return NULL;
	for (size_t i = 0; i < length; i++) {
		bool is_dot = name[i] == '.';

		if (is_dot ? has_dot : !is_in_name(name[i]))
			return odd_name;
		has_dot = is_dot;
	}
	return has_dot ? odd_name : NULL;
}

static void read_name(struct template_tag *tag, const char *from,
		      const char *end, struct arena *arena)
{
	while (from < end && strchr(" \t\r\n", *from) != NULL)
		from++;
	while (from < end && strchr(" \t\r\n", end[-1]) != NULL)
		end--;
	tag->fault = name_fault(from, (size_t)(end - from));
	if (tag->fault == NULL)
		tag->name = arena_text(arena, from, (size_t)(end - from));
}

/* Takes out the whole line of a tag that stands alone on it. */
static void take_line(struct template_scan *scan, struct template_tag *tag,
		      const char *after)
{
	const char *left = tag->source, *right = after;

	while (left > scan->start && isblank((unsigned char)left[-1]))
		left--;
	while (right < scan->end && isblank((unsigned char)*right))
		right++;
	if (scan->end - right >= 2 && right[0] == '\r' && right[1] == '\n')
		right++;
	if ((left > scan->start && left[-1] != '\n') ||
	    (right < scan->end && *right != '\n'))
		return;
	tag->is_alone = true;
	tag->indent = (size_t)(tag->source - left);
	tag->begin = left;
	count_lines(scan, right < scan->end ? right + 1 : right);
}

bool template_scan_next(struct template_scan *scan, struct template_tag *tag)
{
	const char *source = find(scan->at, scan->end, "{{");
	const char *from, *close, *after;
	bool is_comment;

	if (source == NULL)
		return false;
	count_lines(scan, source);
	from = source + 2;
	*tag = (struct template_tag){ .point = scan->point,
				      .source = source,
				      .begin = source };
	if (from < scan->end && strchr("#^/>!{&=<$", *from) != NULL)
		tag->sigil = *from++;
	is_comment = tag->sigil == '!';
	close = find_close(tag->sigil, from, scan->end);
	if (close == NULL) {
		tag->fault = is_comment ? "a comment begins here and is not "
					  "closed: `}}` is missing" :
					  "a tag begins here and is not "
					  "closed: `}}` is missing";
		count_lines(scan, is_comment ? scan->end : source + 2);
		return true;
	}
	if (tag->sigil == '\0' || strchr("#^/>", tag->sigil) != NULL)
		read_name(tag, from, close, scan->arena);
	after = close + 2;
	if (tag->sigil == '{' && after < scan->end && *after == '}')
		after++;
	tag->source_length = (size_t)(after - source);
	count_lines(scan, after);
	if (tag->sigil != '\0' && strchr("#^/>!", tag->sigil) != NULL)
		take_line(scan, tag, after);
	return true;
}
