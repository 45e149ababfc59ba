"use strict";
/* What stands where on a phone, what stays in sight, and what is there again. */

const { addresses, unfold, untilSeen, EXIT } = require("./stand.js");
const { proves, none, equal } = require("./tap.js");

const list = `${addresses.site}/referrals/`;
const phone = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true };
const languages = ["en", "es"];

/* In the page: the top and bottom of what a selector finds first. */
function place(what) {
	const { top, bottom, height } = document.querySelector(what).getBoundingClientRect();
	return { top: top + scrollY, bottom: bottom + scrollY, height };
}

async function choose(page, value) {
	await unfold(page);
	await page.check(`input[value=${value}]`);
	await page.click(".signpost-filters button");
	await page.waitForSelector(".signpost-chosen");
}

proves("on a phone the bar is one row of 56 px, and 911 stands in the first screen", stand =>
	stand.visit({ ...phone, viewport: { width: 360, height: 640 } }, async page => {
		for (const lang of languages) {
			await page.goto(`${list}?lang=${lang}`);
			const bar = await page.evaluate(place, ".signpost-bar");
			const last = await page.evaluate(place, ".signpost-crisis a[href='tel:911']");

			equal(bar.height <= 57, true, `${lang}: a bar of ${bar.height} px`);
			equal(last.bottom <= 640, true, `${lang}: 911 ends at ${last.bottom}`);
		}
	}));

proves("in the narrowest window the bar is one row too", stand =>
	stand.visit({ ...phone, viewport: { width: 320, height: 640 } }, async page => {
		for (const lang of languages) {
			await page.goto(`${list}?lang=${lang}`);
			equal((await page.evaluate(place, ".signpost-bar")).height <= 57, true, lang);
		}
	}));

proves("what a page is about stands whole in the first screen of a phone, in either language",
	stand => stand.visit(phone, async page => {
		for (const lang of languages)
			for (const [path, edge] of [["e/whd", "bottom"], ["phones", "bottom"],
				["nowhere", "bottom"], ["e/uscis", "top"]]) { /* of five lines */
				await page.goto(`${addresses.plain}/referrals/${path}?lang=${lang}`);
				const at = await page.evaluate(place, "h1");

				equal(at[edge] < 640, true, `${path} in ${lang}: the ${edge} of its title, ${at[edge]}`);
			}
	}));

/* In the page: how high each crisis row is, and how much of the box's width is used. */
function rows() {
	const of = each => each.getBoundingClientRect();
	const outer = of(document.querySelector(".signpost-crisis"));
	const [buttons] = [...document.querySelectorAll(".signpost-crisis .signpost-row")]
		.map(row => [...row.querySelectorAll(".signpost-dial")].map(of))
		.filter(each => each.length > 1);

	return {
		heights: [...document.querySelectorAll(".signpost-crisis .signpost-row")]
			.map(each => of(each).height),
		used: (Math.max(...buttons.map(each => each.right)) - outer.left) / outer.width,
		isBeside: buttons[0].top === buttons[1].top && buttons[0].right < buttons[1].left,
	};
}

proves("on a wide screen the buttons of a crisis line stand beside each other, and fill its box",
	stand => stand.visit({ viewport: { width: 1440, height: 900 } }, async page => {
		for (const lang of languages)
			for (const path of [`${addresses.plain}/referrals/?lang=${lang}`,
				`${addresses.plain}/referrals/e/whd?lang=${lang}`,
				`${addresses.site}/get-help.html?sp-lang=${lang}`]) {
				await page.goto(path);
				const { heights, used, isBeside } = await page.evaluate(rows);

				equal(isBeside, true, `${path} in ${lang}: beside each other`);
				equal(used > 0.8, true, `${path} in ${lang}: ${used} of the width`);
				none(heights.filter(each => each > 130), `${path} in ${lang}: high rows`);
			}
	}));

