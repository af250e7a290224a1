import { describe, expect, test } from 'vitest';
import type { TriggerNode } from '../contract/define-node.ts';
import { schedule } from './schedule.ts';
import { webhook } from './webhook.ts';

const parse = (definition: { config: TriggerNode['config'] }, config: unknown) => definition.config.safeParse(config);
const binding = (config: Record<string, unknown>) => (webhook as TriggerNode).binding(webhook.config.parse(config));

describe('a webhook', () => {
  test.each([
    ['shopify', { header: 'x-shopify-hmac-sha256', encoding: 'base64', algorithm: 'sha256', signs: 'body', prefix: '' }],
    ['github', { header: 'x-hub-signature-256', encoding: 'hex', algorithm: 'sha256', signs: 'body', prefix: 'sha256=' }],
    ['standard-webhooks', { header: 'webhook-signature', encoding: 'base64', algorithm: 'sha256', signs: 'standard-webhooks', prefix: '' }],
  ])('signs as %s does', (kind, expected) => {
    expect(binding({ path: 'a', auth: { kind, connection: 'c' } })).toMatchObject({
      kind: 'http',
      auth: { kind: 'hmac', connection: 'c', ...expected },
    });
  });

  test.each(['/orders', 'a//b', '../a', 'a b', ''])('refuses the path %j', (path) => {
    expect(parse(webhook, { path }).success).toBe(false);
  });

  test('what is no JSON is refused with its place', () => {
    const open = (text: string) => () =>
      (webhook as TriggerNode).open({
        config: webhook.config.parse({ path: 'a' }),
        message: { text, contentType: 'application/json', headers: {}, query: {} },
      });
    expect(open('{"a":')).toThrow('The body is not JSON');
    expect(open('{"a":1}')()).toEqual([{ a: 1 }]);
  });
});

describe('a schedule', () => {
  test.each([
    [{ cron: '0 6 * * 1-5', zone: 'America/Chicago' }, true],
    [{ cron: '*/15 * * * *' }, true],
    [{ cron: '61 * * * *' }, false],
    [{ cron: '0 0 30 2 *' }, false],
    [{ cron: 'every day' }, false],
    [{ cron: '0 6 * * *', zone: 'Mars/Base' }, false],
    [{ cron: '0 6 * * *', zone: '' }, false],
  ])('%j is valid: %j', (config, isValid) => {
    expect(parse(schedule, config).success).toBe(isValid);
  });
});
