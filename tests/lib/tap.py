"""Tests as sentences, reported in TAP (testanything.org).

    @proves
    def a_page_has_a_title(site): ...

    if __name__ == "__main__":
        sys.exit(tap.run())

The function's name is the sentence. A program takes sentences, or parts of
them, as arguments and runs those alone. It exits 1 when one does not hold. Who
reads the report instead says so (HARNESS_ACTIVE, as Perl's harness does):
Automake's driver takes another status than 0 for a report that broke off."""

import contextlib
import os
import sys
import traceback

from stand import missing

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


def _sentence(test):
    return test.__name__.replace("_", " ")


def _is_wanted(test):
    words = [word.replace("_", " ") for word in sys.argv[1:]]
    return not words or any(word in _sentence(test) for word in words)


def _status(is_sound):
    return 0 if is_sound or os.environ.get("HARNESS_ACTIVE") else 1


def _holds(number, test, arguments):
    """Runs one; whether its sentence holds, as far as it could be tried."""
    is_sound, more = True, ""
    try:
        test(*arguments)
    except Skip as skip:
        more = f" # SKIP {skip}"
    except Exception:
        is_sound = False
        for line in traceback.format_exc().splitlines():
            print("#", line)
    print(f"{'' if is_sound else 'not '}ok {number} - {_sentence(test)}{more}", flush=True)
    return is_sound


def run(*arguments):
    """Runs every test with `arguments`; the exit status."""
    tests = [test for test in _tests if _is_wanted(test)]
    print(f"1..{len(tests)}", flush=True)
    return _status(all([_holds(number, test, arguments)
                        for number, test in enumerate(tests, 1)]))


def run_with(*commands):
    """Runs every test where the commands are there; the exit status."""
    lacking = missing(*commands)
    return run_none(f"{lacking} is not installed") if lacking else run()


def run_on(make, *commands):
    """Makes what the tests need, where the commands are there, and runs every test
    with it; the exit status."""
    lacking = missing(*commands)
    if lacking:
        return run_none(f"{lacking} is not installed")
    with contextlib.ExitStack() as stack:
        try:
            made = stack.enter_context(make())
        except Exception as error:
            return bail_out(error)
        return run(made)


def run_none(reason):
    """Says why no test can be run; the exit status."""
    if _must_be_there():
        print(f"1..1\nnot ok 1 - {reason}")
        return _status(False)
    print(f"1..0 # SKIP {reason}")
    return 0


def bail_out(reason):
    """Says that the tests could not begin; the exit status."""
    print("Bail out!", " ".join(str(reason).split()))
    return _status(False)
