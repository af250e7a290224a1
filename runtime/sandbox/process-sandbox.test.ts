import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { testClock } from '../clock/test-clock.ts';
import { loadBundle } from './bundle.ts';
import { describeSandbox } from './conformance.ts';
import { killers, userCode } from './conformance-programs.ts';
import { createProcessSandbox, type ProcessSandboxOptions } from './process-sandbox.ts';
import type { Program, Sandbox } from './sandbox.ts';

let bundle: string;
beforeAll(async () => {
  bundle = await loadBundle();
});

describeSandbox('sandbox in child processes', {
  create: async (limits) => createProcessSandbox({ bundle: await loadBundle(), ...(limits ? { limits } : {}) }),
});

const sandboxes: Sandbox[] = [];
afterEach(async () => {
  for (const sandbox of sandboxes.splice(0)) await sandbox.close();
});
const fresh = (options: Partial<ProcessSandboxOptions> = {}) => {
  const sandbox = createProcessSandbox({ bundle, ...options });
  sandboxes.push(sandbox);
  return sandbox;
};
const echo: Program = { hash: 'echo', source: '(crossdock) => (input) => input' };
const hang = userCode('while (true);');
// V8 aborts: no array is that long.
const crash = userCode("return String('x'.repeat(2 ** 29 - 30).split('').length);");

describe('the life of a process', () => {
  it('starts with the first call and stops when idle; the next call starts another', async () => {
    const clock = testClock();
    const sandbox = fresh({ clock, idleMs: 60_000 });
    expect(sandbox.stats().processes).toBe(0);
    await sandbox.call(echo, 'x');
    expect(sandbox.stats()).toMatchObject({ processes: 1, programs: 1, calls: 1, killed: 0 });
    clock.advance(59_000);
    await sandbox.call(echo, 'x');
    clock.advance(59_000);
    expect(await sandbox.call(echo, 'still the same')).toBe('still the same');
    clock.advance(61_000);
    await vi.waitFor(() => expect(sandbox.stats().processes).toBe(0), { interval: 5, timeout: 10_000 });
    expect(await sandbox.call(echo, 'again')).toBe('again');
    expect(sandbox.stats()).toMatchObject({ processes: 1, killed: 0 });
  });

  it('ends a call at its deadline by the clock', async () => {
    const clock = testClock();
    const sandbox = fresh({ clock });
    const call = sandbox.call(hang, '', { timeoutMs: 5_000 }).catch((error: { code: string }) => error.code);
    await vi.waitFor(() => {
      clock.advance(1_000);
      expect(sandbox.stats().killed).toBe(1);
    }, 10_000);
    expect(await call).toBe('TIMEOUT');
  });

  it('refuses a bundle that cannot be loaded, call by call', async () => {
    const sandbox = createProcessSandbox({ bundle: 'not ( javascript' });
    sandboxes.push(sandbox);
    await expect(sandbox.call(echo, '')).rejects.toMatchObject({ name: 'SandboxError' });
  });
});

