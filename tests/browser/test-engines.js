"use strict";
/* One list of steps, in Chromium, Firefox and WebKit. */

const { addresses } = require("./stand.js");
const { hosts, faults } = require("./hosts.js");
const { proves, skip, none, equal } = require("./tap.js");
const { engines } = require("./engines.js");
const { until, there, untilAt, press, open, choose, search, isSeen, box } = require("./steps.js");

const list = `${addresses.plain}/referrals/`;
const before = `${addresses.site}/about.html`;
const away = `${addresses.shells}/levels.html`; /* where the plain site's exit leads */
const phone = { width: 360, height: 640 };
const desk = { width: 1280, height: 800 };
const exit = ".signpost-exit a";

const steps = [];

/* Adds a step: what holds for a reader with a wish on a screen. */
function step(sentence, wish, size, run) {
	steps.push({ sentence, wish, size, run });
}

async function isBelowBar(page) {
	const bar = await page.run(box, ".signpost-bar"), count = await page.run(box, ".signpost-count");
	const height = await page.run(() => innerHeight);

	equal(count.top >= bar.bottom - 1 && count.bottom <= height, true,
		`count from ${count.top} to ${count.bottom}, bar to ${bar.bottom}`);
}

const untilFocused = (page, id) => until(page, each => document.activeElement.id === each, id);
const kept = page => page.run(() => JSON.stringify(history.state));

step("the way out is in sight, leads away, and Back does not return", "plain", phone,
	async page => {
		await page.go(before);
		await page.go(list);
		const at = await page.run(box, exit);
		equal(at.top >= 0 && at.bottom <= 57 && at.height >= 44 && at.left >= 0, true,
			JSON.stringify(at));
		equal(await isSeen(page, exit), true, "its words");
		await press(page, exit);
		await untilAt(page, away);
		await page.back();
		await untilAt(page, before);
	});

step("without a script it is a link", "no script", phone, async page => {
	await page.go(list);
	await press(page, exit);
	await untilAt(page, away);
});

step("Shift three times leaves", "plain", desk, async page => {
	await page.go(list);
	await page.keys("Shift", "Shift", "Shift");
	await untilAt(page, away);
});

step("filters show their list in its place, and the count has the focus", "plain", phone,
	async page => {
		await page.go(list);
		await choose(page, "audience", "attorneys");
		await there(page, ".signpost-chosen");
		await untilFocused(page, "signpost-count");
		equal(await page.address(), list, "address");
		equal(await page.run(each => document.querySelector(each).checked,
			"input[value=attorneys]"), true, "its box");
		await isBelowBar(page);
	});

step("without a script the form leads to the count of what was chosen", "no script", phone,
	async page => {
		await page.go(list);
		await choose(page, "audience", "attorneys");
		await untilAt(page, `${list}?q=&audience=attorneys#signpost-count`);
		await there(page, ".signpost-chosen");
		equal(await page.run(each => document.querySelector(each).checked,
			"input[value=attorneys]"), true, "its box");
		await isBelowBar(page);
	});

/* Where a way to another list stands, what is pressed there, and what opened before. */
const ways = [
	["", ".signpost-starts a"],
	["", ".signpost-orders a", ".signpost-orders"],
	["?audience=attorneys&service=training", ".signpost-chosen a"],
	["?audience=workers&service=statistics", ".signpost-swap > ul a"],
	["?per_page=10", ".signpost-pages a"],
];

const untilCount = page => until(page, () =>
	location.hash.endsWith("count") && document.readyState === "complete");

step("without a script every way to another list ends at its count, below the bar", "no script",
	phone, async page => {
		for (const [query, way, folded] of ways) {
			await page.go(list + query);
			if (folded) await open(page, folded);
			await press(page, way);
			await untilCount(page);
			await isBelowBar(page);
		}
		await page.go(`${addresses.site}/get-help.html`);
		await choose(page, "audience", "attorneys");
		await untilCount(page);
		await isBelowBar(page);
	});

step("a list that the script asks for comes compressed", "plain", phone, async page => {
	await page.go(list);
	await choose(page, "audience", "attorneys");
	await there(page, ".signpost-chosen");
	const [packed, whole] = await until(page, () => performance.getEntriesByType("resource")
		.filter(each => each.name.includes("/fragment?"))
		.map(each => [each.encodedBodySize, each.decodedBodySize])[0]);

	equal(packed > 0 && packed < whole / 3, true, `${packed} of ${whole} bytes`);
});

step("an element has its room before its list is there", "plain", phone, async page => {
	await page.go(`${addresses.site}/element.html`);
	const [height, window] = await page.run(() => {
		const element = document.createElement("signpost-section");

		element.setAttribute("src", "/referrals/fragment");
		document.querySelector("h1").after(element);
		return [element.getBoundingClientRect().height, innerHeight];
	});

	equal(height >= window, true, `${height} of ${window}`);
});

