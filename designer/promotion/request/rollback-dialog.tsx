import { Button, Checkbox, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { EnvChip } from '../../kit/env-chip.tsx';
import { FailureNote } from '../../kit/error-note.tsx';
import { Glyph } from '../../kit/glyph.tsx';
import { ApiFailure } from '../../server/api-failure.ts';
import { useSignedIn } from '../../server/session.ts';
import type { Promotion } from '../../server/shapes.ts';
import { promotionTexts as texts } from '../../texts/promotion.ts';
import { ReasonFields } from '../reason-fields.tsx';
import { keepRequest, requestCalls } from './request-calls.ts';
import classes from './request-foot.module.css';

type Props = { readonly request: Promotion; readonly isProd: boolean; readonly onClose: () => void };

/** Before everything of a request goes back together: what goes back to what. In prod one types what it is about. */
export function RollbackDialog({ request, isProd, onClose }: Props) {
  const { environments } = useSignedIn();
  const { id, to, items, title } = request;
  const [why, setWhy] = useState('');
  const [typed, setTyped] = useState('');
  const [discards, setDiscards] = useState(false);
  const name = items.length === 1 ? (items[0]?.title ?? id) : id;
  const rollback = useMutation({
    mutationFn: () => requestCalls.rollback(id, { why: why.trim(), discardLater: discards }),
    onSuccess: (next) => {
      keepRequest(next);
      onClose();
    },
  });
  const isReady = why.trim().length >= 3 && (!isProd || typed.trim() === name);
  // The server says so when rows of a lookup were changed since; then going back asks once more.
  const hasLater = rollback.error instanceof ApiFailure && rollback.error.status === 409;
  return (
    <Modal opened onClose={onClose} title={texts.rollBackTitle(title, to)} size={520}>
      <form
        className={classes.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) rollback.mutate();
        }}
      >
        <p>
          <EnvChip name={to} kind={environments.find((environment) => environment.name === to)?.class ?? 'dev'} size="sm" />{' '}
          {texts.rollBackLead}
        </p>
        <ul className={classes.effects}>
          {items.map((item) => (
            <li key={`${item.kind} ${item.name}`}>
              {item.replaces === null
                ? texts.rollBackGone(item.title, texts.v(item.version))
                : texts.rollBackLine(item.title, texts.v(item.version), texts.v(item.replaces))}
            </li>
          ))}
          <li>{texts.rollBackRuns}</li>
        </ul>
        <ReasonFields
          label={texts.whyRollback}
          why={why}
          maxLength={2000}
          onWhy={setWhy}
          typing={isProd ? { name, typed, onTyped: setTyped } : undefined}
        />
        {rollback.isError && <FailureNote what={texts.failed.rollback} failure={rollback.error} />}
        {hasLater && (
          <Checkbox
            label={texts.discardLater}
            description={texts.discardLaterHelp}
            checked={discards}
            onChange={(event) => setDiscards(event.currentTarget.checked)}
          />
        )}
        <div className={classes.formFoot}>
          <Button onClick={onClose}>{texts.keepIt}</Button>
          <Button
            type="submit"
            variant={isProd ? 'prod' : 'filled'}
            leftSection={<Glyph name="arrow-back-up" size={14} />}
            loading={rollback.isPending}
            disabled={!isReady}
          >
            {texts.rollBackIn(to)}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
