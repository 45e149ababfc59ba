"use strict";
/* What Chromium tells a screen reader of each page, in the order in which it is read:
 * landmarks, headings, what is told when it changes, and where the focus stops. It is
 * compared with tree/expected.txt, which whoever changes a page reads, thinking of who
 * only hears it, before they take the new one over. */

const fs = require("node:fs");
const path = require("node:path");
const { addresses, show } = require("./stand.js");
const { proves, none } = require("./tap.js");

const file = path.join(__dirname, "tree/expected.txt");
const landmarks = ["banner", "complementary", "contentinfo", "form", "main", "navigation",
	"region", "search", "group", "article"];
const told = ["status", "alert", "log"];

/* `act` is a step that is taken first. */
const pages = [
	["list", "/"],
	["list with open filters", "/", page => page.click(".signpost-panel > summary")],
	["filtered list", "/?audience=workers"],
	["list where nothing was found", "/?audience=families&service=pay"],
	["entry", "/e/pay"],
	["phones", "/phones"],
	["missing page", "/nowhere"],
	["what shows when nothing else answers", "/last-resort"],
	["handout", "/handout?entry=pay&entry=harbor"],
];

const property = (node, name) => (node.properties || [])
	.find(each => each.name === name)?.value.value;

function texts(node, nodes) {
	if (node.role?.value === "StaticText") return node.name.value;
	return (node.childIds || []).map(id => texts(nodes.get(id), nodes)).join("");
}

/* What stands on a line for this node, or nothing. */
function line(node, nodes) {
	const role = node.role?.value, name = node.name?.value;
	const words = [role, property(node, "level"), name && `"${name}"`];

	if (told.includes(role))
		return [role, `"${texts(node, nodes)}"`].join(" ");
	for (const state of ["checked", "expanded"])
		if (property(node, state) !== undefined)
			words.push(`${state}=${property(node, state)}`);
	if (role === "heading" || landmarks.includes(role) ||
		(property(node, "focusable") && role !== "RootWebArea"))
		return words.filter(Boolean).join(" ");
	return null;
}

function write(node, nodes, depth, lines) {
	const own = node.ignored ? null : line(node, nodes);
	const isInside = own && landmarks.includes(node.role.value);

	if (own) lines.push("  ".repeat(depth) + own);
	for (const id of node.childIds || [])
		write(nodes.get(id), nodes, depth + isInside, lines);
}

async function tree(page) {
	const client = await page.context().newCDPSession(page);
	const { nodes } = await client.send("Accessibility.getFullAXTree");
	const all = new Map(nodes.map(node => [node.nodeId, node]));
	const lines = [];

	write(nodes[0], all, 0, lines);
	return lines;
}

proves("a screen reader finds on each page what was read through, in that order", async stand => {
	const found = [];

	await stand.visit({ viewport: { width: 360, height: 640 } }, async page => {
		for (const [name, address, act] of pages) {
			await page.goto(`${addresses.tree}/referrals${address}`);
			if (act) await act(page);
			found.push(`== ${name}`, ...await tree(page), "");
		}
	});
	const text = found.join("\n");
	const expected = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
	const [now, then] = [text, expected].map(each => each.split("\n"));
	const first = now.findIndex((each, at) => each !== then[at]);

	if (text !== expected)
		none([`line ${first + 1}: ${now[first]}, expected ${then[first]}`],
			`${show("tree.txt", text)} is not ${file}`);
});
