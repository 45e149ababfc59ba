"use strict";
/* What people do in WordPress with a browser: stories.js NAME carries one story
 * out and prints its answer as JSON, for tests/sites/test-wordpress.py. */

const { Stand, addresses } = require("../browser/stand.js");

const { url, signpost, password, zip } = addresses;

/* A page in which every click and every field that is filled in counts. */
class Hand {
	constructor(page) {
		this.page = page;
		this.clicks = 0;
		this.fields = 0;
		this.screens = [];
	}

	async click(what) {
		this.clicks++;
		await what.click();
	}

	async fill(what, text) {
		this.fields++;
		await what.fill(text);
	}

	/* What can be read on a screen that the person is at. */
	async look(name, what = ".wrap") {
		const words = await this.page.locator(what).first().innerText();

		this.screens.push({ name, words });
	}
}

async function signIn(page, name = "admin") {
	await page.goto(`${url}/wp-login.php`);
	await page.fill("#user_login", name);
	await page.fill("#user_pass", password);
	await page.click("#wp-submit");
	await page.waitForURL("**/wp-admin/**");
}

async function upload(page, hand) {
	await page.goto(`${url}/wp-admin/plugins.php`);
	await hand.click(page.locator(".wrap .page-title-action"));
	await hand.click(page.locator(".upload-view-toggle"));
	hand.fields++;
	await page.setInputFiles("#pluginzip", zip);
	await hand.click(page.locator("#install-plugin-submit"));
	await page.waitForSelector("a.button-primary[href*='action=activate']");
	await hand.look("installed");
	await hand.click(page.locator("a.button-primary[href*='action=activate']"));
	await page.waitForURL("**/plugins.php?activate=true*");
}

async function settle(page, hand) {
	await hand.click(page.locator("#the-list a[href*='options-general.php?page=signpost']"));
	await hand.fill(page.locator("#signpost_address"), signpost);
	await hand.click(page.locator("#submit"));
	await page.waitForSelector("#signpost-state");
	await hand.look("settings");
}

const hasPost = () => window.wp?.data?.select("core/editor")?.getCurrentPostId();

/* The editor greets a newcomer with a guide, and may offer patterns: who has been
 * here before sees neither. */
async function openEditor(page, path) {
	await page.goto(`${url}/wp-admin/${path}`);
	await page.waitForFunction(hasPost);
	await page.evaluate(() => {
		for (const scope of ["core/edit-post", "core"])
			for (const name of ["welcomeGuide", "enableChoosePatternModal"])
				wp.data.dispatch("core/preferences")?.set(scope, name, false);
	});
	await page.reload();
	await page.waitForFunction(hasPost);
	await page.waitForSelector(".components-modal__frame", { state: "detached" });
	const frame = page.locator("iframe[name=editor-canvas]");
	return await frame.count() > 0 ? page.frameLocator("iframe[name=editor-canvas]") : page;
}

/* Has the choices of the section at the side, as they are for whoever clicks on it. */
async function showChoices(page) {
	await page.evaluate(() => {
		const { getBlocks } = wp.data.select("core/block-editor");
		const block = getBlocks().find(each => each.name === "signpost/section");

		wp.data.dispatch("core/block-editor").selectBlock(block.clientId);
		for (const store of ["core/edit-post", "core/edit-site"])
			wp.data.dispatch(store)?.openGeneralSidebar?.("edit-post/block");
	});
	await page.locator(".block-editor-block-inspector select").first().waitFor();
}

async function insert(page, hand, words = "Who can help") {
	const canvas = await openEditor(page, "post-new.php?post_type=page");

	await hand.fill(canvas.locator(".wp-block-post-title, .editor-post-title__input").first(),
		"Get help");
	await hand.click(page.locator(
		".edit-post-header-toolbar__inserter-toggle, .editor-document-tools__inserter-toggle"));
	await hand.fill(page.locator(".block-editor-inserter__search input"), words);
	await hand.click(page.locator(".editor-block-list-item-signpost-section"));
	await canvas.locator(".signpost .signpost-count").waitFor();
	await showChoices(page);
	await hand.look("editor", ".block-editor-block-inspector");
	return canvas;
}

async function publish(page, hand) {
	await hand.click(page.locator(".editor-post-publish-button__button"));
	await hand.click(page.locator(".editor-post-publish-panel .editor-post-publish-button"));
	await page.waitForSelector(".post-publish-panel__postpublish");
	return page.evaluate(() => wp.data.select("core/editor").getPermalink());
}

