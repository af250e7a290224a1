import { useQuery } from '@tanstack/react-query';
import { client, reply } from '../../server/client.ts';
import { queryKeys } from '../../server/query-keys.ts';

/** What a shadow run found, run by run; it never changes once it has ended. */
export function useShadow(id: string, endedAt: string | null, isOn: boolean) {
  return useQuery({
    queryKey: queryKeys.promotionShadow(id, endedAt),
    queryFn: () => reply(client.GET('/api/promotions/{id}/shadow', { params: { path: { id } } })),
    enabled: isOn,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
