import { writeFile } from 'node:fs/promises';
import type { Flow, TestCase } from '@crossdock/flows/document/flow';
import type { OpenConnection } from '../../connections/connections.ts';
import { junitXml } from '../../rehearsal/junit.ts';
import type { CaseReport } from '../../rehearsal/rehearse.ts';
import { type Command, type Given, isGiven, textOption, UsageError } from '../command.ts';
import { hasErrors, problemLines, readFlowFile } from '../flow-file.ts';
import { type DemoSystems, neededConnections, readConnections, startDemoSystems } from '../given-connections.ts';
import { openLocalRehearsal } from '../local-rehearsal.ts';
import { lookupHelp, lookupOption, lookupsFor, namedLookups } from '../lookup-file.ts';
import { openOwnTransport } from '../own-transport.ts';
import { flowFilesOf, surroundingsOf } from '../surroundings.ts';

export const test: Command = {
  name: 'test',
  summary: 'Run the test cases of flow files; calls get the answers of the test case',
  usage: 'test FILE|FOLDER... [--case NAME] [--connections FILE] [--env ENV] [--json] [--junit FILE]',
  help: `
  FOLDER               all its flows; of an exported environment with its contracts, lookups and variables
  --case NAME          only test cases with this id, or with this text in their name; may be repeated
  --connections FILE   the systems of test cases that are marked live; without it, demo systems stand in for an ERP or a shop
  --env ENV            the environment that expressions see; default dev${lookupHelp}
  --json               the report as one JSON document, with what came out of each step
  --junit FILE         also writes the report as JUnit XML, for build servers

Exit 0: all passed. Exit 1: one failed. Exit 2: a flow is invalid or no test case was found.

  crossdock test flows/*.flow.json --junit report.xml
  crossdock test crossdock/test
`,
  options: {
    case: { type: 'string', multiple: true },
    connections: { type: 'string' },
    env: { type: 'string' },
    ...lookupOption,
    json: { type: 'boolean' },
    junit: { type: 'string' },
  },
  async run(given) {
    const { output } = given;
    if (given.positionals.length === 0) throw new UsageError('Name at least one flow file or folder.');
    const files = await Promise.all((await flowFilesOf(given.positionals)).map(readFlowFile));
    const invalid = files.filter(hasErrors);
    for (const file of invalid) output.err(problemLines(file));
    if (invalid.length > 0) return 2;
    const wanted = files.flatMap(({ file, flow }) => (flow ? [{ file, flow, tests: chosen(flow, given) }] : []));
    if (wanted.every(({ tests }) => tests.length === 0)) {
      output.err(noneFound(given, wanted));
      return 2;
    }
    const suites = await rehearsed(given, wanted);
    const results = suites.flatMap(({ file, results: reports }) => reports.map((report) => ({ file, ...report })));
    const failed = results.filter((result) => !result.passed).length;
    const passed = results.length - failed;
    if (isGiven(given, 'json')) output.out(`${JSON.stringify({ passed, failed, results }, null, 2)}\n`);
    else output.out(`${passed} of ${results.length} test cases passed\n`);
    const junit = textOption(given, 'junit');
    if (junit !== undefined)
      await writeFile(junit, junitXml(suites.map(({ flow, results: reports }) => ({ name: flow.name, results: reports }))));
    return failed > 0 ? 1 : 0;
  },
};

type Wanted = { readonly file: string; readonly flow: Flow; readonly tests: readonly TestCase[] };

function chosen(flow: Flow, { options }: Given): readonly TestCase[] {
  const names = Array.isArray(options.case) ? options.case.map((name) => String(name).toLowerCase()) : [];
  if (names.length === 0) return flow.tests;
  return flow.tests.filter(({ id, name }) => names.some((part) => id.toLowerCase() === part || name.toLowerCase().includes(part)));
}

function noneFound({ options }: Given, wanted: readonly Wanted[]): string {
  const known = wanted.flatMap(({ flow }) => flow.tests.map(({ name }) => name));
  if (known.length === 0) return 'No file has a test case. Add one in the designer, or under "tests" in the file.\n';
  return `No test case is called ${String(options.case)}. There are: ${known.join('; ')}.\n`;
}

/** One sandbox and one engine for all files: each case then takes some milliseconds. */
async function rehearsed(
  given: Given,
  wanted: readonly Wanted[],
): Promise<readonly (Wanted & { readonly results: readonly CaseReport[] })[]> {
  const { output } = given;
  const env = textOption(given, 'env') ?? 'dev';
  const tables = await lookupsFor(
    wanted.map(({ file }) => file),
    namedLookups(given.options),
  );
  const systems = await liveSystems(given, wanted, env);
  const around = await surroundingsOf(wanted[0]?.file ?? '');
  const rehearsal = await openLocalRehearsal(systems.connections, tables, await openOwnTransport(given.variables), around ?? undefined);
  try {
    const suites = [];
    for (const one of wanted) {
      const results = await rehearsal.report(one.flow, one.tests, env, (report) => {
        if (!isGiven(given, 'json')) output.out(lines(one.file, report));
      });
      suites.push({ ...one, results });
    }
    return suites;
  } finally {
    await rehearsal.close();
    await systems.close();
  }
}

function lines(file: string, { passed, name, durationMs, findings }: CaseReport): string {
  return `${passed ? '+' : 'x'} ${file}: ${name} (${durationMs} ms)\n${findings.map(({ message }) => `    ${message}\n`).join('')}`;
}

/** What the cases that are marked live talk to. */
async function liveSystems(given: Given, wanted: readonly Wanted[], env: string): Promise<DemoSystems> {
  const file = textOption(given, 'connections');
  const own = file === undefined ? new Map<string, OpenConnection>() : await readConnections(file, env, given.variables);
  const live = wanted.filter(({ tests }) => tests.some(({ systems }) => systems === 'live'));
  const missing = new Map(live.flatMap(({ flow }) => [...neededConnections(flow)].filter(([name]) => !own.has(name))));
  if (missing.size === 0) return { connections: own, close: async () => {} };
  const demo = await startDemoSystems(missing, env);
  given.output.err(`${[...missing.keys()].join(', ')}: demo system, because no --connections are given\n`);
  return { connections: new Map([...demo.connections, ...own]), close: demo.close };
}
