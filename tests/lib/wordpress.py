"""A website made by Debian's WordPress: PHP-FPM, MariaDB and nginx on sockets of a
scratch folder, installed by its own installer, and people who are signed in."""

import html
import http.cookiejar
import json
import os
import re
import shutil
import subprocess
import sys
import urllib.parse
import urllib.request

from answer import Answer
from places import source_folder
from stand import free_port, wait_until
from website import Website

SHIPPED = "/usr/share/wordpress"
PASSWORD = "correct horse battery staple"

_SERVER = """
	server {
		listen 127.0.0.1:@WORDPRESS@;
		root @SCRATCH@/wordpress;
		index index.php;
		client_max_body_size 16m;
		access_log @SCRATCH@/log/wordpress.log signpost;
		include /etc/nginx/mime.types;
		location / {
			try_files $uri $uri/ /index.php?$args;
		}
		location ~ [.]php$ {
			include /etc/nginx/fastcgi.conf;
			fastcgi_pass unix:@SCRATCH@/php.sock;
		}
		include signpost-locations.conf;
	}
"""
_FPM = """[global]
error_log = {0}/log/php.log
[www]
listen = {0}/php.sock
{1}
pm = static
pm.max_children = 6
php_admin_value[error_log] = {0}/log/php.log
php_admin_value[opcache.revalidate_freq] = 0
"""
_CONFIG = """<?php
define('DB_NAME', 'wordpress');
define('DB_USER', 'tester');
define('DB_PASSWORD', 'a-password');
define('DB_HOST', 'localhost:{0}/maria.sock');
define('DB_CHARSET', 'utf8mb4');
define('FS_METHOD', 'direct');
define('DISABLE_WP_CRON', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('WP_DEBUG', true);
define('WP_DEBUG_DISPLAY', false);
define('WP_DEBUG_LOG', '{0}/log/debug.log');
$table_prefix = 'wp_';
defined('ABSPATH') || define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
"""


def fpm():
    """The command of PHP-FPM, which has PHP's version in its name."""
    names = sorted(name for name in os.listdir("/usr/sbin") if name.startswith("php-fpm"))
    return os.path.join("/usr/sbin", names[-1]) if names else None


class WordPress(Website):
    """`wordpress` is the port of its website, `url` its address; another origin,
    `signpost`, is the organization whose list it shows."""

    def __init__(self):
        super().__init__()
        self.wordpress = free_port()
        self.url = f"http://127.0.0.1:{self.wordpress}"
        self.signpost = f"http://127.0.0.1:{self.port}/referrals"
        self._as_root = os.getuid() == 0

    def more_servers(self):
        return _SERVER.replace("@WORDPRESS@", str(self.wordpress))

    def build(self):
        shutil.copytree(SHIPPED, self.path("wordpress"))
        os.remove(self.path("wordpress/wp-config.php"))
        self.write("wordpress/wp-config.php", _CONFIG.format(self.folder))
        super().build()
        self._start_maria()
        user = "user = root\ngroup = root" if self._as_root else ""
        self.write("fpm.conf", _FPM.format(self.folder, user))
        self.start("php", fpm(), "-F", "-y", self.path("fpm.conf"),
                   *(["-R"] if self._as_root else []))
        self.await_socket("php", "php.sock")
        self._install()
        self.zip()

    def _start_maria(self):
        user = ["--user=root"] if self._as_root else []
        subprocess.run(
            ["mariadb-install-db", "--no-defaults", f"--datadir={self.path('maria')}",
             "--auth-root-authentication-method=normal", "--skip-test-db", *user],
            check=True, capture_output=True)
        self.start("maria", "mariadbd", "--no-defaults", "--skip-networking", *user,
                   f"--datadir={self.path('maria')}", f"--socket={self.path('maria.sock')}",
                   f"--pid-file={self.path('maria.pid')}",
                   "--innodb-flush-log-at-trx-commit=0")
        self.await_socket("maria", "maria.sock")
        self.sql("CREATE DATABASE wordpress; GRANT ALL ON wordpress.* TO "
                 "tester@localhost IDENTIFIED BY 'a-password'", database="")

    def sql(self, text, database="wordpress"):
        """The rows that a statement gives, without their heading."""
        return subprocess.run(
            ["mariadb", "--no-defaults", "-N", "-u", "root",
             f"--socket={self.path('maria.sock')}", *([database] if database else [])],
            input=text, check=True, capture_output=True, encoding="utf-8").stdout

    def dump(self):
        """All that WordPress keeps."""
        return subprocess.run(
            ["mariadb-dump", "--no-defaults", "-u", "root", "--skip-dump-date",
             f"--socket={self.path('maria.sock')}", "wordpress"],
            check=True, capture_output=True, encoding="utf-8").stdout

    def _install(self):
        answer = self.visitor().ask("/wp-admin/install.php?step=2", {
            "weblog_title": "Harbor House", "user_name": "admin",
            "admin_password": PASSWORD, "admin_password2": PASSWORD,
            "pw_weak": "1", "admin_email": "admin@example.org", "language": ""})
        assert "wp-login.php" in answer.text, answer.text[:3000]
        self.sql("UPDATE wp_options SET option_value = '/%postname%/' "
                 "WHERE option_name = 'permalink_structure'; "
                 "DELETE FROM wp_options WHERE option_name = 'rewrite_rules'")

    def zip(self, version="1.2.3", updates=""):
        """The plugin, as it is shipped."""
        subprocess.run([os.path.join(source_folder(), "nginx/wordpress-zip"), version,
                        self.path("signpost.zip"), *([updates] if updates else [])], check=True)
        return self.path("signpost.zip")

    def visitor(self):
        return Person(self.url)

    def person(self, name="admin"):
        """Who has signed in."""
        person = Person(self.url)
        person.ask("/wp-login.php")
        person.ask("/wp-login.php", {"log": name, "pwd": PASSWORD, "testcookie": "1"})
        person.nonce = person.ask("/wp-admin/admin-ajax.php?action=rest-nonce").text
        assert re.fullmatch("[0-9a-f]{10}", person.nonce), person.nonce[:200]
        return person

    def theme(self, name):
        self.sql(f"UPDATE wp_options SET option_value = '{name}' WHERE option_name IN "
                 "('template', 'stylesheet')")

    def themes(self):
        return sorted(entry.name for entry in
                      os.scandir(self.path("wordpress/wp-content/themes")) if entry.is_dir())

    def option(self, name):
        return self.sql(f"SELECT option_value FROM wp_options WHERE option_name = '{name}'")

    def set_option(self, name, value):
        value = value.replace("\\", "\\\\").replace("'", "''")
        self.sql(f"REPLACE INTO wp_options (option_name, option_value) VALUES "
                 f"('{name}', '{value}')")

    def forget_lists(self):
        """As if a minute had passed."""
        self.sql("DELETE FROM wp_options WHERE option_name LIKE '%transient%signpost%'")

    def plug_in(self, name, text):
        """A plugin of the site's own that is always loaded."""
        self.write(f"wordpress/wp-content/mu-plugins/{name}.php", "<?php\n" + text)

    def unplug(self, name):
        os.remove(self.path(f"wordpress/wp-content/mu-plugins/{name}.php"))

    def debug(self):
        """What PHP and WordPress had to complain of in the plugin. WordPress of Debian
        12 itself is older than its PHP, which says so."""
        return [line for name in ("debug.log", "php.log")
                if os.path.exists(self.path("log", name))
                for line in self.read(f"log/{name}").splitlines()
                if "plugins/signpost" in line or "<code>signpost" in line
                or "PHP Fatal" in line]

    def browse(self, story, **more):
        """Has Chromium carry out a function of tests/sites/stories.js; its answer."""
        modules = os.path.abspath(os.environ.get("SIGNPOST_BROWSER") or "browser")
        told = dict(more, url=self.url, signpost=self.signpost, password=PASSWORD,
                    zip=self.path("signpost.zip"), responder=self.pid())
        result = subprocess.run(
            ["node", os.path.join(source_folder(), "tests/sites/stories.js"), story],
            check=False, timeout=180, stdout=subprocess.PIPE, encoding="utf-8",
            env=dict(os.environ, NODE_PATH=f"{modules}/node_modules", TMPDIR=self.folder,
                     SIGNPOST_SHOWN=self.folder, SIGNPOST_STAND=json.dumps(told)))
        assert result.returncode == 0, result.stdout
        return json.loads(result.stdout.splitlines()[-1])


