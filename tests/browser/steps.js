"use strict";
/* What a reader does with a page, said once for all engines (engines.js). */

const WAIT_MS = 60000; /* many times what a busy machine needs */

/* Waits until `what(...values)` is true in the page; while it is being left, it is not. */
async function until(page, what, ...values) {
	for (const began = Date.now(); ;) {
		const found = await page.run(what, ...values).catch(() => null);

		if (found) return found;
		if (Date.now() - began > WAIT_MS)
			throw new Error(`not within ${WAIT_MS} ms: ${what} (${JSON.stringify(values)}) at ${
				await page.address()}`);
		await new Promise(done => setTimeout(done, 20));
	}
}

const untilAt = (page, address) => until(page, each =>
	location.href === each && document.readyState === "complete", address);

/* In the page, or in its frame: the middle of what a selector finds first, as the window
 * has it, once that lies there; it is scrolled to where no bar covers it. */
function middle(what, isFramed) {
	const frame = isFramed && document.querySelector("iframe");
	const inside = frame ? frame.contentDocument : document;
	const found = inside.querySelector(what);
	found.scrollIntoView({ block: "center" });
	const around = frame ? frame.getBoundingClientRect() : { x: 0, y: 0 };
	const box = found.getClientRects()[0];
	const x = box.x + box.width / 2, y = box.y + box.height / 2;
	const top = inside.elementFromPoint(x, y);
	return top && (found.contains(top) || top.contains(found)) &&
		{ x: around.x + x, y: around.y + y };
}

async function press(page, what, isFramed = false) {
	const { x, y } = await until(page, middle, what, isFramed);

	await page.pressAt(x, y);
}

/* In the page, or in its frame: whether something is there, or has a property. */
function has(what, property, isFramed) {
	const inside = isFramed ? document.querySelector("iframe").contentDocument : document;
	const found = inside.querySelector(what);
	return Boolean(property ? found[property] : found);
}

const there = (page, what, isFramed = false) => until(page, has, what, "", isFramed);

/* Opens what is folded, and is open then. */
async function open(page, what, isFramed = false) {
	if (!await page.run(has, what, "open", isFramed))
		await press(page, `${what} > summary`, isFramed);
	await until(page, has, what, "open", isFramed);
}

/* Ticks a box where its filters are folded, and sends them. */
async function choose(page, facet, value, isFramed = false) {
	await open(page, ".signpost-panel", isFramed);
	await open(page, `#signpost-facet-${facet}`, isFramed);
	await press(page, `label:has(input[value=${value}])`, isFramed);
	await until(page, has, `input[value=${value}]`, "checked", isFramed);
	await press(page, ".signpost-panel > p button", isFramed);
}

async function search(page, words) {
	await press(page, "input[type=search]");
	await page.keys(...words, "Enter");
}

/* Whether hiding the words changes the picture. */
async function isSeen(page, what) {
	await page.run(each => document.querySelector(each).scrollIntoView({ block: "center" }), what);
	const before = await page.picture(what);

	await page.run(each => {
		for (const words of document.querySelector(each).children) words.style.visibility = "hidden";
	}, what);
	return before !== await page.picture(what);
}

/* In the page: the box of what a selector finds first. */
function box(what) {
	const { top, bottom, left, right, width, height } =
		document.querySelector(what).getBoundingClientRect();
	return { top, bottom, left, right, width, height };
}

module.exports = { until, there, untilAt, press, open, choose, search, isSeen, box };
