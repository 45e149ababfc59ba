/* Quicker filters, the way out, the height of a frame. All works without it; it
 * keeps nothing, and touches neither address nor history. */
(() => {
	"use strict";
	const mark = Symbol.for("signpost");
	if (document[mark]) return;
	document[mark] = true;

	/* Filters: the server makes the list, and this puts it in place. */
	let newest = 0;

	async function ask(form) {
		const source = form.dataset.signpostSource;
		const wish = [...new FormData(form)].filter(([, value]) => value !== "");
		const answer = await fetch(source + (source.endsWith("?") ? "" : "&") +
			new URLSearchParams(wish),
			{ mode: "same-origin", signal: AbortSignal.timeout(8000) });
		const text = await answer.text();
		return new DOMParser().parseFromString(text, "text/html");
	}

	function show(section, page) {
		const find = (root, what) => root.querySelectorAll(".signpost-" + what);
		const old = find(section, "number-of");
		find(page, "number-of").forEach((each, i) => old[i].replaceWith(each));
		find(section, "swap")[0].replaceWith(find(page, "swap")[0]);
		const count = find(section, "count")[0];
		count.textContent = find(page, "count")[0].textContent;
		count.scrollIntoView();
	}

	addEventListener("submit", async event => {
		const form = event.target, section = form.closest(".signpost");
		const source = form.dataset.signpostSource;
		if (!section || !source || new URL(source, location).origin !== location.origin)
			return;
		event.preventDefault();
		const mine = ++newest;
		try {
			const page = await ask(form);
			if (mine === newest) show(section, page);
		} catch {
			if (mine === newest) form.submit();
		}
	});

	/* The way out. */
	const link = () => document.querySelector("[data-signpost-exit]");

	function leave() {
		const there = link().href;
		document.documentElement.replaceChildren();
		try {
			top.location.replace(there);
		} catch {
			location.replace(there);
		}
	}

	addEventListener("click", event => {
		if (!event.target.closest?.("[data-signpost-exit]")) return;
		event.preventDefault();
		leave();
	});

	/* Shift three times; pressed with another key it does not count. */
	let times = 0, alone = false, timer;

	function count(number) {
		const way = link(), words = way.dataset;
		clearTimeout(timer);
		if (number === 3) return leave();
		if (number) timer = setTimeout(count, 5000, 0);
		if (number || times)
			way.parentNode.querySelector("[role=status]")?.replaceChildren(
				[words.over, words.two, words.one][number]);
		times = number;
	}

	const hears = () => link()?.dataset.signpostExit;
	addEventListener("keydown", event => {
		alone = event.key === "Shift" && !event.ctrlKey && !event.altKey && !event.metaKey;
		if (!alone && hears()) count(0);
	});
	addEventListener("keyup", event => {
		if (event.key === "Shift" && alone && hears()) count(times + 1);
		alone = false;
	});
	addEventListener("pointerdown", () => { alone = false; });
	if (hears()) link().parentNode.querySelector("[hidden]")?.removeAttribute("hidden");

	/* The height, for a page around the frame that asks and may know it. */
	const root = document.documentElement;
	const may = (root.dataset.signpostParents || "").split(" ");
	let watch;

	addEventListener("message", ({ source, origin, data }) => {
		if (source !== parent || source === window || data?.type !== "signpost-hello" ||
			!may.includes(origin === location.origin ? "self" : origin))
			return;
		watch?.disconnect();
		watch = new ResizeObserver(() => source.postMessage(
			{ type: "signpost-height", height: root.offsetHeight }, origin));
		watch.observe(root);
	});
})();
