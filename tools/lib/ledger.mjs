/** A feature, a mail, a desk or a scenario of the handbook: F-080, G-013, N4, O1, S-04. */
const idPattern = /(?<![\w-])(?:[FG]-\d{3}|S-\d{2}|[NO]\d{1,2})(?![\w-])/g;

export const idsIn = (text) => [...new Set(text.match(idPattern) ?? [])];

/** The rows `| F-080 | sentence | tests | how it can fail |` of the ledger. A row may carry several ids that stand or fall together. */
export function readLedger(markdown) {
  const rows = [];
  markdown.split("\n").forEach((line, index) => {
    const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
    if (cells.length < 3 || idsIn(cells[1]).length === 0) return;
    const [, ids, sentence = "", tests = "", failure = ""] = cells;
    const files = [...tests.matchAll(/[\w./-]+\.test\.tsx?/g)].map(([file]) => file);
    rows.push({ line: index + 1, ids: idsIn(ids), sentence, files, failure });
  });
  return rows;
}

/** The tests of vitest's reports: name, file and how it went. */
export const testsOf = (reports, root) =>
  reports.flatMap((report) =>
    report.testResults.flatMap(({ name: file, assertionResults }) =>
      assertionResults.map(({ fullName, status }) => ({ name: fullName, status, file: file.replace(`${root}/`, "") })),
    ),
  );

/** What is wrong between the ledger and the tests that ran, one sentence each; empty when every listed id is proved. */
export function compare(rows, tests, exists) {
  const problems = [];
  const seen = new Map();
  const naming = new Map();
  for (const test of tests) for (const id of idsIn(test.name)) naming.set(id, [...(naming.get(id) ?? []), test]);

  for (const { line, ids, sentence, files, failure } of rows) {
    const at = `docs/features.md:${line}`;
    for (const id of ids) {
      if (seen.has(id)) problems.push(`${at}: ${id} stands on line ${seen.get(id)} already`);
      seen.set(id, line);
      const named = naming.get(id) ?? [];
      const failed = named.find((test) => test.status === "failed");
      if (failed) problems.push(`${at}: ${id} has a failing test (${failed.name})`);
      else if (!named.some((test) => test.status === "passed"))
        problems.push(`${at}: ${id} is listed as done, and no passing test names it`);
      else if (files.length > 0 && !named.some((test) => files.includes(test.file)))
        problems.push(`${at}: ${id} is proved, but not in ${files.join(", ")}`);
    }
    if (sentence === "") problems.push(`${at}: ${ids.join(", ")} has no sentence`);
    if (failure === "") problems.push(`${at}: ${ids.join(", ")} does not say how it can fail`);
    if (files.length === 0) problems.push(`${at}: ${ids.join(", ")} names no test file`);
    for (const file of files) if (!exists(file)) problems.push(`${at}: ${file} does not exist`);
  }
  for (const [id, [test]] of naming)
    if (!seen.has(id)) problems.push(`${id} is named by a test (${test.file}: ${test.name}) and not listed in docs/features.md`);
  return problems;
}
