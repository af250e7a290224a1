import { compileConfig } from '../../../contract/compile-config.ts';
import type { EffectAnswer, EffectNode } from '../../../contract/define-node.ts';
import { OutcomeUnknown, RetryLater } from '../../../contract/errors.ts';
import { evaluateConfig } from '../../../contract/evaluate-config.ts';
import type { Http, HttpRequest } from '../../../contract/http.ts';
import type { Json } from '../../../contract/item.ts';
import { resolveConfig } from '../../../contract/resolve-config.ts';

const run = { id: 'run-1', flow: 'test', version: 1, env: 'test', correlationId: 'c-1', now: '2026-11-20T16:04:11.000Z' };

type Target = { readonly url: string; readonly headers?: Readonly<Record<string, string>>; readonly timeoutMs?: number };

/** One item through an effect node as the engine does it, with real HTTP. */
export async function runEffect(
  node: EffectNode,
  { config = {}, json, key = 'key-1', target }: { config?: Record<string, unknown>; json: Json; key?: string; target: Target },
): Promise<{ readonly answer: EffectAnswer; readonly emitted: { readonly [port: string]: readonly Json[] } }> {
  const { item, resolved, request } = prepareEffect(node, config, json);
  const signal = new AbortController().signal;
  const literal = node.config.parse(config);
  const answer = await node.call({ config: literal, request, http: httpTo(target), idempotencyKey: key, attempt: 1, signal });
  return { answer, emitted: node.complete({ config: resolved, item, answer, run }) };
}

export function prepareEffect(node: EffectNode, config: Record<string, unknown>, json: Json) {
  const item = { id: '0', json };
  const resolved = resolveConfig(evaluateConfig(compileConfig(node.config, config), { run }), item) as never;
  return { item, resolved, request: node.prepare({ config: resolved, item, run }), run };
}

/** The capability `http` over fetch: refused is RetryLater, a lost answer OutcomeUnknown. */
function httpTo({ url, headers = {}, timeoutMs = 5000 }: Target): Http {
  return {
    async send(request: HttpRequest) {
      try {
        const answer = await fetch(url + request.path, {
          method: request.method,
          headers: { ...request.headers, ...headers },
          body: request.body ?? null,
          signal: AbortSignal.timeout(timeoutMs),
        });
        return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
      } catch (error) {
        const { code } = ((error as Error).cause ?? {}) as { code?: string };
        throw code === 'ECONNREFUSED' ? new RetryLater('REFUSED', 'refused') : new OutcomeUnknown('NO_ANSWER', 'no answer');
      }
    },
  };
}
