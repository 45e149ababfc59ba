"use strict";
/* Pages on paper. */

const path = require("node:path");
const { execFileSync } = require("node:child_process");
const { addresses, show, shown } = require("./stand.js");
const { proves, none, equal } = require("./tap.js");
const { views } = require("./pages.js");

proves("a printed list names its filters, and nothing that only a screen can do", async stand => {
	await stand.visit({ viewport: { width: 700, height: 800 } }, async page => {
		await page.goto(`${views[0].address}?audience=workers&topic=labor-trafficking`);
		await page.emulateMedia({ media: "print" });
		const words = await page.locator(".signpost-chosen").innerText();
		for (const name of ["Workers", "Labor trafficking"])
			equal(words.includes(name), true, `${name} in ${words}`);
		equal(/Clear all|×/.test(words), false, words);
		await page.goto(views[0].address);
		none(await page.evaluate(() => [...document.querySelectorAll(
			".signpost-phone, .signpost-row")].filter(each => {
			const dial = each.querySelector(".signpost-dial");
			const facts = [...each.querySelectorAll(":scope > p")].pop();
			return dial && dial.getClientRects()[0].top <
				[...facts.getClientRects()].pop().bottom - 1;
		}).map(each => each.textContent)), "a number runs on");
		none(await page.evaluate(() => [...document.querySelectorAll("main a")].filter(each =>
			getComputedStyle(each).color !== getComputedStyle(each.parentElement).color)
			.map(each => each.textContent)), "colored");
		equal(await page.evaluate(() => getComputedStyle(document.querySelector(
			".signpost-former > summary")).listStyleType), "none", "triangle over what is open");
	});
});

proves("a page printed to PDF keeps every number and address", async stand => {
	await stand.visit({}, async page => {
		for (const view of views.slice(0, 8)) {
			await page.goto(view.address);
			const wanted = await page.evaluate(() => [
				...[...document.querySelectorAll("main a[href^='tel:'], main a[href^='sms:'], " +
					"main .signpost-number")].map(each => each.textContent),
				...[...document.querySelectorAll("main .signpost-link a")].map(each => each.href),
			]);
			const file = show(`${view.name.replace(/\W+/g, "-")}.pdf`,
				await page.pdf({ path: path.join(shown, "print.pdf"), format: "Letter" }));
			const text = execFileSync("pdftotext", ["-raw", file, "-"], { encoding: "utf8" })
				.replace(/\s/g, "");

			none([...new Set(wanted)].filter(each => !text.includes(each.replace(/\s/g, ""))),
				`${view.name} lost`);
			none(["Leavethispage", "Skiptothecontent"].filter(each => text.includes(each)),
				`${view.name} prints`);
		}
	});
});

/* The sheets of a page on paper, as lines. */
async function sheets(page, address) {
	await page.goto(address);
	const file = show("sheets.pdf",
		await page.pdf({ path: path.join(shown, "print.pdf"), format: "Letter" }));

	return execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" })
		.split("\f").slice(0, -1)
		.map(sheet => sheet.split("\n").map(line => line.trim()).filter(Boolean));
}

for (const lang of ["en", "es"])
	proves(`the whole list is on six sheets of paper and no heading is their last line in ${lang}`,
		async stand => {
			await stand.visit({}, async page => {
				const list = await sheets(page, `${addresses.plain}/referrals/?lang=${lang}`);
				const headings = await page.locator("h1, h2, h3, h4").allTextContents();

				equal(list.length <= 6, true, `${list.length} sheets`);
				none(list.slice(0, -1).map(sheet => sheet[sheet.length - 1])
					.filter(line => headings.some(each => each.trim().startsWith(line))), "orphans");
				for (const id of ["whd", "hstu", "uscis"])
					equal((await sheets(page, `${addresses.plain}/referrals/e/${id}?lang=${lang}`))
						.length, 1, `sheets of ${id}`);
			});
		});

