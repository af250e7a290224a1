import { ensureInstalled, runScript } from './bootstrap.mjs';
import { ensureDesigner } from './build-designer.mjs';
import { ensureChromium } from './chromium.mjs';
import { runNode } from './run-node.mjs';
import { tool } from './tool.mjs';

// npm test [-- folder or options of vitest]
await runScript(async () => {
  await ensureInstalled();
  const chromium = ensureChromium();
  await ensureDesigner();
  return runNode([tool('vitest'), 'run', ...process.argv.slice(2)], {
    env: chromium ? { CROSSDOCK_CHROMIUM: chromium } : {},
  });
});
