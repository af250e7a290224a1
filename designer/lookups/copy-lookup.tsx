import { Button, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { FailureNote } from '../kit/error-note.tsx';
import { formatCount } from '../kit/format.ts';
import { Glyph } from '../kit/glyph.tsx';
import { client, reply } from '../server/client.ts';
import { keepLookup } from '../server/lookup-queries.ts';
import { useLookups } from '../server/queries.ts';
import type { Environment, LookupDetail } from '../server/shapes.ts';
import { chooseEnvironment } from '../shell/environment.ts';
import { lookupTexts } from '../texts/lookups.ts';
import { headVersion } from './lookup-head.ts';
import classes from './lookup-page.module.css';

const texts = lookupTexts.copy;

type Props = {
  lookup: LookupDetail;
  rows: readonly (readonly (string | number | boolean | null)[])[];
  /** null: the dialog is closed. */
  to: Environment | null;
  onClose: () => void;
};

/** Gives another environment this table: what it has there, what it will have, then the button. */
export function CopyLookup({ lookup, rows, to, onClose }: Props) {
  return (
    <Modal opened={to !== null} onClose={onClose} title={texts.title(lookup.name, to?.name ?? '')} size={460}>
      {to && <CopyForm lookup={lookup} rows={rows} to={to} onClose={onClose} />}
    </Modal>
  );
}

function CopyForm({ lookup, rows, to, onClose }: Props & { to: Environment }) {
  const { env, name, purpose, columns, ignoreCase, effective, missing, version } = lookup;
  const [, go] = useLocation();
  const there = useLookups(to.name);
  const isKnown = there.isSuccess && !there.isPlaceholderData;
  const before = isKnown ? there.data.find((one) => one.name === name) : undefined;
  const copy = useMutation({
    mutationFn: () =>
      reply(
        client.PUT('/api/lookups/{name}', {
          params: { path: { name }, query: { env: to.name } },
          body: {
            purpose,
            columns,
            ignoreCase,
            effective,
            missing,
            rows: rows.map((row) => [...row]),
            version: before ? headVersion(before) : 0,
            why: texts.why(env, version),
          },
        }),
      ),
    async onSuccess(saved) {
      await keepLookup(saved);
      onClose();
      chooseEnvironment(to.name);
      go(`/lookups/${name}`);
    },
  });
  const isProd = to.class === 'prod';
  return (
    <div className={classes.dialog}>
      <p>
        {before
          ? texts.replaces(to.name, before.version, formatCount(before.rows), formatCount(rows.length))
          : texts.makes(to.name, formatCount(rows.length))}
      </p>
      {copy.isError && <FailureNote what={texts.failed} failure={copy.error} />}
      <div className={classes.formFoot}>
        <Button variant="default" onClick={onClose} data-autofocus>
          {texts.cancel}
        </Button>
        <Button
          variant={isProd ? 'prod' : 'filled'}
          disabled={!isKnown}
          loading={copy.isPending}
          leftSection={isProd ? <Glyph name="lock" size={14} /> : undefined}
          onClick={() => copy.mutate()}
        >
          {texts.button(to.name, before?.nextVersion ?? 1)}
        </Button>
      </div>
    </div>
  );
}
