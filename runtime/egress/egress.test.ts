import { describe, expect, test } from 'vitest';
import { rangeOf } from './address-range.ts';
import { decideEgress } from './decide-egress.ts';
import { createEgress, EgressDenied, hostOf } from './egress.ts';
import { type EgressRules, openEgress, parseEgressRules } from './egress-rules.ts';

const rules = (allow: string, deny = '', isPrivate = false): EgressRules => ({
  allow: parseEgressRules(allow) as EgressRules['allow'],
  deny: parseEgressRules(deny) as EgressRules['deny'],
  isPrivate,
});

describe('an address as it is written', () => {
  test.each([
    ['http://127.0.0.1/', 'loopback'],
    ['http://127.1/', 'loopback'],
    ['http://2130706433/', 'loopback'],
    ['http://0x7f000001/', 'loopback'],
    ['http://0177.0.0.1/', 'loopback'],
    ['http://0x7f.0.0.0x1/', 'loopback'],
    ['http://127.0.0.1./', 'loopback'],
    ['http://①②⑦.0.0.1/', 'loopback'],
    ['http://[::1]/', 'loopback'],
    ['http://[0:0:0:0:0:0:0:1]/', 'loopback'],
    ['http://[::ffff:127.0.0.1]/', 'loopback'],
    ['http://[::ffff:7f00:1]/', 'loopback'],
    ['http://[::127.0.0.1]/', 'loopback'],
    ['http://[64:ff9b::7f00:1]/', 'loopback'],
    ['http://[2002:7f00:1::]/', 'loopback'],
    ['http://0.0.0.0/', 'unspecified'],
    ['http://0/', 'unspecified'],
    ['http://[::]/', 'unspecified'],
    ['http://10.1.2.3/', 'private'],
    ['http://172.16.0.1/', 'private'],
    ['http://172.31.255.255/', 'private'],
    ['http://192.168.1.1/', 'private'],
    ['http://[fd12:3456::1]/', 'private'],
    ['http://[2002:c0a8:101::1]/', 'private'],
    ['http://[::ffff:10.0.0.1]/', 'private'],
    ['http://198.18.0.1/', 'private'],
    ['http://100.64.0.1/', 'shared'],
    ['http://100.127.255.254/', 'shared'],
    ['http://169.254.1.1/', 'link-local'],
    ['http://[fe80::1]/', 'link-local'],
    ['http://169.254.169.254/', 'metadata'],
    ['http://2852039166/', 'metadata'],
    ['http://0xA9FEA9FE/', 'metadata'],
    ['http://0251.0376.0251.0376/', 'metadata'],
    ['http://[::ffff:169.254.169.254]/', 'metadata'],
    ['http://[64:ff9b::a9fe:a9fe]/', 'metadata'],
    ['http://[2002:a9fe:a9fe::]/', 'metadata'],
    ['http://[fd00:ec2::254]/', 'metadata'],
    ['http://100.100.100.200/', 'metadata'],
    ['http://168.63.129.16/', 'metadata'],
    ['http://224.0.0.1/', 'multicast'],
    ['http://[ff02::1]/', 'multicast'],
    ['http://255.255.255.255/', 'reserved'],
    ['http://240.0.0.1/', 'reserved'],
    ['http://[2001:0:53aa:64c::]/', 'reserved'],
    ['postgres://10.0.0.5:5432/orders', 'private'],
    ['sftp://2130706433/', 'loopback'],
    ['sftp://[::1]:22', 'loopback'],
  ] as const)('%s is %s, and refused unless the connection says private', (address, range) => {
    expect(rangeOf(hostOf(address))).toBe(range);
    const egress = createEgress();
    expect(egress.refusalOf(address, { network: 'public' })).not.toBeNull();
    expect(() => egress.guard(address, { network: 'public' })).toThrow(EgressDenied);
    const isAllowed = egress.refusalOf(address, { network: 'private' }) === null;
    expect(isAllowed).toBe(range !== 'metadata' && range !== 'link-local');
  });

  test.each([
    'http://8.8.8.8/',
    'http://[2606:4700::1111]/',
    'https://erp.example.com/',
    'http://172.32.0.1/',
    'http://100.128.0.1/',
    'http://11.0.0.1/',
  ])('%s may be called', (address) => {
    expect(createEgress().refusalOf(address, { network: 'public' })).toBeNull();
  });

  test.each(['http://localhost:3000', 'http://api.localhost/', 'http://LOCALHOST/', 'http://localhost./'])(
    '%s is this machine',
    (address) => {
      expect(createEgress().refusalOf(address, { network: 'public' })?.why).toContain('machine that Crossdock runs on');
      expect(createEgress().refusalOf(address, { network: 'private' })).toBeNull();
    },
  );
});

