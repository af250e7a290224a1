import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { ActiveRun } from '../run/active-run.ts';
import { createRunner, type FirstResponse, type Runner } from '../run/runner.ts';
import { createParent, type ParentResources } from './parent.ts';

/**
 * Executes every run: an ordinary one as it is; the parent of chunks by cutting and counting; a chunk's run in a sandbox of its own, so that a big file does not keep small
 * messages waiting.
 */
export function createChunkedRunner(
  resources: ParentResources & { /** Default: the same. */ readonly chunkSandbox?: Sandbox | undefined },
): Runner {
  const ordinary = createRunner(resources);
  const sandboxed = { ...resources, sandbox: resources.chunkSandbox ?? resources.sandbox };
  const chunks = createRunner(sandboxed);
  const parent = createParent(sandboxed, chunks);

  async function executeChunk(run: ActiveRun, of: string, first?: FirstResponse): Promise<void> {
    await chunks.execute(run, first);
    if (run.finishedAt !== null && run.replayOf === null) await parent.ended(of);
  }

  return {
    execute(run, first) {
      const { stream, chunk } = run.pinned;
      if (chunk) return executeChunk(run, chunk.of, first);
      return stream ? parent.execute(run) : ordinary.execute(run, first);
    },
    finish: ordinary.finish,
  };
}
