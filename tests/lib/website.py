"""The example organization's website and intranet as nginx/demo serves them,
for tests: the shipped nginx files, the program, Redis, and a mirror in the
program's place where a test wants to see what nginx tells a responder."""

import os
import re
import shutil
import signal

import command
from mirror import Mirror
from places import program, read_source, shipped_asset, source_folder
from stand import Stand, accepts, free_port, wait_until
from visitor import get

# Beside the website and the intranet: a second website on kept connections,
# and a third whose section is the mirror.
_MORE_SERVERS = """
	server {
		listen 127.0.0.1:@KEPT@;
		root @SCRATCH@/demo-site;
		include kept.conf;
	}
	server {
		listen 127.0.0.1:@MIRROR@;
		root @SCRATCH@/demo-site;
		ssi on; # everywhere, as some sites have it
		location = /get-help.html {
			if_modified_since off;
			etag off;
			error_log @SCRATCH@/log/error.log alert;
		}
		location = /passed-on.html {
			proxy_method GET;
			proxy_pass_request_headers off;
			proxy_pass_request_body off;
			proxy_pass http://127.0.0.1:@PORT@/source/get-help.html;
		}
		# What an operator forgets: a page without the recipe.
		location = /careless.html {
			alias @SCRATCH@/demo-site/get-help.html;
			error_log @SCRATCH@/careless.log;
		}
		include mirror.conf;
	}
	# The shipped limits, which the other servers do not have: tests ask
	# faster than any visitor.
	@SHIPPED_LIMITS@
	server {
		listen 127.0.0.1:@LIMITED@;
		root @SCRATCH@/demo-site;
		location = /get-help.html {
			include signpost-host.conf;
		}
		include limited.conf;
	}
"""


def with_copies(folder):
    """signpost.conf and signpost-site.conf in one, edited as the latter says so
    that nginx keeps copies, in a folder of the test's own, and this machine is the
    operators'."""
    text = read_source("nginx", "signpost.conf")
    for ours, theirs in {
        "include signpost-site.conf;": read_source("nginx", "signpost-site.conf"),
        "\n\t#127.0.0.1 1;": "\n\t127.0.0.1 1;",
        "/run/signpost_copies": folder,
        "\n#fastcgi_cache_path": "\nfastcgi_cache_path",
        "\n#                   keys_zone": "\n                   keys_zone",
        "\n#map": "\nmap",
    }.items():
        assert ours in text, ours
        text = text.replace(ours, theirs)
    return text


