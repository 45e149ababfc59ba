/* All works without it. It never touches the address, and puts no word into the
 * history. */
(() => {
	"use strict";
	const mark = Symbol.for("signpost");
	if (document[mark]) return;
	document[mark] = true;
	const root = document.documentElement;

	let newest = 0;

	async function ask(form) {
		const source = form.dataset.signpostSource;
		const wish = [...new FormData(form)].filter(each => each[1]);
		const answer = await fetch(source + (source.endsWith("?") ? "" : "&") +
			new URLSearchParams(wish),
			{ mode: "same-origin", signal: AbortSignal.timeout(8000) });
		const text = await answer.text();
		return new DOMParser().parseFromString(text, "text/html");
	}

	const parts = ["first", "panel", "age", "swap", "count"];
	const find = (root, part) => root.querySelector(".signpost-" + part);

	/* What was folded stays so; the count stays, or nobody would be told of it. The form
	 * stands where the answer has it. */
	function show(section, page) {
		if (!parts.every(part => find(section, part) && find(page, part)))
			throw Error();
		for (const facet of page.querySelectorAll(".signpost-facet"))
			facet.open = document.getElementById(facet.id)?.open;
		const count = find(section, "count");
		count.textContent = find(page, "count").textContent;
		for (const part of parts.slice(0, 4))
			find(section, part).replaceWith(find(page, part));
		find(section, "columns")?.[find(page, "found~.signpost-find") ? "append" : "prepend"](
			find(section, "find") || "");
		ready();
		return count;
	}

	/* What needs the script is shown, and what is folded opens where a style sheet
	 * cannot do it; also in a list that came later. */
	function ready() {
		for (const each of document.querySelectorAll(".signpost-print, .signpost-keys"))
			each.hidden = false;
		if (CSS.supports("selector(::details-content)")) return;
		for (const list of document.querySelectorAll(".signpost-list"))
			if (list.clientWidth >= 60 * parseFloat(getComputedStyle(root).fontSize))
				find(list, "panel").open = true;
	}

	/* Of two wishes the later one is shown. */
	async function filter(form, done, failed) {
		const mine = ++newest;
		try {
			const page = await ask(form);
			if (mine === newest) done(show(form.closest(".signpost"), page));
		} catch {
			if (mine === newest) failed();
		}
	}

	addEventListener("submit", event => {
		const form = event.target, source = form.dataset.signpostSource;
		if (!form.closest(".signpost") || !source ||
			new URL(source, location).origin !== location.origin ||
			event.submitter?.hasAttribute("formaction"))
			return;
		event.preventDefault();
		filter(form, count => {
			if (form === own)
				history.replaceState({ signpost: boxes(form).filter(box => box.checked)
					.map(named) }, "");
			count.focus({ preventScroll: true });
			count.scrollIntoView();
		}, () => form.submit());
	});

	const boxes = form => [...form.querySelectorAll("[type=checkbox]")];
	const named = box => box.name + "=" + box.value;

	/* What a long filter leaves out gets a box, until the answer brings its own. */
	function choose(form, wish) {
		const left = new Set(wish);
		for (const box of boxes(form)) box.checked = left.delete(named(box));
		for (const each of left) {
			const [name, value] = each.split("=");
			const box = boxes(form).find(box => box.name === name)?.cloneNode();
			if (!box) continue;
			box.value = value;
			box.checked = box.hidden = true;
			find(form, "panel").append(box);
		}
	}

	/* Links to filters leave no more behind than the form does. */
	addEventListener("click", event => {
		const way = event.target.closest?.(".signpost-starts a, .signpost-chosen a");
		const form = way?.closest(".signpost").querySelector("[data-signpost-source]");
		if (!form || event.ctrlKey || event.metaKey || event.shiftKey) return;
		event.preventDefault();
		const wish = new URLSearchParams(way.search);
		choose(form, [...wish].map(each => each.join("=")));
		const words = form.querySelector("[type=search]");
		if (words) words.value = wish.get(words.name) || "";
		form.requestSubmit();
	});

	/* Back and a reload find the boxes again, on pages of our own. */
	const own = document.querySelector("[data-signpost-history]");
	const chosen = history.state?.signpost;
	if (own && chosen) {
		choose(own, chosen);
		filter(own, () => {}, () => {});
	}
	ready();
	addEventListener("signpost-section", ready);

	/* On a narrow screen the crisis lines stay in sight. */
	if (matchMedia("(min-width: 40rem)").matches)
		document.querySelector("[data-signpost-desk]")?.focus({ preventScroll: true });

	for (const kind of ["click", "keydown"])
		addEventListener(kind, event => {
			if (!event.target.closest?.(".signpost-print a") || (event.key || " ") !== " ") return;
			event.preventDefault();
			print();
		});

	/* The way out. */
	const link = () => document.querySelector("[data-signpost-exit]");

	function leave() {
		const there = link().href;
		history.replaceState(null, "");
		root.replaceChildren();
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
		const way = link(), words = way?.dataset;
		clearTimeout(timer);
		if (!words?.signpostExit) return;
		if (number === 3) return leave();
		if (number) timer = setTimeout(count, 5000, 0);
		if (number || times)
			way.parentNode.querySelector("[role=status]")?.replaceChildren(
				[words.over, words.two, words.one][number]);
		times = number;
	}

	addEventListener("keydown", event => {
		alone = event.key === "Shift" && !event.ctrlKey && !event.altKey && !event.metaKey;
		if (!alone) count(0);
	});
	addEventListener("keyup", event => {
		if (event.key === "Shift" && alone) count(times + 1);
		alone = false;
	});
	addEventListener("pointerdown", () => { alone = false; });

	/* The height, for a page around the frame that asks and may know it. */
	const may = (root.dataset.signpostParents || "").split(" ");
	let watch;

	addEventListener("message", ({ source, origin, data }) => {
		if (source !== parent || source === window || data?.type !== "signpost-hello" ||
			!may.includes(origin === location.origin ? "self" : origin))
			return;
		watch?.disconnect();
		/* No tail call: of that, WebKit takes the page around for the source. */
		watch = new ResizeObserver(() => {
			source.postMessage({ type: "signpost-height", height: root.offsetHeight }, origin);
		});
		watch.observe(root);
	});
})();
