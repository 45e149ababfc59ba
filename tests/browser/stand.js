"use strict";
/* The browser, and the servers that tests/system/test-browser.py has started. */

const fs = require("node:fs");
const path = require("node:path");
const { chromium } = require("playwright-core");

const addresses = JSON.parse(process.env.SIGNPOST_STAND);
const shown = process.env.SIGNPOST_SHOWN;
const EXIT = "https://www.weather.gov/";
const WAIT_MS = 60000; /* many times what a busy machine needs */

/* No name is looked up: who asks for another host fails. */
const args = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"];
if (process.getuid() === 0)
	args.push("--no-sandbox");

class Stand {
	static async start() {
		const stand = new Stand();
		stand.browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args });
		return stand;
	}

	close() {
		return this.browser.close();
	}

	/* A page of a new visitor, for the length of `use(page)`. What goes wrong in it
	 * is in page.wrong, every request in page.asked. */
	async visit(options, use) {
		const context = await this.browser.newContext(options);
		try {
			await context.route(`${EXIT}**`, route => route.fulfill({
				contentType: "text/html",
				body: "<!DOCTYPE html><title>Weather</title><p>Weather.",
			}));
			const page = await context.newPage();
			page.setDefaultTimeout(WAIT_MS);
			page.wrong = [];
			page.asked = [];
			page.on("console", message => {
				if (message.type() === "error") page.wrong.push(message.text());
			});
			page.on("pageerror", error => page.wrong.push(String(error)));
			context.on("request", request => page.asked.push(request.url()));
			return await use(page);
		} finally {
			await context.close();
		}
	}

	/* The text of an answer, and its status and headers. */
	async fetch(address) {
		const answer = await fetch(address, { redirect: "manual" });
		return { status: answer.status, headers: answer.headers, text: await answer.text() };
	}
}

/* Unfolds what the filters stand in, in a page or frame. */
function unfold(page) {
	return page.locator(".signpost-panel, .signpost-facet").evaluateAll(all =>
		all.forEach(each => { each.open = true; }));
}

/* Waits until what a selector finds lies in the window: an address with a part of a page
 * scrolls there after the page is built. Returns where it lies, in px. */
async function untilSeen(page, what) {
	for (const began = Date.now(); ;) {
		const { y } = await page.locator(what).boundingBox();

		if (y > -1 && y < page.viewportSize().height) return y;
		if (Date.now() - began > WAIT_MS)
			throw new Error(`${what} at ${y} after ${WAIT_MS} ms`);
		await new Promise(done => setTimeout(done, 20));
	}
}

/* Writes a picture, or whatever has the name, below the build folder. */
function show(name, bytes) {
	fs.writeFileSync(path.join(shown, name), bytes);
	return path.join(shown, name);
}

module.exports = { Stand, addresses, args, show, shown, unfold, untilSeen, EXIT };
