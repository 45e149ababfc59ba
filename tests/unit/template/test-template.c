/* Templates: what they print, and what they refuse with which words. What the
 * public specification covers is in test-mustache-spec.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/support.h"
#include "template/template.h"

/* Texts that messages share. */
#define ODD_NAME                                                               \
	": a name is letters, digits, `-` and `_`, with a dot between two names"
#define NO_RAW                                                                 \
	": every value is escaped, raw output does not exist: write {{name}}"
#define DATA	  ": put the value into a data- attribute and let "
#define MISSING	  " begins here and is not closed: `}}` is missing"
#define LESS_THAN ": write the tag out, or &lt; for a less-than sign"
#define X	  "`{{x}}` stands "
#define IN_VALUE                                                               \
	"in an attribute without quotes: put double quotes around the value"
#define SPELL_OUT ": write it out, in a section for each choice"
#define IN_COMMENT                                                             \
	"inside an HTML comment: write {{! ...}}, which no visitor gets"
#define WHOLE " (`{{#x}}` in line 1): it must hold whole pieces of HTML"
#define A13   "aaaaaaaaaaaaa"
#define EIGHT "{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}"
#define ENDS  "{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}"
#define GLUED                                                                  \
	"a space is missing before an attribute, or in a section before it"
#define STRAY "no attribute begins with a quote, `<` or `=`: is one missing?"
#define ROUNDS                                                                 \
	"`{{/x}}` stands directly behind an attribute: put a space between "   \
	"them, for the next round"

/* Templates, each as name and text, up to a row without. */
#define END                                                                    \
	{                                                                      \
		NULL, NULL                                                     \
	}
typedef const char *const texts[][2];

static int add(struct template_set *set, texts rows, struct err *err)
{
	int result = 0;

	for (size_t i = 0; rows[i][0] != NULL; i++)
		result |= template_add(set, rows[i][0], rows[i][0], rows[i][1],
				       strlen(rows[i][1]), err);
	return result;
}

static void assert_printed(struct err *err, const char *expected)
{
	char *printed = NULL;
	size_t length = 0;
	FILE *stream = open_memstream(&printed, &length);

	err_print(err, stream);
	fclose(stream);
	assert_string_equal(printed, expected);
	free(printed);
}

/* Asserts what adding and checking reports. */
static void assert_set_faults(texts rows, const char *expected)
{
	struct arena *arena = arena_new();
	struct template_set *set = template_set_new(arena);
	struct err err = { 0 };
	int result = add(set, rows, &err) | template_check(set, &err);

	assert_int_equal(result, *expected != '\0' ? -1 : 0);
	assert_printed(&err, expected);
	err_free(&err);
	arena_free(arena);
}

/* Asserts what the first template prints, filled from the JSON `model`; NULL:
 * that it spoils the output. */
static void assert_set_renders(texts rows, const char *model,
			       const char *expected)
{
	struct arena *arena = arena_new();
	struct template_set *set = template_set_new(arena);
	struct err err = { 0 };
	struct buf out = buf_new(4096);
	json_t *tree = json_loads(model, 0, NULL);

	assert_non_null(tree);
	add(set, rows, &err);
	assert_printed(&err, "");
	assert_int_equal(template_render(set, rows[0][0], tree, &out), 0);
	assert_int_equal(buf_is_spoilt(&out), expected == NULL);
	if (expected != NULL)
		assert_string_equal(buf_text(&out), expected);
	json_decref(tree);
	buf_free(&out);
	arena_free(arena);
}

/* What one text prints, filled from a model. Each is a test of its own. */
static const struct rendering {
	const char *sentence, *text, *model, *output;
} renderings[] = {
	{ "every value is escaped", "<p title=\"{{x}}\">{{x}}</p>",
	  "{\"x\": \"& <b> \\\"c\\\" 'd'\"}",
	  "<p title=\"&amp; &lt;b&gt; &quot;c&quot; &#39;d&#39;\">"
	  "&amp; &lt;b&gt; &quot;c&quot; &#39;d&#39;</p>" },
	{ "numbers are printed as people write them", "{{#x}}{{.}} {{/x}}",
	  "{\"x\": [12, -1, 1.21, 3.3]}", "12 -1 1.21 3.3 " },
	{ "booleans are printed as words", "{{x}} {{y}}",
	  "{\"x\": true, \"y\": false}", "true false" },
	{ "null, lists and objects print nothing", "[{{x}}{{y}}{{z}}]",
	  "{\"x\": null, \"y\": [1], \"z\": {}}", "[]" },
	{ "an empty text is false", "{{^x}}no{{/x}}", "{\"x\": \"\"}", "no" },
	{ "zero is true", "{{#x}}yes{{/x}}", "{\"x\": 0}", "yes" },
	{ "a byte order mark is dropped", "\xef\xbb\xbfone", "{}", "one" },
	{ "a section holds an attribute or not",
	  "<input{{#x}} checked{{/x}} {{^x}}id=\"a\"{{/x}}>", "{\"x\": 1}",
	  "<input checked >" },
};

