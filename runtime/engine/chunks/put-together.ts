import { type ProgramRunner, runProgram } from '../../lookups/run-program.ts';
import { readFrame } from '../../sandbox/region/frame.ts';
import type { Failure, Request, Response } from '../../sandbox/region/protocol.ts';
import { SandboxError } from '../../sandbox/sandbox.ts';
import { type ActiveRun, runInfo } from '../run/active-run.ts';

/** Puts the partial results of chunks together, in their order, in the sandbox: barriers compare and sum with the flow's own code. */
export async function putTogether(
  programs: ProgramRunner,
  run: ActiveRun,
  partials: readonly string[],
): Promise<{ readonly partials: string } | { readonly failure: Failure }> {
  const [only] = partials;
  if (partials.length <= 1) return { partials: only ?? '' };
  const request: Request = {
    run: runInfo(run),
    vars: run.pinned.vars ?? {},
    seed: run.pinned.seed,
    capture: false,
    outcomes: [],
    from: 'partials',
    stage: 0,
  };
  try {
    const { header, parts } = readFrame<Response>(await runProgram(programs, run, [JSON.stringify(request), ...partials]));
    if (header.intakeFailed) return { failure: header.intakeFailed };
    return { partials: header.partials === undefined ? '' : (parts[header.partials] ?? '') };
  } catch (error) {
    if (!(error instanceof SandboxError) || error.code === 'CLOSED') throw error;
    return {
      failure: {
        code: `SANDBOX_${error.code}`,
        message: `The results of the file's chunks could not be put together: ${error.message} They may be too many: group by a coarser key.`,
      },
    };
  }
}
