"use strict";
/* What is looked at: a row for each page, a row for each language. */

const { addresses } = require("./stand.js");

const pages = [
	{ name: "list", path: "/" },
	{ name: "filtered list", path: "/?audience=workers&service=labor-standards" },
	{ name: "empty list", path: "/?audience=workers&service=statistics&topic=smuggling" },
	{ name: "part of a list", path: "/?page=2&per_page=10" },
	{ name: "unclear list", path: "/?audience=nobody" },
	{ name: "entry", path: "/e/ENTRY" },
	{ name: "entry with everything", path: "/e/dhs" },
	{ name: "phones", path: "/phones" },
	{ name: "missing page", path: "/nowhere" },
	{ name: "last resort", path: "/last-resort" },
];

/* Which of the pages, and how the address says so. */
const languages = [
	{ lang: "en", entry: "hstu", query: "", names: pages.map(page => page.name) },
	{ lang: "es", entry: "hstu", query: "lang=es", names: pages.map(page => page.name) },
	{ lang: "ar", entry: "top", query: "lang=ar", site: "arabic", names: ["list", "entry"] },
];

/* What goes between the path and its query for a language. */
function address(page, language) {
	const [path, query] = page.path.replace("ENTRY", language.entry).split("?");
	const all = [language.query, query].filter(Boolean).join("&");

	return `${addresses[language.site || "site"]}/referrals${path}${all && "?"}${all}`;
}

const views = languages.flatMap(language => pages
	.filter(page => language.names.includes(page.name))
	.map(page => ({
		name: `${page.name} in ${language.lang}`,
		address: address(page, language),
	})));

const shells = ["levels", "ids", "right-to-left", "dark", "strict", "frame", "element"]
	.map(name => ({ name: `shell ${name}`, address: `${addresses.shells}/${name}.html` }));

const hosts = [
	...["get-help", "frame", "element", "file"].map(name => (
		{ name: `demo ${name}`, address: `${addresses.site}/${name}.html` })),
	...["/", "/e/hstu", "/nowhere"].map(path => (
		{ name: `own design ${path}`, address: `${addresses.other}/referrals${path}` })),
	...["", "review", "e/whd", "handout?entry=whd&entry=uscis", "handout/both?lang=es&entry=whd",
		"handout/card?entry=whd&entry=osha"].map(path => (
		{ name: `intranet ${path}`.trim(), address: `${addresses.intranet}/referrals/${path}` })),
];

module.exports = { views, shells, hosts };
