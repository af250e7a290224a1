import { createHmac } from 'node:crypto';
import type { IntakeAuth } from '@crossdock/nodes/contract/intake';
import { describe, expect, test } from 'vitest';
import { authenticate } from './authenticate.ts';

const now = 1_614_265_330_000;
const hmac = { kind: 'hmac', connection: 'shop', algorithm: 'sha256', signs: 'body', prefix: '' } as const;

describe('a signature over the body', () => {
  const github: IntakeAuth = {
    ...hmac,
    header: 'X-Hub-Signature-256',
    encoding: 'hex',
    prefix: 'sha256=',
    deliveryId: 'x-github-delivery',
  };
  // The example of the vendor's page "Validating webhook deliveries".
  const secret = "It's a Secret to Everybody";
  const signature = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
  const check = (body: string, header: string | undefined, secrets: readonly string[]) =>
    authenticate(
      github,
      {
        headers: { ...(header !== undefined && { 'x-hub-signature-256': header }), 'x-github-delivery': 'd-1' },
        body: Buffer.from(body),
        now,
      },
      secrets,
    );

  test('as GitHub makes it is accepted, and names the delivery', () => {
    expect(check('Hello, World!', signature, [secret])).toEqual({ ok: true, sender: 'shop', deliveryId: 'd-1' });
  });

  test('is accepted with the old secret while it is rotated', () => {
    expect(check('Hello, World!', signature, ['the new one', secret]).ok).toBe(true);
  });

  test.each([
    ['another body', 'Hello, World?', signature, [secret]],
    ['another secret', 'Hello, World!', signature, ['other']],
    ['a shortened signature', 'Hello, World!', signature.slice(0, -2), [secret]],
    ['no signature', 'Hello, World!', undefined, [secret]],
    ['an empty signature', 'Hello, World!', 'sha256=', [secret]],
    ['no secret set', 'Hello, World!', signature, []],
  ])('is refused with %s', (_case, body, header, secrets) => {
    expect(check(body, header, secrets).ok).toBe(false);
  });

  test('in base64 as Shopify makes it is accepted', () => {
    const shopify: IntakeAuth = { ...hmac, header: 'x-shopify-hmac-sha256', encoding: 'base64' };
    const body = Buffer.from('{"id":1}');
    const header = createHmac('sha256', 's').update(body).digest('base64');
    expect(authenticate(shopify, { headers: { 'x-shopify-hmac-sha256': header }, body, now }, ['s']).ok).toBe(true);
  });
});

describe('a Standard Webhooks signature', () => {
  const auth: IntakeAuth = { ...hmac, header: 'webhook-signature', encoding: 'base64', signs: 'standard-webhooks' };
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const headers = {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  };
  const check = (more: Record<string, string>, at = now) =>
    authenticate(auth, { headers: { ...headers, ...more }, body: Buffer.from('{"test": 2432232314}'), now: at }, [secret]);

  test('is accepted, also as one of several', () => {
    expect(check({})).toEqual({ ok: true, sender: 'shop', deliveryId: headers['webhook-id'] });
    expect(check({ 'webhook-signature': `v1,AAAA v2,${headers['webhook-signature'].slice(3)} ${headers['webhook-signature']}` }).ok).toBe(
      true,
    );
  });

  test('is refused when its time is more than five minutes off', () => {
    expect(check({}, now + 299_000).ok).toBe(true);
    expect(check({}, now + 301_000).ok).toBe(false);
    expect(check({}, now - 301_000).ok).toBe(false);
  });

  test.each([
    { 'webhook-timestamp': 'soon' },
    { 'webhook-id': 'msg_other' },
    { 'webhook-signature': 'v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=' },
  ])('is refused with %o', (more) => {
    expect(check(more).ok).toBe(false);
  });
});

describe('an API key', () => {
  const auth: IntakeAuth = { kind: 'api-key', header: 'X-API-Key', connection: 'partner' };
  const check = (key?: string) =>
    authenticate(auth, { headers: key === undefined ? {} : { 'x-api-key': key }, body: Buffer.from(''), now }, ['right']);

  test('that is right is accepted, any other is not', () => {
    expect(check('right')).toMatchObject({ ok: true, sender: 'partner' });
    expect([check('wrong'), check('right '), check(''), check()].map((verdict) => verdict.ok)).toEqual([false, false, false, false]);
  });
});
