"use strict";
/* Sizes, gaps and edges: where things stand on a page, in Chromium. */

const { addresses } = require("./stand.js");
const { proves, none, equal } = require("./tap.js");
const { views, hosts } = require("./pages.js");

/* In the page: the sizes of all letters that are seen. */
function sizes() {
	return [...new Set([...document.querySelectorAll("body *")]
		.filter(each => each.checkVisibility() && !each.closest(".signpost-hidden, .signpost-skip") &&
			[...each.childNodes].some(one => one.nodeType === 3 && one.data.trim()))
		.map(each => getComputedStyle(each).fontSize))].sort();
}

proves("letters have three sizes, on a phone and on a wide screen", async stand => {
	for (const width of [360, 1440])
		await stand.visit({ viewport: { width, height: 800 } }, async page => {
			for (const view of views) {
				await page.goto(view.address);
				equal(await page.evaluate(sizes), ["14px", "16px", "20px"], `${view.name}, ${width} px`);
			}
		});
});

/* In the page: gaps that are no step, but for room for a thumb and what is centered. */
function gaps() {
	const steps = [0, 1, 2, 4, 8, 16, 24];
	const sides = ["marginTop", "marginBottom", "paddingTop", "paddingBottom", "paddingLeft",
		"paddingRight", "rowGap", "columnGap"];

	return [...document.querySelectorAll(".signpost, .signpost *")]
		.filter(each => each.checkVisibility() &&
			!each.closest(".signpost-hidden, .signpost-number, .signpost-foot"))
		.flatMap(each => sides.map(side => [side, Math.abs(parseFloat(getComputedStyle(each)[side]))])
			.filter(([, gap]) => gap && !steps.includes(gap))
			.map(([side, gap]) => `${side} ${gap}: ${each.outerHTML.slice(0, 80)}`));
}

proves("an agency's name is 1.25 of the text, a department's a small label; gaps are of few steps",
	async stand => {
		for (const width of [360, 1440])
			await stand.visit({ viewport: { width, height: 800 } }, async page => {
				for (const view of views.filter(each => / in (en|es)$/.test(each.name))) {
					await page.goto(view.address);
					none(await page.evaluate(gaps), `${view.name}, ${width} px`);
					for (const [what, size] of [[".signpost-card > :first-child", "20px"],
						[".signpost-card > p:not(.signpost-small)", "16px"],
						[".signpost-group:not(.signpost-former) > :is(h2, h3)", "14px"]])
						none(await page.locator(what).evaluateAll((all, size) => all
							.filter(each => getComputedStyle(each).fontSize !== size)
							.map(each => each.outerHTML), size), `${view.name}, not ${size}`);
				}
			});
	});

/* In the page: numbers on two lines, verbs that lost theirs where there was room for
 * both, bars within a sentence, and what a row says of a button that is as near to the
 * one above. */
function broken() {
	const found = [];
	const rects = each => {
		const range = document.createRange();

		range.selectNodeContents(each);
		return [...range.getClientRects()].filter(box => box.width > 1);
	};
	const lines = each => rects(each).filter((box, at, all) =>
		all.findIndex(other => other.top < box.bottom && box.top < other.bottom) === at).length;

	for (const each of document.querySelectorAll(".signpost-dial strong, .signpost-number"))
		if (lines(each) > 1) found.push(`breaks: ${each.textContent}`);
	for (const each of document.querySelectorAll(".signpost-dial")) {
		if (lines(each) < 2) continue;
		const room = each.closest(".signpost-ways, .signpost-phone, .signpost-row").parentElement
			.clientWidth;
		each.style.whiteSpace = "nowrap";
		each.style.maxWidth = "none";
		if (each.getBoundingClientRect().width <= Math.min(room, 400))
			found.push(`${each.getBoundingClientRect().width} of ${room} px: ${each.textContent}`);
		each.style.whiteSpace = each.style.maxWidth = "";
	}
	for (const each of document.querySelectorAll(".signpost-note"))
		if (getComputedStyle(each).display === "inline" &&
			parseFloat(getComputedStyle(each).borderInlineStartWidth) > 0)
			found.push(`a bar in a sentence: ${each.textContent}`);
	for (const each of document.querySelectorAll(".signpost-ways div + div > .signpost-small")) {
		const said = each.getBoundingClientRect();
		const button = each.parentElement.querySelector(".signpost-dial").getBoundingClientRect();
		const above = [...each.parentElement.previousElementSibling.children].pop()
			.getBoundingClientRect();
		if (button.top >= said.bottom - 1 && above.bottom <= said.top &&
			said.top - above.bottom < button.top - said.bottom + 8)
			found.push(`${said.top - above.bottom} px below the row above: ${each.textContent}`);
	}
	return found;
}

proves("no number breaks, no verb leaves it where there is room, no bar stands in a sentence",
	async stand => {
		const reviews = ["en", "es"].map(lang => ({ name: `review in ${lang}`,
			address: `${addresses.intranet}/referrals/review?lang=${lang}` }));
		const inside = hosts.filter(each => each.name.startsWith("intranet"));

		await stand.visit({}, async page => {
			for (const view of [...views, ...reviews, ...inside]) {
				await page.goto(view.address);
				for (const width of [320, 360, 1024, 1440]) {
					await page.setViewportSize({ width, height: 800 });
					none(await page.evaluate(broken), `${view.name}, ${width} px`);
				}
			}
		});
	});

/* In the page: headings of groups that are as near to what stands above them as to
 * what they head. */
function farHeadings() {
	const box = each => each.getBoundingClientRect();

	return [...document.querySelectorAll(".signpost-group + .signpost-group:not(details)")]
		.filter(each => box(each.firstElementChild).top - box(each.previousElementSibling).bottom <
			box(each.children[1]).top - box(each.firstElementChild).bottom + 4)
		.map(each => each.firstElementChild.textContent);
}

