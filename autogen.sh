#!/bin/sh
# Makes ./configure from configure.ac and Makefile.am, and the list of what
# stands in the tree: to be run again where a C file came or went.
set -e
cd "$(dirname "$0")"

lacking=
for each in autoconf:autoreconf automake:automake pkgconf:pkg-config; do
	command -v "${each#*:}" >/dev/null || lacking="$lacking ${each%:*}"
done
if [ -n "$lacking" ]; then
	echo "autogen.sh: these are missing:$lacking; on Debian, with all else" \
		"that a build wants, as root:" >&2
	sed -n '/^ *apt-get install .* autoconf/,/[^\\]$/p' README.md >&2
	exit 69
fi

mkdir -p build-aux
list() {
	echo "$1 = \\"
	shift
	find "$@" | LC_ALL=C sort | sed -e 's/^/	/' -e '$!s/$/ \\/'
}
{
	list program_sources fcgi/*/ -name '*.[ch]'
	list test_modules tests/lib -name '*.py'
	list unit_tests tests/unit -name 'test-*.c' | sed 's/\.c / /;s/\.c$//'
} >build-aux/sources.am
exec autoreconf --install --warnings=all