describe('the lists of the installation', () => {
  const decide = (host: string, address: string, given: EgressRules, network: 'public' | 'private' = 'public') =>
    decideEgress({ host, network }, address, given)?.why ?? 'allowed';

  test('what is denied stays denied, by name, below a name, by address and range, even when it is allowed too', () => {
    const given = rules('*.example.com', 'bad.example.com,*.evil.example.com,203.0.114.0/24,2600::/16');
    expect(decide('bad.example.com', '8.8.8.8', given)).toContain('bad.example.com');
    expect(decide('a.evil.example.com', '8.8.8.8', given)).toContain('*.evil.example.com');
    expect(decide('ok.example.com', '203.0.114.7', given)).toContain('203.0.114.0/24');
    expect(decide('ok.example.com', '::ffff:203.0.114.7', given)).toContain('203.0.114.0/24');
    expect(decide('ok.example.com', '2600::7', given)).toContain('2600::/16');
    expect(decide('ok.example.com', '8.8.8.8', given)).toBe('allowed');
  });

  test('a list of what is allowed is all there is', () => {
    const given = rules('erp.example.com,9.9.9.0/24');
    expect(decide('erp.example.com', '8.8.8.8', given)).toBe('allowed');
    expect(decide('dns.example.org', '9.9.9.9', given)).toBe('allowed');
    expect(decide('shop.example.com', '8.8.8.8', given)).toContain('not among');
    expect(decide('example.com', '8.8.8.8', rules('*.example.com'))).toContain('not among');
    expect(decide('notexample.com', '8.8.8.8', rules('*.example.com'))).toContain('not among');
  });

  test('being on the list does not make a private address public; metadata needs both', () => {
    const given = rules('10.0.0.5,169.254.169.254');
    expect(decide('10.0.0.5', '10.0.0.5', given)).toContain('private network');
    expect(decide('10.0.0.5', '10.0.0.5', given, 'private')).toBe('allowed');
    expect(decide('169.254.169.254', '169.254.169.254', given)).toContain('metadata');
    expect(decide('169.254.169.254', '169.254.169.254', given, 'private')).toBe('allowed');
    expect(decide('169.254.169.254', '169.254.169.254', openEgress, 'private')).toContain('metadata');
    expect(decide('169.254.169.254', '169.254.169.254', rules('', '', true), 'private')).toContain('metadata');
  });

  test('a list of addresses does not refuse names before they are looked up', () => {
    expect(createEgress(rules('9.9.9.0/24')).refusalOf('https://dns.example.org', { network: 'public' })).toBeNull();
    expect(createEgress(rules('*.example.com')).refusalOf('https://dns.example.org', { network: 'public' })?.why).toContain('not among');
  });

  test.each(['10.0.0.0/33', 'exa mple.com', '*', '*.*.com', '300.1.1.1', '0x7f.1', 'http://x', '1.2.3.4/8/8'])(
    '"%s" is no rule',
    (text) => {
      expect(parseEgressRules(`ok.example.com, ${text}`)).toEqual({ wrong: text });
    },
  );
});

describe('a name that is looked up', () => {
  const ask = (answers: string[][], options: { all?: boolean } = { all: true }) => {
    let asked = 0;
    const egress = createEgress(openEgress, (_host, _options, done) => {
      const found = answers[Math.min(asked++, answers.length - 1)] ?? [];
      done(
        null,
        found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    });
    const { lookup } = egress.guard('https://erp.example.com', { network: 'public' });
    const once = () =>
      new Promise((resolve) => lookup('erp.example.com', options, (error, found) => resolve(error ? error.message : found)));
    return { once, asked: () => asked };
  };

  test('is refused when it leads inside, whatever it said a moment ago', async () => {
    const { once } = ask([['93.184.216.34'], ['127.0.0.1']]);
    expect(await once()).toEqual([{ address: '93.184.216.34', family: 4 }]);
    expect(await once()).toContain('erp.example.com (127.0.0.1) is an address of the machine');
  });

  test('is asked once for each connection that is made, and only what was checked is connected to', async () => {
    const { once, asked } = ask([['10.0.0.1', '93.184.216.34', '::1']]);
    expect(await once()).toEqual([{ address: '93.184.216.34', family: 4 }]);
    expect(asked()).toBe(1);
  });

  test('leads inside by IPv6 as well', async () => {
    expect(await ask([['::ffff:10.0.0.1']], { all: false }).once()).toContain('private network');
    expect(await ask([['fd00:ec2::254']]).once()).toContain('metadata');
  });
});