describe.runIf(process.platform === 'linux')('processes as the system sees them', () => {
  it('have no environment, no descriptors but pipes, and the root folder for their place', async () => {
    const sandbox = fresh();
    await sandbox.call(echo, 'x');
    const [pid] = children();
    expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).toBe('');
    expect(readlinkSync(`/proc/${pid}/cwd`)).toBe('/');
    const descriptors = readdirSync(`/proc/${pid}/fd`).map((fd) => [fd, readlinkSync(`/proc/${pid}/fd/${fd}`)] as const);
    expect(descriptors.filter(([, target]) => !/^(pipe|socket|anon_inode):/.test(target))).toEqual([]);
    expect(descriptors.filter(([, target]) => target.startsWith('socket:')).map(([fd]) => fd)).toEqual(['0', '1', '2']);
  });

  it('lose no call when killed from outside', async () => {
    // A busy machine must not look like a program that hangs.
    const sandbox = fresh({ patienceMs: 20_000 });
    await sandbox.call(echo, 'warm');
    const slow = userCode('let n = 0; for (let i = 0; i < 2e6; i++) n += i; return input;');
    const calls = Array.from({ length: 100 }, (_, n) => sandbox.call(slow, `${n}`));
    await calls[3];
    for (const pid of children()) process.kill(Number(pid), 'SIGKILL');
    expect(await Promise.all(calls)).toEqual(Array.from({ length: 100 }, (_, n) => `${n}`));
    expect(sandbox.stats().killed).toBe(1);
  });

  it('answer a call that takes down two processes with an error, and all others with their answers', async () => {
    // A busy machine must not look like a program that hangs.
    const sandbox = fresh({ patienceMs: 20_000 });
    await sandbox.call(echo, 'warm');
    const calls = Array.from({ length: 60 }, (_, n) => sandbox.call(n === 11 ? crash : echo, `${n}`, { timeoutMs: 20_000 }));
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.map((outcome, n) => (outcome.status === 'fulfilled' ? outcome.value === `${n}` : outcome.reason.code))).toEqual(
      outcomes.map((_, n) => (n === 11 ? 'CRASHED' : true)),
    );
    expect(sandbox.stats().killed).toBe(2);
  });

  it('are gone when they were stopped, and the others rest', async () => {
    const sandbox = fresh();
    await sandbox.call(echo, 'warm');
    const seen = new Set<string>();
    const spread = Object.values(killers).filter(({ ends }) => ends[0] === 'TIMEOUT');
    const outcomes = spread.map(({ code }) =>
      sandbox.call(userCode(`${code} // once more`), '', { timeoutMs: 300 }).catch((error: { code: string }) => error.code),
    );
    let isDone = false;
    void Promise.all(outcomes).then(() => {
      isDone = true;
    });
    await vi.waitFor(
      () => {
        for (const pid of children()) seen.add(pid);
        expect(isDone).toBe(true);
      },
      { timeout: 25_000, interval: 20 },
    );
    await vi.waitFor(() => expect(children().every((pid) => stateOf(pid) === 'S')).toBe(true), { timeout: 5_000 });
    await vi.waitFor(() => expect(children().length).toBeLessThanOrEqual(2), { timeout: 10_000 });
    expect(seen.size).toBeGreaterThan(children().length);
    await vi.waitFor(() => expect(sandbox.stats().processes).toBe(children().length), { timeout: 10_000 });
  });

  it.each(['rests', 'hangs'])('end when the parent is killed while one %s', async (what) => {
    const code = `
      import { loadBundle } from ${JSON.stringify(new URL('./bundle.ts', import.meta.url).href)};
      import { createProcessSandbox } from ${JSON.stringify(new URL('./process-sandbox.ts', import.meta.url).href)};
      const sandbox = createProcessSandbox({ bundle: await loadBundle() });
      await sandbox.call({ hash: 'echo', source: '(crossdock) => (input) => input' }, '');
      sandbox.call({ hash: 'hang', source: '(crossdock) => (input) => { while (input); return input; }' }, '${what === 'hangs' ? 'x' : ''}', { timeoutMs: 300 });
      console.log('ready');
      setInterval(() => {}, 1_000);`;
    const parent = spawn(process.execPath, ['--no-warnings', '--input-type=module', '--eval', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(parent.stdout, 'data');
    const pids = children(parent.pid);
    expect(pids).toHaveLength(1);
    parent.kill('SIGKILL');
    await vi.waitFor(() => expect(pids.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]), { timeout: 10_000 });
  });

  it('hold a hanging call apart, so that others wait for it only a moment', async () => {
    const sandbox = fresh({ patienceMs: 100 });
    await sandbox.call(echo, 'warm');
    const fate = sandbox.call(hang, '', { timeoutMs: 20_000 }).catch((error: { code: string }) => error.code);
    expect(await Promise.all(Array.from({ length: 50 }, (_, n) => sandbox.call(echo, `${n}`)))).toHaveLength(50);
    // The one that hangs, the one that goes on, and perhaps the suspects, when it was not certain at first which call it was.
    expect([2, 3]).toContain(sandbox.stats().processes);
    await sandbox.close();
    expect(await fate).toBe('CLOSED');
    expect(children()).toEqual([]);
  });
});

const shared = new URL('../../../shared/protocols/sandbox-killers.mjs', import.meta.url);
describe.skipIf(!existsSync(shared))('the programs handed to us', () => {
  it('each end within the deadline, while others go on', async () => {
    const { killers: handed, leaks } = (await import(shared.href)) as Record<'killers' | 'leaks', Record<string, string>>;
    const sandbox = fresh();
    for (const [name, code] of Object.entries({ ...handed, ...leaks })) {
      const others = Promise.all(Array.from({ length: 20 }, (_, n) => sandbox.call(echo, `${n}`)));
      const body = isExpression(code) ? `return String(${code.replace(/;\s*(\/\/.*)?$/, '')});` : code;
      const outcome = await sandbox.call(userCode(body), '', { timeoutMs: 1_000 }).then(
        (answer) => `answer ${answer}`,
        (error: { name: string; code: string; message: string }) => `${error.name} ${error.code}`,
      );
      expect(outcome, name).toMatch(
        name in leaks
          ? /^(SandboxError THREW|answer (undefined|NaN|[\d.]*,?|0,0,12:00:00\sAM Coordinated Universal Time|(undefined,?)+|[\d.]+,)?$)/
          : /^(SandboxError|answer \d+$)/,
      );
      expect(await others, name).toHaveLength(20);
    }
  }, 90_000);
});

/** The process ids of the sandbox processes that a process has. */
function children(parent = process.pid): string[] {
  const pids = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').trim().split(' ');
  return pids.filter((pid) => {
    try {
      return pid !== '' && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--no-node-snapshot') && stateOf(pid) !== 'Z';
    } catch {
      return false;
    }
  });
}

/** R running, S sleeping, Z dead and not yet buried. */
function stateOf(pid: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.[0];
  } catch {
    return undefined;
  }
}

function isExpression(code: string): boolean {
  try {
    new Function(`return (${code.replace(/;\s*$/, '')}\n)`);
    return true;
  } catch {
    return false;
  }
}
