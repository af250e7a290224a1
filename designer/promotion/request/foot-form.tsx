import { Button, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FailureNote } from '../../kit/error-note.tsx';
import { Glyph } from '../../kit/glyph.tsx';
import { useNow } from '../../kit/use-now.ts';
import type { Promotion } from '../../server/shapes.ts';
import { promotionTexts as texts } from '../../texts/promotion.ts';
import { scheduleWord } from '../board/schedule-word.ts';
import type { RolloutChoice } from '../rollout/rollout-steps.ts';
import { laterLocal, localToIso } from './local-time.ts';
import { keepRequest, readAgain, requestCalls } from './request-calls.ts';
import classes from './request-foot.module.css';
import type { Act } from './request-steps.ts';

export type Asking = 'changes' | 'reject' | 'withdraw' | 'schedule';

type Props = {
  readonly asking: Asking;
  readonly request: Promotion;
  readonly isProd: boolean;
  readonly note: string;
  readonly act: Act | null;
  readonly rollout: RolloutChoice | null;
  readonly overrides: () => { gate: string; why: string }[];
  readonly onClose: () => void;
};

/** What one act needs to know, above the buttons; nothing is done before its own button. */
export function FootForm({ asking, request, isProd, note, act, rollout, overrides, onClose }: Props) {
  const now = useNow();
  const [text, setText] = useState('');
  const [at, setAt] = useState(() => laterLocal(Date.now()));
  const { id, to } = request;
  const iso = localToIso(at);
  const isLater = iso !== null && Date.parse(iso) > now;
  const isReady = asking === 'schedule' ? isLater : asking === 'withdraw' || text.trim().length >= 3;
  const go = useMutation({
    mutationFn: async () => {
      if (asking === 'changes') return requestCalls.comment(id, text.trim(), true);
      if (asking === 'reject') return requestCalls.reject(id, text.trim());
      if (asking === 'withdraw') return requestCalls.withdraw(id);
      if (act === 'approve-and-deploy') keepRequest(await requestCalls.approve(request, note.trim()));
      return requestCalls.deploy(request, { overrides: overrides(), at: iso ?? '', rollout });
    },
    onSuccess: (next) => {
      keepRequest(next);
      onClose();
    },
    onError: () => readAgain(id),
  });
  const words = {
    changes: { label: texts.whatToChange, button: texts.askForChanges, variant: 'filled' },
    reject: { label: texts.whyReject, button: texts.rejectRequest(id), variant: 'danger' },
    withdraw: { label: '', button: texts.withdrawRequest(id), variant: 'danger' },
    schedule: { label: '', button: texts.scheduleAt(to, iso === null ? '' : scheduleWord(iso, now)), variant: isProd ? 'prod' : 'filled' },
  }[asking];
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) go.mutate();
      }}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      {asking === 'schedule' && (
        <TextInput
          type="datetime-local"
          label={texts.at}
          description={texts.atInZone(Intl.DateTimeFormat().resolvedOptions().timeZone)}
          value={at}
          w={240}
          autoFocus
          error={!isLater && texts.mustBeLater}
          onChange={(event) => setAt(event.currentTarget.value)}
        />
      )}
      {asking === 'schedule' && <p className={classes.hint}>{texts.scheduleHelp}</p>}
      {asking === 'withdraw' && <p>{texts.withdrawHelp}</p>}
      {words.label !== '' && (
        <Textarea
          label={words.label}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={2000}
          autoFocus
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      {go.isError && <FailureNote what={texts.failed[asking]} failure={go.error} />}
      <div className={classes.formFoot}>
        <Button onClick={onClose}>{texts.back}</Button>
        <Button
          type="submit"
          variant={words.variant}
          loading={go.isPending}
          disabled={!isReady}
          leftSection={asking === 'schedule' && isProd ? <Glyph name="lock" size={14} /> : undefined}
        >
          {words.button}
        </Button>
      </div>
    </form>
  );
}
