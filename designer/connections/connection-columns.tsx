import type { Column } from '../kit/data-table/column.ts';
import { EnvChip } from '../kit/env-chip.tsx';
import { KeyText } from '../kit/key-text.tsx';
import { RelativeTime } from '../kit/relative-time.tsx';
import { Sparkline } from '../kit/sparkline.tsx';
import { StatusBadge } from '../kit/status-badge.tsx';
import type { Connection } from '../server/shapes.ts';
import { connectionsTexts } from '../texts/connections.ts';
import type { CredentialKind } from './auth-fields.ts';
import { callsOf } from './calls-bars.ts';
import { connectionLook } from './connection-look.ts';
import classes from './connections.module.css';
import { limitsInWords } from './policy-words.ts';
import { waitingInWords } from './traffic-words.ts';
import type { ConnectionsOf } from './use-connections-everywhere.ts';

const texts = connectionsTexts;

/** Name, system, state, credentials, limits, last test, use, and where else the name is known. */
export function connectionColumns(kinds: readonly CredentialKind[], everywhere: readonly ConnectionsOf[]): Column<Connection>[] {
  const titles = new Map(kinds.map(({ kind, title }) => [kind, title]));
  return [
    {
      id: 'name',
      title: texts.name,
      width: 'minmax(180px, 2fr)',
      render: ({ name, address }) => (
        <div className={classes.lead}>
          <span className={classes.name}>{name}</span>
          <KeyText tone="hint">{address}</KeyText>
        </div>
      ),
    },
    { id: 'system', title: texts.system, width: '76px', render: ({ system }) => system },
    { id: 'state', title: texts.state, width: 'minmax(156px, 176px)', render: (connection) => <State connection={connection} /> },
    {
      id: 'credentials',
      title: texts.list.credentials,
      width: 'minmax(120px, 1fr)',
      render: ({ auth }) => <span className={classes.secondary}>{titles.get(auth.kind) ?? auth.kind}</span>,
    },
    {
      id: 'limits',
      title: texts.limits,
      width: 'minmax(90px, 1fr)',
      render: ({ policy }) => <span className={classes.secondary}>{limitsInWords(policy)}</span>,
    },
    { id: 'calls', title: texts.calls.head, width: '84px', render: (connection) => <Calls connection={connection} /> },
    { id: 'test', title: texts.list.lastTest, width: '112px', render: (connection) => <LastTest connection={connection} /> },
    {
      id: 'used',
      title: texts.usedBy,
      width: '78px',
      align: 'right',
      render: ({ usedBy, usedByOthers }) => {
        const count = usedBy.length + usedByOthers;
        return <span className={count === 0 ? classes.hint : undefined}>{count === 0 ? texts.list.unused : texts.list.flows(count)}</span>;
      },
    },
    {
      id: 'elsewhere',
      title: texts.list.elsewhere,
      width: `${Math.max(1, everywhere.length - 1) * 62 + 24}px`,
      render: (connection) => <Elsewhere connection={connection} everywhere={everywhere} />,
    },
  ];
}

/** Beside an open connection there is room for what tells them apart. */
export const fewConnectionColumns: Column<Connection>[] = [
  {
    id: 'name',
    title: texts.name,
    width: 'minmax(120px, 1fr)',
    render: ({ name, system }) => (
      <div className={classes.lead}>
        <span className={classes.name}>{name}</span>
        <span className={classes.hint}>{system}</span>
      </div>
    ),
  },
  { id: 'state', title: texts.state, width: '152px', render: (connection) => <State connection={connection} isShort /> },
];

function State({ connection, isShort = false }: { connection: Connection; isShort?: boolean }) {
  const look = connectionLook(connection);
  const waiting = isShort ? '' : waitingInWords(connection.traffic.waiting);
  return <StatusBadge look={look} variant={look.family === 'good' ? 'quiet' : 'plain'} detail={waiting || undefined} />;
}

function Calls({ connection }: { connection: Connection }) {
  const { calls, failed } = callsOf(connection.calls);
  return <Sparkline hours={connection.calls} words={calls === 0 ? texts.calls.noneShort : texts.calls.said(calls, failed)} />;
}

function LastTest({ connection }: { connection: Connection }) {
  const { lastTest } = connection;
  if (!lastTest) return <span className={classes.hint}>{texts.list.neverTested}</span>;
  return (
    <span className={lastTest.ok ? classes.secondary : classes.bad} title={lastTest.words}>
      {lastTest.ok ? texts.list.passed : texts.list.didNotPass} <RelativeTime at={lastTest.at} />
    </span>
  );
}

function Elsewhere({ connection, everywhere }: { connection: Connection; everywhere: readonly ConnectionsOf[] }) {
  return (
    <span className={classes.chips}>
      {everywhere
        .filter(({ environment }) => environment.name !== connection.env)
        .map(({ environment, connections }) => {
          const isThere = connections?.some(({ name }) => name === connection.name);
          if (isThere === undefined) return null;
          const words = isThere ? texts.list.isHere : texts.list.isMissing;
          return isThere ? (
            <span key={environment.name} title={words(connection.name, environment.name)}>
              <EnvChip name={environment.name} kind={environment.class} size="sm" />
            </span>
          ) : (
            <span key={environment.name} className={classes.missingChip} title={words(connection.name, environment.name)}>
              {environment.name}
            </span>
          );
        })}
    </span>
  );
}