/* Said of the address without a script and of the state with it. */
const keptWords = { en: "What you choose or search for may stay in this browser.",
	es: "Lo que usted elige o busca puede quedar en este navegador." };

for (const wish of ["plain", "no script"])
	step("what stays in this browser is told in words that hold with a script and without", wish,
		phone, async page => {
			for (const [lang, words] of Object.entries(keptWords)) {
				await page.go(`${list}?lang=${lang}`);
				equal(await page.run(() => document.querySelector("#signpost-q-help").textContent),
					words, lang);
				equal(await page.run(() => /script/i.test(document.querySelector("main").innerText)),
					false, "a word of scripts");
			}
		});

step("one entry is one entry, in either language", "plain", phone, async page => {
	for (const [lang, words] of [["en", "1 entry"], ["es", "1 resultado"]]) {
		await page.go(`${list}?lang=${lang}&service=statistics`);
		equal(await page.run(() => document.querySelector(".signpost-count").textContent), words,
			"count");
		equal(await page.run(() => /\(?\b1 (entries|entradas|resultados)/.test(document.body.textContent)),
			false, "anywhere");
	}
});

/* In the page: what of the row of a list's tools is to be seen. */
const tools = () => [...document.querySelectorAll(".signpost-tools :is(a, summary)")]
	.filter(each => each.checkVisibility()).map(each => each.textContent);

step("without a script a list offers no printing", "no script", phone, async page => {
	await page.go(list);
	equal(await page.run(tools), ["Spreadsheet", "Order: Help lines first"],
		"whole list");
	await page.go(`${list}?audience=workers`);
	equal(await page.run(tools), ["Spreadsheet", "Link to this list", "Order: Help lines first"],
		"filtered list");
});

step("a list can be printed, also one that came later, and its order be changed", "plain", phone,
	async page => {
		await page.go(list);
		await page.run(() => {
			window.printed = 0;
			window.print = () => { window.printed++; };
		});
		equal(await page.run(tools), ["Print", "Spreadsheet", "Order: Help lines first"],
			"whole list");
		await choose(page, "audience", "workers");
		await there(page, ".signpost-chosen");
		equal(await page.run(tools), ["Print", "Spreadsheet", "Link to this list",
			"Order: Help lines first"], "filtered list");
		await press(page, ".signpost-print a");
		equal(await page.run(() => window.printed), 1, "printed");
		await page.run(() => document.querySelector(".signpost-print a").focus());
		await page.keys(" ");
		equal(await page.run(() => window.printed), 2, "printed by the key of a button");
		equal((await page.run(box, ".signpost-orders")).bottom <=
			(await page.run(box, ".signpost-swap :is(.signpost-call-first, .signpost-group)")).top,
		true, "the order stands above what is in it");
		await open(page, ".signpost-orders");
		await press(page, ".signpost-orders a");
		await untilCount(page);
		equal(await page.run(() => location.search), "?sort=directory&audience=workers", "address");
	});

step("what an element and a frame show can be printed and left, a file be left too", "plain", desk, async page => {
	await page.go(`${addresses.site}/element.html`);
	await until(page, () => document.querySelector("signpost-section .signpost-print a")
		?.checkVisibility());
	await there(page, "signpost-section .signpost-exit a");
	await page.go(`${addresses.site}/frame.html`);
	await until(page, () => document.querySelector("iframe").contentDocument
		?.querySelector(".signpost-print a")?.checkVisibility());
	await there(page, ".signpost-exit a", true);
	await page.go(`${addresses.site}/file.html`);
	await there(page, ".signpost-exit a");
});

/* In the page: every state that is set from now on is told of. */
function watchStates() {
	window.states = [];
	for (const name of ["pushState", "replaceState"]) {
		const set = history[name];

		history[name] = (...values) => {
			window.states.push(`${name} ${JSON.stringify(values)}`);
			return set.apply(history, values);
		};
	}
}

step("Back and a reload find what was chosen; no state holds a word at any moment", "plain",
	phone, async page => {
		const chosen = '{"signpost":["audience=attorneys"]}';
		const found = () => until(page, () => document.querySelector(".signpost-chosen") &&
			document.querySelector("input[value=attorneys]").checked);

		await page.go(before);
		await page.go(list);
		await page.run(watchStates);
		await search(page, "zqxmark");
		await there(page, ".signpost-chosen");
		await untilFocused(page, "signpost-count");
		equal(await kept(page), '{"signpost":[]}', "after a search");
		await press(page, ".signpost-chosen a");
		await until(page, () => !document.querySelector(".signpost-chosen"));
		await choose(page, "audience", "attorneys");
		await found();
		equal(await page.run(() => window.states), [
			'replaceState [{"signpost":[]},""]', 'replaceState [{"signpost":[]},""]',
			`replaceState [${chosen},""]`], "all states");
		await press(page, ".signpost-card :is(h3, h4) a");
		await until(page, () => location.pathname.startsWith("/referrals/e/"));
		equal(await kept(page), "null", "on an entry");
		await page.back();
		await found();
		equal(await kept(page), chosen, "after Back");
		await page.reload();
		await found();
		equal(await kept(page), chosen, "after a reload");
		equal(await page.address(), list, "address");
		await press(page, exit);
		await untilAt(page, away);
		equal(await kept(page), "null", "after the exit");
		await page.back();
		await until(page, each => location.href !== each, away);
		equal((await page.address()).includes("/referrals/"), false, "Back from there");
	});

step("the exit empties the state before the page", "plain", phone, async page => {
	await page.go(list);
	await choose(page, "audience", "attorneys");
	await there(page, ".signpost-chosen");
	equal(await kept(page), '{"signpost":["audience=attorneys"]}', "before");
	/* It leads to here, so that what it did can be asked for. */
	await page.run(each => {
		const root = document.documentElement, { replaceChildren } = root;
		const { replaceState } = history;

		document.querySelector(each).href = "#left";
		window.done = [];
		history.replaceState = (...values) => {
			window.done.push(`state ${JSON.stringify(values[0])}`);
			return replaceState.apply(history, values);
		};
		root.replaceChildren = () => {
			window.done.push(`blank, state ${JSON.stringify(history.state)}`);
			replaceChildren.call(root);
		};
	}, exit);
	await press(page, exit);
	equal(await until(page, () => location.hash === "#left" && window.done),
		["state null", "blank, state null"], "in which order");
});

step("a start link shows its list in its place", "plain", phone, async page => {
	await page.go(list);
	const entries = await page.run(() => history.length);

	await press(page, ".signpost-starts a");
	await there(page, ".signpost-chosen");
	equal(await page.address(), list, "address");
	equal(await page.run(() => history.length), entries, "history");
	await isBelowBar(page);
});

step("a start link to what a long filter leaves out shows its list, and Back finds it again",
	"plain", phone, async page => {
		const found = () => until(page, () => document.querySelector(".signpost-chosen") &&
			document.querySelector("input[value=t44]").checked);

		await page.go(`${addresses.arabic}/referrals/`);
		equal(await page.run(() => document.querySelectorAll("input[value=t44]").length), 0,
			"boxes before");
		await press(page, ".signpost-starts a[href*=t44]");
		await found();
		equal(await kept(page), '{"signpost":["topic=t44"]}', "state");
		await press(page, ".signpost-card :is(h3, h4) a");
		await until(page, () => location.pathname.startsWith("/referrals/e/"));
		await page.back();
		await found();
		equal(await page.run(() => document.querySelectorAll("input[value=t44]").length), 1,
			"boxes after Back");
		await press(page, ".signpost-chosen a");
		await until(page, () => !document.querySelector(".signpost-chosen"));
		equal(await kept(page), '{"signpost":[]}', "state after it was taken away");
	});

/* In the page: whether the frame is as high as what it shows. */
function isAsHigh() {
	const frame = document.querySelector("iframe");
	const inside = frame.contentDocument?.documentElement.offsetHeight;
	return inside > 300 && frame.clientHeight === inside && inside;
}

step("a frame gets its height, and a new one after a filter", "plain", phone, async page => {
	await page.go(`${addresses.site}/frame.html`);
	const whole = await until(page, isAsHigh);

	await choose(page, "audience", "attorneys", true);
	await there(page, ".signpost-chosen", true);
	const filtered = await until(page, isAsHigh);
	equal(filtered < whole, true, `${filtered} after ${whole}`);
	await page.go(`${addresses.shells}/frame.html`);
	await until(page, () => parseFloat(document.querySelector("iframe").style.height) > 300);
});

step("an element takes the list in", "plain", desk, async page => {
	await page.go(`${addresses.site}/element.html`);
	await there(page, "signpost-section .signpost-count");
	equal(await page.run(each => document.querySelector(each).clientWidth > 300,
		"signpost-section"), true, "width");
});

step("on a wide screen the filters stand open beside the list", "plain", desk, async page => {
	await page.go(list);
	const { right, bottom, top } = await page.run(box, "#signpost-facet-audience");

	equal(right < (await page.run(box, ".signpost-count")).left && bottom - top > 20, true,
		`filters to ${right}`);
});

step("the way out and the search keep words and borders", "forced colors", phone, async page => {
	await page.go(list);
	equal(await page.run(() => matchMedia("(forced-colors: active)").matches), true, "colors");
	equal(await isSeen(page, exit), true, "words of the way out");
	equal(await isSeen(page, ".signpost-dial"), true, "words of a button");
	for (const what of [".signpost-exit a", ".signpost-dial", "input[type=search]",
		".signpost-card", ".signpost-crisis"])
		equal(await page.run(each => getComputedStyle(document.querySelector(each)).borderTopStyle,
			what), "solid", `border of ${what}`);
});

/* In the page: buttons whose words and number are not on one line. */
function brokenButtons() {
	return [...document.querySelectorAll(".signpost-dial")].filter(each => {
		const range = document.createRange();

		range.selectNodeContents(each);
		const lines = [...range.getClientRects()].filter(box => box.width > 1);
		return lines.some(one => one.top >= lines[0].bottom);
	}).map(each => each.textContent);
}

for (const [width, paths] of [[320, [""]],
	[360, ["", "?audience=workers", "phones", "e/hstu"]]])
	step(`each button of a number is one line at ${width} px, in Spanish too`, "plain", { width, height: 640 },
		async page => {
			for (const lang of ["en", "es"])
				for (const path of paths) {
					await page.go(`${list}${path}${path.includes("?") ? "&" : "?"}lang=${lang}`);
					none(await page.run(brokenButtons), `${path} in ${lang}`);
				}
		});

/* In the page: the columns of a list that is so wide. */
function columns(width) {
	document.querySelector(".signpost-list").style.width = width;
	return getComputedStyle(document.querySelector(".signpost-columns")).gridTemplateColumns;
}

step("filters are a column of 17rem where the section has 60rem, however wide the page", "plain",
	desk, async page => {
		await page.go(list);
		equal((await page.run(columns, "60rem")).split(" ")[0], "272px", "60rem");
		equal(await page.run(columns, "59.9rem"), "none", "less");
		await page.go(hosts.find(each => each.name === "column").address);
		equal(await page.run(columns, "auto"), "none", "a narrow column of a wide page");
		const panel = await page.run(box, ".signpost-panel > summary");
		const count = await page.run(box, ".signpost-count");
		const main = await page.run(box, "main");
		equal(panel.height >= 44 && panel.bottom <= count.top && count.left === panel.left &&
			count.right <= main.right && main.width === 320, true, JSON.stringify([panel, count]));
	});

for (const wish of ["plain", "forced colors"])
	step("on pages whose style takes much away all is seen", wish, phone, async page => {
		for (const { name, address } of hosts) {
			await page.go(address);
			await page.run(() => document.querySelectorAll(".signpost details").forEach(each => {
				each.open = true;
			}));
			none((await page.run(faults)).slice(0, 40), name);
		}
	});

step("nothing is cut off, and the bar leaves room to read", "text of twice the size", phone,
	async page => {
		await page.go(list);
		equal(await page.run(() => getComputedStyle(document.documentElement).fontSize), "32px",
			"size");
		equal(await page.run(() => document.documentElement.scrollWidth -
			document.documentElement.clientWidth), 0, "wider than the screen by");
		equal(await isSeen(page, exit), true, "words of the way out");
		await page.run(() => scrollTo(0, 1000));
		const bar = await page.run(box, ".signpost-bar"), height = await page.run(() => innerHeight);
		equal(bar.bottom <= height / 4, true, `bar to ${bar.bottom} of ${height}`);
	});

step("what is folded opens and closes", "plain", phone, async page => {
	const isShown = () => page.run(() =>
		document.querySelector(".signpost-safety p").checkVisibility());

	await page.go(list);
	equal(await isShown(), false, "before");
	await press(page, ".signpost-safety > summary");
	await until(page, () => document.querySelector(".signpost-safety").open);
	equal(await isShown(), true, "open");
	await press(page, ".signpost-safety > summary");
	await until(page, () => !document.querySelector(".signpost-safety").open);
	equal(await isShown(), false, "closed");
});

step("an entry can be copied as a text", "no script", desk, async page => {
	await page.go(`${addresses.intranet}/referrals/e/whd`);
	await open(page, ".signpost-copy");
	await press(page, ".signpost-copy textarea");
	const text = await until(page, () => document.activeElement.value);

	for (const words of ["Wage and Hour Division", "866-487-9243"])
		equal(text.includes(words), true, `${words} in ${text}`);
});

for (const engine of engines) {
	for (const { sentence, wish, size, run } of steps)
		proves(`${engine.name}, ${wish}: ${sentence}`, async () => {
			const lack = engine.lacks(wish);
			if (lack) return skip(lack.what, lack.isToBe);
			return engine.visit(wish, size, run);
		});
	proves(`${engine.name} ends`, () => engine.close());
}
