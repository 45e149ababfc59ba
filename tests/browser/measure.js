"use strict";
/* Where the first result and the first number stand, and how many bytes a list is;
 * past a bound it fails. `tests/system/test-browser.py --measure` starts the servers. */

const zlib = require("node:zlib");
const { Stand, addresses } = require("./stand.js");

const list = `${addresses.plain}/referrals/`;
const widths = [360, 1440];
/* Of the shipped directory, in pixels; Spanish says the same in more words, and
 * that nobody has reviewed it. */
const bounds = {
	"en 360": { first: 1200 }, "es 360": { first: 1200 },
	"en 1440": { first: 560 }, "es 1440": { first: 560 },
};
const MOST_TO_NUMBER = 1400; /* from the count, two screens of a phone */
const bytes = { en: 13 * 1024, es: 14 * 1024, sheet: 3 * 1024, script: 2400 };
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

	return {
		count: top(".signpost-count"),
		first: top(".signpost-card, .signpost-self"),
		number: top(".signpost-swap a[href^='tel:'], .signpost-swap a[href^='sms:']"),
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
			if (isSmall) check(`${label} number of ${start}`, there.number - there.count,
				MOST_TO_NUMBER);
		}
	});
}

async function packed(address) {
	const answer = await fetch(address, { headers: { "Accept-Encoding": "identity" } });
	return zlib.gzipSync(Buffer.from(await answer.arrayBuffer()), { level: 9 }).length;
}

async function weigh(lang) {
	const [page, sheet, script] = await Promise.all([packed(`${list}?lang=${lang}`),
		...["signpost.css", "signpost.js"].map(name => packed(`${list}assets/${name}`))]);

	console.log(lang, JSON.stringify({ page, sheet, script }));
	check(`${lang} page and sheet`, page + sheet, bytes[lang]);
	check("sheet", sheet, bytes.sheet);
	check("script", script, bytes.script);
}

Stand.start().then(async stand => {
	for (const lang of ["en", "es"]) {
		for (const width of widths) await measure(stand, width, lang);
		await weigh(lang);
	}
	await stand.close();
	for (const fault of faults) console.log("past its bound:", fault);
	process.exitCode = faults.length > 0 ? 1 : 0;
}).catch(error => {
	console.log(error);
	process.exitCode = 1;
});