static void prints(void **state)
{
	const struct rendering *row = *state;

	assert_set_renders((texts){ { "t", row->text }, END }, row->model,
			   row->output);
}

static void a_partial_is_indented_but_not_its_values(void **state)
{
	(void)state;
	assert_set_renders(
		(texts){ { "t", "<ul>\n  {{>item}}\n</ul>\n" },
			 { "item", "<li>\n{{x}}\n\n {{>more}}\n{{>more}}!\n" },
			 { "more", "{{#x}}\n+\n{{/x}}\n{{! c }}-" },
			 END },
		"{\"x\": \"1\\n2\"}",
		"<ul>\n  <li>\n  1\n2\n\n   +\n   -  +\n-!\n</ul>\n");
}

static void a_later_text_replaces_the_earlier(void **state)
{
	texts rows = { { "t", "{{>part}}" },
		       { "part", "shipped {{>gone}}" },
		       { "part", "own" },
		       END };

	(void)state;
	assert_set_renders(rows, "{}", "own");
	assert_set_faults(rows, "");
}

static void a_template_that_does_not_exist_is_told(void **state)
{
	struct arena *arena = arena_new();
	struct template_set *set = template_set_new(arena);
	struct err err = { 0 };
	struct buf out = buf_new(64);

	(void)state;
	add(set, (texts){ { "t", "{{>part}}" }, END }, &err);
	assert_int_equal(template_render(set, "other", NULL, &out), -1);
	assert_int_equal(template_render(set, "part", NULL, &out), -1);
	assert_int_equal(template_render(set, "t", NULL, &out), 0);
	assert_string_equal(buf_text(&out), "");
	arena_free(arena);
}

static void endless_recursion_spoils_the_output(void **state)
{
	texts rows = { { "t", "a{{>t}}" }, END };

	(void)state;
	assert_set_faults(rows, "");
	assert_set_renders(rows, "{}", NULL);
}

static void a_folder_is_loaded_with_all_its_faults(void **state)
{
	char folder[] = "/tmp/test-template-XXXXXX";
	const char *names[] = { "b.mustache", "a.mustache", ".c.mustache",
				"d.html" };
	struct arena *arena = arena_new();
	struct template_set *set = template_set_new(arena);
	struct err err = { 0 };

	(void)state;
	assert_non_null(mkdtemp(folder));
	assert_int_equal(chdir(folder), 0);
	for (size_t i = 0; i < COUNT(names); i++) {
		FILE *file = fopen(names[i], "w");

		fputs("\n{{&x}}", file);
		fclose(file);
	}
	assert_int_equal(template_load(set, ".", &err), -1);
	assert_int_equal(template_load(set, "nowhere", &err), -1);
	assert_printed(&err,
		       "./a.mustache:2:1: `{{&x}}`" NO_RAW "\n"
		       "./b.mustache:2:1: `{{&x}}`" NO_RAW "\n"
		       "nowhere: cannot be read: No such file or directory\n");
	for (size_t i = 0; i < COUNT(names); i++)
		unlink(names[i]);
	assert_int_equal(chdir("/"), 0);
	assert_int_equal(rmdir(folder), 0);
	err_free(&err);
	arena_free(arena);
}

static void a_partial_must_exist(void **state)
{
	(void)state;
	assert_set_faults(
		(texts){ { "entry", "\n{{>entyr}}" },
			 { "list", "{{>facets}}" },
			 END },
		"entry:2:1: there is no template `entyr`: write {{>entry}}?\n"
		"list:1:1: there is no template `facets`: add "
		"facets.mustache or take {{>facets}} out\n");
}

static void a_partial_in_an_attribute_must_be_plain_text(void **state)
{
	(void)state;
	assert_set_faults(
		(texts){ { "good", "<a title=\"{{>label}}\">" },
			 { "bad", "<title>\n{{>outer}}</title>" },
			 { "label", "{{x}}; &amp; {{>label}}" },
			 { "outer", "{{>label}}{{>inner}}" },
			 { "inner", "\n\nit's" },
			 END },
		"bad:2:1: `{{>outer}}` stands where only plain text may, but "
		"inner:3 holds a `'`\n");
}

/* One text, and the fault that is reported: its line and words, or "" when the
 * text is accepted. Each is a test of its own. */
