import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crawler, escapes, killers, leftovers, ordinary, plantAndLook, userCode } from './conformance-programs.ts';
import type { Limits, Program, Sandbox } from './sandbox.ts';

export type SandboxFactory = {
  create(limits?: Partial<Limits>): Promise<Sandbox>;
};

const echo: Program = { hash: 'echo', source: '(crossdock) => (input) => input' };

/** What every Sandbox must do; run against each implementation. */
export function describeSandbox(name: string, factory: SandboxFactory): void {
  describe(name, () => {
    let sandbox: Sandbox;
    beforeAll(async () => {
      sandbox = await factory.create();
    });
    afterAll(() => sandbox.close());
    const run = (code: string, input = '') => sandbox.call(userCode(code), input);

    describe('text in, text out', () => {
      it('gives back what the program returns', async () => {
        expect(await sandbox.call(echo, 'an order')).toBe('an order');
        expect(await run('return input.toUpperCase();', 'sku')).toBe('SKU');
        expect(await sandbox.call(echo, '')).toBe('');
      });

      it('carries any text unchanged: all scripts, NUL, lone surrogates', async () => {
        const texts = ['\0', 'Müller', '上海市 🚚', 'a\ud800b', '\udc00', `${'x'.repeat(5_000)}é`, '\ud83d\ude9a', '\ufffd', '\u2028"\\'];
        expect(await Promise.all(texts.map((text) => sandbox.call(echo, text)))).toEqual(texts);
      });

      it('hands over several texts, and bytes as the text they are in UTF-8', async () => {
        const program = { hash: 'several', source: '(crossdock) => (...texts) => JSON.stringify(texts)' };
        const answer = await sandbox.call(program, ['{}', Buffer.from('Müller 🚚'), '', new Uint8Array(Buffer.from('x'))]);
        expect(JSON.parse(answer)).toEqual(['{}', 'Müller 🚚', '', 'x']);
        expect(await sandbox.call(program, [])).toBe('[]');
      });

      it('carries 10 MB in and out', async () => {
        const latin = 'x'.repeat(10_000_000);
        const wide = '数'.repeat(5_000_000);
        const answers = await Promise.all([sandbox.call(echo, latin), sandbox.call(echo, wide)]);
        // Not toBe on the texts: a difference would be printed.
        expect(answers.map((answer, i) => answer === [latin, wide][i])).toEqual([true, true]);
      });

      it('answers 2,000 calls at a time, each with its own', async () => {
        const programs = Array.from({ length: 5 }, (_, i) => userCode(`return input + ':${i}';`));
        const answers = await Promise.all(Array.from({ length: 2_000 }, (_, n) => sandbox.call(programs[n % 5] as Program, `${n}`)));
        expect(answers).toEqual(Array.from({ length: 2_000 }, (_, n) => `${n}:${n % 5}`));
      });

      it('goes through more programs than a process keeps', async () => {
        const programs = Array.from({ length: 50 }, (_, i) => userCode(`return '${i}';`));
        for (let round = 0; round < 2; round++)
          expect(await Promise.all(programs.map((program) => sandbox.call(program, '')))).toEqual(programs.map((_, i) => `${i}`));
      });
    });

    describe('errors', () => {
      it('names message, line and column of a syntax error', async () => {
        const program = { hash: 'syntax', source: '(crossdock) =>\n  (input) => { return input +; }' };
        await expect(sandbox.call(program, '')).rejects.toMatchObject({
          name: 'SandboxError',
          code: 'SYNTAX',
          message: expect.stringMatching(/Unexpected token ';' \[program:2:\d+\]/),
        });
      });

      it('refuses a program that is no function, and text that would break out of its place', async () => {
        for (const source of ['42', '(crossdock) => 42', '(c) => (i) => i)} {(0'])
          await expect(sandbox.call({ hash: source, source }, '')).rejects.toMatchObject({ code: 'SYNTAX' });
      });

      it('passes on what the code threw, in its own words', async () => {
        await expect(run("throw new Error('no stock for SKU-1');")).rejects.toMatchObject({ code: 'THREW', message: 'no stock for SKU-1' });
        await expect(run('return null.lines;')).rejects.toMatchObject({ code: 'THREW', message: expect.stringContaining('TypeError') });
        await expect(run("throw 'a text';")).rejects.toMatchObject({ code: 'THREW', message: 'a text' });
      });

      it('says so when a program returns anything but text', async () => {
        await expect(run('return { a: 1 };')).rejects.toMatchObject({ code: 'THREW', message: expect.stringContaining('object') });
        await expect(run('')).rejects.toMatchObject({ code: 'THREW', message: expect.stringContaining('nothing') });
      });

      it('gives the answer though a promise of the call was rejected and nobody cared', async () => {
        expect(await run("Promise.reject(new Error('late')); return 'answer';")).toBe('answer');
      });

      it('refuses output beyond the limit of the call', async () => {
        expect(await sandbox.call(echo, 'x'.repeat(100), { outputLimit: 100 })).toHaveLength(100);
        await expect(sandbox.call(echo, 'x'.repeat(101), { outputLimit: 100 })).rejects.toMatchObject({ code: 'OUTPUT' });
      });

      it('ends a program that needs more memory than it may use, and goes on with it afterwards', async () => {
        const program = userCode("const a = []; for (let i = 0; i < +input; i++) a.push(new Array(1e5).fill(i)); return 'done';");
        await expect(sandbox.call(program, '100000', { memoryMb: 32 })).rejects.toMatchObject({ code: 'MEMORY' });
        expect(await sandbox.call(program, '1', { memoryMb: 32 })).toBe('done');
      });
    });

    describe('limits', () => {
      it.each(Object.entries(killers))('%s ends with an error of its own call, and others go on', async (_, killer) => {
        const others = stream(sandbox);
        const outcome = await sandbox.call(userCode(killer.code), '', { timeoutMs: 1_000, memoryMb: 64 }).then(
          () => 'an answer',
          (error: { code: string }) => error.code,
        );
        await others.stop();
        expect([...killer.ends, ...(killer.mayAnswer ? ['an answer'] : [])]).toContain(outcome);
        expect(await sandbox.call(echo, 'still here')).toBe('still here');
      });

      it('finds the one that hangs among calls of the same program', async () => {
        const program = userCode("if (input === 'hang') while (true); return input;");
        await sandbox.call(program, 'warm');
        const inputs = Array.from({ length: 40 }, (_, n) => (n === 7 || n === 23 ? 'hang' : `${n}`));
        const outcomes = await Promise.allSettled(inputs.map((input) => sandbox.call(program, input, { timeoutMs: 600 })));
        expect(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : outcome.reason.code))).toEqual(
          inputs.map((input) => (input === 'hang' ? 'TIMEOUT' : input)),
        );
      });

      it('runs a suspect like any other', async () => {
        expect(await sandbox.call(echo, 'x', { suspect: true })).toBe('x');
      });
    });

    describe('nothing stays', () => {
      it.each(Object.entries(leftovers))('%s is gone at the next call', async (_, { plant, look, nothing }) => {
        const program = plantAndLook(plant, look);
        await sandbox.call(program, 'plant').catch(() => 'refused');
        expect(await sandbox.call(program, 'look')).toBe(nothing);
      });

      it('can change no object that it can reach, named or hidden', async () => {
        expect(await run(crawler)).toBe('');
      });

      it('shares nothing between programs', async () => {
        await run("try { Object.prototype.left = 1; } catch {} return '';");
        expect(await run('return String({}.left);')).toBe('undefined');
      });
    });

    describe('the host', () => {
      it.each(Object.entries(escapes))('is not found by %s', async (_, { code, nothing }) => {
        const outcome = await run(code).catch((error: { code: string }) => error.code);
        expect(outcome).toBe(nothing ?? 'THREW');
      });
    });

    describe('the present and chance', () => {
      const pinned = (code: string): Program => ({
        hash: `pinned ${code}`,
        source: `(crossdock) => (input) => { crossdock.pin({ now: Date.UTC(2026, 10, 21, 8, 30), seed: input }); ${code} }`,
      });
      const values = (list: string) => pinned(`return JSON.stringify([${list}]);`);
      const read = async (program: Program, seed = 'run-1') => JSON.parse(await sandbox.call(program, seed)) as unknown[];

      it('stand still at what was pinned, wherever they are read', async () => {
        const at = '2026-11-21T08:30:00.000Z';
        const now = Date.parse(at);
        const readings =
          "Date.now(), new Date().toISOString(), +new Date(Date.now()), Date().slice(0, 24), Reflect.construct(Date, []).getTime(), new (class extends Date {})().getTime(), new Date().constructor.now(), new Intl.DateTimeFormat('en-GB', { dateStyle: 'short', timeStyle: 'medium' }).format(), new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' }).formatToParts().map((part) => part.value).join('')";
        expect(await read(values(readings))).toEqual([
          ...[now, at, now, 'Sat Nov 21 2026 08:30:00', now, now, now],
          ...['21/11/2026, 08:30:00', '08:30'],
        ]);
      });

      it('leave dates that are given as they are', async () => {
        const readings =
          "new Date(0).toISOString(), new Date(2026, 0, 31).toISOString(), new Date('2026-02-03').getTime(), Date.UTC(2026, 1), Date.parse('2026-01-01T00:00:00+01:00'), new Date(NaN).getTime(), Date.length, Date.name, new Date() instanceof Date, new Date(new Date(5)).getTime()";
        expect(await read(values(readings))).toEqual([
          ...['1970-01-01T00:00:00.000Z', '2026-01-31T00:00:00.000Z', Date.UTC(2026, 1, 3), Date.UTC(2026, 1), Date.UTC(2025, 11, 31, 23)],
          ...[null, 7, 'Date', true, 5],
        ]);
      });

      it('know no machine: locale en-US, zone UTC, unless others are named', async () => {
        const readings =
          "new Intl.DateTimeFormat().resolvedOptions().timeZone, new Intl.NumberFormat().resolvedOptions().locale, new Date().getTimezoneOffset(), (1234.5).toLocaleString(), (1234.5).toLocaleString('de-DE'), new Date(0).toLocaleDateString(), new Date(0).toLocaleTimeString('de-DE', { timeZone: 'Europe/Berlin' }), 'ä'.localeCompare('z', 'sv') > 0, 'ä'.localeCompare('z') < 0, 12n.toLocaleString()";
        expect(await read(values(readings))).toEqual(['UTC', 'en-US', 0, '1,234.5', '1.234,5', '1/1/1970', '01:00:00', true, true, '12']);
      });

      it('give the same random numbers for the same seed, and others for another', async () => {
        const program = values('Math.random(), Math.random(), Math.random()');
        const first = (await read(program, 'run-1')) as number[];
        expect(await read(program, 'run-1')).toEqual(first);
        expect(await read(program, 'run-2')).not.toEqual(first);
        expect(first.every((number) => number >= 0 && number < 1) && new Set(first).size === 3).toBe(true);
      });

      it('spread random numbers evenly', async () => {
        const program = pinned(
          'const tens = new Array(10).fill(0); for (let i = 0; i < 1e5; i++) tens[Math.floor(Math.random() * 10)]++; return JSON.stringify(tens);',
        );
        const tens = (await read(program)) as number[];
        expect(Math.min(...tens)).toBeGreaterThan(9_600);
        expect(Math.max(...tens)).toBeLessThan(10_400);
      });

      it('start afresh at the next call', async () => {
        await sandbox.call(pinned('return String(Date.now());'), 'x');
        expect(await run('return String(Date.now());')).toBe('0');
      });
    });

    describe('ordinary code', () => {
      it.each(Object.entries(ordinary))('%s', async (_, { code, answer }) => {
        expect(await run(code)).toBe(answer);
      });
    });
  });

  describe(`${name}, closing`, () => {
    it('rejects what is pending and what comes later with CLOSED', async () => {
      const sandbox = await factory.create();
      await sandbox.call(echo, 'warm');
      const pending = [sandbox.call(userCode('while (true);'), ''), sandbox.call(echo, 'behind')].map((call) =>
        call.catch((error: { code: string }) => error.code),
      );
      await sandbox.close();
      expect(await Promise.all(pending)).toEqual(['CLOSED', 'CLOSED']);
      await expect(sandbox.call(echo, 'later')).rejects.toMatchObject({ code: 'CLOSED' });
      expect(sandbox.stats().processes).toBe(0);
    });
  });
}

/** Calls another program all the while; every one must be answered. */
function stream(sandbox: Sandbox) {
  const program = userCode("return input + '!';");
  let isOn = true;
  let answered = 0;
  const ended = (async () => {
    for (let n = 0; isOn; n++) {
      expect(await sandbox.call(program, `${n}`)).toBe(`${n}!`);
      answered++;
    }
  })();
  return {
    async stop() {
      isOn = false;
      await ended;
      expect(answered).toBeGreaterThan(0);
    },
  };
}
