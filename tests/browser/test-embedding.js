"use strict";
/* The section in other people's pages. */

const { addresses, unfold } = require("./stand.js");
const { proves, none, equal } = require("./tap.js");

const shell = name => `${addresses.shells}/${name}.html`;

/* The frame is as high as what it shows: nothing scrolls in it. */
function isAsHigh() {
	return document.querySelector("iframe").clientHeight;
}

async function heights(page) {
	const frame = page.frames().find(each => each !== page.mainFrame());
	const [outside, inside] = [await page.evaluate(isAsHigh), await frame.evaluate(() =>
		document.documentElement.offsetHeight)];

	return { outside, inside, frame };
}

async function awaitHeight(page) {
	for (let tries = 0; tries < 100; tries++) {
		const { outside, inside, frame } = await heights(page);

		if (outside === inside && outside > 200)
			return { outside, frame };
		await page.waitForTimeout(50);
	}
	throw new Error(JSON.stringify(await heights(page), ["outside", "inside"]));
}

proves("a frame is as high as the list, whatever the filter", async stand => {
	await stand.visit({}, async page => {
		await page.goto(shell("frame"));
		const { outside, frame } = await awaitHeight(page);

		await unfold(frame);
		await frame.check("input[value=attorneys]");
		await frame.click(".signpost-filters button");
		await frame.waitForSelector(".signpost-chosen");
		const filtered = await awaitHeight(page);

		equal(filtered.outside < outside, true, "lower");
		await filtered.frame.click(".signpost-chosen a");
		await filtered.frame.waitForSelector(".signpost-chosen", { state: "detached" });
		equal((await awaitHeight(page)).outside, outside, "as before");
		none(page.wrong, "errors");
	});
});

proves("in a frame, entries and the way out lead the whole page on", async stand => {
	await stand.visit({}, async page => {
		await page.goto(shell("frame"));
		let { frame } = await awaitHeight(page);

		await frame.click(".signpost-card a >> nth=0");
		await page.waitForURL("**/referrals/e/*");
		await page.goto(shell("frame"));
		({ frame } = await awaitHeight(page));
		await frame.click(".signpost-exit a");
		await page.waitForURL("https://www.weather.gov/");
	});
});

proves("without a script a frame filters in its place", async stand => {
	await stand.visit({ javaScriptEnabled: false }, async page => {
		await page.goto(shell("frame"));
		const frame = page.frames().find(each => each !== page.mainFrame());

		await frame.click(".signpost-panel > summary");
		await frame.check("input[value=attorneys]");
		await frame.click(".signpost-filters button");
		await frame.waitForURL("**/embed?exit=on&q=&audience=attorneys#signpost-count");
		equal(page.url(), shell("frame"), "the page around it");
	});
});

proves("a frame tells its height to nobody but the sites in its settings", async stand => {
	await stand.visit({ bypassCSP: true }, async page => {
		await page.goto(`${addresses.site}/about.html`);
		const told = await page.evaluate(address => new Promise(done => {
			const frame = document.createElement("iframe");

			addEventListener("message", () => done("told"));
			frame.addEventListener("load", () => {
				frame.contentWindow.postMessage({ type: "signpost-hello" }, "*");
				setTimeout(done, 500, "kept");
			});
			frame.src = address;
			document.body.append(frame);
		}), `${addresses.other}/referrals/embed`);

		equal(told, "kept", "height");
	});
});

proves("a page is not changed by heights from elsewhere", async stand => {
	await stand.visit({}, async page => {
		await page.goto(shell("frame"));
		const { outside } = await awaitHeight(page);

		await page.evaluate(() => {
			const frame = document.querySelector("iframe");

			for (const height of [7, "100vh", -5, NaN, 1e9])
				dispatchEvent(new MessageEvent("message", { data: { type: "signpost-height", height },
					origin: "https://stranger.example", source: frame.contentWindow }));
			postMessage({ type: "signpost-height", height: 7 });
			return new Promise(done => setTimeout(done));
		});
		equal(await page.evaluate(isAsHigh), outside, "height");
	});
});

proves("only the sites in the settings may frame the list, and nobody a page", async stand => {
	const policy = async address =>
		(await stand.fetch(address)).headers.get("content-security-policy")
			.match(/frame-ancestors (.*)$/)[1];

	equal(await policy(`${addresses.other}/referrals/embed`), addresses.shells, "set");
	equal(await policy(`${addresses.other}/referrals/embed?page=99`), addresses.shells, "fault");
	equal(await policy(`${addresses.other}/referrals/`), "'none'", "page");
	equal(await policy(`${addresses.site}/referrals/embed`), "'self'", "this site alone");
	equal(await policy(`${addresses.site}/referrals/`), "'none'", "a page of this site");
});

proves("the element shows the section, and its filters work in place", async stand => {
	await stand.visit({}, async page => {
		await page.goto(shell("element"));
		await page.waitForSelector("signpost-section .signpost-count");
		equal(await page.isVisible("text=The list is at"), false, "children");
		await page.check("input[value=attorneys]");
		await page.click(".signpost-filters button");
		await page.waitForSelector(".signpost-chosen");
		equal(page.url(), shell("element"), "address");
	});
});

