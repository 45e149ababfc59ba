"use strict";
/* Pages whose style takes much away, measured: what nobody may miss is seen, is large
 * enough and looks like what it is. */

const { addresses, show, unfold } = require("./stand.js");
const { proves, none, equal } = require("./tap.js");
const { hosts, faults } = require("./hosts.js");

const widths = [360, 1280];

for (const { name, address } of hosts)
	proves(`on a page with ${name}: all is seen, large enough, and looks like what it is`,
		stand => stand.visit({}, async page => {
			for (const query of ["", "?sp-audience=workers"]) {
				await page.goto(address + query);
				await unfold(page);
				for (const width of widths) {
					await page.setViewportSize({ width, height: 800 });
					show(`host-${name}-${width}${query && "-filtered"}.png`,
						await page.screenshot());
					none((await page.evaluate(faults)).slice(0, 40), `${width} px ${query}`);
				}
			}
			none(page.wrong, "errors");
		}));

/* In the page: the colors of buttons, and of a link that is none of ours. */
function accents() {
	const link = document.createElement("a");
	const color = (each, name) => each && getComputedStyle(each)[name];
	const one = what => document.querySelector(what);

	link.href = "/";
	one(".signpost").parentElement.prepend(link);
	return { link: color(link, "color"), text: color(one(".signpost"), "color"),
		number: color(one(".signpost-dial"), "color"),
		dial: color(one(".signpost-dial"), "borderTopColor"),
		button: color(one(".signpost-search button"), "borderTopColor"),
		panel: color(one(".signpost-panel > summary"), "borderTopColor"),
		box: color(one(".signpost-facet input"), "accentColor") };
}

proves("numbers have the color of a host's links, buttons of its text, all of them its accent",
	async stand => {
		for (const { name, address } of hosts)
			await stand.visit({ bypassCSP: true }, async page => {
				await page.goto(address);
				const { link, text, ...ours } = await page.evaluate(accents);

				equal(ours, { number: link, dial: link, button: text, panel: text, box: "auto" }, name);
				await page.addStyleTag({ content: ".signpost { --signpost-accent: #a0a }" });
				const { dial, button, panel, box } = await page.evaluate(accents);
				equal([...new Set([dial, button, panel, box])], ["rgb(170, 0, 170)"], name);
			});
	});

proves("on pages of our own all buttons have the color of links, which is seen, light and dark",
	async stand => {
		for (const colorScheme of ["light", "dark"])
			for (const path of ["/", "/embed"])
				await stand.visit({ colorScheme }, async page => {
					await page.goto(`${addresses.plain}/referrals${path}`);
					await unfold(page);
					const { link, dial, button, panel } = await page.evaluate(accents);

					equal([dial, button, panel], [link, link, link], `${path}, ${colorScheme}`);
					none((await page.evaluate(faults)).filter(each =>
						/hardly seen|contrast/.test(each)), `${path}, ${colorScheme}`);
				});
	});
