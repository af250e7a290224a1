import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startChild } from '../support/child.ts';
import { changedCopy, crossdock, crossdockProcess, newFolder, referenceFlow, sampleMessage } from '../support/cli.ts';

type AnyFlow = {
  nodes: { id: string; type: string; config: Record<string, unknown> }[];
  edges: { from: { node: string; port: string }; to: { node: string; port: string } }[];
};
type Order = { line_items: unknown; shipping_address: { country_code: unknown }; currency: unknown };

/** Four mistakes in four places. */
const brokenFlow = () =>
  changedCopy<AnyFlow>(referenceFlow, (flow) => {
    for (const node of flow.nodes) {
      if (node.id === 'validate') node.config.contract = 'nothing@7';
      if (node.id === 'erp-review') node.type = 'erp.create-ordr';
      if (node.id === 'confirm') node.config.body = '{{ item. }}';
    }
    flow.edges.push({ from: { node: 'route', port: 'nowhere' }, to: { node: 'confirm', port: 'in' } });
  });

describe('crossdock run', () => {
  test('prints a trace of the steps and what left the flow, and exits with 0', async () => {
    const { code, out, err } = await crossdockProcess(['run', referenceFlow, '--input', sampleMessage('10482')]);
    expect(err).toBe('erp-main: demo system, because no --connections are given\n');
    expect(out).toMatch(/^Shopify order to ERP: done in \d+ ms\n/);
    for (const line of [
      /^\+ Map to order +done +1 in, 1 out +[\d.]+ ms$/m,
      /^\+ Route by class .*case normal$/m,
      /^- ERP express order +skipped$/m,
    ])
      expect(out).toMatch(line);
    expect(out).toMatch(/^ {4}POST http:\/\/127\.0\.0\.1:\d+\/orders -> 201$/m);
    expect(out).toMatch(/^confirm\.out\n\{\n {2}"schemaVersion": "order@1",/m);
    expect(out).toMatch(/^answer 201\n\{\n {2}"orderNumber": "10482",/m);
    expect(code).toBe(0);
  });

  test('--json prints one document with all digits, and nothing else', async () => {
    const { code, out } = await crossdockProcess(['run', referenceFlow, '--input', sampleMessage('10551-express'), '--json']);
    const result = JSON.parse(out) as {
      status: string;
      outputs: Record<string, unknown[]>;
      steps: { nodeId: string; status: string }[];
      effects: unknown[];
    };
    expect(result).toMatchObject({
      status: 'done',
      exceptions: [],
      effects: [{ nodeId: 'erp-priority', outcome: 'confirmed', attempts: 1 }],
      answer: { status: 201 },
    });
    expect(Object.keys(result.outputs)).toEqual(['confirm.out']);
    expect(result.outputs['confirm.out']).toMatchObject([{ source: { id: expect.stringMatching(/^\d{18}$/) }, orderNumber: '10551' }]);
    expect(result.steps.filter((step) => step.status === 'done').map((step) => step.nodeId)).toContain('erp-priority');
    expect(code).toBe(0);
  });

  test('an order that the ERP refuses exits with 1 and says why and what to do', async () => {
    const { code, out, err } = await crossdockProcess(['run', referenceFlow, '--input', sampleMessage('10533-unknown-sku')]);
    expect(out).toMatch(/^x ERP create order +failed/m);
    expect(out).toMatch(/\/orders -> 422$/m);
    expect(err).toMatch(/^UNKNOWN_ITEM: The ERP does not know item GLV-NIT-L-100-OLD\. .* replay\.$/m);
    expect(code).toBe(1);
  });

  test('a broken flow lists all its problems with their places and remedies, exits with 2, and nothing runs', async () => {
    const flow = await brokenFlow();
    const { code, out, err } = await crossdockProcess(['run', flow, '--input', sampleMessage('10482')]);
    expect(code).toBe(2);
    expect(out).toBe('');
    const lines = err.trimEnd().split('\n');
    expect(lines.every((line) => line.startsWith(`${flow}: `))).toBe(true);
    for (const place of [
      /nodes\.validate\.config\.contract: error: .*nothing@7/,
      /nodes\.erp-review\S*: error: .*erp\.create-ordr/,
      /nodes\.confirm\.config\.body: error: /,
      /nowhere/,
    ])
      expect(lines.filter((line) => place.test(line))).not.toEqual([]);
    // validate says the same, word for word, on the standard output.
    expect(await crossdock(['validate', flow])).toEqual({ code: 2, out: err, err: '' });
    const json = await crossdock(['run', flow, '--input', sampleMessage('10482'), '--json']);
    expect(json.code).toBe(2);
    expect((JSON.parse(json.out) as { problems: unknown[] }).problems).toHaveLength(lines.length);
  });

  test.each<[string, (order: Order) => void, RegExp]>([
    [
      'no lines',
      (order) => {
        order.line_items = [];
      },
      /: lines /,
    ],
    [
      'a country that is none',
      (order) => {
        order.shipping_address.country_code = 'Germany';
      },
      /: shipTo\.address\.country /,
    ],
    [
      'a currency that is none',
      (order) => {
        order.currency = 12;
      },
      /: currency /,
    ],
  ])('an input with %s exits with 2 and names the field', async (_, change, place) => {
    const input = await changedCopy<Order>(sampleMessage('10482'), change);
    const { code, err } = await crossdock(['run', referenceFlow, '--input', input]);
    expect(err).toMatch(place);
    expect(err).toContain(`${input}: `);
    expect(code).toBe(2);
  });

  test('an input that is no JSON exits with 2 and names line and column', async () => {
    const input = join(await newFolder(), 'order.json');
    await writeFile(input, '{\n  "id": 1,\n  "name": #10\n}\n');
    const { code, err } = await crossdock(['run', referenceFlow, '--input', input]);
    expect(err).toMatch(/order\.json: line 3, column 11: /);
    expect(code).toBe(2);
  });

  test('a misspelt command, option or file exits with 2 and says what was meant', async () => {
    expect(await crossdock(['rum'])).toMatchObject({ code: 2, err: expect.stringContaining('Did you mean "crossdock run"?') });
    expect(await crossdock(['run', referenceFlow, '--inptu', 'x'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('Did you mean --input?'),
    });
    expect(await crossdock(['run', 'none.flow.json', '--input', sampleMessage('10482')])).toMatchObject({
      code: 2,
      err: expect.stringContaining('none.flow.json cannot be read: there is no such file'),
    });
  });

  test('whoever reads the output may stop reading', async () => {
    const child = startChild('runtime/cli/main.ts', ['run', referenceFlow, '--input', sampleMessage('10482')]);
    child.process.stdout?.destroy();
    expect(await child.exit).toEqual({ code: 0, signal: null });
    expect(child.written.err).toBe('erp-main: demo system, because no --connections are given\n');
  });
});
