"""A Debian that is booted, with a systemd of its own: this machine's in namespaces,
with a file system in memory over it, so that nothing here is written to, and nothing
has to be taken away but an empty folder. It has this test's network, which is none
but the loopback."""

import functools
import multiprocessing
import os
import re
import shutil
import signal
import subprocess
import sys

import tap
from namespaces import call, enter_namespaces, hide_mounts, raise_loopback
from stand import Stand, missing, wait_until

BOOTED_WITHIN_S = 120

# In new namespaces, as the first process of its own: lays the root together, makes
# it the root (`mount --move` first, where this is a folder with a system in it) and
# becomes systemd.
INIT = r"""
set -e
over=$1
root=$over/root
mount -t overlay -o "lowerdir=/,upperdir=$over/upper,workdir=$over/work" overlay "$root"
mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"
mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
mount -t tmpfs -o mode=755 dev "$root/dev"
for node in "null 1 3" "zero 1 5" "full 1 7" "random 1 8" "urandom 1 9" "tty 5 0"; do
	set -- $node
	mknod -m 666 "$root/dev/$1" c "$2" "$3"
done
ln -s /proc/self/fd "$root/dev/fd"
ln -s fd/0 "$root/dev/stdin"
ln -s fd/1 "$root/dev/stdout"
ln -s fd/2 "$root/dev/stderr"
mkdir "$root/dev/pts" "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=666,mode=620,gid=5 devpts "$root/dev/pts"
mount -t tmpfs -o mode=1777 shm "$root/dev/shm"
ln -s pts/ptmx "$root/dev/ptmx"
mount -t tmpfs -o mode=755 run "$root/run"
mount -t tmpfs -o mode=1777 tmp "$root/tmp"
mkdir "$root/tmp/given"
mount --bind "$over/given" "$root/tmp/given"
cd "$root"
mkdir run/before
if pivot_root . run/before 2>/dev/null; then
	umount -l /run/before
else
	mount --move . /
fi
exec chroot . env -i container=lxc PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
	/lib/systemd/systemd --log-target=console --unit=multi-user.target
"""

# What belongs to this machine and not to a server that has just been set up.
NOT_OURS = ("etc/signpost", "var/lib/signpost", "usr/local/bin/signpost",
            "usr/local/share/signpost", "usr/local/lib/systemd", "etc/fstab",
            "usr/sbin/policy-rc.d")
SILENT = ("apache2.service", "getty.target", "systemd-udevd.service",
          "systemd-logind.service", "apt-daily.timer", "apt-daily-upgrade.timer",
          "postgresql.service", "redis-server.service", "valkey-server.service",
          "mariadb.service")


