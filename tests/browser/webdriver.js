"use strict";
/* WebKit, which WebKitWebDriver drives over HTTP (W3C WebDriver), on a screen that
 * Xvfb keeps in memory. */

const fs = require("node:fs");
const http = require("node:http");
const net = require("node:net");
const os = require("node:os");
const path = require("node:path");
const { spawn } = require("node:child_process");

const KEYS = { Enter: "\uE007", Shift: "\uE008", Tab: "\uE004" };
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf"; /* the name that W3C gave it */
const WAIT_MS = 60000; /* many times what a busy machine needs */

function freePort() {
	return new Promise(done => {
		const server = net.createServer().listen(0, "127.0.0.1", () => {
			const { port } = server.address();
			server.close(() => done(port));
		});
	});
}

/* Nothing of whoever runs this is read or written, and no bus is asked. */
function environment(folder) {
	const env = { ...process.env, HOME: folder, XDG_RUNTIME_DIR: folder, NO_AT_BRIDGE: "1",
		GSETTINGS_BACKEND: "memory", WEBKIT_DISABLE_COMPOSITING_MODE: "1" };

	for (const name of ["DBUS_SESSION_BUS_ADDRESS", "WAYLAND_DISPLAY", "XDG_CONFIG_HOME",
		"XDG_CACHE_HOME", "XDG_DATA_HOME"])
		delete env[name];
	return env;
}

/* What the driver says to one request; a fault is what it says is wrong. */
function say(port, method, where, body) {
	return new Promise((done, failed) => {
		const request = http.request({ host: "127.0.0.1", port, method, path: where,
			headers: { "Content-Type": "application/json" } }, async answer => {
			let text = "";

			for await (const piece of answer) text += piece;
			const { value } = JSON.parse(text);
			if (answer.statusCode === 200) done(value);
			else failed(new Error(`${method} ${where}: ${value.error}: ${value.message}`));
		});

		request.on("error", failed);
		request.end(body && JSON.stringify(body));
	});
}

class Driver {
	/* With a screen whose number nobody has, and a port likewise. */
	static async start() {
		const driver = new Driver();

		driver.folder = fs.mkdtempSync(path.join(os.tmpdir(), "webkit."));
		driver.env = environment(driver.folder);
		driver.port = await freePort();
		driver.screen = spawn("Xvfb", ["-displayfd", "3", "-nolisten", "tcp", "-screen", "0",
			"1600x1000x24"], { stdio: ["ignore", "ignore", "ignore", "pipe"] });
		driver.env.DISPLAY = await new Promise((done, failed) => {
			driver.screen.on("error", failed);
			driver.screen.stdio[3].once("data", number => done(`:${String(number).trim()}`));
		});
		driver.process = spawn("WebKitWebDriver", [`--port=${driver.port}`],
			{ stdio: "ignore", env: driver.env });
		await driver.awaitIt();
		return driver;
	}

	async awaitIt() {
		for (let began = Date.now(); ;) {
			try {
				return await say(this.port, "GET", "/status");
			} catch (error) {
				if (Date.now() - began > WAIT_MS) throw error;
				await new Promise(done => setTimeout(done, 20));
			}
		}
	}

	close() {
		this.process.kill();
		this.screen.kill();
		fs.rmSync(this.folder, { recursive: true, force: true });
	}

	/* A window of a new visitor, of a browser with the options `args`; `change` is done to
	 * each of its pages. */
	async open({ width, height }, args, change) {
		const { sessionId } = await say(this.port, "POST", "/session", { capabilities: {
			alwaysMatch: { "webkitgtk:browserOptions": { args: ["--automation", ...args] } } } });
		const page = new WebKitPage(this.port, `/session/${sessionId}`, change);

		await page.ask("POST", "/window/rect", { width, height });
		return page;
	}
}

class WebKitPage {
	constructor(port, session, change) {
		this.change = change;
		this.port = port;
		this.session = session;
	}

	ask(method, where, body) {
		return say(this.port, method, this.session + where, body);
	}

	async go(url) {
		await this.ask("POST", "/url", { url });
		if (this.change) await this.run(this.change);
	}

	back() {
		return this.ask("POST", "/back", {});
	}

	reload() {
		return this.ask("POST", "/refresh", {});
	}

	address() {
		return this.ask("GET", "/url");
	}

	run(what, ...args) {
		return this.ask("POST", "/execute/sync",
			{ script: `return (${what}).apply(null, arguments)`, args });
	}

	pressAt(x, y) {
		const move = { type: "pointerMove", duration: 0, x: Math.round(x), y: Math.round(y) };

		return this.ask("POST", "/actions", { actions: [{ type: "pointer", id: "mouse",
			actions: [move, { type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 }] }] });
	}

	keys(...keys) {
		return this.ask("POST", "/actions", { actions: [{ type: "key", id: "keys",
			actions: keys.map(key => KEYS[key] || key).flatMap(value => [
				{ type: "keyDown", value }, { type: "keyUp", value }]) }] });
	}

	async picture(what) {
		const found = await this.ask("POST", "/element",
			{ using: "css selector", value: what });

		return this.ask("GET", `/element/${found[ELEMENT]}/screenshot`);
	}

	close() {
		return this.ask("DELETE", "");
	}
}

module.exports = { Driver };
