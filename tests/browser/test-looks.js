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
/* All that darkness may change, as light and dark have the same markup and style but for
 * colors. */
const ofColors = { type: "rule", values: ["color-contrast", "link-in-text-block"] };
const WIDTHS = [320, 1280];

/* In the page: what axe finds there and in its frames. */
function findings(runOnly) {
	return window.axe.run(document, { runOnly, resultTypes: ["violations"] })
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
			for (const each of [
				...await page.evaluate(findings, colorScheme === "dark" ? ofColors : rules),
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
