/* The command `publish`: the draft becomes what is published, or what was
 * published before does again. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/folder-swap.h"
#include "check/source-excerpt.h"
#include "command/draft-view.h"
#include "command/tools.h"
#include "terminal/ask.h"

#define TEXT_BYTES ((size_t)32 * 1024 * 1024)

static const char what_next[] =
	"It is read within seconds where the package watches the\nfolder, else "
	"by `pkill -HUP -x signpost`.\n";

static void say_how(const struct draft *draft, bool is_at_once, struct buf *out)
{
	if (!is_at_once)
		buf_printf(out,
			   "This file system cannot exchange folders, so the "
			   "files of %s were\nput there one after the other.\n",
			   draft->own);
}

/* A draft whose note is old would take this back. */
static void note(const struct draft *draft, const struct folder_image *image,
		 struct buf *out)
{
	struct err faults = { 0 };

	if (draft_note(draft, image, &faults) != 0)
		buf_printf(out,
			   "The draft cannot be told (%s), so whoever writes "
			   "there says `signpost\ndraft` first.\n",
			   faults.faults[0].text);
	err_free(&faults);
}

static int publish_now(const struct draft *draft,
		       const struct folder_image *merged, struct buf *out,
		       struct err *err)
{
	bool is_at_once = true;

	if (folder_swap(draft->own, &draft->live, merged, &is_at_once, err) !=
	    0)
		return EX_CANTCREAT;
	buf_puts(out, "\nPublished. ");
	buf_puts(out, what_next);
	say_how(draft, is_at_once, out);
	buf_puts(out, "`signpost publish --undo` takes it back.\n");
	/* Of a file that it has not touched, and somebody else has, it goes on
	 * from what it was made from. */
	note(draft, &draft->files, out);
	return EX_OK;
}

/* Shows it, and publishes what was shown after a yes. */
static int decide(const struct draft *draft, const struct folder_image *merged,
		  bool is_other, const struct buf *text, struct buf *out,
		  struct err *err)
{
	struct ask *ask;
	const char *answer;
	bool is_yes;

	if (!is_other) {
		note(draft, &draft->files, out);
		buf_puts(out, "The draft is what is published already.\n");
		return EX_OK;
	}
	ask = ask_new();
	ask_say(ask, "%s", buf_text(text));
	answer = ask_line(ask, "Publish it? yes or no: ", NULL);
	is_yes = answer != NULL && strcmp(answer, "yes") == 0;
	ask_free(ask);
	if (is_yes)
		return publish_now(draft, merged, out, err);
	buf_puts(out, "Nothing is published.\n");
	return EX_OK;
}

static int publish(const struct options *options, const struct draft *draft,
		   struct buf *out, struct err *err)
{
	struct buf text = buf_new(TEXT_BYTES);
	struct folder_image merged;
	struct err faults = { 0 };
	bool is_other = false;
	int code = EX_DATAERR;

	if (draft_view_take(options, draft, &merged, &is_other, &text,
			    &faults) == 0) {
		code = decide(draft, &merged, is_other, &text, out, err);
	} else {
		source_excerpt_print(&faults, "", stderr);
		err_plain(err, "nothing is published");
	}
	err_free(&faults);
	folder_image_free(&merged);
	buf_free(&text);
	return code;
}

static int take_back(const struct options *options, const struct draft *draft,
		     const char *folder, struct buf *out, struct err *err)
{
	struct folder_image former;
	struct err faults = { 0 };
	bool is_other, is_at_once = true;
	int code = EX_DATAERR;

	if (folder_image_read(folder, "", &former, err) != 0)
		return EX_NOINPUT;
	if (draft_view_print(options, draft, &former, folder, &is_other, out,
			     &faults) != 0) {
		source_excerpt_print(&faults, "", stderr);
		err_plain(err, "what was published before is faulty now, so "
			       "nothing is taken back");
	} else if (folder_swap_back(draft->own, &draft->live, &former,
				    &is_at_once, err) == 0) {
		code = EX_OK;
		buf_puts(out, "\nTaken back. ");
		buf_puts(out, what_next);
		say_how(draft, is_at_once, out);
		buf_puts(out, "`signpost publish --undo` once more publishes "
			      "it again.\n");
		if (draft->is_there)
			note(draft, &former, out);
	} else {
		code = EX_CANTCREAT;
	}
	err_free(&faults);
	folder_image_free(&former);
	return code;
}

static int undo(const struct options *options, const struct draft *draft,
		struct buf *out, struct err *err)
{
	char *folder;
	int code = EX_NOINPUT;

	if (folder_swap_settle(draft->own, err) != 0)
		return EX_CANTCREAT;
	folder = folder_swap_former(draft->own);
	if (folder != NULL)
		code = take_back(options, draft, folder, out, err);
	else
		err_at(err, draft->own, 0,
		       "nothing was published before it, so nothing can be "
		       "taken back");
	free(folder);
	return code;
}

int publish_run(const struct options *options, struct buf *out, struct err *err)
{
	struct draft draft;
	int code = EX_CONFIG;

	if (options->is_undo) {
		if (draft_open_published(options, &draft, err) == 0)
			code = undo(options, &draft, out, err);
	} else if (draft_open(options, &draft, err) == 0) {
		code = publish(options, &draft, out, err);
	}
	draft_close(&draft);
	return code;
}
