import { parseExactJson } from '@crossdock/flows/document/exact-json';
import type { Flow, SampleMessage } from '@crossdock/flows/document/flow';
import { findJsonFault } from '@crossdock/flows/document/json-fault';
import type { OpenConnection } from '../../connections/connections.ts';
import { type EndedRun, openHeadless } from '../../rehearsal/headless.ts';
import { type Command, type ExitCode, type Given, isGiven, textOption, UsageError } from '../command.ts';
import { hasErrors, knowledge, problemLines, readFlowFile, readText } from '../flow-file.ts';
import { flowOutputs } from '../flow-outputs.ts';
import { neededConnections, readConnections, startDemoSystems } from '../given-connections.ts';
import { lookupHelp, lookupOption, lookupsFor, namedLookups } from '../lookup-file.ts';
import { openOwnTransport } from '../own-transport.ts';
import { traceJson, traceText, violationsOf } from '../run-report.ts';

export const run: Command = {
  name: 'run',
  summary: 'Run a flow file once with a message, in this process',
  usage: 'run FILE.flow.json --input FILE [--connections FILE] [--env ENV] [--timeout SECONDS] [--json]',
  help: `
  --input FILE         the message's body; - reads the standard input
  --connections FILE   the systems it talks to, as JSON: { "erp-main": { "system", "address", "auth": { "kind", "secret" } } }
                       Without it, demo systems stand in for an ERP or a shop.
  --header 'NAME: VALUE'   a header of the message; may be repeated
  --env ENV            the environment that expressions see; default dev${lookupHelp}
  --timeout SECONDS    default 300
  --json               one JSON document instead of text

Prints a trace of the steps and what left the flow. Exit 0: done. Exit 1: a step failed. Exit 2: the flow or the input is invalid.

  crossdock run flows/samples/shopify-order-to-erp.flow.json --input order.json
`,
  options: {
    input: { type: 'string', short: 'i' },
    connections: { type: 'string' },
    header: { type: 'string', multiple: true },
    env: { type: 'string' },
    ...lookupOption,
    timeout: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(given) {
    const [file, ...more] = given.positionals;
    if (file === undefined || more.length > 0) throw new UsageError('Name one flow file.');
    const inputFile = textOption(given, 'input');
    if (inputFile === undefined) throw new UsageError('The message is missing: name it with --input FILE.');
    const env = textOption(given, 'env') ?? 'dev';
    const timeoutMs = seconds(textOption(given, 'timeout') ?? '300') * 1000;

    const flowFile = await readFlowFile(file);
    const { flow } = flowFile;
    if (flow === null || hasErrors(flowFile)) return refuseFlow(given, flowFile);
    const message = await readMessage(inputFile, headersOf(given));
    const tables = await lookupsFor([file], namedLookups(given.options));
    const systems = await systemsFor(flow, env, given);
    const runtime = await openHeadless({
      connections: (_, name) => systems.connections.get(name) ?? null,
      tables,
      transport: await openOwnTransport(given.variables),
    });
    try {
      const ended = await runtime.run(flow, message, env, timeoutMs);
      return report(given, flow, inputFile, ended);
    } finally {
      await runtime.close();
      await systems.close();
    }
  },
};

function refuseFlow(given: Given, file: Awaited<ReturnType<typeof readFlowFile>>): ExitCode {
  if (isGiven(given, 'json')) given.output.out(`${JSON.stringify({ status: 'invalid', problems: file.problems }, null, 2)}\n`);
  else given.output.err(problemLines(file));
  return 2;
}

/** Real systems where they are given; for the rest the demo systems, and that is said. */
async function systemsFor(
  flow: Flow,
  env: string,
  given: Given,
): Promise<{ readonly connections: ReadonlyMap<string, OpenConnection>; close(): Promise<void> }> {
  const file = textOption(given, 'connections');
  const own = file === undefined ? new Map<string, OpenConnection>() : await readConnections(file, env, given.variables);
  const missing = new Map([...neededConnections(flow)].filter(([name]) => !own.has(name)));
  const withoutDemo = [...missing].filter(([, system]) => system !== 'erp' && system !== 'shopify').map(([name]) => name);
  if (withoutDemo.length > 0)
    throw new UsageError(`The flow needs the connection ${withoutDemo.join(', ')}: give it with --connections FILE.`);
  if (missing.size === 0) return { connections: own, close: async () => {} };
  const demo = await startDemoSystems(missing, env);
  given.output.err(`${[...missing.keys()].join(', ')}: demo system, because no --connections are given\n`);
  return { connections: new Map([...demo.connections, ...own]), close: demo.close };
}

const contentTypes: Record<string, string> = {
  json: 'application/json',
  csv: 'text/csv',
  xml: 'application/xml',
  txt: 'text/plain',
  edi: 'application/edi-x12',
};

async function readMessage(file: string, headers: Readonly<Record<string, string>>): Promise<SampleMessage> {
  const text = await readText(file);
  const extension = file === '-' ? 'json' : (file.split('.').at(-1)?.toLowerCase() ?? '');
  const contentType = headers['content-type'] ?? contentTypes[extension] ?? 'application/octet-stream';
  if (/[/+]json\b/.test(contentType)) requireJson(file, text);
  return { text, contentType, headers, query: {} };
}

function requireJson(file: string, text: string): void {
  try {
    parseExactJson(text.replace(/^\uFEFF/, ''));
  } catch {
    const fault = findJsonFault(text);
    throw new UsageError(
      fault ? `${file}: line ${fault.line}, column ${fault.column}: ${fault.message}. ${fault.remedy}` : `${file} is not JSON.`,
    );
  }
}

function headersOf({ options }: Given): Record<string, string> {
  const lines = Array.isArray(options.header) ? options.header.map(String) : [];
  return Object.fromEntries(
    lines.map((line) => {
      const [, name, value] = /^([\w-]+):\s*(.*)$/.exec(line) ?? [];
      if (name === undefined || value === undefined) throw new UsageError(`--header "${line}" is no header: write "Name: value".`);
      return [name.toLowerCase(), value];
    }),
  );
}

function seconds(text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0 && value <= 86_400) return value;
  throw new UsageError(`--timeout is "${text}"; it must be a number of seconds, at most 86400.`);
}

