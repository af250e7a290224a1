import { ensureInstalled, runScript, say } from './bootstrap.mjs';
import { ensureDesigner } from './build-designer.mjs';
import { ensureChromium } from './chromium.mjs';
import { memoryFolder } from './memory-folder.mjs';
import { ensureRedis } from './redis.mjs';
import { runNode } from './run-node.mjs';
import { tool } from './tool.mjs';

// npm test [-- folder or options of vitest]
await runScript(async () => {
  await ensureInstalled();
  const chromium = ensureChromium();
  ensureRedis();
  const fault = await ensureDesigner().catch((error) => error);
  if (fault) say(`${fault.message}; the other tests run without it`);
  const memory = memoryFolder();
  const env = { ...(chromium && { CROSSDOCK_CHROMIUM: chromium }), ...(memory && { TMPDIR: memory.path }) };
  const code = await runNode([tool('vitest'), 'run', ...process.argv.slice(2)], { env });
  memory?.remove();
  return fault ? 1 : code;
});
