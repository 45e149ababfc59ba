"use strict";
/* Every page as axe, the Nu HTML checker, narrow screens and readers with other
 * needs find it. */

const fs = require("node:fs");
const path = require("node:path");
const { execFileSync } = require("node:child_process");
const { addresses, show, shown } = require("./stand.js");
const { proves, none, equal } = require("./tap.js");
const { views, shells, hosts } = require("./pages.js");

const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const WIDTHS = [320, 1280];

/* In the page: what axe finds there and in its frames. */
function findings(tags) {
	return window.axe.run(document, { runOnly: tags, resultTypes: ["violations"] })
		.then(result => result.violations.map(rule =>
			`${rule.id}: ${rule.nodes.map(node => node.html.slice(0, 160)).join(" | ")}`));
}

async function open(page, address) {
	await page.goto(address, { waitUntil: "load" });
	if (await page.locator("signpost-section").count() > 0)
		await page.waitForSelector("signpost-section .signpost-foot");
	for (const frame of page.frames())
		await frame.evaluate(axe);
}

/* Which elements stick out to the right, where the page is wider than the
 * window. */
function sticking() {
	const width = document.documentElement.clientWidth;

	if (document.documentElement.scrollWidth <= width)
		return [];
	return [...document.body.querySelectorAll("*")]
		.filter(each => each.getBoundingClientRect().right > width + 1)
		.map(each => each.outerHTML.slice(0, 120));
}

async function look(page, view, found) {
	for (const colorScheme of ["light", "dark"])
		for (const width of WIDTHS) {
			const label = `${view.name}, ${colorScheme}, ${width} px`;

			await page.emulateMedia({ colorScheme });
			await page.setViewportSize({ width, height: 800 });
			show(`${label.replace(/\W+/g, "-")}.png`, await page.screenshot());
			for (const each of [...await page.evaluate(findings, rules),
				...await page.evaluate(sticking)])
				found.push(`${label}: ${each}`);
		}
}

for (const view of [...views, ...shells, ...hosts])
	proves(`${view.name}: nothing for axe to find, nothing wider than the screen, light and dark`,
		stand => stand.visit({}, async page => {
			const found = [];

			await open(page, view.address);
			await look(page, view, found);
			none([...found, ...page.wrong.filter(words => !words.includes("(Not Found)"))],
				"found");
		}));

proves("the Nu HTML checker finds nothing", async stand => {
	const jar = require.resolve("vnu-jar/build/dist/vnu.jar");
	const files = [];

	for (const view of [...views, ...shells, ...hosts])
		files.push(show(`${view.name.replace(/\W+/g, "-")}.html`,
			(await stand.fetch(view.address)).text));
	const said = execFileSync("java", ["-Xmx512m", "-jar", jar, "--format", "json",
		"--stdout", "--exit-zero-always", ...files], { encoding: "utf8" });
	none(JSON.parse(said).messages.map(each =>
		`${path.basename(each.url)}:${each.lastLine}: ${each.message} ${each.extract || ""}`),
	"found");
});

/* Style that a reader brings along; the page's policy would keep it out. */
async function withStyle(stand, view, css, use) {
	await stand.visit({ bypassCSP: true, viewport: { width: 320, height: 800 } }, async page => {
		await page.goto(view.address);
		await page.addStyleTag({ content: css });
		await use(page);
	});
}

const readers = {
	"text of twice the size": ":root { font-size: 200% }",
	"text with room between lines, words and letters":
		"* { line-height: 1.5 !important; letter-spacing: 0.12em !important; " +
		"word-spacing: 0.16em !important } p { margin-block-end: 2em !important }",
};

for (const [words, css] of Object.entries(readers))
	proves(`${words} fits into 320 px and is not cut off`, async stand => {
		const found = [];

		for (const view of views)
			await withStyle(stand, view, css, async page => {
				for (const each of await page.evaluate(sticking))
					found.push(`${view.name}: ${each}`);
				const cut = await page.evaluate(() => [...document.querySelectorAll("main *")]
					.filter(each => getComputedStyle(each).overflow !== "visible" &&
						!each.classList.contains("signpost-hidden") &&
						each.scrollHeight > each.clientHeight + 1)
					.map(each => each.outerHTML.slice(0, 120)));
				found.push(...cut.map(each => `${view.name} cuts ${each}`));
			});
		none(found, "found");
	});

proves("with forced colors axe finds nothing and every box keeps its border", async stand => {
	await stand.visit({ forcedColors: "active" }, async page => {
		for (const view of [...views.slice(0, 6), ...hosts.filter(each =>
			/^intranet( review)?$/.test(each.name))]) {
			await open(page, view.address);
			none(await page.evaluate(findings, rules), view.name);
			none(await page.evaluate(() => [...document.querySelectorAll(
				".signpost-crisis, .signpost-card, .signpost-phone:not(.signpost-next), " +
				".signpost-exit a")]
				.filter(each => getComputedStyle(each).borderTopStyle === "none")
				.map(each => each.className)), `${view.name} has no border at`);
		}
	});
});

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

proves("style sheets say as they are served what is written in them", async stand => {
	const folder = path.join(__dirname, "../../nginx/assets");

	await stand.visit({ bypassCSP: true }, async page => {
		await page.goto(views[0].address);
		for (const name of fs.readdirSync(folder).filter(each => each.endsWith(".css"))) {
			const written = fs.readFileSync(path.join(folder, name), "utf8");
			const { text } = await stand.fetch(`${addresses.site}/referrals/assets/${name}`);
			const [one, other] = await page.evaluate(sheets => sheets.map(each => {
				const sheet = new CSSStyleSheet();

				sheet.replaceSync(each);
				/* A token keeps the blanks with which it is written. */
				return [...sheet.cssRules].map(rule => rule.cssText.replaceAll(", ", ",")).join("\n");
			}), [written, text]);

			equal(other, one, name);
			equal(text.includes("/*") || text.length > written.length * 0.9, false, `${name} is long`);
		}
	});
});

proves("nothing ever moves", async stand => {
	await stand.visit({}, async page => {
		await page.goto(views[0].address);
		equal(await page.evaluate(() => document.getAnimations().length), 0, "animations");
		none(await page.evaluate(() => [...document.querySelectorAll("*")]
			.filter(each => parseFloat(getComputedStyle(each).transitionDuration) > 0)
			.map(each => each.className)), "transitions");
	});
});

proves("without the style sheet all is there", async stand => {
	await stand.visit({}, async page => {
		const styled = {};

		for (const view of views.slice(0, 8)) {
			await page.goto(view.address);
			styled[view.name] = await page.evaluate(() =>
				document.body.innerText.match(/\d[\d-]{2,}\d/g));
		}
		await page.route(/[.]css([?]|$)/, route => route.abort());
		for (const view of views.slice(0, 8)) {
			await page.goto(view.address);
			const plain = await page.evaluate(() => document.body.innerText);

			none(styled[view.name].filter(number => !plain.includes(number)), view.name);
			none(await page.evaluate(sticking), view.name);
		}
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
			await page.setViewportSize({ width: 360, height: 640 });
			none(await page.evaluate(() => [...document.querySelectorAll(".signpost-table")]
				.filter(each => each.scrollWidth > each.clientWidth)
				.map(each => `scrolls to ${each.scrollWidth} px`)), "sideways");
			none(await page.evaluate(() => [...document.querySelectorAll(
				".signpost-table td:nth-child(n + 2):not(:empty)")]
				.filter(each => !/[A-Za-z].*: /.test(getComputedStyle(each, "::before").content))
				.map(each => each.textContent)), "without a name");
		});
	});
