import { isSame } from '../access/secrets.ts';
import type { Collection } from '../store/store.ts';
import type { AuditVerdict } from './audit.ts';
import type { AuditDocument, AuditMarkDocument } from './audit-documents.ts';
import { faultOf, type Link, missing, noLine, sealOfMark } from './chain.ts';

type Chain = {
  readonly lines: Collection<AuditDocument>;
  readonly marks: Collection<AuditMarkDocument>;
  readonly key: Uint8Array;
};

/** Walks the chain from its first kept line to its last, in pages, and compares the last with what was noted as the last. */
export async function verifyChain({ lines, marks, key }: Chain, expected?: Link): Promise<AuditVerdict> {
  // Lines that are written meanwhile come after it.
  const end = await mark('head');
  const start = await mark('start');
  if (start === false) return forged('begins after pruning');
  if (end === false) return forged('ends');
  let before: Link = start ?? noLine;
  let count = 0;
  const broken = (sequence: number, why: string): AuditVerdict => ({
    ok: false,
    lines: count,
    head: shown(before),
    broken: { sequence, why },
  });

  for (;;) {
    // By sequence and not by page tokens, so that a line of the same sequence under another id is seen.
    const { items } = await lines.find({
      where: { sequence: { gt: before.sequence } },
      sort: { by: 'sequence', direction: 'up' },
      limit: 1000,
    });
    if (items.length === 0) break;
    for (const line of items) {
      const fault = faultOf(key, line, before);
      if (fault !== null) return broken(before.sequence + 1, fault);
      before = { sequence: line.sequence, hash: line.hash };
      count += 1;
      if (expected?.sequence === line.sequence && !isSame(expected.hash, line.hash))
        return broken(line.sequence, `Line ${line.sequence} is not the one that was noted: the chain was exchanged.`);
    }
  }
  const known = Math.max(end?.sequence ?? 0, expected?.sequence ?? 0);
  if (known > before.sequence) return broken(before.sequence + 1, missing(before.sequence + 1, known));
  if (count > 0 && end === null) return broken(before.sequence, 'The mark where the chain ends is missing: it was removed.');
  return { ok: true, lines: count, head: shown(before), broken: null };

  /** false: it is forged. */
  async function mark(id: AuditMarkDocument['id']): Promise<Link | null | false> {
    const found = await marks.get(id);
    if (!found) return null;
    return isSame(found.seal, sealOfMark(key, id, found)) ? { sequence: found.sequence, hash: found.hash } : false;
  }
}

function shown(link: Link): Link | null {
  return link.sequence === 0 ? null : { sequence: link.sequence, hash: link.hash };
}

function forged(where: string): AuditVerdict {
  const why = `The mark where the chain ${where} was not set by Crossdock.`;
  return { ok: false, lines: 0, head: null, broken: { sequence: 0, why } };
}
