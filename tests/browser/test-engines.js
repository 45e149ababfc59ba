"use strict";
/* One list of steps, in Chromium, Firefox and WebKit. */

const { addresses } = require("./stand.js");
const { proves, skip, equal } = require("./tap.js");
const { engines } = require("./engines.js");
const { until, there, untilAt, press, open, choose, search, isSeen, box } = require("./steps.js");

const list = `${addresses.plain}/referrals/`;
const before = `${addresses.site}/about.html`;
const away = `${addresses.shells}/levels.html`; /* where the plain site's exit leads */
const phone = { width: 360, height: 640 };
const desk = { width: 1280, height: 800 };
const exit = ".signpost-exit a";

const steps = [];

/* Adds a step: what holds for a reader with a wish on a screen. */
function step(sentence, wish, size, run) {
	steps.push({ sentence, wish, size, run });
}

async function isBelowBar(page) {
	const bar = await page.run(box, ".signpost-bar"), count = await page.run(box, ".signpost-count");
	const height = await page.run(() => innerHeight);

	equal(count.top >= bar.bottom - 1 && count.bottom <= height, true,
		`count from ${count.top} to ${count.bottom}, bar to ${bar.bottom}`);
}

const focused = page => page.run(() => document.activeElement.id);
const kept = page => page.run(() => JSON.stringify(history.state));

step("the way out is in sight, leads away, and Back does not return", "plain", phone,
	async page => {
		await page.go(before);
		await page.go(list);
		const at = await page.run(box, exit);
		equal(at.top >= 0 && at.bottom <= 57 && at.height >= 44 && at.left >= 0, true,
			JSON.stringify(at));
		equal(await isSeen(page, exit), true, "its words");
		await press(page, exit);
		await untilAt(page, away);
		await page.back();
		await untilAt(page, before);
	});

step("without a script it is a link", "no script", phone, async page => {
	await page.go(list);
	await press(page, exit);
	await untilAt(page, away);
});

step("Shift three times leaves", "plain", desk, async page => {
	await page.go(list);
	await page.keys("Shift", "Shift", "Shift");
	await untilAt(page, away);
});

step("filters show their list in its place, and the count has the focus", "plain", phone,
	async page => {
		await page.go(list);
		await choose(page, "audience", "attorneys");
		await there(page, ".signpost-chosen");
		equal(await focused(page), "signpost-count", "focus");
		equal(await page.address(), list, "address");
		equal(await page.run(each => document.querySelector(each).checked,
			"input[value=attorneys]"), true, "its box");
		await isBelowBar(page);
	});

step("without a script the form leads to the count of what was chosen", "no script", phone,
	async page => {
		await page.go(list);
		await choose(page, "audience", "attorneys");
		await untilAt(page, `${list}?q=&audience=attorneys#signpost-count`);
		await there(page, ".signpost-chosen");
		equal(await page.run(each => document.querySelector(each).checked,
			"input[value=attorneys]"), true, "its box");
		await isBelowBar(page);
	});

/* In the page: every state that is set from now on is told of. */
function watchStates() {
	window.states = [];
	for (const name of ["pushState", "replaceState"]) {
		const set = history[name];

		history[name] = (...values) => {
			window.states.push(`${name} ${JSON.stringify(values)}`);
			return set.apply(history, values);
		};
	}
}

step("Back and a reload find what was chosen; no state holds a word at any moment", "plain",
	phone, async page => {
		const chosen = '{"signpost":["signpost-f-audience_attorneys"]}';
		const found = () => until(page, () => document.querySelector(".signpost-chosen") &&
			document.querySelector("input[value=attorneys]").checked);

		await page.go(before);
		await page.go(list);
		await page.run(watchStates);
		await search(page, "zqxmark");
		await there(page, ".signpost-chosen");
		equal(await focused(page), "signpost-count", "focus after a search");
		equal(await kept(page), '{"signpost":[]}', "after a search");
		await press(page, ".signpost-chosen a");
		await until(page, () => !document.querySelector(".signpost-chosen"));
		await choose(page, "audience", "attorneys");
		await found();
		equal(await page.run(() => window.states), [
			'replaceState [{"signpost":[]},""]', 'replaceState [{"signpost":[]},""]',
			`replaceState [${chosen},""]`], "all states");
		await press(page, ".signpost-card :is(h3, h4) a");
		await until(page, () => location.pathname.startsWith("/referrals/e/"));
		equal(await kept(page), "null", "on an entry");
		await page.back();
		await found();
		equal(await kept(page), chosen, "after Back");
		await page.reload();
		await found();
		equal(await kept(page), chosen, "after a reload");
		equal(await page.address(), list, "address");
		await press(page, exit);
		await untilAt(page, away);
		equal(await kept(page), "null", "after the exit");
		await page.back();
		await until(page, each => location.href !== each, away);
		equal((await page.address()).includes("/referrals/"), false, "Back from there");
	});

