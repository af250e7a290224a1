/** How the demo ERP behaves: the shape `erpBehaviour` of the API. */
export type ErpBehaviour = {
  readonly mode?: 'ok' | 'slow' | 'failing' | 'throttling' | 'down' | undefined;
  readonly delayMs?: number | undefined;
  readonly status?: number | undefined;
  readonly perSecond?: number | undefined;
  readonly keys?: 'honoured' | 'forgotten' | 'none' | undefined;
  readonly dropAfterAccept?: number | undefined;
  readonly answerLateMs?: number | undefined;
};

export type FullBehaviour = { readonly [K in keyof ErpBehaviour]-?: NonNullable<ErpBehaviour[K]> };

export const usualBehaviour: FullBehaviour = {
  mode: 'ok',
  delayMs: 3000,
  status: 500,
  perSecond: 2,
  keys: 'honoured',
  dropAfterAccept: 0,
  answerLateMs: 0,
};

export function withDefaults(behaviour: ErpBehaviour): FullBehaviour {
  const given = Object.entries(behaviour).filter(([, value]) => value !== undefined);
  return { ...usualBehaviour, ...Object.fromEntries(given) };
}

/** A bucket of one second's calls. `take` returns 0, or the milliseconds until the next call is allowed. */
export function callLimit(perSecond: number, now: () => number): { take(): number } {
  const size = Math.max(1, perSecond);
  let level = size;
  let at = now();
  return {
    take() {
      const time = now();
      level = Math.min(size, level + ((time - at) / 1000) * perSecond);
      at = time;
      if (level >= 1) {
        level -= 1;
        return 0;
      }
      return Math.ceil(((1 - level) / perSecond) * 1000);
    },
  };
}
