"use strict";
/* Tests as sentences, reported in TAP, as tests/lib/tap.py does for Python. */

const tests = [];

/* Adds a test; they run in the order in which they are written. */
function proves(sentence, test) {
	tests.push([sentence, test]);
}

/* Fails with what was found, unless nothing was. */
function none(found, words) {
	if (found.length > 0)
		throw new Error(`${words}:\n${found.map(each =>
			typeof each === "string" ? each : JSON.stringify(each)).join("\n")}`);
}

function equal(found, expected, words) {
	const [a, b] = [found, expected].map(each => JSON.stringify(each));
	if (a !== b)
		throw new Error(`${words}: ${a}, expected ${b}`);
}

function note(text) {
	for (const line of String(text).split("\n"))
		console.log("#", line);
}

class Skip extends Error {}

/* Leaves a test out, and says why; where everything must be there
 * (SIGNPOST_NEED_ALL, CI), what could be there is a failure. */
function skip(reason, couldBe) {
	const mustBe = process.env.SIGNPOST_NEED_ALL || process.env.CI === "true";

	throw couldBe && mustBe ? new Error(reason) : new Skip(reason);
}

async function runOne(number, sentence, test, argument) {
	const began = Date.now();

	try {
		await test(argument);
		console.log(`ok ${number} - ${sentence}`);
		note(`${Date.now() - began} ms`);
	} catch (error) {
		if (error instanceof Skip)
			return console.log(`ok ${number} - ${sentence} # SKIP ${error.message}`);
		console.log(`not ok ${number} - ${sentence}`);
		note(error.stack || error);
	}
}

/* Runs every test whose sentence fits the pattern `words`, or all. */
async function run(argument, words) {
	const chosen = tests.filter(([sentence]) => new RegExp(words || "").test(sentence));
	console.log(`1..${chosen.length}`);
	for (const [i, [sentence, test]] of chosen.entries())
		await runOne(i + 1, sentence, test, argument);
}

module.exports = { proves, skip, none, equal, note, run };