class Website(Stand):
    def __init__(self):
        super().__init__()
        self.port = free_port(2)
        self.intranet = self.port + 1
        self.kept, self.mirrored = free_port(), free_port()
        self.limited = free_port()
        self.mirror = None

    def __exit__(self, *error):
        self.close_mirror()
        super().__exit__(*error)

    def build(self):
        """Starts everything."""
        for folder in ("log", "temporary", "last-resort",
                       "intranet-last-resort"):
            os.mkdir(self.path(folder))
        self._copy_shipped()
        self.start_redis()
        self.start_program()
        self.open_mirror()
        self._write_nginx()
        self._write_section()
        self.start("nginx", "nginx", "-c", self.path("nginx.conf"),
                   "-e", self.path("log", "nginx.log"))
        wait_until(self._nginx_answers, what="nginx answering")

    def _nginx_answers(self):
        assert self.is_running("nginx"), self.read("log/nginx.log")
        return os.path.exists(self.path("nginx.pid")) and (
            get(self.port, "/").status == 200
        )

    def _copy_shipped(self):
        source = source_folder()
        for folder in ("data", "conf/example-site", "conf/example-intranet",
                       "nginx/demo-site"):
            name = os.path.basename(folder)
            self.copy_folder(os.path.join(source, folder), name)
        for name in os.listdir(os.path.join(source, "nginx/assets")):
            self.write(f"assets/{name}", shipped_asset(name))
        shutil.copy(os.path.join(source, "nginx/signpost_params"), self.folder)
        self.write_settings("signpost", "last-resort", "public",
                            "data", "example-site")
        self.write_settings("intranet", "intranet-last-resort",
                            "public, internal",
                            "data", "example-site", "example-intranet")

    def write_settings(self, name, last_resort, scopes, *folders):
        """NAME.ini, of a responder that listens on NAME.sock."""
        path = ":".join(self.path(folder) for folder in folders)
        redis = "\n".join(f"{name} = {value}" for name, value
                          in self.redis_settings().items())
        self.write(f"{name}.ini", f"""[server]
listen = unix:{self.path(name)}.sock
scopes = {scopes}
[site]
title = Referral list
frames = self
last-resort = {self.path(last_resort)}
[directory]
path = {path}
[redis]
{redis}
""")

    def start_responder(self, name, last_resort):
        """Starts the responder whose settings are in NAME.ini."""
        self.start(name, program(), "serve", "-c", self.path(f"{name}.ini"))
        self.await_socket(name, f"{name}.sock")
        wait_until(
            lambda: os.path.exists(self.path(last_resort, "last-resort.html")),
            what="the last-resort page written",
        )

    def start_program(self):
        self.start_responder("signpost", "last-resort")

    def start_intranet(self):
        """Only a test that visits the intranet needs its responder."""
        self.start_responder("intranet", "intranet-last-resort")

    def open_mirror(self):
        self.mirror = Mirror(self.path("mirror.sock"))

    def close_mirror(self):
        if self.mirror:
            self.mirror.close()
            self.mirror = None

    def locations(self, *overrides, name="signpost", file=()):
        """The locations that fit NAME.ini, or the `file` of nginx's that an option
        names, as the program prints them, with logs of our own."""
        arguments = ["-c", self.path(f"{name}.ini"), *command.options(overrides), *file]
        if (", internal" in self.read(f"{name}.ini")
                and "server.scopes=public" not in overrides):
            arguments += ["--scope", "internal"]
        text = command.printed("reference", "nginx", *arguments)
        text = re.sub(r"alias [^;]*;", f"alias {self.path('assets')}/;", text)
        text = text.replace("/var/log/nginx/", self.path("log") + "/")
        text = text.replace("/run/signpost_arriving", self.path("arriving"))
        return text.replace("log/signpost.log", f"log/{name}.log")

    def shared(self, socket):
        """signpost.conf, with copies, for a responder at `socket`."""
        text = with_copies(self.path("nginx-cache"))
        ours = "unix:/run/signpost/signpost.sock"
        assert ours in text
        return text.replace(ours, socket)

    def internal(self, allowed="127.0.0.1"):
        """Who may see what is internal; the shipped file, filled in."""
        return read_source("nginx", "signpost-internal.conf").replace(
            "\ndeny all;\n", f"\nallow {allowed};\ndeny all;\n")

    def more_servers(self):
        """Further server blocks, for a test that has some."""
        return ""

    def _write_nginx(self):
        socket = f"unix:{self.path('signpost.sock')}"
        locations = self.locations()
        self.write("signpost-locations.conf", locations)
        self.write("signpost-errors.conf", self.locations(file=["--errors"]))
        self.write("signpost-host.conf", read_source(
            "nginx", "signpost-host.conf").replace("/var/log/nginx/",
                                          self.path("log") + "/"))
        self.write("intranet-locations.conf", self.locations(name="intranet"))
        self.write("signpost-internal.conf", self.internal())
        self.write("kept.conf", locations.replace(socket, "signpost"))
        self.write("mirror.conf", self.locations(
            f"server.listen=unix:{self.path('mirror.sock')}"))
        self.write("limited.conf", re.sub(r"zone=signpost_(requests|heavy)", r"zone=shipped_\1",
                                          locations))
        shared = self.shared(socket)
        limits = re.findall(r"limit_req_zone .*;", shared)
        self.write("signpost.conf", re.sub(r"rate=\d+r/s", "rate=1000000r/s", shared))
        demo = read_source("nginx", "demo.conf.in").rstrip()
        assert demo.endswith("}")
        text = demo[:-1] + _MORE_SERVERS + self.more_servers() + "}\n"
        for word, value in {
            "SHIPPED_LIMITS": "\n".join(limits).replace("zone=signpost_", "zone=shipped_"),
            "LIMITED": self.limited,
            "SCRATCH": self.folder,
            "PORT": self.port,
            "NEXT_PORT": self.intranet,
            "KEPT": self.kept,
            "MIRROR": self.mirrored,
            "USER": "user root;" if os.getuid() == 0 else "",
        }.items():
            text = text.replace(f"@{word}@", str(value))
        self.write("nginx.conf", text)
        os.mkdir(self.path("demo-site/source"))
        shutil.copy(self.path("demo-site/get-help.html"),
                    self.path("demo-site/source"))

    def _write_section(self):
        """What a page takes in as a file."""
        self.write("demo-site/section.html", command.printed(
            "render", "-c", self.path("signpost.ini"), "/fragment?exit=on&filters=section"))

    def answers(self):
        """Whether the program answers through nginx."""
        return get(self.port, "/referrals/healthz").status == 200

    def kill_program(self):
        self.end("signpost", signal.SIGKILL)

    def revive_program(self):
        self.start_program()
        wait_until(self.answers, what="the program answering again")

    def redis_accepts(self):
        return accepts(self.path("redis.sock"))

    def everything_written(self):
        """(path, bytes) of every file in the scratch folder but what was
        there before anybody came."""
        for folder, _, names in os.walk(self.folder):
            for name in names:
                path = os.path.join(folder, name)
                if os.path.isfile(path):
                    with open(path, "rb") as file:
                        yield path, file.read()