function report(given: Given, flow: Flow, inputFile: string, ended: EndedRun | null): ExitCode {
  const { output } = given;
  if (!ended) {
    output.err('The run has not ended in time. Raise --timeout, or look at the retries of its steps.\n');
    return 1;
  }
  const { detail } = ended;
  const outputs = flowOutputs(flow, ended);
  const wrongInput = inputProblems(flow, ended);
  const exitCode = detail.status === 'done' ? 0 : wrongInput.length > 0 ? 2 : 1;
  if (isGiven(given, 'json')) {
    const shown = {
      status: detail.status,
      runId: detail.id,
      durationMs: detail.durationMs,
      steps: traceJson(ended),
      outputs,
      exceptions: detail.exceptions.map(({ nodeId, itemId, key, error }) => ({ nodeId, itemId, key, error })),
      effects: detail.effects,
      answer: detail.answer,
    };
    output.out(`${JSON.stringify(shown, null, 2)}\n`);
  } else {
    output.out(`${flow.name}: ${detail.status} in ${Math.round(detail.durationMs ?? 0)} ms\n\n${traceText(ended)}`);
    for (const [port, items] of Object.entries(outputs))
      output.out(`\n${port}\n${items.map((item) => `${JSON.stringify(item, null, 2)}\n`).join('')}`);
    if (detail.answer) output.out(`\nanswer ${detail.answer.status}\n${JSON.stringify(detail.answer.body, null, 2)}\n`);
  }
  for (const problem of wrongInput) output.err(`${inputFile}: ${problem}\n`);
  if (detail.status !== 'done' && detail.error && wrongInput.length === 0) output.err(`${detail.error.code}: ${detail.error.message}\n`);
  return exitCode;
}

/** What is wrong with the message itself: the trigger could not read it, or it broke a contract. Empty when anything else failed as well. */
function inputProblems(flow: Flow, { detail }: EndedRun): readonly string[] {
  const types = new Map(flow.nodes.map((node) => [node.id, knowledge.catalog.get(node.type, node.version)]));
  const problems = detail.exceptions.map(({ nodeId, error }) => {
    const violations = violationsOf(error.details);
    if (violations.length > 0) return violations.map(({ path, message }) => `${path || 'the document'} ${message}`);
    return types.get(nodeId)?.kind === 'trigger' ? [error.message] : [];
  });
  return problems.some((found) => found.length === 0) ? [] : problems.flat();
}
