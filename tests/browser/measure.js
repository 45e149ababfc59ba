"use strict";
/* Where the first result and the first number stand, how many bytes a list is, and how
 * soon it is there on a slow phone; past a bound it fails.
 * `tests/system/test-browser.py --measure` starts the servers. */

const http = require("node:http");
const { Stand, addresses } = require("./stand.js");

const list = `${addresses.plain}/referrals/`;
const widths = [360, 1440];
/* Of the shipped directory, in pixels. */
const bounds = {
	"en 360": { first: 1200 }, "es 360": { first: 1200 },
	"en 1440": { first: 560 }, "es 1440": { first: 560 },
};
const MOST_TO_NUMBER = 1400; /* from the count, two screens of a phone */
const SCREEN = 640;
const bytes = { page: 13 * 1024, sheet: 3 * 1024, script: 2 * 1024 };
/* What "slow 3G" is to WebPageTest, and a processor a quarter as fast. */
const slow = { offline: false, latency: 400, downloadThroughput: 50e3, uploadThroughput: 50e3 };
const SLOWER = 4;
const VISITS = 5;
const MOST_MOVED = 0.05;
const loads = [
	["list", list, ".signpost-card", 2.0],
	["list in Spanish", `${list}?lang=es`, ".signpost-card", 2.0],
	["filtered list", `${list}?audience=workers`, ".signpost-card", 2.0],
	["element", `${addresses.site}/element.html`, "signpost-section .signpost-card", 2.5],
];
const faults = [];

function check(what, found, most) {
	if (found > most) faults.push(`${what}: ${found}, at most ${most}`);
}

/* In the page: the tops of what is looked for, null where it is not there. */
function tops() {
	const top = what => {
		const at = document.querySelector(what);
		return at && Math.round(at.getBoundingClientRect().top + scrollY);
	};
	const dial = document.querySelector(".signpost-swap :is(a[href^='tel:'], a[href^='sms:'])");
	const row = dial?.closest(".signpost-row");

	return {
		count: top(".signpost-count"),
		first: top(".signpost-card, .signpost-self"),
		number: top(".signpost-swap a[href^='tel:'], .signpost-swap a[href^='sms:']"),
		/* From what it is for, who answers and when, to its button's end. */
		row: row?.closest(".signpost-call-first") && Math.round(
			dial.getBoundingClientRect().bottom - row.getBoundingClientRect().top),
	};
}

async function measure(stand, width, lang) {
	const label = `${lang} ${width}`, isSmall = width < 600;

	await stand.visit({ viewport: { width, height: isSmall ? 640 : 900 }, hasTouch: isSmall,
		isMobile: isSmall }, async page => {
		await page.goto(`${list}?lang=${lang}`);
		const found = await page.evaluate(tops);
		const starts = await page.locator(".signpost-starts a").evaluateAll(all =>
			all.map(each => each.href));

		console.log(label, JSON.stringify(found));
		for (const [name, most] of Object.entries(bounds[label]))
			check(`${label} ${name}`, found[name], most);
		for (const start of starts) {
			await page.goto(start);
			const there = await page.evaluate(tops);

			console.log(`  ${label} ${new URL(start).search}`, JSON.stringify(there));
			if (!isSmall) continue;
			check(`${label} number of ${start}`, there.number - there.count, MOST_TO_NUMBER);
			check(`${label} row of the number of ${start}`, there.row || Infinity, SCREEN);
		}
	});
}

/* The bytes of an answer's body as they come over the wire. */
function packed(address) {
	return new Promise((done, failed) => {
		http.get(address, { headers: { "Accept-Encoding": "gzip" } }, answer => {
			let length = 0;

			answer.on("data", piece => { length += piece.length; });
			answer.on("end", () => done(length));
		}).on("error", failed);
	});
}

async function weigh(lang) {
	const [page, sheet, script] = await Promise.all([packed(`${list}?lang=${lang}`),
		...["signpost.css", "signpost.js"].map(name => packed(`${list}assets/${name}`))]);

	console.log(lang, JSON.stringify({ page, sheet, script, together: page + sheet }));
	check(`${lang} page and sheet`, page + sheet, bytes.page);
	check("sheet", sheet, bytes.sheet);
	check("script", script, bytes.script);
}

/* In the page, before it loads: the largest paint in ms, and how far things moved. */
function watch() {
	window.seen = { paint: 0, moved: 0 };
	new PerformanceObserver(all => all.getEntries().forEach(each => {
		window.seen.paint = each.startTime;
	})).observe({ type: "largest-contentful-paint", buffered: true });
	new PerformanceObserver(all => all.getEntries().forEach(each => {
		if (!each.hadRecentInput) window.seen.moved += each.value;
	})).observe({ type: "layout-shift", buffered: true });
}

const middleOf = numbers => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

async function load(stand, [name, address, what, most]) {
	const paints = [], moves = [];

	for (let visit = 0; visit < VISITS; visit++)
		await stand.visit({ viewport: { width: 360, height: 640 }, isMobile: true }, async page => {
			const client = await page.context().newCDPSession(page);

			await page.addInitScript(watch);
			await client.send("Network.enable");
			await client.send("Network.emulateNetworkConditions", slow);
			await client.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
			await page.goto(address, { waitUntil: "load" });
			await page.waitForSelector(what);
			await page.evaluate(() => new Promise(done =>
				requestAnimationFrame(() => requestAnimationFrame(done))));
			const { paint, moved } = await page.evaluate(() => window.seen);
			paints.push(Math.round(paint));
			moves.push(Math.round(moved * 1000) / 1000);
		});
	console.log(name, JSON.stringify({ paints, moves }));
	check(`${name}, largest paint in s`, middleOf(paints) / 1000, most);
	check(`${name}, moved by`, middleOf(moves), MOST_MOVED);
}

Stand.start().then(async stand => {
	for (const lang of ["en", "es"]) {
		for (const width of widths) await measure(stand, width, lang);
		await weigh(lang);
	}
	for (const each of loads) await load(stand, each);
	await stand.close();
	for (const fault of faults) console.log("past its bound:", fault);
	process.exitCode = faults.length > 0 ? 1 : 0;
}).catch(error => {
	console.log(error);
	process.exitCode = 1;
});
