"use strict";
/* Leaving a page, and what stays behind of a visit. */

const { addresses, unfold, EXIT } = require("./stand.js");
const { proves, none, equal } = require("./tap.js");

const list = `${addresses.site}/referrals/`;
const BEFORE = `${addresses.site}/about.html`;

async function press(page, ...keys) {
	for (const key of keys)
		await page.keyboard.press(key);
}

/* Whoever goes back from the site that the exit leads to must not land on the
 * page that was left. */
async function isGone(page) {
	await page.waitForURL(EXIT);
	await page.goBack();
	equal(page.url(), BEFORE, "back");
}

proves("the exit blanks the page, and Back does not return to it", async stand => {
	await stand.visit({}, async page => {
		let release;
		const held = new Promise(done => { release = done; });

		await page.context().route(`${EXIT}**`, async route => {
			await held;
			await route.fallback();
		});
		await page.goto(BEFORE);
		await page.goto(list);
		const left = new Promise(done => page.exposeFunction("tell", done));
		await page.evaluate(() => new MutationObserver(() =>
			window.tell(document.documentElement.outerHTML)).observe(
			document.documentElement, { childList: true }));
		await page.click(".signpost-exit a", { noWaitAfter: true });
		equal(await left, '<html lang="en" dir="ltr"></html>', "what is left");
		release();
		await isGone(page);
		none(page.wrong, "errors");
	});
});

proves("Shift three times leaves, and says how many are missing", async stand => {
	await stand.visit({}, async page => {
		const said = () => page.textContent(".signpost-exit [role=status]");

		await page.goto(BEFORE);
		await page.goto(list);
		equal(await page.isVisible("text=or press Shift three times"), true, "hint");
		await press(page, "Shift");
		equal(await said(), "Press Shift 2 more times to leave.", "after one");
		await press(page, "Shift");
		equal(await said(), "Press Shift 1 more time to leave.", "after two");
		await press(page, "Shift");
		await isGone(page);
	});
});

proves("another key between starts the counting again", async stand => {
	await stand.visit({}, async page => {
		await page.goto(list);
		await press(page, "Shift", "Shift", "a", "Shift", "Shift", "ArrowDown", "Shift");
		equal(page.url(), list, "address");
		equal(await page.textContent(".signpost-exit [role=status]"),
			"Press Shift 2 more times to leave.", "count");
	});
});

proves("Shift as part of another key does not count", async stand => {
	await stand.visit({}, async page => {
		await page.goto(list);
		await press(page, "Shift+A", "Shift+Tab", "Shift+B", "Control+Shift", "Alt+Shift", "Shift+C");
		equal(page.url(), list, "address");
		equal(await page.textContent(".signpost-exit [role=status]"), "", "said");
	});
});

proves("five seconds after the last press the counting starts again", async stand => {
	await stand.visit({}, async page => {
		await page.clock.install();
		await page.goto(list);
		await press(page, "Shift", "Shift");
		await page.clock.runFor(5100);
		equal(await page.textContent(".signpost-exit [role=status]"),
			"You are still on this page.", "said");
		await press(page, "Shift");
		equal(page.url(), list, "address");
	});
});

proves("without a script the exit is a plain link that tells no address", async stand => {
	await stand.visit({ javaScriptEnabled: false }, async page => {
		let referrer = "none was asked";

		page.on("request", request => {
			if (request.url() === EXIT) referrer = request.headers().referer;
		});
		await page.goto(list);
		await page.click(".signpost-exit a");
		await page.waitForURL(EXIT);
		equal(referrer, undefined, "referrer");
		await page.goto(list);
		equal(await page.isVisible("text=or press Shift three times"), false, "hint");
	});
});

proves("the exit stays in sight of who reads on", async stand => {
	await stand.visit({ viewport: { width: 320, height: 500 } }, async page => {
		await page.goto(list);
		await page.evaluate(() => scrollTo(0, document.body.scrollHeight / 2));
		equal(await page.evaluate(() => {
			const { top, bottom } = document.querySelector(".signpost-exit a")
				.getBoundingClientRect();
			return top >= 0 && bottom <= innerHeight;
		}), true, "in sight");
	});
});