proves("the element is a block of its own, as wide as the page around it", async stand => {
	await stand.visit({}, async page => {
		await page.goto(shell("element"));
		await page.waitForSelector("signpost-section .signpost-count");
		const [own, around] = await page.evaluate(() => {
			const element = document.querySelector("signpost-section");

			return [element, element.parentElement].map(each => each.clientWidth);
		});
		equal(own > 0 && own <= around && own > around - 100, true, `${own} of ${around}`);
	});
});

proves("the element keeps its children when the section is not to be had", async stand => {
	await stand.visit({}, async page => {
		const asked = page.waitForResponse("**/nowhere");

		await page.goto(shell("lost-element"));
		await (await asked).finished();
		equal(await page.isVisible("text=The list is at"), true, "children");
	});
	await stand.visit({ javaScriptEnabled: false }, async page => {
		await page.goto(shell("element"));
		equal(await page.isVisible("text=The list is at"), true, "without a script");
	});
});

proves("the element takes nothing in from another origin, whoever allows it", async stand => {
	const strange = "https://stranger.example/list", here = `${addresses.shells}/leads-away`;
	const section = "<div class=signpost>a strange number</div>";
	const sources = [strange, here, `data:text/html,${section}`, "//stranger.example/list",
		"https://", addresses.shells.replace("127.0.0.1", "localhost")];

	await stand.visit({}, async page => {
		await page.context().route(strange, route => route.fulfill({ body: section,
			contentType: "text/html", headers: { "Access-Control-Allow-Origin": "*" } }));
		await page.context().route("http://stranger.example/**", route => route.fulfill({ body: section,
			contentType: "text/html", headers: { "Access-Control-Allow-Origin": "*" } }));
		await page.context().route(here, route => route.fulfill({ status: 302,
			headers: { Location: strange } }));
		await page.goto(shell("element"));
		await page.waitForSelector("signpost-section .signpost-count");
		for (const source of sources)
			equal(await page.evaluate(src => {
				const element = document.createElement("signpost-section");

				element.setAttribute("src", src);
				element.textContent = "as it was";
				return element.connectedCallback().then(() => element.textContent);
			}, source), "as it was", source);
	});
});

proves("fonts and colors are the host's, and no rule of the host's takes the lines away", async stand => {
	await stand.visit({}, async page => {
		await page.goto(shell("dark"));
		const [font, color, border, link] = await page.evaluate(() => {
			const style = what => getComputedStyle(document.querySelector(what));

			return [style(".signpost p").fontFamily, style(".signpost p").color,
				style(".signpost-card").borderTopStyle, style(".signpost-card a").color];
		});

		equal(font.includes("Courier New"), true, "font");
		equal(color, "rgb(230, 233, 238)", "color");
		equal(border, "solid", "borders");
		equal(link, "rgb(142, 199, 255)", "links");
	});
});

proves("a layout of the site's own gives full pages its design", async stand => {
	await stand.visit({}, async page => {
		await page.goto(`${addresses.other}/about.html`);
		const look = () => page.evaluate(() => ["body", "main h1", "main a", "header"]
			.map(what => {
				const style = getComputedStyle(document.querySelector(what));

				return [style.fontFamily, style.color, style.backgroundColor].join();
			}));
		const about = await look();

		await page.goto(`${addresses.other}/referrals/`);
		equal(await look(), about, "fonts and colors");
	});
});

proves("the style sheet changes nothing of the host's", async stand => {
	await stand.visit({}, async page => {
		const measure = () => page.evaluate(() => ["html", "body", "header", "header p", "h1"]
			.map(what => {
				const style = getComputedStyle(document.querySelector(what));

				return [...style].filter(name => !/^(block-size|height|perspective-origin|transform-origin)$/
					.test(name)).map(name => style.getPropertyValue(name)).join();
			}));

		await page.route("**/page.css?*", route => route.abort());
		await page.goto(shell("levels"));
		const without = await measure();

		await page.unroute("**/page.css?*");
		await page.goto(shell("levels"));
		equal(await measure(), without, "styles");
	});
});

proves("two sections of one page share no id, and style=none sends no style", async stand => {
	const { text } = await stand.fetch(shell("ids"));
	const ids = [...text.matchAll(/ id="([^"]*)"/g)].map(each => each[1]);

	equal(ids.length, new Set(ids).size, "ids");
	equal(text.match(/rel="stylesheet"/g).length, 2, "style sheets, one for paper");
	equal(text.match(/class="signpost-crisis"/g).length, 1, "strips");
});

proves("links=absolute makes every address whole", async stand => {
	const { text } = await stand.fetch(`${addresses.other}/referrals/fragment?links=absolute`);
	const found = [...text.matchAll(/ (?:href|src|action|data-signpost-source)="([^"]*)"/g)]
		.map(each => each[1]).filter(each => !/^(https?:|tel:|sms:|mailto:|#)/.test(each));

	none(found, "not whole");
	equal(text.includes(`href="${addresses.other}/referrals/e/`), true, "entries");
});