step("a start link shows its list in its place", "plain", phone, async page => {
	await page.go(list);
	const entries = await page.run(() => history.length);

	await press(page, ".signpost-starts a");
	await there(page, ".signpost-chosen");
	equal(await page.address(), list, "address");
	equal(await page.run(() => history.length), entries, "history");
	await isBelowBar(page);
});

/* In the page: whether the frame is as high as what it shows. */
function isAsHigh() {
	const frame = document.querySelector("iframe");
	const inside = frame.contentDocument?.documentElement.offsetHeight;
	return inside > 300 && frame.clientHeight === inside && inside;
}

step("a frame gets its height, and a new one after a filter", "plain", phone, async page => {
	await page.go(`${addresses.site}/frame.html`);
	const whole = await until(page, isAsHigh);

	await choose(page, "audience", "attorneys", true);
	await there(page, ".signpost-chosen", true);
	const filtered = await until(page, isAsHigh);
	equal(filtered < whole, true, `${filtered} after ${whole}`);
	await page.go(`${addresses.shells}/frame.html`);
	await until(page, () => parseFloat(document.querySelector("iframe").style.height) > 300);
});

step("an element takes the list in", "plain", desk, async page => {
	await page.go(`${addresses.site}/element.html`);
	await there(page, "signpost-section .signpost-count");
	equal(await page.run(each => document.querySelector(each).clientWidth > 300,
		"signpost-section"), true, "width");
});

step("on a wide screen the filters stand open beside the list", "plain", desk, async page => {
	await page.go(list);
	const { right, bottom, top } = await page.run(box, "#signpost-facet-audience");

	equal(right < (await page.run(box, ".signpost-count")).left && bottom - top > 20, true,
		`filters to ${right}`);
});

step("the way out and the search keep words and borders", "forced colors", phone, async page => {
	await page.go(list);
	equal(await page.run(() => matchMedia("(forced-colors: active)").matches), true, "colors");
	equal(await isSeen(page, exit), true, "words of the way out");
	equal(await isSeen(page, ".signpost-dial"), true, "words of a button");
	for (const what of [".signpost-exit a", ".signpost-dial", "input[type=search]",
		".signpost-card", ".signpost-crisis"])
		equal(await page.run(each => getComputedStyle(document.querySelector(each)).borderTopStyle,
			what), "solid", `border of ${what}`);
});

step("nothing is cut off, and the bar leaves room to read", "text of twice the size", phone,
	async page => {
		await page.go(list);
		equal(await page.run(() => getComputedStyle(document.documentElement).fontSize), "32px",
			"size");
		equal(await page.run(() => document.documentElement.scrollWidth -
			document.documentElement.clientWidth), 0, "wider than the screen by");
		equal(await isSeen(page, exit), true, "words of the way out");
		await page.run(() => scrollTo(0, 1000));
		const bar = await page.run(box, ".signpost-bar"), height = await page.run(() => innerHeight);
		equal(bar.bottom <= height / 4, true, `bar to ${bar.bottom} of ${height}`);
	});

step("what is folded opens and closes", "plain", phone, async page => {
	const isShown = () => page.run(() =>
		document.querySelector(".signpost-safety p").checkVisibility());

	await page.go(list);
	equal(await isShown(), false, "before");
	await press(page, ".signpost-safety > summary");
	await until(page, () => document.querySelector(".signpost-safety").open);
	equal(await isShown(), true, "open");
	await press(page, ".signpost-safety > summary");
	await until(page, () => !document.querySelector(".signpost-safety").open);
	equal(await isShown(), false, "closed");
});

step("an entry can be copied as a text", "no script", desk, async page => {
	await page.go(`${addresses.intranet}/referrals/e/whd`);
	await open(page, ".signpost-copy");
	await press(page, ".signpost-copy textarea");
	const text = await page.run(() => document.activeElement.value);

	for (const words of ["Wage and Hour Division", "866-487-9243"])
		equal(text.includes(words), true, `${words} in ${text}`);
});

for (const engine of engines) {
	for (const { sentence, wish, size, run } of steps)
		proves(`${engine.name}, ${wish}: ${sentence}`, async () => {
			const lack = engine.lacks(wish);
			if (lack) return skip(lack.what, lack.isToBe);
			return engine.visit(wish, size, run);
		});
	proves(`${engine.name} ends`, () => engine.close());
}
