import { type Command, isGiven, UsageError } from '../command.ts';
import { hasErrors, problemLines, readFlowFile } from '../flow-file.ts';
import { runTestCase } from '../run-test-case.ts';

export const test: Command = {
  name: 'test',
  summary: 'Run the test cases of flow files; calls get the answers of the test case',
  usage: 'test FILE... [--json]',
  help: `
  --json   results as one JSON document

Exit 0: all passed. Exit 1: one failed. Exit 2: a flow is invalid or has no test case.

  crossdock test flows/*.flow.json
`,
  options: { json: { type: 'boolean' } },
  async run(given) {
    const { output } = given;
    if (given.positionals.length === 0) throw new UsageError('Name at least one flow file.');
    const files = await Promise.all(given.positionals.map(readFlowFile));
    const invalid = files.filter(hasErrors);
    for (const file of invalid) output.err(problemLines(file));
    if (invalid.length > 0) return 2;
    const results = [];
    for (const { file, flow } of files) {
      for (const testCase of flow?.tests ?? []) {
        const startedAt = performance.now();
        const failures = flow ? await runTestCase(flow, testCase) : [];
        const durationMs = Math.round(performance.now() - startedAt);
        results.push({ file, test: testCase.id, name: testCase.name, passed: failures.length === 0, durationMs, failures });
        if (!isGiven(given, 'json')) {
          output.out(
            `${failures.length === 0 ? '+' : 'x'} ${file}: ${testCase.name} (${durationMs} ms)\n${failures.map((failure) => `    ${failure}\n`).join('')}`,
          );
        }
      }
    }
    const failed = results.filter((result) => !result.passed).length;
    if (isGiven(given, 'json')) output.out(`${JSON.stringify({ passed: results.length - failed, failed, results }, null, 2)}\n`);
    else output.out(`${results.length - failed} of ${results.length} test cases passed\n`);
    if (results.length === 0) {
      output.err('No file has a test case. Add one in the designer, or under "tests" in the file.\n');
      return 2;
    }
    return failed > 0 ? 1 : 0;
  },
};
