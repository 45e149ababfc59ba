"use strict";
/* Pages whose style takes much away (tests/lib/hostile_hosts.py), and what is to be
 * seen there. */

const { addresses } = require("./stand.js");

const hosts = ["tailwind-3", "tailwind-4", "bootstrap-5", "reset", "from-the-right", "dark",
	"column"].map(name => ({ name, address: `${addresses.shells}/hosts/${name}.html` }));

/* In the page: everything that is not as it has to be. */
function faults() {
	const found = [];
	const all = what => [...document.querySelectorAll(what)].filter(each => each.checkVisibility() &&
		each.closest(".signpost") && !each.closest(".signpost-hidden"));
	const fault = (each, words) => found.push(`${words}: ${each.outerHTML.slice(0, 100)}`);
	const style = each => getComputedStyle(each);
	const isBox = each => ["Top", "Bottom"].every(side =>
		style(each)[`border${side}Style`] !== "none" &&
		parseFloat(style(each)[`border${side}Width`]) >= 1);

	/* As sRGB, with what is see-through over what is behind it. */
	const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
	function rgb(colors) {
		paint.globalCompositeOperation = "source-over";
		for (const color of colors) {
			paint.fillStyle = color;
			paint.fillRect(0, 0, 1, 1);
		}
		return [...paint.getImageData(0, 0, 1, 1).data].slice(0, 3);
	}
	function behind(each) {
		const layers = [];

		for (let at = each; at; at = at.parentElement) layers.unshift(style(at).backgroundColor);
		return ["Canvas", ...layers];
	}
	const light = ([r, g, b]) => [r, g, b].map(part => part / 255).map(part =>
		part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
		.reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
	function contrast(each, color) {
		const [a, b] = [rgb(behind(each)), rgb([...behind(each), color])].map(light);
		return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
	}

	for (const [what, least] of [[".signpost-exit a", 1], [".signpost-crisis", 1],
		[".signpost-row", 3], [".signpost-dial", 6], [".signpost-card", 5], [".signpost-starts a", 3],
		[".signpost-print a", 1], ["input[type=search]", 1], [".signpost-filters button", 2], [".signpost-facet input", 5]])
		if (all(what).length < least) found.push(`less than ${least} of ${what}`);
	for (const each of all(".signpost-exit a, .signpost-dial, .signpost-filters button, " +
		"input[type=search], .signpost-starts a, .signpost-panel > summary"))
		if (each.getBoundingClientRect().height < 44 || each.getBoundingClientRect().width < 44)
			fault(each, `${each.getBoundingClientRect().width} by ${each.getBoundingClientRect().height} px`);
	for (const each of all(".signpost-exit a, .signpost-crisis, .signpost-dial, .signpost-card, " +
		".signpost-starts li, input[type=search], .signpost-filters button, .signpost-panel > summary"))
		if (!isBox(each)) fault(each, "no border");
	for (const each of all(".signpost-exit a, .signpost-crisis, .signpost-dial, " +
		"input[type=search], .signpost-filters button, .signpost-panel > summary"))
		if (contrast(each.parentElement, style(each).borderTopColor) < 3)
			fault(each, "a border that is hardly seen");
	for (const each of all(".signpost-row + .signpost-row, .signpost-phone:not(.signpost-next)"))
		if (parseFloat(style(each).borderTopWidth) < 1) fault(each, "no line above");
	for (const each of all(".signpost-dial strong, a.signpost-number"))
		if (!style(each).textDecorationLine.includes("underline")) fault(each, "not underlined");
	for (const each of all(".signpost-facet input")) {
		const { width, height } = each.getBoundingClientRect();
		if (width < 20 || height < 20 || width > 30 || style(each).appearance === "none")
			fault(each, `a box of ${width} by ${height} px, ${style(each).appearance}`);
	}
	for (const each of all("p, h2, h3, h4, li, summary, label, input[type=search]")) {
		const { textAlign, direction } = style(each);
		if (!["start", direction === "rtl" ? "right" : "left"].includes(textAlign))
			fault(each, `aligned to ${textAlign}`);
		if (direction !== "ltr") fault(each, `English that runs ${direction}`);
	}
	for (const each of all("p, a, span, strong, summary, label, button, input[type=search]"))
		if ([...each.childNodes].some(one => one.nodeType === 3 && one.data.trim()) &&
			contrast(each, style(each).color) < 4.5)
			fault(each, `contrast of ${contrast(each, style(each).color).toFixed(1)}`);
	for (const each of all(".signpost-row")) {
		const parts = [...each.children].map(part => part.getBoundingClientRect());
		for (const [at, one] of parts.entries())
			for (const other of parts.slice(at + 1))
				if (one.left < other.right - 1 && other.left < one.right - 1 &&
					one.top < other.bottom - 1 && other.top < one.bottom - 1)
					fault(each, "parts over each other");
	}
	/* What leads on is a row, a box or underlined; what unfolds has a triangle. */
	for (const each of all("a[href]:not(.signpost-starts a)"))
		if (!isBox(each) && !style(each).textDecorationLine.includes("underline"))
			fault(each, "looks like text");
	for (const each of all("summary"))
		if (!style(each).listStyleType.startsWith("disclosure") ||
			style(each).display !== "list-item") fault(each, "looks like text");
	/* Tailwind 4 has its reset in a layer, which is no match for the section's. */
	if (document.querySelector('link[href$="tailwind-4.css"]'))
		for (const each of all(":is(h2, h3, h4)"))
			if (style(each).fontWeight < 600) fault(each, "not bold");
	const { left, right } = document.querySelector(".signpost").getBoundingClientRect();
	for (const each of all("*"))
		if (each.getBoundingClientRect().right > right + 2 ||
			each.getBoundingClientRect().left < left - 2)
			fault(each, "sticks out");
	const exit = document.querySelector(".signpost-exit a"), at = exit?.getBoundingClientRect();
	if (at?.height > 45) found.push(`a way out of ${at.height} px: its words wrap`);
	if (!exit?.contains(document.elementFromPoint(at.left + at.width / 2, at.top + at.height / 2)))
		found.push("the way out is covered or not in sight");
	return found;
}

module.exports = { hosts, faults };
