"""The validators that npm has. tests/run installs them; the packages are looked
for in the folder SIGNPOST_NPM, else in tests/npm (`npm ci` there)."""

import json
import os
import subprocess

from places import source_folder
from stand import missing
from tap import Skip, need

FOLDER = os.path.join(source_folder(), "tests", "npm")


def _modules():
    return os.path.join(os.environ.get("SIGNPOST_NPM") or FOLDER, "node_modules")


def faults(what, text, *arguments):
    """What tests/npm/validate.mjs finds in `text`; skips where it cannot run."""
    need(not missing("node"), "needs node (Debian's nodejs)")
    need(os.path.isdir(os.path.join(_modules(), "ajv")),
         "needs the npm packages: npm ci in tests/npm, or SIGNPOST_NPM")
    done = subprocess.run(
        ["node", os.path.join(FOLDER, "validate.mjs"), _modules(), what, *arguments],
        input=text, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode in (0, 1) and not done.stderr, done.stderr
    return done.stdout.splitlines() if done.returncode else []


def check_hsds(bodies):
    """Each (name, schema, body) against the schema of that name; skips where
    HSDS_SCHEMAS does not name the folder of the specification's files, which
    have a license of their own and are not in this source."""
    schemas = os.environ.get("HSDS_SCHEMAS")
    if not schemas:
        raise Skip("needs HSDS_SCHEMAS, the folder of the specification's schemas")
    lines = [json.dumps({"name": name, "schema": schema, "body": body})
             for name, schema, body in bodies]
    return faults("hsds", "\n".join(lines), schemas)
