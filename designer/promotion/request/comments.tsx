import { Button, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FailureNote } from '../../kit/error-note.tsx';
import { RelativeTime } from '../../kit/relative-time.tsx';
import type { Promotion } from '../../server/shapes.ts';
import { promotionTexts as texts } from '../../texts/promotion.ts';
import { PersonFace } from '../person-face.tsx';
import classes from './comments.module.css';
import { keepRequest, requestCalls } from './request-calls.ts';
import shared from './request-pane.module.css';

/** What people wrote about the request, oldest first. */
export function Comments({ request }: { request: Promotion }) {
  const [text, setText] = useState('');
  const send = useMutation({
    mutationFn: () => requestCalls.comment(request.id, text.trim(), false),
    onSuccess: (next) => {
      setText('');
      keepRequest(next);
    },
  });
  return (
    <section className={`${shared.section} ${classes.comments}`} aria-label={texts.comments}>
      <div className={shared.sectionHead}>
        <h3 className={shared.sectionTitle}>{texts.comments}</h3>
        {request.comments.length === 0 && <span className={shared.hint}>{texts.noComments}</span>}
      </div>
      {request.comments.length > 0 && (
        <ul className={classes.list}>
          {request.comments.map((comment) => (
            <li key={`${comment.by} ${comment.at}`} className={classes.comment}>
              <PersonFace name={comment.by} />
              <div className={classes.words}>
                <span className={classes.by}>
                  <b>{comment.by}</b>
                  {comment.asksForChanges && <span className={classes.asks}>{texts.asksForChanges}</span>}
                  <RelativeTime at={comment.at} />
                </span>
                <p>{comment.text}</p>
              </div>
            </li>
          ))}
        </ul>
      )}
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== '') send.mutate();
        }}
      >
        <Textarea
          className={classes.field ?? ''}
          aria-label={texts.comment}
          placeholder={texts.writeComment}
          autosize
          minRows={1}
          maxRows={8}
          maxLength={5000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) event.currentTarget.form?.requestSubmit();
          }}
        />
        <Button type="submit" loading={send.isPending} disabled={text.trim() === ''}>
          {texts.send}
        </Button>
      </form>
      {send.isError && <FailureNote what={texts.commentFailed} failure={send.error} />}
    </section>
  );
}
