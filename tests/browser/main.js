"use strict";
/* Runs every browser test; with an argument, those whose sentence fits the pattern. */

const { Stand } = require("./stand.js");
const { run } = require("./tap.js");

for (const file of ["looks", "layout", "paper", "walk", "order", "safety", "filters", "words", "embedding",
	"hosts", "tree", "engines"])
	require(`./test-${file}.js`);

Stand.start().then(async stand => {
	await run(stand, process.argv[2]);
	await stand.close();
}).catch(error => {
	console.log(`Bail out! ${String(error).split("\n")[0]}`);
});