class Booted(Stand):
    """Use it in a `with` statement, in a process of its own: the namespaces that it
    enters are not left again."""

    def build(self):
        enter_namespaces("mount", "network")
        hide_mounts(self.folder)
        call("mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", self.folder)
        raise_loopback()
        for name in ("upper", "work", "root", "given", "upper/etc/systemd/system"):
            os.makedirs(self.path(name))
        for unit in SILENT:
            os.symlink("/dev/null", self.path("upper/etc/systemd/system", unit))
        self.boots = 0
        self.boot()
        self.run("rm -rf " + " ".join("/" + name for name in NOT_OURS))
        self.do_without_users()

    def __exit__(self, *error):
        if self.boots:
            self.end("system", signal.SIGKILL)
        # What was laid over it goes with the namespace; below it there is nothing.
        os.environ["TMPDIR"] = "/tmp"

    def do_without_users(self):
        """Linux refuses user namespaces where the root is no file system (chroot)."""
        if self.try_run("systemd-run -q --wait -p PrivateUsers=yes true").returncode == 0:
            return
        for unit in ("signpost.service", "signpost@.service"):
            self.put(f"/etc/systemd/system/{unit}.d/no-users.conf",
                     "[Service]\nPrivateUsers=no\n")
        self.run("systemctl daemon-reload")

    def boot(self):
        """Starts systemd and waits until all it was asked for is there."""
        self.boots += 1
        self.start("system", "unshare", "-m", "--propagation", "unchanged", "-p", "-u", "-i",
                   "-C", "-f", "--kill-child",
                   "bash", "-c", INIT, "init", self.folder, start_new_session=True)
        wait_until(self.has_booted, within=BOOTED_WITHIN_S, what="the system booting")

    def has_booted(self):
        assert self.is_running("system"), self.read("system.out")[-3000:]
        return self.try_run("systemctl is-system-running").stdout.strip() in (
            "running", "degraded")

    def reboot(self):
        """As `reboot` does it; the first process ends, and a new one begins."""
        self.try_run("systemctl --no-block reboot")
        wait_until(lambda: not self.is_running("system"), within=60, what="the system's end")
        self.end("system")
        self.boot()

    def init(self):
        """The id of its first process, or None."""
        with open(f"/proc/{self.pid('system')}/task/{self.pid('system')}/children",
                  encoding="ascii") as file:
            return next(iter(file.read().split()), None)

    def try_run(self, command):
        """A command of its root's, and how it ended."""
        init = self.init()
        inside = ["nsenter", "-t", init or "0", "-m", "-p", "-u", "-i", "-C", "-r", "-w"]
        return subprocess.run(
            [*inside, "env", "-i", "HOME=/root", "LANG=C.UTF-8", "DEBIAN_FRONTEND=noninteractive",
             "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
             "bash", "-c", command], check=False, encoding="utf-8", errors="replace",
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def run(self, command):
        """Runs a command as its root; what it printed."""
        done = self.try_run(command)
        assert done.returncode == 0, f"{command}\nexits {done.returncode}:\n{done.stdout}"
        return done.stdout

    def real(self, path):
        """Where one of its files is for this test."""
        return f"/proc/{self.init()}/root{path}"

    def put(self, path, text):
        """Writes a file of its own."""
        self.write("given/text", text)
        self.run(f"install -D -m 644 /tmp/given/text {path}")

    def take(self, path):
        return self.run(f"cat {path}")

    def give(self, path):
        """A file of this machine's; where it stands there."""
        shutil.copy(path, self.path("given"))
        return f"/tmp/given/{os.path.basename(path)}"

    def install(self, package):
        """Installs a package as unattended upgrades do, which ask nobody; what was
        printed."""
        return self.run(f"dpkg -i {self.give(package)} 2>&1 </dev/null")

    def state(self, unit):
        return self.try_run(f"systemctl is-active {unit}").stdout.strip()

    def log(self, unit):
        return self.try_run(f"journalctl --no-pager -o cat -u {unit}").stdout

    def main_process(self, unit):
        return int(re.search(r"\d+", self.run(f"systemctl show -P MainPID {unit}"))[0])


def proves_booted(test):
    """Adds a test of the system. It is skipped where, in its place, there is the
    reason why there is none."""
    @functools.wraps(test)
    def checked(system):
        if isinstance(system, str):
            raise tap.Skip(system)
        test(system)
    return tap.proves(checked)


def _play(make):
    """In a process of its own, which enters namespaces."""
    system = make()
    try:
        system.build()
    except (OSError, AssertionError) as error:
        Booted.__exit__(system)
        sys.exit(tap.run(f"a system of its own is refused: {' '.join(str(error).split())}"))
    try:
        sys.exit(tap.run(system))
    finally:
        Booted.__exit__(system)


def run_booted(make, *commands):
    """Makes the system and runs every test with it, where the commands are there; the
    exit status."""
    # An end by a signal is an end that cleans up.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    lacking = missing("unshare", "nsenter", "systemctl", "journalctl", *commands)
    if lacking:
        return tap.run_none(f"{lacking} is not installed")
    if os.geteuid() != 0:
        return tap.run("only root can have a system of its own")
    process = multiprocessing.get_context("fork").Process(target=_play, args=(make,))
    process.start()
    try:
        process.join()
    finally:
        process.kill()
        process.join()
    return process.exitcode