static const struct verdict {
	const char *sentence, *text, *fault;
} verdicts[] = {
	{ "no triple braces", "\n{{{ x }}}", "2:1: `{{{ x }}}`" NO_RAW },
	{ "delimiters cannot be changed", "{{=x=}}",
	  "1:1: `{{=x=}}`: delimiters cannot be changed: {{ is &#123;&#123;" },
	{ "templates do not inherit", "{{<}}",
	  "1:1: `{{<}}`: templates do not inherit: name a partial, {{>name}}" },
	{ "a tag ends before the next", "\n{{a\n{{b}}", "2:1: a tag" MISSING },
	{ "a tag is closed before the end", "a {{", "1:3: a tag" MISSING },
	{ "a comment ends in the file", "\n{{! a\n{{b",
	  "2:1: a comment" MISSING },
	{ "a tag has a name", "{{# }}",
	  "1:1: `{{# }}`: a tag without a name: write {{name}}" },
	{ "a name has no space", "{{a b}}", "1:1: `{{a b}}`" ODD_NAME },
	{ "a name has no two dots", "{{a..b}}", "1:1: `{{a..b}}`" ODD_NAME },
	{ "a name has a bound", "{{" A13 A13 A13 A13 A13 "}}",
	  "1:1: `{{" A13 A13 A13 A13 A13
	  "}}`: a name of more than 64 bytes, the most there is" },
	{ "a section is closed", "\n{{#a}}\n",
	  "2:1: `{{#a}}` is never closed: `{{/a}}` is missing" },
	{ "a section is closed by its name", "{{^name}}\n\n{{/nme}}",
	  "3:1: `{{/nme}}` stands where `{{^name}}` of line 1 is open: write "
	  "`{{/name}}` first" },
	{ "a section is closed after those in it", "{{#a}}\n{{#b}}\n{{/a}}",
	  "3:1: `{{/a}}` stands where `{{#b}}` of line 2 is open: write "
	  "`{{/b}}` first" },
	{ "only what is open is closed", "{{/a}}",
	  "1:1: `{{/a}}` closes nothing: write `{{#a}}` before it" },
	{ "sections nest sixteen deep", EIGHT EIGHT ENDS ENDS, "" },
	{ "sections nest no deeper", EIGHT EIGHT "\n{{#b}}{{/b}}",
	  "2:1: sections nest deeper than 16: move the inner ones to a "
	  "partial" },
	{ "a template is UTF-8", "\t\r\n\xff",
	  "2:1: a byte that is not UTF-8 (0xFF): a template is plain UTF-8" },
	{ "no value inside a script",
	  "<SCRIPT src=a>\nvar a = '{{x}}';</script>",
	  "2:10: `{{x}}` stands inside <script>" DATA
	  "the script read it there" },
	{ "a script ends at its tag",
	  "<script>a < b; '</scripts>';</Script >{{x}}", "" },
	{ "a script holds no HTML comment", "<script><!--</script>",
	  "1:12: `<!--` inside <script> hides its end: take it out" },
	{ "no value inside a style", "<style>p { a: {{x}} }</style>",
	  "1:15: " X "inside <style>: put a class on the element" },
	{ "titles and textareas hold values",
	  "<title>{{x}} <b></title><textarea>{{x}}</textarea>", "" },
	{ "a value cannot end a title", "<title></titl{{x}}></title>",
	  "1:14: " X "directly after `<`" LESS_THAN },
	{ "no value inside a comment", "<!-- {{x}} -->", "1:6: " X IN_COMMENT },
	{ "an HTML comment ends where browsers say", "<!--!> -- --!x {{x}} -->",
	  "1:16: " X IN_COMMENT },
	{ "behind a comment or declaration is text",
	  "<!-->{{x}}<!--->{{x}}<!-- a --!>{{x}}<!---->{{x}}<!doctype a>{{x}}"
	  "<?xml ?>{{x}}</>{{x}}</ a>{{x}}<!->{{x}} 1 < 2 {{x}}",
	  "" },
	{ "no value inside a declaration", "<!doctype {{x}}>",
	  "1:11: " X "inside <!...>: move it out" },
	{ "no value inside an event handler", "<p OnClick = \"a({{x}})\">",
	  "1:17: " X "inside an event handler" DATA "a script read it there" },
	{ "no value inside a style attribute", "<p style='{{x}}'>",
	  "1:11: " X "inside a style attribute: put a class on the element" },
	{ "no value inside a srcdoc", "<p srcdoc=\"{{x}}\">",
	  "1:12: " X "inside a srcdoc attribute: use src" },
	{ "other quoted attributes hold values",
	  "<a onclick=\"b()\" href=\"{{x}}\" title='{{x}}'>", "" },
	{ "no value without quotes", "<a href={{x}}>", "1:9: " X IN_VALUE },
	{ "no value for an attribute", "<a {{x}}>",
	  "1:4: " X "between the attributes of a tag: write the "
	  "attribute's name and quotes around the value" },
	{ "no value in the name of an attribute", "<a b{{x}}>",
	  "1:5: " X "in the name of an attribute" SPELL_OUT },
	{ "no value in the name of a tag", "<p{{x}}>",
	  "1:3: " X "in the name of a tag" SPELL_OUT },
	{ "a heading has a level", "<h{{x}}>a</h{{x}}>", "" },
	{ "no partial for the name of a tag", "<{{>t}}>",
	  "1:2: `{{>t}}` stands directly after `<`" LESS_THAN },
	{ "a file ends in text", "a\n<p\nclass=\"b>\n",
	  "2:1: what begins here is incomplete: the file ends inside a "
	  "quoted attribute" },
	{ "a file does not end with a bare <", "a\nb <",
	  "2:3: the file ends with a bare `<`: write &lt; instead" },
	{ "a tag has one fault", "<p class=\"b\"\" \"{{x}}>", "1:13: " GLUED },
	{ "no quote for an attribute", "<p \"b\">", "1:4: " STRAY },
	{ "a section may hold whole attributes",
	  "<a class=\"b{{#x}} c{{/x}}\"{{#x}} d='{{x}}'{{/x}}>", "" },
	{ "a section may hold a name", "<input {{#x}}checked{{/x}}>", "" },
	{ "a section may hold lines", "<p\n{{#x}}\n id=\"{{x}}\"\n{{/x}}\n>",
	  "" },
	{ "a section may hold a tag",
	  "{{#x}}<a href=\"{{x}}\">{{/x}}b{{#x}}</a>{{/x}}", "" },
	{ "a section from text ends in text", "{{#x}}<p class=\"\n{{/x}}",
	  "2:1: this section ends inside a quoted attribute, but began in "
	  "text" WHOLE },
	{ "a section that began in a title ends in it",
	  "<a title=\"{{#x}}b\" style=\"{{/x}}\">",
	  "1:27: this section ends inside a style attribute, but began "
	  "inside a quoted attribute" WHOLE },
	{ "no section begins after a bare <", "<{{#x}}b {{/x}}>",
	  "1:10: this section ends between the attributes of a tag, but began "
	  "directly after `<`" WHOLE },
	{ "no section holds the quotes alone", "<a b={{#x}}\"{{x}}\"{{/x}}>",
	  "1:6: `{{#x}}` stands between `=` and value: put the quote first" },
	{ "no section makes a handler", "<p {{#x}}on{{/x}}click=\"{{y}}\">",
	  "1:18: " GLUED },
	{ "no section ends a value", "<p {{#x}}a=b{{/x}}/c='{{y}}'>",
	  "1:20: " GLUED },
	{ "no section makes a tag", "<s{{#x}}cript{{/x}}>", "1:9: " GLUED },
	{ "no section holds a name alone", "<p {{#x}}onclick{{/x}} =\"{{y}}\">",
	  "1:24: " STRAY },
	{ "two rounds make no handler", "<p {{#x}}nclick=\"{{y}}\" o{{/x}}>",
	  "1:26: " ROUNDS },
	{ "two rounds of two sections make no handler",
	  "<p {{#x}}nclick=\"{{y}}\" {{#z}}o{{/z}}{{/x}}>", "1:38: " ROUNDS },
};