proves("on paper the filters are a sentence, with a date in words and no row of a host's links",
	async stand => {
		await stand.visit({}, async page => {
			const wish = "?lang=en&audience=workers&service=labor-standards";
			const [first] = await sheets(page, `${addresses.site}/referrals/${wish}`);
			const text = (await sheets(page, `${addresses.site}/referrals/${wish}`)).flat().join("\n");

			equal(first.some(line => /^Filters set: Workers ?; \S.*$/.test(line)), true, first.join("\n"));
			equal(/^Printed on [A-Z][a-z]+ \d+, \d{4}/m.test(text), true, text);
			none(["Remove filter", "Clear all", "Search"].filter(word => text.includes(word)), "of the screen");
			equal((await sheets(page, `${addresses.other}/referrals/e/whd`)).flat()
				.some(line => line.endsWith(`From ${addresses.other}/referrals/e/whd`)), true, "address");
			const host = (await sheets(page, `${addresses.site}/get-help.html`)).flat().join("\n");
			const heading = await page.locator("h1").first().textContent();
			const links = (await page.locator("nav a").allTextContents())
				.filter(each => each !== heading);

			equal(links.length > 0, true, "the host has links");
			none(host.split("\n").filter(line => links.includes(line)), "the host's links");
		});
	});

proves("on paper a handout of two entries is one page, without what stands above it", async stand => {
	const handout = `${addresses.intranet}/referrals/handout`;

	for (const form of ["?entry=whd&entry=uscis", "/card?entry=whd&entry=osha"])
		await stand.visit({ javaScriptEnabled: false }, async page => {
			await page.goto(handout + form);
			const file = show(`handout${form.replace(/\W+/g, "-")}.pdf`,
				await page.pdf({ path: path.join(shown, "print.pdf"), format: "Letter" }));
			const text = execFileSync("pdftotext", ["-raw", file, "-"], { encoding: "utf8" });

			equal(text.split("\f").length - 1, 1, `pages of ${form}`);
			equal(text.includes("866-487-9243"), true, "the number");
			equal(/Ask first|Pregunte antes|Add another|Agregar/.test(text), false, "the screen");
		});
});

proves("a card to cut out is 85 by 55 mm on paper, of an entry with many numbers too", async stand => {
	await stand.visit({}, async page => {
		const mm = pixels => Math.round(pixels * 25.4 / 96);

		for (const lang of ["en", "es"]) {
			await page.goto(`${addresses.intranet}/referrals/handout/card?lang=${lang}` +
				"&entry=dol&entry=osha&entry=whd&entry=hstu&entry=atip");
			await page.emulateMedia({ media: "print" });
			const cards = await page.locator(".signpost-wallet").evaluateAll(all => all.map(each => {
				const { width, height } = each.getBoundingClientRect();
				return [width, height];
			}));

			equal(cards.length > 2, true, `${cards.length} cards`);
			for (const [width, height] of cards)
				equal([mm(width), mm(height)], [85, 55], `a card in ${lang}`);
			none(page.wrong, "errors");
		}
	});
});

proves("what is internal says on paper too that it is not to be given away", async stand => {
	await stand.visit({}, async page => {
		for (const [lang, badge] of [["en", "Internal. Do not give to clients."],
			["es", "Interno. No lo dé a las personas que atiende."]])
			for (const path of ["", "e/harbor-safe-rooms"]) {
				const text = (await sheets(page,
					`${addresses.intranet}/referrals/${path}?lang=${lang}`)).flat().join(" ");

				equal(text.includes(badge), true, `${path} in ${lang}: ${text.slice(0, 500)}`);
				await page.emulateMedia({ media: "print" });
				none(await page.locator(".signpost-badge").evaluateAll(all => all
					.filter(each => !each.checkVisibility({ visibilityProperty: true }))
					.map(each => each.outerHTML)), "hidden on paper");
			}
	});
});

proves("on paper the officer's table has all of its columns", async stand => {
	await stand.visit({}, async page => {
		const text = (await sheets(page, `${addresses.intranet}/referrals/review`)).flat().join(" ");

		equal(text.includes("File and line") && /phones[.]ini:\d+/.test(text.replace(/\s/g, "")), true,
			text.slice(0, 2000));
	});
});
