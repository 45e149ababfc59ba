#!/usr/bin/env python3
"""How long the loop, which all visitors share, is held by what it answers itself: in
instructions, which are the same however busy a machine is. Prints TAP."""

import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from places import source_folder
from tap import proves

REPLAY = os.path.join(os.path.dirname(os.environ["SIGNPOST"]), "tests", "fuzz", "answer")
WITHIN_S = 600
# A millisecond of a processor of 1 GHz that does one a cycle.
MOST = 1000000


def counts():
    """The instructions of each call, for every wish of the corpus before it was made and
    behind it."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["valgrind", "--quiet", "--tool=callgrind", "--toggle-collect=app_answer_at_once",
             "--dump-after=app_answer_at_once", f"--callgrind-out-file={folder}/calls", REPLAY],
            check=True, timeout=WITHIN_S, stdout=subprocess.DEVNULL,
            env={**os.environ, "srcdir": source_folder()})
        found = []
        for path in glob.glob(f"{folder}/calls*"):
            with open(path, encoding="utf-8") as file:
                found += [int(count) for count in re.findall(r"^(?:totals|summary): (\d+)$",
                                                             file.read(), re.M)[:1]]
        return found


@proves
def no_wish_of_the_corpus_holds_the_loop_for_a_millisecond():
    tap.need(shutil.which("valgrind"), "valgrind counts instructions and is not here")
    wishes = len(os.listdir(os.path.join(source_folder(), "tests", "fuzz", "corpus", "answer")))
    found = counts()
    assert len(found) >= 2 * wishes, (len(found), wishes)
    print(f"# at most {max(found)} instructions in {len(found)} calls")
    assert 0 < max(found) < MOST, sorted(found)[-5:]


if __name__ == "__main__":
    sys.exit(tap.run())
