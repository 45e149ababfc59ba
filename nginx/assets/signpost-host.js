/* For the page that holds the section: <signpost-section src="...">, and frames
 * <iframe data-signpost src="..."> that are as high as what they show. */
(() => {
	"use strict";

	function isOurs(address) {
		try {
			return new URL(address, document.baseURI).origin === location.origin;
		} catch {
			return false;
		}
	}

	/* What stands inside stays unless the section came whole, and from this origin:
	 * who can put an element into the page, but no script, could else have it show
	 * numbers of their own as the page's. */
	customElements.get("signpost-section") || customElements.define("signpost-section",
		class extends HTMLElement {
			async connectedCallback() {
				const source = this.getAttribute("src");
				if (this.asked === source) return;
				this.asked = source;
				if (!isOurs(source)) return;
				try {
					/* "same-origin" follows no way to another origin either. */
					const answer = await fetch(source, { mode: "same-origin",
						signal: AbortSignal.timeout(8000) });
					const page = new DOMParser().parseFromString(await answer.text(),
						"text/html");
					const section = page.querySelector(".signpost");
					if (!answer.ok || !section) throw section;
					this.replaceChildren(section);
					dispatchEvent(new Event("signpost-section"));
				} catch {
					/* The children stay, without the room for a list. */
					this.style.minHeight = 0;
				}
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