static void is_judged(void **state)
{
	const struct verdict *verdict = *state;
	char line[512] = "";

	if (*verdict->fault != '\0')
		snprintf(line, sizeof(line), "t:%s\n", verdict->fault);
	assert_set_faults((texts){ { "t", verdict->text }, END }, line);
}

int main(void)
{
	const struct CMUnitTest written[] = {
		cmocka_unit_test(a_partial_is_indented_but_not_its_values),
		cmocka_unit_test(a_later_text_replaces_the_earlier),
		cmocka_unit_test(a_template_that_does_not_exist_is_told),
		cmocka_unit_test(endless_recursion_spoils_the_output),
		cmocka_unit_test(a_folder_is_loaded_with_all_its_faults),
		cmocka_unit_test(a_partial_must_exist),
		cmocka_unit_test(a_partial_in_an_attribute_must_be_plain_text),
	};
	struct CMUnitTest tests[256];
	size_t count = COUNT(written);

	memcpy(tests, written, sizeof(written));
	for (size_t i = 0; i < COUNT(renderings); i++)
		tests[count++] = (struct CMUnitTest){
			renderings[i].sentence, prints, NULL, NULL,
			(void *)(uintptr_t)&renderings[i]
		};
	for (size_t i = 0; i < COUNT(verdicts); i++)
		tests[count++] =
			(struct CMUnitTest){ verdicts[i].sentence, is_judged,
					     NULL, NULL,
					     (void *)(uintptr_t)&verdicts[i] };
	return _cmocka_run_group_tests("template", tests, count, NULL, NULL);
}
