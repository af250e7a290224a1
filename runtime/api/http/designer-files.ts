import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Router } from 'express';

export type DesignerFiles = {
  /** Hashes of the inline scripts of the page, for the content security policy. */
  readonly scriptHashes: readonly string[];
  readonly router: Router;
};

/** The built designer: hashed assets are kept for good, the page is asked for anew each time, and every path of the app leads to the page. */
export function designerFiles(folder: string): DesignerFiles {
  const page = pageIn(folder);
  const router = express.Router();
  router.use(
    express.static(folder, {
      index: false,
      redirect: false,
      dotfiles: 'ignore',
      setHeaders: (response, path) => {
        const isHashed = path.startsWith(join(folder, 'assets'));
        response.setHeader('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    }),
  );
  router.get(/.*/, (request, response, next) => {
    // A missing file must not come back as the page with status 200.
    if (/\.[a-z0-9]{2,5}$/i.test(request.path) && !request.path.endsWith('.html')) return next();
    response.set('cache-control', 'no-cache');
    const text = page();
    if (text === null) response.status(503).type('html').send(notBuilt);
    else response.type('html').send(text);
  });
  return { scriptHashes: inlineScriptHashes(page() ?? ''), router };
}

/** The page's text, read again when it was built anew. */
function pageIn(folder: string): () => string | null {
  const file = join(folder, 'index.html');
  let read = { at: -1, text: null as string | null };
  return () => {
    const at = existsSync(file) ? statSync(file).mtimeMs : -1;
    if (at !== read.at) read = { at, text: at < 0 ? null : readFileSync(file, 'utf8') };
    return read.text;
  };
}

function inlineScriptHashes(html: string): string[] {
  return [...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, script]) =>
      `sha256-${createHash('sha256')
        .update(script ?? '')
        .digest('base64')}`,
  );
}

const notBuilt = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Crossdock</title>
<style>body{font:15px/1.5 system-ui,sans-serif;max-width:34rem;margin:20vh auto;padding:0 1rem;color:#161a22;background:#f6f7f9}
code{background:#fff;border:1px solid #e3e6eb;border-radius:4px;padding:1px 5px}
@media(prefers-color-scheme:dark){body{color:#e8ebf0;background:#0e1116}code{background:#151a21;border-color:#262d38}}</style>
<h1>The designer is not built yet</h1>
<p>Crossdock runs; only its screens are missing. Stop it and start it with <code>npm start</code>, which builds them.</p>
<p>Runtime and API work without them: <a href="/healthz">/healthz</a>, <a href="/openapi.json">/openapi.json</a>.</p>
</html>
`;