const stories = {
	/* From the zip to a list that a stranger sees. */
	async begin(stand) {
		let told;
		await stand.visit({}, async page => {
			const hand = new Hand(page);
			await signIn(page);
			await upload(page, hand);
			await settle(page, hand);
			await insert(page, hand);
			const link = await publish(page, hand);

			told = { link, clicks: hand.clicks, fields: hand.fields, screens: hand.screens,
				wrong: page.wrong };
		});
		return Object.assign(told, await stories.see(stand, told.link));
	},

	/* What a stranger sees at an address, and what the browser asks for. */
	async see(stand, link = addresses.link) {
		return stand.visit({}, async page => {
			await page.goto(link);
			await page.waitForSelector(".signpost");
			return {
				text: await page.innerText(".signpost"),
				asked: page.asked, seenWrong: page.wrong,
			};
		});
	},

	/* Filters in the page, the words too, and what the address is then. */
	async filter(stand) {
		return stand.visit({ javaScriptEnabled: addresses.script !== false }, async page => {
			await page.goto(addresses.link);
			await page.click(".signpost-panel > summary");
			await page.check("input[value=attorneys]");
			await page.fill("#signpost-q", addresses.words);
			await page.locator("#signpost-q").press("Enter");
			await page.waitForURL("**sp-q=**");
			return {
				at: page.url(), text: await page.innerText(".signpost"),
				words: await page.inputValue("#signpost-q"), asked: page.asked,
			};
		});
	},

	/* What the editor shows and offers to somebody. */
	async edit(stand) {
		return stand.visit({}, async page => {
			await signIn(page, addresses.name);
			const canvas = await openEditor(page, `post.php?post=${addresses.post}&action=edit`);
			const block = canvas.locator("[data-type='signpost/section']");
			await canvas.locator(".signpost .signpost-count").waitFor();
			await showChoices(page);
			return {
				text: await block.innerText(),
				labels: await page.locator(".block-editor-block-inspector label").allInnerTexts(),
				wrong: page.wrong,
			};
		});
	},

	/* How the section looks, as far as a theme could spoil it. */
	async look(stand) {
		return stand.visit({}, async page => {
			const found = [];

			await page.goto(addresses.link);
			for (const width of [1280, 320]) {
				await page.setViewportSize({ width, height: 900 });
				await page.waitForSelector(".signpost-foot");
				found.push(await page.evaluate(measure));
			}
			return found;
		});
	},

	async deactivate(stand) {
		return stand.visit({}, async page => {
			page.on("dialog", dialog => dialog.accept());
			await signIn(page);
			await page.goto(`${url}/wp-admin/plugins.php`);
			await page.click("#deactivate-signpost");
			await page.waitForURL("**deactivate=true**");
			return { done: true };
		});
	},

	async uninstall(stand) {
		return stand.visit({}, async page => {
			page.on("dialog", dialog => dialog.accept());
			await signIn(page);
			await page.goto(`${url}/wp-admin/plugins.php`);
			await page.click("#delete-signpost");
			await page.waitForSelector("tr.plugin-deleted-tr, tr[data-slug=signpost].deleted");
			return { done: true };
		});
	},
};

/* Runs in the page. */
function measure() {
	const all = what => [...document.querySelectorAll(what)];
	const size = what => parseFloat(getComputedStyle(document.querySelector(what)).fontSize);
	const lists = all(":is(.signpost-starts, .signpost-chosen, .signpost-pages, .signpost-languages) :is(ul, li)");

	return {
		bullets: lists.filter(each => getComputedStyle(each).listStyleType !== "none").length,
		indents: lists.filter(each => parseFloat(getComputedStyle(each).paddingLeft) > 0).length,
		text: size(".signpost p"),
		title: size("#signpost-title"),
		card: size(".signpost-card :is(h3, h4, h5)"),
		wide: document.documentElement.scrollWidth - innerWidth,
		checks: all(".signpost-facet input").map(each => each.getBoundingClientRect().width)
			.filter(width => width > 40).length,
		column: document.querySelector(".signpost").getBoundingClientRect().width,
	};
}

Stand.start().then(async stand => {
	try {
		console.log(JSON.stringify(await stories[process.argv[2]](stand)));
	} finally {
		await stand.close();
	}
}).catch(error => {
	console.log(error.stack);
	process.exitCode = 1;
});
