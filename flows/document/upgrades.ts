import { currentFormat, type Problem } from './flow.ts';

type RawDocument = Record<string, unknown>;
/** From a format to the next: `{ 1: (document) => document of format 2 }`. */
export type Upgrades = { readonly [fromFormat: number]: (document: RawDocument) => RawDocument };

/** Empty as long as format 1 is the newest. An upgrade is never removed: old files stay readable for good. */
const upgrades: Upgrades = {};

export type Upgraded = { readonly ok: true; readonly document: RawDocument } | { readonly ok: false; readonly problem: Problem };

/** Brings a document of any released format to the current one, in memory. */
export function upgrade(document: RawDocument, table: Upgrades = upgrades, newest: number = currentFormat): Upgraded {
  const format = document.format;
  if (format === undefined) {
    return refuse('FORMAT_MISSING', 'The document does not say its format.', `Add "format": ${newest} as its first field.`);
  }
  if (typeof format !== 'number' || !Number.isInteger(format) || format < 1) {
    return refuse(
      'FORMAT_UNKNOWN',
      `${JSON.stringify(format)} is no format of a flow.`,
      `Formats are whole numbers; the newest is ${newest}.`,
    );
  }
  if (format > newest) {
    return refuse(
      'FORMAT_TOO_NEW',
      `The document has format ${format}; this Crossdock reads up to format ${newest}. It was written by a newer Crossdock.`,
      'Update this Crossdock, or export the flow again from an installation of this version.',
    );
  }
  let upgraded = document;
  for (let from = format; from < newest; from++) {
    const step = table[from];
    if (!step) throw new Error(`no upgrade from format ${from} to ${from + 1}`);
    upgraded = { ...step(upgraded), format: from + 1 };
  }
  return { ok: true, document: upgraded };
}

function refuse(code: string, message: string, remedy: string): Upgraded {
  return { ok: false, problem: { severity: 'error', nodeId: null, field: 'format', code, message, remedy } };
}
