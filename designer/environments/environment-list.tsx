import { ActionIcon, Tooltip } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type KeyboardEvent, useRef, useState } from 'react';
import { EnvChip } from '../kit/env-chip.tsx';
import { FailureNote } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import type { EnvironmentDetail } from '../server/shapes.ts';
import { environmentsTexts as texts } from '../texts/environments.ts';
import { moved } from './environment-form.ts';
import { environmentCalls, loadEnvironmentsAgain } from './environment-queries.ts';
import classes from './environments.module.css';

type Props = {
  readonly items: readonly EnvironmentDetail[];
  readonly chosen: string | null;
  readonly mayEdit: boolean;
  readonly onChoose: (name: string) => void;
};

/** The environments in the order of promotion; dragged, or moved with Alt and the arrows. */
export function EnvironmentList({ items, chosen, mayEdit, onChoose }: Props) {
  const [dragged, setDragged] = useState<string | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const names = items.map((each) => each.name);
  const order = useMutation({
    mutationFn: async (next: string[]) => {
      // The new order shows at once; a refusal brings the old one back.
      queryClient.setQueryData<EnvironmentDetail[]>(
        queryKeys.environments,
        (known) => known && next.flatMap((name) => known.find((each) => each.name === name) ?? []),
      );
      await environmentCalls.order(next);
    },
    onSettled: loadEnvironmentsAgain,
  });
  const move = (name: string, by: 1 | -1) => {
    const next = moved(names, name, by);
    if (next) order.mutate(next);
  };
  const onKeyDown = (event: KeyboardEvent, name: string) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null;
    if (by === null) return;
    event.preventDefault();
    if (event.altKey) {
      if (mayEdit) move(name, by);
      return;
    }
    const buttons = [...(list.current?.querySelectorAll<HTMLButtonElement>('[data-environment]') ?? [])];
    buttons[names.indexOf(name) + by]?.focus();
  };
  return (
    <>
      <p className={classes.orderHint}>{mayEdit ? texts.orderHint : texts.mayNotEdit}</p>
      {order.isError && (
        <div className={classes.note}>
          <FailureNote what={texts.orderFailed} failure={order.error} />
        </div>
      )}
      <ol className={classes.list} ref={list} aria-label={texts.order}>
        {items.map((each, index) => (
          <li
            key={each.name}
            className={classes.row}
            data-chosen={each.name === chosen || undefined}
            draggable={mayEdit}
            onDragStart={() => setDragged(each.name)}
            onDragEnd={() => setDragged(null)}
            onDragOver={(event) => dragged !== null && event.preventDefault()}
            onDrop={() => {
              if (dragged === null || dragged === each.name) return;
              order.mutate(names.filter((name) => name !== dragged).toSpliced(index, 0, dragged));
            }}
          >
            {mayEdit && <Glyph name="grip-vertical" size={14} className={classes.grip} />}
            <button
              type="button"
              className={classes.choose}
              data-environment={each.name}
              aria-current={each.name === chosen || undefined}
              onClick={() => onChoose(each.name)}
              onKeyDown={(event) => onKeyDown(event, each.name)}
            >
              <span className={classes.rowTop}>
                <EnvChip name={each.name} kind={each.class} />
                <span className="ellipsis">{each.title}</span>
              </span>
              <span className={classes.rowFacts}>
                <span data-warn={each.workers.length === 0 || undefined}>
                  {each.workers.length === 0 && <Glyph name="alert-triangle" size={12} />}
                  {texts.workers(each.workers.length)}
                </span>
                <span>{texts.flows(each.flows)}</span>
              </span>
            </button>
            {mayEdit && (
              <span className={classes.moves}>
                <Tooltip label={texts.moveUp(each.name)}>
                  <ActionIcon
                    size="xs"
                    aria-label={texts.moveUp(each.name)}
                    disabled={index === 0 || order.isPending}
                    onClick={() => move(each.name, -1)}
                  >
                    <Glyph name="chevron-up" size={14} />
                  </ActionIcon>
                </Tooltip>
                <Tooltip label={texts.moveDown(each.name)}>
                  <ActionIcon
                    size="xs"
                    aria-label={texts.moveDown(each.name)}
                    disabled={index === items.length - 1 || order.isPending}
                    onClick={() => move(each.name, 1)}
                  >
                    <Glyph name="chevron-down" size={14} />
                  </ActionIcon>
                </Tooltip>
              </span>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}
