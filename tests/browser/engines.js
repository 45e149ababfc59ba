"use strict";
/* Three engines, driven alike: a row for each. A page of any has go(address),
 * back(), reload(), address(), run(function, ...arguments) in the page, pressAt(x, y),
 * keys(...), picture(selector) and close(). */

const fs = require("node:fs");
const path = require("node:path");
const { chromium, firefox } = require("playwright-core");
const { Driver } = require("./webdriver.js");
const { args } = require("./stand.js");

/* No name is looked up: who asks for another host asks nobody. */
const NOBODY = 9;

class PlaywrightPage {
	constructor(context, page) {
		this.context = context;
		this.page = page;
	}

	static async open(browser, { width, height }, options) {
		const context = await browser.newContext({ viewport: { width, height }, ...options });

		return new PlaywrightPage(context, await context.newPage());
	}

	go(address) {
		return this.page.goto(address);
	}

	/* Firefox tells of no load of a page that it has kept whole. */
	back() {
		return this.run(() => history.back());
	}

	reload() {
		return this.page.reload();
	}

	address() {
		return this.run(() => location.href);
	}

	/* As text, which no policy of a page forbids. */
	run(what, ...values) {
		return this.page.evaluate(`(${what})(...${JSON.stringify(values)})`);
	}

	pressAt(x, y) {
		return this.page.mouse.click(x, y);
	}

	async keys(...keys) {
		for (const key of keys) await this.page.keyboard.press(key);
	}

	async picture(what) {
		const clip = await this.run(each => {
			const { x, y, width, height } = document.querySelector(each).getBoundingClientRect();
			return { x, y, width, height };
		}, what);

		return (await this.page.screenshot({ clip })).toString("base64");
	}

	close() {
		return this.context.close();
	}
}

/* How a reader's wish is set in each: options of the browser, then of the page, then
 * what is done to a page once it is there. What an engine has not is missing. */
const engines = [
	{
		name: "Chromium", command: "chromium",
		wishes: {
			plain: [[], {}],
			"no script": [[], { javaScriptEnabled: false }],
			"forced colors": [[], { forcedColors: "active" }],
			"text of twice the size": [["--blink-settings=defaultFontSize=32"], {}],
		},
		start: options => chromium.launch({ executablePath: "/usr/bin/chromium",
			args: [...args, ...options] }),
		open: PlaywrightPage.open,
	},
	{
		name: "Firefox", command: "firefox-esr",
		wishes: {
			plain: [{}],
			"no script": [{ "javascript.enabled": false }],
			"forced colors": [{ "browser.display.document_color_use": 2 }],
			"text of twice the size": [{ "font.size.variable.x-western": 32 }],
		},
		/* The channel is what makes Playwright speak WebDriver BiDi. Firefox does not start
		 * with the clock that tests/hours preloads. */
		start: options => firefox.launch({ executablePath: "/usr/bin/firefox-esr",
			channel: "moz-firefox", env: { ...process.env, LD_PRELOAD: "" }, firefoxUserPrefs: { "network.proxy.type": 1,
				"network.proxy.http": "127.0.0.1", "network.proxy.http_port": NOBODY,
				"network.proxy.ssl": "127.0.0.1", "network.proxy.ssl_port": NOBODY, ...options } }),
		open: PlaywrightPage.open,
	},
	{
		name: "WebKit", command: "WebKitWebDriver",
		wishes: {
			plain: [[], []],
			"no script": [[], ["--enable-javascript-markup=false"]],
			"text of twice the size": [[], [], () => {
				document.documentElement.style.fontSize = "200%";
			}],
		},
		start: () => Driver.start(),
		open: (driver, ...more) => driver.open(...more),
	},
];

function isThere(command) {
	return process.env.PATH.split(":").some(folder => fs.existsSync(path.join(folder, command)));
}

/* The engine with what was started of it, so that each wish starts a browser once. */
class Engine {
	constructor(row) {
		Object.assign(this, row, { started: new Map() });
	}

	/* Why a test that wants this cannot be run, or nothing. */
	lacks(wish) {
		if (!isThere(this.command) || (this.name === "WebKit" && !isThere("Xvfb")))
			return { what: `${this.command} is not installed`, isToBe: true };
		if (!this.wishes[wish]) return { what: `${this.name} has no ${wish}` };
		return null;
	}

	/* A page of a new visitor for the length of `use(page)`. */
	async visit(wish, size, use) {
		const [options, ...more] = this.wishes[wish];
		const key = JSON.stringify(options);

		if (!this.started.has(key)) this.started.set(key, await this.start(options));
		const page = await this.open(this.started.get(key), size, ...more);
		try {
			return await use(page);
		} finally {
			await page.close();
		}
	}

	async close() {
		for (const each of this.started.values()) await each.close();
		this.started.clear();
	}
}

module.exports = { engines: engines.map(row => new Engine(row)) };
