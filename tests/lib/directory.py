"""A directory with its settings, as the commands of the program read it."""

import os
import subprocess
import sys

import command
from command import options
from places import program, read_source, source_folder
from stand import Stand

SHIPPED = os.path.join(source_folder(), "data")
# Of a test that wants to see what is internal, to a command and to a responder.
SCOPES = "server.scopes=public, internal"
INSIDE = ("-s", SCOPES, "--scope", "internal")


def generate(*arguments):
    """Lets tests/generate write a directory."""
    subprocess.run([sys.executable, os.path.join(source_folder(), "tests", "generate"),
                    *map(str, arguments)], check=True)


def base_case():
    """The text that most cases stand beside."""
    return read_source("tests", "cases", "base.ini")


# An entry that HSDS has as a service; rows of a test go on behind it.
LOCAL_ENTRY = """
[kind:program]
name = Program
hsds = service
[entry:local]
name = Local
kind = program
summary = Works here.
link = https://local.example/
"""


class Directory(Stand):
    """`text` is the file data/own.ini; `is_copy` makes data/ hold a copy of the
    shipped directory. `over` are folders that are read before data/ or, without
    it, alone; where there is none of these, the shipped directory is read.
    `settings` are SECTION.NAME=VALUE."""

    def __init__(self, *settings, text=None, is_copy=False, over=()):
        super().__init__()
        self.binary = program()
        folders = list(over)
        if is_copy:
            self.copy_folder(SHIPPED, "data")
        if text is not None:
            self.write("data/own.ini", text)
        if is_copy or text is not None:
            folders.append(self.path("data"))
        self.settings = ["site.last-resort=none", *self.store()]
        if folders:
            self.settings.append("directory.path=" + ":".join(folders))
        self.settings += settings

    def store(self):
        """Settings of the Redis; here there is none."""
        return ["redis.address=off"]

    def run(self, name, *arguments, **how):
        return command.run(name, *options(self.settings), *arguments, binary=self.binary, **how)

    def check(self, *arguments):
        return self.run("check", *arguments)

    def render(self, target, *arguments):
        return command.render(target, *options(self.settings), *arguments)
