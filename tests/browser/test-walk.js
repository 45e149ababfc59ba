"use strict";
/* With the keyboard alone, and without scripts. */

const { addresses } = require("./stand.js");
const { proves, none, equal } = require("./tap.js");
const { views } = require("./pages.js");

const list = `${addresses.site}/referrals/`;

/* In the page: what has the focus, and whether something else lies over it. */
function focused() {
	const at = document.activeElement;

	if (!at || at === document.body)
		return null;
	const box = at.getBoundingClientRect();
	const top = document.elementFromPoint(box.x + Math.min(box.width, 20) / 2,
		box.y + box.height / 2);
	const style = getComputedStyle(at);

	return {
		words: (at.textContent || at.name || at.tagName).trim().slice(0, 60),
		number: [...document.querySelectorAll("a, button, input, summary")].indexOf(at),
		isHidden: !top || !(at === top || at.contains(top) || top.contains(at)),
		isMarked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
	};
}

async function walk(page) {
	const steps = [];

	for (;;) {
		await page.keyboard.press("Tab");
		const step = await page.evaluate(focused);

		if (!step || (steps.length && step.number === steps[0].number))
			return steps;
		steps.push(step);
		if (steps.length > 500)
			throw new Error("the walk has no end");
	}
}

for (const view of views.filter(each => /^(list|entry with|phones|missing)/.test(each.name)))
	proves(`${view.name}: the keyboard reaches all there is, in order, and sees where it is`,
		async stand => {
			await stand.visit({ viewport: { width: 500, height: 500 } }, async page => {
				await page.goto(view.address);
				const reachable = await page.evaluate(() => [...document.querySelectorAll(
					"a[href], button, input:not([type=hidden]), summary")]
					.filter(each => each.checkVisibility()).length);
				const steps = await walk(page);
				const numbers = steps.map(step => step.number);

				equal(steps.length, reachable, "reached");
				equal(numbers, [...numbers].sort((a, b) => a - b), "order");
				none(steps.filter(step => step.isHidden), "covered");
				none(steps.filter(step => !step.isMarked), "not marked");
			});
		});

proves("the first step skips to the content", async stand => {
	await stand.visit({}, async page => {
		await page.goto(list);
		await page.keyboard.press("Tab");
		await page.keyboard.press("Enter");
		await page.waitForFunction(() => document.activeElement.id === "signpost-main");
	});
});

proves("filters are set, applied and taken away with the keyboard alone", async stand => {
	await stand.visit({ javaScriptEnabled: false }, async page => {
		await page.goto(list);
		await page.focus("input[value=attorneys]");
		await page.keyboard.press("Space");
		await page.focus(".signpost-filters button");
		await page.keyboard.press("Enter");
		await page.waitForURL("**/referrals/?q=&audience=attorneys#signpost-count");
		await page.focus(".signpost-chosen a");
		await page.keyboard.press("Enter");
		await page.waitForURL("**/referrals/#signpost-count");
	});
});

proves("ticking a box neither sends nor leads anywhere", async stand => {
	await stand.visit({}, async page => {
		await page.goto(list);
		const before = page.asked.length;

		await page.check("input[value=attorneys]");
		await page.uncheck("input[value=attorneys]");
		await page.evaluate(() => new Promise(done => requestAnimationFrame(() => done())));
		equal(page.asked.length, before, "requests");
		equal(page.url(), list, "address");
	});
});

proves("without a script: filters, their removal, pages, entries, the way out", async stand => {
	await stand.visit({ javaScriptEnabled: false }, async page => {
		await page.goto(`${list}?per_page=10`);
		equal(await page.textContent("[role=status].signpost-count"),
			"37 entries", "count");
		await page.click("a[rel=next]");
		await page.waitForURL("**/?page=2&per_page=10#signpost-count");
		await page.click("summary:has-text('Goal')");
		await page.check("input[value=coordinate]");
		await page.click(".signpost-filters button");
		await page.waitForURL("**/?per_page=10&q=&goal=coordinate#signpost-count");
		equal(await page.isChecked("input[value=coordinate]"), true, "the box is still ticked");
		await page.click(".signpost-chosen a");
		await page.waitForURL("**/?per_page=10#signpost-count");
		await page.click(".signpost-card h4 a");
		await page.waitForURL("**/e/*");
		await page.click(".signpost-exit a");
		await page.waitForURL("https://www.weather.gov/");
	});
});

proves("when nothing fits, the nearest wider lists and the crisis lines are offered",
	async stand => {
		await stand.visit({ javaScriptEnabled: false }, async page => {
			await page.goto(`${list}?audience=workers&service=statistics`);
			equal(await page.textContent(".signpost-count"), "0 entries", "count");
			const offers = await page.locator(".signpost-swap li").allTextContents();

			equal(offers.length > 1, true, "offers");
			equal(await page.locator(".signpost-swap a[href^='tel:']").count() > 0, true, "lines");
			const count = (await page.textContent(".signpost-swap > ul li >> nth=0"))
				.match(/\((\d+)\)/)[1];
			const href = await page.getAttribute(".signpost-swap > ul a >> nth=0", "href");
			await page.click(".signpost-swap > ul a >> nth=0");
			await page.waitForURL(new URL(href, list).href);
			equal(parseInt(await page.textContent(".signpost-count"), 10), Number(count),
				"as promised");
		});
	});