proves("on a wide screen every number of a card has words beside it", stand =>
	stand.visit({ viewport: { width: 1440, height: 900 } }, async page => {
		for (const query of ["", "?audience=workers"]) {
			await page.goto(`${addresses.plain}/referrals/${query}`);
			const found = await page.locator(".signpost-card .signpost-phone").evaluateAll(all => all.map(each => {
				const [words, ways] = [":scope > p", ":scope > .signpost-ways"]
					.map(what => each.querySelector(what)?.getBoundingClientRect());
				return Boolean(words && ways) && words.right <= ways.left && words.top < ways.bottom;
			}));

			equal(found.length > 2, true, `${found.length} numbers`);
			equal(found.filter(each => !each).length, 0, `without, ${query}`);
		}
	}));

/* In the page: what is to be pressed and is smaller than it must be. */
function small([least, dialed]) {
	return [...document.querySelectorAll("a[href], button, summary, label, input:not([type=hidden])")]
		.filter(each => each.checkVisibility() && !each.closest(".signpost-hidden") &&
			!each.matches(".signpost-skip, label input"))
		.filter(each => {
			const most = /^(tel|sms):/.test(each.getAttribute("href")) ? dialed : least;
			const { height, width } = each.getBoundingClientRect();

			return height < most || width < least;
		})
		.map(each => `${Math.round(each.getBoundingClientRect().height)} ${each.outerHTML.slice(0, 100)}`);
}

proves("what is dialed is 44 px high for a thumb, and all else 24 px", stand =>
	stand.visit(phone, async page => {
		for (const lang of languages)
			for (const path of ["", "?audience=workers", "?audience=workers&service=statistics",
				"?per_page=10", "e/whd", "e/dhs", "phones", "nowhere", "last-resort"]) {
				await page.goto(`${list}${path}${path.includes("?") ? "&" : "?"}lang=${lang}`);
				none(await page.evaluate(small, [24, 44]), `${path} in ${lang}`);
			}
	}));

/* In the page: where another number is dialed than the one that is seen there. */
function misdialed() {
	return [...document.querySelectorAll(".signpost-dial")]
		.filter(each => each.checkVisibility())
		.filter(each => {
			each.scrollIntoView({ block: "center" });
			const { left, right, top, bottom } = each.getBoundingClientRect();

			for (let x = left + 3; x < right - 3; x += 8)
				for (const y of [top + 3, bottom - 3])
					if (!each.contains(document.elementFromPoint(x, y))) return true;
			return false;
		})
		.map(each => each.outerHTML);
}

proves("a button dials its own number up to its edges", stand => stand.visit(phone, async page => {
	for (const lang of languages)
		for (const path of ["", "?audience=workers", "e/whd", "phones", "last-resort"]) {
			await page.goto(`${list}${path}${path.includes("?") ? "&" : "?"}lang=${lang}`);
			none(await page.evaluate(misdialed), `${path} in ${lang}`);
		}
}));

proves("a bar that text of twice the size makes high does not stay in sight", stand =>
	stand.visit({ ...phone, bypassCSP: true }, async page => {
		await page.goto(list);
		await page.addStyleTag({ content: ":root { font-size: 200% }" });
		await page.evaluate(() => scrollTo(0, 1000));
		const { bottom } = await page.evaluate(() =>
			document.querySelector(".signpost-bar").getBoundingClientRect());

		equal(bottom <= 0, true, `it ends at ${bottom}`);
	}));

/* Whether hiding the words changes the picture. */
async function isSeen(page, what) {
	const at = page.locator(what);
	const before = await at.screenshot();

	await at.locator("span").evaluate(each => { each.style.visibility = "hidden"; });
	return !before.equals(await at.screenshot());
}

proves("with forced colors the way out says where it leads", async stand => {
	for (const colorScheme of ["light", "dark"])
		await stand.visit({ forcedColors: "active", colorScheme, bypassCSP: true }, async page => {
			await page.goto(list);
			equal(await isSeen(page, ".signpost-exit a"), true, `its words, ${colorScheme}`);
		});
});

