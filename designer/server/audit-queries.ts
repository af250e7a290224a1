import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { client, reply } from './client.ts';
import { queryKeys } from './query-keys.ts';
import type { AuditVerdict } from './shapes.ts';

/** What `GET /api/audit` and its export are narrowed by. */
export type AuditQuery = { q?: string; by?: string; act?: string; subject?: string; env?: string; from?: string; to?: string };

/** Lines in one answer. */
const perPage = 100;

/** Pages of the audit, newest first. `key` names the filter, whose times may count from now. */
export function useAudit(key: object, query: () => AuditQuery) {
  return useInfiniteQuery({
    queryKey: queryKeys.auditList(key),
    queryFn: ({ pageParam }) => {
      const from = pageParam === null ? {} : { after: pageParam };
      return reply(client.GET('/api/audit', { params: { query: { ...query(), limit: perPage, ...from } } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });
}

/** Recomputes the chain on the server. */
export function verifyAudit(): Promise<AuditVerdict> {
  return reply(client.POST('/api/audit/verify', { body: {} }));
}

/** Everything that a filter finds as one text, fetched in parts. */
export async function exportAudit(query: AuditQuery, format: 'csv' | 'jsonl'): Promise<{ name: string; type: string; text: string }> {
  const parts: string[] = [];
  for (let after: string | null = null; ; ) {
    const given: AuditQuery & { format: 'csv' | 'jsonl'; after?: string } = { ...query, format, ...(after !== null && { after }) };
    const part = await reply(client.GET('/api/audit/export', { params: { query: given } }));
    // Each part of a CSV has a head; only the first one's is kept.
    parts.push(format === 'csv' && parts.length > 0 ? part.text.slice(part.text.indexOf('\n') + 1) : part.text);
    after = part.next;
    if (after === null) return { name: part.fileName, type: part.contentType, text: parts.join('') };
  }
}
