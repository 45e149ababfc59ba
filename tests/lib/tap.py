"""Tests as sentences, reported in TAP (testanything.org).

    @proves
    def a_page_has_a_title(site): ...

The function's name is the sentence. Automake's TAP driver reads the report,
so a program whose report is whole exits 0, whatever the tests said."""

import os
import sys
import traceback

_tests = []


class Skip(Exception):
    """Why a test cannot be run here."""


def proves(test):
    """Adds a test; they run in the order in which they are written."""
    _tests.append(test)
    return test


def _must_be_there():
    """Whether nothing may be skipped for want of it."""
    return os.environ.get("SIGNPOST_NEED_ALL") or os.environ.get("CI") == "true"


def need(condition, reason):
    """Skips where `condition` does not hold; where everything must be there
    (SIGNPOST_NEED_ALL, CI), fails."""
    if condition:
        return
    if _must_be_there():
        raise AssertionError(reason)
    raise Skip(reason)


def _note(text):
    for line in str(text).splitlines():
        print("#", line)


def _run(number, test, arguments):
    sentence = test.__name__.replace("_", " ")
    try:
        test(*arguments)
    except Skip as skip:
        print(f"ok {number} - {sentence} # SKIP {skip}")
    except Exception:
        print(f"not ok {number} - {sentence}")
        _note(traceback.format_exc())
    else:
        print(f"ok {number} - {sentence}")
    sys.stdout.flush()


def run(*arguments):
    """Runs every test with `arguments`."""
    print(f"1..{len(_tests)}", flush=True)
    for number, test in enumerate(_tests, 1):
        _run(number, test, arguments)


def run_on(site):
    """Builds what the tests need, and runs every test with it."""
    with site:
        try:
            site.build()
        except Exception as error:
            bail_out(error)
        else:
            run(site)


def run_none(reason):
    """Says why no test can be run."""
    if _must_be_there():
        print(f"1..1\nnot ok 1 - {reason}")
    else:
        print(f"1..0 # SKIP {reason}")


def bail_out(reason):
    """Says that the tests could not begin."""
    print("Bail out!", " ".join(str(reason).split()))