proves("what was found stands below the bar, with the script and without", async stand => {
	for (const how of [phone, { ...phone, javaScriptEnabled: false }])
		await stand.visit(how, async page => {
			await page.goto(list);
			if (how.javaScriptEnabled === false) {
				await page.click(".signpost-panel > summary");
				await page.check("input[value=attorneys]");
				await page.click(".signpost-filters button");
				await page.waitForSelector(".signpost-chosen");
			} else {
				await choose(page, "attorneys");
			}
			await untilSeen(page, ".signpost-count");
			const [bar, count] = await page.evaluate(() => [".signpost-bar", ".signpost-count"]
				.map(each => document.querySelector(each).getBoundingClientRect()));

			equal(count.top >= bar.bottom, true, `count at ${count.top}, bar to ${bar.bottom}`);
		});
});

const kept = page => page.evaluate(() => JSON.stringify(history.state));
const state = '{"signpost":["audience=attorneys"]}';

proves("Back and a reload find what was chosen, and no state ever holds a word", async stand => {
	await stand.visit({}, async page => {
		const found = () => page.waitForFunction(() =>
			document.querySelector(".signpost-chosen") &&
			document.querySelector("input[value=attorneys]").checked);

		await page.goto(list);
		await page.fill("input[type=search]", "zqxmark");
		await page.press("input[type=search]", "Enter");
		await page.waitForSelector(".signpost-chosen");
		equal(await kept(page), '{"signpost":[]}', "after a search");
		await page.fill("input[type=search]", "");
		await choose(page, "attorneys");
		await page.waitForFunction(state => JSON.stringify(history.state) === state, state);
		await page.click(".signpost-card a >> nth=0");
		await page.waitForURL("**/e/*");
		equal(await kept(page), "null", "on an entry");
		await page.goBack();
		await found();
		equal(await kept(page), state, "after Back");
		await page.reload();
		await found();
		equal(await kept(page), state, "after a reload");
		equal(page.url(), list, "address");
		none(page.wrong, "errors");
	});
});

proves("the way out leaves no state behind", async stand => {
	await stand.visit({}, async page => {
		let release;
		const held = new Promise(done => { release = done; });

		await page.context().route(`${EXIT}**`, async route => {
			await held;
			await route.fallback();
		});
		await page.goto(list);
		await choose(page, "attorneys");
		const left = new Promise(done => page.exposeFunction("tell", done));
		await page.evaluate(() => new MutationObserver(() =>
			window.tell(JSON.stringify(history.state))).observe(
			document.documentElement, { childList: true }));
		await page.click(".signpost-exit a", { noWaitAfter: true });
		equal(await left, "null", "state");
		release();
		await page.waitForURL(EXIT);
	});
});

proves("a host's page gets no state", async stand => {
	await stand.visit({}, async page => {
		await page.goto(`${addresses.site}/get-help.html`);
		await choose(page, "attorneys");
		equal(await kept(page), "null", "state");
	});
});

proves("a start link leaves no more behind than the form does", async stand => {
	await stand.visit({}, async page => {
		await page.goto(list);
		const before = await page.evaluate(() => history.length);

		await page.click(".signpost-starts a >> nth=1");
		await page.waitForSelector(".signpost-chosen");
		equal(page.url(), list, "address");
		equal(await page.evaluate(() => history.length), before, "history");
		equal(await page.isChecked("input[value=workers]"), true, "its box");
		await page.click(".signpost-chosen a >> nth=0");
		await page.waitForSelector(".signpost-chosen", { state: "detached" });
		equal(page.url(), list, "address");
		none(page.wrong, "errors");
	});
});

proves("the element moves nothing when its list comes", async stand => {
	await stand.visit({}, async page => {
		await page.addInitScript(() => {
			window.moved = 0;
			new PerformanceObserver(all => all.getEntries().forEach(each => {
				window.moved += each.value;
			})).observe({ type: "layout-shift", buffered: true });
		});
		await page.goto(`${addresses.site}/element.html`);
		await page.waitForSelector("signpost-section .signpost-count");
		await page.evaluate(() => new Promise(done =>
			requestAnimationFrame(() => requestAnimationFrame(done))));
		const moved = await page.evaluate(() => window.moved);

		equal(moved <= 0.05, true, `moved by ${moved}`);
	});
});
