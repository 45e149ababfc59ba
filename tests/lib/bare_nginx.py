"""An nginx of the test's own beside that of the example website: with no more
than it is given, and, where a test wants that, in a view of the file systems of
its own."""

import os
import subprocess

from places import read_source
from stand import wait_until

_CONF = """daemon off; pid {folder}/{name}.pid; {user}
worker_processes 1;
events {{ worker_connections {connections}; }}
http {{
	access_log off;
	client_body_temp_path {folder}/temporary;
	fastcgi_temp_path {folder}/temporary;
	proxy_temp_path {folder}/temporary;
	scgi_temp_path {folder}/temporary;
	uwsgi_temp_path {folder}/temporary;
	{http}
}}
"""


def may_mount():
    """The words before a command that let it mount in a view of its own; None
    where nobody may."""
    for words in (["unshare", "-m"], ["unshare", "-r", "-m"]):
        try:
            if subprocess.run([*words, "true"], stderr=subprocess.DEVNULL,
                              check=False).returncode == 0:
                return words
        except OSError:
            return None
    return None


def start(site, name, http, before=(), connections=512):
    """Starts an nginx called NAME with `http` in its http context, through the
    words `before`; it ends with the site. The limit for what costs much is lifted:
    tests ask faster."""
    http = http.replace("signpost_heavy:4m rate=5r/s", "signpost_heavy:4m rate=1000000r/s")
    # Who may mount is root, at least in that view.
    user = "user root;" if before or os.getuid() == 0 else ""
    site.write(f"{name}.conf", _CONF.format(folder=site.folder, name=name, user=user,
                                            http=http, connections=connections))
    site.start(name, *before, "nginx", "-c", site.path(f"{name}.conf"),
               "-e", site.path("log", f"{name}.log"))
    wait_until(lambda: os.path.exists(site.path(f"{name}.pid"))
               or not site.is_running(name), what=f"{name} running")
    assert site.is_running(name), site.read(f"log/{name}.log")


def as_shipped():
    """What stands in the http context where nobody has edited anything."""
    return read_source("nginx", "signpost.conf").replace(
        "include signpost-site.conf;", read_source("nginx", "signpost-site.conf"))
