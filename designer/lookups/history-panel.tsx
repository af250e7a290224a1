import { Button, SegmentedControl, Tooltip } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FailureNote } from '../kit/error-note.tsx';
import { RelativeTime } from '../kit/relative-time.tsx';
import { client, reply } from '../server/client.ts';
import { keepLookup, useLookupChanges } from '../server/lookup-queries.ts';
import type { LookupDetail } from '../server/shapes.ts';
import { useMay } from '../server/use-may.ts';
import { lookupTexts } from '../texts/lookups.ts';
import { ChangeList } from './change-list.tsx';
import classes from './lookup-page.module.css';
import { RowHistory } from './row-history.tsx';
import { cellText } from './table-draft.ts';

const texts = lookupTexts.side;
type Version = LookupDetail['history'][number];

type Props = { lookup: LookupDetail; isChanged: boolean /** Key of the one row that is selected. */; rowKey: readonly string[] | null };

/** The saves of a table: who, when, why and what; each can be brought back. */
export function HistoryPanel({ lookup, isChanged, rowKey }: Props) {
  const [open, setOpen] = useState<number | null>(null);
  const [isOfRow, setOfRow] = useState(false);
  return (
    <>
      {rowKey && (
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label={texts.history}
          value={isOfRow ? 'row' : 'table'}
          onChange={(of) => setOfRow(of === 'row')}
          data={[
            { value: 'table', label: lookupTexts.row.whole },
            { value: 'row', label: lookupTexts.row.one(rowKey.join(', ')) },
          ]}
        />
      )}
      {rowKey && isOfRow ? (
        <RowHistory lookup={lookup} rowKey={rowKey} />
      ) : (
        <>
          <ol className={classes.versions} aria-label={texts.history}>
            {lookup.history.map((version) => (
              <li key={version.version}>
                <button
                  type="button"
                  className={classes.versionHead}
                  aria-expanded={open === version.version}
                  onClick={() => setOpen(open === version.version ? null : version.version)}
                >
                  <span className={classes.versionLine}>
                    <strong className="number">{lookupTexts.v(version.version)}</strong>
                    {version.version === lookup.version && <span className={classes.who}>{texts.current}</span>}
                    <Counts version={version} />
                  </span>
                  <span className={classes.versionLine}>
                    {version.why === '' ? <i className={classes.who}>{texts.noReason}</i> : version.why}
                  </span>
                  <span className={classes.versionLine}>
                    <RelativeTime at={version.at} />
                    <span className={classes.who}>{texts.by(version.by)}</span>
                    {version.approvedBy && <span className={classes.who}>{lookupTexts.draft.approvedBy(version.approvedBy)}</span>}
                  </span>
                </button>
                {open === version.version && <VersionBody lookup={lookup} version={version} isChanged={isChanged} />}
              </li>
            ))}
          </ol>
          <p className={classes.hint}>{texts.kept}</p>
        </>
      )}
    </>
  );
}

function Counts({ version }: { version: Version }) {
  return (
    <>
      <span className="visually-hidden">{lookupTexts.review.counts(version.added, version.changed, version.removed)}</span>
      <span className={classes.counts} aria-hidden>
        {version.added > 0 && <span className={classes.added}>+{version.added}</span>}
        {version.changed > 0 && <span className={classes.changed}>~{version.changed}</span>}
        {version.removed > 0 && <span className={classes.removed}>-{version.removed}</span>}
      </span>
    </>
  );
}

function VersionBody({ lookup, version, isChanged }: { lookup: LookupDetail; version: Version; isChanged: boolean }) {
  const { env, name } = lookup;
  const mayEdit = useMay()('lookups.edit', env);
  const before = lookup.history.find((other) => other.version < version.version);
  const changes = useLookupChanges(env, name, before?.version ?? 0, version.version);
  const bringBack = useMutation({
    mutationFn: () =>
      reply(
        client.POST('/api/lookups/{name}/bring-back', {
          params: { path: { name }, query: { env } },
          body: { version: version.version, why: '' },
        }),
      ),
    onSuccess: keepLookup,
  });
  const data = changes.data;
  return (
    <div className={classes.versionBody}>
      {changes.isError && <FailureNote what={texts.changesFailed} failure={changes.error} onRetry={() => void changes.refetch()} />}
      {data && data.items.length === 0 && <p className={classes.hint}>{texts.noChanges}</p>}
      {data && data.items.length > 0 && (
        <ChangeList
          columns={lookup.columns}
          count={data.added + data.changed + data.removed}
          changes={data.items.map(({ kind, row, before }) => ({ kind, row: row.map(cellText), before: before?.map(cellText) }))}
        />
      )}
      {mayEdit && version.version !== lookup.version && (
        <Tooltip label={texts.bringBackBlocked} disabled={!isChanged}>
          <Button size="xs" disabled={isChanged} loading={bringBack.isPending} onClick={() => bringBack.mutate()}>
            {texts.bringBack(version.version)}
          </Button>
        </Tooltip>
      )}
      {bringBack.isError && <FailureNote what={texts.bringBackFailed} failure={bringBack.error} />}
    </div>
  );
}
