"""Namespaces of Linux, for tests that want a machine of their own."""

import ctypes
import fcntl
import os
import re
import socket
import struct
import subprocess


def call(*command, folder=None):
    """Runs a command of the test's own and returns what it printed; raises
    OSError when it fails."""
    done = subprocess.run(command, cwd=folder, check=False, encoding="utf-8",
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE)
    if done.returncode != 0:
        raise OSError(done.stderr.strip())
    return done.stdout


def enter_namespaces(*names):
    flags = {"mount": 0x00020000, "process": 0x20000000,
             "network": 0x40000000}
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(sum(flags[name] for name in names)) != 0:
        raise OSError(ctypes.get_errno(), "namespaces are refused")


def hide_mounts(folder):
    """What is mounted on the folder from now on is seen in this namespace alone. Where
    the root is a folder of a file system and not one itself (chroot), that cannot be
    asked of the root."""
    try:
        call("mount", "--make-rprivate", "/")
        return
    except OSError:
        call("mount", "--bind", folder, folder)
    with open("/proc/self/mountinfo", encoding="utf-8") as file:
        if re.search(rf" {re.escape(folder)} .* shared:", file.read()):
            call("umount", folder)
            raise OSError("mounts would be seen outside")


def raise_loopback():
    get_flags, set_flags, up = 0x8913, 0x8914, 1
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        request = struct.pack("16sh22x", b"lo", 0)
        request = fcntl.ioctl(probe, get_flags, request)
        flags = struct.unpack_from("16sh", request)[1]
        fcntl.ioctl(probe, set_flags,
                    struct.pack("16sh22x", b"lo", flags | up))
