import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { actWords } from '../audit/act-words.ts';
import { FailureNote } from '../kit/error-note.tsx';
import { RelativeTime } from '../kit/relative-time.tsx';
import { client, reply } from '../server/client.ts';
import { queryKeys } from '../server/query-keys.ts';
import type { Connection } from '../server/shapes.ts';
import { useMay } from '../server/use-may.ts';
import { connectionsTexts } from '../texts/connections.ts';
import classes from './connections.module.css';
import { SidePanel } from './side-panel.tsx';

const texts = connectionsTexts.history;

/** Who did what with this connection, newest first. Absent for those who may not read the audit. */
export function HistoryPanel({ connection }: { connection: Connection }) {
  const { env, name, updatedAt } = connection;
  const mayRead = useMay()('audit.read', env);
  const subject = `${env}/${name}`;
  const lines = useQuery({
    queryKey: queryKeys.auditList({ subject, updatedAt }),
    queryFn: async () => (await reply(client.GET('/api/audit', { params: { query: { subject, act: 'connection.', limit: 8 } } }))).items,
    enabled: mayRead,
    staleTime: 10_000,
  });
  if (!mayRead) return null;
  return (
    <SidePanel title={texts.title} action={<Link href={`/audit?${new URLSearchParams({ subject })}`}>{texts.all}</Link>}>
      {lines.isError && <FailureNote what={texts.failed} failure={lines.error} onRetry={() => void lines.refetch()} />}
      {lines.data?.length === 0 && <p className={classes.hint}>{texts.none}</p>}
      <ol className={classes.history}>
        {lines.data?.map((line) => (
          <li key={line.id}>
            <span>{actWords(line)}</span>
            <span className={classes.hint}>
              {line.by}, <RelativeTime at={line.at} />
            </span>
          </li>
        ))}
      </ol>
    </SidePanel>
  );
}
