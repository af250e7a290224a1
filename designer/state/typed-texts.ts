/** Texts that were typed into fields and are no value yet, kept so that a reload or a crash of the page does not lose them. */
export type TypedTexts = {
  /** The text typed into a field while its value was `value`; null when there is none, or the value has become another since. */
  read(field: string, value: unknown): string | null;
  write(field: string, value: unknown, text: string): void;
  drop(field: string): void;
};

type Kept = Record<string, { readonly of: string; readonly text: string }>;

/** Belongs to one tab of the browser, so that two tabs do not mix what is half typed. */
export function tabTexts(flowId: string, storage: Storage = sessionStorage): TypedTexts {
  const key = `crossdock.typed.${flowId}`;
  const all = (): Kept => {
    try {
      return JSON.parse(storage.getItem(key) ?? '{}') as Kept;
    } catch {
      return {};
    }
  };
  const keep = (kept: Kept) => {
    try {
      if (Object.keys(kept).length === 0) storage.removeItem(key);
      else storage.setItem(key, JSON.stringify(kept));
    } catch {
      // A full storage costs only what is half typed.
    }
  };
  return {
    read(field, value) {
      const kept = all()[field];
      return kept !== undefined && kept.of === textOf(value) ? kept.text : null;
    },
    write(field, value, text) {
      keep({ ...all(), [field]: { of: textOf(value), text } });
    },
    drop(field) {
      const { [field]: gone, ...others } = all();
      if (gone !== undefined) keep(others);
    },
  };
}

function textOf(value: unknown): string {
  return JSON.stringify(value) ?? '';
}
