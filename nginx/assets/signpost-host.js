/* For the page that holds the section: <signpost-section src="...">, and frames
 * <iframe data-signpost src="..."> that are as high as what they show. */
(() => {
	"use strict";

	/* What stands inside stays unless the section came whole. */
	customElements.get("signpost-section") || customElements.define("signpost-section",
		class extends HTMLElement {
			async connectedCallback() {
				const source = this.getAttribute("src");
				if (this.asked === source) return;
				this.asked = source;
				try {
					const answer = await fetch(source, { signal: AbortSignal.timeout(8000) });
					const page = new DOMParser().parseFromString(await answer.text(),
						"text/html");
					const section = page.querySelector(".signpost");
					if (answer.ok && section) this.replaceChildren(section);
				} catch { /* the children stay */ }
			}
		});

	const frames = () => [...document.querySelectorAll("iframe[data-signpost]")];
	const originOf = frame => new URL(frame.src).origin;

	function greet(frame) {
		frame.contentWindow.postMessage({ type: "signpost-hello" }, originOf(frame));
	}

	addEventListener("message", ({ source, origin, data }) => {
		const frame = frames().find(each => each.contentWindow === source);
		if (!frame || origin !== originOf(frame) || data?.type !== "signpost-height") return;
		if (data.height > 0 && data.height < 1e5) frame.style.height = data.height + "px";
	});

	/* A frame's load is seen on its way down, and goes no further than the document;
	 * what was loaded before this script is greeted when all is. */
	document.addEventListener("load", event => {
		if (frames().includes(event.target)) greet(event.target);
	}, true);
	addEventListener("load", () => frames().forEach(greet));
	if (document.readyState === "complete") frames().forEach(greet);
})();
