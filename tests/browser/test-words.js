"use strict";
/* A search by words: what is marked, what is offered, and that it leaves nothing. */

const { addresses, unfold } = require("./stand.js");
const { proves, none, equal } = require("./tap.js");

const list = `${addresses.site}/referrals/`;
const host = `${addresses.site}/get-help.html`;
const box = "input[type=search]";

const texts = (page, what) => page.locator(what).allInnerTexts();

proves("what was looked for is marked, in the list and nowhere else", async stand => {
	await stand.visit({}, async page => {
		await page.goto(`${list}?q=zzzzzzzz`);
		equal(await page.locator("mark").count(), 0, "marks where nothing was found");
		await page.goto(`${list}?q=minimum+wages`);
		const marked = await texts(page, "mark");

		equal(marked.includes("Wage") && marked.includes("minimum"), true, marked.join());
		equal(await page.locator("mark:not(.signpost-swap *)").count(), 0, "marks elsewhere");
		await page.goto(list);
		equal(await page.locator("mark").count(), 0, "marks without words");
		none(page.wrong, "errors");
	});
});

proves("a spelling that finds something is offered, and leads there", async stand => {
	await stand.visit({}, async page => {
		await page.goto(`${list}?q=my+boss+has+my+pasport`);
		equal((await texts(page, ".signpost-suggestions a")).join("; "),
			"boss passport", "offered");
		equal(await page.locator(".signpost-swap a[href^='tel:']").count() > 0, true, "hotline");
		await page.click(".signpost-suggestions a >> nth=0");
		await page.waitForURL(at => at.searchParams.get("q") === "boss passport");
		equal(await page.inputValue(box), "boss passport", "words");
		equal(await page.locator(".signpost-card").count() > 0, true, "cards");
	});
});

proves("beside words that nobody has and that are near to none, the others find what they have",
	async stand => {
		await stand.visit({}, async page => {
			await page.goto(`${list}?q=zzzzzzzz+wage`);
			equal(await page.locator(".signpost-suggestions").count(), 0, "offers");
			equal((await texts(page, ".signpost-swap h3")).join("; "),
				"These have some of your words", "heading");
			equal(await page.locator(".signpost-card mark").count() > 0, true, "marks");
			await page.goto(`${list}?q=zzzzzzzz`);
			equal(await page.locator(".signpost-suggestions, .signpost-card").count(), 0, "cards");
		});
	});

for (const [name, address] of [["a page of our own", list], ["a host's page", host]])
	proves(`on ${name} words and filters work together, in place`, async stand => {
		await stand.visit({}, async page => {
			await page.goto(address);
			await unfold(page);
			await page.check("input[value=workers]");
			await page.fill(box, "overtime");
			await page.press(box, "Enter");
			await page.waitForSelector("mark");
			equal((await texts(page, ".signpost-card h4, .signpost-card h5"))[0]
				.includes("Wage and Hour"), true, "cards");
			none(page.wrong, "errors");
		});
	});

proves("with the script, words leave no trace in address, title, history or storage",
	async stand => {
		await stand.visit({}, async page => {
			await page.goto(list);
			const before = await page.evaluate(() => history.length);

			await page.fill(box, "zqxmark overtime");
			await page.press(box, "Enter");
			await page.waitForSelector(".signpost-card mark");
			const traces = await page.evaluate(() => [location.href, document.title,
				document.cookie, JSON.stringify(localStorage), JSON.stringify(sessionStorage)]);

			none(traces.filter(each => each.includes("zqxmark")), "traces");
			equal(await page.evaluate(() => history.length), before, "history");
		});
	});

proves("without it they stand in the address and the box, in no title or text", async stand => {
	await stand.visit({ javaScriptEnabled: false }, async page => {
		await page.goto(list);
		equal(await page.getAttribute(box, "autocomplete"), "off", "autocomplete");
		equal(await page.locator(`[id="${await page.getAttribute(box, "aria-describedby")}"]`)
			.innerText(), "What you choose or search for may stay in this browser.", "note");
		await page.fill(box, "zqxmark");
		await page.press(box, "Enter");
		await page.waitForURL("**/referrals/?q=zqxmark#signpost-count");
		equal(await page.inputValue(box), "zqxmark", "box");
		equal((await page.title()).includes("zqxmark"), false, "title");
		equal((await page.innerText("body")).includes("zqxmark"), false, "text");
	});
});
