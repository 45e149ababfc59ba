"use strict";
/* Filters with the script: one list, made by the server. */

const { addresses, unfold, untilSeen } = require("./stand.js");
const { proves, none, equal } = require("./tap.js");

const list = `${addresses.site}/referrals/`;
const host = `${addresses.site}/get-help.html`;

/* In the page: what a reader has before them, without where links lead. */
function shown() {
	const read = what => document.querySelector(what).innerText;

	return {
		count: read(".signpost-count"),
		list: read(".signpost-swap"),
		headings: [...document.querySelectorAll(".signpost-swap :is(h1,h2,h3,h4,h5,h6)")]
			.map(each => each.tagName + each.id).join(),
		counts: [...document.querySelectorAll(".signpost-facet small")]
			.map(each => each.textContent).join(),
		links: [...document.querySelectorAll(".signpost-swap a")]
			.map(each => each.getAttribute("href")).join(" "),
		boxes: [...document.querySelectorAll("input:checked")].map(each => each.id).join(),
	};
}

async function filter(page, ...values) {
	await unfold(page);
	for (const value of values)
		await page.check(`input[value=${value}]`);
	await page.click(".signpost-filters button");
}

for (const [name, address, query] of [
	["a page of our own", list, "?audience=attorneys&service=training"],
	["a host's page", host, "?sp-audience=attorneys&sp-service=training"],
])
	proves(`on ${name} the script shows what the server shows`, async stand => {
		await stand.visit({}, async page => {
			await page.goto(address);
			await filter(page, "attorneys", "training");
			await page.waitForSelector(".signpost-chosen");
			const swapped = await page.evaluate(shown);

			equal(page.url(), address, "address");
			await page.goto(address + query);
			equal(swapped, await page.evaluate(shown), "shown");
			none(page.wrong, "errors");
		});
	});

/* In the page: its parts from the top, of which the open filters are one. */
function order() {
	const tops = [".signpost-count", ".signpost-call-first", ".signpost-search",
		".signpost-panel[open] .signpost-facet"].map(what =>
		document.querySelector(what).getBoundingClientRect().top);

	return tops.every((top, at) => at === 0 || top > tops[at - 1]);
}

proves("where filters give nothing, that and whom to call stand before them, and they are open",
	async stand => {
		for (const javaScriptEnabled of [true, false])
			await stand.visit({ viewport: { width: 360, height: 640 }, javaScriptEnabled },
				async page => {
					await page.goto(`${list}?audience=workers&service=statistics`);
					equal(await page.evaluate(order), true, "as it was sent");
				});
		await stand.visit({ viewport: { width: 360, height: 640 } }, async page => {
			await page.goto(list);
			await filter(page, "workers", "statistics");
			await page.waitForSelector(".signpost-found + .signpost-find");
			equal(await page.evaluate(order), true, "as the script shows it");
			await page.locator(".signpost-chosen a").nth(1).click();
			await page.waitForSelector(".signpost-find + .signpost-found");
			equal(await page.evaluate(() => document.activeElement.id), "signpost-count", "focus");
			await page.setViewportSize({ width: 1440, height: 900 });
			await page.goto(`${list}?audience=workers&service=statistics`);
			const [form, count] = await page.evaluate(() => [".signpost-find", ".signpost-found"]
				.map(what => document.querySelector(what).getBoundingClientRect())
				.map(({ left, top }) => [left, top]));
			equal([form[0] < count[0], form[1] === count[1]], [true, true], "beside each other");
			none(page.wrong, "errors");
		});
	});

proves("a list of a site's own, of other parts, is filtered where it stands", async stand => {
	await stand.visit({}, async page => {
		await page.goto(list);
		await page.evaluate(() => { document.querySelector(".signpost-find").className = "own"; });
		await filter(page, "workers", "statistics");
		await page.waitForFunction(() => document.activeElement.id === "signpost-count");
		equal(await page.evaluate(() => [...document.querySelector(".own").parentElement.childNodes]
			.map(each => each.className ?? each.nodeValue.trim()).filter(each => each).join(" ")),
		"own signpost-found", "parts");
		none(page.wrong, "errors");
	});
});

proves("what was found comes into view, with the script and without", async stand => {
	for (const how of [{}, { javaScriptEnabled: false }])
		await stand.visit(how, async page => {
			await page.goto(list);
			await filter(page, "attorneys");
			await page.waitForSelector(".signpost-chosen");
			await untilSeen(page, ".signpost-count");
			none(page.wrong, "errors");
		});
});

proves("what the script asks for is the one spelling that may be kept", async stand => {
	await stand.visit({}, async page => {
		await page.goto(list);
		await filter(page, "attorneys");
		await page.waitForSelector(".signpost-chosen");
		equal(page.asked.at(-1), `${list}fragment?audience=attorneys`, "asked");
	});
});

proves("the count is announced, and has the focus", async stand => {
	await stand.visit({}, async page => {
		await page.goto(list);
		await page.evaluate(() => {
			window.told = [];
			new MutationObserver(() => window.told.push(
				document.querySelector(".signpost-count").textContent)).observe(
				document.querySelector("[role=status].signpost-count"),
				{ childList: true, characterData: true, subtree: true });
		});
		await filter(page, "attorneys");
		await page.waitForFunction(() => window.told.length > 0);
		equal(/^\d+ entries$/.test((await page.evaluate(() => window.told))[0]),
			true, "told");
		await page.waitForFunction(() => document.activeElement.id === "signpost-count");
	});
});

proves("the link to the list is the address of what is shown", async stand => {
	await stand.visit({}, async page => {
		await page.goto(list);
		await filter(page, "attorneys");
		await page.click("text=Link to this list");
		await page.waitForURL("**/referrals/?audience=attorneys");
	});
});

for (const [words, answer] of [
	["cannot be had", route => route.abort()],
	["is no list", route => route.fulfill({ contentType: "text/html",
		body: '<section class="signpost signpost-last-resort"></section>' })],
])
	proves(`when the fragment ${words}, the form is sent`, async stand => {
		await stand.visit({}, async page => {
			await page.route("**/fragment?**", answer);
			await page.goto(list);
			await filter(page, "attorneys");
			await page.waitForURL("**/referrals/?q=&audience=attorneys#signpost-count");
			equal(await page.isVisible(".signpost-chosen"), true, "filtered");
		});
	});

proves("no list is taken in from another site, whoever allows it", async stand => {
	await stand.visit({}, async page => {
		await page.goto(`${addresses.shells}/levels.html`);
		await page.locator(".signpost-filters").evaluate(form => {
			form.dataset.signpostSource = "/leads-away?";
		});
		await filter(page, "attorneys");
		await page.waitForURL("**/levels.html?**sp-audience=attorneys**");
		equal(await page.textContent(".signpost-count") === "a strange list", false, "strange");
	});
});

proves("of two wishes the later one is shown", async stand => {
	await stand.visit({}, async page => {
		let release;
		const held = new Promise(done => { release = done; });

		await page.route("**/fragment?audience=attorneys", async route => {
			await held;
			await route.continue();
		});
		await page.goto(list);
		await filter(page, "attorneys");
		await filter(page, "workers");
		await page.waitForSelector(".signpost-chosen li >> nth=2");
		const late = page.waitForResponse("**/fragment?audience=attorneys");

		release();
		await (await late).finished();
		await page.evaluate(() => new Promise(done => setTimeout(done)));
		equal(await page.locator(".signpost-chosen li").count(), 3, "chosen");
	});
});