proves("a heading within the list is nearer to what it heads than to what is above",
	async stand => {
		await stand.visit({}, async page => {
			for (const view of views.filter(each => /^list in e/.test(each.name)))
				for (const width of [360, 1440]) {
					await page.setViewportSize({ width, height: 800 });
					await page.goto(view.address);
					equal(await page.locator(".signpost-group").count() > 2, true, "groups");
					none(await page.evaluate(farHeadings), `${view.name}, ${width} px`);
				}
		});
	});

proves("where a button stands alone beside its text, all begin at one edge", async stand => {
	await stand.visit({ viewport: { width: 1440, height: 900 } }, async page => {
		for (const view of views.filter(each => /^(list|phones) in e/.test(each.name))) {
			await page.goto(view.address);
			const edges = await page.evaluate(() => [...new Set([...document.querySelectorAll(
				".signpost-phone > .signpost-ways")]
				.map(each => each.querySelectorAll(".signpost-dial")).filter(all => all.length === 1)
				.map(([each]) => each).filter(each => each.offsetWidth < 290)
				.map(each => Math.round(each.getBoundingClientRect().left)))]);

			equal(edges.length, 1, `edges of ${view.name}: ${edges}`);
		}
	});
});

/* In the page: phones whose number does not stand in the right third. */
function emptyThirds() {
	const { left, width } = document.querySelector(".signpost-entry").getBoundingClientRect();

	return [...document.querySelectorAll(".signpost-entry .signpost-phone")]
		.filter(each => each.querySelector(":scope > .signpost-ways") &&
			![...each.querySelectorAll(".signpost-dial, .signpost-number")].some(one =>
				one.getBoundingClientRect().right > left + width * 2 / 3))
		.map(each => each.textContent.slice(0, 60));
}

proves("on a wide screen no third of an entry or of the phones is empty", async stand => {
	await stand.visit({ viewport: { width: 1440, height: 900 } }, async page => {
		for (const view of views.filter(each => /^(entry|phones)\b.*(en|es)$/.test(each.name))) {
			await page.goto(view.address);
			none(await page.evaluate(emptyThirds), view.name);
			equal(await page.evaluate(() => [...document.querySelectorAll(".signpost-facts")]
				.every(each => getComputedStyle(each).gridTemplateColumns.split(" ").length > 1)),
			true, `columns of ${view.name}`);
		}
	});
});

proves("an empty list says so before it says whom to call; the tools stand in one line",
	async stand => {
		await stand.visit({ viewport: { width: 1440, height: 900 } }, async page => {
			await page.goto(views.find(each => each.name === "empty list in en").address);
			equal(await page.evaluate(() => {
				const words = [...document.querySelectorAll(".signpost-swap > p")].find(each =>
					each.textContent.startsWith("No entry fits"));
				const first = document.querySelector(".signpost-call-first");
				return words.getBoundingClientRect().bottom <= first.getBoundingClientRect().top;
			}), true, "order");
			await page.goto(views[0].address);
			const bottoms = await page.evaluate(() => [".signpost-tools a", ".signpost-tools summary"]
				.map(each => {
					const range = document.createRange();

					range.selectNodeContents(document.querySelector(each));
					return Math.round([...range.getClientRects()].pop().bottom);
				}));
			equal(Math.abs(bottoms[0] - bottoms[1]) <= 1, true, bottoms.join(" and "));
		});
	});

proves("inside the cursor is in the search, and on a narrow screen no crisis line goes for it",
	async stand => {
		for (const [width, isThere] of [[360, false], [1440, true]])
			await stand.visit({ viewport: { width, height: 640 } }, async page => {
				await page.goto(`${addresses.intranet}/referrals/`);
				equal(await page.evaluate(() => new Promise(done =>
					requestAnimationFrame(() => requestAnimationFrame(() =>
						done([scrollY, document.activeElement.type === "search"]))))),
				[0, isThere], `scrolled, and the cursor, at ${width} px`);
			});
	});

proves("a column of the officer's table is as wide as its words; on a phone rows say what they are",
	async stand => {
		await stand.visit({ viewport: { width: 1440, height: 800 } }, async page => {
			await page.goto(`${addresses.intranet}/referrals/review`);
			const cut = await page.evaluate(() => [...document.querySelectorAll(
				"th:nth-child(2), th:nth-child(3), th:nth-child(4)")]
				.filter(each => {
					const words = document.createRange();

					words.selectNodeContents(each);
					return words.getClientRects().length >
						each.textContent.trim().split(/\s+/).length;
				})
				.map(each => each.textContent));
			none(cut, "cut");
			equal(await page.evaluate(() => {
				const [first, ...others] = [...document.querySelectorAll("tbody tr:first-child td")]
					.map(each => each.offsetWidth);

				return others.every(each => each < first);
			}), true, "what is to be checked has the most room");
			await page.setViewportSize({ width: 360, height: 640 });
			none(await page.evaluate(() => [...document.querySelectorAll(".signpost-table")]
				.filter(each => each.scrollWidth > each.clientWidth)
				.map(each => `scrolls to ${each.scrollWidth} px`)), "sideways");
			none(await page.evaluate(() => [...document.querySelectorAll(
				".signpost-table td:nth-child(n + 2):not(:empty)")]
				.filter(each => !/[A-Za-z].*: /.test(getComputedStyle(each, "::before").content))
				.map(each => each.textContent)), "without a name");
			none(await page.evaluate(() => [...document.querySelectorAll(".signpost-table [data-is]")]
				.filter(each => getComputedStyle(each).fontSize !== "14px")
				.map(each => each.textContent)), "as large as the fact");
		});
	});
