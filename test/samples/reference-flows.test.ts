import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readFlow } from '@crossdock/flows/document/read-flow';
import { sampleFlows } from '@crossdock/flows/samples/samples';
import { openLocalRehearsal } from '@crossdock/runtime/cli/local-rehearsal';
import { afterAll, describe, expect, test } from 'vitest';
import { changedCopy, crossdock, referenceFlow } from '../support/cli.ts';

const folder = fileURLToPath(new URL('../../flows/samples', import.meta.url));

const rehearsal = await openLocalRehearsal();
afterAll(rehearsal.close);

test('every flow file among the samples is a reference flow with test cases', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.flow.json'));
  expect(files.sort()).toEqual(sampleFlows.map(({ id }) => `${id}.flow.json`).sort());
});

describe.each(sampleFlows.map((sample) => [sample.name, sample] as const))('%s', async (_, { file }) => {
  const read = readFlow(await readFile(file, 'utf8'));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const { flow } = read;

  test('has a test case for what it does well and one for what it refuses', () => {
    expect(flow.tests.map(({ expect: { status } }) => status)).toEqual(expect.arrayContaining(['done', 'failed']));
  });

  test.each(flow.tests.map((testCase) => [testCase.name, testCase] as const))('%s', async (__, testCase) => {
    const [report] = await rehearsal.report(flow, [testCase], 'dev');
    expect(report?.findings).toEqual([]);
  });
});

test('crossdock validate finds no error and no warning in them', async () => {
  const files = sampleFlows.map(({ file }) => fileURLToPath(file));
  const { code, out, err } = await crossdock(['validate', ...files]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out.split('\n').filter((line) => /: (error|warning): /.test(line))).toEqual([]);
  for (const file of files) expect(out).toContain(`${file}: valid\n`);
});

test('crossdock test runs them all and says so; one that expects something else fails with its place', async () => {
  const { code, out } = await crossdock(['test', referenceFlow]);
  expect(out).toMatch(/^5 of 5 test cases passed$/m);
  expect(code).toBe(0);
  const wrong = await changedCopy<{ tests: { id: string; expect?: { outputs?: Record<string, { erpStatus?: string }[]> } }[] }>(
    referenceFlow,
    (flow) => {
      flow.tests = flow.tests.filter(({ id }) => id === 'review');
      const [item] = flow.tests[0]?.expect?.outputs?.['confirm.out'] ?? [];
      if (item) item.erpStatus = 'booked';
    },
  );
  const failed = await crossdock(['test', wrong]);
  expect(failed.out).toMatch(/^ {4}outputs\.confirm\.out\[0\]\.erpStatus: expected "booked", but it is "on-hold"$/m);
  expect(failed.out).toMatch(/^0 of 1 test cases passed$/m);
  expect(failed.code).toBe(1);
});