for (const [name, site, entry] of [["our own layout", "plain", "whd"],
	["a site's own layout", "other", "whd"], ["three languages", "arabic", "top"]])
	for (const width of [320, 1440])
		proves(`in ${name} the exit stays in sight of who reads on, ${width} px wide`,
			async stand => {
				await stand.visit({ viewport: { width, height: 600 } }, async page => {
					for (const path of ["", `e/${entry}`, "phones"]) {
						await page.goto(`${addresses[site]}/referrals/${path}`);
						await page.evaluate(() => scrollTo(0, document.body.scrollHeight / 2));
						const [top, isOnTop] = await page.evaluate(() => {
							const exit = document.querySelector(".signpost-exit a");
							const { x, y, width, height } = exit.getBoundingClientRect();

							return [y, exit.contains(document.elementFromPoint(x + width / 2,
								y + height / 2))];
						});

						equal(top >= 0 && top < 60 && isOnTop, true, `${path} at ${top}`);
					}
				});
			});

proves("the intranet and a host that did not ask have no exit", async stand => {
	for (const address of [`${addresses.intranet}/referrals/`,
		`${addresses.shells}/strict.html`]) {
		const { text } = await stand.fetch(address);

		equal(text.includes("signpost-exit"), false, address);
	}
	equal((await stand.fetch(`${addresses.intranet}/referrals/?exit=on`)).text
		.includes("signpost-exit"), false, "asked for inside");
	equal((await stand.fetch(`${list}?exit=off&crisis=off`)).text
		.includes("data-signpost-exit"), true, "a link cannot take it away");
});

proves("the notice says what stays, and claims to erase nothing", async stand => {
	await stand.visit({}, async page => {
		await page.goto(list);
		await page.click(".signpost-safety summary");
		const text = await page.innerText(".signpost-safety");

		for (const words of ["names its filters", "erases nothing", "stay listed on the phone"])
			equal(text.includes(words), true, words);
		await page.goto(`${list}e/hstu`);
		equal(await page.isVisible(".signpost-safety"), true, "on an entry");
	});
});

/* A long visit: filters with and without a reload, entries, lines, a frame. */
async function tour(page) {
	await page.goto(`${addresses.site}/get-help.html`);
	await unfold(page);
	await page.check("input[value=attorneys]");
	await page.click(".signpost-filters button");
	await page.waitForFunction(() =>
		document.querySelector(".signpost-count").textContent !== "38 entries");
	await page.goto(`${list}?audience=workers`);
	await page.click(".signpost-card h4 a");
	await page.waitForURL("**/e/*");
	await page.goto(`${list}phones`);
	await page.goto(`${addresses.shells}/frame.html`);
	await page.goto(`${addresses.shells}/element.html`);
	await page.waitForSelector("signpost-section .signpost-count");
}

proves("no other host is asked for anything, and nothing is kept in the browser",
	async stand => {
		await stand.visit({}, async page => {
			await tour(page);
			none(page.asked.filter(address => !Object.values(addresses)
				.some(site => address.startsWith(`${site}/`))), "asked");
			equal(await page.context().cookies(), [], "cookies");
			for (const address of [list, `${addresses.shells}/element.html`]) {
				await page.goto(address);
				equal(await page.evaluate(async () => [localStorage.length,
					sessionStorage.length, (await indexedDB.databases()).length,
					(await caches.keys()).length,
					(await navigator.serviceWorker.getRegistrations()).length]),
				[0, 0, 0, 0, 0], "storage");
			}
		});
	});

proves("history holds navigations only, and titles no words", async stand => {
	await stand.visit({}, async page => {
		await page.goto(list);
		const before = await page.evaluate(() => history.length);

		await page.check("input[value=attorneys]");
		await page.click(".signpost-filters button");
		await page.waitForSelector(".signpost-chosen");
		equal(await page.evaluate(() => history.length), before, "history");
		equal(page.url(), list, "address");
		equal(await page.evaluate(() => history.state), { signpost: ["audience=attorneys"] },
			"state");
		await page.goto(`${list}?audience=attorneys&q=secret`);
		equal(await page.title(), "Referral list", "title");
		equal((await page.innerText("body")).includes("secret"), false, "words on the page");
	});
});

proves("no header tells what was asked for", async stand => {
	const { headers } = await stand.fetch(`${list}?audience=attorneys&q=secret`);

	for (const [name, value] of headers)
		equal(/secret|attorneys/.test(value), false, name);
	equal(headers.get("referrer-policy"), "no-referrer", "referrer policy");
	equal(/unsafe|\*|https?:/.test(headers.get("content-security-policy")), false, "policy");
});