class Person:
    """A browser without a window: keeps cookies, follows redirects."""

    def __init__(self, url):
        self._url = url
        self._opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        self.nonce = None

    def ask(self, path, form=None, data=None, method=None):
        """`form` is posted as a form, `data` as JSON."""
        headers = {"X-WP-Nonce": self.nonce} if self.nonce else {}
        body = urllib.parse.urlencode(form).encode() if form else None
        if data is not None:
            body, headers["Content-Type"] = json.dumps(data).encode(), "application/json"
        request = urllib.request.Request(self._url + path, body, headers, method=method)
        try:
            with self._opener.open(request, timeout=60) as response:
                return Answer.of_response(response)
        except urllib.error.HTTPError as error:
            return Answer.of_response(error)

    def rest(self, route, data=None, method=None):
        """An answer of the interface for programs."""
        path, _, query = route.partition("?")
        return self.ask(f"/index.php?rest_route={urllib.parse.quote(path)}"
                        + (f"&{query}" if query else ""), data=data, method=method)

    def write(self, content, kind="pages", status="publish", title="Get help"):
        """A new page; {id, link, ...}"""
        answer = self.rest(f"/wp/v2/{kind}", {"title": title, "content": content,
                                              "status": status})
        assert answer.status == 201, answer.text
        return answer.json

    def form_of(self, path):
        """{name: value} of the form of a page of settings."""
        text = self.ask(path).text
        form = re.search('<form method="post" action="options.php">.*?</form>', text, re.S)[0]
        inputs = [dict(re.findall(r"([a-z_]+)=[\"']([^\"']*)[\"']", each))
                  for each in re.findall("<input [^>]*>", form)]
        found = {each["name"]: html.unescape(each.get("value", ""))
                 for each in inputs if "name" in each and each["type"] != "submit"}
        for name, words in re.findall(r'<textarea [^>]*name="(\w+)"[^>]*>(.*?)</textarea>',
                                      form, re.S):
            found[name] = html.unescape(words)
        return found

    def set_address(self, address, instead=None):
        """Fills in the plugin's screen and saves; what the screen then says."""
        form = self.form_of("/wp-admin/options-general.php?page=signpost")
        form["signpost_address"] = address
        if instead is not None:
            form["signpost_instead"] = instead
        return self.ask("/wp-admin/options.php", form)
