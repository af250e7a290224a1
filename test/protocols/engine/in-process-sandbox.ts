import { runInThisContext } from 'node:vm';
import { crossdockOf } from '@crossdock/runtime/sandbox/region/crossdock';
import type { Sandbox } from '@crossdock/runtime/sandbox/sandbox';

type Run = (...input: string[]) => string;

/**
 * The sandbox's library and programs in this process, because the explorer plays a call a hundred thousand times and a pipe to a child would be no step that it
 * controls. Isolation has its own tests; here the programs are ours. Time stands still, so that durations in reports are the same each time.
 */
export function inProcessSandbox(): Sandbox {
  const crossdock = crossdockOf({ pin: () => undefined, elapsed: () => 0 });
  const programs = new Map<string, Run>();
  return {
    async call({ hash, source }, input) {
      let program = programs.get(hash);
      if (!program) {
        program = (runInThisContext(`(${source}\n)`) as (library: object) => Run)(crossdock);
        programs.set(hash, program);
      }
      return program(...[input].flat().map((text) => (typeof text === 'string' ? text : Buffer.from(text).toString('utf8'))));
    },
    stats: () => ({ processes: 0, programs: programs.size, calls: 0, killed: 0 }),
    close: async () => undefined,
  };
}
